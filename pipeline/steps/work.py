"""Work that other processes do, here or on another machine: plain values in, plain values out, the same bytes anywhere."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pipeline.figures.drawing import Drawing
from pipeline.figures.key import fonts_digest
from pipeline.problems import ExitCode, Place, Stop, stop
from pipeline.render.fonts import font_files


@dataclass(frozen=True)
class Task:
    """A figure to draw. ``fonts`` are the font files on the machine that asks, ``digest`` that of their contents."""

    key: str
    drawing: Drawing
    fonts: tuple[Path, ...]
    digest: str


@dataclass(frozen=True)
class Drawn:
    """A picture (SVG) under its key, or the Stop that says why there is none."""

    key: str
    id: str
    language: str
    picture: bytes | Stop


def draw(task: Task) -> Drawn:
    """Draw one figure; its fonts are those of the task, or the same ones of this machine's own packages."""
    from pipeline.figures.make import picture

    drawing = task.drawing
    try:
        made: bytes | Stop = picture(drawing, _fonts(task.fonts, task.digest, drawing.language))
    except Stop as fault:
        made = fault
    return Drawn(task.key, drawing.id, drawing.language, made)


def get_ready() -> None:
    """What a worker loads before its first figure."""
    import pipeline.figures.make  # noqa: F401


@lru_cache(maxsize=8)
def _fonts(given: tuple[Path, ...], digest: str, language: str) -> tuple[Path, ...]:
    """Font files with these contents: those given where they are here, else made from this machine's packages.

    Raises Stop (exit 6) where this machine's packages give others: the figures would not be the same.
    """
    if all(path.is_file() for path in given) and fonts_digest(given) == digest:
        return given
    own = font_files(language, Path(tempfile.mkdtemp(prefix="gdgr-fonts-")))
    if fonts_digest(own) == digest:
        return own
    raise stop(
        ExitCode.ENVIRONMENT,
        "fonts-differ",
        Place("fonts", language),
        "this worker's font packages are not those of the machine that asks for the figure",
        "the font packages of the lock file, in the same versions",
        "install the lock file on every worker",
    )
