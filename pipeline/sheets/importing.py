"""``gdgr import``: files of observations turned into indicator workbooks.

Nothing is written where one row is wrong, or where something that an editor added would be lost. Every cell that an import
fills, changes or clears is counted and told; what the files do not say stays blank and is listed once (metadata come from a codebook
with the columns of ``Indicators`` and a source_code that matches the file).
"""

from __future__ import annotations

import hashlib
import os
import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from pipeline.problems import ExitCode, Place, Problem, Severity, Stop, stop
from pipeline.sheets import layout, tabs, write
from pipeline.sheets.archive import read_file
from pipeline.sheets.codebook import HEADERS, read_codebook
from pipeline.sheets.economies import load_areas
from pipeline.sheets.existing import Standing, plain_about, read_standing
from pipeline.sheets.fetched import Record, fill, records_of
from pipeline.sheets.grafting import NoPlace
from pipeline.sheets.marks import MARK, told
from pipeline.sheets.merging import (
    Differences,
    absent,
    differences,
    merge,
    repository_url,
    unnamed_sources,
    withdraw,
)
from pipeline.sheets.packing import swap_in
from pipeline.sheets.reading.areas import Areas
from pipeline.sheets.reading.cells import against_unit, is_per_cent
from pipeline.sheets.reading.datasheets import kind_of, metadata_of
from pipeline.sheets.reading.declared import Options
from pipeline.sheets.reading.faults import fault
from pipeline.sheets.reading.observed import Blank, Observed
from pipeline.sheets.reading.series import declared_for, read_series
from pipeline.sheets.reading.table import MAX_TEXT_BYTES
from pipeline.sheets.remaining import NAMES, known_names, to_fill
from pipeline.sheets.rewriting import plan, rewritten, stale, with_history
from pipeline.sheets.terms import load_terms
from pipeline.sheets.told import ImportResult

ENDING = ".xlsx"
MOST_INDICATORS = layout.MAX_SHEETS - 20  # of a workbook; it has other sheets too
_RESERVED = tuple(name.casefold() for name in (layout.ABOUT, layout.INDICATORS, layout.NOTES, "History"))


def import_series(
    files: Sequence[Path],
    into: Path,
    *,
    codebook: Path | None = None,
    only_codebook: bool = False,
    areas: Areas | None = None,
    how: Options | None = None,
    reading: Path | None = None,
    whole: bool = False,
    accessed: date | None = None,
    drop: bool = False,
    dry_run: bool = False,
    today: date | None = None,
) -> ImportResult:
    """Bring the observations of long files into the workbook ``into``, which is made where it does not exist.

    A workbook of data sheets is read by its own Indicators and Notes. ``codebook`` is a table of metadata rows (see ``read_codebook``), of which blank cells say nothing; with ``only_codebook``
    other indicators are passed over. ``areas`` are the known economies (default: those of the data folder that ``into`` is
    in). The files are read by ``reading``, else by the reading that lies beside each, else by their known shape; ``how``
    is said over it. With ``whole`` the files replace each of their series whole, values and notes: nothing of an older
    release stays beside them. ``accessed`` is the day on which the files were taken (default: what the codebook says, else
    ``today``). With ``drop`` what an editor added may be lost where it must; with ``dry_run`` nothing is written. Files and
    command are noted in About, behind those of earlier imports. All problems are returned at once, and with an error
    nothing is written. Raises Stop (exit 3) where a file does not exist or the codebook is wrong.
    """
    given = (*files, *([codebook] if codebook else []), *([reading] if reading else []))
    target = Path(os.path.realpath(into))
    missing = [problem for file in given if (problem := _not_there(file))]
    missing += [problem] if (problem := _no_target(into, target)) else []
    if missing:
        raise Stop(ExitCode.DATA, missing)
    reference = target.parent.parent / "reference"
    known_areas = areas or load_areas(reference / "economies.xlsx")
    readings = dict.fromkeys(place for place in (declared_for(file, reading) for file in files) if place)
    sources = {file: _digest(file) for file in (*files, *readings, *([codebook] if codebook else []))}
    listed, noticed = read_codebook(codebook) if codebook else ({}, ())
    own = [file for file in files if not declared_for(file, reading) and kind_of(file) == "data sheets"]
    codes = {**{code: row for file in own for code, row in metadata_of(file).items()}, **listed}
    options = how or Options()
    if only_codebook:
        options = replace(options, select=frozenset(listed))
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
    problems += _changed_meanwhile(sources)
    _clashes(rows, problems)
    day = today or date.today()
    before = _digest(target)
    standing = (
        read_standing(target, problems)
        if target.exists()
        else Standing(write.IndicatorBook(plain_about(into, day), (), {}))
    )
    book = standing.book
    metadata, added = _metadata(book, codes, rows, problems)
    if _too_many(problems):
        return ImportResult(into, False, (), len(rows), Differences(), dict(left_out), tuple(problems), dry=dry_run)
    records = records_of(files, problems)
    fill(metadata, records, rows, codes, problems)
    merged, dropped = merge(book, metadata, rows, whole)
    problems += [] if whole else absent(book, rows, blanks)
    merged, withdrawn = withdraw(merged, rows, blanks, problems)
    problems += unnamed_sources(rows, metadata)
    noted = tuple((_printable(file.name), digest) for file, digest in sources.items())
    fresh = any(one not in book.about.imported for one in noted)
    merged, noted_day = _with_access(book, merged, codes, fresh, accessed, _days(rows, records, day.isoformat()))
    changes = differences(book, merged)
    if changes or fresh:
        words = _command(files, into, codebook, only_codebook, whole, options, reading, accessed, drop)
        merged = replace(merged, about=with_history(book.about, noted, f"{day.isoformat()}: {words}"))
        planned = plan(standing, merged, changes, known_areas.names, drop)
        problems += planned.problems
        problems += stale(standing) if changes.figures else ()
        problems += _marks(changes, target.name)
    refused = any(problem.severity is Severity.ERROR for problem in problems)
    if not refused and added:
        rows_of_new = [row for row in merged.indicators if row["code"] in added]
        problems += to_fill(target.name, rows_of_new, known_names(reference / NAMES))
    written = not refused and not dry_run and bool(changes or fresh)
    if written:
        try:
            terms = load_terms(into.resolve().parent.parent)
            data = rewritten(standing, merged, planned, known_areas.names, terms)
        except NoPlace as error:
            remedy = "open the workbook in Excel or LibreOffice, and save it"
            raise stop(
                ExitCode.DATA, "import-workbook-invalid", Place(into.name), str(error), "a whole workbook", remedy
            ) from error
        if _digest(target) != before:
            raise Stop(ExitCode.DATA, [_meanwhile(target)])
        swap_in(target, data)
    return ImportResult(
        into, written, added, len(rows), changes, dict(left_out), tuple(problems), dropped, withdrawn, noted_day, dry_run
    )  # fmt: skip


