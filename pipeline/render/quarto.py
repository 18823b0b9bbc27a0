"""The Quarto engine: ``quarto render --to typst`` sets the PDFs; all else comes from the code that both engines share.

Why Quarto sets the PDFs only
    The addresses of the web edition are promises: links into it must hold whoever builds the next edition, with whatever
    is installed. Quarto makes one long page of a volume, with its own ids, numbers, wording and callouts. The web edition is
    therefore always written by `pipeline.render.web` from the same chapters, byte for byte the same with either engine. It
    also saves the time of a format that nobody would read.
Why both engines set the same pages
    A figure with its words is one piece that stands where the chapter has it; nothing floats, so no engine has to plan.

Plain ``quarto render`` in the project still gives the PDFs and a page for each volume, for whoever edits a chapter by hand.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.problems import ExitCode, Place, Stop, stop
from pipeline.render.pandoc import time_limit
from pipeline.render.prepare import prepare
from pipeline.render.programs import answer, quarto_versions, version_in, wheel_versions
from pipeline.render.project import Keep, Progress, Project, Rendered, disk_fault, make_anew
from pipeline.render.quarto_faults import quarto_fault, unresolved
from pipeline.render.quarto_links import link_together
from pipeline.render.running import ANSI, NotStarted, Overrun, run
from pipeline.render.web import write_web

OLDEST: Final = (1, 9)  # the first that knows pdf-standard
OUTPUT: Final = "_output"
COMMAND: Final = ("render", ".", "--to", "typst")
WIDTH: Final = 120  # characters of a line of progress


@dataclass(frozen=True)
class Quarto:
    """The engine for a machine with Quarto: ``program`` is its path, ``version`` what it said when asked."""

    program: Path
    version: str
    name: str = "quarto"

    @property
    def versions(self) -> dict[str, str]:
        """Versions of Quarto, of the pandoc and the Typst in it, and of the wheels' (plan and web edition)."""
        return {**quarto_versions(self.program, self.version), **wheel_versions()}

    def render(self, project: Project, into: Path, report_progress: Progress, keep: Keep = make_anew) -> Rendered:
        """Prepare, run ``quarto render`` in the project; write ``into/<name of each PDF>``, ``into/web/`` and ``into/render.log``.

        Raises Stop: exit 5 where the text or Quarto is at fault, where it overruns the project's limit, leaves a reference
        unresolved or makes no whole PDF; exit 6 where it cannot be started or the disk is full. However it ends, what it
        started is ended and its output folder is gone; KeyboardInterrupt passes through.
        """
        try:
            into.mkdir(parents=True, exist_ok=True)
            report_progress("contents, web edition")
            prepared = prepare(project, keep)
            write_web(prepared, into / "web")
            _clear(project)
            try:
                self._run(project, into / "render.log", report_progress)
                pdfs = _collect(project, into)
                link_together(prepared.contents, pdfs)
            finally:
                _clear(project)
        except OSError as error:
            raise disk_fault(error, into) from error
        return Rendered(pdfs, into / "web", into / "render.log")

    def _run(self, project: Project, log: Path, report_progress: Progress) -> None:
        """Let Quarto set the PDFs and hear it out; raises Stop for whatever it says is wrong."""
        environment = {name: value for name, value in os.environ.items() if name != "TYPST_FONT_PATHS"} | {
            "SOURCE_DATE_EPOCH": str(project.epoch),
            "NO_COLOR": "1",
            "TYPST_IGNORE_SYSTEM_FONTS": "true",  # else a font of this machine may take the place of the project's own
        }
        started = time.monotonic()

        def hear(line: str) -> None:
            if not line[:1].isspace():  # what is indented repeats the settings of the document
                report_progress(f"quarto: {line[:WIDTH]}")

        report_progress(f"quarto {self.version}: {' '.join(COMMAND)}")
        with log.open("wb") as stream:
            try:
                code = run(
                    [str(self.program), *COMMAND], project.limit, hear, folder=project.path, environment=environment, log=stream,
                    silent=lambda seconds: report_progress(f"quarto: still at work after {seconds:.0f} s"),
                )  # fmt: skip
            except NotStarted as error:
                raise not_startable(self.program, str(error)) from error
            except Overrun:
                raise time_limit("quarto", project.limit) from None
        said = ANSI.sub("", log.read_text(encoding="utf-8", errors="replace"))
        if code:
            raise quarto_fault(project, said, code)
        problems = unresolved(project, said)
        if problems:
            raise Stop(ExitCode.RENDER, problems)
        report_progress(f"quarto: done in {time.monotonic() - started:.1f} s")


