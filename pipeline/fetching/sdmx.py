"""SDMX REST services: SDMX 2.1 (REST 1.x) and 3.0 (REST 2.x); pysdmx writes the queries.

Documented (SDMX REST, "HTTP content negotiation", "Error handling"): SDMX-CSV and SDMX-ML are asked for by their media types;
404 means that nothing was found, 413 that the answer would be too large, 406 (and with some services 415 or 501) that there is
no such form. Eurostat answers large questions later (API guidelines, "Asynchronous API"): an envelope with the id of a queue,
whose state is SUBMITTED, PROCESSING, AVAILABLE or EXPIRED. The OECD limits downloads by the hour.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pysdmx.api.dc.query import MultiFilter, Operator, TextFilter
from pysdmx.api.qb import ApiVersion, DataContext, DataFormat, DataQuery
from pysdmx.errors import Invalid

from pipeline.fetching.answers import Fetched, looks_like_page, plain, refused, wrong
from pipeline.fetching.codes import stopped
from pipeline.fetching.kept import Kept
from pipeline.fetching.services import Service
from pipeline.fetching.transport import Answer, Transport
from pipeline.problems import ExitCode
from pipeline.sheets.fetched import ANY, NOT_STATED, Series
from pipeline.sheets.reading.header import Header
from pipeline.sheets.reading.numbers import is_missing
from pipeline.sheets.reading.text import Unreadable, read_text

POLLS, POLL = 30, 10.0  # how often a queue is looked at, and the seconds between
_FORMS = {
    2: (DataFormat.SDMX_CSV_1_0_0, DataFormat.SDMX_ML_2_1_STR, DataFormat.SDMX_ML_2_1_GEN),
    3: (DataFormat.SDMX_CSV_2_0_0, DataFormat.SDMX_ML_3_0),
}
_VERSIONS = {2: ApiVersion.V1_5_0, 3: ApiVersion.V2_0_0}
_NO_SUCH_FORM = (406, 415, 501)
_FLOW = re.compile(
    r"(?:(?P<agency>[A-Za-z][\w.\-]*)[,:])?(?P<flow>[A-Za-z0-9_@$\-]+)(?:,(?P<v1>[\d.]+)|\((?P<v2>[\d.]+)\))?", re.ASCII
)
_KEY = re.compile(r"[\w@$.\-+*,]+", re.ASCII)
_NOTHING = re.compile(r"no\s?_?records|no\s?_?results|code=\"100\"|<faultcode>100<|no data", re.IGNORECASE)
_BELOW_SDMX = re.compile(r"/sdmx/[\d.]+$")
_QUEUED = re.compile(rb"<(?:\w+:)?queued>.{0,400}?<(?:\w+:)?id>\s*([\w-]{1,100})\s*<", re.DOTALL)
_STATE = re.compile(rb"<(?:\w+:)?status>\s*(\w{1,40})\s*<")
_MESSAGE = re.compile(
    rb"<(?:\w+:)?(?:GenericData|StructureSpecificData|GenericTimeSeriesData|StructureSpecificTimeSeriesData)[\s>]"
)
_OBSERVATION = re.compile(rb"<(?:\w+:)?Obs[\s/>]")
_ALLOWED = "SDMX-CSV (TIME_PERIOD, OBS_VALUE) or an SDMX-ML data message"


@dataclass(frozen=True)
class Flow:
    """A data flow: its agency and version are blank where the service's own count."""

    name: str
    agency: str = ""
    version: str = ""


def flow_of(text: str) -> Flow:
    """A flow as it is typed. Raises ValueError where it is none.

    >>> flow_of("OECD.STI.DEP,DSD_ICT_HH_IND@DF_IND,1.1"), flow_of("ESTAT:isoc_ci_ifp_iu(1.0)")
    (Flow(name='DSD_ICT_HH_IND@DF_IND', agency='OECD.STI.DEP', version='1.1'), Flow(name='isoc_ci_ifp_iu', agency='ESTAT', version='1.0'))
    """
    match = _FLOW.fullmatch(text)
    if not match:
        raise ValueError(text)
    return Flow(match["flow"], match["agency"] or "", match["v1"] or match["v2"] or "")


