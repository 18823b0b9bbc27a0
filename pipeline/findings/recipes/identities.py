"""Recipe of the identities of the supply and use tables: how many hold, break, or cannot be assessed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import pandas as pd

from pipeline.findings.accounting import ranges, sources
from pipeline.findings.claims import Claim, Kind
from pipeline.findings.claims.claim import claim
from pipeline.findings.claims.level import Part, part
from pipeline.findings.exhibit import Exhibit
from pipeline.findings.facts import Fact
from pipeline.findings.messages import Listed, Message, Name, Span, say
from pipeline.findings.workshop import Workshop
from pipeline.methods.accounts.identities import BASIC_PRICES, identities_by_year, not_assessed, summary
from pipeline.model.supply_use import SupplyUse

PARTS = ("hold", "broken", "not_assessed")


def begin(workshop: Workshop) -> None:
    """Have others begin with the identities of all economies."""
    for economy in workshop.data.supply_use:
        workshop.begin(f"identities {economy}", identities_by_year, partial(_ready, workshop, economy))


def _ready(workshop: Workshop, economy: str) -> tuple[object, ...]:
    return (all_tables(workshop, economy),)


def all_tables(workshop: Workshop, economy: str) -> dict[int, SupplyUse]:
    """The supply and use tables of all years of an economy."""
    return workshop.watch.once(f"all tables {economy}", lambda: dict(workshop.data.supply_use[economy].items()))


def checked_identities(workshop: Workshop, economy: str) -> pd.DataFrame:
    """Every identity of all years of an economy (see ``identities_by_year``)."""
    return workshop.method(f"identities {economy}", identities_by_year, all_tables(workshop, economy))


def identity_name(code: str) -> Message:
    """The name of an identity of the method as tables and sentences have it."""
    plain = code.removesuffix(BASIC_PRICES)
    slug = plain.lower().replace("'", "").replace(" ", "-")
    name = say(f"accounts-identity-{slug}")
    return name if plain == code else say("accounts-identity-at-basic-prices", identity=name)


def held(workshop: Workshop, id: str, economies: list[str]) -> Exhibit:
    """Stacked bars: identities that hold, break and cannot be assessed, one bar an economy.

    Raises KeyError for an economy without tables.
    """
    counts: dict[str, dict[str, int]] = {}
    lacking: dict[str, list[str]] = {}
    facts: dict[str, Fact] = {}
    for economy in economies:
        tables, checked = all_tables(workshop, economy), checked_identities(workshop, economy)
        found = summary(checked)
        counts[economy] = dict(zip(PARTS, found[["hold", "broken", "unjudged"]].sum().tolist(), strict=True))
        lacking[economy] = list(dict.fromkeys(not_assessed(checked)["identity"]))
        facts |= _facts(workshop, id, economy, tables, checked, counts[economy])
    for name in PARTS:
        of = [facts[f"{economy}_{name}"] for economy in economies]
        value = sum(counts[economy][name] for economy in economies)
        facts[name] = workshop.fact(f"{id}.{name}", value, "", 0, method="sum", of=of)
    assessed = [facts["hold"], facts["broken"]]
    facts["checked"] = workshop.fact(
        f"{id}.checked", sum(fact.value for fact in assessed), "", 0, method="sum", of=assessed
    )
    data = pd.DataFrame(
        [(economy, name, counts[economy][name]) for economy in economies for name in PARTS],
        columns=["bar", "segment", "value"],
    )
    years = {economy: Span.of(all_tables(workshop, economy)) for economy in economies}
    labels: dict[str, object] = {
        economy: say("accounts-identities-bar", economy=Name("economy", economy), years=years[economy])
        for economy in economies
    }
    labels |= {name: say(f"accounts-identities-{name.replace('_', '-')}") for name in PARTS}
    whole = Span.of(year for span in years.values() for year in (span.first, span.last))
    return Exhibit(
        id, "stacked_bars", data, (), {"segments": PARTS, "share": False, "horizontal": True, "decimals": 0},
        (*_balanced(id, economies, facts, whole), *_unassessed(id, economies, facts, lacking), *_residuals(id, economies, facts)),
        title=say("accounts-identities-title"), subtitle=say("accounts-identities-subtitle", years=whole), alt=say("accounts-identities-alt"),
        notes=(say("accounts-note-tolerance"),), labels=labels, sources=sources(workshop, economies),
    )  # fmt: skip


def _facts(
    workshop: Workshop,
    id: str,
    economy: str,
    tables: Mapping[int, SupplyUse],
    checked: pd.DataFrame,
    counts: Mapping[str, int],
) -> dict[str, Fact]:
    """The counts of an economy, and where one is judged its largest residual and the broken one that is furthest off."""
    cells, unit = ranges(tables.values()), next(iter(tables.values())).unit

    def fact(name: str, value: float, unit: str, decimals: int) -> Fact:
        return workshop.fact(f"{id}.{name}", value, unit, decimals, method="accounts.identities", cells=cells)

    found = {f"{economy}_{name}": fact(f"{economy}_{name}", count, "", 0) for name, count in counts.items()}
    sizes = checked["residual"].abs()
    broken = sizes[~checked["holds"].astype("boolean").fillna(True).to_numpy(dtype=bool)]
    for name, values in (("worst", sizes), ("furthest", broken)):
        if values.notna().any():
            worst = float(values.max())
            found[f"{economy}_{name}"] = fact(f"{economy}_{name}", worst, unit, 0 if worst.is_integer() else 3)
    return found


def _balanced(id: str, economies: Sequence[str], facts: Mapping[str, Fact], years: Span) -> Iterator[Claim]:
    """How many of the identities that can be assessed hold, and by how much the others are off; none where none can be."""
    if not facts["checked"].value:
        return
    says = part(100 * facts["hold"].value / facts["checked"].value, 1)
    said: dict[str, object] = {
        "says": says if says is Part.ALL else "some", "years": years, **{name: facts[name] for name in ("checked", "hold", "broken")},
        "furthest": _each(economies, facts, "furthest"),
    }  # fmt: skip
    yield claim(
        f"{id}:hold", Kind.LEVEL, says, say("accounts-balanced", **said), headline=say("accounts-balanced-headline", **said),
        facts=[facts["checked"], facts["hold"], facts["broken"]], surprise=0.3 if says is Part.ALL else 0.8, topic="identities hold",
    )  # fmt: skip


def _unassessed(
    id: str, economies: Sequence[str], facts: Mapping[str, Fact], lacking: Mapping[str, Sequence[str]]
) -> Iterator[Claim]:
    """What cannot be assessed, and of whose tables, which lack the lines."""
    for economy in economies:
        if lacking[economy]:
            said = {
                "economy": Name("economy", economy), "count": facts[f"{economy}_not_assessed"],
                "identities": Listed(tuple(say("accounts-identity-quoted", identity=identity_name(code)) for code in lacking[economy])),
            }  # fmt: skip
            yield claim(
                f"{id}:absent-{economy}", Kind.ABSENCE, "not assessed", say("accounts-unassessed", **said), surprise=0.3,
                topic=f"identities not assessed {economy}",
            )  # fmt: skip


def _residuals(id: str, economies: Sequence[str], facts: Mapping[str, Fact]) -> Iterator[Claim]:
    """The largest residual of each economy of which one was judged."""
    found = _each(economies, facts, "worst")
    if found.messages:
        yield claim(
            f"{id}:residuals",
            Kind.LEVEL,
            "residuals",
            say("accounts-residuals", values=found),
            surprise=0.2,
            topic="identities residuals",
        )


def _each(economies: Sequence[str], facts: Mapping[str, Fact], name: str) -> Listed:
    """A fact of each economy that has it."""
    found = {economy: facts[f"{economy}_{name}"] for economy in economies if f"{economy}_{name}" in facts}
    parts = (say("accounts-residual-of", economy=Name("economy", code), value=fact) for code, fact in found.items())
    return Listed(tuple(parts), "clauses")
