"""Loading: the data set holds what the sheets hold, each value with its cell; all that cannot be read is told at once."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path

import pytest

from pipeline.findings.naming import speak
from pipeline.findings.wording import quantity
from pipeline.model.supply_lines import Axis, Line
from pipeline.problems import ExitCode, Stop
from pipeline.sheets import layout
from pipeline.sheets.load import in_units, load_dataset
from tests.findings.world import I18N
from tests.sheets.workbooks import (
    ECONOMIES,
    INDICATORS,
    SUPPLY_USE,
    YEARS,
    headers,
    small_folder,
    value,
    write_folder,
)


def test_observations_are_sorted_and_know_their_cell(small_data: Path) -> None:
    observations = load_dataset(small_data).observations
    frame = observations.frame
    assert list(observations.indicators) == sorted(INDICATORS)
    assert frame.equals(frame.sort_values(["INDICATOR", "REF_AREA", "TIME_PERIOD"], ignore_index=True))
    assert len(frame) == len(INDICATORS) * len(ECONOMIES) * len(YEARS)
    assert observations.wide("EGOV").loc["UGA", 2019] == value("EGOV", "UGA", 2019)
    assert observations.cells("NET.USE", ["FRA"], [2020]) == ("data/development/connectivity.xlsx › NET.USE!H5",)
    assert {column: str(kind) for column, kind in frame.dtypes.items()} == {
        "INDICATOR": "str",
        "REF_AREA": "str",
        "TIME_PERIOD": "int64",
        "OBS_VALUE": "float64",
        "OBS_STATUS": "str",
        "ROW": "int64",
        "COLUMN": "int64",
    }


def test_order_of_rows_and_columns_in_the_sheet_does_not_matter(small_data: Path, tmp_path: Path) -> None:
    folder = small_folder()
    for sheets in folder.values():
        for name in set(sheets) & set(INDICATORS):
            rows = [[*row[:2], *row[:1:-1]] for row in sheets[name]]
            sheets[name] = [rows[0], *rows[:0:-1]]
    write_folder(folder, tmp_path)
    columns = ["INDICATOR", "REF_AREA", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS"]
    straight, turned = (load_dataset(root).observations.frame[columns] for root in (small_data, tmp_path))
    assert straight.equals(turned)


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [((), "A"), (("E",), "E"), (("E", "B"), "B"), (("B", "E"), "B"), (("O", "B"), "B"), (("P", "A"), "P")],
)
def test_status_comes_from_notes_and_a_break_wins(statuses: tuple[str, ...], expected: str, tmp_path: Path) -> None:
    folder = small_folder()
    notes = folder["monitoring/e-government.xlsx"]["Notes"]
    notes += [["UGA", "EGOV", 2020, status, None, None] for status in statuses]
    frame = load_dataset(write_folder(folder, tmp_path)).observations.of("EGOV")
    assert frame.query("REF_AREA == 'UGA' and TIME_PERIOD == 2020")["OBS_STATUS"].item() == expected
    assert (frame.query("REF_AREA != 'UGA'")["OBS_STATUS"] == "A").all()


def test_economies_and_groups(small_data: Path) -> None:
    dataset = load_dataset(small_data)
    namibia = dataset.economies["NAM"]
    assert (namibia.iso2, namibia.m49, namibia.names["zh"]) == ("NA", "516", "Namibia")
    assert dataset.groups["WLD"].members == tuple(sorted(ECONOMIES))
    assert dataset.groups["AFR"].members == ("NAM", "UGA")
    assert dataset.groups["SAF"].members == ("NAM", "UGA")
    assert dataset.groups["ITU_ASP"].members == ("CHN", "FJI")
    assert dataset.groups["HIC"].members == ("DEU", "FRA")
    assert [dataset.groups[code].members for code in ("LDC", "LLDC", "SIDS")] == [("UGA",), ("UGA",), ("FJI",)]


def test_an_economy_without_m49_is_not_in_the_world(tmp_path: Path) -> None:
    folder = small_folder()
    rows = folder["reference/economies.xlsx"]["Economies"]
    m49 = rows[0].index("m49")
    rows[1][m49] = 4  # typed as a number: 004
    dataset = load_dataset(write_folder(folder, tmp_path))
    assert dataset.economies["CHN"].m49 == "004"
    assert "CHN" in dataset.groups["WLD"].members


def test_registers_parameters_terms_and_files(small_data: Path) -> None:
    dataset = load_dataset(small_data)
    governance = dataset.governance
    assert governance.workbook == "data/monitoring/governance.xlsx"
    assert governance.meetings["themes"].tolist() == [("standards", "measurement")]
    assert governance.instruments["verified"].tolist() == [True]
    assert governance.parties["ROW"].tolist() == [2, 3]
    assert dataset.parameters.targets["value"].tolist() == [95.0]
    assert dataset.terms["theme", "standards"]["fr"] == "standards"
    assert json.loads(dataset.outlines)["type"] == "FeatureCollection"
    assert "data/reference/world_110m.geojson" in dataset.files
    assert all(len(digest) == 64 for digest in dataset.files.values())


def test_vintages_and_supply_use(small_data: Path) -> None:
    dataset = load_dataset(small_data)
    assert list(dataset.vintages) == ["2020-10"]
    assert dataset.vintages["2020-10"].wide("EGOV").columns.tolist() == YEARS[:5]
    tables = dataset.supply_use["UGA"][2022]
    assert (tables.economy, tables.unit) == ("UGA", "million US dollars")
    assert tables.use.cells.loc["334", "11"] == 6
    assert tables.use.cells.loc["11"].isna().tolist() == [True, False, False, False, False]
    assert tables.use.block(["11"], ["334", "T002"]).iloc[0].tolist() == pytest.approx([0.0, float("nan")], nan_ok=True)
    assert (tables.products, tables.industries) == (("334", "11"), ("334", "11"))
    assert tables.digital("product") == {"334": "ict_goods"}
    assert tables.lines.codes("use", Axis.COLUMN, Line.HOUSEHOLDS) == (("F1", 1),)
    assert tables.lines.sums("use", Axis.COLUMN) == {"F": (("F1", 1),)}
    assert dataset.terms["industry", "UGA:334"]["zh"] == "Computers"


def test_a_suppressed_cell_is_not_zero(tmp_path: Path) -> None:
    folder = small_folder()
    folder[SUPPLY_USE]["Suppressed"] = [headers(layout.SUPPRESSED_COLUMNS), ["use", 2022, "11", "334", "withheld"]]
    tables = load_dataset(write_folder(folder, tmp_path)).supply_use["UGA"][2022]
    assert tables.use.block(["11"], ["334", "11"]).iloc[0].isna().tolist() == [True, False]


def test_tables_of_several_economies(tmp_path: Path) -> None:
    folder = small_folder()
    other = deepcopy(folder[SUPPLY_USE])
    other["About"][1][1] = "FRA"
    other["Tables"][2][3] = "absent"
    folder["accounting/supply-use-fra.xlsx"] = other
    found = load_dataset(write_folder(folder, tmp_path)).supply_use
    assert list(found) == ["FRA", "UGA"]
    assert found["FRA"][2022].use.block(["11"], ["334"]).isna().all(axis=None)
    assert found["UGA"][2022].use.block(["11"], ["334"]).iloc[0, 0] == 0


def test_all_that_cannot_be_read_is_told_at_once(tmp_path: Path) -> None:
    folder = small_folder()
    del folder["reference/parameters.xlsx"]
    del folder["statistical/performance.xlsx"]["STAT.SCORE"]
    folder["monitoring/targets.xlsx"]["Targets"][0][3] = "amount"
    folder["development/connectivity.xlsx"]["NET.USE"][2][4] = "45.2 e"
    with pytest.raises(Stop) as stopped:
        load_dataset(write_folder(folder, tmp_path))
    assert stopped.value.exit_code is ExitCode.DATA
    assert {problem.code for problem in stopped.value.problems} == {
        "sheet-file-missing",
        "sheet-code-without-sheet",
        "sheet-missing-column",
        "sheet-flag-in-cell",
    }


def test_an_empty_folder_names_every_missing_file(tmp_path: Path) -> None:
    with pytest.raises(Stop) as stopped:
        load_dataset(tmp_path)
    assert {problem.code for problem in stopped.value.problems} == {"sheet-file-missing"}
    assert len(stopped.value.problems) == 6


@pytest.mark.parametrize(
    ("value", "power", "units"),
    [(5.2, 6, 5_200_000.0), (22356.3, 6, 22_356_300_000.0), (0.1, -3, 0.0001), (7.0, 0, 7.0), (7.5e-05, 6, 75.0)],
)
def test_a_multiplied_value_is_the_one_that_is_written(value: float, power: int, units: float) -> None:
    assert in_units(value, power) == units


@pytest.mark.parametrize(
    ("unit", "code", "words"),
    [
        ("US dollars", "en", "US$ 60.7 million"),
        ("US dollars", "zh", "0.61亿美元"),
        ("tonnes", "en", "60.7 million tonnes"),
        ("tonnes", "zh", "6,070万中tonnes"),
        ("persons", "en", "60.7 million"),
    ],
)
def test_millions_with_their_multiplier_print_as_the_same_in_units(
    tmp_path: Path, unit: str, code: str, words: str
) -> None:
    """Sheets in millions (UNIT_MULT 6) and in units (0): the same observations, bounds, decimals and words."""
    made = []
    for power in (6, 0):
        folder = small_folder()
        book = folder["development/connectivity.xlsx"]
        at = {str(name): number for number, name in enumerate(book["Indicators"][0])}
        row = book["Indicators"][1]
        scale = 10 ** (6 - power)
        for name, cell in {"unit": unit, "unit_multiplier": power, "minimum": 0, "maximum": 500 * scale,
                            "decimals": 1 if power else 0}.items():  # fmt: skip
            row[at[name]] = cell
        for line in book["NET.USE"][1:]:
            line[2:] = [None if one is None else in_units(round(float(one), 1), 6 - power) for one in line[2:]]
        folder["reference/names.xlsx"]["Terms"] += [["unit", unit, None, *[f"中{unit}"] * 5]]
        write_folder(folder, tmp_path / str(power))
        made.append(load_dataset(tmp_path / str(power)))
    first, second = (one.observations.of("NET.USE")["OBS_VALUE"].tolist() for one in made)
    assert first == second and min(first) > 1e6
    large, plain = (one.observations.indicators["NET.USE"] for one in made)
    assert (large.decimals, large.minimum, large.maximum) == (plain.decimals, plain.minimum, plain.maximum)
    shown = [quantity(max(first), unit, large.decimals, speak(one, I18N, code)) for one in made]
    assert shown == [words, words]
