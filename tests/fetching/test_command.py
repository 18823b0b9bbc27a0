"""``gdgr fetch`` as it is typed: the file, its record, what stays where it fails, and the way into a workbook."""

from __future__ import annotations

import sys
import tomllib
from datetime import date
from pathlib import Path

import pytest
from click.testing import Result
from openpyxl import load_workbook

from pipeline.problems import ExitCode, Stop
from pipeline.sheets.fetched import Record, read_record
from tests.fetching import answers
from tests.fetching.answers import CODE, SERIES
from tests.fetching.conftest import typed
from tests.fetching.publisher import Publisher, Reply

INTO = "data/development/made-up.xlsx"


def world_bank(publisher: Publisher, *more: str) -> Result:
    return typed("fetch", "worldbank", CODE, "--endpoint", f"{publisher.address}/v2", *more)


def codes(result: Result) -> list[str]:
    assert isinstance(result.exception, Stop), result.exception
    return [problem.code for problem in result.exception.problems]


def test_a_file_and_its_record(root: Path, publisher: Publisher, monkeypatch: pytest.MonkeyPatch) -> None:
    answers.world_bank(publisher)
    monkeypatch.setattr(sys, "argv", ["gdgr", "fetch", "worldbank", CODE])
    result = world_bank(publisher)
    assert result.return_value == ExitCode.OK, result.output
    assert (
        f"{CODE}.csv: 5 rows, 4 with a figure, in 3 page(s), last updated by the publisher 2026-07-13." in result.stdout
    )
    record = read_record(root / f"{CODE}.csv")
    assert isinstance(record, Record)
    assert (record.publisher, record.pages, record.rows) == ("World Bank", 3, 5)
    assert (record.accessed, record.last_update) == (date.today().isoformat(), "2026-07-13")
    assert record.command == f"gdgr fetch worldbank {CODE}"
    assert [address.rsplit("page=", 1)[1] for address in record.asked] == ["1", "2", "3"]
    told = tomllib.loads((root / f"{CODE}.csv.fetched.toml").read_text(encoding="utf-8"))
    assert told["series"][CODE]["licence"] == "CC BY-4.0 (https://example.org/licence)"
    assert sorted(path.name for path in root.iterdir()) == [f"{CODE}.csv", f"{CODE}.csv.fetched.toml", "build", "data"]
    assert list((root / "build" / "fetched").iterdir()) == []  # pages are kept until the file is whole


def test_what_is_fetched_can_be_read(root: Path, publisher: Publisher) -> None:
    answers.world_bank(publisher)
    world_bank(publisher)
    result = typed("reading", f"{CODE}.csv")
    assert result.return_value == ExitCode.OK
    assert "World Bank, interface" in result.stdout and "KEN 2022" in result.stdout
    assert "XD (1)" in result.stderr  # an aggregate, named


def test_into_a_workbook_with_what_the_interface_says(root: Path, publisher: Publisher) -> None:
    answers.world_bank(publisher)
    result = world_bank(publisher, "--into", INTO)
    assert result.return_value == ExitCode.OK, result.output
    book = load_workbook(root / INTO)
    row = dict(zip(*list(book["Indicators"].values)[:2], strict=True))
    assert row["licence"] == "CC BY-4.0 (https://example.org/licence)"
    assert row["url"] == f"{publisher.address}/v2/country/all/indicator/{CODE}"
    assert str(row["accessed"])[:10] == date.today().isoformat()
    assert row["source"] == "World Bank, World Development Indicators"
    assert row["unit"] is None and row["definition"] is None
    assert list(book[CODE].values)[4:] == [("BRA", "Brazil", 80.53), ("KEN", "Kenya", 31.5), ("PAK", "Pakistan", 21.25)]
    assert "import-fetched" in result.stderr and "licence = CC BY-4.0" in result.stderr
    assert "still to fill in Indicators: unit, unit_multiplier, definition, direction" in result.stderr


def test_words_of_a_publisher_run_nothing_in_a_workbook(root: Path, publisher: Publisher) -> None:
    bad = {"id": CODE, "value": "=HYPERLINK(1)\ud800"}
    answers.world_bank(publisher, [answers.wb_row("KEN", "KE", "2022", 1.5, indicator=bad)])
    result = world_bank(publisher, "--into", INTO)
    assert result.return_value == ExitCode.OK, result.exception
    (cell,) = (cell for cell in load_workbook(root / INTO)["Indicators"][2] if "HYPERLINK(1)" in str(cell.value)[:16])
    assert cell.data_type == "s"


