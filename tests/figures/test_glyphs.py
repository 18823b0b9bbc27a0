from __future__ import annotations

import warnings
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.font_manager import get_font
from matplotlib.ft2font import LoadFlags

from pipeline.figures.glyphs import UNITS, shape
from pipeline.figures.typeface import typeface
from pipeline.render.fonts import package_file

FILES = typeface(
    (
        package_file("fontpkg-noto-sans", "NotoSans[wdth,wght].ttf"),
        package_file("pylopdf-fonts-zh-cn", "NotoSansSC-Regular.otf"),
    )
).regular
TEXTS = [
    "Japan", "Conference of", "(includes", "+448", " ", "  a ", "AVATAR Tofu", "fi ffl", "e\u0301x\u0328", "x\u0328y", "\u0627\u064e", "a\u200b", "a\u00ad", "\u1e43", "Türkiye", "ई", "数\u3000", "שלום", "ไทยน้ำ", "数字鸿沟", "数 a→≥",
    "البلدان النامية غير الساحلية", "Соединённое Королевство", "\U00012000", "−0.024 …", "Lefèvre’s “quoted”",
]  # fmt: skip


def measured(text: str) -> tuple[float, float, float]:
    """What matplotlib measures, in points."""
    font = get_font(FILES)
    font.set_size(UNITS, 72)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    width, height = font.get_width_height()
    return width / 64, height / 64, font.get_descent() / 64


@pytest.mark.parametrize("text", TEXTS)
def test_measures_are_those_of_matplotlib(text: str) -> None:
    line = shape(text, FILES)
    assert (line.width, line.height, line.descent) == measured(text)


@given(st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=("Cs", "Cc")), min_size=1, max_size=12))
@settings(max_examples=150)
def test_measures_of_any_text_are_those_of_matplotlib(text: str) -> None:
    line = shape(text, FILES)
    assert (line.width, line.height, line.descent) == measured(text)


def test_no_text_has_no_size() -> None:
    assert shape("", FILES).width == 0.0


def test_missing_characters_are_named_once_a_line() -> None:
    assert shape("a", FILES).missing == ()
    assert shape("\U00012000a\U00012000", FILES).missing == ("no glyph for U+12000 (CUNEIFORM SIGN A)",)


def test_another_use_of_the_same_font_does_not_change_the_measures() -> None:
    before = shape("first text", FILES)
    get_font(FILES).set_size(7, 300)
    shape.cache_clear()
    assert shape("first text", FILES) == before


def test_fonts_are_those_of_their_own_process(tmp_path: Path) -> None:
    import os

    before = shape("forked", FILES)
    child = os.fork()
    if not child:
        os._exit(0 if shape("forked", FILES) == before else 1)
    assert os.waitpid(child, 0)[1] == 0
