"""Supply and use of one economy: what balances, what lacks a line, and a share told by its whole path."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from pipeline.findings import accounting
from pipeline.findings.claims import Standing
from pipeline.findings.messages import say
from pipeline.findings.recipes import accounts
from pipeline.findings.wording.realise import sentence
from pipeline.model.supply_lines import LineMap
from pipeline.model.supply_use import SupplyUse
from tests.findings.world import (
    accounts_shop,
    claim_of,
    in_both,
    keys,
    read,
    sentence_of,
    supply_use,
    tongue,
    value,
)


def without(tables: SupplyUse, line: str) -> SupplyUse:
    """The same tables of a publisher that does not show a line."""
    return replace(tables, lines=LineMap(tuple(row for row in tables.lines.rows if row.line != line)))


def test_waterfall() -> None:
    shop = accounts_shop(supply_use())
    exhibit = accounts.supply_waterfall(shop, "fig-a", "USA", 2023)
    steps = exhibit.data.set_index("label")["value"] * 1000
    assert steps[["output", "imports", "margins", "supply"]].tolist() == pytest.approx([350, 60, 15, 425])
    assert steps["supply"] == pytest.approx(steps[["output", "imports", "margins"]].sum())
    assert not {"taxes", "residual"} & set(steps.index)  # both are zero: a row without a bar
    uses = steps[["intermediate", "consumption", "investment", "exports", "government"]]
    assert -uses.sum() == pytest.approx(425)
    in_both(shop, exhibit)
    text = sentence_of(shop, claim_of(exhibit, "supply"))
    assert (
        "US$ 350.0 million at home and imported US$ 60.0 million in 2023; the rest of the supply of US$ 425.0" in text
    )
    assert set(exhibit.data["label"]) <= set(read(shop, exhibit).labels)
    assert shop.facts.rootless() == []


def test_waterfall_shows_what_does_not_add_up() -> None:
    shop = accounts_shop(supply_use(fault=60.0))
    exhibit = accounts.supply_waterfall(shop, "fig-a", "USA", 2023)
    steps = exhibit.data.set_index("label")["value"] * 1000
    assert steps["residual"] == pytest.approx(-60) == value(shop, "fig-a.residual")
    assert "Supply less use of these 2 products is US$ −60.0 million" in read(shop, exhibit).note.replace("-60", "−60")


@pytest.mark.parametrize("line", ["imports", "margins", "government"])
def test_no_waterfall_where_a_line_is_absent(line: str) -> None:
    shop = accounts_shop(without(supply_use(), line))
    with pytest.raises(ValueError, match=line):
        accounts.supply_waterfall(shop, "fig-a", "USA", 2023)


def test_the_largest_use_is_told_with_its_share_and_no_use_is_told_of_zero() -> None:
    shop = accounts_shop(supply_use(2022), supply_use(2023))
    exhibit = accounts.supply_waterfall(shop, "fig-a", "USA", 2023)
    found = claim_of(exhibit, "uses")
    shares = exhibit.data.set_index("label")["value"]
    largest = shares[["intermediate", "consumption", "investment", "exports", "government"]].idxmin()
    assert found.says == largest and found.standing is Standing.FIRM
    assert value(shop, f"fig-a.{largest}_share") == pytest.approx(-100 * shares[largest] * 1000 / 425)
    tables = supply_use(2023)
    tables.use.cells.loc[["334", "511"], "g"] = 0.0
    text = sentence_of(shop := accounts_shop(tables), claim_of(accounts.supply_waterfall(shop, "fig-a", "USA", 2023), "uses"))  # fmt: skip
    assert "to government" not in text and "abroad" in text


def test_shares_of_uses_are_not_told_where_stocks_ran_down() -> None:
    tables = supply_use()
    tables.use.cells.loc[["334", "511"], "s"] = -200.0
    shop = accounts_shop(tables)
    exhibit = accounts.supply_waterfall(shop, "fig-a", "USA", 2023)
    assert keys(exhibit) == {"supply"}
    in_both(shop, exhibit)


# weights of computers by year, the word, and what would be a lie
PATHS = {
    "rose": ((100, 120, 150), "rose from", ("fell", "highest")),
    "fell": ((150, 120, 100), "fell from", ("rose", "highest")),
    "level": ((100, 100, 100.01), "as in 2020", ("rose", "fell")),
    "peaked": ((100, 200, 150), "has fallen since", ("rose to", "fell from")),
    "recovered": ((200, 100, 150), "has risen since", ("rose from",)),
    "swung-below": ((100, 150, 110, 200, 130), "highest in 2023 (", ("rose", "fell")),
    "swung-never": ((200, 120, 170, 110, 150), "has not come back to", ("rose", "fell")),
    "swung-record": ((120, 180, 100, 150, 190), "was highest in 2024", ("rose", "fell")),
    "swung-again": ((120, 180, 100, 150, 180), "as high as in 2021", ("rose", "fell")),
}


@pytest.mark.parametrize("name", PATHS)
def test_the_share_is_told_by_its_whole_path(name: str) -> None:
    sizes, word, lies = PATHS[name]
    shop = accounts_shop(*(supply_use(2020 + n, size) for n, size in enumerate(sizes)))
    exhibit = accounts.digital_share(shop, "fig-a", "USA")
    found = claim_of(exhibit, "share")
    text = sentence_of(shop, found)
    assert found.says == name and word in text and not any(lie in text for lie in lies), text
    total = exhibit.data.groupby("bar")["value"].sum()
    assert value(shop, "fig-a.last") == pytest.approx(total.iloc[-1])
    assert set(exhibit.options["segments"]) == {"334", "511"}  # type: ignore[call-overload]
    in_both(shop, exhibit)
    assert shop.facts.rootless() == []


def test_every_year_of_the_highest_printed_share_is_named() -> None:
    shop = accounts_shop()
    course = accounting.Course(accounts_shop(*(supply_use(year) for year in range(2019, 2024))), "fig-a", "USA", "digital", "m")  # fmt: skip
    (found,) = course.claim(pd.Series({2019: 7.9, 2020: 7.0, 2021: 8.34, 2022: 8.31, 2023: 7.9}), "share")
    assert "highest in 2021 and 2022 (8.3 per cent)" in sentence_of(shop, found)
    assert "2021年和2022年最高" in sentence_of(shop, found, "zh")


def test_a_path_whose_direction_hangs_on_its_last_year_is_no_firm_claim() -> None:
    shop = accounts_shop(*(supply_use(2020 + n, size) for n, size in enumerate((200, 195, 190, 150))))
    assert claim_of(accounts.digital_share(shop, "fig-a", "USA"), "share").standing is Standing.FIRM
    shop = accounts_shop(*(supply_use(2020 + n, size) for n, size in enumerate((100, 150, 130, 180))))
    assert claim_of(accounts.digital_share(shop, "fig-a", "USA"), "share").standing is not Standing.FIRM


def test_one_year_has_no_path() -> None:
    shop = accounts_shop(supply_use())
    exhibit = accounts.digital_share(shop, "fig-a", "USA")
    assert exhibit.claims == ()
    assert "Digital industries in the value added of" in read(shop, exhibit).title
    in_both(shop, exhibit)


def test_who_alone_moves_the_share_and_whose_share_goes_the_other_way() -> None:
    """Only computers grow: publishing loses, and without computers the share would have fallen."""
    shop = accounts_shop(*(supply_use(2020 + n, size) for n, size in enumerate((100, 120, 150))))
    exhibit = accounts.digital_share(shop, "fig-a", "USA")
    found = claim_of(exhibit, "mover")
    assert found.says == "334 reverses" and "would have fallen between 2020 and 2022" in sentence_of(shop, found)
    assert value(shop, "fig-a.mover") > value(shop, "fig-a.change") > 0
    assert claim_of(exhibit, "loss").says == "511" and "gain" not in keys(exhibit)
    assert "largest loss is that of" in sentence_of(shop, claim_of(exhibit, "loss"))


def test_share_is_of_all_industries() -> None:
    shop = accounts_shop(supply_use(2022), supply_use(2023))
    accounts.digital_share(shop, "fig-a", "USA")
    assert value(shop, "fig-a.last") == pytest.approx(100 * (144 + 88) / (438 + 144 + 88))


def test_unknown_year_and_economy() -> None:
    with pytest.raises(KeyError, match="1999"):
        accounts.supply_waterfall(accounts_shop(supply_use()), "fig-a", "USA", 1999)
    with pytest.raises(KeyError, match="FRA"):
        accounts.supply_waterfall(accounts_shop(supply_use()), "fig-a", "FRA", 2023)


@pytest.mark.parametrize("code", ["en", "zh"])
@pytest.mark.parametrize("says", ["reverses", "makes", "half"])
@pytest.mark.parametrize("direction", ["up", "down"])
def test_every_form_of_a_mover_can_be_told(says: str, direction: str, code: str) -> None:
    shop = accounts_shop(supply_use(2022), supply_use(2023))
    part = shop.fact("part", 1.0, "percentage points", 1, method="m")
    said = {"says": says, "direction": direction, "industry": "X", "economy": "Y", "part": part, "change": part}
    assert sentence(say("accounts-mover", **said, first=2022, last=2023), tongue(shop, code)).endswith((".", "。"))
