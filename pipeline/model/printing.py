"""Where an indicator is printed beside its card: tables of its chapter and of the annex, a figure of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.model.indicators import Framework, Indicator


@dataclass(frozen=True)
class Printed:
    """Whether an indicator stands in the table of its framework's chapter, in that of the annex, and has a figure there."""

    chapter: bool = True
    annex: bool = True
    figure: bool = True


EVERYWHERE = Printed()


def printed_in(
    where: str,
    framework: Framework,
    indicators: Iterable[Indicator],
    register: Mapping[str, Printed] | None,
) -> list[str]:
    """Codes of a framework that are printed at a place (a field of ``Printed``): those of the register in its order, then
    those without a row, which are printed everywhere, by pillar, workbook and code. None without a register."""
    if register is None:
        return []
    own = {one.code: one for one in indicators if one.framework == framework}
    listed = [code for code in register if code in own]
    pillars = list(dict.fromkeys(one.pillar for one in own.values()))
    others = [one for one in own.values() if one.code not in register]
    others.sort(key=lambda one: (pillars.index(one.pillar), one.workbook, one.code))
    chosen = [*listed, *(one.code for one in others)]
    return [code for code in chosen if getattr(register.get(code, EVERYWHERE), where)]
