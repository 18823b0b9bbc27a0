"""What pandoc is asked to convert: a piece of a chapter with the numbers and words that it needs, or the front of a volume."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.assemble.contents import Chapter, Contents, Target
from pipeline.declarations import declared
from pipeline.render.pandoc import reader
from pipeline.render.project import Project

NBSP = "\u00a0"
DATA_BASE = re.compile(r"^  data-base: (\".*\")\s*$", re.MULTILINE)
LONG = 12000  # characters from which a chapter is converted in pieces
WHOLE = re.compile(r"\[\^|^\[[^\]]+\]:", re.MULTILINE)
Job = Mapping[str, Any]


@dataclass(frozen=True)
class Piece:
    """A part of a chapter that is converted by itself: its text, its first line, the line after its last."""

    text: str
    first: int
    end: int

    def holds(self, line: int) -> bool:
        """Whether a line of the chapter lies in it."""
        return self.first <= line < self.end


def pieces_of(contents: Contents, chapter: Chapter, text: str) -> list[Piece]:
    """A long chapter in pieces that begin with a heading, so that a changed sentence costs its section; else in one.

    A chapter with footnotes or link definitions stays whole, because they belong to all of it; so does one whose tables start
    pages, which is told by what stands before them.
    """
    lines = text.split("\n")
    whole = [Piece(text, 1, len(lines) + 1)]
    if len(text) < LONG or WHOLE.search(text) or (chapter.volume == "annex" and chapter.items):
        return whole
    starts = [1]
    for heading in dict(contents.readings)[chapter.file].headings:
        if heading.level in (2, 3) and not heading.inside and lines[heading.line - 2].strip() == "":
            starts.append(heading.line)
    ends = [*starts[1:], len(lines) + 1]
    return [
        Piece("\n".join(lines[start - 1 : end - 1]) + "\n", start, end) for start, end in zip(starts, ends, strict=True)
    ]


def chapter_job(
    project: Project, contents: Contents, chapter: Chapter, piece: Piece, text: str, labels: Mapping[str, str]
) -> dict[str, Any]:
    """What convert.lua must know of a piece of a chapter; nothing of others but the words of what it cites.

    ``text`` is that of the piece without the rows that are written directly.
    """
    citations = dict(contents.readings)[chapter.file].citations
    cited = dict.fromkeys(id for id, line in citations if piece.holds(line))
    start = chapter.start
    used = ("scroll", "unknown", "cite", "crossref-fig-title", "crossref-tbl-title")
    return {
        "file": chapter.file,
        "text": text,
        "lang": project.language,
        "reader": reader(project.language),
        "data-base": _data_base(project),
        "labels": {key: value for key, value in labels.items() if key in used or key.startswith("callout-")},
        "counters": f"{start.chapters}, {start.figures}, {start.tables}",
        "headings": [{"id": one.id, "level": one.level, "number": one.number} for one in chapter.sections if piece.holds(one.line)],
        "items": {one.id: _unbroken(contents.targets[one.id].words(labels)) for one in chapter.items if piece.holds(one.line)},
        "refs": {
            id: _reference(project, contents.targets[id], chapter, labels)
            for id in cited
            if id in contents.targets
        },
    }  # fmt: skip


def _reference(project: Project, target: Target, chapter: Chapter, labels: Mapping[str, str]) -> dict[str, str]:
    """How a chapter words and leads to a target, on the web and in print."""
    here = target.chapter.file == chapter.file
    entry = {"bare": target.number, "page": "" if here else target.chapter.page}
    if target.chapter.volume != chapter.volume:
        entry["file"] = project.pdf_names[target.chapter.volume]
    if target.kind == "plain":
        return {**entry, "title": target.title}
    words = _unbroken(target.words(labels))
    entry["words"] = words
    entry["print"] = words
    if "file" in entry:
        entry["print"] = labels[f"reference-in-{target.chapter.volume}"].replace("{reference}", words)
    return entry


def _unbroken(words: str) -> str:
    return words.replace(" ", NBSP)


def front_job(project: Project, volume: str) -> dict[str, Any]:
    """The front of a volume: its metadata in the templates of the theme."""
    templates: dict[str, Any] = {
        "typst": {"format": "typst", "path": "theme/builtin.typ"},
        "page": {"format": "html", "path": "theme/web.html", "variables": {"top": "true"}},
        "start": {"format": "html", "path": "theme/web.html"},
    }
    text = (project.path / f"{volume}.qmd").read_text(encoding="utf-8")
    return {
        "file": f"{volume}.qmd",
        "text": text[: text.find("\n---\n", 3) + 5],
        "lang": project.language,
        "dir": "rtl" if project.language == "ar" else "",
        "reader": reader(project.language),
        "templates": templates,
    }


def labels_of(project: Project) -> dict[str, str]:
    """The words of the theme in the project's language."""
    return dict(declared((project.path / "theme/labels.toml").read_text(encoding="utf-8"))[project.language])


def _data_base(project: Project) -> str:
    """Address of the published data folder, where report.qmd names one."""
    found = DATA_BASE.search((project.path / "report.qmd").read_text(encoding="utf-8"))
    return str(json.loads(found.group(1))) if found else ""
