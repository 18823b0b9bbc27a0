"""A build from its order to the edition in its place, or a Stop that leaves the last one as it is."""

from __future__ import annotations

import gc
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.progress import Progress, recap
from pipeline.steps.order import Inputs, Order

if TYPE_CHECKING:
    from pipeline.crew import Crew
    from pipeline.findings.drafts import Missing
    from pipeline.render.project import Engine
    from pipeline.steps.state import Build, Step
    from pipeline.store import Keeper

LAST = "last-run.json"


@dataclass(frozen=True)
class Recap:
    """What a build did: seconds by step, what was made and what was kept, warnings, results; ``missing`` are the texts that
    make it a draft."""

    seconds: Mapping[str, float]
    lines: tuple[str, ...] = ()
    warnings: int = 0
    files: tuple[Path, ...] = field(default=())
    missing: tuple[Missing, ...] = ()


def build(order: Order, inputs: Inputs, progress: Progress) -> Recap:
    """Build an edition whole. The caller holds its lock. Raises Stop with the exit code of the step that failed."""
    from pipeline.steps.building import open_drawing
    from pipeline.steps.plan import STEPS

    at_work = begin(order, inputs, progress)
    try:
        known = at_work.keeper.shelf.size() > 0
        progress.steps = [step.name for step in STEPS]
        progress.last = last_run(order, known)
        if not known and not at_work.crew.remote:
            open_drawing(at_work)  # there will be much to draw: workers start while the sheets are read
        run_steps(at_work, STEPS)
    finally:
        end(at_work)
    _remember(order, known, progress.seconds)
    kinds = {kind: words for step in STEPS for kind, words in step.results.items()}
    return Recap(
        dict(progress.seconds),
        tuple(recap(((made.kind, made.kept) for made in at_work.keeper.made), kinds)),
        at_work.warnings,
        tuple(order.output / path.name for path in sorted(order.output.iterdir())),
        tuple(one for found in at_work.missing.values() for one in found),
    )


def run_steps(at_work: Build, steps: Iterable[Step], between: Callable[[], None] = lambda: None) -> None:
    """Run steps one after the other and tell what each made; ``between`` is called before each and may raise."""
    told = len(at_work.keeper.made)
    for step in steps:
        between()
        with (
            uncollected(),
            at_work.progress.step(step.name, f"{step.reads} → {step.writes}"),
            at_work.crew.config(),  # methods that call joblib are shared by a cluster too
        ):
            step.run(at_work)
        at_work.keeper.shelf.flush()
        for made in at_work.keeper.made[told:]:
            at_work.progress.made(made.name, made.kept, made.why, made.seconds)
        told = len(at_work.keeper.made)


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for no cycles of garbage: what a step makes is nearly all still needed at its end, and looking through it, over
    and over, takes a twentieth of a build. A step leaves no more memory behind without it."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@dataclass(frozen=True)
class Means:
    """What builds work with, one alone or several after one another: kept results, workers, renderer."""

    keeper: Keeper
    crew: Crew
    engine: Engine

    def close(self) -> None:
        """Let everybody go and close the store."""
        try:
            self.crew.close()
        finally:
            self.keeper.close()


def means_of(order: Order, tell: Callable[[str], None], stay: bool = False) -> Means:
    """What a build of an order works with. Raises Stop where the engine or the scheduler is not there.

    ``stay`` is for builds after one another: results, the renderer's compilers and the workers stay.
    """
    from pipeline.crew import Crew
    from pipeline.render.builtin import Builtin
    from pipeline.render.engines import choose_engine
    from pipeline.store import Keeper, Shelf
    from pipeline.versions import library_versions

    engine = choose_engine(order.engine)
    if stay and engine.name == Builtin.name:
        engine = Builtin(stays=True)
    crew = Crew(order.scheduler, stay=stay)
    shelf = Shelf(order.store, tell=tell)
    return Means(
        Keeper(shelf, library_versions(), force=order.force, remember=stay),
        crew,
        engine,
    )


def begin(order: Order, inputs: Inputs, progress: Progress, means: Means | None = None) -> Build:
    """A build that is ready to start, by means that are there or by its own. Raises Stop as `means_of` does."""
    from pipeline.render.project import Project, time_limit_of
    from pipeline.steps.building import epoch_of
    from pipeline.steps.state import Build

    time_limit_of(Project.limit)  # a wrong setting is told now, and not after all the work
    os.environ["SOURCE_DATE_EPOCH"] = str(epoch_of(order.edition))
    means = means or means_of(order, progress.note)
    return Build(order, inputs, means.keeper, means.crew, progress, means.engine)


def break_off(build: Build) -> None:
    """Give up the work that a build has given out and not taken in; nothing to do where it went to its end."""
    if build.drawing is not None:
        build.drawing.end()
        build.drawing = None


def end(build: Build) -> None:
    """Let everybody go and close the store, however the build ended."""
    Means(build.keeper, build.crew, build.engine).close()


def explain(order: Order, inputs: Inputs, progress: Progress) -> Iterator[str]:
    """What every step would do and why, a line each result; nothing is written where a build works.

    Raises Stop where the sheets have errors.
    """
    with tempfile.TemporaryDirectory(prefix="gdgr-explain-") as scratch:
        yield from _foreseen(begin(replace(order, scratch=Path(scratch)), inputs, progress))


def _foreseen(at_work: Build) -> Iterator[str]:
    from pipeline.steps.plan import STEPS

    try:
        for step in STEPS:
            yield f"{step.name}: {step.reads} → {step.writes}"
            yield from (f"  {one}" for one in step.foresee(at_work))
    finally:
        end(at_work)


def last_run(order: Order, known: bool) -> dict[str, float]:
    """Seconds of each step in the last run that compares: with a filled store (``known``), or with an empty one."""
    try:
        found = json.loads((order.build / LAST).read_text(encoding="utf-8"))
        return {str(name): float(seconds) for name, seconds in found[_kind(known)].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _remember(order: Order, known: bool, seconds: Mapping[str, float]) -> None:
    """Note how long the steps took, for the time that is left in the next run."""
    both = {_kind(state): last_run(order, state) for state in (True, False)} | {_kind(known): dict(seconds)}
    with suppress(OSError):
        (order.build / LAST).write_text(json.dumps({"at": time.time(), **both}), encoding="utf-8")


def _kind(known: bool) -> str:
    return "again" if known else "first"
