"""A questionnaire for one economy: what the sheets hold so far, and cells for a new value, its status, source and remark.

Two rows an indicator: its last year with a value, and the year that is asked. The sheet has the header keys of ``ANSWERS``
in one row, which a return is read by; the row above says them in the editor's language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.sheets import layout, packing, wording
from pipeline.sheets.guards import FONT, HEADER_FILL, KEY_FILL, LOCKED, ORANGE, RED, UNLOCKED, put_text
from pipeline.sheets.wording import ANSWERS, Words

ANSWERED = ("OBS_VALUE", "OBS_STATUS", "source_override", "note")  # the cells that a respondent fills
_WIDTHS = {
    "REF_AREA": 10,
    "INDICATOR": 26,
    "name": 34,
    "unit": 22,
    "definition": 46,
    "known_source": 34,
    "known_value": 14,
}
_WIDTHS |= {"known_status": 12, "TIME_PERIOD": 10, "OBS_VALUE": 16, "OBS_STATUS": 10, "source_override": 40, "note": 40}
_WRAPPED = ("name", "unit", "definition", "known_source", "source_override", "note")
_LINE = Border(*(Side("thin", color="FFBFBFBF") for _ in range(4)))
_TIMES = 10  # a new value that many times the one before is coloured

_Looks = dict[tuple[str, int], StyleArray]
"""The look of a cell by its column and decimals."""


@dataclass(frozen=True)
class Question:
    """One row: an indicator as it is told to the respondent, a year, and what the sheets hold for it."""

    code: str
    name: str
    unit: str
    definition: str
    source: str
    year: int
    value: float | None
    status: str
    minimum: float | None
    maximum: float | None
    decimals: int


@dataclass(frozen=True)
class Paper:
    """A questionnaire: the economy with its name as it is addressed, the year that is asked, and its questions."""

    area: str
    economy: str
    year: int
    questions: tuple[Question, ...]


def write_questionnaire(path: Path, paper: Paper, words: Words, today: date) -> None:
    """Write a questionnaire, protected without a password, in the language of ``words``."""
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = wording.QUESTIONNAIRE
    top = _intro(sheet, paper, words)
    head = top + 1
    for column, (key, label) in enumerate(ANSWERS.items(), start=1):
        for row, text, fill, colour in (
            (top, words(label), HEADER_FILL, "FFFFFFFF"),
            (head, key, KEY_FILL, "FF7F7F7F"),
        ):
            cell = sheet.cell(row, column)
            put_text(cell, text)
            cell.font, cell.fill = (
                Font(name=FONT, size=11 if row == top else 8, bold=row == top, color=colour),
                _fill(fill),
            )
            cell.alignment = Alignment(wrap_text=row == top, vertical="center")
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS[key]
    looks: _Looks = {}
    for number, question in enumerate(paper.questions, start=head + 1):
        _row(sheet, number, paper, question, words, looks)
    last = head + len(paper.questions)
    _guard(sheet, head, last, words)
    sheet.freeze_panes = sheet.cell(head + 1, list(ANSWERS).index("name") + 2)
    sheet.sheet_view.rightToLeft = words.right_to_left or None
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    guard = sheet.protection
    guard.sheet = True
    guard.formatColumns = guard.formatRows = guard.formatCells = guard.sort = guard.autoFilter = False
    packing.save(workbook, path, f"{wording.QUESTIONNAIRE} {paper.area} {paper.year}", today)


def _intro(sheet: Worksheet, paper: Paper, words: Words) -> int:
    """What is asked and how to answer, above the table; gives back the row of the labels."""
    texts = [words(wording.QUESTIONNAIRE), words(wording.ASKED, economy=paper.economy, year=paper.year)]
    texts += [words(text) for text in wording.HOW_TO_ANSWER]
    for number, text in enumerate(texts, start=1):
        cell = sheet.cell(number, 1)
        put_text(cell, text)
        large = number == 1
        cell.font = Font(name=FONT, size=16 if large else 11, bold=number <= 2, color=HEADER_FILL if large else None)
    return len(texts) + 2


def _row(sheet: Worksheet, number: int, paper: Paper, question: Question, words: Words, looks: _Looks) -> None:
    """One question; ``looks`` keeps those that were made, for openpyxl compares each new one with all."""
    texts: Mapping[str, object] = {
        "REF_AREA": paper.area,
        "INDICATOR": question.code,
        "name": question.name,
        "unit": question.unit,
        "definition": question.definition,
        "known_source": question.source,
        "known_value": question.value,
        "known_status": question.status,
        "TIME_PERIOD": question.year,
    }
    for column, key in enumerate(ANSWERS, start=1):
        cell = sheet.cell(number, column)
        assert isinstance(cell, Cell)
        value = texts.get(key)
        if isinstance(value, str):
            put_text(cell, value)
        elif value is not None:
            cell.value = value
        if (key, question.decimals) not in looks:
            _dress(cell, key, question.decimals)
            looks[key, question.decimals] = copy(cell._style)
        cell._style = copy(looks[key, question.decimals])
    lines = max(-(-len(str(texts.get(key) or "")) * 12 // (_WIDTHS[key] * 10)) for key in _WRAPPED)
    sheet.row_dimensions[number].height = 15.0 * min(max(lines, 1), 8)
    rule = DataValidation(
        type="decimal", operator="between", allow_blank=True, errorStyle="stop", showErrorMessage=True, showInputMessage=True,
        formula1="-1E+300" if question.minimum is None else repr(question.minimum),
        formula2="1E+300" if question.maximum is None else repr(question.maximum),
        errorTitle=question.code[:31], promptTitle=question.name[:32],
        error=_bounds(question, words)[:250], prompt=f"{question.unit}\n{_bounds(question, words)}"[:250],
    )  # fmt: skip
    rule.add(f"{_letter('OBS_VALUE')}{number}")
    sheet.add_data_validation(rule)


def _dress(cell: Cell, key: str, decimals: int) -> None:
    """The look of a cell below a header."""
    answered = key in ANSWERED
    cell.font, cell.border = Font(name=FONT, size=11), _LINE
    cell.alignment = Alignment(wrap_text=key in _WRAPPED, vertical="top")
    cell.protection = UNLOCKED if answered else LOCKED
    if not answered:
        cell.fill = _fill(KEY_FILL)
    if key in ("known_value", "OBS_VALUE"):
        cell.number_format = "#,##0" + ("." + "0" * decimals if decimals else "")


def _bounds(question: Question, words: Words) -> str:
    low, high = (
        words(wording.NO_BOUND) if bound is None else f"{bound:g}" for bound in (question.minimum, question.maximum)
    )
    return words(wording.ASKED_BOUNDS, low=low, high=high)


def _guard(sheet: Worksheet, head: int, last: int, words: Words) -> None:
    status = DataValidation(
        type="list", formula1=f'"{",".join(layout.OBS_STATUS)}"', allow_blank=True, showErrorMessage=True,
        error=words(wording.CHOOSE), errorTitle="OBS_STATUS",
    )  # fmt: skip
    status.add(f"{_letter('OBS_STATUS')}{head + 1}:{_letter('OBS_STATUS')}{max(last, head + 1)}")
    source = DataValidation(showInputMessage=True, allow_blank=True, prompt=words(wording.SOURCE_NEEDED)[:250])
    source.add(f"{_letter('source_override')}{head + 1}:{_letter('source_override')}{max(last, head + 1)}")
    sheet.add_data_validation(status)
    sheet.add_data_validation(source)
    value, known, given = (f"${_letter(key)}{head + 1}" for key in ("OBS_VALUE", "known_value", "source_override"))
    area = f"{_letter('OBS_VALUE')}{head + 1}:{_letter('OBS_VALUE')}{max(last, head + 1)}"
    sheet.conditional_formatting.add(area, FormulaRule(formula=[f"ISTEXT({value})"], fill=_fill(RED)))
    far = f"AND(ISNUMBER({value}),N({known})<>0,OR(ABS({value})>={_TIMES}*ABS({known}),{_TIMES}*ABS({value})<=ABS({known})))"
    sheet.conditional_formatting.add(area, FormulaRule(formula=[far], fill=_fill(ORANGE)))
    needed = f"{_letter('source_override')}{head + 1}:{_letter('source_override')}{max(last, head + 1)}"
    lacking = f'AND(ISNUMBER({value}),{given}="")'
    sheet.conditional_formatting.add(needed, FormulaRule(formula=[lacking], fill=_fill(ORANGE)))


def _letter(key: str) -> str:
    return get_column_letter(list(ANSWERS).index(key) + 1)


def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", start_color=colour, end_color=colour)


def questions(
    rows: Iterable[Mapping[str, object]], values: Mapping[str, Mapping[int, tuple[float, str]]], year: int,
    named: Mapping[tuple[str, str], str], words: Words,
) -> Iterator[Question]:  # fmt: skip
    """The questions about indicators: their last year with a value, and the year asked.

    ``rows`` are rows of Indicators, ``values`` the value and OBS_STATUS of the economy by code and year, ``named`` texts in
    the respondent's language by (kind, code or English text).
    """
    for row in rows:
        code = str(row[layout.CODE])
        known = values.get(code, {})
        earlier = max((one for one in known if one < year), default=None)
        for asked in (earlier, year):
            if asked is None:
                continue
            value, status = known.get(asked, (None, ""))
            yield Question(
                code,
                named.get(("indicator", code)) or str(row["name"]),
                words.unit(str(row["unit"]), row["unit_multiplier"], named.get(("unit", str(row["unit"])), "")),
                named.get(("definition", code)) or str(row["definition"]),
                named.get(("source", str(row["source"]))) or str(row["source"]),
                asked,
                value,
                status,
                _optional(row["minimum"]),
                _optional(row["maximum"]),
                int(str(row["decimals"])) if row["decimals"] is not None else 2,
            )


def _optional(value: object) -> float | None:
    number = float(str(value)) if value not in (None, "") else float("nan")
    return None if number != number else number  # noqa: PLR0124  NaN is a blank cell
