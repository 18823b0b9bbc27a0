"""The commands that answer questions: of codes, explain; of an edition that was built, facts, claims, trace, verify."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands import project
from pipeline.problems import ExitCode


@click.command()
@click.argument("code", default="")
def explain(code: str) -> int:
    """Explain the CODE of a message: rule, reason, a bad and a good example, what to do; all codes without one."""
    from pipeline.explaining import CATALOGUE, nearest, views

    if not code:
        click.echo(views.listed(), nl=False)
        return ExitCode.OK
    if code.strip().lower() in CATALOGUE:
        click.echo(views.in_full(CATALOGUE[code.strip().lower()]), nl=False)
        return ExitCode.OK
    near = nearest(code)
    told = f"the nearest are {', '.join(near)}" if near else "'gdgr explain' lists all"
    raise click.BadParameter(f"there is no code {code!r}; {told}", param_hint="CODE")


@click.command()
@project.year_option
def facts(year: int) -> None:
    """List the facts of the edition that was built last."""
    from pipeline.publish.lineage import read_lineage

    for id, fact in read_lineage(project.ROOT / "output" / str(year)).items():
        click.echo(f"{id:60} {fact.value:>20.6g} {fact.unit}")


@click.command()
@project.year_option
@click.argument("pattern", default="*")
@click.option("--language", default="en", show_default=True, help="Language of the statements.")
@click.option("--evidence", is_flag=True, help="Facts and variations of each.")
def claims(pattern: str, year: int, language: str, evidence: bool) -> None:
    """List the statements of the edition that was built last, and what became of them; PATTERN is an id, with * and ?."""
    from pipeline.publish.claims import listed

    for line in listed(project.ROOT / "output" / str(year), pattern, language, evidence):
        click.echo(line)


@click.command(context_settings={"ignore_unknown_options": True})  # -3.2 is a number
@project.year_option
@click.argument("what", nargs=-1)
@click.option("--section", default="", help="Where the number is printed: section 3.2, chapter 3, or a title.")
@click.option("--page", default="", help="Page of the report (41) or of the annex (annex:12).")
@click.option("--figure", default="", help="Figure 1, S2, or its id.")
@click.option("--table", default="", help="Table 1, S3, or its id.")
@click.option("--language", default="", help="Language in which it is printed; any of the edition if blank.")
@click.option(
    "--cell", default="", help="A cell of a sheet: 'connectivity.xlsx › IT.NET.USER.ZS!T45' ('>' does for '›')."
)
@click.option("--cells", default=20, show_default=True, help="How many cells or lines to list.")
def trace(
    what: tuple[str, ...],
    year: int,
    section: str,
    page: str,
    figure: str,
    table: str,
    language: str,
    cell: str,
    cells: int,
) -> None:
    """Trace a printed number to its cells: WHAT is the id of a fact (fig-x.world_last), the address of a number
    (tbl-x:KEN:IT.NET.USER.ZS, fig-x:HIC:2023, card-x:economies), or the number as it is printed ("17.1, figure 1").

    With --cell: all that depends on a cell.
    """
    from pipeline.publish import dependents, numbers_in_print, tracing

    text = " ".join(what).strip()
    for one in what:
        if one.startswith("-") and not any(mark.isdigit() for mark in one[:3]):
            raise click.NoSuchOption(one)
    if bool(text) == bool(cell):
        raise click.UsageError("give a number, or --cell with the address of a cell: one of the two")
    output, closed = project.ROOT / "output" / str(year), project.ROOT / "report" / "editions" / str(year)
    base = tracing.opened(output, closed)
    where = numbers_in_print.Where(section, page, figure, table, language)
    if cell:
        lines = dependents.dependents(base, output, cell, cells)
    else:
        lines = numbers_in_print.told(base, output, text, where, cells)
    for line in tracing.guarded(lines, output):
        click.echo(line)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def verify(folder: Path) -> None:
    """Check a published edition against its manifest."""
    from pipeline.publish.manifest import verify as compare

    click.echo(f"All {compare(folder)} files are as the manifest lists them.")


COMMANDS = (
    explain,
    facts,
    claims,
    trace,
    verify,
)
