"""Long tables of supply and use (SDMX-CSV, TSV of Eurostat) as a sheet a table and year.

The dimensions are those of the data sets naio_10_cp15 (supply: ``ind_impv``, ``prd_amo``) and naio_10_cp16, naio_10_cp1610
(use: ``ind_use``, ``prd_ava``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.model.supply_lines import TableKind
from pipeline.problems import Problem
from pipeline.sheets.read import Sheet, Value
from pipeline.sheets.tables import as_text
from pipeline.studies.balance.matrix import error
from pipeline.studies.balance.published.names import kind_of

# Columns of products, of users or makers, of figures and of years, by their names in small letters.
_PRODUCTS = ("prd_amo", "prd_ava", "prod_na", "product")
_INDUSTRIES = ("ind_impv", "ind_use", "ind_ava", "induse", "activity")
CODES = (*_PRODUCTS, *_INDUSTRIES)
_VALUES, _YEARS, _FLAGS = ("obs_value", "values", "value"), ("time_period", "time", "year"), ("obs_flag", "flag", "obs_status", "conf_status")  # fmt: skip
_KINDS = {"ind_impv": TableKind.SUPPLY, "prd_amo": TableKind.SUPPLY, "ind_use": TableKind.USE, "prd_ava": TableKind.USE}
_REMARKS = (
    "dataflow",
    "structure",
    "structure_id",
    "structure_name",
    "last update",
    "last_update",
    "freq",
    *_FLAGS,
    "decimals",
)
_FLOWS, _WHOLE = "stk_flow", "TOTAL"  # domestic products, imports and both: the tables are those of both
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class _Row:
    """One figure: the line of its file, its code by dimension, and its cell."""

    line: int
    codes: Mapping[str, str]
    value: Value


def is_long(header: Sequence[str]) -> bool:
    """Whether a table has a column of products and one of industries, so that each row is one figure.

    >>> is_long(["geo", "ind_use", "prd_ava", "OBS_VALUE"]), is_long(["code", "A", "J"])
    (True, False)
    """
    names = _names(header)
    return any(one in names for one in _PRODUCTS) and any(one in names for one in _INDUSTRIES)


def _twice(sheet: Sheet, rows: Sequence[_Row], products: str, industries: str) -> Iterator[Problem]:
    """An error for each cell of a table that stands there again with another figure."""
    first: dict[tuple[str, str], _Row] = {}
    for row in rows:
        key = (row.codes[products], row.codes[industries])
        was = first.setdefault(key, row)
        if was.value != row.value:
            found = f"{' × '.join(key)} once more, {as_text(row.value)!r}; line {was.line} has {as_text(was.value)!r}"
            yield error(
                "balance-code-twice", sheet.place(row.line, 1), found, "each figure once", "delete one of the rows"
            )


def sheets_of(sheet: Sheet, where: Mapping[str, str], problems: list[Problem], told: list[str]) -> dict[str, Sheet]:
    """A sheet for each year of a long table, by their names (``supply 2020``)."""
    header = [as_text(value) for value in sheet.rows[0]]
    rows = list(_rows(sheet, header))
    names = {name for row in rows[:1] for name in row.codes}
    products, industries = (next((one for one in known if one in names), "") for known in (_PRODUCTS, _INDUSTRIES))
    kind = _KINDS.get(industries) or _KINDS.get(products) or kind_of(sheet.file) or kind_of(sheet.name)
    if kind is None:
        remedy = "name the file as a table, such as 'supply.csv'"
        problems.append(error("balance-no-map", sheet.place(1, 1), "a long table that is neither supply nor use by its columns", "the columns ind_impv and prd_amo, or ind_use and prd_ava", remedy))  # fmt: skip
        return {}
    wanted = {name.casefold(): text for name, text in where.items()}
    kept = [row for row in rows if all(row.codes.get(name, text) == text for name, text in wanted.items())]
    flows = {row.codes[_FLOWS] for row in kept if _FLOWS in row.codes}
    if len(flows) > 1 and _WHOLE in flows:
        kept = [row for row in kept if row.codes[_FLOWS] == _WHOLE]
        told.append(f"{sheet.file}: {_FLOWS} {_WHOLE} is taken of {', '.join(sorted(flows))}.")
    if not kept:
        asked = ", ".join(f"{name}={text}" for name, text in where.items())
        problems.append(error("balance-filter-empty", sheet.place(1, 1), f"no row matches {asked}", "some rows", "mend the filter"))  # fmt: skip
        return {}
    own = {products, industries, *_YEARS, *_REMARKS}
    vary = {name: sorted({row.codes[name] for row in kept}) for name in kept[0].codes if name not in own}
    vary = {name: codes for name, codes in vary.items() if len(codes) > 1}
    if vary:
        name, codes = next(iter(vary.items()))
        listed = "; ".join(
            f"{one} {', '.join(some[:5])}{' ...' if len(some) > 5 else ''}" for one, some in vary.items()
        )
        problems.append(error("balance-code-twice", sheet.place(1, 1), f"several tables in one: {listed}", "one economy, unit and flow", f"filter them (--where {name}={codes[0]})"))  # fmt: skip
        return {}
    found: dict[str, Sheet] = {}
    year = next((one for one in _YEARS if one in kept[0].codes), "")
    for one in sorted({row.codes.get(year, "") for row in kept}):
        of_year = [row for row in kept if row.codes.get(year, "") == one]
        cells = {(row.codes[products], row.codes[industries]): row.value for row in of_year}
        if not any(re.search(r"\d", as_text(value)) for value in cells.values()):
            told.append(f"{sheet.file}: {one} has no figure.")
            continue
        problems += _twice(sheet, of_year, products, industries)
        down, across = (list(dict.fromkeys(key[axis] for key in cells)) for axis in (0, 1))
        body = [(code, *(cells.get((code, other), "") for other in across)) for code in down]
        at = " at basic prices" if "1610" in f"{sheet.file} {kept[0].codes.get('dataflow', '')}" else ""
        name = f"{kind.value}{at} {one}".strip()
        found[name] = replace(sheet, name=name, rows=(("code", *across), *body))
    return found


def _names(header: Sequence[str]) -> list[str]:
    """The names of columns in small letters; that of a TSV which names the years across too is the one before."""
    return [name.split("\\")[0].strip().casefold() for name in header]


def _rows(sheet: Sheet, header: Sequence[str]) -> list[_Row]:
    """Every figure of a long table, with years down (SDMX-CSV) or across (TSV)."""
    names = _names(header)
    body = [(number, row) for number, row in enumerate(sheet.rows[1:], start=2) if any(value != "" for value in row)]
    value = next((names.index(one) for one in _VALUES if one in names), None)
    years = [at for at, name in enumerate(header) if value is None and _YEAR.fullmatch(name.strip())]
    flag = next((names.index(one) for one in _FLAGS if one in names), None)
    codes = [at for at in range(len(names)) if at != value and at not in years]
    found = []
    for number, row in body:
        given = {names[at]: as_text(row[at]).split(":")[0].strip() for at in codes}  # a label may stand behind a code
        if value is not None:
            found.append(_Row(number, given, row[value] if row[value] != "" or flag is None else as_text(row[flag])))
        found += [_Row(number, {**given, "time": header[at].strip()}, row[at]) for at in years]
    return found
