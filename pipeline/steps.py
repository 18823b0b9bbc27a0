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
from collections.abc import Callable, Iterator, Mapping, Sequence
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
    return Order(root, edition, tuple(languages) or edition.languages, engine, force)


def inputs_of(order: Order) -> dict[str, str]:
    """Checksum of every file that the edition rests on."""
    files = [path for folder in INPUTS for path in files_below(order.root / folder) if not path.name.startswith((".", "~"))]
    lock = order.root / LOCK
    return digests(order.root, [*files, *([lock] if lock.is_file() else [])])


def explain(order: Order, inputs: dict[str, str]) -> list[str]:
    """Why the edition must be built again, in words; empty where it stands as it would be built."""
    if order.force:
        return ["--force was given"]
    if not (order.output / MANIFEST).is_file():
        return [f"{order.output.relative_to(order.root)} does not exist"]
    known = read_manifest(order.output)
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
    from pipeline.render import choose_engine
    from pipeline.sheets.check import check_data

    os.environ["SOURCE_DATE_EPOCH"] = str(calendar.timegm(order.edition.data_cutoff.timetuple()))
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
    with landing(order.output) as output:
        with _timed(recap, "render"):
            for code in order.languages:
                tell(f"render: {code} with {engine.name} {engine.version}")
                render_language(order, engine, code, output, tell)
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

    from pipeline.figures.make import draw_files
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
        delayed(draw_files)(drawing, fonts[drawing.language], order.build / drawing.language / "figures", cache / "figures")
        for drawing in drawings
    )
    kept = 0
    for number, drawn in enumerate(work, start=1):
        kept += drawn.kept
        drawn.csv.replace(order.build / drawn.language / "data" / drawn.csv.name)
        if number % 20 == 0 or number == len(drawings):
            tell(f"draw: {number} of {len(drawings)} ({kept} unchanged)")


@contextmanager
def _timed(recap: Recap, name: str) -> Iterator[None]:
    """Seconds of a step."""
    start = time.perf_counter()
    yield
    recap.seconds[name] = recap.seconds.get(name, 0.0) + time.perf_counter() - start
