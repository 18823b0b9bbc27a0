"""A small project that is built by the steps, and what the builds of it have made."""

from __future__ import annotations

from pathlib import Path

from pipeline import steps
from pipeline.progress import Event, Progress
from pipeline.publish.manifest import digests, files_below

ROOT = Path(__file__).parents[2]


def order_of(
    root: Path, languages: tuple[str, ...] = ("en",), force: bool = False, engine: str = "builtin", scheduler: str = ""
) -> steps.Order:
    return steps.make_order(root, 2026, languages, engine, force, scheduler)


def why(order: steps.Order) -> list[str]:
    """Why an edition would be built again."""
    return steps.reasons(order, steps.read_inputs(order.root).checksums)


def build(root: Path, languages: tuple[str, ...] = ("en",), force: bool = False) -> list[Event]:
    """Build the edition; what was told."""
    order, told = order_of(root, languages, force), []
    steps.build(order, steps.read_inputs(order.root), Progress([told.append]))
    return told


def made(told: list[Event]) -> list[str]:
    """Names of the results that a build made, and did not keep."""
    return [
        event.text.partition(":")[0] for event in told if event.kind == "made" and not event.text.endswith(": kept")
    ]


def outputs(root: Path) -> dict[str, str]:
    """The published files with their checksums."""
    folder = root / "output" / "2026"
    return digests(folder, files_below(folder))
