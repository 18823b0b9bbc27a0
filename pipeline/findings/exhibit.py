"""An exhibit: what one figure shows and says, before it is drawn, free of language until ``words`` is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import pandas as pd

from pipeline.language import Language


@dataclass(frozen=True)
class Words:
    """All text of an exhibit in one language.

    ``title`` says the finding, ``subtitle`` unit and years, ``source`` is derived from metadata, ``alt`` says what is
    seen, ``text`` is the story of the figure, ``note`` its small print (coverage, weights, method, caveat; may be
    blank); all of it plain text; ``labels`` maps each code in the data (economies,
    groups, segments, columns) and each key of the kind (axis titles, legend entries) to printed text. ``finding`` is
    the sentence that quotes the figure elsewhere, without a full stop; blank where the title does.
    """

    title: str
    subtitle: str
    source: str
    alt: str
    text: str
    labels: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    finding: str = ""
    note: str = ""

    def label(self, code: object) -> str:
        """Printed label of a code; the code itself where it needs none (a year, a short name)."""
        return self.labels.get(str(code), str(code))


@dataclass(frozen=True)
class Exhibit:
    """One figure of the report.

    ``kind`` names the chart kind in ``figures.kinds``; ``data`` is the tidy frame of that kind (see its docstring),
    published as the figure's data file; ``options`` are language-free drawing options; ``words`` writes the text.
    """

    id: str
    kind: str
    data: pd.DataFrame
    words: Callable[[Language], Words]
    indicators: tuple[str, ...] = ()
    options: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
