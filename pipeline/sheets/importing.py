"""``gdgr import``: long files of observations turned into indicator workbooks.

Nothing is written where one row is wrong; a value that changes is listed; what the files do not say stays blank and is
reported (metadata come from a codebook with the columns of ``Indicators`` and a source_code that matches the long file).
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from pipeline.problems import ExitCode, Place, Problem, Severity, stop
from pipeline.sheets import layout, write
from pipeline.sheets.series import Areas, Observed, Reading, read_series

_HEADERS = tuple(column.header for column in layout.INDICATOR_COLUMNS)
_REQUIRED = tuple(column.header for column in layout.INDICATOR_COLUMNS if column.required)


@dataclass(frozen=True)
class Change:
    """A cell that held another value before the import."""

    indicator: str
    area: str
    year: int
    before: float
    after: float


@dataclass(frozen=True)
class ImportResult:
    """What an import did. ``written`` is False where an error stopped it; the workbook is then as it was.

    ``cells`` counts the values taken from the files, ``added`` names indicators new to the workbook, ``replaced`` lists
    every value that changed, ``left_out`` counts rows passed over by reason, ``problems`` holds errors and warnings.
    """

    workbook: Path
    written: bool
    added: tuple[str, ...]
    cells: int
    replaced: tuple[Change, ...]
    left_out: Mapping[str, int]
    problems: tuple[Problem, ...]


def load_areas(economies: Path) -> Areas:
    """Economies of data/reference/economies.xlsx: names by ISO3, and ISO2 and M49 codes as aliases."""
    workbook = load_workbook(economies, read_only=True, data_only=True)
    rows = workbook["Economies"].iter_rows(values_only=True)
    header = [str(name) for name in next(rows)]
    records = [dict(zip(header, row, strict=False)) for row in rows if row and row[0]]
    workbook.close()
    names = {str(r["iso3"]): str(r["name_en"]) for r in records}
    aliases = {str(r[column]): str(r["iso3"]) for r in records for column in ("iso2", "m49") if r[column]}
    return Areas(names, aliases)


def read_codebook(path: Path) -> dict[str, dict[str, object]]:
    """Rows of a codebook CSV by the indicator code of the long file (source_code, or code where that is blank).

    Raises Stop (exit 3) where a column is not of the layout, a code is missing or not a sheet name, or a number is none.
    """
    rows: dict[str, dict[str, object]] = {}
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        unknown = [name for name in reader.fieldnames or () if name not in _HEADERS]
        if unknown or "code" not in (reader.fieldnames or ()):
            raise stop(
                ExitCode.DATA,
                "import-codebook-columns",
                Place(path.name, line=1),
                f"columns {', '.join(unknown)}" if unknown else "no column 'code'",
                ", ".join(_HEADERS),
                "name the columns as in the sheet Indicators",
            )
        for raw in reader:
            row: dict[str, object] = {}
            for column in layout.INDICATOR_COLUMNS:
                text = (raw.get(column.header) or "").strip()
                try:
                    row[column.header] = _typed(column, text)
                except ValueError:
                    raise _codebook_fault(path, reader.line_num, f"{text!r} in {column.header}", column.kind.value) from None
            code = str(row["code"] or "")
            if not write.legal_sheet_name(code):
                raise _codebook_fault(path, reader.line_num, f"code {code!r}", "a code of 1 to 31 characters without []:*?/\\'")
            rows[str(row["source_code"] or code)] = row
    return rows


def _codebook_fault(path: Path, line: int, found: str, allowed: str) -> Exception:
    return stop(ExitCode.DATA, "import-codebook-value", Place(path.name, line=line), found, allowed, "mend the codebook")


def _typed(column: layout.Column, text: str) -> object:
    if not text:
        return None
    if column.kind is layout.Kind.INTEGER:
        return int(text)
    return float(text) if column.kind is layout.Kind.NUMBER else text


def import_series(
    files: Sequence[Path],
    into: Path,
    areas: Areas,
    *,
    codebook: Mapping[str, Mapping[str, object]] | None = None,
    how: Reading | None = None,
    about: write.About | None = None,
    today: date,
    command: str = "",
    extra_notes: Sequence[write.Note] = (),
) -> ImportResult:
    """Bring the observations of long files into the workbook ``into``, which is made where it does not exist.

    ``codebook`` comes from ``read_codebook``; ``how`` says how to read the files; ``about`` replaces the first sheet
    (default: the workbook's own, or a plain one); ``extra_notes`` go into Notes. All problems are returned at once.
    """
    problems: list[Problem] = []
    left_out: Counter[str] = Counter()
    rows: list[Observed] = []
    for file in files:
        read = read_series(file, areas, how)
        problems += read.problems
        left_out.update(read.left_out)
        rows += read.rows
    book = read_book(into, problems) if into.exists() else None
    codes = codebook or {}
    rows = [replace(row, indicator=str(codes[row.indicator]["code"])) if row.indicator in codes else row for row in rows]
    known = {str(row["code"]): dict(row) for row in codes.values()}
    metadata = {str(row["code"]): dict(row) for row in book.indicators} if book else {}
    series = {code: dict(values) for code, values in book.series.items()} if book else {}
    notes = {(n.indicator, n.area, n.year): n for n in book.notes} if book else {}
    _clashes(rows, problems)
    added = []
    for code in dict.fromkeys(row.indicator for row in rows):
        of_code = [row for row in rows if row.indicator == code]
        if code in known:
            if code not in metadata:
                added.append(code)
            metadata[code] = known[code]
        elif code not in metadata:
            added.append(code)
            metadata[code] = _from_files(code, of_code, problems)
        _check_multiplier(metadata[code], of_code, problems)
        if not write.legal_sheet_name(code):
            problems.append(_fault("import-long-code", of_code[0].place, f"the code {code!r} ({len(code)} characters)"))
    replaced = []
    for row in rows:
        values = series.setdefault(row.indicator, {})
        before = values.get((row.area, row.year))
        if before is not None and before != row.value:
            replaced.append(Change(row.indicator, row.area, row.year, before, row.value))
        values[row.area, row.year] = row.value
        key = (row.indicator, row.area, row.year)
        note = _note(row, metadata[row.indicator])
        if note:
            notes[key] = note
        elif before is not None and before != row.value:
            notes.pop(key, None)
    notes.update({(n.indicator, n.area, n.year): n for n in extra_notes})
    failed = any(problem.severity is Severity.ERROR for problem in problems)
    if not failed:
        imported = tuple((file.name, hashlib.sha256(file.read_bytes()).hexdigest()) for file in files)
        first = about or (book.about if book else _plain_about(into, today))
        earlier = tuple(entry for entry in first.imported if entry[0] not in {name for name, _ in imported})
        first = replace(first, imported=earlier + imported, command=command or first.command)
        order = list(dict.fromkeys([*(code for code in known if code in metadata), *metadata]))
        if book:
            order = list(dict.fromkeys([*(str(row["code"]) for row in book.indicators), *order]))
        indicators = tuple(metadata[code] for code in order)
        comments = dict(book.comments) if book else {}
        write.write_indicators(into, write.IndicatorBook(first, indicators, series, tuple(notes.values()), comments), areas.names)
    return ImportResult(into, not failed, tuple(added), len(rows), tuple(replaced), dict(left_out), tuple(problems))


def _fault(code: str, place: Place, found: str) -> Problem:
    allowed = "at most 31 characters, none of []:*?/\\'"
    return Problem(code, Severity.ERROR, place, found, allowed, "give a shorter code in a codebook (code, source_code)")


def _clashes(rows: Iterable[Observed], problems: list[Problem]) -> None:
    """Two files, or two source codes of one code, that give different values for one cell."""
    seen: dict[tuple[str, str, int], Observed] = {}
    for row in rows:
        first = seen.setdefault((row.indicator, row.area, row.year), row)
        if first.value != row.value:
            found = f"{row.indicator} {row.area} {row.year} is {row.value!r} here and {first.value!r} in {first.place}"
            allowed = "one value for each indicator, economy and year"
            problems.append(
                Problem("import-duplicate", Severity.ERROR, row.place, found, allowed, "delete the wrong row, or import one file")
            )


def _from_files(code: str, rows: Sequence[Observed], problems: list[Problem]) -> dict[str, object]:
    """What the long file itself says about an indicator without a codebook row; all else stays blank, with a warning."""
    row: dict[str, object] = dict.fromkeys(_HEADERS)
    row["code"] = row["source_code"] = code
    for header, texts in (("unit", {r.unit for r in rows}), ("source", {r.source for r in rows}), ("licence", {r.licence for r in rows})):
        row[header] = texts.pop() if len(texts) == 1 else None
    urls = {repository_url(r.url) for r in rows}
    row["url"] = urls.pop() if len(urls) == 1 else None
    multipliers = {r.multiplier for r in rows}
    row["unit_multiplier"] = multipliers.pop() if len(multipliers) == 1 else None
    blank = [header for header in _REQUIRED if row[header] in (None, "")]
    problems.append(
        Problem(
            "import-no-metadata",
            Severity.WARNING,
            rows[0].place,
            f"{code} has no codebook row; left blank: {', '.join(blank)}",
            "a codebook row for every indicator",
            f"fill in the row {code} of Indicators, or import again with a codebook",
        )
    )
    return row


def _check_multiplier(row: Mapping[str, object], rows: Sequence[Observed], problems: list[Problem]) -> None:
    expected = row.get("unit_multiplier")
    for other in {r.multiplier: r for r in rows if r.multiplier is not None and r.multiplier != expected}.values():
        problems.append(
            Problem(
                "import-unit-multiplier",
                Severity.ERROR,
                other.place,
                f"UNIT_MULT {other.multiplier} for {row['code']}, whose sheet holds {expected}",
                "one unit multiplier for an indicator",
                "rescale the file, or give the multiplier in the codebook",
            )
        )


def _note(row: Observed, metadata: Mapping[str, object]) -> write.Note | None:
    """A Notes row where there is a status other than A, a remark, or a source that the indicator's citation does not name."""
    named = f"{metadata.get('citation') or ''} {metadata.get('url') or ''} {metadata.get('source') or ''}"
    bare = row.url.removeprefix("github:")
    other = bool(bare) and bool(metadata.get("citation")) and bare not in named
    override = f"{row.source} ({row.url})" if other else ""
    if row.status == "A" and not row.note and not override:
        return None
    return write.Note(row.area, row.indicator, row.year, row.status, row.note, override)


def repository_url(text: str) -> str:
    """The address of a place written as ``github:owner/name@commit``; any other text as it is."""
    match = re.fullmatch(r"github:([\w.-]+/[\w.-]+)(?:@\w+)?", text)
    return f"https://github.com/{match[1]}" if match else text


def _plain_about(into: Path, today: date) -> write.About:
    return write.About(into.stem.replace("-", " ").capitalize(), "Imported figures.", write.EDIT_INDICATORS, today)


# ------------------------------------------------------------------------------------------------ existing workbooks


def read_book(path: Path, problems: list[Problem]) -> write.IndicatorBook:
    """An indicator workbook as it stands, editors' cell comments included; what an import would lose is a problem."""
    workbook = load_workbook(path)
    for name in (layout.ABOUT, layout.INDICATORS, layout.NOTES):
        if name not in workbook.sheetnames:
            problems.append(_invalid(path, name, "", "there is no such sheet", "the sheets About, Indicators and Notes"))
    if any(name not in workbook.sheetnames for name in (layout.INDICATORS, layout.NOTES)):
        return write.IndicatorBook(_plain_about(path, date(1980, 1, 1)), (), {})
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
