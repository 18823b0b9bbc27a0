"""The keeper: a result is made again exactly where something that it rests on has changed, and it says what."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.store import Keeper, Shelf, Watch, shelf

VERSIONS = {"pandas": "3.0"}
NAMES = "abcdef"


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept is written at once, as if each build had ended."""
    monkeypatch.setattr(shelf, "BATCH_ENTRIES", 0)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "results.sqlite"


def keeper(place: Path, force: bool = False, **versions: str) -> Keeper:
    return Keeper(Shelf(place), VERSIONS | versions, force=force)


def count(calls: list[str], name: str, value: object = 1) -> Callable[[], object]:
    def make() -> object:
        calls.append(name)
        return value

    return make


def test_a_result_is_made_once(place: Path) -> None:
    calls: list[str] = []
    for _ in range(3):
        one = keeper(place)
        assert one.keep("x", {"a": "1"}, count(calls, "x", {"v": [1.5]})) == {"v": [1.5]}
        one.close()
    assert calls == ["x"]


@pytest.mark.parametrize(
    ("parts", "versions", "why"),
    [
        ({"a": "2", "b": "1"}, {}, "a changed"),
        ({"a": "1"}, {}, "b changed"),
        ({"a": "1", "b": "1", "c": "1"}, {}, "c changed"),
        ({"a": "1", "b": "1"}, {"pandas": "3.1"}, "the version of pandas changed"),
    ],
)
def test_what_changed_is_said(place: Path, parts: dict[str, str], versions: dict[str, str], why: str) -> None:
    calls: list[str] = []
    first = keeper(place)
    first.keep("x", {"a": "1", "b": "1"}, count(calls, "x"))
    first.close()
    second = keeper(place, **versions)
    second.keep("x", parts, count(calls, "x"))
    assert calls == ["x", "x"]
    assert [(made.kept, made.why) for made in second.made] == [(False, why)]


def test_force_makes_again_and_says_so(place: Path) -> None:
    calls: list[str] = []
    keeper(place).keep("x", {}, count(calls, "x"))
    forced = keeper(place, force=True)
    forced.keep("x", {}, count(calls, "x"))
    assert calls == ["x", "x"] and forced.made[0].why == "--force was given"


def test_a_fault_passes_through_and_nothing_is_kept(place: Path) -> None:
    def fault() -> int:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        keeper(place).keep("x", {}, fault)
    assert keeper(place).keep("x", {}, lambda: 5) == 5


def test_an_entry_of_another_time_is_made_again(place: Path) -> None:
    one = keeper(place)
    one.shelf.put(one.key("x", {}, __name__), b"not a pickle")
    assert one.keep("x", {}, lambda: 7) == 7


def test_read_only_mappings_are_kept(place: Path) -> None:
    value = MappingProxyType({"a": MappingProxyType({"b": 1})})
    keeper(place).keep("x", {}, lambda: value)
    assert keeper(place).keep("x", {}, lambda: pytest.fail("made again")) == value


class World:
    """A few named values, watched, and results over results that read some of them."""

    def __init__(self, values: dict[str, int], place: Path | None) -> None:
        self.values = values
        self.calls: list[str] = []
        self.watch = Watch()
        self.watch.source("value", lambda name: str(values[name]))
        self.keeper = Keeper(Shelf(place), VERSIONS)

    def read(self, name: str) -> int:
        self.watch.read("value", name)
        return self.values.get(name, 0)

    def result(self, name: str) -> int:
        """Each result reads its own value; depending on it, the next value or the result before."""

        def make() -> int:
            self.calls.append(name)
            own = self.read(name)
            if own % 3 == 0:
                return own
            if own % 3 == 1:
                return own + self.read(chr(ord(name) + 1))
            return own * (self.result(chr(ord(name) - 1)) if name > "a" else 1)

        return self.watch.once(name, lambda: self.keeper.traced(name, self.watch, make, __name__))


@settings(max_examples=20)
@given(st.lists(st.tuples(st.sampled_from(NAMES), st.integers(0, 8)), min_size=1, max_size=8), st.integers(0, 10**9))
def test_results_from_the_store_equal_those_from_nothing(edits: list[tuple[str, int]], seed: int) -> None:
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "results.sqlite"
        values = {name: chance.randint(0, 8) for name in NAMES}
        for name, value in edits:
            values[name] = value
            order = chance.sample(NAMES, len(NAMES))
            kept, fresh = World(dict(values), place), World(dict(values), None)
            assert [kept.result(one) for one in order] == [fresh.result(one) for one in order]
            assert kept.watch.seen == fresh.watch.seen
            kept.keeper.close()


def test_only_what_read_a_changed_value_is_made_again(place: Path) -> None:
    values = {"a": 3, "b": 1, "c": 3, "d": 6, "e": 0, "f": 0}
    first = World(dict(values), place)
    before = {name: first.result(name) for name in NAMES}
    assert sorted(first.calls) == list(NAMES)
    values["c"] = 6  # read by b (1: the next value) and by c itself
    second = World(dict(values), place)
    after = {name: second.result(name) for name in NAMES}
    assert after == before | {"b": before["b"] + 3, "c": 6}
    assert second.calls == ["b", "c"]
    assert [made.why for made in second.keeper.made if not made.kept] == ["value c changed"] * 2


def test_a_state_that_comes_back_is_remembered(place: Path) -> None:
    for value, calls in ((3, 1), (6, 1), (3, 0), (6, 0)):
        world = World({"a": value}, place)
        assert world.result("a") == value and len(world.calls) == calls


def test_what_a_kept_result_read_counts_for_what_asks_for_it(place: Path) -> None:
    values = {"a": 3, "b": 2}  # b asks for the result a, which reads the value a
    assert World(dict(values), place).result("a") == 3
    assert World(dict(values), place).result("b") == 6
    values["a"] = 6
    changed = World(dict(values), place)
    assert changed.result("b") == 12 and changed.calls == ["b", "a"]


def test_a_missing_thing_is_a_thing_that_can_come(place: Path) -> None:
    assert World({"b": 1}, place).result("b") == 1  # reads c, which is not there
    assert World({"b": 1, "c": 5}, place).result("b") == 6


def test_the_store_may_lose_what_it_held(place: Path) -> None:
    world = World({"a": 3}, place)
    world.result("a")
    world.keeper.shelf._ask("DELETE FROM entries WHERE length(content) < 10")  # the result itself
    again = World({"a": 3}, place)
    assert again.result("a") == 3 and again.calls == ["a"]
    assert again.keeper.made[0].why == "its result was no longer in the store"
