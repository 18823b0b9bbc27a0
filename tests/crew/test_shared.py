"""Work shared with helpers of this machine: this process works too, nothing is lost, and who works for another shares nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator

import joblib
import pytest

from pipeline.crew import end_helpers, make_ready, shared
from pipeline.crew.shared import _kept
from tests.crew import pieces
from tests.crew.test_stream import processes
from tests.steps.processes import kept


@pytest.fixture(autouse=True)
def _alone() -> Iterator[None]:
    """No process of another test: those that builds share stay for the next build."""
    kept().end()
    end_helpers()
    yield
    end_helpers()


@pytest.mark.parametrize("workers", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, 2, 5, 23])
def test_every_piece_once(workers: int, count: int) -> None:
    assert sorted(shared(pieces.square, range(count), workers)) == [n * n for n in range(count)]


def test_this_process_works_too_and_helpers_stay_for_the_next() -> None:
    who = {pid for _, pid in shared(pieces.process, range(60), 2)}
    helper = {child.pid for child in processes()}
    assert who == {os.getpid(), *helper} and len(helper) == 1
    assert {pid for _, pid in shared(pieces.process, range(60), 2)} == who
    list(shared(pieces.process, range(60), 3))
    assert len(processes()) == 2  # of one kind only
    end_helpers()
    assert processes() == [] and not _kept


def test_one_worker_is_this_process() -> None:
    assert {pid for _, pid in shared(pieces.process, range(4), 1)} == {os.getpid()}
    assert processes() == []


def test_what_a_piece_raises_is_raised_and_the_next_work_goes_on() -> None:
    with pytest.raises(ValueError, match="three is too many"):
        list(shared(pieces.faulty, range(20), 2))
    assert sorted(shared(pieces.square, range(9), 2)) == [n * n for n in range(9)]


def test_a_helper_shares_nothing_further() -> None:
    """Or each of the processes of a build would begin others."""
    found = dict(shared(pieces.shares, range(40), 2))
    assert set(found.values()) == {os.getpid(), *(child.pid for child in processes())} and len(processes()) == 1


def test_helpers_are_ready_before_there_is_work() -> None:
    make_ready(pieces.nothing, 2)
    found = {pid for _, pid in shared(pieces.process, range(30), 2)}
    assert len(found) == 2 and len(processes()) == 1
    end_helpers()
    make_ready(pieces.nothing, 1)
    assert processes() == []


def test_another_backend_of_joblib_gets_every_piece() -> None:
    with joblib.parallel_config(backend="threading"):
        assert sorted(shared(pieces.square, range(9), 2)) == [n * n for n in range(9)]
        assert processes() == []


def test_linear_algebra_of_a_helper_has_one_thread() -> None:
    found = dict(shared(pieces.threads, range(30), 2))
    assert "1" in {said for number, said in found.items()}
