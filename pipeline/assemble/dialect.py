"""What stands in a chapter: headings, figures and tables, images, references, each with its line.

A chapter is written in the restricted dialect of `pipeline.render`, so a scan by lines finds all of it without a
renderer; pandoc is still the one that reads the text for print and web.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

ATTRIBUTES = r'\{(?:[^{}"]|"(?:\\.|[^"\\])*")*\}'
FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
DIV = re.compile(rf"^ {{0,3}}:{{3,}}\s*({ATTRIBUTES}|[\w.-]+)\s*:*\s*$")
DIV_END = re.compile(r"^ {0,3}:{3,}\s*$")
HEADING = re.compile(rf"^(#{{1,6}})[ \t]+(.*?)[ \t]*({ATTRIBUTES})?[ \t]*$")
IMAGE = re.compile(rf"!\[((?:[^\[\]\\]|\\.)*)\]\(([^()\s]*)[^()]*\)({ATTRIBUTES})?", re.DOTALL)
CODE = re.compile(r"(?<!\\)(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
SPAN = re.compile(rf"(?<=\]){ATTRIBUTES}")
LINK = re.compile(r"\]\(#([^()\s]+)\)")
TARGET = re.compile(r"\]\([^()]*\)")
CITATION = re.compile(r"(?<![\w\\])@(\w+(?:[:.#$%&+?<>~/-]+\w+)*)")
ID = re.compile(r"#([\w.:-]+)")
CLASS = re.compile(r"\.([\w.:-]+)")
PAIR = re.compile(r'([\w:-]+)=(?:"((?:\\.|[^"\\])*)"|([^\s}"]+))')


@dataclass(frozen=True)
class Attributes:
    """What stands in braces: id, classes, keys with values."""

    id: str = ""
    classes: tuple[str, ...] = ()
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Heading:
    """A heading as it is written: level, title (Markdown), attributes, line, whether it stands inside a div."""

    level: int
    title: str
    attributes: Attributes
    line: int
    inside: bool = False


@dataclass(frozen=True)
class Exhibit:
    """A figure or table: its id, its caption (Markdown, blank where there is none), its line and its last line."""

    id: str
    caption: str
    line: int
    end: int

    @property
    def kind(self) -> str:
        """``fig`` or ``tbl``."""
        return self.id[:3]


@dataclass(frozen=True)
class Picture:
    """An image: its file, its alternative text, its line, the id of the figure that it stands in."""

    source: str
    alt: str
    line: int
    exhibit: str = ""


@dataclass(frozen=True)
class Reading:
    """A chapter as the scan saw it; ``citations`` and ``ids`` are pairs of an id and its line, in order."""

    headings: tuple[Heading, ...]
    exhibits: tuple[Exhibit, ...]
    pictures: tuple[Picture, ...]
    citations: tuple[tuple[str, int], ...]
    ids: tuple[tuple[str, int], ...]


@dataclass
class _Div:
    """An open div while lines are read."""

    attributes: Attributes
    line: int
    last: list[str] = field(default_factory=list)
    first: bool = True

    @property
    def callout(self) -> bool:
        return any(name.startswith("callout-") for name in self.attributes.classes)


def attributes(text: str) -> Attributes:
    """What ``{#id .class key="value"}`` says; a bare word is a class."""
    if not text.startswith("{"):
        return Attributes(classes=(text,)) if text else Attributes()
    pairs = {key: (quoted or bare).replace('\\"', '"') for key, quoted, bare in PAIR.findall(text)}
    rest = PAIR.sub(" ", text)
    found = ID.search(rest)
    return Attributes(found.group(1) if found else "", tuple(CLASS.findall(ID.sub(" ", rest))), pairs)


@lru_cache(maxsize=64)
def read_chapter(text: str) -> Reading:
    """Scan a chapter. Code is no text; the first heading of a callout is its title and no section.

    What was scanned is remembered in the process, as each chapter is looked at by the assembler, the checks and the engine.
    """
    bare = _without_code(text)
    starts = [0, *(match.end() for match in re.finditer("\n", bare))]
    headings, exhibits, ids = _blocks(bare, text)

    def line_of(offset: int) -> int:
        return bisect_right(starts, offset)

    pictures = []
    for match in IMAGE.finditer(bare):
        given = attributes(match.group(3) or "")
        line = line_of(match.start())
        inside = [one.id for one in exhibits if one.line < line <= one.end]
        alt = given.values.get("fig-alt") or given.values.get("alt") or ""
        pictures.append(Picture(match.group(2), alt.strip(), line, inside[-1] if inside else ""))
        if given.id:
            ids.append((given.id, line))
    words = "\n".join(" " * len(line) if DIV.match(line) else _heading_words(line) for line in bare.split("\n"))
    words = IMAGE.sub(_blank, words)
    cited = [(match.group(1), line_of(match.start())) for match in LINK.finditer(words)]
    words = SPAN.sub(_blank, TARGET.sub(_blank, words))
    cited += [(match.group(1), line_of(match.start())) for match in CITATION.finditer(words)]
    return Reading(
        tuple(headings), tuple(exhibits), tuple(pictures), tuple(sorted(cited, key=lambda one: one[1])), tuple(ids)
    )


def _blocks(bare: str, text: str) -> tuple[list[Heading], list[Exhibit], list[tuple[str, int]]]:
    """Headings, figures and tables, and the ids of all that has one."""
    headings: list[Heading] = []
    exhibits: list[Exhibit] = []
    ids: list[tuple[str, int]] = []
    stack: list[_Div] = []
    before = ""
    for number, (line, written) in enumerate(zip(bare.split("\n"), text.split("\n"), strict=True), 1):
        opened = DIV.match(line) if ":::" in line else None
        if opened:
            div = _Div(attributes(opened.group(1)), number)
            if stack:
                stack[-1].last, stack[-1].first = [], False
            stack.append(div)
            if div.attributes.id:
                ids.append((div.attributes.id, number))
                if div.attributes.id.startswith(("fig-", "tbl-")):
                    exhibits.append(Exhibit(div.attributes.id, "", number, number))
        elif ":::" in line and DIV_END.match(line):
            if stack:
                div = stack.pop()
                _close(exhibits, div, number)
                if stack:
                    stack[-1].last = []
        elif (
            line.startswith("#")
            and (match := HEADING.match(written))
            and (not before.strip() or DIV.match(before) or DIV_END.match(before))
        ):
            given = attributes(match.group(3) or "")
            inside_callout = bool(stack) and stack[-1].callout and stack[-1].first
            if not inside_callout:
                headings.append(Heading(len(match.group(1)), match.group(2).rstrip("# "), given, number, bool(stack)))
                if given.id:
                    ids.append((given.id, number))
            if stack:
                stack[-1].last, stack[-1].first = [], False
        elif stack and line.strip():
            stack[-1].last = [*(stack[-1].last if before.strip() else []), written.strip()]
            stack[-1].first = False
        before = line
    return headings, exhibits, ids


def _close(exhibits: list[Exhibit], div: _Div, number: int) -> None:
    """Give the exhibit of a div its caption, the last paragraph, and its end."""
    for index, one in enumerate(exhibits):
        if one.line == div.line:
            caption = " ".join(div.last)
            is_text = bool(caption) and not caption.startswith("|") and bool(IMAGE.sub("", caption).strip())
            exhibits[index] = replace(one, caption=caption if is_text else "", end=number)


def _without_code(text: str) -> str:
    """The text with code blocks and code spans blanked, of the same length and lines."""
    out, fence = [], ""
    for line in text.split("\n"):
        found = FENCE.match(line)
        if fence:
            if found and found.group(1).startswith(fence) and not line.strip(" `~"):
                fence = ""
            out.append(" " * len(line))
        elif found:
            fence = found.group(1)
            out.append(" " * len(line))
        else:
            out.append(line)
    parts = re.split(r"(\n[ \t]*\n)", "\n".join(out))  # a code span ends with its paragraph
    return "".join(CODE.sub(_blank, part) for part in parts)


def _heading_words(line: str) -> str:
    """A line without the attributes of a heading."""
    match = HEADING.match(line)
    return line[: match.start(3)] + " " * len(match.group(3)) if match and match.group(3) else line


def _blank(match: re.Match[str]) -> str:
    """Spaces in place of what was found, lines kept."""
    return re.sub(r"[^\n]", " ", match.group(0))


def plain(markdown: str) -> str:
    """The words of a line of Markdown without its marks."""
    text = re.sub(rf"\[((?:[^\[\]\\]|\\.)*)\](?:\([^()]*\)|{ATTRIBUTES})", r"\1", markdown)
    return "".join(_literal(text))


def _literal(text: str) -> Iterator[str]:
    """Characters with escapes resolved and marks of emphasis left out."""
    escaped = False
    for char in text:
        if escaped:
            yield char
            escaped = False
        elif char == "\\":
            escaped = True
        elif char not in "*`":
            yield char


def automatic_id(title: str) -> str:
    """The id that pandoc gives a heading without one (its auto_identifiers): words in lower case joined by hyphens."""
    kept = "".join(char for char in plain(title) if char.isalnum() or char in "_-. ")
    joined = re.sub(r"\s+", "-", kept.strip().lower())
    return re.sub(r"^[^a-z\u00aa-\U0010ffff]+", "", joined) or "section"
