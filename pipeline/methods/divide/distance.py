"""Time distance: how many years ago a reference had the value that an economy or group has now (S-time-distance)."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class TimeDistance:
    """Years behind a reference.

    ``years`` is None where the reference did not pass the value while observed; then ``reason`` says why, and
    ``at_least`` is a lower bound where the reference had passed it before its first observation.
    """

    value: float
    year: int
    years: float | None
    reached: float | None
    at_least: float | None
    reason: str


def time_distance(own: pd.Series, reference: pd.Series, year: int | None = None, higher: bool = True) -> TimeDistance:
    """Years between ``year`` (default: latest observation of ``own``) and the time the reference first had that value.

    Both series are indexed by year; missing values are passed over. Between two observations of the reference the
    time is found on a straight line; later observations than ``year`` are not used. ``higher`` false: less is
    better. Undefined, and said so, where the reference has not reached the value by ``year`` (own is ahead) or was
    beyond it from its first observation. Raises ValueError for a series without observation up to ``year``. Source:
    Sicherl, Time Distance in Economics and Statistics (1973, 2004).

    >>> reference = pd.Series({2005: 30.0, 2010: 50.0, 2020: 90.0})
    >>> time_distance(pd.Series({2020: 40.0}), reference).years
    12.5
    """
    mine = own.dropna().sort_index()
    mine = mine if year is None else mine[mine.index <= year]
    if mine.empty:
        raise ValueError(f"no observation{'' if year is None else f' up to {year}'}; allowed: at least one")
    now = int(mine.index[-1]) if year is None else year
    value = float(mine.iloc[-1])
    theirs = reference.dropna().sort_index()
    theirs = theirs[theirs.index <= now]
    if theirs.empty:
        raise ValueError(f"the reference has no observation up to {now}; allowed: at least one")
    sign = 1 if higher else -1
    times, levels = [int(t) for t in theirs.index], [sign * float(v) for v in theirs]
    wanted = sign * value
    if levels[0] >= wanted:
        at_least = float(now - times[0])
        if levels[0] == wanted:
            return TimeDistance(value, now, at_least, float(times[0]), None, "the reference had it in its first year")
        return TimeDistance(value, now, None, None, at_least, f"the reference was beyond it before {times[0]}")
    for i in range(1, len(times)):
        if levels[i] >= wanted:
            share = (wanted - levels[i - 1]) / (levels[i] - levels[i - 1])
            reached = times[i - 1] + share * (times[i] - times[i - 1])
            return TimeDistance(value, now, now - reached, reached, None, "on a straight line between two observations")
    return TimeDistance(value, now, None, None, None, f"never reached by the reference up to {times[-1]}")


def time_distances(
    wide: pd.DataFrame, reference: pd.Series, year: int | None = None, higher: bool = True
) -> pd.DataFrame:
    """``time_distance`` of each row of an economies (or groups) × years table; rows without observation are left out.

    Columns value, year, years, reached, at_least (NaN where undefined), reason; index as in ``wide``.

    >>> wide = pd.DataFrame({2020: [40.0, 95.0]}, index=["a", "b"])
    >>> time_distances(wide, pd.Series({2005: 30.0, 2010: 50.0, 2020: 90.0}))["years"].tolist()
    [12.5, nan]
    """
    kept = wide if year is None else wide[[column for column in wide.columns if column <= year]]
    kept = kept[kept.notna().any(axis=1)]
    found = [time_distance(row, reference, year, higher) for _, row in kept.iterrows()]
    rows = [(d.value, d.year, d.years, d.reached, d.at_least, d.reason) for d in found]
    table = pd.DataFrame(rows, index=kept.index, columns=["value", "year", "years", "reached", "at_least", "reason"])
    return table.astype({"years": "float64", "reached": "float64", "at_least": "float64"})
