"""What Quarto says when it fails, as problems at the chapter and line that it names, quotes or misses a file for."""

from __future__ import annotations

import re
import signal
from pathlib import Path
from typing import Final

from pipeline.problems import ExitCode, Place, Problem, Severity, Stop, stop
from pipeline.render.project import REPORT, Project

UNRESOLVED: Final = re.compile(r"Unable to resolve crossref @(\S+)")
NOT_FOUND: Final = re.compile(r"file not found \(searched at (.+?)\)\s*$", re.MULTILINE)
NAMED: Final = re.compile(r"((?:[\w.-]+/)*[\w.-]+\.qmd)(?:[: ]+(?:line )?(\d+))?")
LABEL: Final = re.compile(r"label `<([\w-]+)>`")
QUOTED: Final = re.compile(r"^\s*\d+\s*│\s?(.*)$")
WORDS: Final = re.compile(r"[^\W\d_][\w ,;'’-]{5,}")
IDS: Final = re.compile(r"\b(?:fig|tbl|sec)-[\w-]+")
FILES: Final = re.compile(r'"((?:figures|data)/[^"]+)"')
ERROR: Final = re.compile(r"^\s*(?:ERROR|error|Error|FATAL)\b")
NO_WORDS: Final = re.compile(r"\s|pandoc\s*$|metadata\s*$|\[\d+/\d+\]")  # settings, and which file of how many
FULL: Final = ("No space left on device", "ENOSPC", "Disk quota exceeded")


def unresolved(project: Project, said: str) -> list[Problem]:
    """A problem for each reference that Quarto could not resolve; it only warns of them and prints ``?@id``."""
    return [
        Problem(
            "render-unknown-reference", Severity.ERROR, _place_of_citation(project, name),
            f"no figure, table or section has the id {name}", "an id that a heading, figure or table of the report carries",
            "mend the reference, or give the target its id",
        )
        for name in dict.fromkeys(UNRESOLVED.findall(said))
    ]  # fmt: skip


def quarto_fault(project: Project, said: str, code: int) -> Stop:
    """What Quarto said before it failed, as one problem with the chapter and line that it names or quotes."""
    lines = [line.replace(f"{project.path.resolve()}/", "") for line in said.splitlines() if line.strip()]
    if code < 0:
        name = signal.Signals(-code).name if -code in set(signal.Signals) else str(-code)
        ended = f"Quarto was ended by the signal {name}" + (" (too little memory?)" if name == "SIGKILL" else "")
    else:
        ended = f"Quarto ended with {code}"
    errors = [line.strip() for line in lines if ERROR.match(line)]
    last = [line.strip() for line in lines if not NO_WORDS.match(line)][-3:]
    words = ("; ".join(errors[:3]) or " ".join(last))[:600]
    found = f"{ended}: {words}" if words else f"{ended} and said nothing"
    if any(sign in said for sign in FULL):
        return stop(
            ExitCode.ENVIRONMENT, "render-disk-full", Place(REPORT), found,
            "space to write the report; what was published before is untouched", "free some space and run again",
        )  # fmt: skip
    missing = NOT_FOUND.search("\n".join(lines))
    if missing:
        return stop(
            ExitCode.RENDER, "render-file-missing", _place_of_file(project, missing.group(1)),
            f"there is no file {_short(project, missing.group(1))}", "a file of the assembled project",
            "mend the path in the chapter, or assemble the report again",
        )  # fmt: skip
    return stop(
        ExitCode.RENDER, "render-quarto-failed", _place(project, lines), found,
        "a project that 'quarto render' can render", "mend the chapter there; _rendered/render.log in its project holds all that Quarto said",
    )  # fmt: skip


def place_of(project: Project, *texts: str) -> Place:
    """Where the first of some texts that stands in a chapter stands; report.qmd where none does."""
    for text in texts:
        place = project.place(text)
        if place.line:
            return place
    return Place(REPORT)


def _place_of_citation(project: Project, id: str) -> Place:
    """The first citation of an id, and not of a longer one that begins with it."""
    return place_of(project, f"@{id}]", f"@{id};", f"@{id},", f"@{id}")


def _short(project: Project, path: str) -> str:
    """A path as the chapter has it: relative to the project."""
    for root in (project.path, project.path.resolve()):
        if Path(path).is_relative_to(root):
            return str(Path(path).relative_to(root))
    return path


def _place_of_file(project: Project, path: str) -> Place:
    """The chapter and line that name a file, by its path in the project, or by its name alone."""
    return place_of(project, f"({_short(project, path)})", _short(project, path), Path(path).name)


def _place(project: Project, lines: list[str]) -> Place:
    """The chapter a message names; else the one whose figure, id or words it quotes from the Typst source."""
    chapters = set(project.chapters())
    for line in lines:
        for name, number in NAMED.findall(line):
            full = next((each for each in (name, f"chapters/{name}", f"annex/{name}") if each in chapters), "")
            if full:
                return Place(full, line=int(number or 0))
    for line in lines:
        label = LABEL.search(line)
        if label and (place := _place_of_citation(project, label.group(1))).line:
            return place
    theme = _theme(project)
    quoted = [match.group(1) for line in lines if (match := QUOTED.match(line)) and match.group(1).strip() not in theme]
    for text in quoted:
        marks = [*FILES.findall(text), *(f"#{id}" for id in IDS.findall(text)), *(f"@{id}" for id in IDS.findall(text))]
        words = sorted(WORDS.findall(text), key=len, reverse=True)
        place = place_of(project, *marks, *(word.strip() for word in words))
        if place.line:
            return place
    return Place(REPORT)


def _theme(project: Project) -> set[str]:
    """Lines of the theme: a message that quotes them says where it was noticed, not which chapter is at fault."""
    files = sorted((project.path / "theme").glob("*.typ"))
    return {line.strip() for path in files for line in path.read_text(encoding="utf-8").splitlines()}
