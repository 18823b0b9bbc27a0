"""The data of an index: one value by economy and indicator, with its year, status and cell; divided where asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from pipeline.methods.index.design import Design
from pipeline.methods.index.factors import changes
from pipeline.methods.index.log import Entry, parameters
from pipeline.methods.index.problems import IndexProblems, error
from pipeline.methods.omissions import Omission, counted
from pipeline.model.addresses import column_letter
from pipeline.model.economies import Group
from pipeline.model.index_design import HIERARCHY
from pipeline.model.observations import Observations, table_of
from pipeline.problems import Place, Problem

# Methods of imputation that read other years.
CARRYING = ("carry_last", "nearest", "hold", "linear", "linear_extend")


@dataclass(frozen=True)
class Inputs:
    """k indicators × n economies.

    ``values`` (k, n) float, NaN where there is none; ``years`` (k, n) float, NaN there; ``status`` (k, n) SDMX
    OBS_STATUS, "" there; ``panel`` maps an indicator to economies × years (all years, for carry last and linear);
    ``groups`` maps kind of group and economy to a group code; ``cells`` maps (code, economy) to the place of its value;
    ``log`` says how the values were made, ``left`` what was left out on the way. ``below`` holds the denominators
    (economies × years, by indicator) where the design divides later than here.
    """

    codes: tuple[str, ...]
    economies: tuple[str, ...]
    values: np.ndarray
    years: np.ndarray
    status: np.ndarray
    panel: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    groups: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    cells: Mapping[tuple[str, str], Place] = field(default_factory=dict, compare=False)  # for messages only
    log: tuple[Entry, ...] = ()
    left: tuple[Omission, ...] = ()
    below: Mapping[str, pd.DataFrame] = field(default_factory=dict)

    def needed(self, design: Design) -> Inputs:
        """What the index and its draws read: the same without the earlier years, where no choice of the design carries them."""
        chosen = {choice.value for choice in design.choices if choice.step == "impute"}
        chosen |= {c.value for o in design.options for c in changes(o.factor, o.option) if c.step == "impute"}
        return self if chosen & set(CARRYING) else replace(self, panel={})

    def only(self, codes: Sequence[str], economies: Sequence[str]) -> Inputs:
        """A part of the data, in the order given."""
        rows, columns = [self.codes.index(c) for c in codes], [self.economies.index(e) for e in economies]
        part = np.ix_(rows, columns)
        return replace(
            self,
            codes=tuple(codes),
            economies=tuple(economies),
            values=self.values[part],
            years=self.years[part],
            status=self.status[part],
        )

    def place(self, code: str, economy: str = "") -> Place:
        """The cell of a value; of the first value of the indicator where no economy is given."""
        if economy:
            return self.cells.get((code, economy), Place("", code))
        return next((place for (known, _), place in self.cells.items() if known == code), Place("", code))


def from_frame(frame: pd.DataFrame, years: float = 0.0, status: str = "A") -> Inputs:
    """Inputs from economies × indicators, all of one year and status; without panel, groups and cells.

    >>> from_frame(pd.DataFrame({"a": [1.0, None]}, index=["FRA", "DEU"])).status.tolist()
    [['A', '']]
    """
    values = frame.to_numpy(dtype=float).T.copy()
    present = ~np.isnan(values)
    return Inputs(
        tuple(map(str, frame.columns)),
        tuple(map(str, frame.index)),
        values,
        np.where(present, years, np.nan),
        np.where(present, status, "").astype(object),
    )


def gather(observations: Observations, design: Design, groups: Mapping[str, Group] | None = None) -> Inputs:
    """The newest value of each indicator and economy in the period of the design, divided where the tree says so.

    The universe are the members of the groups named in Choices (screen / groups), or all economies of ``observations``
    where the row is missing. A denominator is taken in the same year, times the factor, here or later as the order of
    the steps says; observations are in their units. Economies are sorted by code. Raises IndexProblems for an indicator
    or denominator that is not in the data, and for a group that is not known; an indicator without a value in the period
    stays, without values.
    """
    groups = groups or {}
    economies = _universe(observations, design, groups)
    since, until = int(design.number("period", "since")), int(design.number("period", "until"))
    codes = design.tree.indicators
    shape = len(codes), len(economies)
    values, years, status = np.full(shape, np.nan), np.full(shape, np.nan), np.full(shape, "", dtype=object)
    panel: dict[str, pd.DataFrame] = {}
    cells: dict[tuple[str, str], Place] = {}
    problems: list[Problem] = []
    log: list[Entry] = []
    left: list[Omission] = []
    below: dict[str, pd.DataFrame] = {}
    at_once = design.steps[0] == "denominate"
    position = {economy: i for i, economy in enumerate(economies)}
    strangers: Counter[str] = Counter()
    for k, code in enumerate(codes):
        node = design.tree.nodes[code]
        unknown = [*_unknown(observations, design, code)]
        if unknown:
            problems += unknown
            continue
        every = observations.of(code)
        rows = _series(observations, code, node.denominator if at_once else "", node.factor if at_once else 1.0)
        strangers.update(every.loc[~every["REF_AREA"].isin(position), "REF_AREA"])
        every, rows = every[every["REF_AREA"].isin(position)], rows[rows["REF_AREA"].isin(position)]
        panel[code] = table_of(rows, "OBS_VALUE").reindex(economies)
        if node.denominator and not at_once:
            below[code] = table_of(observations.of(node.denominator), "OBS_VALUE").reindex(economies)
        recent = rows[(rows["TIME_PERIOD"] >= since) & (rows["TIME_PERIOD"] <= until)]
        area = recent["REF_AREA"].to_numpy()
        newest = np.ones(len(area), dtype=bool)
        newest[:-1] = area[1:] != area[:-1]  # observations are sorted by economy and year
        left += _unused(every, rows, since, until, code, node.denominator, int((~newest).sum()))
        recent = recent[newest]
        at = [position[area] for area in recent["REF_AREA"]]
        values[k, at], years[k, at], status[k, at] = recent["OBS_VALUE"], recent["TIME_PERIOD"], recent["OBS_STATUS"]
        log.append(Entry("gather", code, "newest", parameters(since=since, until=until), len(recent)))
        if node.denominator and at_once:
            log.append(Entry("denominate", code, node.denominator, parameters(factor=node.factor), len(recent)))
        meta = observations.indicators[code]
        for area, row, column in zip(recent["REF_AREA"], recent["ROW"], recent["COLUMN"], strict=True):
            cells[code, area] = Place(meta.workbook, meta.sheet, f"{column_letter(column)}{row}")
    if problems:
        raise IndexProblems(problems)
    named = "; ".join(design.listed("screen", "groups"))
    left += [
        Omission("economy", e, counted(n, "value"), f"not a member of {named}") for e, n in sorted(strangers.items())
    ]
    kinds = {group.kind for group in groups.values()}
    by_kind = {
        kind: {area: group.code for group in groups.values() if group.kind == kind for area in group.members}
        for kind in kinds
    }
    return Inputs(codes, economies, values, years, status, panel, by_kind, cells, tuple(log), tuple(left), below)


def _unknown(observations: Observations, design: Design, code: str) -> Iterator[Problem]:
    """The indicator, or its denominator, where the data do not have it."""
    node = design.tree.nodes[code]
    for header, name in (("code", code), ("denominator", node.denominator)):
        if name and name not in observations.indicators:
            place = design.sheets.place(HIERARCHY, node.row, header)
            allowed = "the code of an indicator with data"
            yield error(
                "without-data",
                place,
                f"no indicator {name!r} in the data",
                allowed,
                "correct the code, or add its sheet",
            )


def _unused(
    every: pd.DataFrame, rows: pd.DataFrame, since: int, until: int, code: str, denominator: str, older: int
) -> Iterator[Omission]:
    """Values of an indicator that no score rests on; ``older`` counts those that a newer one of the period replaces."""
    inside = every["TIME_PERIOD"].between(since, until)
    if not inside.all():
        years = every.loc[~inside, "TIME_PERIOD"]
        when = f"{years.min()}" if years.min() == years.max() else f"{years.min()}-{years.max()}"
        what = f"{counted(len(years), 'value')} of {when}"
        yield Omission("values", code, what, f"outside the period {since}-{until}")
    lost = int(inside.sum()) - int(rows["TIME_PERIOD"].between(since, until).sum())
    if lost:
        yield Omission("values", code, counted(lost, "value"), f"no {denominator} in the same year, or it is zero")
    if older:
        yield Omission("values", code, counted(older, "value"), "the economy has a newer one in the period")


def denominate(design: Design, inputs: Inputs, log: list[Entry]) -> Inputs:
    """Values, and their other years, divided by the denominator of their year, times the factor (after other steps).

    A value whose year has no denominator, or zero, becomes missing.
    """
    values, status, years = inputs.values.copy(), inputs.status.copy(), inputs.years.copy()
    panel = dict(inputs.panel)
    left = list(inputs.left)
    for k, code in enumerate(inputs.codes):
        node = design.tree.nodes[code]
        scale = 1.0 if np.isnan(node.factor) else node.factor
        if code not in inputs.below:
            values[k] *= scale
            if scale != 1.0 and code in panel:
                panel[code] = panel[code] * scale
            continue
        table = inputs.below[code].reindex(list(inputs.economies))
        table = table.where(table != 0)
        when = pd.Index(table.columns).get_indexer(np.nan_to_num(years[k], nan=-1.0).astype(int))
        found = (
            table.to_numpy(dtype=float)[np.arange(len(when)), when]
            if len(table.columns)
            else np.full(len(when), np.nan)
        )
        divisor = np.where(when >= 0, found, np.nan)
        lost = ~np.isnan(values[k]) & np.isnan(divisor)
        with np.errstate(over="ignore"):
            values[k] = values[k] / divisor * scale
        status[k][lost], years[k][lost] = "", np.nan
        if code in panel:
            panel[code] = (
                panel[code].reindex(list(inputs.economies)) / table.reindex(columns=panel[code].columns) * scale
            )
        done = int((~np.isnan(values[k])).sum())
        log.append(Entry("denominate", code, node.denominator, parameters(factor=node.factor), done))
        if lost.any():
            why = f"no {node.denominator} in the same year, or it is zero"
            left.append(Omission("values", code, counted(int(lost.sum()), "value"), why))
    return replace(inputs, values=values, status=status, years=years, panel=panel, left=tuple(left), below={})


def _universe(observations: Observations, design: Design, groups: Mapping[str, Group]) -> tuple[str, ...]:
    choice = design.choice("screen", "groups")
    if choice is None:
        return tuple(sorted(observations.frame["REF_AREA"].unique()))
    named = [part.strip() for part in choice.value.split(";") if part.strip()]
    unknown = [code for code in named if code not in groups]
    if unknown or not named:
        place = design.place("screen", "groups")
        found = f"no group {', '.join(unknown)}" if unknown else "no group is named"
        allowed = ", ".join(groups) or "no groups: this data has none"
        raise IndexProblems(
            [error("unknown-group", place, found, allowed, "correct the code, or delete the row for all economies")]
        )
    return tuple(sorted({area for code in named for area in groups[code].members}))


def _series(observations: Observations, code: str, denominator: str, factor: float) -> pd.DataFrame:
    """The observations of an indicator, divided by those of another in the same year where one is named."""
    rows = observations.of(code)
    scale = 1.0 if np.isnan(factor) else factor
    if not denominator:
        return rows if scale == 1.0 else rows.assign(OBS_VALUE=rows["OBS_VALUE"] * scale)
    below = observations.of(denominator)[["REF_AREA", "TIME_PERIOD", "OBS_VALUE"]]
    pairs = rows.merge(below[below["OBS_VALUE"] != 0], on=["REF_AREA", "TIME_PERIOD"], suffixes=("", "_BELOW"))
    pairs["OBS_VALUE"] = pairs["OBS_VALUE"] / pairs.pop("OBS_VALUE_BELOW") * scale
    return pairs
