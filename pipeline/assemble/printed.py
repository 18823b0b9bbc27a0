"""Where each number is printed: every number in the chapters of a language with its section, its figure, table or card,
and the address that it leads to.

Numbers of tables and cards are known by their cells. One in a sentence is matched with what may stand there: the facts that
the chapter calls, those of the statements of the figure around it or quoted on its line. A number of a figure's or
table's own words that no fact has (a year, a count of its note) leads to the figure or table as a whole; one that an
author has typed, to the template.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.assemble.chapters import Chapter
from pipeline.assemble.contents import Chapter as Listed
from pipeline.assemble.contents import Contents
from pipeline.assemble.dialect import CITATION
from pipeline.numerals import DIRECTION, found

SNIPPET = 60  # characters on either side of a number
TEXT, EDITION, EARLIER = "text", "edition", "earlier"  # kinds of addresses that are no fact, figure, table or card
ATTRIBUTES = re.compile(
    r'(?<=[\])])\{(?:[^{}"]|"(?:\\.|[^"\\])*")*\}|\]\([^()\s]*\)|<https?://[^>]*>|`[^`]*`|https?:\S+|^\s*:{3,}.*$'
)
ALT = re.compile(r'fig-alt="((?:[^"\\]|\\.)*)"')
ESCAPE = re.compile(r"\\([\W_])")
LIST_MARK = re.compile(r"^\s*\d+[.)]\s")
CARD = "::: {.card}"
LIST_OF_FIGURES = "::: {.list-of-figures}"
CODE_OF_CARD = re.compile(r"\*\*[^*]+\*\* `([^`]+)`")
HEADING_MARKS = re.compile(r"^#{1,6}\s+|\{[#.][^{}]*\}\s*$")

Pool = Mapping[str, tuple[str, ...]]
"""Numbers in the common form, and the addresses that each may lead to, likeliest first."""


@dataclass(frozen=True)
class Occurrence:
    """A number in print: in the common form, the address that it leads to, file, section (blank: before the first), its
    figure, table or card (blank: running text), and the words around it (blank in a table)."""

    number: str
    address: str
    file: str
    section: str
    block: str
    context: str = ""


@dataclass(frozen=True)
class Pools:
    """What may stand where: ``said`` gives the pool of a figure's statements, ``earlier`` that of what its earlier release said."""

    said: Callable[[str], Pool]
    earlier: Callable[[str], Pool]


def occurrences(
    chapters: Mapping[str, Chapter], contents: Contents, language: str, pools: Pools
) -> Iterator[Occurrence]:
    """Every number of the chapters of a language, in reading order."""
    readings = dict(contents.readings)
    for listed in contents.chapters:
        chapter = chapters[listed.file]
        starts = [one.line for one in listed.sections]
        blocks = readings[listed.file].exhibits
        begins = [one.line for one in blocks]
        called = _called(chapter, language)
        everywhere = _joined([called, *(pools.said(id) for id in dict.fromkeys([*chapter.quoted, *chapter.figures]))])
        section_of: dict[str, str] = {}
        card = False
        for number, line in enumerate(chapter.text.splitlines(), 1):
            at = bisect_right(starts, number) - 1
            section = listed.sections[at].id if at >= 0 else ""
            place = bisect_right(begins, number) - 1
            block = blocks[place].id if place >= 0 and number <= blocks[place].end else ""
            if block:
                section_of[block] = section
            card = line.strip() == CARD or (card and line.strip() != ":::")
            if card and (code := CODE_OF_CARD.match(line)):
                section_of[f"card-{code[1]}"] = section
            if line.strip() == LIST_OF_FIGURES:
                yield from _of_titles(contents, listed, section, language, pools)
            if card or (block.startswith("tbl-") and line.startswith("|")):
                continue  # its numbers are known by their cells
            yield from _of_line(
                line, listed.file, section, block, language, _pool(line, block, called, everywhere, pools)
            )
        for one in chapter.numbers:
            block = one.address.split(":", 1)[0]
            for shown, _ in found(_plain(one.printed), language):
                yield Occurrence(shown, one.address, listed.file, section_of.get(block, ""), block)


def _of_titles(contents: Contents, chapter: Listed, section: str, language: str, pools: Pools) -> Iterator[Occurrence]:
    """The numbers of the list of figures: of the titles of all figures of the volume."""
    for one in contents.of(chapter.volume):
        for item in one.items:
            if item.kind == "fig":
                looked = [(pools.said(item.id), item.id)]
                yield from _of_line(item.title, chapter.file, section, "", language, looked)


def _called(chapter: Chapter, language: str) -> Pool:
    """The numbers that the template of a chapter calls."""
    pool: dict[str, dict[str, None]] = {}
    for text, address in chapter.called:
        for shown, _ in found(text, language):
            pool.setdefault(shown, {})[address] = None
    return {shown: tuple(addresses) for shown, addresses in pool.items()}


def _joined(pools: Iterable[Pool]) -> Pool:
    """Pools one after the other."""
    joined: dict[str, dict[str, None]] = {}
    for pool in pools:
        for shown, addresses in pool.items():
            joined.setdefault(shown, {}).update(dict.fromkeys(addresses))
    return {shown: tuple(addresses) for shown, addresses in joined.items()}


def _pool(line: str, block: str, called: Pool, everywhere: Pool, pools: Pools) -> list[tuple[Pool, str]]:
    """What a number of a line may be, in the order in which it is looked for; with the address of what is not found."""
    if block.startswith("fig-"):
        return [(pools.said(block), block)]
    if block:
        return [({}, block)]
    cited = [id for id in dict.fromkeys(CITATION.findall(line)) if id.startswith("fig-")]
    quoted = _joined([part for id in cited for part in (pools.said(id), pools.earlier(id))])
    return [(quoted, ""), (called, ""), (everywhere, cited[0] if cited else "")]


def _of_line(
    line: str, file: str, section: str, block: str, language: str, looked: list[tuple[Pool, str]]
) -> Iterator[Occurrence]:
    """The numbers of a line of running text, or of the words of a figure or table."""
    alt = ALT.search(line)
    text = alt[1] if alt else _plain(line)
    numbers = [
        (shown, start, next((pool[shown] for pool, _ in looked if shown in pool), ()))
        for shown, start in found(text, language)
    ]
    around = next((id.partition(".")[0] for _, _, ids in numbers for id in ids if id.startswith("fig-")), "")
    for shown, start, addresses in numbers:
        context = text[max(start - SNIPPET, 0) : start + SNIPPET].strip()
        fallback = looked[-1][1] or around or f"{TEXT}:{file}:{shown}"
        for address in addresses or (fallback,):
            yield Occurrence(shown, address, file, section, block, context)


def _plain(line: str) -> str:
    """A line as a reader sees it: without attributes, addresses, references and marks of the dialect."""
    bare = CITATION.sub("", ATTRIBUTES.sub("", HEADING_MARKS.sub("", LIST_MARK.sub("", line))))
    return DIRECTION.sub("", ESCAPE.sub(r"\1", bare)).replace("^", " ").replace("*", "").strip()
