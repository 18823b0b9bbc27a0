"""What becomes of statements: new, gone, turned, weaker, firmer, withdrawn, back; other figures are no turn."""

from __future__ import annotations

import pytest

from pipeline.differences.effect import Effect, Stated, Turn, turns
from pipeline.findings.claims import Standing

FIRM, MAYBE, OUT = Standing.FIRM, Standing.CONDITIONAL, Standing.WITHDRAWN
ROSE, FELL, MORE = (
    Stated("rose", FIRM, "It rose."),
    Stated("fell", FIRM, "It fell."),
    Stated("rose", FIRM, "It rose more."),
)
CASES = {
    "new": (None, ROSE), "gone": (ROSE, None), "turned": (ROSE, FELL), "weaker": (ROSE, Stated("rose", MAYBE, "It rose?")),
    "firmer": (Stated("rose", MAYBE, "It rose?"), ROSE), "withdrawn": (ROSE, Stated("rose", OUT, "It rose.")),
    "back": (Stated("fell", OUT, "It fell."), ROSE),
}  # fmt: skip


@pytest.mark.parametrize("what", CASES)
def test_what_became_of_a_statement(what: str) -> None:
    old, new = CASES[what]
    found = turns({"x": old} if old else {}, {"x": new} if new else {})
    assert found == Effect((Turn(what, "x", old.text if old else "", new.text if new else ""),), 0, 0)


def test_what_is_no_turn() -> None:
    hidden, other = Stated("rose", OUT, "It rose."), Stated("fell", OUT, "It fell.")
    assert turns({"a": ROSE, "b": ROSE, "c": hidden}, {"a": ROSE, "b": MORE, "c": hidden}) == Effect((), 1, 2)
    assert turns({"c": hidden}, {"c": other}).turns == ()  # neither was printed
    assert turns({}, {"c": hidden}).turns == turns({"c": hidden}, {}).turns == ()
