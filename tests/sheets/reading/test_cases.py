"""Files in the layouts of publishers, and what each must give. Figures and texts are made up."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from pipeline.problems import Severity
from pipeline.sheets.reading.areas import Areas
from pipeline.sheets.reading.declared import Options
from pipeline.sheets.reading.observed import Read
from pipeline.sheets.reading.series import read_series
from tests.sheets.reading.conftest import CASES


@dataclass(frozen=True)
class Case:
    """A file, its figures as ``ISO3 year indicator value status note``, and what its problems say, by code."""

    file: str
    figures: tuple[str, ...]
    told: tuple[tuple[str, str], ...] = ()
    options: Options | None = None

    def __str__(self) -> str:
        return self.file


WORLD_BANK = ("KEN 2021 IT.NET.USER.ZS 28.8 A",)
READ = (
    Case("small.csv", (
        "FRA 2020 ICT_USE 84.0 A", "FRA 2021 ICT_USE 86.0 E estimate", "KEN 2020 ICT_USE 27.0 A", "KEN 2021 ICT_USE 29.0 A",
        "NAM 2021 ICT_USE 52.0 A",
    )),
    Case("plain.csv", ("CIV 2022 ICT_USE 45.4 A",)),
    Case("codes-variants.csv", (
        "NAM 2021 ICT_USE 52.0 A", "KOR 2021 ICT_USE 97.6 A", "DEU 2021 ICT_USE 91.0 A", "GBR 2021 ICT_USE 95.0 A",
    )),
    Case("names.csv", ("CIV 2021 USE 45.4 A", "DEU 2021 USE 91.0 A", "CHN 2021 USE 73.1 A"), (
        ("import-decimal-comma", "decimal commas"), ("import-aggregates", "World (1)"),
    )),
    Case("cp1252-data.csv", ("CIV 2022 ICT_USE 45.4 A",), (("import-encoding", "Côte d’Ivoire"),)),
    Case("semicolon.csv", ("FRA 2022 ICT_USE 84.2 A", "DEU 2022 ICT_USE 91.0 A"), (("import-decimal-comma", ""),)),
    Case("sdmx-semicolon.csv", ("FRA 2021 IU 86.1 A",), (("import-decimal-comma", ""),)),
    Case("source-per-row.csv", ("ABW 2000 i99H 15.44 A", "ABW 2001 i99H 17.1 E", "ABW 2002 i99H 18.8 P")),
    Case("release-2-withdrawn.csv", ("FRA 2021 ICT_USE 86.1 A", "KEN 2022 ICT_USE 31.0 A")),
    Case("sdg-m49.sdmx.csv", (
        "AFG 2021 IT_USE_ii99 18.4 A", "ALB 2021 IT_USE_ii99 79.3 A", "FRA 2021 IT_USE_ii99 86.1 A", "NAM 2021 IT_USE_ii99 52.0 A",
    )),
    Case("unsd-sdg.csv", ("AFG 2021 IT_USE_ii99 18.4 E",), (("import-columns-not-read", "Time_Detail"),)),
    Case("unsd-dimensions.csv", ("AFG 2021 IT_USE_ii99 18.4 E", "ALB 2021 IT_USE_ii99 79.3 A"), (
        ("import-columns-not-read", "Goal"), ("import-aggregates", "1 (1)"),
    ), Options(where={"[Sex]": "BOTHSEX"})),
    Case("sdmx-periods-status.csv", ("FRA 2021 ICT_USE 86.1 A", "DEU 2021 ICT_USE 91.0 A", "ITA 2021 ICT_USE 75.0 V")),
    Case("sdmx-labels.csv", ("FRA 2021 MADE_UP 86.1 P",)),
    Case("data360.csv", ("KEN 2021 WB_MADE_UP 28.8 A", "NPL 2021 WB_MADE_UP 37.7 E"), (
        ("import-columns-not-read", "UNIT_TYPE"), ("import-aggregates", "SSF (1)"),
    )),
    Case("eurostat-sdmx.csv", (
        "DEU 2023 I_IU3 93.2 A", "GRC 2023 I_IU3 86.4 B", "FRA 2023 I_IU3 91.1 B also U (Low reliability)",
    ), (("import-aggregates", "EU27_2020 (1)"),)),
    Case("eurostat.tsv", ("DEU 2022 I_IU3 92.5 A", "DEU 2023 I_IU3 93.2 B", "GRC 2023 I_IU3 86.4 A")),
    Case("oecd-labels.csv", ("FRA 2022 B1_A 71.5 A", "JPN 2022 B1_A 66.1 B"), (
        ("import-columns-not-read", "Reference area"), ("import-aggregates", "OECD (1)"),
    )),
    Case("oecd-legacy.csv", ("AUS 2020 BBSUBS 35.1 E", "KOR 2020 BBSUBS 43.6 A"), (
        ("import-columns-not-read", "Country"), ("import-aggregates", "OECD (1)"),
    )),
    Case("itu-datahub.csv", ("ABW 2001 i99H 17.1 E ITU estimate.",), (("import-columns-not-read", "seriesID"),)),
    Case("ilostat.csv", ("KEN 2019 EAP_DWAP_RT 72.1 A R1:1", "NPL 2019 EAP_DWAP_RT 38.3 B"), (
        ("import-columns-not-read", "ref_area.label"), ("import-aggregates", "X01 (1)"),
    )),
    Case("unctad.csv", (
        "AFG 2021 US_at_current_prices 18.4 E Estimated", "AFG 2021 Share 0.2 A", "KEN 2021 US_at_current_prices 88.5 A",
    ), (("import-columns-not-read", "Economy_Label"), ("import-aggregates", "0000 (1)"))),
    Case("unctad-centre.csv", ("KEN 2021 Absolute value 88.5 E Estimated",), (
        ("import-columns-not-read", "Economy Label"), ("import-aggregates", "1400 (1)"),
    )),
    Case("databank-panel.csv", WORLD_BANK, (("import-columns-not-read", "Time Code"), ("import-aggregates", "WLD (1)"))),
    Case("ilo-sdmx.csv", ("KEN 2019 EAP_DWAP_RT 72.1 A R1:1", "NPL 2019 EAP_DWAP_RT 38.3 B"), (
        ("import-columns-not-read", "UNIT_MEASURE_TYPE"),
    )),
    Case("sdmx-lower.csv", ("KEN 2021 USE 28.8 E", "FRA 2021 USE 86.1 A")),
    Case("wdi-download.csv", ("KEN 2020 IT.NET.USER.ZS 27.0 A", *WORLD_BANK), (
        ("import-lines-not-read", "Last Updated Date"), ("import-aggregates", "WLD (1)"), ("import-columns-not-read", "Country Name"),
    )),
    Case("databank.csv", WORLD_BANK, (
        ("import-lines-not-read", "Data from database"), ("import-aggregates", "ARB (1)"), ("import-columns-not-read", "Country Name"),
    )),
    Case("world-bank-api-long.csv", WORLD_BANK, (("import-columns-not-read", "cty_nm"),)),
    Case("egdi-wide.csv", ("KEN 2024 EGDI 0.4541 A", "KEN 2024 OSI 0.625 A", "KEN 2024 HCI 0.5472 A", "KEN 2024 TII 0.1901 A"), (
        ("import-columns-not-read", "e-gov-rank"),
    )),
    Case("ecb-groups.xml", ("DEU 2020 USE 90.5 A", "DEU 2021 USE 91.0 P", "FRA 2021 USE 86.1 B"), (
        ("import-columns-not-read", "TITLE, COLLECTION, DECIMALS"), ("import-sdmx-empty-series", "1 series without an observation"),
    )),
    Case("eurostat.sdmx.xml", ("GRC 2022 I_IU3 83.2 A", "GRC 2023 I_IU3 86.4 B"), (("import-aggregates", "EU27_2020 (1)"),)),
    Case("imf-flat.xml", ("KEN 2021 MADE_UP 28.8 E", "NAM 2021 MADE_UP 52.0 A made up"), (), Options(skip_areas=frozenset({"1C_080"}))),
    Case("sdmx30.xml", ("KEN 2021 USE 28.8 E", "FRA 2021 USE 86.1 A")),
    Case("unsd-generic.xml", ("AFG 2021 IT_USE_ii99 18.4 E made up",), (("import-aggregates", "1 (1)"),)),
    Case("indicator_17-8-1.csv", ("KEN 2019 17.8.1 61.5 A", "KEN 2020 17.8.1 63.0 E")),
)  # fmt: skip
REFUSED = (
    Case("mixed-dimensions.sdmx.csv", (), (
        ("import-dimension-varies", "SEX varies inside ICT_USE: _T in 5 rows, first in 2; F in 1 rows, first in 4"),
        ("import-dimension-varies", "AGE varies inside ICT_USE: _T in 5 rows, first in 2; Y15T24 in 1 rows, first in 6"),
        ("import-unit-varies", "UNIT_MEASURE varies inside ICT_USE: PT in 5 rows, first in 2; THS in 1 rows, first in 7"),
    )),
    Case("tidy-mixed-units.csv", (), (("import-unit-varies", "per cent in 1 rows, first in 2; ratio in 1 rows, first in 3; thousands"),)),
    Case("unsd-dimensions.csv", (), (("import-dimension-varies", "[Sex] varies inside IT_USE_ii99: BOTHSEX in 2 rows"),)),
    Case("codebook.csv", (), (("import-missing-column", "no column economy_iso3, year, indicator, value; there are code"),)),
)  # fmt: skip


def figures(read: Read) -> tuple[str, ...]:
    return tuple(f"{r.area} {r.year} {r.indicator} {r.value!r} {r.status} {r.note}".strip() for r in read.rows)


@pytest.mark.parametrize("case", READ, ids=str)
def test_a_file_of_a_publisher_is_read_as_it_comes(case: Case, areas: Areas) -> None:
    read = read_series(CASES / case.file, areas, case.options)
    assert figures(read) == case.figures
    assert {problem.code for problem in read.problems} == {code for code, _ in case.told}
    for code, text in case.told:
        assert any(text in problem.found for problem in read.problems if problem.code == code)


@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_what_must_not_be_mixed_is_an_error_with_the_values(case: Case, areas: Areas) -> None:
    read = read_series(CASES / case.file, areas)
    errors = [problem for problem in read.problems if problem.severity is Severity.ERROR]
    assert [problem.code for problem in errors] == [code for code, _ in case.told]
    for problem, (_, text) in zip(errors, case.told, strict=True):
        assert text in problem.found


def test_statuses_of_a_tidy_file_are_read(areas: Areas) -> None:
    read = read_series(CASES / "tidy-mixed-units.csv", areas)
    assert [(row.area, row.status) for row in read.rows] == [("FRA", "A"), ("KEN", "E"), ("JPN", "B")]


def test_cells_without_a_figure_keep_what_is_said_of_them(areas: Areas) -> None:
    blanks = read_series(CASES / "sdmx-periods-status.csv", areas).blanks
    assert [(blank.area, blank.status, blank.says_why) for blank in blanks] == [("ESP", "M", True), ("PRT", "L", True)]
    blanks = read_series(CASES / "eurostat-sdmx.csv", areas).blanks
    assert [(blank.area, blank.year, blank.status) for blank in blanks] == [("GBR", 2023, "Q")]
    blanks = read_series(CASES / "release-2-withdrawn.csv", areas).blanks
    assert [(blank.area, blank.status, blank.note) for blank in blanks] == [("KEN", "A", "withdrawn by the producer")]


def test_the_codes_of_the_eurostat_files_carry_their_unit(areas: Areas) -> None:
    assert {row.unit for row in read_series(CASES / "eurostat.tsv", areas).rows} == {"PC_IND"}
    assert {row.unit for row in read_series(CASES / "itu-datahub.csv", areas).rows} == {"%"}
