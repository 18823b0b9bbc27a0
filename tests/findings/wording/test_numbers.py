"""Wording: numbers and units in words, words that never say more than the digits, and text that stays text."""

from __future__ import annotations

import csv
import json
import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.findings import wording
from pipeline.findings.facts import Fact
from pipeline.findings.messages import say
from pipeline.findings.wording.numbers import CHARTED_MONEY
from pipeline.findings.wording.realise import sentence
from pipeline.language import Language, round_half_up
from pipeline.render.pandoc import READER, pandoc_path
from tests.findings.world import series, spread, tongue, workshop

ROWS = list(csv.DictReader((Path(__file__).parent / "quantities.csv").open(encoding="utf-8")))
SHOP = workshop(series("USE", spread({"FRA": 1.0})))
ENGLISH, CHINESE = tongue(SHOP, "en"), tongue(SHOP, "zh")
LANGUAGES = {"en": ENGLISH, "zh": CHINESE}


@pytest.mark.parametrize(
    "row", ROWS, ids=[f"{n + 2}-{row['value']} {row['unit']} {row['language']}" for n, row in enumerate(ROWS)]
)
def test_quantity(row: dict[str, str]) -> None:
    shown = wording.quantity(float(row["value"]), row["unit"], int(row["decimals"]), LANGUAGES[row["language"]])
    assert shown == row["expected"]


def test_money_beside_a_chart_is_counted_as_the_chart_counts_it() -> None:
    beside = CHINESE.counting_money_to(CHARTED_MONEY["zh"])
    assert wording.quantity(3_041_230, "million US dollars", 0, beside) == "30,412.3亿美元"
    assert wording.quantity(3_041_230, "million US dollars", 0, CHINESE) == "3.0万亿美元"


@pytest.mark.parametrize("unit", ["US dollars", "persons"])
@pytest.mark.parametrize("code", LANGUAGES)
@given(value=st.floats(0.5, 1e15))
def test_scale_words_lose_no_more_than_the_printed_digits(code: str, unit: str, value: float) -> None:
    """The printed number times its scale word is within half a printed unit; no number of four digits stands before a word."""
    shown = wording.quantity(value, unit, 0, LANGUAGES[code])
    scales = {"trillion": 1e12, "billion": 1e9, "million": 1e6, "万亿": 1e12, "亿": 1e8, "万": 1e4}
    word = next((word for word in scales if word in shown), "")
    digits = float(re.sub(r"[^\d.]", "", shown.partition(word)[0] if word else shown))
    scale = scales.get(word, 1.0)
    step = 10.0 ** -len(re.sub(r"[^\d.]", "", shown).partition(".")[2]) * scale
    assert abs(digits * scale - value) <= 0.5 * step * (1 + 1e-9) + 1e-9 * value
    if word and word not in (
        "trillion",
        "万亿",
        "billion" if unit == "persons" else "",
        "亿" if unit == "persons" else "",
    ):
        assert digits < (1e4 if code == "zh" else 1e3)


@pytest.mark.parametrize(
    ("before", "after", "decimals", "expected"),
    [
        (9.96, 10.02, 1, "flat"),  # 10.0 and 10.0, although the difference rounds to 0.1
        (10.04, 10.06, 1, "up"),  # 10.0 and 10.1, although the difference rounds to 0.0
        (10.06, 10.04, 1, "down"),
        (5.0, 5.0, 1, "flat"),
        (-0.04, 0.04, 1, "flat"),
        (49.5, 50.4, 0, "flat"),
        (49.4, 50.4, 0, "up"),
    ],
)
def test_movement_is_that_of_the_printed_digits(before: float, after: float, decimals: int, expected: str) -> None:
    facts = [Fact(id, value, "%", decimals) for id, value in (("a", before), ("b", after))]
    assert wording.movement(*facts, ENGLISH) == expected


def test_movement_of_money_compares_the_scaled_digits() -> None:
    first, second, third = (
        Fact(id, value, "US dollars", 0) for id, value in (("a", 4.31e12), ("b", 4.34e12), ("c", 4.36e12))
    )
    assert wording.movement(first, second, ENGLISH) == "flat"
    assert wording.movement(first, third, ENGLISH) == "up"


