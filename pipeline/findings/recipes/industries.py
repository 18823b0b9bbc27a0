"""Recipes of the digital industries: growth, what their final demand sets off, imports in what they supply."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from pipeline.findings.accounting import DECIMALS, WHOLE, Course, by_year, member, members, ranges, share_fact, sources
from pipeline.findings.claims import Claim, Kind, try_variations
from pipeline.findings.claims.claim import claim
from pipeline.findings.claims.comparison import OPPOSITES, Side, comparison, side
from pipeline.findings.claims.composition import MIXES, Mix, mix
from pipeline.findings.claims.level import OPPOSITES as PARTS
from pipeline.findings.claims.level import Part, part
from pipeline.findings.claims.printed import unit_of, units
from pipeline.findings.claims.ranking import Lead, ranking
from pipeline.findings.exhibit import Exhibit
from pipeline.findings.facts import Fact
from pipeline.findings.messages import Message, Name, Span, say
from pipeline.findings.notes import old_data_note
from pipeline.findings.workshop import Workshop
from pipeline.methods import accounts
from pipeline.methods.accounts.industries import DIGITAL, ECONOMY, import_content, import_shift, industry_series
from pipeline.methods.accounts.input_output import multipliers, symmetric
from pipeline.model.supply_lines import INDUSTRY, PRODUCT
from pipeline.model.supply_use import SupplyUse

LEAKS = ("value_added", "imports", "taxes")  # where final demand ends


def digital_growth(workshop: Workshop, id: str, economy: str) -> Exhibit:
    """Lines: nominal growth of value added of the digital industries and of the economy, year by year.

    Raises KeyError for an economy without tables, ValueError where no two years follow each other.
    """
    series = industry_series(workshop.data.supply_use[economy])
    both = series[series["industry"].isin([DIGITAL, ECONOMY])]
    table = both.pivot(index="year", columns="industry", values="growth_value_added").dropna()
    if table.empty:
        raise ValueError(f"{id}: the tables of {economy} have no growth, which needs two years that follow each other")
    data = both[both["year"].isin(table.index)].rename(
        columns={"industry": "series", "year": "x", "growth_value_added": "y"}
    )
    contribution = series[series["industry"] == DIGITAL].set_index("year")["contribution"].reindex(table.index)
    growth = _Growth(workshop, id, economy, table)
    return Exhibit(
        id, "lines", data[["series", "x", "y"]].reset_index(drop=True), (), {"decimals": DECIMALS, "y_from_zero": False},
        (*growth.counted(), *growth.in_a_fall(), *growth.newest(), *growth.added(contribution)),
        title=say("accounts-growth-title", economy=Name("economy", economy)),
        subtitle=say("accounts-growth-subtitle", years=Span.of(table.index)), alt=say("accounts-growth-alt"), notes=(*old_data_note(workshop, (), int(table.index[-1])), say("accounts-note-nominal")),
        labels={DIGITAL: say("accounts-digital-industries"), ECONOMY: say("accounts-all-industries")}, sources=sources(workshop, [economy]),
    )  # fmt: skip


class _Growth:
    """Claims on growth of the digital industries beside that of the economy (columns of ``table``) by year (index)."""

    def __init__(self, workshop: Workshop, id: str, economy: str, table: pd.DataFrame) -> None:
        self.workshop, self.id, self.economy, self.table = workshop, id, economy, table
        self.tables = workshop.data.supply_use[economy]
        self.said: dict[str, object] = {"economy": Name("economy", economy)}

    def fact(self, key: str, value: float, year: int, unit: str = "%") -> Fact:
        """A growth rate, or a part of one, which compares the tables of a year and of the year before."""
        tables = [self.tables[one] for one in (year - 1, year)]
        return share_fact(self.workshop, f"{self.id}.{key}", value, tables, "accounts.industry_series", unit)

    def counted(self) -> Iterator[Claim]:
        """In how many years the digital industries grew faster, and by how much in the middle year."""
        shop, cells, table = self.workshop, ranges(self.tables.values()), self.table
        found = comparison(table[DIGITAL], table[ECONOMY], DECIMALS)
        faster, slower, years = (
            shop.fact(f"{self.id}.{key}", count, "", 0, method="count of accounts.industry_series", cells=cells)
            for key, count in (("faster", found.above), ("slower", found.below), ("years", found.units))
        )
        middle = shop.fact(
            f"{self.id}.middle", abs(found.difference), "percentage points", DECIMALS, method="median of accounts.industry_series", cells=cells,
        )  # fmt: skip
        said = self.said | {
            "says": Side.MINORITY if found.says is Side.FEW else found.says, "faster": faster, "slower": slower, "years": years, "middle": middle, "first": int(table.index[0]),
            "last": int(table.index[-1]), "way": "up" if unit_of(found.difference, DECIMALS) > 0 else "down" if unit_of(found.difference, DECIMALS) < 0 else "none",
        }  # fmt: skip
        half = len(table) // 2

        def again(rows: pd.DataFrame) -> Side:
            other = comparison(rows[DIGITAL], rows[ECONOMY], DECIMALS).says
            return found.says if found.says.holds(other) else other

        tried = {
            "year-later": table.iloc[1:], "year-earlier": table.iloc[:-1], "earlier-years": table.iloc[:half], "later-years": table.iloc[half:],
        }  # fmt: skip
        yield claim(
            f"{self.id}:years", Kind.COMPARISON, found.says, say("accounts-faster", **said), headline=say("accounts-faster-headline", **said),
            facts=[faster, slower, years, middle], trials=try_variations(found.says, again, tried, OPPOSITES), surprise=0.4,
            topic=f"digital growth {self.economy}",
        )  # fmt: skip

    def in_a_fall(self) -> Iterator[Claim]:
        """What the digital industries did in the year in which the value added of the economy fell most; none where it never fell."""
        economy = self.table[ECONOMY]
        shown = pd.Series(units(economy, DECIMALS), index=economy.index)
        deepest = shown.index[shown == shown.min()]
        if shown.min() >= 0 or len(deepest) > 1:
            return
        year = int(deepest[0])
        digital = unit_of(self.table.loc[year, DIGITAL], DECIMALS)
        says = (
            "rose" if digital > 0 else "stood" if digital == 0 else "fell-less" if digital > shown[year]
            else "fell-alike" if digital == shown[year] else "fell-more"
        )  # fmt: skip
        said = self.said | {
            "says": says, "year": year, "digital": self.fact("digital_in_fall", self.table.loc[year, DIGITAL], year),
            "all": self.fact("economy_in_fall", economy[year], year), "only": "yes" if (shown < 0).sum() == 1 else "no",
            "first": int(self.table.index[0]), "last": int(self.table.index[-1]),
        }  # fmt: skip
        yield claim(
            f"{self.id}:fall", Kind.COMPARISON, says, say("accounts-fall", **said), headline=say("accounts-fall-headline", **said),
            surprise=0.6 if says == "rose" else 0.4, topic=f"digital growth in a fall {self.economy}",
        )  # fmt: skip

    def newest(self) -> Iterator[Claim]:
        """Growth in the last year."""
        year = int(self.table.index[-1])
        facts = {
            "digital": self.fact("digital_last", self.table[DIGITAL].iloc[-1], year),
            "all": self.fact("economy_last", self.table[ECONOMY].iloc[-1], year),
        }
        yield claim(
            f"{self.id}:last", Kind.LEVEL, "last", say("accounts-newest", **self.said, **facts, year=year), surprise=0.15,
            topic=f"digital growth last {self.economy}",
        )  # fmt: skip

    def added(self, contribution: pd.Series) -> Iterator[Claim]:
        """The year in which they added most to the growth of the economy; none where several years share the most, or none added."""
        found = ranking(contribution, DECIMALS)
        if len(found.first) > 1 or found.says is Lead.ALONE:
            return
        year = int(found.first[0])
        if unit_of(contribution[year], DECIMALS) <= 0:
            return
        points = self.fact("contribution", contribution[year], year, "percentage points")
        of = self.fact("economy_best", self.table.loc[year, ECONOMY], year)
        yield claim(
            f"{self.id}:contribution", Kind.RANK, str(year), say("accounts-contribution", **self.said, points=points, all=of, year=year),
            trials=try_variations(
                str(year), lambda rows: " ".join(ranking(rows, DECIMALS).first),
                {"year-later": contribution.iloc[1:], "year-earlier": contribution.iloc[:-1]},
            ),
            surprise=0.25, topic=f"digital contribution {self.economy}",
        )  # fmt: skip


def leak_labels() -> dict[str, Message]:
    """Labels of where final demand ends."""
    return {leak: say(f"accounts-leak-{leak.replace('_', '-')}") for leak in LEAKS}


def multiplier_bars(workshop: Workshop, id: str, economy: str, year: int) -> Exhibit:
    """Stacked bars: where a unit of final demand for each digital industry ends, with the output multiplier.

    Raises ValueError where the tables do not say which industry makes which product (see ``symmetric``).
    """
    every = workshop.data.supply_use[economy]
    tables = every[year]
    found = multipliers(symmetric(tables))
    frame = found.loc[accounts.digital_industries(tables)].sort_values("output", ascending=False)
    if frame.empty:
        raise ValueError(f"{id}: the tables of {economy} {year} count no industry as digital")
    data = pd.DataFrame(
        [(code, leak, 100 * row[leak], row["output"]) for code, row in frame.iterrows() for leak in LEAKS],
        columns=["bar", "segment", "value", "output_multiplier"],
    )
    return Exhibit(
        id, "stacked_bars", data, (), {"segments": LEAKS, "share": False, "horizontal": True, "decimals": 0},
        (*_at_home(workshop, id, every, year, frame), *_set_off(workshop, id, every, year, found), *_leakiest(workshop, id, every, year, frame)),
        title=say("accounts-multipliers-title", economy=Name("economy", economy), year=year), subtitle=say("accounts-multipliers-subtitle", year=year),
        alt=say("accounts-multipliers-alt"), notes=(*old_data_note(workshop, (), year), say("accounts-note-model")), labels=members(INDUSTRY, economy, frame.index) | leak_labels(),
        sources=sources(workshop, [economy]),
    )  # fmt: skip


def of_digital(tables: SupplyUse) -> pd.DataFrame:
    """Multipliers of the digital industries. Raises ValueError where the tables lack what they need."""
    return multipliers(symmetric(tables)).loc[accounts.digital_industries(tables)]


def _neighbours(year: int) -> dict[str, int]:
    return {"a-year-before": year - 1, "a-year-after": year + 1}


def _at_home(
    workshop: Workshop, id: str, every: Mapping[int, SupplyUse], year: int, frame: pd.DataFrame
) -> Iterator[Claim]:
    """How much of demand for the digital industries ends as value added in the economy."""
    shares = 100 * frame["value_added"]
    low, high = (
        share_fact(workshop, f"{id}.{key}_value_added", value, [every[year]], "accounts.multipliers", decimals=WHOLE)
        for key, value in (("low", shares.min()), ("high", shares.max()))
    )
    said: dict[str, object] = {
        "economy": Name("economy", every[year].economy), "year": year, "low": low, "high": high,
        "range": "alike" if unit_of(low.value, WHOLE) == unit_of(high.value, WHOLE) else "several",
    }  # fmt: skip
    says = _lowest(frame)
    yield claim(
        f"{id}:at-home", Kind.LEVEL, says, say("accounts-at-home", **said), headline=say("accounts-at-home-headline", **said),
        trials=try_variations(says, lambda one: _lowest(of_digital(every[one])), _neighbours(year), PARTS),
        surprise=0.35, topic=f"digital demand at home {every[year].economy}",
    )  # fmt: skip


def _lowest(frame: pd.DataFrame) -> Part:
    """The word for the smallest share of demand that ends as value added."""
    return part(min(max(100 * float(frame["value_added"].min()), 0.0), 100.0), WHOLE)


def _set_off(
    workshop: Workshop, id: str, every: Mapping[int, SupplyUse], year: int, whole: pd.DataFrame
) -> Iterator[Claim]:
    """How many digital industries set off less output for a unit of demand than the mean of all industries."""
    digital = accounts.digital_industries(every[year])
    cells = ranges([every[year]])

    def multiplier(key: str, value: float, **more: object) -> Fact:
        return workshop.fact(f"{id}.{key}", value, "", 2, method="accounts.multipliers", cells=cells, year=year, **more)  # type: ignore[arg-type]

    def count(frame: pd.DataFrame, mean: float) -> tuple[Side, int]:
        shown = units(frame.loc[digital, "output"], 2)
        less, level = int((shown < unit_of(mean, 2)).sum()), int((shown == unit_of(mean, 2)).sum())
        return side(less, len(digital), level), less

    if len(digital) < 2:
        return
    says, less = count(whole, float(whole["output"].mean()))
    order = whole.loc[digital, "output"].sort_values(kind="stable")
    low, high = str(order.index[0]), str(order.index[-1])
    said: dict[str, object] = {
        "says": says, "economy": Name("economy", every[year].economy), "year": year, "mean": multiplier("mean", whole["output"].mean()),
        "low": multiplier("low", order.iloc[0], industry=low), "high": multiplier("high", order.iloc[-1], industry=high),
        "least": member(INDUSTRY, every[year].economy, low), "most": member(INDUSTRY, every[year].economy, high),
        "count": workshop.fact(f"{id}.below_mean", less, "", 0, method="count of accounts.multipliers", cells=cells, year=year),
        "total": workshop.fact(f"{id}.industries", len(digital), "", 0, method="count", cells=cells, year=year),
        "equal": "yes" if unit_of(order.iloc[0], 2) == unit_of(order.iloc[-1], 2) else "no",
    }  # fmt: skip

    def by(view: int | str) -> Side:
        frame = multipliers(symmetric(every[view])) if isinstance(view, int) else whole
        if view == "output":
            weights = symmetric(every[year]).output
            return count(frame, float(np.average(frame["output"], weights=weights[frame.index])))[0]
        return count(frame, float(frame["output"].mean()))[0]

    def again(view: int | str) -> Side:
        return says if says.holds(other := by(view)) else other

    tried: dict[str, int | str] = {
        "a-year-before": year - 1, "a-year-after": year + 1, "industries-by-output": "output",
    }  # fmt: skip
    yield claim(
        f"{id}:set-off", Kind.COMPARISON, says, say("accounts-set-off", **said), headline=say("accounts-set-off-headline", **said),
        trials=try_variations(says, again, tried, OPPOSITES), surprise=0.5, topic=f"digital multipliers {every[year].economy}",
    )  # fmt: skip


def _leakiest(
    workshop: Workshop, id: str, every: Mapping[int, SupplyUse], year: int, frame: pd.DataFrame
) -> Iterator[Claim]:
    """The industry of which imports take the largest part of demand, where it is one."""
    found = ranking(100 * frame["imports"], WHOLE)
    if found.says not in (Lead.FIRM, Lead.NARROW):
        return
    code, economy = found.first[0], every[year].economy
    share = share_fact(
        workshop,
        f"{id}.imports",
        100 * frame.loc[code, "imports"],
        [every[year]],
        "accounts.multipliers",
        decimals=WHOLE,
        industry=code,
    )
    yield claim(
        f"{id}:imports", Kind.RANK, code, say("accounts-leakiest", industry=member(INDUSTRY, economy, code), share=share, year=year),
        trials=try_variations(code, lambda one: " ".join(ranking(100 * of_digital(every[one])["imports"], WHOLE).first), _neighbours(year)),
        surprise=0.25, topic=f"digital demand imports {economy}",
    )  # fmt: skip


def imported(workshop: Workshop, id: str, economy: str, first: int, last: int) -> Exhibit:
    """Dumbbells: share of imports in the supply of each digital product in two years.

    Raises KeyError for a year without tables, ValueError where no product has a share in both years.
    """
    every = workshop.data.supply_use[economy]
    frame = pd.DataFrame(
        {"start": import_content(every[first])["share"], "end": import_content(every[last])["share"]}
    ).dropna()
    data = (
        frame.drop(index="total", errors="ignore")
        .sort_values("end", ascending=False)
        .rename_axis("label")
        .reset_index()
    )
    if data.empty:
        raise ValueError(f"{id}: no digital product of {economy} has a share of imports in both {first} and {last}")
    between = {year: tables for year, tables in every.items() if first <= year <= last}
    totals = by_year(between, lambda tables: float(import_content(tables).loc["total", "share"]))
    course = Course(workshop, id, economy, "imports", "accounts.import_content")
    return Exhibit(
        id, "dumbbell", data, (), {"decimals": DECIMALS, "start_key": "start", "end_key": "end"},
        (*course.claim(totals, "total"), *_shift(workshop, id, between, first, last), *_most_imported(workshop, id, every, last)),
        title=say("accounts-imports-title", economy=Name("economy", economy), first=first, last=last),
        subtitle=say("accounts-imports-subtitle", first=first, last=last), alt=say("accounts-imports-alt", first=first, last=last),
        notes=(*old_data_note(workshop, (), last), say("accounts-note-imports"), say("accounts-note-choice")), labels=members(PRODUCT, economy, data["label"]) | {"start": str(first), "end": str(last)},
        sources=sources(workshop, [economy]),
    )  # fmt: skip


def _shift(workshop: Workshop, id: str, every: Mapping[int, SupplyUse], first: int, last: int) -> Iterator[Claim]:
    """Whether the products' own import shares moved the total, or what is supplied."""

    def word(years: tuple[int, int]) -> Mix:
        if years[0] >= years[1]:
            raise ValueError("one year has no change")
        return mix(*import_shift(every[years[0]], every[years[1]]), DECIMALS)

    try:
        within, between = import_shift(every[first], every[last])
        says = word((first, last))
    except ValueError:  # a value is not known, or the products are not the same
        return
    if says is Mix.NONE:
        return
    facts = {
        key: share_fact(
            workshop,
            f"{id}.{key}",
            abs(value),
            [every[first], every[last]],
            "accounts.import_shift",
            "percentage points",
        )
        for key, value in (("within", within), ("between", between), ("change", within + between))
    }
    said: dict[str, object] = {
        "says": says, "economy": Name("economy", every[first].economy), "first": first, "last": last, **facts,
        "direction": "up" if within + between > 0 else "down",
        "other": "none" if not unit_of(between if says is Mix.PARTS else within, DECIMALS) else "against",
    }  # fmt: skip
    yield claim(
        f"{id}:shift", Kind.COMPOSITION, says, say("accounts-shift", **said), headline=say("accounts-shift-headline", **said) if says is Mix.WEIGHTS else None,
        trials=try_variations(says, word, {"year-later": (first + 1, last), "year-earlier": (first, last - 1)}, MIXES),
        surprise=0.7 if says is Mix.WEIGHTS else 0.3, topic=f"import shift {every[first].economy}",
    )  # fmt: skip


def _most_imported(workshop: Workshop, id: str, every: Mapping[int, SupplyUse], year: int) -> Iterator[Claim]:
    """The product of which imports are the largest share of supply, with the next; none where two share the most."""

    def shares(year: int) -> pd.Series:
        return import_content(every[year])["share"].drop(index="total").dropna()

    found = shares(year)
    order = ranking(found, DECIMALS)
    if order.says not in (Lead.FIRM, Lead.NARROW):
        return
    code, economy = order.first[0], every[year].economy
    second = str(found.drop(index=code).sort_values(ascending=False, kind="stable").index[0])
    top, next_ = (
        share_fact(workshop, f"{id}.{key}", found[one], [every[year]], "accounts.import_content", product=one)
        for key, one in (("top", code), ("second", second))
    )
    yield claim(
        f"{id}:top", Kind.RANK, code,
        say("accounts-most-imported", product=member(PRODUCT, economy, code), share=top, next=next_, year=year, others="other" if len(found) == 2 else "several"),
        trials=try_variations(code, lambda one: " ".join(ranking(shares(one), DECIMALS).first), _neighbours(year)), surprise=0.3,
        topic=f"most imported {economy}",
    )  # fmt: skip
