"""Economies and the groups they belong to."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Economy:
    """An economy as UNSD's M49 lists it; ``names`` maps language code to its official short name."""

    iso3: str
    iso2: str
    m49: str
    names: dict[str, str]
    un_region: str
    un_subregion: str
    itu_region: str
    income_group: str
    ldc: bool
    lldc: bool
    sids: bool
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True)
class Group:
    """A named set of economies of one ``kind``: world, un_region, itu_region, income or special (LDC, LLDC, SIDS).

    ``cells`` are where the sheets say so of each member (``workbook › sheet!A1``); where they stand makes no other group.
    """

    code: str
    kind: str
    names: dict[str, str]
    members: tuple[str, ...]
    source: str = ""
    cells: tuple[str, ...] = field(default=(), compare=False)
