"""The workshop: what every recipe works with - data, rules of the edition, the book of facts - and shared look-ups."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import TypeVar

import pandas as pd

from pipeline.edition import Edition
from pipeline.findings.claims.book import ClaimBook
from pipeline.findings.errands import Errands
from pipeline.findings.facts import PARAMETER, Fact, FactBook
from pipeline.findings.news import News
from pipeline.findings.wording import clauses, gettext_noop
from pipeline.language import Language
from pipeline.methods.group_values import CoverageRule, group_values
from pipeline.model.dataset import Dataset
from pipeline.model.economies import Group
from pipeline.model.indicators import Indicator
from pipeline.model.observations import Cells
from pipeline.store import Keeper, Watch
from pipeline.store.digest import digest_of
from pipeline.store.keeper import module_of

T = TypeVar("T")
# Observations behind a fact: (indicator, economies, years), or (indicator, year of each economy).
Input = tuple[str, Iterable[str], Iterable[int]] | tuple[str, pd.Series]

POPULATION = "SP.POP.TOTL"
WORLD = "WLD"


def mean_decimals(indicator: Indicator) -> int:
    """Decimals of a mean over economies: one for scores, two for an index of 0-1, whatever its source prints."""
    if indicator.unit.startswith("score"):
        return min(indicator.decimals, 1)
    return min(indicator.decimals, 2) if indicator.unit.startswith("index") else indicator.decimals


@dataclass(frozen=True)
class Workshop:
    """Data set, edition and facts; everything a recipe may read, and the book it writes its facts into.

    ``watch`` notes what is read, ``keeper`` keeps results between builds (none: each build makes them anew), ``errands``
    has long computations done by others; ``claims`` are those of all exhibits that were made, ``news`` what of them has
    changed since the edition before.
    """

    data: Dataset
    edition: Edition
    facts: FactBook = field(default_factory=FactBook)
    watch: Watch = field(default_factory=Watch, repr=False)
    keeper: Keeper | None = field(default=None, repr=False)
    errands: Errands = field(default_factory=Errands, repr=False)
    claims: ClaimBook = field(default_factory=ClaimBook, repr=False)
    news: News = field(default_factory=News, repr=False)

    def once(self, key: str, make: Callable[[], T]) -> T:
        """The result of a computation that several recipes share, made when it is first asked for, or kept from before."""
        value, facts = self.watch.once(key, lambda: self.kept(f"result {key}", make))
        for fact in facts:
            self.facts.add(fact)
        return value

    def kept(self, name: str, make: Callable[[], T], code: str = "") -> tuple[T, tuple[Fact, ...]]:
        """A result with the facts that were entered while it was made; from the store where all it has read is the same.

        ``code`` names the module whose imports can affect it; the one that defines ``make`` if blank.
        """

        def record() -> tuple[T, tuple[Fact, ...]]:
            with self.facts.recording() as entered:
                value = make()
            return value, tuple(entered.values())

        if self.keeper is None:
            return record()
        value, facts = self.keeper.traced(name, self.watch, record, code or module_of(make))
        for fact in facts:
            self.facts.add(fact)
        return value, facts

    def method(self, name: str, function: Callable[..., T], *arguments: object) -> T:
        """What a method gives for these values: from before where the values and its code are the same, or made by others
        who have begun. Values and result can be pickled."""
        errand = partial(self.errands.result, name, function, *arguments)
        if self.keeper is None:
            return errand()
        return self.keeper.keep(f"result {name}", _parts(arguments), errand, function.__module__)

    def begin(
        self,
        name: str,
        function: Callable[..., object],
        ready: Callable[[], tuple[object, ...]],
        asker: str = "",
        code: str = "",
    ) -> None:
        """Have a method computed by others before anybody asks for it: ``function`` of what ``ready`` gives (see ``method``).

        Not where it is kept, nor where the result ``asker`` that will ask for it is (``code`` names its module, see
        ``kept``). Data from which it cannot be made begin nothing; whoever asks for the result is told why.
        """
        if self.keeper is None or (asker and self.keeper.holds(f"result {asker}", self.watch, code)):
            return
        with suppress(LookupError, TypeError, ValueError, ArithmeticError):
            arguments = ready()
            if not self.keeper.stands(f"result {name}", _parts(arguments), function.__module__):
                self.errands.begin(name, function, *arguments)

    def recalled(self, name: str, code: str) -> tuple[bool, object, str]:
        """Whether a result is kept and holds, what it is, and in words why it does not; its facts are then in the book."""
        assert self.keeper is not None
        found, kept = self.keeper.recall(name, self.watch, code)
        if not found:
            return False, None, self.keeper.why_traced(name, self.watch, code)
        value, facts = kept
        for fact in facts:
            self.facts.add(fact)
        return True, value, ""

    def indicator(self, code: str) -> Indicator:
        """Metadata of an indicator. Raises KeyError with the code."""
        return self.data.observations.indicators[code]

    def groups(self, kind: str) -> list[Group]:
        """Groups of a kind, in the order of the sheet, without those that have no member."""
        return [group for group in self.data.groups.values() if group.kind == kind and group.members]

    def member_of(self, kind: str) -> dict[str, str]:
        """Group of each economy in a kind of groups that do not overlap (income groups, regions)."""
        return {code: group.code for group in self.groups(kind) for code in group.members}

    def map_points(self) -> dict[str, tuple[float, float]]:
        """Latitude and longitude of each economy that has them, for the dots of a map."""
        return {
            code: (economy.latitude, economy.longitude)
            for code, economy in self.data.economies.items()
            if economy.latitude is not None and economy.longitude is not None
        }

    def group_values(self, code: str, group: str, how: str = "population") -> pd.DataFrame:
        """Yearly value of a group under the coverage rule of the edition (see methods.group_values)."""

        def make() -> pd.DataFrame:
            rule = CoverageRule(self.edition.coverage_population, self.edition.coverage_count)
            observations = self.data.observations
            members = self.data.groups[group].members
            return group_values(observations.wide(code), observations.wide(POPULATION), members, rule, how)

        return self.watch.once(f"group values {code} {group} {how}", make)

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
        inputs: Iterable[Input] = (),
        of: Sequence[Fact | str] = (),
        cells: Iterable[str] = (),
        **parameters: object,
    ) -> Fact:
        """Make a fact with what stands behind it.

        The observations of one indicator (``code``, ``areas``, ``years``) or of several (``inputs``), the facts that it
        is computed from (``of``, facts or their ids), other cells (``cells``: rows of registers, ranges of tables), in any combination.
        """
        addresses: dict[str, None] = {}
        status: set[str] = set()
        given = [*([(code, tuple(areas), tuple(years))] if code else []), *inputs]
        for one in given:
            cells_of = self._cells(one[0])
            found = cells_of.in_year(one[1]) if len(one) == 2 else cells_of.of(one[1], one[2])
            status |= found.statuses
            addresses |= dict.fromkeys(found.addresses)
        if given:
            codes = tuple(dict.fromkeys(one[0] for one in given))
            parameters = ({"indicator": code} if code else {"indicators": codes}) | parameters
        if of:
            parameters["of"] = tuple(one.id if isinstance(one, Fact) else one for one in of)
        addresses |= dict.fromkeys(cells)
        return self.facts.add(
            Fact(
                id,
                float(value),
                unit,
                decimals,
                tuple(sorted(status)),
                method,
                MappingProxyType(dict(parameters)),
                tuple(addresses),
            )
        )

    def _cells(self, code: str) -> Cells:
        """Where the observations of an indicator stand."""
        known = self.data.observations
        return self.watch.once(f"cells {code}", lambda: known.cells_of(code))

    def parameter(self, id: str, value: float, unit: str, decimals: int) -> Fact:
        """A fact that is no result but an argument of the figure, printed in its text."""
        return self.fact(id, value, unit, decimals, method=PARAMETER)

    def weighting(self, code: str) -> str:
        """How economies of a group count in the mean of an indicator: by their people where it is a figure of people, else alike."""
        return "population" if self.indicator(code).of_people else "unweighted"

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
            mean_decimals(indicator),
            method=f"group_values.{how}",
            code=code,
            areas=members,
            years=[year],
            inputs=[(POPULATION, members, [self.population_year(year)])] if how == "population" else [],
            group=group,
            year=year,
        )

    def population_year(self, year: int) -> int:
        """The year whose population weights a year: the same, or the nearest that the population series has."""
        years = self.data.observations.wide(POPULATION).columns
        return int(min(max(year, years[0]), years[-1]))

    def populated(self) -> tuple[str, ...]:
        """The economies with a population series: the field of all counts of who has a value and who has none.

        The list of economies also holds places without inhabitants, from which no figure can be expected.
        """
        people = self.data.observations.wide(POPULATION)
        return tuple(code for code in self.data.groups[WORLD].members if code in people.index)


def _parts(arguments: Iterable[object]) -> dict[str, str]:
    """The digest of each value by its place."""
    return {str(number): digest_of(value) for number, value in enumerate(arguments)}


def source_line(workshop: Workshop, codes: Sequence[str], language: Language) -> str:
    """Source line derived from metadata: producers and data sets once each, then the day of access."""
    sources = dict.fromkeys(workshop.indicator(code).source for code in codes)
    names = dict.fromkeys(language.name("source", source) for source in sources)
    return language.text(gettext_noop("Source: {sources}."), sources=clauses(names, language))


def economy_labels(codes: Iterable[str], language: Language) -> dict[str, str]:
    """Printed names of economies by code."""
    return {code: language.name("economy", code) for code in codes}


def group_labels(groups: Iterable[Group], language: Language) -> dict[str, str]:
    """Printed names of groups by code."""
    return {group.code: language.name("group", group.code) for group in groups}
