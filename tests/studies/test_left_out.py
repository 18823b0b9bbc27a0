"""Nothing vanishes: whatever a divide or a balancing leaves out is a row of its table, counted in the notes; figures are made up."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pipeline.methods.omissions import Omission, omission_frame
from pipeline.studies import balance, divide
from pipeline.studies.omissions import LEFT_OUT, told
from pipeline.studies.study import Study
from tests.studies.series_workbooks import divide_sheets, write
from tests.studies.test_balance import sheets as balancing
from tests.studies.test_balance import write as write_sheets
from tests.studies.test_published_tables import SUPPLY, USE, Rows, both, changed, counts, gdp


def rows(study: Study) -> set[tuple[str, str, str]]:
    """Kind, code and why of all that is left out."""
    return set(study.tables[LEFT_OUT][["kind", "code", "why"]].itertuples(index=False, name=None))


def note(study: Study) -> str:
    found = [one for one in study.notes if one.startswith("Left out (table")]
    return found[0] if found else ""


def test_the_sentence_counts_each_once_and_in_one_order() -> None:
    some = [
        Omission("economy", "KIR", "a", "no population"),
        Omission("economy", "KIR", "b", "no population"),
        Omission("economy", "TUV", "a", "no population"),
        Omission("row with blank cells", "P1", "x", "zeros"),
        Omission("row with blank cells", "P2", "x", "zeros"),
        Omission("group", "low", "a", "empty"),
    ]
    assert (
        told(some)
        == "Left out (table Left out): 2 economies: no population; 2 rows with blank cells: zeros; 1 group: empty."
    )
    assert told(reversed(some)) == told(some)
    assert (
        len(omission_frame([*some, *some])) == 6
        and told([]) == ""
        and list(omission_frame([]).columns) == ["kind", "code", "what", "why"]
    )


def test_a_divide_that_leaves_nothing_out_says_nothing(tmp_path: Path) -> None:
    sheets = divide_sheets()
    del sheets["OWN_FEMALE"], sheets["OWN_MALE"]
    sheets["Indicators"] = sheets["Indicators"][:2]
    study = divide.run(write(sheets, tmp_path), draws=20)
    assert note(study) == "" and study.tables[LEFT_OUT].empty


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        # an economy without a population, one without a group, one without a value in a year, one without any
        (lambda s: s["Population"].pop(1), ("economy", "AGO", "no population in the nearest year")),
        (lambda s: s["Groups"].pop(1), ("economy", "AGO", "in no group of the scheme")),
        (lambda s: _set(s["NET"], 1, 2, None), ("economy", "AGO", "no value in 2015")),
        (lambda s: [_set(s["NET"], 1, c, None) for c in (2, 3, 4, 5)], ("economy", "AGO", "no value in 2015 and 2022, nor in any other year")),
        (lambda s: s["NET"].pop(1), ("economy", "AGO", "not in this series")),
        # an economy of a group that no series has, and then the group is empty
        (lambda s: s["Groups"].append(["KEN", "alone"]), ("economy", "KEN", "no figures")),
        (lambda s: s["Groups"].append(["KEN", "alone"]), ("group", "alone", "no member with figures")),
        # a group without values in the years compared
        (lambda s: [_set(s["NET"], r, 2, None) for r in (1, 2)], ("group", "low", "no member with values and people in both years")),
        # a group too small for an interval
        (lambda s: _set(s["Groups"], 2, 1, "alone"), ("gap change", "alone to high", "groups of 2 and 1 economies; needed: two or more in each")),
        # an indicator without two years
        (lambda s: s.update(OWN_MALE=[["REF_AREA", "Economy", 2018]]), ("indicator", "OWN_MALE", "year 2015 is not in the table; needed: 2018 to 2018")),
        # a year between that few report
        (lambda s: [_set(s["NET"], r, 3, None) for r in (1, 2, 3)], ("year", "2018", "3 economies, fewer than 80% of the 6 of the best year")),
        # a measure that its values do not allow
        (lambda s: _set(s["NET"], 1, 2, 0), ("measure", "theil_l", "Theil L of 0; needed: values above zero")),
        (lambda s: _set(s["NET"], 1, 2, 0), ("convergence", "beta (log)", "a value of zero or below has no logarithm; needed: values above zero, or points")),
        # women without men
        (lambda s: (s.pop("OWN_MALE"), s["Indicators"].pop(3)), ("indicator", "OWN_FEMALE", "no series OWN_MALE")),
        (lambda s: (s.pop("OWN_FEMALE"), s["Indicators"].pop(2)), ("indicator", "OWN_MALE", "no series OWN_FEMALE")),
        (lambda s: _set(s["OWN_MALE"], 1, 2, None), ("economy", "AGO", "no year with values of both sexes")),
    ],
)  # fmt: skip
def test_what_a_divide_leaves_out(tmp_path: Path, change: object, expected: tuple[str, str, str]) -> None:
    sheets = divide_sheets()
    change(sheets)  # type: ignore[operator]
    study = divide.run(write(sheets, tmp_path), draws=20, first=2015, last=2022)
    assert expected in rows(study), rows(study)
    assert expected[2] in note(study)


def test_years_that_are_not_compared(tmp_path: Path) -> None:
    sheets = divide_sheets()
    for row in (1, 2):
        _set(sheets["NET"], row, 2, None)
    study = divide.run(write(sheets, tmp_path), draws=20)
    few = "fewer than 80% of the economies or people of the best year"
    assert ("year", "2015", f"before 2018, {few}") in rows(study)
    assert (
        "indicator",
        "OWN_MALE",
        "fewer than two years with enough economies; needed: two or more, or years named",
    ) in rows(study)
    named = divide.run(write(sheets, tmp_path), draws=20, first=2019, last=2022)
    assert {("year", "2015", "before 2019"), ("year", "2018", "before 2019")} <= rows(named)


def _set(sheet: Rows, row: int, column: int, value: object) -> None:
    sheet[row][column] = value


def test_a_reference_that_a_scheme_has_not(tmp_path: Path) -> None:
    sheets = divide_sheets()
    sheets["Groups"] = [[*row, "scheme" if i == 0 else "income"] for i, row in enumerate(sheets["Groups"])]
    sheets["Groups"] += [["AGO", "south", "place"], ["DEU", "north", "place"]]
    study = divide.run(write(sheets, tmp_path), draws=20, reference="north")
    assert ("scheme", "income", "it has no group north with economies in both years") in rows(study)
    only = divide.run(write(sheets, tmp_path), draws=20, schemes=["place"])
    assert set(only.tables["Group gaps"]["scheme"]) == {"place"}


def test_blank_cells_of_a_matrix_are_listed(tmp_path: Path) -> None:
    assert balance.run(write_sheets(tmp_path, balancing())).tables[LEFT_OUT].empty
    study = balance.run(write_sheets(tmp_path, balancing(Matrix_C3=None)))
    assert rows(study) == {("row with blank cells", "r2", "zeros that stay zero")}
    assert any("are blank: zeros that stay zero" in one for one in study.notes)


def test_what_a_check_of_tables_leaves_out(tmp_path: Path) -> None:
    use = [*changed(USE, B2=":", F3=None), ["MEMO9", 1, 1, 2]]
    supply = [[*row, "X9" if at == 0 else 1] for at, row in enumerate(changed(SUPPLY, B3="c"))]
    study = balance.run(both(tmp_path, supply, use))
    found = study.tables[LEFT_OUT].set_index(["kind", "code"])
    assert set(found.loc[[("withheld cell", "CPA_A / A")], "why"]) == {"not known, and no zero"}
    assert ("withheld cell", "CPA_J / A") in found.index
    assert set(found.loc[[("column", "X9")], "why"]) == {"not known: no product, industry or line"}
    assert ("row", "MEMO9") in found.index
    assert {"product output", "intermediate use", "total use"} <= {
        code for kind, code in found.index if kind == "identity"
    }
    assert "2 withheld cells: not known, and no zero" in note(study)
    assert gdp(study)[0] == 95.0 and counts(study)[1] == 0  # nothing withheld is read as a zero


def test_a_supply_table_of_one_margin_works_with_what_it_has(tmp_path: Path) -> None:
    """As that of the United Kingdom: products by totals, without industries; industries and products share no codes."""
    names = {"A": "I1", "J": "I2"}
    supply = [[row[0], *row[3:]] for row in SUPPLY]
    use = [[names.get(str(cell), cell) for cell in row] for row in USE]
    study = balance.run(both(tmp_path, supply, use))
    assert counts(study)[1] == 0 and gdp(study) == [95.0, 95.0, 95.0]
    held = study.tables["summary"].set_index("identity")["hold"]
    assert held["supply at purchasers' prices"] == 2 and held["supply equals use"] == 2 and held["product output"] == 0
    assert ("table", "supply 2020", "it has no industries") in rows(study)


@pytest.mark.parametrize("line", ["P118", "D21X31", "P7", "D1", "B1G", "P6", "TU", "SUPPP"])
def test_no_verdict_where_a_line_is_absent(tmp_path: Path, line: str) -> None:
    """Each identity that needs the line is open and listed; no other one is broken."""
    supply, use = (
        [[cell for at, cell in enumerate(row) if rows[0][at] != line] for row in rows if row[0] != line]
        for rows in (SUPPLY, USE)
    )
    study = balance.run(both(tmp_path, supply, use))
    assert counts(study)[1] == 0 and counts(study)[2] > 0
    assert any(one.kind == "identity" for one in study.tables[LEFT_OUT].itertuples(index=False))


@pytest.mark.parametrize("cell", ["B2", "C3", "E2", "G3", "H2", "I3", "D2"])
@pytest.mark.parametrize("mark", ["c", ":", "(D)", ": c", "x"])
def test_a_withheld_cell_is_no_zero_anywhere(tmp_path: Path, cell: str, mark: str) -> None:
    study = balance.run(both(tmp_path, changed(SUPPLY, **{cell: mark}), USE))
    assert counts(study)[1] == 0, study.tables["broken"]
    assert all(value == 95.0 or np.isnan(value) for value in gdp(study))
    assert any(row[0] == "withheld cell" for row in rows(study))


def test_a_withheld_part_does_not_make_a_sum_a_product(tmp_path: Path) -> None:
    """A total of which one part is withheld is still told from the products that it adds up."""
    supply = changed(SUPPLY, B2="c")
    supply = [[("ALL" if cell == "TOTAL" and at == 0 else cell) for at, cell in enumerate(row)] for row in supply]
    use = [[("ALL" if cell == "P2" else cell) for cell in row] for row in USE]
    study = balance.run(both(tmp_path, supply, use))
    assert counts(study)[1] == 0
    assert all(value == 95.0 or np.isnan(value) for value in gdp(study))
    assert not [row for row in rows(study) if row[0] == "product"]
