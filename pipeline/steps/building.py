"""What each step of a build does."""

from __future__ import annotations

import calendar
import shutil
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import __version__
from pipeline.problems import ExitCode, Place, Problem, Severity, Stop, stop
from pipeline.steps.files import remove_others, write_all, write_tree
from pipeline.steps.order import read_inputs
from pipeline.steps.state import Build

if TYPE_CHECKING:
    from pipeline.crew import Stream
    from pipeline.edition import Edition
    from pipeline.figures.drawing import Drawing
    from pipeline.findings.errands import Errands
    from pipeline.findings.exhibit import Exhibit, Words
    from pipeline.findings.workshop import Workshop
    from pipeline.model.dataset import Dataset
    from pipeline.render.project import Project
    from pipeline.steps.work import Drawn, Task

RENDERED = "_rendered"  # folder of a project where its PDFs and pages are


def check(build: Build) -> None:
    """Read and check the sheets; what was read is what the manifest will list."""
    from pipeline.checking.meaning import check_for_report
    from pipeline.findings.errands import Errands
    from pipeline.findings.making import Exhibits
    from pipeline.findings.naming import speak
    from pipeline.findings.watching import watched_language
    from pipeline.publish.closed import read_closed
    from pipeline.render.fonts import FontsInMaking

    order = build.order
    build.making = {code: FontsInMaking(code, build.keeper.keep_still) for code in order.languages}
    build.inputs.freeze(order.frozen)
    result = check_for_report(order.root, order.edition, build.keeper.keep)
    errors = [problem for problem in result.problems if problem.severity == Severity.ERROR]
    build.warnings = sum(problem.severity == Severity.WARNING for problem in result.problems)
    if errors or result.dataset is None:
        raise Stop(ExitCode.DATA, errors)
    build.checksums = {**build.inputs.checksums, **result.files}
    closed = read_closed(build.root, order.edition.year)
    dataset = replace(result.dataset, closed=closed.edition) if closed else result.dataset
    build.published = closed.claims if closed else None
    build.workshop = _workshop(build, dataset, Errands(None if build.crew.remote else build.crew.errand))
    watch = build.workshop.watch
    build.dataset = dataset
    build.plain = {code: speak(result.dataset, build.root / "report" / "i18n", code) for code in order.languages}
    build.tongues = {code: watched_language(tongue, watch) for code, tongue in build.plain.items()}
    build.exhibits = Exhibits(build.workshop, build.root)


def _workshop(build: Build, dataset: Dataset, errands: Errands) -> Workshop:
    """A workshop on a data set that notes what is read of it."""
    from pipeline.findings.claims.book import ClaimBook
    from pipeline.findings.facts import FactBook
    from pipeline.findings.news import News
    from pipeline.findings.watching import WatchedRecord, watched
    from pipeline.findings.workshop import Workshop
    from pipeline.store import Watch

    watch = Watch()
    data, edition = watched(dataset, watch), WatchedRecord(build.order.edition, watch, "edition")
    facts, claims, news = FactBook(watch), ClaimBook(watch), News(watch)
    return Workshop(data, edition, facts, watch, build.keeper, errands, claims, news)  # type: ignore[arg-type]


def compute(build: Build) -> None:
    """Make the exhibits and their words; each figure is given out to be drawn as soon as it is known."""
    from pipeline.findings.making import begin, make_exhibits

    begin(build.exhibits, build.workshop)
    lay_out_fonts(build)
    total = len(build.exhibits.entries)

    def each(exhibit: Exhibit) -> None:
        build.progress.now(exhibit.id, len(build.words[build.order.languages[0]]) + 1, total)
        for code, tongue in build.tongues.items():
            words = build.words[code][exhibit.id] = build.exhibits.words(exhibit.id, tongue)
            _give_out(build, exhibit, words, code)

    build.words = {code: {} for code in build.tongues}
    build.made = make_exhibits(build.exhibits, each)
    restate(build)


