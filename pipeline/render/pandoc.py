"""Pandoc as a subprocess: the one place that starts it, and the words for what can go wrong with it."""

from __future__ import annotations

import json
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline.problems import ExitCode, Place, Stop, stop
from pipeline.render.project import LIMIT, Project
from pipeline.render.themes import place_in_theme

# Text of a chapter can carry no code of an output format and no formula ("US$" is money); Chinese lines join without a space.
READER = "markdown-raw_html-raw_tex-raw_attribute-latex_macros-tex_math_dollars"
SCRIPT = "theme/convert.lua"


@lru_cache(maxsize=1)
def pandoc_path() -> str:
    """Path of pandoc: the one in pypandoc_binary, else on PATH. Raises Stop (exit 6) where there is none."""
    try:
        import pypandoc

        return str(pypandoc.get_pandoc_path())
    except (ImportError, OSError) as error:
        raise stop(
            ExitCode.ENVIRONMENT,
            "render-pandoc-missing",
            Place("pypandoc_binary"),
            str(error).strip().splitlines()[0] if str(error).strip() else "the package is not installed",
            "pandoc 3 in the package pypandoc_binary, or on PATH",
            "install it: pip install pypandoc_binary (or run 'make report', which installs the lock file)",
        ) from error


@lru_cache(maxsize=1)
def pandoc_version() -> str:
    """First line of ``pandoc --version`` without the word pandoc."""
    shown = subprocess.run([pandoc_path(), "--version"], capture_output=True, text=True, check=True, timeout=60)
    return shown.stdout.split("\n", 1)[0].removeprefix("pandoc ").strip()


def run_jobs(project: Project, batches: Sequence[Sequence[Mapping[str, Any]]]) -> list[list[dict[str, Any]]]:
    """Give each batch of jobs to a pandoc of its own, all at once; the results in the order of the jobs.

    Raises Stop (exit 5) where pandoc fails, or takes longer than the project's limit; exit 6 where it cannot be started.
    """
    script = (project.path / SCRIPT).resolve()
    with tempfile.TemporaryDirectory(prefix="gdgr-") as folder:
        running: list[subprocess.Popen[str]] = []
        try:
            for number, jobs in enumerate(batches):
                given, made = Path(folder, f"{number}.json"), Path(folder, f"{number}-out.json")
                given.write_text(json.dumps(list(jobs), ensure_ascii=False), encoding="utf-8")
                running.append(_start([pandoc_path(), "lua", str(script), str(given), str(made)], project))
            end = time.monotonic() + project.limit
            for process in running:
                _finish(process, project, end)
            return [
                json.loads(Path(folder, f"{number}-out.json").read_text(encoding="utf-8"))
                for number in range(len(batches))
            ]
        finally:
            for process in running:
                if process.poll() is None:
                    process.kill()
                    process.wait()


def _start(command: list[str], project: Project) -> subprocess.Popen[str]:
    try:
        return subprocess.Popen(
            command, cwd=project.path, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            encoding="utf-8", errors="replace",
        )  # fmt: skip
    except FileNotFoundError as error:
        raise stop(
            ExitCode.ENVIRONMENT, "render-pandoc-missing", Place(command[0]), "pandoc cannot be started",
            "the pandoc of the package pypandoc_binary", "install the packages of the lock file again",
        ) from error  # fmt: skip


def _finish(process: subprocess.Popen[str], project: Project, end: float) -> None:
    try:
        _, said = process.communicate(timeout=max(0.0, end - time.monotonic()))
    except subprocess.TimeoutExpired as error:
        raise time_limit("pandoc", project.limit) from error
    if process.returncode:
        raise pandoc_fault(project, process.returncode, said)


def reader(language: str) -> str:
    """The reader of the dialect for a language, as pandoc names it."""
    return READER + ("+east_asian_line_breaks" if language == "zh" else "")


def pandoc_fault(project: Project, code: int, errors: str, place: str = "report.qmd") -> Stop:
    """The Stop for a failed pandoc: a full disk is said as such, else its last words."""
    told = errors.partition("stack traceback")[0] or errors
    lines = [line.strip() for line in told.splitlines() if line.strip()]
    if "No space left on device" in errors:
        return stop(
            ExitCode.ENVIRONMENT, "render-disk-full", Place(str(project.path)), lines[-1],
            "space to write the report; what was published before is untouched", "free some space and run again",
        )  # fmt: skip
    return stop(
        ExitCode.RENDER, "render-pandoc-failed", place_in_theme(errors) or Place(place), f"pandoc ended with {code}: {' '.join(lines[-3:])[:600]}",
        "the restricted dialect (see pipeline/render)", "mend what pandoc names",
    )  # fmt: skip


def time_limit(what: str, seconds: float) -> Stop:
    """The Stop for a renderer that took too long."""
    return stop(
        ExitCode.RENDER, "render-time-limit", Place(what), f"{what} was still at work after {seconds:g} s and was ended",
        f"at most {seconds:g} s", f"find what makes it slow, or give it more time ({LIMIT}, in seconds)",
    )  # fmt: skip
