"""Recipes of the governance landscape: platforms, meetings, instruments and parties, verified rows only."""

from __future__ import annotations

import pandas as pd

from pipeline.findings.exhibit import Exhibit, Words
from pipeline.findings.wording import amount, economies, sentences, span
from pipeline.findings.workshop import Workshop, economy_labels
from pipeline.language import Language
from pipeline.methods.landscape import joined, theme_counts


def register_source(language: Language) -> str:
    """Source line of the registers."""
    return language.text(
        "Source: register of platforms and instruments of this report (rows read at their sources); see Annex."
    )


def _themes(language: Language, codes: list[str]) -> dict[str, str]:
    """Printed names of themes."""
    return {code: language.name("theme", code) for code in codes}


def platform_timeline(workshop: Workshop, id: str, first: int = 1995) -> Exhibit:
    """Timeline: platforms by kind of membership, from their first to their latest known edition."""
    register = workshop.data.governance.platforms
    rows = register[register["verified"] & register["first_year"].notna()].copy()
    rows["end"] = rows["latest_known_edition_year"].fillna(rows["first_year"])
    rows["start"] = rows["first_year"].clip(lower=first)
    rows["end"] = rows["end"].clip(lower=first)
    rows = rows.sort_values(["membership_type", "first_year", "id"])
    data = (
        rows[["membership_type", "start", "end", "id", "output_type", "first_year"]]
        .set_axis(["lane", "start", "end", "label", "kind", "first_year"], axis="columns")
        .reset_index(drop=True)
    )
    since = workshop.fact(
        f"{id}.since_2017", int((rows["first_year"] >= 2017).sum()), "", 0, method="count", register="platforms"
    )
    total = workshop.fact(f"{id}.platforms", len(rows), "", 0, method="count", register="platforms")
    before = rows[rows["first_year"] < 2017]
    older = workshop.fact(f"{id}.before_2017", len(before), "", 0, method="count", register="platforms")
    alive = workshop.fact(
        f"{id}.before_2017_alive", int((before["end"] >= 2023).sum()), "", 0, method="count", register="platforms"
    )
    oldest = rows.sort_values("first_year").iloc[0]
    short = dict(zip(register["id"], register["name"], strict=True))

    def words(language: Language) -> Words:
        t = language.text
        title = t(
            "{recent} of {total} platforms started in 2017 or later",
            recent=amount(since, language),
            total=amount(total, language),
        )
        text = sentences(
            [
                t(
                    "The oldest platform in the register with a known start is {name} ({year}).",
                    name=short[oldest["id"]],
                    year=int(oldest["first_year"]),
                ),
                t(
                    "Of {older} platforms that started before 2017, {alive} have an edition of 2023 or later in the register: the new stages stand beside the old ones.",
                    older=amount(older, language),
                    alive=amount(alive, language),
                ),
                t("A bar ends with the latest edition read about, which need not be the last one held."),
            ],
            language,
        )
        labels = {row.id: _short(row.name) for row in register[["id", "name"]].itertuples(index=False)}
        labels |= {code: language.name("register", code) for code in set(data["lane"]) | set(data["kind"])}
        alt = t("Horizontal bars of platforms on a time axis, in lanes by membership. {summary}", summary=text)
        subtitle = t(
            "First to latest known edition, by who takes part; start before {first} drawn at {first}", first=first
        )
        return Words(title, subtitle, register_source(language), alt, text, labels)

    return Exhibit(id, "timeline", data, words, (), {})


def _short(name: str) -> str:
    """The abbreviation in brackets where a name carries one, the name up to its first comma or bracket otherwise."""
    if "(" in name:
        inner = name[name.index("(") + 1 : name.index(")")] if ")" in name else ""
        if inner and len(inner) <= 8 and inner.upper() == inner:
            return inner
    return name.split(" (", maxsplit=1)[0].split(",", maxsplit=1)[0].split(" / ", maxsplit=1)[0]


