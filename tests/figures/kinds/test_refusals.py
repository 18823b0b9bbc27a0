"""What a kind refuses by itself, beyond columns and options: each message with a case that triggers it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from pipeline.figures.make import draw
from pipeline.problems import ExitCode, Stop

from ..samples import sample

Change = Callable[[pd.DataFrame], pd.DataFrame]


def same(data: pd.DataFrame) -> pd.DataFrame:
    return data


def cell(column: str, value: object, row: int = 0) -> Change:
    def change(data: pd.DataFrame) -> pd.DataFrame:
        data = data.astype({column: object})
        data.loc[row, column] = value
        return data

    return change


def twice(data: pd.DataFrame) -> pd.DataFrame:
    return pd.concat([data, data.head(1)], ignore_index=True)


CASES: list[tuple[str, Change, dict[str, object], str]] = [
    ("slope", cell("x", 2019), {}, "column 'x' has 3 different values"),
    ("slope", lambda data: data.assign(y=np.nan), {}, "no value in column 'y'"),
    ("lines", lambda data: data.assign(y=np.nan), {}, "no value in column 'y'"),
    ("scatter", lambda data: data.assign(y=np.nan), {}, "no row with x and y"),
    ("scatter", cell("x", 0.0), {}, "column 'x' is 0.0 in row 0"),
    ("timeline", cell("start", "spring 2020"), {}, "column 'start', row 0: 'spring 2020' is no year and no date"),
    ("timeline", cell("start", None), {}, "column 'start' is empty in row 0"),
    ("waterfall", cell("role", "sum"), {}, "column 'role' holds 'sum'"),
    ("waterfall", cell("value", np.nan), {}, "column 'value' has a gap"),
    ("stacked_bars", cell("segment", "odd"), {}, "segment 'odd' is not in option 'segments'"),
    ("stacked_bars", twice, {}, "a bar has a segment twice"),
    ("stacked_bars", same, {"colours": "#123456"}, "option colours is no mapping"),
    ("stacked_bars", same, {"segments": "achieved"}, "option segments is 'achieved'"),
    ("heatmap", twice, {}, "two cells of row 'GBR' and column 'ai'"),
    ("matrix", same, {"kind": "pie"}, "option kind is 'pie'"),
    ("choropleth", cell("class", "huge"), {}, "column 'class' holds 'huge'"),
    ("choropleth", same, {"outlines": None}, "option outlines is missing"),
    ("choropleth", same, {"outlines": "{"}, "no GeoJSON object"),
    ("choropleth", same, {"outlines": "[]"}, "no GeoJSON object"),
    ("choropleth", same, {"points": [1]}, "option points is no mapping"),
    ("ranked_dots", same, {"references": [("mean", 50)] * 9}, "option references has 9 lines"),
    ("ranked_dots", same, {"x_max": 5}, "on an axis from x_min None to x_max 5"),
]


@pytest.mark.parametrize(("kind", "change", "options", "found"), CASES)
def test_refused(kind: str, change: Change, options: dict[str, object], found: str, fonts: tuple[Path, ...]) -> None:
    drawing = sample(kind, 5)
    drawing = dataclasses.replace(drawing, data=change(drawing.data), options={**drawing.options, **options})
    with pytest.raises(Stop) as caught:
        draw(drawing, fonts)
    assert caught.value.exit_code == ExitCode.REPORT
    assert found in str(caught.value)
    assert f"figure {kind}-5" in str(caught.value)


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        ("bars", "no_data"),
        ("heatmap", "no_data"),
        ("choropleth", "no_data"),
        ("lines", "status_B"),
        ("lorenz", "equality"),
        ("strip", "median"),
        ("matrix", "unverified"),
    ],
)
def test_a_label_that_the_kind_needs_is_asked_for(kind: str, key: str, fonts: tuple[Path, ...]) -> None:
    drawing = sample(kind, 7)
    labels = {code: text for code, text in drawing.words.labels.items() if code != key}
    drawing = dataclasses.replace(drawing, words=dataclasses.replace(drawing.words, labels=labels))
    with pytest.raises(Stop, match=f"no label '{key}' in en"):
        draw(drawing, fonts)
