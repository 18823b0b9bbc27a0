"""Renew the baseline pictures: ``python -m tests.figures.kinds.baseline``, then look at each before it is committed."""

from __future__ import annotations

from pipeline.figures.kinds import KINDS
from pipeline.render.fonts import package_file

from ..samples import sample
from .test_kinds import BASELINE, picture

if __name__ == "__main__":
    BASELINE.mkdir(exist_ok=True)
    fonts = (
        package_file("fontpkg-noto-sans", "NotoSans[wdth,wght].ttf"),
        package_file("pylopdf-fonts-zh-cn", "NotoSansSC-Regular.otf"),
    )
    for kind in KINDS:
        (BASELINE / f"{kind}.png").write_bytes(picture(sample(kind, 6), fonts, 60))
