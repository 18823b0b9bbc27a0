"""The next edition says by itself what is new: against the closed one, from what was kept of it, in each language."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from pipeline.assemble import news
from pipeline.checking import STORE
from pipeline.differences import views
from pipeline.differences.effect import effect_of
from pipeline.differences.sides import open_side
from pipeline.edition import load_edition
from pipeline.findings.effects import Cause, What
from pipeline.findings.making import make_exhibits
from pipeline.opening import close_edition, open_edition
from pipeline.problems import ExitCode, Stop
from pipeline.publish.claims import write_claims
from pipeline.publish.closed import FIGURES, folder_of, read_closed
from pipeline.publish.lineage import write_lineage
from pipeline.publish.manifest import write_manifest
from pipeline.steps import building, read_order
from pipeline.steps.state import Build
from pipeline.store import Keeper, Shelf
from pipeline.versions import library_versions
from tests.small_report import EXHIBITS, small_project
from tests.test_opening import commit

FRESH = '\n[fig-new]\nrecipe = "releases.replaced"\n'


class Alone:
    """Nobody helps, and nobody is told."""

    remote = False
    errand = None

    def now(self, *words: Any) -> None:
        """Nothing."""


def made(root: Path, year: int) -> Build:
    """An edition as far as its statements, without pages."""
    order, inputs = read_order(root, year, ("en", "zh"), "builtin")
    keeper = Keeper(Shelf(root / STORE), library_versions())  # it has the fonts
    build = Build(order, inputs, keeper, Alone(), Alone(), None)  # type: ignore[arg-type]
    building.check(build)
    build.made = make_exhibits(build.exhibits)
    building.restate(build)
    keeper.close()
    return build


def publish(root: Path) -> None:
    """What an edition publishes of its statements."""
    build = made(root, 2026)
    output = root / "output" / "2026"
    output.mkdir(parents=True)
    write_lineage(output, build.workshop.facts)
    write_claims(output, build.workshop.claims, build.exhibits.choices, build.tongues)
    write_manifest(output, {}, {}, "gdgr report", {"edition": 2026})


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose edition of 2026 is closed and whose edition of 2027 is open."""
    root = small_project(tmp_path_factory.mktemp("closed"))
    publish(root)
    commit(root)
    close_edition(root, 2026, date(2026, 12, 1))
    open_edition(root, 2027, date(2027, 11, 30))
    (root / "report" / "exhibits.toml").write_text(EXHIBITS + FRESH, encoding="utf-8")
    return root


@contextmanager
def without(root: Path, *folders: str) -> Iterator[None]:
    """A project that lacks some folders for a while."""
    for folder in folders:
        (root / folder).rename(root.parent / f"{root.name}-{folder}")
    try:
        yield
    finally:
        for folder in folders:
            (root.parent / f"{root.name}-{folder}").rename(root / folder)


def edited(root: Path, factor: float) -> None:
    """The last years of a series in all economies; whole numbers stay within their bounds."""
    path = root / "data" / "development" / "connectivity.xlsx"
    book = load_workbook(path)
    sheet = book["NET.USE"]
    for row in sheet.iter_rows(min_row=2, min_col=3):
        for cell in row[-6:]:
            if isinstance(cell.value, (int, float)):
                cell.value = round(cell.value * factor, 1)
    book.save(path)


def test_the_next_edition_says_what_is_new(closed: Path) -> None:
    with without(closed, ".git", "output"):
        _says_what_is_new(closed)


