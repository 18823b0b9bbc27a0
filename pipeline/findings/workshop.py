"""The workshop: what every recipe works with - data, rules of the edition, the book of facts - and shared look-ups."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, TypeVar

import pandas as pd

from pipeline.edition import Edition
from pipeline.findings.facts import Fact, FactBook
from pipeline.findings.wording import clauses, gettext_noop
from pipeline.language import Language
from pipeline.methods.group_values import CoverageRule, group_values
from pipeline.model.dataset import Dataset
from pipeline.model.economies import Group
from pipeline.model.indicators import Indicator

T = TypeVar("T")

POPULATION = "SP.POP.TOTL"
WORLD = "WLD"


@dataclass(frozen=True)
class Workshop:
    """Data set, edition and facts; everything a recipe may read, and the book it writes its facts into."""

    data: Dataset
    edition: Edition
    facts: FactBook = field(default_factory=FactBook)
    _groups: dict[tuple[str, str, str], pd.DataFrame] = field(default_factory=dict, repr=False)
    _memo: dict[str, Any] = field(default_factory=dict, repr=False)

    def once(self, key: str, make: Callable[[], T]) -> T:
        """The result of a computation that several recipes share, made when it is first asked for."""
        if key not in self._memo:
            self._memo[key] = make()
        return self._memo[key]

    def indicator(self, code: str) -> Indicator:
        """Metadata of an indicator. Raises KeyError with the code."""
        return self.data.observations.indicators[code]

    def groups(self, kind: str) -> list[Group]:
        """Groups of a kind, in the order of the sheet, without those that have no member."""
        return [group for group in self.data.groups.values() if group.kind == kind and group.members]

    def group_values(self, code: str, group: str, how: str = "population") -> pd.DataFrame:
        """Yearly value of a group under the coverage rule of the edition (see methods.group_values)."""
        key = (code, group, how)
        if key not in self._groups:
            rule = CoverageRule(self.edition.coverage_population, self.edition.coverage_count)
            observations = self.data.observations
            members = self.data.groups[group].members
            self._groups[key] = group_values(observations.wide(code), observations.wide(POPULATION), members, rule, how)
        return self._groups[key]

    def latest(self, code: str) -> pd.DataFrame:
        """Latest value of each economy that is recent enough for this edition."""
        return self.data.observations.latest(code, since=self.edition.year - self.edition.oldest_latest)

    def common_year(self, code: str, share: float = 0.5) -> int:
        """The newest year in which at least this share of the most ever reporting economies has a value."""
        counts = self.data.observations.wide(code).notna().sum()
        return int(counts[counts >= share * counts.max()].index[-1])

    def fact(
        self,
        id: str,
        value: float,
        unit: str,
        decimals: int,
        *,
        method: str,
        code: str = "",
        areas: Iterable[str] = (),
        years: Iterable[int] = (),
        **parameters: object,
    ) -> Fact:
        """Make a fact, with the cells of one indicator's observations of these economies and years behind it."""
        cells: tuple[str, ...] = ()
        status: tuple[str, ...] = ()
        if code:
            rows = self.data.observations.of(code)
            rows = rows[rows["REF_AREA"].isin(list(areas)) & rows["TIME_PERIOD"].isin([int(y) for y in years])]
            status = tuple(sorted(rows["OBS_STATUS"].unique()))
            cells = self.data.observations.cells(code, areas, [int(y) for y in years])
            parameters = {"indicator": code, **parameters}
        return self.facts.add(
            Fact(id, float(value), unit, decimals, status, method, MappingProxyType(dict(parameters)), cells)
        )

    def group_fact(self, id: str, code: str, group: str, year: int, how: str = "population") -> Fact:
        """The fact of a group value that the coverage rule lets pass. Raises KeyError where it does not."""
        value = self.group_values(code, group, how)["value"].get(year)
        if value is None or pd.isna(value):
            raise KeyError(f"{code} has no {how} value for {group} in {year} under the coverage rule")
        indicator = self.indicator(code)
        members = self.data.groups[group].members
        return self.fact(
            id,
            value,
            indicator.unit,
            indicator.decimals,
            method=f"group_values.{how}",
            code=code,
            areas=members,
            years=[year],
            group=group,
            year=year,
        )


def source_line(workshop: Workshop, codes: Sequence[str], language: Language) -> str:
    """Source line derived from metadata: producers and data sets once each, then the day of access."""
    sources = dict.fromkeys(workshop.indicator(code).source for code in codes)
    names = dict.fromkeys(language.name("source", source) for source in sources)
    return language.text(gettext_noop("Source: {sources}."), sources=clauses(names, language))


def unit_and_years(language: Language, unit: str, years: str) -> str:
    """Subtitle of a figure of one unit."""
    return language.text("{unit}, {years}", unit=language.name("unit", unit), years=years)


def economy_labels(codes: Iterable[str], language: Language) -> dict[str, str]:
    """Printed names of economies by code."""
    return {code: language.name("economy", code) for code in codes}


def group_labels(groups: Iterable[Group], language: Language) -> dict[str, str]:
    """Printed names of groups by code."""
    return {group.code: language.name("group", group.code) for group in groups}
