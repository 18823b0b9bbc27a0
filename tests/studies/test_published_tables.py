"""``gdgr balance`` on supply and use tables without a map: read by standard codes, told, and nothing made up."""

from __future__ import annotations

import csv
from copy import deepcopy
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from pipeline.model.supply_lines import Axis, Line, TableKind
from pipeline.problems import ExitCode, Stop
from pipeline.studies import balance
from pipeline.studies.balance.published.standards import STANDARDS, Standard
from pipeline.studies.study import Study

ROOT = Path(__file__).parents[2]
Rows = list[list[object]]

SUPPLY: Rows = [
    ["code", "A", "J", "TOTAL", "P7", "SUPBP", "P118", "D21X31", "SUPPP"],
    ["CPA_A", 90, 10, 100, 20, 120, 5, 3, 128],
    ["CPA_J", 0, 50, 50, 10, 60, -5, 2, 57],
    ["TOTAL", 90, 60, 150, 30, 180, 0, 5, 185],
]
USE: Rows = [
    ["code", "A", "J", "TOTAL", "P3", "P5", "P6", "TU"],
    ["CPA_A", 30, 10, 40, 60, 10, 18, 128],
    ["CPA_J", 10, 10, 20, 30, 5, 2, 57],
    ["P2", 40, 20, 60, 90, 15, 20, 185],
    ["D1", 20, 25, 45, None, None, None, None],
    ["B2A3N", 30, 15, 45, None, None, None, None],
    ["B1G", 50, 40, 90, None, None, None, None],
    ["P1", 90, 60, 150, None, None, None, None],
]
BEA_SUPPLY: Rows = [
    ["The Supply of Commodities by Industries"],
    ["Millions of dollars"],
    [],
    ["", "", "111CA", "334", "T007", "MCIF", "MADJ", "T013", "Trade", "Trans", "T014", "MDTY", "TOP", "SUB", "T015", "T016"],
    ["IOCode", "Name", "Farms", "Computers", *["words"] * 12],
    ["111CA", "Farms", 90, 10, 100, 21, -1, 120, 3, 2, 5, 1, 3, -1, 3, 128],
    ["334", "Computers", 0, 50, 50, 10, 0, 60, -3, -2, -5, 1, 1, 0, 2, 57],
    ["T017", "Total", 90, 60, 150, 31, -1, 180, 0, 0, 0, 2, 4, -1, 5, 185],
]  # fmt: skip
BEA_USE: Rows = [
    ["The Use of Commodities by Industries"],
    ["", "", "111CA", "334", "T001", "F010", "F02E", "F030", "F040", "F06C", "T019"],
    ["IOCode", "Name", "Farms", "Computers", *["words"] * 7],
    ["111CA", "Farms", 30, 10, 40, 50, 9, 1, 18, 10, 128],
    ["334", "Computers", 10, 10, 20, 25, 5, 0, 2, 5, 57],
    ["T005", "Total", 40, 20, 60, 75, 14, 1, 20, 15, 185],
    ["V001", "Compensation", 20, 25, 45],
    ["T00OTOP", "Taxes", 3, 2, 5],
    ["T00OSUB", "Less: subsidies", 1, 0, 1],
    ["V003", "Surplus", 28, 13, 41],
    ["VABAS", "Value added", 50, 40, 90],
    ["T018", "Output", 90, 60, 150],
]


def book(folder: Path, name: str = "tables.xlsx", **sheets: Rows) -> Path:
    """A workbook; the underscore in a name of a sheet is a blank."""
    made = Workbook()
    made.remove(made.active)
    for title, rows in sheets.items():
        sheet = made.create_sheet(title.replace("_", " "))
        for row in rows:
            sheet.append(row)
    made.save(folder / name)
    return folder / name


def both(folder: Path, supply: Rows = SUPPLY, use: Rows = USE) -> Path:
    return book(folder, supply_2020=supply, use_2020=use)


def changed(rows: Rows, **cells: object) -> Rows:
    """Rows with cells replaced: ``B2=-1``."""
    copy = deepcopy(rows)
    for cell, value in cells.items():
        copy[int(cell[1:]) - 1][ord(cell[0]) - ord("A")] = value
    return copy


