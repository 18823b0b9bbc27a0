"""Recipes of the state of law: how many economies have legislation in each area, or in one area by group.

"No data" is no answer and stands apart from "no legislation"; shares are over the economies with an answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from pipeline.findings.claims import Claim, Kind, Trial, try_variations
from pipeline.findings.claims.claim import claim
from pipeline.findings.claims.ranking import Lead, ranking
from pipeline.findings.exhibit import Exhibit
from pipeline.findings.facts import Fact
from pipeline.findings.messages import Message, Name, Names, say
from pipeline.findings.workshop import POPULATION, Workshop

STATES = ("legislation", "draft", "no_legislation", "no_data")
ANSWERS = STATES[:3]
LAW = "legislation"
LARGE = 1e6
# What an area of law is about, by theme: the agenda puts a finding before the platforms of its theme.
THEMES = {
    "electronic_transactions": "digital_trade", "consumer_protection": "digital_trade", "privacy": "data_governance",
    "cybercrime": "digital_security", "indirect_taxation": "digital_economy",
}  # fmt: skip


def by_area(workshop: Workshop, id: str, areas: list[str]) -> Exhibit:
    """Bars: economies by state of the law, one bar an area of law. Raises ValueError where an area has no row."""
    rows = workshop.data.laws.cyberlaw
    blocks = {area: rows[rows["area"] == area] for area in areas}
    label = {area: Name("register", area) for area in areas}
    return _exhibit(workshop, id, blocks, label, say("laws-title"))


def by_group(workshop: Workshop, id: str, area: str, groups: str) -> Exhibit:
    """Bars: economies by state of the law in one area, one bar a group. Raises ValueError where a group has no row."""
    rows = workshop.data.laws.cyberlaw
    rows = rows[rows["area"] == area]
    blocks = {group.code: rows[rows["iso3"].isin(group.members)] for group in workshop.groups(groups)}
    label = {group: Name("group", group) for group in blocks}
    return _exhibit(workshop, id, blocks, label, say("laws-title-area", area=Name("register", area)), area)


def _exhibit(
    workshop: Workshop,
    id: str,
    blocks: Mapping[str, pd.DataFrame],
    label: Mapping[str, Name],
    title: Message,
    area: str = "",
) -> Exhibit:
    """The bars of some blocks of economies; ``area`` is the one area that all are about, blank where each block is one."""
    empty = [key for key, rows in blocks.items() if rows.empty]
    if empty:
        raise ValueError(f"{id}: no row of the register for {', '.join(empty)}")
    counts = {key: rows["state"].value_counts().reindex(list(STATES), fill_value=0) for key, rows in blocks.items()}
    order = sorted(counts, key=lambda key: -counts[key][LAW] / max(counts[key][list(ANSWERS)].sum(), 1))
    data = pd.DataFrame(
        [(key, state, int(counts[key][state])) for key in order for state in STATES],
        columns=["bar", "segment", "value"],
    )
    every = pd.concat(blocks.values())
    silent = int((every["state"] == "no_data").sum())
    note = say("laws-note", day=_day(every), silent=silent)
    labels: dict[str, object] = {state: say(f"laws-state-{state.replace('_', '-')}") for state in STATES}
    return Exhibit(
        id, "stacked_bars", data, (),
        {"segments": STATES, "share": False, "decimals": 0, "ramp": "sequential", "reverse": True},
        tuple(_claims(workshop, id, {key: blocks[key] for key in order}, area)), title=title,
        subtitle=say("laws-subtitle"), alt=say("laws-alt", count=len(blocks)), notes=(note,),
        labels=labels | dict(label), sources=tuple(dict.fromkeys(every["source"])),
    )  # fmt: skip


def _day(rows: pd.DataFrame) -> int:
    """The year of the state."""
    return int(str(rows["as_of"].max())[:4])


def _claims(workshop: Workshop, id: str, blocks: Mapping[str, pd.DataFrame], area: str) -> Iterator[Claim]:
    """Where most of the economies that answer have a law, and where fewest."""
    answered = {key: rows[rows["state"].isin(ANSWERS)] for key, rows in blocks.items()}
    answered = {key: rows for key, rows in answered.items() if len(rows)}
    if not answered:
        return
    shares = pd.Series({key: 100 * float((rows["state"] == LAW).mean()) for key, rows in answered.items()})
    found = ranking(shares, 0)
    facts = {key: _facts(workshop, f"{id}.{key}", rows) for key, rows in answered.items()}
    year = _day(pd.concat(blocks.values()))
    if found.says in (Lead.ALL_EQUAL, Lead.ALONE):
        return
    people = workshop.data.observations.wide(POPULATION).iloc[:, -1]

    def ends(side: str, least: float) -> str:
        """Who has the largest, or the smallest, share over the economies with so many people."""
        large = {key: rows[people.reindex(rows["iso3"]).to_numpy() >= least] for key, rows in answered.items()}
        again = pd.Series({key: 100 * float((rows["state"] == LAW).mean()) for key, rows in large.items() if len(rows)})
        order = ranking(again, 0)
        return " ".join(order.first if side == "most" else order.last)

    def trials(side: str, says: str) -> tuple[Trial, ...]:
        return try_variations(says, lambda least: ends(side, least), {"large-economies": LARGE})

    by, kind = ("group", "group") if area else ("area", "register")
    for side, keys in (("least", found.last), ("most", found.first)):
        number, total, share = facts[keys[0]]
        said: dict[str, object] = {
            "where": Names(kind, keys), "count": len(keys), "number": number, "total": total, "share": share,
            "year": year, "by": by,
        }  # fmt: skip
        if area:
            said["area"] = Name("register", area)
        yield claim(
            f"{id}:{side}", Kind.RANK, " ".join(keys), say(f"laws-{side}", **said),
            headline=say(f"laws-{side}-headline", **said), facts=facts[keys[0]], trials=trials(side, " ".join(keys)),
            surprise=0.5 if side == "least" else 0.3, topic=f"law {side} {area} {' '.join(answered)}",
        )  # fmt: skip


def _facts(workshop: Workshop, id: str, rows: pd.DataFrame) -> tuple[Fact, Fact, Fact]:
    """Economies with a law, economies with an answer, and the share; with their rows of the register."""
    theme = THEMES.get(str(rows["area"].iloc[0]), "")
    cells = tuple(f"data/monitoring/cyberlaw.xlsx › States!C{row}" for row in rows["ROW"])
    number = workshop.fact(f"{id}.law", int((rows["state"] == LAW).sum()), "", 0, method="count of economies with legislation", cells=cells, theme=theme)  # fmt: skip
    total = workshop.fact(f"{id}.answers", len(rows), "", 0, method="count of economies with an answer", cells=cells, theme=theme)  # fmt: skip
    share = workshop.fact(f"{id}.share", 100 * number.value / total.value, "%", 0, method="share of economies with an answer", of=(number, total))  # fmt: skip
    return number, total, share
