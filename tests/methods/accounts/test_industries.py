"""Digital industries over the years, on the shipped tables and by hand."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.methods.accounts import digital_codes, value_added_shares
from pipeline.methods.accounts.industries import import_content, industry_series
from pipeline.model.supply_use import SupplyUse


def test_shares_agree_with_the_share_function(usa: dict[int, SupplyUse]) -> None:
    series = industry_series(usa).set_index(["year", "industry"])
    for year, tables in usa.items():
        shares = value_added_shares(tables)
        assert series.loc[year].loc[shares.index, "share_value_added"].tolist() == pytest.approx(shares.tolist())
        assert series.loc[(year, "digital"), "share_value_added"] == pytest.approx(shares.sum())


def test_contributions_add_up(usa: dict[int, SupplyUse]) -> None:
    series = industry_series(usa).set_index(["year", "industry"])
    parts = series.loc[2022].loc[digital_codes(usa[2022]), "contribution"]
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
    with pytest.raises(ValueError, match="no industry Z; allowed: A, B"):
        industry_series({2020: small}, ["Z"])
    with pytest.raises(ValueError, match="no product Z"):
        import_content(small, ["Z"])


def test_import_content(small: SupplyUse) -> None:
    found = import_content(small, ["A", "B"])
    assert found["share"].tolist() == pytest.approx([25.0, 0.0, 100 * 30 / 190])
