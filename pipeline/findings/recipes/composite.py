"""The experimental Digital Governance Index: classes of rank intervals, pillars; what its figures rest on.

No rank is told without its interval. The index is this report's own experiment and is called so wherever it is named.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from pipeline.findings.claims import Claim, Kind, try_variations
from pipeline.findings.claims.claim import claim
from pipeline.findings.claims.ranking import Lead, ranking
from pipeline.findings.exhibit import Exhibit
from pipeline.findings.facts import Fact
from pipeline.findings.grouping import grouped
from pipeline.findings.messages import Name, Names, Quantity, say
from pipeline.findings.settings import design_ranges
from pipeline.findings.workshop import POPULATION, Input, Workshop
from pipeline.methods.group_values import weighted_mean
from pipeline.methods.index.audit import Audit, audit
from pipeline.methods.index.build import IndexResult, build_index
from pipeline.methods.index.classes import FIRM, Place, places
from pipeline.methods.index.design import Design, read_design
from pipeline.methods.index.inputs import Inputs, gather

INDEX = "index"  # source code of what is computed from the index (pattern name-source-index)
NAMED = 3  # economies that a sentence lists
WIDER = (0.01, 0.99)  # quantiles of the wider interval of a variation


@dataclass(frozen=True)
class Composite:
    """The index of the edition with its audit."""

    design: Design
    inputs: Inputs
    result: IndexResult
    audit: Audit


def begin(workshop: Workshop) -> None:
    """Have others begin with the audit."""

    def ready() -> tuple[object, ...]:
        found = ready_index(workshop)
        return found.design, found.needed, found.result

    workshop.begin("composite.audit", audit, ready, "composite", __name__)


@dataclass(frozen=True)
class Ready:
    """The index before its audit; ``needed`` are the inputs that its draws read."""

    design: Design
    inputs: Inputs
    needed: Inputs
    result: IndexResult


def ready_index(workshop: Workshop) -> Ready:
    """The index before its audit. Raises KeyError where the data sheets hold no design."""

    def make() -> Ready:
        if workshop.data.index is None:
            raise KeyError("there is no data/reference/digital-governance-index.xlsx")
        design = read_design(workshop.data.index)
        inputs = gather(workshop.data.observations, design, workshop.data.groups)
        needed = inputs.needed(design)
        return Ready(design, inputs, needed, build_index(design, needed))

    return workshop.watch.once("composite ready", make)


def composite(workshop: Workshop) -> Composite:
    """Build and audit the index once. Raises KeyError where the data sheets hold no design."""

    def make() -> Composite:
        ready = ready_index(workshop)
        audited = workshop.method("composite.audit", audit, ready.design, ready.needed, ready.result)
        return Composite(ready.design, ready.inputs, ready.result, audited)

    return workshop.once("composite", make)


def index_inputs(workshop: Workshop) -> Fact:
    """Number of observations of the index, which all its figures rest on: their cells, and those of the design.

    A denominator is taken in the year of what it divides.
    """

    def make() -> Fact:
        found = composite(workshop)
        tree, years = found.result.prepared.design.tree, found.result.years
        seen: list[Input] = [(code, years[code]) for code in tree.indicators]
        below: list[Input] = [
            (node.denominator, years[code]) for code in tree.indicators if (node := tree.nodes[code]).denominator
        ]
        return workshop.fact(
            "index.inputs",
            int(years[list(tree.indicators)].notna().to_numpy().sum()),
            "",
            0,
            method="index.gather",
            inputs=[*seen, *below],
            cells=design_ranges(workshop),
        )

    return workshop.once("composite.inputs", make)


def classes_of(workshop: Workshop, found: Composite) -> pd.Series:
    """Class of the rank interval of each economy that the index ranks, in the order of the classes, firm ones between the others."""

    def make() -> pd.Series:
        table = found.audit.uncertainty.intervals.dropna(subset=["base_rank"])
        named = places(table["rank_low"], table["rank_high"], len(table))
        order = list(Place)
        return named.iloc[np.argsort([order.index(one) for one in named], kind="stable")]

    return workshop.watch.once("composite classes", make)


def rank_intervals(workshop: Workshop, id: str, count: int = 28) -> Exhibit:
    """Ranges by class of interval: interval and median of the ranks of the most populous economies that the index covers."""
    found = composite(workshop)
    named = classes_of(workshop, found)
    table = found.audit.uncertainty.intervals.loc[named.index].assign(block=named.map(str))
    people = workshop.data.observations.wide(POPULATION).iloc[:, -1].reindex(table.index)
    shown = people.sort_values(ascending=False, kind="stable").index[:count]
    order = [str(place) for place in Place]
    chosen = table.loc[shown].sort_values("median_rank", kind="stable")
    chosen = chosen.sort_values("block", key=lambda blocks: blocks.map(order.index), kind="stable")
    data = (
        chosen.rename_axis("label")
        .reset_index()
        .rename(columns={"rank_low": "low", "median_rank": "mid", "rank_high": "high"})
    )
    group, keys = grouped(workshop, "income", data["label"])
    data = data[["block", "label", "low", "mid", "high"]].assign(group=group)
    low, high = found.audit.uncertainty.quantiles
    labels: dict[str, object] = {code: Name("economy", code) for code in data["label"]} | keys
    labels |= {str(place): say(f"index-class-{place}") for place in Place} | {"axis_x": say("index-rank-axis")}
    return Exhibit(
        id, "range_bars", data, (), {"decimals": 0, "groups": tuple(keys)},
        tuple(_intervals(workshop, id, found, named)),
        title=say("index-ranks-title", year=workshop.edition.year),
        subtitle=say("index-ranks-subtitle", count=len(data), low=Quantity(100 * low), high=Quantity(100 * high)),
        alt=say("index-ranks-alt", count=len(data)), notes=(say("index-ranks-shown"), say("index-classes")),
        labels=labels, sources=(INDEX,),
    )  # fmt: skip


def _intervals(workshop: Workshop, id: str, found: Composite, named: pd.Series) -> Iterator[Claim]:
    """How many economies keep to a third of the places, how wide intervals are, how many pairs keep their order."""
    uncertainty, of = found.audit.uncertainty, (index_inputs(workshop),)
    table = uncertainty.intervals.loc[named.index]
    width = table["rank_high"] - table["rank_low"]
    low, high = uncertainty.quantiles

    def fact(key: str, value: float, unit: str = "", method: str = "index.monte_carlo", **parameters: Any) -> Fact:
        return workshop.fact(f"{id}.{key}", value, unit, 0, method=method, of=of, **parameters)

    total = fact("economies", len(table), method="index.build_index")
    draws = fact("draws", uncertainty.draws, seed=uncertainty.seed)
    counts = {str(place): fact(f"class.{place}", int((named == place).sum())) for place in Place}
    firm = fact("firm", int(named.isin(FIRM).sum()))

    def share(asked: tuple[int | None, tuple[float, float]]) -> str:
        """Whether most economies keep to a third by all draws, or one half of them, and these quantiles."""
        half, bounds = asked
        bottom, top = (uncertainty.rank_quantile(bound, half)[named.index] for bound in bounds)
        again = places(bottom, top, len(named))
        return _most(int(again.isin(FIRM).sum()), len(again))

    says = _most(int(firm.value), len(table))
    said: dict[str, object] = {
        "firm": firm, "total": total, "year": workshop.edition.year, "share": Quantity(100 * (high - low), "%"), **counts,
        "crossing": int(counts["upper-middle"].value + counts["middle-lower"].value), "draws": draws,
    }  # fmt: skip
    tried = {
        "wider-intervals": (None, WIDER), "first-half-of-draws": (0, (low, high)), "second-half-of-draws": (1, (low, high)),
    }  # fmt: skip
    yield claim(
        f"{id}:firm", Kind.SHARE, says, say("index-firm", **said), headline=say("index-firm-headline", **said),
        facts=[firm, total, draws], trials=try_variations(says, share, tried, (("most", "few"),)), surprise=0.6, topic="index classes",
    )  # fmt: skip
    yield claim(
        f"{id}:classes", Kind.COMPOSITION, "classes", say("index-class-counts", **said), facts=counts.values(), surprise=0.4,
        topic="index class counts",
    )  # fmt: skip
    widest = ranking(width, 0)
    middle, most = fact("median_width", width.median()), fact("widest", width.max())
    yield claim(
        f"{id}:width", Kind.LEVEL, "all-equal" if widest.says is Lead.ALL_EQUAL else "differs",
        say("index-width", says="alike" if widest.says is Lead.ALL_EQUAL else "differs", middle=middle, most=most,
            economies=Names("economy", widest.first[:NAMED]), number=len(widest.first)),
        facts=[middle, most], surprise=0.35, topic="index width",
    )  # fmt: skip
    certain = found.audit.support
    decided = fact(
        "decided_pairs", 100 * found.audit.supported_pairs(), "%", method="index.compare_all", certain=certain
    )
    yield claim(
        f"{id}:pairs", Kind.SHARE, "pairs", say("index-pairs", decided=decided, total=total, certain=Quantity(100 * certain, "%")),
        facts=[decided, total], surprise=0.3, topic="index pairs",
    )  # fmt: skip


def _most(part: int, whole: int) -> str:
    """Whether a part is most of a whole."""
    return "most" if 2 * part > whole else "few"


def pillars(workshop: Workshop, id: str, groups: str = "income") -> Exhibit:
    """Heat map: mean score of each pillar by group of economies."""
    found = composite(workshop)
    nodes = [found.result.root, *found.design.tree.children(found.result.root)]
    chosen = workshop.groups(groups)
    table = _means(workshop, found, groups, nodes)
    data = pd.DataFrame(
        [(group.code, node, table.loc[group.code, node]) for group in chosen for node in nodes],
        columns=["row", "column", "value"],
    )
    labels: dict[str, object] = {group.code: Name("group", group.code) for group in chosen}
    labels |= {node: Name("element", node) for node in nodes} | {"no_data": say("index-few")}
    options = {"vmin": 0, "vmax": 100, "decimals": 0, "show_values": True, "ramp": "sequential"}
    return Exhibit(
        id, "heatmap", data, (), options, tuple(_apart(workshop, id, found, groups, table[nodes[1:]])),
        title=say("index-pillars-title", kind=groups), subtitle=say("index-pillars-subtitle"), alt=say("index-pillars-alt", count=len(nodes) - 1),
        notes=(say("index-pillars-means"),), labels=labels, sources=(INDEX,),
    )  # fmt: skip


def _means(
    workshop: Workshop,
    found: Composite,
    groups: str,
    nodes: list[str],
    weights: pd.Series | None = None,
    complete: bool = False,
) -> pd.DataFrame:
    """Mean scores by group and node; NaN where fewer economies have one than the coverage rule asks.

    ``weights`` by economy, alike where None; ``complete`` keeps the economies that have every node.
    """
    scores = found.result.scores[nodes]
    if complete:
        scores = scores.dropna()
    rows = {}
    for group in workshop.groups(groups):
        part = scores.reindex(list(group.members))
        mine = np.ones(len(part)) if weights is None else weights.reindex(part.index).to_numpy(dtype=float)
        rows[group.code] = {
            node: float(weighted_mean(part[node].to_numpy(dtype=float), mine))
            if part[node].notna().mean() >= workshop.edition.coverage_count
            else np.nan
            for node in nodes
        }
    return pd.DataFrame.from_dict(rows, orient="index")


def _apart(workshop: Workshop, id: str, found: Composite, groups: str, table: pd.DataFrame) -> Iterator[Claim]:
    """In which pillar groups lie farthest apart, and who is ahead in it."""
    full = table.loc[:, table.notna().sum() >= 2]
    if full.shape[1] < 2:
        return

    def spread(means: pd.DataFrame) -> pd.Series:
        return (means.max() - means.min()).dropna()

    order = ranking(spread(full), 0)
    wide, tight = order.first[0], order.last[-1]
    ahead, behind = str(full[wide].idxmax()), str(full[wide].idxmin())
    of = (index_inputs(workshop),)
    facts = {
        key: workshop.fact(f"{id}.{key}", spread(full)[pillar], "", 0, method="index.build_index", of=of, pillar=pillar)
        for key, pillar in (("widest", wide), ("tightest", tight))
    }
    people = workshop.data.observations.wide(POPULATION).iloc[:, -1]
    nodes = list(full.columns)
    tried = {
        "by-people": _means(workshop, found, groups, nodes, people), "same-pillars": _means(workshop, found, groups, nodes, complete=True),
        "large-economies": _means(workshop, found, groups, nodes, (people >= 1e6).astype(float)),
    }  # fmt: skip
    says = " ".join(sorted(order.first))
    said: dict[str, object] = {
        "says": order.says, "pillars": Names("element", order.first), "ahead": Name("group", ahead), "behind": Name("group", behind),
        "value": facts["widest"], "tight": Names("element", order.last), "tight-value": facts["tightest"], "kind": groups,
        "year": workshop.edition.year,
    }  # fmt: skip
    yield claim(
        f"{id}:apart", Kind.RANK, says, say("index-apart", **said), headline=say("index-apart-headline", **said), facts=facts.values(),
        trials=try_variations(says, lambda means: " ".join(sorted(ranking(spread(means), 0).first)), tried), surprise=0.4, topic="index apart",
    )  # fmt: skip
    if order.says is not Lead.ALL_EQUAL:
        yield claim(
            f"{id}:tight", Kind.RANK, " ".join(sorted(order.last)), say("index-tight", **said), facts=facts.values(), surprise=0.25,
            topic="index tight",
        )  # fmt: skip
