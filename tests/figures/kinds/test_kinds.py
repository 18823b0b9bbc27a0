"""Every kind, small and large, in several languages: nothing cut, nothing overlapping, as it looked before."""

from __future__ import annotations

import dataclasses
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from matplotlib.image import imread

from pipeline.figures import save
from pipeline.figures.artists import png_bytes
from pipeline.figures.drawing import Drawing
from pipeline.figures.kinds import KINDS
from pipeline.figures.make import draw
from pipeline.figures.theme import THEME
from pipeline.figures.typeface import typeface

from ..samples import MAKERS, sample

BASELINE = Path(__file__).parent / "baseline"
ARABIC = "البلدان النامية غير الساحلية"
RUSSIAN = "Соединённое Королевство Великобритании и Северной Ирландии"


def picture(drawing: Drawing, fonts: tuple[Path, ...], dpi: int) -> bytes:
    return png_bytes(draw(drawing, fonts), typeface(fonts), dpi)


def faults(drawing: Drawing, fonts: tuple[Path, ...]) -> list[tuple[str, str]]:
    sheet = draw(drawing, fonts)
    with typeface(fonts).active():
        return save.faults(sheet, THEME)


def test_every_kind_has_a_sample() -> None:
    assert set(MAKERS) == set(KINDS)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("count", [1, 2, 12, 40])
@pytest.mark.parametrize("kind", KINDS)
def test_no_text_is_cut_or_overlaps(kind: str, count: int, language: str, fonts: tuple[Path, ...]) -> None:
    assert faults(sample(kind, count, language), fonts) == []


@pytest.mark.parametrize(("language", "text"), [("ar", ARABIC), ("ru", RUSSIAN)])
@pytest.mark.parametrize("kind", KINDS)
def test_other_scripts_are_drawn(kind: str, language: str, text: str, fonts: tuple[Path, ...]) -> None:
    drawing = sample(kind, 6)
    labels = {code: label if len(label) < 16 else text for code, label in drawing.words.labels.items()}
    drawing = dataclasses.replace(drawing, language=language, words=dataclasses.replace(drawing.words, labels=labels))
    assert faults(drawing, fonts) == []


@pytest.mark.parametrize("factor", [1e-6, 1e9])
@pytest.mark.parametrize(
    "kind", ["bars", "dumbbell", "heatmap", "lines", "ranked_dots", "scatter", "slope", "waterfall"]
)
def test_extreme_values_are_drawn(kind: str, factor: float, fonts: tuple[Path, ...]) -> None:
    drawing = sample(kind, 5)
    data = drawing.data.copy()
    for name in ("value", "low", "high", "start", "end", "y"):
        if name in data.columns:
            data[name] = data[name] * factor
    options = {
        key: value for key, value in drawing.options.items() if key not in ("references", "line", "vmin", "vmax")
    }
    options["decimals"] = 0 if factor > 1 else 7
    assert faults(dataclasses.replace(drawing, data=data, options=options), fonts) == []


@pytest.mark.parametrize("kind", KINDS)
def test_it_looks_as_before(kind: str, fonts: tuple[Path, ...]) -> None:
    """Root mean square difference to the baseline below 4 of 255; ``python -m tests.figures.kinds.baseline`` renews it."""
    drawn = imread(BytesIO(picture(sample(kind, 6), fonts, 60)))[..., :3]
    before = imread(BASELINE / f"{kind}.png")[..., :3]
    assert drawn.shape == before.shape
    assert float(np.sqrt(((drawn - before) ** 2).mean())) * 255 < 4
