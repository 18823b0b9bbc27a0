"""``gdgr reading`` and ``gdgr import`` with a reading, as they are typed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook

from pipeline import cli
from pipeline.commands import project
from pipeline.problems import ExitCode
from tests.sheets.reading.conftest import CASES, DATA


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the reference data of a project, and the working folder."""
    (tmp_path / "data" / "reference").mkdir(parents=True)
    shutil.copy(DATA / "reference" / "economies.xlsx", tmp_path / "data" / "reference")
    monkeypatch.setattr(project, "ROOT", tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def typed(*words: str) -> Result:
    result = CliRunner().invoke(cli.cli, list(words), standalone_mode=False)
    assert result.exception is None, result.exception
    return result


def test_a_known_shape_is_shown_with_its_first_figures_and_notices(root: Path) -> None:
    shutil.copy(CASES / "eurostat-sdmx.csv", root)
    result = typed("reading", "eurostat-sdmx.csv")
    assert result.return_value == ExitCode.OK
    assert "eurostat-sdmx.csv: a known shape: Eurostat, SDMX-CSV" in result.stdout
    assert 'economy = "geo"' in result.stdout
    assert "The first 3 of 3 figures as they would be read:" in result.stdout
    assert "  FRA 2023 I_IU3  91.1 PC_IND  B  (also U (Low reliability))" in result.stdout
    assert "EU27_2020 (1)" in result.stderr
    assert not (root / "eurostat-sdmx.csv.reading.toml").exists()


def test_from_an_unknown_file_to_a_workbook_outside_the_data_folder(root: Path) -> None:
    file = root / "egdi.csv"
    shutil.copy(CASES / "egdi-wide.csv", file)
    refused = typed("import", "egdi.csv", "--into", "mine.xlsx")
    assert refused.return_value == ExitCode.DATA
    assert "gdgr reading egdi.csv --write" in refused.stderr
    assert typed("reading", "egdi.csv", "--write").return_value == ExitCode.DATA  # it asks for a year
    declared = root / "egdi.csv.reading.toml"
    text = declared.read_text(encoding="utf-8").replace("[values]", "[fixed]\nyear = 2024\n\n[values]")
    declared.write_text(text, encoding="utf-8")
    assert typed("reading", "egdi.csv").return_value == ExitCode.OK
    assert typed("import", "egdi.csv", "--into", "mine.xlsx").return_value == ExitCode.OK
    assert list(load_workbook(root / "mine.xlsx")["e-gov-index"].values)[3:] == [
        ("REF_AREA", "Economy", 2024),
        ("KEN", "Kenya", 0.4541),
    ]


def test_a_release_that_takes_a_value_back(root: Path) -> None:
    into = "data/development/made-up.xlsx"
    assert typed("import", str(CASES / "release-1.csv"), "--into", into).return_value == ExitCode.OK
    result = typed("import", str(CASES / "release-2-withdrawn.csv"), "--into", into)
    assert "ICT_USE KEN 2021: 28.8 was withdrawn: withdrawn by the producer" in result.stdout
    book = load_workbook(root / into)
    assert list(book["ICT_USE"].values)[4:] == [("FRA", "France", 86.1, None), ("KEN", "Kenya", None, 31)]
    assert list(book["Notes"].values)[1][:5] == ("KEN", "ICT_USE", 2021, "O", "withdrawn by the producer")


@pytest.mark.parametrize(
    ("figures", "codebook", "name"),
    [
        ("plain.csv", "cp1252-codebook.csv", "Individuals using the Internet – Côte d’Ivoire"),
        ("semicolon.csv", "semicolon-codebook.csv", "My use"),
    ],
)
def test_a_codebook_in_another_encoding_or_with_semicolons(root: Path, figures: str, codebook: str, name: str) -> None:
    result = typed("import", str(CASES / figures), "--codebook", str(CASES / codebook), "--into", "mine.xlsx")
    assert result.return_value == ExitCode.OK
    assert list(load_workbook(root / "mine.xlsx")["Indicators"].values)[1][:2] == ("MY.USE", name)


def test_an_option_goes_over_the_reading(root: Path) -> None:
    words = ("--where", "SEX=_T", "--where", "age=_T", "--where", "UNIT_MEASURE=PT", "--skip-area", "PAK")
    result = typed("import", str(CASES / "mixed-dimensions.sdmx.csv"), "--into", "mine.xlsx", *words)
    assert result.return_value == ExitCode.OK
    assert list(load_workbook(root / "mine.xlsx")["ICT_USE"].values)[4:] == [("FRA", "France", 84, 86)]


def test_cells_shown_as_per_cent_against_the_unit_of_the_codebook(root: Path) -> None:
    book = Workbook()
    for row in (["economy_iso3", "year", "indicator", "value"], ["KEN", 2021, "USE", 0.285]):
        book.active.append(row)
    book.active["D2"].number_format = "0.0%"
    book.save(root / "figures.xlsx")
    (root / "codebook.csv").write_text("code,unit\nUSE,per cent of people\n", encoding="utf-8")
    result = typed("import", "figures.xlsx", "--codebook", "codebook.csv", "--into", "mine.xlsx")
    assert result.return_value == ExitCode.DATA and not (root / "mine.xlsx").exists()
    assert "28.5 % is 0.285; the unit of USE is per cent of people" in result.stderr


def test_an_empty_folder_outside_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(project, "ROOT", tmp_path)
    monkeypatch.chdir(tmp_path)
    shutil.copy(CASES / "eurostat.tsv", tmp_path)
    shown = typed("reading", "eurostat.tsv")
    assert "  DEU 2023 I_IU3  93.2 PC_IND  B" in shown.stdout
    assert f"Economies and their codes: {DATA / 'reference' / 'economies.xlsx'}." in shown.stderr
    assert typed("import", "eurostat.tsv", "--into", "deep/mine.xlsx").return_value == ExitCode.OK
    assert (tmp_path / "deep" / "mine.xlsx").is_file()


def test_a_workbook_is_checked_in_a_folder_that_is_no_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(project, "ROOT", tmp_path)
    monkeypatch.chdir(tmp_path)
    shutil.copy(CASES / "small.csv", tmp_path)
    typed("import", "small.csv", "--into", "mine.xlsx")
    found = typed("check", "mine.xlsx")
    assert found.return_value == ExitCode.DATA and "sheet-row-incomplete" in found.stdout
    assert f"Economies, names and rules: {DATA.parent}." in found.stderr
    assert not (tmp_path / "build").exists()


def test_a_workbook_of_data_sheets_needs_no_reading(root: Path) -> None:
    shutil.copy(CASES / "small.csv", root)
    typed("import", "small.csv", "--into", "mine.xlsx")
    shown = typed("reading", "mine.xlsx", "--write")
    assert (
        "a workbook of data sheets: it needs no reading" in shown.stdout and "  KEN 2021 ICT_USE  29.0" in shown.stdout
    )
    assert shown.return_value == ExitCode.OK and not (root / "mine.xlsx.reading.toml").exists()


def test_a_list_of_indicators_beside_figures_makes_no_data_sheets(root: Path) -> None:
    """Publishers call their own list so; without Notes and About a workbook is not one of ours."""
    workbook = Workbook()
    workbook.active.title = "Data"
    for row in (["economy_iso3", "year", "indicator", "value"], ["FRA", 2020, "X", 5], ["DEU", 2020, "X", 6]):
        workbook["Data"].append(row)
    listed = workbook.create_sheet("Indicators")
    for row in (["code", "label"], ["X", "A measure"]):
        listed.append(row)
    workbook.save(root / "published.xlsx")
    said = typed("reading", "published.xlsx")
    assert "needs no reading" not in said.output and "FRA 2020 X" in said.output


def test_a_reading_that_is_there_is_not_written_over(root: Path) -> None:
    shutil.copy(CASES / "egdi-wide.csv", root / "egdi.csv")
    assert "Written: " in typed("reading", "egdi.csv", "--write").stdout
    declared = root / "egdi.csv.reading.toml"
    declared.write_text("# mine\n" + declared.read_text(encoding="utf-8"), encoding="utf-8")
    assert "stays as it is" in typed("reading", "egdi.csv", "--write").stdout
    assert declared.read_text(encoding="utf-8").startswith("# mine\n")


def test_a_file_that_is_not_there_is_told(root: Path) -> None:
    result = typed("reading", "nowhere.csv")
    assert result.return_value == ExitCode.DATA
    assert "there is no such file" in result.stderr
