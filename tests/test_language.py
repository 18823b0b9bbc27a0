"""Languages: numbers, dates and lists by locale, plural forms, catalogues."""

from __future__ import annotations

import gettext
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.edition import KNOWN_LANGUAGES
from pipeline.language import Language, load_catalogue, round_half_up
from pipeline.problems import ExitCode, Stop

I18N = Path(__file__).parents[1] / "report" / "i18n"


def language(code: str, catalogue: gettext.NullTranslations | None = None) -> Language:
    return Language(code, catalogue or gettext.NullTranslations(), {("unit", "persons"): "people"})


@pytest.mark.parametrize(
    ("code", "value", "decimals", "expected"),
    [
        ("en", 1234567.891, 2, "1,234,567.89"),
        ("en", -1234.5, 0, "−1,235"),
        ("en", -0.04, 1, "0.0"),
        ("en", 0.5, 0, "1"),
        ("en", 1.5, 0, "2"),
        ("en", 2.5, 0, "3"),
        ("en", 1.005, 2, "1.01"),
        ("en", 1e15, 0, "1,000,000,000,000,000"),
        ("zh", 1234567.891, 2, "1,234,567.89"),
        ("fr", 1234567.891, 2, "1\N{NARROW NO-BREAK SPACE}234\N{NARROW NO-BREAK SPACE}567,89"),
        ("es", 1234567.891, 2, "1.234.567,89"),
        ("ru", 1234.5, 1, "1\N{NO-BREAK SPACE}234,5"),
    ],
)
def test_number(code: str, value: float, decimals: int, expected: str) -> None:
    assert language(code).number(value, decimals) == expected


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (0.125, 2, 0.13),
        (-0.125, 2, -0.13),
        (2.675, 2, 2.68),
        (0.285, 2, 0.29),
        (1e-9, 1, 0.0),
        (12345.5, 0, 12346),
        (1450, -2, 1500),
    ],
)
def test_round_half_up(value: float, decimals: int, expected: float) -> None:
    assert round_half_up(value, decimals) == expected


@given(st.floats(-1e7, 1e7), st.integers(0, 4))
def test_no_minus_stands_before_zero_and_no_hyphen_is_a_minus(value: float, decimals: int) -> None:
    shown = language("en").number(value, decimals)
    assert "-" not in shown
    assert not (shown.startswith("−") and not shown.strip("−0.,"))


@pytest.mark.parametrize(
    ("code", "expected"), [("en", "a, b and c"), ("fr", "a, b et c"), ("es", "a, b y c"), ("zh", "a、b和c")]
)
def test_listing(code: str, expected: str) -> None:
    assert language(code).listing(["a", "b", "c"]) == expected
    assert language(code).listing(["a"]) == "a"


def test_clauses_stand_between_commas_in_chinese_alone() -> None:
    assert language("zh").listing(["甲为1", "乙和丙为2"], "clauses") == "甲为1，乙和丙为2"
    assert language("en").listing(["1 in A", "2 in B"], "clauses") == language("en").listing(["1 in A", "2 in B"])


def test_listing_in_chinese_does_not_run_into_an_item_with_its_own_and() -> None:
    listing = language("zh").listing
    assert listing(["刚果", "特立尼达和多巴哥"]) == "刚果以及特立尼达和多巴哥"
    assert listing(["《甲》与《乙》", "《丙》与《丁》"]) == "《甲》与《乙》以及《丙》与《丁》"
    # An "and" inside a name that is marked as one, or in 共和国, is none.
    assert listing(["中国", "委内瑞拉玻利瓦尔共和国"]) == "中国和委内瑞拉玻利瓦尔共和国"
    assert listing(["《身份管理和信任服务示范法》", "《公约》"]) == "《身份管理和信任服务示范法》和《公约》"
    assert listing(["“伦理和包容”", "“技能”"]) == "“伦理和包容”和“技能”"


def test_texts_stand_in_alphabetical_order() -> None:
    chinese = ["术语", "《安》", "篮子", "Gini", "中断", "2024年", "层级", "“篮”子乙"]
    assert sorted(chinese, key=language("zh").order) == [
        "2024年", "Gini", "《安》", "层级", "篮子", "“篮”子乙", "术语", "中断",
    ]  # fmt: skip
    assert sorted(["Tier", "break", "Basket"], key=language("en").order) == ["Basket", "break", "Tier"]


def test_money_counted_to_a_limit_leaves_the_language_as_it_was() -> None:
    chinese = language("zh")
    assert (chinese.counting_money_to(1e8).largest_money, chinese.largest_money) == (1e8, float("inf"))


@pytest.mark.parametrize(("code", "expected"), [("en", "October 2020"), ("zh", "2020年10月"), ("fr", "octobre 2020")])
def test_month(code: str, expected: str) -> None:
    assert language(code).month("2020-10") == expected


@pytest.mark.parametrize(("code", "expected"), [("en", "23 November 2026"), ("zh", "2026年11月23日")])
def test_date(code: str, expected: str) -> None:
    assert language(code).date(date(2026, 11, 23)) == expected


