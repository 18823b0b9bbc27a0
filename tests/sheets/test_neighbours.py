"""Numbers in the wrong place without a baseline: each slip by its name, and nothing where sources are like that."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import numpy as np
import pytest

from pipeline.sheets.books import IndicatorBook
from pipeline.sheets.rules.neighbours import CODES, across, look
from pipeline.sheets.tables import Rows
from pipeline.sheets.wide import Wide

AREAS = tuple("".join(letters) for letters in product("ABCDE", repeat=2))  # 25 made-up codes, sorted
YEARS = np.arange(2012, 2024)
Sheets = dict[str, np.ndarray]


def figures(seed: int) -> np.ndarray:
    """25 economies and 12 years of slowly growing figures, an eighth of them missing."""
    rng = np.random.default_rng(seed)
    values = rng.uniform(20, 60, (25, 1)) + np.cumsum(rng.uniform(0.2, 2, (25, 12)), axis=1)
    values[rng.random(values.shape) < 0.125] = np.nan
    return np.round(values, 3)


def found(sheets: Sheets, areas: tuple[str, ...] = AREAS, unit: str = "per cent of people") -> list[tuple[str, str]]:
    wides = {
        code: Wide("a.xlsx", code, areas, areas, YEARS, values, np.arange(2, 27), np.arange(3, 15))
        for code, values in sheets.items()
    }
    listed = Rows(
        "a.xlsx", "Indicators", {"code": list(sheets), "unit": [unit] * len(sheets), "ROW": [2] * len(sheets)}, {}, {}
    )
    seen = look(IndicatorBook("a.xlsx", listed, None, wides, {}))
    return [(one.code, f"{one.place.sheet}!{one.place.cell}") for one in (*seen.problems, *across(seen.columns))]


def year_over_year(sheets: Sheets) -> None:
    sheets["A"][:, 7] = sheets["A"][:, 6]


def old_year(sheets: Sheets) -> None:
    sheets["A"][:, 9] = sheets["A"][:, 2]


def column_of_another(sheets: Sheets) -> None:
    sheets["B"][:, 4] = sheets["A"][:, 8]


def column_against_other_economies(sheets: Sheets) -> None:
    sheets["B"][:, 4] = np.roll(sheets["A"][:, 8], 5)


def series_of_another(sheets: Sheets) -> None:
    sheets["B"][:] = sheets["A"]


def row_over_row(sheets: Sheets) -> None:
    sheets["A"][20] = sheets["A"][3]


def sorted_up(sheets: Sheets) -> None:
    sheets["A"][:, 11] = np.sort(sheets["A"][:, 11])


def sorted_down(sheets: Sheets) -> None:
    known = np.isfinite(sheets["A"][:, 5])
    sheets["A"][known, 5] = np.sort(sheets["A"][known, 5])[::-1]


def zeros(sheets: Sheets) -> None:
    sheets["B"][np.isnan(sheets["B"])] = 0


def thousandth(sheets: Sheets) -> None:
    sheets["A"][6] /= 1000


def thousands(sheets: Sheets) -> None:
    sheets["A"][6] *= 1000


def shares(sheets: Sheets) -> None:
    sheets["A"] /= 100


ROWS: list[tuple[Callable[[Sheets], None], str, str]] = [
    (year_over_year, "sheet-year-repeated", "A!J1"),
    (old_year, "sheet-year-repeated", "A!L1"),
    (column_of_another, "sheet-column-of-another", "B!G1"),
    (column_against_other_economies, "sheet-column-of-another", "B!G1"),
    (series_of_another, "sheet-series-of-another", "B!C1"),
    (row_over_row, "sheet-economies-alike", "A!A22"),
    (sorted_up, "sheet-column-sorted", "A!N1"),
    (sorted_down, "sheet-column-sorted", "A!H1"),
    (zeros, "sheet-zeros-inside", "B!"),
    (thousands, "sheet-economy-scale", "A!A8"),
    (thousandth, "sheet-economy-scale", "A!A8"),
    (shares, "sheet-unit-share", "A!"),
]


@pytest.mark.parametrize(("slip", "code", "place"), ROWS, ids=[row[0].__name__ for row in ROWS])
@pytest.mark.parametrize("seed", [1, 2])
def test_a_slip_has_its_name(slip: Callable[[Sheets], None], code: str, place: str, seed: int) -> None:
    sheets = {"A": figures(seed), "B": figures(seed + 10)}
    assert found(sheets) == []
    slip(sheets)
    told = found(sheets)
    assert [one for one, _ in told] == [code]
    assert told[0][1].startswith(place)


def test_every_code_has_a_slip() -> None:
    assert set(CODES) == {row[1] for row in ROWS}


def test_what_sources_do_is_no_slip() -> None:
    twice = figures(3)
    twice[:, 1::2] = twice[:, ::2]  # a survey of every second year, carried on
    assert found({"A": twice}) == []
    scores = np.round(figures(4) / 25)  # a score of few steps is the same in many economies and years
    assert found({"A": scores}, unit="score") == []
    whole = figures(5)
    order = np.argsort(whole[:, 11])
    assert found({"A": whole[order]}, areas=tuple(AREAS[i] for i in order)) == []  # the sheet sorted as a whole
    begun = figures(6)
    begun[:, :3] = 0  # nobody had it yet
    assert found({"A": begun}) == []
    three = figures(7)
    three[[4, 9, 15]] = three[4]  # a common price of three economies
    assert found({"A": three}) == []
