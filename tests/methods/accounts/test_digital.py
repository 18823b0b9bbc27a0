"""The digital dimensions: natures add up, holes stay visible, overlap is counted once."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.methods.accounts.digital import (
    digital_identities,
    digital_trade,
    digital_trade_of,
    empty_cells,
    partition,
    priority_indicators,
)
from pipeline.model.supply_use import DigitalProduct, DigitalSupplyUse, Nature, SupplyUse

FOUR = [nature.value for nature in Nature]


@pytest.fixture
def table(small: SupplyUse) -> DigitalSupplyUse:
    """Product A by nature in exports and household use; one hole in household use."""
    rows = pd.MultiIndex.from_product([["A"], FOUR], names=["product", "nature"])
    use = pd.DataFrame({"eaten": [10.0, 5.0, np.nan, 50.0], "sold": [8.0, 4.0, 3.0, 15.0]}, index=rows)
    imports = pd.DataFrame({"from": [10.0, 0.0, 5.0, 15.0]}, index=rows)
    columns = ["eaten", "sold"]
    return DigitalSupplyUse(
        tables=small,
        supply_by_nature=imports,
        use_by_nature=use,
        delivered=pd.DataFrame([[np.nan, 12.0]], ["A"], columns),
        ordered_and_delivered=pd.DataFrame([[np.nan, 6.0]], ["A"], columns),
        products={"A": DigitalProduct.DIGITAL_SERVICES},
        industries={"a": "platforms"},
        industry_names={"platforms": "Digital intermediation platforms"},
    )


def test_natures_add_up_where_all_are_there(table: DigitalSupplyUse) -> None:
    checked = digital_identities(table, tolerance=0.1).set_index(["identity", "code"])
    assert bool(checked.loc[("use by nature", "A / sold"), "holds"])
    assert bool(checked.loc[("supply by nature", "A / from"), "holds"])
    hole = checked.loc[("use by nature", "A / eaten")]
    assert hole["holds"] is pd.NA
    assert hole["missing"] == "ordered_non_resident_platform"
    assert np.isnan(hole["right"]) and np.isnan(hole["residual"])  # no sum of what is there


def test_a_nature_that_does_not_fit_is_found(table: DigitalSupplyUse) -> None:
    table.use_by_nature.loc[("A", "not_ordered"), "sold"] = 20.0
    row = digital_identities(table, tolerance=0.1).set_index(["identity", "code"]).loc[("use by nature", "A / sold")]
    assert not row["holds"]
    assert row["residual"] == -5.0


def test_holes_are_listed(table: DigitalSupplyUse) -> None:
    assert empty_cells(table).to_numpy().tolist() == [
        ["use_by_nature", "A", "ordered_non_resident_platform", "eaten"],
        ["delivered", "A", "", "eaten"],
        ["ordered_and_delivered", "A", "", "eaten"],
    ]


def test_digital_trade_counts_the_overlap_once(table: DigitalSupplyUse) -> None:
    found = digital_trade_of(table, "sold")
    assert found.loc["A"].tolist() == [15.0, 12.0, 6.0, 21.0]
    assert found.loc["total", "digital_trade"] == 21.0
    assert digital_trade_of(table, "eaten")["digital_trade"].isna().all()
    table.delivered.loc["B"] = table.ordered_and_delivered.loc["B"] = np.nan  # a product of which nothing is filled
    with_hole = digital_trade_of(table, "sold", ["A", "B"])
    assert with_hole.loc["A", "digital_trade"] == 21.0 and with_hole.loc["total"].isna().all()
    with pytest.raises(ValueError, match="no column F099"):
        digital_trade_of(table, "F099")


@given(st.floats(0, 1e6), st.floats(0, 1e6), st.floats(0, 1))
def test_digital_trade_lies_between_its_parts(ordered: float, delivered: float, part: float) -> None:
    both = part * min(ordered, delivered)
    total = digital_trade(ordered, delivered, both)
    assert max(ordered, delivered) - 1e-6 <= total <= ordered + delivered


@pytest.mark.parametrize("values", [(-1, 2, 0), (1, 2, 1.5), (1, float("nan"), 0)])
def test_impossible_parts_are_refused(values: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError, match="allowed"):
        digital_trade(*values)


def test_priority_indicators(table: DigitalSupplyUse) -> None:
    found = priority_indicators(table)
    assert found["expenditure_by_nature"].loc["ordered_direct", "sold"] == 8.0
    assert np.isnan(found["expenditure_by_nature"].loc["ordered_non_resident_platform", "eaten"])
    assert found["products"].loc["digital_services", ["output", "imports", "intermediate"]].tolist() == [90, 30, 50]
    assert found["industries"].loc["platforms", "value_added"] == 60
    assert found["industries"].loc["platforms", "share_value_added"] == pytest.approx(100 * 60 / 95)


def test_digital_and_other_industries_are_the_economy(table: DigitalSupplyUse) -> None:
    found = partition(table)
    assert found.loc["value_added"].tolist() == [60, 35, 95, 0]


def test_unknown_terms_are_refused(small: SupplyUse) -> None:
    empty = pd.DataFrame(index=pd.MultiIndex.from_tuples([("A", "by_post")]))
    nothing = pd.DataFrame(index=pd.MultiIndex.from_arrays([[], []]))
    with pytest.raises(ValueError, match="by_post"):
        DigitalSupplyUse(small, empty, nothing, pd.DataFrame(), pd.DataFrame(), {}, {})
    with pytest.raises(ValueError, match="without a name: platforms"):
        DigitalSupplyUse(small, nothing, nothing, pd.DataFrame(), pd.DataFrame(), {}, {"a": "platforms"})
    with pytest.raises(ValueError, match="allowed: ict_goods"):
        DigitalSupplyUse(small, nothing, nothing, pd.DataFrame(), pd.DataFrame(), {"A": "bits"}, {})  # type: ignore[dict-item]
