"""Recipes of the governance landscape: platforms, meetings, instruments; verified rows only.

A row that is not in the registers was not read, which is not to say that there is none: all counts are of the registers.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from pipeline.findings.claims import Claim, Kind, try_variations
from pipeline.findings.claims.claim import claim
from pipeline.findings.claims.ranking import Lead, Ranking, ranking
from pipeline.findings.exhibit import Exhibit
from pipeline.findings.facts import Fact
from pipeline.findings.messages import Name, Names, Span, say
from pipeline.findings.registers import REGISTERS, count_fact
from pipeline.findings.workshop import Workshop
from pipeline.methods.landscape import theme_counts

DECADE, RECENT = 10, 3  # years before the edition that count as the last ten, and as recent
LAYERS = ("multilateral", "plurilateral", "regional", "bilateral", "private")  # from the widest to the narrowest
WIDTHS = (1, 2, 5, 10, 20, 50, 100, 200)  # years of a column of a timeline
COLUMNS = 12
NAMED = 3  # names that a sentence lists
WHOLE = "multilateral"


def platform_timeline(workshop: Workshop, id: str, first: int = 1995) -> Exhibit:
    """Timeline: platforms by kind of membership, from their first to their latest known edition."""
    register = workshop.data.governance.platforms
    verified = register[register["verified"]]
    rows = verified[verified["first_year"].notna()].copy()
    if rows.empty:
        raise ValueError(f"{id}: no platform has a year of its first edition")
    rows["end"] = rows["latest_known_edition_year"].fillna(rows["first_year"])
    rows["start"] = rows["first_year"].clip(lower=first)
    rows["end"] = rows["end"].clip(lower=first)
    rows = rows.sort_values(["membership_type", "first_year", "id"])
    data = (
        rows[["membership_type", "start", "end", "id", "output_type", "first_year"]]
        .set_axis(["lane", "start", "end", "label", "kind", "first_year"], axis="columns")
        .reset_index(drop=True)
    )
    clipped = int(rows["first_year"].min()) < first
    return Exhibit(
        id, "timeline", data, (), {}, tuple(_starts(workshop, id, rows)),
        title=say("platforms-title", year=workshop.edition.year),
        subtitle=say("platforms-subtitle-clipped" if clipped else "platforms-subtitle", first=first),
        alt=say("platforms-alt", count=len(rows)),
        notes=(say("platforms-bar"), say("platforms-unread", count=len(verified) - len(rows))),
        labels={code: Name("platform", code) for code in data["label"]}
        | {code: Name("register", code) for code in [*data["lane"], *data["kind"]]},
        sources=(REGISTERS,),
    )  # fmt: skip


def _starts(workshop: Workshop, id: str, rows: pd.DataFrame) -> Iterator[Claim]:
    """How many platforms are young, how many of the others are still read about, and which is the oldest."""
    since, lately = workshop.edition.year - DECADE + 1, workshop.edition.year - RECENT
    before = rows[rows["first_year"] < since]
    young, total, older, alive = (
        count_fact(workshop, f"{id}.{key}", part, "Platforms")
        for key, part in (
            ("since", rows[rows["first_year"] >= since]),
            ("platforms", rows),
            ("before", before),
            ("before_alive", before[before["end"] >= lately]),
        )
    )
    said = {"young": young, "total": total, "since": since}
    yield claim(
        f"{id}:young", Kind.SHARE, _half(young.value, total.value), say("platforms-young", **said),
        headline=say("platforms-young-headline", **said), facts=[young, total], surprise=0.4, topic="platforms young",
    )  # fmt: skip
    begun = int(rows["first_year"].min())
    oldest = tuple(sorted(rows.loc[rows["first_year"] == begun, "id"]))
    yield claim(
        f"{id}:oldest", Kind.RANK, " ".join(oldest),
        say("platforms-oldest", names=Names("platform", oldest[:NAMED]), more=max(len(oldest) - NAMED, 0), year=begun),
        facts=[total], surprise=0.15, topic="platforms oldest",
    )  # fmt: skip
    if len(before):
        yield claim(
            f"{id}:alive", Kind.SHARE, _half(alive.value, older.value),
            say("platforms-alive", older=older, alive=alive, since=since, lately=lately, rest=int(older.value - alive.value)),
            facts=[older, alive], surprise=0.45, topic="platforms alive",
        )  # fmt: skip


def _half(part: float, whole: float) -> str:
    """Whether a part is most of a whole, half of it or less."""
    return "most" if 2 * part > whole else "half" if 2 * part == whole else "fewer"


def instrument_timeline(workshop: Workshop, id: str) -> Exhibit:
    """Stacked columns: instruments adopted by period and layer; all periods are equally long."""
    register = workshop.data.governance.instruments
    verified = register[register["verified"]]
    rows = verified[verified["adopted_year"].notna()].copy()
    if rows.empty:
        raise ValueError(f"{id}: no instrument has a year of adoption")
    adopted = rows["adopted_year"].astype(int)
    bounds = periods(int(adopted.min()), max(int(adopted.max()), workshop.edition.year))
    names = [f"{low}–{high}" if high > low else str(low) for low, high in bounds]
    rows["bar"] = [next(n for n, (low, high) in zip(names, bounds, strict=True) if low <= y <= high) for y in adopted]
    found = set(rows["layer"])
    layers = [*(layer for layer in LAYERS if layer in found), *sorted(found - set(LAYERS))]
    counts = rows.groupby(["bar", "layer"]).size()
    data = pd.DataFrame(
        [(bar, layer, int(counts.get((bar, layer), 0))) for bar in names for layer in layers],
        columns=["bar", "segment", "value"],
    )
    undated = verified[verified["adopted_year"].isna()]
    if len(undated):
        count_fact(workshop, f"{id}.undated", undated, "Instruments")
    options = {"segments": tuple(layers), "share": False, "horizontal": False, "decimals": 0}
    return Exhibit(
        id, "stacked_bars", data, (), options, tuple(_instruments(workshop, id, rows)),
        title=say("instruments-title", years=Span.of(adopted)),
        subtitle=say("instruments-subtitle", length=bounds[0][1] - bounds[0][0] + 1),
        alt=say("instruments-alt", count=len(names)),
        notes=(say("instruments-found"), say("instruments-undated", count=len(undated)), say("instruments-force")),
        labels={layer: Name("register", layer) for layer in layers}, sources=(REGISTERS,),
    )  # fmt: skip


def periods(first: int, last: int) -> list[tuple[int, int]]:
    """Periods of one length that end in ``last`` and reach back to ``first``, at most twelve; the first may begin before it.

    >>> periods(1995, 2026)
    [(1992, 1996), (1997, 2001), (2002, 2006), (2007, 2011), (2012, 2016), (2017, 2021), (2022, 2026)]
    """
    years = last - first + 1
    width = next((width for width in WIDTHS if -(-years // width) <= COLUMNS), WIDTHS[-1])
    count = -(-years // width)
    return [(last - width * n + 1, last - width * (n - 1)) for n in range(count, 0, -1)]


def _instruments(workshop: Workshop, id: str, rows: pd.DataFrame) -> Iterator[Claim]:
    """Of which layer most instruments are, whether the recent ones are the work of all, and how many bind."""
    year = workshop.edition.year
    since = year - DECADE + 1
    binding = rows[rows["binding"] == "yes"]
    in_force = binding[(binding["in_force_year"].fillna(9999) <= year).astype(bool)]
    recent = rows[rows["adopted_year"] >= since]
    facts = {
        key: count_fact(workshop, f"{id}.{name}", part, "Instruments")
        for key, name, part in (
            ("total", "instruments", rows),
            ("recent", "since", recent),
            ("small", "since_not_multilateral", recent[recent["layer"] != WHOLE]),
            ("design", "binding_by_design", binding),
            ("force", "binding", in_force),
        )
    }

    def leader(part: pd.DataFrame) -> str:
        return " ".join(sorted(ranking(part["layer"].value_counts().astype(float), 0).first))

    order = ranking(rows["layer"].value_counts().astype(float), 0)
    top = count_fact(workshop, f"{id}.leading", rows[rows["layer"] == order.first[0]], "Instruments")
    said: dict[str, object] = {
        "layers": Names("register", order.first), "count": top, "total": facts["total"], "year": year, "says": order.says,
    }  # fmt: skip
    yield claim(
        f"{id}:layer", Kind.RANK, " ".join(sorted(order.first)), say("instruments-layer", **said),
        headline=say("instruments-layer-headline", **said), facts=[top, facts["total"]],
        trials=try_variations(" ".join(sorted(order.first)), leader, {"last-ten-years": recent, "binding-by-design": binding}),
        surprise=0.3, topic="instruments layer",
    )  # fmt: skip
    if len(recent):
        said = {"small": facts["small"], "recent": facts["recent"], "since": since}

        def narrow(begin: int) -> str:
            part = rows[rows["adopted_year"] >= begin]
            return _half((part["layer"] != WHOLE).sum(), len(part))

        says = narrow(since)
        yield claim(
            f"{id}:recent", Kind.SHARE, says, say("instruments-recent", **said), headline=say("instruments-recent-headline", **said),
            facts=[facts["small"], facts["recent"]],
            trials=try_variations(says, narrow, {"cutoff-earlier": since - RECENT, "cutoff-later": since + RECENT}, (("most", "fewer"),)),
            surprise=0.5, topic="instruments recent",
        )  # fmt: skip
    yield claim(
        f"{id}:binding", Kind.SHARE, _half(facts["design"].value, facts["total"].value),
        say("instruments-binding", design=facts["design"], force=facts["force"], total=facts["total"], year=year),
        headline=say("instruments-binding-headline", design=facts["design"], force=facts["force"], total=facts["total"], year=year),
        facts=[facts["design"], facts["force"]], surprise=0.35, topic="instruments binding",
    )  # fmt: skip


def theme_matrix(workshop: Workshop, id: str, register: str, by: str) -> Exhibit:
    """Matrix: counts of platforms or instruments by theme and a column of the register."""
    frame = getattr(workshop.data.governance, register)
    data = theme_counts(frame, by)
    if data.empty:
        raise ValueError(f"{id}: no row of the register of {register} was read at a source")
    totals = data.groupby("row")["value"].sum().sort_values(ascending=False, kind="stable")
    columns = data.groupby("column")["value"].sum().sort_values(ascending=False, kind="stable").index.tolist()
    full = [(row, column) for row in totals.index for column in columns]
    data = data.set_index(["row", "column"])["value"].reindex(pd.MultiIndex.from_tuples(full), fill_value=0)
    data = data.rename_axis(["row", "column"]).reset_index()
    verified = frame[frame["verified"]]
    return Exhibit(
        id, "matrix", data, (), {"kind": "bubble"}, tuple(_themes(workshop, id, register, by, verified, totals)),
        title=say("themes-title", register=register, year=workshop.edition.year), subtitle=say("themes-subtitle", register=register),
        alt=say("themes-alt", themes=len(totals), columns=len(columns)),
        notes=(say("themes-judged", register=register), say("themes-read", register=register, rows=len(verified))),
        labels={code: Name("theme", code) for code in totals.index} | {code: Name("register", code) for code in columns},
        sources=(REGISTERS,),
    )  # fmt: skip


def _themes(
    workshop: Workshop, id: str, register: str, by: str, rows: pd.DataFrame, totals: pd.Series
) -> Iterator[Claim]:
    """The themes of most and of fewest rows; tried with each row shared out over its themes, and without a kind of row."""

    def fact(key: str, theme: str) -> Fact:
        part = rows[rows["themes"].map(lambda themes: theme in themes)]
        return count_fact(workshop, f"{id}.{key}", part, register.capitalize())

    def again(asked: tuple[pd.DataFrame, bool]) -> str:
        part, shared = asked
        pairs = [(theme, 1 / len(themes) if shared else 1.0) for themes in part["themes"] for theme in themes]
        sums = pd.DataFrame(pairs, columns=["theme", "share"]).groupby("theme")["share"].sum()
        return " ".join(sorted(ranking(sums, 6).first))

    order: Ranking = ranking(totals.astype(float), 0)
    number = count_fact(workshop, f"{id}.rows", rows, register.capitalize())
    most, least = fact("most", order.first[0]), fact("least", order.last[-1])
    said: dict[str, object] = {
        "register": register, "themes": Names("theme", order.first[:NAMED]), "count": len(order.first), "most": most, "rows": number,
        "says": order.says, "year": workshop.edition.year, "lead": int(order.lead),
    }  # fmt: skip
    says = " ".join(sorted(order.first))
    kinds = rows[by].value_counts()
    tried = {"shared-out": (rows, True), "without-largest-kind": (rows[rows[by] != kinds.index[0]], False)}
    if register == "instruments":
        tried["binding-by-design"] = (rows[rows["binding"] == "yes"], False)
    yield claim(
        f"{id}:most", Kind.RANK, says, say("themes-most", **said), headline=say("themes-most-headline", **said),
        facts=[most, number], trials=try_variations(says, again, tried), surprise=0.35, topic=f"{register} most",
    )  # fmt: skip
    if order.says not in (Lead.ALL_EQUAL, Lead.ALONE):
        yield claim(
            f"{id}:least", Kind.RANK, " ".join(sorted(order.last)),
            say("themes-least", register=register, themes=Names("theme", order.last[:NAMED]), count=len(order.last), least=least, rows=number),
            facts=[least], surprise=0.3, topic=f"{register} least",
        )  # fmt: skip


def meetings_by_year(workshop: Workshop, id: str, first: int) -> Exhibit:
    """Stacked columns: meetings read about by year and by who takes part in their platform."""
    governance = workshop.data.governance
    kind = governance.platforms.set_index("id")["membership_type"]
    rows = governance.meetings[governance.meetings["verified"] & (governance.meetings["year"] >= first)].copy()
    if rows.empty:
        raise ValueError(f"{id}: no meeting since {first} was read at a source")
    rows["segment"] = rows["platform_id"].map(kind)
    kinds = rows["segment"].value_counts(sort=True).index.tolist()
    counts = rows.groupby(["year", "segment"]).size()
    years = range(first, int(rows["year"].max()) + 1)
    data = pd.DataFrame(
        [(str(y), s, int(counts.get((y, s), 0))) for y in years for s in kinds], columns=["bar", "segment", "value"]
    )
    options = {"segments": tuple(kinds), "share": False, "horizontal": False, "decimals": 0}
    return Exhibit(
        id, "stacked_bars", data, (), options, tuple(_meetings(workshop, id, rows, first)),
        title=say("meetings-title", years=Span(first, years[-1])), subtitle=say("meetings-subtitle", years=Span(first, years[-1])),
        alt=say("meetings-alt", count=len(years)), notes=(say("meetings-found"),),
        labels={code: Name("register", code) for code in kinds}, sources=(REGISTERS,),
    )  # fmt: skip


def _meetings(workshop: Workshop, id: str, rows: pd.DataFrame, first: int) -> Iterator[Claim]:
    """To which kind of platform most meetings belong, and of which year most were read."""
    per_year, per_kind = rows.groupby("year").size().astype(float), rows["segment"].value_counts().astype(float)
    years, kinds = ranking(per_year, 0), ranking(per_kind, 0)

    def leader(part: pd.DataFrame) -> str | None:
        return " ".join(sorted(ranking(part["segment"].value_counts().astype(float), 0).first)) if len(part) else None

    total = count_fact(workshop, f"{id}.meetings", rows, "Meetings")
    most = count_fact(workshop, f"{id}.{kinds.first[0]}", rows[rows["segment"] == kinds.first[0]], "Meetings")
    said: dict[str, object] = {
        "total": total, "most": most, "kinds": Names("register", kinds.first), "first": first, "says": kinds.says,
    }  # fmt: skip
    middle = int(rows["year"].median())
    says = " ".join(sorted(kinds.first))
    yield claim(
        f"{id}:kind", Kind.SHARE, says, say("meetings-kind", **said), headline=say("meetings-kind-headline", **said),
        facts=[total, most], surprise=0.3, topic="meetings kind",
        trials=try_variations(says, leader, {"earlier-half": rows[rows["year"] <= middle], "later-half": rows[rows["year"] > middle]}),
    )  # fmt: skip
    if years.says not in (Lead.ALL_EQUAL, Lead.ALONE):
        peak = count_fact(workshop, f"{id}.peak", rows[rows["year"] == int(years.first[0])], "Meetings")
        yield claim(
            f"{id}:peak", Kind.RANK, " ".join(sorted(years.first)),
            say("meetings-peak", years=" ".join(sorted(years.first)), count=len(years.first), year=max(int(one) for one in years.first), peak=peak),
            facts=[peak], surprise=0.15, topic="meetings peak",
        )  # fmt: skip
