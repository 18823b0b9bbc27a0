"""The profile of a unit as a picture: where it stands in every element, among all economies and its peers."""

from __future__ import annotations

import math
from collections.abc import Collection

import numpy as np
import pandas as pd

from pipeline.figures import axes
from pipeline.figures.canvas import Canvas
from pipeline.figures.labels import wrap
from pipeline.figures.legend import DIAMOND, Entry, draw_legend
from pipeline.figures.marks import Sheet
from pipeline.figures.rows import stack_rows
from pipeline.figures.theme import THEME
from pipeline.figures.typeface import text_width
from pipeline.findings.exhibit import Words
from pipeline.methods.index.impute import IMPUTED
from pipeline.methods.index.profile import STRENGTH, WEAKNESS
from pipeline.studies.views.lettering import Lettering
from pipeline.studies.views.outline import Outline
from pipeline.studies.views.picture import Picture, drawing, look
from pipeline.studies.views.plain import decimals_of, number

MOST = 130  # elements that one picture holds; of more, all nodes and the indicators of the best and worst ranks
STEP = 4.0  # points by which each level is set in
WIDEST = 0.38  # of the picture, that names may take


def pictures(outline: Outline, lettering: Lettering, source: str) -> list[Picture]:
    """``profile``: one for each unit of the table Profile; where there is none, for the first of the ranking, from its scores."""
    profile = outline.study.tables.get("Profile")
    if profile is None:
        profile = _plainest(outline)
    found = []
    units = list(dict.fromkeys(profile["unit"]))
    with lettering.face.active():
        for number_, unit in enumerate(units):
            rows = profile[profile["unit"] == unit].set_index("element")
            chosen = _chosen(outline, rows)
            some = len(outline.order) - len(chosen)
            peers = int(rows["peers"].max()) > 0
            found.append(
                Picture(
                    "profile" if len(units) == 1 else f"profile-{number_ + 1}",
                    f"{outline.label(unit)}: profile",
                    "Score in every element, against all economies (line: all of them, box: the middle half)"
                    + (", and the median of its peers" if peers else "")
                    + (
                        ". Right: score, and rank with its interval."
                        if rows["rank_low"].notna().any()
                        else ". Right: score and rank."
                    )
                    + (f" {some} elements between the best and the worst are not drawn." if some else ""),
                    source,
                    f"Scores and ranks of {outline.label(unit)} in {len(chosen)} elements of the index; "
                    "the table Profile has their values.",
                    _draw(outline, rows, chosen),
                )
            )
    return found


def _plainest(outline: Outline) -> pd.DataFrame:
    """The profile of the first unit, without intervals and peers."""
    tables = outline.study.tables
    ranking = tables["Ranking"].sort_values("rank")
    if ranking.empty:
        return pd.DataFrame(columns=["unit"])
    unit = str(ranking["REF_AREA"].iloc[0])
    scores = tables["Scores"].set_index("REF_AREA")
    ranks = scores.rank(ascending=False, method="min")
    data = tables["Data used"]
    made = set(data.loc[(data["REF_AREA"] == unit) & (data["OBS_STATUS"] == IMPUTED), "INDICATOR"])
    return pd.DataFrame(
        {
            "unit": unit,
            "element": list(outline.order),
            "score": [scores.at[unit, code] for code in outline.order],
            "rank": [ranks.at[unit, code] for code in outline.order],
            "of": [scores[code].notna().sum() for code in outline.order],
            "rank_low": np.nan,
            "rank_high": np.nan,
            "peers": 0,
            "peer_median": np.nan,
            "mark": "",
            "imputed_share": [_imputed(outline, code, made) for code in outline.order],
        }
    )


def _imputed(outline: Outline, code: str, made: Collection[str]) -> float:
    """Share (0-1) of the indicators of an element whose values are ``made``."""
    leaves = [leaf for leaf in outline.leaves if leaf == code or code in outline.above(leaf)]
    return sum(leaf in made for leaf in leaves) / len(leaves)


