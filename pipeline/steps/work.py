"""Work that other processes do, here or on another machine: plain values in, plain values out, the same bytes anywhere."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from pipeline.figures.drawing import Drawing
from pipeline.figures.key import fonts_digest
from pipeline.problems import ExitCode, Place, Stop, stop
from pipeline.render.engines import choose_engine
from pipeline.render.fonts import WHOLE, is_sans, package_file
from pipeline.render.project import Engine, Project, Rendered
from pipeline.steps.hearing import speaker
from pipeline.store import Keep, Keeper, Made, Shelf
from pipeline.versions import library_versions
from pipeline.writing import write_if_new

SAID = "said.txt"  # in the folder of a language's results: what its renderer says, a line each
PROJECT = ("chapters", "annex", "figures", "data", "theme", "fonts")  # folders of a project that rendering reads


@dataclass(frozen=True)
class Task:
    """A figure to draw, and the poster of it. ``fonts`` is the digest of its font files' contents; ``here`` are their places
    on this machine.

    ``picture`` is the picture where it is kept and only its words are new; ``edition`` is the last line of the poster. A
    worker elsewhere gets ``cut`` in place of ``here``: the fonts that no package holds, by name and content.
    """

    key: str
    drawing: Drawing
    fonts: str
    edition: str = ""
    picture: bytes | None = None
    here: tuple[Path, ...] = ()
    cut: tuple[tuple[str, bytes], ...] = ()


@dataclass(frozen=True)
class Drawn:
    """A picture (SVG) under its key and the poster of it (PNG), or the Stop that says why there is none."""

    key: str
    id: str
    language: str
    picture: bytes | Stop
    poster: bytes = b""


def draw(task: Task) -> Drawn:
    """Draw one figure. Raises nothing: what is wrong with it, or with this machine's fonts, is told in its place."""
    from pipeline.figures.make import picture
    from pipeline.figures.poster import poster

    drawing = task.drawing
    try:
        fonts = task.here or _fonts(task)
        made = task.picture or picture(drawing, fonts)
        return Drawn(task.key, drawing.id, drawing.language, made, poster(made, drawing, fonts, task.edition))
    except Stop as fault:
        return Drawn(task.key, drawing.id, drawing.language, fault)


def get_ready() -> None:
    """What a worker loads before its first figure."""
    import pipeline.figures.make
    import pipeline.figures.poster  # noqa: F401


@lru_cache(maxsize=16)
def cut(fonts: tuple[Path, ...], language: str) -> tuple[tuple[str, bytes], ...]:
    """The font files that were cut for the report, by name and content (half a megabyte); not those that a package holds."""
    whole = {name for _, name in WHOLE.get(language, ())}
    return tuple((path.name, path.read_bytes()) for path in fonts if path.name not in whole)


_laid_out: dict[str, tuple[Path, ...]] = {}  # font files that this worker has got, by the digest of their contents


def _fonts(task: Task) -> tuple[Path, ...]:
    """The font files of a figure, laid out once in a worker: those that were sent, and whole ones of its own packages.

    Raises Stop (exit 6) where these packages hold others: the figure would not be the same.
    """
    if task.fonts in _laid_out:
        return _laid_out[task.fonts]
    language = task.drawing.language
    folder = Path(tempfile.mkdtemp(prefix="gdgr-fonts-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for name, content in task.cut:
        (folder / name).write_bytes(content)
    files = [folder / name for name, _ in task.cut] + [
        package_file(*whole) for whole in WHOLE.get(language, ()) if is_sans(whole[1])
    ]
    own = tuple(sorted(files, key=lambda path: path.name))
    if fonts_digest(own) == task.fonts:
        _laid_out[task.fonts] = own
        return own
    raise stop(
        ExitCode.ENVIRONMENT,
        "fonts-differ",
        Place("fonts", language),
        "this worker's font packages are not those of the machine that asks for the figure",
        "the font packages of the lock file, in the same versions",
        "install the lock file on every worker",
    )


@dataclass(frozen=True)
class Pages:
    """A project to render on this machine, from its folder into the folder ``into``, with the file of kept results; or as
    ``files`` by name for a worker elsewhere, where both are None.
    """

    project: Project
    engine: str
    into: Path | None = None
    store: Path | None = None
    files: Mapping[str, bytes] = field(default_factory=dict)
    force: bool = False


@dataclass(frozen=True)
class Outcome:
    """What came of a language: what was kept and made, or the Stop that says why not; with ``files`` by name (PDFs,
    ``web/...``, ``render.log``) where they were made elsewhere."""

    language: str
    made: tuple[Made, ...]
    fault: Stop | None = None
    files: Mapping[str, bytes] = field(default_factory=dict)


def pack(folder: Path) -> dict[str, bytes]:
    """The files of a project that rendering reads, by their names."""
    wanted = [path for name in PROJECT for path in sorted((folder / name).rglob("*")) if path.is_file()]
    wanted += [path for path in sorted(folder.iterdir()) if path.suffix in (".qmd", ".yml")]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in wanted}


def render(task: Pages) -> Outcome:
    """Render one language and look at what came out. What it says goes to a file of ``into``, where somebody may listen."""
    os.environ["SOURCE_DATE_EPOCH"] = str(task.project.epoch)  # a worker elsewhere may have another
    with tempfile.TemporaryDirectory(prefix="gdgr-render-") as scratch:
        project = task.project
        if task.files:
            project = replace(project, path=Path(scratch, "project"))
            for name, content in task.files.items():
                write_if_new(project.path / name, content)
        into = task.into or Path(scratch, "made")
        into.mkdir(parents=True, exist_ok=True)
        keeper = Keeper(Shelf(task.store), library_versions(), force=task.force)
        fault = None
        try:
            render_project(choose_engine(task.engine), project, into, speaker(into / SAID), keeper.keep)
        except Stop as stopped:
            fault = stopped
        finally:
            keeper.close()
        return Outcome(project.language, tuple(keeper.made), fault, {} if task.into else pack_all(into))


def pack_all(folder: Path) -> dict[str, bytes]:
    """All files of a folder by name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def render_project(engine: Engine, project: Project, into: Path, tell: Callable[[str], None], keep: Keep) -> Rendered:
    """Render a project and look at what came out. Raises Stop (exit 5) with every fault found in a PDF or a page."""
    from pipeline.render.checks import check_pdf, check_web

    rendered = engine.render(project, into, tell, keep)
    faults = [fault for pdf in rendered.pdfs.values() for fault in check_pdf(pdf, project.language, keep)]
    faults += check_web(rendered.web, project.language, keep)
    if faults:
        raise Stop(ExitCode.RENDER, faults)
    return rendered
