"""Making all exhibits of the report: report/exhibits.toml names a recipe and its arguments for each figure."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.declarations import declared
from pipeline.findings.exhibit import Choice, Exhibit, Words
from pipeline.findings.origins import Cell, Number
from pipeline.findings.points import Figure
from pipeline.findings.selection import Selection
from pipeline.findings.spreadsheet import csv_bytes
from pipeline.findings.standard import standard_entries
from pipeline.findings.wording.realise import words as realised
from pipeline.findings.workshop import Workshop
from pipeline.language import Language
from pipeline.problems import ExitCode, Place, Problem, Severity, Stop
from pipeline.sheets import nearest
from pipeline.store.digest import digest_of

EXHIBITS = "report/exhibits.toml"
RECIPES = "pipeline.findings.recipes"
LAYOUTS = ("side", "wide")  # of an entry's layout: the chart beside its story, or above it (figures.layout draws them)
ALLOWED = "recipe = 'module.function', and that function's arguments, as the other figures of the file have them"


@dataclass(frozen=True)
class Kept:
    """An exhibit, its data as CSV, its numbers with their addresses, and the settings behind its facts by their ids."""

    exhibit: Exhibit
    table: bytes
    numbers: tuple[Number, ...]
    settings: Mapping[str, tuple[Cell, ...]]


def recipe(name: str) -> Callable[..., Exhibit]:
    """The function of ``module.function`` in findings.recipes. Raises LookupError where there is none."""
    module, _, function = name.partition(".")
    try:
        found = getattr(importlib.import_module(f"{RECIPES}.{module}"), function)
    except (ImportError, AttributeError) as error:
        raise LookupError(f"there is no recipe {name!r}") from error
    if function.startswith("_") or not callable(found) or "id" not in inspect.signature(found).parameters:
        raise LookupError(f"{name!r} is not a recipe")
    return found


def read_entries(root: Path) -> dict[str, dict[str, Any]]:
    """The table of each figure in report/exhibits.toml, in its order. Raises Stop (exit 4) where it cannot be read."""
    path = root / EXHIBITS
    try:
        return declared(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:  # no TOML, or no UTF-8
        found, remedy = str(error), "mend what is named"
        if isinstance(error, OSError):
            found, remedy = error.strerror or str(error), "put the file back"
        problem = Problem("exhibits-unreadable", Severity.ERROR, Place(EXHIBITS), found, "a TOML file in UTF-8", remedy)
        raise Stop(ExitCode.REPORT, [problem]) from error


class Exhibits:
    """The figures of an edition: each made, or kept from before, when it is asked for.

    ``tables`` are their data as CSV, ``numbers`` the numbers of these with what stands behind each, ``settings`` the
    cells of parameters behind facts, by the id of the fact.
    """

    def __init__(self, workshop: Workshop, root: Path) -> None:
        self.entries = {**read_entries(root), **standard_entries(workshop)}
        self.tables: dict[str, bytes] = {}
        self.numbers: dict[str, tuple[Number, ...]] = {}
        self.settings: dict[str, tuple[Cell, ...]] = {}
        self.choices: dict[str, Choice] = {}
        self._workshop = workshop
        self._selection = Selection()
        self._made: dict[str, Exhibit] = {}
        workshop.watch.source("figure entry", lambda id: digest_of(self.entries[id]))

    def make(self, id: str) -> Exhibit:
        """One exhibit, with its facts in the book. Raises LookupError, TypeError, ValueError, ArithmeticError as recipes do."""
        kept, _ = self._workshop.kept(f"exhibit {id}", lambda: self._recipe(id), self.module(id))
        return self.restored(id, kept)

    def not_made(self, id: str, error: Exception) -> Problem:
        """The problem of an exhibit that its recipe could not make, with the nearest codes for one that is not known."""
        found, remedy = (
            f"{type(error).__name__}: {error}",
            "compare the entry with those of other figures, or take it out",
        )
        if isinstance(error, KeyError) and error.args and str(error.args[0]) in _texts(self.entries.get(id)):
            code = str(error.args[0])
            found = f"there is no {code!r}"
            remedy = f"correct the code{nearest.codes(code, self._known())}"
        elif isinstance(error, IndexError):
            found = f"nothing is left to show for this choice ({error})"
            remedy = "check the years and groups against the data sheets"
        return Problem("exhibit-not-made", Severity.ERROR, Place(EXHIBITS, id), found, ALLOWED, remedy)

    def _known(self) -> set[str]:
        """Codes that an entry may name: indicators, groups, targets."""
        data = self._workshop.data
        indicators = {code for kind, code in data.terms if kind == "indicator"}
        return {*indicators, *data.groups, *data.parameters.targets["target"]}

    def restored(self, id: str, kept: Kept) -> Exhibit:
        """The exhibit of what is kept of it: its claims are entered and those that it prints are chosen, in this order."""
        exhibit, self.tables[id], self.numbers[id] = kept.exhibit, kept.table, kept.numbers
        self.settings.update(kept.settings)
        self._made[id] = exhibit
        for claim in exhibit.claims:
            self._workshop.claims.add(claim)
        if id not in self.choices:  # chosen once: what a figure says counts as said for the figures after it
            self.choices[id] = self._selection.choose(exhibit)
        return exhibit

    def declared(self) -> dict[str, dict[str, object]]:
        """What each figure that was made is made with, by id: its recipe and every argument, those that the recipe itself
        sets where the entry does not too."""
        found = {}
        for id in self._made:
            entry = {key: value for key, value in self.entries[id].items() if key != "layout"}
            known = inspect.signature(recipe(str(entry["recipe"]))).parameters.items()
            own = {key: one.default for key, one in known if one.default is not one.empty and one.default is not None}
            found[id] = {"recipe": entry["recipe"], **own, **entry}
        return found

    def words(self, id: str, language: Language) -> Words:
        """The words of an exhibit that was made. Raises Stop (exit 4) for a name or pattern that the language lacks."""
        exhibit = self._made[id]
        return realised(exhibit, self.choices[id], self._sources(exhibit), language)

    def _sources(self, exhibit: Exhibit) -> list[str]:
        """The sources of an exhibit, each once, in the order of its indicators."""
        of_indicators = (self._workshop.indicator(code).source for code in exhibit.indicators)
        return list(dict.fromkeys([*of_indicators, *exhibit.sources]))

    def module(self, id: str) -> str:
        """The modules that an exhibit rests on: this one and that of its recipe, where its entry names one."""
        return f"{__name__} {_module(self.entries[id])}".rstrip()

    def _recipe(self, id: str) -> Kept:
        """The exhibit as its recipe makes it now."""
        self._workshop.watch.read("figure entry", id)
        arguments = dict(self.entries[id])
        layout = arguments.pop("layout", None)
        shop = self._workshop
        with shop.watch.recording() as reads, shop.facts.recording() as entered:
            exhibit = recipe(arguments.pop("recipe"))(shop, id, **arguments)
        if layout is not None:
            if layout not in LAYOUTS:
                raise ValueError(f"layout is {layout!r}, and neither {' nor '.join(LAYOUTS)}")
            exhibit = replace(exhibit, options={**exhibit.options, "layout": layout})
        figure = Figure(shop, exhibit, self.entries[id], frozenset(reads), entered)
        return Kept(exhibit, csv_bytes(exhibit.data), figure.numbers(), figure.settings_of_facts())


def _module(entry: object) -> str:
    """The module of the recipe that an entry names; blank where it names none."""
    name, _, _ = str(entry.get("recipe", "") if isinstance(entry, dict) else "").partition(".")
    return f"{RECIPES}.{name}" if name else ""


def make_exhibits(exhibits: Exhibits, each: Callable[[Exhibit], None] = lambda exhibit: None) -> dict[str, Exhibit]:
    """Every exhibit by id, in the order of the file; ``each`` is called with one as soon as it is made.

    Raises Stop (exit 4) with all that cannot be made, and why.
    """
    made, problems = {}, []
    for id in exhibits.entries:
        try:
            made[id] = exhibits.make(id)
        except (LookupError, TypeError, ValueError, ArithmeticError) as error:
            problems.append(exhibits.not_made(id, error))
            continue
        if not problems:
            each(made[id])
    if problems:
        raise Stop(ExitCode.REPORT, _by_cause(problems))
    return made


def _by_cause(problems: list[Problem]) -> list[Problem]:
    """What several figures lack is told once, at the first of them."""
    same: dict[str, list[Problem]] = {}
    for one in problems:
        same.setdefault(one.found, []).append(one)
    return [
        replace(
            first,
            found=f"{found}; {len(others)} more figures lack it: {', '.join(one.place.sheet for one in others[:3])}{' ...' if len(others) > 3 else ''}",
        )
        if others
        else first
        for found, (first, *others) in same.items()
    ]


def begin(exhibits: Exhibits, workshop: Workshop) -> None:
    """Have others begin with what takes long: ``begin`` of each module of recipes that has one and makes a figure."""
    for name in filter(None, dict.fromkeys(map(_module, exhibits.entries.values()))):
        with suppress(ImportError):  # told where the figure is made
            getattr(importlib.import_module(name), "begin", lambda workshop: None)(workshop)


def _texts(value: object) -> set[str]:
    """Every text in a value of TOML."""
    if isinstance(value, str):
        return {value}
    parts = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    return {text for part in parts for text in _texts(part)}
