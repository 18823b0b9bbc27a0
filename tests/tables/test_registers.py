"""Registers and parameters: marks for what was not read, "no source" where the sheet has none."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from pipeline.findings.workshop import Workshop
from pipeline.language import Language
from pipeline.tables import registers
from pipeline.tables.table import MISSING, Table, markdown
from tests.findings.world import governance, parameters, series, spread, targets, tongue, workshop


@pytest.fixture
def shop() -> Workshop:
    goals = targets(("all", "USE", 100.0, "higher"), ("some", "USE", 62.5, "higher"), ("way", "USE", None, "higher"))
    goals.loc[1, "source"] = ""
    return workshop(series("USE", spread({"FRA": 1.0})), governance=governance(), parameters=parameters(targets=goals))


@pytest.fixture
def english(shop: Workshop) -> Language:
    return tongue(shop)


def rows_of(table: Table) -> dict[str, tuple[str, ...]]:
    assert markdown(table).count("\n| ") >= len(table.rows)
    return {row[0]: row for row in table.rows}


def test_platforms(shop: Workshop, english: Language) -> None:
    table = registers.platforms(shop, "tbl-x", english)
    rows = rows_of(table)
    assert rows["Old Union (OU)"][2:4] == ("1865", "2024")
    assert rows["Club of firms"][3] == MISSING
    assert rows["Rumoured stage †"][5] == "Standards" and "†" in table.note
    assert sum("†" in name for name in rows) == 1


def test_instruments_by_year_of_adoption(shop: Workshop, english: Language) -> None:
    table = registers.instruments(shop, "tbl-x", english)
    assert [row[0] for row in table.rows] == ["A code", "A pact", "A deal", "A tale †", "A hope"]
    assert rows_of(table)["A hope"][2:6] == (MISSING, MISSING, MISSING, "no")
    assert rows_of(table)["A code"][4:6] == ("60", "no")


def test_meetings_newest_first(shop: Workshop, english: Language) -> None:
    table = registers.meetings(shop, "tbl-x", english)
    assert [row[0] for row in table.rows] == ["2025", "2024", "2024", "2024", "2023"]
    assert table.rows[0][1] == "Open Forum" and table.rows[2][3] == MISSING


def test_targets_say_where_a_source_is_missing(shop: Workshop, english: Language) -> None:
    values = [(row[2], row[3], row[4]) for row in registers.targets(shop, "tbl-x", english).rows]
    assert values == [
        ("100", "2030", "A resolution"),
        ("62.50", "2030", "no source"),
        ("direction only", "2030", "A resolution"),
    ]


def test_parameters_say_where_a_source_is_missing(shop: Workshop, english: Language) -> None:
    sheets = parameters()
    sheets.thresholds.loc[sheets.thresholds["parameter"] == "fair", "source"] = ""
    changed = Workshop(replace(shop.data, parameters=sheets), shop.edition)
    rows = registers.parameters(changed, "tbl-x", english).rows
    assert [row[3] for row in rows if row[2] == "0.95"] == ["A note", "A note"]
    assert [row[3] for row in rows if row[2] == "0.1"] == ["no source", "no source"]
    assert [row[2] for row in rows if row[1] == "Low"] == ["0.25 or less"]


def test_what_this_edition_does_not_read_stays_in_the_sheets(shop: Workshop, english: Language) -> None:
    sheets = parameters()
    more = parameters(
        thresholds=pd.concat([sheets.thresholds, sheets.thresholds.iloc[[0]].assign(method="other")]),
        classes=pd.concat([sheets.classes, sheets.classes.assign(scheme="UMC")]),
    )
    rows = registers.parameters(Workshop(replace(shop.data, parameters=more), shop.edition), "tbl-x", english).rows
    assert len(rows) == len(sheets.thresholds) + len(sheets.classes)  # and no goalposts of an index not computed
    assert not any("unsd" in printed or "_" in printed for row in rows for printed in row)


def test_sources_group_indicators_and_link_them(english: Language) -> None:
    one, two, three = (series(code, spread({"FRA": 1.0}), source="One producer") for code in ("A", "B", "C"))
    bad = series("D", spread({"FRA": 1.0}), source="Other", url="javascript:alert(1)")
    shop = workshop(one, two, three, bad)
    rows = {row[0]: row for row in registers.sources(shop, "tbl-x", tongue(shop)).rows}
    assert rows["One producer"][1] == "3" and rows["One producer"][4].count("example.org") == 1
    assert "javascript" not in rows["Other"][4]


@pytest.mark.parametrize(
    "url", ["https://x/><script>alert(1)</script>", "https://x y", "https://x|y", "https://x\\`y", "http://x"]
)
def test_only_a_plain_https_address_becomes_a_link(url: str) -> None:
    shop = workshop(series("A", spread({"FRA": 1.0}), url=url))
    assert registers.sources(shop, "tbl-x", tongue(shop)).rows[0][4] == ""


def test_inputs(shop: Workshop, english: Language) -> None:
    assert registers.inputs(shop, "tbl-x", english).rows == (("`data/development/book.xlsx`", f"`{'0' * 32}`"),)


def test_text_from_the_registers_is_literal(shop: Workshop, english: Language) -> None:
    evil = governance()
    evil.platforms.loc[0, "name"] = "a | b <script> {{ x }}"
    changed = Workshop(replace(shop.data, governance=evil), shop.edition)
    assert registers.platforms(changed, "tbl-x", english).rows[0][0] == r"a \| b \<script\> \{\{ x \}\}"


@pytest.mark.parametrize(
    "which", ["platforms", "instruments", "meetings", "targets", "parameters", "sources", "inputs"]
)
def test_in_chinese(shop: Workshop, which: str) -> None:
    table = getattr(registers, which)(shop, "tbl-x", tongue(shop, "zh"))
    assert table.rows and not table.caption.isascii()
