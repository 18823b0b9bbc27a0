"""Fixtures of the sheets: a small valid data folder, written once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sheets.workbooks import small_folder, write_folder


@pytest.fixture(scope="session")
def small_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A root with the small valid data folder; not to be written to."""
    return write_folder(small_folder(), tmp_path_factory.mktemp("small"))
