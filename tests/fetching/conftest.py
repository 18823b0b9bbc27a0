"""A publisher on this machine, and a transport that asks it without waiting."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook

from pipeline import cli
from pipeline.commands import project
from pipeline.fetching import transport as asking
from pipeline.fetching.transport import Limits, Transport
from pipeline.problems import Stop
from pipeline.sheets.economies import load_areas
from pipeline.sheets.reading.areas import Areas
from tests.fetching.publisher import Publisher, serve

ECONOMIES = ("ABW", "BRA", "FRA", "GRC", "KEN", "PAK")
DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="session")
def economies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The register with the economies of the made-up answers only: the whole one takes longer to read than all else."""
    whole = load_workbook(DATA / "reference" / "economies.xlsx", read_only=True)
    few = Workbook()
    for name in whole.sheetnames:
        sheet = few.create_sheet(name)
        for number, row in enumerate(whole[name].values):
            if name != "Economies" or number == 0 or row[0] in ECONOMIES:
                sheet.append(row)
    del few["Sheet"]
    path = tmp_path_factory.mktemp("reference") / "economies.xlsx"
    few.save(path)
    return path


@pytest.fixture(scope="session")
def areas(economies: Path) -> Areas:
    return load_areas(economies)


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
def root(tmp_path: Path, economies: Path, monkeypatch: pytest.MonkeyPatch, pauses: list[float]) -> Path:
    """A folder with a register of economies, the working folder; commands do not wait and use no proxy."""
    (tmp_path / "data" / "reference").mkdir(parents=True)
    (tmp_path / "data" / "development").mkdir()
    shutil.copy(economies, tmp_path / "data" / "reference")
    monkeypatch.setattr(project, "ROOT", tmp_path)
    monkeypatch.chdir(tmp_path)
    opened = asking.Transport
    monkeypatch.setattr(asking, "Transport", lambda **how: opened(**{"sleep": pauses.append, "proxies": False, **how}))
    return tmp_path


def typed(*words: str) -> Result:
    return CliRunner().invoke(cli.cli, list(words), standalone_mode=False)