def _chosen(outline: Outline, rows: pd.DataFrame) -> list[str]:
    """The elements to draw."""
    if len(outline.order) <= MOST:
        return list(outline.order)
    nodes = list(outline.nodes)[: MOST // 2]
    place = ((rows["rank"] - 1) / (rows["of"] - 1).clip(lower=1)).drop(index=list(outline.nodes)).dropna()
    order = list(place.sort_values(kind="stable").index)
    marked = [code for code in order if rows.at[code, "mark"]]
    half = max(MOST - len(nodes) - len(marked), 0) // 2
    taken = {*nodes, *marked, *order[:half], *order[len(order) - half :]}
    return [code for code in outline.order if code in taken]


def _draw(outline: Outline, rows: pd.DataFrame, chosen: list[str]) -> Sheet:
    theme = look(THEME.width + 80)
    scores = outline.study.tables["Scores"].set_index("REF_AREA")
    room = theme.width * WIDEST
    begin = {code: STEP * min(len(outline.above(code)), 6) for code in chosen}
    names = {code: wrap(outline.label(code), room - begin[code], theme.text) for code in chosen}
    words = drawing("profile", Words("", "", "", "", "", names))
    canvas = Canvas(theme)
    grid = stack_rows(words, theme, chosen, pitch=12.0, widest=WIDEST + 0.01)
    places = decimals_of(rows["score"])
    texts = {code: _text(rows.loc[code], places) for code in chosen}
    left = max(begin[code] + text_width(names[code], theme.text) for code in chosen) + 10
    right = theme.width - max(text_width(text, theme.small) for text in texts.values()) - 8
    values = scores[chosen].to_numpy(float)
    low, high, ticks = axes.ranged(words, values.ravel(), False, 5)
    x = axes.Scale(low, high, left + 4, right - 4)
    entries = [Entry("score", theme.base)]
    marks = set(rows["mark"])
    if STRENGTH in marks:
        entries.append(Entry(STRENGTH, theme.increase, "diamond"))
    if WEAKNESS in marks:
        entries.append(Entry(WEAKNESS, theme.decrease, "box"))
    if rows["peers"].max() > 0:
        entries.append(Entry("median of its peers", theme.ink, "ring"))
    first = draw_legend(canvas, entries, 0, 0.0) + 2
    below = axes.gridlines_x(canvas, x, ticks, axes.tick_texts(words, ticks), first, first + grid.height + 2)
    for code, centre in zip(chosen, grid.centres, strict=True):
        y, row = first + centre, rows.loc[code]
        canvas.text(begin[code], y, names[code], theme.text, colour=theme.base if outline.children[code] else theme.ink)
        all_scores = scores[code].dropna().to_numpy(float)
        if len(all_scores):
            lower, upper = np.quantile(all_scores, [0.25, 0.75])
            canvas.line([x(all_scores.min()), x(all_scores.max())], [y, y], theme.quiet, 0.8)
            canvas.boxes([(x(lower), y - 2.6, max(x(upper) - x(lower), 0.6), 5.2)], theme.grid, theme.quiet, 0.5)
        if row["peers"] and math.isfinite(row["peer_median"]):
            canvas.dots([x(row["peer_median"])], [y], 5.4, "none", theme.ink, 0.9)
        if math.isfinite(row["score"]):
            _mark(canvas, x(row["score"]), y, str(row["mark"]))
        canvas.text(theme.width, y, texts[code], theme.small, align="right")
    return canvas.finish(below + 2)


def _mark(canvas: Canvas, x: float, y: float, mark: str) -> None:
    """A dot; a diamond for a strength, a square for a weakness, so that colour is not all that tells them apart."""
    theme = canvas.theme
    if mark == STRENGTH:
        canvas.dots([x], [y], 8.0, theme.increase, theme.paper, 0.4, marker=DIAMOND)
    elif mark == WEAKNESS:
        canvas.boxes([(x - 2.8, y - 2.8, 5.6, 5.6)], theme.decrease, theme.paper, 0.4)
    else:
        canvas.dots([x], [y], 5.2, theme.base, theme.paper, 0.5)


def _text(row: pd.Series, places: int | None) -> str:
    if not math.isfinite(row["score"]):
        return "no score"
    between = f" ({row['rank_low']:.0f}–{row['rank_high']:.0f})" if math.isfinite(row["rank_low"]) else ""
    imputed = " imputed" if row["imputed_share"] == 1 else ""
    return f"{number(row['score'], places)} · {row['rank']:.0f}{between} of {row['of']:.0f}{imputed}"
