"""Digital trade of economies: shares, balances, growth; volumes are never summed."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pipeline.methods.accounts.trade import is_volume, total, trade_in_services


def test_shares_balance_and_growth() -> None:
    years = [2019, 2020, 2022]
    exports = pd.DataFrame([[10.0, 12.0, 15.0], [0.0, 5.0, np.nan]], ["FRA", "KEN"], years)
    imports = pd.DataFrame([[8.0, 8.0, 20.0]], ["FRA"], years)
    gdp = pd.DataFrame([[1e9, 2e9, np.nan]], ["FRA"], years)
    people = pd.DataFrame([[1e6, 1e6, 1e6]], ["FRA"], years)
    found = trade_in_services(exports, imports, gdp, people, multiplier=6).set_index(["REF_AREA", "TIME_PERIOD"])
    assert found.loc[("FRA", 2020), ["balance", "exports_gdp", "imports_head"]].tolist() == [4e6, 0.6, 8.0]
    assert found.loc[("FRA", 2020), "growth_exports"] == pytest.approx(20.0)
    assert np.isnan(found.loc[("FRA", 2022), "growth_exports"])  # no 2021
    assert np.isnan(found.loc[("FRA", 2022), "exports_gdp"])  # no GDP
    assert found.loc[("FRA", 2022), "balance"] == -5e6
    assert np.isnan(found.loc[("KEN", 2020), "growth_exports"])  # from zero
    assert ("KEN", 2022) not in found.index
    assert np.isnan(found.loc[("KEN", 2020), "balance"])


@pytest.mark.parametrize(
    "unit", ["constant US dollars", "Chain-linked volumes", "index, volume", "previous year's prices"]
)
def test_volumes_are_never_summed(unit: str) -> None:
    assert is_volume(unit)
    with pytest.raises(ValueError, match="n/a"):
        total([1.0, 2.0], unit)


def test_values_are_summed_where_all_are_there() -> None:
    assert not is_volume("million US dollars")
    assert total([1.0, 2.5], "million US dollars") == 3.5
    with pytest.raises(ValueError, match="1 of 3 values are missing"):
        total([1.0, np.nan, 2.5], "million US dollars")
    with pytest.raises(ValueError, match="no value"):
        total([np.nan], "US dollars")


def test_exports_without_imports_have_no_balance() -> None:
    exports = pd.DataFrame({2020: [2.0]}, ["FRA"])
    ones = pd.DataFrame({2020: [1.0]}, ["FRA"])
    found = trade_in_services(exports, pd.DataFrame(), ones * 100, ones * 4).iloc[0]
    assert found[["exports", "exports_gdp", "exports_head"]].tolist() == [2.0, 2.0, 0.5]
    assert np.isnan(found["imports"])
    assert np.isnan(found["balance"])
