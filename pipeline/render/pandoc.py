"""Pandoc as a subprocess: the one place that starts it, and the words for what can go wrong with it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from pipeline.problems import ExitCode, Place, Problem, Severity, Stop, stop
from pipeline.render.project import CONFIGURATION, Project

# Text of a chapter can carry no code of an output format and no formula ("US$" is money); Chinese lines join without a space.
READER = "markdown-raw_html-raw_tex-raw_attribute-latex_macros-tex_math_dollars"
NOISE = re.compile(r"translation|\.yaml not found")  # words of pandoc's own that the templates do not use
FAULTS = {
    "unknown-reference": (
        "no figure, table or section has the id {subject}",
        "an id that a heading, figure or table of the report carries",
        "mend the reference, or give the target its id",
    ),
    "duplicate-id": ("the id {subject} is used twice", "each id once in the report", "rename one of the two"),
    "alt-missing": (
        "the image {detail} of {subject} has no alternative text",
        'an image with fig-alt="what is seen"',
        "write the alternative text of the figure",
    ),
    "caption-missing": (
        "{subject} has no caption",
        "a div whose last paragraph is the caption",
        "put the caption as the last paragraph of the div",
    ),
}


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


def convert(project: Project, source: Path, arguments: Sequence[str]) -> str:
    """Run pandoc on the combined source in the project folder and return what it warned of.

    Raises Stop (exit 5) with all faults of the text (unknown references, ids twice, missing alternative texts) at their
    chapter and line, or where pandoc itself fails or takes longer than the project's limit.
    """
    reader = READER + ("+east_asian_line_breaks" if project.language == "zh" else "")
    command = [
        pandoc_path(), "--from", reader, "--standalone", "--metadata-file", CONFIGURATION, "--wrap=none", "--number-sections",
        "--lua-filter", "theme/crossref.lua", "--lua-filter", "theme/gdgr.lua", *arguments, str(source.resolve()),
    ]  # fmt: skip
    try:
        done = subprocess.run(
            command, cwd=project.path, capture_output=True, text=True, encoding="utf-8", errors="replace",
            timeout=project.limit, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except FileNotFoundError as error:
        raise stop(
            ExitCode.ENVIRONMENT, "render-pandoc-missing", Place(command[0]), "pandoc cannot be started",
            "the pandoc of the package pypandoc_binary", "install the packages of the lock file again",
        ) from error  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise time_limit("pandoc", project.limit) from error
    problems = faults(project, done.stderr)
    if problems:
        raise Stop(ExitCode.RENDER, problems)
    if done.returncode:
        raise pandoc_fault(project, done.returncode, done.stderr)
    return "".join(f"pandoc: {line}\n" for line in dict.fromkeys(done.stderr.splitlines()) if not NOISE.search(line))


def faults(project: Project, errors: str) -> list[Problem]:
    """The faults that crossref.lua wrote to standard error, as problems with chapter and line; each once."""
    found = []
    for line in dict.fromkeys(errors.splitlines()):
        if not line.startswith("GDGR|"):
            continue
        _, code, subject, detail = [*line.split("|", 3), "", "", ""][:4]
        what, allowed, remedy = FAULTS[code]
        place = project.place(f"@{subject}" if code == "unknown-reference" else f"#{subject}")
        found.append(
            Problem(
                f"render-{code}", Severity.ERROR, place, what.format(subject=subject, detail=detail), allowed, remedy
            )
        )
    return found


def pandoc_fault(project: Project, code: int, errors: str) -> Stop:
    """The Stop for a failed pandoc: a full disk is said as such, else its last words."""
    lines = [line.strip() for line in errors.splitlines() if line.strip()]
    if "No space left on device" in errors:
        return stop(
            ExitCode.ENVIRONMENT, "render-disk-full", Place(str(project.path)), lines[-1],
            "space to write the report; what was published before is untouched", "free some space and run again",
        )  # fmt: skip
    return stop(
        ExitCode.RENDER, "render-pandoc-failed", Place("report.qmd"), f"pandoc ended with {code}: {' '.join(lines[-3:])[:600]}",
        "the restricted dialect (see pipeline/render)", "mend what pandoc names; render.log holds all it said",
    )  # fmt: skip


def time_limit(what: str, seconds: float) -> Stop:
    """The Stop for a renderer that took too long."""
    return stop(
        ExitCode.RENDER, "render-time-limit", Place(what), f"{what} was still at work after {seconds:g} s and was ended",
        f"at most {seconds:g} s", "look at render.log for what it was doing, or give it more time",
    )  # fmt: skip
