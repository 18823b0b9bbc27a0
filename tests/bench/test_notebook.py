"""The usual way and Typst alone, on the small report: they make what is compared."""

from __future__ import annotations

import shutil
from pathlib import Path

import pikepdf
import pytest

from pipeline.bench.notebook import usual_way
from pipeline.bench.scratch import Scratch
from pipeline.bench.sizes import sizes
from pipeline.bench.typesetting import alone, volumes
from pipeline.problems import Stop


@pytest.mark.parametrize("reader", ["default", "calamine"])
def test_the_usual_way_makes_as_much(built: Scratch, tmp_path: Path, reader: str) -> None:
    out = tmp_path / "usual"
    assert usual_way(built.place, built.project, out, reader) > 0
    assert len(list(out.glob("*.svg"))) == len(list((built.project / "figures").glob("*.svg"))) == 3
    assert {path.name for path in out.iterdir() if path.suffix != ".svg"} == {
        "report.typst",
        "report.html",
        "report.pdf",
    }
    with pikepdf.open(out / "report.pdf") as made, pikepdf.open(next(built.output.glob("*.pdf"))) as published:
        assert len(made.pages) == len(published.pages)


def test_typst_alone_sets_the_finished_volumes(built: Scratch, tmp_path: Path) -> None:
    project = tmp_path / "finished"
    shutil.copytree(built.project, project)
    assert volumes(project) == ("report", "annex")
    assert alone(project, ["report"]) > 0
    assert list(tmp_path.iterdir()) == [project]


def test_an_unfinished_project_has_no_volume(tmp_path: Path) -> None:
    with pytest.raises(Stop, match="no Typst file"):
        volumes(tmp_path)


def test_sizes(built: Scratch) -> None:
    found = {figure.name: figure for figure in sizes(built.output)}
    assert [figure.unit for figure in found.values()] == ["MB", "pages", "MB", "pages"]
    assert 0 < found["size of the PDF, report"].value < 5
    assert found["pages of the PDF, report"].value > found["pages of the PDF, annex"].value > 2
