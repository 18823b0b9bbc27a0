"""What is measured, by the short names of ``--only``: each measure gives its figures as they are known.

"Cold" is a build with no output, and a store that holds nothing but the static fonts, which the first run on a machine cuts
from their packages; how long it takes when they must be cut too is told beside it.
"""

from __future__ import annotations

import importlib
import importlib.util
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import mean

from pipeline.bench.draws import draws
from pipeline.bench.editing import editor
from pipeline.bench.figure import Figure, ratio
from pipeline.bench.growing import multiply
from pipeline.bench.index_draws import MONTE_CARLO, monte_carlo, more_draws
from pipeline.bench.memory import PAUSE, Peak, sampled
from pipeline.bench.notebook import usual_way
from pipeline.bench.processes import failed
from pipeline.bench.repeating import in_turn
from pipeline.bench.scratch import LANGUAGE, Scratch
from pipeline.bench.sizes import sizes
from pipeline.bench.typesetting import alone, volumes

MEGA = 1_000_000
SPARE = 1.1  # what growth may cost beyond its own factor
PREVIEW = "pipeline.preview.measure"
FRESH_EACH = 3  # runs of each --help


@dataclass(frozen=True)
class Bench:
    """What the measures share: a copy of the project, a place for what they make, who is told, the names of the commands."""

    scratch: Scratch
    aside: Path
    tell: Callable[[str], None]
    commands: Sequence[str]

    def ready(self) -> None:
        """The report of one language stands built and the store is filled."""
        self.scratch.report()

    def finished(self) -> Path:
        """A finished project of one language that no build touches."""
        kept = self.aside / "finished"
        if not kept.is_dir():
            self.tell("a first build, for the finished volumes")
            self.ready()
            shutil.copytree(self.scratch.project, kept)
        return kept

    def told(self, what: str, work: Callable[[], float]) -> Callable[[], float]:
        """Work that says how long it took."""

        def working() -> float:
            seconds = work()
            self.tell(f"{what}: {seconds:.2f} s")
            return seconds

        return working


Measure = Callable[[Bench], Iterator[Figure]]


def cold(bench: Bench) -> Iterator[Figure]:
    """A cold build against the usual way and against Typst alone; the PDFs' sizes."""
    project, scratch = bench.finished(), bench.scratch
    names = volumes(project)
    usual = partial(usual_way, scratch.place, project, bench.aside / "usual")
    builds, pages, ways, quick = in_turn(
        bench.told("cold build", scratch.cold),
        bench.told("Typst alone", partial(alone, project, names)),
        bench.told("the usual way", usual),
        bench.told("the usual way, read with calamine", partial(usual, reader="calamine")),
        most=3,
        patience=120,  # one run of each says little on a machine that others use too
    )
    yield ratio("cold, one language, against the usual way", builds, ways, 0.8)
    yield ratio(
        "cold, one language, against Typst alone on the volumes", builds, pages, 3, f"volumes: {', '.join(names)}"
    )
    yield Figure("cold, one language", builds, "s", note="the store holds the static fonts")
    scratch.empty(fonts=False)
    first = bench.told("cold build, fonts cut too", lambda: scratch.report().seconds)
    yield Figure("cold, one language, fonts cut too", (first(),), "s")
    yield Figure("the usual way", ways, "s", note="pandas' own choice of a reader, openpyxl")
    against = tuple(a / b for a, b in zip(builds, quick, strict=True))
    yield Figure(
        "cold, against the usual way with the fast reader", against, "times", note="calamine instead of openpyxl"
    )
    yield Figure("Typst alone on the volumes", pages, "s")
    yield from sizes(scratch.output)


def edited(bench: Bench) -> Iterator[Figure]:
    """One cell edited and ``gdgr report`` in a fresh process, against Typst alone on the report volume."""
    project, scratch = bench.finished(), bench.scratch
    bench.ready()
    editing = editor(scratch.place)

    def again() -> float:
        before = _pdfs(scratch)
        editing.edit()
        run = scratch.report()
        if _pdfs(scratch) == before:
            raise failed(["pipeline", "report"], "the edited cell changed no PDF: nothing was measured")
        return run.seconds

    builds, pages = in_turn(
        bench.told("one cell edited, report", again),
        bench.told("Typst alone on the report", partial(alone, project, ["report"])),
        most=3,
    )
    where = f"{editing.workbook.name}, {editing.sheet}"
    yield ratio("one cell edited, report, against Typst alone on it", builds, pages, 4, where)
    yield Figure("one cell edited, report", builds, "s", note=where)


def preview(bench: Bench) -> Iterator[Figure]:
    """One cell edited while ``gdgr preview`` runs, from the saved file to the page and to the PDF."""
    page, pdf = ("one cell edited, preview, to the page", "one cell edited, preview, to the PDF")
    if not _there(PREVIEW):
        for name in (page, pdf):
            yield Figure(name, (), "s", 2.5, "not measured: this version has no preview")
        return
    measure = importlib.import_module(PREVIEW)
    try:
        seconds = measure.seconds_to_page(bench.scratch.place, bench.scratch.year, LANGUAGE, edits=3)
    except RuntimeError as error:
        raise failed(["pipeline", "preview"], str(error)) from error
    yield Figure(page, tuple(one for one, _ in seconds), "s", 2.5)
    yield Figure(pdf, tuple(one for _, one in seconds), "s", 2.5)


def unchanged(bench: Bench) -> Iterator[Figure]:
    """The report asked for again."""
    bench.ready()

    def again() -> float:
        run = bench.scratch.report()
        if "Nothing has changed" not in run.output:
            raise failed(["pipeline", "report"], f"it built again though nothing had changed:\n{run.output[-600:]}")
        return run.seconds

    (runs,) = in_turn(bench.told("nothing changed", again))
    yield Figure("nothing changed", runs, "s", 0.5)


