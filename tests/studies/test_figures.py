"""A file of figures goes to each study as a workbook does, with the same results; all figures are made up."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook

from pipeline import cli
from pipeline.problems import ExitCode, Severity, Stop
from pipeline.sheets.importing import import_series
from pipeline.sheets.reading.declared import Options
from pipeline.studies import balance, divide, index, progress
from pipeline.studies.figures import Source
from pipeline.studies.study import Study, as_text
from tests.studies import test_balance, test_index
from tests.studies.series_workbooks import AREAS, VALUES, divide_sheets, progress_sheets, write

YEARS = (2015, 2018, 2019, 2022)
HIGHER = {"*": "higher"}


def table(path: Path, rows: list[list[object]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=";" if path.suffix == ".scsv" else ",").writerows(
            ["" if cell is None else cell for cell in row] for row in rows
        )
    return path


def wide(folder: Path) -> Path:
    """As a download of the World Bank has it, with an aggregate."""
    rows = [[name, code, "Made up", "NET", *VALUES[code]] for code, name in AREAS.items()]
    header = ["Country Name", "Country Code", "Indicator Name", "Indicator Code", *YEARS]
    return table(folder / "wide.csv", [header, *rows, ["World", "WLD", "Made up", "NET", 1, 2, 3, 4]])


def long(folder: Path) -> Path:
    """As an SDMX-CSV file has it, with a unit."""
    rows = [
        ["X", code, "NET", "PT", year, value]
        for code, values in VALUES.items()
        for year, value in zip(YEARS, values, strict=True)
    ]
    return table(
        folder / "long.csv", [["DATAFLOW", "REF_AREA", "INDICATOR", "UNIT_MEASURE", "TIME_PERIOD", "OBS_VALUE"], *rows]
    )


def own(folder: Path) -> Path:
    """A researcher's own table with decimal commas and its reading beside it."""
    path = folder / "mine.scsv"
    table(path, [["Land", "Jahr", "Wert"], *([AREAS[code], year, f"{value:.1f}".replace(".", ",")]
          for code, values in VALUES.items() for year, value in zip(YEARS, values, strict=True))])  # fmt: skip
    reading = (
        'economy = "Land"\nyear = "Jahr"\nvalue = "Wert"\n[fixed]\nindicator = "NET"\n[directions]\nNET = "higher"\n'
    )
    (folder / "mine.scsv.reading.toml").write_text(reading, encoding="utf-8")
    return path


def book(folder: Path) -> Path:
    """A tidy table in a workbook, beside the sheets of a study."""
    path = folder / "tidy.xlsx"
    made = Workbook()
    made.active.title = "Figures"
    made.active.append(["economy_iso3", "year", "indicator", "value", "unit"])
    for code, values in VALUES.items():
        for year, value in zip(YEARS, values, strict=True):
            made.active.append([code, year, "NET", value, "per cent"])
    for name in ("Population", "Groups"):
        sheet = made.create_sheet(name)
        for row in divide_sheets()[name]:
            sheet.append(row)
    made.save(path)
    return path


def same(first: Study, second: Study, *tables: str) -> None:
    for name in tables:
        pd.testing.assert_frame_equal(first.tables[name], second.tables[name])


@pytest.mark.parametrize("make", [wide, long, own])
def test_divide_of_a_file_is_that_of_a_workbook(tmp_path: Path, make) -> None:  # type: ignore[no-untyped-def]
    sheets = divide_sheets()
    groups, people = (
        table(tmp_path / "groups.csv", sheets["Groups"]),
        table(tmp_path / "people.csv", [["Country Code", "Indicator Code", 2015, 2022], *([row[0], "POP", *row[2:]] for row in sheets["Population"][1:])]),
    )  # fmt: skip
    source = Source(directions=HIGHER, beside=(("Groups", groups),), population=people)
    found = divide.run(make(tmp_path), draws=20, source=source)
    del sheets["OWN_FEMALE"], sheets["OWN_MALE"], sheets["Indicators"][2:]
    same(found, divide.run(write(sheets, tmp_path), draws=20), "Change", "Decomposition", "Group gaps", "Time distance")


def test_divide_takes_sheets_beside_a_table_in_a_workbook(tmp_path: Path) -> None:
    found = divide.run(book(tmp_path), draws=20, source=Source(directions=HIGHER))
    sheets = divide_sheets()
    del sheets["OWN_FEMALE"], sheets["OWN_MALE"], sheets["Indicators"][2:]
    same(found, divide.run(write(sheets, tmp_path), draws=20), "Change", "Decomposition", "Group gaps")
    assert "not read" not in as_text(found)


