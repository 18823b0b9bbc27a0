"""An exhibit: what one figure shows and may say, before it is drawn, free of language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import pandas as pd

from pipeline.findings.claims import Claim
from pipeline.findings.messages import Message

UNSAID = Message("")


@dataclass(frozen=True)
class Words:
    """All text of an exhibit in one language.

    ``title`` says the finding, ``subtitle`` unit and years, ``source`` is derived from metadata, ``alt`` says what is
    seen, ``text`` is the story beside the figure, ``note`` its small print (coverage, weights, method, caveat); all of it
    plain text; ``labels`` maps each code in the data (economies, groups, segments, columns) and each key of the kind (axis
    titles, legend entries) to printed text. ``finding`` is the sentence that quotes the figure elsewhere, without a full
    stop; blank where the title does.
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
    published as the figure's data file; ``options`` are language-free drawing options; ``claims`` are what may be said of
    it, in the order in which a story would tell them; ``title`` says what it shows where no claim stands; ``subtitle`` unit,
    measure and years, ``alt`` what is seen, ``notes`` the small print; ``labels`` maps each code in the data and each key of
    the kind to a Name, a Message, or a text that no language changes. ``sources`` are sources besides those of ``indicators``.
    """

    id: str
    kind: str
    data: pd.DataFrame
    indicators: tuple[str, ...] = ()
    options: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    claims: tuple[Claim, ...] = ()
    title: Message = UNSAID
    subtitle: Message = UNSAID
    alt: Message = UNSAID
    notes: tuple[Message, ...] = ()
    labels: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Choice:
    """The claims that a figure prints: its headline (None: what it shows is named), and its story in order."""

    headline: Claim | None
    story: tuple[Claim, ...] = ()
