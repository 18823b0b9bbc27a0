"""Which rows of a table of parameters or a register are behind a number, by the words that its row names."""

from __future__ import annotations

import pandas as pd
import pytest

from pipeline.findings.settings import named_rows, row_ranges, settings
from tests.findings.world import ECONOMIES, flat, parameters, series, workshop

PARTIES = pd.DataFrame({"instrument_id": ["a", "a", "b"], "iso3": ["KEN", "FRA", "KEN"], "ROW": [2, 3, 4]})
INSTRUMENTS = pd.DataFrame(
    {
        "id": ["a", "b", "c"],
        "themes": [("ai", "data"), ("data",), ()],
        "type": ["treaty", "treaty", "club"],
        "ROW": [2, 3, 4],
    }
)


@pytest.mark.parametrize(
    ("words", "rows"),
    [({"KEN"}, [2, 4]), ({"KEN", "a"}, [2]), ({"FRA", "b"}, [4]), ({"ESP"}, []), (set(), [])],
)
def test_rows_that_the_words_name(words: set[str], rows: list[int]) -> None:
    found = named_rows(PARTIES, ("instrument_id", "iso3"), frozenset(words), whole=False)
    assert found["ROW"].tolist() == rows


@pytest.mark.parametrize(
    ("words", "rows"), [({"data"}, [2, 3]), ({"ai", "treaty"}, [2]), ({"club"}, [4]), ({"('ai', 'data')"}, [])]
)
def test_a_list_in_a_cell_is_named_by_any_of_its_words(words: set[str], rows: list[int]) -> None:
    found = named_rows(INSTRUMENTS, ("themes", "type"), frozenset(words), whole=False)
    assert found["ROW"].tolist() == rows


def test_where_no_word_names_a_row_all_are_meant_or_none() -> None:
    assert len(named_rows(PARTIES, ("iso3",), frozenset({"x"}))) == len(PARTIES)
    assert row_ranges("b.xlsx › Parties", named_rows(PARTIES, ("iso3",), frozenset({"FRA"}))) == [
        "b.xlsx › Parties!A3:B3"
    ]


THRESHOLDS = pd.DataFrame(
    {
        "method": ["unsd", "unsd", "prices"],
        "parameter": ["on_track", "fair", "entry"],
        "value": [0.95, 0.1, 2.0],
        "ROW": [2, 3, 4],
    }
)


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        ({"prices.entry", "USE"}, [4]),  # as the entry of a figure names it
        ({"unsd.fair"}, [3]),
        ({"unsd.fair", "prices"}, [3, 4]),
        ({"prices"}, [4]),
        ({"USE"}, [2, 3, 4]),  # nothing names one
        ({"entry"}, [2, 3, 4]),
    ],
)
def test_a_threshold_that_an_entry_names_is_the_one_that_was_used(words: set[str], rows: list[int]) -> None:
    shop = workshop(series("USE", flat(50.0, ECONOMIES, [2024])), parameters=parameters(thresholds=THRESHOLDS))
    found = settings(shop, {("parameters", "thresholds")}, words)
    assert sorted(cell for _, cell in found) == [
        f"data/reference/parameters.xlsx › Thresholds!A{row}:C{row}" for row in rows
    ]
