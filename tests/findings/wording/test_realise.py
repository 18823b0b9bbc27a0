"""Realisation: values and messages in words, conditions, and all words of a figure."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.findings.claims import Claim, Kind, try_variations
from pipeline.findings.claims.claim import claim
from pipeline.findings.exhibit import Choice, Exhibit
from pipeline.findings.facts import Fact
from pipeline.findings.messages import Listed, Message, Month, Name, Names, Quantity, Span, say
from pipeline.findings.wording.realise import (
    NEAR,
    claim_sentences,
    condition,
    label,
    opened,
    sentence,
    words,
    write,
)
from pipeline.language import LOCALES, Language
from pipeline.patterns import Patterns, Written
from pipeline.problems import Stop
from tests.findings.world import series, spread, tongue, workshop

SHOP = workshop(series("USE", spread({"FRA": 1.0})))
OWN = {
    "en": "top = { $who } leads with { $value }\nrest = others follow\nlast = none at { $year }\nsub = sub title\nseen = a chart\nsmall = small print\n",
    "zh": "top = { $who }以{ $value }领先\nrest = 其他随后。\nlast = { $year }年没有\nsub = 副标题\nseen = 图\nsmall = 附注。\n",
}


def language(code: str = "en") -> Language:
    """The shipped patterns and some of the test's own."""
    base = tongue(SHOP, code)
    from tests.findings.world import I18N

    texts = {file.name: file.read_text(encoding="utf-8") for file in (I18N / code).glob("*.ftl")}
    return Language(code, base.catalogue, base.names, Patterns(code, LOCALES[code], texts | {"own.ftl": OWN[code]}))


ENGLISH, CHINESE = language("en"), language("zh")


def fact(value: float, unit: str = "%", decimals: int = 1) -> Fact:
    return Fact("fig-a.x", value, unit, decimals)


VALUES = {
    "a fact": (fact(12.34), "12.3 per cent", "12.3%"),
    "a plain quantity": (Quantity(20e6, "persons"), "20 million", "2,000万"),
    "a name": (Name("economy", "USA"), "the United States", "美国"),
    "one name": (Names("group", ("HIC",)), "high-income economies", "中High income"),
    "several names": (Names("group", ("HIC", "LMC")), "high-income economies and lower-middle-income economies", None),
    "messages": (Listed((say("rest"), say("rest")), "or"), "others follow or others follow", None),
    "a message": (say("rest"), "others follow", "其他随后。"),
    "years": (Span(2005, 2024), "2005–2024", "2005–2024"),
    "one year": (Span(2005, 2005), "2005", "2005"),
    "a month": (Month("2020-10"), "October 2020", "2020年10月"),
    "a whole number, which may be a year": (2024, "2024", "2024"),
    "a code": ("rose", "rose", "rose"),
}


@pytest.mark.parametrize("name", VALUES)
def test_values_in_words(name: str) -> None:
    value, english, chinese = VALUES[name]
    for tongue_, expected in ((ENGLISH, english), (CHINESE, chinese)):
        found = write(value, tongue_)
        if expected is not None:
            assert (found.text if isinstance(found, Written) else found) == expected


@pytest.mark.parametrize("value", [1.5, True, None, [1], object()])
def test_what_is_no_value_of_a_message(value: object) -> None:
    with pytest.raises(TypeError, match="no value of a message"):
        write(value, ENGLISH)


@pytest.mark.parametrize(("value", "count"), [(0.96, 1.0), (1.04, 1.0), (0.94, 0.9), (0.04, 0.0)])
def test_plural_forms_follow_the_printed_number(value: float, count: float) -> None:
    assert write(fact(value), ENGLISH).count == count  # type: ignore[union-attr]


def test_a_change_without_its_sign_and_a_percentage_without_its_unit() -> None:
    fall = write(fact(-12.34), CHINESE)
    assert (fall.text, fall.size, fall.bare) == ("−12.3%", "12.3%", "−12.3%")  # type: ignore[union-attr]
    assert write(fact(-12.34), ENGLISH).bare == "−12.3"  # type: ignore[union-attr]
    assert write(fact(19.9, "points"), CHINESE).bare == "19.9"  # type: ignore[union-attr]


