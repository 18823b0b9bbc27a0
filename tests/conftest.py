"""Fixtures of several folders: a small project that is built, and a copy of it to be changed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from tests.small_report import small_project
from tests.steps.project import build

# The same examples in every run, so that a commit is green or not; HYPOTHESIS_PROFILE=search looks for others.
settings.register_profile("same", derandomize=True)
settings.register_profile("search")
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


@pytest.fixture(scope="package")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project with its edition; not to be changed."""
    root = small_project(tmp_path_factory.mktemp("built"))
    build(root)
    return root


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """A copy of the built project, to be changed."""
    root = tmp_path / "project"
    shutil.copytree(built, root, symlinks=True)
    return root
