from __future__ import annotations

from pathlib import Path

import matplotlib
import pytest

from pipeline.figures.typeface import FALLBACK, text_width, typeface
from pipeline.problems import ExitCode, Stop


def test_latin_comes_before_chinese_whatever_the_order(fonts: tuple[Path, ...]) -> None:
    assert [family.split(" ", 2)[2] for family in typeface(fonts[::-1]).families] == ["Noto Sans", "Noto Sans SC"]


def test_fonts_of_the_machine_do_not_take_part(fonts: tuple[Path, ...]) -> None:
    face = typeface(fonts)
    with face.active():
        assert matplotlib.rcParams["font.family"] == [*face.families, FALLBACK]
    assert all(face.digest[:8] in family for family in face.families)


def test_settings_are_put_back(fonts: tuple[Path, ...]) -> None:
    before = dict(matplotlib.rcParams)
    with typeface(fonts).active():
        assert matplotlib.rcParams["text.parse_math"] is False
    assert dict(matplotlib.rcParams) == before


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
