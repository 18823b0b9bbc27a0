"""Questionnaires and returns against the data folder: what an economy is asked, and where its answers go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.problems import ExitCode, Place, Problem, Severity, Stop, stop
from pipeline.sheets import layout, nearest
from pipeline.sheets.archive import read_or_stop
from pipeline.sheets.content import ECONOMIES, NAMES
from pipeline.sheets.demand import BooksOnDemand, parsed
from pipeline.sheets.entering import enter
from pipeline.sheets.packing import swap_in
from pipeline.sheets.questionnaire import Paper, questions
from pipeline.sheets.returns import Answer, Known
from pipeline.sheets.tables import Rows
from pipeline.sheets.wording import words


@dataclass(frozen=True)
class Choice:
    """What is asked: codes and frameworks (none: everything), the year, and the respondent's language."""

    codes: tuple[str, ...]
    frameworks: tuple[str, ...]
    year: int
    language: str


def known_to(root: Path, edition: int) -> Known:
    """What the sheets hold today, read as it is asked for. Raises Stop (exit 3), then too, where a sheet has errors of reading."""
    return Known(BooksOnDemand(root), _names_of_economies(_economies(root), "en"), edition)


def _economies(root: Path) -> Rows:
    return parsed(root, ECONOMIES).tables["Economies"]


def _names_of_economies(economies: Rows, language: str) -> dict[str, str]:
    """ISO3 → name in a language; the English one where there is none."""
    names = zip(economies["iso3"], economies["name_en"], economies[f"name_{language}"], strict=True)
    return {area: name or english for area, english, name in names}


def paper_for(root: Path, area: str, choice: Choice) -> Paper:
    """The questionnaire of an economy.

    Raises Stop (exit 3) where the economy, an indicator or a framework is unknown, or the sheets cannot be read.
    """
    economies = _economies(root)
    known = Known(BooksOnDemand(root), _names_of_economies(economies, "en"), choice.year)
    errors = list(_unknown(known, area, choice))
    if errors:
        raise Stop(ExitCode.DATA, errors)
    books = {book.file: book for book in map(known.books.__getitem__, choice.codes or known.books)}
    rows = [
        record
        for book in books.values()
        for record in book.indicators.records()
        if (not choice.codes or record[layout.CODE] in choice.codes)
        and (not choice.frameworks or record["framework"] in choice.frameworks)
    ]
    values = {str(row[layout.CODE]): _values(known, str(row[layout.CODE]), area) for row in rows}
    terms = parsed(root, NAMES).tables.get("Terms")
    kinds = ("indicator", "unit", "definition", "source")
    named = (
        {
            (kind, code): text
            for _, kind, code, text in terms.of("kind", "code", choice.language)
            if text and kind in kinds
        }
        if terms is not None
        else {}
    )
    return Paper(
        area,
        _names_of_economies(economies, choice.language)[area],
        choice.year,
        tuple(questions(rows, values, choice.year, named, words(root, choice.language))),
    )


def _unknown(known: Known, area: str, choice: Choice) -> Iterator[Problem]:
    place = Place("data")
    if area not in known.economies:
        near = nearest.economies(area, "", known.economies, {})
        yield _fault("questionnaire-unknown-economy", place, repr(area), "an ISO3 code of the register", near)  # fmt: skip
    for code in choice.codes:
        if code not in known.books:
            yield _fault("questionnaire-unknown-indicator", place, repr(code), "a code of the sheets Indicators", f"give its code{nearest.codes(code, known.books)}")  # fmt: skip
    for name in choice.frameworks:
        if name not in layout.FRAMEWORKS:
            yield _fault("questionnaire-unknown-framework", place, repr(name), ", ".join(layout.FRAMEWORKS), "give one of these")  # fmt: skip


def _fault(code: str, place: Place, found: str, allowed: str, remedy: str) -> Problem:
    return Problem(code, Severity.ERROR, place, found, allowed, remedy)


def _values(known: Known, code: str, area: str) -> dict[int, tuple[float, str]]:
    wide = known.books[code].wides.get(code)
    years = sorted(wide.years.tolist()) if wide is not None and area in wide.areas else []
    found = ((year, known.value(code, area, year)) for year in years)
    return {year: (value, known.status(code, area, year)[0]) for year, value in found if value is not None}


def enter_all(root: Path, known: Known, answers: Sequence[Answer]) -> Iterator[str]:
    """Enter answers into their workbooks, each swapped in whole once all are made; what was written, in lines.

    Raises Stop (exit 3) where a workbook cannot be written without a loss: then none is.
    """
    by_file: dict[str, list[Answer]] = {}
    for answer in answers:
        by_file.setdefault(known.books[answer.indicator].file, []).append(answer)
    made: dict[str, bytes] = {}
    for file, found in by_file.items():
        data = read_or_stop(root / file, file)
        if known.books[found[0].indicator].notes is None:
            raise stop(
                ExitCode.DATA, "return-no-notes", Place(file), "a workbook without Notes", "a sheet Notes", "add it"
            )
        made[file] = enter(data, file, found, known.economies)
    for file, content in made.items():
        swap_in(root / file, content)
        yield f"{file}: {len(by_file[file])} answer(s) entered"
