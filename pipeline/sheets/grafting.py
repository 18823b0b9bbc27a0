"""New sheets put into a workbook that stands: taken with their looks from one that the layout has just written.

What the workbook held stays byte for byte but for its lists: of sheets, relations, kinds of parts, and looks (ECMA-376, part 1,
12.3.24 and 18.8), which grow at their ends.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

from pipeline.sheets.archive import WORKBOOK_PART
from pipeline.sheets.gate import RELATIONS_PART, Admitted
from pipeline.sheets.patching import relations, spliced, tags

STYLES_PART = "xl/styles.xml"
TYPES_PART = "[Content_Types].xml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = {  # transitional → strict
    _MAIN: "http://purl.oclc.org/ooxml/spreadsheetml/main",
    _OFFICE: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
_LOOKS = ("fonts", "fills", "borders", "dxfs")
_OF_LOOKS = {"fontId": "fonts", "fillId": "fills", "borderId": "borders"}
_FIRST_FORMAT = 164  # numbers below are built in (18.8.30)
_USED = re.compile(rb"(?:(?<=\ss=\")|(?<=\sstyle=\"))([0-9]+)(?=\")")  # of cells and rows, of columns
_USED_DXF = re.compile(rb"(?<=\sdxfId=\")([0-9]+)(?=\")")


class NoPlace(Exception):
    """A workbook without a list that a new sheet must be entered in."""


def graft(parts: dict[str, bytes], fresh: Admitted, names: Sequence[str]) -> None:
    """Put the sheets of these names of ``fresh``, which the layout wrote, into the parts of a workbook.

    Raises NoPlace where the workbook has no list of sheets, relations or kinds of parts to enter them in.
    """
    strict = _STRICT[_MAIN].encode() in parts[WORKBOOK_PART]
    looks, dxfs = _looks(parts, fresh.archive.parts[STYLES_PART], strict)
    for name in names:
        source = fresh.parts[name]
        sheet = fresh.archive.parts[source]
        sheet = _USED.sub(lambda match: str(looks[int(match[1])]).encode(), sheet)
        sheet = _USED_DXF.sub(lambda match: str(int(match[1]) + dxfs).encode(), sheet)
        sheet = re.sub(rb"\stabSelected=\"1\"", b"", sheet)
        target = _free(parts, "xl/worksheets/sheet{}.xml")
        parts[target] = _as_strict(sheet) if strict else sheet
        _with_relations(parts, fresh, source, target, strict)
        _enter(parts, fresh.archive.parts[TYPES_PART], source, target)
        _list(parts, name, target, strict)


def _with_relations(parts: dict[str, bytes], fresh: Admitted, source: str, target: str, strict: bool) -> None:
    """The parts that a sheet refers to (comments, their drawing, tables) under names that are free."""
    listed = fresh.archive.parts.get(_rels(source))
    if listed is None:
        return
    for kind, at in relations(listed).values():
        old = (
            at.lstrip("/") if at.startswith("/") else posixpath.normpath(posixpath.join(posixpath.dirname(source), at))
        )
        if old not in fresh.archive.parts:
            continue
        stem, dot, ending = old.rpartition(".")
        new = _free(parts, re.sub(r"\d+$", "", stem) + "{}" + dot + ending)
        part = fresh.archive.parts[old]
        if kind == "table":
            part = _named_anew(part, parts)
        parts[new] = _as_strict(part) if strict else part
        listed = listed.replace(f'"{at}"'.encode(), f'"/{new}"'.encode())
        _enter(parts, fresh.archive.parts[TYPES_PART], old, new)
    parts[_rels(target)] = _as_strict(listed) if strict else listed


def _named_anew(table: bytes, parts: Mapping[str, bytes]) -> bytes:
    """A table (ListObject) under a number and a name that no other has."""
    others = [part for name, part in parts.items() if b"<table" in part[:2_000] or "/tables/" in name]
    numbers = [int(one) for part in others for one in re.findall(rb"<(?:\w+:)?table\b[^>]*?\sid=\"([0-9]+)\"", part)]
    number = max(numbers, default=0) + 1
    table = re.sub(rb"(<table\b[^>]*?\sid=\")[0-9]+", rb"\g<1>%d" % number, table, count=1)
    return re.sub(rb"(\s(?:name|displayName)=\"[^\"]*)(?=\")", rb"\g<1>_%d" % number, table, count=2)


def _looks(parts: dict[str, bytes], fresh: bytes, strict: bool) -> tuple[dict[int, int], int]:
    """The looks of the new sheets at the end of those of the workbook: their new numbers, and what those of its
    conditional formats grow by."""
    part = parts.get(STYLES_PART)
    if part is None:
        raise NoPlace(f"no part {STYLES_PART}")
    namespace = _STRICT[_MAIN] if strict else _MAIN
    root = ElementTree.fromstring(fresh)
    grown: dict[str, int] = {}
    for name in _LOOKS:
        part, grown[name] = _append(part, name, list(root.find(f"{{{_MAIN}}}{name}") or ()), namespace)
    formats = {one.get("numFmtId", ""): one.get("formatCode", "") for one in root.iter(f"{{{_MAIN}}}numFmt")}
    own = [int(one) for one in re.findall(rb"<(?:\w+:)?numFmt\b[^>]*?\snumFmtId=[\"']([0-9]+)", part)]
    first = max([*own, _FIRST_FORMAT - 1]) + 1
    renumbered = {old: str(first + at) for at, old in enumerate(formats)}
    made = [
        ElementTree.Element(f"{{{_MAIN}}}numFmt", numFmtId=renumbered[old], formatCode=text)
        for old, text in formats.items()
    ]
    part, _ = _append(part, "numFmts", made, namespace)
    cells = list(root.find(f"{{{_MAIN}}}cellXfs") or ())
    for cell in cells:
        for attribute, name in _OF_LOOKS.items():
            cell.set(attribute, str(int(cell.get(attribute, "0")) + grown[name]))
        cell.set("numFmtId", renumbered.get(cell.get("numFmtId", "0"), cell.get("numFmtId", "0")))
        cell.set("xfId", "0")
    parts[STYLES_PART], begin = _append(part, "cellXfs", cells, namespace)
    return {number: number + begin for number in range(len(cells))}, grown["dxfs"]


def _append(part: bytes, name: str, elements: Sequence[ElementTree.Element], namespace: str) -> tuple[bytes, int]:
    """A list of looks with elements at its end, and how many stood there."""
    found = tags(part, name)
    inside = _inside(part, name, found[0]) if found else None
    prefix = _prefix(part, found[0][0]) if found else _prefix(part, tags(part, "styleSheet")[0][0])
    there = sum(1 for _ in _children(part, inside)) if inside else 0
    if not elements:
        return part, there
    text = b"".join(_text(element, prefix, namespace) for element in elements)
    opening = b'<%s%s count="%d">' % (prefix, name.encode(), there + len(elements))
    closing = b"</%s%s>" % (prefix, name.encode())
    if found:
        start, end = found[0]
        if inside is None:
            return spliced(part, [(start, end, opening + text + closing)]), there
        return spliced(part, [(start, end, opening), (inside[1], inside[1], text)]), there
    if name == "numFmts":  # the first of the lists (18.8.39)
        at = tags(part, "styleSheet")[0][1]
    else:
        before = tags(part, "tableStyles") or tags(part, "colors") or tags(part, "extLst")
        at = before[0][0] if before else part.rindex(b"</")
    return spliced(part, [(at, at, opening + text + closing)]), there


def _inside(part: bytes, name: str, tag: tuple[int, int]) -> tuple[int, int] | None:
    """Where the inside of a list stands; None where it is one tag."""
    if part[tag[1] - 2 : tag[1]] == b"/>":
        return None
    prefix = _prefix(part, tag[0])
    return tag[1], part.index(b"</%s%s" % (prefix, name.encode()), tag[1])


def _children(part: bytes, inside: tuple[int, int]) -> list[ElementTree.Element]:
    """The elements of a list; their names do not matter."""
    text = re.sub(rb"(</?|\s)[\w.-]+:(?=[\w.-]+)", rb"\1", part[inside[0] : inside[1]])
    return list(ElementTree.fromstring(b"<list>" + text + b"</list>"))


def _prefix(part: bytes, at: int) -> bytes:
    match = re.match(rb"<((?:[\w.-]+:)?)", part[at:])
    return match[1] if match else b""


def _text(element: ElementTree.Element, prefix: bytes, namespace: str) -> bytes:
    """An element of the main namespace as text under the prefix of the part that takes it."""
    tag = element.tag.rpartition("}")[2]
    name = prefix + tag.encode()
    marks = "".join(f" {key}={quoteattr(value)}" for key, value in element.attrib.items()).encode()
    inner = b"".join(_text(child, prefix, namespace) for child in element)
    return b"<%s%s>%s</%s>" % (name, marks, inner, name) if inner else b"<%s%s/>" % (name, marks)


def _enter(parts: dict[str, bytes], kinds: bytes, source: str, target: str) -> None:
    """The kind of a new part, as the workbook that it comes from has it, entered in the list of kinds."""
    listed = parts.get(TYPES_PART)
    own = re.search(rb"<Override\b[^>]*PartName=\"/%s\"[^>]*>" % re.escape(source.encode()), kinds)
    ending = source.rpartition(".")[2].encode()
    default = re.search(rb"<Default\b[^>]*Extension=\"%s\"[^>]*>" % ending, kinds)
    if listed is None or (own is None and default is None):
        raise NoPlace(f"no part {TYPES_PART}")
    match = re.search(rb"ContentType=\"([^\"]*)\"", (own or default)[0])  # type: ignore[index]
    prefix = _prefix(listed, tags(listed, "Types")[0][0])
    kind = match[1] if match else b""
    entry = b'<%sOverride PartName="/%s" ContentType="%s"/>' % (prefix, target.encode(), kind)
    at = listed.rindex(b"</")
    parts[TYPES_PART] = spliced(listed, [(at, at, entry)])


def _list(parts: dict[str, bytes], name: str, target: str, strict: bool) -> None:
    """A new sheet at the end of the tabs: names that are defined for a sheet count them."""
    book, related = parts[WORKBOOK_PART], parts[RELATIONS_PART]
    listed = relations(related)
    number = max([int(one[3:]) for one in listed if re.fullmatch(r"rId\d{1,6}", one)], default=0) + 1
    office = (_STRICT[_OFFICE] if strict else _OFFICE).encode()
    entry = b'<%sRelationship Id="rId%d" Type="%s/worksheet" Target="/%s"/>' % (
        _prefix(related, tags(related, "Relationships")[0][0]), number, office, target.encode()
    )  # fmt: skip
    at = related.rindex(b"</")
    parts[RELATIONS_PART] = spliced(related, [(at, at, entry)])
    sheets = tags(book, "sheet")
    if not sheets:
        raise NoPlace("no list of sheets")
    ids = [int(one) for one in re.findall(rb"\ssheetId=[\"']([0-9]+)[\"']", book)]
    prefix = _prefix(book, sheets[0][0])
    tab = b'<%ssheet xmlns:rel="%s" name=%s sheetId="%d" rel:id="rId%d"/>' % (
        prefix, office, quoteattr(name).encode(), max(ids, default=0) + 1, number
    )  # fmt: skip
    end = book.index(b"</%ssheets" % prefix)
    parts[WORKBOOK_PART] = spliced(book, [(end, end, tab)])


def _as_strict(part: bytes) -> bytes:
    for old, new in _STRICT.items():
        part = part.replace(old.encode(), new.encode())
    return part


def _free(parts: Mapping[str, bytes], pattern: str) -> str:
    """A name for a part that none has, whatever its case."""
    taken = {name.lower() for name in parts}
    number = 1
    while pattern.format(number).lower() in taken:
        number += 1
    return pattern.format(number)


def _rels(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"
