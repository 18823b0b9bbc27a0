"""The manifest: what it lists, that equal inputs give equal bytes, and what verify finds."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from pipeline.problems import ExitCode, Stop
from pipeline.publish.manifest import NAME, digest, digests, files_below, read_manifest, verify, write_manifest


def publish(folder: Path, text: str = "one") -> Path:
    """A small edition with its manifest."""
    (folder / "web" / "en").mkdir(parents=True)
    (folder / "report.pdf").write_text(text)
    (folder / "web" / "en" / "index.html").write_text("<p>")
    write_manifest(folder, {"data/b.xlsx": "2", "data/a.xlsx": "1"}, {"python": "3"}, "make report", {"edition": 2026})
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
    assert content["command"] == "make report" and content["edition"] == 2026 and content["versions"] == {"python": "3"}
    assert list(content["inputs"]) == ["data/a.xlsx", "data/b.xlsx"]
    assert list(content["outputs"]) == ["report.pdf", "web/en/index.html"]


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


@pytest.mark.parametrize("text", [None, "{", ""])
def test_a_manifest_that_cannot_be_read(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / NAME).write_text(text)
    with pytest.raises(Stop) as caught:
        verify(tmp_path)
    assert (caught.value.exit_code, caught.value.problems[0].code) == (ExitCode.ENVIRONMENT, "manifest-missing")
