from __future__ import annotations

import dataclasses
import os
import pickle
import subprocess
import sys
from pathlib import Path
from types import MappingProxyType

import pytest

from pipeline.figures.drawing import Drawing
from pipeline.figures.key import picture_key
from pipeline.figures.make import picture
from pipeline.findings.exhibit import Exhibit
from pipeline.problems import Stop

from .samples import sample


def test_the_same_figure_has_the_same_bytes(fonts: tuple[Path, ...]) -> None:
    one = picture(sample("heatmap", 5), fonts)
    assert one == picture(pickle.loads(pickle.dumps(sample("heatmap", 5))), fonts)
    assert picture_key(sample("heatmap", 5), "f") == picture_key(pickle.loads(pickle.dumps(sample("heatmap", 5))), "f")


def test_another_process_gives_the_same_bytes(fonts: tuple[Path, ...]) -> None:
    code = (
        "import sys; from pathlib import Path; from pipeline.figures.make import picture; "
        "from tests.figures.samples import sample; "
        "sys.stdout.buffer.write(picture(sample('matrix', 4), [Path(p) for p in sys.argv[1:]]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, fonts)],
        check=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONHASHSEED": "7"},
        capture_output=True,
    )
    assert done.stdout == picture(sample("matrix", 4), fonts)


def test_a_picture_without_title_is_refused(fonts: tuple[Path, ...]) -> None:
    drawing = sample("bars", 3)
    drawing = dataclasses.replace(drawing, words=dataclasses.replace(drawing.words, title=""))
    with pytest.raises(Stop, match="no title"):
        picture(drawing, fonts)


def test_an_unknown_kind_stops(fonts: tuple[Path, ...]) -> None:
    with pytest.raises(Stop, match="kind 'pie'"):
        picture(dataclasses.replace(sample("bars", 3), kind="pie"), fonts)


def test_a_drawing_travels_without_its_writer(fonts: tuple[Path, ...]) -> None:
    made = sample("bars", 3)
    exhibit = Exhibit("fig", "bars", made.data, (), MappingProxyType({"decimals": 0}))
    told = dataclasses.replace(made.words, labels=MappingProxyType(dict(made.words.labels)))
    drawing = pickle.loads(pickle.dumps(Drawing.of(exhibit, told, "en")))
    assert drawing.label("FRA") == "France"
    assert drawing.options == {"decimals": 0}