def test_groups_of_a_file_may_name_economies_in_any_way_and_those_without_figures(tmp_path: Path) -> None:
    ways = {"AGO": "24", "CHN": "中国", "FRA": "France"}
    rows = [[ways.get(str(row[0]), row[0]), *row[1:]] for row in divide_sheets()["Groups"]]
    groups = table(tmp_path / "groups.csv", [*rows, ["Kenya", "low"]])
    found = divide.run(wide(tmp_path), draws=20, source=Source(directions=HIGHER, beside=(("Groups", groups),)))
    told = found.tables["Messages"].set_index("code")["found"]
    assert told["study-group-without-figures"] == "members of groups without figures: KEN"
    sizes = found.tables["Group gaps"].set_index("group")["economies"]
    assert (sizes["low"], sizes["middle"]) == (2, 2)


def test_divide_takes_population_and_groups_of_the_project_and_says_so(tmp_path: Path) -> None:
    found = divide.run(wide(tmp_path), draws=20, schemes=("income", "LDC"), source=Source(root=tmp_path))
    text = as_text(found)
    assert "wide.csv: read as World Bank, years as columns; 24 figures of 1 indicators." in text
    assert "groups of economies left out, with their rows: WLD (1)" in text
    assert "Population: SP.POP.TOTL of " in text and "economies.xlsx" in text
    assert "Higher is taken as better for NET" in text
    assert set(found.tables["Decomposition"]["scheme"]) == {"income", "LDC"}
    assert "import-aggregates" in set(found.tables["Messages"]["code"])


def test_data_sheets_alone_take_what_they_lack_like_a_file(tmp_path: Path) -> None:
    """A workbook of the project as it is shipped, without sheets of the study."""
    sheets = {name: rows for name, rows in divide_sheets().items() if name not in ("Population", "Groups")}
    found = divide.run(write(sheets, tmp_path), draws=20, schemes=("income",), source=Source(root=tmp_path))
    assert "Population: SP.POP.TOTL of " in as_text(found)
    assert set(found.tables["Decomposition"]["scheme"]) == {"income"}
    kept = ("Indicators", "use", "price", "skills")
    data = {name: rows for name, rows in test_index.rows().items() if name in kept}
    ways = iter(["direction", *["higher"] * 3])
    data["Indicators"] = [[*row, next(ways)] for row in data["Indicators"]]
    plain = index.run(test_index.write(data, tmp_path / "data.xlsx"), index.Asked(draws=20, samples=8))
    assert "No sheet Choices: min-max to 0-100, equal weights, arithmetic mean" in as_text(plain)
    assert plain.tables["Data used"]["cell"].str.contains("use!").any()


@pytest.mark.parametrize("make", [wide, long, own])
def test_progress_of_a_file_is_that_of_a_workbook(tmp_path: Path, make) -> None:  # type: ignore[no-untyped-def]
    sheets = progress_sheets()
    sheets["Targets"] = [sheets["Targets"][0], ["NET", *sheets["Targets"][1][1:]]]
    del sheets["LAW"], sheets["Indicators"][2:]
    expected = progress.run(write(sheets, tmp_path), draws=20)
    bounds = (("Thresholds", write({"Thresholds": sheets["Thresholds"]}, tmp_path / ".")),)
    given = {"target": 95, "target_year": 2030, "base_year": 2015}
    source = Source(directions=HIGHER, beside=bounds)
    same(progress.run(make(tmp_path), draws=20, source=source, **given), expected, "Verdicts", "Disagreements")
    targets = table(tmp_path / "targets.csv", sheets["Targets"])
    source = Source(beside=(*bounds, ("Targets", targets)))
    same(progress.run(make(tmp_path), draws=20, source=source), expected, "Verdicts", "Numbers")


def test_progress_without_targets_or_direction_names_what_to_give(tmp_path: Path) -> None:
    with pytest.raises(Stop) as stopped:
        progress.run(wide(tmp_path))
    told = {one.code: one for one in stopped.value.problems}
    assert "--target-year" in told["study-no-targets"].found and "--targets FILE" in told["study-no-targets"].remedy
    assert told["study-no-direction"].found == "nobody says which way is better: NET"


def of_index(folder: Path) -> Path:
    rows = [
        [code, 2020, name, value, "E" if (code, name) == ("BEN", "use") else ""]
        for name, column in test_index.VALUES.items()
        for code, value in zip(test_index.ECONOMIES, column, strict=True)
    ]
    return table(folder / "figures.csv", [["economy_iso3", "year", "indicator", "value", "obs_status"], *rows])


