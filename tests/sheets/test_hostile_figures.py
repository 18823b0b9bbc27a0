"""Hostile files of figures and readings: a code, a place, at most 2 s of processor time and 300 MB of memory."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.broken.figures import HOSTILE, PLAIN

SECONDS, MEGABYTES = 2.0, 300.0
_TREE = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def costs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, dict[str, object]]]:
    """What each command says and costs on each file, measured in a process of its own."""
    folder = tmp_path_factory.mktemp("figures")
    (folder / "plain.csv").write_bytes(PLAIN)
    for name, _, _, make in HOSTILE:
        make(folder / name)
    cases = {name: str(folder / name) for name, *_ in HOSTILE}
    command = [sys.executable, "-m", "tests.sheets.bounded"]
    done = subprocess.run(
        command, input=json.dumps(cases), capture_output=True, text=True, cwd=_TREE, check=True, timeout=600
    )
    for name, *_ in HOSTILE:
        (folder / name).unlink() if not (folder / name).is_dir() else None  # hundreds of megabytes
    return dict(json.loads(done.stdout))


@pytest.mark.parametrize(("name", "code", "place"), [case[:3] for case in HOSTILE], ids=[case[0] for case in HOSTILE])
def test_a_hostile_file_has_a_code_and_a_place_and_costs_little(
    costs: dict[str, dict[str, dict[str, object]]], name: str, code: str, place: str
) -> None:
    for command, cost in costs[name].items():
        assert "raised" not in cost, (command, cost)
        assert float(str(cost["seconds"])) < SECONDS, command
        assert float(str(cost["megabytes"])) < MEGABYTES, command
    told = costs[name]["import a file"]["problems"]
    file = f"{name}.xlsx › Indicators" if code == "import-no-metadata" else f"{name}{place}"
    assert [code, file] in list(told)  # type: ignore[call-overload]
