"""The study ``progress``: tables, parameters, and a message with its cell for whatever is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.problems import ExitCode, Stop
from pipeline.sheets import reference
from pipeline.studies import progress
from pipeline.studies.study import as_json, as_text
from tests.shipped import ROOT, once
from tests.studies.series_workbooks import Sheets, progress_sheets, write


def test_one_line_a_series_with_every_verdict(tmp_path: Path) -> None:
    study = progress.run(write(progress_sheets(), tmp_path), draws=200, seed=7)
    table = study.tables["Verdicts"]
    assert len(table) == 6 + 6 + 2
    row = table.set_index(["target", "economy"]).loc[("all-online", "FRA")]
    # base 78, then 87, target 95: linear pace 9/7 a year, needed 17/15
    assert row["sdsn_ratio"] == pytest.approx((9 / 7) / (17 / 15))
    assert row["csi"] == pytest.approx(10 * 9 / 17)
    assert (row["unsd"], row["statistics_canada"], row["sdsn"]) == ("on_track", "on_track", "on_track")
    law = table[table["target"] == "law"].set_index("economy")
    assert (law.loc["AGO", "unsd"], law.loc["BEN", "unsd"]) == ("achieved", "not_assessed")
    assert study.parameters["draws"] == 200 and study.parameters["seed"] == 7
    assert list(study.tables)[1:] == ["Disagreements", "Numbers", "Mapping", "Thresholds", "Messages"]
    assert json.loads(as_json(study))["tables"]["Mapping"]["rows"]
    assert "all-online" in as_text(study)


def test_the_sheet_of_thresholds_decides(tmp_path: Path) -> None:
    sheets = progress_sheets()
    usual = progress.run(write(sheets, tmp_path)).tables["Verdicts"].set_index(["target", "economy"])
    row = next(line for line in sheets["Thresholds"] if line[:2] == ["sdsn", "on_track"])
    row[2], row[4] = 9.0, None
    study = progress.run(write(sheets, tmp_path))
    strict = study.tables["Verdicts"].set_index(["target", "economy"])
    assert usual.loc[("all-online", "FRA"), "sdsn"] == "on_track"
    assert strict.loc[("all-online", "FRA"), "sdsn"] == "moderately_improving"
    used = study.tables["Thresholds"].set_index(["method", "parameter"])
    assert used.loc[("sdsn", "on_track"), "source"] == "no source"
    assert any("sdsn.on_track" in note for note in study.notes)


def put(sheet: str, row: int, column: int, value: object) -> Callable[[Sheets], None]:
    """Change one cell (1-based)."""

    def change(sheets: Sheets) -> None:
        sheets[sheet][row - 1][column - 1] = value

    return change


def drop(sheet: str) -> Callable[[Sheets], None]:
    def change(sheets: Sheets) -> None:
        del sheets[sheet]

    return change


@pytest.mark.parametrize(
    ("change", "code", "place"),
    [
        (put("Targets", 2, 2, "NETT"), "sheet-unknown-indicator", "series.xlsx › Targets!B2"),
        (put("Targets", 2, 5, 2015), "sheet-target-years", "series.xlsx › Targets!E2"),
        (put("Targets", 2, 6, "up"), "sheet-not-a-choice", "series.xlsx › Targets!F2"),
        (put("Targets", 2, 3, "95 %"), "sheet-not-a-number", "series.xlsx › Targets!C2"),
        (put("Targets", 3, 6, "parity"), "sheet-not-a-number", "series.xlsx › Targets!C3"),
        (put("Targets", 3, 1, "all-online"), "sheet-duplicate-key", "series.xlsx › Targets!A3"),
        (put("NET", 2, 3, "10,0"), "sheet-decimal-comma", "series.xlsx › NET!C2"),
        (put("NET", 3, 1, "AGO"), "sheet-duplicate-economy", "series.xlsx › NET!A3"),
        (put("Indicators", 2, 1, "NETS"), "sheet-code-without-sheet", "series.xlsx › Indicators!A2"),
        (drop("Targets"), "sheet-missing", "series.xlsx"),
        (drop("Indicators"), "sheet-missing", "series.xlsx"),
        (drop("Thresholds"), "study-threshold-missing", "series.xlsx › Thresholds"),
    ],
)
def test_what_cannot_be_used_stops_with_its_cell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Sheets], None], code: str, place: str
) -> None:
    monkeypatch.setattr(reference, "INSTALLED", tmp_path)  # no project at all
    sheets = progress_sheets()
    change(sheets)
    with pytest.raises(Stop) as stopped:
        progress.run(write(sheets, tmp_path), root=tmp_path)
    assert stopped.value.exit_code is ExitCode.DATA
    assert (code, place) in [(found.code, str(found.place)) for found in stopped.value.problems]


@pytest.mark.parametrize(
    ("change", "code", "place"),
    [
        (put("Targets", 2, 7, None), "sheet-target-without-source", "series.xlsx › Targets!G2"),
        (put("NET", 2, 3, 0), "study-no-growth-rate", "series.xlsx › NET!C2"),
        (put("NET", 2, 3, -1), "study-no-growth-rate", "series.xlsx › NET!C2"),
        (put("NET", 2, 6, -1), "study-no-growth-rate", "series.xlsx › NET!F2"),
    ],
)
def test_what_limits_the_result_is_a_message_with_its_cell(
    tmp_path: Path, change: Callable[[Sheets], None], code: str, place: str
) -> None:
    sheets = progress_sheets()
    assert progress.run(write(sheets, tmp_path)).tables["Messages"].empty
    change(sheets)
    messages = progress.run(write(sheets, tmp_path)).tables["Messages"]
    assert (code, place) in set(zip(messages["code"], messages["place"], strict=True))


def test_fewer_than_two_points_name_the_cell(tmp_path: Path) -> None:
    sheets = progress_sheets()
    sheets["NET"][1][3:] = [None, None, None]
    study = progress.run(write(sheets, tmp_path))
    messages = study.tables["Messages"]
    assert set(messages["code"]) == {"study-too-few-points"}
    assert set(messages["place"]) == {"series.xlsx › NET!C2"}
    row = study.tables["Verdicts"].set_index(["target", "economy"]).loc[("all-online", "AGO")]
    assert set(row[["unsd", "statistics_canada", "escap", "sdsn", "probability"]]) == {"not_assessed"}


def test_a_choice_that_is_not_allowed_is_an_error_of_use(tmp_path: Path) -> None:
    path = write(progress_sheets(), tmp_path)
    for options in ({"weighting": "cubic"}, {"draws": 0}):
        with pytest.raises(Stop) as stopped:
            progress.run(path, **options)
        assert stopped.value.exit_code is ExitCode.USAGE


def test_the_template_is_accepted_and_holds_real_figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = ROOT
    monkeypatch.setattr(progress, "load_dataset", once)
    progress.template(tmp_path / "one.xlsx", root)
    progress.template(tmp_path / "two.xlsx", root)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    study = progress.run(tmp_path / "one.xlsx", draws=50, root=root)
    row = study.tables["Verdicts"].set_index(["target", "economy"]).loc[("umc-use", "DEU")]
    assert row["target_value"] == 100 and 80 < row["base"] < 95
    assert not study.tables["Disagreements"].empty
