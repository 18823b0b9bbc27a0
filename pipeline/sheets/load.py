"""The data set of an edition, made from what ``content`` parsed: observations, economies, groups, tables, registers."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from operator import itemgetter
from pathlib import Path, PurePosixPath

import numpy as np
import pandas as pd

from pipeline.edition import KNOWN_LANGUAGES as _LANGUAGES
from pipeline.model.dataset import Dataset
from pipeline.model.economies import Economy, Group
from pipeline.model.index_design import IndexDesign
from pipeline.model.indicators import Direction, Framework, Indicator
from pipeline.model.observations import COLUMNS, Observations
from pipeline.model.printing import Printed
from pipeline.model.registers import Governance, Laws, Parameters
from pipeline.model.statuses import HIERARCHY
from pipeline.problems import ExitCode, Problem, Severity, Stop
from pipeline.sheets import layout
from pipeline.sheets.books import IndicatorBook
from pipeline.sheets.content import Content, read_content
from pipeline.sheets.corrections import apply, declared
from pipeline.sheets.rules import corrections, keys, listed
from pipeline.sheets.supply_use import SupplyUseBook, tables_of
from pipeline.sheets.tables import NO_CUTOFF, LongSheet
from pipeline.sheets.wide import Wide
from pipeline.store import Keep, make_anew

WORLD = "WLD"
GOVERNANCE = "monitoring/governance.xlsx"
PARAMETERS = "reference/parameters.xlsx"
# Where two notes give an observation two statuses, the first of these wins; else the note that comes first.
_WINS = HIERARCHY[:4]
_GROUP_COLUMNS = {
    "un_region": "un_region",
    "un_subregion": "un_subregion",
    "itu_region": "itu_region",
    "income": "income_group",
}
_SPECIAL = {"LDC": "ldc", "LLDC": "lldc", "SIDS": "sids"}


def load_dataset(root: Path, cutoff: str = NO_CUTOFF, keep: Keep = make_anew) -> Dataset:
    """The data set of ``root/data``.

    Raises Stop (exit 3) with all problems where something cannot be read, a key is unknown or doubled, or a declared
    correction does not find the value that it corrects. Values are
    judged by ``check.check_data``, not here.
    """
    content = read_content(root, cutoff, keep)
    problems = [*content.problems, *keys.check(content), *listed.check(content), *corrections.fit(content)]
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise Stop(ExitCode.DATA, _errors(problems))
    return build(content)


def build(content: Content) -> Dataset:
    """The data set of content without errors of reading, parsing and keys."""
    economies = economies_of(content.tables["reference/economies.xlsx", "Economies"])
    groups = groups_of(content.tables["reference/economies.xlsx", "Groups"], economies)
    known = declared(content.tables)
    mended = {(one.indicator, one.area, one.year): one.cell for one in known if one.value is not None}
    return Dataset(
        observations=replace(observations(apply(content.books, known)), corrected=mended),
        economies=economies,
        groups=groups,
        vintages=_vintages(content.vintages),
        supply_use={book.economy: tables_of(book) for book in content.supply_use},
        governance=_governance(content.tables),
        parameters=Parameters(
            classes=content.tables[PARAMETERS, "Classes"].frame,
            thresholds=content.tables[PARAMETERS, "Thresholds"].frame,
            goalposts=content.tables[PARAMETERS, "Goalposts"].frame,
            targets=content.tables["monitoring/targets.xlsx", "Targets"].frame,
        ),
        index=_index(content.tables),
        corrections=known,
        laws=_laws(content.tables),
        printed=_printed(content.tables.get((layout.PRINTED, layout.PRINTED_SHEET))),
        terms=_terms(content.tables["reference/names.xlsx", "Terms"], content.supply_use),
        outlines=content.outlines,
        files=dict(content.files),
    )


def observations(books: Iterable[IndicatorBook]) -> Observations:
    """The observations of indicator workbooks, sorted; OBS_STATUS from Notes, ``A`` where there is no note.

    Values are in the indicator's unit: here, and nowhere else, the UNIT_MULT of a sheet is applied.
    """
    indicators: dict[str, Indicator] = {}
    parts: list[tuple[str, dict[str, np.ndarray]]] = []
    for book in books:
        indicators |= _indicators(book)
        statuses = _statuses(book)
        for code, wide in book.wides.items():
            rows = _rows(wide, statuses.get(code, []))
            if code in indicators and (power := indicators[code].unit_multiplier):
                rows["OBS_VALUE"] = np.array([in_units(value, power) for value in rows["OBS_VALUE"].tolist()])
            parts.append((code, rows))
    parts.sort(key=lambda part: part[0])
    lengths = [len(rows["ROW"]) for _, rows in parts]
    columns: dict[str, object] = {
        "INDICATOR": pd.array(np.repeat(np.array([code for code, _ in parts], dtype=object), lengths), dtype="str")
    }
    for name in COLUMNS[1:]:
        joined = np.concatenate([rows[name] for _, rows in parts]) if parts else np.array([])
        columns[name] = pd.array(joined, dtype="str") if joined.dtype == object else joined
    return Observations(pd.DataFrame(columns), dict(sorted(indicators.items())))


def in_units(value: float, power: int) -> float:
    """A value of a sheet in its unit, for UNIT_MULT ``power``: shifted as it is written, so that 5.2 million are 5,200,000."""
    return float(Decimal(repr(float(value))).scaleb(power))


def _statuses(book: IndicatorBook) -> dict[str, list[tuple[str, int, str]]]:
    """Economy, year and OBS_STATUS of the notes, by indicator."""
    found: dict[str, list[tuple[str, int, str]]] = {}
    columns = ("INDICATOR", "REF_AREA", "TIME_PERIOD", "OBS_STATUS")
    for _, code, *note in book.notes.of(*columns) if book.notes else ():
        found.setdefault(code, []).append(tuple(note))
    return found


def _rows(wide: Wide, statuses: Iterable[tuple[str, int, str]]) -> dict[str, np.ndarray]:
    """The rows of one data sheet, by economy and year."""
    areas = np.array(wide.areas, dtype=object)
    by_area, by_year = np.argsort(areas.astype(str), kind="stable"), np.argsort(wide.years, kind="stable")
    values = wide.values[by_area][:, by_year]
    status = np.full(wide.values.shape, "A", dtype=object)
    row_of = {area: i for i, area in enumerate(wide.areas)}
    column_of = {year: j for j, year in enumerate(wide.years.tolist())}
    for area, year, code in statuses:
        if area not in row_of or year not in column_of:
            continue
        cell = row_of[area], column_of[year]
        if code in _WINS and status[cell] in _WINS:
            status[cell] = min(code, status[cell], key=_WINS.index)
        elif code in _WINS or status[cell] == "A":
            status[cell] = code
    status = status[by_area][:, by_year]
    i, j = np.nonzero(~np.isnan(values))
    return {
        "REF_AREA": areas[by_area][i],
        "TIME_PERIOD": wide.years[by_year][j],
        "OBS_VALUE": values[i, j],
        "OBS_STATUS": status[i, j],
        "ROW": wide.rows[by_area][i],
        "COLUMN": wide.columns[by_year][j],
    }


def _indicators(book: IndicatorBook) -> dict[str, Indicator]:
    found: dict[str, Indicator] = {}
    for row in book.indicators.records():
        code, power = row["code"], int(row["unit_multiplier"])
        found[code] = Indicator(
            code=code,
            name=row["name"],
            unit=row["unit"],
            unit_multiplier=power,
            definition=row["definition"],
            source=row["source"],
            citation=row["citation"],
            url=row["url"],
            licence=row["licence"],
            accessed=row["accessed"],
            direction=Direction(row["direction"]),
            decimals=max(int(row["decimals"]) - power, 0),
            minimum=_in_units(row["minimum"], power),
            maximum=_in_units(row["maximum"], power),
            framework=Framework(row["framework"]),
            pillar=row["pillar"],
            theme=row["theme"],
            source_code=row["source_code"],
            workbook=book.file,
            sheet=book.wides[code].sheet if code in book.wides else code,
        )
    return found


def _in_units(value: float, power: int) -> float | None:
    """A bound of a sheet's values in their unit; None for a blank cell."""
    return None if math.isnan(value) else in_units(float(value), power)


