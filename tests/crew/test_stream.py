"""Work shared by processes of this machine: nothing lost, nothing twice, the same bytes by any number of them."""

from __future__ import annotations

import gc
import threading
import time
import weakref
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from pipeline.crew import Crew
from pipeline.crew.stream import TRIES
from pipeline.problems import ExitCode, Stop
from pipeline.steps import work
from tests.crew import pieces
from tests.crew.alone import Reference
from tests.crew.clusters import slow
from tests.steps.processes import kept


@pytest.fixture(scope="module")
def shared() -> Iterator[Crew]:
    """A crew whose processes go from test to test, and no others."""
    kept().end()
    made = Crew(workers=2)
    try:
        yield made
    finally:
        made.close()
    assert not processes()


@pytest.fixture
def crew(shared: Crew) -> Iterator[Crew]:
    """A crew without processes of before."""
    shared.rest()
    yield shared
    shared.rest()


def processes() -> list[psutil.Process]:
    """Worker processes of this one."""
    found = psutil.Process().children(recursive=True)
    return [child for child in found if child.is_running() and "popen_loky" in " ".join(child.cmdline())]


def test_results_of_all_pieces_and_no_process_but_workers_does_them(crew: Crew) -> None:
    assert processes() == []
    found = dict(crew.map(pieces.process, range(20)))
    assert sorted(found) == list(range(20))
    assert set(found.values()) <= {child.pid for child in processes()}


def test_the_first_pieces_are_begun_together(crew: Crew, tmp_path: Path) -> None:
    """One piece alone was given out, and the second waited for its end, where the second took a moment to come."""

    def tasks() -> Iterator[tuple[str, str, str]]:
        yield str(tmp_path), "a", "b"
        time.sleep(0.3)
        yield str(tmp_path), "b", "a"

    assert list(crew.map(pieces.meets, tasks(), workers=2)) == [True, True]


def test_processes_that_are_let_go_leave_no_fault_in_a_thread(crew: Crew, monkeypatch: pytest.MonkeyPatch) -> None:
    """loky's own thread looked for work that was forgotten, and died of it (KeyError) on the screen of who had interrupted."""
    faults: list[object] = []
    monkeypatch.setattr(threading, "excepthook", faults.append)
    for _ in range(3):
        waits = [crew.errand(pieces.process, number) for number in range(40)]
        waits[0]()
        crew.rest()
    time.sleep(0.2)
    assert faults == []


def test_one_worker_is_a_process_too(crew: Crew) -> None:
    """joblib would do the work of one in this process, between the threads of the build."""
    crew.rest()
    crew = Crew(workers=1)
    try:
        found = dict(crew.map(pieces.process, range(4)))
        assert set(found.values()) == {child.pid for child in processes()} and len(processes()) == 1
    finally:
        crew.close()


def test_work_begins_while_more_is_found(shared: Crew) -> None:
    """A result is there before the last piece is put."""
    stream = shared.stream(pieces.square)
    stream.put(5)
    assert stream.take() == 25
    stream.put(6)
    stream.put(7)
    assert sorted(stream.results()) == [36, 49]


def test_nothing_was_put(crew: Crew) -> None:
    assert list(crew.stream(pieces.square).results()) == []
    assert list(crew.map(pieces.square, ())) == []
    assert processes() == []


def test_the_first_worker_gets_ready_early(crew: Crew) -> None:
    stream = crew.stream(pieces.loaded, work.get_ready)
    stream.put(("pipeline.figures.make", "nothing.else"))
    assert list(stream.results()) == [{"pipeline.figures.make"}]


def test_items_of_a_map_are_made_when_somebody_takes_them(shared: Crew) -> None:
    """No more than two a worker wait at a time: packed projects are large."""
    made = taken = 0

    def items() -> Iterator[bytes]:
        nonlocal made
        for number in range(12):
            made += 1
            yield bytes(1_000_000 + number)

    for _ in shared.map(pieces.size, items(), workers=2):
        taken += 1
        assert made - taken <= 4
    assert (made, taken) == (12, 12)


def test_pieces_are_let_go_when_they_are_done(shared: Crew) -> None:
    class Item:
        """A piece whose end can be seen."""

        def __reduce__(self) -> tuple[type[int], tuple[int]]:
            return int, (3,)

    item = Item()
    gone = weakref.ref(item)
    stream = shared.stream(pieces.square)
    stream.put(item)
    del item
    assert list(stream.results()) == [9]
    stream.end()
    gc.collect()
    assert gone() is None


