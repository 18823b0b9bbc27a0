"""``gdgr import``: long files of observations turned into indicator workbooks.

Nothing is written where one row is wrong; a value that changes is listed; what the files do not say stays blank and is
reported (metadata come from a codebook with the columns of ``Indicators`` and a source_code that matches the long file).
"""

from __future__ import annotations

import hashlib
import re
import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from pipeline.problems import ExitCode, Place, Problem, Severity, stop
from pipeline.sheets import tabs, write
from pipeline.sheets.codebook import HEADERS, REQUIRED, read_codebook
from pipeline.sheets.economies import load_areas
from pipeline.sheets.existing import plain_about, read_book
from pipeline.sheets.fetched import fill, records_of
from pipeline.sheets.merging import Change, Withdrawn, absent, merge, withdraw
from pipeline.sheets.reading.areas import Areas
from pipeline.sheets.reading.cells import against_unit, is_per_cent
from pipeline.sheets.reading.declared import Options
from pipeline.sheets.reading.faults import fault
from pipeline.sheets.reading.observed import Blank, Observed
from pipeline.sheets.reading.series import declared_for, read_series
from pipeline.sheets.terms import load_terms


@dataclass(frozen=True)
class ImportResult:
    """What an import did. ``written`` is False where an error stopped it; the workbook is then as it was.

    ``cells`` counts the values taken from the files, ``added`` names indicators new to the workbook, ``replaced`` lists
    every value that changed, ``left_out`` counts rows passed over by reason, ``problems`` holds errors and warnings,
    ``dropped`` counts by indicator the values of before that the files do not have, where series are replaced whole;
    ``withdrawn`` are values of before that the files blank with a reason.
    """

    workbook: Path
    written: bool
    added: tuple[str, ...]
    cells: int
    replaced: tuple[Change, ...]
    left_out: Mapping[str, int]
    problems: tuple[Problem, ...]
    dropped: Mapping[str, int] = field(default_factory=dict)
    withdrawn: tuple[Withdrawn, ...] = ()

    def lines(self) -> list[str]:
        """What was done, as lines for a terminal: counts, new indicators, every value that changed, what was left out."""
        if not self.written:
            errors = sum(problem.severity is Severity.ERROR for problem in self.problems)
            return [f"Nothing was written to {self.workbook.name}: {errors} rows or files have errors."]
        lines = [
            f"{self.workbook.name}: {self.cells} values from the files, {len(self.replaced)} of them changed a value."
        ]
        lines += [f"  new indicator {code}" for code in self.added]
        lines += [f"  {c.indicator} {c.area} {c.year}: {c.before!r} became {c.after!r}" for c in self.replaced]
        lines += [f"  {w.indicator} {w.area} {w.year}: {w.before!r} was withdrawn: {w.reason}" for w in self.withdrawn]
        lines += [f"  {code}: {count} values of before are not in the files" for code, count in self.dropped.items()]
        lines += [f"  left out, {reason}: {count} rows" for reason, count in self.left_out.items()]
        return lines


