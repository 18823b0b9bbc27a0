from __future__ import annotations

import dataclasses
import os
import pickle
import subprocess
import sys
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pytest

from pipeline.figures.key import fonts_digest, picture_key

from .samples import sample

FONTS = "digest of the fonts"


@pytest.mark.parametrize("part", ["data", "dtype", "option", "nested option", "label", "language", "kind"])
def test_the_key_changes_with_everything_that_is_drawn(part: str) -> None:
    drawing = sample("choropleth", 3)
    before = picture_key(drawing, FONTS)
    if part == "data":
        data = drawing.data.copy()
        data.loc[0, "value"] += 1e-12
        drawing = dataclasses.replace(drawing, data=data)
    elif part == "dtype":
        drawing = dataclasses.replace(drawing, data=drawing.data.astype({"value": object}))
    elif part == "option":
        drawing = dataclasses.replace(drawing, options={**drawing.options, "decimals": 3})
    elif part == "nested option":
        options = pickle.loads(pickle.dumps(drawing.options))
        options["points"]["TUV"] = (-8.5, 179.2 + 1e-9)
        drawing = dataclasses.replace(drawing, options=options)
    elif part == "label":
        labels = {**drawing.words.labels, "FRA": "Francia"}
        drawing = dataclasses.replace(drawing, words=dataclasses.replace(drawing.words, labels=labels))
    elif part == "language":
        drawing = dataclasses.replace(drawing, language="fr")
    else:
        drawing = dataclasses.replace(drawing, kind="bars")
    assert picture_key(drawing, FONTS) != before


def test_the_key_changes_with_the_fonts() -> None:
    assert picture_key(sample("bars", 3), "one") != picture_key(sample("bars", 3), "other")


@pytest.mark.parametrize("kind", ["scatter", "choropleth", "stacked_bars", "ranked_dots"])
def test_equal_drawings_have_equal_keys(kind: str) -> None:
    drawing = sample(kind, 5)
    options = MappingProxyType(dict(reversed(drawing.options.items())))
    other = dataclasses.replace(pickle.loads(pickle.dumps(drawing)), options=options)
    assert picture_key(drawing, FONTS) == picture_key(other, FONTS)


@pytest.mark.parametrize("odd", [{1: "a", "b": 2}, {(1, 2): "a"}, {"n": np.float64(0.5)}, (1, None, {"x": [True]})])
def test_any_option_has_a_key(odd: object) -> None:
    drawing = sample("bars", 3)
    one, other = (dataclasses.replace(drawing, options={"odd": value}) for value in (odd, {"odd": odd}))
    assert picture_key(one, FONTS) == picture_key(pickle.loads(pickle.dumps(one)), FONTS)
    assert picture_key(one, FONTS) != picture_key(other, FONTS)


def test_the_key_does_not_change_with_words_beside_the_picture() -> None:
    drawing = sample("bars", 3)
    other = dataclasses.replace(drawing, words=dataclasses.replace(drawing.words, title="Another title"))
    assert picture_key(drawing, FONTS) == picture_key(other, FONTS)


def test_the_digest_of_fonts_is_that_of_their_contents(tmp_path: Path) -> None:
    one, same, other = tmp_path / "one.ttf", tmp_path / "same.ttf", tmp_path / "other.ttf"
    one.write_bytes(b"font")
    same.write_bytes(b"font")
    other.write_bytes(b"tnof")
    assert fonts_digest([one]) == fonts_digest([same])
    assert len({fonts_digest(files) for files in ([one], [other], [one, other], [other, one])}) == 4
    before = fonts_digest([one])
    one.write_bytes(b"a new font")
    assert fonts_digest([one]) != before


def test_a_process_that_asks_for_keys_loads_no_plotting_library() -> None:
    code = (
        "import sys, pickle; drawing = pickle.loads(sys.stdin.buffer.read());"
        "from pipeline.figures.key import picture_key; print(picture_key(drawing, 'x'));"
        "print([name for name in sys.modules if name.startswith('matplotlib')])"
    )
    drawing = sample("bars", 3)
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=pickle.dumps(drawing),
        capture_output=True,
        check=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONHASHSEED": "7"},
    )
    assert done.stdout.decode().splitlines() == [picture_key(drawing, "x"), "[]"]
