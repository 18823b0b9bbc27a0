"""Typst alone: the finished Typst files of a volume set once, in a fresh process that imports nothing but ``typst``."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from pipeline.bench.processes import fresh
from pipeline.problems import ExitCode, Place, stop
from pipeline.render.typst_faults import STANDARD
from pipeline.render.volume import FOLDER

ALONE = """
import sys
import typst
main, output, root, standard = sys.argv[1:]
typst.compile(main, output=output, root=root, font_paths=[root + "/fonts"], ignore_system_fonts=True, pdf_standards=[standard])
"""


def volumes(project: Path) -> tuple[str, ...]:
    """The volumes of an assembled project that Typst has set. Raises Stop (exit 1) where there is none."""
    found = tuple(path.stem for path in sorted((project / FOLDER).glob("*.typ")))
    if not found:
        raise stop(
            ExitCode.BUG,
            "bench-no-volume",
            Place(FOLDER),
            "the build left no Typst file of a volume",
            "a finished build with the built-in engine",
            "look where pipeline.render.volume writes its files",
        )
    return found


def alone(project: Path, names: Iterable[str]) -> float:
    """Seconds to set these volumes, one after the other, start of the processes included."""
    seconds = 0.0
    for name in names:
        main, made = project / FOLDER / f"{name}.typ", project.parent / f"{name}-alone.pdf"
        command = [sys.executable, "-P", "-c", ALONE, str(main), str(made), str(project), STANDARD]
        seconds += fresh(command, project.parent).seconds
        made.unlink()
    return seconds
