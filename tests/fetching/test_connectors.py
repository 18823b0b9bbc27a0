"""The publishers' interfaces: pages, faults and empty answers as they are documented, and answers that are none of these."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.fetching import itu, sdmx, unsd, worldbank
from pipeline.fetching.answers import Fetched, rows_of
from pipeline.fetching.kept import Kept
from pipeline.fetching.services import Service
from pipeline.fetching.transport import Transport
from pipeline.problems import Problem, Stop
from pipeline.sheets.fetched import ANY
from pipeline.sheets.reading.areas import Areas
from pipeline.sheets.reading.series import read_series
from tests.fetching import answers
from tests.fetching.answers import CODE, SERIES
from tests.fetching.conftest import stopped
from tests.fetching.publisher import Asked, Publisher, Reply, as_json

Kind = Callable[[Publisher, Transport, Kept], Any]


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path / "kept")


def ask_world_bank(publisher: Publisher, transport: Transport, kept: Kept) -> Fetched:
    return worldbank.fetch(transport, f"{publisher.address}/v2", CODE, kept)


def ask_unsd(publisher: Publisher, transport: Transport, kept: Kept) -> Fetched:
    return unsd.fetch(transport, f"{publisher.address}/sdg", SERIES, kept)


def ask_itu(publisher: Publisher, transport: Transport, kept: Kept) -> Fetched:
    return itu.fetch(transport, f"{publisher.address}/v2", "11624")


def ask_sdmx(publisher: Publisher, transport: Transport, kept: Kept) -> Fetched:
    return sdmx.fetch(
        transport, Service("X", "A service", f"{publisher.address}/rest", 2), sdmx.flow_of("AG,FLOW,1.0"), kept
    )


ITU = "/v2/data/download/byid/11624/iscollection/false"
SDMX = "/rest/data/AG,FLOW,1.0"
FIGURES = f"/v2/country/all/indicator/{CODE}"
DATA_PATH = "/sdg/Series/Data"


# --- World Bank ---------------------------------------------------------------------------------------------------


def test_world_bank_pages(publisher: Publisher, transport: Transport, kept: Kept) -> None:
    path = answers.world_bank(publisher)
    fetched = worldbank.fetch(transport, f"{publisher.address}/v2", CODE, kept, years="2021:2022")
    assert (fetched.rows, fetched.figures, fetched.pages, fetched.last_update) == (5, 4, 3, "2026-07-13")
    header, rows = rows_of(fetched.content)
    at = {name: header.index(name) for name in header}
    assert [(row[at["countryiso3code"]], row[at["date"]], row[at["value"]]) for row in rows] == [
        ("KEN", "2022", "31.5"),
        ("KEN", "2021", ""),
        ("PAK", "2022", "21.25"),
        ("XD", "2022", "90.1"),  # an aggregate without a code of three letters
        ("BRA", "2022", "80.53"),
    ]
    assert [one.query["page"] for one in publisher.asked if one.path == path] == [["1"], ["2"], ["3"]]
    assert publisher.asked[1].query["date"] == ["2021:2022"]
    said = fetched.series[CODE]
    assert said.licence == "CC BY-4.0 (https://example.org/licence)"
    assert said.source == "World Bank, World Development Indicators"
    assert said.name == "Individuals using the Internet (% of population)"
    assert said.citation.endswith("last updated 2026-07-13. Source as the World Bank names it: ITU, made up")


@pytest.mark.parametrize(
    "metadata",
    [Reply(answers.PAGE), Reply(b"{}"), Reply(b"no", 404), answers.WB_UNKNOWN],
    ids=["page", "empty", "404", "fault"],
)
def test_world_bank_licence_that_nobody_states(
    publisher: Publisher, transport: Transport, kept: Kept, metadata: Reply
) -> None:
    answers.world_bank(publisher)
    publisher.replies[f"/v2/sources/2/series/{CODE}/metadata"] = metadata
    fetched = worldbank.fetch(transport, f"{publisher.address}/v2", CODE, kept)
    assert fetched.series[CODE].licence == "not stated"


# --- resume -------------------------------------------------------------------------------------------------------


def break_at(publisher: Publisher, path: str, page: str) -> None:
    """Have the publisher fail at a page."""
    whole = publisher.replies[path]
    assert callable(whole)
    publisher.replies[path] = lambda asked: Reply(b"no", 403) if asked.query["page"] == [page] else whole(asked)


@pytest.mark.parametrize(
    ("set_up", "ask"), [(answers.world_bank, ask_world_bank), (answers.sdg, ask_unsd)], ids=["wb", "unsd"]
)
def test_a_run_that_broke_off_goes_on(
    publisher: Publisher, transport: Transport, kept: Kept, set_up: Callable[..., str], ask: Kind
) -> None:
    rows = [answers.wb_row("KEN", "KE", str(year), 1.0) for year in range(2015, 2022)]
    rows = rows if ask is ask_world_bank else [answers.sdg_row("404", float(year), "1.5") for year in range(2015, 2022)]
    path = set_up(publisher, rows)
    break_at(publisher, path, "4")
    assert stopped(lambda: ask(publisher, transport, kept)).problems[0].code == "fetch-refused"
    publisher.asked.clear()
    set_up(publisher, rows)
    fetched = ask(publisher, transport, kept)
    assert fetched.rows == 7
    assert [one.query["page"][0] for one in publisher.asked if one.path == path] == ["1", "4"]


def test_another_release_starts_anew(publisher: Publisher, transport: Transport, kept: Kept) -> None:
    path = answers.world_bank(publisher)
    break_at(publisher, path, "3")
    stopped(lambda: ask_world_bank(publisher, transport, kept))
    assert len(list(kept.folder.iterdir())) == 1
    publisher.asked.clear()
    rows = answers.WB_ROWS
    publisher.replies[path] = lambda asked: answers.wb_page(
        int(asked.query["page"][0]), rows[2 * int(asked.query["page"][0]) - 2 :][:2], 3, 5, "2026-09-30"
    )
    fetched = worldbank.fetch(transport, f"{publisher.address}/v2", CODE, kept)
    assert fetched.last_update == "2026-09-30"
    assert [one.query["page"][0] for one in publisher.asked if one.path == path] == ["1", "2", "3"]


def test_a_damaged_page_is_asked_for_again(publisher: Publisher, transport: Transport, kept: Kept) -> None:
    path = answers.world_bank(publisher)
    break_at(publisher, path, "3")
    stopped(lambda: ask_world_bank(publisher, transport, kept))
    for page in kept.folder.iterdir():
        page.write_bytes(page.read_bytes().replace(b"21.25", b"99.99"))
    answers.world_bank(publisher)
    fetched = worldbank.fetch(transport, f"{publisher.address}/v2", CODE, kept)
    assert b"21.25" in fetched.content and b"99.99" not in fetched.content


def test_a_release_that_changes_meanwhile_is_asked_for_once_more(
    publisher: Publisher, transport: Transport, kept: Kept
) -> None:
    path = answers.world_bank(publisher)
    rows = answers.WB_ROWS

    def page(asked: Asked) -> Reply:
        number = int(asked.query["page"][0])
        day = "2026-07-13" if publisher.paths().count(path) == 1 else "2026-07-14"
        return answers.wb_page(number, rows[2 * number - 2 :][:2], 3, 5, day)

    publisher.replies[path] = page
    assert worldbank.fetch(transport, f"{publisher.address}/v2", CODE, kept).last_update == "2026-07-14"
    days = iter(range(100, 200))
    publisher.replies[path] = lambda asked: answers.wb_page(
        int(asked.query["page"][0]), rows[2 * int(asked.query["page"][0]) - 2 :][:2], 3, 5, str(next(days))
    )
    assert stopped(lambda: ask_world_bank(publisher, transport, kept)).problems[0].code == "fetch-changed"


# --- UNSD, ITU, SDMX ----------------------------------------------------------------------------------------------


def test_unsd_pages_with_attributes_and_dimensions(
    publisher: Publisher, transport: Transport, kept: Kept, tmp_path: Path, areas: Areas
) -> None:
    path = answers.sdg(publisher)
    fetched = unsd.fetch(transport, f"{publisher.address}/sdg", SERIES, kept, [2021, 2022])
    assert publisher.asked[-1].path == path and publisher.asked[-1].query["timePeriod"] == ["2021", "2022"]
    assert (fetched.rows, fetched.figures, fetched.pages, fetched.last_update) == (3, 2, 2, "2026.Q2.G.01")
    header, rows = rows_of(fetched.content)
    first = dict(zip(header, rows[0], strict=True))
    assert (first["TimePeriod"], first["Value"], first["Nature"], first["[Sex]"]) == ("2021", "28.8", "E", "BOTHSEX")
    assert (first["FootNote"], first["Indicator"], first["Reporting Type"]) == ("made up", "17.8.1", "G")
    file = tmp_path / "unsd.csv"
    file.write_bytes(fetched.content)
    read = read_series(file, areas)
    assert [(row.area, row.year, row.value, row.status) for row in read.rows] == [
        ("KEN", 2021, 28.8, "E"),
        ("PAK", 2021, 21.0, "E"),
    ]


def test_unsd_statuses_that_vary_are_no_dimension(
    publisher: Publisher, transport: Transport, kept: Kept, tmp_path: Path, areas: Areas
) -> None:
    other = {"Nature": "C", "Units": "PERCENT", "Observation Status": "B"}
    answers.sdg(publisher, [*answers.SDG_ROWS[:1], answers.sdg_row("586", 2021.0, "21.0", attributes=other)])
    file = tmp_path / "unsd.csv"
    file.write_bytes(unsd.fetch(transport, f"{publisher.address}/sdg", SERIES, kept).content)
    read = read_series(file, areas)
    assert [row.status for row in read.rows] == ["E", "B"]
    assert not [one.code for one in read.problems if one.severity == "error"]


@pytest.mark.parametrize("body", [answers.ITU_CSV, answers.zipped(("a.csv", answers.ITU_CSV), ("read me.txt", b"x"))])
def test_itu_as_a_zip_or_as_it_is(
    publisher: Publisher, transport: Transport, body: bytes, tmp_path: Path, areas: Areas
) -> None:
    publisher.replies[ITU] = Reply(body)
    fetched = itu.fetch(transport, f"{publisher.address}/v2", "11624")
    assert (fetched.rows, fetched.figures, dict(fetched.series)["i99H"].licence) == (2, 2, "not stated")
    file = tmp_path / "itu.csv"
    file.write_bytes(fetched.content)
    read = read_series(file, areas)
    assert [(row.area, row.year, row.value, row.status) for row in read.rows] == [
        ("ABW", 2001, 17.1, "E"),
        ("KEN", 2021, 28.8, "A"),
    ]


@pytest.mark.parametrize(
    ("generation", "path", "period"),
    [
        (2, "/rest/data/AG,FLOW,1.0/A.FRA+KEN.", {"startPeriod": ["2010"], "endPeriod": ["2020"]}),
        (3, "/rest/data/dataflow/AG/FLOW/1.0/A.FRA+KEN.", {"c[TIME_PERIOD]": ["ge:2010+le:2020"]}),
    ],
)
def test_sdmx_questions(
    publisher: Publisher, transport: Transport, kept: Kept, generation: int, path: str, period: dict[str, list[str]]
) -> None:
    publisher.replies[path] = Reply(answers.SDMX_CSV)
    service = Service("X", "A service", f"{publisher.address}/rest", generation)
    fetched = sdmx.fetch(transport, service, sdmx.flow_of("AG,FLOW,1.0"), kept, "A.FRA+KEN.", 2010, 2020)
    assert publisher.asked[0].query == period
    assert publisher.asked[0].headers["Accept"] == f"application/vnd.sdmx.data+csv;version={generation - 1}.0.0"
    assert (fetched.content, fetched.rows, fetched.figures) == (answers.SDMX_CSV, 2, 2)
    assert (fetched.last_update, fetched.ending) == ("11/07/26 11:00:00", ".csv")
    assert fetched.series[ANY].source == "A service, FLOW"


def test_sdmx_without_csv(publisher: Publisher, transport: Transport, kept: Kept) -> None:
    publisher.replies[SDMX] = [Reply(b"no", 406), Reply(answers.SDMX_ML)]
    fetched = ask_sdmx(publisher, transport, kept)
    assert (fetched.ending, fetched.figures) == (".xml", 1)
    assert publisher.asked[1].headers["Accept"] == "application/vnd.sdmx.structurespecificdata+xml;version=2.1"


EUROSTAT = "/api/dissemination/sdmx/2.1"


def ask_eurostat(publisher: Publisher, transport: Transport, kept: Kept) -> Fetched:
    service = Service("ESTAT", "Eurostat", publisher.address + EUROSTAT, 2, "ESTAT", (("format", "SDMX-CSV"),), True)
    return sdmx.fetch(transport, service, sdmx.flow_of("isoc_ci_ifp_iu"), kept)


def test_eurostat_answers_later(publisher: Publisher, transport: Transport, kept: Kept, pauses: list[float]) -> None:
    publisher.replies |= {
        f"{EUROSTAT}/data/ESTAT,isoc_ci_ifp_iu": Reply(answers.QUEUED),
        "/api/dissemination/1.0/async/status/e3d3-9a1b": [answers.state("PROCESSING"), answers.state("AVAILABLE")],
        "/api/dissemination/1.0/async/data/e3d3-9a1b": Reply(answers.SDMX_CSV),
    }
    assert ask_eurostat(publisher, transport, kept).figures == 2
    assert publisher.asked[0].query == {"format": ["SDMX-CSV"]}
    assert pauses == [10.0]


def test_eurostat_is_still_at_work_and_asked_for_the_same_later(
    publisher: Publisher, transport: Transport, kept: Kept
) -> None:
    status = "/api/dissemination/1.0/async/status/e3d3-9a1b"
    publisher.replies |= {
        f"{EUROSTAT}/data/ESTAT,isoc_ci_ifp_iu": Reply(answers.QUEUED),
        status: answers.state("PROCESSING"),
        "/api/dissemination/1.0/async/data/e3d3-9a1b": Reply(answers.SDMX_CSV),
    }
    assert stopped(lambda: ask_eurostat(publisher, transport, kept)).problems[0].code == "fetch-queued"
    publisher.asked.clear()
    publisher.replies[status] = answers.state("AVAILABLE")
    assert ask_eurostat(publisher, transport, kept).figures == 2
    assert publisher.paths() == [status, "/api/dissemination/1.0/async/data/e3d3-9a1b"]
    publisher.replies[status] = answers.state("EXPIRED")  # then it is asked for anew
    publisher.replies[f"{EUROSTAT}/data/ESTAT,isoc_ci_ifp_iu"] = Reply(answers.SDMX_CSV)
    assert ask_eurostat(publisher, transport, kept).figures == 2


# --- faults: what each interface answers, and the code of the problem ------------------------------------------------

ROWS, SDG = answers.WB_ROWS, answers.SDG_ROWS
HEAD = {"totalElements": 2, "totalPages": 1, "pageNumber": 1}
CASES: list[tuple[str, Kind, str, Reply, str, str]] = [
    ("wb unknown", ask_world_bank, f"/v2/indicator/{CODE}", answers.WB_UNKNOWN, "fetch-unknown", "120 Invalid value"),
    ("wb fault in the data", ask_world_bank, FIGURES, answers.WB_UNKNOWN, "fetch-unknown", "120 Invalid value"),
    ("wb empty", ask_world_bank, FIGURES, answers.WB_EMPTY, "fetch-empty", "no row of"),
    ("wb null only", ask_world_bank, FIGURES, answers.wb_page(1, ROWS[1:2], 1, 1), "fetch-empty", "none with a figure"),
    ("wb fewer rows", ask_world_bank, FIGURES, answers.wb_page(1, ROWS[:1], 1, 2), "fetch-partial", "1 rows; 2 were announced"),
    ("wb no rows", ask_world_bank, FIGURES, answers.wb_page(1, [], 1, 2), "fetch-partial", "0 rows; 2 were announced"),
    ("wb a row twice", ask_world_bank, FIGURES, answers.wb_page(1, [ROWS[0], ROWS[0]], 1, 2), "fetch-partial", "1 of them twice"),
    ("wb another page", ask_world_bank, FIGURES, answers.wb_page(2, ROWS[:2], 1, 2), "fetch-answer", "page 2 where page 1"),
    ("wb pages without end", ask_world_bank, FIGURES, answers.wb_page(1, ROWS[:2], 999_999, 2), "fetch-too-large", "999,999 pages"),
    ("wb another indicator", ask_world_bank, FIGURES,
     answers.wb_page(1, [answers.wb_row("KEN", "KE", "2022", 1.0, indicator={"id": "X", "value": "X"})], 1, 1), "fetch-answer", "rows of X"),
    ("wb a value inside a value", ask_world_bank, FIGURES,
     answers.wb_page(1, [answers.wb_row("KEN", "KE", "2022", {"v": 1})], 1, 1), "fetch-answer", "the row"),
    ("wb another object", ask_world_bank, FIGURES, as_json({"data": []}), "fetch-answer", "data"),
    ("wb no JSON", ask_world_bank, FIGURES, Reply(b"<?xml version='1.0'?><wb:error/>"), "fetch-answer", "Expecting value"),
    ("wb a page", ask_world_bank, FIGURES, Reply(answers.PAGE), "fetch-answer", "Down for maintenance"),
    ("wb cut", ask_world_bank, FIGURES, Reply(answers.wb_page(1, ROWS[:2], 1, 2).body[:-40]), "fetch-answer", "begins"),
    ("wb cut by its length", ask_world_bank, FIGURES, Reply(answers.wb_page(1, ROWS[:2], 1, 2).body, length=100), "fetch-answer", "begins"),
    ("wb NaN", ask_world_bank, FIGURES, Reply(answers.wb_page(1, ROWS[:2], 1, 2).body.replace(b"31.5", b"NaN")), "fetch-answer", "NaN"),
    ("wb values deep inside", ask_world_bank, FIGURES, Reply(b"[" * 900 + b"]" * 900), "fetch-answer", "without end"),
    ("wb values inside values", ask_world_bank, FIGURES, Reply(b"[" * 100_000), "fetch-answer", "without end"),
    ("wb no UTF-8", ask_world_bank, FIGURES, Reply(b'[{"page": "\xff"}]'), "fetch-answer", "codec"),
    ("wb refuses", ask_world_bank, FIGURES, Reply(b"<b>Request\x1b[31m Error</b>", 400), "fetch-refused", "HTTP 400: Request [31m Error"),
    ("wb has no such path", ask_world_bank, FIGURES, Reply(answers.PAGE, 404), "fetch-refused", "HTTP 404"),
    ("sdg unknown", ask_unsd, "/sdg/Series/List", as_json([{"code": "IT_USE_ii9"}]), "fetch-unknown", "no series IT_USE_ii99"),
    ("sdg no list", ask_unsd, "/sdg/Series/List", as_json({"title": "x"}), "fetch-answer", "title"),
    ("sdg empty", ask_unsd, DATA_PATH, as_json({**HEAD, "totalElements": 0, "totalPages": 0, "data": []}), "fetch-empty", "no row of"),
    ("sdg NaN only", ask_unsd, DATA_PATH, as_json({**HEAD, "totalElements": 1, "data": SDG[2:]}), "fetch-empty", "none with a figure"),
    ("sdg fewer rows", ask_unsd, DATA_PATH, as_json({**HEAD, "data": SDG[:1]}), "fetch-partial", "1 rows; 2 were announced"),
    ("sdg a row twice", ask_unsd, DATA_PATH, as_json({**HEAD, "data": [SDG[0], SDG[0]]}), "fetch-partial", "twice"),
    ("sdg another page", ask_unsd, DATA_PATH, as_json({**HEAD, "pageNumber": 3, "data": SDG[:2]}), "fetch-answer", "page 3"),
    ("sdg another series", ask_unsd, DATA_PATH, as_json({**HEAD, "data": [answers.sdg_row("4", 2021, "1", series="X")]}), "fetch-answer", "rows of X"),
    ("sdg other rows", ask_unsd, DATA_PATH, as_json({**HEAD, "data": ["a", "b"]}), "fetch-answer", "the row"),
    ("sdg a list", ask_unsd, DATA_PATH, as_json([]), "fetch-answer", "[]"),
    ("sdg fault", ask_unsd, DATA_PATH, as_json({"title": "Bad Request"}, 400), "fetch-refused", "Bad Request"),
    ("itu unknown", ask_itu, ITU, Reply(b"", 404), "fetch-unknown", "HTTP 404"),
    ("itu closed", ask_itu, ITU, as_json({"message": "Missing Authentication Token"}, 403), "fetch-refused", "Missing Authentication"),
    ("itu empty", ask_itu, ITU, Reply(answers.ITU_CSV.split(b"\n", 1)[0]), "fetch-empty", "0 rows"),
    ("itu another layout", ask_itu, ITU, Reply(b"a,b\n1,2\n"), "fetch-answer", "a table with the columns a, b"),
    ("itu JSON", ask_itu, ITU, as_json([]), "fetch-answer", "a table with the columns []"),
    ("itu a page", ask_itu, ITU, Reply(answers.PAGE), "fetch-answer", "Down for maintenance"),
    ("itu two tables", ask_itu, ITU, Reply(answers.zipped(("a.csv", b"a"), ("b.csv", b"b"))), "fetch-answer", "2 CSV files"),
    ("itu half a zip", ask_itu, ITU, Reply(answers.zipped(("a.csv", answers.ITU_CSV))[:200]), "fetch-answer", "does not open"),
    ("itu zip bomb", ask_itu, ITU, Reply(answers.zipped(("a.csv", bytes(5_000_000)))), "fetch-too-large", "unpacks to more"),
    ("itu a row too short", ask_itu, ITU, Reply(answers.ITU_CSV + b"1,2\n"), "fetch-answer", "row 4"),
    ("sdmx nothing found", ask_sdmx, SDMX, Reply(answers.NOTHING, 404), "fetch-empty", "No Results Found"),
    ("sdmx nothing found in words", ask_sdmx, SDMX, Reply(b"NoRecordsFound", 404), "fetch-empty", "NoRecordsFound"),
    ("sdmx unknown", ask_sdmx, SDMX, Reply(b"could not find", 404), "fetch-unknown", "HTTP 404 for the flow FLOW"),
    ("sdmx too large", ask_sdmx, SDMX, Reply(answers.TOO_BIG, 413), "fetch-refused", "EXTRACTION_TOO_BIG"),
    ("sdmx wrong key", ask_sdmx, SDMX, Reply(b"<faultstring>INVALID_QUERY</faultstring>", 400), "fetch-refused", "INVALID_QUERY"),
    ("sdmx no form", ask_sdmx, SDMX, Reply(b"", 406), "fetch-refused", "HTTP 406"),
    ("sdmx no rows", ask_sdmx, SDMX, Reply(answers.SDMX_CSV.split(b"\n", 1)[0] + b"\n"), "fetch-empty", "0 rows"),
    ("sdmx blank values", ask_sdmx, SDMX, Reply(b"REF_AREA,TIME_PERIOD,OBS_VALUE\nFRA,2020,\nKEN,2020,NaN\n"), "fetch-empty", "2 rows"),
    ("sdmx no body", ask_sdmx, SDMX, Reply(b" \n"), "fetch-empty", "without content"),
    ("sdmx another table", ask_sdmx, SDMX, Reply(b"a,b\n1,2\n"), "fetch-answer", "columns a, b"),
    ("sdmx cut", ask_sdmx, SDMX, Reply(answers.SDMX_CSV[:-20]), "fetch-answer", "row 3"),
    ("sdmx JSON", ask_sdmx, SDMX, as_json({"data": {}}), "fetch-answer", "JSON"),
    ("sdmx a page", ask_sdmx, SDMX, Reply(answers.PAGE), "fetch-answer", "Down for maintenance"),
    ("sdmx an empty message", ask_sdmx, SDMX, Reply(answers.SDMX_ML.replace(b"<Obs", b"<Not")), "fetch-empty", "0 rows"),
    ("sdmx half a message", ask_sdmx, SDMX, Reply(answers.SDMX_ML[:-30]), "fetch-answer", "does not end"),
    ("sdmx a fault in a good answer", ask_sdmx, SDMX, Reply(answers.NOTHING), "fetch-empty", "No Results Found"),
    ("sdmx other XML", ask_sdmx, SDMX, Reply(b"<a>b</a>"), "fetch-answer", "no data message"),
    ("eurostat queue of another", ask_sdmx, SDMX, Reply(answers.QUEUED), "fetch-answer", "no data message"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("ask", "path", "reply", "code", "found"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_faults(
    publisher: Publisher, transport: Transport, kept: Kept, ask: Kind, path: str, reply: Reply, code: str, found: str
) -> None:
    answers.world_bank(publisher)
    answers.sdg(publisher)
    publisher.replies[path] = reply
    problem = only(stopped(lambda: ask(publisher, transport, kept)))
    assert (problem.code, found in problem.found) == (code, True), problem
    assert problem.place.file.startswith(publisher.address)
    assert "\x1b" not in str(problem) and "<" not in problem.found


def only(stop: Stop) -> Problem:
    (problem,) = stop.problems
    return problem
