"""The steps of a build, in the order in which they run: one list, which is what runs and what ``--explain`` tells."""

from __future__ import annotations

import calendar
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline import __version__
from pipeline.problems import ExitCode, Place, Problem, Severity, Stop, stop
from pipeline.steps.order import Inputs, Order, read_inputs

if TYPE_CHECKING:
    from pipeline.assemble.chapters import Chapter
    from pipeline.crew import Crew, Stream
    from pipeline.edition import Edition
    from pipeline.findings.exhibit import Exhibit, Words
    from pipeline.findings.making import Exhibits
    from pipeline.findings.workshop import Workshop
    from pipeline.language import Language
    from pipeline.progress import Progress
    from pipeline.render.project import Engine, Rendered
    from pipeline.steps.work import Drawn, Task
    from pipeline.store import Keeper


@dataclass
class Build:
    """A build at work: what was ordered, who helps, and what the steps so far have made."""

    order: Order
    inputs: Inputs
    keeper: Keeper
    crew: Crew
    progress: Progress
    engine: Engine
    warnings: int = 0
    checksums: dict[str, str] = field(default_factory=dict)
    workshop: Workshop = None  # type: ignore[assignment]
    tongues: dict[str, Language] = field(default_factory=dict)
    plain: dict[str, Language] = field(default_factory=dict)
    exhibits: Exhibits = None  # type: ignore[assignment]
    made: dict[str, Exhibit] = field(default_factory=dict)
    words: dict[str, dict[str, Words]] = field(default_factory=dict)
    tables: dict[str, bytes] = field(default_factory=dict)
    drawing: Stream[Task, Drawn] | None = None
    figures: dict[tuple[str, str], str] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)
    fonts: dict[str, tuple[tuple[Path, ...], str]] = field(default_factory=dict)
    chapters: dict[str, dict[str, Chapter]] = field(default_factory=dict)
    rendered: dict[str, Rendered] = field(default_factory=dict)

    @property
    def root(self) -> Path:
        """Where the steps read ``report/``: the copy that no editor changes while they are at work."""
        return self.order.frozen

    def folder(self, code: str) -> Path:
        """The assembled project of a language."""
        return self.order.build / code


@dataclass(frozen=True)
class Step:
    """One step: its name, what it reads and writes, what it does; ``results`` are the kinds of what it keeps, in words."""

    name: str
    reads: str
    writes: str
    run: Callable[[Build], None]
    results: Mapping[str, str]

    def __call__(self, build: Build) -> None:
        """Run the step."""
        self.run(build)


def _check(build: Build) -> None:
    """Read and check the sheets; what was read is what the manifest will list."""
    from pipeline.findings.facts import FactBook
    from pipeline.findings.making import Exhibits
    from pipeline.findings.naming import speak
    from pipeline.findings.watching import WatchedRecord, watched, watched_language
    from pipeline.findings.workshop import Workshop
    from pipeline.sheets.check import check_data
    from pipeline.store import Watch

    order = build.order
    build.inputs.freeze(order.frozen)
    result = check_data(order.root, order.edition, build.keeper.keep)
    errors = [problem for problem in result.problems if problem.severity == Severity.ERROR]
    build.warnings = sum(problem.severity == Severity.WARNING for problem in result.problems)
    if errors or result.dataset is None:
        raise Stop(ExitCode.DATA, errors)
    build.checksums = {**build.inputs.checksums, **result.files}
    watch = Watch()
    data, edition = watched(result.dataset, watch), WatchedRecord(order.edition, watch, "edition")
    build.workshop = Workshop(data, edition, FactBook(watch), watch, build.keeper)  # type: ignore[arg-type]
    build.plain = {code: speak(result.dataset, build.root / "report" / "i18n", code) for code in order.languages}
    build.tongues = {code: watched_language(tongue, watch) for code, tongue in build.plain.items()}
    build.exhibits = Exhibits(build.workshop, build.root)


def _compute(build: Build) -> None:
    """Make the exhibits and their words; each figure is given out to be drawn as soon as it is known."""
    from pipeline.findings.making import make_exhibits

    _lay_out_fonts(build)
    total = len(build.exhibits.entries)

    def each(exhibit: Exhibit) -> None:
        build.progress.now(exhibit.id, len(build.words[build.order.languages[0]]) + 1, total)
        for code, tongue in build.tongues.items():
            words = build.words[code][exhibit.id] = build.exhibits.words(exhibit.id, tongue)
            _give_out(build, exhibit, words, code)

    build.words = {code: {} for code in build.tongues}
    build.made = make_exhibits(build.exhibits, each)


