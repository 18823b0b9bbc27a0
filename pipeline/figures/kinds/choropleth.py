"""A world map of classes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.path import Path as Shape

from pipeline.figures.canvas import Canvas
from pipeline.figures.drawing import Drawing
from pipeline.figures.kind import CODE, NUMBER, Kind
from pipeline.figures.labels import wrap
from pipeline.figures.legend import Entry, draw_legend
from pipeline.figures.marks import Sheet
from pipeline.figures.projection import equal_earth, outlines
from pipeline.figures.theme import Theme

LEFT_OUT = ("ATA",)
HIGHEST = 146.0  # points of a map, so that it shares a page with another figure
BESIDE = 92.0  # points beside a map from which its legend stands there
LEAST = 0.5  # of the areas that must have a class
SMALLEST = 2.2  # square root of the box of an outline, in points: below it a dot is drawn where a point is given
SOUTH, NORTH = -56.5, 83.7  # the land that is drawn, Antarctica left out


def draw(drawing: Drawing, theme: Theme) -> Sheet:
    """Draw outlines and dots in the colour of their class, ``no_data`` hatched; the legend counts economies.

    Option ``outlines`` is the text of a GeoJSON FeatureCollection with ``properties.economy_iso3``; ``points`` maps an ISO3 code to
    (latitude, longitude); ``classes`` is the order of the class codes; ``meridian`` the centre (default 11 degrees
    east, where the edge of the map crosses no inhabited land).
    """
    data = drawing.data
    meridian = drawing.real("meridian")
    meridian = 11.0 if meridian is None else meridian
    classes = drawing.strings("classes") or sorted(data["class"].dropna().astype(str).unique())
    colours = _colours(drawing, theme, classes)
    of_area = {
        str(area): None if pd.isna(code) else str(code)
        for area, code in zip(data["REF_AREA"], data["class"], strict=True)
    }
    unknown = sorted({code for code in of_area.values() if code is not None and code not in colours})
    if unknown:
        raise drawing.wrong(
            "figure-column-invalid",
            f"column 'class' holds {unknown[0]!r}",
            f"one of {', '.join(classes)}",
            "mend the class or add it to the option 'classes'",
        )
    corners = equal_earth(
        np.array([meridian - 180, meridian + 180, meridian, meridian]), np.array([0, 0, SOUTH, NORTH]), meridian
    )
    y_top = float(corners[3, 1])
    tall = y_top - float(corners[2, 1])
    scale = min((theme.width - 2) / float(np.ptp(corners[:2, 0])), HIGHEST / tall)
    height = scale * tall
    wide = scale * float(np.ptp(corners[:2, 0]))
    middle = theme.width - 1 - wide / 2  # a map that leaves room has its legend at the left

    def to_points(vertices: np.ndarray) -> np.ndarray:
        return np.column_stack([middle + scale * vertices[:, 0], 1 + scale * (y_top - vertices[:, 1])])

    _refuse_thin(drawing, of_area)
    canvas = Canvas(theme)
    shapes: dict[str | None, list[Shape]] = {code: [] for code in (None, *classes)}
    drawn: set[str] = set()
    points = _points(drawing)
    for area, shape in _outlines(drawing, meridian):
        placed = Shape(to_points(np.asarray(shape.vertices)), shape.codes)
        size = float(np.sqrt(np.prod(np.ptp(np.asarray(placed.vertices), axis=0))))
        if area in points and size < SMALLEST:
            continue
        drawn.add(area)
        shapes[of_area.get(area)].append(placed)
    for code, group in shapes.items():
        if group:
            whole = Shape.make_compound_path(*group)
            if code is None:
                canvas.hatched(whole)
                canvas.shape(whole, "none", theme.quiet, 0.35, level=3.1)
            else:
                canvas.shape(whole, colours[code], theme.paper, 0.35, level=3.2)
    _dots(
        canvas,
        {area: points[area] for area in of_area if area in points and area not in drawn},
        of_area,
        colours,
        meridian,
        to_points,
    )
    counts = pd.Series(list(of_area.values()), dtype=object).value_counts()
    entries = [
        Entry(drawing.counted(drawing.label(code), int(counts.get(code, 0))), colours[code], "box") for code in classes
    ]
    gaps = sum(code is None for code in of_area.values())
    if gaps or shapes[None]:
        text = drawing.counted(drawing.key("no_data"), gaps) if gaps else drawing.key("no_data")
        entries.append(Entry(text, theme.missing, "missing"))
    if theme.width - wide < BESIDE:
        return canvas.finish(draw_legend(canvas, entries, 0, height + 8))
    lines = sum(wrap(entry.text, BESIDE - 13, theme.small).count("\n") + 1 for entry in entries)
    column = lines * theme.small * theme.line_height + 7 * len(entries)
    top = max(height - column, 0.0)
    for entry in entries:
        top = draw_legend(canvas, [entry], 0, top, BESIDE) + 2
    return canvas.finish(max(height, top) + 2)


def _refuse_thin(drawing: Drawing, of_area: Mapping[str, str | None]) -> None:
    """Raise Stop (exit 4) where most of the map would be "no data": such a map shows only who was not read."""
    collection = _collection(str(drawing.options.get("outlines") or "")) or {"features": ()}
    areas = {str(feature["properties"].get("economy_iso3") or "") for feature in collection["features"]} - {""}
    whole = (areas - set(LEFT_OUT)) | set(of_area)
    known = sum(code is not None for code in of_area.values())
    if known < LEAST * len(whole):
        raise drawing.wrong(
            "figure-map-thin",
            f"{known} of {len(whole)} areas have a class",
            f"a map on which at least {LEAST:.0%} of the areas do",
            "show the values that there are: bars or ranked_dots, or stacked_bars by region",
        )


def _colours(drawing: Drawing, theme: Theme, classes: list[str]) -> dict[str, str]:
    given = drawing.options.get("colours")
    if isinstance(given, Mapping):
        return {code: str(given[code]) for code in classes}
    ramp = str(drawing.options.get("ramp", "sequential"))
    if ramp == "categorical":
        return {code: theme.category(index) for index, code in enumerate(classes)}
    steps = theme.steps(ramp, len(classes))
    return dict(zip(classes, steps[::-1] if drawing.options.get("reverse") else steps, strict=True))


def _outlines(drawing: Drawing, meridian: float) -> list[tuple[str, Shape]]:
    collection = _collection(str(drawing.options.get("outlines") or ""))
    if collection is None:
        raise drawing.wrong(
            "figure-option-invalid",
            "option outlines is missing or no GeoJSON object",
            "the text of a FeatureCollection with properties.economy_iso3",
            "give the outlines of data/reference",
        )
    areas = [str(feature["properties"].get("economy_iso3") or "") for feature in collection["features"]]
    shown = [index for index, area in enumerate(areas) if area not in LEFT_OUT]
    shapes = outlines([collection["features"][index]["geometry"] for index in shown], meridian)
    return [(areas[index], shape) for index, shape in zip(shown, shapes, strict=True) if shape is not None]


@lru_cache(maxsize=4)
def _collection(text: str) -> Mapping[str, Any] | None:
    """A FeatureCollection from its text; None where it is none. Nobody changes it."""
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return found if isinstance(found, dict) and isinstance(found.get("features"), list) else None


def _points(drawing: Drawing) -> dict[str, tuple[float, float]]:
    given = drawing.options.get("points") or {}
    if not isinstance(given, Mapping):
        raise drawing.wrong(
            "figure-option-invalid",
            "option points is no mapping",
            "ISO3 code to (latitude, longitude)",
            "give a mapping",
        )
    return {str(area): (float(place[0]), float(place[1])) for area, place in given.items()}


def _dots(
    canvas: Canvas,
    points: dict[str, tuple[float, float]],
    of_area: dict[str, str | None],
    colours: dict[str, str],
    meridian: float,
    to_points: object,
) -> None:
    if not points:
        return
    theme = canvas.theme
    places = np.array(list(points.values()))
    longitude = (places[:, 1] - meridian + 180) % 360 - 180 + meridian
    centres = to_points(equal_earth(longitude, places[:, 0], meridian))  # type: ignore[operator]
    faces = [colours[code] if (code := of_area[area]) is not None else theme.missing for area in points]
    edges = [theme.ink if of_area[area] is not None else theme.axis for area in points]
    canvas.dots(centres[:, 0], centres[:, 1], 3.6, faces, edges, 0.35)


KIND = Kind(
    draw,
    {"REF_AREA": CODE, "class": "code or nothing"},
    {"value": NUMBER},
    frozenset({"outlines", "points", "classes", "ramp", "reverse", "colours", "meridian"}),
)
