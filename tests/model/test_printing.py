"""Where indicators are printed: those of the register in its order, then new ones, which are printed everywhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model.indicators import Framework
from pipeline.model.printing import Printed, printed_in
from tests.methods.index.test_inputs import indicator

REGISTER = {"B": Printed(), "A": Printed(annex=False), "D": Printed(False, False, False), "GONE": Printed()}
PILLARS = {"A": "use", "B": "use", "C": "skills", "D": "use", "E": "use", "X": "use"}


@pytest.mark.parametrize(
    ("where", "codes"),
    [("chapter", ["B", "A", "E", "C"]), ("annex", ["B", "E", "C"]), ("figure", ["B", "A", "E", "C"])],
)
def test_indicators_of_a_framework_where_they_are_printed(where: str, codes: list[str]) -> None:
    known = [
        replace(
            indicator(code), pillar=pillar, framework=Framework.STATISTICAL if code == "X" else Framework.ACCOUNTING
        )
        for code, pillar in PILLARS.items()
    ]
    assert printed_in(where, Framework.ACCOUNTING, known, REGISTER) == codes
    assert printed_in(where, Framework.STATISTICAL, known, REGISTER) == ["X"]
    assert printed_in(where, Framework.ACCOUNTING, known, None) == []
