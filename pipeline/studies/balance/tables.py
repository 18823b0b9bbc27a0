"""Supply-use tables of a workbook: every identity checked, with its residual."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from pipeline.methods.accounts.identities import Rounding, gdp, identities, summary
from pipeline.model.supply_use import SupplyUse
from pipeline.problems import Place, Problem
from pipeline.sheets import layout
from pipeline.sheets.codes import problem
from pipeline.sheets.content import about_facts
from pipeline.sheets.read import Workbook
from pipeline.sheets.tables import parse_table
from pipeline.studies.balance.choices import bad_choice, choices_of, number
from pipeline.studies.balance.matrix import error, read_matrix, stop_on
from pipeline.studies.study import Study

TABLE_DEFAULTS: Mapping[str, str] = {"tolerance": "rounding", "blank": "zero"}


def check_tables(book: Workbook, given: Mapping[str, str]) -> Study:
    """Check every identity of every year. Raises Stop (exit 3) where the tables cannot be read."""
    problems: list[Problem] = []
    tables = _tables(book, problems)
    choices = choices_of(book, given, TABLE_DEFAULTS, problems)
    tolerance = Rounding() if choices["tolerance"] == "rounding" else number(book, choices, "tolerance", problems)
    if choices["blank"] not in ("zero", "absent"):
        problems.append(bad_choice(book, "blank", choices["blank"], "zero or absent"))
    stop_on(problems)
    checked = pd.concat(
        [identities(table, tolerance, choices["blank"]).assign(year=table.year) for table in tables], ignore_index=True
    )
    # Plain values for every view: True, False or nothing.
    judged = checked.assign(holds=checked["holds"].astype(object).where(checked["holds"].notna(), None))
    ways = pd.concat([gdp(table).assign(year=table.year) for table in tables], ignore_index=True)
    broken = checked[(checked["holds"] == False).fillna(False)]  # noqa: E712
    missing = checked.loc[checked["missing"] != "", ["year", "identity", "missing"]].drop_duplicates()
    unjudged = int(checked["holds"].isna().sum())
    return Study(
        method="identities of supply and use tables",
        workbook=book.file,
        parameters={**choices, "years": " ".join(str(table.year) for table in tables)},
        tables={
            "summary": summary(checked),
            "broken": broken,
            "identities": judged,
            "gdp": ways,
            "missing": missing,
        },
        notes=(
            f"{len(checked)} identities: {len(checked) - len(broken) - unjudged} hold, {len(broken)} do not, "
            f"{unjudged} cannot be judged.",
            "Tolerance 'rounding': half a unit for every cell of an identity.",
        ),
    )


def _tables(book: Workbook, problems: list[Problem]) -> list[SupplyUse]:
    codes = parse_table(book.sheets[layout.SUPPLY_USE_CODES], layout.CODE_COLUMNS, ("code", "role"), problems)
    known = set(codes.frame["code"])
    frames: dict[tuple[str, int], pd.DataFrame] = {}
    for name, sheet in book.sheets.items():
        table, _, label = name.partition(" ")
        if table in layout.SUPPLY_USE_TABLES and label.isdigit():
            frames[table, int(label)] = read_matrix(sheet, problems, known)
    years = sorted({year for _, year in frames})
    if not years:
        found = "no sheet such as 'supply 2020' and 'use 2020'"
        problems.append(
            error(
                "balance-no-tables",
                Place(book.file),
                found,
                "a supply and a use sheet a year",
                "add them, or restore their names",
            )
        )
    for year in years:
        for part in layout.SUPPLY_USE_TABLES:
            if (part, year) not in frames:
                problems.append(
                    problem("sheet-half-a-table", Place(book.file), f"no sheet '{part} {year}'", sheet=f"{part} {year}")
                )
    if problems:
        return []
    facts = about_facts(book)
    return [
        SupplyUse(
            facts.get("economy", ""),
            year,
            facts.get("unit", ""),
            facts.get("source", ""),
            frames["supply", year],
            frames["use", year],
            codes.frame[["code", "role", "name", "digital"]],
            book.file,
        )
        for year in years
    ]
