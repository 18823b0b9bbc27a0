"""The steps of a build: what each reads and writes, when it must run again, and how its progress is told.

A build compares the checksums of everything an edition rests on with those in the manifest of the last one. Where all
are equal nothing runs; ``explain`` says what differs. Pictures are kept by the digest of what they show, so that an
edited cell redraws its own figures only.
"""

from __future__ import annotations

import calendar
import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import __version__
from pipeline.edition import Edition, load_edition
from pipeline.problems import ExitCode, Place, Problem, Severity, Stop
from pipeline.publish.landing import landing
from pipeline.publish.manifest import NAME as MANIFEST
from pipeline.publish.manifest import digests, files_below, read_manifest, write_manifest
from pipeline.versions import library_versions

if TYPE_CHECKING:
    from pipeline.figures.drawing import Drawing
    from pipeline.figures.make import Drawn
    from pipeline.language import Language

INPUTS = ("data", "report", "pipeline")
LOCK = "requirements.lock"

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Step:
    """One step of a build, for display and documentation."""

    name: str
    reads: str
    writes: str


STEPS = (
    Step("check", "data/**/*.xlsx", "problems, the data set"),
    Step("compute", "data set, report/exhibits.toml", "facts and exhibits"),
    Step("draw", "exhibits, report/i18n, fonts", "build/<year>/<lang>/figures, data"),
    Step("assemble", "report/chapters, report/theme, facts", "build/<year>/<lang>: a Quarto project"),
    Step("render", "build/<year>/<lang>", "PDF and web pages"),
    Step("publish", "everything above", "output/<year>, manifest.json, lineage.json"),
)


@dataclass(frozen=True)
class Order:
    """What was asked for: edition, languages, engine and places."""

    root: Path
    edition: Edition
    languages: tuple[str, ...]
    engine: str = "auto"
    force: bool = False

    @property
    def build(self) -> Path:
        """Folder of the assembled projects."""
        return self.root / "build" / str(self.edition.year)

    @property
    def output(self) -> Path:
        """Folder of the published edition."""
        return self.root / "output" / str(self.edition.year)

    @property
    def command(self) -> str:
        """The command that rebuilds the edition."""
        return f"make report YEAR={self.edition.year} LANGS={','.join(self.languages)} ENGINE={self.engine}"


@dataclass
class Recap:
    """What a build did: seconds by step, warnings, results."""

    seconds: dict[str, float] = field(default_factory=dict)
    warnings: int = 0
    files: list[Path] = field(default_factory=list)
    unchanged: bool = False


def make_order(root: Path, year: int, languages: Sequence[str], engine: str, force: bool) -> Order:
    """An order for an edition. Raises Stop (exit 4) for an edition or a language that does not exist."""
    edition = load_edition(root, year)
    unknown = [code for code in languages if code not in edition.languages]
    if unknown:
        raise Stop(
            ExitCode.REPORT,
            [
                Problem(
                    "language-unknown",
                    Severity.ERROR,
                    Place(f"report/editions/{year}.toml"),
                    f"language {', '.join(unknown)} is not part of the edition",
                    f"languages of the edition: {', '.join(edition.languages)}",
                    "choose one of them (make report LANGS=en,zh), or add the language as CONTRIBUTING describes",
                )
            ],
        )
    return Order(root, edition, tuple(dict.fromkeys(languages)) or edition.languages, engine, force)


def inputs_of(order: Order) -> dict[str, str]:
    """Checksum of every file that the edition rests on."""
    files = [
        path for folder in INPUTS for path in files_below(order.root / folder) if not path.name.startswith((".", "~"))
    ]
    lock = order.root / LOCK
    return digests(order.root, [*files, *([lock] if lock.is_file() else [])])


