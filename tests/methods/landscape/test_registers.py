"""Counts of registers: verified rows only, an instrument joined once however often it is listed."""

from __future__ import annotations

import pandas as pd

from pipeline.methods.landscape import joined, theme_counts


def test_theme_counts_split_themes_and_leave_out_what_was_not_read() -> None:
    frame = pd.DataFrame(
        {
            "themes": [("standards", "measurement"), ("standards",), ("standards",), ()],
            "layer": ["regional", "regional", "bilateral", "regional"],
            "verified": [True, True, False, True],
        }
    )
    assert theme_counts(frame, "layer").to_numpy().tolist() == [
        ["measurement", "regional", 1],
        ["standards", "regional", 2],
    ]


def test_joined() -> None:
    rows = [
        ("pact", "FRA", "signed", True),
        ("pact", "FRA", "ratified", True),  # the same instrument, a later step
        ("code", "FRA", "endorsed", True),
        ("code", "KEN", "endorsed", False),  # not read at a source
        ("code", "IND", "observer", True),  # not a step that joins
        ("other", "IND", "party", True),  # not asked for
    ]
    parties = pd.DataFrame(rows, columns=["instrument_id", "iso3", "status", "verified"])
    assert joined(parties, ["pact", "code"]).to_dict() == {"FRA": 2}
    assert joined(parties, ["pact", "code"], statuses=["observer"]).to_dict() == {"IND": 1}
