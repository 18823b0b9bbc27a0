"""The words of a design: everything listed can be done, everything done is listed, and the sheets offer the same."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pipeline.methods.index.build import build_index
from pipeline.methods.index.design import read_design
from pipeline.methods.index.inputs import from_frame
from pipeline.methods.index.ranges import PAIRS, VALUES
from pipeline.methods.index.vocabulary import DEFAULTS, FALLBACKS, METHODS, PARAMETERS, TERMS, USED_BY, canonical
from pipeline.sheets import layout
from tests.methods.index.samples import design, made_up, sheets

ROWS = (
    ("X", "", 3),
    ("P", "X", 2, None, 1.0),
    ("a", "P", 1, "higher", 1.0),
    ("b", "P", 1, "lower", 2.0),
    ("c", "X", 1, "higher", 1.0),
)
# What some methods need beside the choices of the samples.
MORE = {
    ("impute", "group_kind"): "income", ("impute", "max_age"): 5, ("impute", "value"): 3, ("treat", "lambda"): 0.5,
    ("normalise", "target"): 200, ("normalise", "target", "b"): -1, ("normalise", "cap"): "no",
    ("aggregate", "power"): 0.5,
}  # fmt: skip


@pytest.mark.parametrize(("step", "method"), [(step, name) for step, names in METHODS.items() for name in names])
def test_every_method_that_is_listed_makes_an_index(step: str, method: str) -> None:
    frame = made_up("abc", economies=20, gaps=0.1)
    inputs = from_frame(frame, 2020)
    panel = {code: frame[[code]].set_axis([2019], axis=1).fillna(2.0) for code in "abc"}
    groups = {"income": {economy: "high" if i % 2 else "low" for i, economy in enumerate(frame.index)}}
    inputs = replace(inputs, panel=panel, groups=groups)
    choices = {**MORE, (step, "method"): method}
    best = {"a": frame["a"].idxmax(), "b": frame["b"].idxmin(), "c": frame["c"].idxmax()}
    choices |= {("normalise", "reference", code): economy for code, economy in best.items()}
    if method == "fraction_of_max":
        choices |= {("normalise", "method", "b"): "min_max"}
    posts = {"a": (0.0, 30.0), "b": (30.0, 0.0), "c": (0.0, 30.0)}
    result = build_index(design(ROWS, choices=choices, posts=posts), inputs)
    assert result.score.notna().sum() >= 15
    assert method in set(result.log.loc[result.log["step"] == step, "method"])


@pytest.mark.parametrize("fallback", FALLBACKS)
def test_every_fallback_follows_a_winsorisation(fallback: str) -> None:
    frame = made_up("abc", economies=20).assign(a=[*np.arange(1.0, 18), 500.0, 900.0, 2000.0])
    choices = {**MORE, ("treat", "method", "a"): "winsorise", ("treat", "most"): 1, ("treat", "fallback"): fallback}
    table = build_index(design(ROWS, choices=choices), from_frame(frame)).treatment.set_index("INDICATOR")
    assert table.loc["a", "fallback"] == ("" if fallback == "none" else fallback)
    assert table.loc["a", "points"] > 0 and table.loc["b", "points"] == 0


def test_steps_and_parameters_hang_together() -> None:
    assert tuple(PARAMETERS) == layout.INDEX_STEPS
    assert set(METHODS) < set(PARAMETERS) and all("method" in PARAMETERS[step] for step in METHODS)
    for step, parameter in (*DEFAULTS, *TERMS, *USED_BY):
        assert parameter in PARAMETERS[step]
    for (step, _), readers in USED_BY.items():
        assert set(readers) <= set(METHODS[step])
    for names in (*METHODS.values(), *PARAMETERS.values()):
        assert all(line.endswith(".") and "\n" not in line for line in names.values())


def test_every_number_that_may_be_chosen_has_a_range() -> None:
    assert {key for key, value in DEFAULTS.items() if not isinstance(value, str)} <= set(VALUES)
    for step, parameter in (*VALUES, *((step, one) for step, *both in PAIRS for one in both)):
        assert parameter in PARAMETERS[step]


@pytest.mark.parametrize("key", sorted(DEFAULTS))
def test_a_default_is_said_where_its_parameter_is(key: tuple[str, str]) -> None:
    assert f"default: {DEFAULTS[key]}" in PARAMETERS[key[0]][key[1]]


def test_capitals_do_not_matter() -> None:
    assert canonical("treat", "method", " LOG_ct_PLUS ") == "log_CT_plus"
    assert canonical("normalise", "ties", "Average") == "average" and canonical("screen", "groups", "EU") == "EU"
    made = read_design(sheets(ROWS, choices={("treat", "method"): "Log_gii"}))
    assert made.method("treat", "a") == "log_GII"
    assert made.with_choice("impute", "method", "EM").method("impute", "a") == "em"


def test_ties_by_name() -> None:
    frame = made_up("abc", economies=4).assign(a=[1.0, 2, 2, 5])
    found = {}
    for ties in TERMS["normalise", "ties"]:
        choices = {("normalise", "method", "a"): "rank", ("normalise", "ties"): ties}
        found[ties] = build_index(design(ROWS, choices=choices), from_frame(frame)).scores["a"].tolist()
    assert found == {"min": [1, 2, 2, 4], "average": [1, 2.5, 2.5, 4], "max": [1, 3, 3, 4]}
