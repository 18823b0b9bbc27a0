"""The study ``progress``: tables, parameters, and a message with its cell for whatever is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.methods.progress import ORIGIN, Method
from pipeline.problems import ExitCode, Stop
from pipeline.sheets import reference
from pipeline.studies import progress
from pipeline.studies.figures import Source
from pipeline.studies.study import Study, as_json, as_text
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
    assert (law.loc["AGO", "unsd"], law.loc["BEN", "unsd"]) == ("achieved", "stagnation")
    assert (law.loc["BEN", "statistics_canada"], law.loc["BEN", "escap"]) == ("not_achieved", "not_assessed")
    assert study.parameters["draws"] == 200 and study.parameters["seed"] == 7
    names = ["Not assessed", "Disagreements", "Numbers", "Targets", "Methods", "Mapping", "Thresholds", "Messages"]
    assert list(study.tables)[1:] == names
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


def only_unknown(sheets: Sheets) -> None:
    """No row of Targets has data."""
    for row in sheets["Targets"][1:]:
        row[1] = "NETT"


@pytest.mark.parametrize(
    ("change", "code", "place"),
    [
        (only_unknown, "sheet-unknown-indicator", "series.xlsx › Targets!B2"),
        (put("Indicators", 1, 3, "kind"), "sheet-not-a-choice", "series.xlsx › Indicators!C2"),
        (put("Targets", 2, 5, 2015), "sheet-target-years", "series.xlsx › Targets!E2"),
        (put("Targets", 2, 6, "up"), "sheet-not-a-choice", "series.xlsx › Targets!F2"),
        (put("Targets", 2, 3, "95 %"), "sheet-not-a-number", "series.xlsx › Targets!C2"),
        (put("Targets", 3, 6, "parity"), "sheet-not-a-number", "series.xlsx › Targets!C3"),
        (put("Targets", 3, 1, "all-online"), "sheet-duplicate-key", "series.xlsx › Targets!A3"),
        (put("NET", 2, 3, "10,0"), "sheet-decimal-comma", "series.xlsx › NET!C2"),
        (put("NET", 3, 1, "AGO"), "sheet-duplicate-economy", "series.xlsx › NET!A3"),
        (put("Indicators", 2, 1, "NETS"), "sheet-code-without-sheet", "series.xlsx › Indicators!A2"),
        (drop("Targets"), "sheet-missing", "series.xlsx"),
        (put("Thresholds", 2, 3, None), "sheet-required-blank", "series.xlsx › Thresholds!C2"),
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
        (put("Targets", 2, 2, "NETT"), "study-target-without-data", "series.xlsx › Targets!B2"),
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
    assert set(row[[str(method) for method in Method]]) == {"not_assessed"}


# --- nothing vanishes -------------------------------------------------------------------------------------------------


def reasons(study: Study, **where: str) -> dict[str, str]:
    """Reasons by the methods they concern, of the rows of the table that fit."""
    table = study.tables["Not assessed"]
    for column, value in where.items():
        table = table[table[column] == value]
    return dict(zip(table["methods"], table["reason"], strict=True))


def test_what_has_no_verdict_is_listed_with_its_reason_and_counted(tmp_path: Path) -> None:
    sheets = progress_sheets()
    sheets["NET"][0][2:] = [2010, 2014, 2019, 2031]
    sheets["NET"][1][2:] = [None, None, None, None]  # AGO: no data
    sheets["NET"][2][2:] = [10, 20, None, None]  # BEN: ends before the base year
    sheets["NET"][3][2:] = [None, None, None, 30]  # CHN: begins after the target year
    sheets["NET"][4][2:] = [None, None, 40, None]  # DEU: one value
    sheets["NET"][5][2:] = [10, None, None, 50]  # FRA: nothing in the period
    sheets["NET"][6][2:] = [None, 40, 50, None]  # IND: a base before the base year
    sheets["Targets"][3] = ["gone", "XYZ9", 1, 2015, 2030, "higher", "A resolution"]
    study = progress.run(write(sheets, tmp_path), draws=20)
    at = {"target": "all-online"}
    assert reasons(study, **at, economy="AGO") == {"all": "no data"}
    assert reasons(study, **at, economy="BEN") == {"all": "the data end in 2014, before the base year 2015"}
    assert reasons(study, **at, economy="CHN") == {"all": "the data begin in 2031, after the target year 2030"}
    assert reasons(study, **at, economy="FRA") == {"all": "no observation from 2015 to 2030"}
    one = reasons(study, **at, economy="DEU")
    assert set(", ".join(one).split(", ")) == {str(method) for method in Method}
    assert "unsd" not in ", ".join(reasons(study, **at, economy="IND"))
    assert reasons(study, indicator="LAW") == {"all": "no row in Targets"}
    assert "no data" in reasons(study, target="gone")["all"]
    notes = "\n".join(study.notes)
    assert (
        "12 series (target and economy): 0 with a verdict by every method asked, 2 by some of them, 10 by none" in notes
    )
    for text in ("2 without data", "2 with data that end before the base year", "2 with one value alone"):
        assert text in notes
    assert "Indicators with data and no row in Targets (1): LAW." in notes
    assert "Targets without data (1): gone (XYZ9)." in notes
    assert "Empty DataFrame" not in as_text(study)


def test_an_empty_result_is_said_in_words(tmp_path: Path) -> None:
    sheets = progress_sheets()
    sheets["Targets"] = sheets["Targets"][:2]
    for row in sheets["NET"][1:]:
        row[2:] = [None] * 4
    text = as_text(progress.run(write(sheets, tmp_path)))
    assert "Verdicts (0 rows)\nnothing; why is in Not assessed" in text and "Empty DataFrame" not in text
    assert "6 series (target and economy): 0 with" in text and "6 by none" in text


def test_an_economy_of_another_indicator_and_blank_rows_of_a_file_are_listed(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_text(
        "economy_iso3,year,indicator,value\nFRA,2015,NET,80\nFRA,2022,NET,92\nKEN,2022,NET,\nDEU,2022,OTHER,5\nDEU,2022,HOLLOW,\n",
        encoding="utf-8",
    )
    study = progress.run(path, draws=20, target=95, source=Source(directions={"*": "higher"}))
    assert reasons(study, indicator="NET", economy="KEN") == {"all": "no data"}
    assert reasons(study, indicator="NET", economy="DEU") == {"all": "no row of this economy"}
    assert reasons(study, indicator="HOLLOW") == {"all": "no figure in the file"}
    assert any("Indicators without a figure (1): HOLLOW." in note for note in study.notes)


# --- what nobody said is assumed aloud --------------------------------------------------------------------------------


def test_blank_years_are_the_published_ones_and_told(tmp_path: Path) -> None:
    sheets = progress_sheets()
    expected = progress.run(write(sheets, tmp_path), draws=20).tables["Verdicts"]
    sheets["Targets"][1][3] = sheets["Targets"][1][4] = None
    study = progress.run(write(sheets, tmp_path), draws=20)
    assert study.tables["Verdicts"].equals(expected)
    assert "Assumed for all-online: no target year: 2030, the published default." in study.notes
    used = study.tables["Targets"].set_index("target")
    assert (used.loc["all-online", "base_year"], used.loc["all-online", "target_year"]) == (2015, 2030)
    assert "no base year" in used.loc["all-online", "assumed"] and used.loc["law", "assumed"] == ""
    row = next(line for line in sheets["Thresholds"] if line[1] == "default_target_year")
    row[2] = 2040
    assert set(progress.run(write(sheets, tmp_path), draws=20).tables["Verdicts"]["target_year"]) == {2030, 2040}


@pytest.mark.parametrize(
    ("unit", "name", "value", "expected"),
    [
        ("per cent", "Users", 95, "percentage"),
        ("1 = yes, 0 = no", "A law", None, "binary"),
        ("annual % growth", "Growth", 7, "growth_rate"),
        ("annual %", "Growth", 7, "growth_rate"),
        ("index", "Gender parity index", 1, "parity"),
        ("index", "Purchasing power parity", 1, "level"),
        ("US dollars", "Income", None, "level"),
        ("", "Users", 95, "percentage"),
    ],
)
def test_the_kind_of_a_series_is_inferred_and_told(
    tmp_path: Path, unit: str, name: str, value: float | None, expected: str
) -> None:
    sheets = progress_sheets()
    sheets["Indicators"][1][1:3] = [name, unit or None]
    sheets["Targets"] = [sheets["Targets"][0], ["t", "NET", value, 2015, 2030, "higher", "A resolution"]]
    study = progress.run(write(sheets, tmp_path), draws=20)
    (row,) = study.tables["Targets"].to_dict("records")
    assert row["kind"] == expected
    assert any(f"NET {expected}" in note for note in study.notes if note.startswith("Kinds of series"))
    assert row["direction"] == ("parity" if expected == "parity" else "higher")
    assert (row["limit"] == 100) == (expected == "percentage")


def test_a_kind_that_is_given_is_taken(tmp_path: Path) -> None:
    sheets = progress_sheets()
    sheets["Targets"] = [
        [*sheets["Targets"][0], "kind", "limit"],
        ["a", "NET", None, 2015, 2030, "higher", "A resolution", "level", 1000],
        ["b", "LAW", 1, 2015, 2030, "higher", "A resolution", "parity", None],
    ]
    sheets["Indicators"][0].append("kind")
    sheets["Indicators"][1].append("growth_rate")
    sheets["Indicators"][2].append(None)
    study = progress.run(write(sheets, tmp_path), draws=20)
    rows = study.tables["Targets"].set_index("target")
    assert (rows.loc["a", "kind"], rows.loc["a", "limit"], rows.loc["b", "direction"]) == ("level", 1000, "parity")
    assert not any(note.startswith("Kinds of series") for note in study.notes)
    for row in sheets["Targets"][1:2]:
        row[7] = None
    rows = progress.run(write(sheets, tmp_path), draws=20).tables["Targets"].set_index("target")
    assert (rows.loc["a", "kind"], rows.loc["a", "kind_from"]) == ("growth_rate", "given with the indicator")


def test_a_codebook_gives_the_kind(tmp_path: Path) -> None:
    path, book = tmp_path / "file.csv", tmp_path / "codebook.csv"
    path.write_text("economy_iso3,year,indicator,value\nFRA,2015,NET,2\nFRA,2022,NET,3\n", encoding="utf-8")
    book.write_text("code,unit,direction,kind\nNET,index,higher,growth_rate\n", encoding="utf-8")
    study = progress.run(path, draws=20, target=7, source=Source(codebook=book))
    assert study.tables["Targets"].loc[0, "kind"] == "growth_rate"
    assert study.tables["Verdicts"].loc[0, "unsd"] == "not_assessed"
    book.write_text("code,unit,direction,kind\nNET,index,higher,rate\n", encoding="utf-8")
    with pytest.raises(Stop) as stopped:
        progress.run(path, target=7, source=Source(codebook=book))
    assert "growth_rate" in stopped.value.problems[0].allowed


def test_parity_for_every_series_needs_a_target(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_text("economy_iso3,year,indicator,value\nFRA,2015,GPI,0.8\nFRA,2022,GPI,0.98\n", encoding="utf-8")
    source = Source(directions={"*": "parity"})
    with pytest.raises(Stop) as stopped:
        progress.run(path, base_year=2015, source=source)
    assert stopped.value.problems[0].code == "study-no-targets"
    row = progress.run(path, target=1, draws=20, source=source).tables["Verdicts"].iloc[0]
    assert row["statistics_canada"] == "achieved"


def test_a_natural_limit_shrinks_the_bounds_of_statistics_canada(tmp_path: Path) -> None:
    sheets = progress_sheets()
    sheets["NET"][1][2:] = [97, None, None, 98.5]
    sheets["NET"][2][2:] = [0, None, None, 5]
    sheets["NET"][0][2] = 2014
    study = progress.run(write(sheets, tmp_path), draws=20)
    row = study.tables["Verdicts"].set_index(["target", "economy"]).loc[("more-online", "AGO")]
    assert row["statistics_canada"] == "not_assessed" and row["unsd_base_year"] == 2014
    sheets["NET"][0][2] = 2015
    again = progress.run(write(sheets, tmp_path), draws=20)
    row = again.tables["Verdicts"].set_index(["target", "economy"]).loc[("more-online", "AGO")]
    assert row["statistics_canada"] == "on_track" and row["statistics_canada_scaling"] == pytest.approx(0.1264928)
    assert any(note.startswith("A zero was replaced on 2 series") for note in again.notes)
    assert any(note.startswith("UNSD counts from another year") and " 10 series" in note for note in study.notes)


# --- families and chosen methods --------------------------------------------------------------------------------------


def test_the_family_of_each_method_is_named(tmp_path: Path) -> None:
    study = progress.run(write(progress_sheets(), tmp_path), draws=20)
    told = study.tables["Methods"].set_index("method")
    assert told["family"].to_dict() == {str(method): str(ORIGIN[method]) for method in Method}
    assert told.loc["probability", "minimum_points"] == 3 and set(told["rows_without_source"]) == {0}
    for name in ("Numbers", "Mapping", "Thresholds"):
        assert set(study.tables[name]["family"]) == {"official", "research", "own"}
    assert {"first_family", "second_family"} <= set(study.tables["Disagreements"])
    head = next(note for note in study.notes if note.startswith("Official methods: "))
    assert "Eurostat" in head and "Research method: SDSN" in head and "Own method: probability" in head


def test_methods_may_be_asked_alone(tmp_path: Path) -> None:
    path = write(progress_sheets(), tmp_path)
    study = progress.run(path, only_methods=("unsd", "eurostat"), draws=20)
    table = study.tables["Verdicts"]
    assert set(study.tables["Numbers"]["method"]) == {"unsd", "eurostat"}
    assert set(table["sdsn"]) == {""} and "" not in set(table["unsd"])
    assert table["unsd"].equals(progress.run(path, draws=20).tables["Verdicts"]["unsd"])
    assert study.parameters["methods"] == "unsd, eurostat"


def test_old_data_are_not_judged_where_a_method_asks_for_recent_ones(tmp_path: Path) -> None:
    sheets = progress_sheets()
    next(line for line in sheets["Thresholds"] if line[:2] == ["sdsn", "maximum_age"])[2] = 3
    sheets["NET"][0].append(2035)  # a year without a figure is not that of the assessment
    for row in sheets["NET"][1:]:
        row.append(None)
    path = write(sheets, tmp_path)
    assert "not_assessed" not in set(progress.run(path, draws=20).tables["Verdicts"].loc[:5, "sdsn"])
    assert progress.run(path, draws=20).parameters["as_of"] == 2022
    late = progress.run(path, draws=20, as_of=2026)
    assert set(late.tables["Verdicts"].loc[:5, "sdsn"]) == {"not_assessed"}
    assert "4 years before 2026" in "".join(late.tables["Not assessed"]["reason"])


def test_a_choice_that_is_not_allowed_is_an_error_of_use(tmp_path: Path) -> None:
    path = write(progress_sheets(), tmp_path)
    choices: list[tuple[dict[str, object], str]] = [
        ({"weighting": "cubic"}, "linear, exponential, equal"),
        ({"draws": 0}, "1 projection or more"),
        ({"only_methods": ("unsd", "imf")}, "unsd, statistics_canada, eurostat, escap, sdsn, probability"),
    ]
    for options, allowed in choices:
        with pytest.raises(Stop) as stopped:
            progress.run(path, **options)  # type: ignore[arg-type]
        assert stopped.value.exit_code is ExitCode.USAGE and allowed in stopped.value.problems[0].allowed


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
    assert not any("Bounds of the methods" in note for note in study.notes)  # they travel in the workbook
