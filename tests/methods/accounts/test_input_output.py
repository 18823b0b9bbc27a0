"""Model D: it adds up, agrees with a slow reference, and gives the textbook multipliers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from pipeline.methods.accounts.identities import gdp
from pipeline.methods.accounts.input_output import (
    InputOutput,
    final_demand_content,
    has_supply_by_industry,
    linkages,
    multipliers,
    symmetric,
)
from pipeline.model.supply_lines import LineMap
from pipeline.model.supply_use import SupplyUse
from tests.methods.accounts.conftest import with_cells


def test_flows_add_up_to_output_on_the_shipped_tables(usa: dict[int, SupplyUse]) -> None:
    for year, tables in usa.items():
        table = symmetric(tables)
        assert table.residual.abs().max() < 20, year  # rounding of millions
        made = table.inverse.to_numpy() @ (table.final.sum(axis=1) + table.residual).to_numpy()
        assert made == pytest.approx(table.output.to_numpy(), rel=1e-9)
        assert (multipliers(table)[["value_added", "imports", "taxes"]].sum(axis=1) - 1).abs().max() < 1e-12
        assert (multipliers(table)["output"] >= 1).all()


def test_final_demand_becomes_gdp_on_the_shipped_tables(usa: dict[int, SupplyUse]) -> None:
    content = final_demand_content(symmetric(usa[2022]))
    use = usa[2022].use.cells
    assert content.loc["F010", "total"] == pytest.approx(use.loc["T005", "F010"], abs=60)
    assert content.loc["total", "value_added"] == pytest.approx(use.loc["VABAS", "T001"], abs=60)
    imports = content.loc["total", ["imports_direct", "imports_indirect"]].sum()
    assert content.loc["total", "total"] - imports == pytest.approx(gdp(usa[2022])["value"].iloc[0], abs=60)


def slow_reference(tables: SupplyUse) -> np.ndarray:
    """Domestic flows of the small table, number by number."""
    made = {("a", "A"): 90.0, ("a", "B"): 10.0, ("b", "A"): 0.0, ("b", "B"): 60.0}  # (industry, product)
    output = {"A": 90.0, "B": 70.0}
    share = {"A": 30 / 120, "B": 0.0}
    flows = np.zeros((2, 2))
    for j, user in enumerate("ab"):
        bought = {product: tables.use.cells.loc[product, user] for product in "AB"}
        basic = {"A": bought["A"] * (150 - 10 - 20) / 150, "B": bought["B"] + bought["A"] * 20 / 150}
        for i, industry in enumerate("ab"):
            flows[i, j] = sum(made[industry, p] / output[p] * (1 - share[p]) * basic[p] for p in "AB")
    return flows


def test_the_small_table_by_hand(small: SupplyUse) -> None:
    table = symmetric(small)
    assert table.flows.to_numpy() == pytest.approx(slow_reference(small))
    assert table.residual.abs().max() < 1e-9
    assert table.leaks.loc["taxes", ["a", "b", "eaten", "sold"]].tolist() == pytest.approx([2, 4 / 3, 14 / 3, 2])
    assert table.leaks.loc["imports"].sum() == pytest.approx(30)
    assert table.output.tolist() == pytest.approx([100, 60])


def textbook() -> InputOutput:
    """Miller and Blair (2009), section 2.3: A = [[.15, .25], [.20, .05]], x = (1000, 2000)."""
    names = ["one", "two"]
    output = pd.Series([1000.0, 2000.0], names)
    flows = pd.DataFrame([[150.0, 500.0], [200.0, 100.0]], names, names)
    final = pd.DataFrame({"f": [350.0, 1700.0]}, names)
    leaks = pd.DataFrame(
        {"one": [650.0, 0.0, 0.0], "two": [1400.0, 0.0, 0.0], "f": [0.0, 0.0, 0.0]}, ["value_added", "imports", "taxes"]
    )
    shares = flows / output
    inverse = pd.DataFrame(np.linalg.inv(np.eye(2) - shares.to_numpy()), names, names)
    return InputOutput(flows, final, output, leaks, shares, inverse, output * 0)


def test_textbook_multipliers() -> None:
    table = textbook()
    assert table.inverse.round(4).to_numpy().tolist() == [[1.2541, 0.3300], [0.2640, 1.1221]]
    found = multipliers(table)
    assert found["output"].round(3).tolist() == [1.518, 1.452]
    assert found["value_added"].tolist() == pytest.approx([1.0, 1.0])


def test_linkages_have_mean_one_and_the_ghosh_inverse() -> None:
    found = linkages(textbook())
    assert found["backward"].mean() == pytest.approx(1.0)
    assert found["forward"].mean() == pytest.approx(1.0)
    allocation = np.array([[0.15, 0.5], [0.1, 0.05]])
    rows = np.linalg.inv(np.eye(2) - allocation).sum(axis=1)
    assert found["forward"].tolist() == pytest.approx((rows / rows.mean()).tolist())


def test_no_negative_flows_without_negative_uses(usa: dict[int, SupplyUse]) -> None:
    tables = usa[2017]
    clipped = with_cells(tables, "use", tables.use.cells.clip(lower=0))
    flows = symmetric(clipped).flows.to_numpy()
    # Only the CIF/FOB adjustment makes imports of transport negative; model D itself yields nothing below zero.
    assert flows.min() >= 0


def test_a_product_used_without_supply_is_refused(small: SupplyUse) -> None:
    supply = small.supply.cells.copy()
    supply.loc["B"] = 0.0
    with pytest.raises(ValueError, match=r"without supply.*B"):
        symmetric(with_cells(small, "supply", supply))


def test_uses_at_basic_prices_are_taken_where_they_are_published(fin: SupplyUse) -> None:
    """Finland: final demand becomes the published value added, imports and taxes on products."""
    table = symmetric(fin)
    assert table.residual.abs().max() < 0.05  # thousands of euros
    content = final_demand_content(table).loc["total"]
    assert content["value_added"] == pytest.approx(176_987, abs=0.05)
    assert content["taxes"] == pytest.approx(28_487, abs=0.05)
    assert content[["imports_direct", "imports_indirect"]].sum() == pytest.approx(76_362, abs=0.05)
    assert table.leaks.loc["taxes", "62_63"] == 27.798  # as published, and not by one rate for all users
    assert (multipliers(table)[["value_added", "imports", "taxes"]].sum(axis=1) - 1).abs().max() < 1e-12


def test_supply_by_product_only_gives_no_multipliers(gbr: dict[int, SupplyUse]) -> None:
    assert not has_supply_by_industry(gbr[2022])
    with pytest.raises(ValueError, match="GBR 2022: supply by product only"):
        symmetric(gbr[2022])


def test_cells_that_are_not_known_are_refused(small: SupplyUse) -> None:
    hidden = with_cells(small, "use", small.use.cells.mask(small.use.cells == 20), suppressed=frozenset({("A", "b")}))
    with pytest.raises(ValueError, match="A / b not known"):
        symmetric(hidden)
    without = replace(small, lines=LineMap(tuple(row for row in small.lines.rows if row.line != "imports")))
    with pytest.raises(ValueError, match="line imports"):
        symmetric(without)
