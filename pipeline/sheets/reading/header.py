"""The header of a table by name: upper or lower case, and codes with labels beside them (``REF_AREA: Reference area``)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from pipeline.sheets.reading.periods import header_year, years_of_days


@lru_cache(maxsize=4096)
def short(name: str) -> str:
    """The name of a column without its label, and without the separator that SDMX-CSV 2 declares in it.

    >>> short("REF_AREA: Reference area"), short("STRUCTURE[|]"), short("[Sex]")
    ('REF_AREA', 'STRUCTURE', '[Sex]')
    """
    return re.sub(r"(?<=\w)\[\W\]$", "", name.split(":", 1)[0].strip())


class Header:
    """The columns of a table, found by their names in any case; one that is written exactly so goes first."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(name for name in names if name)
        self._exact: dict[str, str] = {}
        self._any: dict[str, str] = {}
        for name in self.names:
            for key in (name, short(name)):
                self._exact.setdefault(key, name)
                self._any.setdefault(key.casefold(), name)

    def get(self, *wanted: str) -> str:
        """The first of these columns that is there, as the table writes it; blank where none is."""
        for name in wanted:
            found = self._exact.get(name) or self._any.get(name.casefold())
            if found:
                return found
        return ""

    def all(self, *wanted: str) -> tuple[str, ...]:
        """Those of these columns that are there."""
        return tuple(dict.fromkeys(filter(None, map(self.get, wanted))))

    def has(self, *wanted: str) -> bool:
        """Whether all of these columns are there."""
        return all(map(self.get, wanted))

    def years(self) -> Mapping[str, int]:
        """The columns whose names are years, and the years; the last or first days of years where there are no others."""
        plain = {name: year for name in self.names if (year := header_year(name)) is not None}
        return plain or years_of_days(self.names)

    def others(self, used: Iterable[str]) -> tuple[str, ...]:
        """The columns that are not among ``used``."""
        taken = set(used)
        return tuple(name for name in self.names if name not in taken)