def import_series(
    files: Sequence[Path],
    into: Path,
    *,
    codebook: Path | None = None,
    only_codebook: bool = False,
    areas: Areas | None = None,
    how: Options | None = None,
    reading: Path | None = None,
    about: write.About | None = None,
    whole: bool = False,
    extra_notes: Sequence[write.Note] = (),
    command: str = "",
    today: date | None = None,
) -> ImportResult:
    """Bring the observations of long files into the workbook ``into``, which is made where it does not exist.

    ``codebook`` is a table of metadata rows (see ``read_codebook``); with ``only_codebook`` other indicators are passed
    over. ``areas`` are the known economies (default: those of the data folder that ``into`` is in). The files are read by
    ``reading``, else by the reading that lies beside each, else by their known shape; ``how`` is said over it. With
    ``whole`` the files replace each of their series whole, values and notes: nothing of an older release stays beside
    them. ``about`` replaces the first sheet (default: the workbook's own, or a plain one), ``command`` the one noted there;
    ``extra_notes`` go into Notes. All problems are returned at once, and with an error nothing is written.
    Raises Stop (exit 3) where a file does not exist or the codebook is wrong.
    """
    for file in (*files, *([codebook] if codebook else []), *([reading] if reading else [])):
        if not file.is_file():
            raise stop(
                ExitCode.DATA,
                "import-file-missing",
                Place(file.name),
                "there is no such file",
                "a file of figures (CSV, TSV, xlsx, xls, ods)",
                "check its name",
            )
    known_areas = areas or load_areas(into.resolve().parent.parent / "reference" / "economies.xlsx")
    codes, noticed = read_codebook(codebook) if codebook else ({}, ())
    options = how or Options()
    if only_codebook:
        options = replace(options, select=frozenset(codes))
    problems: list[Problem] = list(noticed)
    left_out: Counter[str] = Counter()
    rows: list[Observed] = []
    blanks: list[Blank] = []
    for file in files:
        read = read_series(file, known_areas, options, reading)
        problems += read.problems
        left_out.update(read.left_out)
        rows += [replace(row, indicator=_code(row.indicator, codes)) for row in read.rows]
        blanks += [replace(blank, indicator=_code(blank.indicator, codes)) for blank in read.blanks]
    _clashes(rows, problems)
    book = (
        read_book(into, problems)
        if into.exists()
        else write.IndicatorBook(plain_about(into, today or date.today()), (), {})
    )
    metadata, added = _metadata(book, codes, rows, problems)
    fill(metadata, records_of(files, problems), rows, codes, problems)
    problems += _lacking(
        [metadata[code] for code in added if code not in {row["code"] for row in codes.values()}], rows
    )
    merged, replaced, dropped = merge(book, metadata, rows, extra_notes, whole)
    problems += [] if whole else absent(book, rows, blanks)
    merged, withdrawn = withdraw(merged, rows, blanks, problems)
    written = not any(problem.severity is Severity.ERROR for problem in problems)
    if written:
        words = command or _command(files, into, codebook, only_codebook, whole, options, reading)
        readings = [place for place in (declared_for(file, reading) for file in files) if place]
        first = _about(about or book.about, (*files, *dict.fromkeys(readings)), words)
        terms = load_terms(into.resolve().parent.parent)
        write.write_indicators(into, replace(merged, about=first), known_areas.names, terms)
    return ImportResult(into, written, added, len(rows), replaced, dict(left_out), tuple(problems), dropped, withdrawn)


def _code(indicator: str, codes: Mapping[str, Mapping[str, object]]) -> str:
    """The code that the codebook gives to an indicator of a file."""
    return str(codes[indicator]["code"]) if indicator in codes else indicator


def _metadata(
    book: write.IndicatorBook,
    codes: Mapping[str, Mapping[str, object]],
    rows: Sequence[Observed],
    problems: list[Problem],
) -> tuple[dict[str, dict[str, object]], tuple[str, ...]]:
    """Rows of Indicators by code, in the order of the workbook and then of the codebook, and the codes that are new."""
    old = {str(row["code"]): dict(row) for row in book.indicators}
    known = {str(row["code"]): dict(row) for row in codes.values()}
    by_code: dict[str, list[Observed]] = {}
    for row in rows:
        by_code.setdefault(row.indicator, []).append(row)
    order = dict.fromkeys([*old, *(code for code in known if code in by_code), *by_code])
    metadata: dict[str, dict[str, object]] = {}
    for code in order:
        found = by_code.get(code, [])
        if code in known and found:
            own = {header: value for header, value in old.get(code, {}).items() if header not in HEADERS}
            metadata[code] = known[code] | own
        elif code in old:
            metadata[code] = old[code]
        else:
            metadata[code] = _from_files(code, found)
        if found and not tabs.legal(code):
            problems.append(_fault("import-long-code", found[0].place, f"the code {code!r} ({len(code)} characters)"))
        _check_multiplier(metadata[code], found, problems)
        shown = [row for row in found if row.shown_as_percent and not row.unit]
        if shown and is_per_cent(str(metadata[code].get("unit") or "")):
            problems.append(against_unit(shown, str(metadata[code]["unit"])))
    return metadata, tuple(code for code in metadata if code not in old)


def _about(about: write.About, files: Sequence[Path], command: str) -> write.About:
    """The first sheet with the files of this import; a file of an earlier import with the same name gives way."""
    imported = tuple((file.name, hashlib.sha256(file.read_bytes()).hexdigest()) for file in files)
    names = {name for name, _ in imported}
    return replace(about, imported=(*(e for e in about.imported if e[0] not in names), *imported), command=command)


