"""The fonts of all tests: cut once for this code and these libraries, which takes seconds, by the process that comes first."""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline.render.fonts import Instance, _kept, fonts
from pipeline.store import Keeper, Shelf
from pipeline.versions import library_versions

FONTS = Path(os.environ.get("GDGR_TEST_FONTS", Path(tempfile.gettempdir()) / "gdgr-test-fonts"))
LANGUAGE = "zh"  # has the files of English too


@lru_cache(maxsize=1)
def font_store() -> Path:
    """The file of a store that holds them and nothing else; another worker of the tests waits for the one that cuts."""
    FONTS.mkdir(parents=True, exist_ok=True)
    path = FONTS / "store.sqlite"
    with (FONTS / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        keeper = Keeper(Shelf(path), library_versions())
        fonts(LANGUAGE, keeper.keep)
        keeper.close()  # what waits to be written is written
    return path


@lru_cache(maxsize=1)
def _keeper() -> Keeper:
    return Keeper(Shelf(font_store()), library_versions())


def keep(*arguments: Any, **named: Any) -> Any:
    """Results from that store (a ``Keep``)."""
    return _keeper().keep(*arguments, **named)


def instances_of_all_tests(source: Path, instances: Sequence[Instance], script: str) -> dict[str, bytes]:
    """What ``make_instances`` cuts, from the store of all tests."""
    return _kept(source, instances, script, keep)
