"""Indicator cards: definition, coverage, flags and licence of one indicator."""

from __future__ import annotations

from pipeline.tables.cards import card
from tests.findings.world import ECONOMIES, flat, series, tongue, workshop


def test_card() -> None:
    use = series(
        "USE",
        flat(1.0, list(ECONOMIES)[:4], [2020, 2022]),
        flags={("FRA", 2020): "E", ("DEU", 2022): "E", ("ISL", 2020): "B"},
    )
    shop = workshop(use)
    text = card(shop, shop.indicator("USE"), tongue(shop)).text
    assert "Indicator USE" in text and "`USE`" in text and "What USE measures" in text
    assert "4 economies, 2020–2022; 8 observations" in text and "age of the latest value 4 years" in text
    assert "1 break" in text and "2 estimated" in text and "normal" not in text
    assert "CC BY 4.0" in text and "2026" in text
    assert text.startswith("::: {.card}") and text.rstrip().endswith(":::")


def test_card_without_flags_says_so() -> None:
    shop = workshop(series("USE", flat(1.0, ECONOMIES, [2022])))
    assert "none declared" in card(shop, shop.indicator("USE"), tongue(shop)).text


def test_metadata_is_literal() -> None:
    shop = workshop(
        series("USE", flat(1.0, ECONOMIES, [2022]), definition="<b>x</b> ::: {.y}", citation="[a](b) {{ c }}")
    )
    text = card(shop, shop.indicator("USE"), tongue(shop)).text
    assert r"\<b\>x\</b\>" in text and r"\[a\](b)" in text and "{{" not in text
