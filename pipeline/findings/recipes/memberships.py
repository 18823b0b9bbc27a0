"""Recipe of memberships: who has joined how many instruments of a theme, from complete lists of parties only."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from pipeline.findings.claims import Claim, Kind, try_variations
from pipeline.findings.claims.claim import claim
from pipeline.findings.claims.ranking import ranking
from pipeline.findings.exhibit import Exhibit
from pipeline.findings.messages import Message, Name, Names, say
from pipeline.findings.registers import REGISTERS, count_fact, register_cells
from pipeline.findings.workshop import Workshop
from pipeline.methods.landscape.coverage import BOUND, commitments
from pipeline.methods.landscape.registers import JOINED

# Class codes by number of memberships; "none" is on none of the complete lists, "in_part" only on lists read in part.
CLASSES = ((1, 1, "one"), (2, 3, "two_three"), (4, 6, "four_six"), (7, 999, "seven"))
ORDER = ("none", "in_part", *(code for _, _, code in CLASSES))
NAMED = 5  # economies or instruments that a sentence lists


def membership_map(workshop: Workshop, id: str, theme: str) -> Exhibit:
    """Map: how many instruments of a theme with a complete list of parties each economy has joined.

    What is known and what was not read stand apart: on none of the complete lists, only on lists that were read in part.
    Raises ValueError where no instrument of the theme has a complete list.
    """
    governance = workshop.data.governance
    instruments = governance.instruments
    of_theme = instruments[instruments["verified"] & instruments["themes"].map(lambda themes: theme in themes)]
    found = workshop.once("commitments", lambda: commitments(governance))
    listed = [code for code in of_theme["id"] if code in found.matrix.columns]
    if not listed:
        raise ValueError(f"{id}: no instrument of theme {theme!r} has a complete list of parties")
    partial = of_theme[of_theme["id"].map(found.left_out) == "list of parties not complete"]
    without = of_theme[~of_theme["id"].isin([*listed, *partial["id"]])]
    joined, in_part = (_counts(workshop, codes, JOINED) for codes in (listed, list(partial["id"])))
    # Who is on no list is told of places with a population series: the others are islands without inhabitants.
    economies = sorted({*workshop.populated(), *joined.index, *in_part.index})
    counts = joined.reindex(economies).fillna(0).astype(int)
    in_part = in_part.reindex(economies).fillna(0)
    data = pd.DataFrame({"REF_AREA": economies, "value": counts.to_numpy()})
    data["class"] = [_class(int(n), bool(in_part[area])) for area, n in counts.items()]
    used = [code for code in ORDER if code in set(data["class"])]
    notes = [say("membership-bound"), say("membership-union")]
    if len(partial):
        names = list(partial["id"])
        notes.append(say("membership-partial", instruments=Names("instrument", tuple(names[:NAMED])), more=max(len(names) - NAMED, 0)))  # fmt: skip
    if len(without):
        count_fact(workshop, f"{id}.without_list", without, "Instruments")
        notes.append(say("membership-without", count=len(without)))
    labels: dict[str, object] = {area: Name("economy", area) for area in economies}
    labels |= {code: say("membership-class", low=low, high=high, open=int(high > 99)) for low, high, code in CLASSES}
    labels |= {
        "none": say("membership-none"),
        "in_part": say("membership-in-part"),
        "no_data": say("membership-elsewhere"),
    }
    options = {
        "outlines": workshop.data.outlines, "points": workshop.map_points(), "classes": tuple(used), "decimals": 0,
    }  # fmt: skip
    return Exhibit(
        id, "choropleth", data, (), options,
        tuple(_claims(workshop, id, theme, counts[counts > 0], listed, list(partial["id"]))),
        title=say("membership-title", theme=Name("theme", theme), year=workshop.edition.year), subtitle=say("membership-subtitle"),
        alt=say("membership-alt", theme=Name("theme", theme)), notes=(*notes, *_outlines()), labels=labels, sources=(REGISTERS,),
    )  # fmt: skip


def _outlines() -> tuple[Message, ...]:
    return say("membership-boundaries"), say("membership-outlines")


def _class(count: int, in_part: bool) -> str:
    if count == 0:
        return "in_part" if in_part else "none"
    return next(code for low, high, code in CLASSES if low <= count <= high)


def _counts(workshop: Workshop, instruments: list[str], statuses: tuple[str, ...]) -> pd.Series:
    """On how many lists of these instruments each economy stands, from rows read at a source."""
    parties = workshop.data.governance.parties
    rows = parties[
        parties["verified"] & parties["instrument_id"].isin(instruments) & parties["status"].isin(list(statuses))
    ]
    rows = rows[rows["iso3"].isin(list(workshop.data.economies))]
    return rows.drop_duplicates(["instrument_id", "iso3"]).groupby("iso3").size().astype(float)


def _claims(
    workshop: Workshop, id: str, theme: str, counts: pd.Series, listed: list[str], partial: list[str]
) -> Iterator[Claim]:
    """How many economies stand on a list, who stands on most, and how many on one alone."""
    governance, year = workshop.data.governance, workshop.edition.year
    read = governance.parties[governance.parties["verified"] & governance.parties["instrument_id"].isin(listed)]
    cells = register_cells(workshop, "Parties", read)
    lists = count_fact(workshop, f"{id}.lists", governance.instruments[governance.instruments["id"].isin(listed)], "Instruments")  # fmt: skip
    facts = {
        key: workshop.fact(f"{id}.{key}", number, "", 0, method="landscape.commitments", cells=cells, theme=theme)
        for key, number in (
            ("economies", len(counts)),
            ("one", int((counts == 1).sum())),
            *([("top", counts.max())] if len(counts) else []),
        )
    }
    said: dict[str, object] = {"theme": Name("theme", theme), "count": facts["economies"], "lists": lists, "year": year}
    yield claim(
        f"{id}:joined", Kind.LEVEL, "some" if len(counts) else "none", say("membership-joined", **said),
        headline=say("membership-joined-headline", **said), facts=[facts["economies"], lists], surprise=0.3,
        topic=f"membership {theme}",
    )  # fmt: skip
    if not len(counts):
        return
    order = ranking(counts.astype(float), 0)
    says = " ".join(sorted(order.first))

    def leaders(asked: tuple[list[str], tuple[str, ...]]) -> str | None:
        found = _counts(workshop, *asked)
        return " ".join(sorted(ranking(found, 0).first)) if len(found) else None

    largest = _counts_of_each(workshop, listed).idxmax()
    tried = {
        "with-partial-lists": ([*listed, *partial], JOINED),
        "parties-only": (listed, BOUND),
        "without-largest-instrument": ([code for code in listed if code != largest], JOINED),
    }
    if len(counts) > 1 and order.lead:
        said = {
            "economies": Names("economy", tuple(sorted(order.first))[:NAMED]), "top": facts["top"], "lists": lists,
            "number": len(order.first), "year": year, "theme": Name("theme", theme), "lead": int(order.lead),
        }  # fmt: skip
        yield claim(
            f"{id}:leaders", Kind.RANK, says, say("membership-leaders", **said), headline=say("membership-leaders-headline", **said),
            facts=[facts["top"]], trials=try_variations(says, leaders, tried), surprise=0.45, topic=f"membership leaders {theme}",
        )  # fmt: skip

    def alone(asked: tuple[list[str], tuple[str, ...]]) -> str | None:
        found = _counts(workshop, *asked)
        return _most(int((found == 1).sum()), len(found)) if len(found) else None

    says = _most(int(facts["one"].value), len(counts))
    yield claim(
        f"{id}:alone", Kind.SHARE, says, say("membership-alone", one=facts["one"], count=facts["economies"], lists=lists),
        facts=[facts["one"], facts["economies"]], trials=try_variations(says, alone, tried, (("most", "few"),)),
        surprise=0.3, topic=f"membership alone {theme}",
    )  # fmt: skip


def _counts_of_each(workshop: Workshop, instruments: list[str]) -> pd.Series:
    """Members of each instrument."""
    return workshop.once("commitments", lambda: commitments(workshop.data.governance)).matrix[instruments].sum()


def _most(part: int, whole: int) -> str:
    """Whether a part of those counted is most of them, or few."""
    return "most" if 2 * part > whole else "few" if 3 * part < whole else "some"
