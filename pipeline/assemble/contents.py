"""What the report contains, in numbers: volumes, chapters, sections, figures and tables, from the Markdown of its chapters.

The one source of numbering for print and web. Chapters of the report are 1, 2, 3; its annexes (``.annex``) and those of the
statistical annex are lettered on over both volumes; figures and tables are 1, 2, 3 in the report and S1, S2, S3 in the annex.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pipeline.assemble.dialect import Heading, Reading, automatic_id, read_chapter
from pipeline.problems import Place, Problem, Severity

DEPTH = 2  # headings deeper than this are not numbered
VOLUMES = {"chapters": "report", "annex": "annex"}  # the folder of a chapter says its volume
PREFIX = {"report": "", "annex": "S"}


@dataclass(frozen=True)
class Section:
    """A heading: id (given or made as pandoc does), level, printed number (blank where it has none), title, line."""

    id: str
    level: int
    number: str
    title: str
    line: int


@dataclass(frozen=True)
class Item:
    """A figure or table: id, kind (``fig``, ``tbl``), printed number, caption (Markdown), line."""

    id: str
    kind: str
    number: str
    title: str
    line: int


@dataclass(frozen=True)
class Start:
    """What stood before a chapter in its volume: chapters or annexes counted so far, figures and tables."""

    chapters: int
    figures: int
    tables: int


@dataclass(frozen=True)
class Chapter:
    """A chapter: file, volume, kind (``chapter``, ``annex``, ``plain``), framework, headings (its own first), items, start."""

    file: str
    volume: str
    kind: str
    framework: str
    sections: tuple[Section, ...]
    items: tuple[Item, ...]
    start: Start

    @property
    def id(self) -> str:
        """Id of the chapter; its web page is named after it."""
        return self.sections[0].id

    @property
    def number(self) -> str:
        """Printed number or letter; blank where it has none."""
        return self.sections[0].number

    @property
    def title(self) -> str:
        """Title (Markdown)."""
        return self.sections[0].title

    @property
    def page(self) -> str:
        """File name of the web page."""
        return f"{self.id}.html"


@dataclass(frozen=True)
class Target:
    """What a reference can lead to: a figure, a table or a heading, with the chapter that it stands in.

    ``kind`` is ``fig``, ``tbl``, ``chapter``, ``annex``, ``section`` or ``plain`` (a heading cited by its title).
    """

    id: str
    kind: str
    number: str
    title: str
    chapter: Chapter

    def words(self, labels: Mapping[str, str], volume: str | None = None) -> str:
        """The reference in words, by the patterns of labels.toml; read in another ``volume`` it names the one it stands in.

        A heading without a number is named by its title, which is Markdown; all else is plain text.
        """
        text = self.title if self.kind == "plain" else labels[f"reference-{self.kind}"].replace("{n}", self.number)
        if volume is None or volume == self.chapter.volume:
            return text
        return labels[f"reference-in-{self.chapter.volume}"].replace("{reference}", text)


@dataclass(frozen=True)
class Contents:
    """The chapters of all volumes in reading order. ``readings`` are what stands in each file, for the search for faults."""

    chapters: tuple[Chapter, ...]
    readings: tuple[tuple[str, Reading], ...]

    @cached_property
    def targets(self) -> dict[str, Target]:
        """Everything that a reference can lead to, by id; the first of an id that is used twice."""
        found: dict[str, Target] = {}
        for chapter in self.chapters:
            for index, one in enumerate(chapter.sections):
                kind = ("section" if index else chapter.kind) if one.number else "plain"
                found.setdefault(one.id, Target(one.id, kind, one.number, one.title, chapter))
            for item in chapter.items:
                found.setdefault(item.id, Target(item.id, item.kind, item.number, item.title, chapter))
        return found

    def of(self, volume: str) -> tuple[Chapter, ...]:
        """Chapters of one volume."""
        return tuple(chapter for chapter in self.chapters if chapter.volume == volume)

    def cited(self, file: str) -> tuple[str, ...]:
        """Ids that a chapter refers to, each once, in order."""
        reading = dict(self.readings)[file]
        return tuple(dict.fromkeys(id for id, _ in reading.citations))

    def problems(self, exists: Callable[[str], bool]) -> list[Problem]:
        """Every fault that shows without a renderer, at its chapter and line; ``exists`` says whether an image is there."""
        found = [fault for file, reading in self.readings for fault in _faults(file, reading, exists)]
        found += self._unknown() + self._twice()
        return sorted(found, key=lambda problem: (problem.place, problem.code, problem.found))

    def _unknown(self) -> list[Problem]:
        known = set(self.targets) | {id for _, reading in self.readings for id, _ in reading.ids}
        return [
            _problem("unknown-reference", file, line, f"no figure, table or section has the id {id}")
            for file, reading in self.readings
            for id, line in _first_lines(reading.citations)
            if id not in known or (id not in self.targets and id.startswith(("fig-", "tbl-", "sec-")))
        ]

    def _twice(self) -> list[Problem]:
        """Ids used twice, at each place after the first."""
        seen: dict[str, str] = {}
        found = []
        for file, reading in self.readings:
            for id, line in reading.ids:
                if id in seen:
                    found.append(
                        _problem("duplicate-id", file, line, f"the id {id} is used twice, first in {seen[id]}")
                    )
                seen.setdefault(id, f"{file}:{line}")
        return found


ALLOWED = {
    "unknown-reference": (
        "an id that a heading, figure or table of the report carries",
        "mend the reference, or give the target its id",
    ),
    "duplicate-id": ("each id once in the report", "rename one of the two"),
    "alt-missing": ('an image with fig-alt="what is seen"', "write the alternative text of the figure"),
    "caption-missing": (
        "a div whose last paragraph is the caption",
        "put the caption as the last paragraph of the div",
    ),
    "image-missing": ("a file of the project, as figures/fig-name.svg", "mend the path, or put the picture there"),
    "chapter-heading": ("one heading of the first level, at the top", "make one chapter of each file"),
}


def _problem(code: str, file: str, line: int, found: str) -> Problem:
    return Problem(f"render-{code}", Severity.ERROR, Place(file, line=line), found, *ALLOWED[code])


def _first_lines(citations: tuple[tuple[str, int], ...]) -> Iterator[tuple[str, int]]:
    """Each id once, where it first stands."""
    first: dict[str, int] = {}
    for id, line in citations:
        first.setdefault(id, line)
    yield from first.items()


def _faults(file: str, reading: Reading, exists: Callable[[str], bool]) -> Iterator[Problem]:
    """Faults that one chapter has by itself."""
    tops = [heading for heading in reading.headings if heading.level == 1]
    if len(tops) != 1 or reading.headings[0].level != 1:
        line = tops[1].line if len(tops) > 1 else 1
        yield _problem("chapter-heading", file, line, f"{len(tops)} headings of the first level")
    lines = {one.id: one.line for one in reading.exhibits}
    for picture in reading.pictures:
        name = picture.exhibit or "this place"
        if not picture.alt:
            line = lines.get(picture.exhibit, picture.line)
            yield _problem("alt-missing", file, line, f"the image {picture.source} of {name} has no alternative text")
        if not exists(picture.source):
            yield _problem("image-missing", file, picture.line, f"the image {picture.source} of {name} is not there")
    for one in reading.exhibits:
        if not one.caption:
            yield _problem("caption-missing", file, one.line, f"{one.id} has no caption")


def make_contents(texts: Mapping[str, str], read: Callable[[str], Reading] = read_chapter) -> Contents:
    """Contents of chapters, given as text by file ("chapters/01-key.qmd", "annex/01-tables.qmd") in reading order."""
    readings = tuple((file, read(text)) for file, text in texts.items())
    chapters: list[Chapter] = []
    count: Counter[tuple[str, str]] = Counter()
    letters = Counter[str]()
    for file, reading in readings:
        volume = VOLUMES[file.partition("/")[0]]
        chapters.append(_chapter(file, volume, reading, count, letters))
    return Contents(tuple(chapters), readings)


def _chapter(
    file: str, volume: str, reading: Reading, count: Counter[tuple[str, str]], letters: Counter[str]
) -> Chapter:
    """One chapter numbered; the counts go on from what stood before it."""
    headings = reading.headings or (Heading(1, file, read_chapter("# x\n").headings[0].attributes, 1),)
    top = headings[0].attributes
    kind = "plain" if "unnumbered" in top.classes else "annex" if "annex" in top.classes else "chapter"
    start = Start(letters[kind], count[volume, "fig"], count[volume, "tbl"])
    number = ""
    if kind != "plain":
        letters[kind] += 1
        number = chr(64 + letters[kind]) if kind == "annex" else str(letters[kind])
    items = []
    for one in reading.exhibits:
        count[volume, one.kind] += 1
        items.append(Item(one.id, one.kind, f"{PREFIX[volume]}{count[volume, one.kind]}", one.caption, one.line))
    return Chapter(
        file, volume, kind, top.values.get("framework", ""), tuple(_sections(headings, number)), tuple(items), start,
    )  # fmt: skip


def _sections(headings: tuple[Heading, ...], number: str) -> Iterator[Section]:
    """The headings of a chapter with numbers and ids."""
    used: Counter[str] = Counter()
    below = 0
    for index, heading in enumerate(headings):
        id = heading.attributes.id
        if not id:
            base = automatic_id(heading.title)
            id = f"{base}-{used[base]}" if used[base] else base
            used[base] += 1
        printed = number if index == 0 else ""
        if index and number and heading.level == DEPTH and "unnumbered" not in heading.attributes.classes:
            below += 1
            printed = f"{number}.{below}"
        yield Section(id, heading.level, printed, heading.title, heading.line)
