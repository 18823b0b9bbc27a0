"""What became of statements and numbers, and what of it data and method did."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from pipeline.findings.claims import Standing
from pipeline.findings.effects import Cause, Corners, What, moved

FIRM = Standing.FIRM


@dataclass(frozen=True)
class One:
    says: str
    standing: Standing = FIRM


ROSE, FELL = One("rose"), One("fell")
# before, after, earlier data with the later method, later data with the earlier method, cause
CAUSES = {
    "data": (ROSE, FELL, ROSE, FELL, Cause.DATA),
    "method": (ROSE, FELL, FELL, ROSE, Cause.METHOD),
    "each": (ROSE, FELL, ROSE, ROSE, Cause.BOTH),
    "only both": (ROSE, FELL, FELL, FELL, Cause.TOGETHER),
    "new with the data": (None, FELL, None, FELL, Cause.DATA),
}


@pytest.mark.parametrize("case", CAUSES)
def test_the_cause_of_a_turn(case: str) -> None:
    before, after, data, method, expected = CAUSES[case]
    states = [{"x": one} if one else {} for one in (before, after, data, method)]
    assert [cause for _, cause in Corners(*states).turns().values()] == [expected]


def test_without_the_state_of_the_earlier_method_it_is_told_on_the_earlier_data() -> None:
    assert Corners({"x": ROSE}, {"x": FELL}, {"x": FELL}).turns() == {"x": (What.TURNED, Cause.METHOD)}
    assert Corners({"x": ROSE}, {"x": FELL}, {"x": ROSE}).turns() == {"x": (What.TURNED, Cause.DATA)}
    assert Corners({"x": ROSE}, {"x": FELL}).turns() == {"x": (What.TURNED, Cause.UNKNOWN)}


def test_the_parts_of_a_change() -> None:
    found = moved(10.0, 20.0, 13.0, 16.0)  # with the earlier data 13, with the earlier method 16
    assert (found.change, found.data, found.method, found.residual) == (10.0, 7.0, 4.0, -1.0)
    told = moved(10.0, 20.0, 13.0)
    assert (told.data, told.method, told.residual) == (7.0, 3.0, 0.0)
    assert moved(10.0, 20.0).residual is None
