"""Recipes of data quality in one picture: dimensions by indicator."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from pipeline.findings.claims import Claim, Kind, try_variations
from pipeline.findings.claims.claim import claim
from pipeline.findings.claims.ranking import Lead, ranking
from pipeline.findings.exhibit import Exhibit
from pipeline.findings.facts import Fact
from pipeline.findings.messages import Listed, Message, Name, Names, say
from pipeline.findings.releases import earlier_releases
from pipeline.findings.workshop import WORLD, Workshop
from pipeline.methods.quality.profile import profile
from pipeline.methods.quality.score import DIMENSIONS as SCORED
from pipeline.methods.quality.score import quality_card
from pipeline.methods.quality.tolerance import revision_tolerance
from pipeline.model.addresses import column_letter
from pipeline.model.observations import Observations

DIMENSIONS = (*SCORED, "score")
WIDER = 10.0  # times the tolerance, in the variation
FEW = 3  # indicators that a sentence names


def _block(observations: Observations, code: str, placed: bool = True) -> str:
    """The range of the values of an indicator, as ``workbook › sheet!C2:Z219``: its quality is that of the whole sheet.

    The sheet alone where it has no value, or the values no cells (those of a closed edition are not ``placed``).
    """
    rows, meta = observations.of(code), observations.indicators[code]
    if rows.empty or not placed:
        return f"{meta.workbook} › {meta.sheet}"
    left, right = (column_letter(int(end)) for end in (rows["COLUMN"].min(), rows["COLUMN"].max()))
    return f"{meta.workbook} › {meta.sheet}!{left}{int(rows['ROW'].min())}:{right}{int(rows['ROW'].max())}"


def card_of(workshop: Workshop, code: str, wider: float = 1.0) -> pd.DataFrame:
    """Quality card of an indicator over the window of the edition (methods.quality.score.quality_card).

    A revision counts beyond the one tolerance of methods.quality.tolerance, here and in the cards of the annex; ``wider`` is
    a multiple of that. Revisions are those since the last edition (``earlier_releases``).
    """
    tolerance = wider * revision_tolerance(workshop.indicator(code))

    def make() -> pd.DataFrame:
        members = list(workshop.data.groups[WORLD].members)
        observations = workshop.data.observations
        release = earlier_releases(workshop.data).get(code)
        earlier = release.book.wide(code) if release else None
        window = (workshop.edition.year - workshop.edition.oldest_latest, workshop.edition.year)
        return quality_card(
            workshop.indicator(code), profile(observations.of(code), members, window, earlier, tolerance)
        )

    return workshop.once(f"quality.{code}.{wider}", make)


def dimension(code: str) -> Message:
    """The name of a quality dimension."""
    return say(f"scores-dimension-{code}")


@dataclass(frozen=True)
class Cards:
    """A figure of the quality cards of several indicators."""

    workshop: Workshop
    id: str
    codes: tuple[str, ...]

    def table(self, wider: float = 1.0) -> pd.DataFrame:
        """Indicators × dimensions, 0-100, best mean first; NaN where not assessed."""
        found = {code: 100 * card_of(self.workshop, code, wider)["value"] for code in self.codes}
        table = pd.DataFrame(found).T[list(DIMENSIONS)].astype(float)
        return table.sort_values("score", ascending=False, kind="stable")

    def cells(self, codes: tuple[str, ...]) -> list[str]:
        """The sheets behind some cards, of the release before too."""
        found, releases = [], earlier_releases(self.workshop.data)
        for code in codes:
            found.append(_block(self.workshop.data.observations, code))
            if code in releases:
                found.append(_block(releases[code].book, code, bool(releases[code].month)))
        return found

    def fact(self, key: str, value: float, codes: tuple[str, ...], **parameters: object) -> Fact:
        """The fact of a score, or of a mean of scores."""
        return self.workshop.fact(
            f"{self.id}.{key}", value, "", 0, method="quality.quality_card", cells=self.cells(codes), **parameters  # type: ignore[arg-type]
        )  # fmt: skip


def quality(workshop: Workshop, id: str, indicators: list[str]) -> Exhibit:
    """Heat map: quality dimensions (0-100) by indicator."""
    figure = Cards(workshop, id, tuple(indicators))
    data = figure.table().rename_axis("row").reset_index().melt("row", var_name="column", value_name="value")
    order = {code: place for place, code in enumerate(figure.table().index)}
    data = data.sort_values("row", key=lambda rows: rows.map(order), kind="stable").reset_index(drop=True)
    names: dict[str, object] = {code: dimension(code) for code in DIMENSIONS}
    return Exhibit(
        id, "heatmap", data, tuple(indicators),
        {"vmin": 0, "vmax": 100, "decimals": 0, "show_values": True, "ramp": "sequential"},
        (*_of_the_dimensions(figure), *_of_the_indicators(figure), *_of_licences(figure)),
        title=say("scores-title"), subtitle=say("scores-subtitle"),
        alt=say("scores-alt", rows=len(indicators), columns=len(DIMENSIONS)),
        notes=(say("scores-note"),),
        labels=names | {code: Name("short", code) for code in indicators} | {"no_data": say("scores-not-assessed")},
    )  # fmt: skip


def _of_the_dimensions(figure: Cards) -> Iterator[Claim]:
    """In which dimension the indicators are weakest, and in which strongest, on average over those assessed."""

    def ends(table: pd.DataFrame) -> str:
        found = ranking(table[list(SCORED)].mean(), 0)
        return f"{' '.join(found.first)}>{' '.join(found.last)}"

    table = figure.table()
    means = table[list(SCORED)].mean()
    found = ranking(means, 0)
    if found.says in (Lead.ALL_EQUAL, Lead.ALONE):
        return
    weak = figure.fact("weakest", float(means[found.last[0]]), figure.codes, dimension=found.last[0])
    strong = figure.fact("strongest", float(means[found.first[0]]), figure.codes, dimension=found.first[0])
    said = {
        "weakest": Listed(tuple(map(dimension, found.last))), "strongest": Listed(tuple(map(dimension, found.first))),
        "low": weak, "high": strong, "year": figure.workshop.edition.year,
    }  # fmt: skip
    views = {"wider-tolerance": figure.table(WIDER)}
    if len(table) > 2:
        views["without-lowest"] = table.iloc[:-1]
    yield claim(
        f"{figure.id}:dimensions", Kind.COMPARISON, ends(table), say("scores-dimensions", **said),
        headline=say("scores-dimensions-headline", **said), facts=(weak, strong),
        trials=try_variations(ends(table), ends, views), surprise=0.45, topic="quality dimensions",
    )  # fmt: skip


def _of_the_indicators(figure: Cards) -> Iterator[Claim]:
    """Which indicator has the lowest mean and which the highest; also over the dimensions that are assessed for all."""
    table = figure.table()
    found = ranking(table["score"], 0)
    if found.says in (Lead.ALL_EQUAL, Lead.ALONE):
        return
    same = table[list(SCORED)].dropna(axis="columns").mean(axis="columns")
    views = {"wider-tolerance": figure.table(WIDER), "same-dimensions": table.assign(score=same)}
    for key, end, codes in (("worst", "last", found.last), ("best", "first", found.first)):
        fact = figure.fact(key, float(table.loc[codes[0], "score"]), codes[:1], indicator=codes[0])

        def who(held: pd.DataFrame, end: str = end) -> str:
            return " ".join(sorted(getattr(ranking(held["score"], 0), end)))

        says = " ".join(sorted(codes))
        yield claim(
            f"{figure.id}:{key}", Kind.RANK, says, say(f"scores-{key}", names=Names("short", codes), value=fact),
            trials=try_variations(says, who, views), surprise=0.35 if key == "worst" else 0.25,
            topic=f"quality {key}",
        )  # fmt: skip


def _of_licences(figure: Cards) -> Iterator[Claim]:
    """For which indicators no licence is stated."""
    without = tuple(code for code in figure.codes if card_of(figure.workshop, code).loc["licence", "value"] == 0)
    if not without:
        return
    count = figure.fact("without_licence", len(without), without)
    message = say(
        "scores-licences", count=count, names=Names("short", without if len(without) <= FEW else ()),
        named=int(len(without) <= FEW), total=len(figure.codes),
    )  # fmt: skip
    yield claim(f"{figure.id}:licences", Kind.ABSENCE, "missing", message, surprise=0.5, topic="quality licences")
