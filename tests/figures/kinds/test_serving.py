"""Charts that hold back what nobody could read: one-bar histograms, lines on lines, dots at zero, gaps in time, empty maps."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from pipeline.figures.drawing import Drawing
from pipeline.figures.kinds.lines import colours_of, series_of
from pipeline.figures.make import draw
from pipeline.figures.marks import Area, Line
from pipeline.figures.theme import THEME
from pipeline.problems import Stop

from ..samples import sample, words


def drawing(
    kind: str, data: pd.DataFrame, language: str = "en", labels: dict[str, str] | None = None, **options: object
) -> Drawing:
    told = words(language, [])
    return Drawing("made-up", kind, data, replace(told, labels={**told.labels, **(labels or {})}), language, options)


def texts(one: Drawing, fonts: tuple[Path, ...]) -> list[str]:
    return [text.text for text in draw(one, fonts).texts()]


def histogram(counts: list[int]) -> pd.DataFrame:
    return pd.DataFrame({"left": np.arange(len(counts)) - 2.5, "right": np.arange(len(counts)) - 1.5, "count": counts})


def test_a_histogram_of_one_bar_is_three_rows_with_numbers(fonts: tuple[Path, ...]) -> None:
    found = texts(drawing("histogram", histogram([1, 2, 950, 30, 4])), fonts)
    assert {"3", "950", "34"} <= set(found)
    assert sum(" to " in text for text in found) == 1


def test_a_histogram_with_a_shape_stays_one(fonts: tuple[Path, ...]) -> None:
    assert " to " not in " ".join(texts(drawing("histogram", histogram([10, 40, 80, 30, 10])), fonts))


def test_all_values_in_one_class_make_no_division_by_zero(fonts: tuple[Path, ...]) -> None:
    assert {"0", "7"} <= set(texts(drawing("histogram", histogram([0, 0, 7])), fonts))


def lines(**series: list[float]) -> pd.DataFrame:
    return pd.DataFrame(
        [(name, 2015 + i, y) for name, values in series.items() for i, y in enumerate(values)],
        columns=["series", "x", "y"],
    )


def strokes(one: Drawing, fonts: tuple[Path, ...]) -> int:
    return sum(isinstance(mark, Line) and len(mark.points) == 4 for mark in draw(one, fonts).marks)


def test_lines_that_coincide_are_one_line_with_one_label(fonts: tuple[Path, ...]) -> None:
    same = drawing("lines", lines(a=[1, 20, 30, 100], b=[1, 20.1, 30, 100], c=[5, 6, 7, 8]))
    assert strokes(same, fonts) == 2
    assert "a, b 100.0" in texts(same, fonts)
    apart = drawing("lines", lines(a=[1, 20, 30, 100], b=[1, 22, 30, 98], c=[5, 6, 7, 8]))
    assert strokes(apart, fonts) == 3


def test_curves_that_enclose_nothing_are_one_curve(fonts: tuple[Path, ...]) -> None:
    x = np.linspace(0, 1, 4)
    data = pd.concat(pd.DataFrame({"series": name, "x": x, "y": x**power}) for name, power in (("a", 3.0), ("b", 3.02)))
    assert "a, b" in texts(drawing("lorenz", data), fonts)
    other = pd.concat(pd.DataFrame({"series": name, "x": x, "y": x**power}) for name, power in (("a", 2.0), ("b", 4.0)))
    assert "a, b" not in texts(drawing("lorenz", other), fonts)


@pytest.mark.parametrize(("language", "text"), [("en", "b 6.0 (2016)"), ("zh", "b 6.0（2016年）")])
def test_an_end_label_has_its_year_where_the_axis_goes_on(language: str, text: str, fonts: tuple[Path, ...]) -> None:
    one = drawing("lines", lines(a=[1, 2, 3, 4], b=[5, 6, np.nan, np.nan]), language)
    found = " ".join(texts(one, fonts))
    assert text in found and "a 4.0" in found and "a 4.0 (" not in found and "a 4.0（" not in found


def test_the_highest_and_the_lowest_line_have_the_same_colours_in_every_figure() -> None:
    data = lines(WLD=[3, 4], HIC=[8, 9], UMC=[5, 6], LIC=[1, 2]).assign(emphasis=lambda d: d["series"] == "WLD")
    found = colours_of(series_of(data), THEME, THEME.base)
    assert found == {
        "WLD": THEME.group["WLD"],
        "HIC": THEME.group["HIC"],
        "UMC": THEME.quiet,
        "LIC": THEME.group["LIC"],
    }
    regions = lines(WLD=[3, 4], a=[8, 9], b=[5, 6], c=[1, 2]).assign(emphasis=lambda d: d["series"] == "WLD")
    assert colours_of(series_of(regions), THEME, THEME.base) == {
        "WLD": THEME.group["WLD"], "a": THEME.highest, "b": THEME.quiet, "c": THEME.lowest,
    }  # fmt: skip


def test_equal_values_share_a_row_with_all_names(fonts: tuple[Path, ...]) -> None:
    data = pd.DataFrame({"label": list("abcdef"), "value": [9.0, 8.0, 0.0, 0.0, 0.01, 5.0], "block": ["x"] * 6})
    found = texts(drawing("ranked_dots", data, decimals=1), fonts)
    assert "c, d, e" in found and found.count("0.0") == 1
    two = data.assign(value=[9.0, 8.0, 0.0, 0.0, 1.0, 5.0])
    assert "c, d" not in " ".join(texts(drawing("ranked_dots", two, decimals=1), fonts))


def bars(years: list[str]) -> pd.DataFrame:
    return pd.DataFrame({"bar": years, "segment": "a", "value": [float(i + 5) for i in range(len(years))]})


def test_years_that_are_left_out_leave_a_gap(fonts: tuple[Path, ...]) -> None:
    found = draw(drawing("stacked_bars", bars(["2010", "2012", "2018"]), horizontal=False), fonts)
    centres = sorted(
        float(np.mean(np.asarray(mark.path.vertices)[:4, 0]))
        for mark in found.marks
        if isinstance(mark, Area)
        and mark.level == 3.0
        and mark.face == THEME.categorical[0]
        and np.ptp(np.asarray(mark.path.vertices)[:, 1]) > 10
    )
    first, second, third = centres
    assert (third - second) / (second - first) == pytest.approx(3.0, rel=0.01)


def test_rows_of_years_leave_a_gap_too(fonts: tuple[Path, ...]) -> None:
    assert "2014" in texts(drawing("stacked_bars", bars(["2010", "2012", "2016"])), fonts)


def test_shares_are_printed_as_percentages(fonts: tuple[Path, ...]) -> None:
    data = pd.DataFrame({"bar": ["x", "x"], "segment": ["a", "b"], "value": [30.0, 10.0]})
    found = texts(drawing("stacked_bars", data, share=True), fonts)
    assert {"75", "25"} <= set(found) and "30" not in found


def test_a_map_of_gaps_is_refused(fonts: tuple[Path, ...]) -> None:
    one = sample("choropleth", 12)
    outlines = json.loads(str(one.options["outlines"]))
    thin = replace(one, data=one.data.head(3))
    assert len(outlines["features"]) > 6
    with pytest.raises(Stop) as stopped:
        draw(thin, fonts)
    (problem,) = stopped.value.problems
    assert problem.code == "figure-map-thin" and "bars" in problem.remedy
