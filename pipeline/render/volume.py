"""The PDF of a volume: a Typst file that includes a file for each chapter, set by Typst from its Python wheel."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from pipeline.problems import ExitCode, Stop
from pipeline.render.crosslinks import Spot, link_volumes
from pipeline.render.pandoc import time_limit
from pipeline.render.prepare import Prepared
from pipeline.render.project import Keep, Missing, Project, missing
from pipeline.render.trial import placed_text
from pipeline.render.typst_faults import STANDARD, refuse_missing_fonts, typst_fault

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


class Setter:
    """Sets volumes, side by side. Where it ``stays``, its compilers live on and set again only what changed."""

    def __init__(self, stays: bool = False) -> None:
        self._stays = stays
        self._compilers: dict[Path, typst.Compiler] = {}

    def set_volumes(self, prepared: Prepared, keep: Keep) -> dict[str, Volume]:
        """Every volume of a project as PDF/UA-1, kept under all that it is made of.

        Raises Stop (exit 5) where Typst refuses the text, names a font that is not there (exit 6), or takes too long.
        """
        project = prepared.project
        sources = {volume: write_sources(prepared, volume) for volume in project.volumes()}
        theme = _digest([path.read_bytes() for path in sorted((project.path / "theme").glob("*.typ"))])
        done: dict[str, Volume] = {}
        parts: dict[str, dict[str, str]] = {}
        for volume, (main, files) in sources.items():
            pictures = sorted(
                {
                    picture.source
                    for file, reading in prepared.contents.readings
                    if file in files
                    for picture in reading.pictures
                }
            )
            parts[volume] = {
                "text": _digest([main.read_bytes(), *(path.read_bytes() for path in files.values())]),
                "figures": _digest([(project.path / name).read_bytes() for name in pictures]),
                "theme": theme,
                "fonts": prepared.fonts,
                "time": f"{project.epoch} {STANDARD}",
                "name": project.pdf_names[volume],
            }
            try:
                done[volume] = keep(f"volume {volume} {project.language}", parts[volume], lambda: missing())  # noqa: PLW0108 - its module counts
            except Missing:
                continue
        made = self._set({volume: main for volume, (main, _) in sources.items() if volume not in done}, prepared)
        for volume, whole in made.items():
            done[volume] = keep(f"volume {volume} {project.language}", parts[volume], lambda whole=whole: whole)  # type: ignore[misc]
        return {volume: done[volume] for volume in sources}

    def _set(self, mains: Mapping[str, Path], prepared: Prepared) -> dict[str, Volume]:
        """Set volumes, each in a thread: Typst lets go of Python while it works.

        It cannot be interrupted: a thread that overruns is left behind, and the run ends with a message.
        """
        project = prepared.project
        made: dict[str, Volume] = {}
        refused: dict[str, BaseException] = {}

        def work(volume: str, main: Path) -> None:
            try:
                made[volume] = self._one(volume, main, prepared)
            except BaseException as error:  # a panic of the compiler is no Exception; it is raised again below
                refused[volume] = error

        workers = [
            threading.Thread(target=work, args=pair, name=f"typst {pair[0]}", daemon=True) for pair in mains.items()
        ]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join(project.limit)
            if worker.is_alive():
                raise time_limit("typst", project.limit)
        faults = [typst_fault(project, error) for _, error in sorted(refused.items())]
        if faults:
            raise Stop(ExitCode.RENDER, dict.fromkeys(problem for fault in faults for problem in fault.problems))
        for whole in made.values():
            refuse_missing_fonts(whole.warnings)
        return {volume: made[volume] for volume in mains}

    def _one(self, volume: str, main: Path, prepared: Prepared) -> Volume:
        project = prepared.project
        compiler = self._compilers.pop(main, None) or make_compiler(project, main)
        data, warned = compiler.compile_with_warnings(pdf_standards=STANDARD, timestamp=project.epoch, format="pdf")
        spots = [Spot(*one) for one in ask(compiler, SPOTS)]
        if self._stays:
            self._compilers[main] = compiler
        others = {name for other, name in project.pdf_names.items() if other != volume}
        return Volume(link_volumes(cast(bytes, data), spots, others), tuple(str(one.message) for one in warned))


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
        _write(files[chapter.file], IMPORT + placed_text(prepared.fragments[chapter.file].typst, prepared.plan))
    cited = {
        id for one in prepared.contents.chapters if one.volume != volume for id in prepared.contents.cited(one.file)
    }
    spots = [item.id for chapter in chapters for item in chapter.items if item.id in cited]
    includes = "".join(f'#include "{chapter.file.replace(".qmd", ".typ")}"\n' for chapter in chapters)
    main = folder / f"{volume}.typ"
    _write(main, f"{prepared.fronts[volume].typst}\n{includes}{_spots(spots)}")
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


def _write(target: Path, text: str) -> None:
    if target.is_file() and target.read_text(encoding="utf-8") == text:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


def _digest(contents: Sequence[bytes]) -> str:
    return hashlib.sha256(b"".join(hashlib.sha256(content).digest() for content in contents)).hexdigest()
