"""The lock of an edition: one build at a time, freed by its holder's end, however that comes."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from pipeline.problems import ExitCode, Stop
from pipeline.publish.lock import Holder, edition_lock, holder, lock_file

ROOT = Path(__file__).parents[2]
HOLD = """
import sys
from pathlib import Path
from pipeline.publish.lock import edition_lock
with edition_lock(Path(sys.argv[1]), True, lambda line: print(line, flush=True)) as waited:
    print("at work", waited, flush=True)
    sys.stdin.readline()
"""
Start = Callable[[], subprocess.Popen]


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "output" / "2026"


@pytest.fixture
def start(target: Path) -> Iterator[Start]:
    """Starts a process that asks for the lock, and holds it until it is given a line."""
    started: list[subprocess.Popen] = []

    def begin() -> subprocess.Popen:
        process = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(target)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()
        process.communicate()


def line(process: subprocess.Popen) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def end(process: subprocess.Popen) -> int:
    process.communicate("\n", timeout=20)
    return process.returncode


def silent(text: str) -> None:
    pytest.fail(f"nothing is to be told: {text}")


def test_a_free_lock_is_taken_and_leaves_nothing(target: Path) -> None:
    for _ in range(2):
        with edition_lock(target, False, silent) as waited:
            assert waited is False
            assert [path.name for path in target.parent.iterdir()] == [".2026.lock"]
            found = holder(lock_file(target))
            assert found is not None and (found.pid, found.host) == (os.getpid(), socket.gethostname())
        assert list(target.parent.iterdir()) == []


def test_a_second_build_waits_and_says_for_whom(target: Path, start: Start) -> None:
    first = start()
    assert line(first) == "at work False"
    second = start()
    since = json.loads(lock_file(target).read_text())["since"][11:16]
    assert line(second) == f"waiting for the build of process {first.pid}, which has been at work since {since}"
    time.sleep(0.1)
    assert second.poll() is None
    assert end(first) == 0
    assert line(second) == "at work True"
    assert end(second) == 0
    assert list(target.parent.iterdir()) == []


def test_a_second_build_that_does_not_wait_is_refused_by_name(target: Path, start: Start) -> None:
    first = start()
    assert line(first) == "at work False"
    with pytest.raises(Stop) as caught, edition_lock(target, False, silent):
        pytest.fail("the block must not run")
    (problem,) = caught.value.problems
    assert (caught.value.exit_code, problem.code) == (ExitCode.ENVIRONMENT, "build-locked")
    assert problem.place.file == str(lock_file(target))
    assert f"the build of process {first.pid}" in problem.found and str(first.pid) in problem.remedy
    assert holder(lock_file(target)) is not None  # the holder's file is not touched
    assert end(first) == 0


def test_another_edition_is_free(target: Path, start: Start) -> None:
    first = start()
    assert line(first) == "at work False"
    with edition_lock(target.parent / "2025", False, silent) as waited:
        assert waited is False


def test_two_ways_to_an_edition_have_one_lock(target: Path, tmp_path: Path) -> None:
    target.mkdir(parents=True)
    (tmp_path / "latest").symlink_to(target)
    assert lock_file(tmp_path / "latest") == lock_file(target)


def test_a_killed_holder_frees_the_lock(target: Path, start: Start) -> None:
    first = start()
    assert line(first) == "at work False"
    first.send_signal(signal.SIGKILL)
    first.wait(timeout=20)
    assert lock_file(target).is_file() and holder(lock_file(target)) is None  # it names a process that has ended
    with edition_lock(target, False, silent) as waited:
        assert waited is False
    assert list(target.parent.iterdir()) == []


def test_a_holder_killed_while_another_waits(target: Path, start: Start) -> None:
    first, second = start(), None
    assert line(first) == "at work False"
    second = start()
    assert line(second).startswith(f"waiting for the build of process {first.pid}")
    first.kill()
    assert line(second) == "at work True"
    assert end(second) == 0 and list(target.parent.iterdir()) == []


def test_a_waiting_build_can_be_interrupted(target: Path, start: Start) -> None:
    first = start()
    assert line(first) == "at work False"
    second = start()
    assert line(second).startswith("waiting")
    second.send_signal(signal.SIGINT)
    second.communicate(timeout=20)
    assert second.returncode != 0
    assert holder(lock_file(target)) is not None  # still the first one's
    assert end(first) == 0


def test_many_builds_come_one_by_one(target: Path, tmp_path: Path) -> None:
    """Each adds its line to a file in two steps; were two at work at once, one would be lost."""
    count, log = 8, tmp_path / "log"
    log.write_text("")
    children = []
    for number in range(count):
        child = os.fork()
        if child == 0:
            status = 70
            try:
                for _ in range(5):
                    with edition_lock(target, True, lambda text: None):
                        text = log.read_text()
                        time.sleep(0.001)
                        log.write_text(f"{text}{number}\n")
                status = 0
            finally:
                os._exit(status)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * count
    assert len(log.read_text().split()) == count * 5
    assert list(target.parent.iterdir()) == []


def test_an_error_in_the_block_frees_the_lock(target: Path) -> None:
    with pytest.raises(ValueError, match="x"), edition_lock(target, False, silent):
        raise ValueError("x")
    assert list(target.parent.iterdir()) == []


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL])
def test_a_file_system_without_such_a_lock(target: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def unknown(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(fcntl, "flock", unknown)
    with pytest.raises(Stop) as caught, edition_lock(target, True, silent):
        pytest.fail("the block must not run")
    (problem,) = caught.value.problems
    assert (caught.value.exit_code, problem.code) == (ExitCode.ENVIRONMENT, "lock-unsupported")
    assert os.strerror(number) in problem.found


def test_a_system_without_such_a_lock(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fcntl", None)
    with pytest.raises(Stop) as caught, edition_lock(target, True, silent):
        pytest.fail("the block must not run")
    assert caught.value.problems[0].code == "lock-unsupported"


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("a file where the folder should be")
    with pytest.raises(Stop) as caught, edition_lock(tmp_path / "output" / "2026", True, silent):
        pytest.fail("the block must not run")
    assert caught.value.problems[0].code == "output-not-writable"


def test_a_place_that_this_user_may_not_write(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target.parent.mkdir()
    opened = os.open

    def refusing(path: Path, flags: int, *mode: int) -> int:
        if flags & os.O_CREAT:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return opened(path, flags, *mode)

    monkeypatch.setattr(os, "open", refusing)
    with pytest.raises(Stop) as caught, edition_lock(target, True, silent):
        pytest.fail("the block must not run")
    (problem,) = caught.value.problems
    assert problem.code == "output-not-writable" and problem.found.startswith("Permission denied")


@pytest.mark.parametrize(("number", "code"), [(errno.ENOSPC, "disk-full"), (errno.EIO, "output-not-writable")])
def test_a_full_disk_under_the_lock(target: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str) -> None:
    def full(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "pwrite", full)
    with pytest.raises(Stop) as caught, edition_lock(target, True, silent):
        pytest.fail("the block must not run")
    assert caught.value.problems[0].code == code
    assert list(target.parent.iterdir()) == []


def test_a_file_of_another_user_that_a_killed_build_left(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target.parent.mkdir(parents=True)
    lock_file(target).write_text("left")
    left, opened = lock_file(target).stat().st_ino, os.open

    def open_as_another(path: Path, flags: int, *mode: int) -> int:
        if flags & os.O_RDWR and Path(path).exists() and Path(path).stat().st_ino == left:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return opened(path, flags, *mode)

    keep = (
        tmp := lock_file(target).with_name("keep"),
        os.link(lock_file(target), tmp),
    )  # so that its number is not used again
    monkeypatch.setattr(os, "open", open_as_another)
    with edition_lock(target, False, silent):
        found = holder(lock_file(target))
        assert found is not None and found.pid == os.getpid()
    keep[0].unlink()
    assert list(target.parent.iterdir()) == []


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "7", "{}", '{"pid": "x", "host": "h", "since": "2026-01-01T00:00:00"}', '{"pid": 1, "host": "h", "since": "now"}']
    + [json.dumps({"pid": pid, "host": socket.gethostname(), "since": "2026-01-01T00:00:00"}) for pid in (0, -1, 10**30)],
)  # fmt: skip
def test_a_lock_file_that_says_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "lock").write_text(text)
    assert holder(tmp_path / "lock") is None
    assert holder(tmp_path / "not-there") is None


def test_a_holder_on_another_machine_and_of_another_day_is_named_so() -> None:
    yesterday = datetime.now().replace(hour=10, minute=32) - timedelta(days=1)
    assert str(Holder(123, "elsewhere", yesterday)) == (
        f"the build of process 123 on elsewhere, which has been at work since {yesterday:%Y-%m-%d} 10:32"
    )
    today = datetime.now().replace(hour=10, minute=32)
    assert str(Holder(123, socket.gethostname(), today)).endswith("process 123, which has been at work since 10:32")


def test_a_holder_on_another_machine_is_not_looked_for_on_this_one(tmp_path: Path) -> None:
    (tmp_path / "lock").write_text(json.dumps({"pid": 2**22 + 1, "host": "elsewhere", "since": "2026-01-01T00:00:00"}))
    found = holder(tmp_path / "lock")
    assert found is not None and found.host == "elsewhere"
