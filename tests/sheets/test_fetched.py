"""The record beside a fetched file: given back as it was written, not used where it is none."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.problems import Problem, Severity
from pipeline.sheets.fetched import ANY, Record, Series, as_toml, beside, proposals, read_record

SAID = Series("Use", "World Bank", "World Bank: Use.", "CC BY 4.0", "https://example.org/a?b=1")
RECORD = Record(
    "figures.csv", hashlib.sha256(b"x").hexdigest(), "World Bank", "API v2", "2026-11-26", "not stated", 3, 17,
    "gdgr fetch worldbank X", ("https://example.org/a", "https://example.org/b"), {"X": SAID},
)  # fmt: skip


def beside_figures(folder: Path, text: str) -> Record | Problem | None:
    file = folder / "figures.csv"
    file.write_bytes(b"x")
    beside(file).write_text(text, encoding="utf-8")
    return read_record(file)


@pytest.mark.parametrize(
    "record",
    [
        RECORD,
        replace(RECORD, asked=(), series={}),
        replace(RECORD, command='a "b" \\ \n[series]\n\x7f\u202e', publisher="Côte d’Ivoire"),
        replace(RECORD, series={'a]"\n': SAID, ANY: Series(licence="x")}),
    ],
)
def test_a_record_is_given_back(tmp_path: Path, record: Record) -> None:
    assert beside_figures(tmp_path, as_toml(record)) == record


def test_no_record(tmp_path: Path) -> None:
    assert read_record(tmp_path / "figures.csv") is None


GOOD = as_toml(RECORD)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nothing",
        "x = " + "[" * 3000,
        "\x00",
        GOOD.replace('accessed = "2026-11-26"', 'accessed = "2026-13-26"'),
        GOOD.replace('accessed = "2026-11-26"', "accessed = 2026-11-26"),
        GOOD.replace("pages = 3", "pages = true"),
        GOOD.replace("https://example.org/a?b=1", "javascript:alert(1)"),
        GOOD.replace('licence = "CC BY 4.0"', "licence = 4"),
        GOOD.replace('[series."X"]', "[[series]]"),
        GOOD.replace('[series."X"]', '[series]\nY = 1\n[other]'),
        GOOD.replace("asked = [", "asked = [1, "),
        GOOD.replace(RECORD.sha256, "0" * 64),
        GOOD + "#" * 2_000_000,
    ],
    ids=["empty", "no TOML", "deep", "NUL", "no day", "a date", "no number", "no address", "no text", "a list", "no table", "asked", "other file", "large"],
)  # fmt: skip
def test_a_record_that_is_none(tmp_path: Path, text: str) -> None:
    found = beside_figures(tmp_path, text)
    assert isinstance(found, Problem)
    assert found.code == "import-fetched-record" and found.severity is Severity.WARNING


def test_what_is_proposed() -> None:
    records = {
        "a.csv": RECORD,
        "b.csv": replace(RECORD, accessed="2026-11-27"),
        "c.csv": replace(RECORD, series={ANY: Series(source="ITU")}),
    }
    whole = {
        "name": "Use",
        "source": "World Bank",
        "citation": "World Bank: Use.",
        "licence": "CC BY 4.0",
        "url": SAID.url,
    }
    assert proposals(records, ["a.csv"], ["MINE", "X"]) == {**whole, "accessed": "2026-11-26"}
    assert proposals(records, ["a.csv", "b.csv"], ["X"]) == whole  # two days: neither
    assert proposals(records, ["c.csv"], ["anything"]) == {"source": "ITU", "accessed": "2026-11-26"}
    assert proposals(records, ["d.csv"], ["X"]) == {} and proposals(records, ["a.csv"], ["Y", None]) == {}
