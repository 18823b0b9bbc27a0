"""What the sheets mean together, beside what stands in their cells: index design, bounds of methods, accounting identities."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.edition import Edition
from pipeline.problems import Problem
from pipeline.sheets import layout
from pipeline.sheets.check import CheckResult, check_data
from pipeline.sheets.content import Content
from pipeline.store import Keep, make_anew


def check_whole(root: Path, edition: Edition, keep: Keep = make_anew, only: Path | None = None) -> CheckResult:
    """Check ``root/data``, or one workbook, by every rule of the sheets and of the methods. See ``check_data``."""
    return check_data(root, edition, keep, only, (designs, accounts))


def check_for_report(root: Path, edition: Edition, keep: Keep = make_anew) -> CheckResult:
    """Check what a report cannot be made without; whether identities hold it tells itself."""
    return check_data(root, edition, keep, beyond=(designs,))


def designs(content: Content, edition: Edition, keep: Keep) -> Iterator[Problem]:
    """The index and the bounds of methods, where their workbooks were read."""
    if (layout.INDEX_WORKBOOK, "Hierarchy") in content.tables:
        from pipeline.checking import design  # a check of another workbook does without its imports

        yield from design.check(content, edition)
    if ("reference/parameters.xlsx", "Thresholds") in content.tables:
        from pipeline.checking import parameters

        yield from parameters.check(content)


def accounts(content: Content, edition: Edition, keep: Keep) -> Iterator[Problem]:
    """Identities of supply and use tables."""
    if content.supply_use:
        from pipeline.checking import accounts as of_tables

        yield from of_tables.check(content, keep)
