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
