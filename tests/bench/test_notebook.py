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
    kinds = ("typst", "html", "pdf")
    made = {path.name for path in out.iterdir() if path.suffix != ".svg"}
    assert made == {f"{volume}.{kind}" for volume in ("report", "annex") for kind in kinds}
    for mine, published in (("report.pdf", "GDGR-2026-en.pdf"), ("annex.pdf", "GDGR-2026-en-annex.pdf")):
        with pikepdf.open(out / mine) as left, pikepdf.open(built.output / published) as right:
            assert len(left.pages) == len(right.pages)


def test_typst_alone_sets_the_finished_volumes(built: Scratch, tmp_path: Path) -> None:
    project = tmp_path / "finished"
    shutil.copytree(built.project, project)
    assert volumes(project) == ("annex", "report")
    assert alone(project, ["report"]) > 0
    assert list(tmp_path.iterdir()) == [project]


def test_an_unfinished_project_has_no_volume(tmp_path: Path) -> None:
    with pytest.raises(Stop, match="no Typst file"):
        volumes(tmp_path)


def test_sizes(built: Scratch) -> None:
    found = list(sizes(built.output))
    assert [figure.name for figure in found] == [
        f"{what} of the PDF, {volume}" for volume in ("report", "annex") for what in ("size", "pages")
    ]
    assert all(figure.value > 0 for figure in found)
