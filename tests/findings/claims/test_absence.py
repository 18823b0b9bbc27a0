"""Absence: who of the field has no value."""

from __future__ import annotations

import pandas as pd
import pytest

from pipeline.findings.claims.absence import Missing, absent

PEOPLE = pd.Series({"A": 10.0, "B": 40.0, "C": 30.0, "D": 20.0})
GROUPS = {"west": ["A", "B"], "east": ["C", "D"], "nowhere": [], "elsewhere": ["X"]}
# name: who is present, what may be said, who is absent (largest first), share of people, groups without any
ROWS = {
    "nobody is missing": ("ABCD", Missing.NOBODY, (), 0, ()),
    "one is missing": ("ACD", Missing.SOME, ("B",), 40, ()),
    "a whole group is missing": ("AB", Missing.GROUPS, ("C", "D"), 50, ("east",)),
    "most are missing": ("A", Missing.MOST, ("B", "C", "D"), 90, ("east",)),
    "everybody is missing": ("", Missing.EVERYBODY, ("B", "C", "D", "A"), 100, ("west", "east")),
    "somebody from outside does not count": ("ABCDX", Missing.NOBODY, (), 0, ()),
}


@pytest.mark.parametrize("name", ROWS)
def test_who_is_missing(name: str) -> None:
    present, says, missing, people, groups = ROWS[name]
    found = absent(present, PEOPLE, GROUPS)
    assert (found.says, found.absent, found.people, found.groups) == (says, missing, people, groups)
    assert found.field == 4


def test_places_without_people() -> None:
    found = absent(["A"], pd.Series({"A": 0.0, "B": 0.0, "C": 0.0}))
    assert (found.says, found.people) == (Missing.MOST, 0.0)


def test_no_field() -> None:
    with pytest.raises(ValueError, match="no member"):
        absent(["A"], pd.Series(dtype=float))