@given(
    st.floats(-1e6, 1e6),
    st.floats(-1e6, 1e6),
    st.integers(0, 3),
    st.sampled_from(["%", "percentage points", "US dollars", ""]),
)
def test_movement_and_digits_agree(before: float, after: float, decimals: int, unit: str) -> None:
    one, two = Fact("a", before, unit, decimals), Fact("b", after, unit, decimals)
    moved = wording.movement(one, two, ENGLISH)
    assert (moved == "flat") == (wording.amount(one, ENGLISH) == wording.amount(two, ENGLISH))
    assert moved == {"up": "down", "down": "up", "flat": "flat"}[wording.movement(two, one, ENGLISH)]
    if moved == "up":
        assert before < after


def test_differences_of_percentages_are_points() -> None:
    assert wording.difference_unit("per cent of population") == "percentage points"
    assert wording.difference_unit("US dollars") == "US dollars"
    assert "percentage points" in wording.quantity(5, wording.difference_unit("per cent of women"), 1, ENGLISH)


def test_a_change_is_told_by_its_direction_in_chinese() -> None:
    def told(digital: float, all_: float) -> str:
        facts = {"digital": Fact("a", digital, "%", 1), "all": Fact("b", all_, "%", 1)}
        return sentence(say("accounts-newest", year=2023, **facts), CHINESE)

    assert told(7.6, -0.5) == "2023年数字产业增加值名义增长7.6%，全部产业下降0.5%。"
    assert told(-7.6, 0.04) == "2023年数字产业增加值名义下降7.6%，全部产业未变。"


def test_number_leaves_the_unit_out_and_years_alone() -> None:
    assert wording.number(Fact("a", 1234.56, "%", 1), ENGLISH) == "1,234.6"
    assert wording.number(Fact("a", 2024, "year", 0), ENGLISH) == "2024"


@pytest.mark.parametrize(
    ("years", "expected"), [([2022], "2022"), ([2022, 2019, 2022], "2019–2022"), ([2020.0, 2021], "2020–2021")]
)
def test_span(years: list[int], expected: str) -> None:
    assert wording.span(years) == expected


def test_economies_are_listed_as_the_language_does() -> None:
    assert wording.economies(["FRA", "DEU", "KEN"], ENGLISH) == "France, Germany and Kenya"
    assert wording.economies(["FRA", "DEU"], CHINESE) == "中France和中Germany"


def test_sentences_join_by_language_and_leave_out_what_is_blank() -> None:
    assert wording.sentences(["One.", "", "Two."], ENGLISH) == "One. Two."
    assert wording.sentences(["一。", "", "二。"], CHINESE) == "一。二。"


# --- text from cells stays text -------------------------------------------------------------------------------------

MARKS = list("\\`*_{}[]<>#|$~^@!\"'&-+=:%().,;/?1aA ")
FRAGMENTS = [
    *("{{ 7*7 }}", "{% raw %}", "{# x", "<script>alert(1)</script>", "&copy;", "&lt;b&gt;", "[x](javascript:alert(1))"),
    *(
        "![](x.png)",
        "[^1]",
        "@fig-a",
        "[@fig-a]",
        "$x^2$",
        "`code`{=html}",
        "```{=typst}",
        "#set page()",
        "\\section{x}",
    ),
    *(
        "::: {.box}",
        ":::",
        "---",
        "...",
        "- item",
        "+ item",
        "* item",
        "1. item",
        "a) item",
        "(a) item",
        "(@) item",
        "IV. item",
    ),
    *(
        ": definition",
        "| cell",
        "% title",
        "> quote",
        "# head",
        "=====",
        "http://example.org",
        "a@example.org",
        "x^2^",
        "H~2~O",
    ),
    *(
        "{{< include x >}}",
        "<!-- c -->",
        "~~gone~~",
        "**bold**",
        "A.  two",
        "#. item",
        "'quoted'",
        '"quoted"',
        "Table: x",
    ),
]
cell_text = st.lists(
    st.sampled_from(FRAGMENTS) | st.text(st.sampled_from(MARKS), max_size=6) | st.text(max_size=5),
    min_size=1,
    max_size=5,
).map("".join)


def shown(text: str) -> str:
    """Text as a reader sees it: white space of any kind as one space."""
    return " ".join(text.split())


def plain(inlines: list[dict]) -> str:
    """Pandoc inlines as text; fails on anything but words and spaces."""
    parts = []
    for inline in inlines:
        assert inline["t"] in ("Str", "Space", "SoftBreak"), inline
        parts.append(inline.get("c", " "))
    return shown("".join(parts))


