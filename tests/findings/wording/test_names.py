"""Names in speech: a language's own form, else that of the tables; forms for its grammar."""

from __future__ import annotations

import pytest

from pipeline.findings.messages import Label, Name, say
from pipeline.findings.wording.names import labelled, pattern_id, spoken
from pipeline.findings.wording.realise import label
from pipeline.language import LOCALES, Language
from pipeline.patterns import Patterns
from tests.findings.world import series, spread, tongue, workshop

SHOP = workshop(series("USE", spread({"FRA": 1.0})))


@pytest.mark.parametrize(
    ("code", "id"),
    [("ITU_AME", "name-group-ITU-AME"), ("IT.NET.USER.ZS", "name-group-IT-NET-USER-ZS"), ("M49/019", "name-group-M49-019")],
)  # fmt: skip
def test_the_id_of_a_name_holds_letters_digits_and_hyphens(code: str, id: str) -> None:
    assert pattern_id(Name("group", code)) == id


def language(text: str, code: str = "en") -> Language:
    base = tongue(SHOP, code)
    return Language(code, base.catalogue, base.names, Patterns(code, LOCALES[code], {"names.ftl": text}))


def test_a_name_has_the_form_that_the_language_gives_it() -> None:
    found = spoken(Name("group", "HIC"), language("name-group-HIC = rich economies\n    .number = plural\n"))
    assert (found.text, found.forms) == ("rich economies", {"number": "plural"})


def test_else_that_of_the_tables_without_forms() -> None:
    found = spoken(Name("group", "HIC"), language("a = A\n"))
    assert (found.text, found.forms) == ("High income", {})
    assert spoken(Name("economy", "FRA"), language("a = A\n", "zh")).text == "中France"


def test_the_shipped_names_stand_in_sentences() -> None:
    english = tongue(SHOP, "en")
    assert spoken(Name("group", "HIC"), english).text == "high-income economies"
    assert spoken(Name("economy", "USA"), english).text == "the United States"


@pytest.mark.parametrize(("code", "names"), [("en", ("United States", "Netherlands")), ("zh", ("美国", "荷兰"))])
def test_a_chart_has_one_short_form_without_an_article(code: str, names: tuple[str, str]) -> None:
    tongues = tongue(SHOP, code)
    for economy, name in zip(("USA", "NLD"), names, strict=True):
        assert labelled(Name("economy", economy), tongues) == labelled(Label("economy", economy), tongues) == name
    assert labelled(Name("economy", "FRA"), tongues) == ("France" if code == "en" else "中France")


def test_a_name_with_its_year_is_that_of_charts() -> None:
    said = say("label-with-year", name=Label("economy", "USA"), year=2022)
    assert label(said, tongue(SHOP)) == "United States, 2022" and label(said, tongue(SHOP, "zh")) == "美国，2022年"
