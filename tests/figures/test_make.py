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
from pipeline.figures.make import digest_of, draw_figure, draw_files
from pipeline.figures.typeface import typeface
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


@pytest.mark.parametrize("part", ["data", "option", "label", "language", "fonts"])
def test_the_digest_changes_with_everything_that_is_drawn(fonts: tuple[Path, ...], part: str) -> None:
    drawing, face = sample("bars", 3), typeface(fonts)
    before = digest_of(drawing, face)
    if part == "data":
        data = drawing.data.copy()
        data.loc[0, "value"] += 1e-12
        drawing = dataclasses.replace(drawing, data=data)
    elif part == "option":
        drawing = dataclasses.replace(drawing, options={**drawing.options, "decimals": 3})
    elif part == "label":
        labels = {**drawing.words.labels, "FRA": "Francia"}
        drawing = dataclasses.replace(drawing, words=dataclasses.replace(drawing.words, labels=labels))
    elif part == "language":
        drawing = dataclasses.replace(drawing, language="fr")
    else:
        face = typeface(fonts[:1])
    assert digest_of(drawing, face) != before


def test_the_digest_does_not_change_with_words_beside_the_picture(fonts: tuple[Path, ...]) -> None:
    drawing, face = sample("bars", 3), typeface(fonts)
    other = dataclasses.replace(drawing, words=dataclasses.replace(drawing.words, title="Another title"))
    assert digest_of(drawing, face) == digest_of(other, face)


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
