"""A small project that is built by the steps, and what the builds of it have made."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from pipeline import steps
from pipeline.progress import Event, Progress
from pipeline.publish.manifest import digests, files_below
from tests.steps.processes import kept_processes

ROOT = Path(__file__).parents[2]


def order_of(
    root: Path, languages: tuple[str, ...] = ("en",), force: bool = False, engine: str = "builtin", scheduler: str = ""
) -> steps.Order:
    return steps.make_order(root, 2026, languages, engine, force, scheduler)


def why(order: steps.Order) -> list[str]:
    """Why an edition would be built again."""
    return steps.reasons(order, steps.read_inputs(order.root).checksums)


def build(root: Path, languages: tuple[str, ...] = ("en",), force: bool = False) -> list[Event]:
    """Build the edition, and have it fail where this process asks anybody on a network; what was told."""
    order, told = order_of(root, languages, force), []
    with pytest.MonkeyPatch.context() as patch, kept_processes():
        patch.setattr(socket.socket, "connect", _asks)
        patch.setattr(socket, "getaddrinfo", _asks)
        steps.build(order, steps.read_inputs(order.root), Progress([told.append]))
    return told


def _asks(*what: object) -> None:
    raise AssertionError(f"a build asks {what[-1]} on a network")


def made(told: list[Event]) -> list[str]:
    """Names of the results that a build made, and did not keep."""
    return [
        event.text.partition(":")[0] for event in told if event.kind == "made" and not event.text.endswith(": kept")
    ]


def outputs(root: Path) -> dict[str, str]:
    """The published files with their checksums."""
    folder = root / "output" / "2026"
    return digests(folder, files_below(folder))
