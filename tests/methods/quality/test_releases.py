"""Two releases of a series: what became of each figure."""

from __future__ import annotations

import pandas as pd
import pytest

from pipeline.methods.quality.releases import Fate, compare_releases

# economy, year, earlier (None: none), its flag, later, its flag, fate at a tolerance of 0.5
CASES = [
    ("FRA", 2020, 50.0, "A", 50.0, "A", Fate.SAME),
    ("FRA", 2021, 50.0, "A", 50.4, "E", Fate.REFLAGGED),
    ("FRA", 2022, 50.0, "E", 51.0, "A", Fate.REVISED),
    ("FRA", 2023, None, "", 60.0, "A", Fate.EXTENDED),
    ("KEN", 2020, None, "", 9.0, "A", Fate.ADDED),
    ("KEN", 2019, 8.0, "A", None, "", Fate.OUTSIDE),
    ("TCD", 2021, 5.0, "A", None, "", Fate.WITHDRAWN),
]


def release(which: int) -> pd.DataFrame:
    rows = [(one[0], one[1], one[which], one[which + 1]) for one in CASES if one[which] is not None]
    return pd.DataFrame(rows, columns=["REF_AREA", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS"])


def test_the_fate_of_each_figure() -> None:
    found = compare_releases(release(2), release(4), 0.5)
    fates = {(row.REF_AREA, row.TIME_PERIOD): row.fate for row in found.rows.itertuples()}
    assert fates == {(one[0], one[1]): one[6] for one in CASES}
    assert (found.appeared, found.vanished) == ((), ("TCD",)) and len(found.pairs) == 3
    assert (found.revised(), found.revised(0.5), found.revised(2)) == (1, 2, 0)
    (row,) = found.largest(1).itertuples()
    assert (row.REF_AREA, row.earlier, row.later) == ("FRA", 50.0, 51.0)


def test_a_release_without_flags_has_none_changed() -> None:
    silent = release(2).assign(OBS_STATUS="A")
    found = compare_releases(silent, release(4), 0.5)
    assert not found.flags and found.count(Fate.REFLAGGED) == 0 and found.count(Fate.SAME) == 2


def test_largest_ties_and_none() -> None:
    one = pd.DataFrame([("FRA", 1, 1.0, "A"), ("KEN", 1, 1.0, "A")], columns=release(2).columns)
    assert len(compare_releases(one, one.assign(OBS_VALUE=[3.0, -1.0]), 0.5).largest(0)) == 2
    assert compare_releases(one, one, 0.5).largest(0).empty
    with pytest.raises(pd.errors.MergeError):
        compare_releases(pd.concat([one, one]), one, 0.5)
