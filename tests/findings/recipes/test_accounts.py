"""Supply and use: what balances is said to hold, what does not is not, shares go both ways."""

from __future__ import annotations

import pytest

from pipeline.findings.recipes import accounts
from pipeline.findings.workshop import Workshop
from pipeline.model.supply_use import SupplyUse
from tests.findings.world import accounts_of, read, series, spread, supply_use, value, workshop


def shop_with(*tables: SupplyUse) -> Workshop:
    return workshop(series("USE", spread({"FRA": 1.0})), supply_use=accounts_of(*tables))


def test_waterfall() -> None:
    shop = shop_with(supply_use())
    exhibit = accounts.supply_waterfall(shop, "fig-a", "USA", 2023)
    steps = exhibit.data.set_index("label")["value"] * 1000
    assert steps[["output", "imports", "margins", "taxes", "supply"]].tolist() == pytest.approx([350, 60, 15, 0, 425])
    assert steps["supply"] == pytest.approx(steps[["output", "imports", "margins", "taxes"]].sum())
    assert steps["residual"] == pytest.approx(0, abs=1e-9)
    uses = steps[["intermediate", "consumption", "investment", "exports", "government"]]
    assert -uses.sum() == pytest.approx(425)
    words = read(shop, exhibit)
    assert "US$ 425.0 million" in words.title
    assert f"{value(shop, 'fig-a.import_share'):.1f} per cent" in words.title + words.text
    assert set(exhibit.data["label"]) <= set(words.labels)


def test_waterfall_shows_what_does_not_add_up() -> None:
    shop = shop_with(supply_use(fault=60.0))
    steps = accounts.supply_waterfall(shop, "fig-a", "USA", 2023).data.set_index("label")["value"] * 1000
    assert steps["residual"] == pytest.approx(-60)
    assert value(shop, "fig-a.residual") == pytest.approx(-60)


@pytest.mark.parametrize(
    ("then", "now", "word"), [(100, 150, "rose"), (150, 100, "fell"), (100, 100, "in both"), (100, 100.01, "in both")]
)
def test_share_of_digital_industries(then: float, now: float, word: str) -> None:
    shop = shop_with(supply_use(2022, then), supply_use(2023, now))
    exhibit = accounts.digital_share(shop, "fig-a", "USA")
    words = read(shop, exhibit)
    assert word in words.title and not any(other in words.title for other in {"rose", "fell", "in both"} - {word})
    assert ("largest gain" in words.text) == (word == "rose") or word == "fell"
    total = exhibit.data.groupby("bar")["value"].sum()
    assert value(shop, "fig-a.last") == pytest.approx(total["2023"])
    assert set(exhibit.options["segments"]) == {"334", "511"}  # type: ignore[call-overload]


def test_share_is_of_all_industries() -> None:
    shop = shop_with(supply_use(2022), supply_use(2023))
    accounts.digital_share(shop, "fig-a", "USA")
    assert value(shop, "fig-a.last") == pytest.approx(100 * (144 + 88) / (438 + 144 + 88))


def test_unknown_year_and_economy() -> None:
    with pytest.raises(KeyError, match="1999"):
        accounts.supply_waterfall(shop_with(supply_use()), "fig-a", "USA", 1999)
    with pytest.raises(KeyError, match="FRA"):
        accounts.supply_waterfall(shop_with(supply_use()), "fig-a", "FRA", 2023)
