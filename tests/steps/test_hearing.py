from __future__ import annotations

import time
from pathlib import Path

import pytest

from pipeline.steps.hearing import overheard, speaker


def test_every_line_is_told_once_under_its_name(tmp_path: Path) -> None:
    told: list[str] = []
    files = {code: tmp_path / code / "said.txt" for code in ("en", "zh")}
    with overheard(files, told.append):
        speakers = {code: speaker(path) for code, path in files.items()}
        for number in range(50):
            speakers["en"](f"line {number}")
            speakers["zh"](f"行 {number}")
            time.sleep(0.01)
    assert [line for line in told if line.startswith("en")] == [f"en: line {number}" for number in range(50)]
    assert [line for line in told if line.startswith("zh")] == [f"zh: 行 {number}" for number in range(50)]


def test_lines_are_told_while_the_work_goes_on(tmp_path: Path) -> None:
    told: list[str] = []
    with overheard({"en": tmp_path / "said.txt"}, told.append):
        speaker(tmp_path / "said.txt")("at work")
        end = time.monotonic() + 10
        while not told and time.monotonic() < end:
            time.sleep(0.02)
        assert told == ["en: at work"]


def test_what_was_said_before_is_not_told(tmp_path: Path) -> None:
    told: list[str] = []
    speaker(tmp_path / "said.txt")("yesterday")
    with overheard({"en": tmp_path / "said.txt"}, told.append):
        pass
    assert told == []


def test_a_line_is_told_whole(tmp_path: Path) -> None:
    told: list[str] = []
    path = tmp_path / "said.txt"
    with overheard({"en": path}, told.append), path.open("ab") as stream:
        stream.write("数".encode()[:2])
        stream.flush()
        time.sleep(0.5)
        stream.write("数".encode()[2:] + b"\n")
    assert told == ["en: 数"]


def test_silence_is_told(tmp_path: Path) -> None:
    told: list[str] = []
    with overheard({}, told.append, silence=0.3):
        time.sleep(1.2)
    assert told and all(line.startswith("still at work after") for line in told)


def test_a_file_that_went_away_is_passed_over(tmp_path: Path) -> None:
    told: list[str] = []
    with overheard({"en": tmp_path / "said.txt"}, told.append):
        (tmp_path / "said.txt").unlink()
        time.sleep(0.5)
    assert told == []


def test_what_cannot_be_told_is_raised_at_the_end(tmp_path: Path) -> None:
    def full(line: str) -> None:
        raise OSError(28, "No space left on device", "log")

    with pytest.raises(OSError, match="No space"), overheard({"en": tmp_path / "said.txt"}, full):
        speaker(tmp_path / "said.txt")("one")
