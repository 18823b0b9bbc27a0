"""Lineage: every fact in a file, and the chain of one as text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.problems import ExitCode, Stop
from pipeline.publish.lineage import NAME, trace, write_lineage
from tests.findings.world import ECONOMIES, flat, series, workshop


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


def test_trace_prints_value_method_and_cells(edition: Path) -> None:
    text = trace(edition, "fig-use.world_last", cells=3)
    listed = json.loads((edition / NAME).read_text(encoding="utf-8"))["fig-use.world_last"]["cells"]
    count = sum(len(addresses.split()) for addresses in listed.values())
    for part in (
        "50.0 per cent of population",
        "group_values.population",
        "year=2024",
        "A, E",
        "USE!C2",
        f"and {count - 3} more",
    ):
        assert part in text
    assert text.count("book.xlsx") == 3
    assert "more" not in trace(edition, "fig-use.world_last", cells=count)


def test_trace_of_a_fact_without_cells(edition: Path) -> None:
    text = trace(edition, "fig-use.gap")
    assert "not recorded" in text and "cells:" not in text


def test_unknown_fact(edition: Path) -> None:
    with pytest.raises(Stop) as caught:
        trace(edition, "fig-use.world_first")
    (problem,) = caught.value.problems
    assert (caught.value.exit_code, problem.code) == (ExitCode.REPORT, "fact-unknown")
    assert "fig-use.world_last" in problem.allowed


def test_no_edition(tmp_path: Path) -> None:
    with pytest.raises(Stop) as caught:
        trace(tmp_path, "x")
    assert caught.value.problems[0].code == "lineage-missing"
