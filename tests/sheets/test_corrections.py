"""Declared corrections: applied on the way from the sheet, never in it; traced; refused where they no longer fit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from pipeline.findings.watching import series_digests
from pipeline.findings.workshop import Workshop
from pipeline.model.observations import Observations
from pipeline.problems import ExitCode, Stop
from pipeline.sheets import layout
from pipeline.sheets.check import check_data
from pipeline.sheets.load import load_dataset
from tests.broken.cases import EXPECTED, USE, correction
from tests.sheets.test_check import EDITION
from tests.sheets.workbooks import YEARS, Folder, small_folder, write_folder
from tests.shipped import shipped

SHEET = "data/development/connectivity.xlsx › NET.USE!H5"
MENDED = "data/reference/corrections.xlsx › Corrections!E2"


def folder_with(root: Path, **cells: object) -> Path:
    """The small data folder with one correction, of France in 2020."""
    folder: Folder = small_folder()
    correction(**cells)(folder)
    return write_folder(folder, root)


def test_a_value_is_replaced_and_both_cells_stand_in_its_lineage(tmp_path: Path) -> None:
    data = load_dataset(folder_with(tmp_path, value=50.0))
    assert data.observations.wide(USE).loc["FRA", 2020] == 50.0
    assert data.observations.cells(USE, ["FRA"], [2020]) == (SHEET, MENDED)
    assert data.observations.cells(USE, ["FRA", "DEU"], [2019]) == (
        SHEET.replace("H5", "G3"),
        SHEET.replace("H5", "G5"),
    )
    (one,) = data.corrections
    assert (one.expected, one.value, one.reason, one.source, one.expires, one.cell) == (
        EXPECTED, 50.0, "Typing error.", "Yearbook", "2027-11-01", MENDED,
    )  # fmt: skip
    shop = Workshop(data, replace(EDITION, year=2026))
    assert shop.fact("x.y", 50.0, "", 0, method="m", inputs=[(USE, ["FRA"], [2020])]).cells == (SHEET, MENDED)


def test_the_status_stays_and_nothing_else_changes(small_data: Path, tmp_path: Path) -> None:
    before, after = (load_dataset(root) for root in (small_data, folder_with(tmp_path, value=50.0)))
    rows = before.observations.frame.compare(after.observations.frame)
    assert rows.columns.tolist() == [("OBS_VALUE", "self"), ("OBS_VALUE", "other")] and len(rows) == 1
    assert after.observations.of(USE).query("REF_AREA == 'FRA' and TIME_PERIOD == 2020")["OBS_STATUS"].item() == "E"


def test_a_blank_value_withholds_the_wrong_one(tmp_path: Path) -> None:
    data = load_dataset(folder_with(tmp_path, value=None))
    assert np.isnan(data.observations.wide(USE).loc["FRA", 2020])
    assert len(data.observations.of(USE)) == 6 * len(YEARS) - 1
    assert data.observations.cells(USE, ["FRA"], [2020]) == ()
    assert data.corrections[0].value is None and data.corrections[0].cell.endswith("!D2")


def test_earlier_releases_stay_as_they_were(tmp_path: Path) -> None:
    folder = small_folder()
    held = folder["monitoring/e-government.xlsx"]["EGOV"][4][2]
    correction(INDICATOR="EGOV", TIME_PERIOD=2015, expected=held, value=0.1)(folder)
    data = load_dataset(write_folder(folder, tmp_path))
    assert data.observations.wide("EGOV").loc["FRA", 2015] == 0.1
    assert data.vintages["2020-10"].wide("EGOV").loc["FRA", 2015] == held


def test_what_an_editor_types_in_fewer_digits_fits(tmp_path: Path) -> None:
    folder = small_folder()
    folder["development/connectivity.xlsx"][USE][4][7] = 0.12697999999999998
    correction(expected=0.12698, value=50.0)(folder)
    assert load_dataset(write_folder(folder, tmp_path)).observations.wide(USE).loc["FRA", 2020] == 50.0


def test_one_that_no_longer_fits_stops_the_loading(tmp_path: Path) -> None:
    with pytest.raises(Stop) as stopped:
        load_dataset(folder_with(tmp_path, expected=12.0))
    (problem,) = stopped.value.problems
    assert stopped.value.exit_code is ExitCode.DATA
    assert (problem.code, str(problem.place)) == (
        "sheet-correction-fixed",
        "data/reference/corrections.xlsx › Corrections!D2",
    )
    assert SHEET in problem.found and "delete this correction" in problem.remedy


def test_it_expires_by_the_cutoff_of_the_edition_and_not_by_a_clock(tmp_path: Path) -> None:
    root = folder_with(tmp_path, expires="2026-11-24")
    assert check_data(root, EDITION).problems == ()
    later = replace(EDITION, data_cutoff=EDITION.data_cutoff.replace(day=24))
    assert [problem.code for problem in check_data(root, later).problems] == ["sheet-correction-expired"]


def test_a_jump_that_is_corrected_is_none(tmp_path: Path) -> None:
    folder = small_folder()
    folder["development/connectivity.xlsx"][USE][5][11] = 97
    root = write_folder(folder, tmp_path)
    assert [problem.code for problem in check_data(root, EDITION).problems] == ["sheet-jump"]
    correction(REF_AREA="NAM", TIME_PERIOD=2024, expected=97, value=None)(folder)
    assert check_data(write_folder(folder, tmp_path), EDITION).problems == ()
    for file in ("data/development/connectivity.xlsx", f"data/{layout.CORRECTIONS}"):
        assert check_data(root, EDITION, only=Path(file)).problems == ()


def test_results_depend_on_the_cell_of_a_correction() -> None:
    plain = shipped().observations
    moved = Observations(plain.frame, plain.indicators, {("EGDI", "MCO", 2010): "data/x.xlsx › Corrections!E9"})
    before, after = series_digests(plain), series_digests(moved)
    assert before("EGDI") != after("EGDI") and before("OSI") == after("OSI")


def test_the_shipped_zeros_of_the_egdi_are_withheld() -> None:
    data = shipped()
    index = data.observations.wide("EGDI")
    assert not (index == 0).any(axis=None)
    assert {(one.area, one.year) for one in data.corrections if one.indicator == "EGDI"} >= {
        ("MCO", 2010),
        ("LBY", 2012),
    }
    assert all(one.reason and one.source and one.expires > one.declared for one in data.corrections)
