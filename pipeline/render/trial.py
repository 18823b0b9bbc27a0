"""A chapter set alone, with empty pictures of the right size, to see where its figures come to stand."""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import re
import tempfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pipeline.assemble.contents import PREFIX, Chapter, Contents
from pipeline.problems import ExitCode, Problem, Stop
from pipeline.render.convert import Fragment
from pipeline.render.jobs import labels_of
from pipeline.render.placing import TEXT, TOP, plan_chapter, read_placed, read_stops
from pipeline.render.project import Keep, Missing, Project, missing
from pipeline.render.typst_faults import typst_fault

if TYPE_CHECKING:
    import typst

AT_ONCE: Final = max(2, os.cpu_count() or 1)
BATCH: Final = 2 * AT_ONCE  # chapters after which Typst's memory is let go
AGE: Final = 12  # compilations after which Typst forgets
LAYOUT: Final = "<gdgr-layout>"
SVG = re.compile(rb"<svg\b[^>]*>", re.DOTALL)
SIZE = re.compile(r"\b(width|height|viewBox)=\"([\d. a-z]+)\"")
END = "\n], caption: figure.caption("
TARGETS = re.compile(r'#gdgr-xref\(label\("([^"]+)"\)|#link\(<([^>]+)>\)')
ASK: Final = """
#context [#metadata((
  headings: query(heading).map(it => (page: it.location().page(), y: it.location().position().y.pt(), chapter: it.level == 1)),
  spots: query(figure.where(kind: "quarto-float-fig").or(figure.where(kind: "quarto-float-tbl"))).enumerate().map(((order, it)) => (
    kind: it.kind.slice(-3), order: order, page: it.location().page(), y: it.location().position().y.pt(),
  )),
  captions: query(<gdgr-place>).map(it => (kind: it.value.kind, page: it.location().page(), y: it.location().position().y.pt())),
  ends: query(<gdgr-end>).map(it => (kind: it.value, page: it.location().page(), y: it.location().position().y.pt())),
)) <gdgr-layout>]
"""


def placed_text(fragment: str, plan: Mapping[str, str]) -> str:
    """A chapter's Typst with the floats of a plan. Said at each figure: a rule around the chapter would make Typst set it anew."""
    for id, where in plan.items():
        if where == TOP:
            fragment = fragment.replace(f'numbering: "1") <{id}>', f'numbering: "1", placement: {TOP}) <{id}>')
    return fragment


def find_plan(
    project: Project, contents: Contents, fragments: Mapping[str, Fragment], fonts: str, keep: Keep
) -> dict[str, str]:
    """The place of every figure; kept by chapter under its text, the sizes of its pictures, theme and ``fonts`` (digest).

    Raises Stop (exit 5) with the fault of every chapter that Typst refuses.
    """
    labels = labels_of(project)
    theme = hashlib.sha256()
    for name in ("typst-template.typ", "chapter.typ"):
        theme.update((project.path / "theme" / name).read_bytes())
    found: dict[str, dict[str, str]] = {}
    parts: dict[str, dict[str, str]] = {}
    trials: dict[str, Trial] = {}
    for chapter in contents.chapters:
        if not any(item.kind == "fig" for item in chapter.items):
            continue
        trial = Trial(project, chapter, fragments[chapter.file].typst, _pictures(project, contents, chapter), labels)
        parts[chapter.file] = {
            "trial": hashlib.sha256(trial.text({}).encode()).hexdigest(), "theme": theme.hexdigest(), "fonts": fonts,
        }  # fmt: skip
        try:
            found[chapter.file] = keep(f"plan {chapter.file}", parts[chapter.file], lambda: missing())  # noqa: PLW0108 - its module counts
        except Missing:
            trials[chapter.file] = trial
    made = _run(project, trials)
    for file, plan in made.items():
        found[file] = keep(f"plan {file}", parts[file], lambda plan=plan: plan)  # type: ignore[misc]
    figures = [(chapter.file, item.id) for chapter in contents.chapters for item in chapter.items if item.kind == "fig"]
    return {id: found[file].get(id, TEXT) for file, id in figures}


def _run(project: Project, trials: Mapping[str, Trial]) -> dict[str, dict[str, str]]:
    """Plan chapters side by side; they share the fonts."""
    if not trials:
        return {}
    import typst

    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(project.path / "fonts")]
    )
    names = sorted(trials, key=lambda file: -len(trials[file].fragment))
    made: dict[str, dict[str, str]] = {}
    faults: list[Problem] = []
    with (
        tempfile.TemporaryDirectory(prefix=".trial-", dir=project.path) as folder,
        ThreadPoolExecutor(max_workers=AT_ONCE) as pool,
    ):
        for start in range(0, len(names), BATCH):
            running = {
                name: pool.submit(trials[name].plan, Path(folder), fonts) for name in names[start : start + BATCH]
            }
            for name in sorted(running):
                try:
                    made[name] = running[name].result()
                except Stop as stopped:
                    faults += stopped.problems
            if len(names) > AT_ONCE:
                _forget(fonts)
    if faults:
        raise Stop(ExitCode.RENDER, dict.fromkeys(faults))
    return made