def test_an_index_of_a_file_with_a_design_is_that_of_a_workbook(tmp_path: Path) -> None:
    sheets = test_index.rows()
    expected = test_index.run(sheets, tmp_path)
    design = {name: sheets[name] for name in ("Hierarchy", "Choices", "Goalposts", "Measurement error", "Uncertainty")}
    beside = (("", test_index.write(design, tmp_path / "design.xlsx")),)
    found = index.run(of_index(tmp_path), index.Asked(draws=40, samples=8, source=Source(beside=beside)))
    same(found, expected, "Ranking", "Scores", "Pairwise")
    used = found.tables["Data used"].set_index(["INDICATOR", "REF_AREA"])
    assert used.loc[("use", "BEN"), "OBS_STATUS"] == "E" and used.loc[("use", "BEN"), "cell"] == "figures.csv:3"


def test_an_index_without_a_design_is_the_plainest_and_says_so(tmp_path: Path) -> None:
    found = index.run(of_index(tmp_path), index.Asked(source=Source(directions={"price": "lower", "*": "higher"})))
    row = found.tables["Scores"].set_index("REF_AREA").loc["AUT"]
    use, price, skills = 100 * 60 / 77, 100 * 10 / 11, 100 * 45 / 73
    assert row["INDEX"] == pytest.approx((use + price + skills) / 3)
    assert "No sheet Choices: min-max to 0-100, equal weights, arithmetic mean" in as_text(found)
    with pytest.raises(Stop) as stopped:
        index.run(of_index(tmp_path))
    assert stopped.value.problems[-1].found == "nobody says which way is better: use, price, skills"


def test_an_index_takes_a_direction_that_data_sheets_lack_from_the_command(tmp_path: Path) -> None:
    path, codebook = tmp_path / "sheets.xlsx", tmp_path / "codebook.csv"
    ways = [["code", "direction"], ["use", "higher"], ["price", "none"], ["skills", "lower"]]
    import_series([of_index(tmp_path)], path, codebook=table(codebook, ways), areas=Source().areas()[0])
    with pytest.raises(Stop) as stopped:
        index.run(path)
    assert [one.found for one in stopped.value.problems if one.severity is Severity.ERROR] == [
        "nobody says which way is better: price"
    ]
    found = index.run(path, index.Asked(source=Source(directions={"*": "lower"})))  # of those that say nothing
    row = found.tables["Scores"].set_index("REF_AREA").loc["AUT"]
    use, price, skills = 100 * 60 / 77, 100 * 10 / 11, 100 * (1 - 45 / 73)
    assert row["INDEX"] == pytest.approx((use + price + skills) / 3)


def test_a_matrix_in_files_is_balanced_like_a_workbook(tmp_path: Path) -> None:
    sheets = test_balance.MILLER_BLAIR
    expected = balance.run(test_balance.write(tmp_path, sheets))
    files = [table(tmp_path / f"{name.lower()}.csv", rows) for name, rows in sheets.items()]
    same(balance.run(files[0], files[1:]), expected, "balanced", "changes", "totals")
    cells = [
        [row[0], code, value]
        for row in sheets["Matrix"][1:]
        for code, value in zip(sheets["Matrix"][0][1:], row[1:], strict=True)
    ]
    long_table = table(tmp_path / "mine.csv", [["row", "column", "value"], *cells])
    found = balance.run(long_table, files[1:])
    same(found, expected, "balanced", "totals")
    assert "mine.csv is read as the sheet 'Matrix'." in found.notes


def test_codes_of_a_table_stay_as_they_are_written(tmp_path: Path) -> None:
    matrix = table(tmp_path / "matrix.csv", [["", "01", "1.10"], ["01", 1, 2], ["02", 3, 4]])
    margins = [
        ["code", "axis", "total"],
        ["01", "row", 3],
        ["02", "row", 7],
        ["01", "column", 4],
        ["1.10", "column", 6],
    ]
    found = balance.run(matrix, [table(tmp_path / "margins.csv", margins)])
    assert list(found.tables["balanced"].columns) == ["code", "01", "1.10"]


