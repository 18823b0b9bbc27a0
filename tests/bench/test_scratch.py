"""Scratch copies: what is copied, what is emptied, whose code runs."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from pipeline.bench.first_fonts import cut_fonts
from pipeline.bench.processes import fresh
from pipeline.bench.scratch import FONTS, STORE, Scratch, scratch
from pipeline.problems import ExitCode, Stop


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} if folder.is_dir() else set()


def test_the_project_itself_is_not_touched(whole: Path, built: Scratch) -> None:
    assert list(built.output.glob("*.pdf"))
    assert names(whole / "build") == {".store"}
    assert not (whole / "output").exists()


@pytest.mark.parametrize("fonts", [True, False])
def test_empty_leaves_the_fonts_or_nothing(tmp_path: Path, fonts: bool) -> None:
    for name in (STORE, Path("build/2026/en/report.qmd"), Path("output/2026/a.pdf"), Path(FONTS)):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(str(name), encoding="utf-8")
    Scratch(tmp_path, 2026).empty(fonts)
    left = [path for name in ("build", "output") for path in (tmp_path / name).rglob("*") if path.is_file()]
    assert left == ([tmp_path / STORE] if fonts else [])
    assert not fonts or (tmp_path / STORE).read_text(encoding="utf-8") == FONTS


def test_a_cold_build_finds_its_fonts_and_nothing_else(built: Scratch, tmp_path: Path) -> None:
    """The fonts are put into a store in a process of their own; here they stand in it already."""
    store = tmp_path / "store.sqlite"
    shutil.copyfile(built.place / FONTS, store)
    cut_fonts(built.place, store, built.languages())
    copy = Scratch(tmp_path / "project", 2026)
    shutil.copytree(built.place, copy.place, ignore=shutil.ignore_patterns("build", "output", FONTS))
    shutil.copyfile(store, copy.place / FONTS)
    copy.empty()
    said = copy.report().output
    kept = [line for line in said.splitlines() if line.startswith("  ") and "kept" in line]
    assert [line.split(":")[0].strip() for line in kept] == ["fonts"], said


def test_forget_empties_the_store_only(tmp_path: Path) -> None:
    for name in (STORE, Path("build/2026/en/report.qmd")):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("content", encoding="utf-8")
    Scratch(tmp_path, 2026).forget()
    assert names(tmp_path / "build") == {"2026"}


def test_a_folder_that_is_no_project(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with pytest.raises(Stop) as failure:
        scratch(tmp_path, tmp_path / "copy", 2026)
    assert failure.value.exit_code == ExitCode.ENVIRONMENT
    assert failure.value.problems[0].place.file == "report"


def test_the_code_of_the_copy_runs(built: Scratch) -> None:
    run = fresh([sys.executable, "-c", "import pipeline; print(pipeline.__file__)"], built.place)
    assert Path(run.output.strip()).is_relative_to(built.place)