def _forget(fonts: typst.Fonts) -> None:
    """Let Typst's memory go: it drops what the last compilations did not use, and questions alone drop nothing.

    Not after a few chapters, because a compiler that stays alive (preview) remembers its pages in the same memory.
    """
    import typst

    for _ in range(AGE):
        typst.compile(b"x", format="svg", font_paths=fonts, ignore_system_fonts=True)
    with suppress(OSError, AttributeError):  # only the C library of Linux can be asked to give memory back
        ctypes.CDLL("libc.so.6").malloc_trim(0)


def _pictures(project: Project, contents: Contents, chapter: Chapter) -> dict[str, str]:
    """An empty picture of the same size for each SVG of a chapter, by its path."""
    reading = dict(contents.readings)[chapter.file]
    found = {}
    for picture in reading.pictures:
        with (project.path / picture.source).open("rb") as stream:
            top = SVG.search(stream.read(4096))
        if top:
            size = " ".join(f'{key}="{value}"' for key, value in SIZE.findall(top.group(0).decode("utf-8", "replace")))
            found[f"/{picture.source}"] = f'<svg xmlns="http://www.w3.org/2000/svg" {size}></svg>'
    return found


class Trial:
    """One chapter that can be set by a plan."""

    def __init__(
        self, project: Project, chapter: Chapter, fragment: str, pictures: Mapping[str, str], labels: Mapping[str, str]
    ) -> None:
        self.fragment = fragment
        self._project = project
        self._chapter = chapter
        self._pictures = pictures
        self._labels = labels
        self.documents = 0  # how many were set

    def text(self, plan: Mapping[str, str], endless: bool = False) -> str:
        """The Typst document of a round."""
        words = ", ".join(
            f"reference-{kind}: {json.dumps(self._labels[f'reference-{kind}'], ensure_ascii=False)}"
            for kind in ("fig", "tbl", "chapter", "section", "annex")
        )
        pictures = "".join(f"{json.dumps(path)}: {json.dumps(svg)}, " for path, svg in self._pictures.items())
        body = placed_text(self.fragment, plan)
        body = _with_ends(body)
        return (
            '#import "/theme/chapter.typ": *\n'
            f"#let gdgr-pictures = ({pictures or ':'})\n"
            '#let gdgr-image(path, alt: "", width: 100%) = image(if path in gdgr-pictures {\n'
            "  bytes(gdgr-pictures.at(path))\n} else { path }, alt: alt, width: width)\n"
            f'#show: gdgr.with(cover: false, contents: false, lang: "{self._project.language}", '
            f'float-prefix: "{PREFIX[self._chapter.volume]}", labels: ({words}))\n'
            + ("#set page(height: auto)\n" if endless else "")
            + body
            + self._stand_ins()
            + ASK
        )

    def _stand_ins(self) -> str:
        """Targets for what the chapter refers to outside itself."""
        own = {one.id for one in self._chapter.sections} | {one.id for one in self._chapter.items}
        cited = {first or second for first, second in TARGETS.findall(self.fragment)} - own
        return "\n" + "".join(f"#metadata(none) #label({json.dumps(id)})\n" for id in sorted(cited))

    def plan(self, folder: Path, fonts: typst.Fonts) -> dict[str, str]:
        """Find the plan of the chapter; raises Stop (exit 5) where Typst refuses it."""
        import typst

        main = folder / self._chapter.file.replace("/", "-").replace(".qmd", ".typ")
        ids = {kind: [item.id for item in self._chapter.items if item.kind == kind] for kind in ("fig", "tbl")}
        compiler: list[typst.Compiler] = []

        def ask(text: str) -> Any:
            main.write_text(text, encoding="utf-8")
            if not compiler:
                compiler.append(
                    typst.Compiler(str(main), root=str(self._project.path), font_paths=fonts, ignore_system_fonts=True)
                )
            self.documents += 1
            return json.loads(compiler[0].query(LAYOUT, field="value", one=True))

        try:
            stops = read_stops(ask(self.text({}, endless=True)), ids)
            return plan_chapter(stops, lambda plan: read_placed(ask(self.text(plan)), ids))
        except (typst.TypstError, RuntimeError) as error:
            raise typst_fault(self._project, _in_full(compiler, error), self._chapter.file) from error


def _in_full(compiler: list[typst.Compiler], error: Exception) -> BaseException:
    """The fault as Typst tells it when it compiles; asked a question it says no place."""
    try:
        for one in compiler:
            one.compile(format="pdf")
    except Exception as told:
        return told
    return error


def _with_ends(body: str) -> str:
    """The chapter with a mark at the end of what each figure and table holds."""
    parts = body.split(END)
    out = [parts[0]]
    for part in parts[1:]:
        kind = re.search(r'kind: "quarto-float-(\w{3})"', part)
        out.append(f'\n#metadata("{kind.group(1) if kind else ""}")<gdgr-end>{END}{part}')
    return "".join(out)
