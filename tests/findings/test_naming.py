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


BLANK = {  # kind: code, and its English where the sheets give no name in another language
    "economy": ("VNM", "English only"),
    "group": ("HIC", "English only"),
    "pillar": ("use", "English only"),
    "unit": ("persons", "persons"),
    "indicator": ("USE", "USE"),
    "definition": ("USE", "What it measures."),
    "source": ("A producer", "A producer"),
    "licence": ("CC BY 4.0", "CC BY 4.0"),
    "place": ("Geneva", "Geneva"),
}


@pytest.mark.parametrize("kind", BLANK)
def test_a_blank_name_stands_in_english_and_marked(data, kind: str) -> None:  # type: ignore[no-untyped-def]
    code, english = BLANK[kind]
    short = {"en": "English only"}
    row = replace(
        data.observations.indicators["USE"], name="USE", definition="What it measures.", pillar="use",
        source="A producer", licence="CC BY 4.0", unit="persons",
    )  # fmt: skip
    data = replace(data, observations=replace(data.observations, indicators={"USE": row}))
    changed = {
        "economy": lambda: replace(data, economies=data.economies | {code: replace(data.economies[code], names=short)}),
        "group": lambda: replace(data, groups=data.groups | {code: replace(data.groups[code], names=short)}),
    }.get(kind, lambda: replace(data, terms=data.terms | {(kind, code): short}))()
    spoken = speak(changed, I18N, "en")
    assert (spoken.name(kind, code), spoken.lacking & {(kind, code)}) == (english, set())
    chinese = speak(changed, I18N, "zh")
    assert chinese.name(kind, code) == f"‹en› {english}" and (kind, code) in chinese.lacking


def test_what_has_no_name_at_all_stands_by_its_code_and_marked(data) -> None:  # type: ignore[no-untyped-def]
    row = replace(data.observations.indicators["USE"], pillar="energy")
    data = replace(data, observations=replace(data.observations, indicators={"USE": row}))
    for code in ("en", "zh"):
        language = speak(data, I18N, code)
        assert language.name("pillar", "energy") == "‹?› energy" and ("pillar", "energy") in language.lacking


def test_a_code_that_no_sheet_has_stops(data) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(Stop) as caught:
        speak(data, I18N, "zh").name("economy", "XXX")
    problem = caught.value.problems[0]
    assert (caught.value.exit_code, problem.code) == (ExitCode.REPORT, "name-missing") and "'XXX'" in problem.found


def test_an_indicator_is_called_as_its_row_says(data) -> None:  # type: ignore[no-untyped-def]
    row = replace(data.observations.indicators["USE"], name="Use, as printed")
    terms = data.terms | {("indicator", "USE"): {"en": "Another name", "zh": "使用"}, ("short", "USE"): {}}
    named = replace(data, observations=replace(data.observations, indicators={"USE": row}), terms=terms)
    assert speak(named, I18N, "en").name("indicator", "USE") == "Use, as printed"
    assert speak(named, I18N, "en").name("short", "USE") == "Use, as printed"  # without a short name of its own
    assert speak(named, I18N, "zh").name("short", "USE") == "使用"


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
    ] == ["‹en› OU", "‹en› Code", "公约"]


@pytest.mark.parametrize("code", ["en", "zh"])
@pytest.mark.parametrize(("kind", "id"), [("platform", "union"), ("instrument", "code")])
def test_terms_stand_before_the_register_in_each_language(data, kind: str, id: str, code: str) -> None:  # type: ignore[no-untyped-def]
    named = replace(data, terms=data.terms | {(kind, id): {"en": "English term", "zh": "中文名"}})
    assert speak(named, I18N, code).name(kind, id) == {"en": "English term", "zh": "中文名"}[code]


def test_wordings_stand_in_english_until_there_are_official_ones(data) -> None:  # type: ignore[no-untyped-def]
    target = data.parameters.targets["target"].iloc[0]
    chinese = speak(data, I18N, "zh")
    assert chinese.name("target", target) == data.parameters.targets["wording"].iloc[0]
    assert ("target", target) not in chinese.lacking
    terms = {("place", "Geneva"): "日内瓦", ("outcome", "An outcome"): "成果", ("target", target): "官方措辞"}
    named = replace(data, terms=data.terms | {key: {"en": "x", "zh": name} for key, name in terms.items()})
    assert [speak(named, I18N, "zh").name(*key) for key in terms] == list(terms.values())
    assert speak(named, I18N, "en").name("place", "Geneva") == "Geneva"


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
    assert speak(data, I18N, "zh").name("element", "NODE1") == "‹en› Right"
