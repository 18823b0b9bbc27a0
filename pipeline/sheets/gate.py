"""The second gate: what the parts of a workbook say, before a program that builds cells from them sees them.

``archive`` lets whole zip files through, this module what any reader takes in the same way and at a bounded cost: parts
of well-formed XML, sheets with a name and a part each, tables within the limits of ``layout``, every cell once and in
one piece. Nothing else in the project opens a workbook that has not passed here.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.model.addresses import address
from pipeline.problems import Place, Problem
from pipeline.sheets import layout
from pipeline.sheets.archive import WORKBOOK_PART, Archive, inspect, read_file
from pipeline.sheets.codes import problem
from pipeline.sheets.evidence import Scanned, scan, shared_texts
from pipeline.sheets.marks import MARK
from pipeline.sheets.shape import Fault, Watch, longest

RELATIONS_PART = "xl/_rels/workbook.xml.rels"
_TEXTS_PART = "xl/sharedstrings.xml"
# Parts that values are read from; their names in lower case.
_OF_VALUES = (WORKBOOK_PART, RELATIONS_PART, _TEXTS_PART, "xl/styles.xml")
_LONGEST_NAME = 255
_NO_NAME = re.compile(r"[\[\]:*?/\\\t\n\r\u2028\u2029]")  # no office lets one type these
_TEXT_ITEM = re.compile(rb"<(?:\w+:)?si[\s/>]")
_ONE_CELL = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")
_LAST_CELL = re.compile(rb"<(?:\w+:)?c\s[^<>]*?\br=[\"']([A-Z]+[0-9]+)[\"'][^<>]*>(?:<[^<>]*>)*\Z")


@dataclass(frozen=True)
class Admitted:
    """A workbook past both gates: its archive, the part of each sheet by name, and what was found in each part.

    ``elements`` counts the XML elements (start and end marks) of all parts, ``beside`` those outside the sheets and their
    texts: what it would cost to build them.
    """

    archive: Archive
    parts: Mapping[str, str]
    scanned: Mapping[str, Scanned]
    elements: int
    beside: int


def admit_file(path: Path, file: str) -> tuple[Admitted | None, tuple[Problem, ...]]:
    """Read a workbook and pass it through both gates; ``file`` is its path as printed. See ``admit``."""
    data = read_file(path, file)
    return (None, (data,)) if isinstance(data, Problem) else admit(data, file)


def admit(data: bytes, file: str, only: Container[str] | None = None) -> tuple[Admitted | None, tuple[Problem, ...]]:
    """What was admitted and its problems; None where the workbook must not be opened.

    With ``only`` no more than the sheets of these names are looked through: no other may be read then.
    """
    archive = inspect(data, file)
    if isinstance(archive, Problem):
        return None, (archive,)
    watching = _Watching(archive)
    try:
        parts = watching.parts()
        scanned = watching.sheets({name: part for name, part in parts.items() if only is None or name in only})
    except Fault as fault:
        return None, (problem(fault.code, watching.place(fault), fault.found, **fault.values),)
    return Admitted(archive, parts, scanned, watching.elements, watching.beside), watching.links


def comments(admitted: Admitted, sheet: str) -> dict[str, str]:
    """The comments on the cells of a sheet, by address."""
    folder, _, name = admitted.parts[sheet].rpartition("/")
    found = _Comments()
    relations = admitted.archive.parts.get(f"{folder}/_rels/{name}.rels")
    if relations is not None:
        of_sheet = _Relations()
        of_sheet.read(relations)
        for target in of_sheet.of_kind("comments"):
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found.read(admitted.archive.parts.get(path, b"<none/>"))
    return found.texts


class _Watching:
    """One pass over the parts; ``at`` is the sheet that is looked through, blank outside sheets."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.at = ""
        self.elements = self.beside = 0
        self.links: tuple[Problem, ...] = ()
        self.names = {name.lower(): name for name in archive.parts}  # readers do not mind the case
        self.texts: list[int] = []  # lengths of the shared texts

    def place(self, fault: Fault) -> Place:
        return Place(self.archive.file, self.at, fault.cell)

    def parts(self) -> dict[str, str]:
        """Sheet name → part, once all parts but those of the sheets were parsed. Raises Fault."""
        xml = [name for name in self.archive.parts if name.lower().endswith((".xml", ".rels"))]
        self._count(xml)
        tabs, relations = _Tabs(), _Relations()
        self._watch(WORKBOOK_PART, tabs)
        self._watch(RELATIONS_PART, relations)
        _check_names([name for name, _ in tabs.found])
        found = {name: self._part(name, relations.targets.get(reference, "")) for name, reference in tabs.found}
        shared = Counter(found.values())
        if any(count > 1 for count in shared.values()):
            part, count = shared.most_common(1)[0]
            raise Fault("sheet-part-shared", f"{count} sheets in one inner file, {part}", limit=layout.MAX_SHEETS)
        outside: list[str] = []
        self.beside = self.archive.parts[WORKBOOK_PART].count(b"<")
        for name in xml:
            if name in shared or name.lower() in (WORKBOOK_PART, RELATIONS_PART):
                continue
            if name.lower() == _TEXTS_PART:
                self.texts = self._texts(name, found)
            elif name.lower().endswith(".rels"):
                of_part = _Relations()
                self._watch(name, of_part)
                outside += of_part.outside
            else:
                self._watch(name, _Comments())
            self.beside += self.archive.parts[name].count(b"<") if name.lower() != _TEXTS_PART else 0
        self.links = tuple(self._links([*relations.outside, *outside]))
        return found

    def sheets(self, parts: Mapping[str, str]) -> dict[str, Scanned]:
        """What is in each sheet. Raises Fault."""
        found: dict[str, Scanned] = {}
        cells = texts = 0
        for name, part in parts.items():
            self.at = name
            xml = self.archive.parts[part]
            self._plain_marks(part, xml)
            length, at = longest(xml)
            if length:
                cell = _LAST_CELL.search(xml[max(0, at - 2_000) : xml.find(b">", at) + 1])
                raise _too_long(length, cell[1].decode() if cell else "")
            found[name] = sheet = scan(xml)
            cells += sheet.rows * sheet.columns
            if sheet.rows > layout.MAX_ROWS or sheet.columns > layout.MAX_COLUMNS or cells > layout.MAX_CELLS:
                limits = {"rows": layout.MAX_ROWS, "columns": layout.MAX_COLUMNS, "cells": layout.MAX_CELLS}
                raise Fault("sheet-too-wide", f"cells as far as {address((sheet.rows, sheet.columns))}", **limits)
            texts += self._length_of_texts(xml, sheet)
            if texts > layout.MAX_TEXTS:
                what = f"texts of {texts:,} characters, one shared by many cells"
                raise Fault("sheet-text-too-long", what, limit=layout.MAX_TEXT, total=layout.MAX_TEXTS)
        self.at = ""
        return found

    def _count(self, names: list[str]) -> None:
        self.elements = sum(self.archive.parts[name].count(b"<") for name in names)
        limit = min(layout.MAX_ELEMENTS, layout.MAX_ELEMENTS_A_BYTE * len(self.archive.data))
        if self.elements > limit:
            raise Fault("sheet-xml-too-much", f"{self.elements:,} entries", limit=limit)

    def _part(self, sheet: str, target: str) -> str:
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
        if path.lower() not in self.names:
            raise Fault("sheet-unreadable", f"the sheet {sheet!r} is named, and its content is not in the file")
        return self.names[path.lower()]

    def _watch(self, name: str, watch: Watch) -> None:
        """Parse a part; a fault names it."""
        part = self.archive.parts.get(name)
        if part is None:
            raise Fault("sheet-unreadable", f"no inner file {name}")
        if name.lower() in _OF_VALUES:
            self._plain_marks(name, part)
            if length := longest(part)[0]:
                raise _too_long(length, "")
        try:
            watch.read(part)
        except Fault as fault:
            raise Fault(fault.code, f"in the inner file {name}: {fault.found}", **fault.values) from fault

    def _plain_marks(self, name: str, part: bytes) -> None:
        """Raise Fault for a comment, CDATA section or instruction in a part that values are read from."""
        declaration = part[:8].count(b"<?")
        if b"<!" in part or part.count(b"<?") > declaration:
            raise Fault(
                "sheet-xml-unusual",
                f"a mark in the inner file {name} that offices do not write (a comment, CDATA or an instruction)",
            )

    def _texts(self, name: str, parts: Mapping[str, str]) -> list[int]:
        part = self.archive.parts[name]
        length, at = longest(part)
        if length:
            number = len(_TEXT_ITEM.findall(part[:at])) - 1
            cell = re.compile(rb'<c r="([A-Z]+[0-9]+)"[^<>]*\bt="s"[^<>]*><v>%d</v>' % number)
            for self.at, of_sheet in parts.items():
                if match := cell.search(self.archive.parts[of_sheet]):
                    raise _too_long(length, match[1].decode())
            self.at = ""
            raise _too_long(length, "")
        texts = _Texts()
        self._watch(name, texts)
        return texts.lengths

    def _length_of_texts(self, xml: bytes, sheet: Scanned) -> int:
        """How many characters of shared texts a sheet holds; 0 where they are too few to count, in every sheet of a workbook."""
        most = max(self.texts, default=0)
        if most * xml.count(b"<") <= layout.MAX_TEXTS // layout.MAX_SHEETS:
            return 0
        counts = Counter(shared_texts(xml)) if sheet.shared is None else sheet.shared
        return sum(self.texts[index] * count for index, count in counts.items() if index < len(self.texts))

    def _links(self, targets: list[str]) -> Iterator[Problem]:
        place, names = Place(self.archive.file), self.archive.parts
        macros = [name for name in names if re.search(r"vbaProject|macrosheets/|activeX/|\.bin$", name)]
        macros = [name for name in macros if "printerSettings" not in name]
        if macros:
            yield problem("sheet-macro", place, f"code in the workbook: {', '.join(sorted(macros)[:3])}")
        links = sorted(name for name in names if name.startswith("xl/externalLinks/") and name.endswith(".xml"))
        if links or targets or "xl/connections.xml" in names:
            shown = ", ".join([target[:120] for target in targets[:3]] or links[:3] or ["xl/connections.xml"])
            yield problem("sheet-external-link", place, f"a link to another file or address: {shown}")


