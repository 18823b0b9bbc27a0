from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.figures.typeface import text_width, typeface
from pipeline.problems import ExitCode, Stop
from pipeline.render.fonts import font_files
from tests.fonts import FONTS, keep


def test_latin_comes_before_chinese_whatever_the_order(fonts: tuple[Path, ...]) -> None:
    assert typeface(fonts[::-1]).families == ("Noto Sans", "Noto Sans SC")


def test_fonts_of_the_machine_do_not_take_part(fonts: tuple[Path, ...]) -> None:
    face = typeface(fonts)
    assert [Path(file).name for file in face.regular] == [*(path.name for path in fonts), "DejaVuSans.ttf"]


def test_weights_have_their_files(tmp_path: Path) -> None:
    face = typeface(font_files("zh", FONTS, keep))
    assert [Path(file).name for file in face.files("normal")] == [
        "NotoSans-Regular.ttf",
        "NotoSansSC-Regular.otf",
        "DejaVuSans.ttf",
    ]
    assert [Path(file).name for file in face.files("bold")] == [
        "NotoSans-Bold.ttf",
        "NotoSansSC-Regular.otf",
        "DejaVuSans-Bold.ttf",
    ]


def test_the_typeface_before_is_put_back(fonts: tuple[Path, ...]) -> None:
    latin, both = typeface(fonts[:1]), typeface(fonts)
    with both.active():
        wide = text_width("数字", 10)
        with latin.active():
            assert text_width("数字", 10) != wide
        assert text_width("数字", 10) == wide


def test_no_font_stops(tmp_path: Path) -> None:
    with pytest.raises(Stop, match="figure-fonts-missing") as caught:
        typeface(tmp_path)
    assert caught.value.exit_code == ExitCode.ENVIRONMENT


@pytest.mark.usefixtures("face")
def test_width_grows_with_text_and_size() -> None:
    assert text_width("AA", 8) > text_width("A", 8) > 0
    assert text_width("A", 16) == pytest.approx(2 * text_width("A", 8))
    assert text_width("long\nx", 8) == text_width("long", 8)


@pytest.mark.usefixtures("face")
def test_a_chinese_character_is_one_em_wide() -> None:
    assert text_width("数字鸿沟", 10) == pytest.approx(40, abs=1.5)
