"""Economies of a chart by the group that each is in; those in none of a kind are shown as such and never dropped."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.findings.messages import Message, Name, Names, say
from pipeline.findings.workshop import Workshop

UNCLASSIFIED = "unclassified"  # the group of economies that no group of a kind has
NAMED = 4  # economies without a group that a note names


def grouped(workshop: Workshop, kind: str, economies: Iterable[str]) -> tuple[list[str], dict[str, object]]:
    """The group of each economy, and the labels of all groups in their order, last that of economies without one."""
    member = workshop.member_of(kind)
    found = [member.get(code, UNCLASSIFIED) for code in economies]
    labels: dict[str, object] = {group.code: Name("group", group.code) for group in workshop.groups(kind)}
    if UNCLASSIFIED in found:
        labels[UNCLASSIFIED] = say("label-unclassified")
    return found, labels


def left_without(workshop: Workshop, kind: str, economies: Iterable[str]) -> tuple[Message, ...]:
    """That some economies have no group of a kind and so are not drawn; nothing where all have one."""
    member = workshop.member_of(kind)
    without = tuple(sorted(code for code in economies if code not in member))
    if not without:
        return ()
    few = len(without) <= NAMED
    return (
        say("note-unclassified", count=len(without), kind=kind, few="yes" if few else "no", economies=Names("economy", without[:NAMED])),
    )  # fmt: skip