def check(bench: Bench) -> Iterator[Figure]:
    """The check of all sheets, with an empty store and once more."""
    command = ("check", "--year", str(bench.scratch.year))

    def first() -> float:
        bench.scratch.forget()
        return bench.scratch.gdgr(*command).seconds

    runs, again = in_turn(
        bench.told("check of all sheets", first),
        bench.told("check, unchanged", lambda: bench.scratch.gdgr(*command).seconds),
    )
    yield Figure("check of all sheets, empty store", runs, "s", 1.5)
    yield Figure("check of all sheets, unchanged", again, "s", 0.5)


def memory(bench: Bench) -> Iterator[Figure]:
    """Peak memory of the process tree of a cold build; a build of its own, since looking takes time too."""
    peak = Peak()
    bench.scratch.empty()
    bench.tell("a cold build under the eyes of the sampler")
    run = bench.scratch.report(watching=partial(sampled, peak=peak))
    often = f"{peak.samples} samples, one every {1000 * run.seconds / max(peak.samples, 1):.0f} ms (asked: {1000 * PAUSE:.0f})"
    name = "peak memory of the process tree, cold"
    yield Figure(f"{name}, RSS", (peak.rss / MEGA,), "MB", 900, f"{often}; at most {peak.processes} processes")
    yield Figure(
        f"{name}, PSS",
        (peak.pss / MEGA,) if peak.pss else (),
        "MB",
        note="shared pages once" if peak.pss else "not measured: /proc/<pid>/smaps_rollup cannot be read here",
    )


def languages(bench: Bench) -> Iterator[Figure]:
    """Two languages against one."""
    scratch = bench.scratch
    codes = scratch.languages()
    if len(codes) == 1:
        yield Figure("second language, against one", (), "times", 1.3, "not measured: the edition has one language")
        return
    both, one = in_turn(
        bench.told(f"cold, {' and '.join(codes)}", partial(scratch.cold, ",".join(codes))),
        bench.told(f"cold, {LANGUAGE}", scratch.cold),
        most=3,
    )
    yield ratio("second language, against one", both, one, 1.3, f"{','.join(codes)} against {LANGUAGE}")


def scaling(bench: Bench) -> Iterator[Figure]:
    """More indicators and more draws of the index, each against the report as it is just before and just after."""
    base = bench.told("cold build", bench.scratch.cold)
    before = base()
    for times in (3, 10):
        with_more = bench.scratch.copy(bench.aside / f"indicators-{times}")
        count = multiply(with_more.place, times)
        more = bench.told(f"cold, {count} indicators", with_more.cold)()
        shutil.rmtree(with_more.place)
        after = base()
        yield Figure(
            f"indicators x {times}, cold, against x 1",
            (more / mean((before, after)),),
            "times",
            SPARE * times,
            f"{count} indicators, made up",
        )
        before = after
    with_more = bench.scratch.copy(bench.aside / "draws")
    draws = more_draws(with_more.place, 10)
    if not draws:
        yield Figure("index draws x 10, cold, against x 1", (), "times", SPARE * 10, "not measured: there is no index")
        return
    more = bench.told(f"cold, {draws} draws", with_more.cold)()
    shutil.rmtree(with_more.place)
    against = more / mean((before, base()))
    yield Figure("index draws x 10, cold, against x 1", (against,), "times", SPARE * 10, f"{draws} draws")
    many, few = in_turn(
        bench.told(f"Monte Carlo, {10 * MONTE_CARLO} draws", partial(monte_carlo, bench.scratch, 10 * MONTE_CARLO)),
        bench.told(f"Monte Carlo, {MONTE_CARLO} draws", partial(monte_carlo, bench.scratch, MONTE_CARLO)),
        most=3,
    )
    note = f"{10 * MONTE_CARLO} draws against {MONTE_CARLO}, 200 economies, 60 indicators"
    yield ratio("index draws x 10, Monte Carlo alone, against x 1", many, few, SPARE * 10, note)


def startup(bench: Bench) -> Iterator[Figure]:
    """Every command's ``--help``, and the check of one workbook."""
    works = [partial(_help, bench.scratch, name) for name in bench.commands]
    runs = dict(zip(bench.commands, in_turn(*works, most=FRESH_EACH), strict=True))
    slowest = max((Figure(name, found, "s") for name, found in runs.items()), key=lambda one: one.value)
    bench.tell(f"--help of {len(runs)} commands; the slowest is {slowest.name}, {slowest.value:.2f} s")
    note = f"{slowest.name}, of {len(runs)} commands"
    yield Figure("--help of every command, the slowest", slowest.values, "s", 0.3, note)
    workbook = editor(bench.scratch.place).workbook.relative_to(bench.scratch.place)

    def one() -> float:
        bench.scratch.forget()
        return bench.scratch.gdgr("check", "--year", str(bench.scratch.year), str(workbook)).seconds

    (found,) = in_turn(bench.told(f"check of {workbook.name}", one))
    yield Figure("check of one workbook, empty store", found, "s", 0.8, workbook.name)


MEASURES: Mapping[str, Measure] = {
    "cold": cold,
    "edited": edited,
    "preview": preview,
    "unchanged": unchanged,
    "check": check,
    "memory": memory,
    "languages": languages,
    "scaling": scaling,
    "draws": draws,
    "startup": startup,
}


def _help(scratch: Scratch, command: str) -> float:
    return scratch.gdgr(command, "--help").seconds


def _pdfs(scratch: Scratch) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in scratch.output.glob("*.pdf")}


def _there(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False