def renamed(rows: Rows, names: dict[str, str]) -> Rows:
    return [[names.get(cell, cell) if isinstance(cell, str) else cell for cell in row] for row in rows]


def counts(study: Study) -> tuple[int, int, int]:
    """How many identities hold, are broken and are not assessed."""
    table = study.tables["summary"]
    return tuple(int(table[name].sum()) for name in ("hold", "broken", "unjudged"))


def gdp(study: Study) -> list[float]:
    return study.tables["gdp"]["value"].tolist()


def told(study: Study) -> str:
    return "\n".join(study.notes)


def stopped(path: Path, *beside: Path, **given: str) -> list[tuple[str, str]]:
    with pytest.raises(Stop) as caught:
        balance.run(path, beside, **given)
    assert caught.value.exit_code is ExitCode.DATA
    return [(problem.code, f"{problem.place.sheet}!{problem.place.cell}") for problem in caught.value.problems]


def test_every_set_and_whole_of_a_standard_is_one_of_its_lines() -> None:
    for standard in STANDARDS:
        for kind in TableKind:
            for axis in Axis:
                lines = list(standard.of(kind, axis))
                keys = {one.key for one in lines}
                assert len(keys) == len(lines), (standard.title, kind, axis)
                for one in lines:
                    assert not one.whole or one.whole in keys, one
                    assert all(some <= keys for some in one.sets), one


def test_a_code_is_one_whatever_its_case_and_signs() -> None:
    standard: Standard = STANDARDS[0]
    for code in ("P3_S14", "p3.s14", "P3/S14", "Household final consumption"):
        found = standard.find(TableKind.USE, Axis.COLUMN, code)
        assert found is not None and found.line is Line.HOUSEHOLDS
    assert standard.find(TableKind.SUPPLY, Axis.COLUMN, "P3_S14") is None


def test_esa_codes_hold_and_give_gdp_three_ways(tmp_path: Path) -> None:
    study = balance.run(both(tmp_path))
    assert counts(study) == (39, 0, 0)
    assert gdp(study) == [95.0, 95.0, 95.0]
    assert "read by the codes of ESA 2010" in told(study)
    assert "Gross domestic product of 2020: production 95, income 95, expenditure 95." in study.notes
    lines = study.tables["lines"].set_index(["table", "axis", "code"])["line"]
    assert lines["supply", "column", "SUPBP"] == "supply_basic" and lines["use", "row", "B2A3N"] == "operating_surplus"


def test_roles_of_an_earlier_layout_are_what_they_are(tmp_path: Path) -> None:
    roles = {"product": "CPA_A CPA_J A J", "valuation": "P7 P118 D21X31", "total": "SUPBP SUPPP TOTAL TU P1 P2",
             "final_use": "P3 P5 P6 X9", "value_added": "D1 B2A3N B1G"}  # fmt: skip
    codes: Rows = [["code", "role", "name", "digital", "source"]]
    codes += [[code, role, code, "no", "x"] for role, some in roles.items() for code in some.split()]
    supply, use = ([[*row, "X9" if at == 0 else 1] for at, row in enumerate(rows)] for rows in (SUPPLY, USE))
    path = book(tmp_path, Codes=codes, supply_2020=supply, use_2020=use)
    study = balance.run(path)
    assert counts(study) == (39, 0, 0), "a final use is no industry, though both tables have it"
    assert "Not known, and in no sum: supply 2020!J1 'X9'." in study.notes


def test_bea_codes_in_two_workbooks_with_a_year_a_sheet(tmp_path: Path) -> None:
    supply = book(tmp_path, "Supply_Tables_1997-2022_Summary.xlsx", **{"2020": BEA_SUPPLY})
    use = book(tmp_path, "Use_Tables_Supply-Use_Framework_1997-2022_Summary.xlsx", **{"2020": BEA_USE})
    study = balance.run(supply, [use])
    assert counts(study) == (55, 0, 0)
    assert gdp(study) == [95.0, 95.0, 95.0]
    assert "U.S. Bureau of Economic Analysis" in told(study)
    assert "T00OSUB production_taxes (subtracted)" in told(study)


