"""Names from the data sheets: a blank one is missing in that language only, and stops where it is asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.findings.naming import short_name, speak
from pipeline.problems import ExitCode, Stop
from tests.findings.indexed import indexed
from tests.findings.world import I18N, dataset, series, spread


@pytest.fixture
def data():  # type: ignore[no-untyped-def]
    return dataset(series("USE", spread({"FRA": 1.0})))


def test_names_of_economies_groups_and_terms(data) -> None:  # type: ignore[no-untyped-def]
    english, chinese = speak(data, I18N, "en"), speak(data, I18N, "zh")
    for kind, code, name in (
        ("economy", "VNM", "Viet Nam"),
        ("group", "HIC", "High income"),
        ("short", "USE", "Short USE"),
    ):
        assert english.name(kind, code) == name
        assert chinese.name(kind, code) == f"中{name}"
    assert chinese.name("economy_en", "VNM") == "Viet Nam"


@pytest.mark.parametrize("kind", ["economy", "group", "unit"])
def test_a_blank_name_stops_only_where_it_is_asked_for(data, kind: str) -> None:  # type: ignore[no-untyped-def]
    code = {"economy": "VNM", "group": "HIC", "unit": "persons"}[kind]
    short = {"en": "English only"}
    changed = {
        "economy": lambda: replace(data, economies=data.economies | {code: replace(data.economies[code], names=short)}),
        "group": lambda: replace(data, groups=data.groups | {code: replace(data.groups[code], names=short)}),
        "unit": lambda: replace(data, terms=data.terms | {("unit", code): short}),
    }[kind]()
    assert speak(changed, I18N, "en").name(kind, code) == "English only"
    chinese = speak(changed, I18N, "zh")
    assert not chinese.has_name(kind, code)
    with pytest.raises(Stop) as caught:
        chinese.name(kind, code)
    problem = caught.value.problems[0]
    assert (caught.value.exit_code, problem.code) == (ExitCode.REPORT, "name-missing")
    assert code in problem.found and "zh" in problem.found and kind in problem.remedy


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("World Summit on the Information Society (WSIS)", "WSIS"),
        ("Forum (annual)", "Forum"),
        ("Council, a body", "Council"),
        ("One / Other", "One"),
        ("Plain", "Plain"),
        ("Broken (open", "Broken"),
    ],
)
def test_short_names(name: str, short: str) -> None:
    assert short_name(name) == short


def test_platforms_and_instruments_answer_by_their_register_or_by_the_terms(data) -> None:  # type: ignore[no-untyped-def]
    chinese = speak(
        replace(data, terms=data.terms | {("instrument", "pact"): {"en": "The pact", "zh": "公约"}}), I18N, "zh"
    )
    assert [
        chinese.name("platform", "union"),
        chinese.name("instrument", "code"),
        chinese.name("instrument", "pact"),
    ] == ["OU", "Code", "公约"]


@pytest.mark.parametrize("code", ["en", "zh"])
@pytest.mark.parametrize(("kind", "id"), [("platform", "union"), ("instrument", "code")])
def test_terms_stand_before_the_register_in_each_language(data, kind: str, id: str, code: str) -> None:  # type: ignore[no-untyped-def]
    named = replace(data, terms=data.terms | {(kind, id): {"en": "English term", "zh": "中文名"}})
    assert speak(named, I18N, code).name(kind, id) == {"en": "English term", "zh": "中文名"}[code]


def test_a_blank_term_leaves_the_name_of_the_register(data) -> None:  # type: ignore[no-untyped-def]
    named = replace(data, terms=data.terms | {("instrument", "code"): {"en": "The code", "zh": ""}})
    assert speak(named, I18N, "zh").name("instrument", "code") == "Code"


def test_places_outcomes_and_wordings_stand_in_english_until_the_terms_have_them(data) -> None:  # type: ignore[no-untyped-def]
    chinese = speak(data, I18N, "zh")
    assert (chinese.name("place", "Geneva"), chinese.name("outcome", "An outcome")) == ("Geneva", "An outcome")
    target = data.parameters.targets["target"].iloc[0]
    assert chinese.name("target", target) == data.parameters.targets["wording"].iloc[0]
    terms = {("place", "Geneva"): "日内瓦", ("outcome", "An outcome"): "成果", ("target", target): "官方措辞"}
    named = replace(data, terms=data.terms | {key: {"en": "x", "zh": name} for key, name in terms.items()})
    assert [speak(named, I18N, "zh").name(*key) for key in terms] == list(terms.values())


def test_elements_of_the_index_have_the_names_of_its_sheet() -> None:
    shop = indexed()
    rows = shop.data.index.hierarchy
    assert speak(shop.data, I18N, "en").name("element", "NODE0") == "NODE0"  # a design without names
    assert speak(shop.data, I18N, "en").name("element", "I0") == "Short I0"
    named = rows.assign(en=["The index", "Left", "Right", *[""] * 6], zh=["指数", "左", "", *[""] * 6])
    data = replace(shop.data, index=replace(shop.data.index, hierarchy=named))
    assert (
        speak(data, I18N, "en").name("element", "NODE1") == "Right"
        and speak(data, I18N, "zh").name("element", "NODE0") == "左"
    )
    assert not speak(data, I18N, "zh").has_name("element", "NODE1")  # asking for it stops the build
