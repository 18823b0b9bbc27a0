"""Recipes of the statistical framework: who reports, how old data are, how they were revised, what systems have."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from pipeline.findings.claims import Claim, Kind, try_variations
from pipeline.findings.claims.claim import claim
from pipeline.findings.claims.comparison import Side, comparison
from pipeline.findings.claims.level import half
from pipeline.findings.claims.printed import units
from pipeline.findings.claims.ranking import Lead, ranking
from pipeline.findings.exhibit import Exhibit
from pipeline.findings.facts import Fact
from pipeline.findings.messages import Month, Name, Names, Span, say
from pipeline.findings.notes import OLD, old_data_note
from pipeline.findings.releases import held_releases
from pipeline.findings.wording import difference_unit
from pipeline.findings.workshop import POPULATION, Input, Workshop
from pipeline.methods.availability import availability, reporting_share, revision_summary, revisions
from pipeline.methods.quality.tolerance import UNITS, revision_tolerance

SMALL = 1e6  # people below which an economy counts as small in a variation
NAMED = 4  # indicators or economies that a sentence lists
AGES = ("age_0_2", "age_3_5", "age_6_10", "age_11", "no_data")
HALVES = (("majority", "minority"),)
MOST, STEPS = 0.8, 10  # share within the tolerance beyond which no classes are told apart, and classes on each side


def _people(workshop: Workshop) -> Input:
    """The population series that says which economies are counted."""
    return POPULATION, workshop.populated(), [workshop.population_year(workshop.edition.year)]


def reporting(workshop: Workshop, id: str, indicators: list[str], first: int, last: int) -> Exhibit:
    """Heat map: share of economies with a value, indicators × years.

    Raises ValueError where no series has a value in these years.
    """
    members = workshop.populated()
    rows = []
    for code in indicators:
        shares = reporting_share(workshop.data.observations.wide(code), members)
        # No economy at all: whether the release ends earlier or no survey was held is not in the data.
        rows += [(code, str(year), 100 * float(shares.get(year, 0.0)) or np.nan) for year in range(first, last + 1)]
    data = pd.DataFrame(rows, columns=["row", "column", "value"])
    table = data.pivot(index="row", columns="column", values="value").reindex(indicators)
    if table.isna().all(axis=None):
        raise ValueError(f"{id}: none of the series has a value from {first} to {last}")
    field = workshop.fact(f"{id}.economies", len(members), "", 0, method="count", inputs=[_people(workshop)])
    options = {"vmin": 0, "vmax": 100, "decimals": 0, "show_values": True, "ramp": "sequential"}
    return Exhibit(
        id, "heatmap", data, tuple(indicators), options, tuple(_reporting(workshop, id, table, members)),
        title=say("reporting-title", years=Span(first, last)), subtitle=say("reporting-subtitle", count=field, years=Span(first, last)),
        alt=say("reporting-alt", series=len(indicators), years=last - first + 1), notes=(say("reporting-cell"), say("reporting-panel")),
        labels={code: Name("short", code) for code in indicators} | {"no_data": say("reporting-none")},
    )  # fmt: skip


def _reporting(workshop: Workshop, id: str, table: pd.DataFrame, members: Sequence[str]) -> Iterator[Claim]:
    """How far the series reach, whether their last year is as full as earlier ones, and which have ended."""
    latest = str(table.columns[table.notna().any()][-1])
    reach = table[latest].dropna()
    years = [int(year) for year in table.columns]

    def count(key: str, number: float, codes: Sequence[str]) -> Fact:
        return workshop.fact(
            f"{id}.{key}", number, "", 0, method="count", inputs=[(code, members, years) for code in codes]
        )

    covering, series = count("covering", len(reach), list(reach.index)), count("series", len(table), list(table.index))
    recent = workshop.fact(
        f"{id}.recent_mean", reach.mean(), "%", 0, method="availability.reporting_share, mean over the series that cover the year",
        inputs=[(code, members, [int(latest)]) for code in reach.index], year=int(latest),
    )  # fmt: skip
    said: dict[str, object] = {"covering": covering, "series": series, "recent": recent, "year": int(latest)}
    yield claim(
        f"{id}:reach", Kind.LEVEL, "all" if len(reach) == len(table) else "some", say("reporting-reach", **said),
        headline=say("reporting-reach-headline", **said), facts=[covering, series, recent], surprise=0.35, topic="reporting reach",
    )  # fmt: skip

    def behind(year: str) -> pd.DataFrame:
        now = table[year].dropna()
        before = table.loc[now.index, [one for one in table.columns if one < year]].max(axis=1)
        return pd.DataFrame({"now": now, "before": before}).dropna()

    def says(year: str) -> Side:
        pairs = behind(year)
        return comparison(pairs["before"], pairs["now"], 0).says

    pairs = behind(latest)
    if len(pairs):
        found = comparison(pairs["before"], pairs["now"], 0)
        fuller = pairs[units(pairs["before"], 0) > units(pairs["now"], 0)]
        lag = workshop.fact(
            f"{id}.lag", (fuller["before"] - fuller["now"]).median() if len(fuller) else 0.0, "percentage points", 0,
            method="median of the most economies in an earlier year less those now, over the series with more in an earlier year",
            inputs=[(code, members, years) for code in pairs.index], year=int(latest),
        )  # fmt: skip
        said = {"says": found.says, "above": found.above, "units": found.units, "lag": lag, "year": int(latest)}
        place = list(table.columns).index(latest)
        tried = {"a-year-before": table.columns[place - 1]} if place > 1 else {}
        yield claim(
            f"{id}:lag", Kind.COMPARISON, found.says, say("reporting-lag", **said), headline=say("reporting-lag-headline", **said),
            facts=[lag, covering], surprise=0.5, topic="reporting lag",
            trials=try_variations(found.says.broad, lambda year: says(year).broad, tried, ((Side.MAJORITY, Side.MINORITY),)),
        )  # fmt: skip
    limit = workshop.edition.year - OLD
    ends = table.apply(lambda row: int(row.dropna().index[-1]) if row.notna().any() else 0, axis=1)
    ended = tuple(ends.index[ends < limit])
    if ended:
        number = count("ended", len(ended), list(ended))
        yield claim(
            f"{id}:ended", Kind.ABSENCE, "ended",
            say("reporting-ended", names=Names("short", ended[:NAMED]), more=max(len(ended) - NAMED, 0), count=number, series=series, year=limit),
            facts=[number, series], surprise=0.4, topic="reporting ended",
        )  # fmt: skip


def ages(workshop: Workshop, id: str, indicators: list[str]) -> Exhibit:
    """Stacked bars: age of the latest datum over economies, one bar an indicator.

    Raises ValueError where none of the indicators has a value.
    """
    members = list(workshop.populated())
    year = workshop.edition.year
    found = pd.DataFrame(
        {code: availability(workshop.data.observations.wide(code), members, year)["age"] for code in indicators},
        index=members,
    )
    if found.isna().all(axis=None):
        raise ValueError(f"{id}: none of the indicators has a value")
    rows = []
    for code in indicators:
        position = np.digitize(found[code].fillna(1e9), [2.5, 5.5, 10.5, 1e6])
        counts = np.bincount(position, minlength=len(AGES))
        rows += [(code, name, int(n)) for name, n in zip(AGES, counts, strict=True)]
    data = pd.DataFrame(rows, columns=["bar", "segment", "value"])
    field = workshop.fact(f"{id}.economies", len(members), "", 0, method="count", inputs=[_people(workshop)])
    options = {"segments": AGES, "share": False, "horizontal": True, "ramp": "sequential", "decimals": 0}
    return Exhibit(
        id, "stacked_bars", data, tuple(indicators), options, tuple(_ages(workshop, id, found)),
        title=say("ages-title", year=year), subtitle=say("ages-subtitle", count=field), alt=say("ages-alt", count=len(indicators)),
        notes=(say("ages-counted", year=year), say("ages-part")),
        labels={code: Name("short", code) for code in indicators} | {name: say(f"ages-{name.replace('_', '-')}") for name in AGES},
    )  # fmt: skip


def _ages(workshop: Workshop, id: str, found: pd.DataFrame) -> Iterator[Claim]:
    """How many of the latest values are fresh, which indicator most economies lack, which have no fresh value at all."""
    year, members = workshop.edition.year, list(found.index)
    years = {code: year - found[code].dropna() for code in found.columns}
    seen: list[Input] = [*years.items(), _people(workshop)]
    there, pairs = found.notna(), found.size
    young = found <= OLD
    facts = {
        key: workshop.fact(f"{id}.{key}", value, "%", 0, method="availability", inputs=seen, year=year)
        for key, value in (
            ("none", 100 * (1 - there.to_numpy().sum() / pairs)),
            ("fresh", 100 * young.to_numpy().sum() / pairs),
            ("fresh_of_existing", 100 * young.to_numpy().sum() / there.to_numpy().sum()),
        )
    }
    people = workshop.data.observations.wide(POPULATION).iloc[:, -1].reindex(members)

    def fresh(weights: pd.Series) -> str:
        some = there.mul(weights, axis=0).to_numpy().sum()
        return half(100 * float(young.mul(weights, axis=0).to_numpy().sum() / some))

    says = fresh(pd.Series(1.0, index=members))
    said: dict[str, object] = {
        "existing": facts["fresh_of_existing"], "none": facts["none"], "fresh": facts["fresh"], "year": year, "old": OLD, "count": found.shape[1],
    }  # fmt: skip
    tried = {"by-people": people.fillna(0.0), "large-economies": (people >= SMALL).astype(float)}
    yield claim(
        f"{id}:fresh", Kind.SHARE, says, say("ages-fresh", **said), headline=say("ages-fresh-headline", **said), facts=facts.values(),
        trials=try_variations(says, fresh, tried, HALVES), surprise=0.45, topic="ages fresh",
    )  # fmt: skip
    missing = (~there).sum().astype(float)
    order = ranking(missing, 0)
    if order.says is not Lead.ALL_EQUAL and order.lead:
        lack = workshop.fact(
            f"{id}.lack", missing[order.first[0]], "", 0, method="count", inputs=[(order.first[0], years[order.first[0]]), _people(workshop)],
        )  # fmt: skip
        total = workshop.fact(f"{id}.economies", len(members), "", 0, method="count", inputs=[_people(workshop)])
        lacked = " ".join(sorted(order.first))
        yield claim(
            f"{id}:lack", Kind.RANK, lacked,
            say("ages-lack", names=Names("short", order.first[:NAMED]), lack=lack, total=total, count=len(order.first),
                mostly=int((2 * missing > len(members)).sum()), indicators=found.shape[1]),
            trials=try_variations(lacked, lambda part: " ".join(sorted(ranking((~there).mul(part, axis=0).sum(), 0).first)), tried),
            facts=[lack, total], surprise=0.3, topic="ages lack",
        )  # fmt: skip
    old = tuple(code for code in found.columns if there[code].any() and not young[code].any())
    if old:
        yield claim(
            f"{id}:old", Kind.ABSENCE, "old",
            say("ages-old", names=Names("short", old[:NAMED]), more=max(len(old) - NAMED, 0), count=len(old), total=found.shape[1], old=OLD),
            facts=[facts["fresh"]], surprise=0.5, topic="ages old",
        )  # fmt: skip


def revised(workshop: Workshop, id: str, indicator: str, vintage: str) -> Exhibit:
    """Histogram of revisions: today's figures less those of an older release, for the same economies and years.

    A revision counts from the tolerance of `methods.quality.tolerance` on. Raises KeyError for an unknown release, ValueError
    where no figure stands in both.
    """
    meta = workshop.indicator(indicator)
    tolerance = revision_tolerance(meta)
    pairs = revisions(workshop.data.vintages[vintage].wide(indicator), workshop.data.observations.wide(indicator))
    summary = revision_summary(pairs, tolerance)
    data = _classes(pairs["revision"], tolerance)
    unit = difference_unit(meta.unit)
    facts = {
        "tolerance": workshop.parameter(f"{id}.tolerance", tolerance, unit, meta.decimals),
        "pairs": workshop.fact(
            f"{id}.pairs", summary["pairs"], "", 0, method="availability.revisions",
            inputs=[(indicator, part["REF_AREA"].unique(), [int(str(y))]) for y, part in pairs.groupby("TIME_PERIOD")],
            cells=[
                cell
                for y, part in pairs.groupby("TIME_PERIOD")
                for cell in workshop.data.vintages[vintage].cells(indicator, part["REF_AREA"], [int(str(y))])
            ],
            vintage=vintage,
        ),
    }  # fmt: skip
    facts |= {
        key: workshop.fact(
            f"{id}.{name}", value, in_unit, decimals, method="availability.revision_summary", of=(facts["pairs"],), vintage=vintage,
        )
        for key, name, value, in_unit, decimals in (
            ("share", "share_revised", 100 * summary["share_revised"], "%", 1),
            ("mean", "mean_revision", summary["mean"], unit, meta.decimals + 1),
            ("size", "mean_absolute_revision", summary["mean_absolute"], unit, meta.decimals + 1),
            ("largest", "largest_revision", summary["largest"], unit, meta.decimals),
        )
    }  # fmt: skip
    labels = {"axis_x": say("revised-axis-x", unit=say("revised-points") if unit == "percentage points" else Name("unit", unit)),
              "axis_y": say("revised-axis-y")}  # fmt: skip
    return Exhibit(
        id, "histogram", data, (indicator,), {"decimals": meta.decimals},
        tuple(_revised(workshop, id, indicator, vintage, pairs, facts)),
        title=say("revised-title", name=Name("indicator", indicator), vintage=Month(vintage)),
        subtitle=say("revised-subtitle", vintage=Month(vintage)), alt=say("revised-alt"),
        notes=(say("revised-tolerance", tolerance=facts["tolerance"], units=UNITS), say("revised-better")), labels=labels,
    )  # fmt: skip


def _classes(revised: pd.Series, tolerance: float) -> pd.DataFrame:
    """Counts of revisions: those within the tolerance are one class, steps of its width lie on either side.

    The outer classes hold all larger ones; where nearly all are within the tolerance there is one class a side.
    """
    size, width = revised.abs(), 2 * tolerance
    steps = 1
    if (size <= tolerance).mean() <= MOST:
        limit = float(np.quantile(size, 0.98))
        width *= max(math.ceil((limit - tolerance) / (STEPS * width)), 1)
        steps = max(math.ceil((limit - tolerance) / width), 1)
    place = np.sign(revised) * np.ceil((size - tolerance).clip(lower=0) / width).clip(upper=steps)
    edges = [tolerance + width * number for number in range(steps)]
    edges.append(max(edges[-1] + width, float(size.max())) if steps == 1 else edges[-1] + width)
    rows = [(-edges[n], -edges[n - 1], int((place == -n).sum())) for n in range(steps, 0, -1)]
    rows.append((-tolerance, tolerance, int((place == 0).sum())))
    rows += [(edges[n - 1], edges[n], int((place == n).sum())) for n in range(1, steps + 1)]
    return pd.DataFrame(rows, columns=["left", "right", "count"])


def _revised(
    workshop: Workshop, id: str, code: str, vintage: str, pairs: pd.DataFrame, facts: Mapping[str, Fact]
) -> Iterator[Claim]:
    """How many figures were revised, whether up or down, and which most."""
    meta = workshop.indicator(code)
    tolerance = facts["tolerance"].value
    name, size = Name("short", code), pairs["revision"].abs()

    def share(asked: tuple[pd.DataFrame, float]) -> str | None:
        table, limit = asked
        return half(100 * float((table["revision"].abs() > limit).mean())) if len(table) else None

    said: dict[str, object] = {
        "name": name, "share": facts["share"], "pairs": facts["pairs"], "tolerance": facts["tolerance"], "vintage": Month(vintage),
        "some": "yes" if facts["share"].value > 0 else "no", "size": facts["size"],
    }  # fmt: skip
    releases = [label for label in held_releases(workshop.data, code) if label != vintage]
    tried = {
        "twice-tolerance": (pairs, 2 * tolerance), "half-tolerance": (pairs, tolerance / 2),
        "each-alike": (pairs.groupby("REF_AREA", as_index=False)["revision"].mean(), tolerance),
    }  # fmt: skip
    if releases:
        other = workshop.data.vintages[releases[-1]].wide(code)
        tried["other-release"] = (revisions(other, workshop.data.observations.wide(code)), tolerance)
    says = share((pairs, tolerance))
    assert says is not None
    yield claim(
        f"{id}:share", Kind.SHARE, says, say("revised-share", **said), headline=say("revised-share-headline", **said),
        facts=[facts["pairs"], facts["share"]], trials=try_variations(says, share, tried, HALVES), surprise=0.4, topic=f"revised {code}",
    )  # fmt: skip
    moved = pairs[size > tolerance]
    if moved.empty:
        return
    up, down = (
        workshop.fact(f"{id}.{key}", number, "", 0, method="count", of=(facts["pairs"],), vintage=vintage)
        for key, number in (("up", int((moved["revision"] > 0).sum())), ("down", int((moved["revision"] < 0).sum())))
    )
    direction = "up" if up.value > down.value else "down" if down.value > up.value else "even"

    def side(table: pd.DataFrame) -> str | None:
        known = table[table["revision"].abs() > tolerance]
        ups, downs = (known["revision"] > 0).sum(), (known["revision"] < 0).sum()
        return None if known.empty else "up" if ups > downs else "down" if downs > ups else "even"

    middle = int(pairs["TIME_PERIOD"].median())
    halves = {
        "earlier-years": pairs[pairs["TIME_PERIOD"] <= middle], "later-years": pairs[pairs["TIME_PERIOD"] > middle],
        "each-alike": pairs.groupby("REF_AREA", as_index=False)["revision"].mean(),
    }  # fmt: skip
    yield claim(
        f"{id}:direction", Kind.COMPARISON, direction,
        say("revised-direction", says=direction, up=up, down=down, mean=facts["mean"]), facts=[up, down, facts["mean"]],
        trials=try_variations(direction, side, halves, (("up", "down"),)), surprise=0.45, topic=f"revised direction {code}",
    )  # fmt: skip
    top = pairs[size.round(meta.decimals) == round(float(size.max()), meta.decimals)]
    if len(top) == 1:
        worst = top.iloc[0]
        year, area = int(worst["TIME_PERIOD"]), str(worst["REF_AREA"])
        before, after = (
            workshop.fact(f"{id}.worst_{key}", worst[column], meta.unit, meta.decimals, method="availability.revisions", of=(facts["pairs"],), year=year)
            for key, column in (("before", "earlier"), ("after", "later"))
        )  # fmt: skip
        yield claim(
            f"{id}:largest", Kind.RANK, f"{area} {year}",
            say("revised-largest", economy=Name("economy", area), year=year, before=before, after=after),
            facts=[facts["largest"], before, after], surprise=0.4, topic=f"revised largest {code}",
        )  # fmt: skip
    else:
        yield claim(
            f"{id}:largest", Kind.RANK, "tied", say("revised-largest-tied", count=len(top), largest=facts["largest"]),
            facts=[facts["largest"]], surprise=0.2, topic=f"revised largest {code}",
        )  # fmt: skip


def yes_no(workshop: Workshop, id: str, indicators: list[str]) -> Exhibit:
    """Stacked bars: economies that have, have not, or do not report a feature of their statistical system.

    Raises ValueError where no economy answers.
    """
    members = list(workshop.populated())
    rows = []
    seen: dict[str, pd.Series] = {}
    values: dict[str, pd.Series] = {}
    for code in indicators:
        found = workshop.data.observations.latest(code).reindex(members)
        seen[code], values[code] = found["year"], found["value"]
        rows += [
            (code, "yes", int((found["value"] == 1).sum())),
            (code, "no", int((found["value"] == 0).sum())),
            (code, "not_reported", int(found["value"].isna().sum())),
        ]
    data = pd.DataFrame(rows, columns=["bar", "segment", "value"])
    table = pd.DataFrame(values).dropna(axis="columns", how="all")
    if table.empty:
        raise ValueError(f"{id}: no economy answers")
    years = Span.of(year for known in seen.values() for year in known.dropna())
    options = {"segments": ("yes", "no", "not_reported"), "share": False, "horizontal": True, "decimals": 0}
    return Exhibit(
        id, "stacked_bars", data, tuple(indicators), options, tuple(_answers(workshop, id, table, seen)),
        title=say("answers-title", years=years), subtitle=say("answers-subtitle", years=years), alt=say("answers-alt", count=len(indicators)),
        notes=(say("answers-latest"), *old_data_note(workshop, table.columns)),
        labels={code: Name("short", code) for code in indicators}
        | {name: say(f"answers-{name.replace('_', '-')}") for name in ("yes", "no", "not_reported")},
    )  # fmt: skip


def _answers(workshop: Workshop, id: str, table: pd.DataFrame, seen: Mapping[str, pd.Series]) -> Iterator[Claim]:
    """Of which feature fewest and most answers are yes, and how many economies do not answer."""
    rate = 100 * table.mean()
    order = ranking(rate, 0)
    common = {code: int(seen[code].dropna().mode().iloc[0]) for code in table.columns}
    people = workshop.data.observations.wide(POPULATION).iloc[:, -1].reindex(table.index)

    def fact(key: str, code: str) -> Fact:
        return workshop.fact(f"{id}.{key}", rate[code], "%", 0, method="share of answers", inputs=[(code, seen[code])])

    def lowest(part: pd.DataFrame) -> str:
        return " ".join(sorted(ranking(100 * part.mean(), 0).last))

    years = Span.of(year for code in table.columns for year in seen[code].dropna())
    answered = workshop.fact(
        f"{id}.answered", int(table[order.last[-1]].notna().sum()), "", 0, method="count", inputs=[(order.last[-1], seen[order.last[-1]])],
    )  # fmt: skip
    said: dict[str, object] = {
        "low": Names("short", order.last), "value": fact("low", order.last[-1]), "years": years, "says": order.says, "answered": answered,
        "high": Names("short", order.first), "high-value": fact("high", order.first[0]),
    }  # fmt: skip
    tried = {
        "same-year-only": table.where(pd.DataFrame({code: seen[code] == common[code] for code in table.columns})),
        "large-economies": table[people >= SMALL], "same-answers": table.dropna(),
    }  # fmt: skip
    says = lowest(table)
    yield claim(
        f"{id}:low", Kind.RANK, says, say("answers-low", **said), headline=say("answers-low-headline", **said), facts=[answered],
        trials=try_variations(says, lowest, {name: part for name, part in tried.items() if part.notna().any(axis=None)}) if len(table.columns) > 1 else (),
        surprise=0.35, topic="answers low",
    )  # fmt: skip
    if order.says not in (Lead.ALL_EQUAL, Lead.ALONE):
        yield claim(
            f"{id}:high", Kind.RANK, " ".join(sorted(order.first)), say("answers-high", **said), facts=[answered], surprise=0.2,
            topic="answers high",
        )  # fmt: skip
    silent = table.isna().sum()
    most = workshop.fact(
        f"{id}.unknown", silent.max(), "", 0, method="count", inputs=[*((code, seen[code]) for code in table.columns), _people(workshop)],
    )  # fmt: skip
    if most.value:
        total = workshop.fact(f"{id}.economies", len(table), "", 0, method="count", inputs=[_people(workshop)])
        yield claim(
            f"{id}:silent", Kind.ABSENCE, "some", say("answers-silent", count=most, total=total), facts=[most, total], surprise=0.4,
            topic="answers silent",
        )  # fmt: skip
