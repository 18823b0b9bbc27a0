"""The manifest: what it lists, that equal inputs give equal bytes, and what verify finds."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import tempfile
import tracemalloc
from dataclasses import FrozenInstanceError
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.problems import ExitCode, Stop
from pipeline.publish.manifest import (
    MOST_TOLD,
    NAME,
    contents,
    differences,
    digest,
    digest_of,
    digests,
    files_below,
    read_manifest,
    verify,
    write_manifest,
)
from tests.publish.damages import DAMAGES, damage, forbid

INPUTS = {"data/b.xlsx": "2" * 64, "data/a.xlsx": "1" * 64}


def publish(folder: Path, text: str = "one") -> Path:
    """A small edition with its manifest."""
    (folder / "web" / "en").mkdir(parents=True)
    (folder / "report.pdf").write_text(text)
    (folder / "web" / "en" / "index.html").write_text("<p>")
    write_manifest(folder, INPUTS, {"python": "3"}, "make report", {"edition": 2026})
    return folder


def test_digest_is_sha_256(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert digest(tmp_path / "a") == hashlib.sha256(b"abc").hexdigest()
    assert digests(tmp_path, [tmp_path / "a"]) == {"a": digest(tmp_path / "a")}


def test_files_below_leave_out_caches_and_the_own_manifest(tmp_path: Path) -> None:
    for name in ("a.txt", "__pycache__/b.pyc", "web/c.html", NAME, f"web/{NAME}"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert {p.relative_to(tmp_path).as_posix() for p in files_below(tmp_path)} == {"a.txt", "web/c.html", f"web/{NAME}"}


def test_manifest_lists_everything(tmp_path: Path) -> None:
    content = read_manifest(publish(tmp_path))
    assert (
        content.command == "make report" and content.facts == {"edition": 2026} and content.versions == {"python": "3"}
    )
    assert list(content.inputs) == ["data/a.xlsx", "data/b.xlsx"] and content.inputs == INPUTS
    assert list(content.outputs) == ["report.pdf", "web/en/index.html"]


def test_equal_inputs_give_equal_bytes(tmp_path: Path) -> None:
    one, two = publish(tmp_path / "one"), publish(tmp_path / "two")
    assert (one / NAME).read_bytes() == (two / NAME).read_bytes()
    assert (publish(tmp_path / "three", "other") / NAME).read_bytes() != (one / NAME).read_bytes()


def test_verify_of_an_untouched_edition(tmp_path: Path) -> None:
    assert verify(publish(tmp_path)) == 2


@pytest.mark.parametrize(
    ("path", "text", "words"),
    [
        ("report.pdf", "two", "has changed"),
        ("report.pdf", None, "is missing"),
        ("extra.txt", "x", "is not in the manifest"),
        (f"web/{NAME}", "{}", "is not in the manifest"),
    ],
)
def test_verify_finds(tmp_path: Path, path: str, text: str | None, words: str) -> None:
    edition = publish(tmp_path)
    if text is None:
        (edition / path).unlink()
    else:
        (edition / path).write_text(text)
    with pytest.raises(Stop) as caught:
        verify(edition)
    (problem,) = caught.value.problems
    assert (caught.value.exit_code, problem.code) == (ExitCode.DATA, "edition-differs")
    assert words in problem.found and problem.place.file == str(edition / path)


def test_verify_names_every_difference(tmp_path: Path) -> None:
    edition = publish(tmp_path)
    (edition / "report.pdf").unlink()
    (edition / "extra.txt").write_text("x")
    with pytest.raises(Stop) as caught:
        verify(edition)
    assert [Path(problem.place.file).name for problem in caught.value.problems] == ["extra.txt", "report.pdf"]


def test_verify_names_a_file_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edition = publish(tmp_path)
    opened = Path.open

    def refusing(self: Path, *args: Any, **kwargs: Any) -> Any:
        if self.name == "report.pdf":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(self))
        return opened(self, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refusing)
    with pytest.raises(Stop) as caught:
        verify(edition)
    (problem,) = caught.value.problems
    assert (problem.code, problem.found) == ("edition-differs", "the file cannot be read: Permission denied")


def test_a_large_file_is_read_in_pieces(tmp_path: Path) -> None:
    with (tmp_path / "large").open("wb") as stream:
        stream.truncate(64 * 2**20)
    tracemalloc.start()
    digest(tmp_path / "large")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2**20


def test_inputs_are_written_as_they_were_read(tmp_path: Path) -> None:
    """A sheet that is edited during the run stands in the manifest as the run read it."""
    sheet = tmp_path / "data.xlsx"
    sheet.write_bytes(b"read")
    inputs = {"data.xlsx": digest_of(sheet.read_bytes())}
    sheet.write_bytes(b"edited since")
    (tmp_path / "output").mkdir()
    write_manifest(tmp_path / "output", inputs, {}, "make report", {})
    assert read_manifest(tmp_path / "output").inputs == {"data.xlsx": hashlib.sha256(b"read").hexdigest()}


def test_facts_of_the_run_stand_apart_and_only_where_there_are_any(tmp_path: Path) -> None:
    write_manifest(tmp_path, {}, {}, "make report", {"edition": 2026})
    assert "run" not in json.loads((tmp_path / NAME).read_text())
    write_manifest(tmp_path, {}, {}, "make report", {"edition": 2026}, run={"engines": {"typst": "0.15.2"}})
    content = read_manifest(tmp_path)
    assert content.run == {"engines": {"typst": "0.15.2"}} and content.facts == {"edition": 2026}


@pytest.mark.parametrize("key", ["inputs", "outputs", "run", "versions", "command"])
def test_a_fact_cannot_take_the_place_of_a_part(tmp_path: Path, key: str) -> None:
    with pytest.raises(ValueError, match=key):
        write_manifest(tmp_path, {}, {}, "make report", {key: "x"})


def test_a_manifest_that_was_read_cannot_be_changed(tmp_path: Path) -> None:
    content = read_manifest(publish(tmp_path))
    for part in (content.inputs, content.outputs, content.versions, content.facts, content.run):
        with pytest.raises(TypeError):
            part["x"] = "y"  # type: ignore[index]
    with pytest.raises(FrozenInstanceError):
        content.command = "x"  # type: ignore[misc]


NAMES = st.text(st.characters(blacklist_categories=("Cc", "Cs"), blacklist_characters="/"), min_size=1, max_size=20)


@given(st.dictionaries(NAMES.filter(lambda name: name not in (".", "..")), st.binary(max_size=4), max_size=5))
def test_what_is_written_can_be_read(inputs: dict[str, bytes]) -> None:
    listed = {f"data/{name}": digest_of(content) for name, content in inputs.items()}
    with tempfile.TemporaryDirectory() as folder:
        write_manifest(Path(folder), listed, {}, "make report", {})
        assert read_manifest(Path(folder)).inputs == listed


@pytest.mark.parametrize("name", [b"sheet\xe9.xlsx", b"sheet\n.xlsx"])
def test_a_name_that_no_manifest_can_hold(tmp_path: Path, name: bytes) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
    try:
        path.write_text("x")
    except OSError:
        pytest.skip("this file system takes no such name")
    with pytest.raises(Stop) as caught:
        digests(tmp_path, files_below(tmp_path))
    (problem,) = caught.value.problems
    assert (caught.value.exit_code, problem.code) == (ExitCode.DATA, "file-name-not-text")
    assert str(problem).encode("utf-8") and "sheet\n" not in problem.place.file


# --- a manifest that is not there, or not as it was written --------------------------------------------------------

GOOD: dict[str, Any] = {"command": "make report", "versions": {}, "inputs": {}, "outputs": {"a.txt": "0" * 64}}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        *DAMAGES,
        ({}, "'command' is missing"),
        ({**GOOD, "command": 1}, "'command' is 1, not a text"),
        ({**GOOD, "inputs": ["data/a.xlsx"]}, "'inputs' is a list, not an object of texts"),
        ({**GOOD, "inputs": None}, "'inputs' is null"),
        ({**GOOD, "outputs": {"a.txt": 1}}, "'outputs': 'a.txt' is 1, not a text"),
        ({**GOOD, "outputs": {"a.txt": [1]}}, "'outputs': 'a.txt' is a list, not a text"),
        ({**GOOD, "outputs": {"a.txt": "A" * 64}}, "not a SHA-256"),
        ({**GOOD, "outputs": {"a.txt": ""}}, "not a SHA-256"),
        ({**GOOD, "versions": {"python": 3.11}}, "'versions': 'python' is 3.11, not a text"),
        ({**GOOD, "run": []}, "'run' is a list, not an object"),
        *(
            ({**GOOD, key: {path: "0" * 64}}, "is not a path inside the folder")
            for key in ("inputs", "outputs")
            for path in ("../x", "/etc/passwd", "a/../../x", "", ".", "..", "a//b", "./a", "a/", "a\x1b[2J", "a\x00")
        ),
    ],
)
def test_a_damaged_manifest(tmp_path: Path, content: object, words: str) -> None:
    damage(tmp_path / NAME, content)
    for use in (read_manifest, verify):
        with pytest.raises(Stop) as caught:
            use(tmp_path)
        assert caught.value.exit_code == ExitCode.DATA
        assert {problem.code for problem in caught.value.problems} == {"manifest-damaged"}
        assert words in caught.value.problems[0].found
        for problem in caught.value.problems:
            assert problem.place.file == str(tmp_path / NAME) and problem.allowed and problem.remedy
            assert str(problem).encode("utf-8") and "\x1b" not in str(problem)


def test_every_damage_of_a_manifest_is_named(tmp_path: Path) -> None:
    damage(tmp_path / NAME, {})
    with pytest.raises(Stop) as caught:
        read_manifest(tmp_path)
    assert [p.found for p in caught.value.problems] == [
        f"{key!r} is missing" for key in ("command", "versions", "inputs", "outputs")
    ]


@pytest.mark.parametrize("folder", ["", "not/there", "file"])
def test_no_manifest(tmp_path: Path, folder: str) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(Stop) as caught:
        verify(tmp_path / folder)
    (problem,) = caught.value.problems
    assert (caught.value.exit_code, problem.code) == (ExitCode.ENVIRONMENT, "manifest-missing")
    assert problem.place.file == str(tmp_path / folder / NAME) and "make report" in problem.remedy


def test_a_manifest_that_this_user_may_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path)
    forbid(monkeypatch, NAME)
    with pytest.raises(Stop) as caught:
        read_manifest(tmp_path)
    (problem,) = caught.value.problems
    assert (caught.value.exit_code, problem.code) == (ExitCode.DATA, "manifest-damaged")
    assert "Permission denied" in problem.found and "permission" in problem.remedy


def test_what_is_no_file_is_a_difference(tmp_path: Path) -> None:
    output = publish(tmp_path / "2026")
    (output / "link").symlink_to(tmp_path / "nowhere")
    os.mkfifo(output / "pipe")
    listed = read_manifest(output).outputs
    assert dict(differences(output, listed)) == {"link": "is not in the manifest", "pipe": "is not in the manifest"}
    (output / "link").unlink()
    first = next(iter(listed))
    (output / first).unlink()
    (output / first).symlink_to(tmp_path / "nowhere")
    assert dict(differences(output, listed))[first] == "is no file"


def test_files_that_cannot_be_read_and_those_that_go_away(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / name).write_text(name)

    def read(path: Path) -> str:
        if path.name == "b":
            raise PermissionError(13, "Permission denied", str(path))
        if path.name == "c":
            raise FileNotFoundError(2, "No such file or directory", str(path))
        return path.read_text()

    assert contents(tmp_path, [tmp_path / "a", tmp_path / "c"], read) == {"a": "a"}
    with pytest.raises(Stop) as caught:
        contents(tmp_path, [tmp_path / name for name in "abc"], read)
    (problem,) = caught.value.problems
    assert (caught.value.exit_code, problem.code, str(problem.place)) == (ExitCode.DATA, "file-unreadable", "b")


def test_a_pipe_is_no_manifest(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / NAME)
    with pytest.raises(Stop) as caught:
        verify(tmp_path)
    assert [problem.code for problem in caught.value.problems] == ["manifest-damaged"]


def test_of_very_many_files_that_differ_a_part_is_told(tmp_path: Path) -> None:
    listed = {f"{number}.txt": "0" * 64 for number in range(MOST_TOLD + 5)}
    (tmp_path / NAME).write_text(json.dumps({"command": "make", "versions": {}, "inputs": {}, "outputs": listed}))
    with pytest.raises(Stop) as caught:
        verify(tmp_path)
    assert len(caught.value.problems) == MOST_TOLD