def _command(
    files: Sequence[Path],
    into: Path,
    codebook: Path | None,
    only_codebook: bool,
    whole: bool,
    how: Options,
    reading: Path | None,
) -> str:
    """The command that repeats an import, with file names instead of paths."""
    words = ["gdgr", "import", *(file.name for file in files), "--into", "/".join(into.parts[-3:])]
    if codebook:
        words += ["--codebook", codebook.name]
    words += ["--reading", reading.name] if reading else []
    words += ["--only-codebook"] if only_codebook else []
    words += ["--whole-series"] if whole else []
    words += [word for column in how.indicator for word in ("--indicator", column)]
    words += [word for column, text in sorted((how.where or {}).items()) for word in ("--where", f"{column}={text}")]
    words += [word for text in how.missing for word in ("--missing", text)]
    words += [word for code in sorted(how.skip_areas) for word in ("--skip-area", code)]
    words += [word for text in sorted(how.ignore_notes) for word in ("--ignore-note", text)]
    return shlex.join(words)


def _fault(code: str, place: Place, found: str) -> Problem:
    allowed = "at most 31 characters, none of []:*?/\\'"
    return Problem(code, Severity.ERROR, place, found, allowed, "give a shorter code in a codebook (code, source_code)")


def _clashes(rows: Iterable[Observed], problems: list[Problem]) -> None:
    """Two files, or two source codes of one code, that give different values for one cell or different units."""
    seen: dict[tuple[str, str, int], Observed] = {}
    units: dict[str, Observed] = {}
    for row in rows:
        first = seen.setdefault((row.indicator, row.area, row.year), row)
        if first.value != row.value:
            found = f"{row.indicator} {row.area} {row.year} is {row.value!r} here and {first.value!r} in {first.place}"
            allowed, remedy = (
                "one value for each indicator, economy and year",
                "delete the wrong row, or import one file",
            )
            problems.append(fault("import-duplicate", row.place, found, allowed, remedy))
        named = units.setdefault(row.indicator, row) if row.unit else row
        if named.unit != row.unit and named.place.file != row.place.file:
            found = f"{row.indicator} in {row.unit} here and in {named.unit} in {named.place}"
            remedy = "import one file, or give each its own code in a codebook"
            problems.append(fault("import-unit-varies", row.place, found, "one unit for an indicator", remedy))
            units[row.indicator] = row


def _from_files(code: str, rows: Sequence[Observed]) -> dict[str, object]:
    """What the long file itself says about an indicator without a codebook row; all else stays blank."""
    row: dict[str, object] = dict.fromkeys(HEADERS)
    row["code"] = row["source_code"] = code
    for header, texts in (
        ("unit", {r.unit for r in rows}),
        ("source", {r.source for r in rows}),
        ("licence", {r.licence for r in rows}),
    ):
        row[header] = texts.pop() if len(texts) == 1 else None
    urls = {repository_url(r.url) for r in rows}
    row["url"] = urls.pop() if len(urls) == 1 else None
    multipliers = {r.multiplier for r in rows}
    row["unit_multiplier"] = multipliers.pop() if len(multipliers) == 1 else None
    return row


def _lacking(metadata: Iterable[Mapping[str, object]], rows: Iterable[Observed]) -> Iterator[Problem]:
    """A warning for each indicator without a codebook row, with what its row lacks."""
    first: dict[str, Observed] = {}
    for row in rows:
        first.setdefault(row.indicator, row)
    for said in metadata:
        code = str(said["code"])
        blank = [header for header in REQUIRED if said[header] in (None, "")]
        yield Problem(
            "import-no-metadata",
            Severity.WARNING,
            first[code].place,
            f"{code} has no codebook row; left blank: {', '.join(blank)}",
            "a codebook row for every indicator",
            f"fill in the row {code} of Indicators, or import again with a codebook",
        )


def _check_multiplier(row: Mapping[str, object], rows: Sequence[Observed], problems: list[Problem]) -> None:
    expected = row.get("unit_multiplier")
    for other in {r.multiplier: r for r in rows if r.multiplier is not None and r.multiplier != expected}.values():
        problems.append(
            Problem(
                "import-unit-multiplier",
                Severity.ERROR,
                other.place,
                f"UNIT_MULT {other.multiplier} for {row['code']}, whose sheet holds {expected}",
                "one unit multiplier for an indicator",
                "rescale the file, or give the multiplier in the codebook",
            )
        )


def repository_url(text: str) -> str:
    """The address of a place written as ``github:owner/name@commit``; any other text as it is."""
    match = re.fullmatch(r"github:([\w.-]+/[\w.-]+)(?:@\w+)?", text)
    return f"https://github.com/{match[1]}" if match else text
