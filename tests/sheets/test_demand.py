"""Workbooks on demand: nothing is read that nobody asks for, and what is broken is said where it is asked."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.problems import Stop
from pipeline.sheets import demand
from pipeline.sheets.asking import known_to
from pipeline.sheets.books import Parsed
from pipeline.sheets.returns import read_returns
from tests.broken.archives import FILE


def watched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The workbooks that are read whole from now on."""
    read: list[str] = []
    parse = demand.parse_workbook

    def watching(file: str, data: bytes, cutoff: str) -> Parsed:
        read.append(file)
        return parse(file, data, cutoff)

    monkeypatch.setattr(demand, "parse_workbook", watching)
    return read


def test_a_refused_return_reads_no_data_sheet(
    small_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ken.xlsx").write_bytes(b"no workbook")
    read = watched(monkeypatch)
    found = read_returns(tmp_path, known_to(small_data, 2026))
    assert [one.code for one in found.problems] == ["sheet-not-a-workbook"]
    assert read == ["data/reference/economies.xlsx"]


def test_an_indicator_reads_its_workbook_alone_and_once(small_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = watched(monkeypatch)
    books = demand.BooksOnDemand(small_data)
    assert {"NET.USE", "EGOV"} <= set(books)
    assert books["NET.USE"] is books["NET.SUBS"]
    assert read == [FILE]
    with pytest.raises(KeyError):
        books["NET.UES"]


def test_a_broken_workbook_is_told_and_its_indicators_are_not_unknown(small_data: Path, tmp_path: Path) -> None:
    root = tmp_path / "project"
    shutil.copytree(small_data, root)
    (root / FILE).write_bytes(b"cut off")
    with pytest.raises(Stop) as stopped:
        "NET.USE" in demand.BooksOnDemand(root)  # noqa: B015
    assert [one.place.file for one in stopped.value.problems] == [FILE]