@pytest.mark.parametrize(("economy", "hold", "years"), [("usa", 11896, 12), ("fin", 2099, 1)])
def test_shipped_tables_without_their_map_hold_as_with_it(tmp_path: Path, economy: str, hold: int, years: int) -> None:
    bare = load_workbook(ROOT / f"data/accounting/supply-use-{economy}.xlsx")
    for name in ("Tables", "Codes", "Lines", "Names", "Suppressed"):
        if name in bare.sheetnames:
            del bare[name]
    bare.save(tmp_path / "bare.xlsx")
    study = balance.run(tmp_path / "bare.xlsx", blanks="zero")
    assert counts(study) == (hold, 0, 0)
    assert len(study.tables["gdp"]) == 3 * years


def test_another_order_titles_blank_rows_and_labels(tmp_path: Path) -> None:
    supply = [[row[0], *row[3:], *row[1:3]] for row in SUPPLY]
    use = [["Use table"], ["million"], [], [*USE[0]], ["", "Farming", "Telecom", *["words"] * 5], *USE[1:3], [], ["Value added"], *USE[3:], ["Source: the office"]]  # fmt: skip
    study = balance.run(book(tmp_path, SUP=supply, USE=use))
    assert counts(study) == (39, 0, 0)
    assert study.parameters["years"] == ""


def test_lower_case_ranges_and_products_without_prefix(tmp_path: Path) -> None:
    names = {"CPA_A": "c10-12", "CPA_J": "j62_63", "A": "C10-12", "J": "J62_63"}
    supply = [[cell.lower() if isinstance(cell, str) else cell for cell in row] for row in renamed(SUPPLY, names)]
    use = renamed(USE, {**names, "CPA_A": "CPA_C10-12", "CPA_J": "CPA_J62_63"})
    study = balance.run(both(tmp_path, supply, use))
    assert counts(study) == (39, 0, 0)
    assert "use 2020: 'CPA_C10-12' is 'c10-12', 'CPA_J62_63' is 'j62_63'." in study.notes


def test_names_of_the_sna_and_sheets_in_another_language(tmp_path: Path) -> None:
    names = {"TOTAL": "Total", "P7": "Imports", "SUPBP": "Total supply at basic prices", "P118": "Trade and transport margins",
             "D21X31": "Taxes less subsidies on products", "SUPPP": "Total supply at purchasers' prices", "A": "Farms", "J": "Telecoms",
             "P2": "Intermediate consumption", "D1": "Compensation of employees", "B2A3N": "Net operating surplus",
             "B1G": "Gross value added", "P1": "Output", "P3": "Final consumption expenditure", "P5": "Gross capital formation",
             "P6": "Exports", "TU": "Total use"}  # fmt: skip
    path = book(tmp_path, **{"Oferta_2020": renamed(SUPPLY, names), "Utilización_2020": renamed(USE, names)})
    study = balance.run(path)
    assert counts(study) == (39, 0, 0)
    assert "Industry by its place in the tables: 'Farms', 'Telecoms'." in study.notes


def test_one_table_alone_is_checked_for_what_it_has(tmp_path: Path) -> None:
    supply = balance.run(book(tmp_path, supply_2020=SUPPLY))
    assert counts(supply)[0] == 15 and counts(supply)[1] == 0
    assert "2020: no use table at purchasers' prices; what needs it is not assessed." in supply.notes
    use = balance.run(book(tmp_path, use_2020=USE))
    assert counts(use)[0] == 17 and counts(use)[1] == 0
    assert set(use.tables["not_assessed"]["missing"]) == {"supply table"}


def test_supply_by_product_only_is_checked_for_what_it_has(tmp_path: Path) -> None:
    study = balance.run(both(tmp_path, [[row[0], *row[3:]] for row in SUPPLY]))
    assert counts(study)[1] == 0
    assert gdp(study) == [95.0, 95.0, 95.0]
    lacking = study.tables["not_assessed"].set_index("identity")["missing"]
    assert lacking.to_dict() == {"product output": "industries", "output in both tables": "industries"}


def test_a_broken_identity_names_product_and_difference(tmp_path: Path) -> None:
    study = balance.run(both(tmp_path, changed(SUPPLY, I2=131)))
    assert counts(study) == (36, 3, 0)
    assert "Does not hold: supply equals use, CPA_A, 2020: 131 against 128, difference 3." in study.notes


