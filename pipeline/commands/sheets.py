"""The commands of those who keep the sheets: check, acknowledge, import, reading."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands import project
from pipeline.differences.accepted import DEFAULT
from pipeline.problems import ExitCode, Problem, Severity, Stop

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.differences.newer import Compared
    from pipeline.sheets.reading.areas import Areas


@click.command()
@project.year_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "junit", "markdown"]),
    default="text",
    show_default=True,
    help="Markdown is made for a comment on a pull request.",
)
@click.option(
    "--marked",
    type=click.Choice(["errors", "warnings", "none"]),
    help="Write marked-up copies of the workbooks with these problems; errors, where text or JSON names them.",
)
@click.option(
    "--against",
    default=DEFAULT,
    show_default="where this branch left the main branch; on it, the last commit",
    metavar="BASELINE",
    help="Compare with this accepted state too: a git revision, a closed edition (2026) or a folder; none: with nothing.",
)
@click.option("--all", "everything", is_flag=True, help="Show the warnings that the baseline has too.")
@click.argument("file", required=False, type=click.Path(path_type=Path))
def check(year: int, form: str, marked: str | None, against: str, everything: bool, file: Path | None) -> int:
    """Check all data sheets, or only FILE; nothing in data/ is changed.

    Errors and what is new since the baseline are shown; older warnings are counted. In a folder without a project FILE is
    checked by the economies, names and rules of the project that is installed.
    """
    from pipeline.checking import checked
    from pipeline.differences.newer import Compared, beside_baseline, one_beside_baseline
    from pipeline.edition import load_edition
    from pipeline.sheets import report as views

    elsewhere = _rules_elsewhere() if file else None
    if file and elsewhere:
        from pipeline.checking import checked_alone

        if _inside(file, elsewhere):
            raise click.UsageError(f"{file} belongs to the project in {elsewhere}: check it from that folder.")
        result = checked_alone(elsewhere, file)
        compared = Compared(result.problems)
        marked = marked or "none"  # copies lie in the folder build of a project
        rules = f"Economies, names and rules: {elsewhere}. Nothing was compared: this folder is no project."
        click.echo(rules, err=True)
    else:
        edition = load_edition(project.ROOT, year)
        result = checked(project.ROOT, edition, file)
        if file:
            compared = one_beside_baseline(project.ROOT, _inside(file, project.ROOT), against, result.problems)
        else:
            compared = beside_baseline(project.ROOT, edition, against, result.problems)
        result = replace(result, problems=(*compared.new, *compared.old))
    marking = marked or ("errors" if form in ("text", "json") else "none")
    copies, said = _marked(result.problems, year, marking) if marking != "none" and result.problems else ({}, [])
    if form == "json":
        click.echo(views.as_json(result.problems, compared.baseline, copies))
    elif form == "junit":
        click.echo(views.as_junit(result.problems, result.files))
    elif form == "markdown":
        click.echo(views.as_markdown(result.problems, compared.baseline))
    else:
        shown = result.problems if everything else compared.new
        if shown or not compared.old:
            rest = " (all of them: gdgr check --format json)"
            fine = f"{file} is fine." if file else f"All {len(result.files)} files are fine."
            click.echo(views.as_text(shown, copies=copies, rest=rest) if shown else fine)
        against_it = [f"Compared with {compared.baseline}."] if compared.baseline else []
        said = [*against_it, *compared.said, *_not_shown(compared, everything), *said]
        if shown:
            said = [*said, "A code explained, with an example: gdgr explain CODE"]
    for line in said:
        click.echo(line, err=form != "text")
    return ExitCode.DATA if result.count(Severity.ERROR) else ExitCode.OK


def _inside(file: Path, root: Path) -> str:
    """The path of a file from the folder of a project; blank where it lies elsewhere."""
    path, folder = file.resolve(), root.resolve()
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else ""


def _rules_elsewhere() -> Path | None:
    """The project that is installed, where the folder worked in is none; None where it is one, or none is installed."""
    from pipeline.edition import editions_available
    from pipeline.sheets.reference import INSTALLED

    return None if editions_available(project.ROOT) or not editions_available(INSTALLED) else INSTALLED


def _marked(problems: Sequence[Problem], year: int, least: str) -> tuple[dict[str, str], list[str]]:
    """Write marked-up copies: the copy of each workbook that has one, and lines that say what was written, or why it was not."""
    from pipeline.sheets.markup import mark_up

    def shown(path: Path) -> str:
        return path.relative_to(project.ROOT).as_posix()

    try:
        marked = mark_up(project.ROOT, problems, year, Severity.ERROR if least == "errors" else Severity.WARNING)
    except OSError as error:
        return {}, [f"No marked-up copy: {error.filename or 'the folder build'} cannot be written ({error.strerror})."]
    if marked.all is None:
        return {}, []
    copies = {file: shown(path) for file, path in marked.copies.items()}
    lines = (
        ["Marked-up copies (the originals are untouched):", *(f"  {path}" for path in copies.values())]
        if copies
        else []
    )
    if marked.lists:
        lines += [
            "Lists of what is wrong in workbooks that cannot be marked:",
            *(f"  {shown(path)}" for path in marked.lists.values()),
        ]
    return copies, [*lines, f"All problems, with links: {shown(marked.all)}"]


def _not_shown(compared: Compared, everything: bool) -> Iterator[str]:
    """What a check found and does not show, in lines."""
    from pipeline.sheets import acknowledged
    from pipeline.sheets.report import counts

    if compared.old and not everything:
        yield f"Not new, and not shown: {counts(compared.old)} that the baseline has too (--all shows them)."
    known = acknowledged.read(project.ROOT)
    gone = [one for one in (*compared.new, *compared.old) if one.code == "acknowledged-gone"]
    idle = sum(not one.found.startswith(acknowledged.OF_SLIPS) for one in gone)
    if len(known.warnings) > idle:
        yield f"Acknowledged, and not shown: {len(known.warnings) - idle} ({acknowledged.FILE} has the reasons)."
    if compared.confirmed:
        yield f"Confirmed changes since the baseline: {len(compared.confirmed)} ({acknowledged.FILE} has the reasons)."


@click.command()
@project.year_option
@click.argument("code")
@click.argument("place", default="*")
@click.option("--reason", required=True, help="Why the warning is right to stay, or the change is meant.")
@click.option("--source", required=True, help="Where you looked it up.")
@click.option("--against", default=DEFAULT, metavar="BASELINE", help="The baseline of the check that told the change.")
def acknowledge(year: int, code: str, place: str, reason: str, source: str, against: str) -> int:
    """Enter warnings that were looked at: those of CODE whose place fits PLACE (with * and ?) do not come back.

    A change against the baseline (diff-...) that is meant is confirmed so too, also where it is an error; other errors cannot
    be acknowledged. Reason and source stand beside each in data/acknowledged.csv.
    """
    from fnmatch import fnmatchcase

    from pipeline.checking import checked
    from pipeline.differences.newer import beside_baseline
    from pipeline.edition import load_edition
    from pipeline.sheets.acknowledged import FILE, add, may_be_entered

    edition = load_edition(project.ROOT, year)
    problems = checked(project.ROOT, edition).problems
    compared = beside_baseline(project.ROOT, edition, against, problems)
    told = dict.fromkeys((*compared.new, *compared.old, *problems))
    found = [one for one in told if one.code == code and fnmatchcase(str(one.place), place)]
    errors = [one for one in found if not may_be_entered(one)]
    if errors:
        raise Stop(ExitCode.DATA, errors)
    number = add(project.ROOT, found, reason, source, datetime.now().date().isoformat())
    click.echo(f"{number} entered in {FILE}." if found else f"There is no warning and no change {code} at {place}.")
    return ExitCode.OK if found else ExitCode.USAGE


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--into", required=True, type=click.Path(path_type=Path), help="Workbook to make or to update.")
@click.option("--codebook", type=click.Path(path_type=Path), help="CSV with a metadata row an indicator.")
@click.option("--only-codebook", is_flag=True, help="Take the indicators of the codebook and no others.")
@click.option(
    "--whole-series", is_flag=True, help="Replace the series of the files whole: no older value or note stays."
)
@click.option(
    "--reading",
    type=click.Path(path_type=Path),
    help="How the files are read; otherwise FILE.reading.toml beside each.",
)
@click.option("--indicator", multiple=True, metavar="COLUMN", help="Columns that together name the indicator.")
@click.option("--where", multiple=True, metavar="COLUMN=VALUE", help="Take rows with this value only.")
@click.option("--missing", multiple=True, metavar="TEXT", help="A cell text that means 'no figure', such as -99.")
@click.option("--skip-area", multiple=True, metavar="CODE", help="An area left out on purpose (an aggregate).")
@click.option("--ignore-note", multiple=True, metavar="TEXT", help="A note that says nothing about the observation.")
@click.option(
    "--accessed",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DAY",
    help="Day on which the files were taken from their source (YYYY-MM-DD); otherwise today.",
)
@click.option(
    "--dry-run", is_flag=True, help="List every cell that would be filled, changed or cleared; write nothing."
)
@click.option("--drop", is_flag=True, help="Write even where something of your own is lost by it, as was listed.")
def import_command(
    files: tuple[Path, ...],
    into: Path,
    codebook: Path | None,
    only_codebook: bool,
    whole_series: bool,
    reading: Path | None,
    indicator: tuple[str, ...],
    where: tuple[str, ...],
    missing: tuple[str, ...],
    skip_area: tuple[str, ...],
    ignore_note: tuple[str, ...],
    accessed: datetime | None,
    dry_run: bool,
    drop: bool,
) -> int:
    """Turn files of figures (CSV, TSV, xlsx, xls, ods) into a workbook, or bring one up to date.

    What you added to the workbook (colours, comments, charts, columns and sheets of your own) stays; what cannot stay is
    listed, and then nothing is written without --drop.
    """
    from pipeline.sheets.importing import import_series
    from pipeline.sheets.reading.declared import Options
    from pipeline.sheets.report import as_text

    wrong = [text for text in where if "=" not in text]
    if wrong:
        raise click.BadParameter(f"{wrong[0]!r}: write COLUMN=VALUE", param_hint="--where")
    how = Options(
        indicator=indicator,
        where=dict(text.split("=", 1) for text in where) or None,
        missing=missing,
        skip_areas=frozenset(skip_area),
        ignore_notes=frozenset(ignore_note),
    )
    result = import_series(
        files,
        into,
        codebook=codebook,
        only_codebook=only_codebook,
        areas=_areas(into),
        how=how,
        reading=reading,
        whole=whole_series,
        accessed=accessed.date() if accessed else None,
        drop=drop,
        dry_run=dry_run,
    )
    if result.problems:
        click.echo(as_text(result.problems), err=True)
    for line in result.lines():
        click.echo(line)
    return ExitCode.DATA if any(problem.severity is Severity.ERROR for problem in result.problems) else ExitCode.OK


def _areas(into: Path | None = None) -> Areas:
    """The economies of the project that a workbook lies in, else of the folder worked in, else of the project that is installed.

    Those of the last are told.
    """
    from pipeline.sheets.economies import load_areas
    from pipeline.sheets.reference import ECONOMIES, project_of

    around = [*Path(os.path.realpath(into)).parents][2:3] if into else []
    found = project_of(*around, project.ROOT)
    if found not in (*around, project.ROOT):
        click.echo(f"Economies and their codes: {found / ECONOMIES}.", err=True)
    return load_areas(found / ECONOMIES)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--write", is_flag=True, help="Write the reading to FILE.reading.toml, where an import finds it.")
def reading(file: Path, write: bool) -> int:
    """Show how FILE is read: its reading as TOML, the first ten figures, everything to know; nothing is imported.

    With --write a terminal asks what the reading lacks or only guesses.
    """
    from pipeline.sheets.reading.declared import beside
    from pipeline.sheets.reading.proposal import propose_reading
    from pipeline.sheets.report import as_text

    def ask(question: str, proposed: str) -> str:
        return str(click.prompt(question, default=proposed or None, err=True)).strip()

    proposal = propose_reading(file, _areas(), ask if write and sys.stdin and sys.stdin.isatty() else None)
    for line in proposal.lines():
        click.echo(line)
    if proposal.problems:
        click.echo(as_text(proposal.problems), err=True)
    if write and beside(file).exists():
        click.echo(f"{beside(file)} is there, and stays as it is; take it away to have one proposed anew.")
    elif write and proposal.reading:
        beside(file).write_text(proposal.toml(), encoding="utf-8")
        click.echo(f"Written: {beside(file)}. Look at it, change what is wrong, then run gdgr import.")
    failed = any(problem.severity is Severity.ERROR for problem in proposal.problems)
    return ExitCode.DATA if failed else ExitCode.OK


COMMANDS = (
    check,
    acknowledge,
    import_command,
    reading,
)
