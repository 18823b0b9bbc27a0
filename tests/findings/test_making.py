"""Making exhibits from the file: every entry that cannot be made is named at once, with the reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.figures import layout
from pipeline.findings.making import LAYOUTS, Exhibits, make_exhibits, recipe
from pipeline.findings.workshop import Workshop
from pipeline.problems import ExitCode, Stop
from tests.findings.world import ECONOMIES, ladder, series, spread, tongue, workshop


@pytest.fixture
def shop() -> Workshop:
    return workshop(series("USE", spread(ladder())))


def write(root: Path, text: str) -> Path:
    (root / "report").mkdir()
    (root / "report" / "exhibits.toml").write_text(text, encoding="utf-8")
    return root


def test_exhibits_come_in_the_order_of_the_file(shop: Workshop, tmp_path: Path) -> None:
    text = '[fig-b]\nrecipe = "maps.world_map"\nindicator = "USE"\n[fig-a]\nrecipe = "levels.top_bottom"\nindicator = "USE"\n'
    made = make_exhibits(Exhibits(shop, write(tmp_path, text)))
    assert list(made) == ["fig-b", "fig-a"]
    assert [exhibit.id for exhibit in made.values()] == ["fig-b", "fig-a"]
    assert len(made["fig-b"].data) == len(ECONOMIES)


WRONG = {
    "unknown recipe": ('recipe = "levels.nothing"\nindicator = "USE"', "LookupError.*levels.nothing"),
    "unknown module": ('recipe = "nothing.top_bottom"\nindicator = "USE"', "LookupError.*nothing.top_bottom"),
    "no recipe": ('indicator = "USE"', "KeyError.*recipe"),
    "a helper is no recipe": ('recipe = "targets.unsd_rule"', "LookupError"),
    "a private function": ('recipe = "levels._words"', "LookupError"),
    "a module outside": ('recipe = "..workshop.source_line"', "LookupError"),
    "unknown indicator": ('recipe = "levels.top_bottom"\nindicator = "NOPE"', "there is no 'NOPE'"),
    "unknown argument": ('recipe = "levels.top_bottom"\nindicator = "USE"\ncolour = 1', "TypeError.*colour"),
    "missing argument": ('recipe = "levels.distribution"\nindicator = "USE"', "TypeError.*groups"),
    "no such layout": (
        'recipe = "maps.world_map"\nindicator = "USE"\nlayout = "tall"',
        "layout is 'tall'.*side nor wide",
    ),
    "no such scheme": ('recipe = "maps.world_map"\nindicator = "USE"\nscheme = "X"', "KeyError.*'X'"),
    "no year left": (
        'recipe = "trends.group_trend"\nindicator = "USE"\ngroups = "income"\nfirst = 2099',
        "nothing is left to show|two years",
    ),
    "one year only": (
        'recipe = "trends.group_trend"\nindicator = "USE"\ngroups = "income"\nfirst = 2000',
        "ValueError.*two years",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_made_is_named(shop: Workshop, tmp_path: Path, name: str) -> None:
    body, words = WRONG[name]
    with pytest.raises(Stop) as caught:
        make_exhibits(Exhibits(shop, write(tmp_path, f"[fig-x]\n{body}\n")))
    (problem,) = caught.value.problems
    assert (caught.value.exit_code, problem.code) == (ExitCode.REPORT, "exhibit-not-made")
    assert str(problem.place) == "report/exhibits.toml › fig-x"
    import re

    assert re.search(words, problem.found), problem.found


def test_an_entry_may_settle_the_layout(shop: Workshop, tmp_path: Path) -> None:
    entry = 'recipe = "levels.top_bottom"\nindicator = "USE"\n'
    body = f'[fig-own]\n{entry}[fig-side]\nlayout = "side"\n{entry}[fig-wide]\nlayout = "wide"\n{entry}'
    made = make_exhibits(Exhibits(shop, write(tmp_path, body)))
    assert [one.options.get("layout") for one in made.values()] == [None, "side", "wide"]
    assert LAYOUTS == layout.LAYOUTS


def test_all_that_cannot_be_made_is_told_at_once(shop: Workshop, tmp_path: Path) -> None:
    good = '[fig-good]\nrecipe = "maps.world_map"\nindicator = "USE"\n'
    with pytest.raises(Stop) as caught:
        make_exhibits(Exhibits(shop, write(tmp_path, good + '[fig-x]\nrecipe = "a.b"\n[fig-y]\nrecipe = "c.d"\n')))
    assert [problem.place.sheet for problem in caught.value.problems] == ["fig-x", "fig-y"]


def test_an_entry_that_is_no_table(shop: Workshop, tmp_path: Path) -> None:
    with pytest.raises(Stop) as caught:
        make_exhibits(Exhibits(shop, write(tmp_path, "fig-x = 3\n")))
    assert [problem.code for problem in caught.value.problems] == ["exhibit-not-made"]


def test_recipe_finds_the_function() -> None:
    from pipeline.findings.recipes.levels import top_bottom

    assert recipe("levels.top_bottom") is top_bottom


def test_a_code_that_is_not_known_has_its_nearest(shop: Workshop, tmp_path: Path) -> None:
    shop.data.terms["indicator", "USE"] = {"en": "Use"}
    text = '[fig-x]\nrecipe = "levels.top_bottom"\nindicator = "USEE"\n'
    with pytest.raises(Stop) as caught:
        make_exhibits(Exhibits(shop, write(tmp_path, text)))
    assert "near: USE" in caught.value.problems[0].remedy


@pytest.mark.parametrize("content", [b"\xff\xfe", b"[fig-x", None])
def test_a_file_that_cannot_be_read(shop: Workshop, tmp_path: Path, content: bytes | None) -> None:
    (tmp_path / "report").mkdir()
    if content is not None:
        (tmp_path / "report" / "exhibits.toml").write_bytes(content)
    with pytest.raises(Stop) as caught:
        Exhibits(shop, tmp_path)
    (problem,) = caught.value.problems
    assert (caught.value.exit_code, str(problem.place)) == (ExitCode.REPORT, "report/exhibits.toml")
    assert str(tmp_path) not in problem.found


TREND = '[{id}]\nrecipe = "trends.group_trend"\nindicator = "USE"\ngroups = "income"\nfirst = 2010\n'


@pytest.fixture
def paths() -> Workshop:
    return workshop(series("USE", {code: {2010: 40.0, 2020: 50.0} for code in ECONOMIES}))


def test_claims_of_an_exhibit_are_entered_and_chosen(paths: Workshop, tmp_path: Path) -> None:
    exhibits = Exhibits(paths, write(tmp_path, TREND.format(id="fig-a")))
    exhibit = exhibits.make("fig-a")
    assert [claim.id for claim in paths.claims.of("fig-a")] == [claim.id for claim in exhibit.claims]
    headline = exhibits.choices["fig-a"].headline
    assert headline is not None and headline.id in {claim.id for claim in exhibit.claims}
    words = exhibits.words("fig-a", tongue(paths))
    assert "40.0 per cent" in words.title + words.text and words.note and words.source.startswith("Source: ")


def test_what_one_figure_has_told_the_next_does_not_tell_again_but_has_a_finding(
    paths: Workshop, tmp_path: Path
) -> None:
    exhibits = Exhibits(paths, write(tmp_path, TREND.format(id="fig-a") + TREND.format(id="fig-b")))
    make_exhibits(exhibits)
    first, second = (exhibits.words(id, tongue(paths)) for id in ("fig-a", "fig-b"))
    assert second.title != "Short USE by income group" and first.text != second.text
    assert exhibits.choices["fig-b"].story == ()


def test_a_figure_that_is_asked_for_twice_says_the_same(paths: Workshop, tmp_path: Path) -> None:
    exhibits = Exhibits(paths, write(tmp_path, TREND.format(id="fig-a")))
    exhibits.make("fig-a")
    before = exhibits.words("fig-a", tongue(paths))
    exhibits.make("fig-a")
    assert exhibits.words("fig-a", tongue(paths)) == before
