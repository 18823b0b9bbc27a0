"""The measure of draws: what it asks for, its targets, and that other tables are no measurement; its work in a process of its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.bench import draws
from pipeline.bench.index_work import Work, _cluster, main
from pipeline.bench.measures import Bench
from pipeline.bench.memory import Peak
from pipeline.bench.scratch import Scratch
from pipeline.problems import Stop


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(Scratch(tmp_path, 2026), tmp_path, lambda line: None, ())


def stand_in(tables: dict[int, str]):  # type: ignore[no-untyped-def]
    """Work that takes the longer the fewer there are; its tables by the number of workers."""

    def done(place: Path, work: Work, peak: Peak | None = None) -> tuple[float, str]:
        if peak is not None:
            peak.rss, peak.processes = 200_000_000, 2
        return (90.0 if work.audited else 10.0) / work.workers, tables.get(work.workers, "same")

    return done


def test_every_figure_has_its_target(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draws, "_done", stand_in({}))
    found = {figure.name: figure for figure in draws.draws(bench)}
    assert [(figure.value, figure.target, figure.met) for figure in found.values()] == [
        (5.0, 5, True),
        (200.0, 400, True),
        (45.0, 40, False),
        (0.5, pytest.approx(1 / 1.7), True),
        (0.5, pytest.approx(1 / 1.7), True),
        (0.5, None, None),
    ]


def test_other_tables_are_no_measurement(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draws, "_done", stand_in({1: "other"}))
    with pytest.raises(Stop, match="other tables"):
        list(draws.draws(bench))


def test_without_dask_it_says_so(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draws, "_done", stand_in({}))
    monkeypatch.setattr(draws.importlib.util, "find_spec", lambda name: None)
    *_, last = draws.draws(bench)
    assert last.values == () and "Dask is not installed" in last.note


def test_the_work_is_done_and_its_tables_are_told(bench: Bench) -> None:
    small = Work(400, 12, 6, workers=1, audited=True)
    seconds, digest = draws._done(Path(__file__).parents[2], small)
    assert seconds > 0 and digest == main(json.dumps({"draws": 400, "economies": 12, "indicators": 6}))["digest"]
    assert digest != main(Work(401, 12, 6, workers=1).as_json())["digest"]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_cluster_has_as_many_workers_as_are_measured(workers: int) -> None:
    pytest.importorskip("distributed")
    with _cluster(Work(400, 12, 6, workers, cluster=True)) as there:
        assert there == workers
