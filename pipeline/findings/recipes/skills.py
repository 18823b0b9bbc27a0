"""Recipe of skill levels: basic and above-basic skills by area, medians over the economies that measure them."""

from __future__ import annotations

import pandas as pd

from pipeline.findings.claims import Claim, Kind, try_variations
from pipeline.findings.claims.claim import claim
from pipeline.findings.claims.ranking import Lead, ranking
from pipeline.findings.exhibit import Exhibit
from pipeline.findings.messages import Span, say
from pipeline.findings.workshop import Workshop


def levels(workshop: Workshop, id: str, areas: list[list[str]]) -> Exhibit:
    """Dumbbells by area of skills: people with above-basic skills, and with at least basic ones.

    ``areas`` lists pairs of codes, basic and above basic; shares of people at exactly that level add up. Each economy
    counts with its latest year that has both; shown are those that measure every area. Raises ValueError where there is none.
    """
    tables = {basic: _both(workshop, basic, above) for basic, above in areas}
    empty = [basic for basic, table in tables.items() if table.empty]
    if empty:
        raise ValueError(f"{id}: no economy has both levels of {', '.join(empty)}")
    same = sorted(set.intersection(*(set(table.index) for table in tables.values())))
    if not same:
        raise ValueError(f"{id}: no economy measures every area")
    tables = {basic: table.loc[same] for basic, table in tables.items()}
    medians = {basic: (table["above"].median(), table["any"].median()) for basic, table in tables.items()}
    rows = [(basic, above, whole, len(same)) for basic, (above, whole) in medians.items()]
    data = pd.DataFrame(rows, columns=["label", "start", "end", "economies"]).sort_values("end", ascending=False)
    data = data.reset_index(drop=True)
    years = pd.concat([table["year"] for table in tables.values()])
    notes = (
        say("skills-note-economies", economies=len(same), years=Span.of(years)),
        say("skills-note-sample"),
    )
    labels: dict[str, object] = {
        basic: say(f"skills-area-{basic.rpartition('_')[0].rpartition('_')[2].lower()}") for basic in tables
    }
    return Exhibit(
        id, "dumbbell", data, tuple(code for pair in areas for code in pair),
        {"decimals": 0, "start_key": "start", "end_key": "end", "x_from_zero": True},
        tuple(_claims(workshop, id, tables, dict(areas), labels)), title=say("skills-title"),
        subtitle=say("skills-subtitle", years=Span.of(years)), alt=say("skills-alt", count=len(data)), notes=notes,
        labels=labels | {"start": say("skills-above"), "end": say("skills-any")},
    )  # fmt: skip


def _both(workshop: Workshop, basic: str, above: str) -> pd.DataFrame:
    """Latest year of each economy with both levels: above, any (basic and above), year."""
    frames = [
        workshop.data.observations.of(code).set_index(["REF_AREA", "TIME_PERIOD"])["OBS_VALUE"]
        for code in (basic, above)
    ]
    pairs = pd.concat(frames, axis="columns", keys=["basic", "above"]).dropna().reset_index()
    latest = pairs.sort_values("TIME_PERIOD").drop_duplicates("REF_AREA", keep="last").set_index("REF_AREA")
    return pd.DataFrame(
        {"above": latest["above"], "any": latest["basic"] + latest["above"], "year": latest["TIME_PERIOD"]}
    )


def _claims(
    workshop: Workshop, id: str, tables: dict[str, pd.DataFrame], areas: dict[str, str], labels: dict[str, object]
) -> list[Claim]:
    """The area in which fewest and most have at least basic skills, over the economies that measure every area."""
    same = list(next(iter(tables.values())).index)
    if len(tables) < 2:
        return []

    def order(economies: list[str]) -> str:
        found = ranking(pd.Series({basic: table.loc[economies, "any"].median() for basic, table in tables.items()}), 0)
        return f"{' '.join(found.first)}>{' '.join(found.last)}"

    medians = pd.Series({basic: float(table.loc[same, "any"].median()) for basic, table in tables.items()})
    found = ranking(medians, 0)
    if found.says is Lead.ALL_EQUAL or len(found.last) > 1 or len(found.first) > 1:
        return []
    facts = {}
    for key, basic in (("most", found.first[0]), ("least", found.last[0])):
        table = tables[basic].loc[same]
        facts[key] = workshop.fact(
            f"{id}.{key}", medians[basic], "%", 0, method="median over economies of basic and above-basic skills",
            inputs=[(code, table["year"]) for code in (basic, areas[basic])],
        )  # fmt: skip
        facts[f"{key}_above"] = workshop.fact(
            f"{id}.{key}_above", float(table["above"].median()), "%", 0, method="median over economies",
            inputs=[(areas[basic], table["year"])],
        )  # fmt: skip
    count = workshop.fact(f"{id}.economies", len(same), "", 0, method="economies with every area", inputs=[(areas[found.first[0]], tables[found.first[0]].loc[same, "year"])])  # fmt: skip
    year = int(max(table.loc[same, "year"].max() for table in tables.values()))
    recent = [one for one in same if all(table.loc[one, "year"] >= year - 2 for table in tables.values())]
    said: dict[str, object] = {
        "best": labels[found.first[0]], "worst": labels[found.last[0]], "economies": count, "year": year,
        **{name.replace("_", "-"): fact for name, fact in facts.items()},
    }  # fmt: skip
    says = order(same)
    trials = try_variations(
        says, lambda members: order(members) if len(members) > 4 else None,
        {"recent-years": recent, "without-highest": [one for one in same if one != tables[found.first[0]].loc[same, "any"].idxmax()]},
    )  # fmt: skip
    return [
        claim(f"{id}:areas", Kind.COMPARISON, says, say("skills-areas", **said), headline=say("skills-areas-headline", **said),
              facts=(*facts.values(), count), trials=trials, surprise=0.5, topic="skill areas")
    ]  # fmt: skip
