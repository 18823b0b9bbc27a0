"""Quirks of publishers, each as a small file and what it must give: figures, and the codes that tell. All is made up."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import Workbook

from pipeline.problems import Severity
from pipeline.sheets.reading.areas import Areas
from pipeline.sheets.reading.declared import Options, beside
from pipeline.sheets.reading.observed import Read
from pipeline.sheets.reading.proposal import propose_reading
from pipeline.sheets.reading.series import read_series

TIDY = "economy_iso3,year,indicator,value"


@dataclass(frozen=True)
class Quirk:
    """``rows`` below the header of a tidy file; ``figures`` as ``ISO3 value status``, ``told`` the codes of what is told."""

    name: str
    rows: str
    figures: str
    told: str = ""
    reading: str = ""
    header: str = TIDY

    def __str__(self) -> str:
        return self.name


SEMICOLONS = TIDY.replace(",", ";")
OF_TIDY = 'economy = "economy_iso3"\nyear = "year"\nvalue = "value"\nindicator = ["indicator"]\n'
QUIRKS = (
    # Signs of decimals and thousands
    Quirk("blanks between thousands", 'KEN,2021,U,"1 234,5"|FRA,2021,U,"12 000,25"', "KEN 1234.5 A|FRA 12000.25 A", "decimal-comma thousands"),
    Quirk("blanks that do not break", 'KEN,2021,U,"1\u00a0234,5"|FRA,2021,U,"12\u202f000,2"', "KEN 1234.5 A|FRA 12000.2 A", "decimal-comma thousands"),
    Quirk("commas between thousands", 'KEN,2021,U,"1,234.5"|FRA,2021,U,7', "KEN 1234.5 A|FRA 7.0 A", "thousands"),
    Quirk("commas between millions", 'KEN,2021,U,"1,234"|FRA,2021,U,"1,012,000"', "KEN 1234.0 A|FRA 1012000.0 A", "thousands"),
    Quirk("lakhs", 'IND,2021,U,"12,34,567"', "IND 1234567.0 A", "thousands"),
    Quirk("apostrophes", "CHE,2021,U,1'234.5|FRA,2021,U,12’000", "CHE 1234.5 A|FRA 12000.0 A", "thousands"),
    Quirk("points between thousands", "DEU;2021;U;1.234,5|FRA;2021;U;12.000,2", "DEU 1234.5 A|FRA 12000.2 A", "decimal-comma thousands", header=SEMICOLONS),
    Quirk("points that may be either", "DEU;2021;U;1.234|FRA;2021;U;12.000", "DEU 1.234 A|FRA 12.0 A", "decimal-unsure!", header=SEMICOLONS),
    Quirk("a point that was declared", "DEU;2021;U;1.234|FRA;2021;U;2.5", "DEU 1.234 A|FRA 2.5 A", "", OF_TIDY + 'decimal = "."', SEMICOLONS),
    Quirk("a blank in a number", 'KEN,2021,U,"12 34"', "", "text-value!"),
    Quirk("minus signs", "KEN,2021,U,−5.2|FRA,2021,U,–3", "KEN -5.2 A|FRA -3.0 A"),
    Quirk("brackets are no minus", "KEN,2021,U,(4.1)", "", "text-value!"),
    Quirk("digits of Arabic", "EGY,٢٠٢١,U,٤٥٫٢", "EGY 45.2 A"),
    Quirk("full-width digits", "CHN,２０２１,U,４５.２", "CHN 45.2 A"),
    Quirk("infinity is no figure", "KEN,2021,U,inf|FRA,2021,U,1e400", "", "text-value! text-value!"),
    # Per cent
    Quirk("signs of per cent", "KEN,2021,U,45.2%|FRA,2021,U,84 %", "KEN 45.2 A|FRA 84.0 A", "percent-signs"),
    Quirk("a sign of per cent beside none", "KEN,2021,U,45.2%|FRA,2021,U,0.84", "KEN 45.2 A|FRA 0.84 A", "unit-varies!"),
    # No figure
    Quirk("no figure", "KEN,2021,U,..|FRA,2021,U,n/a|DEU,2021,U,:|NAM,2021,U,NA|JPN,2021,U,5", "JPN 5.0 A"),
    Quirk("a dash may be nil", "KEN,2021,U,–|FRA,2021,U,–|JPN,2021,U,5", "JPN 5.0 A", "text-value!"),
    Quirk("letters for no figure", "KEN,2021,U,c|FRA,2021,U,x|DEU,2021,U,(D)|JPN,2021,U,5", "JPN 5.0 A", "text-value! text-value! text-value!"),
    Quirk(
        "letters that a reading declares", "KEN,2021,U,c|FRA,2021,U,x|DEU,2021,U,(D)|JPN,2021,U,5", "JPN 5.0 A", "",
        OF_TIDY + 'missing = ["x"]\n[statuses]\nc = "Q"\nD = "Q"',
    ),
    Quirk("bounds are no figures", "KEN,2021,U,<2.5|FRA,2021,U,>95", "", "text-value! text-value!"),
    # Marks behind figures
    Quirk("marks that nobody declares", "KEN,2021,U,45.2*|FRA,2021,U,84.1 e|DEU,2021,U,91 (2)", "", "text-value! text-value! text-value!"),
    Quirk(
        "marks that a reading declares", "KEN,2021,U,45.2*|FRA,2021,U,84.1 e|DEU,2021,U,91 (2)|ITA,2021,U,75¹|JPN,2021,U,66",
        "KEN 45.2 E|FRA 84.1 E|DEU 91.0 B|ITA 75.0 P|JPN 66.0 A", "", OF_TIDY + 'flagged = true\n[statuses]\n"*" = "E"\n2 = "B"\n"¹" = "P"',
    ),
    Quirk("a mark without a meaning", "KEN,2021,U,45.2†", "KEN 45.2 A", "unknown-status!", OF_TIDY + "flagged = true"),
    # Statuses
    Quirk("flags in many ways", 'KEN,2021,U,5,"e, p"|FRA,2021,U,5,b|DEU,2021,U,5,bep', "KEN 5.0 E|FRA 5.0 B|DEU 5.0 B", header=f"{TIDY},obs_status"),
    Quirk("statuses in words", "KEN,2021,U,5,Estimated value|FRA,2021,U,5,provisional|DEU,2021,U,5,Normal value|ITA,2021,U,5,Break in time series", "KEN 5.0 E|FRA 5.0 P|DEU 5.0 A|ITA 5.0 B", header=f"{TIDY},obs_status"),
    Quirk("a status of a missing value", "KEN,2021,U,5,Q|FRA,2021,U,,Q", "KEN 5.0 Q", "status-of-none", header=f"{TIDY},obs_status"),
    Quirk("words that say nothing known", "KEN,2021,U,5,revalidated", "KEN 5.0 A", "unknown-status!", header=f"{TIDY},obs_status"),
    # Economies
    Quirk("codes of Eurostat", "EL,2021,U,5|UK,2021,U,6", "GRC 5.0 A|GBR 6.0 A"),
    Quirk("numbers of M49", "4,2021,U,5|008,2021,U,6|12.0,2021,U,7|NA,2021,U,8", "AFG 5.0 A|ALB 6.0 A|DZA 7.0 A|NAM 8.0 A"),
    Quirk("names in six languages", "中国,2021,U,1|المملكة العربية السعودية,2021,U,2|Российская Федерация,2021,U,3|España,2021,U,4|Allemagne,2021,U,5|cote d ivoire,2021,U,6", "CHN 1.0 A|SAU 2.0 A|RUS 3.0 A|ESP 4.0 A|DEU 5.0 A|CIV 6.0 A"),
    Quirk("near names are no answer", "Kenia,2021,U,1|South Korea,2021,U,2|Francia,2021,U,3", "FRA 3.0 A", "unknown-economy! unknown-economy!"),
    Quirk("groups in words", "Euro area - 20 countries (from 2023),2021,U,1|High income,2021,U,2|OECD - Total,2021,U,3|South Africa,2021,U,4", "ZAF 4.0 A", "aggregates"),
    # Rows and units
    Quirk("numbers kept as texts", "'012,2021,U,5|'840,2021,U,6", "DZA 5.0 A|USA 6.0 A"),
    Quirk("figures without an economy", "KEN,2020,U,5|,2021,U,6|FRA,2020,U,7|,2021,U,..", "KEN 5.0 A|FRA 7.0 A", "blank-economy"),
    Quirk("a source that is a remark", "KEN,2020,U,5,ITU estimate.", "KEN 5.0 E", header=f"{TIDY},source"),
    Quirk("a source of all figures is none", "KEN,2020,U,5,Modelled estimates|FRA,2020,U,6,Modelled estimates", "KEN 5.0 A|FRA 6.0 A", header=f"{TIDY},source"),
    Quirk("a row that repeats itself", "KEN,2021,U,5|KEN,2021,U,5", "KEN 5.0 A"),
    Quirk("a row that repeats another kind of it", "KEN,2021,U,5,north|KEN,2021,U,5,south", "KEN 5.0 A", "columns-not-read repeated-rows", header=f"{TIDY},part"),
    Quirk("a row without the unit of others", "KEN,2021,U,5,thousands|FRA,2021,U,6,", "KEN 5.0 A|FRA 6.0 A", "unit-varies", header=f"{TIDY},unit"),
    Quirk("a dimension in another language", "KEN,2021,U,5,m|KEN,2021,U,6,w", "KEN 5.0 A", "dimension-varies!", header=f"{TIDY},Geschlecht"),
    Quirk("a multiplier that varies", "KEN,IT,2021,5,0|FRA,IT,2021,6,3", "KEN 5.0 A|FRA 6.0 A", "dimension-varies!", header="REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,UNIT_MULT"),
    # Periods
    Quirk("a multiplier that is none", "KEN,IT,2021,5,lots", "KEN 5.0 A", "bad-multiplier!", header="REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,UNIT_MULT"),
    Quirk("months as numbers", "KEN,202101,U,5", "", "bad-year!"),
    Quirk("last days of years", "KEN,2020-12-31,U,5|KEN,2021-12-31,U,6", "KEN 5.0 A|KEN 6.0 A"),
    Quirk("other days", "KEN,2020-12-31,U,5|KEN,2021-01-31,U,6", "", "bad-year! bad-year!"),
    Quirk("days of years as headers", "KEN,U,20,21", "KEN 20.0 A|KEN 21.0 A", "", 'economy = "c"\nyears = true\nindicator = ["i"]', "c,i,2019-01-01,2020-01-01"),
    Quirk("a column of a quarter", "A,IU,PC,KEN,20,21|A,IU,PC,FRA,22,23", "KEN 20.0 A|FRA 22.0 A", "columns-not-read", header="freq,indic_is,unit,geo\\TIME_PERIOD,2021,2021-Q1"),
    Quirk("a line that names the separator", "economy_iso3;year;indicator;value|KEN;2021;U;5,5", "KEN 5.5 A", "decimal-comma", header="sep=;"),
    Quirk("fiscal years", "KEN,2019/20,U,5", "", "bad-year!"),
    Quirk("headers with marks", "KEN,U,20,21,22", "KEN 20.0 A|KEN 21.0 P|KEN 22.0 A", "year-mark", 'economy = "c"\nyears = true\nindicator = ["i"]', "c,i,2019,2020p,2021*"),
)  # fmt: skip


def written(root: Path, quirk: Quirk) -> Path:
    path = root / "made-up.csv"
    path.write_text("\n".join([quirk.header, *quirk.rows.split("|")]) + "\n", encoding="utf-8")
    if quirk.reading:
        beside(path).write_text(quirk.reading + "\n", encoding="utf-8")
    return path


def told(read: Read) -> list[str]:
    return sorted(
        problem.code.removeprefix("import-") + ("!" if problem.severity is Severity.ERROR else "")
        for problem in read.problems
    )


@pytest.mark.parametrize("quirk", QUIRKS, ids=str)
def test_a_quirk_is_read_rightly_or_told(tmp_path: Path, areas: Areas, quirk: Quirk) -> None:
    read = read_series(written(tmp_path, quirk), areas)
    assert "|".join(f"{row.area} {row.value!r} {row.status}" for row in read.rows) == quirk.figures
    assert told(read) == sorted(quirk.told.split())


def test_one_text_that_is_no_figure_is_told_once(tmp_path: Path, areas: Areas) -> None:
    quirk = Quirk("", "|".join(f"{code},2021,U,–" for code in ("KEN", "FRA", "DEU", "ITA", "ESP", "PRT", "JPN")), "")
    (problem,) = read_series(written(tmp_path, quirk), areas).problems
    assert problem.found == "'–' as a value of U (and 6 more cells: lines 3, 4, 5, 6 ...)"
    assert "--missing '–'" in problem.remedy


def test_the_remedy_of_a_mark_is_the_key_that_reads_it(tmp_path: Path, areas: Areas) -> None:
    (problem,) = read_series(written(tmp_path, Quirk("", "KEN,2021,U,45.2*", "")), areas).problems
    assert "flagged = true" in problem.remedy and "'*'" in problem.remedy


@pytest.mark.parametrize(
    ("code", "nearest"),
    [
        ("Kenia", "KEN"),
        ("South Korea", "KOR"),
        ("Vietnam", "VNM"),
        ("Hong Kong SAR", "HKG"),
        ("Türkei", "TUR"),
        ("Congo, Dem. Rep.", "COD"),
    ],
)
def test_the_nearest_economies_are_a_question(areas: Areas, code: str, nearest: str) -> None:
    assert areas.find(code) is None and nearest in areas.nearest(code)


def test_a_terminal_is_asked_for_economies_that_are_none(tmp_path: Path, areas: Areas) -> None:
    path = tmp_path / "made-up.csv"
    path.write_text("Land,2020,2021\nKenia,20,21\nAtlantis,1,2\nFrance,80,81\nGermany,1,2\n", encoding="utf-8")
    asked: list[str] = []

    def ask(question: str, proposed: str) -> str:
        asked.append(question)
        return {"'Kenia'": "ken", "'Atlantis'": "-"}.get(question.split()[3].rstrip(","), proposed)

    proposal = propose_reading(path, areas, ask)
    assert any("'Kenia'" in question and "KEN (Kenya)" in question for question in asked)
    assert proposal.reading is not None and proposal.reading.economies == {"Kenia": "KEN", "Atlantis": ""}
    assert {row.area for row in proposal.read.rows} == {"KEN", "FRA", "DEU"}


def test_records_of_an_interface_are_a_table_and_one_page_of_several_is_told(tmp_path: Path, areas: Areas) -> None:
    record = {
        "indicator": {"id": "IT.X", "value": "Made up"}, "country": {"id": "BR", "value": "Brazil"}, "countryiso3code": "BRA",
        "date": "2022", "value": 80.5, "unit": "", "obs_status": "F", "decimal": 1,
    }  # fmt: skip
    path = tmp_path / "made-up.json"
    path.write_text(
        json.dumps([{"page": 1, "pages": 2, "total": 3}, [record, {**record, "date": "2021", "value": None}]])
    )
    read = read_series(path, areas)
    assert [(row.area, row.year, row.indicator, row.value, row.status) for row in read.rows] == [
        ("BRA", 2022, "IT.X", 80.5, "F")
    ]
    assert told(read) == ["columns-not-read", "one-page", "records"]
    path.write_text(json.dumps({"value": [{"economy_iso3": "BRA", "year": 2022, "indicator": "U", "value": 1e-7}]}))
    read = read_series(path, areas)
    assert ([row.value for row in read.rows], told(read)) == ([1e-7], ["records"])


def test_a_sign_of_per_cent_is_the_unit_beside_a_source_that_is_a_remark(tmp_path: Path, areas: Areas) -> None:
    read = read_series(
        written(tmp_path, Quirk("", "KEN,2021,U,45 %,ITU estimate.", "", header=f"{TIDY},source")), areas
    )
    assert [(row.unit, row.status, row.note, row.source) for row in read.rows] == [("%", "E", "ITU estimate.", "")]


def test_text_in_shift_jis_is_found_out(tmp_path: Path, areas: Areas) -> None:
    path = tmp_path / "made-up.csv"
    path.write_bytes(f"{TIDY},note\nJPN,2020,U,90.5,総務省の調査\n".encode("cp932"))
    read = read_series(path, areas)
    assert (read.rows[0].note, told(read)) == ("総務省の調査", ["encoding"])


def test_rows_that_a_filter_hides_are_read_and_told(tmp_path: Path, areas: Areas) -> None:
    book = Workbook()
    for row in (TIDY.split(","), ["KEN", 2020, "U", 5], ["FRA", 2020, "U", "=1+1"], ["DEU", 2020, "U", 7]):
        book.active.append(row)
    book.active.row_dimensions[4].hidden = True
    path = tmp_path / "made-up.xlsx"
    book.save(path)
    read = read_series(path, areas)
    found = {problem.code: problem for problem in read.problems}
    assert [row.area for row in read.rows] == ["KEN", "DEU"]
    assert "rows 4" in found["import-hidden-rows"].found
    assert (
        found["import-text-value"].found.startswith("'=1+1'")
        and "open the file, save it" in found["import-text-value"].remedy
    )


def test_columns_of_texts_hold_economies_before_numbers_that_might(tmp_path: Path, areas: Areas) -> None:
    path = tmp_path / "made-up.csv"
    path.write_text(
        "Code,Dim,Year,Low,Share\nX,FJI,2020,50,55.5\nX,PER,2020,52,60.5\nX,AFR,2020,4,50\n", encoding="utf-8"
    )
    reading = propose_reading(path, areas).reading
    assert reading is not None and (reading.economy, reading.year) == ("Dim", "Year")


def percent_book(root: Path, unit: str, plain: bool = False) -> Path:
    book = Workbook()
    for row in (
        ["economy_iso3", "year", "indicator", "value", "unit"],
        ["KEN", 2021, "U", 0.285, unit],
        ["FRA", 2021, "U", 0.9, unit],
    ):
        book.active.append(row)
    for cell in ("D2",) if plain else ("D2", "D3"):
        book.active[cell].number_format = "0.0%"
    path = root / "made-up.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("unit", "plain", "severity"),
    [
        ("per cent", False, "error"),
        ("%", False, "error"),
        ("PC_IND", False, "error"),
        ("", True, "error"),
        ("ratio", False, "warning"),
        ("", False, "warning"),
    ],
)
def test_cells_shown_as_per_cent_against_their_unit(
    tmp_path: Path, areas: Areas, unit: str, plain: bool, severity: str
) -> None:
    (problem,) = read_series(percent_book(tmp_path, unit, plain), areas).problems
    assert (problem.code, problem.severity, problem.place.cell) == ("import-percent-cells", severity, "D2")
    assert "28.5 % is 0.285" in problem.found


@pytest.mark.parametrize(("percents", "value"), [("shown", 28.5), ("stored", 0.285)])
def test_a_reading_says_how_cells_shown_as_per_cent_are_read(
    tmp_path: Path, areas: Areas, percents: str, value: float
) -> None:
    path = percent_book(tmp_path, "per cent")
    beside(path).write_text(OF_TIDY + f'unit = "unit"\npercents = "{percents}"\n', encoding="utf-8")
    read = read_series(path, areas)
    assert (read.rows[0].value, read.problems) == (value, ())


def test_options_of_a_command_name_what_is_no_figure(tmp_path: Path, areas: Areas) -> None:
    path = written(tmp_path, Quirk("", "KEN,2021,U,x|FRA,2021,U,5", ""))
    read = read_series(path, areas, Options(missing=("x",)))
    assert (read.left_out, read.problems) == ({"no figure (x)": 1}, ())


def test_a_scale_in_words_is_the_multiplier(tmp_path: Path, areas: Areas) -> None:
    path = tmp_path / "made-up.csv"
    path.write_text(
        "ISO,Units,Scale,2020,2021\nUSA,Dollars,Billions,1.5,2\nFRA,Dollars,Billions,3,4\n", encoding="utf-8"
    )
    read = propose_reading(path, areas).read
    assert {(row.unit, row.multiplier) for row in read.rows} == {("Dollars", 9)}
    path.write_text("ISO,Units,Scale,2020,2021\nUSA,Dollars,Billions,1.5,2\nFRA,Dollars,Units,3,4\n", encoding="utf-8")
    assert "dimension-varies!" in told(propose_reading(path, areas).read)
