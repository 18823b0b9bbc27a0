"""Lineage of the real report: nothing is printed that no cell, no chain of facts and no declared parameter stands behind."""

from __future__ import annotations

import re

import pytest

from pipeline.findings.facts import Fact, FactBook
from pipeline.findings.workshop import Workshop
from tests.findings.world import flat, series, workshop
from tests.shipped import figures

ADDRESS = re.compile(r"data/[\w./-]+\.xlsx › [^!]+(![A-Z]+\d+(:[A-Z]+\d+)?)?")


@pytest.fixture(scope="module")
def real() -> Workshop:
    return figures()[0]


def test_every_fact_of_the_report_has_roots(real: Workshop) -> None:
    assert len(real.facts) > 300
    assert real.facts.rootless() == []


def test_cells_of_the_report_are_addresses(real: Workshop) -> None:
    files = set(real.data.files)
    for fact in real.facts:
        for cell in fact.cells:
            assert ADDRESS.fullmatch(cell), (fact.id, cell)
        assert {cell.split(" › ")[0] for cell in fact.cells} <= files, fact.id


def test_every_number_of_the_data_of_a_figure_has_an_address_with_roots() -> None:
    _, exhibits, made = figures()
    for id, exhibit in made.items():
        numbers = {one.address: one for one in exhibits.numbers[id]}
        assert len(numbers) == len(exhibits.numbers[id]), id
        assert all(one.origin.rooted and (one.value is None or one.origin.method) for one in numbers.values()), id
        known = [one.value for one in numbers.values()]
        for name in exhibit.data.select_dtypes("number"):
            assert set(exhibit.data[name].dropna().astype(float)) <= set(known), (id, name)


def test_a_point_is_what_it_says(real: Workshop) -> None:
    """Observations and means of groups are looked up again in the data, whatever found them."""
    observations, tried = real.data.observations, {"observation": 0, "group_values": 0}
    for numbers in figures()[1].numbers.values():
        for one in numbers:
            about = one.origin.parameters
            if one.origin.method == "observation":
                value = observations.wide(str(about["indicator"])).at[about["economy"], about["year"]]
            elif one.origin.method in ("group_values.population", "group_values.unweighted", "group_values.median"):
                how = one.origin.method.partition(".")[2]
                frame = real.group_values(str(about["indicator"]), str(about["group"]), how)
                value = frame["value"][about["year"]]
            else:
                continue
            tried[one.origin.method.partition(".")[0]] += 1
            assert one.value == pytest.approx(value, rel=1e-11), one.address
    assert tried["observation"] > 1000 and tried["group_values"] > 500


def test_a_number_is_no_observation_only_because_some_series_has_it(real: Workshop) -> None:
    """Places in the ranking of the index are whole numbers, which stand in many sheets."""
    exhibits = figures()[1]
    assert {one.origin.method for one in exhibits.numbers["fig-index-ranks"]} == {"composite.rank_intervals"}


def test_a_chain_leads_to_cells_or_to_nothing() -> None:
    book = FactBook()
    book.add(Fact("root", 1.0, "", 0, cells=("data/a.xlsx › A!A1",)))
    book.add(Fact("child", 1.0, "", 0, parameters={"of": ("root",)}))
    book.add(Fact("limit", 1.0, "", 0, method="parameter"))
    book.add(Fact("of limit", 1.0, "", 0, parameters={"of": ("child", "limit")}))
    book.add(Fact("loose", 1.0, "", 0, method="count"))
    book.add(Fact("of loose", 1.0, "", 0, parameters={"of": ("root", "loose")}))
    book.add(Fact("of nobody", 1.0, "", 0, parameters={"of": ("gone",)}))
    book.add(Fact("circle", 1.0, "", 0, parameters={"of": ("circle",)}))
    assert book.rootless() == ["circle", "loose", "of loose", "of nobody"]


def test_inputs_of_several_series_and_of_one_year_an_economy() -> None:
    shop = workshop(series("A", flat(1, ["FRA", "KEN"], [2020, 2021])), series("B", flat(1, ["FRA"], [2020])))
    latest = shop.data.observations.latest("A")["year"]
    latest["FRA"] = 2020
    first = shop.fact("x.first", 1, "", 0, method="m", inputs=[("A", latest), ("B", ["FRA"], [2020])], cells=["more"])
    book = "data/development/book.xlsx"
    assert first.cells == (f"{book} › A!C2", f"{book} › A!D3", f"{book} › B!C2", "more")
    assert first.parameters["indicators"] == ("A", "B")
    second = shop.fact("x.second", 1, "", 0, method="m", of=[first, "x.third"])
    assert second.of == ("x.first", "x.third") and shop.facts.rootless() == ["x.second"]


def test_places_without_inhabitants_are_not_counted() -> None:
    people = series("SP.POP.TOTL", flat(1e6, ["FRA", "KEN"], [2022]), "persons", 0, None)
    assert workshop(series("A", flat(1, ["FRA"], [2020])), people).populated() == ("FRA", "KEN")
