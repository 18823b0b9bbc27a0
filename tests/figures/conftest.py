from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.figures.typeface import typeface
from pipeline.render.fonts import package_file


@pytest.fixture(scope="session")
def fonts() -> tuple[Path, ...]:
    """The default instances of the font packages: nothing to cut, so the tests are fast (bold is drawn regular)."""
    return (
        package_file("fontpkg-noto-sans", "NotoSans[wdth,wght].ttf"),
        package_file("pylopdf-fonts-zh-cn", "NotoSansSC-Regular.otf"),
    )


@pytest.fixture
def face(fonts: tuple[Path, ...]) -> Iterator[None]:
    """The typeface, active for the test."""
    with typeface(fonts).active():
        yield
