"""The agenda: each question once, with the platforms that could take it up and findings that are about it."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from pipeline.assemble.statements import agenda_list
from pipeline.findings.agenda import agenda
from pipeline.findings.claims import Kind
from pipeline.findings.claims.claim import claim
from pipeline.findings.facts import Fact
from pipeline.findings.messages import say
from pipeline.findings.workshop import Workshop
from tests.findings.world import ECONOMIES, flat, governance, series, tongue, workshop

ROWS = [  # id, frequency, latest edition, themes
    ("one", "annual", 2025, ("digital_divide",)),
    ("two", "biennial", 2024, ("digital_divide", "standards")),
    ("late", "annual", 2020, ("digital_divide",)),
    ("rare", "irregular", 2025, ("digital_divide",)),
    ("none", "annual", 2025, ("digital_identity",)),
]


def shop_of(rows: list[tuple[str, str, int, tuple[str, ...]]] = ROWS, **unread: bool) -> Workshop:
    base = governance()
    platforms = pd.concat([base.platforms.iloc[[0]]] * len(rows), ignore_index=True)
    ids, frequencies, latest, themes = zip(*rows, strict=True)
    platforms = platforms.assign(id=ids, frequency=frequencies, latest_known_edition_year=latest, themes=list(themes))
    platforms["verified"] = [not unread.get(id, False) for id in ids]
    given = [series(code, flat(50.0, ECONOMIES, [2024])) for code in ("USE", "PRICE", *(f"I{n}" for n in range(8)))]
    shop = workshop(*given, governance=replace(base, platforms=platforms))
    terms = shop.data.terms | {("platform", id): {"en": id.capitalize(), "zh": f"平台{id}"} for id in ids}
    return Workshop(replace(shop.data, terms=terms), shop.edition, shop.facts, shop.watch, shop.keeper)


def enter(shop: Workshop, id: str, *facts: Fact, surprise: float = 0.5) -> None:
    message = say("label-world")
    shop.claims.add(claim(id, Kind.LEVEL, "some", message, headline=message, facts=facts, surprise=surprise, topic=id))


def fact(shop: Workshop, id: str, method: str = "count", **parameters: object) -> Fact:
    return shop.fact(id, 1.0, "", 0, method=method, **parameters)


def test_a_platform_stands_with_its_question_once() -> None:
    shop = shop_of()
    enter(shop, "fig-a:x", fact(shop, "a", theme="digital_divide"))
    enter(shop, "fig-b:x", fact(shop, "b", theme="standards"))
    (question,) = agenda(shop)
    assert (question.theme, [one.id for one in question.claims]) == ("digital_divide", ["fig-a:x"])
    assert [(one.platform, one.latest, one.due) for one in question.meetings] == [
        ("one", 2025, 2027),
        ("two", 2024, 2028),
    ]


@pytest.mark.parametrize("unread", [{"one": True}, {"two": True}])
def test_a_platform_whose_row_was_not_read_is_not_called(unread: dict[str, bool]) -> None:
    shop = shop_of(**unread)
    enter(shop, "fig-a:x", fact(shop, "a", theme="digital_divide"))
    (question,) = agenda(shop)
    assert [one.platform for one in question.meetings] == [id for id in ("one", "two") if id not in unread]


def test_no_question_without_a_finding() -> None:
    assert agenda(shop_of()) == []


def test_a_finding_stands_with_one_theme_where_there_are_others() -> None:
    shop = shop_of([("one", "annual", 2025, ("digital_divide",)), ("two", "annual", 2025, ("standards",))])
    enter(shop, "fig-both:x", fact(shop, "a", theme="digital_divide"), fact(shop, "b", theme="standards"), surprise=0.9)
    enter(shop, "fig-one:x", fact(shop, "c", theme="digital_divide"))
    told = {one.theme: [claim.id for claim in one.claims] for one in agenda(shop)}
    assert told == {"digital_divide": ["fig-one:x"], "standards": ["fig-both:x"]}


def test_what_a_claim_is_about() -> None:
    """Many indicators, or how figures are made, is measurement; one indicator among many other ones is no theme."""
    rows = [(theme, "annual", 2025, (theme,)) for theme in ("measurement", "digital_divide", "standards")]
    shop = shop_of(rows)
    enter(shop, "fig-made:x", fact(shop, "a", "availability.revisions", theme="digital_divide"))
    enter(shop, "fig-many:x", *(fact(shop, f"m{n}", indicator=f"I{n}") for n in range(8)))
    enter(shop, "fig-index-x:x", fact(shop, "i", theme="standards"))
    assert {one.theme: {claim.id for claim in one.claims} for one in agenda(shop)} == {
        "measurement": {"fig-made:x", "fig-many:x"}
    }


@pytest.mark.parametrize("code", ["en", "zh"])
def test_in_words(code: str) -> None:
    shop = shop_of()
    enter(shop, "fig-a:x", fact(shop, "a", theme="digital_divide"))
    text = agenda_list(shop, tongue(shop, code))
    assert text.count("::: {.agenda}") == 1 and text.count("2027") == 1 and "[@fig-a]" in text
    assert text.count("?" if code == "en" else "？") == 1