class _Tabs(Watch):
    """The sheets of a workbook: name and reference."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            references = [value for key, value in attributes.items() if key.endswith(":id")]
            self.found.append((attributes.get("name", ""), references[0] if references else ""))


class _Relations(Watch):
    """What a part refers to: targets by id, and the addresses outside the file that a program would follow by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: dict[str, str] = {}
        self.kinds: dict[str, str] = {}
        self.outside: list[str] = []

    def of_kind(self, kind: str) -> list[str]:
        """The targets of the relations of a kind (the last word of their type)."""
        return [self.targets[name] for name, of_type in self.kinds.items() if of_type.rpartition("/")[2] == kind]

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        if name != "Relationship":
            return
        target = attributes.get("Target", "")
        identity, kind = attributes.get("Id", ""), attributes.get("Type", "")
        self.targets[identity], self.kinds[identity] = target, kind
        # A hyperlink is an address for a reader to click; nothing follows it.
        if attributes.get("TargetMode") == "External" and not kind.endswith("/hyperlink"):
            self.outside.append(target)


class _Texts(Watch):
    """The length of each shared text, its marks of pronunciation among it."""

    def __init__(self) -> None:
        super().__init__()
        self.lengths: list[int] = []

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        if name == "si":
            self.lengths.append(0)

    def said(self, text: str) -> None:
        if self.lengths:
            self.lengths[-1] += len(text)