def _clear(project: Project) -> None:
    """Take away Quarto's output folder, and what it sets beside the sources before it moves it there."""
    output = project.path / OUTPUT
    if output.is_dir() and not output.is_symlink():
        shutil.rmtree(output)
    else:
        output.unlink(missing_ok=True)
    for volume in project.volumes():
        for kind in ("pdf", "typ"):
            (project.path / f"{volume}.{kind}").unlink(missing_ok=True)


def _collect(project: Project, into: Path) -> dict[str, Path]:
    """Take over the PDF of each volume; each must be there and whole."""
    pdfs = {}
    for volume, name in project.pdf_names.items():
        path = project.path / OUTPUT / f"{volume}.pdf"
        fault = _pdf_fault(path)
        if fault:
            raise stop(
                ExitCode.RENDER, "render-output-missing", Place(f"{OUTPUT}/{volume}.pdf"),
                f"Quarto ended without an error, but {fault}", "a whole PDF of each volume",
                "look at _rendered/render.log in the project; render it by hand with 'quarto render' there",
            )  # fmt: skip
        part = (into / name).with_suffix(".part")
        shutil.copyfile(path, part)
        pdfs[volume] = part.replace(into / name)
    return pdfs


def _pdf_fault(path: Path) -> str:
    """What is wrong with a file that should be a PDF, in words; blank where it begins and ends as one."""
    if not path.is_file():
        others = sorted(other.name for other in path.parent.glob("*.pdf")) if path.parent.is_dir() else []
        return "did not make this file" + (f" (it made {', '.join(others)})" if others else "")
    size = path.stat().st_size
    if not size:
        return "the file is empty"
    with path.open("rb") as stream:
        head = stream.read(5)
        stream.seek(max(0, size - 1024))
        tail = stream.read()
    if head != b"%PDF-":
        return "the file is no PDF"
    return "" if b"%%EOF" in tail else f"the file is cut short after {size} bytes"


def find_quarto() -> Path | None:
    """The quarto program: named by QUARTO_PATH (file or folder), on PATH, or beside this Python (package quarto-cli).

    Raises Stop (exit 6) where QUARTO_PATH names nothing that can be run.
    """
    given = os.environ.get("QUARTO_PATH", "")
    if given:
        for path in (Path(given), Path(given) / "quarto", Path(given) / "bin" / "quarto"):
            if _can_be_run(path):
                return path.absolute()
        raise stop(
            ExitCode.ENVIRONMENT, "render-quarto-missing", Place("QUARTO_PATH"), f"{given[:200]} is no program that can be run",
            "the path of quarto, or of the folder that holds it", "mend QUARTO_PATH, or unset it to search PATH",
        )  # fmt: skip
    on_path = shutil.which("quarto")
    if on_path:
        return Path(on_path).absolute()
    beside = Path(sys.executable).parent / "quarto"
    return beside if _can_be_run(beside) else None


def _can_be_run(path: Path) -> bool:
    """Whether a path is a file that may be executed; a nonsensical path is not."""
    try:
        return path.is_file() and os.access(path, os.X_OK)
    except (OSError, ValueError):
        return False


def load_quarto(program: Path) -> Quarto:
    """The engine with its version. Raises Stop (exit 6) where the program does not start, says no version or is too old."""
    try:
        code, text = answer(program, "--version")
    except NotStarted as error:
        raise not_startable(program, str(error)) from error
    except Overrun:
        raise not_startable(program, "it did not say its version in time") from None
    version = version_in(text)
    if code or not version:
        raise not_startable(program, f"asked for its version it ended with {code} and said {text.strip()[:200]!r}")
    if tuple(int(part) for part in version.split(".")[:2]) < OLDEST:
        raise stop(
            ExitCode.ENVIRONMENT, "render-quarto-too-old", Place(str(program)), f"Quarto {version}",
            f"Quarto {'.'.join(map(str, OLDEST))} or newer", "install a newer Quarto, or use ENGINE=builtin",
        )  # fmt: skip
    return Quarto(program, version)


def not_startable(program: Path, why: str) -> Stop:
    """The Stop for a Quarto that does not run."""
    return stop(
        ExitCode.ENVIRONMENT, "render-quarto-missing", Place(str(program)), f"it cannot be run: {why}",
        "a working Quarto", "install Quarto again (pip install 'gdgr[quarto]', or from its site), or use ENGINE=builtin",
    )  # fmt: skip
