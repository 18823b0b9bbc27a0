"""Order: words for a rank correlation, none where there is none."""

from __future__ import annotations

import pandas as pd
import pytest

from pipeline.findings.claims.order import OPPOSITES, Order, order

FIRST = pd.Series(range(12), dtype=float)


@pytest.mark.parametrize(
    ("second", "says"),
    [
        (FIRST**3, Order.SAME),
        (-FIRST, Order.REVERSE),
        (pd.Series([5.0, 1, 9, 3, 12, 2, 8, 10, 4, 7, 11, 6]), Order.LOOSE),
        (-pd.Series([5.0, 1, 9, 3, 12, 2, 8, 10, 4, 7, 11, 6]), Order.REVERSE_LOOSE),
        (pd.Series([1.0, 12, 2, 11, 3, 10, 4, 9, 5, 8, 6, 7]), Order.NONE),
    ],
)
def test_order(second: pd.Series, says: Order) -> None:
    found = order(FIRST, second)
    assert found.says is says and found.units == 12
    assert found.lead.sum() == pytest.approx(0)


def test_who_stands_higher_in_the_second_leads() -> None:
    found = order(FIRST, pd.Series([11.0, *range(11)]))
    assert found.lead.idxmax() == 0 and found.lead[0] == pytest.approx(100 * 11 / 12)


@pytest.mark.parametrize("second", [FIRST.iloc[:9], FIRST * 0])
def test_no_order_of_few_or_of_equals(second: pd.Series) -> None:
    with pytest.raises(ValueError, match=r"too few|does not vary"):
        order(FIRST, second)


def test_what_denies_what() -> None:
    assert (Order.SAME, Order.REVERSE) in OPPOSITES and (Order.SAME, Order.LOOSE) not in OPPOSITES
