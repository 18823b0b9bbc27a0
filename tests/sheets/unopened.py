"""One row for each way in which a file of the data folder cannot be opened: code, place, and how it comes about."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

BOOK = "data/development/connectivity.xlsx"
_CODE = "sheet-file-not-opened"


@dataclass(frozen=True)
class Unopened:
    """``happens`` changes a written data folder (or what the machine says about it); ``says`` stands in the problem."""

    code: str
    place: str
    says: str
    happens: Callable[[Path, pytest.MonkeyPatch], None]

    def __str__(self) -> str:
        return f"{self.says} at {self.place}"


def _folder(root: Path, patch: pytest.MonkeyPatch) -> None:
    (root / BOOK).unlink()
    (root / BOOK).mkdir()


def _pipe(root: Path, patch: pytest.MonkeyPatch) -> None:
    (root / BOOK).unlink()
    os.mkfifo(root / BOOK)


def _dead_link(root: Path, patch: pytest.MonkeyPatch) -> None:
    (root / BOOK).unlink()
    (root / BOOK).symlink_to("gone.xlsx")


def _circle(root: Path, patch: pytest.MonkeyPatch) -> None:
    (root / BOOK).unlink()
    (root / BOOK).symlink_to((root / BOOK).name)


def _refusing(file: str, error: Callable[[], OSError]) -> Callable[[Path, pytest.MonkeyPatch], None]:
    """The file is there and the machine will not open it (an administrator may open all, so rights are not enough)."""

    def happens(root: Path, patch: pytest.MonkeyPatch) -> None:
        def opened(path: Path, *given: object, **named: object) -> object:
            if path == root / file:
                raise error()
            return usual(path, *given, **named)  # type: ignore[arg-type]

        usual = Path.open
        patch.setattr(Path, "open", opened)

    return happens


def _closed_folder(root: Path, patch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(root / "data/statistical")
    (root / "data/statistical").write_text("not a folder")


UNOPENED: tuple[Unopened, ...] = (
    Unopened(_CODE, BOOK, "a folder of that name", _folder),
    Unopened(_CODE, BOOK, "neither a file nor a folder", _pipe),
    Unopened(_CODE, BOOK, "a link to a file that is not there", _dead_link),
    Unopened(_CODE, BOOK, "symbolic links", _circle),
    Unopened(_CODE, BOOK, "Permission denied", _refusing(BOOK, lambda: PermissionError(13, "Permission denied"))),
    Unopened(_CODE, BOOK, "Input/output error", _refusing(BOOK, lambda: OSError(5, "Input/output error"))),
    Unopened("sheet-file-missing", BOOK, "no such file", _refusing(BOOK, lambda: FileNotFoundError(2, "vanished"))),
    Unopened(
        _CODE,
        "data/reference/economies.xlsx",
        "Permission denied",
        _refusing("data/reference/economies.xlsx", lambda: PermissionError(13, "Permission denied")),
    ),
    Unopened(
        _CODE,
        "data/reference/world_110m.geojson",
        "Permission denied",
        _refusing("data/reference/world_110m.geojson", lambda: PermissionError(13, "Permission denied")),
    ),
    Unopened(_CODE, "data/statistical", "cannot be listed", _closed_folder),
)