def explain(order: Order, inputs: dict[str, str]) -> list[str]:
    """Why the edition must be built again, in words; empty where it stands as it would be built."""
    if order.force:
        return ["--force was given"]
    if not (order.output / MANIFEST).is_file():
        return [f"{order.output.relative_to(order.root)} does not exist"]
    try:
        known = read_manifest(order.output)
    except Stop:
        return [f"{(order.output / MANIFEST).relative_to(order.root)} cannot be read"]
    reasons = []
    for path in sorted(known["inputs"].keys() | inputs.keys()):
        if known["inputs"].get(path) != inputs.get(path):
            what = "is gone" if path not in inputs else "is new" if path not in known["inputs"] else "has changed"
            reasons.append(f"{path} {what}")
    for name, version in library_versions().items():
        if known["versions"].get(name) != version:
            reasons.append(f"{name} is {version}, was {known['versions'].get(name)}")
    if known["command"] != order.command:
        reasons.append(f"the command is '{order.command}', was '{known['command']}'")
    missing = [path for path in known["outputs"] if not (order.output / path).is_file()]
    return reasons + [f"{path} is missing from the output" for path in missing]


def build(order: Order, inputs: Mapping[str, str], tell: Tell) -> Recap:
    """Build an edition whole, or raise Stop and leave the last one as it is.

    ``tell`` gets one line for each thing that starts. Raises Stop with the exit code of the step that failed.
    """
    from pipeline.assemble.project import assemble
    from pipeline.figures.drawing import Drawing
    from pipeline.findings.making import make_exhibits
    from pipeline.findings.naming import speak
    from pipeline.findings.workshop import Workshop
    from pipeline.publish.lineage import write_lineage
    from pipeline.render.engines import choose_engine
    from pipeline.sheets.check import check_data

    os.environ["SOURCE_DATE_EPOCH"] = str(epoch_of(order.edition))
    recap = Recap()
    engine = choose_engine(order.engine)

    with _timed(recap, "check"):
        tell("check: data sheets")
        result = check_data(order.root, order.edition)
        errors = [problem for problem in result.problems if problem.severity == Severity.ERROR]
        recap.warnings = sum(problem.severity == Severity.WARNING for problem in result.problems)
        if errors or result.dataset is None:
            raise Stop(ExitCode.DATA, errors)
    with _timed(recap, "compute"):
        tell("compute: facts and exhibits")
        workshop = Workshop(result.dataset, order.edition)
        exhibits = make_exhibits(workshop, order.root)
        tongues = {code: speak(result.dataset, order.root / "report" / "i18n", code) for code in order.languages}
        words = {code: {id: e.words(tongue) for id, e in exhibits.items()} for code, tongue in tongues.items()}
    with _timed(recap, "draw"):
        drawings = [Drawing.of(e, words[code][id], code) for code in order.languages for id, e in exhibits.items()]
        tell(f"draw: {len(drawings)} figures")
        draw_all(order, drawings, tell)
    with _timed(recap, "assemble"):
        for code, tongue in tongues.items():
            tell(f"assemble: {code}")
            assemble(order.root, order.build / code, workshop, exhibits, words[code], tongue)
    _refuse_untranslated(tongues.values())
    with landing(order.output) as output:
        with _timed(recap, "render"):
            tell(f"render: {', '.join(order.languages)} with {engine.name} {engine.version}")
            render_all(order, output, tell)
        with _timed(recap, "publish"):
            tell("publish: data files, lineage, manifest")
            shutil.copytree(order.build / order.languages[0] / "data", output / "data", dirs_exist_ok=True)
            write_lineage(output, workshop.facts)
            facts = {
                "edition": order.edition.year,
                "generator": __version__,
                "engine": f"{engine.name} {engine.version}",
                "data_cutoff": order.edition.data_cutoff.isoformat(),
            }
            write_manifest(output, inputs, library_versions(), order.command, facts)
    recap.files = [order.output / path.name for path in sorted(order.output.iterdir())]
    return recap


