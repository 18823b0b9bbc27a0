"""Published composite indices, rebuilt."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from pipeline.methods.aggregate import geometric
from pipeline.methods.composites import egdi, egdi_component, hdi, sdg_index
from pipeline.sheets.read import read_workbook
from pipeline.sheets.tabs import by_identity
from pipeline.sheets.wide import parse_wide

# UN DESA, E-Government Survey 2024: online services, infrastructure, human capital, index.
EGDI_2024 = [
    ("GHA", 0.6084, 0.5586, 0.7281, 0.6317),
    ("SEN", 0.4779, 0.3380, 0.7328, 0.5162),
    ("MLI", 0.3334, 0.1250, 0.4432, 0.3005),
]
POSTS = {"life_expectancy": (20, 85), "expected_schooling": (0, 18), "mean_schooling": (0, 15), "income": (100, 75_000)}


@pytest.mark.parametrize(("area", "osi", "tii", "hci", "published"), EGDI_2024)
def test_egdi_2024(area: str, osi: float, tii: float, hci: float, published: float) -> None:
    index = egdi(pd.DataFrame({"OSI": [osi], "TII": [tii], "HCI": [hci]}, index=[area]))
    assert round(index[area], 4) == published


def test_egdi_needs_all_three_components() -> None:
    parts = pd.DataFrame({"OSI": [0.5, np.nan], "TII": [0.4, 0.4], "HCI": [0.3, 0.3]}, index=["GHA", "MLI"])
    assert egdi(parts).index.tolist() == ["GHA"]


def test_hdi_worked_example() -> None:
    """UNDP, technical notes 2020: dimension indices 0.6971, 0.3447 and 0.5506 give 0.509555."""
    assert geometric(np.array([0.6971, 0.3447, 0.5506])) == pytest.approx(0.509555, abs=5e-7)


def test_hdi_from_raw_values() -> None:
    """Raw values chosen so that their dimension indices are those of the worked example; the income is the published one."""
    value = hdi(20 + 65 * 0.6971, 18 * 0.3447, 15 * 0.3447, 3829, POSTS)
    assert value == pytest.approx((0.6971 * 0.3447 * 0.550627) ** (1 / 3), abs=1e-6)


@pytest.mark.parametrize(
    ("change", "factor"), [({"life_expectancy": (20, 200)}, "smaller"), ({"income": (100, 10_000)}, "larger")]
)
def test_hdi_reads_its_goalposts(change: dict, factor: str) -> None:
    base = hdi(65, 10, 6, 3829, POSTS)
    moved = hdi(65, 10, 6, 3829, POSTS | change)
    assert moved < base if factor == "smaller" else moved > base


def test_hdi_caps_above_the_upper_goalpost() -> None:
    assert hdi(90, 25, 20, 200_000, POSTS) == pytest.approx(1.0)


def test_egdi_component_is_z_scored_then_set_onto_its_range() -> None:
    indicators = pd.DataFrame({"a": [1.0, 2.0, 4.0, 8.0], "b": [10.0, 30.0, 20.0, np.nan]})
    found = egdi_component(indicators)
    z = (indicators[:3] - indicators[:3].mean()) / indicators[:3].std()
    mean = z.mean(axis=1)
    assert found.tolist() == pytest.approx(((mean - mean.min()) / (mean.max() - mean.min())).tolist())
    assert 3 not in found.index


def test_sdg_index_caps_reverses_and_leaves_out() -> None:
    """Goalposts both ways, capped; an economy with a third of its indicators missing has no index."""
    values = pd.DataFrame(
        {"a": [25.0, 120.0, 50.0], "b": [8.0, 1.0, np.nan], "c": [0.0, 5.0, 10.0]}, index=["FRA", "GHA", "MLI"]
    )
    posts = {"a": (0, 100), "b": (10, 2), "c": (0, 10)}
    table = sdg_index(values, posts, {"g1": ["a", "b"], "g2": ["c"]}, 0.2)
    assert table.loc["FRA"].tolist() == [25.0, 0.0, 12.5]
    assert table.loc["GHA"].tolist() == [100.0, 50.0, 75.0]
    assert table.loc["MLI", "g2"] == 100 and np.isnan(table.loc["MLI", "index"])
    assert sdg_index(values, posts, {"g1": ["a", "b"], "g2": ["c"]}, 0.4).loc["MLI", "index"] == 75
    with pytest.raises(ValueError, match="both goalposts are 5"):
        sdg_index(values, posts | {"a": (5, 5)}, {"g1": ["a"]}, 0.2)


@pytest.fixture(scope="module")
def e_government() -> dict[str, pd.DataFrame]:
    """The shipped sheets of the EGDI and its components, economies × years."""
    path = Path(__file__).parents[2] / "data" / "monitoring" / "e-government.xlsx"
    sheets = by_identity(read_workbook(path, path.name).sheets)
    tables = {}
    for code in ("EGDI", "OSI", "TII", "HCI_EGOV"):
        wide = parse_wide(sheets[code], [], code)
        tables[code] = pd.DataFrame(wide.values, index=list(wide.areas), columns=[int(y) for y in wide.years])
    return tables


@pytest.mark.parametrize("year", [2022, 2024])
def test_egdi_is_recomputed_from_the_shipped_data(year: int, e_government: dict[str, pd.DataFrame]) -> None:
    parts = pd.DataFrame({code: e_government[code][year] for code in ("OSI", "TII", "HCI_EGOV")})
    published = e_government["EGDI"][year].dropna()
    found = egdi(parts)
    assert len(found) == len(published) == 193
    # Components are published with four decimals, so the mean of three can be half a unit of the last one off.
    assert (found.reindex(published.index) - published).abs().max() < 1e-4
    assert (found.round(4) == published.round(4)).mean() > 0.85
