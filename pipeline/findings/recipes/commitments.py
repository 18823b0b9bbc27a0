"""Recipes of consensus: how much of the world is bound, how commitments overlap, how large the common set is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pandas as pd

from pipeline.findings.claims import Claim, Kind, Standing, Trial, standing, try_variations
from pipeline.findings.claims.claim import claim
from pipeline.findings.claims.level import half
from pipeline.findings.claims.ranking import Lead, ranking
from pipeline.findings.exhibit import Exhibit
from pipeline.findings.facts import Fact
from pipeline.findings.messages import Listed, Message, Name, Names, Quantity, say
from pipeline.findings.registers import REGISTERS, count_fact, register_cells
from pipeline.findings.workshop import POPULATION, WORLD, Workshop
from pipeline.methods.landscape.coverage import BOUND, Commitments, commitments, theme_coverage
from pipeline.methods.landscape.overlap import Fragmentation, consensus, fragmentation, instrument_overlap, jaccard
from pipeline.methods.landscape.registers import JOINED

PRODUCT = "NY.GDP.MKTP.CD"
COLUMNS = ("share_economies", "share_population", "share_product")
DRAWS, FEWER = 40, 20  # random tables that the fragmentation of all commitments and of a variation is held against
SPLIT = 2.0  # standard deviations from chance above which commitments are said to form blocks
LARGE = 5  # members of either from which a pair of instruments is compared with other large ones
NAMED = 3  # pairs, economies or instruments that a sentence names


def begin(workshop: Workshop) -> None:
    """Have others begin with the fragmentation of all commitments, and of its variations."""
    workshop.begin("fragmentation", fragmentation, lambda: (_joined(workshop).matrix, DRAWS))
    workshop.begin("fragmentation.binding", fragmentation, lambda: (_binding(workshop).matrix, FEWER))
    workshop.begin("fragmentation.parties", fragmentation, lambda: (_parties(workshop).matrix, FEWER))
    workshop.begin("fragmentation.without", fragmentation, lambda: (_without_largest(_joined(workshop).matrix), FEWER))


def _joined(workshop: Workshop) -> Commitments:
    """All commitments that may be counted, of any status."""
    return workshop.once("commitments", lambda: commitments(workshop.data.governance))


def _parties(workshop: Workshop) -> Commitments:
    """Commitments of parties alone, signatures and endorsements left out."""
    return workshop.watch.once("commitments.parties", lambda: commitments(workshop.data.governance, BOUND))


def _binding(workshop: Workshop) -> Commitments:
    """Commitments under binding instruments in force."""
    register, year = workshop.data.governance, workshop.edition.year
    return workshop.watch.once("commitments.binding", lambda: commitments(register, BOUND, year))


def _without_largest(matrix: pd.DataFrame) -> pd.DataFrame:
    """Commitments without the instrument that has the most members."""
    return matrix.drop(columns=matrix.sum().idxmax())


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


def _notes(workshop: Workshop, id: str, joined: Commitments, counted: Fact) -> tuple[Message, ...]:
    """What is counted, how many instruments are left out because their parties were not read, and what that means."""
    register = workshop.data.governance.instruments
    left_out = count_fact(
        workshop,
        f"{id}.left_out",
        register[register["verified"] & register["id"].isin(list(joined.left_out))],
        "Instruments",
    )
    return say("commitments-counted", counted=counted, left=left_out), say("commitments-union")


def shares_by_theme(workshop: Workshop, id: str, year: int) -> Exhibit:
    """Heat map: share of economies, people and output under at least one counted instrument of each theme."""
    register, joined = workshop.data.governance, _joined(workshop)
    members = list(workshop.data.groups[WORLD].members)
    population = workshop.data.observations.wide(POPULATION)[year].reindex(members)
    product = workshop.data.observations.wide(PRODUCT)[year].reindex(members)
    themes = sorted({theme for themes in register.instruments["themes"] for theme in themes})

    def reached(counted: Commitments, people: pd.Series) -> pd.DataFrame:
        found = theme_coverage(register, counted, themes, people, product)
        return found[found["instruments"] > 0]

    found = reached(joined, population).sort_values("share_population", ascending=False, kind="stable")
    data = pd.DataFrame([(theme, column, row[column]) for theme, row in found.iterrows() for column in COLUMNS],
                        columns=["row", "column", "value"])  # fmt: skip
    real = found.drop(index="any", errors="ignore")
    if real.empty:
        raise ValueError(f"{id}: no instrument has a complete list of parties")
    counted = _counted(workshop, f"{id}.counted", joined)

    def fact(key: str, theme: str, column: str) -> Fact:
        code = PRODUCT if column == "share_product" else POPULATION
        value = found.loc[theme, column]
        return workshop.fact(
            f"{id}.{key}", value, "%", 0, method="landscape.theme_coverage", inputs=[(code, members, [year])],
            of=(counted,), theme=theme, year=year, share=column,
        )  # fmt: skip

    order = ranking(real["share_population"], 0)
    said: dict[str, object] = {
        "themes": Names("theme", order.first), "share": fact("high", order.first[0], "share_population"),
        "says": order.says, "year": workshop.edition.year,
        "low": Names("theme", order.last), "low-share": fact("low", order.last[-1], "share_population"),
    }  # fmt: skip

    def leader(asked: tuple[Commitments, str, pd.Series]) -> str | None:
        table = reached(asked[0], asked[2]).drop(index="any", errors="ignore")
        return " ".join(sorted(ranking(table[asked[1]], 0).first)) if len(table) else None

    first = " ".join(sorted(order.first))
    trials = try_variations(first, leader, {
        "each-alike": (joined, "share_economies", population), "by-output": (joined, "share_product", population),
        "without-most-populous": (joined, "share_population", population.drop(population.idxmax())),
        "parties-only": (_parties(workshop), "share_population", population),
        "binding-only": (_binding(workshop), "share_population", population),
    })  # fmt: skip
    claims = [
        claim(f"{id}:reach", Kind.RANK, first, say("commitments-reach", **said), facts=[counted], trials=trials,
              surprise=0.3, topic="commitments reach")
    ]  # fmt: skip
    top = order.first[0]
    facts = {column: fact(column, top, column) for column in COLUMNS}
    says = _heavier(found.loc[top])
    others = {
        "without-largest-instrument": replace(joined, matrix=_without_largest(joined.matrix)),
        "parties-only": _parties(workshop),
        "binding-only": _binding(workshop),
    }
    trials = try_variations(
        says, lambda one: _heavier(reached(one, population).loc[top]), others, [("output", "people")]
    )
    claims += _weights(id, top, workshop.edition.year, says, facts, trials)
    return Exhibit(
        id, "heatmap", data, (POPULATION, PRODUCT),
        {"vmin": 0, "vmax": 100, "decimals": 0, "show_values": True, "ramp": "sequential"}, tuple(claims),
        title=say("commitments-title", year=workshop.edition.year), subtitle=say("commitments-subtitle", year=year),
        alt=say("commitments-alt", count=len(real)), notes=_notes(workshop, id, joined, counted), sources=(REGISTERS,),
        labels={theme: Name("theme", theme) for theme in real.index}
        | {column: say(f"commitments-{column.replace('_', '-')}") for column in COLUMNS} | {"any": say("commitments-any")},
    )  # fmt: skip


def _heavier(shares: pd.Series) -> str:
    """Whether those who have joined weigh more by people or by output, in the digits shown."""
    people, output = round(shares["share_population"]), round(shares["share_product"])
    return "output" if output > people else "people" if people > output else "alike"


def _weights(
    id: str, theme: str, year: int, says: str, facts: dict[str, Fact], trials: Sequence[Trial]
) -> Iterator[Claim]:
    """Whether those who have joined instruments of a theme weigh more by people or by output."""
    said = {
        "says": says, "theme": Name("theme", theme), "economies": facts["share_economies"], "year": year,
        "people": facts["share_population"], "output": facts["share_product"],
    }  # fmt: skip
    apart = abs(facts["share_product"].value - facts["share_population"].value)
    yield claim(
        f"{id}:weights", Kind.COMPARISON, says, say("commitments-weights", **said), trials=trials,
        headline=say("commitments-weights-headline", **said), facts=facts.values(), surprise=0.2 + 0.4 * min(apart / 25, 1.0), topic="commitments weights",
    )  # fmt: skip


def overlap(workshop: Workshop, id: str, most: int = 14) -> Exhibit:
    """Heat map: Jaccard overlap of the instruments by their members, with the fragmentation of the network.

    Shown are the ``most`` instruments with the most members, and those of the closest pairs wherever they stand: the
    closest are found among all pairs.
    """
    joined = _joined(workshop)
    matrix = joined.matrix
    pairs = instrument_overlap(matrix)
    if pairs.empty:
        raise ValueError(f"{id}: fewer than two instruments have a complete list of parties")
    counted = _counted(workshop, f"{id}.counted", joined)
    either = matrix.sum().to_dict()
    pairs["either"] = [either[row.first] + either[row.second] - row.shared for row in pairs.itertuples(index=False)]
    closest = pairs[pairs["jaccard"] == pairs["jaccard"].max()]
    sizes = matrix.sum().sort_values(ascending=False, kind="stable")
    named = {code for row in closest.head(NAMED).itertuples() for code in (row.first, row.second)}
    chosen = [code for place, code in enumerate(sizes.index) if place < most or code in named]
    table = 100 * jaccard(matrix[chosen].T)
    data = pd.DataFrame(
        [(one, other, float("nan") if one == other else table.loc[one, other]) for one in chosen for other in chosen],
        columns=["row", "column", "value"],
    )
    claims = [
        *_closest(workshop, id, pairs, counted),
        *_blocks(workshop, id, matrix, counted),
    ]
    options = {"vmin": 0, "vmax": 100, "decimals": 0, "show_values": True, "ramp": "sequential", "column_rotation": 45}
    return Exhibit(
        id, "heatmap", data, (), options, tuple(claims),
        title=say("overlap-title", year=workshop.edition.year), subtitle=say("overlap-subtitle"),
        alt=say("overlap-alt", count=len(chosen)),
        notes=(say("overlap-shown", shown=len(chosen), counted=counted), say("overlap-method"), say("commitments-union")),
        labels={code: Name("instrument", code) for code in chosen} | {"no_data": say("overlap-same")}, sources=(REGISTERS,),
    )  # fmt: skip


def _closest(workshop: Workshop, id: str, pairs: pd.DataFrame, counted: Fact) -> Iterator[Claim]:
    """The pairs of instruments with the largest overlap, of all pairs and of those with many members; ties are named."""
    told: set[str] = set()
    for key, least in (("closest", 0), ("closest_large", LARGE)):
        field = pairs[pairs["either"] >= least]
        best = field[field["jaccard"] == field["jaccard"].max()]
        if best.empty or not best["jaccard"].iloc[0]:
            continue
        named = [f"{row.first} {row.second}" for row in best.itertuples()]
        if told.issuperset(named):  # the pairs with many members are among those that were told
            continue
        told.update(named)
        says = "; ".join(named)
        share = workshop.fact(
            f"{id}.{'top_overlap' if not least else 'top_overlap_large'}", 100 * best["jaccard"].iloc[0], "%", 0,
            method="landscape.instrument_overlap", of=(counted,), least=least,
        )  # fmt: skip
        first = best.iloc[0]
        shared = workshop.fact(
            f"{id}.{key}_shared", first["shared"], "", 0, method="landscape.instrument_overlap", of=(counted,)
        )
        whole = workshop.fact(
            f"{id}.{key}_either", first["either"], "", 0, method="landscape.instrument_overlap", of=(counted,)
        )
        same = first["shared"] == first["either"]
        sets = _alike(best) if same and len(best) > 1 else [[row.first, row.second] for row in best.itertuples()]
        told_sets = Listed(tuple(_set(codes) for codes in sets[:NAMED]))
        said: dict[str, object] = {
            "pairs": told_sets, "count": len(best), "more": len(sets) - min(len(sets), NAMED), "share": share,
            "shared": shared, "either": whole, "least": least, "year": workshop.edition.year,
            "same": "yes" if same else "no",
        }  # fmt: skip
        yield claim(
            f"{id}:{key.replace('_', '-')}", Kind.RANK, says, say("overlap-closest", **said),
            headline=say("overlap-closest-headline", **said), facts=[share, shared, whole],
            surprise=0.35, topic=f"overlap {key}",
        )  # fmt: skip


def _alike(pairs: pd.DataFrame) -> list[list[str]]:
    """Instruments that pair after pair have the same members, as sets, the largest first: of three alike the pairs are three."""
    sets: dict[str, list[str]] = {}
    for row in pairs.itertuples():
        both = [*sets.get(row.first, [row.first]), *sets.get(row.second, [row.second])]
        joined = list(dict.fromkeys(both))
        sets |= dict.fromkeys(joined, joined)
    return sorted({id(one): one for one in sets.values()}.values(), key=lambda one: -len(one))


def _set(codes: Sequence[str]) -> Message:
    """Two instruments with one another, or all of three and more that are alike."""
    if len(codes) == 2:
        return say("overlap-pair", one=Name("instrument", codes[0]), other=Name("instrument", codes[1]))
    return say("overlap-set", all=Names("instrument", tuple(codes)), count=len(codes))


def _blocks(workshop: Workshop, id: str, matrix: pd.DataFrame, counted: Fact) -> Iterator[Claim]:
    """Whether commitments form blocks beyond chance; tried without the largest instrument and with fewer sorts of commitment."""
    try:
        found = workshop.method("fragmentation", fragmentation, matrix, DRAWS)
    except ValueError:  # too few members or instruments
        return
    of = (counted,)
    facts = {
        "modularity": workshop.fact(f"{id}.modularity", found.modularity, "", 2, method="landscape.fragmentation", of=of, seed=found.seed, draws=found.draws),
        "null": workshop.fact(f"{id}.null_mean", found.null_mean, "", 2, method="landscape.fragmentation", of=of),
        "groups": workshop.fact(f"{id}.communities", len(found.communities), "", 0, method="landscape.fragmentation", of=of),
    }  # fmt: skip
    if found.z == found.z:
        facts["z"] = workshop.fact(f"{id}.z", found.z, "", 1, method="landscape.fragmentation", of=of)
    variations = {
        "binding-only": ("fragmentation.binding", _binding(workshop).matrix),
        "parties-only": ("fragmentation.parties", _parties(workshop).matrix),
        "without-largest-instrument": ("fragmentation.without", _without_largest(matrix)),
    }
    says = _split(found)
    trials = try_variations(says, lambda one: _split(workshop.method(one[0], fragmentation, one[1], FEWER)), variations)
    year = workshop.edition.year
    yield claim(
        f"{id}:blocks", Kind.COMPOSITION, says, say(f"overlap-{says}", year=year, groups=facts["groups"]),
        headline=say(f"overlap-{says}-headline", year=year), facts=facts.values(), trials=trials,
        surprise=0.6 if says == "blocks" else 0.5, topic="commitments blocks",
    )  # fmt: skip
    told: dict[str, object] = {"modularity": facts["modularity"], "null": facts["null"], "draws": Quantity(found.draws)}
    bound = _binding_values(workshop, id)
    if standing(trials) is Standing.WITHDRAWN and bound and _split(bound[0]) != says:
        yield claim(
            f"{id}:blocks-depend", Kind.AGREEMENT, f"{says} not binding", say("overlap-depends", says=says, year=year),
            headline=say("overlap-depends-headline", says=says, year=year),
            facts=[*facts.values(), *bound[1].values()], surprise=0.5, topic="commitments blocks",
        )  # fmt: skip
    if bound:
        told |= bound[1]
    yield claim(
        f"{id}:modularity", Kind.COMPARISON, "above" if found.modularity > found.null_mean else "not above",
        say("overlap-modularity-binding" if bound else "overlap-modularity", **told), facts=facts.values(),
        surprise=0.3, topic="commitments modularity",
    )  # fmt: skip


def _binding_values(workshop: Workshop, id: str) -> tuple[Fragmentation, dict[str, Fact]] | None:
    """Fragmentation of the commitments under binding instruments in force, with its facts; None where too few to tell."""
    binding = _binding(workshop)
    try:
        found = workshop.method("fragmentation.binding", fragmentation, binding.matrix, FEWER)
    except ValueError:
        return None
    base = _counted(workshop, f"{id}.binding", binding, BOUND)
    facts = {
        f"binding-{key}": workshop.fact(
            f"{id}.binding_{name}", value, "", 2, method="landscape.fragmentation", of=(base,), seed=found.seed,
            draws=found.draws, binding_in=workshop.edition.year,
        )
        for key, name, value in (("modularity", "q", found.modularity), ("null", "null", found.null_mean))
    }  # fmt: skip
    return found, {"binding": base, **facts}


def _split(found: Fragmentation) -> str:
    """Whether modularity lies beyond chance; where the random tables do not vary it cannot."""
    return "blocks" if found.z > SPLIT else "chance"


def consensus_curve(workshop: Workshop, id: str) -> Exhibit:
    """Bars: the most economies that have joined the same one, two, three ... instruments."""
    joined = _joined(workshop)
    members = workshop.data.groups[WORLD].members
    matrix = joined.matrix.loc[joined.matrix.index.isin(members)]
    found = workshop.once("consensus", lambda: consensus(matrix, len(members)))
    data = found.curve.rename(columns={"size": "label", "economies": "value"})[
        ["label", "value", "share", "instruments"]
    ]
    data["label"] = data["label"].astype(str)
    data["highlight"] = data["label"] == str(len(found.instruments))
    counted = _counted(workshop, f"{id}.counted", joined)
    of = (counted,)
    facts = {
        key: workshop.fact(f"{id}.{key}", value, unit, 0, method="landscape.consensus", of=of)
        for key, value, unit in (
            ("one", data["value"].iloc[0], ""),
            ("share", found.share, "%"),
            ("size", len(found.instruments), ""),
            ("members", len(found.members), ""),
            ("total", len(members), ""),
        )
    }
    said: dict[str, object] = {
        **facts, "set": Names("instrument", found.instruments), "economies": Names("economy", found.members[:NAMED]),
        "more": len(found.members) - min(len(found.members), NAMED), "tied": "yes" if found.tied else "no",
        "year": workshop.edition.year,
    }  # fmt: skip

    def again(table: pd.DataFrame) -> str | None:
        kept = table.loc[table.index.isin(members)]
        return half(consensus(kept, len(members)).share) if kept.to_numpy().any() else None

    says = half(found.share)
    trials = try_variations(says, again, {
        "parties-only": _parties(workshop).matrix, "binding-only": _binding(workshop).matrix,
        "without-largest-instrument": _without_largest(matrix),
    }, (("majority", "minority"),))  # fmt: skip
    claims = [
        claim(f"{id}:common", Kind.SHARE, says, say("consensus-common", **said), headline=say("consensus-common-headline", **said),
              facts=facts.values(), trials=trials, surprise=0.5, topic="consensus common"),
        claim(f"{id}:set", Kind.COMPOSITION, " ".join(found.instruments), say("consensus-set", **said), facts=facts.values(),
              surprise=0.4, topic="consensus set"),
        *_widest(workshop, id, matrix, facts),
    ]  # fmt: skip
    return Exhibit(
        id, "bars", data, (), {"decimals": 0}, tuple(claims),
        title=say("consensus-title", year=workshop.edition.year), subtitle=say("consensus-subtitle"),
        alt=say("consensus-alt", count=len(data)), notes=(say("consensus-method"), *_notes(workshop, id, joined, counted)),
        labels={"axis_x": say("consensus-axis-x"), "axis_y": say("consensus-axis-y")}
        | {code: say("consensus-bar", count=int(code)) for code in data["label"]}, sources=(REGISTERS,),
    )  # fmt: skip


def _widest(workshop: Workshop, id: str, matrix: pd.DataFrame, facts: dict[str, Fact]) -> Iterator[Claim]:
    """The counted instrument that the most economies have joined, alone or tied."""
    order = ranking(matrix.sum().astype(float), 0)
    if order.says is Lead.ALL_EQUAL:
        return
    said = {
        "instruments": Names("instrument", order.first[:NAMED]), "count": len(order.first), "one": facts["one"],
        "total": facts["total"], "year": workshop.edition.year,
    }  # fmt: skip
    yield claim(
        f"{id}:widest", Kind.RANK, " ".join(order.first), say("consensus-widest", **said),
        headline=say("consensus-widest-headline", **said), facts=[facts["one"]], surprise=0.2, topic="consensus widest",
    )  # fmt: skip
