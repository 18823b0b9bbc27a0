"""Everything that the data sheets of one edition hold, as values."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.model.closed import ClosedEdition
from pipeline.model.corrections import Correction
from pipeline.model.economies import Economy, Group
from pipeline.model.index_design import IndexDesign
from pipeline.model.observations import Observations
from pipeline.model.printing import Printed
from pipeline.model.registers import Governance, Laws, Parameters
from pipeline.model.supply_use import SupplyUse


@dataclass(frozen=True)
class Dataset:
    """The checked content of ``data/``.

    ``supply_use`` maps economies to their tables by year; ``vintages`` maps a vintage label (``2020-10``) to the observations of that release, under the same indicator
    codes as today's; ``terms`` maps (kind, code) to names by language, for indicators, units, pillars, themes and
    classes; ``outlines`` is the GeoJSON of the map, as text; ``files`` maps each file read to its SHA-256; ``index`` is the design of the
    report's own composite index, None where its workbook is not there; ``corrections`` are those declared, which
    ``observations`` have in them already; ``laws`` are the registers of laws, empty where their workbooks are not there;
    ``printed`` says where indicators are printed beside their cards, None where its workbook is not there;
    ``closed`` is the closed edition before this one, None where there is none.
    """

    observations: Observations
    economies: dict[str, Economy]
    groups: dict[str, Group]
    vintages: dict[str, Observations]
    supply_use: dict[str, dict[int, SupplyUse]]
    governance: Governance
    parameters: Parameters
    terms: dict[tuple[str, str], dict[str, str]]
    outlines: str
    files: dict[str, str]
    index: IndexDesign | None = None
    corrections: tuple[Correction, ...] = ()
    laws: Laws = field(default_factory=Laws.none)
    printed: dict[str, Printed] | None = None
    closed: ClosedEdition | None = None
