"""A sheet as SVG, text as outlines: the bytes that matplotlib would write for the same marks, without its artists.

An artist a line of text and a fresh look at the fonts for each cost four fifths of the time of a picture. The tests
compare the bytes with those of ``pipeline.figures.artists``, mark by mark.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import cycle

import numpy as np
from matplotlib.colors import to_hex, to_rgba
from matplotlib.path import Path as Shape

from pipeline.figures.glyphs import UNITS, Glyph, path_data, shape
from pipeline.figures.marks import Area, Dots, Line, Segments, Sheet, Style, TextLine
from pipeline.figures.typeface import Typeface

SALT = "figure"  # of the identifiers, so that equal pictures have equal ones
HATCH_WIDTH, HATCH_SIZE, HATCH_DENSITY = 0.5, 72, 6
PROLOGUE = """\
<?xml version="1.0" encoding="utf-8" standalone="no"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"
  "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
"""
RGBA = tuple[float, float, float, float]
Hatch = tuple[str, RGBA, RGBA, float]  # pattern, ground, colour, width
CLEAR: RGBA = (0.0, 0.0, 0.0, 0.0)


def number(value: float) -> str:
    """A number with at most six decimals, without zeros at its end."""
    return f"{value:f}".rstrip("0").rstrip(".")


@lru_cache(maxsize=1024)
def _rgba(colour: str, alpha: float | None = None) -> RGBA:
    red, green, blue, opacity = to_rgba(colour, alpha)
    return red, green, blue, opacity


@lru_cache(maxsize=1024)
def _hex(colour: RGBA) -> str:
    return str(to_hex(colour))


def svg_of(sheet: Sheet, face: Typeface) -> tuple[bytes, tuple[str, ...]]:
    """The picture, and what is to say of characters that no font has (each once)."""
    writer = _Writer(sheet, face)
    for mark in sheet.marks:
        match mark:
            case TextLine():
                writer.text(mark)
            case Area():
                writer.area(mark)
            case Dots():
                writer.dots(mark)
            case Segments():
                writer.segments(mark)
            case Line():
                writer.line(mark)
    return writer.finish(), tuple(writer.missing)


class _Writer:
    """The file being written: its parts so far, what was defined in it, how many groups of each kind it has."""

    def __init__(self, sheet: Sheet, face: Typeface) -> None:
        self.face = face
        self.width, self.height = sheet.page
        self.scale_x, self.shift_x, self.scale_y, self.shift_y = sheet.matrix
        self.page = np.array(
            [
                [self.scale_x, 0.0, self.shift_x],
                [0.0, -self.scale_y, self.height - self.shift_y],
                [0.0, 0.0, 1.0],
            ]
        )
        self.bounds = (0.0, 0.0, self.width, self.height)
        self.missing: dict[str, None] = {}
        self._groups: Counter[str] = Counter()
        self._glyphs: set[str] = set()
        self._markers: dict[tuple[str, str], str] = {}
        self._hatches: dict[Hatch, str] = {}
        width, height = number(self.width), number(self.height)
        self._parts = [
            PROLOGUE,
            f'<svg xmlns:xlink="http://www.w3.org/1999/xlink" width="{width}pt" height="{height}pt" '
            f'viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg" version="1.1">\n'
            ' <defs>\n  <style type="text/css">*{stroke-linejoin: round; stroke-linecap: butt}</style>\n </defs>\n'
            ' <g id="figure_1">\n',
        ]
        self._open("patch")
        ground = Shape([(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)], closed=True)
        matrix = np.array([[self.width, 0, 0], [0, -self.height, self.height], [0, 0, 1.0]])
        self._path(path_data(ground, matrix, self.bounds), "fill: none")
        self._close()

    def finish(self) -> bytes:
        self._parts.append(" </g>\n")
        if self._hatches:
            self._parts.append(" <defs>\n")
            for key, name in self._hatches.items():
                self._pattern(key, name)
            self._parts.append(" </defs>\n")
        self._parts.append("</svg>\n")
        return "".join(self._parts).encode()

    def line(self, mark: Line) -> None:
        self._open("line2d")
        if len(mark.points):
            cap = "round" if mark.style == "-" and mark.round_caps else "butt"
            style = "; ".join(["fill: none", *_strokes(_rgba(mark.colour), mark.width, mark.style, cap)])
            self._path(path_data(Shape(mark.points), self.page, self.bounds), style)
        self._close()

    def segments(self, mark: Segments) -> None:
        self._open("LineCollection")
        colours = [mark.colour] if isinstance(mark.colour, str) else mark.colour
        for segment, colour in zip(mark.segments, cycle(colours)):
            style = "; ".join(["fill: none", *_strokes(_rgba(colour), mark.width, mark.style)])
            self._path(path_data(Shape(np.asarray(segment, float)), self.page, self.bounds), style)
        self._close()

    def area(self, mark: Area) -> None:
        self._open("patch")
        face, edge = _rgba(mark.face, mark.alpha), _rgba(mark.edge, mark.alpha)
        style = []
        if mark.hatch:
            style.append(f"fill: url(#{self._hatch(mark.hatch, face, edge)})")
            if face[3] != 1.0 and mark.alpha is None:
                style.append(f"fill-opacity: {number(face[3])}")
        else:
            style += _fill(face, mark.alpha is None)
        if mark.alpha is not None and mark.alpha != 1.0:
            style.append(f"opacity: {number(mark.alpha)}")
        width = mark.width if edge[3] else 0.0
        style += _strokes(edge, width, join="miter", opaque=mark.alpha is not None)
        bounds = self.bounds if not face[3] and not mark.hatch else None
        self._path(path_data(mark.path, self.page, bounds), "; ".join(style))
        self._close()

    def dots(self, mark: Dots) -> None:
        self._open("PathCollection")
        scales = np.sqrt(mark.sizes**2)
        faces = [mark.face] if isinstance(mark.face, str) else list(mark.face)
        edges = [mark.edge] if isinstance(mark.edge, str) else list(mark.edge)
        xs = mark.centres[:, 0] * self.scale_x + self.shift_x
        ys = self.height - (mark.centres[:, 1] * self.scale_y + self.shift_y)
        if len(scales) == len(faces) == len(edges) == 1 and edges[0] != "none":
            self._marker(mark, float(scales[0]), float(xs[0]), float(ys[0]))
        else:
            styles = {
                pair: _dot_style(_rgba(pair[0], mark.alpha), _edge(pair[1], mark.alpha), mark.width)
                for pair in set(zip(_each(faces, len(scales)), _each(edges, len(scales)), strict=True))
            }
            each = zip(
                scales.tolist(),
                xs.tolist(),
                ys.tolist(),
                _each(faces, len(scales)),
                _each(edges, len(scales)),
                strict=True,
            )
            for scale, x, y, face, edge in each:
                bounds = None if _rgba(face, mark.alpha)[3] else self.bounds
                matrix = np.array([[scale, 0.0, x], [0.0, -scale, y], [0.0, 0.0, 1.0]])
                self._path(path_data(mark.marker, matrix, bounds), styles[face, edge])
        self._close()

    def text(self, mark: TextLine) -> None:
        line = shape(mark.text, self.face.files(mark.weight))
        self.missing |= dict.fromkeys(line.missing)
        scale = mark.size / UNITS
        x, y = self._anchor(mark, line.width * scale)
        angle = float(mark.rotation) % 360
        moves = [] if (x, y) == (0, 0) else [f"translate({number(x)} {number(y)})"]
        if angle:
            moves.append(f"rotate({number(-angle)})")
        moves.append(f"scale({number(scale)} {number(-scale)})")
        self._open("text")
        colour = _rgba(mark.colour)
        style = _given("style", "" if colour[:3] == (0, 0, 0) else f"fill: {_hex(colour)}")
        put = self._parts.append
        put(f'   <!-- {_comment(mark.text)} -->\n   <g{style} transform="{" ".join(moves)}">\n')
        fresh = {glyph.name: glyph.outline for glyph, _, _ in line.glyphs if glyph.name not in self._glyphs}
        if fresh:
            self._glyphs.update(fresh)
            put("    <defs>\n")
            for name, d in fresh.items():
                put(f'     <path id="{name}"{_given("d", d)} transform="scale(0.015625)"/>\n')
            put("    </defs>\n")
        put(_uses(line.glyphs))
        put("   </g>\n")
        self._close()

    def _anchor(self, mark: TextLine, width: float) -> tuple[float, float]:
        """Where the first glyph begins, on the page with y running down."""
        x = mark.x * self.scale_x + self.shift_x
        y = self.height - (mark.y * self.scale_y + self.shift_y)
        back = {"left": 0.0, "center": width / 2, "right": width}[mark.align]
        if not back:
            return x, y
        angle = np.deg2rad(mark.rotation)
        return (x - back, y) if not angle else (x - back * float(np.cos(angle)), y + back * float(np.sin(angle)))

    def _marker(self, mark: Dots, scale: float, x: float, y: float) -> None:
        """A single dot, as matplotlib writes it: defined once for all of its look, then used."""
        face, edge = _rgba(str(_one(mark.face)), mark.alpha), _rgba(str(_one(mark.edge)), mark.alpha)
        d = path_data(mark.marker, np.array([[scale, 0.0, 0.0], [0.0, -scale, 0.0], [0.0, 0.0, 1.0]]))
        strokes = _strokes(edge, mark.width)
        style = "; ".join([*_fill(face), *strokes])
        name = self._markers.get((d, style))
        put = self._parts.append
        if name is None:
            name = self._markers[d, style] = _name("m", (d, style))
            put(f'   <defs>\n    <path id="{name}" d="{d}"{_given("style", "; ".join(strokes))}/>\n   </defs>\n')
        place = f'x="{number(x)}" y="{number(y)}"'
        put(f'   <g>\n    <use xlink:href="#{name}" {place}{_given("style", style)}/>\n   </g>\n')

    def _hatch(self, pattern: str, face: RGBA, edge: RGBA) -> str:
        key = (pattern, face, edge, HATCH_WIDTH)
        if key not in self._hatches:
            self._hatches[key] = _name("h", key)
        return self._hatches[key]

    def _pattern(self, key: Hatch, name: str) -> None:
        pattern, face, edge, width = key
        matrix = np.array([[HATCH_SIZE, 0.0, 0.0], [0.0, -HATCH_SIZE, HATCH_SIZE], [0.0, 0.0, 1.0]])
        d = path_data(Shape.hatch(pattern, HATCH_DENSITY), matrix)
        ground, colour = _hex(face), _hex(edge)
        size = HATCH_SIZE + 1
        self._parts.append(
            f'  <pattern id="{name}" patternUnits="userSpaceOnUse" x="0" y="0" width="{HATCH_SIZE}" height="{HATCH_SIZE}">\n'
            f'   <rect x="0" y="0" width="{size}" height="{size}" fill="{ground}"/>\n'
            f'   <path d="{d}" style="fill: {colour}; stroke: {colour}; stroke-width: {width}; '
            'stroke-linecap: butt; stroke-linejoin: miter"/>\n  </pattern>\n'
        )

    def _path(self, d: str, style: str) -> None:
        self._parts.append(f"   <path{_given('d', d)}{_given('style', style)}/>\n")

    def _open(self, kind: str) -> None:
        self._groups[kind] += 1
        self._parts.append(f'  <g id="{kind}_{self._groups[kind]}">\n')

    def _close(self) -> None:
        if self._parts[-1].startswith("  <g id="):  # nothing is in the group
            self._parts[-1] = self._parts[-1].replace(">\n", "/>\n")
        else:
            self._parts.append("  </g>\n")


def _uses(glyphs: Sequence[tuple[Glyph, float, float]]) -> str:
    """The glyphs of a line, each at its place."""
    return "".join(
        f'    <use xlink:href="#{glyph.name}"/>\n'
        if x == y == 0
        else f'    <use xlink:href="#{glyph.name}" transform="translate({number(x)} {number(y)})"/>\n'
        for glyph, x, y in glyphs
    )


def _given(name: str, value: str) -> str:
    """An attribute; nothing where it is empty."""
    return f' {name}="{value}"' if value else ""


def _fill(face: RGBA, opacity: bool = True) -> list[str]:
    if not face[3]:
        return ["fill: none"]
    style = [] if face[:3] == (0, 0, 0) else [f"fill: {_hex(face)}"]
    return [*style, f"fill-opacity: {number(face[3])}"] if opacity and face[3] != 1.0 else style


def _strokes(
    edge: RGBA, width: float, style: Style = "-", cap: str = "butt", join: str = "round", opaque: bool = False
) -> list[str]:
    """The properties of an edge; dashes are lengths in widths of the line."""
    parts = []
    if style != "-" and width:
        offset, dashes = style
        parts.append(f"stroke-dasharray: {','.join(number(length * width) for length in dashes)}")
        parts.append(f"stroke-dashoffset: {number(float(offset * width))}")
    if width:
        parts.append(f"stroke: {_hex(edge)}")
        if not opaque and edge[3] != 1.0:
            parts.append(f"stroke-opacity: {number(edge[3])}")
        if width != 1.0:
            parts.append(f"stroke-width: {number(width)}")
        if join != "round":
            parts.append(f"stroke-linejoin: {join}")
        if cap != "butt":
            parts.append(f"stroke-linecap: {cap}")
    return parts


def _edge(colour: str, alpha: float | None) -> RGBA:
    return CLEAR if colour == "none" else _rgba(colour, alpha)


def _dot_style(face: RGBA, edge: RGBA, width: float) -> str:
    return "; ".join([*_fill(face), *_strokes(edge, width if edge[3] else 0.0)])


def _each(values: Sequence[str], count: int) -> list[str]:
    return list(values) * count if len(values) == 1 else list(values)


def _one(values: str | Sequence[str]) -> str:
    return values if isinstance(values, str) else values[0]


def _name(kind: str, content: object) -> str:
    return kind + hashlib.sha256((SALT + str(content)).encode()).hexdigest()[:10]


def _comment(text: str) -> str:
    """Text inside a comment, which may hold no two hyphens in a row."""
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "".join(
        "- " if character == "-" and safe[place + 1 : place + 2] == "-" else character
        for place, character in enumerate(safe)
    )