@pytest.mark.parametrize("mark", ["c", ":", "..", "(D)", "-", "NaN", "n/a", ": c"])
@pytest.mark.parametrize("blanks", ["absent", "zero"])
def test_a_suppressed_cell_is_no_zero(tmp_path: Path, mark: str, blanks: str) -> None:
    study = balance.run(both(tmp_path, changed(SUPPLY, B3=mark)), blanks=blanks)  # a true zero, which would hold
    assert counts(study) == (37, 0, 2)
    assert f"Not known, and no zero: supply 2020!B3 {mark!r}." in study.notes
    assert "Not assessed: product output, 1 times (CPA_J): A absent." in study.notes
    assert study.tables["not_known"].to_numpy().tolist() == [["supply 2020!B3", "CPA_J", "A", mark]]


def test_a_blank_cell_is_zero_only_where_it_is_said(tmp_path: Path) -> None:
    path = both(tmp_path, changed(SUPPLY, B3=None))
    study = balance.run(path)
    assert counts(study) == (37, 0, 2)
    assert "say --blanks zero" in told(study)
    assert counts(balance.run(path, blanks="zero")) == (39, 0, 0)
    assert stopped(path, blanks="nought") == [("balance-bad-choice", "Choices!")]


def test_a_figure_with_a_flag_is_a_figure_and_a_per_cent_is_none(tmp_path: Path) -> None:
    study = balance.run(both(tmp_path, changed(SUPPLY, B2="90 p")))
    assert counts(study) == (39, 0, 0)
    assert "supply 2020: 1 figures are read without the flag behind them." in study.notes
    assert stopped(both(tmp_path, changed(SUPPLY, B2="12%"))) == [("sheet-number-as-text", "supply 2020!B2")]


def test_an_unknown_code_is_listed_and_in_no_sum(tmp_path: Path) -> None:
    supply = [[*row, "X99" if at == 0 else 7] for at, row in enumerate(SUPPLY)]
    study = balance.run(both(tmp_path, supply))
    assert counts(study) == (39, 0, 0)
    assert "Not known, and in no sum: supply 2020!J1 'X99'." in study.notes
    assert "X99" not in set(study.tables["lines"]["code"])


def test_a_code_twice_is_an_error_at_its_cell(tmp_path: Path) -> None:
    assert ("balance-code-twice", "supply 2020!A3") in stopped(both(tmp_path, changed(SUPPLY, A3="CPA_A")))


def test_no_verdict_on_a_line_that_is_absent_or_lacks_a_part(tmp_path: Path) -> None:
    without = [row for row in USE if row[0] != "B2A3N"]
    study = balance.run(both(tmp_path, use=without))
    assert counts(study)[1] == 0
    assert (
        study.tables["gdp"].set_index("approach")["missing"]["income"]
        == "line production_taxes; line operating_surplus"
    )
    net = [["B2A3N", 20, 10, 30] if row[0] == "B2A3N" else row for row in USE]
    study = balance.run(both(tmp_path, use=net))
    assert counts(study)[1] == 0, "without consumption of fixed capital a net surplus is not the gross one"
    assert "Part of no sum: use 2020!A6 'B2A3N', as other parts of its line are not shown." in study.notes
    fixed = [*net, ["P51C", 10, 5, 15]]
    assert gdp(balance.run(both(tmp_path, use=fixed))) == [95.0, 95.0, 95.0]


def test_no_verdict_on_final_uses_of_which_one_is_not_known(tmp_path: Path) -> None:
    study = balance.run(both(tmp_path, use=renamed(USE, {"P6": "X6"})))
    assert counts(study)[1] == 0
    lacking = study.tables["not_assessed"].set_index("identity")["missing"]
    assert lacking["total use"] == "P6" and lacking["GDP"] == "P6"


def test_wages_alone_do_not_fill_value_added(tmp_path: Path) -> None:
    use = [["B1G", 55, 40, 95] if row[0] == "B1G" else row for row in USE]
    study = balance.run(both(tmp_path, use=[*use, ["P51C", 0, 0, 0]]))
    lacking = study.tables["not_assessed"].set_index("identity")["missing"]
    assert lacking["value added"] == "line production_taxes", "the difference of 5 may be these taxes"


