"""The effect on the report in words: lines of text, and rows for tables, which ``views`` lays out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from pipeline.differences.effect import Effect, FactChange, RankChange, Turn
from pipeline.language import round_half_up

CAUSES = {
    "data": "data", "method": "method", "both": "data and method, each alone", "together": "data and method only together",
    "programme": "programme", "": "",
}  # fmt: skip


@dataclass(frozen=True)
class Part:
    """A part of the effect: its summary, the heads of its table and its rows."""

    summary: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def summary(effect: Effect) -> str:
    """What became of the statements, in a line."""
    number = Counter(turn.what for turn in effect.turns)
    told = ", ".join(f"{count} {what}" for what, count in number.items()) or "no statement is new, gone or turned"
    return (
        f"Statements: {told}; {effect.reworded} with other figures, {effect.same} as before.{_by_cause(effect.turns)}"
    )


def _by_cause(changes: Sequence[Turn | RankChange]) -> str:
    number = Counter(CAUSES[one.cause] for one in changes if one.cause)
    return f" From: {', '.join(f'{cause} {count}' for cause, count in number.items())}." if number else ""


def parts(effect: Effect) -> list[Part]:
    """Facts, ranks and the programme; the statements have their sentences and are laid out by themselves."""
    found = []
    if effect.facts or effect.new_facts or effect.gone_facts:
        heads = ("fact", "before", "after", "change", "by data", "by method", "residual")
        told = f"Facts: {len(effect.facts)} print another number, {effect.new_facts} new, {effect.gone_facts} gone."
        found.append(Part(told, heads, tuple(_fact(one) for one in effect.facts)))
    if effect.ranks:
        columns = ("ranking", "economy", "before", "after", "from")
        apart = sum(one.apart for one in effect.ranks)
        told = f"Ranks: {len(effect.ranks)} changed, {apart} of them beyond their intervals.{_by_cause(effect.ranks)}"
        found.append(Part(told, columns, tuple(_rank(one) for one in effect.ranks)))
    if effect.programme:
        told = f"Programme: today's makes {len(effect.programme)} statements of the edition otherwise than they were published, from the same sheets."
        found.append(Part(told, ("statement", "", "published", "made today"), tuple((one.id, one.what, one.before, one.after) for one in effect.programme)))  # fmt: skip
    return found


def _number(value: float | None, decimals: int, signed: bool = False) -> str:
    """A number as it is printed; nothing where it cannot be told."""
    if value is None:
        return "?"
    shown = round_half_up(value, decimals) + 0.0  # no negative zero
    return f"{shown:{'+' if signed and shown else ''},.{max(decimals, 0)}f}"


def _fact(one: FactChange) -> tuple[str, ...]:
    moved, digits = one.moved, one.decimals
    shares = (moved.change, moved.data, moved.method, moved.residual)
    before, after = (_number(value, digits) for value in (moved.before, moved.after))
    return one.id, before, f"{after} {one.unit}".strip(), *(_number(value, digits, signed=True) for value in shares)


def place(rank: tuple[int, int, int]) -> str:
    """A rank with its interval: ``12 (9–15)``."""
    return f"{rank[0]} ({rank[1]}–{rank[2]})"


def _rank(one: RankChange) -> tuple[str, ...]:
    return (
        one.ranking,
        one.economy,
        place(one.before),
        place(one.after),
        CAUSES[one.cause] + (", beyond the intervals" if one.apart else ""),
    )


def row_line(row: Sequence[str], heads: Sequence[str]) -> str:
    """A row of a part as one line: the first cells as they are, then what differs."""
    if heads[0] == "fact":
        id, before, after, change, data, method, residual = row
        split = f"  data {data}, method {method}, residual {residual}" if "?" not in (data, method, residual) else ""
        return f"{id}: {before} → {after}  ({change}){split}"
    if heads[0] == "ranking":
        ranking, economy, before, after, why = row
        return f"{ranking} {economy}: {before} → {after}" + (f"  {why.lstrip(', ')}" if why else "")
    return f"{row[1]:10} {row[0]}"


def as_data(effect: Effect) -> dict[str, object]:
    """All of it, for programs."""
    facts = [
        {
            "id": one.id,
            "unit": one.unit,
            "decimals": one.decimals,
            **asdict(one.moved),
            "change": one.moved.change,
            "residual": one.moved.residual,
        }
        for one in effect.facts
    ]
    ranks = [{**asdict(one), "apart": one.apart} for one in effect.ranks]
    return {
        "statements": {"turns": [asdict(turn) for turn in effect.turns], "reworded": effect.reworded, "same": effect.same},
        "facts": {"changed": facts, "new": effect.new_facts, "gone": effect.gone_facts}, "ranks": ranks,
        "programme": [asdict(turn) for turn in effect.programme], "notes": list(effect.notes),
    }  # fmt: skip
