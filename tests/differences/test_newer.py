"""What a check shows beside its baseline: what is new, and one message for one cause."""

from __future__ import annotations

import pytest

from pipeline.differences.newer import joined, parted
from pipeline.explaining.changes import SLIPS
from pipeline.problems import Place, Problem, Severity

A = "data/development/a.xlsx"


def one(
    code: str, sheet: str = "", cell: str = "", found: str = "x", severity: Severity = Severity.WARNING, file: str = A
) -> Problem:
    return Problem(code, severity, Place(file, sheet, cell), found, "allowed", "do")


def test_a_warning_of_the_baseline_is_old_wherever_it_stands_now() -> None:
    jump, moved = one("sheet-jump", "USE", "C9", "7 in 2020"), one("sheet-jump", "USE", "C10", "7 in 2020")
    other, error = (
        one("sheet-jump", "USE", "C9", "8 in 2020"),
        one("sheet-header", "USE", "A1", severity=Severity.ERROR),
    )
    assert parted([moved, other, error], [jump, error]) == ([other, error], [moved])


def test_effects_of_a_slip_are_not_told_beside_it() -> None:
    slip = SLIPS["diff-economies-exchanged"].at(Place(A, "USE", "C5"), "exchanged")
    effects = [
        one("sheet-note-without-value", "Notes", "A3", "no value of NET.USE for FRA in 2020"),
        one("sheet-jump", "USE"),
        one("sheet-economies-alike", "USE"),
        one(
            "acknowledged-gone", found=f"sheet-jump at {A} › USE!C4 is not found any more", file="data/acknowledged.csv"
        ),
    ]
    others = [one("sheet-jump", "PRICE"), one("sheet-out-of-range", "USE", "C5", severity=Severity.ERROR)]
    others.append(one("sheet-note-without-value", "Notes", "A4", "no value of NET.USES for FRA in 2020"))
    assert joined([slip], [*effects, *others], {(A, "NET.USE")}) == [slip, *others]


@pytest.mark.parametrize(("code", "hidden"), [("series", "BCD"), ("year", "BC"), ("economy", "BD")])
def test_figures_in_another_unit_are_not_told_as_out_of_range(code: str, hidden: str) -> None:
    slip = SLIPS[f"diff-scaled-{code}"].at(Place(A, "USE", "C5"), "1000 times as large")
    cells = {"A": ("PRICE", "C5"), "B": ("USE", "C5"), "C": ("USE", "C15"), "D": ("USE", "AC5")}
    outside = {name: one("sheet-out-of-range", *cell, severity=Severity.ERROR) for name, cell in cells.items()}
    assert joined([slip], list(outside.values())) == [slip, *(outside[name] for name in "ABCD" if name not in hidden)]


@pytest.mark.parametrize(("code", "cell"), [("sheet-duplicate-economy", "A5"), ("sheet-year-after-cutoff", "C4")])
def test_what_a_wrong_code_or_year_does_to_the_figures_is_not_told_beside_it(code: str, cell: str) -> None:
    error = one(code, "USE", cell, severity=Severity.ERROR)
    slip, other = (SLIPS["diff-figures-gone"].at(Place(A, "USE", at), "gone") for at in ("C5", "D6"))
    assert joined([slip, other], [error]) == [other, error]


def test_a_note_is_told_once() -> None:
    left = SLIPS["diff-note-left"].at(Place(A, "Notes", "A3"), "the value of BEL USE 2020 is gone", before="7")
    assert joined([left], [one("sheet-note-without-value", "Notes", "A3"), one("sheet-note-without-value", "Notes", "A4")]) == [
        left, one("sheet-note-without-value", "Notes", "A4"),
    ]  # fmt: skip


def test_a_workbook_that_is_gone_is_told_once() -> None:
    gone = SLIPS["diff-workbook-gone"].at(Place(A), "gone")
    assert joined([gone], [one("sheet-indicators-gone", "Targets", "B2", file="data/monitoring/targets.xlsx")]) == [
        gone
    ]
    missing = one("sheet-file-missing", severity=Severity.ERROR)
    assert joined([gone], [missing]) == [missing]


def test_a_sheet_that_is_not_read_is_one_message() -> None:
    """Its slips and rules, which need its headers, are none."""
    gone = one("sheet-header-gone", "Indicators", "A1", severity=Severity.ERROR)
    rule = SLIPS["diff-rule-changed"].at(Place(A, "Indicators", "C2"), "unit of  is blank", before="per cent")
    assert joined([rule], [gone]) == [gone]


def test_an_indicator_that_is_gone_is_told_once() -> None:
    gone = SLIPS["diff-series-gone"].at(Place(A), "no sheet 'USE' ('People who use')", sheet="USE")
    named, others = (
        one("sheet-indicators-gone", "Printed", "A5", f"no workbook has {codes}; 2 row(s) name them, the first here")
        for codes in ("USE", "USE, OTHER")
    )
    idle = one("acknowledged-gone", found=f"sheet-jump at {A} › People who use!C4 is not found any more")
    assert joined([gone], [named, others, idle]) == [gone, others]
