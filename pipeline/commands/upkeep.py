"""The commands of those who keep the generator: doctor, catalogue, bench."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import click

from pipeline.commands import project
from pipeline.problems import ExitCode


@click.command()
def doctor() -> int:
    """Say what this machine has and what is missing for a build."""
    from pipeline.doctor import examine

    findings = examine(project.ROOT)
    for finding in findings:
        click.echo(
            f"{'ok     ' if finding.fine else 'MISSING' if finding.needed else 'absent '} {finding.name:28} {finding.found}"
        )
        if not finding.fine:
            click.echo(f"        {finding.remedy}")
    return ExitCode.OK if all(finding.fine or not finding.needed for finding in findings) else ExitCode.ENVIRONMENT


@click.command()
def catalogue() -> None:
    """Bring the catalogues in report/i18n up to date with the messages of code and chapters."""
    from pipeline.catalogue import update

    for line in update(project.ROOT):
        click.echo(line)


@click.command()
@project.year_option
@click.option(
    "--only",
    default="",
    metavar="NAME,...",
    help="Measure only these: cold, edited, preview, unchanged, check, memory, languages, scaling, draws, startup; or none.",
)
@click.option(
    "--history",
    type=click.Path(path_type=Path, dir_okay=False),
    help="CSV file that each run appends to; build/bench-history.csv if not given.",
)
@click.option(
    "--plot",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.svg",
    help="Draw the history as small panels.",
)
def bench(year: int, only: str, history: Path | None, plot: Path | None) -> None:
    """Print the figures of speed and size beside their targets; nothing of the project's build and output is touched."""
    from pipeline.bench import history as kept
    from pipeline.bench.measures import MEASURES

    names = only.replace(",", " ").split() or list(MEASURES)
    unknown = [name for name in names if name not in MEASURES and names != ["none"]]
    if unknown:
        raise click.BadParameter(f"{unknown[0]!r}: choose of {', '.join(MEASURES)}; or none", param_hint="--only")
    path = project.ROOT / (history or kept.PLACE)
    context = click.get_current_context().find_root()
    group = cast("click.Group", context.command)
    if names != ["none"]:
        from pipeline.bench.running import run

        run(
            project.ROOT,
            year,
            names,
            tuple(group.list_commands(context)),
            path,
            lambda line: click.echo(line, err=True),
            click.echo,
        )
    if plot:
        from pipeline.bench.plot import draw_history

        draw_history(kept.read(path), plot)
        click.echo(f"The history is drawn in {plot}.")


@click.command()
@project.year_option
def guide(year: int) -> None:
    """Write the guide for editors (GUIDE.md) and its pictures anew, from the layout of the sheets and the list of problems."""
    from pipeline.edition import load_edition
    from pipeline.guide.writing import write

    changed = write(project.ROOT, load_edition(project.ROOT, year))
    click.echo(f"Written: {', '.join(changed)}." if changed else "The guide is up to date.")


COMMANDS = (
    guide,
    doctor,
    catalogue,
    bench,
)
