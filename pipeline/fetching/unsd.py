"""UNSD, Global SDG Indicators Database, SDG API v5.

Documented (Swagger UI of UNSDGAPIV5): ``/Series/List`` (code, description, release, goal, target, indicator) and
``/Series/Data`` with seriesCode, timePeriod, page and pageSize; an answer is an object with size, totalElements, totalPages,
pageNumber, attributes, dimensions and data, each datum with attributes and dimensions of its own. Observed: a series that
is not there has no elements, and numbers stand as texts.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping, Sequence

from pipeline.fetching.answers import Fetched, as_csv, parse_json, plain, refused, whole, written, wrong
from pipeline.fetching.codes import stopped
from pipeline.fetching.kept import Kept
from pipeline.fetching.paging import Page, Paged, Row, all_rows
from pipeline.fetching.transport import Answer, Transport
from pipeline.sheets.fetched import NOT_STATED, Series
from pipeline.sheets.reading.numbers import is_missing

PAGE = 3_000
_ALLOWED = "an answer as SDG API v5 documents it: totalElements, totalPages, pageNumber, data"
# Columns of the layout in which the data base is downloaded, with the names of the interface.
_COLUMNS = (
    ("Goal", "goal"), ("Target", "target"), ("Indicator", "indicator"), ("SeriesCode", "series"),
    ("SeriesDescription", "seriesDescription"), ("GeoAreaCode", "geoAreaCode"), ("GeoAreaName", "geoAreaName"),
    ("TimePeriod", "timePeriodStart"), ("Value", "value"), ("Time_Detail", "time_detail"), ("TimeCoverage", "timeCoverage"),
    ("UpperBound", "upperBound"), ("LowerBound", "lowerBound"), ("BasePeriod", "basePeriod"), ("Source", "source"),
    ("GeoInfoUrl", "geoInfoUrl"), ("FootNote", "footnotes"),
)  # fmt: skip
_NEEDED = ("series", "geoAreaCode", "timePeriodStart", "value")


def fetch(transport: Transport, address: str, code: str, kept: Kept, years: Sequence[int] = ()) -> Fetched:
    """All rows of a series, with its attributes and dimensions as columns.

    Raises Stop: an unknown series, no figure, pages that do not add up, an answer of another kind.
    """
    about = _about(transport, address, code)
    release = plain(written(about.get("release")), 40)
    where = f"{address}/Series/Data"
    params = [("seriesCode", code), ("pageSize", str(PAGE)), *(("timePeriod", str(year)) for year in years)]
    start = len(transport.asked)
    table = Paged(
        code,
        lambda number: transport.get(where, [*params, ("page", str(number))]),
        lambda answer, number: _page(answer, number, code, release),
        lambda row: json.dumps(row, sort_keys=True),
    )
    first, rows = all_rows(transport, table, kept)
    asked = tuple(dict.fromkeys(transport.asked[start:]))
    figures = sum(not is_missing(written(row["value"])) for row in rows)
    if not figures:
        raise stopped("fetch-empty", where, f"{len(rows)} rows of {code}, none with a figure")
    attributes = _names(rows, "attributes")
    dimensions = _names(rows, "dimensions")
    header = [name for name, _ in _COLUMNS] + attributes
    header += [name if name == "Reporting Type" else f"[{name}]" for name in dimensions]
    name = plain(written(about.get("description")))
    series = Series(
        name=name,
        source="United Nations, SDG Indicators Database",
        citation=f"United Nations Statistics Division, Global SDG Indicators Database: {name} ({code}), "
        f"release {release or NOT_STATED}.",
        licence=NOT_STATED,
        url=f"{where}?seriesCode={code}",
    )
    content = as_csv(header, (_cells(row, attributes, dimensions) for row in rows))
    publisher = "United Nations Statistics Division"
    return Fetched(
        content, ".csv", publisher, "SDG API v5", len(rows), figures, first.pages, asked, release, {code: series}
    )


def _about(transport: Transport, address: str, code: str) -> Row:
    """The entry of a series in the list of all. Raises Stop where it has none, with the nearest codes."""
    answer = transport.get(f"{address}/Series/List", [("allreleases", "false")])
    if answer.status != 200:
        raise refused(answer)
    content = parse_json(answer)
    if not isinstance(content, list) or not all(isinstance(one, Mapping) and "code" in one for one in content):
        raise wrong(answer, plain(answer.text, 80), "the list of series: code, description, release")
    by_code = {written(one["code"]): one for one in content}
    if code not in by_code:
        near = difflib.get_close_matches(code, by_code, n=3, cutoff=0.6)
        nearest = f"; nearest: {', '.join(plain(one, 60) for one in near)}" if near else ""
        raise stopped("fetch-unknown", answer.address, f"no series {code} among {len(by_code)}", near=nearest)
    return by_code[code]


def _page(answer: Answer, number: int, code: str, release: str) -> Page:
    if answer.status != 200:
        raise refused(answer)
    content = parse_json(answer)
    if not isinstance(content, Mapping):
        raise wrong(answer, plain(answer.text, 80), _ALLOWED)
    rows = content.get("data")
    total, pages, at = (whole(content.get(name)) for name in ("totalElements", "totalPages", "pageNumber"))
    if total == 0 and not rows:
        raise stopped("fetch-empty", answer.address, f"no row of {code}")
    if total is None or pages is None or not isinstance(rows, list):
        raise wrong(answer, plain(answer.text, 80), _ALLOWED)
    if at != number:
        raise wrong(answer, f"page {at} where page {number} was asked for", _ALLOWED)
    for row in rows:
        if not isinstance(row, Mapping) or not set(_NEEDED) <= set(row):
            raise wrong(answer, f"the row {plain(written(row), 120)}", f"rows with {', '.join(_NEEDED)}")
        if written(row["series"]) != code:
            raise wrong(answer, f"rows of {plain(written(row['series']), 60)}", f"rows of {code}")
    return Page(number, pages, total, release, rows)


def _names(rows: Sequence[Row], what: str) -> list[str]:
    """The names of attributes or dimensions, in the order of their first row."""
    return list(dict.fromkeys(str(name) for row in rows for name in _of(row, what)))


def _of(row: Row, what: str) -> Mapping[str, object]:
    value = row.get(what)
    return value if isinstance(value, Mapping) else {}


def _cells(row: Row, attributes: Sequence[str], dimensions: Sequence[str]) -> list[str]:
    plain_ones = [written(row.get(name)) for _, name in _COLUMNS]
    period = plain_ones[7]
    plain_ones[7] = period.removesuffix(".0")  # a year as a program writes a number
    told = [written(_of(row, "attributes").get(name)) for name in attributes]
    return [*plain_ones, *told, *(written(_of(row, "dimensions").get(name)) for name in dimensions)]
