"""What the sheets mean together: each rule of index design, bounds of methods and accounting identities at its cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.checking.meaning import check_whole
from pipeline.explaining.meaning import BY_CODE
from pipeline.sheets import layout
from tests.broken.cases import SUPPLY_USE, field, put
from tests.sheets.test_check import EDITION
from tests.sheets.workbooks import Folder, headers, small_folder, write_folder, write_workbook

INDEX, PAR = layout.INDEX_WORKBOOK, "reference/parameters.xlsx"


def rows(columns: tuple[layout.Column, ...], *cells: dict[str, object]) -> list[list[object]]:
    return [headers(columns), *([one.get(column.header) for column in columns] for one in cells)]


def index_workbook() -> dict[str, list[list[object]]]:
    """A made-up index of two indicators."""
    said = {"reason": "Made up.", "source": "a source"}
    tree = [
        {"code": "IDX", "level": 2, "en": "Index", "weights_sum": None},
        {"code": "NET.USE", "parent": "IDX", "level": 1, "direction": "higher"},
        {"code": "EGOV", "parent": "IDX", "level": 1, "direction": "higher"},
    ]
    choices = [
        ("period", "since", "2016"), ("period", "until", "2024"), ("screen", "groups", "ITU_EUR; ITU_AFR"), ("screen", "economy_share", "0.5"),
        ("treat", "method", "none"), ("normalise", "method", "min_max"), ("normalise", "lower", "1"), ("normalise", "upper", "100"),
        ("weight", "method", "equal"), ("aggregate", "method", "arithmetic"), ("audit", "sobol_samples", "256"),
    ]  # fmt: skip
    return {
        "About": [["An index"]],
        "Hierarchy": rows(layout.HIERARCHY_COLUMNS, *({**one, **said} for one in tree)),
        "Choices": rows(
            layout.CHOICE_COLUMNS,
            *(
                {"applies_to": "*", "step": step, "parameter": name, "value": value, **said}
                for step, name, value in choices
            ),
        ),
        "Goalposts": rows(
            layout.GOALPOST_COLUMNS, {"index": "IDX", "dimension": "EGOV", "lower": 0, "upper": 1, **said}
        ),
        "Measurement error": rows(layout.ERROR_COLUMNS, {"kind": "status", "code": "E", "share": 0.1, **said}),
        "Uncertainty": rows(layout.UNCERTAINTY_COLUMNS, {"factor": "weight", "option": "equal", "weight": 1, **said}),
    }


def full() -> Folder:
    return {**small_folder(), INDEX: index_workbook()}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_folder(full(), tmp_path_factory.mktemp("meaning"))


def test_a_valid_folder_has_no_problem(root: Path) -> None:
    assert check_whole(root, EDITION).problems == ()


H, C, T = "Hierarchy", "Choices", "Thresholds"
CASES = [  # file, change, code, place in the file
    (INDEX, field(INDEX, H, 3, "direction", "lower"), "index-direction-against", "Hierarchy!D3"),
    (INDEX, field(INDEX, H, 4, "weight", 2), "index-weight-unused", "Hierarchy!E4"),
    (INDEX, field(INDEX, H, 4, "factor", 100), "index-factor", "Hierarchy!H4"),
    (INDEX, field(INDEX, H, 4, "parent", "IDY"), "index-unknown-parent", "Hierarchy!B4"),
    (INDEX, field(INDEX, H, 4, "code", "EGOVS"), "sheet-unknown-indicator", "Hierarchy!A4"),
    (INDEX, field(INDEX, H, 4, "denominator", "POP"), "sheet-unknown-indicator", "Hierarchy!G4"),
    (INDEX, field(INDEX, H, 3, "weight", -1), "index-weight-negative", "Hierarchy!E3"),
    (INDEX, field(INDEX, C, 3, "value", "2031"), "index-choice-value", "Choices!D3"),
    (INDEX, field(INDEX, C, 2, "value", "2025"), "index-choices-order", "Choices!D2"),
    (INDEX, field(INDEX, C, 4, "value", "ITU_EUR; ITU_XXX"), "index-choice-value", "Choices!D4"),
    (INDEX, field(INDEX, C, 5, "value", "66"), "index-choice-value", "Choices!D5"),
    (INDEX, field(INDEX, C, 7, "value", "zscore"), "index-unknown-method", "Choices!D7"),
    (INDEX, field(INDEX, C, 8, "value", "low"), "index-choice-value", "Choices!D8"),
    (INDEX, field(INDEX, C, 10, "value", "sheet"), "index-weight-blank", "Hierarchy!E3"),
    (INDEX, field(INDEX, C, 12, "value", "250"), "index-choice-value", "Choices!D12"),
    (INDEX, field(INDEX, "Goalposts", 2, "upper", -1), "index-goalposts", "Goalposts!C2"),
    (INDEX, field(INDEX, "Goalposts", 2, "index", "IDZ"), "index-goalposts-unused", "Goalposts!A2"),
    (INDEX, field(INDEX, "Measurement error", 2, "code", "X"), "index-status-unknown", "Measurement error!B2"),
    (INDEX, field(INDEX, "Measurement error", 2, "share", 10), "index-share", "Measurement error!C2"),
    (INDEX, field(INDEX, "Uncertainty", 2, "option", "equally"), "index-unknown-method", "Uncertainty!B2"),
    (PAR, lambda folder: folder[PAR][T].pop(1) and None, "threshold-missing", "Thresholds!A1"),
    (PAR, field(PAR, T, 3, "value", 0.97), "threshold-order", "Thresholds!C2"),
    (PAR, lambda folder: [field(PAR, T, 2, "unit", "ratio")(folder), field(PAR, T, 2, "value", 95)] and field(PAR, T, 2, "value", 95)(folder), "threshold-share", "Thresholds!C2"),
    (PAR, lambda folder: folder[PAR]["Classes"].append(["UNSD", "fair", 0.2, None, "lower", "a source", None]), "threshold-class", "Thresholds!C3"),
    (SUPPLY_USE, put(SUPPLY_USE, "supply 2022", 2, 2, 58), "accounts-identity-broken", "supply 2022!A2"),
    (SUPPLY_USE, put(SUPPLY_USE, "supply 2022", 3, 4, 94), "accounts-identity-broken", "supply 2022!A3"),
    (SUPPLY_USE, put(SUPPLY_USE, "use 2022", 2, 3, 16), "accounts-identity-broken", "use 2022!C2"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "change", "code", "place"), CASES, ids=[f"{row[2]} {row[3]}" for row in CASES])
def test_each_rule_at_its_cell(file: str, change: object, code: str, place: str, root: Path) -> None:
    path = root / "data" / file
    before, folder = path.read_bytes(), full()
    change(folder)  # type: ignore[operator]
    try:
        write_workbook(path, folder[file])
        found = check_whole(root, EDITION).problems
    finally:
        path.write_bytes(before)
    assert (code, f"data/{file} › {place}") in [(one.code, str(one.place)) for one in found], found
    assert len({one.place.file for one in found}) == 1


def test_every_code_has_a_case() -> None:
    assert set(BY_CODE) <= {row[2] for row in CASES}


def test_one_workbook_alone(root: Path) -> None:
    for file in (INDEX, PAR, SUPPLY_USE):
        assert check_whole(root, EDITION, only=Path("data", file)).problems == ()
