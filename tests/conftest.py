"""Fixtures of several folders: a small project that is built, and a copy of it to be changed."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from pipeline.crew import end_helpers
from tests.command_line import run
from tests.small_report import small_project
from tests.steps.project import build

__all__ = ["built", "project", "run"]

# Workers and the many processes that tests start would each compile every module again where no bytecode is written.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# The same examples in every run, so that a commit is green or not; HYPOTHESIS_PROFILE=search looks for others.
# No deadline for one example: a machine that does something else besides would fail what is right.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("search", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

# Files that take longest: workers begin with them, so that none is left with one at the end.
FIRST = (
    "tests/test_report.py",
    "tests/findings/test_lineage.py",
    "tests/independent/test_headlines.py",
    "tests/steps/test_building.py",
    "tests/crew/test_cluster.py",
    "tests/test_cli.py",
    "tests/render/test_quarto_report.py",
    "tests/sheets/test_hostile.py",
    "tests/preview/test_rounds.py",
)


@pytest.fixture(scope="module", autouse=True)
def _no_helpers_left() -> Iterator[None]:
    """Processes that helped with the tests of a file do not outlive it: other files count theirs."""
    yield
    end_helpers()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first."""
    items.sort(key=lambda item: FIRST.index(file) if (file := item.nodeid.partition("::")[0]) in FIRST else len(FIRST))


def pytest_collection_finish() -> None:
    """What collection made stays to the end: the collector need not walk through it again and again."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> object:
    """Tests of a file run in one worker, which makes once what they share; so do the three files that look at all figures."""
    from xdist.scheduler import LoadScopeScheduling

    class Files(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = nodeid.partition("::")[0]
            if file.startswith("tests/bench/"):  # one scratch copy
                return "tests/bench"
            return FIRST[0] if file in FIRST[:3] else file

    config.option.loadscopereorder = False  # by the number of tests
    return Files(config, log)


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