def test_parts_beside_their_sums_count_once(tmp_path: Path) -> None:
    use: Rows = [
        ["code", "A", "J", "TOTAL", "P3", "P3_S14", "P3_S13", "P3_S15", "P5", "P51G", "P5M", "P52", "P53", "P6", "TFU", "TU"],
        ["CPA_A", 30, 10, 40, 60, 40, 15, 5, 10, 9, 1, 1, 0, 18, 88, 128],
        ["CPA_J", 10, 10, 20, 30, 20, 10, 0, 5, 5, 0, 1, -1, 2, 37, 57],
        ["CPA_TOTAL", 40, 20, 60, 90, 60, 25, 5, 15, 14, 1, 2, -1, 20, 125, 185],
        ["D11", 15, 20, 35], ["D12", 5, 5, 10], ["D1", 20, 25, 45], ["D29X39", 1, 2, 3], ["P51C", 4, 3, 7],
        ["B2A3N", 25, 10, 35], ["B2A3G", 29, 13, 42], ["B1G", 50, 40, 90], ["P1", 90, 60, 150], ["EMP_DC", 4, 5, 9],
    ]  # fmt: skip
    study = balance.run(both(tmp_path, use=use))
    assert counts(study)[1:] == (0, 0)
    assert gdp(study) == [95.0, 95.0, 95.0]
    broken = changed(use, G2=12)  # government: a part of final consumption that no longer adds up to it
    assert "P3: CPA_A" in balance.run(both(tmp_path, use=broken)).tables["broken"]["code"].tolist()
    no_parts = [[*row[:9], *row[13:]] for row in use]
    assert gdp(balance.run(both(tmp_path, use=no_parts))) == [95.0, 95.0, 95.0]


def test_subsidies_are_subtracted_whatever_their_sign(tmp_path: Path) -> None:
    for sign in (1, -1):
        supply = [[*row[:7], *("D21", "D31"), row[8]] if at == 0 else [*row[:7], row[7] + 1, sign, row[8]] for at, row in enumerate(SUPPLY)]  # fmt: skip
        supply[-1][7:9] = [7, 2 * sign]
        study = balance.run(both(tmp_path, supply))
        assert counts(study)[1:] == (0, 0) and gdp(study) == [95.0, 95.0, 95.0]


def test_aggregates_of_products_and_industries_count_once(tmp_path: Path) -> None:
    """Both levels of a classification, and a total under another name."""

    def two(rows: Rows, prefix: str) -> Rows:
        whole = [f"{prefix}J", *rows[2][1:]]
        half = [[f"{prefix}J{code}", *[cell / 2 for cell in rows[2][1:]]] for code in (61, "62_63")]
        total = ["All of them", *[a + b for a, b in zip(rows[1][1:], rows[2][1:], strict=True)]]
        return [rows[0], rows[1], whole, *half, total, *rows[3:]]

    study = balance.run(both(tmp_path, two(SUPPLY, "CPA_"), two(USE, "CPA_")))
    assert counts(study)[1:] == (0, 0) and gdp(study) == [95.0, 95.0, 95.0]
    assert "No product of its own, but a sum of others: 'CPA_J', 'All of them'." in study.notes


def test_cif_fob_and_purchases_abroad_are_adjustments(tmp_path: Path) -> None:
    supply = [*SUPPLY[:3], ["CPA_TOTAL", 90, 60, 150, 30, 180, 0, 5, 185], ["OP_RES", None, None, None, 4, 4, None, None, 4], ["P1", 90, 60, 150, 34, 184, 0, 5, 189]]  # fmt: skip
    use = [*USE[:3], ["CPA_TOTAL", 40, 20, 60, 90, 15, 20, 185], ["OP_RES", None, None, None, 4, None, None, 4], ["P2", 40, 20, 60, 94, 15, 20, 189], *USE[4:]]  # fmt: skip
    study = balance.run(both(tmp_path, supply, use), blanks="zero")
    assert counts(study)[1:] == (0, 0)
    assert gdp(study) == [95.0, 95.0, 95.0]
    assert "columns with adjustments" in set(study.tables["summary"]["identity"])


