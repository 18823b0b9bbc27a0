"""Choices that a workbook lacks are told all at once, each for the elements that need it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.problems import ExitCode, Stop
from pipeline.studies import index
from tests.studies.test_index import ECONOMIES, VALUES, rows, write


def told(sheets: dict, tmp_path: Path) -> list[str]:
    with pytest.raises(Stop) as stopped:
        index.run(write(sheets, tmp_path / "mine.xlsx"))
    assert stopped.value.exit_code == ExitCode.DATA
    assert {(p.code, str(p.place)) for p in stopped.value.problems} == {
        ("index-choice-missing", "mine.xlsx › Choices!C1")
    }
    return [problem.found.split(" for ")[0].removeprefix("no row ") for problem in stopped.value.problems]


def test_all_that_is_missing_is_told_at_once(tmp_path: Path) -> None:
    sheets = rows()
    sheets["Choices"] = [sheets["Choices"][0], ["*", "impute", "method", "carry_last"]]
    sheets["Choices"].append(["*", "normalise", "method", "min_max"])
    sheets.pop("Uncertainty", None)
    assert told(sheets, tmp_path) == [
        "impute / max_age",
        "treat / method",
        "normalise / lower",
        "normalise / upper",
        "weight / method",
        "aggregate / method",
    ]


def test_what_the_draws_try_needs_its_parameters_too(tmp_path: Path) -> None:
    sheets = rows()
    header = ["factor", "option", "weight"]
    sheets["Uncertainty"] = [header, ["normalise", "min_max", 1], ["normalise", "z_score", 1]]
    kept = [row for row in sheets["Choices"] if row[2] not in ("mean", "deviation")]
    sheets["Choices"] = kept
    assert told(sheets, tmp_path) == ["normalise / mean", "normalise / deviation"]
    sheets["Uncertainty"] = [  # an alternative that brings its own parameters lacks nothing
        header,
        ["scale", "none", 1],
        ["scale", "normalise.method=z_score; normalise.mean=50; normalise.deviation=10", 1],
    ]
    assert index.run(write(sheets, tmp_path / "mine.xlsx"), index.Asked(draws=20, samples=2)).tables["Ranking"].shape[0]


def test_groups_that_are_peers_are_not_left_out(tmp_path: Path) -> None:
    sheets = rows()
    units = ECONOMIES
    sheets["Groups"] = [["economy", "group", "scheme"], *([unit, "ALL", "all"] for unit in units)]
    path = write(sheets, tmp_path / "mine.xlsx")
    unread = index.run(path, index.Asked(draws=20, samples=2)).tables["Left out"]
    peers = index.run(path, index.Asked(draws=20, samples=2, profiles=(units[0],))).tables["Left out"]
    assert "groups" in set(unread["kind"]) and "groups" not in set(peers["kind"])


def test_an_option_that_turns_the_scale_upside_down(tmp_path: Path) -> None:
    sheets = rows()
    sheets["Uncertainty"] = [["factor", "option", "weight"], ["normalise.lower", 1, 1], ["normalise.lower", 200, 1]]
    with pytest.raises(Stop) as stopped:
        index.run(write(sheets, tmp_path / "mine.xlsx"))
    assert [(p.code, p.place.cell) for p in stopped.value.problems] == [("index-choices-order", "B3")]


def test_sheets_without_any_value(tmp_path: Path) -> None:
    sheets = rows()
    for code in VALUES:
        sheets[code] = [sheets[code][0], *([*row[:3], None] for row in sheets[code][1:])]
    with pytest.raises(Stop) as stopped:
        index.run(write(sheets, tmp_path / "mine.xlsx"))
    assert stopped.value.exit_code == ExitCode.DATA
    assert [(p.code, p.found) for p in stopped.value.problems] == [
        ("index-nothing-left", "no economy has a value of any indicator")
    ]


@pytest.mark.parametrize(
    ("change", "code", "found"),
    [
        ("", "study-index-whatif", "no change: ''"),
        (" ; ", "study-index-whatif", "no change: ' ; '"),
        ("aggregate.method=median; aggregate.method=geometric", "study-index-whatif", "aggregate.method twice"),
        ("normalise.lower=200", "index-choices-order", "normalise: lower 200, upper 100"),
        ("threshold.share=abc", "index-choice-value", "threshold / share = 'abc'"),
    ],
)
def test_changes_that_are_none(change: str, code: str, found: str, tmp_path: Path) -> None:
    with pytest.raises(Stop) as stopped:
        index.run(write(rows(), tmp_path / "mine.xlsx"), index.Asked(draws=20, samples=2, whatif=change))
    assert stopped.value.exit_code == ExitCode.USAGE
    assert [(p.code, p.found) for p in stopped.value.problems] == [(code, found)]
