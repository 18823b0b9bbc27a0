"""Hostile and broken files: a code, a place, at most 2 s of processor time and 300 MB of memory; and none is changed."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.sheets.check import check_data
from tests.broken.hostile import FILE, HOSTILE, WELL_READ, Hostile
from tests.sheets.bounded import COMMANDS, EDITION

SECONDS, MEGABYTES = 2.0, 300.0
_TREE = Path(__file__).parents[2]
Costs = dict[str, dict[str, dict[str, object]]]


@pytest.fixture(scope="module")
def costs(small_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Costs:
    """What each command says and costs on each file, measured in a process of its own."""
    folder = tmp_path_factory.mktemp("hostile")
    roots = {case.name: str(folder / str(number)) for number, case in enumerate(HOSTILE)}
    for case in HOSTILE:
        shutil.copytree(small_data, roots[case.name])
        case.happens(Path(roots[case.name]))
    command = [sys.executable, "-m", "tests.sheets.bounded"]
    done = subprocess.run(
        command, input=json.dumps(roots), capture_output=True, text=True, cwd=_TREE, check=True, timeout=600
    )
    return dict(json.loads(done.stdout))


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("case", HOSTILE, ids=str)
def test_a_hostile_file_has_a_code_and_a_place_and_costs_little(costs: Costs, case: Hostile, command: str) -> None:
    cost = costs[case.name][command]
    assert "raised" not in cost, cost
    told = [tuple(one) for one in cost["problems"]]  # type: ignore[attr-defined]
    if command != "import":
        assert (case.code, case.place) in told
    elif not case.code.startswith(("sheet-unknown", "sheet-error")):
        assert {"import-workbook-invalid", case.code} & {code for code, _ in told}
    assert float(str(cost["seconds"])) < SECONDS
    assert float(str(cost["megabytes"])) < MEGABYTES


@pytest.mark.parametrize("number", range(len(WELL_READ)))
def test_other_ways_of_writing_a_cell_are_read_right(small_data: Path, tmp_path: Path, number: int) -> None:
    shutil.copytree(small_data, tmp_path, dirs_exist_ok=True)
    WELL_READ[number](tmp_path)
    result = check_data(tmp_path, EDITION)
    assert [str(problem) for problem in result.problems] == []
    assert check_data(small_data, EDITION).dataset is not None
    assert result.dataset is not None
    expected = check_data(small_data, EDITION).dataset
    assert expected is not None
    assert result.dataset.observations.frame.equals(expected.observations.frame)


def test_a_refused_workbook_has_no_marked_copy(small_data: Path, tmp_path: Path) -> None:
    from pipeline.sheets.markup import mark_up

    for case in HOSTILE:
        if case.code in ("sheet-range-too-large", "sheet-xml-broken", "sheet-cell-twice"):
            root = tmp_path / case.name
            shutil.copytree(small_data, root)
            case.happens(root)
            assert FILE not in mark_up(root, check_data(root, EDITION).problems, 2026).copies