def pandoc(source: str) -> list[dict]:
    """The blocks that the report's reader finds in Markdown."""
    done = subprocess.run(
        [pandoc_path(), "--from", READER, "--to", "json"],
        input=source,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return json.loads(done.stdout)["blocks"]


@settings(max_examples=60)
@given(st.lists(cell_text.filter(shown), min_size=1, max_size=25))
@example(FRAGMENTS)
def test_text_from_cells_is_printed_literally(texts: list[str]) -> None:
    printable = [re.sub(r"[^\S ]|[\x00-\x1f\x7f-\x9f\ud800-\udfff]", " ", text) for text in texts]
    printable = [text for text in printable if shown(text)]
    blocks = pandoc("\n\n".join(wording.escape(text) for text in printable))
    assert [block["t"] for block in blocks] == ["Para"] * len(printable)
    assert [plain(block["c"]) for block in blocks] == [shown(text) for text in printable]


@settings(max_examples=40)
@given(cell_text.filter(shown))
@example("::: {.x}")
@example(":::")
@example("a | b")
def test_text_from_cells_cannot_leave_its_div_table_or_heading(text: str) -> None:
    text = re.sub(r"[^\S ]|[\x00-\x1f\x7f-\x9f]", " ", text)
    literal = wording.escape(text)
    source = (
        f"::: {{.box}}\n{literal}\n:::\n\n| h | k |\n|:--|:--|\n| {literal} | z |\n\n# {literal} {{#sec-x}}\n\nafter\n"
    )
    if not shown(text):
        return
    box, table, head, after = pandoc(source)
    assert box["t"] == "Div" and plain(box["c"][1][0]["c"]) == shown(text)
    cells = table["c"][4][0][3][0][1]
    assert len(cells) == 2 and plain(cells[0][4][0]["c"]) == shown(text)
    assert head["c"][1][0] == "sec-x" and plain(head["c"][2]) == shown(text)
    assert after["t"] == "Para"


@given(cell_text)
def test_escaped_text_holds_no_shortcode_and_no_line_break(text: str) -> None:
    literal = wording.escape(text)
    assert "{{" not in literal and "}}" not in literal
    assert len(literal.splitlines()) <= 1


def test_no_break_spaces_survive() -> None:
    assert (
        wording.escape("12\N{NARROW NO-BREAK SPACE}345\N{NO-BREAK SPACE}%")
        == "12\N{NARROW NO-BREAK SPACE}345\N{NO-BREAK SPACE}%"
    )
    assert wording.escape("  two\n\tlines ") == "two lines"


@given(st.floats(-1e9, 1e9), st.integers(0, 4))
def test_rounding_is_half_away_from_zero_and_symmetric(value: float, decimals: int) -> None:
    rounded = round_half_up(value, decimals)
    assert abs(rounded - value) <= 0.5 * 10**-decimals * (1 + 1e-9) + 1e-9 * abs(value)
    assert round_half_up(-value, decimals) == -rounded


def test_a_language_of_the_world_prints_its_names() -> None:
    assert isinstance(ENGLISH, Language) and ENGLISH.name("economy", "USA") == "United States"


# --- the last digit that is printed ------------------------------------------------------------------------------------

DIGITS = {
    "a percentage": (67.4, "per cent of population", 1, 1),
    "dollars": (950.0, "US dollars", 0, 0),
    "millions, of which Chinese prints hundreds of millions": (120.5e6, "US dollars", 0, -7),
    "billions": (43.1e9, "US dollars", 0, -8),
    "trillions": (4.3e12, "US dollars", 0, -11),
    "trillions in millions": (4.3e6, "million US dollars", 0, -5),
    "persons": (330e6, "persons", 0, -7),
    "few persons": (4000.0, "persons", 0, 0),
    "below zero": (-4.3e12, "US dollars", 0, -11),
    "nothing": (0.0, "US dollars", 0, 0),
}


@pytest.mark.parametrize("name", DIGITS)
def test_the_last_digit_that_every_language_prints(name: str) -> None:
    value, unit, decimals, expected = DIGITS[name]
    assert wording.digits(value, unit, decimals) == expected


@pytest.mark.parametrize("unit", ["US dollars", "million US dollars", "persons"])
@given(count=st.integers(11, 10_000), power=st.integers(0, 9))
def test_values_that_differ_in_it_are_printed_differently(unit: str, count: int, power: int) -> None:
    value = float(count * 10**power)
    step = 10.0 ** -wording.digits(value, unit, 0)
    for language in LANGUAGES.values():
        assert wording.quantity(value, unit, 0, language) != wording.quantity(value - step, unit, 0, language)
