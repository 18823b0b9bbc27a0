"""The Quarto engine: the ``quarto`` program as a subprocess, its output streamed, its errors mapped back to chapters."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from pipeline.problems import ExitCode, Place, Problem, Severity, Stop, stop
from pipeline.render.pandoc import time_limit
from pipeline.render.project import Progress, Project, Rendered, disk_fault
from pipeline.render.web import copy_files

OLDEST = (1, 4)
GRACE = 5.0  # seconds between asking the process group to end and ending it
OUTPUT = "_output"
ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
UNRESOLVED = re.compile(r"Unable to resolve crossref @(\S+)")
CHAPTER = re.compile(r"((?:chapters/)?[\w.-]+\.qmd)(?:[: ]+(?:line )?(\d+))?")
SNIPPET = re.compile(r"^\s*\d+\s*│\s?(.*)$")
WORDS = re.compile(r"[^\W\d_][\w ,;'’-]{5,}")


@dataclass(frozen=True)
class Quarto:
    """The engine for a machine with Quarto: ``program`` is its path, ``version`` what it said when asked."""

    program: Path
    version: str
    name: str = "quarto"

    def render(self, project: Project, into: Path, report_progress: Progress) -> Rendered:
        """Run ``quarto render`` in the project; write ``into/<pdf_name>``, ``into/web/`` and ``into/render.log``.

        Raises Stop: exit 5 where Quarto fails, overruns the project's limit, leaves a reference unresolved or makes no
        output; exit 6 where it cannot be started or the disk is full. KeyboardInterrupt ends the process group first.
        """
        project.check()
        log = into / "render.log"
        try:
            into.mkdir(parents=True, exist_ok=True)
            shutil.rmtree(project.path / OUTPUT, ignore_errors=True)
            code = self._run(project, log, report_progress)
            said = ANSI.sub("", log.read_text(encoding="utf-8", errors="replace"))
            if code:
                raise quarto_fault(project, said, code)
            unresolved = [_unresolved(project, name) for name in dict.fromkeys(UNRESOLVED.findall(said))]
            if unresolved:
                raise Stop(ExitCode.RENDER, unresolved)
            return self._collect(project, into, log)
        except OSError as error:
            raise disk_fault(error, into) from error

    def _run(self, project: Project, log: Path, report_progress: Progress) -> int:
        """Start Quarto in a process group of its own and follow it; returns its exit code."""
        environment = {**os.environ, "SOURCE_DATE_EPOCH": str(project.epoch), "NO_COLOR": "1"}
        with log.open("w", encoding="utf-8") as stream:
            try:
                process = subprocess.Popen(
                    [str(self.program), "render", "."], cwd=project.path, env=environment, stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", errors="replace",
                    start_new_session=True,
                )  # fmt: skip
            except OSError as error:
                raise _not_startable(self.program, error) from error
            assert process.stdout is not None
            follower = threading.Thread(target=_follow, args=(process.stdout, stream, report_progress), daemon=True)
            follower.start()
            try:
                code = process.wait(timeout=project.limit)
            except subprocess.TimeoutExpired:
                end_group(process)
                follower.join(GRACE)
                raise time_limit("quarto", project.limit) from None
            except BaseException:
                end_group(process)
                follower.join(GRACE)
                raise
            follower.join(GRACE)
            if follower.is_alive():  # a child that Quarto left behind still holds the pipe
                end_group(process)
                follower.join(GRACE)
        return code

    def _collect(self, project: Project, into: Path, log: Path) -> Rendered:
        """Take over what Quarto made: report.pdf, report.html and the files beside it."""
        output = project.path / OUTPUT
        for name in ("report.pdf", "report.html"):
            path = output / name
            if not path.is_file() or not path.stat().st_size:
                raise stop(
                    ExitCode.RENDER, "render-output-missing", Place(f"{OUTPUT}/{name}"),
                    "Quarto ended without an error but did not make this file", "report.pdf and report.html, both not empty",
                    "look at render.log; render the project by hand with 'quarto render' in the build folder",
                )  # fmt: skip
        web = into / "web"
        shutil.rmtree(web, ignore_errors=True)
        copy_files(output, web)
        (web / "report.pdf").replace(into / project.pdf_name)
        (web / "report.html").replace(web / "index.html")
        for name in ("data", "figures", "fonts", "theme"):
            copy_files(project.path / name, web / name) if name != "theme" else _copy_styles(project, web)
        return Rendered(into / project.pdf_name, web / "index.html", log)


def _copy_styles(project: Project, web: Path) -> None:
    """The style sheets of the single page."""
    (web / "theme").mkdir(exist_ok=True)
    for path in sorted((project.path / "theme").glob("*.css")):
        shutil.copyfile(path, web / "theme" / path.name)


def _follow(source: IO[str], log: IO[str], report_progress: Progress) -> None:
    """Write each line to the log as it comes and pass it on."""
    for line in source:
        log.write(line)
        log.flush()
        if line.strip():
            report_progress(ANSI.sub("", line.rstrip()))


def end_group(process: subprocess.Popen[str]) -> None:
    """End a process and all it started: asked first, ended after a grace time."""
    for number, patience in ((signal.SIGTERM, GRACE), (signal.SIGKILL, GRACE)):
        try:
            os.killpg(process.pid, number)
        except ProcessLookupError:
            break
        try:
            process.wait(timeout=patience)
        except subprocess.TimeoutExpired:
            continue
        if number == signal.SIGTERM and _group_alive(process.pid):
            continue
        break


def _group_alive(group: int) -> bool:
    """Whether a process group still has a member."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def find_quarto() -> Path | None:
    """The quarto program: named by QUARTO_PATH (file or folder), on PATH, or beside this Python (package quarto-cli).

    Raises Stop (exit 6) where QUARTO_PATH names nothing that can be run.
    """
    given = os.environ.get("QUARTO_PATH", "")
    if given:
        for path in (Path(given), Path(given) / "quarto", Path(given) / "bin" / "quarto"):
            if path.is_file() and os.access(path, os.X_OK):
                return path
        raise stop(
            ExitCode.ENVIRONMENT, "render-quarto-missing", Place("QUARTO_PATH"), f"{given} is no program that can be run",
            "the path of quarto, or of the folder that holds it", "mend QUARTO_PATH, or unset it to search PATH",
        )  # fmt: skip
    on_path = shutil.which("quarto")
    if on_path:
        return Path(on_path)
    beside = Path(sys.executable).parent / "quarto"
    return beside if beside.is_file() else None


