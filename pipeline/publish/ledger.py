"""The ledger of an edition, ``lineage.sqlite``: every number with its address, what stands behind it down to the cells, and
where it is printed. ``publish.tracing`` reads it; so does any programme that knows SQLite.

Same inputs, same bytes: it is made in memory in a fixed order, and no time and no path of a machine is in it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import numpy as np
import pandas as pd

from pipeline.findings.claims import Claim
from pipeline.findings.facts import Fact
from pipeline.findings.origins import CLOSED, Cell, Number, Role, Taken
from pipeline.findings.settings import LAWS, PARAMETERS, REGISTERS
from pipeline.findings.workshop import POPULATION
from pipeline.model.dataset import Dataset
from pipeline.model.observations import Observations
from pipeline.publish.cellsets import bounds, by_sheet, packed, place_of
from pipeline.publish.ledger_layout import INDEXES, NAME, NORMAL, SCHEMA, VERSION
from pipeline.publish.lineage import plain

EXACT = 1e15  # whole numbers below it are written without a point
OBSERVATION = "observation"  # method of a number whose cell says all


@dataclass(frozen=True)
class Printing:
    """Where a number is printed: a place (see the table ``places``), the number in the common form, its address, the words
    around it."""

    place: tuple[str, str, str, str, str, str, str, int | None, int | None]
    shown: str
    address: str
    context: str = ""


@dataclass(frozen=True)
class Ledger:
    """What the ledger of an edition is made from; ``settings`` are the cells of parameters behind facts by their ids,
    ``figures`` the recipe and arguments of each figure."""

    year: int
    languages: Sequence[str]
    data: Dataset
    facts: Sequence[Fact]
    settings: Mapping[str, tuple[Cell, ...]]
    numbers: Sequence[Number]
    claims: Sequence[tuple[Claim, str]]
    printings: Sequence[Printing]
    figures: Mapping[str, Mapping[str, object]]

    def write(self, output: Path) -> None:
        """Write it into the folder of an edition."""
        (output / NAME).write_bytes(self.content())

    def content(self) -> bytes:
        """The bytes of the database."""
        base = sqlite3.connect(":memory:", isolation_level=None)
        try:
            base.executescript(SCHEMA)
            base.execute("BEGIN")
            _Writer(self, base).write()
            base.execute("COMMIT")
            base.executescript(INDEXES)
            base.execute("VACUUM")
            return base.serialize()
        finally:
            base.close()


class _Writer:
    """The rows of a ledger, each sheet, method and set of cells once."""

    def __init__(self, ledger: Ledger, base: sqlite3.Connection) -> None:
        self._ledger, self._base = ledger, base
        self._sheets: dict[str, int] = {}
        self._methods: dict[str, int] = {}
        self._sets: dict[tuple[int, str], int] = {}
        self._blocks: dict[str, int] = {}
        self._terms: dict[str, int] = {}
        self._heads: dict[int, str] = {}
        self._ids: dict[str, int] = {}
        self._inputs: dict[tuple[tuple[str, int], ...], int] = {}
        self._parameters: dict[str, int] = {}
        self._takings: dict[Taken, list[tuple[str, int]]] = {}
        self._groups: dict[str, list[tuple[str, int]]] = {}

    def write(self) -> None:
        """All tables."""
        ledger = self._ledger
        about = {"edition": str(ledger.year), "layout": VERSION, "languages": " ".join(ledger.languages)}
        self._all("about", sorted(about.items()))
        self._sources()
        self._rows()
        known = {fact.id for fact in ledger.facts}
        fresh = [number for number in ledger.numbers if number.address not in known]
        everything: list[Fact | Number] = [*ledger.facts, *fresh]
        self._ids = {one.id if isinstance(one, Fact) else one.address: at for at, one in enumerate(everything, 1)}
        self._all("entries", (self._number(one) for one in everything))
        self._all("parts", (row for one in everything for row in self._parts(one)))
        self._all(
            "takes",
            (
                (id, at, self._term(role), cells)
                for inputs, id in self._inputs.items()
                for at, (role, cells) in enumerate(inputs)
            ),
        )
        self._all("parameters", ((id, text) for text, id in self._parameters.items()))
        self._all("sets", ((id, sheet, text, *_edges(text)) for (sheet, text), id in self._sets.items()))
        self._all("blocks", ((id, name) for name, id in self._blocks.items()))
        self._all("methods", ((id, name) for name, id in self._methods.items()))
        self._all("claims", self._claims())
        self._prints()
        self._all("made_with", self._made_with())
        self._all("sheets", self._listed())
        self._all("terms", ((id, word) for word, id in self._terms.items()))

    def _all(self, table: str, rows: Iterable[Sequence[object]]) -> None:
        listed = iter(rows)
        first = next(listed, None)
        if first is None:
            return
        marks = ", ".join("?" * len(first))
        statement = f"INSERT INTO {table} VALUES ({marks})"
        self._base.execute(statement, first)
        self._base.executemany(statement, listed)

    # --- what the sheets hold -------------------------------------------------------------------------------------

    @cached_property
    def _releases(self) -> dict[str, Observations]:
        """Today's observations (under a blank label) and those of the earlier releases."""
        data = self._ledger.data
        closed = {CLOSED: data.closed.observations} if data.closed else {}
        return {"": data.observations, **data.vintages, **closed}

    def _sources(self) -> None:
        """Sheets of indicators with their metadata, and all observations."""
        for label, book in self._releases.items():
            for code, meta in book.indicators.items():
                sheet = self._sheet(f"{meta.workbook} › {meta.sheet}")
                series = (
                    sheet,
                    code,
                    meta.name,
                    meta.unit,
                    meta.source,
                    meta.citation,
                    meta.url,
                    meta.licence,
                    meta.accessed,
                )
                self._base.execute("INSERT OR IGNORE INTO series VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", series)
                if label != CLOSED:  # which has no sheets: its cells have no address
                    self._figures(sheet, book.of(code))

    def _figures(self, sheet: int, rows: pd.DataFrame) -> None:
        """The observations of a series, one line an economy: its values from its first column on, null where there is none;
        statuses by column, a normal one is left out."""
        order = np.lexsort((rows["COLUMN"].to_numpy(), rows["ROW"].to_numpy()))
        names = ("ROW", "REF_AREA", "COLUMN", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS")
        lines, areas, columns, years, values, statuses = (rows[name].to_numpy()[order].tolist() for name in names)
        self._all("years", sorted((sheet, *pair) for pair in set(zip(columns, years, strict=True))))
        found: list[tuple[object, ...]] = []
        for (line, area), group in groupby(zip(lines, areas, columns, values, statuses, strict=True), itemgetter(0, 1)):
            held = [one[2:] for one in group]
            first = held[0][0]
            listed: list[float | int | None] = [None] * (held[-1][0] - first + 1)
            for column, value, _ in held:
                listed[column - first] = int(value) if value == int(value) and abs(value) < EXACT else value
            marked = {str(column): status for column, _, status in held if status != NORMAL}
            found.append((sheet, line, area, first, _json(listed), _json(marked) if marked else None))
        self._all("figures", found)

    def _rows(self) -> None:
        """The rows of parameters, of the design of the index and of registers, as lists under the heads of their sheet."""
        for place, frame in self._frames():
            sheet = self._sheet(place)
            heads = [str(name) for name in frame.columns if name != "ROW"]
            self._heads[sheet] = _json(heads)
            for row in frame.to_dict("records"):
                content = [plain(row[name]) if _there(row[name]) else None for name in heads]
                self._all("rows", [(sheet, int(row["ROW"]), _json(content))])

    def _frames(self) -> Iterator[tuple[str, pd.DataFrame]]:
        data = self._ledger.data
        for name, (place, _) in PARAMETERS.items():
            yield place, getattr(data.parameters, name)
        for name, sheet in REGISTERS.items():
            yield f"{data.governance.workbook} › {sheet}", getattr(data.governance, name)
        for name, (book, sheet) in LAWS.items():
            if "ROW" in (frame := getattr(data.laws, name)):
                yield f"data/{book} › {sheet}", frame
        if data.index is not None:
            design = data.index
            frames = (design.hierarchy, design.choices, design.goalposts, design.errors, design.uncertainty)
            names = ("Hierarchy", "Choices", "Goalposts", "Measurement error", "Uncertainty")
            yield from ((f"{design.workbook} › {name}", frame) for name, frame in zip(names, frames, strict=True))
        if data.corrections:
            mended = pd.DataFrame([vars(one) for one in data.corrections])
            at = mended.pop("cell").str.rpartition("!")
            yield at[0][0], mended.assign(ROW=at[2].str.extract(r"(\d+)")[0].astype(int))

    def _sheet(self, place: str) -> int:
        return self._sheets.setdefault(place, len(self._sheets) + 1)

    def _listed(self) -> Iterator[tuple[object, ...]]:
        known = {
            f"{meta.workbook} › {meta.sheet}": (code, label)
            for label, book in reversed(self._releases.items())
            for code, meta in book.indicators.items()
        }
        for place, id in self._sheets.items():
            workbook, _, sheet = place.partition(" › ")
            yield (id, workbook, sheet, *known.get(place, ("", "")), self._heads.get(id))

    def _made_with(self) -> Iterator[tuple[str, object, str]]:
        """The recipe of each figure, and its arguments as JSON."""
        for id, told in sorted(self._ledger.figures.items()):
            arguments = {key: plain(value) for key, value in told.items() if key != "recipe"}
            yield id, told["recipe"], json.dumps(arguments, ensure_ascii=False)

    # --- numbers --------------------------------------------------------------------------------------------------

    def _number(self, one: Fact | Number) -> tuple[object, ...]:
        inputs = tuple(self._inputs_of(one))
        behind = self._inputs.setdefault(inputs, len(self._inputs) + 1) if inputs else None
        if isinstance(one, Fact):
            block, mark, rest = one.id.partition(".")
            return (self._ids[one.id], self._block(block), mark + rest, self._term("fact"), one.value,
                    self._term(one.unit), one.decimals, "", " ".join(one.status), self._method(one.method), self._about(one.parameters), behind)  # fmt: skip
        block, mark, rest = one.address.partition(":")
        kind = {"fig": "figure", "tbl": "table", "card": "card"}.get(block.partition("-")[0], block)
        told = one.origin.method.endswith(OBSERVATION)
        return (self._ids[one.address], self._block(block), mark + rest, self._term(kind), one.value,
                self._term(one.unit), None, one.printed, "", self._method(one.origin.method), None if told else self._about(one.origin.parameters), behind)  # fmt: skip

    def _about(self, parameters: Mapping[str, object]) -> int | None:
        about = {key: plain(value) for key, value in parameters.items() if key != "of"}
        text = _json(about)
        return self._parameters.setdefault(text, len(self._parameters) + 1) if about else None

    def _block(self, name: str) -> int:
        return self._blocks.setdefault(name, len(self._blocks) + 1)

    def _term(self, word: str) -> int:
        return self._terms.setdefault(word, len(self._terms) + 1)

    def _method(self, name: str) -> int:
        return self._methods.setdefault(name, len(self._methods) + 1)

    def _parts(self, one: Fact | Number) -> Iterator[tuple[int, int, int]]:
        id, of = (one.id, one.of) if isinstance(one, Fact) else (one.address, one.origin.of)
        known = [self._ids[part] for part in of if part in self._ids and part != id]
        yield from ((self._ids[id], part, place) for place, part in enumerate(dict.fromkeys(known)))

    def _inputs_of(self, one: Fact | Number) -> Iterable[tuple[str, int]]:
        """The sets of cells of a number with their roles."""
        found: dict[tuple[str, int], None] = {}
        if isinstance(one, Fact):
            found |= dict.fromkeys(self._of_cells([(Role.VALUE, cell) for cell in one.cells], one.method))
            found |= dict.fromkeys(self._of_cells(self._ledger.settings.get(one.id, ())))
            groups = [value for value in one.parameters.values() if isinstance(value, str)]
        else:
            for taken in one.origin.taken:
                found |= dict.fromkeys(self._taken(taken))
            found |= dict.fromkeys(self._of_cells(one.origin.cells))
            groups = list(one.origin.groups)
        for group in groups:
            found |= dict.fromkeys(self._group(group))
        return found

    def _set(self, place: str, text: str) -> int:
        key = self._sheet(place), text
        return self._sets.setdefault(key, len(self._sets) + 1)

    def _of_cells(self, cells: Iterable[Cell], method: str = "") -> list[tuple[str, int]]:
        by_role: dict[Role, list[str]] = {}
        for role, cell in cells:
            by_role.setdefault(role, []).append(cell)
        found = []
        for role, addresses in by_role.items():
            for place, text in by_sheet(addresses).items():
                weight = role is Role.VALUE and method.startswith("group_values.population") and place in self._weights
                found.append((str(Role.WEIGHT if weight else role), self._set(place, text)))
        return found

    @cached_property
    def _weights(self) -> frozenset[str]:
        """The sheets of the population, today's and those of earlier releases, which weight the means of groups."""
        found = [book.indicators[POPULATION] for book in self._releases.values() if POPULATION in book.indicators]
        return frozenset(f"{meta.workbook} › {meta.sheet}" for meta in found)

    def _group(self, code: str) -> list[tuple[str, int]]:
        if code not in self._groups:
            group = self._ledger.data.groups.get(code)
            self._groups[code] = self._of_cells([(Role.GROUP, cell) for cell in group.cells]) if group else []
        return self._groups[code]

    def _taken(self, taken: Taken) -> list[tuple[str, int]]:
        """The set of cells of some observations, and the corrections among them."""
        if taken not in self._takings:
            self._takings[taken] = list(self._looked_up(taken))
        return self._takings[taken]

    def _looked_up(self, taken: Taken) -> Iterator[tuple[str, int]]:
        book = self._releases.get(taken.vintage)
        if book is None or taken.indicator not in book.indicators:
            return
        meta = book.indicators[taken.indicator]
        place = f"{meta.workbook} › {meta.sheet}"
        if not taken.areas and not taken.years and not taken.paired:
            yield str(taken.role), self._set(place, "")
            return
        cells = self._cells_of(taken.vintage, taken.indicator)
        areas = taken.areas if taken.paired else taken.areas or tuple(cells.areas)
        pairs: Iterable[tuple[str, int]]
        if taken.paired:
            pairs = list(zip(areas, taken.years, strict=True))
        elif taken.years:
            pairs = [(area, year) for area in areas for year in taken.years]
        else:
            pairs = [(area, year) for area in areas for year in cells.areas.get(area, ())]
        found = [cells.at[pair] for pair in pairs if pair in cells.at]
        if found:
            yield str(taken.role), self._set(place, packed(found))
        mended = [book.corrected[key] for pair in pairs if (key := (taken.indicator, *pair)) in book.corrected]
        if mended:
            yield from self._of_cells([(Role.VALUE, cell) for cell in mended])

    def _cells_of(self, label: str, code: str) -> _Cells:
        key = label, code
        if key not in self._known_cells:
            self._known_cells[key] = _Cells.of(self._releases[label].of(code))
        return self._known_cells[key]

    @cached_property
    def _known_cells(self) -> dict[tuple[str, str], _Cells]:
        return {}

    # --- where they are printed -----------------------------------------------------------------------------------

    def _claims(self) -> Iterator[tuple[object, ...]]:
        for claim, text in self._ledger.claims:
            for id in dict.fromkeys(self._ids[fact.id] for fact in claim.facts if fact.id in self._ids):
                yield claim.id, str(claim.standing), text, id

    def _prints(self) -> None:
        places: dict[tuple[object, ...], int] = {}
        rows: dict[tuple[int, int, str, str], None] = {}
        for one in self._ledger.printings:
            if one.address in self._ids:
                place = places.setdefault(one.place, len(places) + 1)
                rows[self._ids[one.address], place, one.shown, one.context] = None
        self._all("places", ((id, *place) for place, id in places.items()))
        self._all("prints", sorted(rows))


@dataclass(frozen=True)
class _Cells:
    """The cells of a series by economy and year (see ``place_of``), and the years of each economy."""

    at: Mapping[tuple[str, int], int]
    areas: Mapping[str, tuple[int, ...]]

    @classmethod
    def of(cls, rows: pd.DataFrame) -> _Cells:
        keys = list(zip(rows["REF_AREA"].tolist(), rows["TIME_PERIOD"].tolist(), strict=True))
        areas: dict[str, list[int]] = {}
        for area, year in keys:
            areas.setdefault(area, []).append(year)
        cells = map(place_of, zip(rows["ROW"].tolist(), rows["COLUMN"].tolist(), strict=True))
        return cls(dict(zip(keys, cells, strict=True)), {area: tuple(years) for area, years in areas.items()})


def _edges(text: str) -> tuple[int | None, ...]:
    block = bounds(text)
    return (
        (None, None, None, None)
        if block is None
        else (block.first_row, block.last_row, block.first_column, block.last_column)
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _there(value: object) -> bool:
    return isinstance(value, (tuple, list)) or not (value is None or value == "" or bool(pd.isna(value)))
