"""Numbers as they are printed: what every language prints is found in its text and read back as it was printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language import LOCALES
from pipeline.numerals import close, common, decimals, found, typed

LANGUAGES = sorted(LOCALES)


@pytest.fixture(scope="module")
def printers() -> dict[str, object]:
    from gettext import NullTranslations

    from pipeline.language import Language

    return {code: Language(code, NullTranslations(), {}) for code in LANGUAGES}


@given(value=st.decimals(-(10**12), 10**12, places=4), places=st.integers(0, 4), code=st.sampled_from(LANGUAGES))
def test_what_a_language_prints_is_read_back(printers: dict, value: object, places: int, code: str) -> None:
    number = float(value)  # type: ignore[arg-type]
    shown = printers[code].number(number, places)
    inside = list(found(f"aaa {shown} bbb", code))
    assert [one for one, _ in inside] == [common(shown, code)]
    read = inside[0][0]
    assert decimals(read) == places
    assert abs(float(read) - number) <= 0.5 * 10.0**-places * (1 + 1e-9) + 1e-3 * (places == 4)
    assert code in typed(shown, [code])[read]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("between 2015–2024, 17.1 per cent of 1,234 economies (−3.2)", "en", ["2015", "2024", "17.1", "1234", "-3.2"]),
        ("SDG_9 and IT.NET.USER.ZS, A4 paper, 4G networks, x5y", "en", []),
        ("5, 6 and 7. The end", "en", ["5", "6", "7"]),
        ("section 3.2.1, the 25.11.2026, version 2026.1.0", "en", []),
        ("12,34,567 is none of 1,234,567", "en", ["1234567"]),
        ("17,1 % de 1\u202f234 économies", "fr", ["17.1", "1234"]),
        ("占19.9%至61.5%", "zh", ["19.9", "61.5"]),
        ("1.234,5 y 3", "es", ["1234.5", "3"]),
        ("от 5,2 до 1\xa0234", "ru", ["5.2", "1234"]),
        ("٤٥٫٦", "ar", ["45.6"]),
    ],
)
def test_numbers_of_a_text(text: str, language: str, expected: list[str]) -> None:
    assert [one for one, _ in found(text, language)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("17.1", {"17.1"}), ("17,1 %", {"17.1"}), ("−3", {"-3"}), ("-3", {"-3"}), ("US$ 4.3 trillion", {"4.3"}), ("1 234", {"1234"}),
        ("1,234", {"1234", "1.234"}), ("1.234", {"1.234", "1234"}), ("17.10", {"17.10"}), ("“17.1 per cent”", {"17.1"}),
        ("from 3 to 5", set()), ("none", set()), ("", set()),
    ],
)  # fmt: skip
def test_what_is_typed(text: str, expected: set[str]) -> None:
    assert set(typed(text, LANGUAGES)) == expected


def test_only_the_languages_that_are_asked_count() -> None:
    assert typed("1.234", ["es"]) == {"1234": ["es"]} and typed("17,1", ["en"]) == {}


def test_the_nearest_numbers() -> None:
    assert close("17.1", ["3", "17", "17.2", "17", "-17.1"], 2) == ["17.2", "17"]
