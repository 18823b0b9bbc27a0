"""A proposal for a table in no known shape, to be looked at: never used by an import unless someone declares it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePath

from pipeline.sheets.reading.areas import Areas
from pipeline.sheets.reading.declared import Reading
from pipeline.sheets.reading.header import Header
from pipeline.sheets.reading.numbers import Signs, find_signs, flagged, is_missing, multiplier, number, percent
from pipeline.sheets.reading.periods import is_part, years_in
from pipeline.sheets.reading.shapes import DIMENSIONS
from pipeline.sheets.reading.table import Table

_ENOUGH = 0.8  # share of the filled cells of a column that must be what the column is taken for
# Names of columns in the languages of the United Nations and German, as national files write them.
_UNIT = (
    "unit", "units", "unit_measure", "unit of measure", "unité", "unidad", "единица", "единица измерения", "单位",
    "计量单位", "الوحدة", "einheit",
)  # fmt: skip
_MULTIPLIER = ("unit_mult", "scale", "multiplier", "magnitude", "powercode code", "powercode")
_STATUS = ("obs_status", "status", "flag", "flags", "statut", "estado", "статус", "状态", "الحالة")
_NOTE = (
    "note", "notes", "footnote", "footnotes", "remark", "remarks", "comment", "comments", "remarque", "remarques",
    "nota", "notas", "примечание", "примечания", "备注", "注释", "ملاحظة", "ملاحظات", "anmerkung",
)  # fmt: skip
_INDICATOR = (
    "indicator", "indicator_code", "indicator code", "series", "series_code", "variable", "variable code",
    "indicateur", "indicador", "показатель", "индикатор", "指标", "指标代码", "المؤشر", "indikator",
)  # fmt: skip


def propose(table: Table, areas: Areas) -> tuple[Reading, tuple[str, ...]]:
    """A reading by what the columns hold, and what it is not sure of, as questions."""
    header = Header(table.header)
    names = {name: [text for text in table.column(name) if not is_missing(text)] for name in header.names}
    years = header.years()
    economies = {
        name: _share(texts, lambda text: areas.find(text) is not None)
        for name, texts in names.items()
        if name not in years
    }
    able = [name for name, share in economies.items() if share >= _ENOUGH / 2]
    # Any number below 900 may be a code of M49: columns of texts go first, and those that are called so.
    economy = max(able, key=lambda name: (not _numeric(names[name]) or _is_geo(name), economies[name]), default="")
    rest = [name for name in names if name not in (economy, *years)]
    year = "" if years else next((name for name in rest if _yearly(names[name])), "")
    indicator, unit = header.get(*_INDICATOR), header.get(*_UNIT)
    power = header.get(*_MULTIPLIER)
    power = power if power and all(multiplier(text) is not None for text in names[power]) else ""
    status, note = header.all(*_STATUS), header.all(*_NOTE)
    taken = {economy, year, indicator, unit, power, *status, *note, *years}
    dimensions = tuple(name for name in rest if name.casefold().replace(" ", "_") in DIMENSIONS and name not in taken)
    figures = [name for name in rest if name not in (*taken, *dimensions) and _numeric(names[name])]
    value = header.get("value", "obs_value") if header.get("value", "obs_value") in figures else ""
    value = value or (figures[0] if len(figures) == 1 and not years else "")
    columns_of_figures = years or ((value,) if value else figures)
    marks = sorted({flagged(text)[1] for name in columns_of_figures for text in table.column(name)} - {""})
    texts = [name for name in rest if name not in (*taken, *dimensions, *figures)]
    guessed = "" if indicator or not (value or years) else _telling_apart(table, (economy, year), texts)
    indicator = indicator or guessed
    fixed = {} if indicator or not (value or years) else {"indicator": PurePath(table.file).name.split(".")[0]}
    reading = Reading(
        economy=economy,
        year=year,
        years=bool(years),
        value=value,
        indicator=(indicator,) if indicator else (),
        status=status,
        unit=unit,
        multiplier=power,
        note=note,
        dimensions=dimensions,
        values={} if value or years else {name: name for name in figures},
        fixed=fixed,
        flagged=bool(marks),
    )
    return reading, tuple(_questions(reading, figures, marks, guessed))


def _yearly(texts: list[str]) -> bool:
    years = years_in(texts)
    return _share(texts, years.__contains__) >= _ENOUGH


def _is_geo(name: str) -> bool:
    """Whether a column of numbers is one of economies by its name."""
    words = set(re.split(r"[\W_]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).casefold()))
    return bool(words & {"m49", "area", "geo", "country", "economy", "location", "iso", "code"})


def _telling_apart(table: Table, keys: tuple[str, ...], texts: list[str]) -> str:
    """The column of text that tells rows of one economy and year apart, of few texts rather than many; blank: none."""
    places = list(zip(*(table.column(name) for name in keys if name), strict=True))
    if len(set(places)) == len(places):
        return ""
    columns = {name: table.column(name) for name in texts}
    able = {
        name: len(set(column))
        for name, column in columns.items()
        if all(column) and len(set(zip(places, column, strict=True))) == len(places)
    }
    return min(able, key=lambda name: able[name], default="")


def _questions(reading: Reading, figures: list[str], marks: list[str], guessed: str) -> list[str]:
    asked = []
    if guessed:
        asked.append(f"does {guessed} name the indicator? Nothing else tells rows of one economy and year apart")
    if not reading.economy:
        asked.append("which column holds the economies? Name it as economy, or write one economy under [fixed]")
    if not (reading.year or reading.years):
        asked.append("of which year are the figures? Name the column as year, or write year under [fixed]")
    parts = [name for name in reading.values if is_part(name)]
    if parts:
        asked.append(f"{', '.join(parts)} are no calendar years: which year is each? Rename the columns by it")
    if "indicator" in reading.fixed:
        asked.append(f"is {reading.fixed['indicator']} the code of the indicator? It is taken from the file's name")
    if reading.values:
        asked.append(f"is each of these columns an indicator, and is that its code: {', '.join(figures)}?")
    if not (reading.value or reading.years or reading.values):
        asked.append("which column holds the figures? None is numeric")
    if marks:
        asked.append(
            f"what do the marks behind figures mean ({', '.join(marks[:10])})? Give each a status under [statuses]"
        )
    return asked


def _share(texts: list[str], fits: Callable[[str], bool]) -> float:
    return sum(map(fits, texts)) / len(texts) if texts else 0.0


def _numeric(texts: list[str]) -> bool:
    plain = [percent(flagged(text)[0])[0] for text in texts]
    signs = find_signs(plain) or Signs()
    return (
        _share(plain, lambda text: number(text, signs.decimal, signs.groups) is not None or is_missing(text)) >= _ENOUGH
    )
