"""Observations: look-ups by indicator, latest values, and the cell that each value came from."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from pipeline.model.observations import Cells, Observations, table_of
from tests.findings.world import observations, series


@pytest.fixture
def book() -> Observations:
    use = series("USE", {"FRA": {2020: 1.0, 2022: 3.0}, "KEN": {2021: 5.0}}, flags={("FRA", 2022): "E"})
    return observations(use, series("NET", {"FRA": {2020: 9.0}}), series("USE2", {"FRA": {2020: 8.0}}))


def test_of_gives_the_rows_of_one_indicator_only(book: Observations) -> None:
    assert book.of("USE")["OBS_VALUE"].tolist() == [1.0, 3.0, 5.0]
    assert book.of("NET")["OBS_VALUE"].tolist() == [9.0]


@pytest.mark.parametrize("code", ["NOPE", "US"])
def test_of_an_unknown_indicator(book: Observations, code: str) -> None:
    with pytest.raises(KeyError, match=code):
        book.of(code)


def test_wide_is_a_copy_with_gaps(book: Observations) -> None:
    table = book.wide("USE")
    assert table.index.tolist() == ["FRA", "KEN"] and table.columns.tolist() == [2020, 2021, 2022]
    assert table.loc["FRA"].tolist()[::2] == [1.0, 3.0] and table.loc["KEN"].isna().tolist() == [True, False, True]
    table.loc["FRA", 2020] = 99
    assert book.wide("USE").loc["FRA", 2020] == 1.0
    assert book.wide("USE", "OBS_STATUS").loc["FRA", 2022] == "E"


def test_no_way_of_writing_to_a_wide_table_reaches_the_next_one(book: Observations) -> None:
    before = book.wide("USE").copy(deep=True)
    table = book.wide("USE")
    table[2020] = 5.0
    table[1999] = 7.0
    table.iloc[0, 0] = -1.0
    table.columns = [str(year) for year in table.columns]
    table.index.name = "economy"
    other = book.wide("USE")
    other.fillna(0.0, inplace=True)
    other.loc["NEW"] = 1.0
    with pytest.raises(ValueError, match="read-only"):
        book.wide("USE").to_numpy()[0, 0] = 3.0
    pd.testing.assert_frame_equal(book.wide("USE"), before, check_exact=True)


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (None, None, {"FRA": (3.0, 2022, "E"), "KEN": (5.0, 2021, "A")}),
        (2022, None, {"FRA": (3.0, 2022, "E")}),
        (None, 2021, {"FRA": (1.0, 2020, "A"), "KEN": (5.0, 2021, "A")}),
        (2023, None, {}),
    ],
)
def test_latest(book: Observations, since: int | None, until: int | None, expected: dict) -> None:
    found = book.latest("USE", since, until)
    assert {area: tuple(row) for area, row in zip(found.index, found.to_numpy().tolist(), strict=True)} == expected


def test_cells_are_addresses_of_the_sheet(book: Observations) -> None:
    assert book.cells("USE", ["FRA"], [2020, 2021, 2022]) == (
        "data/development/book.xlsx › USE!C2",
        "data/development/book.xlsx › USE!E2",
    )
    assert book.cells("USE", ["IND"], [2020]) == ()


AREAS, YEARS = ["ALB", "DZA", "FRA", "KEN", "NAM"], range(2018, 2024)
seen = st.sets(st.tuples(st.sampled_from(AREAS), st.sampled_from(YEARS)), min_size=1)


def some(present: set[tuple[str, int]]) -> Observations:
    """Observations of two indicators; their flags and values differ from cell to cell."""
    cells: dict[str, dict[int, float]] = {}
    for area, year in present:
        cells.setdefault(area, {})[year] = float(year % 7)
    flags = {(area, year): "AEB"[(year + len(area) + ord(area[0])) % 3] for area, year in present}
    return observations(series("USE", cells, flags=flags), series("ZZZ", {"FRA": {2020: 1.0}}))


@given(seen, st.lists(st.sampled_from([*AREAS, "XXX"])), st.lists(st.sampled_from([*YEARS, 1900, 2020.0])))
def test_cells_are_those_of_the_filtered_rows_in_their_order(
    present: set[tuple[str, int]], areas: list[str], years: list[int]
) -> None:
    book = some(present)
    rows = book.of("USE")
    found = Cells(rows, book.indicators["USE"]).of(iter(areas), iter(years))
    plain = rows[rows["REF_AREA"].isin(areas) & rows["TIME_PERIOD"].isin([int(year) for year in years])]
    assert found.addresses == addresses_of(plain)
    assert found.statuses == set(plain["OBS_STATUS"])


@given(seen, st.dictionaries(st.sampled_from([*AREAS, "XXX"]), st.sampled_from([*YEARS, 1900, np.nan])))
def test_cells_of_a_year_of_each_economy(present: set[tuple[str, int]], years: dict[str, float]) -> None:
    book = some(present)
    rows, wanted = book.of("USE"), pd.Series(years, dtype=float)
    found = Cells(rows, book.indicators["USE"]).in_year(wanted)
    plain = rows[rows["TIME_PERIOD"] == rows["REF_AREA"].map(wanted.dropna().astype(int))]
    assert found.addresses == addresses_of(plain)
    assert found.statuses == set(plain["OBS_STATUS"])


def addresses_of(rows: pd.DataFrame) -> tuple[str, ...]:
    cells = zip(rows["COLUMN"], rows["ROW"], strict=True)
    return tuple(f"data/development/book.xlsx › USE!{get_column_letter(column)}{row}" for column, row in cells)


def test_an_economy_has_one_year(book: Observations) -> None:
    with pytest.raises(ValueError, match="two years"):
        Cells(book.of("USE"), book.indicators["USE"]).in_year(pd.Series([2020, 2021], ["FRA", "FRA"]))


@given(seen, st.sampled_from([None, 2019, 2021]), st.sampled_from([None, 2020, 2022, 1900]))
def test_latest_is_the_last_row_of_each_economy(
    present: set[tuple[str, int]], since: int | None, until: int | None
) -> None:
    book = some(present)
    rows = book.of("USE")
    kept = rows[(rows["TIME_PERIOD"] >= (since or 0)) & (rows["TIME_PERIOD"] <= (until or 9999))]
    plain = kept.drop_duplicates("REF_AREA", keep="last").set_index("REF_AREA")
    plain = plain[["OBS_VALUE", "TIME_PERIOD", "OBS_STATUS"]].set_axis(["value", "year", "status"], axis="columns")
    pd.testing.assert_frame_equal(book.latest("USE", since, until), plain, check_exact=True)


def test_a_table_is_what_a_pivot_gives_to_its_order_in_memory() -> None:
    """Sums over it have the same last digit only where the order in memory is the same."""
    rng = np.random.default_rng(1)
    rows = pd.DataFrame(
        [(area, year) for area in ("AAA", "BBB", "CCC") for year in range(2000, 2011) if (area, year) != ("BBB", 2004)],
        columns=["REF_AREA", "TIME_PERIOD"],
    )
    rows["OBS_VALUE"] = rng.random(len(rows))
    rows["OBS_STATUS"] = "A"
    for column in ("OBS_VALUE", "OBS_STATUS"):
        wanted = rows.pivot(index="REF_AREA", columns="TIME_PERIOD", values=column)
        found = table_of(rows, column)
        pd.testing.assert_frame_equal(found, wanted)
        assert found.to_numpy().flags.c_contiguous == wanted.to_numpy().flags.c_contiguous
    assert (
        rows.pivot(index="REF_AREA", columns="TIME_PERIOD", values="OBS_VALUE")
        .mean(axis=1)
        .equals(table_of(rows, "OBS_VALUE").mean(axis=1))
    )