def instrument_timeline(workshop: Workshop, id: str) -> Exhibit:
    """Stacked columns: instruments adopted by period and layer."""
    register = workshop.data.governance.instruments
    rows = register[register["verified"] & register["adopted_year"].notna()].copy()
    edges = [0, 1999, 2009, 2014, 2017, 2020, 2023, 2026]
    names = ["–1999", "2000–2009", "2010–2014", "2015–2017", "2018–2020", "2021–2023", "2024–2026"]
    rows["bar"] = pd.cut(rows["adopted_year"], edges, labels=names).astype(str)
    layers = [
        layer
        for layer in ("multilateral", "plurilateral", "regional", "bilateral", "private")
        if layer in set(rows["layer"])
    ]
    counts = rows.groupby(["bar", "layer"]).size()
    data = pd.DataFrame(
        [(bar, layer, int(counts.get((bar, layer), 0))) for bar in names for layer in layers],
        columns=["bar", "segment", "value"],
    )
    recent = rows[rows["adopted_year"] >= 2018]
    facts = {
        "total": workshop.fact(f"{id}.instruments", len(rows), "", 0, method="count", register="instruments"),
        "recent": workshop.fact(f"{id}.since_2018", len(recent), "", 0, method="count", register="instruments"),
        "small": workshop.fact(
            f"{id}.since_2018_not_multilateral",
            int((recent["layer"] != "multilateral").sum()),
            "",
            0,
            method="count",
            register="instruments",
        ),
        "binding": workshop.fact(
            f"{id}.binding", int((rows["binding"] == "yes").sum()), "", 0, method="count", register="instruments"
        ),
    }

    def words(language: Language) -> Words:
        t = language.text
        title = t(
            "{recent} of {total} instruments date from 2018 or later; {small} of these are not multilateral",
            recent=amount(facts["recent"], language),
            total=amount(facts["total"], language),
            small=amount(facts["small"], language),
        )
        text = sentences(
            [
                t(
                    "The register holds {total} instruments whose adoption was read at a source; {binding} of them are binding by design.",
                    total=amount(facts["total"], language),
                    binding=amount(facts["binding"], language),
                ),
                t(
                    "Many small circles rather than one large one is the pattern that the submission behind this report calls fragmentation."
                ),
                t(
                    "The register is not complete: it lists what was read, and recent texts are easier to find than old ones."
                ),
            ],
            language,
        )
        labels = {layer: language.name("register", layer) for layer in layers}
        alt = t("Stacked columns of instruments by period of adoption and layer. {summary}", summary=text)
        return Words(
            title, t("Number of instruments by year of adoption"), register_source(language), alt, text, labels
        )

    return Exhibit(
        id,
        "stacked_bars",
        data,
        words,
        (),
        {"segments": tuple(layers), "share": False, "horizontal": False, "decimals": 0},
    )


def theme_matrix(workshop: Workshop, id: str, register: str, by: str) -> Exhibit:
    """Matrix: counts of platforms or instruments by theme and a column of the register."""
    frame = getattr(workshop.data.governance, register)
    data = theme_counts(frame, by)
    totals = data.groupby("row")["value"].sum().sort_values(ascending=False)
    columns = data.groupby("column")["value"].sum().sort_values(ascending=False).index.tolist()
    full = [(row, column) for row in totals.index for column in columns]
    data = data.set_index(["row", "column"])["value"].reindex(pd.MultiIndex.from_tuples(full), fill_value=0)
    data = data.rename_axis(["row", "column"]).reset_index()
    most, least = str(totals.index[0]), str(totals.index[-1])
    facts = {
        "most": workshop.fact(f"{id}.most", totals.iloc[0], "", 0, method="landscape.theme_counts", register=register),
        "least": workshop.fact(
            f"{id}.least", totals.iloc[-1], "", 0, method="landscape.theme_counts", register=register
        ),
        "rows": workshop.fact(f"{id}.rows", int(frame["verified"].sum()), "", 0, method="count", register=register),
    }

    def words(language: Language) -> Words:
        t = language.text
        values = {
            "most": language.name("theme", most),
            "least": language.name("theme", least),
            "most_count": amount(facts["most"], language),
            "least_count": amount(facts["least"], language),
            "rows": amount(facts["rows"], language),
        }
        if register == "platforms":
            title = t("{most} is on the agenda of {most_count} platforms, {least} of {least_count}", **values)
            text = t(
                "Of {rows} platforms in the register, {most_count} deal with {most} and {least_count} with {least}. A platform counts under each of its themes; which themes it has is the judgement of this report.",
                **values,
            )
        else:
            title = t("{most} is the subject of {most_count} instruments, {least} of {least_count}", **values)
            text = t(
                "Of {rows} instruments in the register, {most_count} deal with {most} and {least_count} with {least}. An instrument counts under each of its themes; which themes it has is the judgement of this report.",
                **values,
            )
        labels = _themes(language, totals.index.tolist()) | {
            column: language.name("register", column) for column in columns
        }
        alt = t("Matrix of circles, themes by kind, sized by number. {summary}", summary=text)
        subtitle = (
            t("Number of platforms, by theme and membership")
            if register == "platforms"
            else t("Number of instruments, by theme and layer")
        )
        return Words(title, subtitle, register_source(language), alt, text, labels)

    return Exhibit(id, "matrix", data, words, (), {"kind": "bubble"})


