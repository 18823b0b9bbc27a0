"""A table that comes in pages: each asked for once, all of one release, none twice, as many rows as were announced."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.fetching.codes import stopped
from pipeline.fetching.kept import Kept
from pipeline.fetching.transport import Answer, Transport

MOST_PAGES = 2_000
Row = Mapping[str, object]


@dataclass(frozen=True)
class Page:
    """One page as its interface announces it: its number, how many there are, rows in all, what tells a release apart."""

    number: int
    pages: int
    total: int
    release: str
    rows: Sequence[Row]


@dataclass(frozen=True)
class Paged:
    """How a table is asked for: the question for a page, how its answer is read, the key that no two rows share."""

    name: str
    ask: Callable[[int], Answer]
    read: Callable[[Answer, int], Page]
    key: Callable[[Row], Hashable]


def all_rows(transport: Transport, table: Paged, kept: Kept, again: bool = True) -> tuple[Page, list[Row]]:
    """The first page and the rows of all. The first page is always asked for: pages that are kept count if it has not changed.

    A release that changes meanwhile is asked for once more from the start. Raises Stop where it changes again, or where the
    rows are not those that were announced.
    """
    answer = table.ask(1)
    first = table.read(answer, 1)
    if first.pages > MOST_PAGES:
        found = f"{first.pages:,} pages are announced"
        raise stopped(
            "fetch-too-large", answer.address, found, limit=f"{MOST_PAGES:,} pages, and {transport.limits.size:,}"
        )
    there = kept.pages(first.release) if first.release else {}  # a publisher that names no release may have changed it
    rows = list(first.rows)
    for number in range(2, first.pages + 1):
        was_kept = number in there
        transport.note(f"{table.name}: page {number} of {first.pages}{', kept from before' if was_kept else ''}")
        if was_kept:
            transport.count(answer.address, len(there[number]))
        came = Answer(answer.address, 200, {}, there[number]) if was_kept else table.ask(number)
        page = table.read(came, number)
        if (page.release, page.pages, page.total) != (first.release, first.pages, first.total):
            kept.forget()
            if again:
                transport.note(f"{table.name}: the publisher changed it meanwhile; every page is asked for again")
                return all_rows(transport, table, kept, again=False)
            found = f"page 1 is of {first.release} ({first.total} rows), page {number} of {page.release} ({page.total} rows)"
            raise stopped("fetch-changed", answer.address, found)
        if not was_kept and first.release:
            kept.keep(first.release, number, came.body)
        rows += page.rows
    keys = {table.key(row) for row in rows}
    if len(rows) != first.total or len(keys) != len(rows):
        twice = f", {len(rows) - len(keys)} of them twice" if len(keys) != len(rows) else ""
        found = f"{len(rows):,} rows{twice}; {first.total:,} were announced"
        kept.forget()
        raise stopped("fetch-partial", answer.address, found)
    return first, rows
