"""The commands that build the report and show it while it is edited; what an ended run did to its edition."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands import project

if TYPE_CHECKING:
    from pipeline.findings.drafts import Missing
    from pipeline.progress import Progress

DRAFT_LIST = "draft.csv"  # findings.drafts.FILE, which is not loaded where nothing has changed
FIRST = 10  # missing texts that are told on the terminal
_building: list[Path] = []  # editions that this run set out to build


@contextmanager
def _progress(log: Path | None, terse: bool = False) -> Iterator[Progress]:
    """Who is told of a run: a live line on a terminal or plain lines elsewhere (``terse``: notes only), and a log of JSON
    lines where asked for."""
    from pipeline.progress import Progress, View, json_lines, lines, notes, on_terminal

    with ExitStack() as stack:
        views: list[View] = []
        if terminal := on_terminal():
            view, shown = terminal
            stack.enter_context(shown)
            views.append(view)
        else:
            views.append(notes(sys.stderr) if terse else lines(sys.stderr))
        if log:
            try:
                write, close = json_lines(log)
            except OSError as error:
                from pipeline.publish.landing import unwritable

                raise unwritable(log, error) from error
            stack.callback(close)
            views.append(write)
        yield Progress(views)


@click.command()
@project.year_option
@click.option("--languages", default="", help="Languages, separated by commas; all of the edition if blank.")
@click.option("--engine", type=click.Choice(["auto", "builtin", "quarto"]), default="auto", show_default=True)
@click.option("--force", is_flag=True, help="Make everything again (but fonts), even where nothing has changed.")
@click.option(
    "--explain", is_flag=True, help="Say for each result whether it would be made again and why; build nothing."
)
@click.option(
    "--scheduler", default="", metavar="ADDRESS", help="Dask scheduler that shares the work (tcp://host:8786)."
)
@click.option("--no-wait", is_flag=True, help="Stop where another build of the edition is at work, instead of waiting.")
@click.option(
    "--log", type=click.Path(path_type=Path, dir_okay=False), help="Write what happens to this file, as JSON lines."
)
def report(
    year: int, languages: str, engine: str, force: bool, explain: bool, scheduler: str, no_wait: bool, log: Path | None
) -> None:
    """Build the report: PDFs and web edition in each language under output/YEAR."""
    from pipeline import steps
    from pipeline.publish.landing import recover
    from pipeline.publish.lock import edition_lock

    asked = project.ROOT, year, tuple(languages.replace(",", " ").split()), engine, force, scheduler
    order, inputs = steps.read_order(*asked)
    place = order.output.relative_to(project.ROOT)
    if log and log.resolve().is_relative_to(order.output.resolve()):
        raise click.BadParameter(f"{place} is exchanged as a whole; write it elsewhere", param_hint="--log")
    why = steps.reasons(order, inputs.checksums)
    if not why:
        what = "nothing would run" if explain else f"{place} is up to date (--force builds it again)"
        click.echo(f"Nothing has changed{';' if explain else ':'} {what}.")
        if (order.output / DRAFT_LIST).is_file():
            click.echo(f"It is a draft: {place / DRAFT_LIST} lists the texts that are missing.")
        if log:
            with _progress(log) as progress:
                progress.done("nothing has changed")
        return
    shown = _shown(why)
    if explain:
        click.echo(f"Edition {year} ({', '.join(order.languages)}) would be built: {shown}")
        with _progress(log) as progress:
            for line in steps.explain(order, inputs, progress):
                click.echo(line)
        return
    _building.append(order.output)
    with _progress(log) as progress, edition_lock(order.output, not no_wait, progress.note) as waited:
        recovered = recover(order.output)
        for line in recovered:
            progress.note(line)
        if waited or recovered:
            order, inputs = steps.read_order(*asked)
            why = steps.reasons(order, inputs.checksums)
            if not why:
                click.echo(f"{'The other build made what was asked for: ' if waited else ''}{place} is up to date.")
                return
            shown = _shown(why)
        progress.note(f"Building edition {year} ({', '.join(order.languages)}): {shown}")
        recap = steps.build(order, inputs, progress)
        total = sum(recap.seconds.values())
        progress.done(f"{total:.1f} s")
    times = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in recap.seconds.items())
    click.echo(f"\nDone in {total:.1f} s ({times}).")
    for line in recap.lines:
        click.echo(f"  {line}")
    if recap.missing:
        _tell_missing(recap.missing, place / DRAFT_LIST)
    if recap.warnings:
        click.echo(f"The data sheets have {recap.warnings} warnings: 'make check' lists them.")
    for path in recap.files:
        click.echo(f"  {path.relative_to(project.ROOT)}")


def _tell_missing(texts: Sequence[Missing], file: Path) -> None:
    """How many texts make the edition a draft, the first of them, and where all are listed."""
    counts = Counter(one.language for one in texts)
    told = ", ".join(f"{code} {count}" for code, count in counts.items())
    click.echo(f"A DRAFT: {len(texts)} text(s) are missing ({told}) and stand marked. {file} lists them:")
    for one in texts[:FIRST]:
        click.echo(f"  {one}")
    if len(texts) > FIRST:
        click.echo(f"  and {len(texts) - FIRST} more")


def _shown(why: Sequence[str]) -> str:
    """The first reasons, and how many more there are."""
    return "; ".join(why[:3]) + (f"; and {len(why) - 3} more" if len(why) > 3 else "")


@click.command()
@project.year_option
@click.option("--languages", default="", help="Languages, separated by commas; all of the edition if blank.")
@click.option("--engine", type=click.Choice(["auto", "builtin", "quarto"]), default="auto", show_default=True)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=4848, show_default=True, help="Port; 0 takes a free one."
)
@click.option("--open", "open_page", is_flag=True, help="Open the first page in the browser.")
@click.option(
    "--log", type=click.Path(path_type=Path, dir_okay=False), help="Write what happens to this file, as JSON lines."
)
def preview(year: int, languages: str, engine: str, port: int, open_page: bool, log: Path | None) -> None:
    """Watch sheets, chapters and theme; show the new pages and PDF as they change, until Ctrl-C."""
    from pipeline.preview import preview as watch_and_show

    with _progress(log, terse=True) as progress:
        chosen = tuple(languages.replace(",", " ").split())
        watch_and_show(project.ROOT, year, chosen, engine, port, open_page, progress.views)


def outcome() -> str:
    """What a run that ended early has done to the edition that it was to build; nothing to say where it was to build none."""
    from pipeline.publish.landing import published

    if not _building:
        return ""
    place = _building[-1]
    if place.resolve() in published():
        return f"The new edition was published before that and is whole: {place.relative_to(project.ROOT)}."
    return "Nothing was published; the last good edition is untouched." if place.exists() else "Nothing was published."


COMMANDS = (
    report,
    preview,
)
