"""Identities of the supply and use tables: what holds is said to hold, what does not is not, what lacks a line is neither."""

from __future__ import annotations

import pytest

from pipeline.findings.recipes import identities
from pipeline.findings.workshop import Workshop
from pipeline.tables import evidence
from tests.findings.world import (
    accounts_shop,
    claim_of,
    in_both,
    keys,
    read,
    sentence_of,
    supply_use,
    tongue,
    value,
)


def shop_with(fault: float) -> Workshop:
    tables = (supply_use(2022), supply_use(2023, fault=fault), supply_use(2023, economy="FRA", by_industry=False))
    return accounts_shop(*tables)


@pytest.mark.parametrize(("fault", "broken"), [(0.0, 0), (0.4, 0), (500.0, 1)])
def test_identities(fault: float, broken: int) -> None:
    """A wrong use breaks the sum of inputs of its industry; no other line of these tables rests on it."""
    shop = shop_with(fault)
    exhibit = identities.held(shop, "fig-a", ["USA", "FRA"])
    counts = exhibit.data.pivot(index="bar", columns="segment", values="value")
    assert counts.loc["USA", "broken"] + counts.loc["FRA", "broken"] == value(shop, "fig-a.broken") == broken
    assert value(shop, "fig-a.checked") == counts[["hold", "broken"]].to_numpy().sum()
    assert value(shop, "fig-a.not_assessed") == counts["not_assessed"].sum() > 0
    assert value(shop, "fig-a.USA_worst") == pytest.approx(max(fault, 1.0))  # 1: a total of inventories, blank
    title = read(shop, exhibit).title
    assert title.startswith("All ") == (broken == 0) and "2022–2023" in title
    assert ("does not hold within rounding, by up to 500 million" in title.replace("US$ 500.0", "500")) == (broken == 1)
    absent = sentence_of(shop, claim_of(exhibit, "absent-FRA"))
    assert "France" in absent and "“Industries: output is the same in both tables”" in absent
    assert shop.facts.rootless() == []
    in_both(shop, exhibit)


def test_the_size_of_what_does_not_hold_is_that_of_the_broken_identity() -> None:
    shop = shop_with(500.0)
    text = sentence_of(shop, claim_of(identities.held(shop, "fig-a", ["USA", "FRA"]), "hold"))
    assert "1 does not, by up to US$ 500.0 million" in text and "France" not in text


def test_nothing_is_said_to_hold_where_nothing_can_be_assessed() -> None:
    shop = shop_with(0.0)
    nothing = {name: shop.fact(f"f.{name}", 0, "", 0, method="m") for name in ("hold", "broken", "checked", "USA_not_assessed")}  # fmt: skip
    years = identities.Span(2022, 2023)
    assert list(identities._balanced("fig-a", ["USA"], nothing, years)) == []
    assert list(identities._residuals("fig-a", ["USA"], nothing)) == []
    assert "residuals" in keys(identities.held(shop, "fig-b", ["USA", "FRA"]))


@pytest.mark.parametrize("code", ["en", "zh"])
def test_every_identity_of_the_method_has_a_name(code: str) -> None:
    from pipeline.findings.wording.realise import label
    from pipeline.methods.accounts.identities import identities as of

    for one in (supply_use(), supply_use(by_industry=False)):
        names = {
            name: label(identities.identity_name(name), tongue(shop_with(0.0), code)) for name in of(one)["identity"]
        }
        assert len(set(names.values())) == len(names) > 10
    basic = label(identities.identity_name("supply equals use, basic prices"), tongue(shop_with(0.0), code))
    assert basic.endswith(("(basic prices)", "（基本价格）"))


def test_table_of_identities_says_what_is_missing() -> None:
    shop = shop_with(0.0)
    made = evidence.identity_summary(shop, "tbl-a", tongue(shop), "FRA")
    rows = {row[0]: row for row in made.rows}
    assert rows["Products: output adds up over industries"][1:5] == ("3", "0", "0", "3")
    assert "absent: industries" in made.note
    assert "2022–2023" in evidence.identity_summary(shop, "tbl-b", tongue(shop), "USA").caption


@pytest.mark.parametrize(("fault", "holds", "broken"), [(0.0, "1", "0"), (500.0, "0", "1")])
def test_margins_sum_to_zero(fault: float, holds: str, broken: str) -> None:
    tables = supply_use()
    tables.supply.cells.loc["334", "t"] += fault
    shop = accounts_shop(tables)
    rows = {row[0]: row for row in evidence.identity_summary(shop, "tbl-a", tongue(shop), "USA").rows}
    assert rows["Margins sum to zero over products"][1:6] == ("1", holds, broken, "0", f"{fault:.0f}")


def test_gross_domestic_product_is_blank_where_a_line_is_absent() -> None:
    shop = shop_with(0.0)
    rows = evidence.gdp_three_ways(shop, "tbl-a", tongue(shop), ["USA", "FRA"]).rows
    assert [row[1] for row in rows] == ["2022", "2023", "2023"]
    assert rows[0][2] == rows[0][4] == "675" and rows[0][6] in ("0", "−0", "-0")
    assert all(row[3] == row[5] == evidence.MISSING for row in rows)  # no line of compensation
