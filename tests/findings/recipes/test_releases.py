"""What is new: each series against its earlier release, or against the closed edition."""

from __future__ import annotations

import pytest

from pipeline.findings.recipes.releases import replaced
from pipeline.findings.releases import earlier_releases, restated
from pipeline.findings.workshop import Workshop
from pipeline.model.closed import ClosedEdition
from pipeline.tables.releases import releases
from tests.findings.world import (
    ECONOMIES,
    claim_of,
    flat,
    observations,
    read,
    sentence_of,
    series,
    tongue,
    value,
    workshop,
)

CODES = list(ECONOMIES)
EARLIER = flat(50.0, CODES, [2020, 2021, 2022])


def later(change: float, economies: int) -> dict[str, dict[int, float]]:
    """The earlier figures, the first economies revised in 2022, and a new year."""
    return {
        area: {2020: 50.0, 2021: 50.0, 2022: 50.0 + (change if n < economies else 0.0), 2023: 52.0}
        for n, area in enumerate(CODES)
    }


def shop_of(
    now: dict[str, dict[int, float]], closed: bool = False, earlier: dict[str, dict[int, float]] = EARLIER, **of: str
) -> Workshop:
    book = observations(series("USE", earlier, **of))
    parts = (
        {"closed": ClosedEdition(2025, book, "report/editions/2025/figures.csv.gz")}
        if closed
        else {"vintages": {"2025-01": book}}
    )
    return workshop(series("USE", now), **parts)


@pytest.mark.parametrize("closed", [False, True])
def test_figures_are_counted_by_what_became_of_them(closed: bool) -> None:
    shop = shop_of(later(3.0, 6), closed)
    exhibit = replaced(shop, "fig-new")
    assert value(shop, "fig-new.pairs") == 36 and value(shop, "fig-new.revised") == 6
    share = exhibit.data.set_index("segment")["value"]
    assert (
        share["revised"] == pytest.approx(100 * 6 / 48)
        and share["added"] == pytest.approx(25)
        and share.sum() == pytest.approx(100)
    )
    assert claim_of(exhibit, "came").says == "more"
    words = read(shop, exhibit)
    assert ("edition of 2025" in words.title) == closed and "17 per cent" in words.title
    assert read(shop, exhibit, "zh").title.count("17%") == 1
    (row,) = releases(shop, "tbl", tongue(shop)).rows
    assert row[2:4] == ("36", "6") and row[4] == "6 figures alike" and row[7] == "12"


def test_the_largest_revision_is_named_where_it_is_one() -> None:
    exhibit = replaced(shop := shop_of(later(-20.0, 1)), "fig-new")
    assert sentence_of(shop, claim_of(exhibit, "largest")) == (
        "The largest revision of a percentage is that of France in Short USE for 2022, from 50.0 per cent to 30.0 per cent."
    )
    assert "largest" not in {claim.id.split(":")[1] for claim in replaced(shop_of(later(-20.0, 2)), "fig-new").claims}


@pytest.mark.parametrize("closed", [False, True])
def test_nothing_new_is_said_so(closed: bool) -> None:
    shop = shop_of(EARLIER, closed)
    exhibit = replaced(shop, "fig-new")
    assert claim_of(exhibit, "revised").says == "none" and read(shop, exhibit).title.startswith("No figure of the")
    assert not releases(shop, "tbl", tongue(shop)).rows and set(exhibit.data["bar"]) >= {"USE"}


def test_an_economy_that_vanished_is_named() -> None:
    now = {area: row for area, row in later(0.0, 0).items() if area != "KEN"}
    exhibit = replaced(shop := shop_of(now), "fig-new")
    assert sentence_of(shop, claim_of(exhibit, "vanished")) == "One series has no figure any more of Kenya."
    assert value(shop, "fig-new.withdrawn") == 3


def test_another_unit_is_no_earlier_release() -> None:
    shop = shop_of(later(3.0, 6), unit="US dollars")
    assert earlier_releases(shop.data) == {}
    with pytest.raises(ValueError, match="no series has an earlier release"):
        replaced(shop, "fig-new")


def test_the_data_restated_hold_the_earlier_release_and_all_else_of_today() -> None:
    shop = shop_of(later(3.0, 6))
    old = restated(shop.data).observations
    assert old.wide("USE").shape == (12, 3) and float(old.wide("USE").to_numpy().max()) == 50.0
    assert old.wide("SP.POP.TOTL").equals(shop.data.observations.wide("SP.POP.TOTL"))


def test_a_series_without_a_figure_today_is_restated_in_its_place() -> None:
    shop = shop_of({})
    old = restated(shop.data).observations
    assert old.wide("USE").shape == (12, 3) and len(old.frame) == 36 + len(ECONOMIES)
    assert old.frame["INDICATOR"].is_monotonic_increasing and shop.data.observations.wide("USE").empty


def test_a_share_that_would_print_as_none_is_told_in_numbers() -> None:
    years = list(range(1800, 2023))
    earlier = flat(50.0, CODES, years)
    now = {area: dict(row) for area, row in earlier.items()} | {"KEN": {**earlier["KEN"], 2022: 60.0}}
    shop = shop_of(now, closed=True, earlier=earlier)
    title = read(shop, exhibit := replaced(shop, "fig-new")).title
    assert title == "Since the edition of 2025 1 of 2,676 figures has been revised"
    assert "2,676个数据中有1个" in read(shop, exhibit, "zh").title