def test_a_long_table_of_a_publisher_is_a_matrix_by_its_columns(tmp_path: Path) -> None:
    cells = [
        ["DOM", row, column, value]
        for row, column, value in (("01", "A", 1), ("01", "J", 2), ("02", "A", 3), ("02", "J", 4))
    ]
    path = table(tmp_path / "io.csv", [["stk_flow", "prod", "ind", "OBS_VALUE"], *cells, ["IMP", "01", "A", 9]])
    margins = [["code", "axis", "total"], ["01", "row", 3], ["02", "row", 7], ["A", "column", 4], ["J", "column", 6]]
    beside = [table(tmp_path / "margins.csv", margins)]
    long = balance.Long("prod", "ind", "OBS_VALUE", {"stk_flow": "DOM"})
    assert balance.run(path, beside, long).tables["balanced"].to_numpy().tolist() == [["01", 1, 2], ["02", 3, 4]]
    with pytest.raises(Stop) as stopped:
        balance.run(path, beside, balance.Long("prod", "ind", "OBS_VALUE"))
    assert "filter stk_flow (--where stk_flow=...)" in stopped.value.problems[0].remedy


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([["row", "column", "value"], ["a", "b", 1], ["a", "b", 2]], "balance-code-twice"),
        ([["", "b"], ["a", 1]], "balance-sheet-twice"),
    ],
)
def test_a_cell_or_a_sheet_twice_is_an_error(tmp_path: Path, rows: list[list[object]], code: str) -> None:
    first = table(tmp_path / "matrix.csv", rows)
    second = table(tmp_path / "my-matrix.csv", [["", "b"], ["a", 1]])
    with pytest.raises(Stop) as stopped:
        balance.run(first, [second])
    assert code in [one.code for one in stopped.value.problems]


def test_a_file_that_cannot_be_read_tells_the_remedy(tmp_path: Path) -> None:
    path = table(tmp_path / "mine.csv", [["Land", "Wert"], ["Kenya", 5]])
    with pytest.raises(Stop) as stopped:
        divide.run(path)
    (problem,) = stopped.value.problems
    assert (problem.code, "gdgr reading mine.csv --write" in problem.remedy) == ("import-missing-column", True)


def test_a_filter_that_leaves_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(Stop) as stopped:
        divide.run(wide(tmp_path), source=Source(options=Options(select=frozenset({"OTHER"}))))
    assert stopped.value.problems[-1].found == "no figure is left: indicator not asked for: 28 rows"


def typed(*words: object) -> Result:
    return CliRunner().invoke(cli.cli, list(map(str, words)), standalone_mode=False)


def test_the_commands_take_the_options_of_a_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    words = ("--where", "REF_AREA=KEN", "--base-year", 2015, "--target-year", 2030, "--direction", "NET=higher")
    refused = typed("progress", long(tmp_path), *words)
    assert isinstance(refused.exception, Stop) and refused.exception.problems[0].code == "import-filter-empty"
    given = typed("progress", long(tmp_path), "--draws", 20, "--output", "out.csv", *words[2:], "--skip-area", "CHN")
    assert given.exception is None, given.exception
    assert "Left out, area CHN: 4 rows." in given.stdout and "CHN" not in (tmp_path / "out.csv").read_text(
        encoding="utf-8"
    )


def test_options_that_mean_nothing_for_a_workbook_are_refused(tmp_path: Path) -> None:
    path = write(divide_sheets(), tmp_path)
    refused = typed("divide", path, "--only", "NET", "--where", "a=b")
    assert isinstance(refused.exception, Stop) and refused.exception.exit_code is ExitCode.USAGE
    assert refused.exception.problems[0].found == "--only, --where for a workbook in the layout of the data sheets"


def test_a_workbook_without_targets_takes_one_from_the_command(tmp_path: Path) -> None:
    sheets = progress_sheets()
    expected = progress.run(write(sheets, tmp_path), draws=20).tables["Verdicts"]
    del sheets["Targets"]
    found = progress.run(write(sheets, tmp_path), draws=20, target=95, target_year=2030, base_year=2015).tables[
        "Verdicts"
    ]
    online = expected[expected["target"] == "all-online"].drop(columns="target").reset_index(drop=True)
    pd.testing.assert_frame_equal(found[found["target"] == "NET"].drop(columns="target").reset_index(drop=True), online)


@pytest.mark.parametrize("over", ["mine.scsv", "mine.scsv.reading.toml", "groups.csv"])
def test_results_never_go_over_what_they_are_made_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, over: str
) -> None:
    monkeypatch.chdir(tmp_path)
    path = own(tmp_path)
    table(tmp_path / "groups.csv", divide_sheets()["Groups"])
    before = (tmp_path / over).read_bytes()
    refused = typed("divide", path, "--groups", "groups.csv", "--output", over)
    assert isinstance(refused.exception, Stop) and refused.exception.exit_code is ExitCode.USAGE
    assert refused.exception.problems[0].code == "study-output-over-input"
    assert (tmp_path / over).read_bytes() == before