def test_what_an_editor_wrote_stays(root: Path, publisher: Publisher) -> None:
    answers.world_bank(publisher)
    (root / "book.csv").write_text(f"code,licence,source_code\nMINE,My licence,{CODE}\n", encoding="utf-8")
    result = world_bank(publisher, "--into", INTO, "--codebook", "book.csv")
    assert result.return_value == ExitCode.OK, result.output
    row = dict(zip(*list(load_workbook(root / INTO)["Indicators"].values)[:2], strict=True))
    assert (row["code"], row["licence"]) == ("MINE", "My licence")
    assert row["name"] == "Individuals using the Internet (% of population)"


def test_a_changed_file_is_not_what_its_record_tells_of(root: Path, publisher: Publisher) -> None:
    answers.world_bank(publisher)
    world_bank(publisher)
    file = root / f"{CODE}.csv"
    file.write_bytes(file.read_bytes().replace(b"31.5", b"41.5"))
    result = typed("import", file.name, "--into", INTO)
    assert result.return_value == ExitCode.OK
    assert "import-fetched-record" in result.stderr and "was changed after it was fetched" in result.stderr
    row = dict(zip(*list(load_workbook(root / INTO)["Indicators"].values)[:2], strict=True))
    assert row["licence"] is None
    assert codes(world_bank(publisher)) == ["fetch-in-the-way"]
    assert b"41.5" in file.read_bytes()


def test_a_failed_fetch_leaves_the_last_file(root: Path, publisher: Publisher) -> None:
    path = answers.world_bank(publisher)
    world_bank(publisher)
    before = {file.name: file.read_bytes() for file in root.iterdir() if file.is_file()}
    for reply in (answers.WB_EMPTY, answers.WB_UNKNOWN, Reply(answers.PAGE), Reply(status=404)):
        publisher.replies[path] = reply
        assert codes(world_bank(publisher))[0].startswith("fetch-")
        assert {file.name: file.read_bytes() for file in root.iterdir() if file.is_file()} == before
    answers.world_bank(publisher, answers.WB_ROWS[:3])
    assert world_bank(publisher).return_value == ExitCode.OK  # and a good one replaces it
    assert (root / f"{CODE}.csv").read_bytes() != before[f"{CODE}.csv"]


def test_a_file_that_was_not_fetched_is_in_the_way(root: Path, publisher: Publisher) -> None:
    (root / f"{CODE}.csv").write_text("mine", encoding="utf-8")
    assert codes(world_bank(publisher)) == ["fetch-in-the-way"]
    assert publisher.asked == [] and (root / f"{CODE}.csv").read_text(encoding="utf-8") == "mine"


def test_the_problems_of_all_codes_at_once(root: Path, publisher: Publisher) -> None:
    answers.world_bank(publisher)
    publisher.replies |= {"/v2/indicator/NO.1": answers.WB_UNKNOWN, "/v2/indicator/NO.2": Reply(answers.PAGE)}
    result = typed("fetch", "worldbank", "NO.1", CODE, "NO.2", "--endpoint", f"{publisher.address}/v2")
    assert codes(result) == ["fetch-unknown", "fetch-answer"]
    assert not list(root.glob("*.csv"))


