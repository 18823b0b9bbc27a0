"""The assembled Quarto project of one language, as both engines read it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from pipeline.assemble.contents import VOLUMES as FOLDERS
from pipeline.assemble.contents import Contents, make_contents
from pipeline.problems import ExitCode, Place, Stop, stop
from pipeline.store import Keep, make_anew

__all__ = [
    "Engine",
    "Keep",
    "Missing",
    "Project",
    "Rendered",
    "disk_fault",
    "make_anew",
    "missing",
    "time_limit_of",
]

REPORT = "report.qmd"
LIMIT = "GDGR_RENDER_LIMIT"
CONFIGURATION = "_quarto.yml"
VOLUMES = ("report", "annex")
INCLUDE = re.compile(r"^\{\{<\s*include\s+(\S+)\s*>\}\}\s*$")
REQUIRED = (CONFIGURATION, REPORT, "chapters", "theme", "fonts")

Progress = Callable[[str], None]


class Missing(Exception):
    """A keeper has nothing under these parts."""


def missing() -> Any:
    """A ``make`` that makes nothing, to ask a keeper what it has; what is missing is then made together, in one batch.

    Called from a lambda of the module that makes the thing: a keeper takes the code of that module as an input.
    """
    raise Missing


@dataclass(frozen=True)
class Project:
    """A folder that ``quarto render`` can work in: _quarto.yml, report.qmd, annex.qmd (where the edition has a second volume),
    chapters, annex, figures, data, theme, fonts.

    ``pdf_name`` is the file name of the report's PDF, that of the annex is made from it (`pdf_names`); ``epoch`` the time in
    seconds stamped into the PDFs; ``limit`` how many seconds an engine may take.
    """

    path: Path
    language: str
    pdf_name: str
    epoch: int = 0
    limit: float = 1800.0

    def volumes(self) -> tuple[str, ...]:
        """Volumes that the project holds: ``report``, and ``annex`` where there is an annex.qmd."""
        return tuple(volume for volume in VOLUMES if volume == "report" or (self.path / f"{volume}.qmd").is_file())

    @property
    def pdf_names(self) -> dict[str, str]:
        """File name of the PDF of each volume: x.pdf and x-annex.pdf."""
        names = {"report": self.pdf_name, "annex": f"{self.pdf_name.removesuffix('.pdf')}-annex.pdf"}
        return {volume: names[volume] for volume in self.volumes()}

    def check(self) -> Contents:
        """The contents of the project, after all that can be wrong with them was looked for, before any renderer starts.

        Raises Stop (exit 5) where a part of the project is missing, or with every fault of the chapters at their lines.
        """
        for name in REQUIRED:
            if not (self.path / name).exists():
                raise stop(
                    ExitCode.RENDER,
                    "render-project-incomplete",
                    Place(str(self.path)),
                    f"there is no {name}",
                    f"an assembled project: {', '.join(REQUIRED)}",
                    "assemble the report again (gdgr report); a half-written build folder can be deleted",
                )
        contents = make_contents(self.texts())
        problems = contents.problems(self._is_file)
        if problems:
            raise Stop(ExitCode.RENDER, problems)
        return contents

    def _is_file(self, name: str) -> bool:
        """Whether a path names a file of the project."""
        path = (self.path / name).resolve()
        return path.is_relative_to(self.path.resolve()) and path.is_file()

    def texts(self) -> dict[str, str]:
        """Text of every chapter by its file, in reading order. Raises Stop as `chapter` does."""
        return {name: self.chapter(name) for name in self.chapters()}

    def chapters(self) -> tuple[str, ...]:
        """Chapter files in reading order, as report.qmd and annex.qmd include them."""
        names: list[str] = []
        for volume in self.volumes():
            lines = (self.path / f"{volume}.qmd").read_text(encoding="utf-8").splitlines()
            names += [match.group(1) for line in lines if (match := INCLUDE.match(line))]
        return tuple(names)

    def chapter(self, name: str) -> str:
        """Text of a chapter. Raises Stop (exit 5) where the file is missing or lies outside the project."""
        if not self._is_file(name) or name.partition("/")[0] not in FOLDERS:
            raise stop(
                ExitCode.RENDER,
                "render-chapter-missing",
                Place(REPORT),
                f"{name} is included but is not a chapter of the project",
                "files of the folders chapters and annex that exist",
                "assemble the report again, or mend the list of chapters",
            )
        return (self.path / name).read_text(encoding="utf-8")

    def place(self, text: str) -> Place:
        """Chapter and line where a piece of text first stands; report.qmd where it stands nowhere."""
        for name in self.chapters():
            for number, line in enumerate(self.chapter(name).splitlines(), 1):
                if text and text in line:
                    return Place(name, line=number)
        return Place(REPORT)


@dataclass(frozen=True)
class Rendered:
    """What an engine made: the PDF of each volume (``report``, ``annex``), the folder of the web edition, and the log."""

    pdfs: dict[str, Path]
    web: Path
    log: Path

    @property
    def pdf(self) -> Path:
        """The report's PDF."""
        return self.pdfs["report"]


class Engine(Protocol):
    """Turns a project into a PDF for each volume and a web edition; raises Stop with exit code RENDER or ENVIRONMENT.

    Engines differ only in who sets the PDFs. Each calls `pipeline.render.prepare.prepare` (contents checked, chapters
    converted) and
    `pipeline.render.web.write_web` (the web edition), and sets the volumes from what it prepared.
    """

    @property
    def name(self) -> str:
        """Name as the command line knows it."""

    @property
    def version(self) -> str:
        """Version of the engine and what it stands on, for the manifest."""

    def render(self, project: Project, into: Path, report_progress: Progress, keep: Keep = make_anew) -> Rendered:
        """Write ``into/<name of each PDF>``, ``into/web/`` and ``into/render.log``; ``into`` may hold an earlier result."""


def time_limit_of(default: float) -> float:
    """Seconds that an engine may take: GDGR_RENDER_LIMIT where it is set, else the default. Raises Stop (exit 2) for nonsense."""
    given = os.environ.get(LIMIT, "")
    if not given:
        return default
    if not given.isdecimal() or not int(given):
        raise stop(
            ExitCode.USAGE, "render-limit-invalid", Place(LIMIT), repr(given), "whole seconds, more than none",
            "unset it, or set it to such a number",
        )  # fmt: skip
    return float(given)


def disk_fault(error: OSError, where: Path) -> Exception:
    """The Stop for an operating system error while writing: a full disk is said as such."""
    import errno

    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    return stop(
        ExitCode.ENVIRONMENT if full else ExitCode.RENDER,
        "render-disk-full" if full else "render-write-failed",
        Place(str(error.filename or where)),
        error.strerror or str(error),
        "space and permission to write the report; what was published before is untouched",
        "free some space and run again" if full else "mend the permission or path named above and run again",
    )
