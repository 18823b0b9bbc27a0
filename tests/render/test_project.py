"""The project value: chapters, the combined text, places, the time stamp, what a fault of the disk is called."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from pipeline.problems import ExitCode, Stop
from pipeline.render.project import disk_fault, time_limit_of
from tests.render.sampling import sample


def test_chapters(tmp_path: Path) -> None:
    project = sample(tmp_path, "en")
    assert project.chapters() == (
        "chapters/01-key-findings.qmd",
        "chapters/02-development.qmd",
        "chapters/90-annex.qmd",
    )
    assert list(project.texts()) == list(project.chapters())
    assert project.volumes() == ("report",)
    assert project.pdf_names == {"report": "sample-en.pdf"}


def test_a_second_volume(tmp_path: Path) -> None:
    project = sample(tmp_path, "en", annex_01_tables="# T {#sec-t .annex}\n")
    assert project.chapters()[-1] == "annex/01-tables.qmd"
    assert project.pdf_names == {"report": "sample-en.pdf", "annex": "sample-en-annex.pdf"}


@pytest.mark.parametrize(
    ("text", "place"), [("#tbl-long", "chapters/90-annex.qmd:5"), ("nowhere in it", "report.qmd"), ("", "report.qmd")]
)
def test_place_of_a_text(tmp_path: Path, text: str, place: str) -> None:
    assert str(sample(tmp_path, "en").place(text)) == place


@pytest.mark.parametrize(("value", "limit"), [("", 7.0), ("90", 90.0)])
def test_time_that_an_engine_may_take(monkeypatch: pytest.MonkeyPatch, value: str, limit: float) -> None:
    monkeypatch.setenv("GDGR_RENDER_LIMIT", value)
    assert time_limit_of(7.0) == limit


@pytest.mark.parametrize("value", ["long", "-5", "1.5", "0"])
def test_time_that_is_none(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("GDGR_RENDER_LIMIT", value)
    with pytest.raises(Stop) as stopped:
        time_limit_of(7.0)
    assert (stopped.value.exit_code, stopped.value.problems[0].place.file) == (ExitCode.USAGE, "GDGR_RENDER_LIMIT")


@pytest.mark.parametrize(
    ("number", "code", "exit_code"),
    [
        (errno.ENOSPC, "render-disk-full", ExitCode.ENVIRONMENT),
        (errno.EDQUOT, "render-disk-full", ExitCode.ENVIRONMENT),
        (errno.EACCES, "render-write-failed", ExitCode.RENDER),
    ],
)
def test_fault_of_the_disk(number: int, code: str, exit_code: ExitCode) -> None:
    fault = disk_fault(OSError(number, "what the system says", "a/file"), Path("into"))
    assert isinstance(fault, Stop)
    assert (fault.problems[0].code, fault.exit_code, str(fault.problems[0].place)) == (code, exit_code, "a/file")