class _Comments(Watch):
    """Comments on cells. Raises Fault where one is about more than one cell: a program would make them all."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: dict[str, str] = {}
        self._cell = ""
        self._open = False

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        reference = attributes.get("ref")
        if name == "comment" and reference is not None:
            if not _ONE_CELL.fullmatch(reference):
                found = f"a comment on {reference[:40]!r}, which is no cell"
                raise Fault("sheet-xml-broken", found, depth=layout.MAX_DEPTH)
            self._cell = reference
            self.texts[reference] = ""
        self._open = name == "t" and bool(self._cell)

    def closed(self, name: str) -> None:
        self._open = False
        if name == "comment":
            self._cell = ""

    def said(self, text: str) -> None:
        if self._open:
            self.texts[self._cell] += text


def _check_names(names: Sequence[str]) -> None:
    """Raise Fault where a name cannot be that of a sheet, stands twice, or the sheets are too many."""
    if not names:
        raise Fault("sheet-unreadable", "a workbook without a sheet")
    if len(names) > layout.MAX_SHEETS:
        raise Fault("sheet-part-shared", f"{len(names):,} sheets", limit=layout.MAX_SHEETS)
    seen: set[str] = set()
    for name in names:
        if not name.strip() or len(name) > _LONGEST_NAME or MARK.search(name) or _NO_NAME.search(name):
            raise Fault("sheet-name-unsafe", f"a sheet named {name[:60]!r}")
        if name.casefold() in seen:
            raise Fault("sheet-name-unsafe", f"two sheets named {name!r}")
        seen.add(name.casefold())


def _too_long(length: int, cell: str) -> Fault:
    found = f"a text of {length:,} bytes"
    return Fault("sheet-text-too-long", found, cell, limit=layout.MAX_TEXT, total=layout.MAX_TEXTS)
