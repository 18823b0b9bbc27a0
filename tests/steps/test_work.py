"""What travels to a worker elsewhere: plain values without a path of this machine, and fonts that must be the same there."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest

from pipeline.problems import ExitCode, Stop
from pipeline.steps import work
from pipeline.steps.work import Task, cut, draw
from tests.crew.alone import Reference


def sent(task: Task) -> Task:
    """A figure as a worker elsewhere gets it."""
    return replace(task, here=(), cut=cut(task.here, task.drawing.language))


def test_no_path_travels(reference: Reference) -> None:
    for task in reference.tasks:
        assert b"pathlib" in pickle.dumps(task)
        assert b"pathlib" not in pickle.dumps(sent(task))
        assert str(reference.output.parents[1]).encode() not in pickle.dumps(sent(task))


def test_only_fonts_that_no_package_holds_travel(reference: Reference) -> None:
    names = {task.drawing.language: {name for name, _ in sent(task).cut} for task in reference.tasks}
    here = {task.drawing.language: {path.name for path in task.here} for task in reference.tasks}
    assert names["en"] == here["en"]
    assert here["zh"] - names["zh"] == {"NotoSansSC-Regular.otf"}  # no figure has serifs
    assert all(sum(len(content) for _, content in sent(task).cut) < 1_000_000 for task in reference.tasks)


def test_a_picture_is_the_same_with_fonts_that_were_sent(reference: Reference, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "_laid_out", {})
    for task in reference.tasks:
        assert draw(sent(task)) == draw(task)
    assert len(work._laid_out) == 2  # once a language


def test_other_fonts_are_refused(reference: Reference) -> None:
    task = next(task for task in reference.tasks if task.drawing.language == "zh")
    drawn = draw(replace(sent(task), fonts="0" * 64))
    assert isinstance(drawn.picture, Stop)
    assert drawn.picture.exit_code == ExitCode.ENVIRONMENT
    (problem,) = drawn.picture.problems
    assert (problem.code, problem.place.sheet) == ("fonts-differ", "zh")