def _too_many(problems: Iterable[Problem]) -> bool:
    """Whether an error stands so early that nothing more is to be worked out."""
    return any(problem.code == "import-too-many-indicators" for problem in problems)


def _not_there(file: Path) -> Problem | None:
    """A problem where there is no file, or what is there is no file."""
    if file.is_file():
        return None
    what = "a folder" if file.is_dir() else "neither a file nor a folder"
    there = os.path.lexists(file)
    found = (
        f"{what} of that name"
        if there and file.exists()
        else "a link that leads nowhere"
        if there
        else "there is no such file"
    )
    allowed, remedy = "a file of figures (CSV, TSV, xlsx, xls, ods)", "check its name"
    return fault("import-file-missing", Place(_printable(file.name)), found, allowed, remedy)


def _no_target(into: Path, target: Path) -> Problem | None:
    """A problem where there can be no workbook."""
    place = Place(_printable(into.name))
    allowed, remedy = f"a workbook whose name ends in {ENDING}", "mend --into"
    if into.suffix != ENDING:
        return fault("import-into", place, f"the name {_printable(into.name)!r}", allowed, remedy)
    if os.path.lexists(target) and not target.is_file():
        found = "a folder of that name" if target.is_dir() else "neither a file nor a folder of that name"
        return fault("sheet-file-not-opened", place, found, allowed, remedy)
    return None


def _digest(file: Path) -> str:
    """SHA-256 of a file; blank where it cannot be read, which its reader says."""
    data = read_file(file, file.name, MAX_TEXT_BYTES)
    return "" if isinstance(data, Problem) else hashlib.sha256(data).hexdigest()


def _changed_meanwhile(sources: Mapping[Path, str]) -> list[Problem]:
    return [_meanwhile(file) for file, digest in sources.items() if _digest(file) != digest]


def _meanwhile(file: Path) -> Problem:
    found, allowed = "the file changed while it was read", "a file that nobody writes to"
    remedy = "wait until it is saved or downloaded, and import again"
    return fault("import-file-changed", Place(_printable(file.name)), found, allowed, remedy)


def _printable(text: str) -> str:
    """A text without the marks that a cell must not hold; bytes of a name that are no text become U+FFFD."""
    return MARK.sub("\ufffd", text)


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
    known = {str(row["code"]): {header: row[header] for header in HEADERS} for row in codes.values()}
    by_code: dict[str, list[Observed]] = {}
    for row in rows:
        by_code.setdefault(row.indicator, []).append(row)
    order = dict.fromkeys([*old, *(code for code in known if code in by_code), *by_code])
    if len(order) > MOST_INDICATORS:
        many = f"{len(order):,} indicators"
        allowed, remedy = f"at most {MOST_INDICATORS} in a workbook", "choose some of them (--only-codebook, --where)"
        problems.append(fault("import-too-many-indicators", rows[0].place, many, allowed, remedy))
        return old, ()
    metadata: dict[str, dict[str, object]] = {}
    folded: dict[str, str] = {}
    for code in order:
        found = by_code.get(code, [])
        said = {header: value for header, value in known.get(code, {}).items() if value not in (None, "")}
        metadata[code] = dict(old.get(code) or (_from_files(code, found) if code not in known else known[code]))
        metadata[code] |= said if found else {}
        other = folded.setdefault(code.casefold(), code)
        if found and not tabs.legal(code):
            problems.append(_fault("import-long-code", found[0].place, f"the code {code!r} ({len(code)} characters)"))
        elif found and (other != code or code.casefold() in _RESERVED):
            problems.append(_fault("import-long-code", found[0].place, f"the code {code!r}, the name of another sheet"))
        _check_multiplier(metadata[code], found, problems)
        shown = [row for row in found if row.shown_as_percent and not row.unit]
        if shown and is_per_cent(str(metadata[code].get("unit") or "")):
            problems.append(against_unit(shown, str(metadata[code]["unit"])))
    return metadata, tuple(code for code in metadata if code not in old)


