"""One workbook checked alone: the same problems as in a check of all, by reading no more than it refers to."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.sheets.check import check_data
from pipeline.sheets.read import workbooks_below
from tests.broken.cases import CASES, Case
from tests.sheets.test_check import EDITION, broken
from tests.sheets.test_content import Store
from tests.sheets.unopened import UNOPENED, Unopened
from tests.sheets.workbooks import small_folder, write_folder, write_workbook

NET = "data/development/connectivity.xlsx"


@pytest.mark.parametrize("case", [case for case in CASES if case.code != "sheet-file-missing"], ids=str)
def test_alone_it_has_the_problems_that_it_has_among_all(case: Case, small_data: Path, tmp_path: Path) -> None:
    together = broken(case, small_data, tmp_path)
    file = case.place.partition(" › ")[0]
    alone = check_data(tmp_path, EDITION, only=Path(file))
    assert alone.problems == tuple(found for found in together.problems if found.place.file == file)
    assert alone.dataset is None


@pytest.mark.parametrize("case", [case for case in UNOPENED if case.place.endswith(".xlsx")], ids=str)
def test_what_cannot_be_opened(
    case: Unopened, small_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(small_data, tmp_path, dirs_exist_ok=True)
    case.happens(tmp_path, monkeypatch)
    result = check_data(tmp_path, EDITION, only=Path(case.place))
    assert [(found.code, found.place.file) for found in result.problems] == [(case.code, case.place)]


def test_a_workbook_that_is_not_there(small_data: Path) -> None:
    (found,) = check_data(small_data, EDITION, only=Path("data/development/skills.xlsx")).problems
    assert (found.code, str(found.place)) == ("sheet-file-missing", "data/development/skills.xlsx")


def test_each_workbook_of_a_valid_folder_is_fine(small_data: Path) -> None:
    for file in workbooks_below(small_data):
        assert check_data(small_data, EDITION, only=Path(file)).problems == ()


def test_only_what_it_refers_to_is_read_whole(small_data: Path) -> None:
    store = Store()
    result = check_data(small_data, EDITION, store, only=Path(NET))
    assert set(result.files) == {
        NET,
        "data/reference/economies.xlsx",
        "data/reference/names.xlsx",
        "data/vintages/2020-10.xlsx",
    }
    assert {name.partition(" ")[2] for name in store.made if name.startswith("codes ")} == {
        "data/accounting/ict-sector.xlsx",
        "data/monitoring/e-government.xlsx",
        "data/statistical/performance.xlsx",
    }


def test_a_code_that_another_workbook_has_is_told_whichever_comes_first(small_data: Path, tmp_path: Path) -> None:
    folder = small_folder()
    other = folder["monitoring/e-government.xlsx"]
    other["Indicators"].append(list(folder["development/connectivity.xlsx"]["Indicators"][1]))
    other["NET.USE"] = folder["development/connectivity.xlsx"]["NET.USE"]
    write_folder(folder, tmp_path)
    (found,) = check_data(tmp_path, EDITION, only=Path(NET)).problems
    assert (found.code, str(found.place)) == ("sheet-duplicate-indicator", f"{NET} › Indicators!A2")
    assert "monitoring/e-government.xlsx › Indicators!A3" in found.remedy


def test_a_reference_that_cannot_be_read_is_told(small_data: Path, tmp_path: Path) -> None:
    shutil.copytree(small_data, tmp_path, dirs_exist_ok=True)
    (tmp_path / "data/reference/economies.xlsx").write_bytes(b"no workbook")
    problems = check_data(tmp_path, EDITION, only=Path(NET)).problems
    assert [(found.code, found.place.file) for found in problems] == [
        ("sheet-not-a-workbook", "data/reference/economies.xlsx")
    ]


def test_a_workbook_may_lie_anywhere(small_data: Path, tmp_path: Path) -> None:
    sheets = small_folder()["development/connectivity.xlsx"]
    sheets["NET.USE"][2][0] = "GER"
    for row in sheets["Indicators"][1:]:
        row[0] = f"{row[0]}.NEW"
    write_workbook(
        tmp_path / "new.xlsx", {(f"{name}.NEW" if "." in name else name): rows for name, rows in sheets.items()}
    )
    result = check_data(small_data, EDITION, only=tmp_path / "new.xlsx")
    assert {found.place.file for found in result.problems} == {(tmp_path / "new.xlsx").as_posix()}
    assert "sheet-unknown-economy" in {found.code for found in result.problems}


@pytest.mark.parametrize("way", [NET, f"data/../{NET}", "/"])
def test_the_path_may_be_written_in_any_way(way: str, small_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(small_data)
    only = small_data / NET if way == "/" else Path(way)
    result = check_data(Path(), EDITION, only=only)
    assert (result.problems, NET in result.files) == ((), True)


def test_no_frames_and_no_writer_are_imported_on_the_way(small_data: Path) -> None:
    code = (
        "import sys; from datetime import date; from pathlib import Path; from pipeline.edition import Edition;"
        "from pipeline.sheets.check import check_data;"
        "edition = Edition(2026, date(2026, 11, 23), ('en',), '', {}, 0.6, 0.5, 10, Path('x'));"
        f"result = check_data(Path({str(small_data)!r}), edition, only=Path({NET!r}));"
        "assert result.problems == (), result.problems;"
        "print(sorted({'pandas', 'openpyxl', 'babel', 'lxml'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
