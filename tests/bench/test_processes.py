"""Commands in fresh processes: whose code they run, what they said where they fail."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pipeline.bench.processes import fresh
from pipeline.problems import ExitCode, Stop


def test_a_command_imports_the_package_of_its_folder(tmp_path: Path) -> None:
    (tmp_path / "pipeline").mkdir()
    (tmp_path / "pipeline" / "__init__.py").write_text("print('the copy')", encoding="utf-8")
    run = fresh([sys.executable, "-c", "import pipeline"], tmp_path)
    assert run.output.strip() == "the copy"
    assert run.seconds > 0


@pytest.mark.parametrize(
    ("command", "found"),
    [
        (
            [sys.executable, "-c", "print('so far so good'); raise SystemExit(7)"],
            "ended with 7; its last output:\nso far",
        ),
        ([sys.executable, "-c", "raise SystemExit(3)"], "(none)"),
        (["no-such-command"], "cannot be started"),
    ],
)
def test_a_command_that_fails_shows_its_last_output(tmp_path: Path, command: list[str], found: str) -> None:
    with pytest.raises(Stop) as failure:
        fresh(command, tmp_path)
    assert failure.value.exit_code == ExitCode.BUG
    assert found in failure.value.problems[0].found
