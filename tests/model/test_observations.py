"""Observations: look-ups by indicator, latest values, and the cell that each value came from."""

from __future__ import annotations

import pytest

from pipeline.model.observations import Observations
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