def is_key(text: str) -> bool:
    """Whether a text is a key: codes of dimensions in their order, parted by dots."""
    return bool(_KEY.fullmatch(text))


def fetch(
    transport: Transport, service: Service, flow: Flow, kept: Kept, key: str = "", first: int = 0, last: int = 0
) -> Fetched:
    """The data of a flow, as the service writes them: CSV where it can, else SDMX-ML. ``first`` and ``last`` are years (0: all).

    Raises Stop: an unknown flow, no figure, a question that is too large, an answer that is not ready, one of another kind.
    """
    path, params = _query(service, flow, key, first, last)
    where = f"{service.address}{path}"
    answer = _queued(transport, service, kept) if service.queues and kept.ticket() else None
    for form in _FORMS[service.generation] if answer is None else ():
        wanted = params if form.name.startswith("SDMX_CSV") else [one for one in params if one not in service.query]
        answer = transport.get(where, wanted, form.value)
        if answer.status not in _NO_SUCH_FORM:
            break
    assert answer is not None
    queued = _QUEUED.search(answer.body[:4000]) if service.queues else None
    if queued:
        kept.keep_ticket(queued[1].decode())
        answer = _queued(transport, service, kept)
    if answer is None:
        raise stopped("fetch-queued", where, "the answer that was being prepared has expired")
    return _judged(answer, service, flow, key, where)


def _query(service: Service, flow: Flow, key: str, first: int, last: int) -> tuple[str, list[tuple[str, str]]]:
    """Path and parameters of a question."""
    later = service.generation == 3
    bounds = [(Operator.GREATER_THAN_OR_EQUAL, first), (Operator.LESS_THAN_OR_EQUAL, last)]
    years = [TextFilter("TIME_PERIOD", operator, str(year)) for operator, year in bounds if year]
    query = DataQuery(
        DataContext.DATAFLOW,
        flow.agency or service.agency or "*",
        flow.name,
        flow.version or ("+" if later else "*"),
        key or "*",
        components=MultiFilter(years) if later and years else None,
    )
    try:
        path, _, text = query.get_url(_VERSIONS[service.generation], omit_defaults=True).partition("?")
    except Invalid as error:
        raise stopped("fetch-unknown", service.address, plain(str(error)), ExitCode.USAGE, near="") from error
    params = [(name, value) for name, _, value in (part.partition("=") for part in text.split("&")) if name]
    if not later:
        params += [(name, str(year)) for name, year in (("startPeriod", first), ("endPeriod", last)) if year]
    return path, [*params, *service.query]


def _queued(transport: Transport, service: Service, kept: Kept) -> Answer | None:
    """The answer that waits in the queue of Eurostat; None where it has expired. Raises Stop while it is prepared."""
    ticket = kept.ticket()
    base = _BELOW_SDMX.sub("", service.address) + "/1.0/async"
    for number in range(POLLS):
        answer = transport.get(f"{base}/status/{ticket}", accept="application/xml")
        state = _STATE.search(answer.body[:4000])
        if answer.status == 404 or (state and state[1] == b"EXPIRED"):
            kept.forget()
            return None
        if answer.status != 200 or not state:
            raise (
                refused(answer)
                if answer.status != 200
                else wrong(answer, plain(answer.text, 80), "the state of a queue")
            )
        if state[1] == b"AVAILABLE":
            return transport.get(f"{base}/data/{ticket}", accept="*/*")
        if number + 1 < POLLS:
            transport.note(f"{service.publisher} prepares the answer ({state[1].decode().lower()})")
            transport.sleep(POLL)
    raise stopped(
        "fetch-queued", f"{base}/status/{ticket}", f"not ready after {POLLS * POLL:.0f} s", ExitCode.ENVIRONMENT
    )


