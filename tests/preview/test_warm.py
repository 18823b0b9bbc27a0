"""What a warm process holds: values in memory that builds forget, and work that is given up."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from pipeline.crew import Crew
from pipeline.store import Keeper, Shelf
from pipeline.store.keeper import HELD
from tests.preview.fake import wait_for


@pytest.fixture
def keeper(tmp_path: Path) -> Keeper:
    return Keeper(Shelf(tmp_path / "store.sqlite"), {}, remember=True)


def ask(keeper: Keeper, name: str) -> object:
    return keeper.keep(name, {"part": "1"}, object_of)


def object_of() -> list[int]:
    return [1, 2, 3]


def test_a_value_that_builds_use_is_the_same_object(keeper: Keeper) -> None:
    first = ask(keeper, "result a")
    for _ in range(5):
        keeper.next_build()
        assert ask(keeper, "result a") is first
    assert keeper.remembered == 1


def test_what_the_last_builds_did_not_use_is_forgotten_but_kept_in_the_store(keeper: Keeper) -> None:
    first = ask(keeper, "result a")
    for build in range(HELD + 1):
        assert keeper.remembered == 1, build
        keeper.next_build()
    assert keeper.remembered == 0
    again = ask(keeper, "result a")
    assert again == first and again is not first
    assert [made.kept for made in keeper.made] == [True]


def test_each_build_begins_its_own_list(keeper: Keeper) -> None:
    ask(keeper, "result a")
    keeper.next_build()
    assert keeper.made == []


def test_a_store_that_stays_open_keeps_its_size(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "store.sqlite", limit=1000)
    for number in range(20):
        shelf.put(f"key {number}", b"x" * 100)
    assert shelf.size() == 2000
    shelf.tidy()
    assert shelf.size() <= 1000
    assert shelf.get("key 19") == b"x" * 100
    shelf.close()
    shelf.tidy()  # nothing to do


def slowly(number: int) -> int:
    time.sleep(0.05)
    return number


def test_work_that_is_given_up_leaves_nothing_at_work() -> None:
    crew = Crew(workers=2)
    before = threading.active_count()
    stream = crew.stream(slowly)
    for number in range(200):
        stream.put(number)
    stream.end()
    assert sorted(crew.map(slowly, range(5))) == [0, 1, 2, 3, 4]  # the workers are there for the next
    crew.close()
    wait_for(lambda: threading.active_count() <= before + 1)
