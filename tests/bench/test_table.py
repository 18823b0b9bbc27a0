"""The table: targets met and missed, figures without a value, the machine."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from pipeline.bench.figure import Figure
from pipeline.bench.machine import Machine
from pipeline.bench.table import as_table, number

MACHINE = Machine(2, "A processor", "abc1234+")
FIGURES = [
    Figure("cold, one language, against the usual way", (0.61, 0.6, 0.75), "times", 0.8, load=0.4, others=0.02),
    Figure("nothing changed", (0.512,), "s", 0.5, load=0.9, others=0.11),
    Figure("peak memory, RSS", (812.4,), "MB", 900, "641 samples", 0.9, 0.0),
    Figure("preview", (), "s", 2.5, "not measured: this version has no preview"),
    Figure("pages of the PDF, report", (76.0,), "pages"),
]


def test_the_table(snapshot: SnapshotAssertion) -> None:
    assert as_table(FIGURES, MACHINE) == snapshot


def test_a_busy_machine_is_said() -> None:
    busy = [Figure("check", (1.0,), "s", 1.5, load=3.0, others=1.4)]
    assert "Others were at work" in as_table(busy, MACHINE)
    assert "Others were at work" not in as_table(FIGURES, MACHINE)


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.2345, "0.234"), (1.5, "1.50"), (12.34, "12.3"), (123.4, "123"), (1234.5, "1,234"), (0, "0.000")],
)
def test_numbers_are_plain(value: float, text: str) -> None:
    assert number(value) == text
