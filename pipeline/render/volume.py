"""The PDF of a volume: a Typst file that includes a file for each chapter, set by Typst from its Python wheel."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from pipeline.problems import ExitCode, Stop
from pipeline.render.crosslinks import Spot, link_volumes
from pipeline.render.pandoc import time_limit
from pipeline.render.prepare import Prepared
from pipeline.render.project import Keep, Missing, Project, missing
from pipeline.render.typst_faults import STANDARD, refuse_missing_fonts, typst_fault
from pipeline.writing import write_if_new

if TYPE_CHECKING:
    import typst

FOLDER: Final = "typst"
SPOTS: Final = "<gdgr-spots>"
IMPORT: Final = '#import "/theme/chapter.typ": *\n'


@dataclass(frozen=True)
class Volume:
    """A finished PDF and what Typst warned of, a line each."""

    data: bytes
    warnings: tuple[str, ...]


@dataclass
class _Running:
    """A volume that is being set: its parts, and what came of it."""

    parts: dict[str, str]
    kept: Volume | None = None
    made: Volume | None = None
    refused: BaseException | None = None
    thread: threading.Thread | None = None


class Setter:
    """Sets volumes, side by side. Where it ``stays``, its compilers live on and set again only what changed.

    ``begin`` starts on volumes that are ready while others are still prepared; ``finish`` gives all of them.
    """

    def __init__(self, stays: bool = False) -> None:
        self._stays = stays
        self._compilers: dict[Path, typst.Compiler] = {}
        self._running: dict[str, _Running] = {}
        self._warming: dict[Path, threading.Thread] = {}

    def begin(self, prepared: Prepared, volume: str, keep: Keep) -> None:
        """Set a volume as PDF/UA-1 in a thread, unless it is kept under all that it is made of.

        Typst lets go of Python while it works. It cannot be interrupted: a thread that overruns is left behind.
        """
        project = prepared.project
        main, files = write_sources(prepared, volume)
        running = self._running[volume] = _Running(_parts(prepared, volume, main, files))
        try:
            running.kept = keep(f"volume {volume} {project.language}", running.parts, lambda: missing())  # noqa: PLW0108 - its module counts
            self._warm_up(project, main)
            return
        except Missing:
            pass

        def work() -> None:
            try:
                running.made = self._one(volume, main, prepared)
            except BaseException as error:  # a panic of the compiler is no Exception; it is raised again in finish
                running.refused = error

        running.thread = threading.Thread(target=work, name=f"typst {volume}", daemon=True)
        running.thread.start()

    def finish(self, prepared: Prepared, keep: Keep) -> dict[str, Volume]:
        """Every volume of a project; those that were not begun are set now.

        Raises Stop (exit 5) where Typst refuses the text, names a font that is not there (exit 6), or takes too long.
        """
        project = prepared.project
        for volume in project.volumes():
            if volume not in self._running:
                self.begin(prepared, volume, keep)
        running, self._running = self._running, {}
        for one in running.values():
            if one.thread:
                one.thread.join(project.limit)
                if one.thread.is_alive():
                    raise time_limit("typst", project.limit)
        for one in running.values():
            if isinstance(one.refused, OSError):  # no space for a PDF
                raise one.refused
        faults = [typst_fault(project, one.refused) for _, one in sorted(running.items()) if one.refused]
        if faults:
            raise Stop(ExitCode.RENDER, dict.fromkeys(problem for fault in faults for problem in fault.problems))
        done: dict[str, Volume] = {}
        for volume in project.volumes():
            one = running[volume]
            if one.made:
                whole = one.made
                refuse_missing_fonts(whole.warnings)
                done[volume] = keep(f"volume {volume} {project.language}", one.parts, lambda whole=whole: whole)  # type: ignore[misc]
            elif one.kept:
                done[volume] = one.kept
        return done

    def forget(self) -> None:
        """Let go of volumes that were begun and will not be finished."""
        self._running = {}

    def _warm_up(self, project: Project, main: Path) -> None:
        """Set a kept volume beside everything else, for nothing but that the next edit finds Typst warm."""
        if not self._stays or main in self._compilers or main in self._warming:
            return

        def work() -> None:
            compiler = make_compiler(project, main)
            with suppress(BaseException):  # a panic of the compiler is no Exception; who sets it next is told
                compiler.compile(pdf_standards=STANDARD, timestamp=project.epoch, format="pdf")
                self._compilers[main] = compiler

        self._warming[main] = threading.Thread(target=work, name=f"warming {main.stem}", daemon=True)
        self._warming[main].start()

    def _one(self, volume: str, main: Path, prepared: Prepared) -> Volume:
        project = prepared.project
        if warming := self._warming.pop(main, None):
            warming.join(project.limit)
        compiler = self._compilers.pop(main, None) or make_compiler(project, main)
        data, warned = compiler.compile_with_warnings(pdf_standards=STANDARD, timestamp=project.epoch, format="pdf")
        spots = [Spot(*one) for one in ask(compiler, SPOTS)]
        if self._stays:
            self._compilers[main] = compiler
        others = {name for other, name in project.pdf_names.items() if other != volume}
        return Volume(link_volumes(cast(bytes, data), spots, others), tuple(str(one.message) for one in warned))


def _parts(prepared: Prepared, volume: str, main: Path, files: Mapping[str, Path]) -> dict[str, str]:
    """Digests of all that a volume is made of."""
    project = prepared.project
    pictures = {
        picture.source for file, reading in prepared.contents.readings if file in files for picture in reading.pictures
    }
    return {
        "text": _digest([main.read_bytes(), *(path.read_bytes() for path in files.values())]),
        "figures": _digest([(project.path / name).read_bytes() for name in sorted(pictures)]),
        "theme": _digest([path.read_bytes() for path in sorted((project.path / "theme").glob("*.typ"))]),
        "fonts": prepared.fonts,
        "time": f"{project.epoch} {STANDARD}",
        "name": project.pdf_names[volume],
    }


def make_compiler(project: Project, main: Path) -> typst.Compiler:
    """A compiler that sees the project's folder and its fonts only."""
    import typst

    return typst.Compiler(
        str(main), root=str(project.path), font_paths=[str(project.path / "fonts")], ignore_system_fonts=True,
    )  # fmt: skip


