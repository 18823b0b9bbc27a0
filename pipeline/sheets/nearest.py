"""The nearest known codes and names to one that is not known: what an editor most likely meant."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

ANY_ECONOMY = "use the ISO3 code of economies.xlsx; regional and world totals do not belong in a data sheet"
_LONGEST = 80  # characters of a code or name; what is longer is near to none, and slow to compare


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Lower case without accents, punctuation and double spaces, for comparing names."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(letter if letter.isalnum() else " " for letter in letters if not unicodedata.combining(letter))
    return " ".join(kept.split())


def codes(wanted: str, known: Iterable[str], count: int = 3) -> str:
    """``" (near: a, b)"``, or nothing where no code is near."""
    if len(wanted) > _LONGEST:
        return ""
    by_plain = {plain(code): code for code in sorted(known)}
    close = difflib.get_close_matches(plain(wanted), list(by_plain), n=count, cutoff=0.6)
    return f" (near: {', '.join(by_plain[match] for match in close)})" if close else ""


def economies(code: str, name: str, names: Mapping[str, str], aliases: Mapping[str, str], count: int = 3) -> str:
    """A remedy for an unknown economy: the nearest codes with their names.

    ``names`` maps ISO3 to the English name, ``aliases`` ISO2 and M49 codes to ISO3. The name in the same row counts
    most, then another code of the same economy, names that begin like the code, codes that differ in a letter.
    """
    found: dict[str, None] = {}
    code, name = code[:_LONGEST], name[:_LONGEST]
    by_plain = {plain(printed): iso3 for iso3, printed in names.items()}
    upper, start = code.strip().upper(), plain(code)
    if name:
        exact = plain(name) in by_plain
        matches = [plain(name)] if exact else difflib.get_close_matches(plain(name), list(by_plain), n=2, cutoff=0.75)
        found |= dict.fromkeys(by_plain[match] for match in matches)
    found |= dict.fromkeys(aliases[alias] for alias in (upper, upper.zfill(3)) if alias in aliases)
    found |= dict.fromkeys([upper] if upper in names else [])
    if len(start) > 1:
        found |= dict.fromkeys(iso3 for printed, iso3 in by_plain.items() if printed.startswith(start))
    if len(start) > 3:
        matches = difflib.get_close_matches(start, list(by_plain), n=2, cutoff=0.75)
        found |= dict.fromkeys(by_plain[match] for match in matches)
    letters = [iso3 for iso3 in names if len(upper) == len(iso3) and sum(map(str.__ne__, upper, iso3)) == 1]
    found |= dict.fromkeys(sorted(letters, key=lambda iso3: iso3[0] != upper[0]))
    found |= dict.fromkeys(difflib.get_close_matches(upper, list(names), n=count, cutoff=0.5))
    if not found:
        return ANY_ECONOMY
    shown = ", ".join(f"{iso3} ({names[iso3]})" for iso3 in list(found)[:count])
    return f"use the ISO3 code; nearest: {shown}; an aggregate does not belong in a data sheet"
