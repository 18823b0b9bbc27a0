"""Gathering: newest value in the period, divided in the same year and base units, with its year, status and cell."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pipeline.methods.index.design import Design, read_design
from pipeline.methods.index.inputs import from_frame, gather
from pipeline.methods.index.problems import IndexProblems
from pipeline.model.economies import Group
from pipeline.model.indicators import Direction, Framework, Indicator
from pipeline.model.observations import Observations
from tests.methods.index.samples import sheets

ROWS = (("X", "", 2), ("trade", "X", 1), ("use", "X", 1))
PERIOD = {("period", "since"): 2018, ("period", "until"): 2020}


def indicator(code: str) -> Indicator:
    texts = dict.fromkeys(
        ("definition", "source", "citation", "url", "licence", "accessed", "pillar", "theme", "source_code"), "made up"
    )
    return Indicator(
        code=code,
        name=code,
        unit="made up",
        unit_multiplier=0,
        direction=Direction.HIGHER,
        decimals=0,
        minimum=None,
        maximum=None,
        framework=Framework.ACCOUNTING,
        workbook="made-up.xlsx",
        sheet=code,
        **texts,
    )


def observations(cells: dict[str, list[tuple[str, int, float, str]]]) -> Observations:
    rows = [(code, *cell, i + 2, 3) for code, found in sorted(cells.items()) for i, cell in enumerate(sorted(found))]
    frame = pd.DataFrame(
        rows, columns=["INDICATOR", "REF_AREA", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS", "ROW", "COLUMN"]
    )
    return Observations(frame, {code: indicator(code) for code in cells})


DATA = observations(
    {
        "trade": [
            ("FRA", 2018, 2.0e6, "A"),
            ("FRA", 2020, 3.0e6, "E"),
            ("DEU", 2019, 4.0e6, "A"),
            ("MLI", 2019, 1.0e6, "A"),
            ("CHN", 2016, 9.0, "A"),
        ],
        "gdp": [("FRA", 2018, 100.0, "A"), ("DEU", 2019, 50.0, "A"), ("MLI", 2019, 0.0, "A"), ("CHN", 2016, 9.0, "A")],
        "use": [("FRA", 2017, 60.0, "A"), ("FRA", 2021, 80.0, "A"), ("DEU", 2020, 90.0, "P"), ("GHA", 2019, 50.0, "A")],
    },
)


def made(denominator: str = "gdp", factor: float = 100.0, **choices: object) -> Design:
    found = sheets(ROWS, choices=PERIOD | choices.pop("more", {}))  # type: ignore[operator]
    found.hierarchy.loc[1, ["denominator"]] = denominator
    found.hierarchy.loc[1, ["factor"]] = factor
    return read_design(found)


def test_newest_value_in_the_period_divided_in_the_same_year() -> None:
    inputs = gather(DATA, made())
    done = [(e.step, e.element, e.touched) for e in inputs.log]
    assert done == [("gather", "trade", 2), ("denominate", "trade", 2), ("gather", "use", 2)]
    assert inputs.economies == ("CHN", "DEU", "FRA", "GHA", "MLI")
    trade, use = (dict(zip(inputs.economies, row, strict=True)) for row in inputs.values)
    assert trade["FRA"] == pytest.approx(2.0 * 1e6 / 100 * 100)  # 2020 has no denominator
    assert trade["DEU"] == pytest.approx(4.0 * 1e6 / 50 * 100)
    assert np.isnan([trade["MLI"], trade["CHN"], use["FRA"]]).all()  # zero denominator; outside the period
    assert use["DEU"] == 90
    assert inputs.years[0][2] == 2018 and inputs.status[1][1] == "P" and inputs.status[1][2] == ""
    assert str(inputs.place("trade", "FRA")) == "made-up.xlsx › trade!C4"
    assert inputs.panel["use"].loc["FRA"].dropna().tolist() == [60.0, 80.0]


def test_without_denominator_the_newest_counts() -> None:
    inputs = gather(DATA, made("", np.nan))
    assert inputs.values[0][2] == 3.0e6 and inputs.status[0][2] == "E"
    assert gather(DATA, made("", 10.0)).values[0][2] == 30.0e6


def test_the_universe_are_the_groups_named() -> None:
    groups = {"EUR": Group("EUR", "region", {}, ("FRA", "DEU", "ITA")), "HIC": Group("HIC", "income", {}, ("FRA",))}
    inputs = gather(DATA, made(more={("screen", "groups"): "EUR; HIC"}), groups)
    assert inputs.economies == ("DEU", "FRA", "ITA")
    assert inputs.groups == {"region": {"FRA": "EUR", "DEU": "EUR", "ITA": "EUR"}, "income": {"FRA": "HIC"}}
    with pytest.raises(IndexProblems, match="no group XYZ"):
        gather(DATA, made(more={("screen", "groups"): "XYZ"}), groups)


@pytest.mark.parametrize(
    ("rows", "denominator", "cell", "words"),
    [
        ((("X", "", 2), ("trade", "X", 1), ("speed", "X", 1)), "gdp", "A4", "no indicator 'speed'"),
        (ROWS, "people", "G3", "no indicator 'people'"),
    ],
)
def test_an_indicator_without_data_is_named(rows: tuple, denominator: str, cell: str, words: str) -> None:
    found = sheets(rows, choices=PERIOD)
    found.hierarchy.loc[1, ["denominator"]] = denominator
    with pytest.raises(IndexProblems) as caught:
        gather(DATA, read_design(found))
    problem = caught.value.problems[0]
    assert problem.code == "index-without-data" and words in problem.found
    assert (problem.place.sheet, problem.place.cell) == ("Hierarchy", cell)


def test_what_no_value_rests_on_is_told() -> None:
    """trade has two years of FRA, one without gdp; MLI's gdp is zero; values stand before and after the period."""
    told = {(one.code, one.what, one.why) for one in gather(DATA, made()).left}
    assert told == {
        ("trade", "1 value of 2016", "outside the period 2018-2020"),
        ("trade", "2 values", "no gdp in the same year, or it is zero"),
        ("use", "2 values of 2017-2021", "outside the period 2018-2020"),
    }
    groups = {"EUR": Group("EUR", "region", {}, ("FRA", "DEU"))}
    members = gather(DATA, made("", np.nan, more={("screen", "groups"): "EUR"}), groups).left
    assert ("trade", "1 value", "the economy has a newer one in the period") in {
        (o.code, o.what, o.why) for o in members
    }
    strangers = {one.code: one.what for one in members if one.kind == "economy"}
    assert strangers == {"CHN": "1 value", "GHA": "1 value", "MLI": "1 value"}