def load_quarto(program: Path) -> Quarto:
    """The engine with its version. Raises Stop (exit 6) where the program does not start, says no version or is too old."""
    try:
        asked = subprocess.run(
            [str(program), "--version"],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _not_startable(program, error) from error
    match = re.search(r"\d+(?:\.\d+)+", asked.stdout)
    if asked.returncode or not match:
        raise _not_startable(
            program, ValueError(f"exit {asked.returncode}, {(asked.stdout + asked.stderr).strip()[:200]!r}")
        )
    version = match.group(0)
    if tuple(int(part) for part in version.split(".")[:2]) < OLDEST:
        raise stop(
            ExitCode.ENVIRONMENT, "render-quarto-too-old", Place(str(program)), f"Quarto {version}",
            f"Quarto {'.'.join(map(str, OLDEST))} or newer", "install a newer Quarto, or use ENGINE=builtin",
        )  # fmt: skip
    return Quarto(program, version)


def quarto_fault(project: Project, said: str, code: int) -> Stop:
    """What Quarto said before it failed, as one problem with the chapter and line that it names or quotes."""
    lines = [line for line in said.splitlines() if line.strip()]
    errors = [line.strip() for line in lines if re.match(r"^\s*(ERROR|error|Error|FATAL)\b", line)]
    found = f"Quarto ended with {code}: {('; '.join(errors[:3]) or ' '.join(lines[-3:]))[:600]}"
    if "No space left on device" in said or "ENOSPC" in said:
        return stop(
            ExitCode.ENVIRONMENT, "render-disk-full", Place("report.qmd"), found,
            "space to write the report; what was published before is untouched", "free some space and run again",
        )  # fmt: skip
    return stop(
        ExitCode.RENDER, "render-quarto-failed", _quarto_place(project, lines), found,
        "a project that 'quarto render' can render", "mend the chapter there; render.log holds all that Quarto said",
    )  # fmt: skip


def _quarto_place(project: Project, lines: list[str]) -> Place:
    """The chapter a message names, or the one whose text it quotes from the Typst source; else report.qmd."""
    chapters = set(project.chapters())
    for line in lines:
        for name, number in CHAPTER.findall(line):
            full = name if name in chapters else f"chapters/{name}"
            if full in chapters:
                return Place(full, line=int(number or 0))
    for line in lines:
        quoted = SNIPPET.match(line)
        for words in sorted(WORDS.findall(quoted.group(1)) if quoted else [], key=len, reverse=True):
            place = project.place(words.strip())
            if place.line:
                return place
    return Place("report.qmd")


def _unresolved(project: Project, name: str) -> Problem:
    return Problem(
        "render-unknown-reference", Severity.ERROR, project.place(f"@{name}"), f"no figure, table or section has the id {name}",
        "an id that a heading, figure or table of the report carries", "mend the reference, or give the target its id",
    )  # fmt: skip


def _not_startable(program: Path, error: Exception) -> Stop:
    return stop(
        ExitCode.ENVIRONMENT, "render-quarto-missing", Place(str(program)), f"it cannot be run: {error}",
        "a working Quarto", "install Quarto again (pip install 'gdgr[quarto]', or from its site), or use ENGINE=builtin",
    )  # fmt: skip
