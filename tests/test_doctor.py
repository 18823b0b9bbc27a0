"""The doctor: what is there, what is missing, and what to do about it."""

from __future__ import annotations

import importlib.metadata
from pathlib import Path

import pytest

from pipeline import doctor
from pipeline.problems import ExitCode, Place, stop
from pipeline.versions import LIBRARIES, library_versions


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.xlsx").write_text("x")
    return tmp_path


def by_name(root: Path) -> dict[str, doctor.Finding]:
    return {finding.name: finding for finding in doctor.examine(root)}


def test_this_machine_can_build(root: Path) -> None:
    found = by_name(root)
    assert [name for name, finding in found.items() if finding.needed and not finding.fine] == []
    assert {
        "Python",
        "fonts",
        "engine builtin",
        "engine quarto",
        "folder build",
        "folder output",
        "data sheets",
    } <= found.keys()
    assert found["pandas"].found == importlib.metadata.version("pandas")
    assert all(finding.found for finding in found.values())


def test_no_data_sheets(tmp_path: Path) -> None:
    finding = by_name(tmp_path)["data sheets"]
    assert (finding.fine, finding.needed) == (False, True) and finding.remedy


def test_a_library_that_is_missing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def version(name: str) -> str:
        if name == "typst":
            raise importlib.metadata.PackageNotFoundError(name)
        return "1"

    monkeypatch.setattr(importlib.metadata, "version", version)
    found = by_name(root)
    for name in ("typst", "engine builtin"):
        assert not found[name].fine and found[name].needed and "make setup" in found[name].remedy


def test_fonts_and_engines_that_are_missing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object) -> object:
        raise stop(ExitCode.ENVIRONMENT, "x", Place("x"), "not here", "here", "install it")

    monkeypatch.setattr("pipeline.render.fonts.package_file", missing)
    monkeypatch.setattr("pipeline.render.engines.choose_engine", missing)
    found = by_name(root)
    assert [found[name].fine for name in ("fonts", "engine builtin", "engine quarto")] == [False] * 3
    assert (found["engine builtin"].needed, found["engine quarto"].needed) == (True, False)
    assert found["fonts"].found == "not here" and found["fonts"].remedy == "install it"


def test_a_place_that_cannot_be_written(root: Path) -> None:
    (root / "output").write_text("a file where the folder should be")
    finding = by_name(root)["folder output"]
    assert not finding.fine and finding.needed and finding.remedy


def test_a_disk_that_is_full(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from shutil import _ntuple_diskusage

    monkeypatch.setattr("shutil.disk_usage", lambda path: _ntuple_diskusage(10**9, 10**9 - 1000, 1000))
    finding = by_name(root)["folder build"]
    assert not finding.fine and "free" in finding.remedy


def test_versions_name_python_and_every_library() -> None:
    versions = library_versions()
    assert set(versions) == {"python", *LIBRARIES}
    assert versions["numpy"] == importlib.metadata.version("numpy")
