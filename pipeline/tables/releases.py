"""The table of what is new: each series against its earlier release."""

from __future__ import annotations

from pipeline.findings.releases import compared, earlier_releases
from pipeline.findings.wording import economy, escape, quantity
from pipeline.findings.workshop import Workshop
from pipeline.language import Language
from pipeline.methods.quality.releases import Compared, Fate
from pipeline.model.indicators import Indicator
from pipeline.tables.table import MISSING, Column, Table

LARGE = 1e6  # from here on a figure is printed with the word of its size


def releases(workshop: Workshop, id: str, language: Language) -> Table:
    """Figures of each series that stand in both releases, were revised, re-flagged, came or went; the largest revision."""
    t = language.text
    known = earlier_releases(workshop.data)
    rows = []
    for code, found in compared(workshop).items():
        if found.count(Fate.SAME, Fate.OUTSIDE) == len(found.rows):
            continue
        meta, month = workshop.indicator(code), known[code].month
        rows.append(
            (
                escape(language.name("short", code)),
                escape(language.month(month, short=True)) if month else escape(str(workshop.data.closed.year if workshop.data.closed else "")),
                language.number(len(found.pairs), 0),
                language.number(found.revised(), 0),
                _largest(found, meta, language),
                language.number(found.count(Fate.REFLAGGED), 0) if found.flags else MISSING,
                language.number(found.count(Fate.ADDED), 0),
                language.number(found.count(Fate.EXTENDED), 0),
                language.number(found.count(Fate.WITHDRAWN), 0),
            )
        )  # fmt: skip
    columns = (
        Column(t("Indicator"), 20),
        Column(t("Compared with"), 13),
        Column(t("Pairs"), 7, "r"),
        Column(t("Revised"), 7.5, "r"),
        Column(t("Largest revision"), 29),
        Column(t("Re-flagged"), 8, "r"),
        Column(t("New in years of both"), 8, "r"),
        Column(t("New years"), 7, "r"),
        Column(t("Withdrawn"), 8, "r"),
    )
    note = t(
        "Numbers of figures. Pairs stand in both releases; revised are those that moved by more than five units of the last printed digit, before → after. “…”: the earlier release tells no status."
    )
    return Table(id, t("Each series against its earlier release"), columns, tuple(rows), "tiny", note)


def _largest(found: Compared, meta: Indicator, language: Language) -> str:
    """The largest revision: economy, year, before and after; how many figures where several print alike."""
    top = found.largest(meta.decimals)
    if top.empty:
        return "–"
    if len(top) > 1:
        return escape(language.text("{number} figures alike", number=language.number(len(top), 0)))
    row = next(iter(top.itertuples()))
    unit = meta.unit if max(abs(row.earlier), abs(row.later)) >= LARGE else ""
    before, after = (quantity(float(value), unit, meta.decimals, language) for value in (row.earlier, row.later))
    return escape(f"{economy(str(row.REF_AREA), language)} {row.TIME_PERIOD}: {before} → {after}")
