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


@click.command()
@project.year_option
@click.argument("id")
@click.option("--cells", default=20, show_default=True, help="How many input cells to list.")
def trace(id: str, year: int, cells: int) -> None:
    """Print the chain of a fact: value, method, parameters, input cells."""
    from pipeline.publish.lineage import trace as chain

    click.echo(chain(project.ROOT / "output" / str(year), id, cells))


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
