"""Lineage: every fact in a file that programmes read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.problems import ExitCode, Stop
from pipeline.publish.lineage import FIGURES, NAME, read_lineage, write_figures, write_lineage
from tests.findings.world import ECONOMIES, flat, series, workshop
from tests.publish.damages import DAMAGES, damage, forbid


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    shop = workshop(series("USE", flat(50.0, ECONOMIES, [2024]), flags={("KEN", 2024): "E"}))
    shop.group_fact("fig-use.world_last", "USE", "WLD", 2024)
    shop.fact("fig-use.gap", 1.5, "percentage points", 1, method="change.gap", of=("a", "b"), share=0.5)
    write_lineage(tmp_path, shop.facts)
    return tmp_path


def test_every_fact_is_in_the_file(edition: Path) -> None:
    content = json.loads((edition / NAME).read_text(encoding="utf-8"))
    assert list(content) == ["fig-use.gap", "fig-use.world_last"]
    fact = content["fig-use.world_last"]
    assert (fact["value"], fact["decimals"], fact["status"], fact["method"]) == (
        50.0,
        1,
        ["A", "E"],
        "group_values.population",
    )
    assert fact["cells"]["data/development/book.xlsx › USE"] == " ".join(f"C{row}" for row in range(2, 14))
    assert fact["parameters"] == {"indicator": "USE", "group": "WLD", "year": 2024}
    assert content["fig-use.gap"]["parameters"] == {"share": 0.5}
    assert content["fig-use.gap"]["of"] == ["a", "b"]


def test_facts_are_read_as_they_were_written(edition: Path) -> None:
    facts = read_lineage(edition)
    assert list(facts) == ["fig-use.gap", "fig-use.world_last"]
    gap = facts["fig-use.gap"]
    assert (gap.value, gap.unit, gap.decimals, gap.method) == (1.5, "percentage points", 1, "change.gap")
    assert gap.of == ("a", "b") and gap.parameters == {"share": 0.5} and gap.addresses == []
    assert facts["fig-use.world_last"].addresses[0] == "data/development/book.xlsx › USE!C2"
    with pytest.raises(TypeError):
        facts["x"] = gap  # type: ignore[index]


def test_what_a_figure_is_made_with_stands_once_beside_its_facts(tmp_path: Path) -> None:
    shop = workshop(series("USE", flat(50.0, ECONOMIES, [2024])))
    shop.fact("fig-use.gap", 1.5, "", 1, method="change.gap")
    figures = {"fig-use": {"recipe": "gaps.paired_gap", "indicators": ("A", "B"), "also": {"C": 2025}}}
    write_lineage(tmp_path, shop.facts)
    write_figures(tmp_path, figures)
    content = json.loads((tmp_path / FIGURES).read_text(encoding="utf-8"))
    assert content == {"fig-use": {**figures["fig-use"], "indicators": ["A", "B"]}}
    assert list(read_lineage(tmp_path)) == ["fig-use.gap"]


GOOD: dict[str, Any] = {
    "value": 1.0,
    "unit": "",
    "decimals": 0,
    "status": ["A"],
    "method": "count",
    "parameters": {},
    "of": [],
    "cells": {},
}


# --- a lineage that is not there, or not as it was written ---------------------------------------------------------


def test_no_edition(tmp_path: Path) -> None:
    with pytest.raises(Stop) as caught:
        read_lineage(tmp_path)
    (problem,) = caught.value.problems
    assert (caught.value.exit_code, problem.code) == (ExitCode.REPORT, "lineage-missing")
    assert problem.place.file == str(tmp_path / NAME)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        *DAMAGES,
        ({"f": 1}, "'f' is 1, not an object"),
        ({"f": {}}, "'f': 'value' is missing"),
        *(
            ({"f": {**GOOD, key: value}}, f"'f': {key!r} is")
            for key, value in [
                ("value", "1"),
                ("value", None),
                ("value", True),
                ("value", float("nan")),
                ("value", float("-inf")),
                ("value", 10**400),
                ("unit", 1),
                ("decimals", 1.5),
                ("status", "A"),
                ("status", [1]),
                ("method", None),
                ("parameters", []),
                ("of", {}),
                ("of", [["a"]]),
                ("cells", []),
                ("cells", {"sheet": ["A1"]}),
            ]
        ),
    ],
)
def test_a_damaged_lineage(tmp_path: Path, content: object, words: str) -> None:
    damage(tmp_path / NAME, content)
    with pytest.raises(Stop) as caught:
        read_lineage(tmp_path)
    assert caught.value.exit_code == ExitCode.DATA
    assert {problem.code for problem in caught.value.problems} == {"lineage-damaged"}
    assert words in caught.value.problems[0].found
    for problem in caught.value.problems:
        assert problem.place.file == str(tmp_path / NAME) and problem.allowed and problem.remedy


def test_every_damage_of_a_lineage_is_named(tmp_path: Path) -> None:
    damage(tmp_path / NAME, {"f": {**GOOD, "unit": 1, "of": 1}, "g": []})
    with pytest.raises(Stop) as caught:
        read_lineage(tmp_path)
    assert [problem.found for problem in caught.value.problems] == [
        "'f': 'unit' is 1, not a text",
        "'f': 'of' is 1, not a list of texts",
        "'g' is a list, not an object",
    ]


def test_a_lineage_that_this_user_may_not_read(edition: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forbid(monkeypatch, NAME)
    with pytest.raises(Stop) as caught:
        read_lineage(edition)
    (problem,) = caught.value.problems
    assert (caught.value.exit_code, problem.code) == (ExitCode.DATA, "lineage-damaged")
    assert "Permission denied" in problem.found and "permission" in problem.remedy
