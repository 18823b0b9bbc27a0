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
    for code in ("en", "zh"):
        _check_theme(THEME, code)


@pytest.mark.parametrize("name", THEME_FILES)
@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_every_file_that_is_missing_or_no_text_is_named(tmp_path: Path, name: str, content: bytes | None) -> None:
    shutil.copytree(THEME, tmp_path / "theme")
    (tmp_path / "theme" / name).unlink()
    if content is not None:
        (tmp_path / "theme" / name).write_bytes(content)
    with pytest.raises(Stop) as caught:
        _check_theme(tmp_path / "theme", "en")
    (problem,) = caught.value.problems
    assert (caught.value.exit_code, problem.code) == (ExitCode.REPORT, "theme-unreadable")
    assert str(problem.place) == f"report/theme/{name}"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("[en\n", "Expected"),
        ("[zh]\na = '1'\n", "[en] has no a"),
        ("[en]\na = '1'\n[zh]\na = '1'\nb = '2'\n", "[en] has no b"),
    ],
)
def test_labels_that_cannot_be_used(tmp_path: Path, content: str, words: str) -> None:
    shutil.copytree(THEME, tmp_path / "theme")
    (tmp_path / "theme" / "labels.toml").write_text(content)
    with pytest.raises(Stop) as caught:
        _check_theme(tmp_path / "theme", "en")
    assert words in caught.value.problems[0].found and "TOML" in caught.value.problems[0].allowed


@pytest.mark.parametrize("text", ["{{ nope }}", "{% if", "{{ 1 / 0 }}", "{{ lang + 1 }}"])
@pytest.mark.parametrize("name", ["quarto.yml.j2", "report.qmd.j2"])
def test_a_template_of_the_theme_that_cannot_be_filled(project: Path, name: str, text: str) -> None:
    path = project / "report" / "theme" / name
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{text}", encoding="utf-8")
    with pytest.raises(Stop) as caught:
        build(project)
    (problem,) = caught.value.problems
    assert (caught.value.exit_code, problem.place.file) == (ExitCode.REPORT, f"report/theme/{name}")
    assert problem.place.line == len(path.read_text(encoding="utf-8").splitlines())
