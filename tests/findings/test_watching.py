"""Watching: what is read of a data set is noted by what it is, and what is kept is made again just where it changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from pipeline.findings.facts import FactBook
from pipeline.findings.making import Exhibits, make_exhibits
from pipeline.findings.watching import WatchedRecord, watched, watched_language
from pipeline.findings.workshop import Workshop
from pipeline.model.dataset import Dataset
from pipeline.store import Keeper, Shelf, Watch
from tests.findings.world import (
    ECONOMIES,
    accounts_of,
    dataset,
    edition,
    governance,
    ladder,
    series,
    spread,
    supply_use,
    tongue,
    workshop,
)

ENTRIES = """
[fig-map]
recipe = "maps.world_map"
indicator = "USE"
[fig-ranked]
recipe = "levels.top_bottom"
indicator = "OTHER"
[fig-trend]
recipe = "trends.group_trend"
indicator = "USE"
groups = "income"
first = 2010
"""


PLAIN = workshop(series("USE", spread(ladder())), series("OTHER", spread(ladder())))


def world(changed: float = 0.0, other: float = 0.0) -> Dataset:
    """Two indicators; one number of each can be moved."""
    found = []
    for code, move in (("USE", changed), ("OTHER", other)):
        values = {
            area: {year: value + year - 2024 for year in range(2008, 2025)} for area, value in ladder(30.0, 2.0).items()
        }
        values["FRA"][2024] += move
        found.append(series(code, values))
    return dataset(*found, supply_use=accounts_of(supply_use()), governance=governance())


def shop(data: Dataset, place: Path | None = None, **changes: object) -> Workshop:
    watch = Watch()
    rules = WatchedRecord(replace(edition(), **changes), watch, "edition")  # type: ignore[arg-type]
    return Workshop(watched(data, watch), rules, FactBook(watch), watch, Keeper(Shelf(place), {}))  # type: ignore[arg-type]


def reads(look: Callable[[Workshop], object]) -> set[tuple[str, str]]:
    """What one look at the data set reads."""
    one = shop(world())
    with one.watch.recording() as found:
        look(one)
    return set(found)


LOOKS: dict[str, tuple[Callable[[Workshop], object], set[tuple[str, str]]]] = {
    "a series": (lambda s: s.data.observations.wide("USE"), {("series", "USE")}),
    "its rows": (lambda s: s.data.observations.of("USE"), {("series", "USE")}),
    "its latest values": (
        lambda s: s.latest("USE"),
        {("series", "USE"), ("edition", "year"), ("edition", "oldest_latest")},
    ),
    "all rows": (lambda s: s.data.observations.frame, {("series", "*")}),
    "metadata": (lambda s: s.indicator("USE"), {("indicator", "'USE'")}),
    "all metadata": (lambda s: list(s.data.observations.indicators.values()), {("indicator", "*")}),
    "a group": (lambda s: s.data.groups["HIC"], {("group", "'HIC'")}),
    "a group that is not there": (lambda s: s.data.groups.get("NOPE"), {("group", "'NOPE'")}),
    "all groups": (lambda s: s.groups("income"), {("group", "*")}),
    "tables": (lambda s: s.data.supply_use["USA"][2023], {("tables USA", "2023")}),
    "all tables of an economy": (lambda s: dict(s.data.supply_use["USA"].items()), {("tables USA", "*")}),
    "tables that are not there": (lambda s: s.data.supply_use.get("XXX"), {("tables", "*")}),
    "the economies with tables": (lambda s: list(s.data.supply_use), {("tables", "*")}),
    "a register": (lambda s: s.data.governance.instruments, {("register", "instruments")}),
    "parameters": (lambda s: s.data.parameters.targets, {("parameters", "targets")}),
    "vintages": (lambda s: list(s.data.vintages), {("vintages", "*")}),
    "the map": (lambda s: s.data.outlines, {("data", "outlines")}),
    "a fact": (lambda s: s.facts.get(s.parameter("p", 1, "", 0).id), {("fact", "p")}),
}


@pytest.mark.parametrize("name", LOOKS)
def test_what_is_read_is_noted(name: str) -> None:
    look, expected = LOOKS[name]
    assert reads(look) == expected


def test_a_look_sees_what_the_plain_data_set_has() -> None:
    plain, seen = world(), shop(world()).data
    pd.testing.assert_frame_equal(seen.observations.wide("USE"), plain.observations.wide("USE"))
    assert dict(seen.observations.indicators) == plain.observations.indicators
    assert dict(seen.groups) == plain.groups and list(seen.economies) == list(plain.economies)
    assert seen.observations.cells("USE", ["FRA"], [2021]) == plain.observations.cells("USE", ["FRA"], [2021])


@pytest.mark.parametrize("column", ["OBS_VALUE", "OBS_STATUS", "ROW", "COLUMN"])
def test_the_digest_of_a_series_covers_values_flags_and_cells(column: str) -> None:
    before, data = shop(world()), world()
    frame = data.observations.frame
    first = frame.index[frame["INDICATOR"] == "USE"][0]
    frame.loc[first, column] = "E" if column == "OBS_STATUS" else frame.loc[first, column] + 1
    after = shop(data)
    differs = {
        code: before.watch.digest("series", code) != after.watch.digest("series", code)
        for code in ("USE", "OTHER", "*")
    }
    assert differs == {"USE": True, "OTHER": False, "*": True}


def test_messages_and_names_of_a_language_are_noted_one_by_one() -> None:
    one = workshop(series("USE", spread(ladder())))
    watch = Watch()
    language = watched_language(tongue(one, "zh"), watch)
    with watch.recording() as found:
        language.text("Five findings")
        language.name("economy", "FRA")
        language.has_name("economy", "XXX")
    assert set(found) == {
        ("message zh", "Five findings"),
        ("name zh", "('economy', 'FRA')"),
        ("name zh", "('economy', 'XXX')"),
    }


def test_patterns_of_a_language_are_noted_as_a_whole() -> None:
    """They refer to each other."""
    watch = Watch()
    language = watched_language(tongue(workshop(series("USE", spread(ladder()))), "zh"), watch)
    with watch.recording() as found:
        assert language.pattern("label-world", {}) == "世界"
    assert set(found) == {("patterns zh", "*")}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "exhibits.toml").write_text(ENTRIES)
    return tmp_path


def made_again(root: Path, data: Dataset, **changes: object) -> tuple[set[str], dict[str, object]]:
    """What a build makes again, and all that it comes to."""
    one = shop(data, root / "store.sqlite", **changes)
    exhibits = Exhibits(one, root)
    language = watched_language(tongue(PLAIN), one.watch)
    made = make_exhibits(exhibits)
    words = {id: exhibits.words(id, language) for id in made}
    assert one.keeper is not None
    one.keeper.close()
    again = {found.name for found in one.keeper.made if not found.kept}
    facts = {fact.id: (fact.value, fact.cells) for fact in one.facts}
    claims = {claim.id: (claim.says, claim.standing) for claim in one.claims}
    return again, {
        "words": words,
        "facts": facts,
        "claims": claims,
        "data": {id: exhibit.data.to_csv() for id, exhibit in made.items()},
    }


def test_nothing_is_made_again_where_nothing_changed(root: Path) -> None:
    first, result = made_again(root, world())
    assert {"exhibit fig-map", "exhibit fig-trend"} <= first
    second, same = made_again(root, world())
    assert second == set() and same == result
    assert "fig-trend:whole" in result["claims"]  # type: ignore[operator]


def test_an_edited_number_makes_again_what_reads_its_series(root: Path) -> None:
    made_again(root, world())
    again, kept = made_again(root, world(changed=1.0))
    assert {name.split()[-1] for name in again} == {"fig-map", "fig-trend"}
    (root / "store.sqlite").unlink()
    assert made_again(root, world(changed=1.0))[1] == kept
    again, _ = made_again(root, world(changed=1.0, other=0.5))
    assert {name.split()[-1] for name in again} == {"fig-ranked"}


def test_an_edited_entry_makes_its_figure_again(root: Path) -> None:
    made_again(root, world())
    (root / "report" / "exhibits.toml").write_text(ENTRIES.replace("first = 2010", "first = 2012"))
    again, _ = made_again(root, world())
    assert {name.split()[-1] for name in again} == {"fig-trend"}


def test_a_rule_of_the_edition_makes_again_what_asks_for_it(root: Path) -> None:
    made_again(root, world())
    again, _ = made_again(root, world(), coverage_population=0.7)
    assert "exhibit fig-trend" in again and "exhibit fig-ranked" not in again


def test_a_text_in_another_language_makes_no_figure_again(root: Path) -> None:
    made_again(root, world())
    one = shop(world(), root / "store.sqlite")
    exhibits = Exhibits(one, root)
    chinese = watched_language(tongue(PLAIN, "zh"), one.watch)
    exhibits.make("fig-map")
    assert exhibits.words("fig-map", chinese).title
    assert one.keeper is not None
    assert [made.name for made in one.keeper.made if not made.kept] == []


def test_every_economy_of_the_made_up_world_is_there() -> None:
    assert set(shop(world()).data.economies) == set(ECONOMIES)
