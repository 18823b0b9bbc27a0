"""What the figures of the supply and use tables share: addresses, sources, labels, notes, and the path of a share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from pipeline.findings.claims import Claim, Kind, try_variations
from pipeline.findings.claims import path as paths
from pipeline.findings.claims.claim import claim
from pipeline.findings.facts import Fact
from pipeline.findings.messages import Listed, Message, Name, Names, say
from pipeline.findings.workshop import Workshop
from pipeline.methods import accounts
from pipeline.model.addresses import column_letter
from pipeline.model.supply_lines import INDUSTRY, DigitalGroup
from pipeline.model.supply_use import SupplyUse

DECIMALS = 1  # of shares of value added and growth, which differ by little
WHOLE = 0  # of shares of uses, imports and demand
GROUPS = tuple(group.value for group in DigitalGroup)
USES = ("intermediate", "consumption", "investment", "exports", "government")


def ranges(tables: Iterable[SupplyUse]) -> list[str]:
    """Addresses of the tables of these years, as ``workbook › sheet!A1:B2``."""
    found = []
    for one in tables:
        for table in one.tables.values():
            rows, columns = table.cells.shape
            corner = f"{column_letter(columns + 1)}{rows + 1}"  # codes in row 1 and column A
            found.append(f"{one.workbook} › {table.sheet}!A1:{corner}")
    return found


def sources(workshop: Workshop, economies: Iterable[str]) -> tuple[str, ...]:
    """Sources of the tables of some economies, each once."""
    return tuple(
        dict.fromkeys(next(iter(workshop.data.supply_use[code].values())).source for code in economies)
    )  # fmt: skip


def members(kind: str, economy: str, codes: Iterable[str]) -> dict[str, object]:
    """Labels of products or industries (``kind``) of an economy's tables by code."""
    return {code: member(kind, economy, code) for code in codes}


def member(kind: str, economy: str, code: str) -> Name:
    """The name of a product or an industry of an economy's tables."""
    return Name(kind, f"{economy}:{code}")


def group_labels() -> dict[str, Message]:
    """Labels of the digital groups."""
    return {group: say(f"accounts-group-{group.replace('_', '-')}") for group in GROUPS}


def use_labels() -> dict[str, Message]:
    """Labels of the uses of products."""
    return {use: say(f"accounts-use-{use}") for use in USES}


def economy_labels(economies: Iterable[str]) -> dict[str, object]:
    """Labels of economies."""
    return {economy: Name("economy", economy) for economy in economies}


def share_fact(
    workshop: Workshop,
    id: str,
    value: float,
    tables: Iterable[SupplyUse],
    method: str,
    unit: str = "%",
    decimals: int = DECIMALS,
    **more: object,
) -> Fact:
    """A percentage, or a difference of some, from the tables of some years."""
    chosen = tuple(tables)
    given: dict[str, object] = {"year": chosen[-1].year} | more
    return workshop.fact(id, value, unit, decimals, method=method, cells=ranges(chosen), **given)  # type: ignore[arg-type]


def partly_digital(tables: SupplyUse) -> bool:
    """Whether the tables have industries that are digital in part, which are not counted."""
    return tables.digital(INDUSTRY) != tables.digital(INDUSTRY, partly=True)


def digital_share(tables: SupplyUse, partly: bool = False) -> float:
    """Share (per cent) of the digital industries in value added; NaN where it is not known."""
    return float(accounts.value_added_shares(tables, partly).sum(skipna=False))


def by_year(every: Mapping[int, SupplyUse], share: Callable[[SupplyUse], float]) -> pd.Series:
    """A share of the tables of each year; years in which it is not known are left out."""
    return pd.Series({year: share(tables) for year, tables in every.items()}, dtype=float).dropna()


def left_out(economies: Sequence[str], known: Mapping[str, object]) -> Iterator[Message]:
    """Who is left out, as a line that the figure needs is absent or not known."""
    absent = tuple(economy for economy in economies if economy not in known)
    if absent:
        yield say("accounts-note-absent", economies=Names("economy", absent))


