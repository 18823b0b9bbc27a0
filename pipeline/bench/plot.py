"""The history as a drawing: a small panel a figure, run after run, with its target as a line."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.bench.history import Row
from pipeline.bench.table import number
from pipeline.problems import ExitCode, Place, stop

COLUMNS = 4
WIDTH, HEIGHT = 3.1, 2.2  # of a panel, inches
COLOURS = ("#0b5394", "#b45f06", "#38761d", "#741b47", "#444444")  # of machines
LINE, MISSED = "#666666", "#cc0000"
RING: dict[str, Any] = {"linestyle": "none", "marker": "o", "markersize": 7, "markerfacecolor": "none"}


def draw_history(rows: Sequence[Row], path: Path) -> None:
    """Write the SVG: runs evenly spaced, oldest first, a colour each machine; a value above its target has a red ring.

    The same history gives the same bytes. Raises Stop (exit 3) where there is nothing to draw.
    """
    if not rows:
        raise stop(
            ExitCode.DATA,
            "bench-history-empty",
            Place(str(path)),
            "the history holds no figure",
            "at least one run",
            "run the benchmark once without '--only none'",
        )
    import matplotlib as mpl
    from matplotlib.figure import Figure as Canvas

    names = list(dict.fromkeys(row.figure for row in rows))
    machines = list(dict.fromkeys(_machine(row) for row in rows))
    lines = -(-len(names) // COLUMNS)
    with mpl.rc_context({"svg.hashsalt": "gdgr-bench", "font.size": 7, "axes.titlesize": 7.5}):
        canvas = Canvas(figsize=(WIDTH * COLUMNS, HEIGHT * lines + 0.5), layout="constrained")
        panels = canvas.subplots(lines, COLUMNS, squeeze=False).flatten()
        for name, panel in zip(names, panels, strict=False):
            _panel(panel, [row for row in rows if row.figure == name], machines)
        for panel in panels[len(names) :]:
            panel.set_axis_off()
        keys = [
            mpl.lines.Line2D([], [], color=COLOURS[i % len(COLOURS)], marker="o", markersize=3, label=machine)
            for i, machine in enumerate(machines)
        ]
        keys.append(mpl.lines.Line2D([], [], color=LINE, linestyle="--", linewidth=0.8, label="target"))
        keys.append(mpl.lines.Line2D([], [], markeredgecolor=MISSED, label="target missed", **RING))
        canvas.legend(handles=keys, loc="outside lower left", ncols=min(len(keys), 3), frameon=False)
        path.parent.mkdir(parents=True, exist_ok=True)
        canvas.savefig(path, format="svg", metadata={"Date": None, "Title": "Figures of speed and size, run after run"})


def _panel(panel: Any, rows: Sequence[Row], machines: Sequence[str]) -> None:
    """One figure."""
    values = [float(row.value) for row in rows]
    for i, machine in enumerate(machines):
        own = [
            (at, value) for at, (row, value) in enumerate(zip(rows, values, strict=True)) if _machine(row) == machine
        ]
        panel.plot(
            *zip(*own, strict=True) if own else ((), ()),
            color=COLOURS[i % len(COLOURS)],
            marker="o",
            markersize=3,
            linewidth=1,
        )
    targets = [float(row.target) if row.target else math.nan for row in rows]
    if not all(map(math.isnan, targets)):
        _target(panel, values, targets)
    panel.set_title("\n".join(textwrap.wrap(rows[0].figure, 40)), loc="left")
    panel.set_ylabel(rows[-1].unit)
    panel.set_ylim(0, 1.15 * max(value for value in (*values, *targets) if not math.isnan(value)) or 1)
    panel.set_xlim(-0.5, len(rows) - 0.5 + 0.15 * len(rows))
    ends = sorted({0, len(rows) - 1})
    panel.set_xticks(ends, [f"{rows[at].time[:10]}\n{rows[at].commit}" for at in ends])
    panel.annotate(
        number(values[-1], rows[-1].unit), (len(rows) - 1, values[-1]), xytext=(6, -2), textcoords="offset points"
    )
    panel.spines[["top", "right"]].set_visible(False)


def _target(panel: Any, values: Sequence[float], targets: Sequence[float]) -> None:
    """The target of each run as a line, and a ring round each value above it."""
    places = [-0.4, *range(len(targets)), len(targets) - 0.6]
    levels = [targets[0], *targets, targets[-1]]
    panel.step(places, levels, where="mid", color=LINE, linestyle="--", linewidth=0.8)
    above = [at for at, (value, target) in enumerate(zip(values, targets, strict=True)) if value > target]
    if above:
        panel.plot(above, [values[at] for at in above], markeredgecolor=MISSED, **RING)


def _machine(row: Row) -> str:
    return f"{row.cores} cores, {row.cpu}"
