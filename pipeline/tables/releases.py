"""The table of what is new: each series against its earlier release."""

from __future__ import annotations

from pipeline.findings.origins import CLOSED, Origin, Role, Taken
from pipeline.findings.releases import compared, earlier_releases
from pipeline.findings.wording import economy, escape, quantity
from pipeline.findings.workshop import Workshop
from pipeline.language import Language
from pipeline.methods.quality.releases import Compared, Fate
from pipeline.model.indicators import Indicator
from pipeline.tables.sourced import worked
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
        both = (Taken(code), Taken(code, role=Role.VINTAGE, vintage=month or CLOSED))
        before = (
            language.month(month, short=True)
            if month
            else str(workshop.data.closed.year if workshop.data.closed else "")
        )
        counts = {
            "pairs": len(found.pairs), "revised": found.revised(), "reflagged": found.count(Fate.REFLAGGED),
            "added": found.count(Fate.ADDED), "extended": found.count(Fate.EXTENDED), "withdrawn": found.count(Fate.WITHDRAWN),
        }  # fmt: skip
        cells = {name: language.number(count, 0) for name, count in counts.items()}
        cells["reflagged"] = cells["reflagged"] if found.flags else MISSING
        shown = {"before": escape(before), **cells, "largest": _largest(found, meta, language)}
        texts = {
            name: worked(
                text, f"{code}:{name}", counts.get(name), Origin(f"quality.compare_releases: {name}", taken=both)
            )
            for name, text in shown.items()
        }
        order = ("before", "pairs", "revised", "largest", "reflagged", "added", "extended", "withdrawn")
        rows.append((escape(language.name("short", code)), *(texts[name] for name in order)))
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