def ask(compiler: typst.Compiler, selector: str) -> Any:
    """The value of the one piece of metadata with a label."""
    import json

    return json.loads(compiler.query(selector, field="value", one=True))


def write_sources(prepared: Prepared, volume: str) -> tuple[Path, dict[str, Path]]:
    """Write what Typst reads for a volume: the main file and a file a chapter, each only where it changed; returns their paths."""
    folder = prepared.project.path / FOLDER
    chapters = prepared.contents.of(volume)
    files = {}
    for chapter in chapters:
        files[chapter.file] = folder / chapter.file.replace(".qmd", ".typ")
        text = IMPORT + prepared.fragments[chapter.file].typst
        write_if_new(files[chapter.file], text.encode())
    cited = {
        id for one in prepared.contents.chapters if one.volume != volume for id in prepared.contents.cited(one.file)
    }
    spots = [item.id for chapter in chapters for item in chapter.items if item.id in cited]
    includes = "".join(f'#include "{chapter.file.replace(".qmd", ".typ")}"\n' for chapter in chapters)
    main = folder / f"{volume}.typ"
    write_if_new(main, f"{prepared.fronts[volume].typst}\n{includes}{_spots(spots)}".encode())
    for path in sorted((folder / ("annex" if volume == "annex" else "chapters")).glob("*")):
        if path not in files.values():
            path.unlink()
    return main, files


def _spots(ids: Sequence[str]) -> str:
    """Metadata with the place of figures and tables that the other volume leads to: Typst names only headings in a PDF."""
    names = "".join(f'"{id}", ' for id in ids)
    return (
        f"#context [#metadata(({names}).map(id => {{\n  let at = query(label(id)).first().location()\n"
        f"  (id, at.page(), at.position().x.pt(), at.position().y.pt())\n}})){SPOTS}]\n"
    )


def _digest(contents: Sequence[bytes]) -> str:
    return hashlib.sha256(b"".join(hashlib.sha256(content).digest() for content in contents)).hexdigest()
