"""A figure that stands alone: wide enough for a newspaper, the same bytes each time, with its words in the picture."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from matplotlib.image import imread

from pipeline.figures.key import poster_key
from pipeline.figures.make import picture
from pipeline.figures.poster import PIXELS, poster
from pipeline.problems import Stop

from .samples import sample

EDITION = "Made-up report 2026"


@pytest.mark.parametrize("kind", ["bars", "choropleth"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_poster_is_wide_and_the_same_each_time(kind: str, language: str, fonts: tuple[Path, ...]) -> None:
    drawing = sample(kind, 6, language)
    svg = picture(drawing, fonts)
    first = poster(svg, drawing, fonts, EDITION)
    assert first == poster(svg, drawing, fonts, EDITION)
    height, width = imread(BytesIO(first)).shape[:2]
    assert PIXELS <= width < PIXELS + 20 and height > 200


@pytest.mark.parametrize("field", ["title", "subtitle", "source"])
def test_its_words_are_in_the_picture(field: str, fonts: tuple[Path, ...]) -> None:
    drawing = sample("bars", 3)
    other = replace(drawing, words=replace(drawing.words, **{field: "Quite another text"}))
    svg = picture(drawing, fonts)
    assert pixels(poster(svg, drawing, fonts, EDITION)) != pixels(poster(svg, other, fonts, EDITION))


def test_the_edition_is_in_the_picture(fonts: tuple[Path, ...]) -> None:
    drawing = sample("bars", 3)
    svg = picture(drawing, fonts)
    assert pixels(poster(svg, drawing, fonts, EDITION)) != pixels(poster(svg, drawing, fonts, "Another"))


def pixels(png: bytes) -> bytes:
    return np.ascontiguousarray(imread(BytesIO(png))).tobytes()


def test_no_word_is_lost(fonts: tuple[Path, ...]) -> None:
    drawing = sample("bars", 3)
    strange = replace(drawing, words=replace(drawing.words, title="A \U0001f9ff"))
    with pytest.raises(Stop) as stopped:
        poster(picture(drawing, fonts), strange, fonts, EDITION)
    assert [problem.code for problem in stopped.value.problems] == ["figure-glyph-missing"]


def test_its_key_is_of_picture_words_and_edition() -> None:
    drawing = sample("bars", 3)
    keys = {
        poster_key(drawing, "picture", EDITION),
        poster_key(drawing, "other", EDITION),
        poster_key(drawing, "picture", ""),
    }
    for field in ("title", "subtitle", "source"):
        keys.add(poster_key(replace(drawing, words=replace(drawing.words, **{field: "x"})), "picture", EDITION))
    assert len(keys) == 6
    same = replace(drawing, words=replace(drawing.words, text="x", alt="y", note="z"))
    assert poster_key(same, "picture", EDITION) == poster_key(drawing, "picture", EDITION)
