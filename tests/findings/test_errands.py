"""Errands: begun once, waited for by whoever asks with the same values, and never a result of other ones."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pipeline.findings.errands import Errands
from pipeline.findings.making import Exhibits, begin, make_exhibits
from pipeline.findings.recipes import composite
from pipeline.findings.workshop import Workshop
from pipeline.methods.index.audit import audit
from pipeline.methods.index.build import build_index
from pipeline.methods.quality.information import information_of_mean
from pipeline.problems import Stop
from pipeline.store import Keeper, Shelf
from tests.findings.indexed import indexed
from tests.findings.world import ladder, series, spread, workshop

RANKS = '[fig-ranks]\nrecipe = "composite.rank_intervals"\n[fig-choice]\nrecipe = "robustness.what_moves"\n'


class Others:
    """Others who do an errand at once, and keep a record."""

    def __init__(self) -> None:
        self.given: list[Callable[..., Any]] = []
        self.waited = 0

    def __call__(self, function: Callable[..., Any], *arguments: object) -> Callable[[], Any]:
        self.given.append(function)
        result = function(*arguments)

        def wait() -> Any:
            self.waited += 1
            return result

        return wait


def joined(*words: str) -> str:
    return " ".join(words)


def test_an_errand_is_given_out_once_and_its_result_waited_for() -> None:
    others = Others()
    errands = Errands(others)
    one, two = "a" * 3, "b" * 3
    errands.begin("words", joined, one, two)
    errands.begin("words", joined, one, two)
    assert others.given == [joined]
    assert errands.result("words", joined, one, two) == "aaa bbb"
    assert others.waited == 1


@pytest.mark.parametrize("other", [("aaa",), ("aaa", "ccc"), ("aaa", "bbb", "ccc")])
def test_other_values_are_computed_here(other: tuple[str, ...]) -> None:
    others = Others()
    errands = Errands(others)
    errands.begin("words", joined, "aaa", "bbb")
    assert errands.result("words", joined, *other) == " ".join(other)
    assert others.waited == 0


def test_nobody_to_send() -> None:
    errands = Errands()
    errands.begin("words", joined, "a")
    assert errands.result("words", joined, "a") == "a"


def treated() -> Workshop:
    """An index with an indicator on a logarithmic scale: its inputs before and after treatment differ."""
    made = indexed()
    design = made.data.index
    assert design is not None
    row = {"applies_to": "I1", "step": "treat", "parameter": "method", "value": "log", "ROW": 200}
    choices = pd.concat([design.choices, pd.DataFrame([row | {"reason": "A reason", "source": "A source"}])])
    index = dataclasses.replace(design, choices=choices.reset_index(drop=True))
    return dataclasses.replace(made, data=dataclasses.replace(made.data, index=index))


def shop(tmp_path: Path, others: Others, made: Workshop) -> Workshop:
    return dataclasses.replace(made, keeper=Keeper(Shelf(tmp_path / "store.sqlite"), {}), errands=Errands(others))


def exhibits(root: Path, made: Workshop) -> Exhibits:
    (root / "report").mkdir(exist_ok=True)
    (root / "report" / "exhibits.toml").write_text(RANKS, encoding="utf-8")
    return Exhibits(made, root)


def test_the_audit_is_begun_before_its_figures_are_asked_for(tmp_path: Path) -> None:
    others = Others()
    made = shop(tmp_path, others, treated())
    listed = exhibits(tmp_path, made)
    begin(listed, made)
    assert others.given == [audit, information_of_mean] and others.waited == 0
    found = composite.composite(made)
    assert others.waited == 1
    plain = audit(found.design, found.inputs, build_index(found.design, found.inputs))
    assert found.audit.uncertainty.intervals.equals(plain.uncertainty.intervals)
    assert found.audit.sensitivity.equals(plain.sensitivity)


def test_what_is_kept_is_not_begun(tmp_path: Path) -> None:
    others = Others()
    first = shop(tmp_path, others, indexed())
    composite.composite(first)
    assert first.keeper is not None
    first.keeper.close()
    again = shop(tmp_path, others, indexed())
    begin(exhibits(tmp_path, again), again)
    assert others.given == []


def test_data_without_an_index_begin_nothing_and_the_figure_says_why(tmp_path: Path) -> None:
    others = Others()
    made = shop(tmp_path, others, workshop(series("USE", spread(ladder()))))
    listed = exhibits(tmp_path, made)
    begin(listed, made)
    assert others.given == []
    with pytest.raises(Stop) as caught:
        make_exhibits(listed)
    assert "digital-governance-index.xlsx" in str(caught.value.problems[0])
