"""Digital industries over the years, on the shipped tables and by hand."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.methods.accounts import digital_industries, final_uses, group_shares, value_added_shares
from pipeline.methods.accounts.industries import (
    import_content,
    import_groups,
    import_shift,
    industry_series,
    yearly_growth,
)
from pipeline.model.supply_use import SupplyUse
from tests.methods.accounts.conftest import changed, with_cells


def test_shares_agree_with_the_share_function(usa: dict[int, SupplyUse]) -> None:
    series = industry_series(usa).set_index(["year", "industry"])
    for year, tables in usa.items():
        shares = value_added_shares(tables)
        assert series.loc[year].loc[shares.index, "share_value_added"].tolist() == pytest.approx(shares.tolist())
        assert series.loc[(year, "digital"), "share_value_added"] == pytest.approx(shares.sum())


def test_contributions_add_up(usa: dict[int, SupplyUse]) -> None:
    series = industry_series(usa).set_index(["year", "industry"])
    parts = series.loc[2022].loc[digital_industries(usa[2022]), "contribution"]
    assert parts.sum() == pytest.approx(series.loc[(2022, "digital"), "contribution"])
    economy = series.loc[(2022, "economy")]
    assert economy["contribution"] == pytest.approx(economy["growth_value_added"])


def test_digital_industries_of_the_shipped_tables(usa: dict[int, SupplyUse]) -> None:
    row = industry_series(usa).set_index(["year", "industry"]).loc[(2022, "digital")]
    assert row["value_added"] == 1_959_486
    assert row["share_value_added"] == pytest.approx(100 * 1_959_486 / 25_034_170)


def test_growth_needs_the_year_before(usa: dict[int, SupplyUse]) -> None:
    gapped = {year: usa[year] for year in (2012, 2014, 2015)}
    series = industry_series(gapped).set_index(["year", "industry"])
    assert np.isnan(series.loc[(2014, "digital"), "growth_output"])
    assert np.isnan(series.loc[(2014, "digital"), "contribution"])
    assert series.loc[(2015, "digital"), "growth_output"] == pytest.approx(3.117, abs=0.001)


def test_an_unknown_industry_is_named(small: SupplyUse) -> None:
    with pytest.raises(ValueError, match="no industry Z; allowed: a, b"):
        industry_series({2020: small}, ["Z"])
    with pytest.raises(ValueError, match="no product Z"):
        import_content(small, ["Z"])


def test_groups_add_up_to_the_digital_industries(shipped: dict[str, dict[int, SupplyUse]]) -> None:
    for years in shipped.values():
        for tables in years.values():
            assert group_shares(tables).sum() == pytest.approx(value_added_shares(tables).sum())
            assert list(group_shares(tables).index) == [
                "ict_goods",
                "publishing",
                "telecommunications",
                "computer_services",
            ]


def test_shares_of_three_economies_in_the_year_that_all_have(shipped: dict[str, dict[int, SupplyUse]]) -> None:
    """From the published cells: value added of the industries counted, and of the economy."""
    gbr, fin = shipped["GBR"][2014], shipped["FIN"][2014]
    row = gbr.use.cells.loc["Gross valued added at basic prices"]
    assert value_added_shares(gbr).sum() == pytest.approx(
        100 * row[["C26", "J58", "J61", "J62", "J63"]].sum() / row["TOTAL_INT"]
    )
    row = fin.use.cells.loc["B1GPHT"]
    assert value_added_shares(fin).sum() == pytest.approx(100 * row[["26", "58", "61", "62_63"]].sum() / row["0"])
    assert value_added_shares(fin, partly=True).sum() == pytest.approx(
        100 * row[["26", "58", "59_60", "61", "62_63"]].sum() / row["0"]
    )


def test_an_industry_that_is_not_known_leaves_the_published_total(small: SupplyUse) -> None:
    holed = changed(small, "use", "gva", "b", np.nan)
    hidden = with_cells(holed, "use", holed.use.cells, suppressed=frozenset({("gva", "b")}))
    assert value_added_shares(hidden).sum() == pytest.approx(100 * 60 / 95)
    hidden = with_cells(hidden, "use", hidden.use.cells.drop(columns="inter"))
    assert value_added_shares(hidden).isna().all()


def test_yearly_growth(small: SupplyUse) -> None:
    later = changed(small, "use", "gva", "a", 60 * 1.1**2)
    found = yearly_growth({2018: small, 2020: later}, 2018, 2020)
    assert found["digital"] == pytest.approx(10.0)
    assert found["computer_services"] == pytest.approx(10.0)
    assert found["economy"] == pytest.approx(100 * (((60 * 1.21 + 35) / 95) ** 0.5 - 1))
    with pytest.raises(ValueError, match="first year before the last"):
        yearly_growth({2018: small}, 2018, 2018)


def test_imports_by_group(small: SupplyUse) -> None:
    found = import_groups(small)
    assert list(found.index) == ["computer_services", "total"]
    assert found["share"].tolist() == pytest.approx([25.0, 25.0])


def test_the_parts_of_a_change_of_imports_add_up(usa: dict[int, SupplyUse]) -> None:
    """On the shipped tables each product's own part and the shift between products make the change of the whole."""
    for then, now in ((2012, 2023), (2020, 2021)):
        within, between = import_shift(usa[then], usa[now])
        totals = [import_content(usa[year]).loc["total", "share"] for year in (then, now)]
        assert within + between == pytest.approx(totals[1] - totals[0])
        assert import_shift(usa[now], usa[then]) == pytest.approx((-within, -between))
    assert import_shift(usa[2020], usa[2020]) == (0, 0)


def test_a_shift_without_change_of_any_product_is_between_them(usa: dict[int, SupplyUse]) -> None:
    doubled = usa[2020].supply.cells.copy()
    doubled.loc["334"] *= 2
    within, between = import_shift(usa[2020], with_cells(usa[2020], "supply", doubled))
    assert within == pytest.approx(0) and between > 1


def test_a_use_that_is_not_shown_is_not_zero(small: SupplyUse) -> None:
    found = final_uses(small, ["A"])
    assert found[["intermediate", "consumption", "exports"]].tolist() == [50, 70, 30]
    assert found[["investment", "government"]].isna().all()


def test_import_content(small: SupplyUse) -> None:
    found = import_content(small, ["A", "B"])
    assert found["share"].tolist() == pytest.approx([25.0, 0.0, 100 * 30 / 190])
