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
from pipeline.figures.make import draw_figure, draw_files, picture
from pipeline.findings.exhibit import Exhibit
from pipeline.problems import Stop

from .samples import sample, words


def test_files_of_a_figure(fonts: tuple[Path, ...], tmp_path: Path) -> None:
    made = sample("bars", 3)
    exhibit = Exhibit(
        "fig-bars", "bars", made.data, lambda language: made.words, (), MappingProxyType(dict(made.options))
    )
    drawn = draw_figure(exhibit, words("en"), "en", fonts, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["fig-bars.csv", "fig-bars.svg"]
    assert drawn.width == pytest.approx(160 * 72 / 25.4, abs=0.01)
    assert 20 < drawn.height < 120
    assert drawn.csv.read_text().splitlines()[0] == "label,value,highlight"


def test_the_same_figure_has_the_same_bytes(fonts: tuple[Path, ...], tmp_path: Path) -> None:
    one = draw_files(sample("heatmap", 5), fonts, tmp_path / "a")
    other = draw_files(pickle.loads(pickle.dumps(sample("heatmap", 5))), fonts, tmp_path / "b")
    assert one.svg.read_bytes() == other.svg.read_bytes()
    assert one.digest == other.digest


def test_another_process_gives_the_same_bytes(fonts: tuple[Path, ...], tmp_path: Path) -> None:
    one = draw_files(sample("matrix", 4), fonts, tmp_path / "a")
    code = (
        "import sys; from pathlib import Path; from pipeline.figures.make import draw_files; "
        "from tests.figures.samples import sample; "
        "draw_files(sample('matrix', 4), [Path(p) for p in sys.argv[2:]], Path(sys.argv[1]))"
    )
    subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "b"), *map(str, fonts)],
        check=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONHASHSEED": "7"},
    )
    assert one.svg.read_bytes() == (tmp_path / "b" / one.svg.name).read_bytes()


def test_a_kept_picture_is_not_drawn_again(fonts: tuple[Path, ...], tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first = draw_files(sample("bars", 3), fonts, tmp_path, cache)
    again = draw_files(sample("bars", 3), fonts, tmp_path / "again", cache)
    assert (first.kept, again.kept) == (False, True)
    assert first.svg.read_bytes() == again.svg.read_bytes()


def test_a_picture_is_a_value(fonts: tuple[Path, ...], tmp_path: Path) -> None:
    drawing = sample("bars", 3)
    assert picture(drawing, fonts) == draw_files(drawing, fonts, tmp_path).svg.read_bytes()


def test_a_picture_without_title_is_refused(fonts: tuple[Path, ...]) -> None:
    drawing = sample("bars", 3)
    drawing = dataclasses.replace(drawing, words=dataclasses.replace(drawing.words, title=""))
    with pytest.raises(Stop, match="no title"):
        picture(drawing, fonts)


def test_an_unknown_kind_stops(fonts: tuple[Path, ...], tmp_path: Path) -> None:
    with pytest.raises(Stop, match="kind 'pie'"):
        draw_files(dataclasses.replace(sample("bars", 3), kind="pie"), fonts, tmp_path)


def test_a_drawing_travels_without_its_writer(fonts: tuple[Path, ...]) -> None:
    made = sample("bars", 3)
    exhibit = Exhibit("fig", "bars", made.data, lambda language: made.words, (), MappingProxyType({"decimals": 0}))
    told = dataclasses.replace(made.words, labels=MappingProxyType(dict(made.words.labels)))
    drawing = pickle.loads(pickle.dumps(Drawing.of(exhibit, told, "en")))
    assert drawing.label("FRA") == "France"
    assert drawing.options == {"decimals": 0}