SPOKEN = {
    66.9: "two in three", 33.0: "one in three", 49.2: "half", 25.9: "a quarter", 23.9: "24 per cent", 0.0: "0.0 per cent",
    100.0: "100.0 per cent", 90.5: "nine in ten", 95.0: "95 per cent", 1.2: "1 per cent", 110.0: "110.0 per cent",
    -20.0: "−20.0 per cent",
}  # fmt: skip


@pytest.mark.parametrize("value", SPOKEN)
def test_shares_as_people_say_them(value: float) -> None:
    assert write(fact(value), ENGLISH).spoken == SPOKEN[value]  # type: ignore[union-attr]


def test_only_percentages_are_said_as_shares() -> None:
    assert write(fact(50.0, "years"), ENGLISH).spoken == "50.0 years"  # type: ignore[union-attr]
    assert write(fact(66.9), CHINESE).spoken == "三分之二"  # type: ignore[union-attr]


@given(st.floats(0.01, 99.99))
def test_a_spoken_share_is_within_a_point_of_the_share(value: float) -> None:
    shares = {
        "one in ten": 10, "one in five": 20, "a quarter": 25, "one in three": 100 / 3, "two in five": 40, "half": 50,
        "three in five": 60, "two in three": 200 / 3, "three quarters": 75, "four in five": 80, "nine in ten": 90,
    }  # fmt: skip
    told = write(fact(value), ENGLISH).spoken  # type: ignore[union-attr]
    if told in shares:
        assert abs(shares[told] - value) <= NEAR + 1e-9
    else:
        assert abs(float(told.removesuffix(" per cent")) - value) <= 0.5 + 1e-9


@pytest.mark.parametrize(("code", "expected"), [("en", "A b"), ("zh", "a b")])
def test_a_sentence_begins_as_the_language_begins_one(code: str, expected: str) -> None:
    assert opened("a b", language(code)) == expected
    assert opened("", language(code)) == ""


def test_a_pattern_that_the_language_lacks_stops_with_its_id() -> None:
    with pytest.raises(Stop) as caught:
        sentence(say("nothing-like-it"), ENGLISH)
    assert "nothing-like-it" in caught.value.problems[0].found


def made(*outcomes: tuple[str, str], message: Message | None = None, headline: Message | None = None) -> Claim:
    trials = try_variations("x", lambda outcome: outcome, dict(outcomes))
    return claim("fig-a:x", Kind.LEVEL, "x", message or say("rest"), headline=headline, trials=trials)


def test_a_condition_is_told_after_its_statement() -> None:
    conditional = made(("each-alike", "y"), ("year-later", "x"), ("year-earlier", "x"), ("earlier-release", "x"))
    assert condition(conditional, ENGLISH) == "This changes where each economy counts alike."
    assert claim_sentences(conditional, CHINESE) == "其他随后。各经济体同等计数时，这一结论有所变化。"
    assert condition(made(("each-alike", "x")), ENGLISH) == ""


def test_a_contrary_is_called_so() -> None:
    trials = try_variations(
        "rose",
        lambda says: says,
        {"each-alike": "fell", "without-largest": "level", "year-later": "rose"},
        [("rose", "fell")],
    )
    both = claim("fig-a:x", Kind.LEVEL, "rose", say("rest"), trials=trials, tolerated=("each-alike",))
    assert condition(both, ENGLISH) == (
        "This changes without the most populous economy of each group. The opposite is the case where each economy counts alike."
    )
    assert condition(both, CHINESE, "condition-headline").endswith("各经济体同等计数时，情况与标题所述相反。")


