"""Problems and stops: places, text, and the way between processes."""

from __future__ import annotations

import pickle

import pytest

from pipeline.problems import ExitCode, Place, Problem, Severity, Stop, stop


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place("a.xlsx"), "a.xlsx"),
        (Place("a.xlsx", "Data"), "a.xlsx › Data"),
        (Place("a.xlsx", "Data", "B3"), "a.xlsx › Data!B3"),
        (Place("a.qmd", line=7), "a.qmd:7"),
    ],
)
def test_place(place: Place, text: str) -> None:
    assert str(place) == text


def test_problem_says_place_found_allowed_and_what_to_do() -> None:
    text = str(Problem("sheet-x", Severity.ERROR, Place("a.xlsx", "Data", "B3"), "12,3", "a number", "write 12.3"))
    for part in ("ERROR sheet-x", "a.xlsx › Data!B3", "12,3", "a number", "write 12.3"):
        assert part in text


def test_stop_travels_between_processes_whole() -> None:
    one = stop(ExitCode.RENDER, "render-x", Place("a"), "f", "a", "r")
    two = pickle.loads(pickle.dumps(one))
    assert isinstance(two, Stop) and (two.exit_code, two.problems) == (one.exit_code, one.problems)
    assert str(two) == str(one) and "render-x" in str(two)


def test_exit_codes_are_as_documented() -> None:
    assert {code.name: int(code) for code in ExitCode} == {
        "OK": 0, "BUG": 1, "USAGE": 2, "DATA": 3, "REPORT": 4, "RENDER": 5, "ENVIRONMENT": 6, "INTERRUPTED": 130,
    }  # fmt: skip
