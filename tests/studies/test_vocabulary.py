"""The lists of what may be chosen: whole, of the methods' own words, and the same for the command, the options and the templates."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.methods import balancing, divide
from pipeline.methods.accounts.identities import BASIC_PRICES, IDENTITIES, identities
from pipeline.methods.progress import Desired, Kind, Method, Weighting
from pipeline.methods.progress import vocabulary as of_progress
from pipeline.model.supply_lines import BLANKS, LINES, Blank, Line
from pipeline.sheets.layout import SERIES_KINDS
from pipeline.sheets.load import load_dataset
from pipeline.studies import vocabulary
from pipeline.studies.balance import DEFAULTS
from pipeline.studies.balance.choices import CHOICES
from pipeline.studies.balance.tables import PROPOSAL_DEFAULTS, TABLE_DEFAULTS
from pipeline.studies.divide_reference import KINDS, SCHEMES
from tests.command_line import Run

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        (balancing.Method, balancing.METHODS),
        (divide.Scale, divide.SCALES),
        (divide.MEASURES, divide.MEASURE_LINES),
        (Line, LINES),
        (Blank, BLANKS),
        ({**DEFAULTS, **TABLE_DEFAULTS, **PROPOSAL_DEFAULTS}, CHOICES),
        (Weighting, of_progress.WEIGHTINGS),
    ],
)
def test_every_word_has_a_line_and_every_line_a_word(words: object, lines: object) -> None:
    assert set(map(str, words)) == set(map(str, lines))  # type: ignore[call-overload]


def test_every_method_of_progress_has_a_line() -> None:
    assert {str(method) for method in Method} == set(of_progress.METHODS)
    assert set(of_progress.KINDS) == set(SERIES_KINDS)
    assert {str(way) for way in Desired} <= set(of_progress.DESIRED) and {str(kind) for kind in Kind} <= set(
        of_progress.KINDS
    )


def test_the_schemes_that_are_taken_unasked_are_among_those_that_are_listed() -> None:
    assert set(SCHEMES) <= set(KINDS)


def test_every_identity_that_is_checked_is_listed() -> None:
    """The tables of three publishers, which together have every line."""
    names = {
        str(name).removesuffix(BASIC_PRICES)
        for years in load_dataset(ROOT).supply_use.values()
        for name in identities(list(years.values())[-1])["identity"]
    }
    assert names == set(IDENTITIES)


@pytest.mark.parametrize("study", vocabulary.STUDIES)
def test_the_command_lists_each_word_with_its_line(run: Run, tmp_path: Path, study: str) -> None:
    said = run(tmp_path, "methods", study)
    found = json.loads(run(tmp_path, "methods", study, "--json").out)
    assert said.code == 0 and set(found) == {study}
    for one in vocabulary.listings(study):
        assert one.title in said.out and len({word.name for word in one.words}) == len(one.words)
        assert [word["name"] for word in found[study][one.key]["words"]] == [word.name for word in one.words]
        for word in one.words:
            assert word.line.endswith(".") and "\n" not in word.line
            assert f"  {word.name} " in said.out and word.line in said.out


def test_the_command_lists_all_and_refuses_what_is_none(run: Run, tmp_path: Path) -> None:
    said = run(tmp_path, "methods")
    assert all(f"\n{study}: " in f"\n{said.out}" for study in vocabulary.STUDIES)
    for origin in ("[official]", "[research]", "[own]"):
        assert origin in said.out
    refused = run(tmp_path, "methods", "divid")
    assert refused.code == 2 and "did you mean divide?" in refused.err


@pytest.mark.parametrize("study", vocabulary.STUDIES)
def test_the_help_points_to_the_list(run: Run, tmp_path: Path, study: str) -> None:
    said = run(tmp_path, study, "--help")
    assert said.code == 0 and f"gdgr methods {study}" in " ".join(said.out.split())
    if study == "index":
        for step in ("impute", "treat", "normalise", "weight", "aggregate"):
            assert f"{step}: " in said.out
