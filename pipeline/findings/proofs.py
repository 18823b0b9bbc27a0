"""What a number of a figure's data is, proved by its value: an observation, the value of a group or a fact is named only
where it has the very same value and the row names it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType

from pipeline.findings.facts import Fact
from pipeline.findings.origins import Origin, Role, Taken
from pipeline.findings.point_rows import Row, same, texts
from pipeline.findings.workshop import POPULATION, WORLD, Workshop

FEW, MANY = 3, 12  # series in which a value is looked for without a year, and with one
PARTS = ("value", "population_share", "count_share", "economies")
HOWS = ("population", "unweighted", "median", "sum")


@dataclass(frozen=True)
class Proofs:
    """Where the numbers of a figure are looked for: its entry, the indicators that it shows (``codes``), all series that it
    has read, and the facts that it entered."""

    workshop: Workshop
    entry: Mapping[str, object]
    codes: tuple[str, ...]
    series: tuple[str, ...]
    facts: Mapping[str, Fact]

    def found(self, row: Row, value: float, years: tuple[int, ...]) -> tuple[Origin, str] | None:
        """The origin and the unit of a number of a row; None where it is nothing but itself."""
        return self._observed(row, value, years) or self._grouped(row, value, years) or self.fact(row, value, years)

    def summed(self, row: Row, value: float, years: tuple[int, ...]) -> tuple[Origin, str] | None:
        """The same of a number that stands for no economy: a fact, else a group value."""
        return self.fact(row, value, years) or self._grouped(row, value, years)

    @cached_property
    def _named(self) -> tuple[str, ...]:
        """Groups that the entry of the figure names."""
        return tuple(word for word in texts(self.entry) if word in self.workshop.data.groups)

    def _searched(self, row: Row, years: tuple[int, ...]) -> tuple[str, ...]:
        """Indicators in which a value may stand, those that the row names first. Where no year is named only those that the
        row names, or the few that the figure shows: among many series any number stands somewhere."""
        if not years:
            return row.indicators or (self.codes if len(self.codes) <= FEW else ())
        others = () if len(self.series) > MANY else self.series
        return tuple(dict.fromkeys([*row.indicators, *self.codes, *(code for code in others if code != POPULATION)]))

    def _observed(self, row: Row, value: float, years: tuple[int, ...]) -> tuple[Origin, str] | None:
        if not row.areas:
            return None
        for code in self._searched(row, years):
            known = self._values(code)
            for area in row.areas:
                for year in years or tuple(reversed(self.years(code))):
                    if known.get((area, year)) == value:
                        about = MappingProxyType({"indicator": code, "economy": area, "year": year})
                        return Origin("observation", about, (Taken(code, (area,), (year,)),)), self.workshop.indicator(
                            code
                        ).unit
        return None

    def _grouped(self, row: Row, value: float, years: tuple[int, ...]) -> tuple[Origin, str] | None:
        named = tuple(dict.fromkeys([*row.groups, *self._named, WORLD]))
        if row.areas or not years or not self.series:
            return None
        for code in self._searched(row, years):
            for group in named:
                for how in self._hows(code):
                    frame = self._frame(code, group, how)
                    for year in years:
                        if year in frame["value"]:
                            for part in PARTS:
                                if same(frame[part][year], value):
                                    unit = self.workshop.indicator(code).unit if part == "value" else ""
                                    return group_origin(self.workshop, code, group, how, year, part), unit
                            top = self.workshop.indicator(code).maximum
                            if top and same(100 * frame["value"][year] / top, value):
                                origin = group_origin(self.workshop, code, group, how, year)
                                about = MappingProxyType({**origin.parameters, "maximum": top})
                                return replace(
                                    origin, method=f"{origin.method}, per cent of maximum", parameters=about
                                ), "%"
        return None

    def _frame(self, code: str, group: str, how: str) -> dict[str, dict[int, float]]:
        """The values of a group and of its coverage by year."""

        def make() -> dict[str, dict[int, float]]:
            frame = self.workshop.group_values(code, group, how)
            return {part: dict(zip(frame.index.tolist(), frame[part].tolist(), strict=True)) for part in PARTS}

        return self.workshop.watch.once(f"group numbers {code} {group} {how}", make)

    def _hows(self, code: str) -> tuple[str, ...]:
        first = str(self.entry.get("how") or self.workshop.weighting(code))
        return tuple(dict.fromkeys([first, *HOWS])) if first in HOWS else HOWS

    def fact(self, row: Row, value: float, years: tuple[int, ...]) -> tuple[Origin, str] | None:
        """The fact of the same value that names what the row names; a value that no other fact has needs no name."""
        alike = [fact for fact in self._by_value.get(round(value, 12), ()) if same(fact.value, value)]
        named = [fact for fact in alike if self._names(fact, row, years)]
        chosen = named or (alike if len(alike) == 1 and not float(value).is_integer() else [])
        if not chosen:
            return None
        fact = chosen[0]
        return Origin(fact.method, fact.parameters, of=(fact.id,)), fact.unit

    @cached_property
    def _by_value(self) -> dict[float, list[Fact]]:
        found: dict[float, list[Fact]] = {}
        for fact in self.facts.values():
            found.setdefault(round(fact.value, 12), []).append(fact)
        return found

    def _names(self, fact: Fact, row: Row, years: tuple[int, ...]) -> bool:
        """Whether a fact names every code of a row, in its id or its parameters."""
        if not row.words:
            return False
        said = set(texts(dict(fact.parameters))) | set(re.split(r"[.:_]", fact.id)) | {fact.id.rpartition(".")[2]}
        said |= {str(value) for value in fact.parameters.values()}
        wanted = [*row.areas, *row.groups, *row.indicators] or list(row.words)
        return all(word in said or word in fact.id for word in [*wanted, *map(str, years[:1])])

    # --- what is looked up --------------------------------------------------------------------------------------

    def _values(self, code: str) -> Mapping[tuple[str, int], float]:
        def make() -> dict[tuple[str, int], float]:
            rows = self.workshop.data.observations.of(code)
            keys = zip(rows["REF_AREA"].tolist(), rows["TIME_PERIOD"].tolist(), strict=True)
            return dict(zip(keys, rows["OBS_VALUE"].tolist(), strict=True))

        return self.workshop.watch.once(f"values {code}", make)

    def years(self, code: str) -> tuple[int, ...]:
        """The years of a series."""

        def make() -> tuple[int, ...]:
            return tuple(int(year) for year in self.workshop.data.observations.wide(code).columns)

        return self.workshop.watch.once(f"years {code}", make)


def group_origin(workshop: Workshop, code: str, group: str, how: str, year: int, part: str = "value") -> Origin:
    """The origin of the value of a group in a year (see ``Workshop.group_values``), or of a measure of its coverage."""
    members = workshop.data.groups[group].members
    rule = workshop.edition
    about: dict[str, object] = {"indicator": code, "group": group, "year": year, "weights": how,
                                "least share of people": rule.coverage_population, "least share of economies": rule.coverage_count}  # fmt: skip
    taken = [Taken(code, members, (year,))]
    if how == "population" or part != "economies":
        taken.append(Taken(POPULATION, members, (workshop.population_year(year),), Role.WEIGHT))
    method = f"group_values.{how}" if part == "value" else f"group_values.{part}"
    return Origin(method, MappingProxyType(about), tuple(taken), (), (group,))
