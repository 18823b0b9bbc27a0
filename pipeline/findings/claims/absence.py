"""Absence: who is missing from a value of many, and what that leaves open."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd


class Missing(StrEnum):
    """How much is missing."""

    NOBODY = "nobody"
    SOME = "some"
    GROUPS = "groups"  # a whole group has no value
    MOST = "most"  # more than half of the field
    EVERYBODY = "everybody"


@dataclass(frozen=True)
class Absent:
    """Who of a field has no value: how many, with what share of its people (0-100), the largest of them, groups without any."""

    says: Missing
    absent: tuple[str, ...]
    field: int
    people: float
    groups: tuple[str, ...]


def absent(present: Collection[str], people: pd.Series, groups: Mapping[str, Collection[str]] | None = None) -> Absent:
    """Who of the field, the index of ``people`` (persons), is not in ``present``; largest first.

    ``groups`` maps a group to its members. Raises ValueError where the field is empty.
    """
    if people.empty:
        raise ValueError("the field has no member")
    known = set(present)
    missing = people[[code not in known for code in people.index]].sort_values(ascending=False, kind="stable")
    total = float(people.sum())
    field = set(people.index)
    empty = tuple(
        group for group, members in (groups or {}).items() if set(members) & field and not set(members) & known
    )
    if missing.empty:
        says = Missing.NOBODY
    elif len(missing) == len(people):
        says = Missing.EVERYBODY
    elif 2 * len(missing) > len(people):
        says = Missing.MOST
    else:
        says = Missing.GROUPS if empty else Missing.SOME
    share = 100 * float(missing.sum()) / total if total else 0.0
    return Absent(says, tuple(map(str, missing.index)), len(people), share, empty)
