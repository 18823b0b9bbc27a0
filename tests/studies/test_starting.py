"""A workbook of an index from a file of figures: the same figures, flags and names, the plainest design, and the same scores."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.studies import index
from pipeline.studies.figures import Source
from tests.command_line import Run
from tests.studies.test_hostile_calls import figures, refused

HIGHER = ("--direction", "*=higher")


def test_the_workbook_gives_the_scores_of_the_file(run: Run, tmp_path: Path) -> None:
    path = figures(tmp_path / "mine.csv")
    said = run(tmp_path, "index", path.name, *HIGHER, "--direction", "B=lower", "--template", "book.xlsx")
    assert said.code == 0 and "gdgr index book.xlsx" in said.out
    alone = index.run(path, index.Asked(source=Source(directions={"*": "higher", "B": "lower"})))
    book = index.run(tmp_path / "book.xlsx", index.Asked(draws=20, samples=2))
    both = alone.tables["Ranking"].merge(book.tables["Ranking"], on="REF_AREA", suffixes=("", "_book"))
    assert len(both) == 8 and both["score"].tolist() == pytest.approx(both["score_book"].tolist(), abs=1e-12)
    assert "rank_low" in book.tables["Ranking"] and not len(book.tables["Messages"])
    rows = list(load_workbook(tmp_path / "book.xlsx")["Hierarchy"].iter_rows(values_only=True))
    assert {row[0]: row[rows[0].index("direction")] for row in rows[2:]} == {"A": "higher", "B": "lower"}


def test_flags_travel_along(run: Run, tmp_path: Path) -> None:
    rows = [
        "economy_iso3,year,indicator,value,obs_status",
        "KEN,2020,A,3,E",
        "FRA,2020,A,9,A",
        "IND,2020,A,5,P",
        "BRA,2020,A,,A",
    ]
    (tmp_path / "mine.csv").write_text("\n".join(rows), encoding="utf-8")
    said = run(tmp_path, "index", "mine.csv", *HIGHER, "--template", "book.xlsx")
    assert said.code == 0 and "1 row left out" in said.out
    noted = list(load_workbook(tmp_path / "book.xlsx")["Notes"].iter_rows(values_only=True, min_row=2, max_col=4))
    assert [row for row in noted if row[0]] == [("IND", "A", 2020, "P"), ("KEN", "A", 2020, "E")]


def test_what_cannot_be_started_from(run: Run, tmp_path: Path) -> None:
    path = figures(tmp_path / "mine.csv")
    refused(run(tmp_path, "index", path.name, "--template", "book.xlsx"), "study-no-direction", 3, "A, B")
    assert run(tmp_path, "index", path.name, *HIGHER, "--template", "book.xlsx").code == 0
    refused(
        run(tmp_path, "index", "book.xlsx", "--template", "other.xlsx"),
        "study-option",
        2,
        "a workbook of a study already",
    )
    assert not (tmp_path / "other.xlsx").exists()