def _says_what_is_new(closed: Path) -> None:
    before = made(closed, 2027)
    assert before.workshop.news.turns == () and before.workshop.news.since == 2026
    english, chinese = (news.turned(before.workshop, tongue) for tongue in before.tongues.values())
    assert "none of them would have read otherwise" in english and "没有一项" in chinese
    edited(closed, 0.3)
    after = made(closed, 2027)
    turns = after.workshop.news.turns
    assert {turn.cause for turn in turns} == {Cause.DATA} and What.TURNED in {turn.what for turn in turns}
    english, chinese = (news.turned(after.workshop, tongue) for tongue in after.tongues.values())
    assert "*In 2026:*" in english and "come from the data alone" in english and "@fig-use" in english
    assert "*2026年版：*" in chinese and "仅来自数据" in chinese
    assert "indicator" in news.indicators(after.workshop, after.tongues["en"])
    revised = next(claim for claim in after.workshop.claims if claim.id == "fig-new:revised")
    assert revised.says != "none" and revised.facts[0].value > 0
    assert not [turn for turn in turns if turn.figure == "fig-new"]  # it compares releases, and is no news itself
    # A rule of the new edition, not its data.
    rules = closed / "report" / "editions" / "2027.toml"
    edited(closed, 1 / 0.3)
    entries = closed / "report" / "exhibits.toml"
    entries.write_text(EXHIBITS.replace("first = 2015", "first = 2021") + FRESH, encoding="utf-8")
    method = made(closed, 2027).workshop.news.turns
    assert rules.is_file() and method and Cause.METHOD in {turn.cause for turn in method}
    entries.write_text(EXHIBITS + FRESH, encoding="utf-8")


def test_editions_are_compared_by_data_and_method(closed: Path) -> None:
    edition = load_edition(closed, 2027)
    before = open_side(closed, "2026", whole=True)
    assert (before.year, before.published) == (2026, closed / "output" / "2026") and before.files is not None
    edited(closed, 0.3)
    after = open_side(closed, "edition:2027", whole=True)
    found = effect_of(closed, edition, before, after)
    assert found.programme == ()  # today's programme makes what was published
    assert {turn.cause for turn in found.turns} == {"data"} and "turned" in {turn.what for turn in found.turns}
    changed = {one.id: one.moved for one in found.facts}
    world = changed["fig-use.world_last"]
    assert (
        world.data == pytest.approx(world.change)
        and world.method == pytest.approx(0)
        and world.residual == pytest.approx(0)
    )
    assert all(low <= rank <= high for one in found.ranks for rank, low, high in (one.before, one.after))
    text = views.as_text([], found)
    assert "From: data" in text and "fig-use.world_last: " in text and "residual" in text
    told = json.loads(views.as_json([], found))
    assert told["facts"]["changed"][0]["data"] is not None and told["notes"] == []
    edited(closed, 1 / 0.3)


def test_what_was_published_is_compared_without_sheets(closed: Path) -> None:
    published = open_side(closed, str(closed / "report" / "editions" / "2026"))
    assert published.told_only and not published.books
    found = effect_of(closed, load_edition(closed, 2027), published, open_side(closed, str(closed), whole=True))
    assert not found.turns and not found.ranks and "cannot be told apart" in found.notes[-1]
    with without(closed, ".git", "output"):
        kept = open_side(closed, "2026")
        assert kept.told_only and kept.published == folder_of(closed, 2026)


def test_an_edition_that_is_not_at_hand_is_told(closed: Path) -> None:
    with pytest.raises(Stop, match="diff-no-state") as caught:
        open_side(closed, "edition:1999")
    assert "2026, 2027" in caught.value.problems[0].found
    with (
        without(closed, ".git", "output"),
        without(closed / "report" / "editions", "2026"),
        pytest.raises(Stop, match="diff-no-state"),
    ):
        open_side(closed, "2026")


def test_a_damaged_record_of_a_closed_edition_is_told(closed: Path, tmp_path: Path) -> None:
    root = tmp_path / "copy"
    folder = folder_of(root, 2026)
    folder.mkdir(parents=True)
    for path in folder_of(closed, 2026).iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    known = read_closed(root, 2027)
    assert known is not None and known.edition.year == 2026 and len(known.claims) and read_closed(root, 2026) is None
    whole = (folder / FIGURES).read_bytes()
    for content in (whole[:-30], b"no gzip", b""):
        (folder / FIGURES).write_bytes(content)
        with pytest.raises(Stop, match="closed-damaged") as caught:
            read_closed(root, 2027)
        assert caught.value.exit_code is ExitCode.DATA
    (folder / "indicators.json").unlink()
    with pytest.raises(Stop, match="closed-missing"):
        read_closed(root, 2027)
