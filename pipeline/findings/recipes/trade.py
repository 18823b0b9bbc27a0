"""Recipes of totals over economies: how they grow, how concentrated they are, who has a surplus.

A sum over those that report misses the others: it is no figure of the world, and its growth is that of the economies that
report throughout.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pandas as pd

from pipeline.findings.claims import Claim, Kind, try_variations
from pipeline.findings.claims import path as paths
from pipeline.findings.claims.claim import claim
from pipeline.findings.claims.comparison import OPPOSITES, comparison
from pipeline.findings.claims.composition import Move, mover
from pipeline.findings.claims.ranking import Lead, ranking
from pipeline.findings.claims.share import Concentration, holders
from pipeline.findings.exhibit import Exhibit
from pipeline.findings.facts import Fact
from pipeline.findings.messages import Message, Name, Names, Span, say
from pipeline.findings.notes import old_data_note
from pipeline.findings.workshop import POPULATION, WORLD, Workshop
from pipeline.methods.change import concentration, gap, growth_rate

DOLLARS = {"million US dollars": 1e6, "US dollars": 1.0}  # of a unit
LARGEST, LARGER = 5, 10  # economies whose share is followed, and in a variation
PANEL = "every_year"  # series of the economies that report in every year
NAMED = 6  # economies that a sentence names
SMALL = 1e6  # people below which an economy counts as small in a variation
BILLION = 1e9
TRILLION = 1e3  # billions


def world_total(workshop: Workshop, id: str, indicators: list[str], first: int, caveat: str = "") -> Exhibit:
    """Lines: totals of reporting economies, in billion US dollars (trillion where the largest is one or more), several indicators.

    ``caveat`` names a remark on what the totals measure (pattern ``trade-caveat-<caveat>``). Raises KeyError for a unit that
    is no money, ValueError where the first indicator has no total under the coverage rule.
    """
    rows = []
    for code in indicators:
        values = workshop.group_values(code, WORLD, "sum")
        dollars = DOLLARS[workshop.indicator(code).unit]
        values = values[values.index >= first]
        rows += [
            (code, year, value * dollars / BILLION, int(n))
            for year, value, n in zip(values.index, values["value"], values["economies"], strict=True)
        ]
    data = pd.DataFrame(rows, columns=["series", "x", "y", "economies"])
    lead = indicators[0]
    line = data[data["series"] == lead].dropna(subset=["y"])
    if line.empty:
        raise ValueError(f"{id}: {lead} has no total in any year under the coverage rule")
    panel = _panel(workshop, lead, line)
    if (
        0 < len(panel) < line["economies"].max()
    ):  # the same economies throughout, as the statement on the change counts them
        every = [(PANEL, int(year), float(one) / BILLION, len(panel)) for year, one in panel.sum().items()]
        data = pd.concat([data, pd.DataFrame(every, columns=data.columns)], ignore_index=True)
    large = data["y"].max() >= TRILLION  # the scale of the sentences, so that axis and text agree
    scale = "trillions" if large else "billions"
    options = (
        {"decimals": 1, "y_from_zero": True} if large else {"decimals": 0, "y_from_zero": True, "billions": ("y",)}
    )
    drawn = data.assign(y=data["y"] / TRILLION) if large else data
    return Exhibit(
        id, "lines", drawn, tuple(indicators), options, tuple(_totals(workshop, id, lead, line)),
        title=say("total-title", name=Name("short", lead)), subtitle=say("total-subtitle", years=Span.of(data.dropna(subset=["y"])["x"]), scale=scale),
        alt=say("total-alt", count=len(indicators), scale=scale), notes=(say("total-reporters"), say("total-growth"), *_caveat(caveat), *old_data_note(workshop, [lead])),
        labels={code: Name("short", code) for code in indicators} | {PANEL: say("total-panel", same=len(panel), name=Name("short", lead))},
    )  # fmt: skip


def _panel(workshop: Workshop, code: str, line: pd.DataFrame) -> pd.DataFrame:
    """Dollars of the economies that report in every year of the line: economies × years."""
    wide = workshop.data.observations.wide(code).reindex(list(workshop.data.groups[WORLD].members))
    return (wide * DOLLARS[workshop.indicator(code).unit])[[int(year) for year in line["x"]]].dropna()


def _caveat(caveat: str) -> tuple[Message, ...]:
    """The remark on what the figures measure; none where the entry names none."""
    return (say(f"trade-caveat-{caveat}"),) if caveat else ()


def _totals(workshop: Workshop, id: str, code: str, line: pd.DataFrame) -> Iterator[Claim]:
    """The total of the last year, and the change of those that report throughout."""
    start, end = line.iloc[0], line.iloc[-1]
    begin, stop = int(start["x"]), int(end["x"])
    everyone = workshop.data.groups[WORLD].members

    def total(key: str, value: float, year: int, areas: Iterable[str]) -> Fact:
        return workshop.fact(
            f"{id}.{key}", value, "US dollars", 0, method="group_values.sum", code=code, areas=areas, years=[year], year=year,
        )  # fmt: skip

    now = total("end", end["y"] * BILLION, stop, everyone)
    reporters = workshop.fact(f"{id}.reporters", end["economies"], "", 0, method="count", of=(now,), year=stop)
    said: dict[str, object] = {"name": Name("short", code), "total": now, "count": reporters, "year": stop}
    yield claim(
        f"{id}:total", Kind.LEVEL, "total", say("total-now", **said), headline=say("total-now-headline", **said),
        surprise=0.2, topic=f"total {code}",
    )  # fmt: skip
    wide = workshop.data.observations.wide(code).reindex(list(everyone)) * DOLLARS[workshop.indicator(code).unit]
    panel = _panel(workshop, code, line)
    if len(line) < 2 or panel.empty:
        return
    sums = panel.sum()
    found = paths.path(sums / BILLION, 0)
    then, last = (
        total(f"matched_{key}", sums[year], year, panel.index) for key, year in (("start", begin), ("end", stop))
    )
    same = workshop.fact(
        f"{id}.matched", len(panel), "", 0, method="count of economies with every year", of=(last,), year=stop
    )
    before = total("start", start["y"] * BILLION, begin, everyone)
    earlier = workshop.fact(
        f"{id}.reporters_first", start["economies"], "", 0, method="count", of=(before,), year=begin
    )
    said = {
        "name": Name("short", code), "start": then, "end": last, "same": same, "first": begin, "last": stop, "says": found.says,
        "steady": "yes" if found.steady else "no", "count": reporters, "before": earlier,
    }  # fmt: skip
    facts = [then, last, same, before, earlier]
    if found.turn is not None:
        said |= {"turn": found.turn, "extreme": total("matched_turn", sums[found.turn], found.turn, panel.index)}
    if sums[begin] > 0:
        rate = growth_rate(float(sums[begin]), float(sums[stop]), stop - begin)
        said["rate"] = workshop.fact(f"{id}.growth", rate, "%", 1, method="change.growth_rate", of=(then, last))
    said["rated"] = "yes" if found.says in (paths.Shape.ROSE, paths.Shape.FELL) and "rate" in said else "no"
    ends = wide[[begin, stop]].dropna()
    largest = panel[stop].idxmax()
    tried = {
        "same-economies": ends.sum(), "all-reporters": line.set_index("x")["y"] * BILLION,
        "year-later": sums[sums.index > begin], "year-earlier": sums[sums.index < stop],
        "without-one-economy": panel.drop(index=largest).sum(),
    }  # fmt: skip
    trials = try_variations(found.says, lambda values: paths.path(values / BILLION, 0).says, tried, paths.OPPOSITES)
    if found.says is paths.Shape.SWUNG:  # claims no direction that a variation could take away
        trials = ()
    yield claim(
        f"{id}:growth", Kind.CHANGE, found.says, say("total-growth-of", **said), headline=say("total-growth-of-headline", **said),
        facts=facts, trials=trials, tolerated=("without-one-economy", "all-reporters"),
        surprise=0.6 if found.turn is not None else 0.35, topic=f"total growth {code}",
    )  # fmt: skip
    yield from _mover(workshop, id, code, panel[stop] - panel[begin], begin, stop)


def _mover(workshop: Workshop, id: str, code: str, parts: pd.Series, begin: int, stop: int) -> Iterator[Claim]:
    """The economy without which the total of those that report throughout would have moved half as much, or the other way."""
    found = mover(parts / BILLION, 0)
    if found.says is Move.NONE:
        return
    part = workshop.fact(
        f"{id}.mover", abs(found.part) * BILLION, "US dollars", 0, method="change of one economy", code=code,
        areas=[found.label], years=[begin, stop],
    )  # fmt: skip
    change = workshop.fact(
        f"{id}.change", abs(found.change) * BILLION, "US dollars", 0, method="change of the total", code=code, areas=list(parts.index),
        years=[begin, stop],
    )  # fmt: skip
    yield claim(
        f"{id}:mover", Kind.COMPOSITION, found.says,
        say("total-mover", says=found.says, economy=Name("economy", found.label), part=part, change=change, direction="up" if found.change > 0 else "down"),
        facts=[part, change], surprise=0.6, topic=f"total mover {code}",
    )  # fmt: skip


def concentrated(workshop: Workshop, id: str, indicator: str, years: list[int], caveat: str = "") -> Exhibit:
    """Lorenz curves: how the total over economies is shared out in two years, with the number that make up half.

    The curves are of the economies with a value in both years. Raises ValueError where no economy has, or a total is zero.
    """
    wide = workshop.data.observations.wide(indicator)
    same = wide.index[wide[years].notna().all(axis=1)]
    if same.empty:
        raise ValueError(f"{id}: no economy has a value of {indicator} in each of {years}")
    compared = workshop.fact(
        f"{id}.matched", len(same), "", 0, method="count of economies with both years", code=indicator, areas=same, years=years,
    )  # fmt: skip
    rows: list[tuple[str, float, float]] = []
    for year in years:
        matched = wide.loc[same, year].sort_values()
        if not matched.sum():
            raise ValueError(f"{id}: a total of zero has no shares ({indicator}, {year})")
        share = matched.cumsum() / matched.sum()
        rows += [(str(year), 0.0, 0.0)]
        rows += [(str(year), 100 * (i + 1) / len(matched), 100 * v) for i, v in enumerate(share)]
    data = pd.DataFrame(rows, columns=["series", "x", "y"])
    first, last = years[0], years[-1]
    labels: dict[str, object] = {
        key: say(f"shares-{key.replace('_', '-')}") for key in ("axis_x", "axis_y", "equality")
    }
    span = {"count": compared, "first": first, "last": last}
    return Exhibit(
        id, "lorenz", data, (indicator,), {"decimals": 0},
        (*_holders(workshop, id, indicator, wide, years), *_five(workshop, id, indicator, wide, first, last)),
        title=say("shares-title", name=Name("indicator", indicator), year=last),
        subtitle=say("shares-subtitle", years=len(set(years)), **span), alt=say("shares-alt", years=len(set(years)), **span),
        notes=(*([say("shares-panel", **span)] if first < last else []), *_caveat(caveat), *old_data_note(workshop, [indicator])),
        labels=labels,
    )  # fmt: skip


def _holders(workshop: Workshop, id: str, code: str, wide: pd.DataFrame, years: Sequence[int]) -> Iterator[Claim]:
    """How few hold half of the total of all that report in the last year, and who the largest are."""
    facts: dict[tuple[int, object], Fact] = {}
    for year in years:
        values = wide[year].dropna()
        for part, number in concentration(values, (0.5, 0.9)).items():
            facts[year, part] = workshop.fact(
                f"{id}.{int(100 * part)}.{year}", number, "", 0, method="change.concentration", code=code, areas=values.index,
                years=[year], year=year,
            )  # fmt: skip
        facts[year, "n"] = workshop.fact(
            f"{id}.economies.{year}", len(values), "", 0, method="count", code=code, areas=values.index, years=[year], year=year,
        )  # fmt: skip
    last, first = years[-1], years[0]
    found = holders(wide[last])
    share = workshop.fact(
        f"{id}.share.{last}", found.share, "%", 0, method="share of the few", code=code, areas=wide[last].dropna().index,
        years=[last], year=last,
    )  # fmt: skip
    said: dict[str, object] = {
        "name": Name("indicator", code), "year": last, "count": facts[last, 0.5], "total": facts[last, "n"], "says": found.says,
        "economies": Names("economy", found.few[:NAMED]), "share": share, "listed": "yes" if len(found.few) <= NAMED and not found.tied else "no",
        "ninety": facts[last, 0.9],
    }  # fmt: skip
    same = wide.index[wide[[first, last]].notna().all(axis=1)]
    trials = try_variations(
        found.says, lambda values: None if values is None else holders(values).says,
        {"a-year-before": wide.get(last - 1), "same-economies": wide.loc[same, last], "large-economies": _large(workshop, wide[last])},
        ((Concentration.ONE, Concentration.SPREAD), (Concentration.EQUAL, Concentration.ONE)),
    )  # fmt: skip
    yield claim(
        f"{id}:half", Kind.SHARE, found.says, say("shares-half", **said), headline=say("shares-half-headline", **said),
        facts=[share, *facts.values()], trials=trials, surprise=0.6 if found.says is Concentration.ONE else 0.45,
        topic=f"half of {code}",
    )  # fmt: skip
    if found.says is not Concentration.EQUAL:
        yield claim(
            f"{id}:ninety", Kind.SHARE, "ninety", say("shares-ninety", **said), facts=[facts[last, 0.9], facts[last, "n"]],
            surprise=0.2, topic=f"ninety of {code}",
        )  # fmt: skip
    order = ranking(wide[last].astype(float), 0)
    if order.says in (Lead.FIRM, Lead.TIED):
        leaders = wide[last].dropna().sort_values(ascending=False, kind="stable")
        yield claim(
            f"{id}:leaders", Kind.RANK, " ".join(order.first),
            say("shares-leaders", economies=Names("economy", tuple(leaders.index[: min(LARGEST, len(leaders))])), year=last),
            facts=[facts[last, "n"]], surprise=0.25, topic=f"leaders of {code}",
            trials=try_variations(" ".join(order.first), lambda year: " ".join(ranking(wide[year].astype(float), 0).first), {"a-year-before": last - 1}),
        )  # fmt: skip


def _large(workshop: Workshop, values: pd.Series) -> pd.Series:
    """Values of economies with a million people or more."""
    people = workshop.data.observations.wide(POPULATION).iloc[:, -1].reindex(values.index)
    return values[people >= SMALL]


def _five(workshop: Workshop, id: str, code: str, wide: pd.DataFrame, first: int, last: int) -> Iterator[Claim]:
    """Whether the share of the five largest rose or fell over the years between, of the economies that report every year."""
    columns = [year for year in wide.columns if first <= year <= last]
    panel = wide[columns].dropna()
    if len(panel) <= LARGER or first == last:
        return

    def share(values: pd.DataFrame, count: int) -> pd.Series:
        return values.apply(lambda column: 100 * column.nlargest(count).sum() / column.sum())

    found = paths.path(share(panel, LARGEST), 1)
    shares = share(panel, LARGEST)

    def fact(key: str, year: int) -> Fact:
        return workshop.fact(
            f"{id}.top5.{key}", shares[year], "%", 1, method="share of five largest, economies with every year", code=code,
            areas=panel.index, years=[year], year=year,
        )  # fmt: skip

    then, now = fact(str(first), first), fact(str(last), last)
    same = workshop.fact(
        f"{id}.every_year", len(panel), "", 0, method="count of economies with every year", code=code, areas=panel.index, years=columns,
    )  # fmt: skip
    said: dict[str, object] = {
        "says": found.says, "then": then, "now": now, "first": first, "last": last, "count": same, "name": Name("indicator", code),
        "large": "yes" if now.value > 50 else "no",
    }  # fmt: skip
    if found.turn is not None:
        said |= {"turn": found.turn, "extreme": fact(str(found.turn), found.turn)}
    ends = wide[[first, last]].dropna()
    tried = {
        "same-economies": share(ends, LARGEST), "ten-largest": share(panel, LARGER),
        "year-later": shares[shares.index > first], "year-earlier": shares[shares.index < last],
        "without-one-economy": share(panel.drop(index=panel[last].idxmax()), LARGEST),
    }  # fmt: skip
    trials = try_variations(found.says, lambda values: paths.path(values, 1).says, tried, paths.OPPOSITES)
    if found.says is paths.Shape.SWUNG:
        trials = ()
    yield claim(
        f"{id}:five", Kind.CHANGE, found.says, say("shares-five", **said), headline=say("shares-five-headline", **said),
        facts=[then, now, same], trials=trials,
        tolerated=("without-one-economy",), surprise=0.6 if found.turn is not None else 0.4, topic=f"five largest of {code}",
    )  # fmt: skip


def balance(
    workshop: Workshop, id: str, exports: str, imports: str, year: int, count: int = 7, caveat: str = ""
) -> Exhibit:
    """Bars: the largest surpluses and deficits, exports less imports of one year.

    Raises ValueError where no economy has both, KeyError for a year without figures.
    """
    observations = workshop.data.observations
    dollars = DOLLARS[workshop.indicator(exports).unit]
    table = gap(observations.wide(exports)[year], observations.wide(imports)[year]).sort_values(
        "difference", ascending=False
    )
    if table.empty:
        raise ValueError(f"{id}: no economy has exports and imports in {year}")
    plus, minus = table[table["difference"] > 0], table[table["difference"] < 0]
    shown = pd.concat([plus.head(count), minus.tail(count)])
    if shown.empty:
        shown = table.head(count)
    data = shown.rename_axis("label").reset_index()
    data = data.assign(value=data["difference"] * dollars / BILLION)[["label", "value"]]  # the axis has short numbers
    data["highlight"] = data["value"] > 0
    return Exhibit(
        id, "bars", data, (exports, imports), {"decimals": 1, "billions": ("value",)},
        tuple(_sides(workshop, id, exports, imports, year, table, plus, minus)),
        title=say("balance-title", exports=Name("short", exports), imports=Name("short", imports), year=year),
        subtitle=say("balance-subtitle", year=year), alt=say("balance-alt"), notes=(say("balance-mirror"), *_caveat(caveat), *old_data_note(workshop, [exports])),
        labels={code: Name("economy", code) for code in data["label"]},
    )  # fmt: skip


def _sides(
    workshop: Workshop, id: str, exports: str, imports: str, year: int, table: pd.DataFrame, plus: pd.DataFrame, minus: pd.DataFrame,
) -> Iterator[Claim]:  # fmt: skip
    """How many economies buy more than they sell, and where surplus and deficit are largest."""
    sold, bought = (workshop.data.observations.wide(code) for code in (exports, imports))

    def counted(key: str, areas: Sequence[str]) -> Fact:
        return workshop.fact(
            f"{id}.{key}", len(areas), "", 0, method="count", inputs=[(exports, areas, [year]), (imports, areas, [year])], year=year,
        )  # fmt: skip

    def size(key: str, area: str) -> Fact:
        return workshop.fact(
            f"{id}.{key}", abs(table.loc[area, "difference"]), workshop.indicator(exports).unit, 0, method="change.gap",
            inputs=[(exports, [area], [year]), (imports, [area], [year])],
        )  # fmt: skip

    facts = {
        "economies": counted("economies", list(table.index)),
        "plus": counted("with_surplus", list(plus.index)),
        "minus": counted("with_deficit", list(minus.index)),
    }
    found = comparison(bought[year], sold[year], 0)
    middle = workshop.fact(
        f"{id}.middle", abs(found.difference), workshop.indicator(exports).unit, 0, method="median of imports less exports",
        inputs=[(exports, list(table.index), [year]), (imports, list(table.index), [year])], year=year,
    )  # fmt: skip
    said: dict[str, object] = {
        **facts, "says": found.says, "year": year, "exports": Name("short", exports), "imports": Name("short", imports),
        "middle": middle, "side": "deficit" if found.difference > 0 else "surplus" if found.difference < 0 else "none",
    }  # fmt: skip

    def again(asked: tuple[int, bool]) -> str | None:
        when, large = asked
        if when not in sold.columns or when not in bought.columns:
            return None
        first = _large(workshop, bought[when]) if large else bought[when]
        return comparison(first, sold[when], 0).says.broad

    tried = {"a-year-before": (year - 1, False), "a-year-after": (year + 1, False), "large-economies": (year, True)}
    yield claim(
        f"{id}:deficits", Kind.COMPARISON, found.says, say("balance-deficits", **said), headline=say("balance-deficits-headline", **said),
        facts=[*facts.values(), middle], trials=try_variations(found.says.broad, again, tried, OPPOSITES), surprise=0.5,
        topic=f"balance {exports}",
    )  # fmt: skip

    def leader(asked: tuple[int, int]) -> str | None:
        when, sign = asked
        if when not in sold.columns or when not in bought.columns:
            return None
        differences = sign * (sold[when] - bought[when]).dropna()
        return " ".join(sorted(ranking(differences, 0).first)) if (differences > 0).any() else None

    for key, side, sign in (("surplus", plus, 1), ("deficit", minus, -1)):
        if side.empty:
            continue
        order = ranking(sign * side["difference"], 0)
        says = " ".join(sorted(order.first))
        yield claim(
            f"{id}:{key}", Kind.RANK, says,
            say("balance-largest", side=key, economies=Names("economy", tuple(sorted(order.first))[:NAMED]), value=size(f"largest_{key}", order.first[0]), year=year),
            trials=try_variations(says, leader, {"a-year-before": (year - 1, sign), "a-year-after": (year + 1, sign)}),
            facts=[facts["plus" if sign > 0 else "minus"]], surprise=0.3, topic=f"balance {key} {exports}",
        )  # fmt: skip
