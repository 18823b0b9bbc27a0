"""The tree of an index as an icicle: each element inside its node, with its weight as designed and as it turns out."""

from __future__ import annotations

import math
from collections.abc import Sequence

from pipeline.figures.canvas import Canvas, text_height
from pipeline.figures.labels import wrap
from pipeline.figures.legend import Entry, draw_legend
from pipeline.figures.marks import Sheet
from pipeline.figures.theme import Theme, ink_on, tint
from pipeline.studies.views.lettering import Lettering
from pipeline.studies.views.outline import Outline, chunks, numbered, part_words
from pipeline.studies.views.picture import Picture, look

NODE, LEAF, BARS, TEXT, GAP = 84.0, 200.0, 96.0, 62.0, 8.0
LEAST = 11.0  # height of a row
TALL = 400.0  # height from which the name of a node stands at its top
SHADES = (1.0, 0.5, 0.28, 0.16)  # of a branch's colour, from the index outwards


def pictures(outline: Outline, lettering: Lettering, source: str) -> list[Picture]:
    """The tree, in as many pictures as its indicators need."""
    parts = chunks(outline.leaves)
    known = any(not math.isnan(share) for share in outline.effective.values())
    effective = (
        "; a dot is its effective weight, its share of the squared correlations with the index"
        if known
        else "; effective weights are not known"
    )
    found = []
    with lettering.face.active():
        for part, leaves in enumerate(parts):
            found.append(
                Picture(
                    numbered("tree", part, len(parts)),
                    "What the index is made of",
                    f"A bar is the weight of an element among its siblings as designed{effective}. Per cent."
                    + part_words(part, len(parts)),
                    source,
                    f"Tree of the index {outline.label(outline.root)}: {len(outline.nodes)} nodes and {len(outline.leaves)} "
                    "indicators with their weights among their siblings.",
                    _draw(outline, leaves),
                )
            )
    return found


def _draw(outline: Outline, leaves: Sequence[str]) -> Sheet:
    paths = {leaf: outline.above(leaf) for leaf in leaves}
    known = any(not math.isnan(outline.effective[leaf]) for leaf in leaves)
    depth = max(max((len(path) for path in paths.values()), default=0), 1)
    left = depth * NODE
    theme = look(left + LEAF + GAP + BARS + TEXT)
    canvas = Canvas(theme)
    top = draw_legend(
        canvas,
        [Entry("weight as designed", theme.quiet, "box"), *([Entry("effective weight", theme.ink)] if known else [])],
        left + LEAF + GAP if depth > 1 else 0.0,
        0.0,
    )
    names = {leaf: wrap(outline.label(leaf), LEAF - 8, theme.small) for leaf in leaves}
    heights = {leaf: max(LEAST, text_height(names[leaf], theme.small, theme) + 2.4) for leaf in leaves}
    cells = {
        node: wrap(outline.label(node), NODE - 8, theme.small, "bold") + "\n" + _share(outline, node)
        for node in dict.fromkeys(node for path in paths.values() for node in path)
    }
    inside = {node: [leaf for leaf in leaves if node in paths[leaf]] for node in cells}
    for node in sorted(cells, key=lambda node: -len(outline.above(node))):
        need = text_height(cells[node].rstrip(), theme.small, theme) + 6
        have = sum(heights[leaf] for leaf in inside[node])
        for leaf in inside[node]:
            heights[leaf] *= max(need / have, 1.0)
    starts, y = {}, top + 2
    for leaf in leaves:
        starts[leaf] = y
        y += heights[leaf]
    colours = _colours(outline, theme)
    for node, text in cells.items():
        first, last = inside[node][0], inside[node][-1]
        box = (len(outline.above(node)) * NODE, starts[first], NODE, starts[last] + heights[last] - starts[first])
        canvas.boxes([box], colours[node], theme.paper, 1.0)
        ink = ink_on(colours[node], theme)
        name, _, share = text.rpartition("\n")
        middle = box[1] + box[3] / 2 - text_height(text.rstrip(), theme.small, theme) / 2
        middle = box[1] + 5 if box[3] > TALL else middle  # where the reader begins
        canvas.text(box[0] + 4, middle, name, theme.small, ink, weight="bold", valign="top")
        canvas.text(box[0] + 4, middle + text_height(name, theme.small, theme), share, theme.small, ink, valign="top")
    widest = max((_most(outline, leaf) for leaf in leaves), default=1.0)
    for leaf in leaves:
        begin, middle = len(paths[leaf]) * NODE, starts[leaf] + heights[leaf] / 2
        canvas.boxes([(begin, starts[leaf], left + LEAF - begin, heights[leaf])], colours[leaf], theme.paper, 1.0)
        canvas.text(left + 4, middle, names[leaf], theme.small, ink_on(colours[leaf], theme))
        x = left + LEAF + GAP
        length = BARS / widest
        if outline.nominal[leaf] > 0:
            canvas.boxes([(x, middle - 2.6, outline.nominal[leaf] * length, 5.2)], theme.quiet)
        if not math.isnan(outline.effective[leaf]):
            canvas.dots([x + outline.effective[leaf] * length], [middle], 4.6, theme.ink)
        canvas.text(theme.width, middle, _share(outline, leaf), theme.small, align="right")
    canvas.segments([((left + LEAF + GAP, top + 2), (left + LEAF + GAP, y))], theme.axis, 0.7)
    return canvas.finish(y + 3)


def _most(outline: Outline, code: str) -> float:
    return max(outline.nominal[code], 0.0 if math.isnan(outline.effective[code]) else outline.effective[code], 1e-9)


def _share(outline: Outline, code: str) -> str:
    """Both weights of an element in per cent; blank for the index itself."""
    if not outline.parent[code]:
        return ""
    effective = outline.effective[code]
    return f"{100 * outline.nominal[code]:.1f}" + ("" if math.isnan(effective) else f" → {100 * effective:.1f}")


def _colours(outline: Outline, theme: Theme) -> dict[str, str]:
    """A colour for each branch below the index, lighter outwards; indicators are lightest."""
    branch = {code: theme.category(i) for i, code in enumerate(outline.children[outline.root])}
    found = {outline.root: theme.base}
    for code in outline.order[1:]:
        path = [*outline.above(code), code]
        shade = SHADES[min(len(path) - 2, len(SHADES) - 1)] if outline.children[code] else 0.12
        colour = (
            branch[path[1]] if len(path) > 2 or outline.children[code] else theme.base
        )  # no colour for one indicator
        found[code] = tint(colour, shade)
    return found
