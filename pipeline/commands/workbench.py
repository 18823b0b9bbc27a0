"""The commands that make workbooks for editors and take them back: template, tidy, questionnaire, returns."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands import project
from pipeline.problems import ExitCode

if TYPE_CHECKING:
    from pipeline.sheets.guards import Terms

LANGUAGES = ("en", "zh", "fr", "es", "ru", "ar")
language_option = click.option(
    "--language", type=click.Choice(LANGUAGES), default="en", show_default=True, help="Language of help and messages."
)


def _terms() -> Terms:
    from pipeline.sheets.terms import load_terms

    return load_terms(project.ROOT / "data")


def _years(_context: click.Context, _option: click.Parameter, text: str | None) -> tuple[int, ...]:
    if not text:
        return ()
    first, _, last = text.partition("-")
    if not (
        all(one.isdecimal() and len(one) == 4 for one in (first, last or first))
        and 1900 <= int(first) <= int(last or first) <= 2100
    ):
        raise click.BadParameter(f"{text!r}: write a year or FIRST-LAST, such as 2005-2025")
    return tuple(range(int(first), int(last or first) + 1))


@click.command()
@project.year_option
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--indicator", "codes", multiple=True, required=True, metavar="CODE", help="Code of a new indicator.")
@click.option("--framework", help="The framework it belongs to; default: the folder of PATH.")
@click.option("--name", help="English name as it is printed.")
@click.option("--unit", help="Unit of measure, a term of data/reference/names.xlsx.")
@click.option("--pillar", help="Part of the framework, a term of data/reference/names.xlsx.")
@click.option("--source", help="Producer and data set.")
@click.option(
    "--years", callback=_years, metavar="FIRST-LAST", help="Years across; default: 2000 to the last full year."
)
@language_option
def template(
    path: Path, year: int, codes: tuple[str, ...], framework: str | None, name: str | None, unit: str | None,
    pillar: str | None, source: str | None, years: tuple[int, ...], language: str,
) -> int:  # fmt: skip
    """Make the workbook PATH ready to fill, or add indicators to it: all economies down, years across.

    Units, pillars, economies and codes are chosen from lists, slips are coloured while typing, headers and codes are locked
    (without a password). What the project knows of a code is filled in.
    """
    from pipeline.sheets import layout
    from pipeline.sheets.template import Asked, make
    from pipeline.sheets.wording import words

    folder = path.resolve().parent.name
    framework = framework or (folder if folder in layout.FRAMEWORKS else None)
    if framework is not None and framework not in layout.FRAMEWORKS:
        raise click.BadParameter(f"{framework!r}: one of {', '.join(layout.FRAMEWORKS)}", param_hint="--framework")
    if path.suffix != ".xlsx":
        raise click.BadParameter(f"{path.name!r}: a workbook ends in .xlsx", param_hint="PATH")
    said = {"framework": framework, "name": name, "unit": unit, "pillar": pillar, "source": source}
    asked = Asked(codes, said, years or tuple(range(2000, year)))
    new = not path.exists()
    spoken = words(project.ROOT, language)
    for line in make(project.ROOT, path, asked, _terms(), spoken, date.today()):
        click.echo(line)
    click.echo(f"{'Made' if new else 'Added to'} {path}. Fill it, then run gdgr check {path}.")
    if spoken.code != language:
        click.echo(f"There is no catalogue of {language}: the help in the workbook is English.")
    return ExitCode.OK


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--dry-run", is_flag=True, help="Say what would be different and write nothing.")
def tidy(files: tuple[Path, ...], dry_run: bool) -> int:
    """Bring indicator workbooks (default: all of data/) to today's layout; values stay as they are.

    Captions with title, unit and code above the years, tabs called after short names, links, drop-downs, locks. What editors
    added stays. What is different is listed.
    """
    from pipeline.sheets import acknowledged, layout
    from pipeline.sheets.archive import read_file
    from pipeline.sheets.read import workbooks_below
    from pipeline.sheets.tidy import is_indicator_book, tidy_file
    from pipeline.sheets.wording import words

    folders = (*layout.FRAMEWORKS, "vintages")
    paths = {str(path): path for path in files} or workbooks_below(project.ROOT, folders)
    terms = _terms()
    for file, path in paths.items():
        if not files:
            data = read_file(path, file)
            if isinstance(data, bytes) and not is_indicator_book(data, file):
                continue
        done = tidy_file(path, file, terms, partial(words, project.ROOT), write=not dry_run)
        lines = list(done.changes)
        if not dry_run and (number := acknowledged.move(project.ROOT, _printed(path), done.moves)):
            lines.append(f"{number} acknowledged warning(s) moved along")
        click.echo("\n  ".join([f"{file}: {'' if lines else 'nothing to do'}".rstrip(), *lines]))
    return ExitCode.OK


def _printed(path: Path) -> str:
    """A path as messages print it: below the project where it lies there."""
    whole, root = path.resolve(), project.ROOT.resolve()
    return whole.relative_to(root).as_posix() if whole.is_relative_to(root) else str(path)


@click.command()
@project.year_option
@click.argument("economy")
@click.option("--into", required=True, type=click.Path(path_type=Path, dir_okay=False), help="Workbook to write.")
@click.option("--indicator", "codes", multiple=True, metavar="CODE", help="Ask for this indicator; default: all.")
@click.option("--framework", multiple=True, help="Ask for the indicators of this framework.")
@click.option("--for-year", type=int, help="The year that is asked; default: the year before the edition.")
@language_option
def questionnaire(
    economy: str, year: int, into: Path, codes: tuple[str, ...], framework: tuple[str, ...], for_year: int | None,
    language: str,
) -> int:  # fmt: skip
    """Write a questionnaire for ECONOMY (ISO3): last values, and cells for new ones with status, source and remark.

    What comes back is read by 'gdgr returns FOLDER'.
    """
    from pipeline.sheets.asking import Choice, paper_for
    from pipeline.sheets.questionnaire import write_questionnaire
    from pipeline.sheets.wording import words

    choice = Choice(codes, framework, for_year or year - 1, language)
    paper = paper_for(project.ROOT, economy.upper(), choice)
    spoken = words(project.ROOT, language)
    write_questionnaire(into, paper, spoken, date.today())
    asked = len({question.code for question in paper.questions})
    click.echo(f"{into}: {paper.economy}, {asked} indicator(s), the year {paper.year}.")
    if spoken.code != language:
        click.echo(f"There is no catalogue of {language}: the help in the workbook is English.")
    return ExitCode.OK


@click.command()
@project.year_option
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.option("--write", is_flag=True, help="Enter the accepted answers into the data sheets.")
def returns(folder: Path, year: int, write: bool) -> int:
    """Say what the returned questionnaires of FOLDER add, change and withdraw by cell, and what is refused and why.

    Nothing is entered without --write, and a refused answer never. Exit code 3 where one is refused.
    """
    from pipeline.problems import Severity
    from pipeline.sheets.asking import enter_all, known_to
    from pipeline.sheets.report import as_text
    from pipeline.sheets.returns import by_effect, read_returns

    known = known_to(project.ROOT, year)
    found = read_returns(folder, known)
    for answer in found.answers:
        click.echo(answer.line())
    if found.problems:
        click.echo(as_text(found.problems))
    counts = ", ".join(f"{count} {effect}" for effect, count in by_effect(found.answers).items() if count)
    refused = sum(problem.severity is Severity.ERROR for problem in found.problems)
    click.echo(
        f"{len(found.files)} file(s): {counts or 'nothing to enter'}; {found.unchanged} as it is already; {refused} refused."
    )
    if write:
        for line in enter_all(project.ROOT, known, found.answers):
            click.echo(line)
    elif found.answers:
        click.echo("Nothing was written; --write enters these answers.")
    return ExitCode.DATA if refused else ExitCode.OK


COMMANDS = (
    template,
    tidy,
    questionnaire,
    returns,
)
