"""The table of trade in services: the same digits in every language, counted as the language counts."""

from __future__ import annotations

from pipeline.tables.trade import EXPORTS, IMPORTS, PRODUCT, trade_table
from tests.findings.world import flat, series, tongue, workshop

YEARS = [2023, 2024]


def test_money_is_counted_as_the_language_counts() -> None:
    of = {EXPORTS: 30_123.4e6, IMPORTS: 123.4e6}
    shop = workshop(
        *(series(code, flat(value, ["FRA"], YEARS), "US dollars", 0) for code, value in of.items()),
        series(PRODUCT, flat(3.0e12, ["FRA"], YEARS), "US dollars", 0),
    )
    english, chinese = (trade_table(shop, "tbl-x", tongue(shop, code)) for code in ("en", "zh"))
    assert english.rows[0][2:5] == ("30,123", "123", "30,000")
    assert chinese.rows[0][2:5] == ("301.23", "1.23", "300.00")
    assert [column.head for column in chinese.columns[2:5]] == ["出口，亿美元", "进口，亿美元", "差额，亿美元"]
