"""Long files of observations (tidy CSV, SDMX-CSV 1.0 and 2.0) read into rows, with every bad row reported.

The csv module, not pandas: nothing is turned into NaN (Namibia's NA), and each row keeps its line in the file.
"""

from __future__ import annotations

import csv
import difflib
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.problems import Place, Problem, Severity
from pipeline.sheets import layout

# Columns of a tidy file; the first four are required.
TIDY = ("economy_iso3", "year", "indicator", "value", "unit", "source", "source_url_or_repo", "licence", "note")
TIDY_REQUIRED = TIDY[:4]
# SDMX-CSV columns that never tell two series apart (SDMX Global attributes and format columns).
_NOT_DIMENSIONS = {
    *("DATAFLOW", "STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "ACTION", "REF_AREA", "TIME_PERIOD", "OBS_VALUE"),
    *(
        "OBS_STATUS",
        "CONF_STATUS",
        "UNIT_MULT",
        "DECIMALS",
        "COMMENT_OBS",
        "COMMENT_TS",
        "SOURCE_DETAIL",
        "TIME_DETAIL",
    ),
    *(
        "TIME_COVERAGE",
        "UPPER_BOUND",
        "LOWER_BOUND",
        "BASE_PERIOD",
        "GEO_INFO_URL",
        "GEO_INFO_TYPE",
        "CUST_BREAKDOWN_LB",
    ),
}
_FREE_TEXT = ("COMMENT_OBS", "SOURCE_DETAIL")
# Eurostat observation flags (Eurostat, "Flags" code list) to SDMX CL_OBS_STATUS; METHODS: break wins, then missing kinds.
_EUROSTAT = {"b": "B", "d": "D", "e": "E", "f": "F", "i": "I", "n": "N", "p": "P", "s": "E", "u": "U"}
_PRIORITY = ("B", "O", "M", "L", "E", "I", "F", "U", "P", "D", "N")
# Words of sources, in the order in which they win. A modelled value is E, "obtained through an estimation methodology";
# I is kept for what a receiving agency puts into a gap of reported data, which "modelled" does not say.
_WORDS = (
    ("B", re.compile(r"\bbreak in\b", re.IGNORECASE)),
    ("E", re.compile(r"\b(?:estimat(?:e|es|ed|ion|ions)|modell?ed)\b", re.IGNORECASE)),
    ("P", re.compile(r"\b(?:preliminar(?:y)?|provisional|provisoires?)\b", re.IGNORECASE)),
    ("G", re.compile(r"\bexperimental\b", re.IGNORECASE)),
)


@dataclass(frozen=True)
class Areas:
    """Economies as the importer knows them: ``names`` maps ISO3 to English name, ``aliases`` ISO2 and M49 to ISO3."""

    names: Mapping[str, str]
    aliases: Mapping[str, str]

    def find(self, code: str) -> str | None:
        """The ISO3 code of an ISO3, ISO2 or M49 code, or None."""
        return code if code in self.names else self.aliases.get(code)

    def nearest(self, code: str) -> str:
        """Up to three codes or names that look like ``code``, for a message; blank where none does."""
        pool = {
            **{name.lower(): iso3 for iso3, name in self.names.items()},
            **{iso3.lower(): iso3 for iso3 in self.names},
        }
        found = dict.fromkeys(pool[key] for key in difflib.get_close_matches(code.lower(), pool, n=3, cutoff=0.6))
        return ", ".join(f"{iso3} ({self.names[iso3]})" for iso3 in found)


@dataclass(frozen=True)
class Observed:
    """One row of a long file, with the file's own words for unit, source, licence."""

    area: str
    year: int
    indicator: str
    value: float
    status: str
    note: str
    unit: str
    source: str
    url: str
    licence: str
    multiplier: int | None
    place: Place


@dataclass(frozen=True)
class Reading:
    """How to read: which columns name the indicator, which rows to take, which values mean "no figure".

    ``indicator`` are column names whose values, joined by "_", are the indicator (blank: INDICATOR or SERIES);
    ``where`` keeps rows whose column holds exactly that text; ``missing`` are cell texts that mean "no figure";
    ``select`` keeps these indicators only; ``skip_areas`` are area codes left out on purpose (aggregates);
    ``ignore_notes`` are notes that say nothing about the observation.
    """

    indicator: tuple[str, ...] = ()
    where: Mapping[str, str] | None = None
    missing: tuple[str, ...] = ()
    select: frozenset[str] | None = None
    skip_areas: frozenset[str] = frozenset()
    ignore_notes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Read:
    """What a file gave: rows in order, problems, and counts of rows left out on purpose by reason."""

    rows: tuple[Observed, ...]
    problems: tuple[Problem, ...]
    left_out: Mapping[str, int]


def read_series(file: Path, areas: Areas, how: Reading | None = None) -> Read:
    """Read a tidy CSV or an SDMX-CSV file; the header decides which it is. Never raises for bad content."""
    how = how or Reading()
    with file.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.reader(stream, strict=True)
        try:
            header = [name.split(":")[0].strip() for name in next(reader, [])]
            lines: list[tuple[int, list[str]]] = []
            start = reader.line_num + 1
            for cells in reader:
                if any(cells):
                    lines.append((start, cells))
                start = reader.line_num + 1
        except (csv.Error, UnicodeDecodeError) as error:
            found = f"{type(error).__name__}: {error}"
            return Read(
                (), (_problem("import-unreadable", file, 0, found, "CSV in UTF-8", "save the file as CSV UTF-8"),), {}
            )
    sdmx = bool({"DATAFLOW", "STRUCTURE"} & set(header)) or {"REF_AREA", "OBS_VALUE"} <= set(header)
    fault = _header_fault(file, header, sdmx, how)
    if fault:
        return Read((), (fault,), {})
    return _Rows(file, header, sdmx, areas, how).read(lines)


def _problem(
    code: str, file: Path, line: int, found: str, allowed: str, remedy: str, severity: Severity = Severity.ERROR
) -> Problem:
    return Problem(code, severity, Place(file.name, line=line), found, allowed, remedy)


def _header_fault(file: Path, header: Sequence[str], sdmx: bool, how: Reading) -> Problem | None:
    required = ("REF_AREA", "TIME_PERIOD", "OBS_VALUE") if sdmx else TIDY_REQUIRED
    missing = [name for name in (*required, *how.indicator, *(how.where or {})) if name not in header]
    if missing:
        allowed = f"the columns {', '.join(required)}" + ("" if sdmx else ", or an SDMX-CSV file")
        found = f"no column {', '.join(missing)}; there are {', '.join(header) or 'none'}"
        return _problem(
            "import-missing-column", file, 1, found, allowed, "name the columns so, or give those that exist"
        )
    if sdmx and not how.indicator and not {"INDICATOR", "SERIES"} & set(header):
        candidates = ", ".join(name for name in header if name not in _NOT_DIMENSIONS) or "none"
        return _problem(
            "import-no-indicator-column",
            file,
            1,
            f"an SDMX-CSV file without a column INDICATOR or SERIES; its other columns: {candidates}",
            "one column that names the indicator, or the columns that name it together",
            "say which columns name the indicator (their values are joined by '_'), and fix the others with a filter",
        )
    return None


class _Rows:
    """One pass over the lines of a file."""

    def __init__(self, file: Path, header: Sequence[str], sdmx: bool, areas: Areas, how: Reading) -> None:
        self.file, self.header, self.sdmx, self.areas, self.how = file, list(header), sdmx, areas, how
        self.columns = how.indicator or (
            ("INDICATOR" if "INDICATOR" in header else "SERIES",) if sdmx else ("indicator",)
        )
        self.problems: list[Problem] = []
        self.left_out: dict[str, int] = {}
        self.unknown: dict[str, list[int]] = {}

    def read(self, lines: Iterable[tuple[int, list[str]]]) -> Read:
        rows: list[Observed] = []
        seen: dict[tuple[str, str, int], tuple[Observed, dict[str, str]]] = {}
        for line, cells in lines:
            if len(cells) != len(self.header):
                found = f"{len(cells)} cells where the header has {len(self.header)}"
                self._add(
                    "import-ragged-row", line, found, "as many cells as columns", "put texts with commas in quotes"
                )
                continue
            raw = dict(zip(self.header, (cell.strip() for cell in cells), strict=True))
            row = self._row(line, raw)
            if row is None:
                continue
            key = (row.indicator, row.area, row.year)
            if key in seen:
                self._duplicate(row, raw, *seen[key])
                continue
            seen[key] = (row, raw)
            rows.append(row)
        for code, at in self.unknown.items():
            nearest = self.areas.nearest(code)
            self._add(
                "import-unknown-economy",
                at[0],
                f"no economy {code!r} ({len(at)} rows)" + (f"; nearest: {nearest}" if nearest else ""),
                "ISO 3166-1 alpha-3 (or alpha-2, or M49) code of an economy in data/reference/economies.xlsx",
                "mend the code, or leave the rows of an aggregate out by naming its code",
            )
        return Read(tuple(rows), tuple(sorted(self.problems, key=lambda p: p.place.line)), self.left_out)

    def _add(
        self, code: str, line: int, found: str, allowed: str, remedy: str, severity: Severity = Severity.ERROR
    ) -> None:
        self.problems.append(_problem(code, self.file, line, found, allowed, remedy, severity))

    def _skip(self, reason: str) -> None:
        self.left_out[reason] = self.left_out.get(reason, 0) + 1

    def _row(self, line: int, raw: Mapping[str, str]) -> Observed | None:
        area_column, year_column, value_column = (
            ("REF_AREA", "TIME_PERIOD", "OBS_VALUE") if self.sdmx else ("economy_iso3", "year", "value")
        )
        if any(raw[column] != text for column, text in (self.how.where or {}).items()):
            return None
        indicator = "_".join(raw[column].split(":")[0] for column in self.columns if raw[column])
        if self.how.select is not None and indicator not in self.how.select:
            self._skip("indicator not asked for")
            return None
        if not indicator:
            self._add(
                "import-no-indicator",
                line,
                "no indicator in the row",
                f"a code in {', '.join(self.columns)}",
                "fill it in",
            )
            return None
        code = raw[area_column].split(":")[0]
        if code in self.how.skip_areas:
            self._skip(f"area {code}")
            return None
        if raw[value_column] in ("", *self.how.missing):
            self._skip(f"no figure ({raw[value_column] or 'blank'})")
            return None
        area = self.areas.find(code)
        if area is None:
            self.unknown.setdefault(code, []).append(line)
        year = int(raw[year_column]) if re.fullmatch(r"[12]\d{3}", raw[year_column]) else None
        if year is None:
            found = f"{raw[year_column]!r} as a year"
            self._add(
                "import-bad-year", line, found, "a year of four digits", "give yearly figures; aggregate months first"
            )
        value = _float(raw[value_column])
        if value is None:
            self._add(
                "import-text-value",
                line,
                f"{raw[value_column]!r} as a value of {indicator}",
                "a number with a decimal point, or nothing",
                "take flags and signs out of the cell, or name the text as one that means 'no figure'",
            )
        status, note = self._status(line, raw)
        if area is None or year is None or value is None:
            return None
        if raw.get("ACTION", "I") == "D":
            self._add(
                "import-delete-row",
                line,
                "a row that deletes (ACTION D)",
                "rows that give values",
                "delete the cell by hand",
            )
            return None
        get = raw.get
        multiplier = _float(get("UNIT_MULT", "").split(":")[0])
        return Observed(
            area,
            year,
            indicator,
            value,
            status,
            note,
            get("unit") or get("UNIT_MEASURE", ""),
            get("source", ""),
            get("source_url_or_repo", ""),
            get("licence", ""),
            None if multiplier is None else int(multiplier),
            Place(self.file.name, line=line),
        )

    def _status(self, line: int, raw: Mapping[str, str]) -> tuple[str, str]:
        if not self.sdmx:
            note = raw.get("note", "")
            return ("A", "") if note in self.how.ignore_notes else status_of(note)
        code = raw.get("OBS_STATUS", "").split(":")[0] or "A"
        if code not in layout.OBS_STATUS:
            allowed = "SDMX CL_OBS_STATUS: " + ", ".join(layout.OBS_STATUS)
            self._add("import-unknown-status", line, f"OBS_STATUS {code!r}", allowed, "map the flag to that code list")
            code = "A"
        return code, "; ".join(
            raw[name] for name in _FREE_TEXT if raw.get(name) and raw[name] not in self.how.ignore_notes
        )

    def _duplicate(self, row: Observed, raw: Mapping[str, str], first: Observed, first_raw: Mapping[str, str]) -> None:
        if row.value == first.value:
            self._skip("repeats an earlier row")
            return
        differs = [n for n in self.header if raw[n] != first_raw[n] and n not in _NOT_DIMENSIONS] if self.sdmx else []
        hint = f"; the rows differ in {', '.join(differs)}" if differs else ""
        self._add(
            "import-duplicate",
            row.place.line,
            f"{row.indicator} {row.area} {row.year} is {row.value!r} here and {first.value!r} in line {first.place.line}{hint}",
            "one value for each indicator, economy and year",
            "name the columns that make up the indicator, or filter them" if differs else "delete the wrong row",
        )


def _float(text: str) -> float | None:
    if not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", text):
        return None
    value = float(text)
    return value if math.isfinite(value) else None


def status_of(note: str) -> tuple[str, str]:
    """OBS_STATUS and text for a source's remark: Eurostat flags ("flag be"), words such as estimate, break, provisional.

    Where several apply, a break wins, then missing kinds, then estimates (METHODS, section 4). The text is kept as it is.
    """
    flags = re.fullmatch(r"flags? ([a-z]{1,3})", note)
    if flags:
        codes = {_EUROSTAT[letter] for letter in flags[1] if letter in _EUROSTAT}
        return next((code for code in _PRIORITY if code in codes), "A"), f"Eurostat {note}"
    return next((code for code, pattern in _WORDS if pattern.search(note)), "A"), note