def there(values: pd.Series) -> list[str]:
    """The digital groups that an economy's tables have, in the order of all."""
    return [group for group in GROUPS if group in values.index]


def group_name(group: str) -> Name:
    """The name of a digital group as it stands in a sentence."""
    return Name("digital", group)


def counted_apart(workshop: Workshop, economies: Iterable[str]) -> Iterator[Message]:
    """Where broadcasting is counted and where it is not, as it stands with what is not digital; nothing where all do the same."""
    chosen = list(economies)
    every = {economy: list(workshop.data.supply_use[economy].values())[-1] for economy in chosen}
    apart = tuple(economy for economy in chosen if partly_digital(every[economy]))
    if apart and len(apart) < len(chosen):
        counted = tuple(economy for economy in chosen if economy not in apart)
        yield say("accounts-note-broadcasting", counted=Names("economy", counted), apart=Names("economy", apart))


def years_listed(years: Iterable[int]) -> Listed:
    """An enumeration of years."""
    return Listed(tuple(say("accounts-year", year=year) for year in years))


def shares_listed(facts: Mapping[str, Fact], as_high: Mapping[str, Sequence[int]] | None = None) -> Listed:
    """An enumeration of shares with the economies that have them; ``as_high`` names other years with the same printed share."""
    also = as_high or {}
    parts = (
        say("accounts-share-in-also", share=fact, economy=Name("economy", code), years=years_listed(also[code]))
        if also.get(code)
        else say("accounts-share-in", share=fact, economy=Name("economy", code))
        for code, fact in facts.items()
    )
    return Listed(tuple(parts), "clauses")


@dataclass(frozen=True)
class Course:
    """A share of one economy over the years. ``subject`` names what it is: digital (industries), imports (of digital products)."""

    workshop: Workshop
    id: str
    economy: str
    subject: str
    method: str

    def fact(self, key: str, value: float, year: int) -> Fact:
        """The share of a year."""
        tables = self.workshop.data.supply_use[self.economy][year]
        return share_fact(self.workshop, f"{self.id}.{key}", value, [tables], self.method, economy=self.economy)

    def claim(
        self, values: pd.Series, key: str, prefix: str = "", others: Mapping[str, pd.Series] | None = None
    ) -> Iterator[Claim]:
        """What the share (value by year) did over its whole path; none where fewer than two years are known.

        ``others`` are the same share under further variations, by name.
        """
        if len(values) < 2:
            return
        says, found, highest = course(values), paths.path(values, DECIMALS), paths.top(values, DECIMALS)
        said: dict[str, object] = {
            "subject": say(f"accounts-subject-{self.subject}", economy=Name("economy", self.economy)), "says": says,
            "start": self.fact(f"{prefix}first", found.start, found.first), "end": self.fact(f"{prefix}last", found.end, found.last),
            "first": found.first, "last": found.last, "steady": "yes" if found.steady else "no",
        }  # fmt: skip
        if found.turn is not None:
            said |= {"turn": found.turn, "extreme": self.fact(f"{prefix}turn", values[found.turn], found.turn)}
        elif says.endswith((f"-{paths.Height.BELOW}", f"-{paths.Height.AGAIN}")):
            year = highest.years[0]
            said |= {"years": years_listed(highest.years), "extreme": self.fact(f"{prefix}peak", values[year], year)}
        tried = {"year-later": values.iloc[1:], "year-earlier": values.iloc[:-1]} | dict(others or {})
        yield claim(
            f"{self.id}:{key}", Kind.CHANGE, says, say("accounts-path", **said), headline=say("accounts-path-headline", **said),
            trials=try_variations(says, course, tried, paths.OPPOSITES),
            surprise=0.6 if "extreme" in said else 0.35, topic=f"course {self.subject} {self.economy}",
        )  # fmt: skip


def course(values: pd.Series) -> str:
    """The word for a path of shares; of one without a direction also how its end stands to its highest value.

    Raises ValueError where fewer than two years have a value.
    """
    says = paths.path(values, DECIMALS).says
    return f"{says}-{paths.top(values, DECIMALS).says}" if says is paths.Shape.SWUNG else str(says)
