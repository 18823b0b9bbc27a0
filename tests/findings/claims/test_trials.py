"""Trials: what becomes of a statement under variations."""

from __future__ import annotations

import pytest

from pipeline.findings.claims.trials import (
    Agreement,
    Contrary,
    Standing,
    conditions,
    standing,
    try_variations,
)

OPPOSITES = (("rose", "fell"),)
# name: outcomes of the variations (None: cannot be made), standing, standing where "b" is tolerated
ROWS = {
    "no variation": ([], Standing.FIRM, Standing.FIRM),
    "none that can be made": ([None, None], Standing.FIRM, Standing.FIRM),
    "all agree": (["rose", "rose"], Standing.FIRM, Standing.FIRM),
    "all that can be made agree": (["rose", None], Standing.FIRM, Standing.FIRM),
    "one of two says less": (["rose", "level"], Standing.CONDITIONAL, Standing.CONDITIONAL),
    "most say less": (["rose", "level", "level"], Standing.WITHDRAWN, Standing.WITHDRAWN),
    "the only one says less": (["level"], Standing.WITHDRAWN, Standing.WITHDRAWN),
    "one says the contrary": (["rose", "fell", "rose", "rose"], Standing.WITHDRAWN, Standing.CONDITIONAL),
    "another says the contrary": (["fell", "rose", "rose"], Standing.WITHDRAWN, Standing.WITHDRAWN),
}


def trials(outcomes: list[str | None]):  # type: ignore[no-untyped-def]
    return try_variations("rose", lambda outcome: outcome, dict(zip("abcdef", outcomes, strict=False)), OPPOSITES)


@pytest.mark.parametrize("name", ROWS)
def test_standing(name: str) -> None:
    outcomes, plain, tolerated = ROWS[name]
    assert standing(trials(outcomes)) is plain
    assert standing(trials(outcomes), ("b",)) is tolerated


def test_how_an_outcome_agrees() -> None:
    found = trials(["rose", "level", "fell", None])
    assert [trial.agreement for trial in found] == [
        Agreement.SAME, Agreement.WEAKER, Agreement.OPPOSITE, Agreement.UNTESTED,
    ]  # fmt: skip
    assert [trial.says for trial in found] == ["rose", "level", "fell", ""]
    assert conditions(found) == ("b", "c")


def test_an_outcome_that_says_more_agrees_and_not_the_reverse() -> None:
    for says, found, agreement in (("quarters", "apart", Agreement.SAME), ("apart", "quarters", Agreement.WEAKER)):
        (trial,) = try_variations(says, lambda view: view, {"a": found}, stronger=(("quarters", "apart"),))
        assert trial.agreement is agreement


def test_contraries_hold_both_ways() -> None:
    (found,) = try_variations("fell", lambda outcome: outcome, {"a": "rose"}, OPPOSITES)
    assert found.agreement is Agreement.OPPOSITE


@pytest.mark.parametrize("error", [ValueError("x"), KeyError("x"), IndexError("x"), ZeroDivisionError("x")])
def test_data_that_cannot_tell_leave_a_variation_untested(error: Exception) -> None:
    def test(_: object) -> str:
        raise error

    (found,) = try_variations("rose", test, {"a": 1})
    assert (found.agreement, found.says) == (Agreement.UNTESTED, "")


def test_data_that_deny_the_ground_of_a_statement_are_its_contrary() -> None:
    def test(_: object) -> str:
        raise Contrary("the other way round")

    (found,) = try_variations("rose", test, {"a": 1})
    assert found.agreement is Agreement.OPPOSITE


def test_a_fault_of_the_test_itself_is_not_hidden() -> None:
    with pytest.raises(AttributeError):
        try_variations("rose", lambda view: view.nothing, {"a": 1})  # type: ignore[attr-defined]