def restate(build: Build) -> None:
    """Make the statements again with the earlier releases, for what is new in this edition."""
    from pipeline.findings import restating
    from pipeline.findings.making import Exhibits

    figures = restating.figures_to_restate(build.workshop, build.exhibits, build.made)
    if not figures:
        return
    build.progress.now("with the earlier releases")
    earlier = earlier_workshop(build)
    unmade = restating.restate(earlier, Exhibits(earlier, build.root), figures)
    restating.enter_news(build.workshop, earlier, figures, unmade, build.published)


def earlier_workshop(build: Build) -> Workshop:
    """A workshop with the earlier release in place of each series that has one."""
    from pipeline.findings.errands import Errands
    from pipeline.findings.releases import restated

    return _workshop(build, restated(build.dataset), Errands())


def lay_out_fonts(build: Build) -> None:
    """The fonts that figures are drawn with, in the project of each language."""
    from pipeline.figures.key import fonts_digest
    from pipeline.render.fonts import write_fonts

    for code, making in build.making.items():
        files = write_fonts(making.sans(), build.folder(code) / "fonts")
        build.fonts[code] = files, fonts_digest(files)


def figure_key(build: Build, exhibit: Exhibit, words: Words, code: str) -> tuple[str, Drawing]:
    """The key of a figure in a language, and what is to be drawn."""
    from pipeline.figures.drawing import Drawing
    from pipeline.figures.key import picture_key

    drawing = Drawing.of(exhibit, words, code)
    return picture_key(drawing, build.fonts[code][1]), drawing


def open_drawing(build: Build) -> Stream[Task, Drawn]:
    """Begin to draw, once: workers start and load what they need, whether or not there is a figure yet."""
    from pipeline.steps import work

    build.drawing = build.drawing or build.crew.stream(work.draw, work.get_ready)
    return build.drawing


def _give_out(build: Build, exhibit: Exhibit, words: Words, code: str) -> None:
    """Give a figure out to be drawn, unless its picture and its poster are kept."""
    from pipeline.figures.key import poster_key
    from pipeline.steps import work

    key, drawing = figure_key(build, exhibit, words, code)
    build.figures[code, exhibit.id] = key
    drawn, picture = build.keeper.find(f"figure {code} {exhibit.id}", key)
    if drawn:
        build.pictures[key] = picture
    edition = edition_line(build, code)
    poster = build.posters[code, exhibit.id] = poster_key(drawing, key, edition)
    made, image = build.keeper.find(f"poster {code} {exhibit.id}", poster)
    if made:
        build.images[poster] = image
    if drawn and made:
        return
    stream = open_drawing(build)
    fonts, digest = build.fonts[code]
    task = work.Task(key, drawing, digest, edition, picture if drawn else None)
    if build.crew.remote:
        stream.put(replace(task, cut=work.cut(fonts, code)))
    else:
        stream.put(replace(task, here=fonts))


def draw(build: Build) -> None:
    """Take in what was drawn, and write pictures and data files into the projects."""
    problems: list[Problem] = []
    total = sum(key not in build.images for key in build.posters.values())
    results: Iterator[Drawn] = build.drawing.results() if build.drawing else iter(())
    for number, drawn in enumerate(results, start=1):
        if isinstance(drawn.picture, Stop):
            problems += drawn.picture.problems
            continue
        name = f"{drawn.language} {drawn.id}"
        key = build.posters[drawn.language, drawn.id]
        if drawn.key not in build.pictures:
            build.pictures[drawn.key] = build.keeper.take(
                f"figure {name}", drawn.key, partial(bytes, drawn.picture), lambda: "it shows something else"
            )
        build.images[key] = build.keeper.take(
            f"poster {name}", key, partial(bytes, drawn.poster), lambda: "its picture or its words are others"
        )
        if number % 20 == 0 or number == total:
            build.progress.now("figures", number, total)
    build.drawing = None
    build.crew.rest()  # rendering needs the memory
    if problems:
        raise Stop(ExitCode.REPORT, problems)
    for code in build.order.languages:
        files = {f"{id}.svg": build.pictures[build.figures[code, id]] for id in build.made}
        files |= {f"{id}.png": build.images[build.posters[code, id]] for id in build.made}
        write_all(build.folder(code) / "figures", files)
        write_all(build.folder(code) / "data", {f"{id}.csv": build.exhibits.tables[id] for id in build.made})