def test_several_series_in_one_file(root: Path, publisher: Publisher) -> None:
    answers.sdg(publisher)
    result = typed("fetch", "unsd", SERIES, SERIES, "--endpoint", f"{publisher.address}/sdg", "--output", "two/sdg.csv")
    assert result.return_value == ExitCode.OK  # the same code twice is one
    publisher.replies |= {
        "/v2/data/download/byid/1/iscollection/false": Reply(answers.ITU_CSV),
        "/v2/data/download/byid/2/iscollection/false": Reply(
            answers.ITU_CSV.replace(b"i99H", b"i99X").replace(b"dataNote", b"note")
        ),
    }
    result = typed("fetch", "itu", "1", "2", "--endpoint", f"{publisher.address}/v2")
    assert result.return_value == ExitCode.OK, result.output
    record = read_record(root / "itu-1-and-1-more.csv")
    assert isinstance(record, Record) and (record.rows, record.pages, sorted(record.series)) == (4, 2, ["i99H", "i99X"])
    lines = (root / "itu-1-and-1-more.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0].endswith(",note") and len(lines) == 5


def test_a_flow_of_a_service_by_its_address(root: Path, publisher: Publisher) -> None:
    publisher.replies["/rest/data/AG,FLOW,1.0/A."] = Reply(answers.SDMX_CSV)
    result = typed("fetch", "sdmx", f"{publisher.address}/rest", "AG,FLOW,1.0", "--key", "A.", "--into", INTO)
    assert result.return_value == ExitCode.OK, result.output
    row = dict(zip(*list(load_workbook(root / INTO)["Indicators"].values)[:2], strict=True))
    assert (row["code"], row["source"], row["licence"]) == ("I_IU3", "127.0.0.1, FLOW", "not stated")


def test_far_fewer_economies_than_before(root: Path, publisher: Publisher) -> None:
    answers.world_bank(publisher)
    world_bank(publisher, "--into", INTO)
    answers.world_bank(publisher, answers.WB_ROWS[:2])
    before = (root / INTO).read_bytes()
    assert codes(world_bank(publisher, "--into", INTO, "--whole-series")) == ["fetch-series-shrunk"]
    assert (root / INTO).read_bytes() == before
    result = world_bank(publisher, "--into", INTO)
    assert result.return_value == ExitCode.OK
    assert (
        "fetch-fewer-economies" in result.stderr
        and "1 economies, the sheet holds 3; not there: BRA, PAK" in result.stderr
    )
    assert [row[0] for row in load_workbook(root / INTO)[CODE].values][4:] == ["BRA", "KEN", "PAK"]


def test_cells_of_a_publisher_run_nothing(root: Path, publisher: Publisher) -> None:
    bad = answers.wb_row(
        "KEN", "KE", "2021", -1.5, unit="=HYPERLINK(1)", country={"id": "KE", "value": "@SUM\u202e\x1b[31m"}
    )
    answers.world_bank(publisher, [bad])
    world_bank(publisher)
    text = (root / f"{CODE}.csv").read_text(encoding="utf-8")
    assert ",'=HYPERLINK(1)," in text and ",'@SUM [31m," in text and ",-1.5," in text


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["worldbank", "../../etc"], "IT.NET.USER.ZS"),
        (["worldbank", "A;B"], "IT.NET.USER.ZS"),
        (["worldbank", CODE, "--source", "x"], "--source"),
        (["worldbank", CODE, "--whole-series"], "--whole-series"),
        (["worldbank", CODE, "--start", "20"], "20 is not in the range"),
        (["unsd", "A B"], "IT_USE_ii99"),
        (["itu", "i99H"], "11624"),
        (["sdmx", "NOBODY", "X"], "SERVICE"),
        (["sdmx", "ESTAT", "a/../b"], "FLOW"),
        (["sdmx", "ESTAT", "a", "--key", "A?b=1"], "--key"),
    ],
)
def test_what_is_not_asked(root: Path, words: list[str], found: str) -> None:
    result = typed("fetch", *words)
    assert isinstance(result.exception, Exception) and not isinstance(result.exception, Stop)
    assert found in str(result.exception) + str(getattr(result.exception, "param_hint", ""))


@pytest.mark.parametrize(
    "address",
    [
        "https://me:secret@example.org/v2",
        "https://example.org/v2?key=secret",
        "file:///etc/passwd",
        "ftp://example.org",
    ],
)
def test_an_address_with_more_than_an_address(root: Path, address: str) -> None:
    result = typed("fetch", "worldbank", CODE, "--endpoint", address)
    assert codes(result) == ["fetch-address"]
    assert "secret" not in str(result.exception)


def test_the_list(root: Path) -> None:
    lines = typed("fetch", "--list").stdout.splitlines()
    assert any(line.startswith("worldbank") for line in lines)
    names = {line.split()[1] for line in lines if line.startswith("sdmx")}
    assert {"ESTAT", "OECD", "ECB", "ILO", "UNSD", "IMF", "BIS", "UNICEF"} <= names
    assert "gdgr fetch worldbank IT.NET.USER.ZS" in typed("fetch").stdout
