"""A round: the steps of a build from check to render, with all that the last round left warm."""

from __future__ import annotations

import ctypes
import gc
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from pipeline.problems import ExitCode, Place, stop
from pipeline.steps.order import read_order

if TYPE_CHECKING:
    from pipeline.progress import Progress
    from pipeline.render.project import Engine, Keep, Project, Rendered
    from pipeline.steps.running import Means

LAST = "render"  # the last step of a round; a preview publishes nothing
RESULTS = ("sheet", "exhibit", "figure", "chapter")  # pages and PDFs are counted where they come out
PROGRAMME = "pipeline/"
CATALOGUES = "report/i18n/"


class Outdated(Exception):
    """A round was broken off because something changed while it ran."""


@dataclass(frozen=True)
class Made:
    """What a round did: the kind of each result of a step that was made (not kept), warnings of the sheets, and texts
    that are missing."""

    results: tuple[str, ...] = ()
    warnings: int = 0
    missing: int = 0


class Maker(Protocol):
    """Makes rounds."""

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages that are made."""

    def make(self, progress: Progress, seen: Callable[[], None], outdated: Callable[[], bool]) -> Made:
        """Make a round. ``seen`` is called when pages or PDFs may have come out; ``outdated`` is asked between steps.

        Raises Stop, Outdated, and whatever a fault of the programme raises.
        """

    def rest(self) -> None:
        """Do what can wait, while there is no round to make."""

    def close(self) -> None:
        """Let everything go."""


class Rounds:
    """Rounds of an edition: results in memory, workers and renderer alive, modules loaded from one round to the next.

    Raises Stop where the edition, a language or the engine is not there.
    """

    def __init__(
        self, root: Path, year: int, languages: tuple[str, ...], engine: str, tell: Callable[[str], None]
    ) -> None:
        from pipeline.steps.running import means_of

        self._asked = root, year, languages, engine
        self._order, inputs = read_order(*self._asked)
        self._programme = _programme(inputs.checksums)
        self._means: Means = means_of(self._order, tell, stay=True)
        self._warm = False
        self._done: Mapping[str, str] = {}
        self._warnings = self._missing = 0
        self._inputs: Mapping[str, str] = {}

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages that are made."""
        return self._order.languages

    def make(self, progress: Progress, seen: Callable[[], None], outdated: Callable[[], bool]) -> Made:
        """Make a round under the lock of the edition. See `Maker`."""
        from pipeline.publish.lock import edition_lock
        from pipeline.steps.plan import STEPS
        from pipeline.steps.running import begin, break_off, run_steps

        def between() -> None:
            if outdated():
                raise Outdated

        with edition_lock(self._order.output, True, progress.note):
            order, inputs = read_order(*self._asked)
            self._refuse_changed_programme(inputs.checksums)
            if inputs.checksums == self._done:
                return Made(warnings=self._warnings, missing=self._missing)
            self._done = {}
            self._forget_catalogues(inputs.checksums)
            self._order = order
            self._means.keeper.next_build()
            means = replace(self._means, engine=cast("Engine", Showing(self._means.engine, seen)))
            build = begin(order, inputs, progress, means)
            steps = STEPS[: [step.name for step in STEPS].index(LAST) + 1]
            try:
                run_steps(build, steps, between)
            finally:
                break_off(build)
            self._done, self._warnings = inputs.checksums, build.warnings
            self._missing = sum(map(len, build.missing.values()))
        results = [one.kind for one in self._means.keeper.made if not one.kept and one.kind in RESULTS]
        return Made(tuple(results), build.warnings, self._missing)

    def rest(self) -> None:
        """Start the workers and have them load what they need; clean up in memory and in the store."""
        from pipeline.steps import work

        if not self._warm:
            self._warm = True
            self._means.crew.stream(work.draw, work.get_ready).end()
        self._means.keeper.shelf.tidy()
        gc.collect()
        give_back()

    def close(self) -> None:
        """Let workers go and close the store."""
        self._means.close()

    def _refuse_changed_programme(self, checksums: Mapping[str, str]) -> None:
        """Raise Stop (exit 4) where the code is no longer the one that this process has loaded: results of a mixture of
        both would be kept under the name of one."""
        now = _programme(checksums)
        changed = sorted(
            name for name in now.keys() | self._programme.keys() if now.get(name) != self._programme.get(name)
        )
        if changed:
            more = f" and {len(changed) - 1} more files of the programme" if len(changed) > 1 else ""
            raise stop(
                ExitCode.REPORT,
                "programme-changed",
                Place(changed[0]),
                f"the programme changed: this file{more}",
                "the programme as it was when the preview was started",
                "restart the preview (Ctrl-C, then make preview); until then the pages stay as they are",
            )

    def _forget_catalogues(self, checksums: Mapping[str, str]) -> None:
        """Read the catalogues again where one of them, or what was asked of them before, has changed."""
        from pipeline.language import load_catalogue

        before, self._inputs = self._inputs, checksums
        names = [name for name in before.keys() | checksums.keys() if name.startswith(CATALOGUES)]
        if any(before.get(name) != checksums.get(name) for name in names):
            load_catalogue.cache_clear()


def give_back() -> None:
    """Give memory that is free back to the system, where its C library can (glibc): a tenth of the process after a round."""
    with suppress(OSError, AttributeError, TypeError):  # another C library
        ctypes.CDLL(None).malloc_trim(0)


def _programme(checksums: Mapping[str, str]) -> dict[str, str]:
    return {name: digest for name, digest in checksums.items() if name.startswith(PROGRAMME)}


class Showing:
    """An engine that says when something may have come out: whenever it tells what it does, and at its end."""

    def __init__(self, engine: Engine, seen: Callable[[], None]) -> None:
        self._engine, self._seen = engine, seen

    def __getattr__(self, name: str) -> object:
        """Whatever else the engine has."""
        return getattr(self._engine, name)

    def render(self, project: Project, into: Path, report_progress: Callable[[str], None], keep: Keep) -> Rendered:
        """Render by the engine."""

        def told(text: str) -> None:
            report_progress(text)
            self._seen()

        rendered = self._engine.render(project, into, told, keep)
        self._seen()
        return rendered