def test_an_indicator_without_a_value_in_the_period_stays_without_values() -> None:
    inputs = gather(DATA, made("use"))
    assert np.isnan(inputs.values[0]).all() and not np.isnan(inputs.values[1]).all()


def test_a_part_keeps_what_belongs_together() -> None:
    frame = pd.DataFrame({"a": [1.0, 2, 3], "b": [4.0, np.nan, 6]}, index=["E0", "E1", "E2"])
    part = from_frame(frame, 2020).only(["b"], ["E2", "E1"])
    assert part.values.tolist()[0][0] == 6 and np.isnan(part.values[0, 1])
    assert part.status.tolist() == [["A", ""]]


@pytest.mark.parametrize("seed", range(5))
def test_the_newest_value_is_the_last_row_of_each_economy_in_the_period(seed: int) -> None:
    rng = np.random.default_rng(seed)
    areas = [f"E{i:02}" for i in range(12)]
    cells = {
        code: [
            (area, year, float(rng.random()), "A") for area in areas for year in range(2015, 2023) if rng.random() < 0.5
        ]
        for code in ("gdp", "trade", "use")
    }
    data = observations(cells)
    inputs = gather(data, made(factor=1.0))
    for k, code in enumerate(inputs.codes):
        rows = data.of(code)
        if code == "trade":
            both = rows.merge(data.of("gdp"), on=["REF_AREA", "TIME_PERIOD"], suffixes=("", "_BELOW"))
            rows = both.assign(OBS_VALUE=both["OBS_VALUE"] / both["OBS_VALUE_BELOW"])
        rows = rows[rows["TIME_PERIOD"].between(2018, 2020)]
        last = rows.drop_duplicates("REF_AREA", keep="last").set_index("REF_AREA").reindex(inputs.economies)
        assert np.array_equal(inputs.values[k], last["OBS_VALUE"], equal_nan=True)
        assert np.array_equal(inputs.years[k], last["TIME_PERIOD"], equal_nan=True)


@pytest.mark.parametrize(
    ("method", "options", "carried"),
    [
        ("none", (), False),
        ("group_median", (), False),
        ("linear", (), True),
        ("carry_last", (), True),
        ("none", [("impute", "none"), ("impute", "linear")], True),
    ],
)
def test_earlier_years_are_needed_only_where_a_choice_carries_them(
    method: str, options: list[tuple[str, str]], carried: bool
) -> None:
    design = read_design(sheets(ROWS, choices=PERIOD | {("impute", "method"): method}, options=options))
    inputs = gather(DATA, made())
    needed = inputs.needed(design)
    assert (set(needed.panel) == {"trade", "use"}) is carried
    assert np.array_equal(needed.values, inputs.values, equal_nan=True) and needed.cells == inputs.cells
