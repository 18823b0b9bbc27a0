"""Work shared by a Dask cluster: a real scheduler and workers on the loopback address; and all that can be wrong with one."""

from __future__ import annotations

import builtins
import shutil
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import joblib
import numpy as np
import pandas as pd
import pytest
from distributed import Client

from pipeline.crew import Crew, joining
from pipeline.methods.index import uncertainty
from pipeline.methods.index.draws import experiment
from pipeline.methods.index.inputs import from_frame
from pipeline.methods.index.problems import IndexProblems
from pipeline.methods.index.sensitivity import index_sensitivity
from pipeline.problems import ExitCode, Stop
from pipeline.steps import work
from tests.crew import pieces
from tests.crew.alone import Reference
from tests.crew.clusters import LOOPBACK, Cluster, cluster, meet, slow, until
from tests.methods.index.samples import IDI, design
from tests.methods.index.test_draws import DESIGN, INPUTS


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A cluster on which nobody is killed: a worker with one thread, another with three."""
    with cluster(tmp_path_factory.mktemp("shared"), workers=1) as made:
        made.start("worker-of-three", threads=3)
        meet(made, 2)
        yield made


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two seconds of patience in place of ten."""
    monkeypatch.setattr(joining, "PATIENCE", 2.0)
    monkeypatch.setattr(joining, "PAUSE", 0.2)


def refused(address: str) -> str:
    """What is said where a cluster cannot be joined."""
    start = time.monotonic()
    with pytest.raises(Stop) as caught:
        Crew(address)
    (problem,) = caught.value.problems
    assert (caught.value.exit_code, problem.code) == (ExitCode.ENVIRONMENT, "scheduler-unreachable")
    assert str(problem.place) == f"--scheduler › {address}" and "leave --scheduler out" in problem.remedy
    assert time.monotonic() - start < 15 * joining.PATIENCE / 10 + 10  # the machine may be slow
    return problem.found


def stopped(caught: pytest.ExceptionInfo[Stop]) -> str:
    """The code of the one problem of a Stop with exit code 6."""
    (problem,) = caught.value.problems
    assert caught.value.exit_code == ExitCode.ENVIRONMENT
    return problem.code


# --- what works ----------------------------------------------------------------------------------------------------------


def test_pieces_are_done_there_and_not_here(shared: Cluster) -> None:
    crew = Crew(shared.address)
    try:
        assert crew.remote and crew.workers == 2 and str(crew) == f"2 workers of {shared.address}"
        found = dict(crew.map(pieces.process, range(12)))
        assert sorted(found) == list(range(12))
        assert set(found.values()) <= {worker.process.pid for worker in shared.workers}
    finally:
        crew.close()


def test_a_worker_of_many_threads_does_one_piece_at_a_time(shared: Cluster) -> None:
    """matplotlib's settings and Typst's memory are those of a whole process."""
    crew = Crew(shared.address)
    try:
        assert set(crew.map(pieces.together, range(12))) == {1}
    finally:
        crew.close()


def test_figures_are_the_same_there(reference: Reference, shared: Cluster) -> None:
    expected = {task.key: work.draw(task).picture for task in reference.tasks}
    sent = [
        work.Task(task.key, task.drawing, task.fonts, cut=work.cut(task.here, task.drawing.language))
        for task in reference.tasks
    ]
    crew = Crew(shared.address)
    try:
        assert {drawn.key: drawn.picture for drawn in crew.map(work.draw, sent)} == expected
    finally:
        crew.close()


def test_draws_of_an_index_are_the_same_there(shared: Cluster) -> None:
    made = experiment(DESIGN, INPUTS, seed=5)
    points = np.random.default_rng(1).random((400, len(made.factors)))
    expected = made.evaluate(points, workers=1)
    crew = Crew(shared.address)
    given = crew._hands.submit
    batches = []
    crew._hands.submit = lambda batch, workers: batches.append(batch) or given(batch, workers)  # type: ignore[method-assign,func-returns-value]
    try:
        with crew.config():
            found = made.evaluate(points)
    finally:
        crew.close()
    assert batches
    assert np.array_equal(found, expected, equal_nan=True)


