"""Statuses of observations as publishers write them, turned into SDMX CL_OBS_STATUS."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.model.statuses import NORMAL, OBS_STATUS, winner

# Eurostat, Statistical data - Observation flags. Small letters; several may stand in one cell. "r" says only that the value
# was revised: it is normal, and the letter goes to the note.
EUROSTAT: Mapping[str, str] = {
    **{"b": "B", "d": "D", "e": "E", "f": "F", "i": "I", "k": "K", "m": "M", "n": "N", "p": "P"},
    **{"s": "E", "u": "U", "c": "Q", "z": "M", "r": "A"},
}
# World Bank, Indicators API, obs_status: letters of SDMX in either case.
WORLD_BANK: Mapping[str, str] = {"e": "E", "f": "F", "p": "P"}
# OECD.Stat, flags of the legacy CSV beside those of SDMX: non-publishable and confidential.
OECD: Mapping[str, str] = {"C": "Q"}
# UNSD, SDG database, Nature of data points: country, adjusted, estimated, global monitoring, modelled, not available, not
# relevant. A modelled value is E, "obtained through an estimation methodology".
NATURE: Mapping[str, str] = {"C": "A", "CA": "A", "E": "E", "G": "A", "M": "E", "NA": "A", "N": "A"}
# SDMX CL_CONF_STATUS: free; the others are not published. Data360 writes PU for public.
CONFIDENTIAL: Mapping[str, str] = {"F": "A", "PU": "A", **dict.fromkeys("CNDScnds", "Q")}

# Words of sources. A modelled value is E, "obtained through an estimation methodology"; I is kept for what a receiving
# agency puts into a gap of reported data, which "modelled" does not say.
_WORDS = (
    ("B", re.compile(r"\bbreak in\b", re.IGNORECASE)),
    ("E", re.compile(r"\b(?:estimat(?:e|es|ed|ion|ions)|modell?ed)\b", re.IGNORECASE)),
    ("P", re.compile(r"\b(?:preliminar(?:y)?|provisional|provisoires?)\b", re.IGNORECASE)),
    ("G", re.compile(r"\bexperimental\b", re.IGNORECASE)),
)


# Letters of publishers that say no more than "normal": A itself, free, public, data of the country or for global monitoring.
_PLAIN = ("a", "f", "pu", "c", "g")
# Labels of the code list, and what publishers write for them.
_LABELS = {label.casefold(): code for code, label in OBS_STATUS.items()} | {
    **{
        "normal": "A",
        "official": "A",
        "final": "A",
        "break": "B",
        "break in series": "B",
        "estimate": "E",
        "forecast": "F",
    },
    **{
        "confidential": "Q",
        "suppressed": "Q",
        "not available": "O",
        "missing": "O",
        "not applicable": "M",
        "imputed": "I",
    },
}
LETTERS = 4  # the longest text that is taken for letters, each a flag


@dataclass(frozen=True)
class Judged:
    """What the status cells of an observation say: the winning code, what goes into its note, letters nobody knows."""

    status: str
    note: str = ""
    unknown: tuple[str, ...] = ()
    stated: bool = False


def judge(cells: Sequence[tuple[str, str]], known: Mapping[str, str]) -> Judged:
    """The status of an observation from its (column, text) cells.

    ``known`` maps texts of the publisher to codes; a key ``Nature:M`` is for that column only. A text that is neither in
    it nor a code is taken apart: at separators, else letter by letter.

    >>> judge([("OBS_FLAG", "bu")], EUROSTAT)
    Judged(status='B', note='also U (Low reliability)', unknown=(), stated=True)
    """
    codes: list[str] = []
    kept: list[str] = []
    unknown: list[str] = []
    for column, text in cells:
        for part in _parts(column, text, known):
            code = _code(column, part, known)
            if code is None:
                unknown.append(part)
                continue
            codes.append(code)
            told = len(part) > LETTERS and " ".join(part.casefold().split()) not in _LABELS
            if (code == NORMAL and part.casefold() not in _PLAIN and part.casefold() not in _LABELS) or told:
                kept.append(f"{column} {part}")
    best = winner(codes)
    others = dict.fromkeys(code for code in codes if code not in (best, NORMAL))
    also = [f"also {', '.join(f'{code} ({OBS_STATUS[code]})' for code in others)}"] if others else []
    return Judged(best, "; ".join([*also, *dict.fromkeys(kept)]), tuple(unknown), bool(codes))


def _code(column: str, text: str, known: Mapping[str, str]) -> str | None:
    for key in (f"{column}:{text}", text):
        if key in known:
            return known[key]
    return text.upper() if text.upper() in OBS_STATUS else _said(text)


def _said(text: str) -> str | None:
    """The code of a label of CL_OBS_STATUS ("Provisional value"), or of words that say one ("estimated")."""
    plain = " ".join(text.casefold().split())
    if plain in _LABELS:
        return _LABELS[plain]
    said = status_of(text)[0] if len(text) > LETTERS else NORMAL
    return None if said == NORMAL else said


def _parts(column: str, text: str, known: Mapping[str, str]) -> list[str]:
    if not text:
        return []
    if _code(column, text, known) is not None:
        return [text]
    if _said(text) is not None:
        return [text]
    parts = [part for part in re.split(r"[\s,;|/+()\[\]]+", text) if part]
    if len(parts) == 1 and text.isalpha() and len(text) <= LETTERS:
        parts = list(text)
    return parts


@lru_cache(maxsize=4096)
def status_of(note: str) -> tuple[str, str]:
    """OBS_STATUS and text for a source's remark: Eurostat flags ("flag be"), words such as estimate, break, provisional.

    Where several words apply, a break wins, then an estimate, then what is provisional. The text is kept as it is.
    """
    flags = re.fullmatch(r"flags? ([a-z]{1,3})", note)
    if flags:
        return winner(EUROSTAT[letter] for letter in flags[1] if letter in EUROSTAT), f"Eurostat {note}"
    return next((code for code, pattern in _WORDS if pattern.search(note)), NORMAL), note