def _judged(answer: Answer, service: Service, flow: Flow, key: str, where: str) -> Fetched:
    """An answer as what it is. Raises Stop where it holds no figure."""
    if answer.status == 404 and not looks_like_page(answer.body) and _NOTHING.search(answer.text[:4000]):
        raise stopped("fetch-empty", answer.address, f"HTTP 404: {plain(answer.text)}")
    if answer.status == 404:
        found = f"HTTP 404 for the flow {flow.name}" + (f" and the key {key}" if key else "")
        raise stopped(
            "fetch-unknown",
            answer.address,
            found,
            near=", the agency and the key; 404 may also mean that there is no figure",
        )
    if answer.status == 413:
        raise stopped("fetch-refused", answer.address, f"HTTP 413, the answer would be too large: {plain(answer.text)}")
    if answer.status != 200:
        raise refused(answer)
    if not answer.body.strip():
        raise stopped("fetch-empty", answer.address, "an answer without content")
    if looks_like_page(answer.body):
        raise wrong(answer, f"a page for a browser: {plain(answer.text)}", _ALLOWED)
    is_xml = answer.body.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<")
    updated, licence = answer.headers.get("last-modified", ""), ""
    if is_xml:
        rows = figures = _observations(answer)
    else:
        rows, figures, said, licence = _csv(answer)
        updated = said or updated
    if not figures:
        raise stopped("fetch-empty", answer.address, f"{rows} rows, none with a figure")
    agency = flow.agency or service.agency
    series = Series(
        source=f"{service.publisher}, {flow.name}",
        citation=f"{service.publisher}, data flow {f'{agency}:' if agency else ''}{flow.name}"
        + (f", key {key}." if key else "."),
        licence=licence or NOT_STATED,
        url=where,
    )
    version = "SDMX 2.1" if service.generation == 2 else "SDMX 3.0"
    ending = ".xml" if is_xml else ".csv"
    return Fetched(answer.body, ending, service.publisher, version, rows, figures, 1, (answer.address,), plain(updated, 60),
                   {ANY: series})  # fmt: skip


def _observations(answer: Answer) -> int:
    """The number of observations of a data message."""
    if not _MESSAGE.search(answer.body[:8000]):
        if _NOTHING.search(answer.text[:4000]):
            raise stopped("fetch-empty", answer.address, plain(answer.text))
        raise wrong(answer, f"XML that is no data message: {plain(answer.text)}", _ALLOWED)
    if not re.search(rb"</(?:\w+:)?\w*Data>\s*$", answer.body[-400:]):
        raise wrong(answer, "a data message that does not end", _ALLOWED)
    return len(_OBSERVATION.findall(answer.body))


def _csv(answer: Answer) -> tuple[int, int, str, str]:
    """Rows, rows with a figure, last update and licence of an SDMX-CSV."""
    try:
        table = [cells for _, cells in read_text(answer.body).rows]
    except Unreadable as error:
        raise wrong(answer, f"{error.found} (line {error.line})", _ALLOWED) from error
    names = table[0] if table else []
    header = Header(names)
    value = header.get("OBS_VALUE")
    if not value or not header.get("TIME_PERIOD"):
        raise wrong(answer, f"a table with the columns {plain(', '.join(names)) or 'none'}", _ALLOWED)
    rows = [row for row in table[1:] if any(row)]
    ragged = next((number for number, row in enumerate(rows, start=2) if len(row) != len(names)), 0)
    if ragged:
        raise wrong(answer, f"row {ragged} has another number of cells than the header", _ALLOWED)
    figures = sum(not is_missing(row[names.index(value)]) for row in rows)
    updates, licences = (
        _texts(names, rows, header.get(*wanted)) for wanted in (("LAST UPDATE", "LAST_UPDATE"), ("LICENSE", "LICENCE"))
    )
    return len(rows), figures, max(updates, default=""), licences.pop() if len(licences) == 1 else ""


def _texts(names: Sequence[str], rows: Sequence[Sequence[str]], column: str) -> set[str]:
    """The filled texts of a column; none where there is no such column."""
    return {plain(row[names.index(column)]) for row in rows if row[names.index(column)]} if column else set()
