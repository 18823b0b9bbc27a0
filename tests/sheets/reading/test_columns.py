"""Nothing in silence: filters, columns that nobody reads, codes and flags that nobody knows. All figures are made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.problems import Severity
from pipeline.sheets.reading.areas import Areas
from pipeline.sheets.reading.declared import Options
from pipeline.sheets.reading.observed import Read
from pipeline.sheets.reading.series import read_series

TIDY = "economy_iso3,year,indicator,value"
SDMX = "DATAFLOW,REF_AREA,INDICATOR,SEX,TIME_PERIOD,OBS_VALUE,OBS_STATUS"


def read(root: Path, areas: Areas, header: str, *rows: str, options: Options | None = None) -> Read:
    path = root / "made-up.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return read_series(path, areas, options)


def told(found: Read) -> list[tuple[str, str, str]]:
    return [(problem.code, problem.severity, problem.found) for problem in found.problems]


def test_a_filter_that_no_row_matches_is_an_error_with_what_there_is(tmp_path: Path, areas: Areas) -> None:
    rows = ("X,KEN,USE,_T,2021,5,A", "X,FRA,USE,F,2021,6,A")
    found = read(tmp_path, areas, SDMX, *rows, options=Options(where={"SEX": "T"}))
    assert told(found) == [("import-filter-empty", "error", "no row whose SEX is T; it holds _T (1), F (1)")]


def test_filters_that_match_no_row_together_are_an_error(tmp_path: Path, areas: Areas) -> None:
    rows = ("X,KEN,USE,_T,2021,5,A", "X,FRA,USE,F,2021,6,A")
    found = read(tmp_path, areas, SDMX, *rows, options=Options(where={"SEX": "F", "REF_AREA": "KEN"}))
    assert told(found) == [("import-filter-empty", "error", "no row matches SEX=F, REF_AREA=KEN together")]


def test_a_dimension_that_is_another_in_another_indicator_does_not_vary(tmp_path: Path, areas: Areas) -> None:
    assert told(read(tmp_path, areas, SDMX, "X,KEN,USE_T,_T,2021,5,A", "X,KEN,USE_F,F,2021,6,A")) == []


def test_a_dimension_that_varies_in_blank_rows_only_does_not_vary(tmp_path: Path, areas: Areas) -> None:
    assert told(read(tmp_path, areas, SDMX, "X,KEN,USE,_T,2021,5,A", "X,KEN,USE,F,2020,,M")) == []


def test_a_dimension_that_varies_is_told_once_and_not_as_duplicates(tmp_path: Path, areas: Areas) -> None:
    found = read(tmp_path, areas, SDMX, "X,KEN,USE,_T,2021,5,A", "X,KEN,USE,F,2021,6,A", "X,KEN,USE,M,2021,4,A")
    (problem,) = found.problems
    assert problem.code == "import-dimension-varies"


@pytest.mark.parametrize(
    ("column", "texts", "code", "severity", "found"),
    [
        ("flags", ("x", ""), "import-column-not-read", "warning", "the column 'flags', whose name speaks of flags"),
        ("Sex", ("men", "women"), "import-dimension-varies", "error", "Sex varies inside USE: men in 1 rows"),
        ("tier", ("low", "high"), "import-column-not-read", "warning", "may tell series apart: low, high"),
        ("rank", ("1", "2"), "import-columns-not-read", "info", "not read: rank"),
        ("place", ("Kenya", "Kenya"), "import-columns-not-read", "info", "not read: place"),
    ],
)
def test_a_column_that_is_not_read_is_told(
    tmp_path: Path, areas: Areas, column: str, texts: tuple[str, str], code: str, severity: str, found: str
) -> None:
    rows = (
        f"KEN,2021,USE,5,{texts[0]}",
        f"KEN,2020,USE,6,{texts[1]}",
        f"FRA,2020,USE,7,{texts[0]}",
        f"FRA,2021,USE,7,{texts[1]}",
    )
    if column in ("tier", "Sex"):
        rows = (
            (*rows[:2], f"FRA,2020,USE,7,{texts[0]}", f"KEN,2020,OTHER,1,{texts[0]}") if column == "tier" else rows[:2]
        )
    (problem,) = read(tmp_path, areas, f"{TIDY},{column}", *rows).problems
    assert (problem.code, problem.severity) == (code, severity)
    assert found in problem.found


def test_a_column_without_content_is_not_told(tmp_path: Path, areas: Areas) -> None:
    assert told(read(tmp_path, areas, f"{TIDY},empty", "KEN,2021,USE,5,")) == []


def test_a_column_without_a_header_is_told(tmp_path: Path, areas: Areas) -> None:
    found = read(tmp_path, areas, f"{TIDY},,unit", "KEN,2021,USE,5,x,%")
    assert told(found) == [("import-columns-not-read", "info", "not read: a column without a header")]


def test_a_column_of_a_label_after_a_dimension_is_not_taken_for_its_label(tmp_path: Path, areas: Areas) -> None:
    header = "REF_AREA,Sex,INDICATOR,TIME_PERIOD,OBS_VALUE"
    found = read(tmp_path, areas, header, "KEN,F,USE,2021,5", "FRA,M,USE,2021,6")
    assert [problem.code for problem in found.problems] == ["import-dimension-varies"]


def test_aggregates_are_named_once_and_unknown_codes_are_errors(tmp_path: Path, areas: Areas) -> None:
    rows = [
        f"{code},{year},USE,5"
        for code in ("WLD", "EU27_2020", "EA20", "Sub-Saharan Africa", "150", "KEN")
        for year in (2020, 2021)
    ]
    found = read(tmp_path, areas, TIDY, *rows, "Kenia,2020,USE,5", "QQQ,2020,USE,5")
    assert ("import-aggregates", "info", "groups of economies left out, with their rows: WLD (2), EU27_2020 (2), EA20 (2), "
            "Sub-Saharan Africa (2), 150 (2)") in told(found)  # fmt: skip
    unknown = [text for code, severity, text in told(found) if code == "import-unknown-economy" and severity == "error"]
    assert unknown[0].startswith("no economy 'Kenia' (1 rows); nearest: KEN (Kenya)")
    assert unknown[1].startswith("no economy 'QQQ' (1 rows)")
    assert {row.area for row in found.rows} == {"KEN"}


def test_areas_beyond_the_list_of_economies_are_named_and_left_out(tmp_path: Path, areas: Areas) -> None:
    rows = ["KEN,2020,USE,5", "XKX,2020,USE,5", "XKX,2021,USE,6", "CHI,2020,USE,", "Channel Islands,2020,USE,7"]
    found = read(tmp_path, areas, TIDY, *rows)
    assert ("import-unlisted-area", "warning", "areas left out that the list of economies does not have, with their rows: XKX (2), "
            "Channel Islands (1)") in told(found)  # fmt: skip
    assert not [problem for problem in found.problems if problem.severity is Severity.ERROR]
    assert {row.area for row in found.rows} == {"KEN"}


def test_no_economy_is_taken_for_an_aggregate(areas: Areas) -> None:
    for iso3 in areas.names:
        assert areas.find(iso3) == iso3
    for alias, iso3 in areas.aliases.items():
        assert (areas.find(alias), areas.find(f" {alias.lower()} ")) == (iso3, iso3)
        assert areas.find(alias.lstrip("0")) == iso3
    for code in ("WLD", "EU27_2020", "OECD", "SSF", "001", "1", "World", "X01", "EA19"):
        assert areas.find(code) is None and areas.is_aggregate(code)


def test_unknown_flags_are_errors(tmp_path: Path, areas: Areas) -> None:
    found = read(tmp_path, areas, SDMX, "X,KEN,USE,_T,2021,5,?")
    (problem,) = found.problems
    assert (problem.code, problem.severity, problem.found) == (
        "import-unknown-status",
        Severity.ERROR,
        "the status '?'",
    )


def test_several_flags_leave_the_winner_and_a_note(tmp_path: Path, areas: Areas) -> None:
    (row,) = read(tmp_path, areas, SDMX, 'X,KEN,USE,_T,2021,5,"P;E"').rows
    assert (row.status, row.note) == ("E", "also P (Provisional value)")


@pytest.mark.parametrize("year", ["2021-Q1", "2021-03", "21", "2021/22", "2021-12-31"])
def test_what_is_no_year_is_an_error(tmp_path: Path, areas: Areas, year: str) -> None:
    (problem,) = read(tmp_path, areas, TIDY, f"KEN,{year},USE,5").problems
    assert (problem.code, problem.found) == ("import-bad-year", f"{year!r} as a year")


def test_commas_that_may_divide_thousands_are_an_error(tmp_path: Path, areas: Areas) -> None:
    found = read(tmp_path, areas, TIDY.replace(",", ";"), "KEN;2021;USE;1,234", "FRA;2021;USE;20")
    assert told(found)[0][:2] == ("import-decimal-unsure", "error")


def test_a_comma_among_points_is_no_figure(tmp_path: Path, areas: Areas) -> None:
    found = read(tmp_path, areas, TIDY.replace(",", ";"), "KEN;2021;USE;1,25", "FRA;2021;USE;2.5")
    assert [(code, text) for code, _, text in told(found)] == [("import-text-value", "'1,25' as a value of USE")]


@pytest.mark.parametrize("value", ["5", ""])
def test_a_row_that_deletes_takes_a_value_back(tmp_path: Path, areas: Areas, value: str) -> None:
    found = read(tmp_path, areas, f"ACTION,{SDMX}", "I,X,KEN,USE,_T,2020,5,A", f"D,X,KEN,USE,_T,2021,{value},A")
    (blank,) = found.blanks
    assert (blank.area, blank.year, blank.note) == ("KEN", 2021, "deleted by the source (ACTION D)")
    assert [row.year for row in found.rows] == [2020] and not told(found)


@pytest.mark.parametrize("row", ["D,X,KEN,USE,_T,2020,,A", "D,X,KEN,USE,_T,,,A"])
def test_a_row_that_deletes_more_than_a_value_of_an_earlier_file_is_an_error(
    tmp_path: Path, areas: Areas, row: str
) -> None:
    found = read(tmp_path, areas, f"ACTION,{SDMX}", "I,X,KEN,USE,_T,2020,5,A", row)
    assert [code for code, _, _ in told(found)] == ["import-delete-row"]


def test_a_row_that_deletes_of_an_area_beyond_the_list_is_left_out(tmp_path: Path, areas: Areas) -> None:
    found = read(tmp_path, areas, f"ACTION,{SDMX}", "I,X,KEN,USE,_T,2020,5,A", "D,X,XKX,USE,_T,2020,,A")
    assert [code for code, _, _ in told(found)] == ["import-unlisted-area"] and not found.blanks


def test_two_values_of_one_cell_are_an_error_and_one_value_twice_is_counted(tmp_path: Path, areas: Areas) -> None:
    found = read(tmp_path, areas, TIDY, "KEN,2021,USE,5", "KE,2021,USE,5.0", "404,2021,USE,6")
    assert [(code, text) for code, _, text in told(found)] == [
        ("import-duplicate", "USE KEN 2021 is 6.0 here and 5.0 in line 2")
    ]
    assert found.left_out == {"repeats an earlier row": 1}