ALIKE, LATER = (("each-alike", "y"), ("a", "x"), ("b", "x")), (("year-later", "y"), ("a", "x"), ("b", "x"))
# conditions of the headline and of each statement of the story, and the text without the statements themselves
SHARED = {
    "headline and one": (ALIKE, (ALIKE,), "- This and the headline change where each economy counts alike."),
    "headline and all": (ALIKE, (ALIKE, ALIKE), "- - These statements and the headline change where each economy counts alike."),
    "the last two": ((), ((), ALIKE, ALIKE), "- - - The last two statements change where each economy counts alike."),
    "another one": (
        ALIKE, (LATER, ALIKE),
        "- This changes if the first year is left out. - This and the headline change where each economy counts alike.",
    ),
    "a firm one between": ((), (ALIKE, (), ALIKE), "- This changes where each economy counts alike. - - This too changes in that case."),
    "none alike": (
        ALIKE, (LATER, ()), "What the headline says changes where each economy counts alike. - This changes if the first year is left out. -",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SHARED)
def test_a_condition_that_statements_share_is_told_once(name: str) -> None:
    head, story, expected = SHARED[name]
    choice = Choice(made(*head, headline=say("rest")), tuple(made(*one) for one in story))
    found = words(exhibit(), choice, ["Producer of USE"], ENGLISH).text
    assert found.replace("Others follow", "-") == expected
    assert words(exhibit(), choice, ["Producer of USE"], CHINESE).text.count("各经济体同等计数时") == 1


def test_several_conditions_are_joined_by_or() -> None:
    two = made(("each-alike", "y"), ("year-later", "y"), *((name, "x") for name in ("a", "b", "c")))
    assert "counts alike or if the first year is left out." in condition(two, ENGLISH)


def test_labels_are_names_of_the_tables_messages_or_text() -> None:
    assert label(Name("group", "HIC"), ENGLISH) == "High income"
    assert (label(say("rest"), ENGLISH), label(say("rest"), CHINESE)) == ("Others follow", "其他随后。")
    assert label("2024", CHINESE) == "2024"


def exhibit() -> Exhibit:
    return Exhibit(
        "fig-a", "lines", pd.DataFrame(), title=say("last", year=2024), subtitle=say("sub"), alt=say("seen"),
        notes=(say("small"), say("small")), labels={"HIC": Name("group", "HIC")},
    )  # fmt: skip


def test_all_words_of_a_figure() -> None:
    head = made(headline=say("top", who=Name("group", "HIC"), value=fact(12.34)))
    found = words(exhibit(), Choice(head, (made(),)), ["Producer of USE"], ENGLISH)
    assert found.title == found.finding == "High-income economies leads with 12.3 per cent"
    assert (found.subtitle, found.text, found.note) == ("Sub title", "Others follow", "Small print Small print")
    assert found.alt == "A chart Others follow" and found.source == "Source: Producer of USE."
    assert found.labels == {"HIC": "High income"}


def test_what_a_figure_shows_is_named_where_no_claim_stands() -> None:
    found = words(exhibit(), Choice(None), ["Producer of USE"], CHINESE)
    assert (found.title, found.text) == ("2024年没有", "") and found.source == "资料来源：中Producer of USE。"


def test_the_condition_of_a_headline_opens_the_story() -> None:
    head = made(("each-alike", "y"), ("a", "x"), ("b", "x"), headline=say("rest"))
    found = words(exhibit(), Choice(head, (made(),)), ["Producer of USE"], ENGLISH)
    assert found.text == "What the headline says changes where each economy counts alike. Others follow"


def test_what_the_headline_has_in_full_is_not_told_again() -> None:
    """A sentence without a number of its own leaves only its condition; for those who do not see the figure it stands in alt."""
    value = fact(12.34)
    said = {"who": Name("group", "HIC"), "value": value}
    head = made(("each-alike", "y"), ("a", "x"), ("b", "x"), message=say("top", **said), headline=say("top", **said))
    found = words(exhibit(), Choice(head), ["Producer of USE"], ENGLISH)
    assert found.text == "What the headline says changes where each economy counts alike."
    firm = made(message=say("top", **said), headline=say("top", **said))
    alone = words(exhibit(), Choice(firm), ["Producer of USE"], ENGLISH)
    assert alone.text == "" and alone.alt == "A chart High-income economies leads with 12.3 per cent"
    more = made(message=say("top", **said | {"value": fact(43.21)}), headline=say("top", **said))
    assert "43.2" in words(exhibit(), Choice(more), ["Producer of USE"], ENGLISH).text


def test_each_source_is_named_once() -> None:
    found = words(exhibit(), Choice(None), ["Producer of USE", "Producer of SP.POP.TOTL", "Producer of USE"], ENGLISH)
    assert found.source == "Sources: Producer of USE; Producer of SP.POP.TOTL."
