"""Which codes are products and industries, and which of them are sums of others."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from pipeline.model.supply_lines import Axis
from pipeline.studies.balance.published.grid import Grid, adds_up, rounding_of
from pipeline.studies.balance.published.standards import plain

# Sections, divisions and their ranges with the letter, as in NACE, ISIC and CPA: A, C26, C10-12, CPA_J62_63.
_CLASS = re.compile(r"(?:CPA(?:2_1)?[_ ])?([A-V])(?:(\d{2})\d{0,2}([A-Z]{0,2})((?:\s*[-_T&,.+X ]+\s*[A-Z]?\d{1,4})*))?", re.IGNORECASE)  # fmt: skip
# First and last division of the sections A to V, in NACE Rev. 2 (ISIC Rev. 4) and in NACE Rev. 2.1 (ISIC Rev. 5).
_DIVISIONS = {
    letter: tuple((int(span[:2]), int(span[-2:])) for span in spans.split())
    for letter, spans in {
        "A": "01-03", "B": "05-09", "C": "10-33", "D": "35", "E": "36-39", "F": "41-43", "G": "45-47", "H": "49-53",
        "I": "55-56", "J": "58-63", "K": "64-66 61-63", "L": "68 64-66", "M": "69-75 68", "N": "77-82 69-75",
        "O": "84 77-82", "P": "85 84", "Q": "86-88 85", "R": "90-93 86-88", "S": "94-96 90-93", "T": "97-98 94-96",
        "U": "99 97-98", "V": "99",
    }.items()
}  # fmt: skip
_PREFIX = re.compile(r"CPA(?:2_1)?[_ ]", re.IGNORECASE)


@dataclass(frozen=True)
class Sorted:
    """The codes of an axis: members, sums of members, parts of members, and what is not known.

    ``placed`` are members only by the place where they stand, by no classification.
    """

    members: tuple[str, ...]
    sums: tuple[str, ...]
    parts: tuple[str, ...]
    unknown: tuple[str, ...]
    placed: tuple[str, ...]


def same(code: str) -> str:
    """A code of a product or industry without its prefix, case and punctuation: one that two tables may write differently.

    >>> same("CPA_C10-12") == same("c10_12")
    True
    """
    return plain(_PREFIX.sub("", code))


def is_class(code: str) -> bool:
    """Whether a code is one of NACE, ISIC or CPA.

    >>> is_class("C10-12"), is_class("CPA_L68A"), is_class("TOTAL"), is_class("J"), is_class("P11R")
    (True, True, False, True, False)
    """
    match = _CLASS.fullmatch(code)
    if match is None or match[2] is None:
        return match is not None
    return any(first <= int(match[2]) <= last for first, last in _DIVISIONS[match[1].upper()])


def sort(grids: Sequence[Grid], axis: Axis, left: Mapping[str, Collection[str]], declared: Collection[str]) -> Sorted:
    """The codes of an axis that are no line, in all tables; ``left`` are these by table, ``declared`` those that Codes lists.

    A code is a member where Codes or its classification says so, or where it stands on the same axis of a supply and of a
    use table; where one kind of table alone has such codes, where it stands before the first line. A member that is the
    sum of all others, or that holds others by its classification and is their sum, is a sum; members that another holds
    without being their sum are parts of it.
    """
    kinds: dict[str, set[str]] = {}
    for grid in grids:
        for code in left[grid.name]:
            kinds.setdefault(code, set()).add(grid.kind)
    both = any(len(found) > 1 for found in kinds.values())
    ahead = {code for grid in grids for code in _ahead(grid, axis, left[grid.name])}
    certain = {code for code in kinds if code in declared or is_class(code)}
    found = [code for code in kinds if code in certain or (len(kinds[code]) > 1 if both else code in ahead)]
    sums: list[str] = []
    parts: list[str] = []
    for code in found:
        inside = [one for one in found if one != code and _holds(code, one)]
        held = [one for one in inside if not any(other != one and _holds(other, one) for other in inside)]
        if held and _is_sum(grids, axis, code, held):
            sums.append(code)
        elif held:
            parts += inside
    sums = [code for code in sums if code not in parts]
    found = [code for code in found if code not in sums and code not in parts]
    for code in found:
        if code not in certain and _is_total(grids, axis, code, [one for one in found if one not in sums]):
            sums.append(code)
    members = tuple(code for code in found if code not in sums)
    rest = [code for code in kinds if code not in members and code not in sums and code not in parts]
    sums += [code for code in rest if _is_sum(grids, axis, code, members)]
    unknown = tuple(code for code in rest if code not in sums)
    placed = tuple(code for code in members if code not in certain)
    return Sorted(members, tuple(sums), tuple(dict.fromkeys(parts)), unknown, placed)


def _ahead(grid: Grid, axis: Axis, left: Collection[str]) -> list[str]:
    """The codes before the first line of a table; none where it has no line."""
    codes = grid.codes(axis)
    return list(codes[: next((at for at, code in enumerate(codes) if code not in left), 0)])


def _is_total(grids: Sequence[Grid], axis: Axis, code: str, members: Sequence[str]) -> bool:
    """Whether a code is the sum of all others of ``members``, of those before it or of those behind it."""
    before: list[str] = []
    behind: list[str] = []
    for one in members:
        for grid in grids:
            codes = grid.codes(axis)
            if one != code and one in codes and code in codes:
                (before if codes.index(one) < codes.index(code) else behind).append(one)
                break
    return any(_is_sum(grids, axis, code, parts) for parts in ([*before, *behind], before, behind))


def _is_sum(grids: Sequence[Grid], axis: Axis, code: str, parts: Sequence[str]) -> bool:
    """Whether the cells of a code are those of at least two others added up, in every table that has them."""
    judged = False
    for grid in grids:
        there = [part for part in parts if part in grid.codes(axis)]
        if code not in grid.codes(axis) or len(there) < 2:
            continue
        allowed = rounding_of(grid.values) / 2 * (len(there) + 1) + 1e-9
        found = adds_up(grid.cells(axis, code), [grid.cells(axis, part) for part in there], allowed)
        if found is False:
            return False
        judged = judged or found is True
    return judged


def _holds(whole: str, part: str) -> bool:
    """Whether a code of a classification holds another by its notation: C and C26, C10-12 and C10, L68 and L68A."""
    first, second = _CLASS.fullmatch(whole), _CLASS.fullmatch(part)
    if first is None or second is None or first[1].upper() != second[1].upper() or second[2] is None:
        return False
    if first[2] is None:
        return True
    if "X" in plain(whole)[1:]:  # one without another, as L68BXL683
        return False
    outer, inner = _divisions(whole), _divisions(part)
    if inner < outer:
        return True
    return inner == outer and not first[3] and bool(second[3])


def _divisions(code: str) -> frozenset[int]:
    """The divisions of a code with digits; one with more than two digits is a class of its own."""
    text = re.sub(r"\s", "", _PREFIX.sub("", code)).upper()
    found: set[int] = set()
    for one in re.split(r"[_&,+]", text):
        numbers = [int(number) for number in re.findall(r"\d+", one)]
        span = len(numbers) == 2 and re.search(r"\d[-T][A-Z]?\d", one)
        found |= set(range(numbers[0], numbers[1] + 1)) if span else set(numbers)
    return frozenset(found)
