"""Recipes of one moment: economies ranked and spread within groups; groups as bars and as a heat map."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import pandas as pd

from pipeline.findings import economy_claims as may
from pipeline.findings import group_claims, profile_claims
from pipeline.findings.claims import Claim, Kind, try_variations
from pipeline.findings.claims import spread as spreads
from pipeline.findings.claims.claim import claim
from pipeline.findings.claims.printed import ratio
from pipeline.findings.claims.ranking import Lead, ranking
from pipeline.findings.economy_claims import Economies
from pipeline.findings.exhibit import Exhibit
from pipeline.findings.firmness import firmness
from pipeline.findings.group_claims import Groups
from pipeline.findings.grouping import left_without
from pipeline.findings.messages import Message, Name, Names, Quantity, Span, say
from pipeline.findings.moments import Moment, latest
from pipeline.findings.notes import old_data_note
from pipeline.findings.views import View, variations
from pipeline.findings.workshop import WORLD, Workshop

FEWEST = 5  # economies that a group needs to be drawn as a spread
MANY = 8  # groups from which only their places among the highest and the lowest quarter are claimed
LONE = 3  # groups on one side of the world value that are named


def top_bottom(workshop: Workshop, id: str, indicator: str, count: int = 8, minimum_population: float = 1e6) -> Exhibit:
    """Ranked dots: the highest and lowest economies of at least a million people, with the median as reference.

    Very small economies are left out of the picture (not of the tables), because a ratio of small numbers says little.
    A block whose values all print the same is not drawn dot by dot but told in the note.
    """
    meta = workshop.indicator(indicator)
    figure = Economies(workshop, id, indicator, latest(workshop, minimum_population))
    large = figure.frame()
    firm = firmness(workshop, id, indicator)
    data, undrawn = _ends(figure, large, count)
    if firm is not None:
        least, most = (
            bound if bound is not None else side * np.inf for bound, side in ((meta.minimum, -1), (meta.maximum, 1))
        )
        half = firm.margin(data["value"])
        data["low"] = (data["value"] - half).clip(lower=least)
        data["high"] = (data["value"] + half).clip(upper=most)
    median = figure.fact("median", float(large["value"].median()), large, "median", economies=len(large))
    figure.count("economies", len(large), large)
    for key, end in (("top", 0), ("bottom", -1)):
        figure.fact(key, float(large["value"].iloc[end]), large.iloc[[end]], "latest")
    return Exhibit(
        id, "ranked_dots", data, (indicator,), {"decimals": meta.decimals, "references": (("median", median.value),)},
        (*may.of_tenths(figure), *may.of_lead(figure, firm), *may.of_ends(figure), *may.of_zeros(figure)),
        title=say("levels-ends-title", measure=figure.measure),
        subtitle=say(
            "levels-ends-subtitle", unit=Name("unit", meta.unit), years=Span.of(large["year"]),
            people=Quantity(minimum_population, "persons"), limit=int(minimum_population > 0),
        ),
        alt=say("levels-ends-alt"),
        notes=(*_rule(data, large), may.revisable(firm), *undrawn, *may.stale(figure), *old_data_note(workshop, [indicator])),
        labels=may.labels(data["label"], data["year"])
        | {"top": say("levels-highest"), "bottom": say("levels-lowest"), "median": say("label-median", median=median)},
    )  # fmt: skip


def _ends(figure: Economies, frame: pd.DataFrame, count: int) -> tuple[pd.DataFrame, tuple[Message, ...]]:
    """The rows of both blocks, no economy twice; and what is told of a block that would be one column of equal dots."""
    size = max(min(count, len(frame) // 2), 1)
    blocks = {"top": frame.head(size), "bottom": frame.tail(min(size, len(frame) - size))}
    shown = frame["value"].round(figure.decimals)
    flat = {
        name: block for name, block in blocks.items() if len(block) > 1 and shown.reindex(block.index).nunique() == 1
    }
    if len(flat) == len(blocks):  # all is equal, or two values: the dots are what there is to see
        flat = {}
    notes = []
    for name, block in flat.items():
        same = frame[shown == shown[block.index[0]]]
        notes.append(
            say("levels-undrawn", count=figure.count(f"{name}_equal", len(same), same),
                value=figure.fact(f"{name}_value", float(same["value"].iloc[0]), same, "latest"))
        )  # fmt: skip
    data = pd.concat([block.assign(block=name) for name, block in blocks.items() if name not in flat])
    return data.rename_axis("label").reset_index()[["label", "value", "year", "status", "block"]], tuple(notes)


def _rule(data: pd.DataFrame, frame: pd.DataFrame) -> tuple[Message, ...]:
    """By which rule a figure of the ends draws economies; nothing where it draws all."""
    if len(data) == len(frame):
        return ()
    sizes = {block: int((data["block"] == block).sum()) for block in ("top", "bottom")}
    only = [block for block, size in sizes.items() if size]
    shown = only[0] if len(only) == 1 else "both"
    return (say("levels-ends-shown", shown=shown, total=len(frame), **sizes),)


def distribution(workshop: Workshop, id: str, indicator: str, groups: str) -> Exhibit:
    """Strips: every economy as a dot within its group, with the group's median.

    Raises ValueError where no group has five economies with a value.
    """
    figure = Economies(workshop, id, indicator, latest(workshop))
    kept = _within(figure, groups, figure.moment)
    if not kept:
        raise ValueError(f"{id}: no group of {groups} has {FEWEST} economies with a value of {indicator}")
    rows = []
    for group, members in kept.items():
        marked = {members.index[0], members.index[-1]}
        ordered = members.reindex([one for one in workshop.data.groups[group].members if one in members.index])
        rows += [(group, code, row.value, int(row.year), code in marked) for code, row in ordered.iterrows()]
    data = pd.DataFrame(rows, columns=["group", "label", "value", "year", "annotate"])
    medians = {group: float(members["value"].median()) for group, members in kept.items()}
    meta = workshop.indicator(indicator)
    return Exhibit(
        id, "strip", data, (indicator,), {"decimals": meta.decimals, "medians": medians},
        (*_apart(figure, groups), *_neighbours(figure, groups), *_inside(figure, groups), *may.of_tenths(figure)),
        title=say("levels-spread-title", measure=figure.measure, kind=groups),
        subtitle=say("levels-spread-subtitle", unit=Name("unit", meta.unit), years=Span.of(data["year"])),
        alt=say("levels-spread-alt", count=len(kept)),
        notes=(say("levels-spread-note", fewer=len(workshop.groups(groups)) - len(kept)), *left_without(workshop, groups, figure.frame().index), *may.stale(figure), *old_data_note(workshop, [indicator])),
        labels={group: Name("group", group) for group in kept} | may.labels(data["label"], [0] * len(data))
        | {"median": say("levels-median")},
    )  # fmt: skip


def _within(figure: Economies, groups: str, moment: Moment) -> dict[str, pd.DataFrame]:
    """Values of the members of each group that has enough of them, highest first."""
    frame = figure.frame(moment)
    held = {group.code: frame[frame.index.isin(group.members)] for group in figure.workshop.groups(groups)}
    return {code: members for code, members in held.items() if len(members) >= FEWEST}


def _apart(figure: Economies, groups: str) -> Iterator[Claim]:
    """Whether the group with the highest median and that with the lowest overlap, and who of the lower stands out."""
    kept = _within(figure, groups, figure.moment)
    medians = pd.Series({group: members["value"].median() for group, members in kept.items()})
    if len(medians) < 2:
        return
    order = medians.sort_values(ascending=False, kind="stable")
    high, low = str(order.index[0]), str(order.index[-1])
    try:
        found = spreads.apart(kept[high]["value"], kept[low]["value"], figure.decimals)
    except ValueError:  # equal medians
        return
    facts = {
        key: figure.fact(key, value, kept[group], method, group=group)
        for key, group, value, method in (
            ("median_high", high, medians[high], "median"), ("median_low", low, medians[low], "median"),
            ("floor", high, found.floor, "quantile"), ("ceiling", low, found.ceiling, "quantile"),
        )
    }  # fmt: skip
    said: dict[str, object] = {
        "measure": figure.measure, "high": Name("group", high), "low": Name("group", low), "kind": groups,
        "years": Span.of([*kept[high]["year"], *kept[low]["year"]]), **{key.replace("_", "-"): fact for key, fact in facts.items()},
    }  # fmt: skip

    def again(moment: Moment) -> str:
        held = _within(figure, groups, moment)
        return f"{high} {low} {spreads.apart(held[high]['value'], held[low]['value'], figure.decimals).says}"

    says = f"{high} {low} {found.says}"
    yield claim(
        f"{figure.id}:apart", Kind.SPREAD, says, say(f"levels-{found.says}", **said),
        headline=say(f"levels-{found.says}-headline", **said), facts=facts.values(),
        trials=try_variations(says, again, figure.variations(), stronger=[(f"{high} {low} quarters", f"{high} {low} apart")]),
        surprise={"apart": 0.6, "quarters": 0.35, "overlap": 0.3}[found.says], topic=f"apart {figure.code} {high} {low}",
    )  # fmt: skip
    lone = found.exceptions
    if not 0 < len(lone) <= LONE:
        return
    best = kept[low].loc[[lone[0]]]
    value = figure.fact("exception", float(best["value"].iloc[0]), best, "latest")

    def stands_out(moment: Moment) -> str:
        held = _within(figure, groups, moment)
        return " ".join(sorted(spreads.apart(held[high]["value"], held[low]["value"], figure.decimals).exceptions))

    says = " ".join(sorted(lone))
    yield claim(
        f"{figure.id}:exceptions", Kind.SPREAD, says,
        say("levels-exceptions", names=Names("economy", lone), count=len(lone), value=value, **said), facts=[value],
        trials=try_variations(says, stands_out, figure.variations()), surprise=0.65, topic=f"exceptions {figure.code} {low}",
    )  # fmt: skip


def _neighbours(figure: Economies, groups: str) -> Iterator[Claim]:
    """How many economies of a group are above the middle of the next higher one, for the two groups that mix most."""

    def mixed(moment: Moment) -> tuple[str, str, pd.DataFrame, float]:
        held = _within(figure, groups, moment)
        order = sorted(held, key=lambda group: -float(held[group]["value"].median()))
        if len(order) < LONE:
            raise ValueError("no two groups besides the highest and the lowest")
        found = []
        for high, low in pairwise(order):
            median = float(held[high]["value"].median())
            above = held[low][held[low]["value"].round(figure.decimals) > round(median, figure.decimals)]
            found.append((len(above) / len(held[low]), high, low, above, median))
        return max(found, key=lambda one: one[0])[1:]

    try:
        high, low, above, median = mixed(figure.moment)
    except ValueError:
        return
    if above.empty:
        return
    held = _within(figure, groups, figure.moment)
    message = say(
        "levels-neighbours", high=Name("group", high), low=Name("group", low), kind=groups,
        count=figure.count("mixed", len(above), held[low], group=low),
        total=figure.count("mixed_of", len(held[low]), held[low], group=low),
        median=figure.fact("mixed_median", median, held[high], "median", group=high),
        value=figure.fact("mixed_highest", float(above["value"].iloc[0]), above.iloc[[0]], "latest", group=low),
    )  # fmt: skip
    yield claim(
        f"{figure.id}:neighbours", Kind.SPREAD, f"{high} {low}", message,
        trials=try_variations(f"{high} {low}", lambda moment: " ".join(mixed(moment)[:2]), figure.variations()),
        surprise=0.4, topic=f"neighbours {figure.code} {groups}",
    )  # fmt: skip


def _inside(figure: Economies, groups: str) -> Iterator[Claim]:
    """Within which group values differ most, and whose they are; a tie at an end is not told."""

    def widest(moment: Moment) -> tuple[str, pd.DataFrame]:
        held = _within(figure, groups, moment)
        sizes = {code: members["value"].iloc[0] - members["value"].iloc[-1] for code, members in held.items()}
        group = max(sizes, key=lambda code: round(sizes[code], figure.decimals))
        return group, held[group]

    group, members = widest(figure.moment)
    ends = ranking(members["value"], figure.decimals)
    if ends.says is Lead.ALL_EQUAL or len(ends.first) > 1 or len(ends.last) > 1:
        return
    high = figure.fact("widest_high", float(members["value"].iloc[0]), members.iloc[[0]], "latest", group=group)
    low = figure.fact("widest_low", float(members["value"].iloc[-1]), members.iloc[[-1]], "latest", group=group)
    message = say(
        "levels-inside", group=Name("group", group), high=high, low=low, measure=figure.measure,
        highest=Name("economy", ends.first[0]), lowest=Name("economy", ends.last[0]),
    )  # fmt: skip
    yield claim(
        f"{figure.id}:inside", Kind.SPREAD, group, message,
        trials=try_variations(group, lambda moment: widest(moment)[0], figure.variations()), surprise=0.3,
        topic=f"inside {figure.code} {groups}",
    )  # fmt: skip


def group_bars(
    workshop: Workshop, id: str, indicator: str, groups: str, year: int | None = None, how: str = ""
) -> Exhibit:
    """Bars: groups of a kind in one year, the world among them; ``how`` as the indicator asks if blank.

    Raises ValueError where no group has a value.
    """
    meta, how = workshop.indicator(indicator), how or workshop.weighting(indicator)
    chosen = [*workshop.groups(groups), workshop.data.groups[WORLD]]
    when = year or workshop.common_year(indicator)
    held = {group.code: workshop.group_values(indicator, group.code, how)["value"].get(when) for group in chosen}
    data = pd.DataFrame(
        [(code, value, code == WORLD) for code, value in held.items() if value is not None and pd.notna(value)],
        columns=["label", "value", "highlight"],
    ).sort_values("value", ascending=False, kind="stable")
    shown = tuple(code for code in data["label"] if code != WORLD)
    if not shown:
        raise ValueError(f"{id}: no group of {groups} has a value of {indicator} in {when} under the coverage rule")
    figure = Groups(workshop, id, indicator, shown, View(how, from_year=when, to_year=when))
    for code in data["label"]:
        figure.fact(code, code, when)
    left_out = tuple(group.code for group in chosen if group.code not in set(data["label"]) and group.code != WORLD)
    return Exhibit(
        id, "bars", data.reset_index(drop=True), (indicator,), {"decimals": meta.decimals},
        (*_between(figure, when), *_below_world(figure, when), *group_claims.of_halves(figure)),
        title=say("levels-bars-title", measure=figure.measure, kind=groups, year=when),
        subtitle=group_claims.subtitle(figure, [when]), alt=say("levels-bars-alt", count=len(shown)),
        notes=(
            *group_claims.notes(figure),
            *([say("levels-left-out", groups=Names("group", left_out))] if left_out else []),
            *old_data_note(workshop, [indicator], when),
        ),
        labels={group.code: Name("group", group.code) for group in chosen},
    )  # fmt: skip


def _bar_views(figure: Groups, when: int) -> dict[str, View]:
    """The variations of a value of one year: other weights, members and release, and the year before."""
    views = variations(figure.workshop, figure.code, figure.view, when, when)
    views = {name: view for name, view in views.items() if name not in ("year-later", "year-earlier")}
    return views | {"a-year-before": View(figure.view.how, from_year=when - 1, to_year=when - 1)}


def _in_year(figure: Groups, view: View) -> pd.Series:
    """Group values of the one year of a view. Raises ValueError where a group has none."""
    table = figure.table(view)
    if table.shape[1] != 1 or table.isna().any(axis=None):
        raise ValueError("not every group has a value")
    return table.iloc[:, 0]


def _between(figure: Groups, when: int) -> Iterator[Claim]:
    """Which groups are highest and lowest, by how much; a ratio only where the lower prints above zero."""
    found = ranking(_in_year(figure, figure.view), figure.decimals)
    if found.says in (Lead.ALL_EQUAL, Lead.ALONE):
        return
    high, low = figure.fact(found.first[0], found.first[0], when), figure.fact(found.last[0], found.last[0], when)
    difference = figure.distance("difference", high, low, when)
    facts = [high, low, difference]
    said: dict[str, object] = {
        "measure": figure.measure, "year": when, "most": Names("group", found.first), "least": Names("group", found.last),
        "high": high, "low": low, "difference": difference, "times": 0,
    }  # fmt: skip
    if round(low.value, low.decimals) > 0 and high.value / low.value >= 2:
        factor, beyond = ratio(high.value, low.value, low.decimals, 1)
        said["ratio"] = figure.workshop.fact(
            f"{figure.id}.ratio", factor, "", 1 if factor < 100 else 0, method="ratio", of=(high, low)
        )
        said |= {"times": 1, "beyond": int(beyond)}

    many = len(figure.groups) >= MANY
    quarter = len(figure.groups) // 4

    def again(view: View) -> str:
        values = _in_year(figure, view).round(figure.decimals)
        if many:
            ordered = values.sort_values(ascending=False)
            top, bottom = (
                values[list(found.first)] >= ordered.iloc[quarter - 1],
                values[list(found.last)] <= ordered.iloc[-quarter],
            )
            return says if top.all() and bottom.all() else "moved"
        other = ranking(values, figure.decimals)
        return f"{' '.join(other.first)}>{' '.join(other.last)}"

    says = f"{' '.join(found.first)}>{' '.join(found.last)}"
    message = "levels-among" if many else "levels-between-times" if said["times"] else "levels-between"
    head = "levels-among-headline" if many else "levels-between-headline"
    yield claim(
        f"{figure.id}:between", Kind.COMPARISON, says, say(message, **said), headline=say(head, **said),
        facts=facts, trials=try_variations(says, again, _bar_views(figure, when)), tolerated=("without-largest",),
        surprise=0.35, topic=f"extremes {figure.code} {figure.view.how}",
    )  # fmt: skip


def _below_world(figure: Groups, when: int) -> Iterator[Claim]:
    """The few groups below the world value, and by how much the lowest is."""

    def below(view: View) -> str:
        values, world = _in_year(figure, view), figure.series(WORLD, view)
        return " ".join(sorted(values.index[values.round(figure.decimals) < round(world.iloc[0], figure.decimals)]))

    if figure.series(WORLD).empty or len(figure.groups) < LONE:
        return
    few = below(figure.view).split()
    if not 0 < len(few) <= min(LONE, len(figure.groups) - 1):
        return
    world = figure.fact(WORLD, WORLD, when)
    own = {code: figure.fact(code, code, when) for code in few}
    few.sort(key=lambda code: own[code].value)
    distance = figure.distance("below_world", world, own[few[0]], when)
    message = say(
        "levels-below", groups=Names("group", tuple(few)), count=len(few), world=world, year=when, distance=distance,
        lowest=Name("group", few[0]), total=len(figure.groups),
    )  # fmt: skip
    says = " ".join(sorted(few))
    yield claim(
        f"{figure.id}:below", Kind.GAP, says, message, facts=own.values(), tolerated=("without-largest",),
        trials=try_variations(says, below, _bar_views(figure, when)), surprise=0.5 if len(few) == 1 else 0.3,
        topic=f"below world {figure.code} {when}",
    )  # fmt: skip


def group_heat(
    workshop: Workshop, id: str, indicators: list[str], groups: str, whole: str = "", beside: Sequence[str] = ()
) -> Exhibit:
    """Heat map: groups × indicators, each indicator's latest common year, in per cent of the highest possible value.

    ``whole`` is the index of which the indicators are parts, for the sentences; blank where they are of no single one.
    ``beside`` are those that stand beside these parts without being one of them, as the note says; sentences on all that is
    shown then do not call them parts.
    """
    chosen = [*workshop.groups(groups), workshop.data.groups[WORLD]]
    years = {code: workshop.common_year(code, 0.8) for code in indicators}
    profile = profile_claims.Profile(
        workshop, id, tuple(group.code for group in chosen), years, groups, "" if beside else whole
    )
    data = profile.table().rename_axis("row").reset_index().melt("row", var_name="column", value_name="value")
    place = {group.code: number for number, group in enumerate(chosen)}
    data = data.sort_values("row", key=lambda rows: rows.map(place), kind="stable").reset_index(drop=True)
    data["year"] = data["column"].map(years)
    if data["value"].isna().all():
        raise ValueError(f"{id}: too few economies report for any group of {groups}")
    return Exhibit(
        id, "heatmap", data, tuple(indicators),
        {"vmin": 0, "vmax": 100, "decimals": 0, "show_values": True, "ramp": "sequential"},
        (*profile_claims.of_the_whole(profile), *profile_claims.of_the_split(profile)),
        title=say("levels-heat-title", kind=groups, years=Span.of(years.values())),
        subtitle=say("levels-heat-subtitle", years=Span.of(years.values())),
        alt=say("levels-heat-alt", rows=len(chosen), columns=len(indicators)),
        notes=(
            *([say("levels-heat-beside", parts=Names("short", tuple(beside)), count=len(beside), whole=Name("short", whole))] if beside else []),
            say("weights-unweighted"), *old_data_note(workshop, indicators, max(years.values())),
        ),
        labels={group.code: Name("group", group.code) for group in chosen[:-1]}
        | {WORLD: say("levels-all"), "no_data": say("label-gap")} | {code: Name("short", code) for code in indicators},
    )  # fmt: skip
