"""An indicator workbook as it stands, read back whole before an import writes it again."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from openpyxl import Workbook, load_workbook

from pipeline.problems import Place, Problem, Severity
from pipeline.sheets import layout, write
from pipeline.sheets.archive import open_archive


def plain_about(path: Path, today: date) -> write.About:
    """A first sheet that says no more than the file's name."""
    title = path.stem.replace("-", " ").capitalize()
    return write.About(title, "Imported figures.", write.EDIT_INDICATORS, today)


def read_book(path: Path, problems: list[Problem]) -> write.IndicatorBook:
    """An indicator workbook as it stands, editors' cell comments included; what an import would lose is a problem."""
    archive, refused = open_archive(path, path.name)
    problems.extend(refused)
    if archive is None:
        return write.IndicatorBook(plain_about(path, date(1980, 1, 1)), (), {})
    workbook = load_workbook(path)
    for name in (layout.ABOUT, layout.INDICATORS, layout.NOTES):
        if name not in workbook.sheetnames:
            problems.append(
                _invalid(path, name, "", "there is no such sheet", "the sheets About, Indicators and Notes")
            )
    if any(name not in workbook.sheetnames for name in (layout.INDICATORS, layout.NOTES)):
        return write.IndicatorBook(plain_about(path, date(1980, 1, 1)), (), {})
    indicators = tuple(_records(workbook, layout.INDICATORS))
    codes = [str(row["code"]) for row in indicators]
    for name in workbook.sheetnames:
        if name not in (layout.ABOUT, layout.INDICATORS, layout.NOTES, *codes):
            problems.append(_invalid(path, name, "", "a sheet without a row in Indicators", "one sheet per indicator"))
    series: dict[str, dict[tuple[str, int], float]] = {}
    comments: dict[tuple[str, str, int], str] = {}
    for code in codes:
        series[code] = {}
        if code not in workbook.sheetnames:
            continue
        rows = workbook[code].iter_rows()
        header = [cell.value for cell in next(rows)]
        for cells in rows:
            for cell, year in zip(cells[2:], header[2:], strict=False):
                if cell.value is None:
                    continue
                if not isinstance(cell.value, int | float) or not isinstance(year, int) or not cells[0].value:
                    found = f"{cell.value!r} for {cells[0].value!r}, {year!r}"
                    problems.append(_invalid(path, code, cell.coordinate, found, "a number for an economy and a year"))
                    continue
                series[code][str(cells[0].value), year] = float(cell.value)
                if cell.comment:
                    comments[code, str(cells[0].value), year] = cell.comment.text
    notes = tuple(
        write.Note(
            str(r["REF_AREA"]),
            str(r["INDICATOR"]),
            int(str(r["TIME_PERIOD"])),
            str(r["OBS_STATUS"]),
            str(r["note"] or ""),
            str(r["source_override"] or ""),
        )
        for r in _records(workbook, layout.NOTES)
    )
    return write.IndicatorBook(_about(workbook, path), indicators, series, notes, comments)


def _invalid(path: Path, sheet: str, cell: str, found: str, allowed: str) -> Problem:
    remedy = "run the check on the workbook and mend it before importing into it"
    return Problem("import-workbook-invalid", Severity.ERROR, Place(path.name, sheet, cell), found, allowed, remedy)


def _records(workbook: Workbook, sheet: str) -> list[dict[str, object]]:
    rows = workbook[sheet].iter_rows(values_only=True)
    header = [str(name) for name in next(rows)]
    return [dict(zip(header, row, strict=False)) for row in rows if row and row[0] is not None]


def _about(workbook: Workbook, path: Path) -> write.About:
    """The About sheet read back by its labels; a label that repeats as blank continues the one above."""
    sections: dict[str, list[str]] = {}
    title, label = "", ""
    for number, row in enumerate(workbook[layout.ABOUT].iter_rows(max_col=2, values_only=True), start=1):
        if number == 1:
            title = str(row[0] or "")
            continue
        if row[0] == write.LEGEND_TITLE:
            break
        label = str(row[0] or label)
        if row[1]:
            sections.setdefault(label, []).append(str(row[1]))
    reviewed = next(iter(sections.pop("Last review", [])), "")
    own = ("What it is", "How to edit", "Contact", write.IMPORTED_FROM, "Import command")
    imported = tuple(
        (match[1], match[2])
        for text in sections.get(write.IMPORTED_FROM, [])
        if (match := re.fullmatch(r"(.*) \(SHA-256 ([0-9a-f]{64})\)", text))
    )
    return write.About(
        title=title,
        purpose=" ".join(sections.get("What it is", [])),
        editing=tuple(sections.get("How to edit", write.EDIT_INDICATORS)),
        reviewed=date.fromisoformat(reviewed) if re.fullmatch(r"\d{4}-\d\d-\d\d", reviewed) else date(1980, 1, 1),
        facts=tuple((name, text) for name, texts in sections.items() if name not in own for text in texts),
        imported=imported,
        command=" ".join(sections.get("Import command", [])),
    )
