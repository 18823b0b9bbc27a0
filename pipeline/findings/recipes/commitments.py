"""Recipes of consensus: how much of the world is bound, how commitments overlap, how large the common set is."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pipeline.findings.exhibit import Exhibit, Words
from pipeline.findings.facts import Fact
from pipeline.findings.recipes.landscape import count_fact, register_cells, register_source
from pipeline.findings.wording import amount, economies, number, sentences
from pipeline.findings.workshop import POPULATION, WORLD, Workshop, source_line
from pipeline.language import Language
from pipeline.methods.landscape.coverage import BOUND, Commitments, commitments, theme_coverage
from pipeline.methods.landscape.overlap import Fragmentation, consensus, fragmentation, instrument_overlap, jaccard
from pipeline.methods.landscape.registers import JOINED

PRODUCT = "NY.GDP.MKTP.CD"
DRAWS, FEWER = 40, 20  # random tables that the fragmentation of all and of binding commitments is held against
SPLIT = 2.0  # standard deviations from chance above which commitments are said to form blocks


def begin(workshop: Workshop) -> None:
    """Have others begin with the fragmentation of all commitments, and of those under binding instruments."""
    workshop.begin("fragmentation", fragmentation, lambda: (_joined(workshop).matrix, DRAWS))
    workshop.begin("fragmentation.binding", fragmentation, lambda: (_binding(workshop).matrix, FEWER))


def _joined(workshop: Workshop) -> Commitments:
    """All commitments that may be counted, of any status."""
    return workshop.once("commitments", lambda: commitments(workshop.data.governance))


def _counted(workshop: Workshop, id: str, joined: Commitments, statuses: Sequence[str] = JOINED) -> Fact:
    """Number of instruments that are counted: their rows and those of the parties that have joined them."""
    register, codes = workshop.data.governance, list(joined.matrix.columns)
    instruments, parties = register.instruments, register.parties
    instruments = instruments[instruments["id"].isin(codes)]
    parties = parties[
        parties["verified"] & parties["instrument_id"].isin(codes) & parties["status"].isin(list(statuses))
    ]
    cells = [
        *register_cells(workshop, "Instruments", instruments),
        *register_cells(workshop, "Parties", parties),
    ]
    return workshop.fact(id, len(codes), "", 0, method="landscape.commitments", cells=cells)


def _binding(workshop: Workshop) -> Commitments:
    """Commitments under binding instruments in force."""
    register, year = workshop.data.governance, workshop.edition.year
    return workshop.watch.once("commitments.binding", lambda: commitments(register, BOUND, year))


def _bound(workshop: Workshop) -> tuple[Commitments, Fragmentation | None]:
    """Commitments under binding instruments in force, and their fragmentation; None where too few to tell."""

    def make() -> tuple[Commitments, Fragmentation | None]:
        found = _binding(workshop)
        enough = len(found.matrix) >= 3 and found.matrix.shape[1] >= 2 and found.matrix.sum().max() >= 2
        return found, workshop.method("fragmentation.binding", fragmentation, found.matrix, FEWER) if enough else None

    return workshop.once("fragmentation.bound", make)


def shares_by_theme(workshop: Workshop, id: str, year: int) -> Exhibit:
    """Heat map: share of economies, people and output under at least one counted instrument of each theme."""
    register, joined = workshop.data.governance, _joined(workshop)
    members = list(workshop.data.groups[WORLD].members)
    population = workshop.data.observations.wide(POPULATION)[year].reindex(members)
    product = workshop.data.observations.wide(PRODUCT)[year].reindex(members)
    themes = sorted({theme for themes in register.instruments["themes"] for theme in themes})
    found = theme_coverage(register, joined, themes, population, product)
    found = found[found["instruments"] > 0].sort_values("share_population", ascending=False)
    columns = ("share_economies", "share_population", "share_product")
    data = pd.DataFrame([(theme, column, row[column]) for theme, row in found.iterrows() for column in columns],
                        columns=["row", "column", "value"])  # fmt: skip
    real = found.drop(index="any", errors="ignore")
    high, low = str(real.index[0]), str(real.index[-1])
    counted = _counted(workshop, f"{id}.counted", joined)
    left_out = register.instruments[register.instruments["id"].isin(list(joined.left_out))]
    facts = {
        "high": workshop.fact(
            f"{id}.high",
            real["share_population"].iloc[0],
            "%",
            0,
            method="landscape.theme_coverage",
            inputs=[(POPULATION, members, [year])],
            of=(counted,),
            theme=high,
            year=year,
        ),
        "low": workshop.fact(
            f"{id}.low",
            real["share_population"].iloc[-1],
            "%",
            0,
            method="landscape.theme_coverage",
            inputs=[(POPULATION, members, [year])],
            of=(counted,),
            theme=low,
            year=year,
        ),
        "counted": counted,
        "left_out": count_fact(workshop, f"{id}.left_out", left_out, "Instruments"),
    }

    def words(language: Language) -> Words:
        t = language.text
        title = t(
            "{high}: economies with {share} of the world’s people have joined at least one counted instrument",
            high=language.name("theme", high),
            share=amount(facts["high"], language),
        )
        text = sentences(
            [
                t(
                    "By population the theme with the widest reach is {high} ({high_share}), that with the narrowest {low} ({low_share}).",
                    high=language.name("theme", high),
                    low=language.name("theme", low),
                    high_share=amount(facts["high"], language),
                    low_share=amount(facts["low"], language),
                ),
                t(
                    "Counted are {counted} instruments whose list of parties was read in full; {left_out} are left out, so that every share is a lower bound.",
                    counted=amount(facts["counted"], language),
                    left_out=amount(facts["left_out"], language),
                ),
                t("The European Union counts as one member and stands for none of its economies here."),
            ],
            language,
        )
        labels = {theme: language.name("theme", theme) for theme in real.index} | {
            "any": t("Any theme"),
            "share_economies": t("Economies"),
            "share_population": t("Population"),
            "share_product": t("Gross domestic product"),
        }
        alt = t("Heat map of themes by three shares. {summary}", summary=text)
        subtitle = t("Per cent of the world, weights of {year}; signed, joined or endorsed", year=year)
        source = sentences(
            [register_source(language), source_line(workshop, [POPULATION, PRODUCT], language)], language
        )
        return Words(title, subtitle, source, alt, text, labels)

    options = {"vmin": 0, "vmax": 100, "decimals": 0, "show_values": True, "ramp": "sequential"}
    return Exhibit(id, "heatmap", data, words, (), options)


def overlap(workshop: Workshop, id: str, most: int = 14) -> Exhibit:
    """Heat map: Jaccard overlap of the instruments by their members, with the fragmentation of the network."""
    joined = _joined(workshop)
    matrix = joined.matrix
    sizes = matrix.sum().sort_values(ascending=False)
    chosen = list(sizes.index[:most])
    table = 100 * jaccard(matrix[chosen].T)
    data = pd.DataFrame(
        [(one, other, float("nan") if one == other else table.loc[one, other]) for one in chosen for other in chosen],
        columns=["row", "column", "value"],
    )
    found = workshop.method("fragmentation", fragmentation, matrix, DRAWS)
    pair = instrument_overlap(matrix[chosen]).iloc[0]
    names = workshop.data.governance.instruments.set_index("id")["short_name"]
    of = (_counted(workshop, f"{id}.counted", joined),)
    facts = {
        "q": workshop.fact(
            f"{id}.modularity",
            found.modularity,
            "",
            2,
            method="landscape.fragmentation",
            of=of,
            seed=found.seed,
            draws=found.draws,
        ),
        "null": workshop.fact(f"{id}.null_mean", found.null_mean, "", 2, method="landscape.fragmentation", of=of),
        "z": workshop.fact(f"{id}.z", found.z, "", 1, method="landscape.fragmentation", of=of),
        "groups": workshop.fact(
            f"{id}.communities", len(found.communities), "", 0, method="landscape.fragmentation", of=of
        ),
        "top": workshop.fact(
            f"{id}.top_overlap", 100 * pair["jaccard"], "%", 0, method="landscape.instrument_overlap", of=of
        ),
    }
    binding, bound = _bound(workshop)
    if bound:
        base = _counted(workshop, f"{id}.binding", binding, BOUND)
        facts["binding"] = base
        for key, figure in (("q", bound.modularity), ("null", bound.null_mean)):
            facts[f"binding_{key}"] = workshop.fact(
                f"{id}.binding_{key}",
                figure,
                "",
                2,
                method="landscape.fragmentation",
                of=(base,),
                seed=bound.seed,
                draws=bound.draws,
                binding_in=workshop.edition.year,
            )

    def of_binding(language: Language) -> str:
        """What the binding instruments alone show; blank where they are too few."""
        if not bound:
            return ""
        values = {
            "count": amount(facts["binding"], language),
            "year": workshop.edition.year,
            "q": number(facts["binding_q"], language),
            "null": number(facts["binding_null"], language),
        }
        if bound.z > SPLIT:
            return language.text(
                "Among the counted instruments, the {count} binding ones in force by {year} form blocks too: modularity {q} against {null} by chance.",
                **values,
            )
        return language.text(
            "Among the counted instruments, the {count} binding ones in force by {year} show no blocks beyond chance: modularity {q} against {null}.",
            **values,
        )

    def words(language: Language) -> Words:
        t = language.text
        values = {
            "q": number(facts["q"], language),
            "null": number(facts["null"], language),
            "z": number(facts["z"], language),
        }
        split = found.z > SPLIT
        title = (
            t("Commitments of any kind form blocks: modularity {q} against {null} by chance", **values)
            if split
            else t(
                "Commitments of any kind are no more split than chance would have them: modularity {q} against {null}",
                **values,
            )
        )
        text = sentences(
            [
                t(
                    "The closest pair is {one} and {other}: {share} of the members of either have joined both.",
                    one=names[pair["first"]],
                    other=names[pair["second"]],
                    share=amount(facts["top"], language),
                ),
                t("The network of members falls into {groups} groups.", groups=amount(facts["groups"], language)),
                t("Its modularity is {q}; random tables with the same numbers of members and instruments give {null} on average ({z} standard deviations apart).", **values),
                of_binding(language),
                t("Modularity depends on which instruments are in the register and is no verdict on any of them."),
            ],
            language,
        )  # fmt: skip
        labels = {code: str(names[code]) for code in chosen} | {"no_data": t("Same instrument")}
        alt = t("Heat map of instruments by instruments. {summary}", summary=text)
        subtitle = t("Members of both, per cent of members of either; instruments with a complete list of parties")
        return Words(title, subtitle, register_source(language), alt, text, labels)

    options = {"vmin": 0, "vmax": 100, "decimals": 0, "show_values": True, "ramp": "sequential", "column_rotation": 45}
    return Exhibit(id, "heatmap", data, words, (), options)


def consensus_curve(workshop: Workshop, id: str) -> Exhibit:
    """Bars: the most economies that have joined the same one, two, three ... instruments."""
    joined = _joined(workshop)
    members = workshop.data.groups[WORLD].members
    found = workshop.once(
        "consensus", lambda: consensus(joined.matrix.loc[joined.matrix.index.isin(members)], len(members))
    )
    data = found.curve.rename(columns={"size": "label", "economies": "value"})[
        ["label", "value", "share", "instruments"]
    ]
    data["label"] = data["label"].astype(str)
    data["highlight"] = data["label"] == str(len(found.instruments))
    names = workshop.data.governance.instruments.set_index("id")["short_name"]
    of = (_counted(workshop, f"{id}.counted", joined),)
    facts = {
        "one": workshop.fact(f"{id}.one", data["value"].iloc[0], "", 0, method="landscape.consensus", of=of),
        "share": workshop.fact(f"{id}.share", found.share, "%", 0, method="landscape.consensus", of=of),
        "size": workshop.fact(f"{id}.size", len(found.instruments), "", 0, method="landscape.consensus", of=of),
        "members": workshop.fact(f"{id}.members", len(found.members), "", 0, method="landscape.consensus", of=of),
    }

    def words(language: Language) -> Words:
        t = language.text
        values = {
            "members": amount(facts["members"], language),
            "size": amount(facts["size"], language),
            "share": amount(facts["share"], language),
        }
        title = t(
            "The largest common ground: {members} economies share {size} instruments, {share} of all economies",
            **values,
        )
        text = sentences(
            [
                t("No single counted instrument has more than {one} economies.", one=amount(facts["one"], language)),
                t("The largest common set by instruments times economies is {set}, joined by {members} economies.",
                  set=language.listing([str(names[code]) for code in found.instruments]), **values),
                t("Consensus is the share of all economies that have joined all of that set: {share}.", **values),
                t("Among them are {economies}.", economies=economies(found.members[:4], language)),
            ],
            language,
        )  # fmt: skip
        labels = {"axis_x": t("Economies"), "axis_y": t("Number of instruments in common")}
        labels |= {code: t("{count} in common", count=code) for code in data["label"]}
        alt = t("Bars that shorten with the number of instruments in common. {summary}", summary=text)
        subtitle = t(
            "Number of economies that have joined the same instruments, by how many; complete lists of parties only"
        )
        return Words(title, subtitle, register_source(language), alt, text, labels)

    return Exhibit(id, "bars", data, words, (), {"decimals": 0})
