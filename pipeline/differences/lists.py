"""Slips in the sheets that are lists (registers, parameters, notes, names): a column that moved against its rows, rows exchanged.

Texts, dates and numbers alike are compared cell by cell, by the key of each row. A list has few different values in a column, so
that a column counts as moved only where the whole stretch between its first and its last changed cell did.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.differences.cells import Keyed, shown
from pipeline.sheets.read import Value

FEW = 3  # cells that must have changed
SOME = 5  # different values that do not come in another order by chance
ORDERED = 8  # values of a column that do not stand in their order by chance
MOST = 0.8  # share of the changed cells that a shift must explain
FAR = 3  # rows by which a column is looked for


@dataclass(frozen=True)
class ListSlip:
    """One slip: its code, what was found, its first cell (row and column number), and the rows and headers that it explains.

    ``rows`` are row numbers, none for all rows; ``headers`` are none for all columns.
    """

    code: str
    found: str
    row: int
    column: int
    rows: frozenset[int] = frozenset()
    headers: frozenset[str] = frozenset()


def list_slips(old: Keyed, new: Keyed, key: tuple[str, ...]) -> list[ListSlip]:
    """The slips between two states of a list whose rows have these key columns."""
    shared = [row for row in new.rows if row in old.rows]
    headers = [header for header in new.columns if header in old.columns and header not in key]
    numbers = [new.rows[row][0] for row in shared]
    found: list[ListSlip] = []
    changed: dict[int, set[str]] = {}
    for header in headers:
        before, after = ([side.rows[row][1].get(header, "") for row in shared] for side in (old, new))
        cells = [at for at, (was, now) in enumerate(zip(before, after, strict=True)) if shown(was) != shown(now)]
        how = _moved(before, after, cells) if len(cells) >= FEW else None
        if how:
            code, words = how
            found.append(ListSlip(code, f"the column {header} {words}", numbers[cells[0]], new.columns[header], headers=frozenset({header})))  # fmt: skip
        else:
            for at in cells:
                changed.setdefault(at, set()).add(header)
    return [*found, *_exchanged(old, new, shared, changed)]


def _moved(before: Sequence[Value], after: Sequence[Value], cells: list[int]) -> tuple[str, str] | None:
    """What happened to a column of which these cells changed: a code and words; None for no slip."""
    was, now = ([shown(value) for value in column] for column in (before, after))
    for by in (step for far in range(1, FAR + 1) for step in (far, -far)):
        if _is_shifted(was, now, cells, by):
            return "diff-block-shifted", f"stands {abs(by)} row(s) {'lower' if by > 0 else 'higher'} than before"
    if sorted(was) != sorted(now):
        return None
    filled = [value for value in after if shown(value)]
    kinds = len({shown(value) for value in filled})
    if kinds > 1 and len(filled) >= ORDERED and _is_ordered(filled) and not _is_ordered([one for one in before if shown(one)]):  # fmt: skip
        return "diff-column-sorted", "is sorted, and what stands beside it is not"
    if len({now[at] for at in cells}) >= SOME:
        return "diff-column-reordered", f"has {len(cells)} of its values in other rows than before"
    return None


def _is_shifted(was: list[str], now: list[str], cells: list[int], by: int) -> bool:
    """Whether the stretch of the changed cells holds what stood ``by`` rows before, but for cells at its ends that came or went."""
    stretch = [at for at in range(cells[0], cells[-1] + 1) if 0 <= at - by < len(was)]
    hits = [at for at in stretch if now[at] == was[at - by]]
    told = [at for at in cells if at in set(hits) and now[at]]
    return len(told) >= FEW and len(told) >= MOST * len([at for at in cells if now[at]]) and len(hits) >= len(stretch) - abs(by)  # fmt: skip


def _is_ordered(values: Sequence[Value]) -> bool:
    """Whether values stand in the order of their size, up or down."""
    keys = [(0, value, "") if isinstance(value, float) else (1, 0.0, shown(value)) for value in values]
    return keys in (sorted(keys), sorted(keys, reverse=True))


def _exchanged(
    old: Keyed, new: Keyed, shared: list[tuple[str, ...]], changed: dict[int, set[str]]
) -> Iterator[ListSlip]:
    """Pairs of rows with each other's cells; those of the same two first keys (an economy with several rows) are told once."""

    def cells(side: Keyed, at: int, headers: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(shown(side.rows[shared[at]][1].get(header, "")) for header in headers)

    alike: dict[tuple[object, ...], list[int]] = {}  # rows by what they held, in the columns that changed in both
    for at, headers in changed.items():
        kept = tuple(sorted(headers))
        alike.setdefault((shared[at][1:], kept, cells(old, at, kept)), []).append(at)
    pairs: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for one, headers in changed.items():
        kept = tuple(sorted(headers))
        for other in alike.get((shared[one][1:], kept, cells(new, one, kept)), ()):
            if one < other and cells(new, other, kept) == cells(old, one, kept):
                pairs.setdefault((shared[one][0], shared[other][0]), []).append((one, other))
    for (first, last), rows in pairs.items():
        alone = len(changed) == 2 * len(rows)
        if sum(len(changed[one]) for one, _ in rows) < (2 if alone else FEW):
            continue
        numbers = frozenset(new.rows[shared[at]][0] for pair in rows for at in pair)
        column = min(new.columns[header] for header in changed[rows[0][0]])
        found = f"the rows of {first} and {last} have changed places"
        yield ListSlip("diff-lines-exchanged", found, min(numbers), column, rows=numbers)
