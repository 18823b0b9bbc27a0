"""A small report built by one process alone, to compare with: two languages, and the figures that were to be drawn."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import pipeline.crew
from pipeline import steps
from pipeline.progress import Progress, View
from pipeline.steps.running import Recap
from pipeline.steps.work import Task
from tests.small_report import small_project

LANGUAGES = ("en", "zh")


class Alone:
    """A crew of one: this process, in the order in which things were put."""

    remote, workers = False, 1

    def __init__(self, *_: object) -> None:
        self.put_in: list[Any] = []

    def stream(self, work: Callable[[Any], Any], *_: object) -> AloneStream:
        return AloneStream(work, self.put_in)

    def map(self, work: Callable[[Any], Any], items: Iterable[Any], workers: int = 0) -> Iterator[Any]:
        return (work(item) for item in items)

    def errand(self, function: Callable[..., Any], *arguments: object) -> Callable[[], Any]:
        return lambda: function(*arguments)

    def config(self) -> AbstractContextManager[object]:
        return nullcontext()

    def rest(self) -> None: ...
    def close(self) -> None: ...


class AloneStream:
    def __init__(self, work: Callable[[Any], Any], put_in: list[Any]) -> None:
        self.work, self.put_in = work, put_in
        self.put = put_in.append

    def results(self) -> Iterator[Any]:
        return (self.work(item) for item in self.put_in)


@dataclass(frozen=True)
class Reference:
    """A project as it was before it was built, its edition, and the figures that were drawn."""

    untouched: Path
    output: Path
    tasks: Sequence[Task]

    def copy(self, root: Path, edition: bool = False) -> Path:
        """The project in another place, with the same workbooks; with ``edition`` as it was built."""
        shutil.copytree(self.untouched, root, symlinks=True)
        if edition:
            shutil.copytree(self.output, root / "output" / "2026")
        return root


def build(root: Path, scheduler: str = "", views: Sequence[View] = ()) -> Recap:
    """Build both languages in this process's name, everything anew."""
    order = steps.make_order(root, 2026, LANGUAGES, "builtin", True, scheduler)
    return steps.build(order, steps.read_inputs(order.root), Progress(views))


def files(output: Path) -> dict[str, bytes]:
    """Every published file by its name."""
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}


@pytest.fixture(scope="session")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Reference:
    """The small report, built in this process only."""
    return _built(tmp_path_factory.getbasetemp() / "alone")


@cache
def _built(folder: Path) -> Reference:
    untouched = small_project(folder / "untouched")
    root = folder / "project"
    shutil.copytree(untouched, root, symlinks=True)
    crews: list[Alone] = []

    def alone(*_: object, **__: object) -> Alone:
        crews.append(Alone())
        return crews[-1]

    before = os.environ.get("SOURCE_DATE_EPOCH")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline.crew, "Crew", alone)
        build(root)
    if before is None:
        os.environ.pop("SOURCE_DATE_EPOCH", None)
    return Reference(untouched, root / "output" / "2026", tuple(crews[0].put_in))
