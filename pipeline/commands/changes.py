"""The commands that tell and join changes, and that open and close editions."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands import project
from pipeline.differences.accepted import DEFAULT
from pipeline.problems import ExitCode

if TYPE_CHECKING:
    from pipeline.differences.effect import Effect
    from pipeline.differences.sides import Side


@click.command()
@project.year_option
@click.argument("before", default=DEFAULT)
@click.argument("after", default=".")
@click.option(
    "--effect",
    is_flag=True,
    help="Make statements, facts and ranks of the report from both, and compare those (up to two minutes).",
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "markdown", "html"]), default="text", show_default=True
)
@click.option("--all", "whole", is_flag=True, help="Every change, also where many of one kind are in one sheet.")
def diff(before: str, after: str, year: int, effect: bool, form: str, whole: bool) -> None:
    """Say what changed between two states of the data sheets, by cell.

    BEFORE is the last accepted state if none is given (accepted: where this branch left the main one, as for 'gdgr check').
    BEFORE and AFTER are a workbook, a folder, an edition (2026, or the folder of a published one), a git revision (HEAD~1, a
    tag) or REVISION:PATH; AFTER is this folder if it is not given. With --effect also what follows: statements, facts and
    ranks of the report, and what of it comes from the data and what from the method.
    """
    from pipeline.differences import views
    from pipeline.differences.accepted import accepted
    from pipeline.differences.cells import compare
    from pipeline.differences.sides import open_side

    state = accepted(project.ROOT, DEFAULT) if before == DEFAULT else None
    if state is not None:
        before = state.revision
        click.echo(f"Before: {state.shown(project.ROOT)}.", err=True)
    old, new = (open_side(project.ROOT, name, whole=effect) for name in (before, after))
    told = [side.name for side in (old, new) if side.told_only]
    if told and not effect:
        click.echo(
            f"Of {' and '.join(told)} there are no sheets, only what was published: compared are statements and facts.",
            err=True,
        )
    books = old.books
    if old.one and new.one:  # two copies of one workbook, whatever their names
        books = dict(zip(new.books, old.books.values(), strict=True))
    changes = [] if told else compare(books, new.books)
    followed = _effect(old, new, year) if effect or told else None
    if form == "text":
        click.echo(views.as_text(changes, followed, whole))
    else:
        click.echo(
            {"json": views.as_json, "markdown": views.as_markdown, "html": views.as_html}[form](changes, followed)
        )


def _effect(old: Side, new: Side, year: int) -> Effect:
    """What follows from a change, with the results of builds from the store."""
    from pipeline.checking import STORE
    from pipeline.differences.effect import effect_of
    from pipeline.edition import load_edition
    from pipeline.store import Keeper, Shelf
    from pipeline.versions import library_versions

    keeper = Keeper(Shelf(project.ROOT / STORE), library_versions())
    try:
        edition = load_edition(project.ROOT, year)
        return effect_of(project.ROOT, edition, old, new, lambda text: click.echo(text, err=True), keeper)
    finally:
        keeper.close()


@click.command()
@click.argument("base", type=click.Path(path_type=Path))
@click.argument("ours", type=click.Path(path_type=Path))
@click.argument("theirs", type=click.Path(path_type=Path))
@click.option(
    "--into", required=True, type=click.Path(path_type=Path), help="Workbook to write; OURS itself is allowed."
)
@click.option("--name", default="", help="What to call the workbook in messages.")
def merge(base: Path, ours: Path, theirs: Path, into: Path, name: str) -> int:
    """Join the changes of two editors to one workbook, by cell: OURS with what THEIRS changed since BASE.

    A cell that both changed stays as in OURS, in colour, with a comment that tells the other value (exit code 3).
    """
    from pipeline.differences.merging import merge as join
    from pipeline.differences.sides import read_one
    from pipeline.publish.landing import unwritable

    file = name or into.name
    merged = join(read_one(base), read_one(ours), read_one(theirs), file)
    try:
        beside = into.with_name(f".{into.name}.part")
        beside.write_bytes(merged.data)
        beside.replace(into)
    except OSError as error:
        raise unwritable(into, error) from error
    click.echo(f"{file}: {merged.taken} change(s) of the other side taken over, {len(merged.conflicts)} conflict(s).")
    for one in merged.conflicts:
        click.echo(
            f"  CONFLICT {one.place}: {one.base or 'blank'} became {one.ours or 'blank'} here and {one.theirs or 'blank'} there"
        )
    return ExitCode.DATA if merged.conflicts else ExitCode.OK


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def textconv(file: Path) -> None:
    """Print a workbook as rows, for git (see setup-git)."""
    from pipeline.differences.git import rows

    for row in rows(file):
        click.echo(row)


@click.command("setup-git")
def setup_git() -> None:
    """Have git show workbooks as rows in 'git diff' and join them by cell in 'git merge'."""
    from pipeline.differences.git import set_up

    for line in set_up(project.ROOT):
        click.echo(line)


@click.command("new-edition")
@click.argument("year", type=int)
@click.option(
    "--cutoff", type=click.DateTime(["%Y-%m-%d"]), help="Day after which no figure is taken; today if not given."
)
def new_edition(year: int, cutoff: datetime | None) -> None:
    """Open the edition of a year after the newest one, and say what is due: sources, targets, years that figures fix."""
    from pipeline.opening import open_edition

    for line in open_edition(project.ROOT, year, (cutoff or datetime.now()).date()):
        click.echo(line)


@click.command("close-edition")
@project.year_option
def close_edition(year: int) -> None:
    """Freeze a published edition: it is built no more, and its sheets are a baseline."""
    from pipeline.opening import close_edition as close

    for line in close(project.ROOT, year, datetime.now().date()):
        click.echo(line)


COMMANDS = (
    diff,
    merge,
    textconv,
    setup_git,
    new_edition,
    close_edition,
)