def _days(rows: Iterable[Observed], records: Mapping[str, Record], today: str) -> dict[str, str]:
    """The day on which the figures of each indicator were taken: that of the records of its files, else today."""
    found: dict[str, set[str]] = {}
    for row in rows:
        record = records.get(row.place.file)
        found.setdefault(row.indicator, set()).add(record.accessed if record else "")
    return {code: days.pop() if len(days) == 1 and "" not in days else today for code, days in found.items()}


def _with_access(
    before: write.IndicatorBook,
    book: write.IndicatorBook,
    codes: Mapping[str, Mapping[str, object]],
    fresh: bool,
    accessed: date | None,
    days: Mapping[str, str],
) -> tuple[write.IndicatorBook, str]:
    """The workbook with the day on which the figures were taken in the rows of their indicators, and the days that were noted.

    An indicator of which nothing changes, from a file that was imported before, keeps its day.
    """
    changes = differences(before, book)
    touched = {one.indicator for one in changes.figures} | {one.indicator for one in changes.metadata}
    touched |= {one.key[0] for one in changes.notes}
    said = {str(row["code"]) for row in codes.values() if row.get("accessed")}
    mended: list[Mapping[str, object]] = []
    noted: set[str] = set()
    for row in book.indicators:
        code = str(row["code"])
        if code in days and (accessed or (code not in said and (fresh or code in touched))):
            day = accessed.isoformat() if accessed else days[code]
            noted |= {day} if day != row.get("accessed") else set()
            mended.append({**row, "accessed": day})
        else:
            mended.append(row)
    return replace(book, indicators=tuple(mended)), ", ".join(sorted(noted))


def _marks(changes: Differences, file: str) -> Iterator[Problem]:
    """Errors for texts that would bring a mark into the workbook which is no text, wherever it comes from."""
    texts = [(layout.INDICATORS, one.indicator, one.after) for one in changes.metadata]
    texts += [
        (layout.NOTES, " ".join(map(str, one.key)), f"{one.after.note} {one.after.source_override}")
        for one in changes.notes
        if one.after
    ]
    for sheet, what, text in texts:
        if mark := told(str(text)):
            found, allowed = f"{what}: {mark}", "text without direction marks, control characters and page marks"
            yield fault("import-text-mark", Place(file, sheet), found, allowed, "mend the file that it comes from")


def _command(
    files: Sequence[Path],
    into: Path,
    codebook: Path | None,
    only_codebook: bool,
    whole: bool,
    how: Options,
    reading: Path | None,
    accessed: date | None,
    drop: bool,
) -> str:
    """The command that repeats an import, with file names instead of paths."""
    words = ["gdgr", "import", *(file.name for file in files), "--into", "/".join(into.parts[-3:])]
    if codebook:
        words += ["--codebook", codebook.name]
    words += ["--reading", reading.name] if reading else []
    words += ["--only-codebook"] if only_codebook else []
    words += ["--whole-series"] if whole else []
    words += ["--accessed", accessed.isoformat()] if accessed else []
    words += ["--drop"] if drop else []
    words += [word for column in how.indicator for word in ("--indicator", column)]
    words += [word for column, text in sorted((how.where or {}).items()) for word in ("--where", f"{column}={text}")]
    words += [word for text in how.missing for word in ("--missing", text)]
    words += [word for code in sorted(how.skip_areas) for word in ("--skip-area", code)]
    words += [word for text in sorted(how.ignore_notes) for word in ("--ignore-note", text)]
    return _printable(shlex.join(words))[: layout.MAX_TEXT // 2]


def _fault(code: str, place: Place, found: str) -> Problem:
    allowed = "a name of a sheet of its own: at most 31 characters, none of []:*?/\\'"
    return Problem(code, Severity.ERROR, place, found, allowed, "give another code in a codebook (code, source_code)")


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
    """What the file itself says about an indicator without a codebook row; all else stays blank."""
    row: dict[str, object] = dict.fromkeys(HEADERS)
    row["code"] = row["source_code"] = code
    for header, texts in (
        ("name", {r.name.strip() for r in rows}),
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
