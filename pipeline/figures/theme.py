"""The look of every figure: colours, sizes and ramps, frozen in one value.

Colours keep apart for the common colour-vision deficiencies and differ in lightness, so that a grey print can still be
read. Lengths are points (1/72 inch); a figure is drawn as wide as it is printed, so that no text in it is scaled.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import numpy as np

from pipeline.figures.layout import FULL_WIDTH, SIDE, SIDE_WIDTH

MILLIMETRE = 72 / 25.4
LEGIBLE = 4.5  # contrast of text with its ground (WCAG 2.2 AA)
UNCLASSIFIED = "unclassified"  # the group of what is in none
EDGE = 0.75  # points left free at each edge of a figure, for the soft border of glyphs


@dataclass(frozen=True)
class Theme:
    """Colours (hex), text sizes and lengths (points). ``THEME`` draws figures over the whole width, `theme_of` gives others.

    ``width`` is what a chart may use: that of the printed figure less the free edges; ``height`` is that of a chart which may
    have any, ``max_height`` leaves a page room for words. No text is smaller than 7 points.
    """

    width: float = FULL_WIDTH * MILLIMETRE - 2 * EDGE
    height: float = 150.0
    max_height: float = 172 * MILLIMETRE
    text: float = 7.6
    small: float = 7.0
    smallest: float = 7.0
    heading: float = 8.0
    line_height: float = 1.22

    base: str = "#123B63"
    ink: str = "#1D2730"
    muted: str = "#56626D"
    quiet: str = "#B3BBC3"
    grid: str = "#E2E6EA"
    axis: str = "#8C97A1"
    paper: str = "#FFFFFF"
    missing: str = "#ECEEF0"
    missing_hatch: str = "#B3BBC3"
    increase: str = "#1B6CA8"
    decrease: str = "#C8702A"

    framework: Mapping[str, str] = field(
        default_factory=lambda: MappingProxyType(
            {"development": "#1B6CA8", "accounting": "#B5651D", "statistical": "#2F7F6F", "monitoring": "#7A3E8E"}
        )
    )
    categorical: tuple[str, ...] = ("#123B63", "#DB8A35", "#2A827A", "#8A2B52", "#74B3E0", "#6E5FA8", "#BFA47C")
    highest: str = "#1B6CA8"
    lowest: str = "#8A2B52"
    group: Mapping[str, str] = field(  # groups that look the same in the whole report
        default_factory=lambda: MappingProxyType(
            {"WLD": "#1D2730", "HIC": "#1B6CA8", "UMC": "#74B3E0", "LMC": "#DB8A35", "LIC": "#8A2B52"}
        )
    )
    sequential: tuple[str, ...] = ("#E6F0F7", "#BBD6EA", "#86B5D8", "#4A8DC0", "#1B6CA8", "#123B63")
    diverging: tuple[str, ...] = ("#8A430F", "#C97B35", "#EFC795", "#F3F2EE", "#B4D3EA", "#4A8DC0", "#123B63")

    @property
    def narrow(self) -> bool:
        """Whether the figure stands beside its story."""
        return self.width < THEME.width

    def accent(self, framework: object) -> str:
        """The leading colour of a framework's figures; the base colour where the figure belongs to none."""
        return self.framework.get(str(framework), self.base)

    def groups(self, codes: Sequence[str]) -> dict[str, str]:
        """A colour for each group: its own where all of them have one, else the categories in their order; a grey for none."""
        classes = [code for code in codes if code != UNCLASSIFIED]
        none = {UNCLASSIFIED: self.axis} if len(classes) < len(codes) else {}
        if all(code in self.group for code in classes):
            return {code: self.group[code] for code in classes} | none
        return {code: self.category(index) for index, code in enumerate(classes)} | none

    def category(self, index: int) -> str:
        """The colour of the n-th category; beyond seven the colours begin again."""
        return self.categorical[index % len(self.categorical)]

    def ramp(self, name: str) -> tuple[str, ...]:
        """The anchor colours of a ramp. Raises KeyError for a name other than sequential or diverging."""
        return {"sequential": self.sequential, "diverging": self.diverging}[name]

    def steps(self, name: str, count: int) -> tuple[str, ...]:
        """``count`` evenly spaced colours of a ramp, light to dark for the sequential one."""
        if count == 1:
            return (interpolate(self.ramp(name), 0.7),)
        low = 0.13 if name == "sequential" else 0.0
        return tuple(interpolate(self.ramp(name), low + (1 - low) * i / (count - 1)) for i in range(count))


def rgb(colour: str) -> tuple[float, float, float]:
    """Red, green and blue of a hex colour, each 0-1."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def interpolate(anchors: Sequence[str], position: float) -> str:
    """The colour at ``position`` (0-1, clipped) on a ramp of evenly spaced anchors."""
    at = float(np.clip(position, 0, 1)) * (len(anchors) - 1)
    lower = min(int(at), len(anchors) - 2)
    mixed = (1 - at + lower) * np.array(rgb(anchors[lower])) + (at - lower) * np.array(rgb(anchors[lower + 1]))
    return "#" + "".join(f"{round(float(part) * 255):02X}" for part in mixed)


def luminance(colour: str) -> float:
    """Relative luminance, 0 (black) to 1 (white): WCAG 2.2, definition of relative luminance."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21: WCAG 2.2, definition of contrast ratio."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def ink_on(background: str, theme: Theme) -> str:
    """The text colour that reads best on a background: the ink or the paper."""
    return max((theme.ink, theme.paper), key=lambda colour: contrast(colour, background))


def legible(colour: str, theme: Theme) -> str:
    """The colour darkened towards the ink until text in it reads on paper (`LEGIBLE`)."""
    for share in range(11):
        darker = interpolate((colour, theme.ink), share / 10)
        if contrast(darker, theme.paper) >= LEGIBLE:
            return darker
    return theme.ink


def tint(colour: str, share: float) -> str:
    """A colour mixed with white; ``share`` 1 is the colour itself, 0 white."""
    return interpolate(("#FFFFFF", colour), share)


THEME = Theme()
BESIDE = replace(THEME, width=SIDE_WIDTH * MILLIMETRE - 2 * EDGE, height=165.0, max_height=186 * MILLIMETRE)


def theme_of(layout: str) -> Theme:
    """The look of a figure in a layout of ``figures.layout``."""
    return BESIDE if layout == SIDE else THEME