def test_what_is_no_table_is_one_message(tmp_path: Path) -> None:
    path = book(tmp_path, Sheet1=[["a", "b"], ["x", 1]])
    assert stopped(path) == [("balance-no-map", "!")]
    assert stopped(book(tmp_path, supply_2020=[["a", "b"], ["x", 1]])) == [("balance-no-map", "!")]
    with pytest.raises(Stop, match="gdgr balance --template"):
        balance.run(path)


def test_a_turned_table_is_refused(tmp_path: Path) -> None:
    turned = [list(column) for column in zip(*SUPPLY, strict=True)]
    assert stopped(both(tmp_path, turned)) == [("balance-turned", "supply 2020!")]


def test_other_sheets_are_named_and_two_tables_of_a_year_refused(tmp_path: Path) -> None:
    study = balance.run(book(tmp_path, T1500=SUPPLY, T1600=USE, T1620=USE, Notes=[["remarks"]]))
    assert "Not read, no supply or use table: 'T1620', 'Notes'." in study.notes
    assert counts(study) == (39, 0, 0)
    assert stopped(book(tmp_path, supply_a=SUPPLY, supply_b=SUPPLY)) == [("balance-sheet-twice", "supply b!")]


def test_a_year_from_the_title_or_the_other_table(tmp_path: Path) -> None:
    study = balance.run(book(tmp_path, Supply=[["Supply table, 2019"], *SUPPLY], Use=USE))
    assert study.parameters["years"] == "2019" and counts(study) == (39, 0, 0)
    study = balance.run(book(tmp_path, Supply=changed(SUPPLY, B2=2018), Use=USE))
    assert study.parameters["years"] == "", "a figure is no year"


def as_csv(path: Path, rows: Rows, delimiter: str = ",") -> Path:
    width = max(map(len, rows))
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, delimiter=delimiter).writerows([[*row, *[""] * (width - len(row))] for row in rows])
    return path


def test_each_table_as_a_csv(tmp_path: Path) -> None:
    supply, use = as_csv(tmp_path / "supply 2020.csv", SUPPLY), as_csv(tmp_path / "use_2020.csv", USE)
    assert counts(balance.run(supply, [use])) == (39, 0, 0)
    named = as_csv(tmp_path / "made.csv", [["Supply table 2020"], [], *SUPPLY])
    assert counts(balance.run(named, [use])) == (39, 0, 0), "told by its codes"


def long_rows(rows: Rows, names: dict[str, str]) -> list[tuple[str, str, object]]:
    """Product, industry and figure of every cell."""
    rows = renamed(rows, names)
    return [(str(row[0]), str(code), cell) for row in rows[1:] for code, cell in zip(rows[0][1:], row[1:], strict=False) if cell is not None]  # fmt: skip


EUROSTAT = {"SUPBP": "TS_BP", "SUPPP": "TS_PP", "P118": "OTTM", "P2": "CPA_TOTAL"}


def eurostat(folder: Path, **flows: float) -> list[Path]:
    """naio_10_cp15 and naio_10_cp16 as SDMX-CSV; ``flows`` are those of stk_flow with their share."""
    found = []
    for data_set, rows, industry, product in (("naio_10_cp15", [SUPPLY[0], *SUPPLY[1:3], ["CPA_TOTAL", *SUPPLY[3][1:]]], "ind_impv", "prd_amo"), ("naio_10_cp16", USE, "ind_use", "prd_ava")):  # fmt: skip
        header: Rows = [["DATAFLOW", "LAST UPDATE", "freq", "unit", "stk_flow", industry, product, "geo", "TIME_PERIOD", "OBS_VALUE", "OBS_FLAG"]]  # fmt: skip
        body: Rows = [["ESTAT:X(1.0)", "01/01/24", "A", "MIO_EUR", flow, code, row, "AT", 2020, cell * share, ""] for row, code, cell in long_rows(rows, EUROSTAT) for flow, share in flows.items()]  # fmt: skip
        found.append(as_csv(folder / f"estat_{data_set}.csv", header + body))
    return found


