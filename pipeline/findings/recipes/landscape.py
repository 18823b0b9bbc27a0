"""Recipes of the governance landscape: platforms, meetings, instruments and parties, verified rows only."""

from __future__ import annotations

import re

import pandas as pd

from pipeline.findings.exhibit import Exhibit, Words
from pipeline.findings.registers import count_fact
from pipeline.findings.wording import amount, sentences, span
from pipeline.findings.workshop import Workshop
from pipeline.language import Language
from pipeline.methods.landscape import theme_counts


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
    before = rows[rows["first_year"] < 2017]
    since, total, older, alive = (
        count_fact(workshop, f"{id}.{key}", part, "Platforms")
        for key, part in (
            ("since_2017", rows[rows["first_year"] >= 2017]),
            ("platforms", rows),
            ("before_2017", before),
            ("before_2017_alive", before[before["end"] >= 2023]),
        )
    )
    begun = int(rows["first_year"].min())
    oldest = rows.loc[rows["first_year"] == begun, "id"].tolist()
    clipped = begun < first
    short = dict(zip(register["id"], register["name"], strict=True))

    def words(language: Language) -> Words:
        t = language.text
        title = t(
            "{recent} of {total} platforms with a known start began in 2017 or later",
            recent=amount(since, language),
            total=amount(total, language),
        )
        text = sentences(
            [
                language.plural(
                    "The oldest platform in the register with a known start is {names} ({year}).",
                    "The oldest platforms in the register with a known start are {names} ({year}).",
                    len(oldest),
                    names=language.listing([short[code] for code in oldest]),
                    year=begun,
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
        labels = {
            row.id: language.name("platform", row.id) if language.has_name("platform", row.id) else _short(row.name)
            for row in register[["id", "name"]].itertuples(index=False)
        }
        labels |= {code: language.name("register", code) for code in set(data["lane"]) | set(data["kind"])}
        alt = t("Horizontal bars of platforms on a time axis, in lanes by membership. {summary}", summary=text)
        subtitle = (
            t("First to latest known edition, by who takes part; start before {first} drawn at {first}", first=first)
            if clipped
            else t("First to latest known edition, by who takes part")
        )
        return Words(title, subtitle, register_source(language), alt, text, labels)

    return Exhibit(id, "timeline", data, words, (), {})


def _short(name: str) -> str:
    """A name for a label: the abbreviation in brackets where it carries one, else without brackets and what follows
    a comma; of alternatives with a common last word (A / B Summit series) that word and the first."""
    for inner in re.findall(r"\(([^()]*)\)", name):
        if len(inner) <= 8 and inner.upper() == inner:
            return str(inner)
    plain = " ".join(re.sub(r"\([^()]*\)?", " ", name).split()).split(",", maxsplit=1)[0].strip()
    for joint in (" and its ", " and High-Level "):
        head = plain.split(joint, maxsplit=1)[0]
        plain = head if len(head.split()) > 2 else plain
    parts = plain.split(" / ")
    return plain if len(parts) > 2 else parts[0]


def instrument_timeline(workshop: Workshop, id: str) -> Exhibit:
    """Stacked columns: instruments adopted by year and layer."""
    register = workshop.data.governance.instruments
    rows = register[register["verified"] & register["adopted_year"].notna()].copy()
    rows["bar"] = rows["adopted_year"].astype(int).astype(str)
    names = sorted(set(rows["bar"]))
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
    binding = rows[rows["binding"] == "yes"]
    in_force = binding[(binding["in_force_year"].fillna(9999) <= workshop.edition.year).astype(bool)]
    undated = register[register["verified"] & register["adopted_year"].isna()]
    facts = {
        key: count_fact(workshop, f"{id}.{name}", part, "Instruments")
        for key, name, part in (
            ("total", "instruments", rows),
            ("recent", "since_2018", recent),
            ("small", "since_2018_not_multilateral", recent[recent["layer"] != "multilateral"]),
            ("by_design", "binding_by_design", binding),
            ("binding", "binding", in_force),
        )
    }
    if len(undated):
        facts["undated"] = count_fact(workshop, f"{id}.undated", undated, "Instruments")

    def words(language: Language) -> Words:
        t = language.text
        title = t(
            "The register holds {total} instruments with a year of adoption, {years}",
            total=amount(facts["total"], language),
            years=span(rows["adopted_year"]),
        )
        text = sentences(
            [
                t(
                    "Of these instruments {by_design} are binding by design; for {binding} of them a year of entry into force was read.",
                    by_design=amount(facts["by_design"], language),
                    binding=amount(facts["binding"], language),
                ),
                t(
                    "{count} more in the register have no year of adoption, because it was not read or they are still negotiated, and are not drawn.",
                    count=amount(facts["undated"], language),
                )
                if "undated" in facts
                else "",
                t(
                    "The register lists what was read, and recent texts are easier to find than old ones: its growth is no measure of activity."
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
    verified = frame[frame["verified"]]
    facts = {
        key: count_fact(workshop, f"{id}.{key}", part, register.capitalize())
        for key, part in (
            ("most", verified[verified["themes"].map(lambda themes: most in themes)]),
            ("least", verified[verified["themes"].map(lambda themes: least in themes)]),
            ("rows", verified),
        )
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
            title = t("{most} is on the agenda of {most_count} of {rows} platforms, {least} of {least_count}", **values)
            text = t(
                "A platform counts under each of its themes; which themes it has is the judgement of this report.",
                **values,
            )
        else:
            title = t("{most} is the subject of {most_count} of {rows} instruments, {least} of {least_count}", **values)
            text = t(
                "Counted are all {rows} instruments that were read at a source, with or without a year of adoption. An instrument counts under each of its themes; which themes it has is the judgement of this report.",
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
        key: count_fact(workshop, f"{id}.{name}", part, "Meetings")
        for key, name, part in (
            ("peak", "peak", rows[rows["year"] == peak]),
            ("total", "meetings", rows),
            ("intergovernmental", "intergovernmental", rows[rows["segment"] == "intergovernmental"]),
        )
    }

    def words(language: Language) -> Words:
        t = language.text
        title = t(
            "Most meetings in the register, {peak}, are of {year}",
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