def _optional(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


def economies_of(table: LongSheet) -> dict[str, Economy]:
    """Economies by ISO3, from the sheet Economies."""
    found: dict[str, Economy] = {}
    for row in sorted(table.records(), key=itemgetter("iso3")):
        names = {code: str(row[f"name_{code}"]) for code in _LANGUAGES if row[f"name_{code}"]}
        found[row["iso3"]] = Economy(
            iso3=row["iso3"],
            iso2=row["iso2"],
            m49=row["m49"].zfill(3) if row["m49"] else "",
            names=names,
            un_region=row["un_region"],
            un_subregion=row["un_subregion"],
            itu_region=row["itu_region"],
            income_group=row["income_group"],
            ldc=row["ldc"] == "yes",
            lldc=row["lldc"] == "yes",
            sids=row["sids"] == "yes",
            latitude=_optional(row["latitude"]),
            longitude=_optional(row["longitude"]),
        )
    return found


def groups_of(table: LongSheet, economies: Mapping[str, Economy]) -> dict[str, Group]:
    """The groups in the order of the sheet; members in the order of their codes."""
    found: dict[str, Group] = {}
    for row in table.records():
        code, kind = row["code"], row["kind"]
        if kind == "world":
            members = [iso3 for iso3, economy in economies.items() if economy.m49]
        elif kind == "special":
            members = [iso3 for iso3, economy in economies.items() if getattr(economy, _SPECIAL[code])]
        else:
            members = [iso3 for iso3, economy in economies.items() if getattr(economy, _GROUP_COLUMNS[kind]) == code]
        found[code] = Group(code, kind, _names(row), tuple(sorted(members)), row["source"])
    return found


def _names(row: Mapping[str, object]) -> dict[str, str]:
    return {code: str(row[code]) for code in _LANGUAGES if row.get(code)}


def _terms(table: LongSheet, books: Iterable[SupplyUseBook]) -> dict[tuple[str, str], dict[str, str]]:
    """Printed names: those of supply and use tables from their own workbooks, where the reference has none."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for book in books:
        found |= book.names()
    return found | {(row["kind"], row["code"]): _names(row) for row in table.records()}


def _vintages(books: Iterable[IndicatorBook]) -> dict[str, Observations]:
    by_label: dict[str, list[IndicatorBook]] = {}
    for book in books:
        by_label.setdefault(vintage_label(book), []).append(book)
    return {label: observations(of_label) for label, of_label in sorted(by_label.items())}


def vintage_label(book: IndicatorBook) -> str:
    """The label of a vintage workbook: the fact 'Vintage' of its About sheet, or the name of the file."""
    return book.about.get("vintage") or PurePosixPath(book.file).stem


def _governance(tables: Mapping[tuple[str, str], LongSheet]) -> Governance:
    frames: dict[str, pd.DataFrame] = {}
    for sheet in ("Platforms", "Meetings", "Instruments", "Parties"):
        frame = tables[GOVERNANCE, sheet].frame.copy()
        if "themes" in frame:
            frame["themes"] = pd.Series([themes(text) for text in frame["themes"]], index=frame.index, dtype=object)
        frame["verified"] = frame["verified"] == "yes"
        frames[sheet.lower()] = frame
    return Governance(**frames, workbook=f"data/{GOVERNANCE}")


def _laws(tables: Mapping[tuple[str, str], LongSheet]) -> Laws:
    """The registers of laws; empty where their workbooks are not there."""
    laws = Laws.none()
    cyberlaw = tables.get((layout.CYBERLAW, "States"))
    if cyberlaw is not None:
        laws = replace(laws, cyberlaw=cyberlaw.frame)
    ai_laws = tables.get((layout.AI_LAWS, "Laws"))
    if ai_laws is not None:
        laws = replace(laws, ai_laws=ai_laws.frame.assign(verified=ai_laws.frame["verified"] == "yes"))
    return laws


def _printed(table: LongSheet | None) -> dict[str, Printed] | None:
    """Where indicators are printed, in the order of the sheet; None where it is not there."""
    if table is None:
        return None
    places = ("chapter", "annex", "figure")
    return {row["indicator"]: Printed(*(row[place] == "yes" for place in places)) for row in table.records()}


def _index(tables: Mapping[tuple[str, str], LongSheet]) -> IndexDesign | None:
    """The composite index of the report; None where its workbook is not there."""
    sheets = {sheet: tables.get((layout.INDEX_WORKBOOK, sheet)) for sheet in layout.INDEX_SHEETS}
    found = {sheet: table for sheet, table in sheets.items() if table is not None}
    return index_design(found, f"data/{layout.INDEX_WORKBOOK}") if len(found) == len(sheets) else None


def index_design(tables: Mapping[str, LongSheet], workbook: str) -> IndexDesign:
    """The design of a composite index from its five sheets (``layout.INDEX_SHEETS``), and sets of weights where there are."""
    return IndexDesign(
        hierarchy=tables["Hierarchy"].frame,
        choices=tables["Choices"].frame,
        goalposts=tables["Goalposts"].frame,
        errors=tables["Measurement error"].frame,
        uncertainty=tables["Uncertainty"].frame,
        columns={sheet: dict(table.columns) for sheet, table in tables.items()},
        workbook=workbook,
        **({"weight_sets": tables["Weight sets"].frame} if "Weight sets" in tables else {}),
    )


def themes(text: str) -> tuple[str, ...]:
    """The theme codes of a list separated by semicolons."""
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _errors(problems: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity is Severity.ERROR]
