"""The differences as text for a terminal, JSON, Markdown for a review, and one HTML page."""

from __future__ import annotations

import html
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from pipeline.differences.cells import Change, Kind
from pipeline.differences.effect import Effect, Turn
from pipeline.differences.following import CAUSES, Part, as_data, parts, row_line, summary

MANY = 20  # changes of one kind in one sheet that are listed one by one; more are counted, with the first of them
NOTHING = "·"


def _ask(text: str) -> str:
    return text if text else NOTHING


def _groups(changes: Iterable[Change]) -> dict[tuple[str, str], list[Change]]:
    found: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        found.setdefault((change.file, change.sheet), []).append(change)
    return found


def counts(changes: Sequence[Change]) -> str:
    """``3 added, 1 revised``; ``layout only`` where no cell holds anything else; ``no change`` where there is none."""
    number = Counter(change.kind for change in changes)
    if set(number) == {Kind.LAYOUT}:
        return f"layout only, {number[Kind.LAYOUT]} changes of captions and names of tabs"
    return ", ".join(f"{number[kind]} {kind}" for kind in Kind if number[kind]) or "no change"


def line(change: Change) -> str:
    """One change as a line: key, column, before and after, place."""
    return f"{change.kind:10} {change.key}: {_ask(change.before)} → {_ask(change.after)}  ({change.place})"


def _listed(changes: Sequence[Change], whole: bool) -> list[str]:
    """The lines of one sheet; many of one kind are counted after the first ``MANY``."""
    lines, left = [], Counter[Kind]()
    told = Counter[Kind]()
    for change in changes:
        told[change.kind] += 1
        if whole or told[change.kind] <= MANY:
            lines.append(line(change))
        else:
            left[change.kind] += 1
    return lines + [f"{kind:10} and {number:,} more" for kind, number in left.items()]


def as_text(changes: Sequence[Change], effect: Effect | None = None, whole: bool = False) -> str:
    """What a terminal shows; with ``whole`` every change."""
    told = []
    for (file, sheet), found in _groups(changes).items():
        told.append(
            "\n".join([f"{file}{' › ' + sheet if sheet else ''}", *(f"  {one}" for one in _listed(found, whole))])
        )
    told.append(f"{counts(changes)}.".capitalize())
    if effect is not None:
        told.append("\n".join([summary(effect), *(f"  {one}" for turn in effect.turns for one in _turn(turn))]))
        told += [_part(one, whole) for one in parts(effect)]
        told += [f"Note: {note}" for note in effect.notes]
    return "\n\n".join(told)


def _part(part: Part, whole: bool) -> str:
    """A part of the effect; the first ``MANY`` of its rows."""
    rows = part.rows if whole else part.rows[:MANY]
    lines = [part.summary, *(f"  {row_line(row, part.heads)}" for row in rows)]
    return "\n".join([*lines, *([f"  and {len(part.rows) - len(rows):,} more"] if len(rows) < len(part.rows) else [])])


def _turn(turn: Turn) -> list[str]:
    lines = [f"{turn.what:10} {turn.id}{_why(turn)}"]
    lines += [f"           before: {turn.before}"] if turn.before else []
    return lines + ([f"           after:  {turn.after}"] if turn.after else [])


def _why(turn: Turn) -> str:
    """What a turn comes from, in brackets; blank where it cannot be told."""
    return f"  (from {CAUSES[turn.cause]})" if turn.cause else ""


def as_json(changes: Sequence[Change], effect: Effect | None = None) -> str:
    """Every change, and the statements, for programs."""
    content: dict[str, object] = {"changes": [asdict(change) for change in changes]}
    if effect is not None:
        content |= as_data(effect)
    return json.dumps(content, ensure_ascii=False, indent=1)


def _cell(text: str) -> str:
    return _ask(text).replace("|", "\\|").replace("\n", " ")


_ROWS = 100  # changes of a sheet in a description of a pull request, which has an end


