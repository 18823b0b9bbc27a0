"""World Bank, Indicators API v2.

Documented (Data Help Desk, "Developer Information"): ``/country/all/indicator/CODE`` with format, date, source, page and
per_page; an answer is ``[{page, pages, per_page, total, lastupdated, ...}, rows]``; ``/indicator/CODE``; metadata of a series
under ``/sources/N/series/CODE/metadata``. Faults come with HTTP 200 as ``[{"message": [{id, key, value}]}]`` (120: a value
that is not valid). Observed: nothing found is ``[{"page": 0, ...}, null]``; fault 175 for an indicator that was archived; some
aggregates have no ``countryiso3code``, only the two letters of ``country.id``.
"""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.fetching.answers import Fetched, as_csv, parse_json, plain, refused, whole, written, wrong
from pipeline.fetching.codes import stopped
from pipeline.fetching.kept import Kept
from pipeline.fetching.paging import Page, Paged, Row, all_rows
from pipeline.fetching.transport import Answer, Transport
from pipeline.problems import Stop
from pipeline.sheets.fetched import NOT_STATED, Series

PAGE = 5_000  # rows asked for at once
_UNKNOWN = ("120", "175")
_ELSEWHERE = " on data.worldbank.org, or name its data base with --source"
_ALLOWED = "a page as Indicators API v2 documents it: [{page, pages, per_page, total, ...}, [rows]]"
_HEADER = (
    "indicator.id", "indicator.value", "country.id", "country.value", "countryiso3code", "date", "value", "unit",
    "obs_status", "decimal",
)  # fmt: skip


def fetch(transport: Transport, address: str, code: str, kept: Kept, source: str = "", years: str = "") -> Fetched:
    """All rows of an indicator, of every economy and aggregate. ``years`` is ``2010:2025``, ``source`` a data base by number.

    Raises Stop: an unknown indicator, no figure, pages that do not add up, an answer of another kind.
    """
    about = _about(transport, address, code, source)
    where = f"{address}/country/all/indicator/{code}"
    params = [("format", "json"), ("per_page", str(PAGE))]
    params += [("date", years)] if years else []
    params += [("source", source)] if source else []
    start = len(transport.asked)
    table = Paged(
        code,
        lambda number: transport.get(where, [*params, ("page", str(number))]),
        lambda answer, number: _page(answer, number, code),
        lambda row: (written(_in(row, "country").get("id")), row["countryiso3code"], row["date"]),
    )
    first, rows = all_rows(transport, table, kept)
    asked = tuple(dict.fromkeys(transport.asked[start:]))
    figures = sum(row["value"] is not None for row in rows)
    if not figures:
        raise stopped("fetch-empty", where, f"{len(rows)} rows of {code}, none with a figure")
    updated = first.release
    base = source or written(_in(about, "source").get("id"))
    name = plain(written(_in(rows[0], "indicator").get("value")))
    database = plain(written(_in(about, "source").get("value"))) or "Indicators API"
    organisation = plain(written(about.get("sourceOrganization")), 600)
    series = Series(
        name=name,
        source=f"World Bank, {database}",
        citation=f"World Bank, {database}: {name} ({code}), last updated {updated or NOT_STATED}."
        + (f" Source as the World Bank names it: {organisation}" if organisation else ""),
        licence=_licence(transport, address, code, base),
        url=where + (f"?source={source}" if source else ""),
    )
    content = as_csv(_HEADER, (_cells(row) for row in rows))
    return Fetched(
        content,
        ".csv",
        "World Bank",
        "Indicators API v2",
        len(rows),
        figures,
        first.pages,
        asked,
        updated,
        {code: series},
    )


def _about(transport: Transport, address: str, code: str, source: str) -> Row:
    """What the interface says of an indicator. Raises Stop where it knows none of that code."""
    answer = transport.get(
        f"{address}/indicator/{code}", [("format", "json"), *([("source", source)] if source else [])]
    )
    content = _content(answer)
    found = content[1] if len(content) > 1 else None
    if not isinstance(found, list) or not found or not isinstance(found[0], Mapping):
        raise stopped("fetch-unknown", answer.address, f"no indicator {code}", near=_ELSEWHERE)
    return found[0]