def assemble(build: Build) -> None:
    """Write the chapters and the project around them."""
    from pipeline.assemble.chapters import make_chapters
    from pipeline.assemble.project import common_values, write_project
    from pipeline.findings import drafts
    from pipeline.render.fonts import write_fonts

    edition, languages = build.order.edition, build.order.languages
    for code, tongue in build.tongues.items():
        build.progress.now(code)
        chapters = make_chapters(build.root, build.workshop, build.words[code], tongue, layouts_of(build))
        build.chapters[code] = chapters
        texts = {name: chapter.text for name, chapter in chapters.items()}
        common_values(edition, tongue, languages)  # asks for its words, so that it is known which of them are missing
        build.missing[code] = drafts.missing(build.plain[code], build.workshop.watch.seen)
        write_project(build.root, build.folder(code), edition, tongue, texts, languages, len(build.missing[code]))
        remove_others(build.folder(code) / "fonts", write_fonts(build.making[code].all(), build.folder(code) / "fonts"))
    _list_missing(build, build.order.build / drafts.FILE)


def _list_missing(build: Build, path: Path) -> None:
    """Write the list of what the languages lack; no file where they lack nothing."""
    from pipeline.findings import drafts

    texts = [one for found in build.missing.values() for one in found]
    if texts:
        path.write_bytes(drafts.as_csv(texts))
    else:
        path.unlink(missing_ok=True)


def edition_line(build: Build, code: str) -> str:
    """The publication that a figure is from, as its poster says it."""
    edition, tongue = build.order.edition, build.tongues[code]
    return tongue.text("Global Digital Governance Report {year}", year=edition.year)


def layouts_of(build: Build) -> dict[str, str]:
    """How each figure lies in its block."""
    from pipeline.figures.layout import layout_of

    return {id: layout_of(one.kind, one.data, one.options) for id, one in build.made.items()}


def render(build: Build) -> None:
    """Make the PDFs and the web pages of each language; several languages are shared out, one is rendered here."""
    from pipeline.steps.work import render_project

    if len(build.order.languages) > 1 or build.crew.remote:
        _share_out(build)
        return
    (code,) = build.order.languages
    into = build.folder(code) / RENDERED
    try:
        render_project(build.engine, project_of(build, code), into, build.progress.now, build.keeper.keep)
    except Stop as fault:
        raise Stop(fault.exit_code, _in_project(build, code, fault)) from fault


def _share_out(build: Build) -> None:
    """Render each language in a process of its own, here or elsewhere. Raises Stop with the faults of all of them."""
    from pipeline.steps import work
    from pipeline.steps.hearing import overheard

    order, remote = build.order, build.crew.remote
    into = {code: build.folder(code) / RENDERED for code in order.languages}

    def task(code: str) -> work.Pages:
        project, engine = project_of(build, code), build.engine.name
        if remote:
            return work.Pages(replace(project, path=Path()), engine, files=work.pack(project.path), force=order.force)
        return work.Pages(project, engine, into[code], order.store, force=order.force)

    number = len(order.languages)
    faults: dict[str, Stop] = {}
    said = {} if remote else {code: folder / work.SAID for code, folder in into.items()}
    with overheard(said, build.progress.now):
        # A task is made when there is somebody to take it: a packed project is large.
        outcomes = build.crew.map(work.render, map(task, order.languages), workers=number)
        for done, outcome in enumerate(outcomes, start=1):
            code = outcome.language
            build.progress.now(f"{code}: {'failed' if outcome.fault else 'rendered'}", done, number)
            build.keeper.made += outcome.made
            if outcome.files:
                write_tree(into[code], outcome.files)
            if outcome.fault:
                faults[code] = outcome.fault
    if faults:
        problems = [problem for code in sorted(faults) for problem in _in_project(build, code, faults[code])]
        raise Stop(next(iter(faults.values())).exit_code, problems)