def test_sdmx_csv_of_eurostat(tmp_path: Path) -> None:
    supply, use = eurostat(tmp_path, DOM=0.5, TOTAL=1)
    study = balance.run(supply, [use])
    assert counts(study) == (39, 0, 0) and gdp(study) == [95.0, 95.0, 95.0]
    assert "estat_naio_10_cp15.csv: stk_flow TOTAL is taken of DOM, TOTAL." in study.notes
    assert "estat_naio_10_cp16.csv is read as the sheet 'use 2020'." in study.notes


def test_several_economies_in_one_file_are_asked_about(tmp_path: Path) -> None:
    supply, use = eurostat(tmp_path, TOTAL=1)
    text = supply.read_text(encoding="utf-8")
    supply.write_text(text + "\n".join(text.splitlines()[1:]).replace(",AT,", ",FR,") + "\n", encoding="utf-8")
    with pytest.raises(Stop, match="--where geo=AT"):
        balance.run(supply, [use])
    study = balance.run(supply, [use], balance.Long(where={"geo": "AT"}))
    assert counts(study) == (39, 0, 0)
    assert stopped(supply, use, long=balance.Long(where={"geo": "ZZ"}))[0][0] == "balance-filter-empty"  # type: ignore[arg-type]


def test_tsv_of_eurostat_with_marks_and_flags(tmp_path: Path) -> None:
    paths = []
    for data_set, rows, industry, product in (("naio_10_cp15", SUPPLY, "ind_impv", "prd_amo"), ("naio_10_cp16", USE, "ind_use", "prd_ava")):  # fmt: skip
        lines = [f"freq,unit,stk_flow,{industry},{product},geo\\TIME_PERIOD\t2019 \t2020 "]
        lines += [f"A,MIO_EUR,TOTAL,{code},{row},AT\t: c\t{': c' if (row, code) == ('CPA_J', 'A') else f'{cell}.0 p'}" for row, code, cell in long_rows(rows, EUROSTAT)]  # fmt: skip
        path = tmp_path / f"{data_set}.tsv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        paths.append(path)
    study = balance.run(paths[0], paths[1:])
    assert study.parameters["years"] == "2020"
    assert counts(study) == (35, 0, 4), "one cell of each table is withheld"


def test_a_long_table_with_two_figures_of_one_cell_is_an_error(tmp_path: Path) -> None:
    supply, use = eurostat(tmp_path, TOTAL=1)
    line = next(one for one in supply.read_text(encoding="utf-8").splitlines() if ",90," in one)
    with supply.open("a", encoding="utf-8") as stream:
        stream.write(line.replace(",90,", ",91,") + "\n")
    assert stopped(supply, use)[0][0] == "balance-code-twice"


SECTIONS: Rows = [
    ["code", "A", "C", "P1", "P7", "TS_BP"],
    ["CPA_A", 10, 0, 10, 1, 11],
    ["CPA_C", 0, 100, 100, 10, 110],
    ["CPA_C10-12", 0, 30, 30, 3, 33],
    ["CPA_C10", 0, 10, 10, 1, 11],
    ["CPA_C11", 0, 20, 20, 2, 22],
]


def test_groups_of_a_section_that_is_shown_in_part_count_once(tmp_path: Path) -> None:
    """C is 100, of which only the group C10-12 and its divisions are shown."""
    study = balance.run(book(tmp_path, **{"supply 2020": [*SECTIONS, ["CPA_TOTAL", 10, 100, 110, 11, 121]]}))
    assert counts(study)[1] == 0 and counts(study)[0] > 0


def test_a_section_is_never_the_total_of_all(tmp_path: Path) -> None:
    rows = [row for row in SECTIONS if row[0] != "CPA_C10-12"]
    rows[2] = ["CPA_C", 0, 30, 30, 3, 33]
    study = balance.run(book(tmp_path, **{"supply 2020": rows}))
    assert counts(study)[1] == 0
    lines = study.tables["lines"]
    assert not ((lines["code"] == "CPA_C") & (lines["line"] == Line.PRODUCTS_TOTAL)).any()


@pytest.mark.parametrize("text", ["2.5 bn", "10 m", "3mio"])
def test_a_word_of_scale_is_no_flag(tmp_path: Path, text: str) -> None:
    assert stopped(both(tmp_path, changed(SUPPLY, B2=text)))
