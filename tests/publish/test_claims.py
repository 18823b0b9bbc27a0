"""claims.json: written, read back as if anyone had had it in hand, and listed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.findings.exhibit import Choice
from pipeline.findings.recipes import trends
from pipeline.findings.selection import Selection
from pipeline.problems import ExitCode, Stop
from pipeline.publish.claims import NAME, listed, read_claims, write_claims
from tests.findings.world import HIGH, LOW, flat, series, tongue, workshop
from tests.publish.damages import DAMAGES, damage, forbid


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """The claims of one figure: India alone makes the rise of the world, and the distance narrows by retreat."""
    cells = {code: {year: 80.0 - year + 2014 for year in range(2014, 2024)} for code in HIGH}
    cells |= flat(20.0, LOW, range(2014, 2024))
    cells["IND"] = {year: 20.0 + year - 2014 for year in range(2014, 2024)}
    shop = workshop(series("USE", cells))
    exhibit = trends.group_trend(shop, "fig-use", "USE", "income", 2014)
    for claim in exhibit.claims:
        shop.claims.add(claim)
    choices = {"fig-use": Selection().choose(exhibit)}
    write_claims(tmp_path, shop.claims, choices, {code: tongue(shop, code) for code in ("en", "zh")})
    return tmp_path


def test_every_claim_is_in_the_file_with_its_evidence(edition: Path) -> None:
    content = json.loads((edition / NAME).read_text(encoding="utf-8"))
    whole = content["fig-use:whole"]
    assert (whole["kind"], whole["says"], whole["standing"]) == ("change", "rose", "withdrawn")
    assert whole["facts"] == ["fig-use.world_first", "fig-use.world_last"] and whole["printed"] == ""
    assert whole["variations"]["each-alike"] == {"says": "fell", "agreement": "opposite"}
    assert "rose from" in whole["text"]["en"] and "升至" in whole["text"]["zh"]
    distance = content["fig-use:distance"]
    assert distance["printed"] == "headline" and set(distance["headline"]) == {"en", "zh"}


def test_claims_are_read_as_they_were_written(edition: Path) -> None:
    claims = read_claims(edition)
    whole = claims["fig-use:whole"]
    assert (whole.says, whole.standing, whole.topic) == ("rose", "withdrawn", "path USE WLD population")
    assert {trial.variation: trial.says for trial in whole.trials}["each-alike"] == "fell"
    assert {claim.printed for claim in claims.values()} == {"headline", "story", ""}
    with pytest.raises(TypeError):
        claims["x"] = whole  # type: ignore[index]


def test_a_claim_of_a_figure_that_is_in_no_chapter_is_printed_nowhere(edition: Path, tmp_path: Path) -> None:
    shop = workshop(series("USE", {code: {2014: 10.0, 2023: 20.0} for code in HIGH + LOW}))
    exhibit = trends.group_trend(shop, "fig-use", "USE", "income", 2014)
    write_claims(tmp_path, exhibit.claims, {"fig-other": Choice(None)}, {"en": tongue(shop)})
    assert {claim.printed for claim in read_claims(tmp_path).values()} == {""}


def test_listing(edition: Path) -> None:
    lines = list(listed(edition, "*:whole", "en", False))
    assert lines == [
        "withdrawn   not printed fig-use:whole  [change: rose]",
        f"    {read_claims(edition)['fig-use:whole'].text['en']}",
    ]
    assert len(list(listed(edition, "*", "en", False))) == 2 * len(read_claims(edition))


def test_listing_with_evidence(edition: Path) -> None:
    lines = list(listed(edition, "fig-use:whole", "zh", True))
    assert "    fact      fig-use.world_first" in lines
    assert "    variation each-alike: opposite (fell)" in lines
    assert "    variation year-later: same (rose)" in lines


def test_a_pattern_that_nothing_matches(edition: Path) -> None:
    with pytest.raises(Stop) as caught:
        list(listed(edition, "fig-use:distanc", "en", False))
    (problem,) = caught.value.problems
    assert (caught.value.exit_code, problem.code) == (ExitCode.REPORT, "claim-unknown")
    assert "fig-use:distance" in problem.allowed and problem.place.file == str(edition / NAME)


def test_a_language_that_the_edition_lacks(edition: Path) -> None:
    with pytest.raises(Stop) as caught:
        list(listed(edition, "*", "fr", False))
    (problem,) = caught.value.problems
    assert (caught.value.exit_code, problem.code) == (ExitCode.REPORT, "claim-language")
    assert "en, zh" in problem.allowed


# --- claims that are not there, or not as they were written --------------------------------------------------------

GOOD: dict[str, Any] = {
    "kind": "change", "says": "rose", "standing": "firm", "strength": 1.0, "surprise": 0.5, "printed": "story",
    "topic": "t", "facts": ["a"], "variations": {"each-alike": {"says": "rose", "agreement": "same"}}, "headline": {},
    "text": {"en": "It rose."},
}  # fmt: skip


def uses(folder: Path) -> list[Any]:
    return [lambda: read_claims(folder), lambda: list(listed(folder, "*", "en", True))]


def test_no_edition(tmp_path: Path) -> None:
    for use in uses(tmp_path):
        with pytest.raises(Stop) as caught:
            use()
        (problem,) = caught.value.problems
        assert (caught.value.exit_code, problem.code) == (ExitCode.REPORT, "claims-missing")
        assert problem.place.file == str(tmp_path / NAME)


def test_an_entry_as_it_should_be(tmp_path: Path) -> None:
    damage(tmp_path / NAME, {"f:x": GOOD})
    assert list(listed(tmp_path, "*", "en", False)) == ["firm        story       f:x  [change: rose]", "    It rose."]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        *DAMAGES,
        ({"f": 1}, "'f' is 1, not an object"),
        ({"f": {}}, "'f': 'kind' is missing"),
        *(
            ({"f": {**GOOD, key: value}}, f"'f': {key!r} is")
            for key, value in [
                ("kind", "rumour"),
                ("kind", ["change"]),
                ("says", 1),
                ("standing", "shaky"),
                ("standing", {}),
                ("strength", "1"),
                ("strength", 1.5),
                ("strength", float("nan")),
                ("surprise", -0.1),
                ("surprise", True),
                ("printed", "cover"),
                ("printed", None),
                ("topic", None),
                ("facts", "a"),
                ("facts", [1]),
                ("variations", []),
                ("variations", {"a": "same"}),
                ("variations", {"a": {"says": "x"}}),
                ("variations", {"a": {"agreement": "same"}}),
                ("variations", {"a": {"says": "x", "agreement": "perhaps"}}),
                ("variations", {"a": {"says": 1, "agreement": "same"}}),
                ("headline", {"en": 1}),
                ("text", "It rose."),
                ("text", {"en": None}),
            ]
        ),
    ],
)
def test_damaged_claims(tmp_path: Path, content: object, words: str) -> None:
    damage(tmp_path / NAME, content)
    for use in uses(tmp_path):
        with pytest.raises(Stop) as caught:
            use()
        assert caught.value.exit_code == ExitCode.DATA
        assert {problem.code for problem in caught.value.problems} == {"claims-damaged"}
        assert words in caught.value.problems[0].found
        for problem in caught.value.problems:
            assert problem.place.file == str(tmp_path / NAME) and problem.allowed and problem.remedy


def test_every_damage_of_the_claims_is_named(tmp_path: Path) -> None:
    damage(tmp_path / NAME, {"f": {**GOOD, "says": 1, "printed": "cover"}, "g": []})
    with pytest.raises(Stop) as caught:
        read_claims(tmp_path)
    assert [problem.found for problem in caught.value.problems] == [
        "'f': 'says' is 1, not a text",
        "'f': 'printed' is 'cover', not a place in the report",
        "'g' is a list, not an object",
    ]


def test_claims_that_this_user_may_not_read(edition: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forbid(monkeypatch, NAME)
    with pytest.raises(Stop) as caught:
        read_claims(edition)
    (problem,) = caught.value.problems
    assert (caught.value.exit_code, problem.code) == (ExitCode.DATA, "claims-damaged")
    assert "Permission denied" in problem.found and "permission" in problem.remedy
