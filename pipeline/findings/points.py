"""The numbers of a figure's data, each with its address and what stands behind it: one place for all recipes.

A recipe hands over a frame and says not where each number of it is from. This is found by what the row names
(economies, groups, indicators, years) and proved by the value: a number is an observation, a group value or a fact only
where that has the very same value. Anything else is the computation of the recipe, on the observations that the row
names among those which the recipe has read.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

import pandas as pd

from pipeline.findings.exhibit import Exhibit
from pipeline.findings.facts import Fact
from pipeline.findings.origins import Cell, Number, Origin, Role, Taken, unused
from pipeline.findings.point_rows import YEARS, Row, are_years, leaves, parts_of, plain, texts
from pipeline.findings.proofs import Proofs
from pipeline.findings.settings import Read, series_read, settings, thresholds_by_name, vintages_read
from pipeline.findings.workshop import POPULATION, WORLD, Workshop
from pipeline.model.addresses import column_letter

MAIN = ("value", "y", "mid", "count")  # the column whose numbers need no name in their address
INDEX_INPUTS = "index.inputs"  # the fact of all observations of the index
PLAIN = (
    "group_values",
    "latest",
    "observation",
    "median",
    "quantile",
    "change",
    "population",
)  # methods that no sheet sets
DRAWN = (
    "outlines",
    "points",
    "decimals",
    "x_max",
    "x_min",
    "y_max",
    "y_min",
    "vmin",
    "vmax",
)  # options that print nothing


@dataclass(frozen=True)
class Figure:
    """A figure whose numbers are looked up: its exhibit, its entry, what its recipe has read and the facts it entered."""

    workshop: Workshop
    exhibit: Exhibit
    entry: Mapping[str, object]
    reads: Collection[Read]
    facts: Mapping[str, Fact]

    def numbers(self) -> tuple[Number, ...]:
        """The figure as a whole, at its id; then every number of its data, and those of its options."""
        found: dict[str, Number] = {}
        for number in (self.whole(), *self._points(), *self._options()):
            address = unused(number.address, found)
            found[address] = Number(address, number.value, number.unit, number.printed, number.origin)
        return tuple(found.values())

    def whole(self) -> Number:
        """The computation of the figure: recipe, arguments, every series, setting, group and release that it has read."""
        words = set(texts(self.entry))
        taken = [Taken(code, role=Role.READ) for code in self.series if code in self.codes or len(self.series) == 1]
        taken += [
            Taken(code, role=Role.WEIGHT if code == POPULATION else Role.READ)
            for code in self.series
            if code not in {one.indicator for one in taken}
        ]
        taken += [
            Taken(code, role=Role.VINTAGE, vintage=label)
            for label in vintages_read(self.workshop, self.reads, words)
            for code in self.workshop.data.vintages[label].indicators
            if not self.codes or code in self.codes
        ]  # fmt: skip
        origin = Origin(
            self.method, self.arguments, tuple(taken), settings(self.workshop, self.reads, words), self.groups_read
        )
        return Number(self.exhibit.id, None, "", "", origin)

    def settings_of_facts(self) -> dict[str, tuple[Cell, ...]]:
        """The rows of parameters behind each fact of the figure that an assessment, a class or an index has made."""
        return {
            fact.id: cells
            for fact in self.facts.values()
            if not fact.declared and not fact.method.startswith(PLAIN)
            if (
                cells := tuple(
                    cell
                    for cell in self._settings(_about(fact) | self._thresholds)
                    if cell[0] is Role.PARAMETER and cell[1] not in fact.cells
                )
            )
        }

    @cached_property
    def _thresholds(self) -> frozenset[str]:
        """The thresholds that the entry of the figure names."""
        return frozenset(texts(self.entry)) & thresholds_by_name(self.workshop).keys()

    def _settings(self, words: frozenset[str]) -> tuple[Cell, ...]:
        return settings(self.workshop, self._set, words)

    @cached_property
    def _set(self) -> tuple[Read, ...]:
        """What was read that is no series, no group and no name."""
        return tuple(
            one for one in self.reads if one[0] in ("parameters", "register", "data") or one[0].startswith("tables ")
        )

    @property
    def method(self) -> str:
        """The recipe, which the register of methods knows by its name."""
        return str(self.entry.get("recipe", ""))

    @cached_property
    def arguments(self) -> Mapping[str, object]:
        """The arguments of the recipe."""
        return MappingProxyType({key: value for key, value in self.entry.items() if key not in ("recipe", "layout")})

    @cached_property
    def series(self) -> tuple[str, ...]:
        """Indicators whose observations were read, those of the exhibit among them."""
        read = {*series_read(self.reads), *self.exhibit.indicators}
        return tuple(sorted(read & self._known_codes))

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Indicators that the figure shows: its own, then those that its entry names."""
        named = [word for word in texts(self.entry) if word in set(self.series)]
        return tuple(dict.fromkeys([*self.exhibit.indicators, *named]))

    @cached_property
    def groups_read(self) -> tuple[str, ...]:
        """Groups that the figure names, in its data or in its entry."""
        named = {group for row in self._rows for group in row.groups} | {
            word for word in texts(self.entry) if self._is_group(word)
        }
        kinds = {group.kind for word in texts(self.entry) for group in self.workshop.groups(word)}
        return tuple(sorted(named | {group.code for kind in kinds for group in self.workshop.groups(kind)}))

    def _is_group(self, word: str) -> bool:
        return word in self._group_codes

    @cached_property
    def _group_codes(self) -> frozenset[str]:
        return frozenset(self.workshop.data.groups)

    @cached_property
    def _area_codes(self) -> frozenset[str]:
        return frozenset(self.workshop.data.groups[WORLD].members) | frozenset(self.workshop.data.economies)

    @cached_property
    def _known_codes(self) -> frozenset[str]:
        return frozenset(self.workshop.data.observations.indicators)

    @cached_property
    def _stands_for(self) -> Mapping[str, tuple[str, ...]]:
        """The indicators of a target that was read, and those below a node of the index."""
        found: dict[str, tuple[str, ...]] = {}
        if ("parameters", "targets") in self.reads:
            rows = self.workshop.data.parameters.targets
            found |= {str(target): (str(code),) for target, code in zip(rows["target"], rows["indicator"], strict=True)}
        if ("data", "index") in self.reads and self.workshop.data.index is not None:
            rows = self.workshop.data.index.hierarchy
            parents = dict(zip(rows["code"].astype(str), rows["parent"].astype(str), strict=True))
            for code, above in parents.items():
                node = above
                while node in parents:
                    found[node] = (*found.get(node, ()), code) if code in self._known_codes else found.get(node, ())
                    node = parents[node]
        return found

    # --- rows ---------------------------------------------------------------------------------------------------

    @cached_property
    def _texts_of(self) -> list[str]:
        """Columns of the data that hold texts."""
        data = self.exhibit.data
        return [name for name in data.columns if not pd.api.types.is_numeric_dtype(data[name])]

    @cached_property
    def _measures(self) -> list[str]:
        """Columns of the data that hold numbers."""
        data = self.exhibit.data
        return [
            name
            for name in data.columns
            if pd.api.types.is_numeric_dtype(data[name]) and not pd.api.types.is_bool_dtype(data[name])
        ]

    @cached_property
    def _rows(self) -> list[Row]:
        data = self.exhibit.data
        columns = [[plain(value) for value in data[name]] for name in self._texts_of]
        axis = data["x"].tolist() if "x" in self._measures and are_years(data["x"]) else None
        return [
            self._row([column[at] for column in columns], None if axis is None else int(axis[at]))
            for at in range(len(data))
        ]

    def _row(self, cells: Iterable[str], year: int | None) -> Row:
        words = tuple(dict.fromkeys(word for text in cells for word in parts_of(text)))
        areas = tuple(word for word in words if word in self._area_codes)
        groups = tuple(word for word in words if word in self._group_codes)
        named = [word for word in words if word in self._known_codes]
        codes = tuple(dict.fromkeys([*named, *(code for word in words for code in self._stands_for.get(word, ()))]))
        years = [int(word) for word in words if word.isdecimal() and len(word) == 4 and int(word) in YEARS]
        return Row(words, areas, groups, codes, tuple(years if year is None else [year, *years]))

    @cached_property
    def _keys(self) -> list[str]:
        """What tells the rows apart: as few text columns as that takes, the years of the axis, else the number of the row."""
        data = self.exhibit.data
        total = len(data)
        columns = [name for name in self._texts_of if data[name].notna().all()]
        chosen: list[str] = []
        for name in columns:
            if data[name].nunique() == total:
                chosen = [name]
                break
        else:
            for name in columns:
                chosen = [*chosen, name]
                if len(data[chosen].drop_duplicates()) == total:
                    break
            if "x" in self._measures and are_years(data["x"]):
                chosen = [
                    *(name for name in chosen if name != "panel" or data["series"].nunique() < data["panel"].nunique()),
                    "x",
                ]
        numbered = not chosen or len(data[chosen].drop_duplicates()) < total
        parts = [[plain(value) for value in data[name]] for name in chosen if not (numbered and name == "x")]
        if numbered:
            parts.append([str(at) for at in range(1, total + 1)])
        return [":".join(column[at] for column in parts) for at in range(total)]

    # --- numbers ------------------------------------------------------------------------------------------------

    def _points(self) -> Iterator[Number]:
        data = self.exhibit.data
        main = next(
            (name for name in MAIN if name in self._measures), self._measures[0] if len(self._measures) == 1 else ""
        )
        lines = {name: data[name].tolist() for name in self._measures}
        axis = "x" in lines and are_years(data["x"])
        dates = [name for name in lines if name.endswith("year") or (axis and name == "x")]
        for at, (row, key) in enumerate(zip(self._rows, self._keys, strict=True)):
            known: dict[str, Origin] = {}
            for name in [*(one for one in lines if one not in dates), *dates]:
                value = lines[name][at]
                if pd.isna(value):
                    continue
                if name in dates:
                    origin, unit = self._dated(row, name, int(value), known, main), "year"
                else:
                    origin, unit = self._origin(row, name, float(value), self._year(lines, name, at, row))
                    known[name] = origin
                address = f"{self.exhibit.id}:{key}" if name == main else f"{self.exhibit.id}:{key}:{name}"
                yield Number(address, float(value), unit, "", origin)
            for name in self._numbered:
                text = plain(data[name].iloc[at])
                origin = self._dated(row, name, int(text), known, main)
                yield Number(
                    f"{self.exhibit.id}:{key}:{name}", float(text), "year" if int(text) in row.years else "", "", origin
                )

    @cached_property
    def _numbered(self) -> list[str]:
        """Text columns that hold numbers: years that bars stand for, codes of industries."""
        data = self.exhibit.data
        return [name for name in self._texts_of if len(data) and all(plain(value).isdecimal() for value in data[name])]

    def _dated(self, row: Row, name: str, year: int, known: Mapping[str, Origin], main: str) -> Origin:
        """The origin of a year of a row: that of the number which is of this year."""
        of = known.get(name.removesuffix("_year")) or known.get(main) or next(iter(known.values()), None)
        if of is None:
            return self._computed(row, name, (year,))
        return Origin(f"year of: {of.method}", of.parameters, of.taken, of.cells, of.groups, of.of)

    def _year(self, lines: Mapping[str, list], name: str, at: int, row: Row) -> tuple[int, ...]:
        """The years that a number of a row is about, by the column of years that goes with it."""
        for column in (f"{name}_year", "year"):
            value = lines[column][at] if column in lines and column != name else None
            if value is not None and not pd.isna(value) and int(value) in YEARS:
                return (int(value),)
        return row.years

    def _origin(self, row: Row, name: str, value: float, years: tuple[int, ...]) -> tuple[Origin, str]:
        """What a number is: an observation, a group value, a fact, or a computation."""
        return self._proofs.found(row, value, years) or (self._computed(row, name, years), "")

    @cached_property
    def _proofs(self) -> Proofs:
        return Proofs(self.workshop, self.entry, self.codes, self.series, self.facts)

    def _computed(self, row: Row, name: str, years: tuple[int, ...]) -> Origin:
        """The computation of the recipe: its own inputs are the observations that the row names, and the figure is what
        else was read."""
        members = tuple(
            dict.fromkeys(
                [*row.areas, *(one for group in row.groups for one in self.workshop.data.groups[group].members)]
            )
        )
        known = set(self.series)
        codes = [code for code in row.indicators or self.codes if code in known]
        codes = codes or [code for code in self.series if code != POPULATION]
        taken = tuple(
            self._gathered(code, members)
            if self._of_index and not years
            else Taken(code, members, tuple(year for year in years if year in set(self._proofs.years(code))), Role.READ)
            for code in codes
            if members or years or row.indicators
        )
        cells = settings(self.workshop, self._set, (*row.words, *map(str, years)), named=True)
        about = MappingProxyType({"column": name})  # the address names the row
        return Origin(self.method, about, taken, cells, row.groups, (self.exhibit.id,))

    @cached_property
    def _of_index(self) -> bool:
        """Whether the figure is one of the index, whose inputs are a fact."""
        return INDEX_INPUTS in self.facts

    def _gathered(self, code: str, members: tuple[str, ...]) -> Taken:
        """The observations of an indicator that the index has taken: of each economy that of its own year."""

        def make() -> dict[str, int]:
            known = set(self.facts[INDEX_INPUTS].cells)
            rows = self.workshop.data.observations.of(code)
            meta = self.workshop.indicator(code)
            keys = zip(
                rows["REF_AREA"].tolist(),
                rows["TIME_PERIOD"].tolist(),
                rows["COLUMN"].tolist(),
                rows["ROW"].tolist(),
                strict=True,
            )
            place = f"{meta.workbook} › {meta.sheet}!"
            return {area: year for area, year, column, row in keys if f"{place}{column_letter(column)}{row}" in known}

        years = self.workshop.watch.once(f"years of the index {code}", make)
        areas = tuple(area for area in (members or tuple(years)) if area in years)
        return Taken(code, areas, tuple(years[area] for area in areas), paired=True)

    def _options(self) -> Iterator[Number]:
        """Numbers that the chart shows besides its data: medians, references, bounds of classes."""
        for path, value in leaves({key: one for key, one in self.exhibit.options.items() if key not in DRAWN}):
            key = ":".join(path)
            row = self._row([key], None)
            found = self._proofs.summed(row, value, row.years)
            origin, unit = found or (self._computed(row, path[0], row.years), "")
            yield Number(f"{self.exhibit.id}:option:{key}", value, unit, "", origin)


def _about(fact: Fact) -> frozenset[str]:
    """What a fact says of itself, by which rows of parameters are found: its method's parts, its parameters, its id's parts."""
    said = re.split(r"[.:_ ]", f"{fact.id} {fact.method}")
    return frozenset([*said, *texts(dict(fact.parameters)), fact.id.partition(".")[2], fact.method.partition(".")[2]])
