"""Recipes of one economy's supply and use tables: how its digital products are supplied and used, what its digital industries weigh."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pandas as pd

from pipeline.findings.accounting import (
    DECIMALS,
    USES,
    WHOLE,
    Course,
    members,
    partly_digital,
    ranges,
    share_fact,
    sources,
    use_labels,
)
from pipeline.findings.accounting import digital_share as share_of
from pipeline.findings.claims import Claim, Kind, try_variations
from pipeline.findings.claims import path as paths
from pipeline.findings.claims.claim import claim
from pipeline.findings.claims.composition import Move, mover
from pipeline.findings.claims.ranking import Lead, ranking
from pipeline.findings.exhibit import Exhibit
from pipeline.findings.facts import Fact
from pipeline.findings.messages import Listed, Name, Span, say
from pipeline.findings.notes import old_data_note
from pipeline.findings.workshop import Workshop
from pipeline.methods import accounts
from pipeline.model.supply_lines import INDUSTRY
from pipeline.model.supply_use import SupplyUse

DOLLARS = "million US dollars"  # printed in billions
STEPS = ("output", "imports", "margins", "taxes_less_subsidies")
NOTHING = 1e-4  # of the largest step, below which a step is no bar


def supply_waterfall(workshop: Workshop, id: str, economy: str, year: int) -> Exhibit:
    """Waterfall: from domestic output of digital products to their supply at purchasers' prices, and how it is used.

    A step of nothing, which would be a row without a bar, is left out.
    Raises KeyError for an economy or year without tables, ValueError where the tables lack a step: what is left out would
    look like a step of zero.
    """
    every = workshop.data.supply_use[economy]
    tables = every[year]
    balance, uses = _supply(tables), _uses(tables)
    lacking = [*balance.index[balance.isna()], *uses.index[uses.isna()]]
    if lacking:
        found = f"{id}: the tables of {economy} {year} do not show {', '.join(lacking)} of the digital products"
        raise ValueError(f"{found}; allowed: tables that have every step")
    residual = balance["supply"] - uses.sum()
    steps = [
        *((name.partition("_")[0], balance[name], "delta" if name != "output" else "total") for name in STEPS),
        ("supply", balance["supply"], "total"), *((name, -value, "delta") for name, value in uses.items()), ("residual", residual, "total"),
    ]  # fmt: skip
    data = pd.DataFrame(steps, columns=["label", "value", "role"])
    data["value"] = data["value"] * (1e-3 if tables.unit == DOLLARS else 1.0)
    shown = data["value"].abs() > NOTHING * float(data["value"].abs().max())
    data = data[shown].reset_index(drop=True)
    cells, products = ranges([tables]), accounts.digital_products(tables)

    def money(key: str, value: float) -> Fact:
        return workshop.fact(
            f"{id}.{key}", value, tables.unit, 0, method="accounts.product_balance", year=year, cells=cells
        )

    facts = {name: money(name, balance[name]) for name in ("output", "imports", "supply")}
    facts |= {"residual": money("residual", residual), "intermediate": money("intermediate", uses["intermediate"])}
    count = workshop.fact(f"{id}.products", len(products), "", 0, method="count", cells=[f"{tables.workbook} › Codes"], year=year)  # fmt: skip
    said: dict[str, object] = {
        "economy": Name("economy", economy), "year": year, **{name: facts[name] for name in ("supply", "output", "imports")},
        "rest": "yes" if balance["supply"] > balance["output"] + balance["imports"] else "no",
    }  # fmt: skip
    supplied = claim(
        f"{id}:supply", Kind.LEVEL, "supply", say("accounts-supply", **said), headline=say("accounts-supply-headline", **said),
        facts=facts.values(), surprise=0.2, topic=f"digital supply {economy} {year}",
    )  # fmt: skip
    labels: dict[str, object] = {name: say(f"accounts-step-{name}") for name in data["label"] if name not in USES}
    subtitle = (
        say("accounts-supply-subtitle-dollars", year=year)
        if tables.unit == DOLLARS
        else say("accounts-supply-subtitle", unit=Name("unit", tables.unit), year=year)
    )
    return Exhibit(
        id, "waterfall", data, (), {"decimals": 0, "billions": ("value",) if tables.unit == DOLLARS else ()}, (supplied, *_used(workshop, id, economy, year)),
        title=say("accounts-supply-title", economy=Name("economy", economy), year=year), subtitle=subtitle, alt=say("accounts-supply-alt"),
        notes=(*old_data_note(workshop, (), year), say("accounts-note-valuation"), say("accounts-note-residual", residual=facts["residual"], count=count), say("accounts-note-choice")),
        labels=labels | use_labels(), sources=sources(workshop, [economy]),
    )  # fmt: skip


def _supply(tables: SupplyUse) -> pd.Series:
    """The steps of supply of the digital products, unit of the tables. Raises ValueError where none is counted as digital."""
    digital = accounts.digital_products(tables)
    if not digital:
        raise ValueError(f"{tables.economy} {tables.year}: no product is counted as digital")
    return accounts.product_balance(tables).loc[digital, [*STEPS, "supply"]].sum(skipna=False)


def _uses(tables: SupplyUse) -> pd.Series:
    """The uses of the digital products, unit of the tables."""
    return accounts.final_uses(tables, accounts.digital_products(tables))


def _used(workshop: Workshop, id: str, economy: str, year: int) -> Iterator[Claim]:
    """How the digital products are used, and which use is the largest; nothing where stocks ran down by more than was invested."""
    every = workshop.data.supply_use[economy]

    def shares(year: int) -> pd.Series:
        uses = _uses(every[year])
        if (uses < 0).any() or not uses.sum(skipna=False) > 0:
            raise ValueError("a negative use has no share")
        return 100 * uses / uses.sum()

    try:
        found = shares(year).sort_values(ascending=False, kind="stable")
    except ValueError:
        return
    facts = {
        use: share_fact(workshop, f"{id}.{use}_share", value, [every[year]], "accounts.final_uses", decimals=WHOLE)
        for use, value in found.items()
        if round(value, WHOLE) > 0
    }
    first = ranking(found, WHOLE)
    largest = " ".join(first.first)
    parts = tuple(say("accounts-used-part", use=str(use), share=fact) for use, fact in facts.items())
    said: dict[str, object] = {
        "economy": Name("economy", economy), "year": year, "use": largest,
        "parts": Listed(parts, "clauses"), "leading": Listed(parts[:2], "clauses"),
    }  # fmt: skip
    yield claim(
        f"{id}:uses", Kind.RANK, largest, say("accounts-used", **said),
        headline=say("accounts-used-headline", **said) if first.says is Lead.FIRM else None,
        trials=try_variations(largest, lambda year: " ".join(ranking(shares(year), WHOLE).first), {"a-year-before": year - 1, "a-year-after": year + 1}),
        surprise=0.4, topic=f"digital uses {economy} {year}",
    )  # fmt: skip


def digital_share(workshop: Workshop, id: str, economy: str) -> Exhibit:
    """Stacked bars: share of each digital industry in value added, by year; years in which one is not known are left out.

    Raises KeyError for an economy without tables, ValueError where no year is known.
    """
    every = workshop.data.supply_use[economy]
    shares = pd.DataFrame({year: accounts.value_added_shares(tables) for year, tables in every.items()}).dropna(
        axis="columns"
    )
    if shares.empty:
        raise ValueError(f"{id}: the share of the digital industries of {economy} is not known in any year")
    data = shares.rename_axis("segment").reset_index().melt("segment", var_name="bar", value_name="value")
    data["bar"] = data["bar"].astype(str)
    totals, years = shares.sum(), [int(year) for year in shares.columns]
    course = Course(workshop, id, economy, "digital", "accounts.value_added_shares")
    partly = any(partly_digital(every[year]) for year in years)
    wider = (
        {"with-partly-digital": pd.Series({year: share_of(every[year], partly=True) for year in years})}
        if partly
        else {}
    )
    return Exhibit(
        id, "stacked_bars", data, (), {"segments": tuple(shares.index), "share": False, "horizontal": False, "decimals": DECIMALS},
        (*course.claim(totals, "share", others=wider), *_moved(workshop, id, economy, shares)),
        title=say("accounts-share-title", economy=Name("economy", economy)), subtitle=say("accounts-share-subtitle", years=Span.of(years)),
        alt=say("accounts-share-alt", count=len(shares)), notes=(*old_data_note(workshop, (), years[-1]), say("accounts-note-shares"), say("accounts-note-trade")),
        labels=members(INDUSTRY, economy, shares.index), sources=sources(workshop, [economy]),
    )  # fmt: skip


def _moved(workshop: Workshop, id: str, economy: str, shares: pd.DataFrame) -> Iterator[Claim]:
    """Who alone moves the share between its first and its last year, and whose share rose or fell most on its whole path."""
    if shares.shape[1] < 2 or len(shares) < 2:
        return
    first, last = int(shares.columns[0]), int(shares.columns[-1])
    every = workshop.data.supply_use[economy]
    views = {"year-later": shares.iloc[:, 1:], "year-earlier": shares.iloc[:, :-1]}
    found = mover(_changes(shares), DECIMALS)
    if found.says is not Move.NONE:
        part, change = (
            share_fact(workshop, f"{id}.{key}", abs(value), [every[first], every[last]], "change of accounts.value_added_shares", "percentage points")
            for key, value in (("mover", found.part), ("change", found.change))
        )  # fmt: skip
        says = f"{found.label} {found.says}"
        said: dict[str, object] = {
            "says": found.says, "industry": Name(INDUSTRY, f"{economy}:{found.label}"), "economy": Name("economy", economy), "part": part,
            "change": change, "direction": "up" if found.change > 0 else "down", "first": first, "last": last,
        }  # fmt: skip
        yield claim(
            f"{id}:mover", Kind.COMPOSITION, says, say("accounts-mover", **said),
            headline=say("accounts-mover-headline", **said) if found.says is Move.REVERSES else None, trials=try_variations(says, _mover, views),
            surprise=0.7, topic=f"digital share mover {economy}",
        )  # fmt: skip
    for sign, key in ((1, "gain"), (-1, "loss")):
        code = _largest(shares, sign)
        if not code or (found.says is not Move.NONE and found.label == code):
            continue
        then, now = (
            share_fact(workshop, f"{id}.{key}_{name}", shares.loc[code, year], [every[year]], "accounts.value_added_shares", industry=code)
            for name, year in (("first", first), ("last", last))
        )  # fmt: skip
        yield claim(
            f"{id}:{key}", Kind.COMPOSITION, code,
            say("accounts-largest", industry=Name(INDUSTRY, f"{economy}:{code}"), way=key, then=then, now=now, first=first, last=last),
            trials=try_variations(code, partial(_largest, sign=sign), views), surprise=0.4, topic=f"digital share {key} {economy}",
        )  # fmt: skip


def _changes(shares: pd.DataFrame) -> pd.Series:
    """Change of each industry's share from the first to the last year."""
    return shares.iloc[:, -1] - shares.iloc[:, 0]


def _mover(shares: pd.DataFrame) -> str:
    """Who moves the whole, as a word."""
    found = mover(_changes(shares), DECIMALS)
    return f"{found.label} {found.says}"


def _largest(shares: pd.DataFrame, sign: int) -> str:
    """The industry whose share gained (1) or lost (-1) most, where it did so on its whole path and no other as much; else blank."""
    found = ranking(sign * _changes(shares), DECIMALS)
    code = found.first[0]
    if len(found.first) > 1 or round(sign * float(_changes(shares)[code]), DECIMALS) <= 0:
        return ""
    return code if paths.path(shares.loc[code], DECIMALS).says in paths.DIRECTED[sign] else ""
