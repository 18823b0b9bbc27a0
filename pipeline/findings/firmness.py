"""How firm a value is: the size of past revisions, where two releases of a series are at hand."""

from __future__ import annotations

from pipeline.findings.facts import Fact
from pipeline.findings.wording import difference_unit
from pipeline.findings.workshop import Workshop
from pipeline.methods.quality.agreement import agreement


def firmness(workshop: Workshop, id: str, indicator: str) -> Fact | None:
    """Half the width of the limits of agreement with an older release; None where there is none to compare."""
    book = next((book for book in workshop.data.vintages.values() if indicator in book.indicators), None)
    if book is None:
        return None
    meta = workshop.indicator(indicator)
    found = agreement(workshop.data.observations.wide(indicator), book.wide(indicator), 10.0**-meta.decimals)
    return workshop.fact(
        f"{id}.firmness",
        (found.upper - found.lower) / 2,
        difference_unit(meta.unit),
        meta.decimals,
        method="quality.agreement",
        inputs=[(indicator, found.pairs["REF_AREA"].unique(), found.pairs["TIME_PERIOD"].unique())],
    )
