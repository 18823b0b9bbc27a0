"""Views: the values of a group under each declared variation, against the plain formula."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.findings.views import View, group_series, variations
from pipeline.findings.workshop import Workshop
from tests.findings.world import ECONOMIES, HIGH, LOW, flat, observations, series, workshop

PEOPLE = {code: row[6] for code, row in ECONOMIES.items()}


@pytest.fixture
def shop() -> Workshop:
    """Rising series of all but one economy, which begins late; an earlier release that ends in 2012."""
    cells = {
        code: {year: 10.0 * n + year - 2010 for year in range(2010, 2015)} for n, code in enumerate(ECONOMIES, start=1)
    }
    cells["FRA"] = {2013: 90.0, 2014: 95.0}
    old = flat(5.0, HIGH, [2010, 2011, 2012])
    return workshop(series("USE", cells), vintages={"2019-01": observations(series("USE", old))}, count=0.0)


def mean(values: dict[str, float]) -> float:
    return float(np.average(list(values.values()), weights=[PEOPLE[code] for code in values]))


def at(shop: Workshop, year: int, members: list[str]) -> dict[str, float]:
    return shop.data.observations.wide("USE")[year].reindex(members).dropna().to_dict()


def test_the_plain_view_is_what_the_report_prints(shop: Workshop) -> None:
    found = group_series(shop, "USE", "HIC", View())
    assert found.index.tolist() == list(range(2010, 2015))
    assert found[2014] == pytest.approx(mean(at(shop, 2014, HIGH)))
    assert found[2010] == pytest.approx(mean(at(shop, 2010, HIGH)))


def test_years_bound_a_view(shop: Workshop) -> None:
    assert group_series(shop, "USE", "HIC", View(from_year=2011, to_year=2013)).index.tolist() == [2011, 2012, 2013]
    assert group_series(shop, "USE", "HIC", View(from_year=2020)).empty


def test_a_panel_has_the_same_economies_in_all_years(shop: Workshop) -> None:
    found = group_series(shop, "USE", "HIC", View(panel=(2010, 2014)))
    same = [code for code in HIGH if code != "FRA"]
    assert found[2014] == pytest.approx(mean(at(shop, 2014, same)))
    assert found[2014] - found[2010] == pytest.approx(4.0)


def test_without_the_largest_of_the_group(shop: Workshop) -> None:
    found = group_series(shop, "USE", "LMC", View(without_largest=True))
    assert found[2014] == pytest.approx(mean(at(shop, 2014, [code for code in LOW if code != "IND"])))


def test_a_group_of_one_has_nothing_without_its_largest(shop: Workshop) -> None:
    assert group_series(shop, "USE", "ITU_AFR", View())[2014] > 0
    assert group_series(shop, "USE", "ITU_AFR", View(without_largest=True)).empty


def test_other_weights(shop: Workshop) -> None:
    values = at(shop, 2014, LOW)
    assert group_series(shop, "USE", "LMC", View("unweighted"))[2014] == pytest.approx(np.mean(list(values.values())))
    assert group_series(shop, "USE", "LMC", View("median"))[2014] == pytest.approx(np.median(list(values.values())))


def test_the_earlier_release(shop: Workshop) -> None:
    assert group_series(shop, "USE", "HIC", View(vintage="2019-01")).to_dict() == {2010: 5, 2011: 5, 2012: 5}
    assert group_series(shop, "USE", "LMC", View(vintage="2019-01")).empty


def test_a_group_that_no_series_has_is_empty_in_every_view(shop: Workshop) -> None:
    for view in (View(without_largest=True), View(panel=(2010, 2014)), View(vintage="2019-01")):
        assert group_series(shop, "USE", "EMPTY", view).empty


NAMES = {"year-later", "year-earlier", "without-largest", "same-economies", "earlier-release"}


def test_the_variations_of_a_view(shop: Workshop) -> None:
    found = variations(shop, "USE", View(), 2010, 2014)
    assert set(found) == NAMES | {"each-alike"}
    assert found["year-later"].from_year == 2011 and found["year-earlier"].to_year == 2013
    assert found["same-economies"].panel == (2010, 2014) and found["earlier-release"].vintage == "2019-01"
    assert set(variations(shop, "USE", View("unweighted"), 2010, 2014)) == NAMES | {"by-people"}
    assert set(variations(shop, "USE", View("sum"), 2010, 2014)) == NAMES
    assert "same-economies" not in variations(shop, "USE", View(), 2014, 2014)
    bare = workshop(series("USE", flat(5.0, HIGH, [2010, 2014])))
    assert "earlier-release" not in variations(bare, "USE", View(), 2010, 2014)
