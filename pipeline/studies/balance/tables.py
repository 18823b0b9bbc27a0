"""Supply-use tables of a workbook: every identity checked by its map of lines, with its residual."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from pipeline.methods.accounts.identities import gdp, identities, not_assessed, summary
from pipeline.problems import Problem
from pipeline.sheets.books import supply_use_book
from pipeline.sheets.read import Workbook
from pipeline.sheets.supply_use import tables_of
from pipeline.studies.balance.choices import number
from pipeline.studies.balance.matrix import stop_on
from pipeline.studies.study import Study

TABLE_DEFAULTS: Mapping[str, str] = {"identity_tolerance": "rounding"}


def check_tables(book: Workbook, choices: Mapping[str, str], problems: list[Problem]) -> Study:
    """Check every identity of every year. Raises Stop (exit 3) where the tables cannot be read, or do not fit their map."""
    parsed = supply_use_book(book, problems)
    chosen = choices["identity_tolerance"]
    tolerance = None if chosen == "rounding" else number(book, choices, "identity_tolerance", problems)
    stop_on(problems)
    if parsed is None:  # a sheet is missing, which has been reported
        raise AssertionError("a missing sheet was not reported")
    tables = tables_of(parsed)
    checked = pd.concat(
        [identities(one, tolerance).assign(year=year) for year, one in tables.items()], ignore_index=True
    )
    # Plain values for every view: True, False or nothing.
    judged = checked.assign(holds=checked["holds"].astype(object).where(checked["holds"].notna(), None))
    ways = pd.concat([gdp(one).assign(year=year) for year, one in tables.items()], ignore_index=True)
    broken = checked[(checked["holds"] == False).fillna(False)]  # noqa: E712
    unjudged = int(checked["holds"].isna().sum())
    lacking = not_assessed(checked)
    return Study(
        method="identities of supply and use tables",
        workbook=book.file,
        parameters={"identity_tolerance": chosen, "years": " ".join(map(str, tables))},
        tables={
            "summary": summary(checked),
            "broken": broken,
            "not_assessed": lacking,
            "gdp": ways,
            "identities": judged,
        },
        notes=(
            f"{len(checked)} identities: {len(checked) - len(broken) - unjudged} hold, {len(broken)} do not, "
            f"{unjudged} are not assessed.",
            *(
                f"Not assessed: {row.identity}, {row.count} times: {row.missing} absent."
                for row in lacking.itertuples(index=False)
            ),
            "Tolerance 'rounding': half of the last digit of the source for every published cell of an identity.",
        ),
    )
