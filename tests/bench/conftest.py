"""A small project with the programme beside it, built once in a scratch copy."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.bench.scratch import FONTS, Scratch, scratch
from tests.fonts import font_store
from tests.small_report import ROOT, small_project


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project as the benchmark finds one; not to be changed."""
    root = small_project(tmp_path_factory.mktemp("whole"))
    (root / "pipeline").symlink_to(ROOT / "pipeline")
    (root / "requirements.lock").write_bytes((ROOT / "requirements.lock").read_bytes())
    return root


@pytest.fixture(scope="session")
def built(whole: Path, tmp_path_factory: pytest.TempPathFactory) -> Scratch:
    """A scratch copy of it with its report; not to be changed."""
    copy = scratch(whole, tmp_path_factory.mktemp("scratch") / "project", 2026)
    shutil.copyfile(font_store(), copy.place / FONTS)  # the fonts that all tests share
    copy.cold()
    return copy
