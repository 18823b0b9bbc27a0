"""SDMX-ML: every attribute at every level is read or told, and a hostile message costs little. All figures are made up."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest

from pipeline.problems import Severity
from pipeline.sheets.reading import sdmx
from pipeline.sheets.reading.areas import Areas
from pipeline.sheets.reading.sdmx import read_message
from pipeline.sheets.reading.series import read_series
from pipeline.sheets.reading.table import read_table
from tests.sheets.reading.conftest import CASES

ECB = (CASES / "ecb-groups.xml").read_text(encoding="utf-8")
SDMX30 = (CASES / "sdmx30.xml").read_text(encoding="utf-8")


def records(text: str | bytes) -> list[dict[str, str]]:
    rows, problems = read_message(text.encode() if isinstance(text, str) else text, "made-up.xml")
    assert not [problem for problem in problems if problem.severity is Severity.ERROR], problems
    return [dict(zip(rows[0][1], cells, strict=True)) for _, cells in rows[1:]]


def refusal(text: str | bytes) -> tuple[str, str]:
    rows, (problem,) = read_message(text.encode() if isinstance(text, str) else text, "made-up.xml")
    assert not rows and problem.severity is Severity.ERROR
    return problem.code, problem.found


def test_attributes_of_all_levels_stand_in_the_row_of_the_observation() -> None:
    first = records(ECB)[1]
    assert first == {
        "DATAFLOW": "ECB:MADE_UP(1.0)",
        "COLLECTION": "A",
        "FREQ": "A",
        "REF_AREA": "DE",
        "INDICATOR": "USE",
        "DECIMALS": "1",
        "TIME_PERIOD": "2021",
        "OBS_VALUE": "91.0",
        "OBS_STATUS": "P",
        "OBS_CONF": "F",
        "TITLE": "Made-up users, Germany",
        "UNIT_MEASURE": "PC",
    }


def test_a_group_gives_what_a_series_has_not_itself() -> None:
    assert [row["UNIT_MEASURE"] for row in records(SDMX30)] == ["PT", "PT"]
    own = SDMX30.replace('REF_AREA="KEN" INDICATOR="USE"', 'REF_AREA="KEN" INDICATOR="USE" UNIT_MEASURE="THS"', 1)
    assert [row["UNIT_MEASURE"] for row in records(own)] == ["THS", "PT"]


def test_groups_of_flat_data_are_read() -> None:
    text = (CASES / "imf-flat.xml").read_text(encoding="utf-8")
    grouped = text.replace("<Obs ", '<Group REF_AREA="KE" UNIT_MEASURE="PT"/><Obs ', 1)
    assert [row["UNIT_MEASURE"] for row in records(grouped)] == ["PT", "", ""]


def test_a_group_without_observations_is_told() -> None:
    _, problems = read_message(
        ECB.replace('REF_AREA="FR" INDICATOR="USE" TITLE', 'REF_AREA="XX" INDICATOR="USE" TITLE').encode(), "x"
    )
    told = next(problem for problem in problems if problem.code == "import-sdmx-group")
    assert (told.severity, told.found) == (
        Severity.WARNING,
        "1 groups that no observation is in, the first: REF_AREA=XX, INDICATOR=USE, TITLE=Made-up users, France, UNIT_MEASURE=PC",
    )


def test_values_of_3_0_in_elements_are_read() -> None:
    text = SDMX30.replace(
        'OBS_VALUE="86.1" OBS_STATUS="A"/>',
        'OBS_VALUE="86.1"><Comp id="OBS_STATUS"><Value>P</Value><Value>U</Value></Comp></Obs>',
    )
    assert records(text)[1]["OBS_STATUS"] == "P; U"


def test_a_data_set_that_deletes_gives_no_figures(tmp_path: Path, areas: Areas) -> None:
    path = tmp_path / "made-up.xml"
    path.write_text(ECB.replace('action="Replace"', 'action="Delete"'), encoding="utf-8")
    read = read_series(path, areas)
    assert not read.rows and {one.note for one in read.blanks} == {"deleted by the source (ACTION D)"}


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "utf-8-sig"])
def test_a_message_in_another_encoding(encoding: str) -> None:
    text = ECB.replace("UTF-8", encoding.removesuffix("-sig"), 1).replace("Germany", "Österreich")
    assert records(text.encode(encoding))[0]["TITLE"] == "Made-up users, Österreich"


@pytest.mark.parametrize(
    ("text", "code", "found"),
    [
        (
            ECB.replace("<message:Str", "<!DOCTYPE x [<!ENTITY a 'b'>]><message:Str", 1),
            "sheet-xml-entity",
            "a document type",
        ),
        (ECB.replace("</message:DataSet>", ""), "import-sdmx", "mismatched tag"),
        (ECB.replace("StructureSpecificData", "Structure"), "import-sdmx", "a message Structure, which holds no data"),
        (ECB.replace("v2_1", "v2_0"), "import-sdmx", "SDMX-ML 2.0: a message StructureSpecificData"),
        (
            ECB.split("<Group")[0] + "</message:DataSet></message:StructureSpecificData>",
            "import-empty",
            "without an observation",
        ),
        (ECB.replace("UTF-8", "cp037", 1), "import-sdmx", "the encoding cp037"),
        (ECB.replace("<Series", "<a>" * 200 + "<Series", 1), "import-sdmx", "deep"),
    ],
)
def test_what_is_no_data_is_an_error(text: str, code: str, found: str) -> None:
    assert refusal(text)[0] == code
    assert found in refusal(text)[1]


def test_the_remark_of_an_empty_message_is_told() -> None:
    text = ECB.split("<Group")[0] + (
        "</message:DataSet><message:Footer><message:Message code='413'><common:Text>Too large, come back later</common:Text>"
        "</message:Message></message:Footer></message:StructureSpecificData>"
    )
    assert refusal(text) == ("import-empty", "a message without an observation: Too large, come back later")


def hostile(kind: str) -> bytes:
    head, tail = ECB.split("<Group")[0], "</message:DataSet></message:StructureSpecificData>"
    match kind:
        case "series with many attributes and observations":
            many = " ".join(f'A{i}="x"' for i in range(5_000))
            body = f"<Series {many}>" + '<Obs TIME_PERIOD="2020" OBS_VALUE="1"/>' * 100_000 + "</Series>"
        case "every observation with attributes of its own":
            body = "".join(f'<Obs A{i}="x" B{i}="x"/>' for i in range(100_000))
        case "groups that all observations are in":
            body = "".join(f'<Group FREQ="A" A{i}="x"/>' for i in range(20_000))
            body += '<Obs FREQ="A" TIME_PERIOD="2020" OBS_VALUE="1"/>' * 20_000
        case "groups by many sets of dimensions":
            body = "".join(f'<Group A{i % 500}="x" B="x"/>' for i in range(1_000))
            own = " ".join(f'A{i}="y"' for i in range(500))
            body += f"<Obs {own}/>" * 500
        case _:
            body = f'<Series TITLE="{"x" * 5_000_000}"/>'
    return (head + body + tail).encode()


@pytest.mark.parametrize(
    "kind",
    [
        "series with many attributes and observations",
        "every observation with attributes of its own",
        "groups that all observations are in",
        "groups by many sets of dimensions",
        "a text of megabytes",
    ],
)
def test_a_hostile_message_is_refused_before_it_is_held(kind: str) -> None:
    assert refusal(hostile(kind))[0] == "import-sdmx"


def test_the_one_table_in_a_packed_file_is_read_and_the_others_are_told(tmp_path: Path, areas: Areas) -> None:
    path = tmp_path / "made-up.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(CASES / "wdi-download.csv", "API_IT.csv")
        archive.writestr("Metadata_Country_API_IT.csv", "a,b\n1,2\n")
    read = read_series(path, areas)
    assert len(read.rows) == 2
    told = next(problem for problem in read.problems if problem.code == "import-packed-beside")
    assert told.found == "API_IT.csv is read, and not: Metadata_Country_API_IT.csv"
    packed = tmp_path / "made-up.xml.gz"
    packed.write_bytes(gzip.compress(ECB.encode()))
    assert len(read_series(packed, areas).rows) == 3


def test_packed_files_that_are_not_taken(tmp_path: Path) -> None:
    two = tmp_path / "two.zip"
    with zipfile.ZipFile(two, "w") as archive:
        archive.writestr("a.csv", "a,b\n1,2\n")
        archive.writestr("b.csv", "a,b\n1,2\n")
    bomb = tmp_path / "bomb.gz"
    bomb.write_bytes(gzip.compress(b"0" * 3_000_000))
    cut = tmp_path / "cut.gz"
    cut.write_bytes(gzip.compress(ECB.encode())[:-9])
    codes = [problem.code for path in (two, bomb, cut) for problem in read_table(path).problems]
    assert codes == ["import-packed", "sheet-zip-bomb", "sheet-file-damaged"]


def test_the_limits_let_a_file_of_figures_through() -> None:
    assert sdmx.MAX_VALUES >= 100_000 * 12