def _lay_out_fonts(build: Build) -> None:
    """The static fonts of each language, in its project."""
    from pipeline.figures.key import fonts_digest
    from pipeline.render.fonts import font_files

    for code in build.order.languages:
        folder = build.folder(code) / "fonts"
        files = font_files(code, build.order.root / "build" / ".cache" / "fonts")
        placed = tuple(folder / file.name for file in files)
        for file, goal in zip(files, placed, strict=True):
            write_if_new(goal, file.read_bytes())
        remove_others(folder, placed)
        build.fonts[code] = placed, fonts_digest(placed)


def _give_out(build: Build, exhibit: Exhibit, words: Words, code: str) -> None:
    """Give a figure out to be drawn, unless its picture is kept."""
    from pipeline.figures.drawing import Drawing
    from pipeline.figures.key import picture_key
    from pipeline.figures.save import csv_bytes
    from pipeline.steps import work

    if exhibit.id not in build.tables:
        build.tables[exhibit.id] = csv_bytes(exhibit.data)
    drawing = Drawing.of(exhibit, words, code)
    fonts, digest = build.fonts[code]
    key = picture_key(drawing, digest)
    build.figures[code, exhibit.id] = key
    found, picture = build.keeper.find(f"figure {code} {exhibit.id}", key)
    if found:
        build.pictures[key] = picture
        return
    if build.drawing is None:
        build.drawing = build.crew.stream(work.draw, work.get_ready)
    build.drawing.put(work.Task(key, drawing, fonts, digest))


def _draw(build: Build) -> None:
    """Take in what was drawn, and write pictures and data files into the projects."""
    problems: list[Problem] = []
    total = sum(key not in build.pictures for key in build.figures.values())
    results: Iterator[Drawn] = build.drawing.results() if build.drawing else iter(())
    for number, drawn in enumerate(results, start=1):
        if isinstance(drawn.picture, Stop):
            problems += drawn.picture.problems
            continue
        picture = drawn.picture
        name = f"figure {drawn.language} {drawn.id}"
        build.pictures[drawn.key] = build.keeper.take(name, drawn.key, lambda picture=picture: picture, lambda: "what it shows changed")  # type: ignore[misc]
        if number % 20 == 0 or number == total:
            build.progress.now("figures", number, total)
    build.drawing = None
    if problems:
        raise Stop(ExitCode.REPORT, problems)
    for code in build.order.languages:
        _write_all(build.folder(code) / "figures", {f"{id}.svg": build.pictures[build.figures[code, id]] for id in build.made})
        _write_all(build.folder(code) / "data", {f"{id}.csv": build.tables[id] for id in build.made})


def _assemble(build: Build) -> None:
    """Write the chapters and the project around them."""
    from pipeline.assemble.chapters import make_chapters
    from pipeline.assemble.project import write_project

    for code, tongue in build.tongues.items():
        build.progress.now(code)
        chapters = make_chapters(build.root, build.workshop, build.words[code], tongue)
        build.chapters[code] = chapters
        texts = {name: chapter.text for name, chapter in chapters.items()}
        write_project(build.root, build.folder(code), build.order.edition, tongue, texts)
    _refuse_untranslated(build)


def _refuse_untranslated(build: Build) -> None:
    """Raise Stop (exit 4) that names every message of the report which a catalogue lacks, printed now or kept from before."""
    problems = []
    for code, language in build.plain.items():
        asked = {name.split("\0")[0] for kind, name in build.workshop.watch.seen if kind == f"message {code}"}
        problems += [
            Problem(
                "message-untranslated",
                Severity.ERROR,
                Place(f"report/i18n/{code}.po"),
                f"no translation of {message!r}",
                "a translation of every message that the report prints",
                "run 'make catalogue' and translate the entry, or build without this language (LANGS=en)",
            )
            for message in language.untranslated
            if message in asked
        ]
    if problems:
        raise Stop(ExitCode.REPORT, problems)


