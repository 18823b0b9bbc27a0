"""The data of an index: one value by economy and indicator, with its year, status and cell; divided where asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from pipeline.methods.index.design import Design
from pipeline.methods.index.factors import changes
from pipeline.methods.index.log import Entry, parameters
from pipeline.methods.index.problems import IndexProblems, error
from pipeline.model.addresses import column_letter
from pipeline.model.economies import Group
from pipeline.model.index_design import HIERARCHY
from pipeline.model.observations import Observations, table_of
from pipeline.problems import Place, Problem

CARRYING = ("carry_last", "linear")  # methods of imputation that read earlier years


@dataclass(frozen=True)
class Inputs:
    """k indicators × n economies.

    ``values`` (k, n) float, NaN where there is none; ``years`` (k, n) float, NaN there; ``status`` (k, n) SDMX
    OBS_STATUS, "" there; ``panel`` maps an indicator to economies × years (all years, for carry last and linear);
    ``groups`` maps kind of group and economy to a group code; ``cells`` maps (code, economy) to the place of its value;
    ``log`` says how the values were made.
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
    where the row is missing. A denominator is taken in the same year, times the factor; observations are in their units. Economies are sorted by code. Raises IndexProblems for an indicator or denominator that has no
    data, and for a group that is not known.
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
    position = {economy: i for i, economy in enumerate(economies)}
    for k, code in enumerate(codes):
        node = design.tree.nodes[code]
        missing = [
            (h, c)
            for h, c in (("code", code), ("denominator", node.denominator))
            if c and c not in observations.indicators
        ]
        if missing:
            for header, name in missing:
                place = design.sheets.place(HIERARCHY, node.row, header)
                problems.append(
                    error(
                        "without-data",
                        place,
                        f"no indicator {name!r} in the data",
                        "the code of an indicator with data",
                        "correct the code, or add its sheet",
                    )
                )
            continue
        rows = _series(observations, code, node.denominator, node.factor)
        rows = rows[rows["REF_AREA"].isin(position)]
        panel[code] = table_of(rows, "OBS_VALUE").reindex(economies)
        recent = rows[(rows["TIME_PERIOD"] >= since) & (rows["TIME_PERIOD"] <= until)]
        area = recent["REF_AREA"].to_numpy()
        newest = np.ones(len(area), dtype=bool)
        newest[:-1] = area[1:] != area[:-1]  # observations are sorted by economy and year
        recent = recent[newest]
        if recent.empty:
            place = design.sheets.place(HIERARCHY, node.row, "code")
            found = f"{code} has no value from {since} to {until}"
            problems.append(
                error(
                    "without-data",
                    place,
                    found,
                    "at least two values in the period",
                    "widen the period, or take the indicator out",
                )
            )
            continue
        at = [position[area] for area in recent["REF_AREA"]]
        values[k, at], years[k, at], status[k, at] = recent["OBS_VALUE"], recent["TIME_PERIOD"], recent["OBS_STATUS"]
        log.append(Entry("gather", code, "newest", parameters(since=since, until=until), len(recent)))
        if node.denominator:
            log.append(Entry("denominate", code, node.denominator, parameters(factor=node.factor), len(recent)))
        meta = observations.indicators[code]
        for area, row, column in zip(recent["REF_AREA"], recent["ROW"], recent["COLUMN"], strict=True):
            cells[code, area] = Place(meta.workbook, meta.sheet, f"{column_letter(column)}{row}")
    if problems:
        raise IndexProblems(problems)
    kinds = {group.kind for group in groups.values()}
    by_kind = {
        kind: {area: group.code for group in groups.values() if group.kind == kind for area in group.members}
        for kind in kinds
    }
    return Inputs(codes, economies, values, years, status, panel, by_kind, cells, tuple(log))


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
