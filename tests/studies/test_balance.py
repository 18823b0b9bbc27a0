"""``gdgr balance``: the example workbook, a published example, and every refusal with its cell."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from pipeline.problems import ExitCode, Stop
from pipeline.studies import balance
from pipeline.studies.study import as_json, as_text, write_study

ROOT = Path(__file__).parents[2]
Sheets = dict[str, list[list[object]]]

MILLER_BLAIR: Sheets = {
    "Matrix": [
        ["", "c1", "c2", "c3"],
        ["r1", 0.120, 0.100, 0.049],
        ["r2", 0.210, 0.247, 0.265],
        ["r3", 0.026, 0.249, 0.145],
    ],
    "Margins": [
        ["code", "axis", "total"],
        *([f"r{i}", "row", total] for i, total in enumerate((245, 136, 159), start=1)),
        *([f"c{i}", "column", total] for i, total in enumerate((251, 107, 182), start=1)),
    ],
    "Choices": [["choice", "value"], ["method", "RAS"], ["tolerance", "1e-12"], ["iterations", 1000]],
}


def write(folder: Path, sheets: Sheets, name: str = "given.xlsx") -> Path:
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(folder / name)
    return folder / name


def sheets(**changes: object) -> Sheets:
    """The example with cells replaced: ``Matrix_B2=-1``."""
    copy = deepcopy(MILLER_BLAIR)
    for name, value in changes.items():
        sheet, cell = name.split("_")
        copy[sheet][int(cell[1:]) - 1][ord(cell[0]) - ord("A")] = value
    return copy


def stopped(path: Path) -> list[tuple[str, str]]:
    with pytest.raises(Stop) as caught:
        balance.run(path)
    assert caught.value.exit_code is ExitCode.DATA
    for problem in caught.value.problems:
        assert problem.found
        assert problem.allowed
        assert problem.remedy
    return [(problem.code, f"{problem.place.sheet}!{problem.place.cell}") for problem in caught.value.problems]


def message(path: Path) -> str:
    with pytest.raises(Stop) as caught:
        balance.run(path)
    return str(caught.value)


def test_miller_and_blair_from_a_workbook(tmp_path: Path) -> None:
    study = balance.run(write(tmp_path, MILLER_BLAIR))
    table = study.tables["balanced"].set_index("code")
    assert table.loc["r1"].tolist() == pytest.approx([165.2101482, 34.61360464, 45.17624716], rel=5e-10)
    assert table.loc["r3"].tolist() == pytest.approx([22.26123212, 53.60021741, 83.13855048], rel=5e-10)
    assert study.method == "balance RAS"
    assert study.parameters["method"] == "RAS"
    assert study.parameters["tolerance"] == 1e-12
    assert study.parameters["iterations"] == 1000
    assert len(study.tables["changes"]) == 9
    assert study.tables["totals"]["difference"].abs().max() < 1e-9
    assert list(study.tables["factors"].columns) == ["axis", "code", "factor"]
    assert "Converged after" in study.notes[0]


def test_every_view_of_the_study(tmp_path: Path) -> None:
    study = balance.run(write(tmp_path, MILLER_BLAIR))
    assert "165.21" in as_text(study)
    rows = json.loads(as_json(study))["tables"]["balanced"]["rows"]
    assert rows[0][:2] == ["r1", pytest.approx(165.2101482)]
    write_study(study, tmp_path / "out.xlsx")
    write_study(study, tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text(encoding="utf-8").startswith("code,c1,c2,c3\nr1,165.21014")


def test_a_choice_given_wins_over_the_sheet(tmp_path: Path) -> None:
    study = balance.run(write(tmp_path, MILLER_BLAIR), method="gras", iterations="77")
    assert study.method == "balance GRAS"
    assert study.parameters["iterations"] == 77
    with pytest.raises(Stop) as caught:
        balance.run(write(tmp_path, MILLER_BLAIR), colour="red")
    assert caught.value.exit_code is ExitCode.USAGE


def test_without_choices_the_defaults_are_echoed(tmp_path: Path) -> None:
    bare = {name: rows for name, rows in MILLER_BLAIR.items() if name != "Choices"}
    assert balance.run(write(tmp_path, bare)).parameters["method"] == "GRAS"


def test_pinned_cells_and_blank_cells(tmp_path: Path) -> None:
    given = sheets(Matrix_D2=None)
    given["Pinned"] = [["row", "column"], ["r2", "c2"]]
    given["Matrix"][2][2] = 20
    study = balance.run(write(tmp_path, given))
    table = study.tables["balanced"].set_index("code")
    assert table.loc["r2", "c2"] == 20
    assert table.loc["r1", "c3"] == 0
    assert table.loc["r2"].sum() == pytest.approx(136)
    assert study.tables["changes"]["pinned"].sum() == 1


def test_a_negative_cell_in_ras(tmp_path: Path) -> None:
    path = write(tmp_path, sheets(Matrix_C3=-0.2, Matrix_B4=-1))
    assert stopped(path) == [("balance-negative-cell", "Matrix!C3"), ("balance-negative-cell", "Matrix!B4")]
    assert "choose GRAS" in message(path)


def test_unequal_margins(tmp_path: Path) -> None:
    path = write(tmp_path, sheets(Margins_C2=246))
    assert stopped(path) == [("balance-unequal-totals", "Margins!C1")]
    assert "541.0" in message(path)
    assert "540.0" in message(path)


def test_unknown_codes_everywhere(tmp_path: Path) -> None:
    given = sheets(Margins_A3="r22", Margins_A6="c9")
    given["Pinned"] = [["row", "column"], ["r1", "c7"]]
    path = write(tmp_path, given)
    assert stopped(path) == [
        ("balance-unknown-code", "Margins!A3"),
        ("balance-unknown-code", "Margins!A6"),
        ("balance-no-total", "Matrix!A3"),
        ("balance-no-total", "Matrix!C1"),
        ("balance-unknown-code", "Pinned!B2"),
    ]
    assert "r2" in message(path)


@pytest.mark.parametrize("method", ["RAS", "GRAS"])
def test_an_empty_row_with_a_total(tmp_path: Path, method: str) -> None:
    path = write(tmp_path, sheets(Matrix_B3=0, Matrix_C3=None, Matrix_D3=0, Choices_B2=method))
    assert stopped(path) == [("balance-empty-line", "Matrix!A3")]
    assert "row r2 has no cell to change but a total of 136" in message(path)


def test_an_empty_column_with_a_total(tmp_path: Path) -> None:
    path = write(tmp_path, sheets(Matrix_D2=None, Matrix_D3=None, Matrix_D4=None))
    assert stopped(path) == [("balance-empty-line", "Matrix!D1")]


def test_signs_that_leave_no_solution(tmp_path: Path) -> None:
    path = write(tmp_path, sheets(Margins_C2=-20, Margins_C3=401, Choices_B2="GRAS"))
    assert stopped(path) == [("balance-no-solution", "Matrix!A2")]


def test_no_convergence(tmp_path: Path) -> None:
    given = sheets(Choices_B4=3)
    path = write(tmp_path, given)
    (problem,) = stopped(path)
    assert problem[0] == "balance-no-convergence"
    assert problem[1].startswith("Matrix!")
    assert "after 3 iterations" in message(path)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"Choices_B2": "SAR"}, ("balance-bad-choice", "Choices!B2")),
        ({"Choices_B3": "small"}, ("balance-bad-choice", "Choices!B3")),
        ({"Choices_B4": 2.5}, ("balance-bad-choice", "Choices!B4")),
        ({"Choices_A4": "rounds"}, ("balance-unknown-choice", "Choices!A4")),
        ({"Matrix_A3": "r1"}, ("balance-code-twice", "Matrix!A3")),
        ({"Matrix_B3": "n/a"}, ("sheet-missing-symbol", "Matrix!B3")),
        ({"Matrix_B3": "12,3"}, ("sheet-decimal-comma", "Matrix!B3")),
        ({"Margins_C4": "many"}, ("sheet-not-a-number", "Margins!C4")),
        ({"Margins_B4": "line"}, ("sheet-not-a-choice", "Margins!B4")),
        ({"Margins_A4": "r1"}, ("sheet-duplicate-key", "Margins!A4")),
    ],
)
def test_faults_of_the_sheets_name_the_cell(tmp_path: Path, change: dict, expected: tuple[str, str]) -> None:
    assert expected in stopped(write(tmp_path, sheets(**change)))


def test_missing_sheets_and_files(tmp_path: Path) -> None:
    path = write(tmp_path, {"Matrx": MILLER_BLAIR["Matrix"]})
    assert [code for code, _ in stopped(path)] == ["balance-no-map"]
    assert "Matrx" in message(path)
    lone = write(tmp_path, {"Matrix": MILLER_BLAIR["Matrix"]})
    assert [code for code, _ in stopped(lone)] == ["balance-no-margins"]
    assert stopped(tmp_path / "none.xlsx")[0][0] == "sheet-file-missing"
    assert ("balance-empty-matrix", "Matrix!A1") in stopped(write(tmp_path, {**MILLER_BLAIR, "Matrix": [[""]]}))


def test_the_template_runs_and_holds_shipped_figures(tmp_path: Path) -> None:
    target = tmp_path / "example.xlsx"
    balance.template(target, ROOT)
    study = balance.run(target)
    changes = study.tables["changes"].set_index(["row", "column"])
    assert changes.loc[("CPA_J62", "J61"), "before"] == shipped("use 2021", "CPA_J62", "J61")
    assert study.tables["summary"]["broken"].sum() == 0 and len(study.tables["gdp"]) == 3
    assert set(study.tables["not_assessed"]["missing"]) == {"industries", "line supply_basic"}
    assert study.method == "balance GRAS; identities of supply and use tables"
    assert study.parameters["identity_tolerance"] == "rounding" and study.parameters["method"] == "GRAS"
    assert study.tables["totals"]["difference"].abs().max() < 1e-6
    again = tmp_path / "again.xlsx"
    balance.template(again, ROOT)
    assert again.read_bytes() == target.read_bytes()


def shipped(sheet: str, row: str, column: str) -> object:
    """A cell of the tables of the United Kingdom."""
    book = load_workbook(ROOT / "data/accounting/supply-use-gbr.xlsx", read_only=True)
    rows = list(book[sheet].iter_rows(values_only=True))
    return next(line for line in rows if line[0] == row)[rows[0].index(column)]


@pytest.mark.parametrize(
    ("economy", "years", "note"),
    [
        ("usa", 12, "11896 identities: 11896 hold, 0 do not, 0 are not assessed."),
        ("gbr", 11, "18040 identities: 14608 hold, 0 do not, 3432 are not assessed."),
        ("fin", 1, "2099 identities: 2099 hold, 0 do not, 0 are not assessed."),
    ],
)
def test_identities_of_the_shipped_tables(economy: str, years: int, note: str) -> None:
    """Three publishers with codes of their own, each by its map."""
    study = balance.run(ROOT / f"data/accounting/supply-use-{economy}.xlsx")
    assert study.tables["summary"]["broken"].sum() == 0
    assert study.tables["broken"].empty
    assert len(study.tables["gdp"]) == 3 * years
    assert study.notes[0] == note
    assert json.loads(as_json(study))["tables"]["identities"]["rows"][-1][6] is True


SMALL_TABLES: Sheets = {
    "About": [["Tables"], ["Economy", "XXX"], ["Unit", "million"], ["Source", "made up"]],
    "Tables": [
        ["table", "kind", "price", "blank", "rounding", "note"],
        ["supply", "supply", "basic", "zero", 1, "made up"],
        ["use", "use", "purchasers", "zero", 1, "made up"],
    ],
    "Codes": [
        ["code", "role", "name", "digital", "source"],
        ["A", "product", "Goods", "ict_goods", "made up"],
        ["a", "industry", "Makers", "ict_goods", "made up"],
    ],
    "Lines": [
        ["table", "axis", "code", "name", "line", "sign", "part_of", "note"],
        ["supply", "column", "T007", "Output", "output", "add", None, None],
    ],
    "supply 2020": [["", "a", "T007"], ["A", 10, 12]],
    "use 2020": [["", "a"], ["A", 3]],
}


def test_a_broken_identity_is_a_result(tmp_path: Path) -> None:
    study = balance.run(write(tmp_path, SMALL_TABLES), identity_tolerance="0.5")
    broken = study.tables["broken"]
    assert broken[["identity", "code", "residual", "year"]].to_numpy().tolist() == [["product output", "A", 2.0, 2020]]
    assert study.parameters["identity_tolerance"] == "0.5"
    lacking = study.tables["not_assessed"].set_index("identity")["missing"]
    assert lacking["supply at basic prices"] == "line supply_basic; line imports"
    assert f"Not assessed: value added, 1 times (a): {lacking['value added']} absent." in study.notes


def test_faults_of_tables_name_the_cell(tmp_path: Path) -> None:
    given = deepcopy(SMALL_TABLES)
    given["supply 2020"][0][2] = "T07"
    del given["use 2020"]
    found = stopped(write(tmp_path, given))
    assert ("sheet-unknown-table-code", "supply 2020!C1") in found
    assert ("sheet-line-without-code", "Lines!C2") in found
    assert "sheet-half-a-table" in [code for code, _ in found]
    assert "T07" in message(write(tmp_path, given))
    only_codes = {name: rows for name, rows in SMALL_TABLES.items() if "2020" not in name}
    assert [code for code, _ in stopped(write(tmp_path, only_codes))] == ["sheet-half-a-table"]
    no_map = {name: rows for name, rows in SMALL_TABLES.items() if name != "Lines"}
    assert [code for code, _ in stopped(write(tmp_path, no_map))] == ["sheet-missing"]
    with pytest.raises(Stop, match="a number of zero or more"):
        balance.run(write(tmp_path, SMALL_TABLES), identity_tolerance="nought")


def test_a_symbol_in_a_mapped_table_is_no_zero_and_is_sent_to_the_sheet_of_withheld_cells(tmp_path: Path) -> None:
    target = tmp_path / "example.xlsx"
    balance.template(target, ROOT)
    book = load_workbook(target)
    book["use 2022"]["B2"] = "c"
    book.save(target)
    with pytest.raises(Stop) as caught:
        balance.run(target)
    (found,) = caught.value.problems  # and no word of the sheets that the template has for the matrix
    assert (found.code, found.place.sheet) == ("sheet-missing-symbol", "use 2022") and "Suppressed" in found.remedy