def as_markdown(changes: Sequence[Change], effect: Effect | None = None) -> str:
    """Tables for a pull request, one a sheet, folded away behind the effect; of a sheet with many changes the first are shown."""
    told = [f"**{counts(changes).capitalize()}.**", *_effect(effect)]
    for (file, sheet), found in _groups(changes).items():
        rows = [
            f"| {one.kind} | {_cell(one.key)} | {_cell(one.before)} | {_cell(one.after)} | {one.cell} |"
            for one in found[:_ROWS]
        ]
        rows += [f"| | and {len(found) - _ROWS:,} more (gdgr diff --all) | | | |"] if len(found) > _ROWS else []
        head = f"<details><summary>{html.escape(file)}{' › ' + html.escape(sheet) if sheet else ''}: {counts(found)}</summary>"
        told.append(
            "\n".join([head, "", "| | | before | after | cell |", "|---|---|---|---|---|", *rows, "", "</details>"])
        )
    return "\n\n".join(told)


def _effect(effect: Effect | None) -> list[str]:
    """What follows, as paragraphs of Markdown."""
    told: list[str] = []
    if effect is not None:
        told.append(f"**{_cell(summary(effect))}**")
        told += [
            "\n".join([f"- {turn.what}: `{turn.id}`{_why(turn)}", *(f"  - before: {_cell(turn.before)}" for _ in [0] if turn.before), *(f"  - after: {_cell(turn.after)}" for _ in [0] if turn.after)])
            for turn in effect.turns
        ]  # fmt: skip
        told += [_folded(part) for part in parts(effect)]
        told += [f"> {_cell(note)}" for note in effect.notes]
    return told


def _folded(part: Part) -> str:
    """A part of the effect as a table that is folded away."""
    rows = ["| " + " | ".join(_cell(cell) for cell in row) + " |" for row in part.rows]
    head = ["| " + " | ".join(part.heads) + " |", "|" + "---|" * len(part.heads)]
    return "\n".join([f"<details><summary>{html.escape(part.summary)}</summary>", "", *head, *rows, "", "</details>"])


def as_html(changes: Sequence[Change], effect: Effect | None = None) -> str:
    """One page that stands alone."""

    def table(found: Sequence[Change]) -> str:
        rows = "".join(
            f"<tr><td>{one.kind}</td><td>{html.escape(one.key)}</td>"
            f"<td>{html.escape(_ask(one.before))}</td><td>{html.escape(_ask(one.after))}</td><td>{one.cell}</td></tr>"
            for one in found
        )
        return f"<table><tr><th></th><th></th><th>before</th><th>after</th><th>cell</th></tr>{rows}</table>"

    body = [f"<h1>{html.escape(counts(changes).capitalize())}</h1>"]
    for (file, sheet), found in _groups(changes).items():
        body.append(f"<h2>{html.escape(file)}{' › ' + html.escape(sheet) if sheet else ''}</h2>{table(found)}")
    if effect is not None:
        body.append(f"<h2>{html.escape(summary(effect))}</h2>")
        body += [
            f"<h3>{html.escape(turn.what)}: {html.escape(turn.id)}{html.escape(_why(turn))}</h3>"
            + "".join(f"<p>{word}: {html.escape(text)}</p>" for word, text in (("before", turn.before), ("after", turn.after)) if text)
            for turn in effect.turns
        ]  # fmt: skip
        for part in parts(effect):
            cells = "".join(
                "<tr>" + "".join(f"<td>{html.escape(_ask(cell))}</td>" for cell in row) + "</tr>" for row in part.rows
            )
            heads = "".join(f"<th>{html.escape(head)}</th>" for head in part.heads)
            body.append(f"<h2>{html.escape(part.summary)}</h2><table><tr>{heads}</tr>{cells}</table>")
        body += [f"<p>{html.escape(note)}</p>" for note in effect.notes]
    style = "body{font:15px sans-serif;margin:2em}td,th{padding:2px 10px;text-align:start;border-bottom:1px solid #ccc}"
    return f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Differences</title><style>{style}</style>{"".join(body)}</html>'
