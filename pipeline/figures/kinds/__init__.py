"""The chart kinds by name. To add one: a module with ``draw`` and ``KIND``, a line here, a test with made-up data."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pipeline.figures.kind import Kind
from pipeline.figures.kinds import (
    bars,
    choropleth,
    dumbbell,
    heatmap,
    histogram,
    lines,
    lorenz,
    matrix,
    range_bars,
    ranked_dots,
    scatter,
    slope,
    small_multiples,
    stacked_bars,
    strip,
    timeline,
    waterfall,
)

MODULES = (
    bars,
    choropleth,
    dumbbell,
    heatmap,
    histogram,
    lines,
    lorenz,
    matrix,
    range_bars,
    ranked_dots,
    scatter,
    slope,
    small_multiples,
    stacked_bars,
    strip,
    timeline,
    waterfall,
)
KINDS: Mapping[str, Kind] = MappingProxyType({module.__name__.rpartition(".")[2]: module.KIND for module in MODULES})
