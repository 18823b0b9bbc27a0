"""Registers and parameters: marks for what was not read, "no source" where the sheet has none."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from pipeline.findings.naming import speak
from pipeline.findings.workshop import Workshop
from pipeline.language import Language
from pipeline.model.corrections import Correction
from pipeline.model.registers import Laws
from pipeline.tables import registers
from pipeline.tables.table import MISSING, Table, markdown
from tests.findings.world import (
    I18N,
    accounts_of,
    governance,
    parameters,
    series,
    spread,
    supply_use,
    targets,
    tongue,
    workshop,
)


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


def test_registers_in_another_language(shop: Workshop) -> None:
    """The names of that language, with the full English ones of the register behind them; what has none stays English, marked."""
    terms = {
        ("platform", "union"): "老联盟", ("instrument", "pact"): "公约", ("place", "Geneva"): "日内瓦",
        ("outcome", "An outcome"): "成果", ("target", "all"): "官方措辞", ("source", "A resolution"): "一项决议",
    }  # fmt: skip
    named = replace(shop.data, terms=shop.data.terms | {key: {"en": "x", "zh": zh} for key, zh in terms.items()})
    made, chinese = Workshop(named, shop.edition), speak(named, I18N, "zh")
    platforms = [row[0] for row in registers.platforms(made, "tbl-x", chinese).rows]
    assert platforms[0] == "老联盟（Old Union (OU)）" and "‹en› Open Forum" in platforms
    assert "公约（A pact）" in [row[0] for row in registers.instruments(made, "tbl-x", chinese).rows]
    assert ("2023", "老联盟", "日内瓦", "成果") in registers.meetings(made, "tbl-x", chinese).rows
    table = registers.targets(made, "tbl-x", chinese)
    wording = named.parameters.targets["wording"].iloc[1]
    assert [row[1] for row in table.rows[:2]] == ["官方措辞", wording] and table.rows[0][4] == "一项决议" and table.note
    assert registers.targets(made, "tbl-x", tongue(made)).note == ""


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
    assert [row[3] for row in rows if row[2] == "0.95"] == ["A note", "A note", "no source"]
    assert [row[3] for row in rows if row[2] == "0.1"] == ["no source", "no source"]
    assert [row[2] for row in rows if row[1] == "Low"] == ["0.25 or less"]


def test_a_long_source_is_printed_once_in_consecutive_rows(shop: Workshop, english: Language) -> None:
    sheets = parameters()
    long = "A note of the producer that is long enough to fill several lines of a narrow column"
    sheets.thresholds["source"] = long
    found = [
        row[3]
        for row in registers.parameters(
            Workshop(replace(shop.data, parameters=sheets), shop.edition), "tbl-x", english
        ).rows
    ]
    assert found.count(long) == 1 and found[0] == long and found[1] == "as above"


def test_what_this_edition_does_not_read_stays_in_the_sheets(shop: Workshop, english: Language) -> None:
    sheets = parameters()
    more = parameters(
        thresholds=pd.concat([sheets.thresholds, sheets.thresholds.iloc[[0]].assign(method="other")]),
        classes=pd.concat([sheets.classes, sheets.classes.assign(scheme="UMC")]),
    )
    rows = registers.parameters(Workshop(replace(shop.data, parameters=more), shop.edition), "tbl-x", english).rows
    bounds = sheets.thresholds
    quiet = bounds["parameter"].isin(["minimum_span", "maximum_age"]) & (bounds["value"] == 0)  # asks for nothing
    unread = quiet | bounds["parameter"].isin(["default_base_year", "default_target_year", "half_life"])
    assert len(rows) == len(bounds[~unread]) + len(sheets.classes)  # and no goalposts of an index not computed
    assert not any("unsd" in printed or "_" in printed for row in rows for printed in row)


def test_sources_group_indicators_and_link_them(english: Language) -> None:
    one, two, three = (series(code, spread({"FRA": 1.0}), source="One producer") for code in ("A", "B", "C"))
    bad = series("D", spread({"FRA": 1.0}), source="Other", url="javascript:alert(1)")
    shop = workshop(one, two, three, bad)
    rows = {row[0]: row for row in registers.sources(shop, "tbl-x", tongue(shop)).rows}
    assert rows["One producer"][1] == "3" and rows["One producer"][4].count("](<https:") == 1
    assert "javascript" not in rows["Other"][4]


def test_a_licence_is_printed_by_its_name_or_in_english() -> None:
    one, two = (series(code, spread({"FRA": 1.0}), source=code, licence=f"terms of {code}") for code in ("AA", "BB"))
    shop = workshop(one, two)
    shop.data.terms["licence", "terms of AA"] = {"en": "terms of AA", "zh": "甲方条款"}
    shown = {row[2] for row in registers.sources(shop, "tbl-x", tongue(shop, "zh")).rows}
    assert shown == {"甲方条款", "‹en› terms of BB", "‹en› CC BY 4.0"}


def test_sources_stand_in_the_order_of_the_language() -> None:
    names = {"A": "中国统计局", "B": "《贸易》，安道尔", "C": "世界银行", "D": "Epoch AI"}
    shop = workshop(*(series(code, spread({"FRA": 1.0}), source=code) for code in names))
    for code, name in names.items():
        shop.data.terms["source", code] = {"en": code, "zh": name}
    shown = [row[0] for row in registers.sources(shop, "tbl-x", tongue(shop, "zh")).rows if "中P" not in row[0]]
    assert shown == ["Epoch AI", "《贸易》，安道尔", "世界银行", "中国统计局"]
    assert [row[0] for row in registers.sources(shop, "tbl-x", tongue(shop)).rows][:4] == ["A", "B", "C", "D"]


def test_sources_of_supply_and_use_tables_stand_among_them() -> None:
    tables = replace(supply_use(), licence="CC0", accessed="2026-11-25", url="https://example.org/tables")
    shop = workshop(series("A", spread({"FRA": 1.0})), supply_use=accounts_of(tables))
    rows = {row[0]: row for row in registers.sources(shop, "tbl-x", tongue(shop)).rows}
    assert rows["Made-up tables"][1:3] == ("–", "CC0")
    assert rows["Made-up tables"][4] == "[example.org/tables](<https://example.org/tables>)"


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


def laws(cyberlaw: list[tuple[object, ...]], ai_laws: list[tuple[object, ...]]) -> Laws:
    """Registers of laws, made up."""
    return Laws(
        pd.DataFrame(cyberlaw, columns=["iso3", "area", "state"]).assign(as_of="2026-03-05", source="A tracker"),
        pd.DataFrame(ai_laws, columns=["id", "iso3", "name", "type", "force", "adopted", "in_force", "verified"]),
    )


def lawful(**parts: object) -> tuple[Workshop, Language]:
    """A workshop with registers of laws, and English with the names that they are printed by."""
    shop = workshop(series("USE", spread({"FRA": 1.0})), **parts)
    words = ("privacy", "cybercrime", "legislation", "draft", "no_legislation", "law", "strategy", "binding", "EUU")
    shop.data.terms.update({("register", code): {"en": code.replace("_", " ")} for code in words})
    shop.data.terms["source", "A tracker"] = {"en": "A tracker"}
    return shop, tongue(shop)


def test_no_data_is_no_law_in_no_place() -> None:
    states = [
        ("KEN", "privacy", "legislation"),
        ("KEN", "cybercrime", "no_data"),
        ("FRA", "privacy", "draft"),
        ("FRA", "cybercrime", "no_legislation"),
        ("USA", "privacy", "legislation"),
    ]
    shop, english = lawful(laws=laws(states, []))
    table = registers.cyberlaw(shop, "tbl-x", english)
    assert [column.head for column in table.columns] == ["Economy", "privacy", "cybercrime"]
    rows = rows_of(table)
    assert list(rows) == ["France", "Kenya", "United States"]
    assert rows["Kenya"][1:] == ("legislation", MISSING)
    assert rows["France"][1:] == ("draft", "no legislation")
    assert rows["United States"][1:] == ("legislation", MISSING)  # an area that the source does not list for it
    assert "5 March 2026" in table.note and "privacy: 2 of 3" in table.note and "cybercrime: 0 of 3" in table.note


def test_ai_laws_say_that_they_are_a_selection_and_mark_what_was_not_read() -> None:
    texts = [
        ("eu", "EUU", "An act", "law", "binding", "2024-06-13", "2024-08-01", True),
        ("late", "FRA", "A plan", "strategy", "binding", "2025-01-01", "", False),
        ("early", "FRA", "A first plan", "strategy", "binding", "2018-01-01", "", True),
    ]
    shop, english = lawful(laws=laws([], texts))
    table = registers.ai_laws(shop, "tbl-x", english)
    assert [row[1] for row in table.rows] == ["A first plan", "A plan †", "An act"]
    assert table.rows[1][5] == MISSING and table.rows[2][4:] == ("2024-06-13", "2024-08-01")
    assert "no census" in table.note and "†" in table.note


def test_every_correction_is_printed_with_its_reason_and_expiry() -> None:
    known = Correction(
        "FRA", "USE", 2020, 0.0, None, "It cannot be 0.", "Yearbook", "", "2026-11-01", "2027-11-01", "a › C!D2"
    )
    given = (known, replace(known, area="KEN", expected=12.34, value=21.5, reason="Digits exchanged."))
    shop, english = lawful(corrections=given)
    rows = registers.corrections(shop, "tbl-x", english).rows
    assert rows[0][2:] == ("2020", "0.0", "withheld", "It cannot be 0.", "Yearbook", "2027-11-01")
    assert rows[1][1:6] == ("Kenya", "2020", "12.3", "21.5", "Digits exchanged.")
