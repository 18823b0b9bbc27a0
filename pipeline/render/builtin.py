"""The built-in engine: pandoc (pypandoc_binary) and Typst (typst), both from Python wheels, with the theme Quarto uses."""

from __future__ import annotations

import importlib.metadata
import re
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from pipeline.problems import ExitCode, Place, Problem, Severity, Stop, stop
from pipeline.render.pandoc import convert, pandoc_version, time_limit
from pipeline.render.placing import MARK, QUERY, find_plan, without_annexes, written
from pipeline.render.project import Keep, Progress, Project, Rendered, disk_fault, make_anew
from pipeline.render.web import write_web

if TYPE_CHECKING:
    import typst

STANDARD: Final = "ua-1"
SOURCE_MARK = "// gdgr-source: "
LINE = re.compile(r"report\.typ:(\d+):\d+")
QUOTED = re.compile(r"(?:label `<|text `?\"|searched at )([^>\"`)]+)")


class Builtin:
    """The engine for a machine without Quarto; PDF and web edition are made side by side."""

    name = "builtin"

    @property
    def version(self) -> str:
        """Versions of pandoc and Typst."""
        return f"pandoc {pandoc_version()}, typst {importlib.metadata.version('typst')}"

    def render(self, project: Project, into: Path, report_progress: Progress, keep: Keep = make_anew) -> Rendered:
        """Write ``into/<pdf_name>``, ``into/web/`` and ``into/render.log``. See `pipeline.render` for what can be raised."""
        project.check()
        try:
            into.mkdir(parents=True, exist_ok=True)
            combined = into / "report.md"
            combined.write_text(project.combined(), encoding="utf-8")
            log = into / "render.log"
            with ThreadPoolExecutor(max_workers=2) as pool:
                web = pool.submit(write_web, project, combined, into / "web")
                report_progress("pandoc: pages of the PDF and of the web edition")
                pdf_words = _pdf(project, combined, into / project.pdf_name, report_progress)
                web_words = web.result()
            log.write_text(f"{self.version}\n{pdf_words}{web_words}", encoding="utf-8")
            combined.unlink()
        except OSError as error:
            raise disk_fault(error, into) from error
        return Rendered({"report": into / project.pdf_name}, into / "web", log)


def _pdf(project: Project, combined: Path, target: Path, report_progress: Progress) -> str:
    """Make the PDF; returns the log of pandoc and Typst."""
    source = project.path / "report.typ"
    words = convert(project, combined, ["--to", "typst", "--template", "theme/builtin.typ", "--output", source.name])
    report_progress("typst: setting the pages")
    return words + compile_pdf(project, source, target)


def compile_pdf(project: Project, source: Path, target: Path) -> str:
    """Compile Typst source to PDF/UA-1 with the project's fonts only; returns Typst's warnings, a line each.

    Where the source has the mark of a plan, the places of the figures are found first and written into it.

    Raises Stop (exit 5) where Typst refuses the source, names a font that is not there, or takes too long.
    """
    import typst

    made: list[tuple[bytes, list[typst.TypstWarning]]] = []
    refused: list[BaseException] = []

    def work() -> None:
        try:
            compiler = typst.Compiler(
                str(source), root=str(project.path), font_paths=[str(project.path / "fonts")], ignore_system_fonts=True,
            )  # fmt: skip
            _place_figures(compiler, source)
            data, said = compiler.compile_with_warnings(pdf_standards=STANDARD, timestamp=project.epoch, format="pdf")
            made.append((cast(bytes, data), said))
        except BaseException as error:  # a panic of the compiler is no Exception; it is raised again below
            refused.append(error)

    # Typst cannot be interrupted from Python: a thread that overruns is left behind, and the run ends with a message.
    worker = threading.Thread(target=work, name="typst", daemon=True)
    worker.start()
    worker.join(project.limit)
    if worker.is_alive():
        raise time_limit("typst", project.limit)
    if refused:
        raise typst_fault(project, source, refused[0]) from refused[0]
    data, warnings = made[0]
    unknown = [str(w.message) for w in warnings if "unknown font family" in str(w.message)]
    if unknown:
        raise stop(
            ExitCode.ENVIRONMENT, "render-font-missing", Place("fonts"), "; ".join(dict.fromkeys(unknown)),
            "every family that the theme names as a static file in the project's fonts folder",
            "install the font packages of the lock file and assemble again",
        )  # fmt: skip
    part = target.with_suffix(".part")
    part.write_bytes(data)
    part.replace(target)
    return "".join(f"typst warning: {w.message}\n" for w in warnings)


def _place_figures(compiler: typst.Compiler, source: Path) -> None:
    """Write the plan of the figures into the source; one set of pages a round, by a compiler that remembers the last."""
    import typst

    bare = source.read_text(encoding="utf-8")
    if MARK not in bare:
        return

    front = without_annexes(bare)

    def look(plan: Mapping[str, str]) -> str:
        source.write_text(written(front, plan), encoding="utf-8")
        return str(compiler.query(QUERY, field="value", one=True))

    plan: dict[str, str] = {}
    with suppress(typst.TypstError):  # the source itself is at fault: setting it as a whole says so, with the line
        plan = find_plan(look)
    source.write_text(written(bare, plan), encoding="utf-8")


def typst_fault(project: Project, source: Path, error: BaseException) -> Stop:
    """The Stop for Typst's refusal, at the chapter whose text it stumbled over."""
    message = str(getattr(error, "message", "") or error)
    diagnostic = str(getattr(error, "diagnostic", "") or "")
    hints = "; ".join(getattr(error, "hints", None) or ())
    lines = [int(number) for number in LINE.findall(diagnostic)]
    place = chapter_of(source, lines[0]) if lines else Place("report.qmd")
    message = message.replace(f"{project.path}/", "")
    for quoted in QUOTED.findall(message):
        if project.place(quoted).line:
            place = project.place(quoted)
            break
    if "could not be displayed with" in message:
        return stop(
            ExitCode.RENDER, "render-glyph-missing", place, message,
            "characters that the report's fonts can print",
            "replace the character, or add a font that has it to the project's fonts folder and to the theme",
        )  # fmt: skip
    problem = Problem(
        "render-typst-failed", Severity.ERROR, place, message + (f" ({hints})" if hints else ""),
        f"text that Typst sets as PDF/{STANDARD.upper()}", "mend the chapter there; report.typ in the build folder is what Typst read",
    )  # fmt: skip
    return Stop(ExitCode.RENDER, [problem])


def chapter_of(source: Path, line: int) -> Place:
    """The chapter whose marker stands last before a line of the Typst source."""
    chapter = ""
    for text in source.read_text(encoding="utf-8").splitlines()[:line]:
        if text.startswith(SOURCE_MARK):
            chapter = text.removeprefix(SOURCE_MARK).strip()
    return Place(chapter or "report.qmd")
