"""Reading all of data/: one file, one look; what is kept is what would be made; what cannot be opened is a problem."""

from __future__ import annotations

import hashlib
import math
import pickle
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pipeline.sheets.books import Parsed, parse_listed, parse_workbook
from pipeline.sheets.check import check_data
from pipeline.sheets.content import parse_outlines, read_content
from pipeline.sheets.load import build
from pipeline.sheets.tables import Rows
from tests.sheets.test_check import EDITION
from tests.sheets.unopened import BOOK, UNOPENED, Unopened
from tests.sheets.workbooks import small_folder, write_folder

CUTOFF = "2026-11-23"


class Store:
    """Keeps pickles by all that is told about them."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, tuple[tuple[str, str], ...]], bytes] = {}
        self.made: list[str] = []

    def __call__(self, name: str, parts: Mapping[str, str], make: Callable[[], Any]) -> Any:
        key = (name, tuple(sorted(parts.items())))
        if key not in self.kept:
            self.made.append(name)
            self.kept[key] = pickle.dumps(make())
        return pickle.loads(self.kept[key])


@pytest.fixture
def root(small_data: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(small_data, tmp_path, dirs_exist_ok=True))


@pytest.mark.parametrize("case", UNOPENED, ids=str)
def test_what_cannot_be_opened_is_a_problem_at_its_place(
    case: Unopened, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case.happens(root, monkeypatch)
    result = check_data(root, EDITION)
    (problem,) = [found for found in result.problems if (found.code, found.place.file) == (case.code, case.place)]
    assert case.says in problem.found
    assert problem.remedy
    assert result.dataset is None
    assert case.place not in result.files


def test_a_required_workbook_may_be_a_dead_link(root: Path) -> None:
    path = root / "data/reference/economies.xlsx"
    path.unlink()
    path.symlink_to("nowhere.xlsx")
    codes = {(found.code, found.place.file) for found in check_data(root, EDITION).problems}
    assert ("sheet-file-not-opened", "data/reference/economies.xlsx") in codes


def test_the_digest_is_of_the_bytes_that_were_read(root: Path) -> None:
    files = read_content(root).files
    assert files == {file: hashlib.sha256((root / file).read_bytes()).hexdigest() for file in files}
    assert len(files) == len(list((root / "data").rglob("*.*")))


def test_each_file_is_opened_once(small_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []
    usual = Path.open
    monkeypatch.setattr(Path, "open", lambda path, *given, **named: opened.append(path) or usual(path, *given, **named))
    check_data(small_data, EDITION)
    assert sorted(opened) == sorted(path for path in small_data.rglob("*.*") if path.is_file())


def test_a_workbook_is_parsed_from_its_bytes_alone(small_data: Path) -> None:
    data = (small_data / BOOK).read_bytes()
    parsed = parse_workbook(BOOK, data, CUTOFF)
    assert same(parsed, parse_workbook(BOOK, data, CUTOFF))
    assert parsed.book is not None
    assert list(parsed.book.wides) == ["NET.USE", "NET.SUBS"]
    assert {code: one.place for code, one in parse_listed(BOOK, data).items()} == {
        code: parsed.book.indicators.place(row, "code") for row, code in parsed.book.indicators.of("code")
    }
    assert parse_listed(BOOK, b"no workbook") == {}


def test_the_cutoff_is_an_input_of_parsing(small_data: Path) -> None:
    data = (small_data / BOOK).read_bytes()
    late = parse_workbook(BOOK, data, "2020-01-01")
    assert {found.code for found in late.problems} == {"sheet-accessed-not-date"}


def test_what_travels_is_what_was_parsed(small_data: Path) -> None:
    for path in sorted((small_data / "data").rglob("*.xlsx")):
        parsed = parse_workbook(path.relative_to(small_data).as_posix(), path.read_bytes(), CUTOFF)
        for table in parsed.tables.values():
            assert len(table.frame) == len(table)
        moved = pickle.loads(pickle.dumps(parsed))
        assert same(parsed, moved)
        assert all("frame" not in vars(table) for table in moved.tables.values())


def test_kept_results_are_used_and_give_the_same(root: Path) -> None:
    store = Store()
    first = check_data(root, EDITION, store)
    assert "sheet data/development/connectivity.xlsx" in store.made
    assert "outlines data/reference/world_110m.geojson" in store.made
    store.made.clear()
    second = check_data(root, EDITION, store)
    assert store.made == []
    assert first.problems == second.problems
    assert first.dataset is not None and second.dataset is not None
    assert first.dataset.observations.frame.equals(second.dataset.observations.frame)
    assert first.dataset.terms == second.dataset.terms


def test_only_what_changed_is_made_again(root: Path) -> None:
    store = Store()
    check_data(root, EDITION, store)
    store.made.clear()
    folder = small_folder()
    folder["development/connectivity.xlsx"]["NET.USE"][5][11] = 97
    write_folder({"development/connectivity.xlsx": folder["development/connectivity.xlsx"]}, root)
    result = check_data(root, EDITION, store)
    assert store.made == ["sheet data/development/connectivity.xlsx", "series data/development/connectivity.xlsx"]
    assert [problem.code for problem in result.problems] == ["sheet-jump"]


def test_the_data_set_travels(small_data: Path) -> None:
    dataset = build(read_content(small_data))
    assert same(pickle.loads(pickle.dumps(dataset)), dataset)


@pytest.mark.parametrize("text", [b"[1]", b"{", b"\xff", b"[" * 100_000], ids=["list", "cut off", "not UTF-8", "deep"])
def test_outlines_that_are_no_object(text: bytes) -> None:
    outlines, (problem,) = parse_outlines(text, "data/reference/world_110m.geojson")
    assert outlines == ""
    assert problem.code == "sheet-unreadable"


def same(one: Any, other: Any) -> bool:
    """Equal in content, arrays and frames included."""
    if type(one) is not type(other):
        return False
    if isinstance(one, np.ndarray):
        return np.array_equal(one, other, equal_nan=one.dtype.kind == "f")
    if isinstance(one, Rows):
        return same(one.__reduce__()[1], other.__reduce__()[1])
    if hasattr(one, "equals"):
        return bool(one.equals(other))
    if isinstance(one, Parsed) or hasattr(one, "__dataclass_fields__"):
        return all(same(getattr(one, name), getattr(other, name)) for name in one.__dataclass_fields__)
    if isinstance(one, Mapping):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, (list, tuple)):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other) or (isinstance(one, float) and math.isnan(one) and math.isnan(other))
