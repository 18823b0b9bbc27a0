"""Labels that neither collide nor run out: wrapping by measured width, repel in one dimension, placement in two."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.figures.theme import Theme
from pipeline.figures.typeface import text_width

Box = tuple[float, float, float, float]  # left, bottom, right, top
NEVER_FIRST = set("，。、；：！？）》」』】〕”’…,.;:!?)]}%‰")
NEVER_LAST = set("（《「『【〔“‘([{")


def pieces(text: str) -> list[str]:
    """The unbreakable pieces of a text: words with the space after them, single CJK characters with their marks.

    A line may also break after a hyphen or a slash inside a word. ``"".join(pieces(text)) == text``.
    """
    cut: list[str] = []
    for position, character in enumerate(text):
        before = text[position - 1] if position else ""
        breakable = bool(before) and (
            (before == " " and character != " ")
            or (before in "-/–" and character not in " -/–" and position > 2)
            or (
                (_is_wide(before) or _is_wide(character))
                and character not in NEVER_FIRST
                and character != " "
                and before not in NEVER_LAST
            )
        )
        if breakable or not cut:
            cut.append(character)
        else:
            cut[-1] += character
    return cut


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


def wrap(text: str, width: float, size: float, weight: str = "normal") -> str:
    """The text broken into as few lines as fit ``width`` points, balanced so that no line is needlessly short.

    Line breaks already in the text stay. A single word wider than ``width`` is broken between characters.
    """
    return "\n".join(_wrap_line(line, width, size, weight) for line in text.split("\n"))


def _wrap_line(text: str, width: float, size: float, weight: str) -> str:
    if text_width(text, size, weight) <= width:
        return text
    parts = [bit for piece in pieces(text) for bit in _split_word(piece, width, size, weight)]
    lines = _fill(parts, width, size, weight)
    low, high = width / 2, width
    for _ in range(7):
        middle = (low + high) / 2
        tried = _fill(parts, middle, size, weight)
        if len(tried) > len(lines) or any(text_width(line, size, weight) > middle for line in tried):
            low = middle
        else:
            high, lines = middle, tried
    return "\n".join(lines)


def _fill(parts: Sequence[str], width: float, size: float, weight: str) -> list[str]:
    lines: list[str] = []
    current = ""
    for part in parts:
        if current and text_width((current + part).rstrip(), size, weight) > width:
            lines.append(current.rstrip())
            current = part
        else:
            current += part
    return [*lines, current.rstrip()] if current.rstrip() else lines


def _split_word(word: str, width: float, size: float, weight: str) -> list[str]:
    if text_width(word.rstrip(), size, weight) <= width:
        return [word]
    bits = [""]
    for character in word:
        if bits[-1] and text_width(bits[-1] + character, size, weight) > width:
            bits.append("")
        bits[-1] += character
    return bits


def repel(positions: Sequence[float], sizes: Sequence[float], low: float, high: float, gap: float = 0.0) -> list[float]:
    """Centres of intervals, moved as little as possible (least squares) so that none overlap inside low..high.

    ``positions`` are the wished centres, ``sizes`` the lengths; the order of the wishes is kept. The exact solution is an
    isotonic regression of the wishes less the room that the intervals before them take, by pooling adjacent violators
    (Barlow, Bartholomew, Bremner and Brunk 1972). Raises ValueError where the intervals do not fit.
    """
    count = len(positions)
    if not count:
        return []
    needed = sum(sizes) + gap * (count - 1)
    if needed > high - low + 1e-6:
        raise ValueError(f"labels need {needed:.1f} points, there are {high - low:.1f}")
    order = sorted(range(count), key=lambda index: (positions[index], index))
    offsets = np.zeros(count)
    for rank in range(1, count):
        offsets[rank] = offsets[rank - 1] + (sizes[order[rank - 1]] + sizes[order[rank]]) / 2 + gap
    pools: list[tuple[float, int]] = []
    for rank, index in enumerate(order):
        pools.append((positions[index] - offsets[rank], 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (mean_a, n_a), (mean_b, n_b) = pools[-2:]
            pools[-2:] = [((mean_a * n_a + mean_b * n_b) / (n_a + n_b), n_a + n_b)]
    shifts = [mean for mean, n in pools for _ in range(n)]
    first = low + sizes[order[0]] / 2
    last = high - sizes[order[-1]] / 2 - offsets[-1]
    placed = [0.0] * count
    for rank, index in enumerate(order):
        placed[index] = float(min(max(shifts[rank], first), max(first, last)) + offsets[rank])
    return placed


@dataclass(frozen=True)
class Column:
    """Labels wrapped for a column: their texts, text size, heights and the width of the widest, in points."""

    texts: tuple[str, ...]
    size: float
    heights: tuple[float, ...]
    width: float


def fit_column(texts: Sequence[str], width: float, height: float, theme: Theme) -> Column:
    """Labels wrapped at ``width`` points at the theme's text size; wider and smaller where ``height`` does not hold them.

    The last and tightest try is returned even where it is too high: the caller's figure then grows, and the check of the
    finished figure says so.
    """
    for size, share in ((theme.text, 1.0), (theme.text, 1.3), (theme.smallest, 1.3)):
        wrapped = tuple(wrap(text, width * share, size) for text in texts)
        heights = tuple((text.count("\n") + 1) * size * theme.line_height for text in wrapped)
        if sum(heights) <= height:
            break
    return Column(wrapped, size, heights, max((text_width(text, size) for text in wrapped), default=0.0))


@dataclass(frozen=True)
class Placement:
    """Corner of a placed label where x and y are smallest, whether it is far enough from its point to need a leader,
    and whether it covers other marks."""

    x: float
    y: float
    leader: bool
    covers: bool


DIRECTIONS = ((1, 0), (1, 1), (1, -1), (-1, 0), (-1, 1), (-1, -1), (0, 1), (0, -1))
DISTANCES = (2.0, 6.0, 13.0, 23.0, 36.0, 52.0)


def place(
    anchors: Sequence[tuple[float, float]],
    sizes: Sequence[tuple[float, float]],
    obstacles: Sequence[tuple[float, float, float, float]] | np.ndarray,
    bounds: tuple[float, float, float, float],
    radii: Sequence[float] | np.ndarray | None = None,
) -> list[Placement | None]:
    """Greedy placement of labels beside points, first come first placed, near positions before far ones.

    ``anchors`` are points, ``sizes`` widths and heights of labels, ``obstacles`` and ``bounds`` boxes
    (left, bottom, right, top), all in points. Obstacles (other marks) are avoided as far as possible, other labels and
    the bounds always, and so are lines that lead to labels; a label that fits nowhere is None. ``radii`` are the radii of
    the points' own marks.
    """
    taken = np.empty((0, 4))
    marks = np.asarray(obstacles, dtype=float).reshape(-1, 4)
    found: list[Placement | None] = []
    own = [2.5] * len(anchors) if radii is None else [float(radius) for radius in radii]
    for (x, y), (width, height), radius in zip(anchors, sizes, own, strict=True):
        best: tuple[float, Placement] | None = None
        for step, distance in enumerate(part + radius for part in DISTANCES):
            for turn, (right, up) in enumerate(DIRECTIONS):
                reach = distance if right == 0 or up == 0 else distance * 0.75
                left = x + right * reach - (width if right < 0 else width / 2 if right == 0 else 0)
                bottom = y + up * reach - (height if up < 0 else height / 2 if up == 0 else 0)
                box = (left, bottom, left + width, bottom + height)
                if box[0] < bounds[0] or box[1] < bounds[1] or box[2] > bounds[2] or box[3] > bounds[3]:
                    continue
                if _hits(box, taken):
                    continue
                hits = _hits(box, marks)
                crossed = sum(_hits(part, taken) > 0 for part in leader((x, y), box)) if step > 1 else 0
                cost = step * 8 + turn + 20 * (hits + (crossed > 0))
                if best is None or cost < best[0]:
                    best = (cost, Placement(left, bottom, step > 1, hits > 0))
            if best is not None and best[0] < (step + 1) * 8:
                break
        found.append(best[1] if best else None)
        if best:
            spot = best[1]
            box = (spot.x, spot.y, spot.x + width, spot.y + height)
            taken = np.vstack([taken, box])
            if spot.leader:
                marks = np.vstack([marks, *leader((x, y), box)])
    return found


def leader(point: tuple[float, float], box: Box) -> list[Box]:
    """The line that leads from a point to the box of its label, as small boxes along it that other labels keep off."""
    x, y = point
    near = min(max(x, box[0]), box[2]), min(max(y, box[1]), box[3])
    parts = max(int(np.hypot(near[0] - x, near[1] - y) / 2), 1)
    spots = [(x + (near[0] - x) * n / parts, y + (near[1] - y) * n / parts) for n in range(1, parts)]
    return [(left - 0.5, up - 0.5, left + 0.5, up + 0.5) for left, up in spots]


def _hits(box: tuple[float, float, float, float], others: np.ndarray) -> int:
    if not len(others):
        return 0
    apart = (others[:, 2] <= box[0]) | (others[:, 0] >= box[2]) | (others[:, 3] <= box[1]) | (others[:, 1] >= box[3])
    return int((~apart).sum())
