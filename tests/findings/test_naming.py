"""Names from the data sheets: a blank one is missing in that language only, and stops where it is asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.findings.naming import speak
from pipeline.problems import ExitCode, Stop
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