def membership_map(workshop: Workshop, id: str, theme: str) -> Exhibit:
    """Map: how many instruments of a theme each economy is known to have joined (a lower bound)."""
    governance = workshop.data.governance
    instruments = governance.instruments
    chosen = instruments[instruments["verified"] & instruments["themes"].map(lambda themes: theme in themes)][
        "id"
    ].tolist()
    read = governance.parties[governance.parties["verified"]]
    listed = [code for code in chosen if code in set(read["instrument_id"])]
    counts = joined(governance.parties, listed)
    counts = counts[counts.index.isin(list(workshop.data.economies))]
    labels_of = [(1, 1, "one"), (2, 3, "two_three"), (4, 6, "four_six"), (7, 99, "seven")]
    data = pd.DataFrame({"REF_AREA": counts.index, "value": counts.to_numpy()})
    data["class"] = [next(code for low, high, code in labels_of if low <= n <= high) for n in counts]
    used = [code for _, _, code in labels_of if code in set(data["class"])]
    top = counts.sort_values(ascending=False, kind="stable")
    leaders = sorted(top.index[top == top.iloc[0]])
    facts = {
        "economies": workshop.fact(f"{id}.economies", len(counts), "", 0, method="landscape.joined", theme=theme),
        "lists": workshop.fact(f"{id}.lists", len(listed), "", 0, method="count", theme=theme),
        "one": workshop.fact(f"{id}.one", int((counts == 1).sum()), "", 0, method="landscape.joined", theme=theme),
        "top": workshop.fact(f"{id}.top", top.iloc[0], "", 0, method="landscape.joined", theme=theme),
    }

    def words(language: Language) -> Words:
        t = language.text
        name = language.name("theme", theme)
        title = t(
            "{theme}: {one} of {count} economies appear in a single list of parties",
            theme=name,
            one=amount(facts["one"], language),
            count=amount(facts["economies"], language),
        )
        text = sentences(
            [
                t(
                    "The register has lists of parties for {lists} instruments of this theme.",
                    lists=amount(facts["lists"], language),
                ),
                t(
                    "The most memberships read, {top}, are those of {economies}.",
                    top=amount(facts["top"], language),
                    economies=economies(leaders, language),
                ),
                t(
                    "Several lists are incomplete, and members of the European Union are not counted through the Union’s own signature, so that every number is a lower bound."
                ),
            ],
            language,
        )
        labels = {"one": "1", "two_three": "2–3", "four_six": "4–6", "seven": t("7 or more"), "no_data": t("None read")}
        labels |= economy_labels(data["REF_AREA"], language)
        alt = t("World map of the number of instruments joined. {summary}", summary=text)
        note = t(
            "Boundaries and names do not imply official endorsement or acceptance; small economies are shown as dots."
        )
        source = sentences([register_source(language), t("Outlines: Natural Earth."), note], language)
        return Words(
            title, t("Number of instruments joined, signed or endorsed (lower bound)"), source, alt, text, labels
        )

    points = {
        code: (e.latitude, e.longitude)
        for code, e in workshop.data.economies.items()
        if e.latitude is not None and e.longitude is not None
    }
    return Exhibit(
        id,
        "choropleth",
        data,
        words,
        (),
        {"outlines": workshop.data.outlines, "points": points, "classes": tuple(used), "decimals": 0},
    )


def meetings_by_year(workshop: Workshop, id: str, first: int) -> Exhibit:
    """Stacked columns: meetings read about by year and by who takes part in their platform."""
    governance = workshop.data.governance
    kind = governance.platforms.set_index("id")["membership_type"]
    rows = governance.meetings[governance.meetings["verified"] & (governance.meetings["year"] >= first)].copy()
    rows["segment"] = rows["platform_id"].map(kind)
    kinds = [name for name in ("intergovernmental", "multistakeholder", "private") if name in set(rows["segment"])]
    counts = rows.groupby(["year", "segment"]).size()
    years = range(first, int(rows["year"].max()) + 1)
    data = pd.DataFrame(
        [(str(y), s, int(counts.get((y, s), 0))) for y in years for s in kinds], columns=["bar", "segment", "value"]
    )
    per_year = rows.groupby("year").size()
    peak = int(per_year.idxmax())
    facts = {
        "peak": workshop.fact(f"{id}.peak", per_year[peak], "", 0, method="count", register="meetings", year=peak),
        "total": workshop.fact(f"{id}.meetings", len(rows), "", 0, method="count", register="meetings", since=first),
        "intergovernmental": workshop.fact(
            f"{id}.intergovernmental",
            int((rows["segment"] == "intergovernmental").sum()),
            "",
            0,
            method="count",
            register="meetings",
        ),
    }

    def words(language: Language) -> Words:
        t = language.text
        title = t(
            "The stage is busiest in {year}: {peak} meetings read about",
            year=peak,
            peak=amount(facts["peak"], language),
        )
        text = sentences(
            [
                t(
                    "Of {total} meetings since {first} in the register, {count} belong to intergovernmental platforms.",
                    total=amount(facts["total"], language),
                    first=first,
                    count=amount(facts["intergovernmental"], language),
                ),
                t("The count follows what could be read and is no census of meetings."),
            ],
            language,
        )
        labels = {code: language.name("register", code) for code in kinds}
        alt = t("Stacked columns of meetings by year. {summary}", summary=text)
        return Words(
            title,
            t("Number of meetings in the register, {years}", years=span([first, years[-1]])),
            register_source(language),
            alt,
            text,
            labels,
        )

    return Exhibit(
        id,
        "stacked_bars",
        data,
        words,
        (),
        {"segments": tuple(kinds), "share": False, "horizontal": False, "decimals": 0},
    )
