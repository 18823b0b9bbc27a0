"""Making all exhibits of the report: report/exhibits.toml names a recipe and its arguments for each figure."""

from __future__ import annotations

import importlib
import inspect
import tomllib
from collections.abc import Callable
from pathlib import Path

from pipeline.findings.exhibit import Exhibit
from pipeline.findings.workshop import Workshop
from pipeline.problems import ExitCode, Place, Problem, Severity, Stop

EXHIBITS = "report/exhibits.toml"
ALLOWED = f"what {EXHIBITS} of the newest edition shows: recipe = 'module.function' and that function's arguments"


def recipe(name: str) -> Callable[..., Exhibit]:
    """The function of ``module.function`` in findings.recipes. Raises LookupError where there is none."""
    module, _, function = name.partition(".")
    try:
        found = getattr(importlib.import_module(f"pipeline.findings.recipes.{module}"), function)
    except (ImportError, AttributeError) as error:
        raise LookupError(f"there is no recipe {name!r}") from error
    if function.startswith("_") or not callable(found) or "id" not in inspect.signature(found).parameters:
        raise LookupError(f"{name!r} is not a recipe")
    return found


def make_exhibits(workshop: Workshop, root: Path) -> dict[str, Exhibit]:
    """Every exhibit by id, in the order of the file. Raises Stop (exit 4) with all that cannot be made, and why."""
    path = root / EXHIBITS
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        problem = Problem(
            "exhibits-unreadable", Severity.ERROR, Place(EXHIBITS), str(error), "a TOML file", "mend the line named"
        )
        raise Stop(ExitCode.REPORT, [problem]) from error
    made, problems = {}, []
    for id, entry in entries.items():
        try:
            arguments = dict(entry)
            made[id] = recipe(arguments.pop("recipe"))(workshop, id, **arguments)
        except (LookupError, TypeError, ValueError, ArithmeticError) as error:
            problems.append(
                Problem(
                    "exhibit-not-made",
                    Severity.ERROR,
                    Place(EXHIBITS, id),
                    f"{type(error).__name__}: {error}",
                    ALLOWED,
                    "check indicator, group, year and target codes against the data sheets, or take the figure out",
                )
            )
    if problems:
        raise Stop(ExitCode.REPORT, problems)
    return made