def test_tables_of_draws_are_the_same_there(shared: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    """More draws than are kept, in many pieces; the workers count, and send back counts."""
    made = experiment(DESIGN, INPUTS, seed=5)
    monkeypatch.setattr(uncertainty, "FIRST", 600)
    expected = uncertainty.monte_carlo(made, 3000, (0.05, 0.95), workers=1)
    sobol = index_sensitivity(made, 64, workers=1)
    crew = Crew(shared.address)
    given = crew._hands.submit
    batches = []
    crew._hands.submit = lambda batch, workers: batches.append(batch) or given(batch, workers)  # type: ignore[method-assign,func-returns-value]
    try:
        with crew.config():
            found = uncertainty.monte_carlo(made, 3000, (0.05, 0.95))
            again = index_sensitivity(made, 64)
    finally:
        crew.close()
    assert len(batches) > 8
    pd.testing.assert_frame_equal(found.intervals, expected.intervals, check_exact=True)
    pd.testing.assert_frame_equal(found.above, expected.above, check_exact=True)
    assert np.array_equal(found.ranks, expected.ranks)
    pd.testing.assert_frame_equal(again, sobol, check_exact=True)


def test_what_a_draw_refuses_is_told_here_by_its_cell(shared: Cluster) -> None:
    frame = pd.DataFrame({code: np.arange(1.0, 13.0) for code in INPUTS.codes}, index=[f"E{i}" for i in range(12)])
    frame.iloc[0, 0] = -100.0
    target = {
        ("normalise", "method", INPUTS.codes[0]): "distance_to_target",
        ("normalise", "target"): -99.9,
        ("normalise", "cap"): "no",
    }
    made = design(IDI, choices=target, options=[("measurement_error", "by status and age")], errors={"A": 1.0})
    ready = experiment(made, from_frame(frame, 2020), seed=1)
    crew = Crew(shared.address)
    try:
        with crew.config(), pytest.raises(IndexProblems) as caught:
            uncertainty.monte_carlo(ready, 1000, (0.05, 0.95))
    finally:
        crew.close()
    (problem,) = caught.value.problems
    assert problem.code == "index-normalise" and problem.place.sheet == "Choices"


def test_joblib_inside_while_a_stream_is_open(shared: Cluster) -> None:
    """A stream that waits for its next piece does not hold up what else is shared."""
    crew = Crew(shared.address)
    try:
        stream = crew.stream(pieces.square, workers=1)
        stream.put(3)
        assert stream.take() == 9
        with crew.config():
            found = joblib.Parallel(n_jobs=2, prefer="threads")(joblib.delayed(pieces.square)(n) for n in range(50))
        assert found == [n * n for n in range(50)]
        stream.put(4)
        assert list(stream.results()) == [16]
    finally:
        crew.close()


def test_what_a_piece_raises_is_raised_here(shared: Cluster) -> None:
    crew = Crew(shared.address)
    try:
        with pytest.raises(ValueError, match="three is too many"):
            list(crew.map(pieces.faulty, range(10)))
        with crew.config(), pytest.raises(ValueError, match="three is too many"):
            joblib.Parallel()(joblib.delayed(pieces.faulty)(n) for n in range(10))
    finally:
        crew.close()


def test_nothing_is_kept_there_and_nothing_here_when_all_is_done(shared: Cluster) -> None:
    crew = Crew(shared.address)
    try:
        assert sum(crew.map(pieces.size, (bytes(100_000) for _ in range(20)))) == 2_000_000
        assert crew._hands._given == set()  # type: ignore[union-attr]
        with Client(shared.address, set_as_default=False) as client:
            until(lambda: not any(client.has_what().values()))
    finally:
        crew.close()


# --- workers that die ----------------------------------------------------------------------------------------------------


def test_a_killed_worker_loses_nothing_there(tmp_path: Path) -> None:
    marker = tmp_path / "killed"
    with cluster(tmp_path / "cluster") as made:
        crew = Crew(made.address)
        try:
            found = list(crew.map(pieces.dies_once, [(number, str(marker)) for number in range(12)]))
            assert sorted(found) == list(range(12)) and marker.exists()
            assert sum(worker.process.poll() is not None for worker in made.workers) == 1
        finally:
            crew.close()


def test_a_piece_that_kills_its_workers_ends_with_a_stop(tmp_path: Path) -> None:
    """joblib's own Dask backend would wait for it for ever."""
    deadly = (0, str(tmp_path / "notes"))
    with cluster(tmp_path / "cluster", failures=0) as made:
        crew = Crew(made.address)
        try:
            with pytest.raises(Stop) as caught:
                list(crew.map(pieces.dies, [deadly]))
            assert stopped(caught) == "workers-lost"
            with crew.config(), pytest.raises(Stop) as caught:
                joblib.Parallel()([joblib.delayed(pieces.dies)(deadly)])
            assert stopped(caught) == "workers-lost"
        finally:
            crew.close()


@pytest.mark.parametrize("who", ["workers", pytest.param("scheduler", marks=slow)])
@pytest.mark.usefixtures("hasty")
def test_when_all_are_gone_there_is_a_stop(tmp_path: Path, who: str) -> None:
    with cluster(tmp_path / "cluster") as made:
        crew = Crew(made.address)
        try:
            stream = crew.stream(pieces.waits)
            stream.put(0.0)
            assert stream.take() == 0.0
            for _ in range(5):
                stream.put(600.0)
            for process in [worker.process for worker in made.workers] if who == "workers" else [made.scheduler]:
                process.kill()
            with pytest.raises(Stop) as caught:
                list(stream.results())
            assert stopped(caught) == "scheduler-lost"
            with crew.config(), pytest.raises(Stop) as caught:
                joblib.Parallel()(joblib.delayed(pieces.square)(n) for n in range(3))
            assert stopped(caught) == "scheduler-lost"
        finally:
            crew.close()


# --- clusters that cannot be joined --------------------------------------------------------------------------------------


@pytest.mark.usefixtures("hasty")
def test_nobody_answers() -> None:
    with socket.socket() as free:
        free.bind((LOOPBACK, 0))
        assert "no Dask scheduler answers" in refused(f"tcp://{LOOPBACK}:{free.getsockname()[1]}")


@pytest.mark.usefixtures("hasty")
def test_somebody_listens_and_says_nothing() -> None:
    with socket.socket() as silent:
        silent.bind((LOOPBACK, 0))
        silent.listen()
        assert "no Dask scheduler answers" in refused(f"tcp://{LOOPBACK}:{silent.getsockname()[1]}")


@pytest.mark.parametrize(
    "address", ["nonsense://a", "tcp://", "8786", "tls://127.0.0.1:1", "tcp://no.such.host.invalid:1"]
)
@pytest.mark.usefixtures("hasty")
def test_an_address_that_is_none(address: str) -> None:
    assert "no Dask scheduler answers" in refused(address)


@pytest.mark.usefixtures("hasty")
def test_another_kind_of_server(tmp_path: Path) -> None:
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
    from threading import Thread

    with ThreadingHTTPServer((LOOPBACK, 0), BaseHTTPRequestHandler) as server:
        server.block_on_close = False
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            assert "no Dask scheduler answers" in refused(f"tcp://{LOOPBACK}:{server.server_port}")
        finally:
            server.shutdown()


def test_schedulers_and_workers_of_other_kinds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No worker; a worker with other code; one without the package; each too where it comes when the work has begun.

    The scheduler has no package either: it needs none.
    """
    here = Path(work.__file__).parents[2]
    shutil.copytree(here / "pipeline", tmp_path / "other" / "pipeline", ignore=shutil.ignore_patterns("__pycache__"))
    with (tmp_path / "other" / "pipeline" / "figures" / "theme.py").open("a") as stream:
        stream.write("# edited\n")
    (tmp_path / "none").mkdir()
    (tmp_path / "none" / "pipeline.py").write_text("raise ImportError('there is no such package here')\n")
    with cluster(tmp_path / "cluster", workers=0, scheduler=tmp_path / "none") as made:
        with monkeypatch.context() as patch:
            patch.setattr(joining, "PATIENCE", 2.0)
            assert refused(made.address) == "the scheduler has no worker"
        same = made.start("same")
        meet(made, 1)
        crew = Crew(made.address)
        try:
            other = made.start("other", tmp_path / "other")
            meet(made, 2)
            said = refused(made.address)
            assert "the worker tcp://127.0.0.1:" in said and "has gdgr" in said and ", this machine gdgr" in said
            same.kill()
            with pytest.raises(Stop) as caught:
                list(crew.map(work.get_ready, [1]))
            assert stopped(caught) == "scheduler-unreachable" and "came later has gdgr" in str(caught.value)
            other.kill()
            without = made.start("without", tmp_path / "none")
            meet(made, 1)
            assert "there is no such package here" in refused(made.address)
            with pytest.raises(Stop) as caught:
                list(crew.map(pieces.square, [1]))
            assert stopped(caught) == "scheduler-unreachable" and "there is no such package here" in str(caught.value)
            assert without.process.poll() is None
        finally:
            crew.close()


def test_without_dask(monkeypatch: pytest.MonkeyPatch) -> None:
    known = builtins.__import__

    def missing(name: str, *rest: object) -> object:
        if name.partition(".")[0] == "distributed":
            raise ImportError("No module named 'distributed'")
        return known(name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(Stop) as caught:
        Crew(f"tcp://{LOOPBACK}:8786")
    assert stopped(caught) == "cluster-missing"
    assert "pip install 'gdgr[cluster]'" in caught.value.problems[0].remedy
