"""Recipes that set digital products of several economies side by side in one year: how they are used, whether they are imported, where demand ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import pandas as pd

from pipeline.findings.accounting import (
    GROUPS,
    WHOLE,
    counted_apart,
    economy_labels,
    group_labels,
    group_name,
    left_out,
    member,
    share_fact,
    shares_listed,
    sources,
    there,
    use_labels,
)
from pipeline.findings.claims import Claim, Kind, try_variations
from pipeline.findings.claims.claim import claim
from pipeline.findings.claims.level import Part, part
from pipeline.findings.claims.ranking import places, ranking, same_places
from pipeline.findings.claims.spread import Overlap, apart
from pipeline.findings.exhibit import Exhibit
from pipeline.findings.facts import Fact
from pipeline.findings.messages import Listed, Name, Names, say
from pipeline.findings.notes import old_data_note
from pipeline.findings.recipes.industries import LEAKS, leak_labels, of_digital
from pipeline.findings.workshop import Workshop
from pipeline.methods import accounts
from pipeline.methods.accounts.industries import import_groups
from pipeline.methods.accounts.input_output import has_supply_by_industry, multipliers, symmetric
from pipeline.model.supply_lines import INDUSTRY
from pipeline.model.supply_use import SupplyUse

CONSUMED = ("intermediate", "consumption", "investment", "exports")


def _uses(tables: SupplyUse) -> pd.Series:
    """Uses of the digital products, per cent of all; NaN where one is not known, or where one is negative and shares mean nothing.

    Government buys next to nothing of these products on its own account: all final consumption is one part.
    """
    one = accounts.final_uses(tables, accounts.digital_products(tables))
    one["consumption"] += one.pop("government")
    found = one[list(CONSUMED)]
    if not ((found >= 0).all() and found.sum() > 0):
        return found * float("nan")
    return 100 * found / found.sum()


def uses(workshop: Workshop, id: str, economies: list[str], year: int) -> Exhibit:
    """Stacked bars: how the supply of digital products is used, per cent, one bar an economy, one year.

    Raises KeyError for a year without tables, IndexError where the uses of none of the economies are known.
    """
    every = workshop.data.supply_use
    frame = pd.DataFrame({economy: _uses(every[economy][year]) for economy in economies}).dropna(axis="columns")
    if frame.empty:
        raise IndexError(f"{id}: the tables of {', '.join(economies)} do not show all uses in {year}")
    data = frame.rename_axis("segment").reset_index().melt("segment", var_name="bar", value_name="value")
    facts = {
        (economy, use): share_fact(workshop, f"{id}.{economy}_{use}", value, [every[economy][year]], "accounts.final_uses", decimals=WHOLE)
        for economy in frame.columns for use, value in frame[economy].items()
    }  # fmt: skip

    def others(economy: str, year: int) -> pd.Series:
        return _uses(every[economy][year])

    said = [one for use in CONSUMED[1:] for one in _ordered(workshop, id, frame.loc[use], year, facts, use, others)]
    return Exhibit(
        id, "stacked_bars", data[["bar", "segment", "value"]], (), {"segments": CONSUMED, "share": False, "horizontal": True, "decimals": 0},
        (*_largest_use(workshop, id, frame, year, facts, others), *said), title=say("accounts-uses-title", year=year), subtitle=say("accounts-uses-subtitle", year=year),
        alt=say("accounts-uses-alt"), notes=(*old_data_note(workshop, (), year), say("accounts-note-uses"), say("accounts-note-choice"), *left_out(economies, dict.fromkeys(frame.columns))),
        labels=economy_labels(frame.columns) | use_labels() | {"consumption": say("accounts-use-final-consumption")}, sources=sources(workshop, frame.columns),
    )  # fmt: skip


def _largest_use(
    workshop: Workshop, id: str, frame: pd.DataFrame, year: int, facts: Mapping[tuple[str, str], Fact], others: Callable[[str, int], pd.Series]
) -> Iterator[Claim]:  # fmt: skip
    """The use that is the largest in every economy; none where it is not the same."""

    def leader(values: Mapping[str, pd.Series]) -> str:
        leaders = {" ".join(ranking(one, WHOLE).first) for one in values.values()}
        return leaders.pop() if len(leaders) == 1 else ""

    shown = {str(economy): frame[economy] for economy in frame.columns}
    use = leader(shown)
    if use in CONSUMED:
        values = frame.loc[use].sort_values(ascending=False, kind="stable")
        said: dict[str, object] = {
            "use": use, "values": shares_listed({economy: facts[economy, use] for economy in values.index}), "economies": len(values), "year": year,
        }  # fmt: skip
        yield claim(
            f"{id}:largest", Kind.AGREEMENT, use, say("accounts-largest-use", **said), headline=say("accounts-largest-use-headline", **said),
            trials=try_variations(use, leader, _beside(workshop, shown, year, others)), surprise=0.3, topic=f"largest use of digital products {year}",
        )  # fmt: skip


def _ordered(
    workshop: Workshop, id: str, values: pd.Series, year: int, facts: Mapping[tuple[str, str], Fact], name: str, others: Callable[[str, int], pd.Series]
) -> Iterator[Claim]:  # fmt: skip
    """The shares of all economies in order; tried in other years for those that have them. None for one economy.

    ``others`` gives the shares of an economy in another year, of which ``name`` is taken.
    """
    if len(values) < 2:
        return
    found = values.sort_values(ascending=False, kind="stable")
    every = workshop.data.supply_use

    def in_year(other: int) -> str:
        there = {economy: others(economy, other)[name] for economy in found.index if other in every[economy]}
        return says if same_places(found, pd.Series(there, dtype=float), WHOLE) else "another order"

    says = places(found, WHOLE)
    order = ranking(found, WHOLE)
    said: dict[str, object] = {
        "of": name, "year": year, "values": shares_listed({economy: facts[economy, name] for economy in found.index}),
        "high": Names("economy", order.first), "low": Names("economy", order.last), "most": facts[order.first[0], name], "least": facts[order.last[0], name],
        "equal": "yes" if order.first == order.last else "no",
    }  # fmt: skip
    yield claim(
        f"{id}:{name}", Kind.RANK, says, say("accounts-ordered", **said), headline=say("accounts-ordered-headline", **said),
        trials=try_variations(says, in_year, {"a-year-before": year - 1, "a-year-after": year + 1}),
        surprise=_surprise(found), topic=f"digital products {name} {year}",
    )  # fmt: skip


def _surprise(values: pd.Series) -> float:
    """How far shares are apart, of the highest: 0 where all are equal, 0.6 where the lowest is zero."""
    return 0.6 * float((values.max() - values.min()) / values.max()) if values.max() > 0 else 0.0


def imports(workshop: Workshop, id: str, economies: list[str], year: int) -> Exhibit:
    """Heat map: share of imports in the supply of each digital group, economies across, one year.

    Raises KeyError for a year without tables, IndexError where no share is known.
    """
    every = workshop.data.supply_use
    found = {economy: import_groups(every[economy][year])["share"].dropna() for economy in economies}
    found = {economy: values for economy, values in found.items() if "total" in values.index}
    if not found:
        raise IndexError(
            f"{id}: the tables of {', '.join(economies)} do not show imports and output of digital products in {year}"
        )
    facts, rows = {}, []
    for economy, values in found.items():
        for name in (*there(values), "total"):
            rows.append((name, economy, float(values[name])))
            facts[economy, name] = share_fact(
                workshop,
                f"{id}.{economy}_{name}",
                values[name],
                [every[economy][year]],
                "accounts.import_groups",
                decimals=WHOLE,
            )
    data = pd.DataFrame(rows, columns=["row", "column", "value"])
    data = data.sort_values("row", key=lambda column: column.map((*GROUPS, "total").index), kind="stable")
    total = pd.Series({economy: values["total"] for economy, values in found.items()})

    def others(economy: str, year: int) -> pd.Series:
        return import_groups(every[economy][year])["share"]

    return Exhibit(
        id, "heatmap", data, (), {"decimals": 0, "show_values": True, "vmin": 0.0, "vmax": 100.0},
        (*_most_imported(workshop, id, found, year, facts, others), *_ordered(workshop, id, total, year, facts, "total", others)),
        title=say("accounts-import-groups-title", year=year), subtitle=say("accounts-import-groups-subtitle", year=year), alt=say("accounts-import-groups-alt"),
        notes=(*old_data_note(workshop, (), year), say("accounts-note-imports"), *counted_apart(workshop, found), *left_out(economies, found)),
        labels=economy_labels(found) | group_labels() | {"total": say("accounts-digital-products")}, sources=sources(workshop, found),
    )  # fmt: skip


def _most_imported(
    workshop: Workshop, id: str, found: Mapping[str, pd.Series], year: int, facts: Mapping[tuple[str, str], Fact], others: Callable[[str, int], pd.Series]
) -> Iterator[Claim]:  # fmt: skip
    """The group that is imported most in every economy, and whether it comes mostly from abroad in all; with the highest share of the others."""

    def most(shares: Mapping[str, pd.Series]) -> str:
        groups = {economy: values[there(values)] for economy, values in shares.items()}
        leaders = {" ".join(ranking(values, WHOLE).first) if len(values) > 1 else "" for values in groups.values()}
        group = leaders.pop() if len(leaders) == 1 else ""
        if group not in GROUPS:
            return ""
        words = {part(min(max(float(values[group]), 0.0), 100.0), WHOLE) for values in groups.values()}
        return f"{group} {'mostly' if words <= {Part.MAJORITY, Part.MOST, Part.ALL} else 'most'}"

    says = most(found)
    if not says:
        return
    group, _, way = says.partition(" ")
    groups = {economy: values[there(values)] for economy, values in found.items()}
    next_ = max(
        ((float(values.drop(index=group).max()), economy) for economy, values in groups.items()), key=lambda one: one[0]
    )[1]
    second = str(groups[next_].drop(index=group).idxmax())
    values = shares_listed({economy: facts[economy, group] for economy in found})
    said: dict[str, object] = {
        "group": group_name(group), "values": values, "mostly": "yes" if way == "mostly" else "no", "next": facts[next_, second], "economies": len(found), "year": year,
    }  # fmt: skip
    yield claim(
        f"{id}:most", Kind.AGREEMENT, says, say("accounts-most-imported-group", **said),
        headline=say("accounts-most-imported-group-headline", **said), trials=try_variations(says, most, _beside(workshop, found, year, others)),
        surprise=0.45, topic=f"most imported digital group {year}",
    )  # fmt: skip


def _beside(
    workshop: Workshop, shown: Mapping[str, pd.Series], year: int, others: Callable[[str, int], pd.Series]
) -> dict[str, dict[str, pd.Series]]:
    """What is shown of each economy, a year before and after: of an economy without tables of that year, what is shown."""
    found = {}
    for name, when in (("a-year-before", year - 1), ("a-year-after", year + 1)):
        kept = [economy for economy in shown if when in workshop.data.supply_use[economy]]
        if kept:
            found[name] = {**shown, **{economy: others(economy, when) for economy in kept}}
    return found


def multiplier_bars(workshop: Workshop, id: str, economies: list[str], year: int) -> Exhibit:
    """Stacked bars: where final demand for each digital industry ends, of the economies with supply by industry.

    Raises KeyError for a year without tables, IndexError where no economy has such a table.
    """
    tables = {economy: workshop.data.supply_use[economy][year] for economy in economies}
    able = [economy for economy in economies if has_supply_by_industry(tables[economy])]
    if not able:
        raise IndexError(f"no supply table of products by industries in {year}")
    found = {economy: multipliers(symmetric(tables[economy])) for economy in able}
    digital = {economy: found[economy].loc[accounts.digital_industries(tables[economy])] for economy in able}
    rows = [
        (f"{economy}:{code}", leak, 100 * row[leak], row["output"])
        for economy, frame in digital.items() for code, row in frame.iterrows() for leak in LEAKS
    ]  # fmt: skip
    data = pd.DataFrame(rows, columns=["bar", "segment", "value", "output_multiplier"])
    labels: dict[str, object] = {
        f"{economy}:{code}": say("accounts-industry-of", economy=Name("economy", economy), industry=member(INDUSTRY, economy, str(code)))
        for economy, frame in digital.items() for code in frame.index
    }  # fmt: skip
    absent = tuple(economy for economy in economies if economy not in able)
    notes = [say("accounts-note-no-multiplier", economies=Names("economy", absent))] if absent else []
    leaking = {economy: 100 * frame["imports"] for economy, frame in digital.items()}
    return Exhibit(
        id, "stacked_bars", data, (), {"segments": LEAKS, "share": False, "horizontal": True, "decimals": 0},
        (*_leaks_apart(workshop, id, tables, leaking), *_leakiest(workshop, id, tables, leaking)),
        title=say("accounts-leaks-title", year=year), subtitle=say("accounts-leaks-subtitle", year=year), alt=say("accounts-leaks-alt"),
        notes=(*old_data_note(workshop, (), year), *notes, say("accounts-note-model")), labels=labels | leak_labels(), sources=sources(workshop, able),
    )  # fmt: skip


def _imports(
    workshop: Workshop, id: str, tables: Mapping[str, SupplyUse], economy: str, code: str, value: float
) -> Fact:
    """The part of demand for an industry that ends as imports."""
    return share_fact(
        workshop,
        f"{id}.{economy}_{code}_imports",
        value,
        [tables[economy]],
        "accounts.multipliers",
        decimals=WHOLE,
        economy=economy,
    )


def _leaks_apart(
    workshop: Workshop, id: str, tables: Mapping[str, SupplyUse], leaking: Mapping[str, pd.Series]
) -> Iterator[Claim]:
    """Whether every digital industry of one economy lets more demand flow abroad than any of another, of the two farthest apart."""
    order = sorted(leaking, key=lambda economy: float(leaking[economy].median()), reverse=True)
    if len(order) < 2:
        return
    high, low = order[0], order[-1]
    try:
        found = apart(leaking[high], leaking[low], WHOLE)
    except ValueError:  # the middle ones print alike
        return
    if found.says is not Overlap.APART:
        return
    ends = [
        str(leaking[high].idxmin()),
        str(leaking[high].idxmax()),
        str(leaking[low].idxmin()),
        str(leaking[low].idxmax()),
    ]
    facts = [
        _imports(workshop, id, tables, economy, code, leaking[economy][code])
        for economy, code in zip((high, high, low, low), ends, strict=True)
    ]
    year = tables[high].year
    said: dict[str, object] = {
        "high": Name("economy", high), "low": Name("economy", low), "from": facts[0], "to": facts[1], "least": facts[2], "most": facts[3], "year": year,
    }  # fmt: skip
    yield claim(
        f"{id}:apart", Kind.SPREAD, f"{high} > {low}", say("accounts-leaks-apart", **said), headline=say("accounts-leaks-apart-headline", **said),
        trials=try_variations(f"{high} > {low}", lambda other: _apart_in(workshop, high, low, other), {"a-year-before": year - 1, "a-year-after": year + 1}),
        surprise=0.6, topic=f"digital demand abroad {high} {low}",
    )  # fmt: skip


def _apart_in(workshop: Workshop, high: str, low: str, year: int) -> str:
    """The same in another year that both have."""
    every = workshop.data.supply_use
    ahead, behind = (100 * of_digital(every[economy][year])["imports"] for economy in (high, low))
    found = apart(ahead, behind, WHOLE)
    return f"{high} > {low}" if found.says is Overlap.APART else str(found.says)


def _leakiest(
    workshop: Workshop, id: str, tables: Mapping[str, SupplyUse], leaking: Mapping[str, pd.Series]
) -> Iterator[Claim]:
    """The group whose demand flows abroad most in every economy, with its industries; none where it is not the same."""
    parts, groups = [], set()
    for economy, values in leaking.items():
        order = ranking(values, WHOLE)
        if len(order.first) > 1 or len(values) < 2:
            return
        code = order.first[0]
        groups.add(tables[economy].digital(INDUSTRY)[code])
        share = _imports(workshop, id, tables, economy, code, values[code])
        parts.append(
            say(
                "accounts-leakiest-part",
                industry=member(INDUSTRY, economy, code),
                economy=Name("economy", economy),
                share=share,
            )
        )
    if len(groups) == 1:
        group = groups.pop()
        year = next(iter(tables.values())).year
        said: dict[str, object] = {
            "parts": Listed(tuple(parts), "clauses"),
            "economies": len(parts),
            "year": year,
            "group": group_name(group),
        }

        def in_year(other: int) -> str:
            every = workshop.data.supply_use
            there: Sequence[SupplyUse] = [every[economy][other] for economy in leaking if other in every[economy]]
            if not there:
                raise ValueError("no tables of that year")
            return " ".join(sorted({one.digital(INDUSTRY)[str(of_digital(one)["imports"].idxmax())] for one in there}))

        yield claim(
            f"{id}:imports", Kind.AGREEMENT, group, say("accounts-leakiest-group", **said), headline=say("accounts-leakiest-group-headline", **said),
            trials=try_variations(group, in_year, {"a-year-before": year - 1, "a-year-after": year + 1}), surprise=0.35,
            topic=f"most leaking digital group {year}",
        )  # fmt: skip
