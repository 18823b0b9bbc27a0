"""A copy of the project in which commands are measured: its build and store are filled or empty as a figure says."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from pipeline.bench.first_fonts import cut_fonts
from pipeline.bench.processes import Run, fresh
from pipeline.checking import STORE
from pipeline.edition import load_edition
from pipeline.problems import ExitCode, Place, stop

COPIED = ("data", "report", "pipeline", "requirements.lock", "pyproject.toml")
FONTS = "fonts.sqlite"  # a store with the static fonts only, as the first run on a machine leaves them
LANGUAGE = "en"


@dataclass(frozen=True)
class Scratch:
    """A copy of the project at ``place``, for one edition."""

    place: Path
    year: int

    @property
    def project(self) -> Path:
        """The assembled project of the language that is measured."""
        return self.place / "build" / str(self.year) / LANGUAGE

    @property
    def output(self) -> Path:
        """The published edition."""
        return self.place / "output" / str(self.year)

    def gdgr(self, *arguments: str, watching: Callable[[int], AbstractContextManager[object]] | None = None) -> Run:
        """Run a command of the copy in a fresh process. Raises Stop (exit 1) where it fails."""
        return fresh([sys.executable, "-m", "pipeline", *arguments], self.place, watching)

    def report(
        self,
        languages: str = LANGUAGE,
        watching: Callable[[int], AbstractContextManager[object]] | None = None,
    ) -> Run:
        """Build the report."""
        arguments = ("report", "--year", str(self.year), "--engine", "builtin", "--languages", languages)
        return self.gdgr(*arguments, watching=watching)

    def cold(self, languages: str = LANGUAGE) -> float:
        """Seconds of a build where there is no build and no output but the fonts."""
        self.empty()
        return self.report(languages).seconds

    def empty(self, fonts: bool = True) -> None:
        """Remove build and output; the store then holds the ``fonts``, or nothing."""
        for name in ("build", "output"):
            shutil.rmtree(self.place / name, ignore_errors=True)
        if fonts:
            kept = self.place / FONTS
            if not kept.is_file():
                cut_fonts(self.place, kept, self.languages())
            (self.place / STORE).parent.mkdir(parents=True)
            shutil.copyfile(kept, self.place / STORE)

    def languages(self) -> tuple[str, ...]:
        """The language that is measured, and a second one of the edition where it has one."""
        others = [code for code in load_edition(self.place, self.year).languages if code != LANGUAGE]
        return (LANGUAGE, *others[:1])

    def forget(self) -> None:
        """Empty the store."""
        shutil.rmtree((self.place / STORE).parent, ignore_errors=True)

    def copy(self, place: Path) -> Scratch:
        """Another copy, with the fonts at hand and nothing built."""
        made = scratch(self.place, place, self.year)
        if (self.place / FONTS).is_file():
            shutil.copyfile(self.place / FONTS, place / FONTS)
        return made


def scratch(root: Path, place: Path, year: int) -> Scratch:
    """Copy a project; its modules are compiled, as the first run leaves them. Raises Stop (exit 6) where a part is missing."""
    for name in COPIED:
        source = root / name
        if source.is_dir():
            shutil.copytree(source, place / name, ignore=shutil.ignore_patterns("~$*", ".~lock*"))
        elif source.is_file():
            place.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, place / name)
        elif name in ("data", "report", "pipeline"):
            raise stop(
                ExitCode.ENVIRONMENT,
                "bench-project-missing",
                Place(name),
                "there is no such folder here",
                "a whole project: data, report and pipeline",
                "run the benchmark in the project's folder",
            )
    fresh([sys.executable, "-m", "compileall", "-q", "pipeline"], place)
    return Scratch(place, year)
