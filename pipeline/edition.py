"""One edition of the report: a frozen value read from ``report/editions/<year>.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from pipeline.declarations import declared
from pipeline.problems import ExitCode, Place, stop

KNOWN_LANGUAGES = ("en", "zh", "fr", "es", "ru", "ar")


@dataclass(frozen=True)
class Edition:
    """A yearly edition: what it covers and the rules that hold for all of it.

    ``publisher`` is its printed name by language; ``data_cutoff`` is the day after which no datum was taken; ``coverage_population`` and ``coverage_count`` are the
    shares (0-1) of a group's population and of its economies that must have a value before a group value is printed;
    ``oldest_latest`` is the age in years past which a "latest value" is left out of rankings; ``closed`` is the day on which
    the edition was frozen, None while it is open, ``commit`` that of its sheets then.
    """

    year: int
    data_cutoff: date
    languages: tuple[str, ...]
    doi: str
    publisher: Mapping[str, str]
    coverage_population: float
    coverage_count: float
    oldest_latest: int
    path: Path
    closed: date | None = None
    commit: str = ""


def editions_available(root: Path) -> tuple[int, ...]:
    """The years for which ``report/editions`` holds a file, ascending."""
    return tuple(
        sorted(
            int(p.stem)
            for p in (root / "report" / "editions").glob("*.toml")
            if p.stem.isdecimal() and len(p.stem) == 4
        )
    )


def load_edition(root: Path, year: int, report: Mapping[str, bytes] | None = None) -> Edition:
    """Read the edition of a year, from the disk or from what was read of ``report/`` (by path below ``root``).

    Raises Stop (exit 4) where there is none, where it cannot be read, or where a key is missing or wrong.
    """
    name = f"report/editions/{year}.toml"
    path, place = root / name, Place(name)
    available = ", ".join(map(str, editions_available(root))) or "none"
    if not (path.is_file() if report is None else name in report):
        raise stop(
            ExitCode.REPORT,
            "edition-missing",
            place,
            f"there is no edition {year}",
            f"an edition that exists: {available}",
            f"choose one of them (make report YEAR=...), or copy the newest file to {place} and edit it",
        )
    try:
        raw = declared((path.read_bytes() if report is None else report[name]).decode("utf-8"))
        languages = tuple(raw["languages"])
        if int(raw["year"]) != year:
            raise ValueError(f"the file of {year} says year = {raw['year']}")
        if not languages:
            raise ValueError("no language")
        unknown = [code for code in languages if code not in KNOWN_LANGUAGES]
        if unknown:
            raise ValueError(f"unknown language {', '.join(unknown)}")
        shares = {key: float(raw["coverage"][key]) for key in ("population", "count")}
        if not all(0 <= share <= 1 for share in shares.values()):
            raise ValueError("a coverage share outside 0-1")
        return Edition(
            year=int(raw["year"]),
            data_cutoff=date.fromisoformat(str(raw["data_cutoff"])),
            languages=languages,
            doi=str(raw.get("doi", "")),
            publisher=MappingProxyType({code: str(raw["publisher"][code]) for code in languages}),
            coverage_population=shares["population"],
            coverage_count=shares["count"],
            oldest_latest=int(raw["oldest_latest"]),
            path=path,
            closed=date.fromisoformat(str(raw["closed"])) if raw.get("closed") else None,
            commit=str(raw.get("commit", "")),
        )
    except (OSError, KeyError, TypeError, ValueError, OverflowError) as error:
        raise stop(
            ExitCode.REPORT,
            "edition-invalid",
            place,
            f"{type(error).__name__}: {error}",
            "TOML with year, data_cutoff, languages, oldest_latest, [publisher] by language and [coverage] population, count",
            "mend the key named above; report/editions of another year shows the form",
        ) from error
