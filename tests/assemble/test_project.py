"""The theme that a project is made with must be whole."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.assemble.project import THEME_FILES, _check_theme
from pipeline.problems import ExitCode, Stop
from tests.steps.project import build

THEME = Path(__file__).parents[2] / "report" / "theme"


def test_the_theme_of_the_report_is_whole() -> None:
    _check_theme(THEME)


@pytest.mark.parametrize("name", THEME_FILES)
@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_every_file_that_is_missing_or_no_text_is_named(tmp_path: Path, name: str, content: bytes | None) -> None:
    shutil.copytree(THEME, tmp_path / "theme")
    (tmp_path / "theme" / name).unlink()
    if content is not None:
        (tmp_path / "theme" / name).write_bytes(content)
    with pytest.raises(Stop) as caught:
        _check_theme(tmp_path / "theme")
    (problem,) = caught.value.problems
    assert (caught.value.exit_code, problem.code) == (ExitCode.REPORT, "theme-unreadable")
    assert str(problem.place) == f"report/theme/{name}"


def test_labels_that_are_no_toml(tmp_path: Path) -> None:
    shutil.copytree(THEME, tmp_path / "theme")
    (tmp_path / "theme" / "labels.toml").write_text("[en\n")
    with pytest.raises(Stop) as caught:
        _check_theme(tmp_path / "theme")
    assert "TOML" in caught.value.problems[0].allowed


@pytest.mark.parametrize("text", ["{{ nope }}", "{% if"])
@pytest.mark.parametrize("name", ["quarto.yml.j2", "report.qmd.j2"])
def test_a_template_of_the_theme_that_cannot_be_filled(project: Path, name: str, text: str) -> None:
    path = project / "report" / "theme" / name
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{text}", encoding="utf-8")
    with pytest.raises(Stop) as caught:
        build(project)
    (problem,) = caught.value.problems
    assert (caught.value.exit_code, problem.place.file) == (ExitCode.REPORT, f"report/theme/{name}")
    assert problem.place.line == len(path.read_text(encoding="utf-8").splitlines())