def draw_all(order: Order, drawings: Sequence[Drawing], tell: Tell) -> None:
    """Draw figures in processes, as many as there are cores, each language with its fonts, into its project."""
    from joblib import Parallel, delayed

    from pipeline.render.fonts import font_files

    cache = order.root / "build" / ".cache"
    fonts = {code: font_files(code, cache / "fonts") for code in order.languages}
    for code in order.languages:
        folder = order.build / code
        shutil.rmtree(folder, ignore_errors=True)
        for part in ("figures", "data", "fonts"):
            (folder / part).mkdir(parents=True)
        for font in fonts[code]:
            shutil.copyfile(font, folder / "fonts" / font.name)
    work = Parallel(n_jobs=os.cpu_count(), return_as="generator_unordered")(
        delayed(_draw)(drawing, fonts[drawing.language], order.build / drawing.language / "figures", cache / "figures")
        for drawing in drawings
    )
    kept = 0
    problems: list[Problem] = []
    for number, drawn in enumerate(work, start=1):
        if isinstance(drawn, Stop):
            problems += drawn.problems
            continue
        kept += drawn.kept
        drawn.csv.replace(order.build / drawn.language / "data" / drawn.csv.name)
        if number % 20 == 0 or number == len(drawings):
            tell(f"draw: {number} of {len(drawings)} ({kept} unchanged)")
    if problems:
        raise Stop(ExitCode.REPORT, problems)


def _draw(drawing: Drawing, fonts: tuple[Path, ...], into: Path, cache: Path) -> Drawn | Stop:
    """One figure, or the Stop that says why not, so that a run names the faults of all figures."""
    from pipeline.figures.make import draw_files

    try:
        return draw_files(drawing, fonts, into, cache)
    except Stop as fault:
        return fault


def _refuse_untranslated(tongues: Iterable[Language]) -> None:
    """Raise Stop (exit 4) that names every message of the report which a catalogue lacks."""
    problems = [
        Problem(
            "message-untranslated",
            Severity.ERROR,
            Place(f"report/i18n/{tongue.code}.po"),
            f"no translation of {message!r}",
            "a translation of every message that the report prints",
            "run 'make catalogue' and translate the entry, or build without this language (LANGS=en)",
        )
        for tongue in tongues
        for message in tongue.untranslated
    ]
    if problems:
        raise Stop(ExitCode.REPORT, problems)


def render_all(order: Order, output: Path, tell: Tell) -> None:
    """Render every language in a process of its own, check what came out, and move it into the output.

    Raises Stop (exit 5) with every fault found in a PDF or a web page, and as the engine does.
    """
    from joblib import Parallel, delayed

    work = Parallel(n_jobs=min(len(order.languages), os.cpu_count() or 1), return_as="generator_unordered")(
        delayed(render_language)(order, code) for code in order.languages
    )
    for code, pdf, web in work:
        tell(f"render: {code} done")
        pdf.rename(output / pdf.name)
        (output / "web").mkdir(exist_ok=True)
        web.rename(output / "web" / code)


def render_language(order: Order, code: str) -> tuple[str, Path, Path]:
    """Render one language into its build folder; returns the code, the PDF and the folder of the web edition."""
    from pipeline.assemble.project import pdf_name
    from pipeline.render.checks import check_pdf, check_web
    from pipeline.render.engines import choose_engine
    from pipeline.render.project import Project

    project = Project(order.build / code, code, pdf_name(order.edition, code), epoch=epoch_of(order.edition))
    rendered = choose_engine(order.engine).render(project, order.build / code / "_rendered", lambda line: None)
    faults = [*check_pdf(rendered.pdf, code), *check_web(rendered.web_index.parent, code)]
    if faults:
        raise Stop(ExitCode.RENDER, faults)
    return code, rendered.pdf, rendered.web_index.parent


def epoch_of(edition: Edition) -> int:
    """The time stamped into files: midnight (UTC) of the data cut-off, so that equal inputs give equal bytes."""
    return calendar.timegm(edition.data_cutoff.timetuple())


@contextmanager
def _timed(recap: Recap, name: str) -> Iterator[None]:
    """Seconds of a step."""
    start = time.perf_counter()
    yield
    recap.seconds[name] = recap.seconds.get(name, 0.0) + time.perf_counter() - start
