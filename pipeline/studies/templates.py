"""What every example workbook has besides its figures: the sheet Methods, lists to choose from, and a comment on each heading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.sheets import layout
from pipeline.sheets.guards import SPARE_ROWS, comment_on
from pipeline.sheets.layout import Column
from pipeline.sheets.write import header_cell
from pipeline.studies.vocabulary import METHODS_SHEET, Listing, listings

METHOD_COLUMNS = (
    Column("list", layout.Kind.TEXT, False, "Where the name is written.", (), 44),
    Column("name", layout.Kind.TEXT, False, "The name as sheets and options write it.", (), 26),
    Column("origin", layout.Kind.TEXT, False, "Whose method it is, where that matters.", (), 12),
    Column("line", layout.Kind.TEXT, False, "What it does.", (), 100),
)
_COLUMNS: Mapping[str, Sequence[Column]] = {
    **layout.INDEX_SHEETS,
    **layout.INDEX_OWN_SHEETS,
    "Targets": layout.TARGET_COLUMNS,
    "Thresholds": layout.THRESHOLD_COLUMNS,
}
# Which list a column takes, by the study, the sheet and the heading; {step} is what stands in the column step of the row.
_LISTS: Mapping[tuple[str, str, str], str] = {
    ("index", "Choices", "parameter"): "parameters_{step}",
    ("index", "Choices", "value"): "methods_{step}",
    ("progress", "Targets", "direction"): "direction",
    ("progress", "Targets", "kind"): "kind",
    ("progress", "Thresholds", "method"): "methods",
    ("balance", "Choices", "choice"): "choices",
    ("balance", "Choices", "value"): "methods",
}


def method_rows(study: str) -> list[dict[str, object]]:
    """The rows of the sheet Methods of a study."""
    return [
        {"list": one.title, "name": word.name, "origin": word.origin or None, "line": word.line}
        for one in listings(study)
        for word in one.words
    ]


def dress(workbook: Workbook, study: str) -> None:
    """Add the sheet Methods, and give the sheets of a study their comments and lists."""
    sheet = workbook.create_sheet(METHODS_SHEET)
    for column, one in enumerate(METHOD_COLUMNS, start=1):
        header_cell(sheet, column, one.header, one.comment)
        sheet.column_dimensions[get_column_letter(column)].width = one.width
    for row in method_rows(study):
        sheet.append([row[one.header] for one in METHOD_COLUMNS])
    sheet.freeze_panes = "B2"
    offer(workbook, study)


def offer(workbook: Workbook, study: str) -> None:
    """Give the sheets of a study their lists, which stand in the sheet Methods, and headings the comments of the layout."""
    found = listings(study)
    steps = [one.key.removeprefix("parameters_") for one in found if one.key.startswith("parameters_")]
    _name_ranges(workbook, found)
    for sheet in workbook.worksheets:
        headers = {str(cell.value): cell.column for cell in sheet[1] if cell.value is not None}
        for column in _COLUMNS.get(sheet.title, ()):
            if column.header in headers and sheet.cell(1, headers[column.header]).comment is None:
                comment_on(sheet.cell(1, headers[column.header]), column.comment)
        if "step" in headers and steps and sheet.title == "Choices":
            _list(sheet, headers["step"], f'"{",".join(steps)}"')
        for header, place in headers.items():
            key = _LISTS.get((study, sheet.title, header))
            if key is not None:
                step = get_column_letter(headers.get("step", 1))
                named = f'INDIRECT("{key.removesuffix("{step}")}"&${step}2)' if "{step}" in key else key
                _list(sheet, place, named)


def _name_ranges(workbook: Workbook, found: Sequence[Listing]) -> None:
    """A name for the cells of each list in the sheet Methods."""
    row = 2
    letter = get_column_letter([one.header for one in METHOD_COLUMNS].index("name") + 1)
    for one in found:
        last = row + len(one.words) - 1
        area = f"{quote_sheetname(METHODS_SHEET)}!${letter}${row}:${letter}${last}"
        workbook.defined_names[one.key] = DefinedName(one.key, attr_text=area)
        row = last + 1


def _list(sheet: Worksheet, column: int, formula: str) -> None:
    """A drop-down in a column that refuses nothing: numbers and names of a user's own may stand there too."""
    letter = get_column_letter(column)
    rule = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=False)
    rule.add(f"{letter}2:{letter}{sheet.max_row + SPARE_ROWS}")
    sheet.add_data_validation(rule)
