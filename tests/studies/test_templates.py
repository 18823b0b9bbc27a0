"""Every example workbook is made and computed in an empty folder, and carries its lists and bounds along."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.methods.progress import missing_rows
from pipeline.sheets import reference
from pipeline.studies.templates import METHOD_COLUMNS
from pipeline.studies.vocabulary import METHODS_SHEET, STUDIES, listings
from tests.command_line import Run

FEW = {
    "index": ("--draws", "4", "--samples", "2"),
    "progress": ("--draws", "10"),
    "divide": ("--draws", "10"),
    "balance": (),
}


@pytest.mark.parametrize("study", STUDIES)
def test_a_template_works_in_an_empty_folder(
    run: Run, tmp_path: Path, study: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = run(tmp_path, study, "--template", "mine.xlsx")
    assert said.code == 0 and f"gdgr {study} mine.xlsx" in said.out
    book = load_workbook(tmp_path / "mine.xlsx")
    rows = list(book[METHODS_SHEET].iter_rows(values_only=True))
    assert rows[0] == tuple(column.header for column in METHOD_COLUMNS)
    assert [(row[0], row[1], row[3]) for row in rows[1:]] == [
        (one.title, word.name, word.line) for one in listings(study) for word in one.words
    ]
    for one in listings(study):  # each list is a name for its cells
        sheet, area = book.defined_names[one.key].attr_text.split("!")
        assert sheet.strip("'") == METHODS_SHEET
        cells = book[METHODS_SHEET][area.replace("$", "")]
        cells = cells if isinstance(cells, tuple) else ((cells,),)
        assert [cell.value for (cell,) in cells] == [word.name for word in one.words]
    for sheet in book:
        for rule in sheet.data_validations.dataValidation:
            named = re.fullmatch(r'INDIRECT\("(\w+?)_"&\$\w+2\)|(\w+)', rule.formula1 or "")
            if rule.type == "list" and named:
                keys = [one.key for one in listings(study)]
                assert named[2] in keys or any(key.startswith(f"{named[1]}_") for key in keys), rule.formula1
    # The workbook is enough by itself: nothing is read of a project, there or installed, but what figures alone would need.
    if study != "divide":
        monkeypatch.setattr(reference, "INSTALLED", tmp_path / "nowhere")
    done = run(tmp_path, study, "mine.xlsx", *FEW[study], "--output", "results.xlsx")
    assert done.code == 0 and done.err == "", done.err
    assert "rows)" in done.out and str(reference.INSTALLED) not in done.out
    assert f"'{METHODS_SHEET}'" not in done.out, "the sheet of the lists is nothing that is left out"


def test_lists_of_an_index_follow_the_step(run: Run, tmp_path: Path) -> None:
    run(tmp_path, "index", "--template", "mine.xlsx")
    book = load_workbook(tmp_path / "mine.xlsx")
    sheet = book["Choices"]
    rules = {
        str(rule.sqref).split(":")[0].rstrip("0123456789"): rule.formula1
        for rule in sheet.data_validations.dataValidation
    }
    at = {cell.value: cell.column_letter for cell in sheet[1]}
    assert rules[at["parameter"]] == f'INDIRECT("parameters_"&${at["step"]}2)'
    assert rules[at["value"]] == f'INDIRECT("methods_"&${at["step"]}2)'
    steps = rules[at["step"]].strip('"').split(",")
    assert all(f"parameters_{step}" in book.defined_names for step in steps) and "methods_treat" in book.defined_names


def test_bounds_of_progress_travel_in_the_workbook(run: Run, tmp_path: Path) -> None:
    import pandas as pd

    run(tmp_path, "progress", "--template", "mine.xlsx")
    rows = list(load_workbook(tmp_path / "mine.xlsx")["Thresholds"].iter_rows(values_only=True))
    bounds = pd.DataFrame(rows[1:], columns=rows[0])
    assert not missing_rows(bounds) and bounds["source"].notna().any()


def test_the_example_of_the_balancing_has_identities(run: Run, tmp_path: Path) -> None:
    run(tmp_path, "balance", "--template", "mine.xlsx")
    said = run(tmp_path, "balance", "mine.xlsx")
    found = re.search(r"(\d+) identities: (\d+) hold, 0 do not", said.out)
    assert found is not None and int(found[2]) > 1000
    assert re.search(r"production (\d+), income \1, expenditure \1\.", said.out)