@pytest.mark.parametrize("workers", [1, 2, pytest.param(4, marks=slow)])
def test_figures_are_the_same_by_any_number_of_workers(reference: Reference, crew: Crew, workers: int) -> None:
    expected = {task.key: work.draw(task).picture for task in reference.tasks}
    crew = Crew(workers=workers)
    try:
        found = {drawn.key: drawn.picture for drawn in crew.map(work.draw, reference.tasks)}
        assert len(processes()) == workers
    finally:
        crew.close()
    assert found == expected and all(isinstance(picture, bytes) for picture in found.values())


def test_workers_of_a_map_are_as_many_as_asked_for_and_there_are_processors(crew: Crew) -> None:
    assert crew.stream(pieces.square, workers=1).workers == 1
    assert crew.stream(pieces.square, workers=1000).workers == crew._most
    assert Crew().workers == max(1, Crew()._most - 1)


# --- faults ------------------------------------------------------------------------------------------------------------


def test_what_a_piece_raises_is_raised_here(shared: Crew) -> None:
    with pytest.raises(ValueError, match="three is too many"):
        list(shared.map(pieces.faulty, range(10)))
    assert sorted(shared.map(pieces.square, range(3))) == [0, 1, 4]


def test_a_killed_worker_loses_nothing(crew: Crew, tmp_path: Path) -> None:
    marker = tmp_path / "killed"
    found = list(crew.map(pieces.dies_once, [(number, str(marker)) for number in range(12)]))
    assert sorted(found) == list(range(12))
    assert marker.exists()


def test_a_worker_that_is_killed_without_work_loses_nothing(crew: Crew) -> None:
    stream = crew.stream(pieces.square)
    stream.put(2)
    assert stream.take() == 4
    for child in processes():
        child.kill()
        child.wait()
    stream.put(3)
    assert list(stream.results()) == [9]


def test_workers_that_die_again_and_again_end_with_a_stop(crew: Crew, tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    with pytest.raises(Stop) as caught:
        list(crew.map(pieces.dies, [(0, str(notes))]))
    (problem,) = caught.value.problems
    assert (caught.value.exit_code, problem.code) == (ExitCode.ENVIRONMENT, "workers-lost")
    assert len(notes.read_text().split()) == TRIES


# --- rest and end ------------------------------------------------------------------------------------------------------


def test_rest_frees_the_processes_and_new_ones_come(crew: Crew) -> None:
    before = dict(crew.map(pieces.process, range(6)))
    crew.rest()
    assert processes() == []
    after = dict(crew.map(pieces.process, range(6)))
    assert not set(before.values()) & set(after.values())


def test_a_crew_that_stays_does_not_rest() -> None:
    crew = Crew(workers=1, stay=True)
    try:
        ((_, before),) = crew.map(pieces.process, [0])
        crew.rest()
        ((_, after),) = crew.map(pieces.process, [0])
        assert before == after
    finally:
        crew.close()
    assert processes() == []


def test_close_gives_up_what_is_under_way() -> None:
    crew = Crew(workers=1)
    stream = crew.stream(pieces.waits)
    for _ in range(5):
        stream.put(60.0)
    while not processes():
        pass
    crew.close()
    assert processes() == []
    assert stream._thread is not None
    stream._thread.join(10)
    assert not stream._thread.is_alive()


def test_rest_and_close_of_a_crew_that_did_nothing() -> None:
    crew = Crew()
    crew.rest()
    crew.close()
    crew.close()
    assert processes() == []


def test_an_errand_is_done_by_a_worker_while_this_process_goes_on(crew: Crew) -> None:
    number, done_by = crew.errand(pieces.process, 3)()
    assert number == 3 and done_by in {child.pid for child in processes()}


def test_what_an_errand_raises_is_raised_here(crew: Crew) -> None:
    with pytest.raises(ValueError, match="three is too many"):
        crew.errand(pieces.faulty, 3)()


def test_errands_and_pieces_share_the_workers(crew: Crew) -> None:
    wait = crew.errand(pieces.square, 5)
    assert sorted(crew.map(pieces.square, range(4))) == [0, 1, 4, 9]
    assert wait() == 25