def _content(answer: Answer) -> list[object]:
    """The list that every answer is. Raises Stop for a fault, and for anything else."""
    if answer.status != 200:
        raise refused(answer)
    content = parse_json(answer)
    first = content[0] if isinstance(content, list) and content else None
    if not isinstance(content, list) or not isinstance(first, Mapping):
        raise wrong(answer, f"{plain(answer.text, 60)!r}", _ALLOWED)
    if "message" in first:
        raise _fault(answer, first["message"])
    return content


def _fault(answer: Answer, messages: object) -> Stop:
    """The Stop for what the interface calls a message."""
    told = [one for one in messages if isinstance(one, Mapping)] if isinstance(messages, list) else []
    ids = {written(one.get("id")) for one in told}
    words = plain(
        "; ".join(f"{written(one.get('id'))} {written(one.get('key'))}: {written(one.get('value'))}" for one in told)
    )
    if ids & set(_UNKNOWN):
        return stopped("fetch-unknown", answer.address, f"the World Bank answers {words}", near=_ELSEWHERE)
    return stopped("fetch-refused", answer.address, f"the World Bank answers {words or 'a message without words'}")


def _page(answer: Answer, number: int, code: str) -> Page:
    """A page, checked. Raises Stop where it is none, or another one than was asked for."""
    content = _content(answer)
    head = content[0]
    rows = content[1] if len(content) > 1 else None
    assert isinstance(head, Mapping)
    total, pages, at = (whole(head.get(name)) for name in ("total", "pages", "page"))
    if not rows and not total:
        raise stopped("fetch-empty", answer.address, f"no row of {code}")
    if total is None or pages is None or at is None or not isinstance(rows, list):
        raise wrong(answer, plain(answer.text, 80), _ALLOWED)
    if at != number:
        raise wrong(answer, f"page {at} where page {number} was asked for", _ALLOWED)
    for row in rows:
        if not _is_row(row):
            raise wrong(
                answer,
                f"the row {plain(written(row), 120)}",
                "rows with indicator, country, countryiso3code, date and value",
            )
        if written(_in(row, "indicator").get("id")).upper() != code.upper():
            raise wrong(answer, f"rows of {plain(written(_in(row, 'indicator').get('id')), 60)}", f"rows of {code}")
    return Page(number, pages, total, plain(written(head.get("lastupdated")), 40), rows)


def _is_row(row: object) -> bool:
    if not isinstance(row, Mapping) or not {"countryiso3code", "date", "value"} <= set(row):
        return False
    simple = (row["countryiso3code"], row["date"], row["value"])
    return all(isinstance(row.get(name), Mapping) for name in ("indicator", "country")) and all(
        value is None or isinstance(value, str) for value in simple
    )


def _cells(row: Row) -> list[str]:
    """A row as the layout of the interface has it; an aggregate without a code of three letters by its code of two."""
    indicator, country = _in(row, "indicator"), _in(row, "country")
    code = written(row["countryiso3code"]) or written(country.get("id"))
    named = (indicator.get("id"), indicator.get("value"), country.get("id"), country.get("value"), code)
    return [written(value) for value in (*named, *(row.get(name) for name in _HEADER[5:]))]


def _in(row: Row, name: str) -> Mapping[str, object]:
    """An object inside a row; an empty one where there is none."""
    value = row.get(name)
    return value if isinstance(value, Mapping) else {}


def _licence(transport: Transport, address: str, code: str, base: str) -> str:
    """The licence of a series as the metadata of its data base state it."""
    if not base.isdigit():
        return NOT_STATED
    answer = transport.get(
        f"{address}/sources/{base}/series/{code}/metadata", [("format", "json"), ("per_page", "1000")]
    )
    if answer.status != 200:
        return NOT_STATED
    try:
        content = parse_json(answer)
    except Stop:  # some data bases answer this question with a page; the figures do not need it
        return NOT_STATED
    found = dict(_metatypes(content))
    licence, url = (plain(found.get(name, "")) for name in ("license_type", "license_url"))
    return f"{licence} ({url})" if licence and url else licence or url or NOT_STATED


def _metatypes(content: object) -> list[tuple[str, str]]:
    """Names and texts of metadata, wherever they stand in the answer (source, concept, variable, metatype)."""
    if isinstance(content, list):
        return [pair for one in content for pair in _metatypes(one)]
    if not isinstance(content, Mapping):
        return []
    if "id" in content and "value" in content and isinstance(content["value"], str):
        return [(written(content["id"]).casefold(), content["value"])]
    return [pair for one in content.values() for pair in _metatypes(one)]
