"""The tables of a unit's profile in the study of an index: every element, and its peers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from pipeline.methods.index.build import IndexResult
from pipeline.methods.index.inputs import Inputs
from pipeline.methods.index.profile import element_intervals, profile, with_ranked
from pipeline.methods.index.uncertainty import Uncertainty
from pipeline.model.economies import Group
from pipeline.problems import ExitCode, Place, stop

PROFILE, PEERS = "Profile", "Peers"
MOST = 5  # strengths, and weaknesses, where the command does not say otherwise; COINr's default


def profile_tables(
    result: IndexResult,
    inputs: Inputs,
    drawn: Uncertainty | None,
    draws: int,
    groups: Mapping[str, Group],
    units: Sequence[str],
    scheme: str | None,
    most: int,
    names: Mapping[str, str],
) -> dict[str, pd.DataFrame]:
    """``Profile`` (units below one another, see ``methods.index.profile``) and ``Peers`` (members of the unit's group by rank).

    Intervals of all elements are drawn, ``draws`` times, where those of the index were.
    """
    intervals: dict[str, pd.DataFrame] = {}
    why: dict[str, str] = {}
    if drawn is not None:
        elements = [code for code in result.prepared.design.tree.nodes if code != result.root]
        intervals, why = element_intervals(result, inputs, elements, draws, drawn.seed, drawn.quantiles)
        intervals[result.root] = with_ranked(drawn.intervals)
    values = pd.DataFrame(inputs.values.T, index=list(inputs.economies), columns=list(inputs.codes))
    found, beside = [], []
    for unit in units:
        group = group_of(unit, groups, scheme)
        members = [code for code in group.members if code in result.rank.index] if group else []
        found.append(profile(result, unit, intervals, values, members, most))
        if group:
            beside.append(_peers(result, unit, group, members, intervals.get(result.root), names))
    tables = {PROFILE: pd.concat(found, ignore_index=True)}
    rows = tables[PROFILE]
    rows["reason"] = [
        reason or (f"no interval: {why[code]}" if code in why else "")
        for code, reason in rows[["element", "reason"]].to_numpy()
    ]
    tables[PROFILE]["name"] = [names.get(code, name) for code, name in tables[PROFILE][["element", "name"]].to_numpy()]
    return tables | ({PEERS: pd.concat(beside, ignore_index=True)} if beside else {})


def notes(most: int, drawn: bool) -> tuple[str, ...]:
    """How a profile is to be read."""
    marks = (
        f"Profile: at most {most} strengths and {most} weaknesses, by rank among the indicators that are not imputed; all ranks "
        "of its interval lie beyond those of the index, and its score beyond the median of the peers."
    )
    if not drawn:
        return (f"{marks} Nothing was drawn, so ranks stand for intervals.",)
    return (
        marks,
        "Profile: the interval of an element is that of the element drawn as an index of its own; draws that fill blanks rank "
        "more economies than the column 'of' says.",
    )


def chosen_scheme(groups: Mapping[str, Group], scheme: str | None, workbook: Path) -> str | None:
    """The scheme whose groups are peers: the one that is named, else the first; None where there are no groups.

    Raises Stop (exit 2) for a scheme that the sheet Groups does not have.
    """
    known = sorted({group.kind for group in groups.values()})
    if scheme is None or scheme in known:
        return scheme or (known[0] if known else None)
    raise stop(
        ExitCode.USAGE,
        "study-profile-peers",
        Place(workbook.name),
        f"the scheme {scheme!r}",
        ", ".join(known) or "no scheme: there is no sheet Groups",
        "choose one of them, or leave --peers out",
    )


def group_of(unit: str, groups: Mapping[str, Group], scheme: str | None) -> Group | None:
    """The group of a scheme that a unit belongs to."""
    return next((group for group in groups.values() if group.kind == scheme and unit in group.members), None)


def check_units(units: Sequence[str], result: IndexResult, inputs: Inputs, workbook: Path) -> None:
    """Raise Stop (exit 2) for units that the index does not have, naming those that are left out and near names."""
    wrong = [unit for unit in dict.fromkeys(units) if unit not in result.rank.index]
    if not wrong:
        return
    out = set(result.excluded.loc[result.excluded["kind"] == "economy", "code"]) if len(result.excluded) else set()
    told = [
        f"{unit} (left out: too few data, table Excluded)" if unit in out
        else f"{unit} (in the data, not in the index)" if unit in inputs.economies
        else unit
        for unit in wrong
    ]  # fmt: skip
    some = ", ".join(result.rank.index[:8])
    raise stop(
        ExitCode.USAGE,
        "study-profile-unknown",
        Place(workbook.name),
        f"no unit of the index: {', '.join(told)}",
        f"codes of units in the index: {some}{' ...' if len(result.rank) > 8 else ''}",
        "correct the code; the table Ranking lists them all",
    )


def _peers(
    result: IndexResult,
    unit: str,
    group: Group,
    members: Sequence[str],
    drawn: pd.DataFrame | None,
    names: Mapping[str, str],
) -> pd.DataFrame:
    codes = sorted(members, key=lambda code: (pd.isna(result.rank[code]), result.rank[code], code))
    table = pd.DataFrame(
        {
            "unit": unit,
            "scheme": group.kind,
            "group": group.code,
            "REF_AREA": codes,
            "name": [names.get(code, "") for code in codes],
            "score": result.score[codes].to_numpy(),
            "rank": result.rank[codes].to_numpy(),
        }
    )
    for bound in ("rank_low", "rank_high"):
        if drawn is not None:
            table[bound] = drawn.loc[codes, bound].to_numpy()
    return table
