"""Recipes of what is new: the figures of each series against those of its earlier release."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pandas as pd

from pipeline.findings.claims import Claim, Kind, try_variations
from pipeline.findings.claims.claim import claim
from pipeline.findings.claims.level import half
from pipeline.findings.claims.ranking import Lead, ranking
from pipeline.findings.exhibit import Exhibit
from pipeline.findings.facts import Fact
from pipeline.findings.messages import Message, Name, Names, say
from pipeline.findings.releases import compared, sheets_of_releases
from pipeline.findings.wording import is_percent
from pipeline.findings.workshop import Workshop
from pipeline.methods.quality.releases import Compared, Fate
from pipeline.methods.quality.tolerance import UNITS

SEGMENTS = {
    "same": (Fate.SAME,), "reflagged": (Fate.REFLAGGED,), "revised": (Fate.REVISED,), "added": (Fate.ADDED, Fate.EXTENDED),
    "withdrawn": (Fate.WITHDRAWN,),
}  # fmt: skip
SHOWN = 12  # series that are drawn, those with the most changes
NAMED = 4  # economies or series that a sentence lists
METHOD = "quality.compare_releases"
TOLERANCES = {"twice-tolerance": 2.0, "half-tolerance": 0.5}
HALVES = (("majority", "minority"),)
TINY = 0.05  # per cent below which a share would print as none
FEWEST = 30  # figures in both releases from which a share of a series is compared with others


def replaced(workshop: Workshop, id: str) -> Exhibit:
    """Stacked bars: what became of the figures of each series since its earlier release, in per cent of all in either.

    Raises ValueError where no series has an earlier release.
    """
    every = compared(workshop)
    if not every:
        raise ValueError(f"{id}: no series has an earlier release")
    table = pd.DataFrame(
        {code: {name: found.count(*fates) for name, fates in SEGMENTS.items()} for code, found in every.items()}
    ).T
    share = 100 * table.div(table.sum(axis=1), axis=0)
    changed = share["same"].sort_values(kind="stable")
    order = (changed[changed < 100] if (changed < 100).any() else changed).index[:SHOWN]
    left = int((changed < 100).sum()) - len(order)
    rows = [(code, name, float(share.loc[code, name])) for code in order for name in SEGMENTS]
    data = pd.DataFrame(rows, columns=["bar", "segment", "value"])
    closed = workshop.data.closed
    which = "edition" if closed else "releases"
    return Exhibit(
        id, "stacked_bars", data, tuple(order), {"segments": tuple(SEGMENTS), "share": True, "horizontal": True, "decimals": 0},
        tuple(_replaced(workshop, id, every)),
        title=say("news-replaced-title"), subtitle=say("news-replaced-subtitle", which=which, year=closed.year if closed else 0),
        alt=say("news-replaced-alt", count=len(order)),
        notes=(say("news-replaced-tolerance", units=UNITS), say("news-replaced-years"), *_flags(every), *_left(left)),
        labels={code: Name("short", code) for code in order} | {name: say("news-revised-bar" if name == "revised" else f"news-{name}") for name in SEGMENTS},
    )  # fmt: skip


def _flags(every: Mapping[str, Compared]) -> Iterator[Message]:
    """Which series tell no status in the earlier release."""
    silent = tuple(code for code, found in every.items() if not found.flags)
    if silent:
        yield say("news-replaced-flags", count=len(silent), total=len(every))


def _left(number: int) -> Iterator[Message]:
    if number > 0:
        yield say("news-replaced-left", count=number)


def _replaced(workshop: Workshop, id: str, every: Mapping[str, Compared]) -> Iterator[Claim]:
    """How many figures were revised, in which series most, which percentage farthest, what came and what went."""
    pairs = workshop.fact(f"{id}.pairs", len_of(every), "", 0, method=METHOD, cells=sheets_of_releases(workshop))
    of = (pairs,)
    both = len_of(every)

    def fact(key: str, value: float, unit: str = "", decimals: int = 0) -> Fact:
        return workshop.fact(f"{id}.{key}", value, unit, decimals, method=METHOD, of=of)

    moved, series = fact("revised", _revised(every)), fact("series", len(every))
    closed = workshop.data.closed
    said: dict[str, object] = {
        "pairs": pairs, "revised": moved, "series": series, "which": "edition" if closed else "releases",
        "year": closed.year if closed else 0,
    }  # fmt: skip
    if both:
        share = said["share"] = fact(
            "share", 100 * _revised(every) / both, "%", 0 if 10 * _revised(every) >= both else 1
        )
        each = [one.revised() / len(one.pairs) for one in every.values() if len(one.pairs)]
        said["tiny"] = "yes" if share.value < TINY else "no"
        says = half(100 * _revised(every) / both)
        trials = try_variations(says, lambda times: half(100 * _revised(every, times) / both), TOLERANCES, HALVES)
        trials += try_variations(
            says, lambda shares: half(100 * sum(shares) / len(shares)), {"each-series-alike": each}, HALVES
        )
        yield claim(
            f"{id}:revised", Kind.SHARE, says if _revised(every) else "none", say("news-revised", **said),
            headline=say("news-revised-headline", **said), facts=[pairs, moved, share], trials=trials, surprise=0.5, topic="news revised",
        )  # fmt: skip
        yield from _most_revised(workshop, id, every, of)
    yield from _largest(workshop, id, every, of)
    yield from _came_and_went(id, every, fact)


def _revised(every: Mapping[str, Compared], times: float = 1.0) -> int:
    """How many figures of all series moved by more than so many times the tolerance."""
    return sum(found.revised(times) for found in every.values())


def len_of(every: Mapping[str, Compared]) -> int:
    """How many figures stand in both releases of all series."""
    return sum(len(found.pairs) for found in every.values())


def _shares(every: Mapping[str, Compared], times: float = 1.0) -> pd.Series:
    """Per cent of the figures in both releases that were revised, of series with enough of them."""
    enough = {code: found for code, found in every.items() if len(found.pairs) >= FEWEST}
    return pd.Series(
        {code: 100 * found.revised(times) / len(found.pairs) for code, found in enough.items()}, dtype=float
    )


def _most_revised(workshop: Workshop, id: str, every: Mapping[str, Compared], of: tuple[Fact, ...]) -> Iterator[Claim]:
    """The series of which most figures were revised."""
    shares = _shares(every)
    order = ranking(shares, 0) if len(shares) > 1 else None
    if order is None or order.says is Lead.ALL_EQUAL:
        return
    first = workshop.fact(f"{id}.most", shares[order.first[0]], "%", 0, method=METHOD, of=of)
    says = " ".join(sorted(order.first))
    yield claim(
        f"{id}:most", Kind.RANK, says, say("news-most", names=Names("short", order.first[:NAMED]), share=first),
        facts=[first], trials=try_variations(says, lambda times: " ".join(sorted(ranking(_shares(every, times), 0).first)), TOLERANCES),
        surprise=0.4, topic="news most",
    )  # fmt: skip


def _largest(workshop: Workshop, id: str, every: Mapping[str, Compared], of: tuple[Fact, ...]) -> Iterator[Claim]:
    """The largest revision of a percentage; those of other units cannot be set beside it."""
    found = []
    for code, one in every.items():
        meta = workshop.indicator(code)
        if is_percent(meta.unit):
            top = one.largest(meta.decimals)
            found += [(abs(round(float(row.revision), meta.decimals)), code, row) for row in top.itertuples()]
    if not found:
        return
    size = max(one[0] for one in found)
    top_rows = [one for one in found if one[0] == size]
    if len(top_rows) > 1:
        return
    _, code, row = top_rows[0]
    meta = workshop.indicator(code)
    before, after = (
        workshop.fact(f"{id}.largest_{key}", value, meta.unit, meta.decimals, method=METHOD, of=of, indicator=code, year=int(row.TIME_PERIOD))
        for key, value in (("before", float(row.earlier)), ("after", float(row.later)))
    )  # fmt: skip
    yield claim(
        f"{id}:largest", Kind.RANK, f"{code} {row.REF_AREA} {row.TIME_PERIOD}",
        say("news-largest", name=Name("short", code), economy=Name("economy", str(row.REF_AREA)), year=int(row.TIME_PERIOD), before=before, after=after),
        facts=[before, after], surprise=0.55, topic="news largest",
    )  # fmt: skip


def _came_and_went(id: str, every: Mapping[str, Compared], make: Callable[[str, float], Fact]) -> Iterator[Claim]:
    """New figures and withdrawn ones; economies that a series had before and has no more."""
    added = sum(found.count(Fate.ADDED, Fate.EXTENDED) for found in every.values())
    filled = sum(found.count(Fate.ADDED) for found in every.values())
    gone = sum(found.count(Fate.WITHDRAWN) for found in every.values())
    facts = {"added": make("added", added), "filled": make("filled", filled), "gone": make("withdrawn", gone)}
    if added or gone:
        says = "more" if added > gone else "fewer" if gone > added else "even"
        yield claim(
            f"{id}:came", Kind.COMPARISON, says, say("news-came", **facts), facts=facts.values(), surprise=0.3, topic="news came",
        )  # fmt: skip
    lost = {code: found.vanished for code, found in every.items() if found.vanished}
    if lost:
        economies = sorted({area for areas in lost.values() for area in areas})
        number = make("vanished", len(economies))
        yield claim(
            f"{id}:vanished", Kind.ABSENCE, "vanished",
            say("news-vanished", names=Names("economy", tuple(economies[:NAMED])), more=max(len(economies) - NAMED, 0), number=number,
                series=len(lost)),
            facts=[number], surprise=0.45, topic="news vanished",
        )  # fmt: skip