@pytest.mark.parametrize("code", KNOWN_LANGUAGES)
def test_only_arabic_runs_right_to_left(code: str) -> None:
    assert language(code).right_to_left == (code == "ar")


@pytest.mark.parametrize(
    ("count", "expected"), [(0, "0 values"), (1, "1 value"), (2, "2 values"), (1234, "1,234 values")]
)
def test_plural(count: int, expected: str) -> None:
    assert language("en").plural("{count} value", "{count} values", count) == expected


def test_text_fills_placeholders_and_leaves_plain_braces() -> None:
    assert language("en").text("{a} of {b}", a=1, b="{x}") == "1 of {x}"
    assert language("en").text("100 {raw}") == "100 {raw}"


PO = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"

msgid "Economy"
msgstr "Экономика"

msgid "{count} value"
msgid_plural "{count} values"
msgstr[0] "{count} значение"
msgstr[1] "{count} значения"
msgstr[2] "{count} значений"
"""


def test_catalogue_with_the_plural_forms_of_its_language(tmp_path: Path) -> None:
    (tmp_path / "ru.po").write_text(PO, encoding="utf-8")
    russian = language("ru", load_catalogue(tmp_path, "ru"))
    assert russian.text("Economy") == "Экономика"
    found = [russian.plural("{count} value", "{count} values", count) for count in (1, 2, 5, 21)]
    assert found == ["1 значение", "2 значения", "5 значений", "21 значение"]


def test_what_a_catalogue_lacks_is_remembered(tmp_path: Path) -> None:
    (tmp_path / "ru.po").write_text(PO, encoding="utf-8")
    russian = language("ru", load_catalogue(tmp_path, "ru"))
    assert russian.text("Economy") and russian.untranslated == ()
    assert russian.text("A message of nobody") == "‹en› A message of nobody"
    assert russian.untranslated == ("A message of nobody",)


def test_the_source_language_needs_no_catalogue(tmp_path: Path) -> None:
    assert load_catalogue(tmp_path, "en").gettext("Economy") == "Economy"


def test_missing_catalogue(tmp_path: Path) -> None:
    with pytest.raises(Stop) as caught:
        load_catalogue(tmp_path, "fr")
    assert (caught.value.exit_code, caught.value.problems[0].code) == (ExitCode.REPORT, "catalogue-missing")
    assert "fr.po" in str(caught.value.problems[0].place)


def test_missing_name() -> None:
    with pytest.raises(Stop) as caught:
        language("en").name("unit", "nothing")
    assert caught.value.problems[0].code == "name-missing" and "'nothing'" in caught.value.problems[0].found
    assert language("en").has_name("unit", "persons") and not language("en").has_name("unit", "nothing")


HEADER = b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'msgid "a"\nmsgstr "\xff\xfe"\n', "catalogue-unreadable"),
        (b'msgid "x\nmsgstr "y"\n', "catalogue-unreadable"),
        (b'msgid "{name} of {n}"\nmsgstr "{nonsense} {n}"\n', "catalogue-placeholder"),
        (
            b'#: report/a.j2\nmsgid "%(count)s one"\nmsgid_plural "%(count)s more"\nmsgstr[0] "%(conut)s"\n',
            "catalogue-placeholder",
        ),
        (b'msgid "{year}"\nmsgstr "{year"\n', "catalogue-placeholder"),
        (b'msgid "{year}"\nmsgstr "{year.x}"\n', "catalogue-placeholder"),
        (b'#: report/a.j2\nmsgid "all"\nmsgstr "100% of it"\n', "catalogue-placeholder"),
    ],
)
def test_a_catalogue_that_cannot_be_used(tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "zh.po").write_bytes(HEADER + content)
    with pytest.raises(Stop) as caught:
        load_catalogue(tmp_path, "zh")
    (problem,) = caught.value.problems
    assert (caught.value.exit_code, problem.code, problem.place.file) == (ExitCode.REPORT, code, "report/i18n/zh.po")
    assert problem.place.line >= 5 or b"\xff" in content


@pytest.mark.parametrize(
    "content",
    [
        b'#, fuzzy\nmsgid "{name}"\nmsgstr "{old}"\n',
        b'#~ msgid "{name}"\n#~ msgstr "{old}"\n',
        b'msgid "100% {x} }"\nmsgstr "100% {y} }"\n',
        b'#: report/a.j2\nmsgid "100%% {x}"\nmsgstr "{y} 100%%"\n',
        b'msgid ""\n"{a} "\n"{b}"\nmsgstr ""\n"{b} \\"{a}\\""\n',
    ],
)
def test_what_is_no_fault_of_a_catalogue(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "zh.po").write_bytes(HEADER + content)
    load_catalogue(tmp_path, "zh")


def test_a_translation_may_leave_a_value_out(tmp_path: Path) -> None:
    (tmp_path / "zh.po").write_bytes(HEADER + b'msgid "{a} of {b}"\nmsgstr "{b}"\n')
    assert load_catalogue(tmp_path, "zh").gettext("{a} of {b}") == "{b}"