def _render(build: Build) -> None:
    """Make the PDFs and the web pages of each language."""
    for code in build.order.languages:
        build.rendered[code] = render_language(build, code)


def render_language(build: Build, code: str) -> Rendered:
    """Render one language into its build folder and look at what came out. Raises Stop (exit 5) with every fault found."""
    from pipeline.assemble.project import pdf_name
    from pipeline.render.checks import check_pdf, check_web
    from pipeline.render.project import Project

    folder, edition = build.folder(code), build.order.edition
    project = Project(folder, code, pdf_name(edition, code), epoch=epoch_of(edition))
    rendered = build.engine.render(project, folder / "_rendered", build.progress.now, build.keeper.keep)
    faults = [fault for pdf in rendered.pdfs.values() for fault in check_pdf(pdf, code)]
    faults += check_web(rendered.web, code)
    if faults:
        raise Stop(ExitCode.RENDER, faults)
    return rendered


def _publish(build: Build) -> None:
    """Put the edition together beside its place and exchange it whole."""
    from pipeline.publish.landing import landing
    from pipeline.publish.lineage import write_lineage
    from pipeline.publish.manifest import write_manifest
    from pipeline.versions import library_versions

    order = build.order
    _refuse_changed_code(build)
    with landing(order.output) as output:
        _write_all(output / "data", {f"{id}.csv": build.tables[id] for id in build.made})
        for code, rendered in build.rendered.items():
            for pdf in rendered.pdfs.values():
                shutil.copyfile(pdf, output / pdf.name)
            shutil.copytree(rendered.web, output / "web" / code, copy_function=shutil.copyfile)
        write_lineage(output, build.workshop.facts)
        facts = {
            "edition": order.edition.year,
            "generator": __version__,
            "engine": build.engine.name,
            "data_cutoff": order.edition.data_cutoff.isoformat(),
        }
        run = {"engines": dict(build.engine.versions)}
        write_manifest(output, build.checksums, library_versions(), order.command, facts, run)


def _refuse_changed_code(build: Build) -> None:
    """Raise Stop (exit 4) where the programme was edited while it ran: the manifest would name code that did not run."""
    now = read_inputs(build.order).checksums
    changed = [name for name, digest in build.inputs.checksums.items() if name.startswith("pipeline/") and now.get(name) != digest]
    if changed:
        raise stop(
            ExitCode.REPORT,
            "code-changed",
            Place(changed[0]),
            f"{len(changed)} files of the programme changed while the build ran",
            "the same code from the beginning of a build to its end",
            "run again",
        )


STEPS = (
    Step("check", "data/**/*.xlsx", "the data set, problems", _check, {"sheet": "data sheets", "series": "rules of series"}),
    Step(
        "compute",
        "the data set, report/exhibits.toml, report/i18n",
        "facts, exhibits and their words",
        _compute,
        {"result": "results of methods", "exhibit": "exhibits", "words": "words of exhibits"},
    ),
    Step("draw", "exhibits, words, fonts", "build/<year>/<lang>/figures, data", _draw, {"figure": "figures"}),
    Step(
        "assemble",
        "report/chapters, report/annex, report/theme, facts, words",
        "build/<year>/<lang>: a Quarto project",
        _assemble,
        {"chapter": "chapters"},
    ),
    Step(
        "render",
        "build/<year>/<lang>",
        "PDFs and web pages",
        _render,
        {"fragment": "fragments of chapters", "plan": "plans of figures", "volume": "volumes", "page": "web pages"},
    ),
    Step("publish", "everything above", "output/<year>, manifest.json, lineage.json", _publish, {}),
)


def epoch_of(edition: Edition) -> int:
    """The time stamped into files: midnight (UTC) of the data cut-off, so that equal inputs give equal bytes."""
    return calendar.timegm(edition.data_cutoff.timetuple())


def write_if_new(path: Path, content: bytes) -> bool:
    """Write a file whose content is another; whether it was."""
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return True


def remove_others(folder: Path, wanted: Any) -> None:
    """Remove the files of a folder that are not wanted."""
    keep = set(wanted)
    for path in folder.iterdir():
        if path not in keep:
            path.unlink()


def _write_all(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Make a folder hold just these files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        write_if_new(folder / name, content)
    remove_others(folder, [folder / name for name in contents])


