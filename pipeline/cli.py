"""The command ``gdgr``: what people type, what they see, and the exit code. Imports stay inside the commands, so that
``--help`` and an unchanged edition answer at once.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import click

from pipeline import __version__
from pipeline.problems import ExitCode, Place, Problem, Severity, Stop
from pipeline.studies.commands import commands

ROOT = Path.cwd()
DEFAULT_YEAR = 2026


def main() -> None:
    """Run a command; turn a Stop, an interrupt and a full disk into output and an exit code."""
    signal.signal(signal.SIGTERM, _terminate)
    try:
        status = cli.main(prog_name="gdgr", standalone_mode=False)
        code = status if isinstance(status, int) else 0
    except Stop as failure:
        _print_problems(failure.problems)
        code = failure.exit_code
    except click.exceptions.Abort:
        code = _interrupted()
    except KeyboardInterrupt:
        code = _interrupted()
    except click.ClickException as error:
        error.show()
        code = ExitCode.USAGE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = ExitCode.OK
    except OSError as error:
        from pipeline.publish.landing import REFUSALS, unwritable

        if error.errno not in REFUSALS:
            raise
        refusal = unwritable(Path(error.filename or ROOT), error)
        _print_problems(refusal.problems)
        code = refusal.exit_code
    raise SystemExit(int(code))


def _terminate(*_: object) -> None:
    """SIGTERM ends a build as Ctrl-C does: cleaned up, last edition untouched."""
    raise KeyboardInterrupt


def _interrupted() -> ExitCode:
    """What an interrupted run says."""
    click.echo("\nInterrupted. Nothing was published; the last good edition is untouched.", err=True)
    return ExitCode.INTERRUPTED


def _print_problems(problems: tuple[Problem, ...]) -> None:
    """Problems on standard error, then what stays as it was."""
    from pipeline.sheets.report import as_text

    click.echo(as_text(problems), err=True)
    click.echo("Stopped. Nothing was published; the last good edition is untouched.", err=True)


def _teller() -> Callable[[str], None]:
    """Progress: a live line on a terminal, plain lines elsewhere."""
    start = time.perf_counter()
    if sys.stderr.isatty():
        from rich.console import Console

        status = Console(stderr=True).status("starting")
        status.start()
        import atexit

        atexit.register(status.stop)
        return lambda text: status.update(f"[{time.perf_counter() - start:5.1f} s] {text}")
    return lambda text: click.echo(f"[{time.perf_counter() - start:6.1f} s] {text}", err=True)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="gdgr")
def cli() -> None:
    """Generate the Global Digital Governance Report from its data sheets.

    Exit codes: 0 fine; 1 a fault of the program; 2 wrong usage; 3 data sheets or files have errors; 4 edition, chapter
    or catalogue is wrong; 5 a renderer failed; 6 something is missing on this machine; 130 interrupted.
    """


def year_option(command: Callable) -> Callable:
    """The edition."""
    return click.option("--year", default=DEFAULT_YEAR, show_default=True, help="Edition.")(command)


@cli.command()
@year_option
@click.option("--languages", default="", help="Languages, separated by commas; all of the edition if blank.")
@click.option("--engine", type=click.Choice(["auto", "builtin", "quarto"]), default="auto", show_default=True)
@click.option("--force", is_flag=True, help="Build even where nothing has changed.")
@click.option("--explain", is_flag=True, help="Say what would run and why, and build nothing.")
def report(year: int, languages: str, engine: str, force: bool, explain: bool) -> None:
    """Build the report: PDF and web edition in each language under output/YEAR."""
    from pipeline import steps

    order = steps.make_order(ROOT, year, tuple(code for code in languages.replace(",", " ").split()), engine, force)
    inputs = steps.inputs_of(order)
    reasons = steps.explain(order, inputs)
    if explain:
        click.echo("\n".join(reasons) or "Nothing has changed; nothing would run.")
        for step in steps.STEPS if reasons else ():
            click.echo(f"  {step.name:9} {step.reads} -> {step.writes}")
        return
    if not reasons:
        click.echo(f"Nothing has changed: {order.output.relative_to(ROOT)} is up to date (--force builds it again).")
        return
    shown = "; ".join(reasons[:3]) + (f"; and {len(reasons) - 3} more" if len(reasons) > 3 else "")
    click.echo(f"Building edition {year} ({', '.join(order.languages)}): {shown}", err=True)
    recap = steps.build(order, inputs, _teller())
    times = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in recap.seconds.items())
    click.echo(f"\nDone in {sum(recap.seconds.values()):.1f} s ({times}).")
    if recap.warnings:
        click.echo(f"The data sheets have {recap.warnings} warnings: 'make check' lists them.")
    for path in recap.files:
        click.echo(f"  {path.relative_to(ROOT)}")


@cli.command()
@year_option
@click.option("--format", "form", type=click.Choice(["text", "json", "junit"]), default="text", show_default=True)
@click.option(
    "--marked",
    type=click.Choice(["errors", "warnings", "none"]),
    default="errors",
    show_default=True,
    help="Write marked-up copies of the workbooks with these problems.",
)
@click.option("--list-codes", is_flag=True, help="List every problem code with its meaning.")
def check(year: int, form: str, marked: str, list_codes: bool) -> int:
    """Check all data sheets; nothing in data/ is changed."""
    from pipeline.edition import load_edition
    from pipeline.sheets import report as views

    if list_codes:
        click.echo(views.list_codes())
        return ExitCode.OK
    from pipeline.sheets.check import check_data
    from pipeline.sheets.markup import mark_up

    result = check_data(ROOT, load_edition(ROOT, year))
    if form == "json":
        click.echo(views.as_json(result.problems))
    elif form == "junit":
        click.echo(views.as_junit(result.problems, result.files))
    else:
        click.echo(views.as_text(result.problems) or f"All {len(result.files)} files are fine.")
    if marked != "none":
        copies = mark_up(ROOT, result.problems, year, Severity.ERROR if marked == "errors" else Severity.WARNING)
        if copies and form == "text":
            click.echo("Marked-up copies (the originals are untouched):")
            for path in copies:
                click.echo(f"  {path.relative_to(ROOT)}")
    return ExitCode.DATA if result.count(Severity.ERROR) else ExitCode.OK


@cli.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--into", required=True, type=click.Path(path_type=Path), help="Workbook to make or to update.")
@click.option("--codebook", type=click.Path(path_type=Path), help="CSV with a metadata row an indicator.")
@click.option("--only-codebook", is_flag=True, help="Take the indicators of the codebook and no others.")
@click.option("--indicator", multiple=True, metavar="COLUMN", help="Columns that together name the indicator.")
@click.option("--where", multiple=True, metavar="COLUMN=VALUE", help="Take rows with this value only.")
@click.option("--missing", multiple=True, metavar="TEXT", help="A cell text that means 'no figure', such as -99.")
@click.option("--skip-area", multiple=True, metavar="CODE", help="An area left out on purpose (an aggregate).")
@click.option("--ignore-note", multiple=True, metavar="TEXT", help="A note that says nothing about the observation.")
def import_command(
    files: tuple[Path, ...],
    into: Path,
    codebook: Path | None,
    only_codebook: bool,
    indicator: tuple[str, ...],
    where: tuple[str, ...],
    missing: tuple[str, ...],
    skip_area: tuple[str, ...],
    ignore_note: tuple[str, ...],
) -> int:
    """Turn long files (CSV or SDMX-CSV) into a workbook, or bring one up to date."""
    from pipeline.sheets.importing import import_series
    from pipeline.sheets.report import as_text
    from pipeline.sheets.series import Reading

    wrong = [text for text in where if "=" not in text]
    if wrong:
        raise click.BadParameter(f"{wrong[0]!r}: write COLUMN=VALUE", param_hint="--where")
    how = Reading(
        indicator=indicator,
        where=dict(text.split("=", 1) for text in where) or None,
        missing=missing,
        skip_areas=frozenset(skip_area),
        ignore_notes=frozenset(ignore_note),
    )
    result = import_series(
        files, into, codebook=codebook, only_codebook=only_codebook, how=how, command=" ".join(["gdgr", *sys.argv[1:]])
    )
    if result.problems:
        click.echo(as_text(result.problems), err=True)
    for line in result.lines():
        click.echo(line)
    return ExitCode.DATA if any(problem.severity is Severity.ERROR for problem in result.problems) else ExitCode.OK


@cli.command()
@year_option
def facts(year: int) -> None:
    """List the facts of the edition that was built last."""
    import json

    from pipeline.publish.lineage import NAME

    path = ROOT / "output" / str(year) / NAME
    if not path.is_file():
        raise _not_built(path)
    for id, fact in json.loads(path.read_text(encoding="utf-8")).items():
        click.echo(f"{id:60} {fact['value']:>20.6g} {fact['unit']}")


@cli.command()
@year_option
@click.argument("id")
@click.option("--cells", default=20, show_default=True, help="How many input cells to list.")
def trace(id: str, year: int, cells: int) -> None:
    """Print the chain of a fact: value, method, parameters, input cells."""
    from pipeline.publish.lineage import trace as chain

    click.echo(chain(ROOT / "output" / str(year), id, cells))


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path))
def verify(folder: Path) -> None:
    """Check a published edition against its manifest."""
    from pipeline.publish.manifest import verify as compare

    click.echo(f"All {compare(folder)} files are as the manifest lists them.")


@cli.command()
def doctor() -> int:
    """Say what this machine has and what is missing for a build."""
    from pipeline.doctor import examine

    findings = examine(ROOT)
    for finding in findings:
        click.echo(
            f"{'ok     ' if finding.fine else 'MISSING' if finding.needed else 'absent '} {finding.name:28} {finding.found}"
        )
        if not finding.fine:
            click.echo(f"        {finding.remedy}")
    return ExitCode.OK if all(finding.fine or not finding.needed for finding in findings) else ExitCode.ENVIRONMENT


@cli.command()
def catalogue() -> None:
    """Bring the catalogues in report/i18n up to date with the messages of code and chapters."""
    from pipeline.catalogue import update

    for line in update(ROOT):
        click.echo(line)


@cli.command()
@year_option
def bench(year: int) -> None:
    """Print the figures of speed and size, and the ratio to the usual way of making such a report."""
    from pipeline.bench import run

    for line in run(ROOT, year):
        click.echo(line)


for _command in commands():
    cli.add_command(_command)


def _not_built(path: Path) -> Stop:
    """The Stop of a command that needs a built edition."""
    problem = Problem(
        "edition-not-built",
        Severity.ERROR,
        Place(str(path)),
        "the file does not exist",
        "a built edition",
        "run 'make report' first",
    )
    return Stop(ExitCode.REPORT, [problem])
