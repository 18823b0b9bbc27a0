"""Long files become workbooks: nothing silent, nothing half done. All figures are made up, save those in data/."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from pipeline.problems import ExitCode, Severity, Stop
from pipeline.sheets import layout, write
from pipeline.sheets.codebook import read_codebook
from pipeline.sheets.economies import load_areas
from pipeline.sheets.existing import read_book
from pipeline.sheets.importing import ImportResult, import_series, repository_url
from pipeline.sheets.merging import Change
from pipeline.sheets.reading.areas import Areas
from pipeline.sheets.reading.declared import Options
from pipeline.sheets.reading.statuses import status_of

AREAS = Areas({"NAM": "Namibia", "FRA": "France", "FJI": "Fiji"}, {"NA": "NAM"})
TIDY = "economy_iso3,year,indicator,value,unit,source,source_url_or_repo,licence,note\n"
TODAY = date(2026, 11, 23)
HEADERS = [column.header for column in layout.INDICATOR_COLUMNS]
DATA = Path(__file__).parents[2] / "data"


def figures(root: Path, *rows: str, name: str = "figures.csv") -> Path:
    """A tidy file: rows are 'economy,year,indicator,value[,note]'."""
    lines = []
    for row in rows:
        area, year, code, value, note = (*row.split(",", 4), "")[:5]
        lines.append(f"{area},{year},{code},{value},per cent,Producer,github:owner/name@c0ffee,CC BY 4.0,{note}")
    path = root / name
    path.write_text(TIDY + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def codebook(root: Path, **changes: object) -> Path:
    """A codebook of one indicator: long_name_in_the_source becomes NET.USE."""
    row = dict(zip(HEADERS, ["NET.USE", *["text"] * (len(HEADERS) - 1)], strict=True))
    row |= {"unit_multiplier": "0", "decimals": "1", "minimum": "0", "maximum": "100", "direction": "higher"}
    row |= {"framework": "development", "theme": "digital_divide", "source_code": "long_name_in_the_source"}
    row |= {"citation": "Producer, data set; owner/name@c0ffee, path", **{k: str(v) for k, v in changes.items()}}
    path = root / "codebook.csv"
    path.write_text(",".join(row) + "\n" + ",".join(f'"{value}"' for value in row.values()) + "\n", encoding="utf-8")
    return path


def bring(root: Path, *files: Path, **options: object) -> ImportResult:
    """Import into made-up.xlsx."""
    return import_series(files, root / "made-up.xlsx", areas=AREAS, today=TODAY, **options)  # type: ignore[arg-type]


def cells(root: Path, sheet: str) -> list[list[object]]:
    """The rows of a sheet of made-up.xlsx."""
    found = [list(row) for row in load_workbook(root / "made-up.xlsx")[sheet].iter_rows(values_only=True)]
    return found[next((at for at, row in enumerate(found) if row[0] == "REF_AREA"), 0) :]  # without the caption


def test_a_new_workbook(tmp_path: Path) -> None:
    file = figures(tmp_path, "NAM,2020,NET.USE,41.5", "FRA,2019,NET.USE,80", "FRA,2020,NET.USE,81,flag b")
    result = bring(tmp_path, file)
    assert (result.written, result.added, result.cells, result.replaced) == (True, ("NET.USE",), 3, ())
    assert cells(tmp_path, "NET.USE") == [
        ["REF_AREA", "Economy", 2019, 2020],
        ["FRA", "France", 80, 81],
        ["NAM", "Namibia", None, 41.5],
    ]
    assert cells(tmp_path, "Notes")[1:] == [["FRA", "NET.USE", 2020, "B", "Eurostat flag b", None]]


def test_without_a_codebook_metadata_are_blank_and_a_warning_says_which(tmp_path: Path) -> None:
    result = bring(tmp_path, figures(tmp_path, "NAM,2020,NET.USE,41.5"))
    (problem,) = result.problems
    assert (problem.code, problem.severity) == ("import-no-metadata", Severity.WARNING)
    assert "in Indicators: name, unit_multiplier, definition, citation, direction" in problem.found
    row = dict(zip(*cells(tmp_path, "Indicators")[:2], strict=True))
    assert (row["unit"], row["source"], row["url"]) == ("per cent", "Producer", "https://github.com/owner/name")
    assert (row["name"], row["direction"]) == (None, None)


def test_a_codebook_gives_code_and_metadata(tmp_path: Path) -> None:
    result = bring(tmp_path, figures(tmp_path, "NAM,2020,long_name_in_the_source,41.5"), codebook=codebook(tmp_path))
    assert (result.problems, result.added) == ((), ("NET.USE",))
    row = dict(zip(*cells(tmp_path, "Indicators")[:2], strict=True))
    assert (row["code"], row["source_code"], row["maximum"]) == ("NET.USE", "long_name_in_the_source", 100)


def test_only_the_indicators_of_the_codebook(tmp_path: Path) -> None:
    file = figures(tmp_path, "NAM,2020,long_name_in_the_source,41.5", "NAM,2020,OTHER,1")
    result = bring(tmp_path, file, codebook=codebook(tmp_path), only_codebook=True)
    assert (result.added, dict(result.left_out)) == (("NET.USE",), {"indicator not asked for": 1})


def test_a_workbook_of_data_sheets_is_imported_by_its_own_sheets(tmp_path: Path) -> None:
    folder = tmp_path / "colleague"
    folder.mkdir()
    file = figures(tmp_path, "NAM,2021,long_name_in_the_source,52,estimate", "FRA,2021,long_name_in_the_source,86")
    bring(folder, file, codebook=codebook(tmp_path, unit="per cent"))
    theirs = folder / "made-up.xlsx"
    book = load_workbook(theirs)
    book["Notes"].append(["FJI", "NET.USE", 2021, "L", "not asked"])
    book.save(theirs)
    result = bring(tmp_path, theirs)
    ours = read_book(tmp_path / "made-up.xlsx", [])
    assert result.written and result.cells == 2
    assert ours.indicators == read_book(theirs, []).indicators and ours.series == read_book(theirs, []).series
    assert {(note.area, note.status, note.note) for note in ours.notes} == {
        ("NAM", "E", "estimate"), ("FJI", "L", "not asked")
    }  # fmt: skip
    assert not bring(tmp_path, theirs).written
    refused = bring(tmp_path, theirs, how=Options(where={"SEX": "_T"}))
    assert [one.code for one in refused.problems if one.severity is Severity.ERROR] == ["import-options-unused"]


def test_supply_and_use_tables_are_no_series(tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = layout.ABOUT
    book.create_sheet(layout.CODES)
    book.save(tmp_path / "tables.xlsx")
    (problem,) = bring(tmp_path, tmp_path / "tables.xlsx").problems
    assert problem.code == "import-supply-use" and "gdgr balance tables.xlsx" in problem.remedy


def test_a_remark_in_place_of_a_source_is_no_source_of_the_indicator(tmp_path: Path) -> None:
    path = tmp_path / "figures.csv"
    path.write_text("economy_iso3,year,indicator,value,source\nNAM,2021,U,52,ITU estimate.\n", encoding="utf-8")
    bring(tmp_path, path)
    book = read_book(tmp_path / "made-up.xlsx", [])
    assert book.indicators[0]["source"] in (None, "")
    assert [(note.status, note.note) for note in book.notes] == [("E", "ITU estimate.")]


def test_an_update_adds_and_lists_what_changed(tmp_path: Path) -> None:
    bring(tmp_path, figures(tmp_path, "NAM,2019,NET.USE,40", "NAM,2020,NET.USE,41.5,estimated", "FRA,2020,NET.USE,81"))
    second = figures(
        tmp_path, "NAM,2020,NET.USE,42", "NAM,2021,NET.USE,43", "FJI,2021,NET.USE,1", "FRA,2020,NET.USE,81"
    )
    result = bring(tmp_path, second)
    assert result.replaced == (Change("NET.USE", "NAM", 2020, 41.5, 42.0),)
    assert "  NET.USE NAM 2020: 41.5 became 42.0" in result.lines()
    assert cells(tmp_path, "NET.USE") == [
        ["REF_AREA", "Economy", 2019, 2020, 2021],
        ["FJI", "Fiji", None, None, 1],
        ["FRA", "France", None, 81, None],
        ["NAM", "Namibia", 40, 42, 43],
    ]
    assert cells(tmp_path, "Notes")[1:] == []  # the remark was about the value that is gone


def test_an_update_keeps_metadata_and_editors_comments(tmp_path: Path) -> None:
    bring(tmp_path, figures(tmp_path, "NAM,2020,long_name_in_the_source,41.5"), codebook=codebook(tmp_path))
    workbook = load_workbook(tmp_path / "made-up.xlsx")
    workbook["Indicators"]["B2"] = "A better name"
    from openpyxl.comments import Comment

    workbook["NET.USE"]["C5"].comment = Comment("asked the ministry", "editor")
    workbook.save(tmp_path / "made-up.xlsx")
    bring(tmp_path, figures(tmp_path, "NAM,2021,NET.USE,43"))
    again = load_workbook(tmp_path / "made-up.xlsx")
    assert again["Indicators"]["B2"].value == "A better name"
    assert again["NET.USE"]["C5"].comment.text == "asked the ministry"


@pytest.mark.parametrize(
    ("note", "status"),
    [
        ("source: ITU estimate.", "E"),
        ("National authority; estimation", "E"),
        ("modelled", "E"),
        ("Modeled by the agency", "E"),
        ("model estimate from telemetry", "E"),
        ("experimental", "G"),
        ("experimental estimate", "E"),  # what is said of the value wins over what is said of the series
        ("Break in series; estimate", "B"),
        ("CONATEL; Preliminary", "P"),
        ("Donnée provisoire.", "P"),
        ("Preliminar", "P"),
        ("country data", "A"),
        ("Ministry of Modelling", "A"),
        ("a model of a telephone", "A"),
        ("", "A"),
        ("flag be", "B"),
    ],
)
def test_words_of_a_source_become_a_status(note: str, status: str) -> None:
    assert status_of(note)[0] == status


def test_whole_series_leaves_nothing_of_an_older_release(tmp_path: Path) -> None:
    old = figures(
        tmp_path, "NAM,2019,NET.USE,40,estimated", "FRA,2019,NET.USE,80", "FRA,2019,OTHER,5,estimated", name="old.csv"
    )
    bring(tmp_path, old)
    new = figures(tmp_path, "NAM,2020,NET.USE,41.5", "FRA,2019,NET.USE,81,experimental", name="new.csv")
    result = bring(tmp_path, new, whole=True)
    assert result.replaced == (Change("NET.USE", "FRA", 2019, 80.0, 81.0),)
    assert result.dropped == {"NET.USE": 1}
    assert "  NET.USE: 1 values of before are not in the files" in result.lines()
    assert cells(tmp_path, "NET.USE") == [
        ["REF_AREA", "Economy", 2019, 2020],
        ["FRA", "France", 81, None],
        ["NAM", "Namibia", None, 41.5],
    ]
    assert cells(tmp_path, "OTHER")[1] == [
        "FRA",
        "France",
        5,
    ]  # a series that the files do not have stays, with its note
    assert cells(tmp_path, "Notes")[1:] == [
        ["FRA", "NET.USE", 2019, "G", "experimental", None],
        ["FRA", "OTHER", 2019, "E", "estimated", None],
    ]
    assert read_book(tmp_path / "made-up.xlsx", []).about.commands[-1].endswith("made-up.xlsx --whole-series")


def test_the_same_import_twice_changes_no_byte(tmp_path: Path) -> None:
    file = figures(tmp_path, "NAM,2020,NET.USE,41.5,estimated", "FRA,2020,NET.USE,0.30000000000000004")
    bring(tmp_path, file)
    before = (tmp_path / "made-up.xlsx").read_bytes()
    result = bring(tmp_path, file)
    assert (result.replaced, result.added) == ((), ())
    assert (tmp_path / "made-up.xlsx").read_bytes() == before


def test_one_bad_row_and_nothing_is_written(tmp_path: Path) -> None:
    bring(tmp_path, figures(tmp_path, "NAM,2020,NET.USE,41.5"))
    before = (tmp_path / "made-up.xlsx").read_bytes()
    result = bring(tmp_path, figures(tmp_path, "NAM,2021,NET.USE,42", "QQQ,2021,NET.USE,x"))
    assert not result.written
    assert sorted(problem.code for problem in result.problems) == ["import-text-value", "import-unknown-economy"]
    assert result.lines() == ["Nothing was written to made-up.xlsx: 2 rows, cells or files have errors."]
    assert (tmp_path / "made-up.xlsx").read_bytes() == before


def test_two_files_that_disagree_are_an_error(tmp_path: Path) -> None:
    one = figures(tmp_path, "NAM,2020,NET.USE,41.5", name="one.csv")
    two = figures(tmp_path, "FRA,2020,NET.USE,1", "NAM,2020,NET.USE,42", name="two.csv")
    result = bring(tmp_path, one, two)
    (problem,) = [p for p in result.problems if p.severity is Severity.ERROR]
    assert (problem.code, str(problem.place)) == ("import-duplicate", "two.csv:3")
    assert "41.5 in one.csv:2" in problem.found


def test_a_code_too_long_for_a_sheet_asks_for_a_codebook(tmp_path: Path) -> None:
    result = bring(tmp_path, figures(tmp_path, f"NAM,2020,{'X' * 32},1"))
    assert [p.code for p in result.problems if p.severity is Severity.ERROR] == ["import-long-code"]


def test_a_unit_multiplier_that_differs_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "figures.csv"
    file.write_text(
        "DATAFLOW,REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,UNIT_MULT\nX,NAM,NET.USE,2020,1,6\n", encoding="utf-8"
    )
    result = bring(tmp_path, file, codebook=codebook(tmp_path, source_code="NET.USE"))
    (problem,) = result.problems
    assert (problem.code, problem.found) == ("import-unit-multiplier", "UNIT_MULT 6 for NET.USE, whose sheet holds 0")


def test_a_source_that_the_citation_does_not_name_goes_into_notes(tmp_path: Path) -> None:
    file = figures(tmp_path, "NAM,2019,long_name_in_the_source,40", "NAM,2020,long_name_in_the_source,41.5")
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("41.5,per cent,Producer,github:owner/name@c0ffee", "41.5,per cent,Other,github:x/y@1"),
        encoding="utf-8",
    )
    bring(tmp_path, file, codebook=codebook(tmp_path))
    assert cells(tmp_path, "Notes")[1:] == [["NAM", "NET.USE", 2020, "A", None, "Other (github:x/y@1)"]]


def test_about_names_the_files_and_the_command(tmp_path: Path) -> None:
    file = figures(tmp_path, "NAM,2020,NET.USE,41.5", "WLD,2020,NET.USE,60")
    bring(tmp_path, file, how=Options(skip_areas=frozenset({"WLD"}), missing=("-99",)))
    about = read_book(tmp_path / "made-up.xlsx", []).about
    assert [name for name, _ in about.imported] == ["figures.csv"]
    assert about.commands[0].startswith("2026-11-23: gdgr import figures.csv --into")
    assert about.commands[0].endswith("made-up.xlsx --missing -99 --skip-area WLD")


def test_a_second_file_is_added_to_the_list_of_sources(tmp_path: Path) -> None:
    bring(tmp_path, figures(tmp_path, "NAM,2020,NET.USE,41.5", name="one.csv"))
    bring(tmp_path, figures(tmp_path, "NAM,2021,NET.USE,42", name="two.csv"))
    assert [name for name, _ in read_book(tmp_path / "made-up.xlsx", []).about.imported] == ["one.csv", "two.csv"]


@pytest.mark.parametrize(
    ("spoil", "found"),
    [
        (lambda w: w["NET.USE"].__setitem__("C5", "n/a"), "'n/a' for 'NAM', 2020"),
        (lambda w: w["NET.USE"].__setitem__("C5", "=1+1"), "'=1+1' for 'NAM', 2020"),
        (lambda w: w["NET.USE"].__setitem__("C4", "year"), "41.5 for 'NAM', 'year'"),
        (lambda w: w.remove(w["Notes"]), "there is no such sheet"),
    ],
)
def test_a_workbook_that_an_import_would_damage_is_refused(tmp_path: Path, spoil: object, found: str) -> None:
    bring(tmp_path, figures(tmp_path, "NAM,2020,NET.USE,41.5"))
    workbook = load_workbook(tmp_path / "made-up.xlsx")
    spoil(workbook)  # type: ignore[operator]
    workbook.save(tmp_path / "made-up.xlsx")
    before = (tmp_path / "made-up.xlsx").read_bytes()
    result = bring(tmp_path, figures(tmp_path, "NAM,2021,NET.USE,42"))
    assert found in [p.found for p in result.problems if p.code == "import-workbook-invalid"]
    assert (tmp_path / "made-up.xlsx").read_bytes() == before


def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "made-up.xlsx").write_text("not a workbook", encoding="utf-8")
    result = bring(tmp_path, figures(tmp_path, "NAM,2021,NET.USE,42"))
    assert not result.written
    assert (tmp_path / "made-up.xlsx").read_text(encoding="utf-8") == "not a workbook"


def test_a_file_that_does_not_exist_stops(tmp_path: Path) -> None:
    with pytest.raises(Stop) as stopped:
        bring(tmp_path, tmp_path / "nowhere.csv")
    assert (stopped.value.exit_code, stopped.value.problems[0].code) == (ExitCode.DATA, "import-file-missing")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"nickname": "x"}, "import-codebook-columns"),
        ({"code": "X" * 32}, "import-codebook-value"),
        ({"code": ""}, "import-codebook-value"),
        ({"decimals": "one"}, "import-codebook-value"),
        ({"maximum": "12,5"}, "import-codebook-value"),
    ],
)
def test_a_wrong_codebook_stops(tmp_path: Path, changes: dict[str, str], code: str) -> None:
    with pytest.raises(Stop) as stopped:
        read_codebook(codebook(tmp_path, **changes))
    assert stopped.value.problems[0].code == code


def test_economies_are_those_of_the_data_folder(small_data: Path) -> None:
    areas = load_areas(small_data / "data" / "reference" / "economies.xlsx")
    assert areas.names["NAM"] == "Namibia"
    assert {areas.find(code) for code in ("NAM", "NA", "516")} == {"NAM"}


def test_without_economies_nothing_can_be_imported(tmp_path: Path) -> None:
    with pytest.raises(Stop) as stopped:
        import_series((figures(tmp_path, "NAM,2020,NET.USE,1"),), tmp_path / "a" / "b.xlsx")
    assert stopped.value.problems[0].code == "import-no-economies"


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("github:owner/name@c0ffee", "https://github.com/owner/name"),
        ("github:owner/na.me", "https://github.com/owner/na.me"),
        ("https://example.org/a", "https://example.org/a"),
        ("", ""),
    ],
)
def test_addresses_of_repositories(text: str, url: str) -> None:
    assert repository_url(text) == url


@pytest.mark.parametrize(
    "name", ["development/coverage", "monitoring/information-access", "accounting/ict-value-added"]
)
def test_a_committed_workbook_is_read_and_written_without_loss(tmp_path: Path, name: str) -> None:
    problems: list[object] = []
    source = DATA / f"{name}.xlsx"
    names = load_areas(DATA / "reference" / "economies.xlsx").names
    book = read_book(source, problems)  # type: ignore[arg-type]
    write.write_indicators(tmp_path / "copy.xlsx", book, names)
    again = read_book(tmp_path / "copy.xlsx", problems)  # type: ignore[arg-type]
    assert problems == []
    assert (again.series, again.notes, again.comments) == (book.series, book.notes, book.comments)
    assert (again.indicators, again.about.facts) == (book.indicators, book.about.facts)
    write.write_indicators(tmp_path / "again.xlsx", again, names)
    assert (tmp_path / "again.xlsx").read_bytes() == (tmp_path / "copy.xlsx").read_bytes()


# ------------------------------------------------------------------------------------- what a source takes back


def test_a_value_that_the_source_withdraws_goes_and_its_reason_goes_to_notes(tmp_path: Path) -> None:
    bring(tmp_path, figures(tmp_path, "NAM,2020,NET.USE,28.8", "FRA,2020,NET.USE,80"))
    second = figures(tmp_path, "NAM,2020,NET.USE,,withdrawn by the producer", "FRA,2020,NET.USE,80")
    result = bring(tmp_path, second)
    (problem,) = result.problems
    assert (problem.code, problem.severity) == ("import-withdrawn", Severity.WARNING)
    assert problem.found.startswith("NET.USE NAM 2020: 28.8 is in the workbook, blank in the file; taken out")
    assert "  NET.USE NAM 2020: 28.8 was withdrawn: withdrawn by the producer" in result.lines()
    assert cells(tmp_path, "NET.USE") == [["REF_AREA", "Economy", 2020], ["FRA", "France", 80]]
    assert cells(tmp_path, "Notes")[1:] == [["NAM", "NET.USE", 2020, "O", "withdrawn by the producer", None]]


def test_a_value_whose_cell_is_blank_without_a_word_stays_with_a_warning(tmp_path: Path) -> None:
    bring(tmp_path, figures(tmp_path, "NAM,2020,NET.USE,28.8,estimated"))
    result = bring(tmp_path, figures(tmp_path, "NAM,2020,NET.USE,", "NAM,2021,NET.USE,31"))
    (problem,) = result.problems
    assert problem.found.endswith("28.8 is in the workbook, blank in the file; kept, for the file does not say why")
    assert cells(tmp_path, "NET.USE")[1] == ["NAM", "Namibia", 28.8, 31]
    assert cells(tmp_path, "Notes")[1:] == [["NAM", "NET.USE", 2020, "E", "estimated", None]]


def test_a_reason_for_a_cell_that_never_had_a_value_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "figures.csv"
    file.write_text(
        "DATAFLOW,REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,OBS_STATUS\nX,NAM,NET.USE,2020,NaN,L\nX,FRA,NET.USE,2020,80,A\n"
        "X,FJI,NET.USE,2020,,A\n",
        encoding="utf-8",
    )
    bring(tmp_path, file, codebook=codebook(tmp_path, source_code="NET.USE"))
    assert cells(tmp_path, "Notes")[1:] == [["NAM", "NET.USE", 2020, "L", None, None]]


def test_a_reason_why_there_is_no_value_goes_where_the_source_gives_one(tmp_path: Path) -> None:
    bring(tmp_path, figures(tmp_path, "NAM,2021,U,52", "FRA,2021,U,86"))
    bring(tmp_path, figures(tmp_path, "NAM,2021,U,,withdrawn", "FRA,2021,U,86", name="second.csv"))
    assert [note.status for note in read_book(tmp_path / "made-up.xlsx", []).notes] == ["O"]
    bring(tmp_path, figures(tmp_path, "NAM,2021,U,53", "FRA,2021,U,86", name="third.csv"))
    assert read_book(tmp_path / "made-up.xlsx", []).notes == ()


def test_values_that_the_file_no_longer_has_are_listed_and_kept(tmp_path: Path) -> None:
    bring(
        tmp_path,
        figures(tmp_path, "NAM,2020,NET.USE,41", "FRA,2020,NET.USE,80", "FJI,2020,NET.USE,50", "FJI,2019,NET.USE,48"),
    )
    result = bring(tmp_path, figures(tmp_path, "NAM,2020,NET.USE,41", "FRA,2020,NET.USE,81"))
    (problem,) = result.problems
    assert (problem.code, problem.severity) == ("import-not-in-file", Severity.INFO)
    assert problem.found == "NET.USE: 1 values of the workbook are not in the file, and are kept: FJI 2020 (50.0)"
    assert bring(tmp_path, figures(tmp_path, "NAM,2020,NET.USE,42")).problems == ()  # a file of one economy


def test_two_files_in_two_units_are_an_error(tmp_path: Path) -> None:
    one, two = (
        figures(tmp_path, "NAM,2020,NET.USE,41", name="one.csv"),
        figures(tmp_path, "FRA,2020,NET.USE,0.8", name="two.csv"),
    )
    two.write_text(two.read_text(encoding="utf-8").replace("per cent", "ratio"), encoding="utf-8")
    result = bring(tmp_path, one, two)
    (problem,) = [problem for problem in result.problems if problem.severity is Severity.ERROR]
    assert (problem.code, problem.found) == ("import-unit-varies", "NET.USE in ratio here and in per cent in one.csv:2")


def test_rows_that_name_their_own_sources_keep_them(tmp_path: Path) -> None:
    rows = ("NAM,2019,NET.USE,1,%,The regulator (made up).", "NAM,2020,NET.USE,2,%,ITU estimate.")
    file = tmp_path / "figures.csv"
    file.write_text("economy_iso3,year,indicator,value,unit,source\n" + "\n".join(rows) + "\n", encoding="utf-8")
    bring(tmp_path, file)
    assert cells(tmp_path, "Notes")[1:] == [
        ["NAM", "NET.USE", 2019, "A", None, "The regulator (made up)."],
        ["NAM", "NET.USE", 2020, "E", None, "ITU estimate."],
    ]


# ------------------------------------------------------------------------------------- what editors added


def changed(root: Path, change: object) -> bytes:
    """Change made-up.xlsx by hand; its bytes."""
    workbook = load_workbook(root / "made-up.xlsx")
    change(workbook)  # type: ignore[operator]
    workbook.save(root / "made-up.xlsx")
    return (root / "made-up.xlsx").read_bytes()


def test_an_editors_own_column_of_indicators_is_kept(tmp_path: Path) -> None:
    bring(tmp_path, figures(tmp_path, "NAM,2020,long_name_in_the_source,41.5"), codebook=codebook(tmp_path))

    def add(workbook: Workbook) -> None:
        for row, (remark, rank) in enumerate((("my remarks", "my rank"), ("ask again in May", 2.5)), start=1):
            workbook["Indicators"].cell(row, len(HEADERS) + 1, remark)
            workbook["Indicators"].cell(row, len(HEADERS) + 2, rank)

    changed(tmp_path, add)
    one, two = "NAM,2021,long_name_in_the_source,43", "FRA,2021,OTHER,1"
    for file in (figures(tmp_path, one), figures(tmp_path, two, name="two.csv")):
        assert bring(tmp_path, file, codebook=codebook(tmp_path)).written
    rows = cells(tmp_path, "Indicators")
    assert [row[len(HEADERS) :] for row in rows] == [["my remarks", "my rank"], ["ask again in May", 2.5], [None, None]]


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "place", "found"),
    [
        ("Notes", "C2", None, "C2", "a blank cell as TIME_PERIOD"),
        ("Notes", "C2", "soon", "C2", "'soon' as TIME_PERIOD"),
        ("Notes", "A2", None, "A2", "a blank cell as REF_AREA"),
        ("Notes", "D1", "status", "A1", "no column 'OBS_STATUS'"),
        ("Indicators", "A2", None, "A2", "a blank cell as code"),
        ("Indicators", "B1", "code", "B1", "a column 'code' once more"),
    ],
)
def test_a_long_sheet_that_cannot_be_kept_is_refused_with_its_cell(
    tmp_path: Path, sheet: str, cell: str, value: object, place: str, found: str
) -> None:
    bring(tmp_path, figures(tmp_path, "NAM,2020,NET.USE,41.5,estimated"))
    before = changed(tmp_path, lambda workbook: workbook[sheet].__setitem__(cell, value))
    result = bring(tmp_path, figures(tmp_path, "NAM,2021,NET.USE,42"))
    assert not result.written
    assert (place, found) in [(problem.place.cell, problem.found) for problem in result.problems]
    assert (tmp_path / "made-up.xlsx").read_bytes() == before


# ------------------------------------------------------------------------------------- codebooks and readings


def test_a_codebook_is_read_as_excel_saves_it(tmp_path: Path) -> None:
    book = tmp_path / "book.csv"
    book.write_bytes("code;name;maximum;source_code\nMY.USE;Côte d’Ivoire – en ligne;99,5;NET.USE\n".encode("cp1252"))
    rows, problems = read_codebook(book)
    assert (rows["NET.USE"]["name"], rows["NET.USE"]["maximum"]) == ("Côte d’Ivoire – en ligne", 99.5)
    assert [problem.code for problem in problems] == ["import-encoding"]


def test_a_codebook_that_cannot_be_read_stops(tmp_path: Path) -> None:
    book = tmp_path / "book.csv"
    book.write_bytes(b"code,name\nA,\x81\n")
    with pytest.raises(Stop) as stopped:
        read_codebook(book)
    assert (stopped.value.exit_code, stopped.value.problems[0].code) == (ExitCode.DATA, "import-unreadable")


def test_a_reading_is_noted_with_its_file(tmp_path: Path) -> None:
    file = tmp_path / "figures.csv"
    file.write_text("land;wert\nNamibia;41,5\n", encoding="utf-8")
    reading = tmp_path / "figures.csv.reading.toml"
    reading.write_text(
        'economy = "land"\nvalue = "wert"\n[fixed]\nyear = 2020\nindicator = "NET.USE"\n', encoding="utf-8"
    )
    areas = Areas(AREAS.names, AREAS.aliases, {"namibia": "NAM"})
    assert import_series((file,), tmp_path / "made-up.xlsx", areas=areas, today=TODAY).written
    assert cells(tmp_path, "NET.USE")[1] == ["NAM", "Namibia", 41.5]
    assert [name for name, _ in read_book(tmp_path / "made-up.xlsx", []).about.imported] == [file.name, reading.name]
    assert not import_series((file,), tmp_path / "made-up.xlsx", areas=areas, today=TODAY, reading=reading).written
    assert import_series((file,), tmp_path / "other.xlsx", areas=areas, today=TODAY, reading=reading).written
    assert "--reading figures.csv.reading.toml" in read_book(tmp_path / "other.xlsx", []).about.commands[-1]


def test_names_in_all_languages_and_groups_are_known(small_data: Path) -> None:
    areas = load_areas(DATA / "reference" / "economies.xlsx")
    assert {areas.find(name) for name in ("Germany", "Allemagne", "alemania", "Германия", "德国", "ألمانيا")} == {"DEU"}
    assert areas.is_aggregate("Sub-Saharan Africa") and areas.find("Sub-Saharan Africa") is None


# ------------------------------------------------------------------------------------- what is told, once


def test_what_is_left_to_fill_is_listed_once_with_the_names_that_are_missing(small_data: Path, tmp_path: Path) -> None:
    import shutil

    shutil.copytree(small_data / "data", tmp_path / "data")
    into = tmp_path / "data/development/new.xlsx"
    file = figures(tmp_path, "FRA,2020,NEW.USE,41.5")
    options = {"today": TODAY}
    result = import_series((file,), into, **options)  # type: ignore[arg-type]
    (problem,) = [one for one in result.problems if one.code == "import-no-metadata"]
    assert "in Indicators: name, unit_multiplier, definition, citation, direction, decimals" in problem.found
    assert "sheet Terms, a row: indicator 'NEW.USE', " in problem.found and "short" not in problem.found
    assert "definition 'NEW.USE'" in problem.found
    again = import_series((figures(tmp_path, "FRA,2021,NEW.USE,42"),), into, **options)  # type: ignore[arg-type]
    assert again.written and "import-no-metadata" not in [one.code for one in again.problems]


def test_a_blank_cell_of_a_codebook_clears_nothing(tmp_path: Path) -> None:
    bring(tmp_path, figures(tmp_path, "NAM,2020,long_name_in_the_source,41.5"), codebook=codebook(tmp_path))
    second = figures(tmp_path, "NAM,2021,long_name_in_the_source,43", name="two.csv")
    result = bring(tmp_path, second, codebook=codebook(tmp_path, licence="", pillar="new"))
    row = dict(zip(*cells(tmp_path, "Indicators")[:2], strict=True))
    assert (row["licence"], row["pillar"]) == ("text", "new")
    assert "  Indicators, NET.USE, pillar: 'text' became 'new'" in result.lines()


def test_one_source_of_a_file_makes_no_note_of_every_figure(tmp_path: Path) -> None:
    file = figures(tmp_path, "NAM,2019,long_name_in_the_source,40", "NAM,2020,long_name_in_the_source,41.5")
    text = file.read_text(encoding="utf-8").replace("Producer,github:owner/name@c0ffee", "Other,github:x/y@1")
    file.write_text(text, encoding="utf-8")
    result = bring(tmp_path, file, codebook=codebook(tmp_path))
    assert cells(tmp_path, "Notes")[1:] == []
    assert [one.code for one in result.problems] == ["import-source-not-named"]


def test_two_notes_about_one_figure_are_kept(tmp_path: Path) -> None:
    bring(tmp_path, figures(tmp_path, "NAM,2020,NET.USE,41.5,estimated"))
    changed(tmp_path, lambda workbook: workbook["Notes"].append(["NAM", "NET.USE", 2020, "B", "a break"]))
    bring(tmp_path, figures(tmp_path, "NAM,2020,NET.USE,41.5,estimated", "NAM,2021,NET.USE,42", name="two.csv"))
    assert [row[3] for row in cells(tmp_path, "Notes")[1:]] == ["E", "B"]


@pytest.mark.parametrize(("name", "code"), [("topic", "import-into"), ("topic.csv", "import-into")])
def test_a_workbook_has_its_ending(tmp_path: Path, name: str, code: str) -> None:
    with pytest.raises(Stop) as stopped:
        import_series((figures(tmp_path, "NAM,2020,NET.USE,1"),), tmp_path / name, areas=AREAS)
    assert stopped.value.problems[0].code == code


@pytest.mark.parametrize("code", ["Notes", "net.use"])
def test_a_code_that_is_the_name_of_another_sheet_is_refused(tmp_path: Path, code: str) -> None:
    result = bring(tmp_path, figures(tmp_path, "NAM,2020,NET.USE,1", f"NAM,2020,{code},1"))
    assert [one.code for one in result.problems] == ["import-long-code"]


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.sheets import importing

    file = figures(tmp_path, "NAM,2020,NET.USE,1")
    read = importing.read_series

    def meanwhile(*arguments: object) -> object:
        found = read(*arguments)  # type: ignore[arg-type]
        file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        return found

    monkeypatch.setattr(importing, "read_series", meanwhile)
    result = bring(tmp_path, file)
    assert (result.written, [one.code for one in result.problems]) == (False, ["import-file-changed"])


def test_economies_pass_the_gate(small_data: Path, tmp_path: Path) -> None:
    import shutil

    from tests.broken import archives

    shutil.copytree(small_data / "data", tmp_path / "data")
    archives.rewritten(tmp_path, extra={"xl/vbaProject.bin": b"x"}, file="data/reference/economies.xlsx")
    with pytest.raises(Stop) as stopped:
        load_areas(tmp_path / "data/reference/economies.xlsx")
    assert stopped.value.problems[0].code == "sheet-macro"
