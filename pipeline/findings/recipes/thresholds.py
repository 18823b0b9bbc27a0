"""Recipes of a threshold: how many economies of each group are on its good side, and how far the others are from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import pandas as pd

from pipeline.findings.claims import Claim, Kind, try_variations
from pipeline.findings.claims.claim import claim
from pipeline.findings.claims.level import OPPOSITES, part
from pipeline.findings.claims.ranking import Lead, ranking
from pipeline.findings.exhibit import Exhibit
from pipeline.findings.facts import Fact
from pipeline.findings.messages import Name, Names, Quantity, say
from pipeline.findings.notes import old_data_note
from pipeline.findings.workshop import POPULATION, Workshop
from pipeline.model.indicators import Direction

SMALL = 1e6  # people below which an economy counts as small in a variation


def met_by_group(
    workshop: Workshop,
    id: str,
    indicator: str,
    limit: str,
    year: int,
    groups: str,
    field: list[str] | None = None,
    scope: str = "all",
    also: Mapping[str, int] | None = None,
) -> Exhibit:
    """Bars: economies of each group that meet a limit in one year, and that do not; as many as have a value.

    ``limit`` is a threshold of data/reference/parameters.xlsx (``method.parameter``); met is at or beyond it in the
    indicator's direction. ``field`` are the groups to which the limit applies (all if
    None), which ``scope`` names (pattern ``scope-<scope>``). ``also`` names other measures of the same thing with their years, in which the
    statement is tried. Raises ValueError where no economy of the field has a value, KeyError where there is no such
    threshold.
    """
    meta, bound = workshop.indicator(indicator), _threshold(workshop, limit)
    values = workshop.data.observations.wide(indicator)[year].dropna()
    kind = {group.code: group for group in workshop.groups(groups)}
    chosen = [code for code in kind if field is None or code in field]
    mine = {code: values.reindex([one for one in kind[code].members if one in values.index]) for code in chosen}
    mine = {code: known for code, known in mine.items() if len(known)}
    if not mine:
        raise ValueError(f"{id}: no economy of the field has a value of {indicator} in {year}")
    good = _good(meta.direction, bound)
    rows = [
        (code, segment, int(count))
        for code, known in mine.items()
        for segment, count in (("met", good(known).sum()), ("unmet", (~good(known)).sum()))
    ]
    data = pd.DataFrame(rows, columns=["bar", "segment", "value"])
    whole = pd.concat(mine.values())
    members = [one for code in chosen for one in kind[code].members]
    notes = [
        say("threshold-field", economies=len(whole), members=len(members), year=year),
        *old_data_note(workshop, [indicator]),
    ]
    if also:
        notes.append(say("threshold-also", measures=Names("indicator", tuple(also))))
    return Exhibit(
        id, "stacked_bars", data, (indicator,), {"segments": ("met", "unmet"), "share": False, "decimals": 0},
        tuple(_claims(workshop, id, indicator, bound, year, mine, whole, chosen, scope, also or {})),
        title=say("threshold-title", measure=Name("indicator", indicator), year=year),
        subtitle=say("threshold-subtitle", limit=Quantity(bound, meta.unit, _places(bound)), year=year),
        alt=say("threshold-alt", count=len(mine)), notes=tuple(notes),
        labels={code: Name("group", code) for code in mine} | {"met": say("threshold-met"), "unmet": say("threshold-unmet")},
    )  # fmt: skip


def _threshold(workshop: Workshop, name: str) -> float:
    """A threshold of the parameters by ``method.parameter``. Raises KeyError with its name where there is none."""
    table = workshop.data.parameters.thresholds
    method, _, parameter = name.partition(".")
    found = table.loc[(table["method"] == method) & (table["parameter"] == parameter), "value"]
    if found.empty:
        raise KeyError(name)
    return float(found.iloc[0])


def _places(limit: float) -> int:
    return 0 if float(limit).is_integer() else 1


def _good(direction: Direction, limit: float):  # type: ignore[no-untyped-def]
    """Whether values meet the limit."""
    return (lambda values: values <= limit) if direction is Direction.LOWER else (lambda values: values >= limit)


def _claims(
    workshop: Workshop, id: str, indicator: str, limit: float, year: int, mine: Mapping[str, pd.Series],
    whole: pd.Series, groups: Sequence[str], scope: str, also: Mapping[str, int],
) -> list[Claim]:  # fmt: skip
    """The count over the field with the size of what is missing, and which groups meet the limit least."""
    meta = workshop.indicator(indicator)
    good = _good(meta.direction, limit)
    seen = {"code": indicator, "areas": list(whole.index), "years": [year]}
    number = workshop.fact(f"{id}.met", int(good(whole).sum()), "", 0, method="count at or within the limit", limit=limit, year=year, **seen)  # type: ignore[arg-type]  # fmt: skip
    total = workshop.fact(f"{id}.economies", len(whole), "", 0, method="count", year=year, **seen)  # type: ignore[arg-type]
    share = workshop.fact(f"{id}.share", 100 * number.value / total.value, "%", 0, method="share of economies", of=(number, total), year=year)  # fmt: skip
    middle = workshop.fact(f"{id}.median", float(whole.median()), meta.unit, 1, method="median over economies", year=year, **seen)  # type: ignore[arg-type]  # fmt: skip
    rest = whole[~good(whole)]
    said: dict[str, object] = {
        "number": number, "total": total, "share": share, "median": middle, "year": year, "measure": Name("short", indicator),
        "limit": Quantity(limit, meta.unit, _places(limit)), "missing": len(rest), "scope": say(f"scope-{scope}"),
    }  # fmt: skip
    if len(rest):
        said["middle"] = workshop.fact(
            f"{id}.median_unmet", float(rest.median()), meta.unit, 1, method="median over economies beyond the limit",
            code=indicator, areas=list(rest.index), years=[year], year=year,
        )  # fmt: skip
    says = part(share.value)
    said["says"] = says

    def known(asked: tuple[str, int, bool], chosen: Sequence[str]) -> pd.Series:
        code, when, large = asked
        wide = workshop.data.observations.wide(code)
        field = [one for group in chosen for one in workshop.data.groups[group].members if one in wide.index]
        values = wide[when].reindex(field).dropna()
        if large:
            people = workshop.data.observations.wide(POPULATION).iloc[:, -1]
            values = values[people.reindex(values.index) >= SMALL]
        return values

    def other(asked: tuple[str, int, bool]) -> str | None:
        values = known(asked, groups)
        return part(100 * float(good(values).mean())) if len(values) else None

    views = {
        "large-economies": (indicator, year, True), "a-year-before": (indicator, year - 1, False),
        **{f"other-measure-{number}": (code, when, False) for number, (code, when) in enumerate(also.items(), 1)},
    }  # fmt: skip
    trials = try_variations(says, other, views, OPPOSITES)
    found = list(_depends(workshop, id, indicator, year, groups, good, said, also))
    found += [
        claim(f"{id}:met", Kind.LEVEL, says, say(f"threshold-met-{_words(says)}", **said),
              headline=say(f"threshold-met-{_words(says)}-headline", **said), facts=(number, total, share, middle),
              trials=trials, surprise=0.55, topic=f"threshold {indicator} {limit}")
    ]  # fmt: skip
    shares = pd.Series({code: 100 * float(good(known).mean()) for code, known in mine.items()})
    order = ranking(shares, 0)
    if len(shares) > 1 and order.says is not Lead.ALL_EQUAL:
        worst = order.last[0]
        facts = {
            "met": workshop.fact(f"{id}.met.{worst}", int(good(mine[worst]).sum()), "", 0, method="count at or within the limit", code=indicator, areas=list(mine[worst].index), years=[year], year=year),
            "of": workshop.fact(f"{id}.economies.{worst}", len(mine[worst]), "", 0, method="count", code=indicator, areas=list(mine[worst].index), years=[year], year=year),
            "middle": workshop.fact(f"{id}.median.{worst}", float(mine[worst].median()), meta.unit, 1, method="median over economies", code=indicator, areas=list(mine[worst].index), years=[year], year=year),
        }  # fmt: skip

        def last(asked: tuple[str, int, bool]) -> str:
            each = {code: known(asked, [code]) for code in mine}
            return " ".join(
                ranking(pd.Series({code: 100 * float(good(one).mean()) for code, one in each.items()}), 0).last
            )

        found.append(
            claim(f"{id}:least", Kind.COMPARISON, " ".join(order.last),
                  say("threshold-least", groups=Names("group", order.last), count=len(order.last), year=year, **facts),
                  facts=facts.values(), trials=try_variations(" ".join(order.last), last, views), surprise=0.4,
                  topic=f"threshold least {indicator} {limit}")
        )  # fmt: skip
    return found


def _depends(
    workshop: Workshop, id: str, indicator: str, year: int, groups: Sequence[str], good: Callable[[pd.Series], pd.Series],
    said: Mapping[str, object], also: Mapping[str, int],
) -> Iterator[Claim]:  # fmt: skip
    """That another measure of the same thing puts the majority on the other side of the limit."""
    for code, when in also.items():
        wide = workshop.data.observations.wide(code)
        field = [one for group in groups for one in workshop.data.groups[group].members if one in wide.index]
        known = wide.loc[field, when].dropna() if when in wide.columns else pd.Series(dtype=float)
        here, there = said["share"], 100 * float(good(known).mean()) if len(known) else 50.0
        assert isinstance(here, Fact)
        if (here.value - 50) * (there - 50) >= 0:
            continue
        seen = {"code": code, "areas": list(known.index), "years": [when]}
        number = workshop.fact(f"{id}.met.{code}", int(good(known).sum()), "", 0, method="count at or within the limit", year=when, **seen)  # type: ignore[arg-type]  # fmt: skip
        total = workshop.fact(f"{id}.economies.{code}", len(known), "", 0, method="count", year=when, **seen)  # type: ignore[arg-type]  # fmt: skip
        values = {**said, "other": Name("short", code), "others": number, "field": total, "when": when}
        yield claim(
            f"{id}:depends", Kind.AGREEMENT, "other side", say("threshold-depends", **values),
            headline=say("threshold-depends-headline", **values), facts=(number, total), surprise=0.8,
            topic=f"threshold depends {indicator}",
        )  # fmt: skip
        return


def _words(says: str) -> str:
    """The pattern for a share: none and all have their own."""
    return says if says in ("none", "all") else "some"
