"""The workshop: group values under the edition's rule, latest values, facts with their cells."""

from __future__ import annotations

import pytest

from pipeline.findings.workshop import economy_labels, group_labels, source_line
from tests.findings.world import ECONOMIES, LOW, flat, series, spread, tongue, workshop


def test_group_values_follow_the_rule_of_the_edition() -> None:
    use = series("USE", flat(50, [code for code in ECONOMIES if code != "IND"], [2024]))
    assert workshop(use, population=0.3, count=0.5).group_values("USE", "WLD").loc[2024, "value"] == 50
    withheld = workshop(use, population=0.8, count=0.5).group_values("USE", "WLD").loc[2024]
    assert withheld["value"] != withheld["value"] and withheld["raw"] == 50


def test_group_fact_knows_its_members_cells_and_flags() -> None:
    shop = workshop(series("USE", flat(50, LOW, [2023, 2024]), flags={("KEN", 2024): "E"}))
    fact = shop.group_fact("fig-a.low", "USE", "LMC", 2024)
    assert (fact.value, fact.unit, fact.decimals, fact.method) == (
        50,
        "per cent of population",
        1,
        "group_values.population",
    )
    assert fact.status == ("A", "E")
    of_use = [cell for cell in fact.cells if "USE!" in cell]
    assert of_use == [f"data/development/book.xlsx › USE!D{row}" for row in range(2, 8)]
    assert all("SP.POP.TOTL!" in cell for cell in fact.cells if cell not in of_use)  # the weights
    assert fact.parameters["group"] == "LMC" and fact.parameters["year"] == 2024


@pytest.mark.parametrize(("group", "year"), [("HIC", 2024), ("LMC", 1999)])
def test_no_fact_without_a_group_value(group: str, year: int) -> None:
    shop = workshop(series("USE", flat(50, LOW, [2024])))
    with pytest.raises(KeyError, match=f"{group} in {year} under the coverage rule"):
        shop.group_fact("fig-a.x", "USE", group, year)
    assert len(shop.facts) == 0


def test_groups_come_in_the_order_of_the_sheet_without_empty_ones() -> None:
    shop = workshop(series("USE", flat(1, ECONOMIES, [2024])))
    assert [group.code for group in shop.groups("income")] == ["HIC", "LMC"]


def test_latest_leaves_out_what_is_too_old_for_the_edition() -> None:
    shop = workshop(series("USE", {"FRA": {2015: 1.0}, "DEU": {2016: 2.0}, "KEN": {2015: 3.0, 2020: 4.0}}))
    assert shop.latest("USE")["value"].to_dict() == {"DEU": 2.0, "KEN": 4.0}
    assert shop.latest("USE")["year"].to_dict() == {"DEU": 2016, "KEN": 2020}


@pytest.mark.parametrize(("share", "year"), [(0.5, 2023), (0.8, 2022), (0.1, 2024)])
def test_common_year(share: float, year: int) -> None:
    codes = list(ECONOMIES)
    cells = {
        code: {2022: 1.0} | ({2023: 1.0} if n < 7 else {}) | ({2024: 1.0} if n < 2 else {})
        for n, code in enumerate(codes)
    }
    assert workshop(series("USE", cells)).common_year("USE", share) == year


def test_a_fact_echoes_its_parameters_and_cells_of_given_economies_and_years() -> None:
    shop = workshop(series("USE", flat(50, LOW, [2023, 2024])))
    fact = shop.fact("fig-a.x", 1, "%", 0, method="m", code="USE", areas=["KEN"], years=[2024.0], extra=7)
    assert fact.cells == ("data/development/book.xlsx › USE!D5",)
    assert dict(fact.parameters) == {"indicator": "USE", "extra": 7}
    assert shop.facts.get("fig-a.x") is fact
    with pytest.raises(TypeError):
        fact.parameters["extra"] = 8  # type: ignore[index]


def test_unknown_indicator_is_named() -> None:
    with pytest.raises(KeyError, match="NOPE"):
        workshop(series("USE", spread({"FRA": 1.0}))).indicator("NOPE")


def test_source_line_names_each_source_once() -> None:
    one, two = series("A", spread({"FRA": 1.0})), series("B", spread({"FRA": 1.0}), source="Producer of A")
    shop = workshop(one, two, series("C", spread({"FRA": 1.0})))
    line = source_line(shop, ["A", "B", "C"], tongue(shop))
    assert line.count("Producer of A") == 1 and "Producer of C" in line


def test_labels_in_the_language() -> None:
    shop = workshop(series("USE", spread({"FRA": 1.0})))
    chinese = tongue(shop, "zh")
    assert economy_labels(["FRA"], chinese) == {"FRA": "中France"}
    assert group_labels(shop.groups("income"), chinese)["HIC"] == "中High income"
