"""A workbook as the parts of its zip file: sheets copied whole with what hangs on them, rows appended to a sheet."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from pipeline.model.addresses import address, position

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES, WORKBOOK = "[Content_Types].xml", "xl/workbook.xml"
_NUMBER = re.compile(r"\d*(?=\.\w+$)")


@dataclass
class Package:
    """The parts of a workbook by name; its lists of sheets, of what they refer to and of types are kept parsed."""

    parts: dict[str, bytes]
    workbook: etree._Element
    relations: etree._Element
    types: etree._Element

    @classmethod
    def open(cls, path: Path) -> Package:
        """Read the file. It is one of the project's own and has passed the check, or will."""
        with zipfile.ZipFile(path) as opened:
            parts = {name: opened.read(name) for name in opened.namelist()}
        names = (WORKBOOK, _relations(WORKBOOK), TYPES)
        return cls(parts, *(etree.fromstring(parts[name]) for name in names))

    def save(self, path: Path) -> None:
        """Write the file."""
        for name, tree in ((WORKBOOK, self.workbook), (_relations(WORKBOOK), self.relations), (TYPES, self.types)):
            self.parts[name] = _bytes(tree)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
            for name, content in self.parts.items():
                target.writestr(name, content)

    def change_sheet(self, name: str, change: Callable[[bytes], bytes]) -> None:
        """Put another content in the place of a sheet's."""
        part = self._part(self._sheet(name))
        self.parts[part] = change(self.parts[part])

    def copy_sheet(self, name: str, new: str) -> None:
        """Append a sheet that is like another one, with its comments and all else that it refers to."""
        listed = self._sheet(name)
        part = self._part(listed)
        copy = self._copy_part(part)
        if _relations(part) in self.parts:
            tree = etree.fromstring(self.parts[_relations(part)])
            for relation in tree:
                if relation.get("TargetMode") != "External":
                    relation.set("Target", "/" + self._copy_part(_resolve(part, relation.get("Target"))))
            self.parts[_relations(copy)] = _bytes(tree)
        id = f"rId{1 + max(int(re.sub(r'[^0-9]', '', one.get('Id')) or 0) for one in self.relations)}"
        kind = next(one.get("Type") for one in self.relations if one.get("Id") == listed.get(f"{{{OFFICE}}}id"))
        etree.SubElement(self.relations, self.relations[0].tag, attrib={"Id": id, "Type": kind, "Target": f"/{copy}"})
        element = deepcopy(listed)
        element.set("name", new)
        element.set("sheetId", str(1 + max(int(one.get("sheetId")) for one in listed.getparent())))
        element.set(f"{{{OFFICE}}}id", id)
        listed.getparent().append(element)

    def _sheet(self, name: str) -> etree._Element:
        found = [one for one in self.workbook.iter(f"{{{MAIN}}}sheet") if one.get("name") == name]
        if not found:
            raise ValueError(f"no sheet {name!r}")
        return found[0]

    def _part(self, listed: etree._Element) -> str:
        id = listed.get(f"{{{OFFICE}}}id")
        return _resolve(WORKBOOK, next(one.get("Target") for one in self.relations if one.get("Id") == id))

    def _copy_part(self, part: str) -> str:
        """A part once more under the next number that is free, with its type; its name."""
        number = len(self.parts)
        while (new := _NUMBER.sub(str(number), part, count=1)) in self.parts:
            number += 1
        self.parts[new] = self.parts[part]
        for override in self.types:
            if override.get("PartName") == f"/{part}":
                etree.SubElement(self.types, override.tag, attrib={**override.attrib, "PartName": f"/{new}"})
                break
        return new


def append_rows(xml: bytes, copies: Iterable[tuple[int, Mapping[int, str]]]) -> bytes:
    """A sheet with copies of its rows below the last one: the row to copy, and the columns that get another text.

    Rows and columns count from 1. Raises ValueError where a row is not there or its cells have no addresses.
    """
    sheet = etree.fromstring(xml)
    data = sheet.find(f"{{{MAIN}}}sheetData")
    rows = {int(row.get("r")): row for row in data}
    number = max(rows, default=0)
    widest = 1
    for line, texts in copies:
        if line not in rows:
            raise ValueError(f"no row {line}")
        number += 1
        row = deepcopy(rows[line])
        row.set("r", str(number))
        for cell in row:
            at = position(cell.get("r") or "")
            if at is None:
                raise ValueError(f"a cell without an address in row {line}")
            widest = max(widest, at[1])
            cell.set("r", address((number, at[1])))
            if at[1] in texts:
                _put(cell, texts[at[1]])
        data.append(row)
    dimension = sheet.find(f"{{{MAIN}}}dimension")
    if dimension is not None:
        dimension.set("ref", f"A1:{address((number, widest))}")
    return _bytes(sheet)


def put_text(xml: bytes, cell: str, text: str) -> bytes:
    """A sheet with another text in one of its cells. Raises ValueError where it has no such cell."""
    sheet = etree.fromstring(xml)
    found = next((one for one in sheet.iter(f"{{{MAIN}}}c") if one.get("r") == cell), None)
    if found is None:
        raise ValueError(f"no cell {cell}")
    _put(found, text)
    return _bytes(sheet)


def _put(cell: etree._Element, text: str) -> None:
    """Make a cell hold a text of its own, whatever it held."""
    for child in list(cell):
        cell.remove(child)
    cell.set("t", "inlineStr")
    outer = etree.SubElement(cell, f"{{{MAIN}}}is")
    etree.SubElement(outer, f"{{{MAIN}}}t").text = text


def _relations(part: str) -> str:
    folder, name = posixpath.split(part)
    return f"{folder}/_rels/{name}.rels"


def _resolve(part: str, target: str) -> str:
    """The part that a relation of another one names."""
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))


def _bytes(tree: etree._Element) -> bytes:
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))