def _in_project(build: Build, code: str, fault: Stop) -> list[Problem]:
    """The problems of a language's render, each at the file that it lies in: the chapter's template or the file of the theme
    that was assembled, else the file of the project, by its path."""
    found = []
    for problem in fault.problems:
        place = problem.place
        for folder in (build.folder(code), build.folder(code) / RENDERED):
            if place.file and not Path(place.file).is_absolute() and (folder / place.file).exists():
                place = _source(build.root, folder, place) or replace(
                    place, file=(folder / place.file).relative_to(build.order.root).as_posix()
                )
                break
        found.append(replace(problem, place=place))
    return found


def _source(root: Path, folder: Path, place: Place) -> Place | None:
    """The place below ``report/`` that a place of a project was made from; None where its line was not written there."""
    if place.file.startswith("theme/") and (root / "report" / place.file).is_file():
        return replace(place, file=f"report/{place.file}")
    template = root / "report" / f"{place.file}.j2"
    if not template.is_file() or not place.line:
        return None
    line = (
        dict(enumerate((folder / place.file).read_text(encoding="utf-8").splitlines(), 1)).get(place.line, "").strip()
    )
    numbers = [
        number for number, one in enumerate(template.read_text(encoding="utf-8").splitlines(), 1) if one.strip() == line
    ]
    return Place(f"report/{place.file}.j2", line=numbers[0]) if len(numbers) == 1 and line else None


def project_of(build: Build, code: str) -> Project:
    """The assembled project of a language."""
    from pipeline.assemble.project import pdf_name
    from pipeline.render.project import Project, time_limit_of

    edition = build.order.edition
    limit = time_limit_of(Project.limit)
    return Project(build.folder(code), code, pdf_name(edition, code), epoch_of(edition), limit)


def publish(build: Build) -> None:
    """Put the edition together beside its place and exchange it whole."""
    from pipeline.findings import drafts
    from pipeline.publish.claims import write_claims
    from pipeline.publish.landing import landing
    from pipeline.publish.lineage import write_figures, write_lineage
    from pipeline.publish.manifest import DRAFT, write_manifest
    from pipeline.render.engines import versions_of
    from pipeline.steps.numbers import ledger_of
    from pipeline.versions import library_versions

    order = build.order
    _refuse_changed_code(build)
    with landing(order.output) as output:
        write_all(output / "data", {f"{id}.csv": build.exhibits.tables[id] for id in build.made})
        for code in order.languages:
            rendered = build.folder(code) / RENDERED
            for name in project_of(build, code).pdf_names.values():
                shutil.copyfile(rendered / name, output / name)
            shutil.copytree(rendered / "web", output / "web" / code, copy_function=shutil.copyfile)
        write_lineage(output, build.workshop.facts)
        write_figures(output, build.exhibits.declared())
        ledger_of(build, lambda code, volume: output / project_of(build, code).pdf_names[volume]).write(output)
        write_claims(output, build.workshop.claims, build.exhibits.choices, build.tongues)
        _list_missing(build, output / drafts.FILE)
        lacking = {code: len(texts) for code, texts in build.missing.items() if texts}
        facts: dict[str, object] = {
            "edition": order.edition.year,
            "generator": __version__,
            "engine": f"{build.engine.name} {build.engine.version}",
            "data_cutoff": order.edition.data_cutoff.isoformat(),
            **({DRAFT: lacking} if lacking else {}),
        }
        versions = library_versions() | versions_of(build.engine)
        write_manifest(output, build.checksums, versions, order.command, facts)


def _refuse_changed_code(build: Build) -> None:
    """Raise Stop (exit 4) where the programme was edited while it ran: the manifest would name code that did not run."""
    now = read_inputs(build.order.root).checksums
    changed = [
        name
        for name, digest in build.inputs.checksums.items()
        if name.startswith("pipeline/") and now.get(name) != digest
    ]
    if changed:
        raise stop(
            ExitCode.REPORT,
            "code-changed",
            Place(changed[0]),
            f"{len(changed)} files of the programme changed while the build ran",
            "the same code from the beginning of a build to its end",
            "run again",
        )


def epoch_of(edition: Edition) -> int:
    """The time stamped into files: midnight (UTC) of the data cut-off, so that equal inputs give equal bytes."""
    return calendar.timegm(edition.data_cutoff.timetuple())
