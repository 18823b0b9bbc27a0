"""An indicator workbook as it stands, read back whole before an import writes it again."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook, load_workbook

from pipeline.model.addresses import address
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
    if any(name not in workbook.sheetnames for name in (layout.ABOUT, layout.INDICATORS, layout.NOTES)):
        return write.IndicatorBook(plain_about(path, date(1980, 1, 1)), (), {})
    before = len(problems)
    listed = _records(workbook, path, layout.INDICATORS, layout.INDICATOR_COLUMNS, problems)
    noted = _records(workbook, path, layout.NOTES, layout.NOTE_COLUMNS, problems)
    for cell, row in listed.items():
        if row.get("code") in (None, ""):
            problems.append(
                _invalid(path, layout.INDICATORS, f"A{cell}", "a row without a code", "a code in every row")
            )
    if len(problems) > before:
        return write.IndicatorBook(plain_about(path, date(1980, 1, 1)), (), {})
    indicators = tuple(listed.values())
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
        header = [cell.value for cell in next(rows, ())]
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
    return write.IndicatorBook(_about(workbook, path), indicators, series, _notes(noted, path, problems), comments)


def _invalid(path: Path, sheet: str, cell: str, found: str, allowed: str) -> Problem:
    remedy = "run the check on the workbook and mend it before importing into it"
    return Problem("import-workbook-invalid", Severity.ERROR, Place(path.name, sheet, cell), found, allowed, remedy)


def _records(
    workbook: Workbook, path: Path, sheet: str, columns: Sequence[layout.Column], problems: list[Problem]
) -> dict[int, dict[str, object]]:
    """The filled rows of a long sheet by their number, each by header. An editor's own column may stand in Indicators only."""
    rows = list(workbook[sheet].iter_rows(values_only=True))
    header = ["" if name is None else str(name) for name in rows[0]] if rows else []
    known = [column.header for column in columns]
    allowed = f"the columns {', '.join(known)}"
    for name in known:
        if name not in header:
            problems.append(_invalid(path, sheet, "A1", f"no column {name!r}", allowed))
    for at, name in enumerate(header):
        cell = address((1, at + 1))
        if name and name in header[:at]:
            problems.append(_invalid(path, sheet, cell, f"the header {name!r} twice", allowed))
        elif name and name not in known and sheet == layout.NOTES:
            problems.append(_invalid(path, sheet, cell, f"the column {name!r}, which an import would lose", allowed))
        elif not name and any(row[at] not in (None, "") for row in rows[1:]):
            problems.append(_invalid(path, sheet, cell, "values below a blank header", allowed))
    return {
        number: {name: value for name, value in zip(header, row, strict=True) if name}
        for number, row in enumerate(rows[1:], start=2)
        if any(value not in (None, "") for value in row)
    }


def _notes(rows: Mapping[int, Mapping[str, object]], path: Path, problems: list[Problem]) -> tuple[write.Note, ...]:
    """The notes of a workbook; a row without economy, indicator, year or status is a problem."""
    headers = [column.header for column in layout.NOTE_COLUMNS]
    notes = []
    for number, row in rows.items():
        texts = {name: "" if row[name] is None else str(row[name]) for name in headers}
        wrong = [name for name in headers[:4] if not texts[name]]
        if "TIME_PERIOD" not in wrong and not re.fullmatch(r"\d{4}(\.0)?", texts["TIME_PERIOD"]):
            wrong.append("TIME_PERIOD")
        for name in wrong:
            found = f"{texts[name]!r} in the column {name}" if texts[name] else f"a blank cell in the column {name}"
            cell = address((number, list(row).index(name) + 1))
            problems.append(
                _invalid(path, layout.NOTES, cell, found, "economy, indicator, year and status of a figure")
            )
        if not wrong:
            area, indicator, year, *others = texts.values()
            notes.append(write.Note(area, indicator, int(float(year)), *others))
    return tuple(notes)


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
