"""Recipe of memberships: who has joined how many instruments of a theme, from complete lists of parties only.

A map where at least half of the economies have joined one; else bars by region, because a map would show mostly no data.
"""

from __future__ import annotations

import pandas as pd

from pipeline.findings.exhibit import Exhibit, Words
from pipeline.findings.recipes.landscape import count_fact, register_cells, register_source
from pipeline.findings.wording import amount, economies, sentences
from pipeline.findings.workshop import Workshop, economy_labels
from pipeline.language import Language
from pipeline.methods.landscape.coverage import commitments
from pipeline.model.economies import Group

ENOUGH = 0.5  # of the economies, from which a map shows more than gaps
REGIONS = ("itu_region", "un_region", "income", "world")  # the first kind that the sheets have


def membership_map(workshop: Workshop, id: str, theme: str) -> Exhibit:
    """Map or bars: how many instruments of a theme with a complete list of parties each economy has joined."""
    governance = workshop.data.governance
    instruments = governance.instruments
    of_theme = instruments[instruments["verified"] & instruments["themes"].map(lambda themes: theme in themes)]
    found = workshop.once("commitments", lambda: commitments(governance))
    listed = [code for code in of_theme["id"] if code in found.matrix.columns]
    if not listed:
        raise ValueError(f"{id}: no instrument of theme {theme!r} has a complete list of parties")
    counts = found.matrix[listed].sum(axis=1)
    counts = counts[(counts > 0) & counts.index.isin(list(workshop.data.economies))]
    partial = of_theme[of_theme["id"].map(found.left_out) == "list of parties not complete"]
    without = of_theme[~of_theme["id"].isin([*listed, *partial["id"]])]
    labels_of = [(1, 1, "one"), (2, 3, "two_three"), (4, 6, "four_six"), (7, 99, "seven")]
    data = pd.DataFrame({"REF_AREA": counts.index, "value": counts.to_numpy()})
    data["class"] = [next(code for low, high, code in labels_of if low <= n <= high) for n in counts]
    used = [code for _, _, code in labels_of if code in set(data["class"])]
    mapped = len(counts) >= ENOUGH * len(workshop.data.economies)
    top = counts.sort_values(ascending=False, kind="stable")
    leaders = sorted(top.index[top == top.iloc[0]])
    read = governance.parties[governance.parties["verified"] & governance.parties["instrument_id"].isin(listed)]
    facts = {
        key: workshop.fact(
            f"{id}.{key}",
            value,
            "",
            0,
            method="landscape.commitments",
            cells=register_cells(workshop, "Parties", read),
            theme=theme,
        )
        for key, value in (
            ("economies", len(counts)),
            ("one", int((counts == 1).sum())),
            ("top", top.iloc[0]),
        )
    }
    facts["lists"] = count_fact(workshop, f"{id}.lists", of_theme[of_theme["id"].isin(listed)], "Instruments")
    facts["leaders"] = workshop.fact(f"{id}.leaders", len(leaders), "", 0, method="count", of=(facts["top"],))
    if len(without):
        facts["without"] = count_fact(workshop, f"{id}.without_list", without, "Instruments")

    def words(language: Language) -> Words:
        t = language.text
        name = language.name("theme", theme)
        title = t(
            "{theme}: {count} economies have joined at least one of {lists} instruments with a complete list of parties, by {year}",
            theme=name,
            count=amount(facts["economies"], language),
            lists=amount(facts["lists"], language),
            year=workshop.edition.year,
        )
        text = sentences(
            [
                t(
                    "The most memberships, {top}, are those of {economies}.",
                    top=amount(facts["top"], language),
                    economies=economies(leaders, language),
                )
                if len(leaders) <= 5
                else t(
                    "The most memberships, {top}, are those of {count} economies.",
                    top=amount(facts["top"], language),
                    count=amount(facts["leaders"], language),
                ),
                t(
                    "Left out, because only a part of their parties could be read, are {instruments}.",
                    instruments=language.listing([str(name) for name in partial["short_name"]]),
                )
                if len(partial)
                else "",
                t(
                    "For {count} more texts of this theme there is no list of parties.",
                    count=amount(facts["without"], language),
                )
                if "without" in facts
                else "",
                t(
                    "Members of the European Union are not counted through the Union’s own signature, so that every number is a lower bound."
                ),
            ],
            language,
        )
        labels = {"one": "1", "two_three": "2–3", "four_six": "4–6", "seven": t("7 or more"), "no_data": t("None read")}
        subtitle = t("Number of instruments joined, signed or endorsed (lower bound)")
        if not mapped:
            labels |= {group.code: language.name("group", group.code) for group in _regions(workshop)}
            labels |= {"no_data": "", "other": labels["no_data"], "axis_x": t("Economies")}
            alt = t("Bars of the economies of each region by the number of instruments joined. {summary}", summary=text)
            return Words(title, subtitle, sentences([register_source(language)], language), alt, text, labels)
        labels |= economy_labels(data["REF_AREA"], language)
        alt = t("World map of the number of instruments joined. {summary}", summary=text)
        note = t(
            "Boundaries and names do not imply official endorsement or acceptance; small economies are shown as dots."
        )
        source = sentences([register_source(language), t("Outlines: Natural Earth."), note], language)
        return Words(title, subtitle, source, alt, text, labels)

    if not mapped:
        segments = (*used, "other")
        bars = _by_region(workshop, data, segments)
        return Exhibit(id, "stacked_bars", bars, words, (), {"segments": segments, "ramp": "sequential", "decimals": 0})
    return Exhibit(
        id,
        "choropleth",
        data,
        words,
        (),
        {"outlines": workshop.data.outlines, "points": workshop.map_points(), "classes": tuple(used), "decimals": 0},
    )


def _regions(workshop: Workshop) -> list[Group]:
    """Groups that between them hold all economies."""
    return next(filter(None, (workshop.groups(kind) for kind in REGIONS)), [])


def _by_region(workshop: Workshop, data: pd.DataFrame, segments: tuple[str, ...]) -> pd.DataFrame:
    """Economies of each region by class (bar, segment, value); ``other`` are those without a membership that was read."""
    classes = data.set_index("REF_AREA")["class"]
    rows = []
    for group in _regions(workshop):
        found = pd.Series([classes.get(code, "other") for code in group.members]).value_counts()
        rows += [(group.code, segment, int(found.get(segment, 0))) for segment in segments]
    return pd.DataFrame(rows, columns=["bar", "segment", "value"])
