"""Classes of rank intervals: where an interval lies, at the bounds of thirds, beyond the last place."""

from __future__ import annotations

import pandas as pd
import pytest

from pipeline.methods.index.classes import FIRM, Place, places


@pytest.mark.parametrize(
    ("low", "high", "ranked", "place"),
    [
        (1, 3, 9, Place.UPPER),
        (3, 3, 9, Place.UPPER),
        (3, 4, 9, Place.UPPER_MIDDLE),
        (4, 6, 9, Place.MIDDLE),
        (6, 7, 9, Place.MIDDLE_LOWER),
        (7, 9, 9, Place.LOWER),
        (3, 7, 9, Place.OPEN),
        (8, 12, 9, Place.LOWER),  # a draw can rank more economies
        (4, 4, 10, Place.MIDDLE),  # 3.33 places a third: the fourth belongs to the second
        (1, 1, 3, Place.UPPER),
    ],
)
def test_the_place_of_an_interval(low: int, high: int, ranked: int, place: Place) -> None:
    assert places(pd.Series([low]), pd.Series([high]), ranked).tolist() == [place]
    assert (place in FIRM) == (place in (Place.UPPER, Place.MIDDLE, Place.LOWER))


@pytest.mark.parametrize(
    ("low", "high", "ranked", "text"),
    [(2, 1, 9, "both bounds"), (float("nan"), 1, 9, "both bounds"), (1, 1, 2, "no thirds")],
)
def test_no_class_without_an_interval_or_thirds(low: float, high: float, ranked: int, text: str) -> None:
    with pytest.raises(ValueError, match=text):
        places(pd.Series([low]), pd.Series([high]), ranked)
