"""Two indicators together: strength and direction in words, economies without a partner left out."""

from __future__ import annotations

import pytest

from pipeline.findings.recipes import relations
from tests.findings.world import ECONOMIES, ladder, read, series, spread, value, workshop

CODES = list(ECONOMIES)
WEAK = dict(zip(CODES, [5, 1, 9, 3, 12, 2, 8, 10, 4, 7, 11, 6], strict=True))


@pytest.mark.parametrize(
    ("y", "sign"), [(ladder(), 1), ({code: 100 - number for code, number in ladder().items()}, -1), (WEAK, 0.32)]
)
def test_relation(y: dict[str, float], sign: float) -> None:
    shop = workshop(series("X", spread(ladder(1, 3))), series("Y", spread(y)))
    exhibit = relations.relation(shop, "fig-a", "X", "Y")
    rho = value(shop, "fig-a.spearman")
    assert rho == pytest.approx(sign, abs=0.005)
    words = read(shop, exhibit)
    assert f"{rho:.2f}".replace("-", "−") in words.title and "12 economies" in words.title
    assert not any(cause in words.title + words.text for cause in ("because", "leads to", "effect"))


def test_only_economies_off_the_common_order_are_named() -> None:
    same = workshop(series("X", spread(ladder(1, 3))), series("Y", spread(ladder())))
    assert "higher place" not in read(same, relations.relation(same, "fig-a", "X", "Y")).text
    shop = workshop(series("X", spread(ladder(1, 3))), series("Y", spread(WEAK)))
    text = read(shop, relations.relation(shop, "fig-a", "X", "Y")).text
    assert "Germany" not in text.partition("lower one")[0].partition("higher place")[0]  # first in neither
    for small in ("Iceland", "Vanuatu", "Bolivia"):
        assert small not in text


def test_relation_pairs_only_economies_with_both() -> None:
    x = series("X", spread({code: number for code, number in ladder(0, 2).items() if code != "KEN"}))
    shop = workshop(x, series("Y", spread({code: number for code, number in ladder().items() if code != "IND"})))
    exhibit = relations.relation(shop, "fig-a", "X", "Y")
    assert set(exhibit.data["label"]) == set(CODES) - {"KEN", "IND"}
    assert value(shop, "fig-a.pairs") == 10
    words = read(shop, exhibit)
    assert "10 economies" in words.title + words.text
    assert exhibit.data.set_index("label").loc["FRA", "group"] == "HIC"


def test_relation_on_a_log_scale_leaves_zero_out() -> None:
    shop = workshop(series("X", spread(ladder(0, 2))), series("Y", spread(ladder())))
    exhibit = relations.relation(shop, "fig-a", "X", "Y", x_log=True)
    assert "FRA" not in set(exhibit.data["label"]) and len(exhibit.data) == 11
    assert "log scale" in read(shop, exhibit).labels["axis_x"]


def test_no_correlation_of_fewer_than_ten() -> None:
    shop = workshop(series("X", spread(ladder(areas=CODES[:9]))), series("Y", spread(ladder())))
    with pytest.raises(ValueError, match=r"fig-a\.spearman is nan"):
        relations.relation(shop, "fig-a", "X", "Y")


def test_two_sources() -> None:
    shop = workshop(series("X", spread(ladder())), series("Y", spread(ladder(1, 1)), decimals=2))
    exhibit = relations.two_sources(shop, "fig-a", "X", "Y", 2024)
    assert value(shop, "fig-a.spearman") == pytest.approx(1)
    words = read(shop, exhibit)
    assert "1.00" in words.title and "12 economies" in words.text and "2024" in words.subtitle
    assert exhibit.data["annotate"].dtype == bool


def test_two_sources_need_the_year() -> None:
    shop = workshop(series("X", spread(ladder())), series("Y", spread(ladder(), 2023)))
    with pytest.raises(KeyError):
        relations.two_sources(shop, "fig-a", "X", "Y", 2024)
