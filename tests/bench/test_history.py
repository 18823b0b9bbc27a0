"""The history: rows are appended, a file that is something else stays as it is."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.bench import history
from pipeline.bench.figure import Figure
from pipeline.bench.machine import Machine
from pipeline.problems import ExitCode, Stop

MACHINE = Machine(2, 'A "fast" processor, 3 GHz', "abc1234")
WHEN = datetime(2026, 11, 26, 4, 30, tzinfo=UTC)
FIGURES = [
    Figure("check", (1.25, 1.0, 1.5), "s", 1.5, load=0.5, others=0.1),
    Figure("preview", (), "s", 2.5),
    Figure("pages", (161.0,), "pages"),
]


def test_a_run_is_appended_to_those_before(tmp_path: Path) -> None:
    path = tmp_path / "build" / "history.csv"
    rows = history.rows_of(FIGURES, MACHINE, WHEN)
    history.append(path, rows)
    history.append(path, rows[:1])
    assert history.read(path) == [*rows, rows[0]]
    assert path.read_text(encoding="utf-8").splitlines()[:2] == [
        "time,commit,cores,cpu,load,others,figure,value,unit,target,runs",
        '2026-11-26T04:30:00+00:00,abc1234,2,"A ""fast"" processor, 3 GHz",0.5,0.1,check,1.25,s,1.5,3',
    ]


def test_what_was_not_measured_has_no_row() -> None:
    assert [row.figure for row in history.rows_of(FIGURES, MACHINE, WHEN)] == ["check", "pages"]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"time,value\n1,2\n", "its columns are time, value"),
        (b"\xff\xfe\x00", "it cannot be read as CSV"),
        ((",".join(history.COLUMNS) + "\n1,2\n").encode(), "line 2 has not 11 fields"),
    ],
)
def test_another_file_is_not_appended_to(tmp_path: Path, content: bytes, found: str) -> None:
    path = tmp_path / "other.csv"
    path.write_bytes(content)
    with pytest.raises(Stop) as failure:
        history.append(path, history.rows_of(FIGURES, MACHINE, WHEN))
    assert failure.value.exit_code == ExitCode.DATA
    assert found in failure.value.problems[0].found
    assert path.read_bytes() == content


def test_no_history_is_said(tmp_path: Path) -> None:
    with pytest.raises(Stop, match="no such file"):
        history.read(tmp_path / "none.csv")
