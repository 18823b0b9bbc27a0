"""Coverage: instruments × themes × economies, and how much of the world is under a binding instrument of each theme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from pipeline.methods.landscape.registers import JOINED
from pipeline.model.registers import Governance

# Statuses by which an economy is bound once the instrument is in force; a signature alone does not bind.
BOUND = ("party", "ratified")
COMPLETE = "complete"
LIMITS = (
    "Only rows read at a source are counted, and only instruments whose list of parties is complete.",
    "Instruments whose parties are not listed (laws of one economy or of the European Union, resolutions, declarations of "
    "groups) cover no economy here, so that every share is a lower bound.",
    "The European Union counts as listed; its members are counted only in the variant that expands it.",
    "Which themes an instrument has, and whether it is binding, is the judgement of this report.",
)


@dataclass(frozen=True)
class Commitments:
    """Who has joined what: ``matrix`` is members × instruments (bool), rows and columns without any entry left out.

    ``left_out`` maps each instrument that is not counted to the reason; ``expanded`` says whether groups of economies
    were replaced by their members; ``limits`` are sentences for the reader.
    """

    matrix: pd.DataFrame
    left_out: dict[str, str]
    expanded: bool
    limits: tuple[str, ...] = field(default=LIMITS)


def commitments(
    register: Governance,
    statuses: Sequence[str] = JOINED,
    binding_in: int | None = None,
    members: Mapping[str, Sequence[str]] | None = None,
) -> Commitments:
    """The commitments that may be counted.

    ``statuses`` are those that count. With ``binding_in`` (a year) only binding instruments in force by that year count,
    and a party only from its own year on (a year that is not known counts). ``members`` maps a group as listed (EUU) to
    its economies, which then stand in for it; without it the group stays as one member. Raises ValueError where the
    register of instruments has no column ``party_list``.
    """
    instruments = register.instruments
    if "party_list" not in instruments.columns:
        raise ValueError("the register of instruments has no column 'party_list'; allowed: complete, partial, none")
    listed = set(register.parties["instrument_id"])
    left_out: dict[str, str] = {}
    kept: list[str] = []
    for row in instruments.itertuples():
        reason = _reason(row, binding_in, row.id in listed)
        if reason:
            left_out[str(row.id)] = reason
        else:
            kept.append(str(row.id))
    parties = register.parties
    rows = parties[parties["verified"] & parties["instrument_id"].isin(kept) & parties["status"].isin(list(statuses))]
    if binding_in is not None:
        rows = rows[(rows["year"].fillna(0) <= binding_in).astype(bool)]
    pairs = {
        (economy, str(row.instrument_id))
        for row in rows.itertuples()
        for economy in (members or {}).get(str(row.iso3), (str(row.iso3),))
    }
    joined = {instrument for _, instrument in pairs}
    found = [code for code in kept if code in joined]
    left_out |= {code: "no party with a status that counts" for code in kept if code not in found}
    areas = sorted({area for area, _ in pairs})
    place = {area: row for row, area in enumerate(areas)}, {code: column for column, code in enumerate(found)}
    bound = np.zeros((len(areas), len(found)), dtype=bool)
    for area, instrument in pairs:
        bound[place[0][area], place[1][instrument]] = True
    matrix = pd.DataFrame(bound, index=pd.Index(areas, name="iso3"), columns=pd.Index(found, name="instrument"))
    return Commitments(matrix, left_out, bool(members))


def coverage_cells(register: Governance, joined: Commitments) -> pd.DataFrame:
    """Instruments × themes × economies as a long table: theme, instrument, iso3; one row for each commitment and theme."""
    themes = register.instruments.set_index("id")["themes"]
    rows = [
        (theme, instrument, area)
        for instrument in joined.matrix.columns
        for theme in themes[instrument]
        for area in joined.matrix.index[joined.matrix[instrument]]
    ]
    return pd.DataFrame(sorted(rows), columns=["theme", "instrument", "iso3"])


def theme_coverage(
    register: Governance,
    joined: Commitments,
    themes: Sequence[str],
    population: pd.Series,
    product: pd.Series,
) -> pd.DataFrame:
    """How much of the world has joined at least one of the instruments of each theme; index theme, last row ``any``.

    ``population`` (persons) and ``product`` (GDP) are indexed by every economy that counts, NaN where not known: those
    have no weight. Columns: instruments, economies (number), share_economies, share_population, share_product (per
    cent of all economies, people and product), without_population, without_product (economies joined whose weight is
    not known), others (members joined that are no economy, such as EUU). Formula: Σ weight of the joined ÷ Σ weight.
    """
    cells = coverage_cells(register, joined)
    everyone = population.index
    rows = {}
    for theme in [*themes, "any"]:
        part = cells if theme == "any" else cells[cells["theme"] == theme]
        areas = set(part["iso3"])
        inside = np.array([area in areas for area in everyone])
        rows[theme] = {
            "instruments": part["instrument"].nunique(),
            "economies": int(inside.sum()),
            "share_economies": 100 * float(inside.mean()),
            "share_population": _share(population, inside),
            "share_product": _share(product.reindex(everyone), inside),
            "without_population": int(population[inside].isna().sum()),
            "without_product": int(product.reindex(everyone)[inside].isna().sum()),
            "others": len(areas - set(everyone)),
        }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("theme")


def binding_coverage(
    register: Governance,
    year: int,
    themes: Sequence[str],
    population: pd.Series,
    product: pd.Series,
    members: Mapping[str, Sequence[str]] | None = None,
) -> pd.DataFrame:
    """``theme_coverage`` of binding instruments in force, with a column ``variant``: as_listed, and expanded if
    ``members`` are given."""
    variants = {"as_listed": None} | ({"expanded": members} if members else {})
    parts = []
    for name, groups in variants.items():
        joined = commitments(register, BOUND, year, groups)
        parts.append(theme_coverage(register, joined, themes, population, product).assign(variant=name))
    return pd.concat(parts)


def _reason(row: object, binding_in: int | None, listed: bool) -> str:
    """Why an instrument is not counted; blank where it is."""
    if not getattr(row, "verified"):  # noqa: B009
        return "not read at a source"
    if binding_in is not None:
        if getattr(row, "binding") != "yes":  # noqa: B009
            return "not binding"
        in_force = getattr(row, "in_force_year")  # noqa: B009
        if pd.isna(in_force) or in_force > binding_in:
            return f"not in force by {binding_in}, or not read"
    if not listed:
        return "no list of parties"
    if getattr(row, "party_list") != COMPLETE:  # noqa: B009
        return "list of parties not complete"
    return ""


def _share(weights: pd.Series, inside: np.ndarray) -> float:
    whole = float(weights.sum())
    return 100 * float(weights[inside].sum()) / whole if whole > 0 else float("nan")
