"""A publisher on this machine, and a transport that asks it without waiting."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline import cli
from pipeline.commands import project
from pipeline.fetching import transport as asking
from pipeline.fetching.transport import Limits, Transport
from pipeline.problems import Stop
from tests.fetching.publisher import Publisher, serve

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    one = Publisher()
    server = serve(one)
    yield one
    one.released.set()
    server.shutdown()
    server.server_close()


@pytest.fixture
def pauses() -> list[float]:
    """The seconds that a transport would have waited."""
    return []


@pytest.fixture
def notes() -> list[str]:
    """What a transport told."""
    return []


@pytest.fixture
def transport(pauses: list[float], notes: list[str]) -> Iterator[Transport]:
    limits = Limits(connect=1.0, read=0.1, size=300_000)
    with Transport(limits, notes.append, sleep=pauses.append, proxies=False) as one:
        yield one


def stopped(call: Callable[[], object]) -> Stop:
    with pytest.raises(Stop) as caught:
        call()
    return caught.value


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pauses: list[float]) -> Path:
    """A folder with the reference data of a project, the working folder; commands do not wait and use no proxy."""
    (tmp_path / "data" / "reference").mkdir(parents=True)
    (tmp_path / "data" / "development").mkdir()
    shutil.copy(DATA / "reference" / "economies.xlsx", tmp_path / "data" / "reference")
    monkeypatch.setattr(project, "ROOT", tmp_path)
    monkeypatch.chdir(tmp_path)
    opened = asking.Transport
    monkeypatch.setattr(asking, "Transport", lambda **how: opened(**{"sleep": pauses.append, "proxies": False, **how}))
    return tmp_path


def typed(*words: str) -> Result:
    return CliRunner().invoke(cli.cli, list(words), standalone_mode=False)
