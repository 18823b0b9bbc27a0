"""The command that asks publishers for figures: ``gdgr fetch worldbank|unsd|itu|sdmx``."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands import project
from pipeline.problems import ExitCode, Problem, Severity, Stop

if TYPE_CHECKING:
    from pipeline.fetching.answers import Fetched
    from pipeline.fetching.kept import Kept
    from pipeline.fetching.transport import Transport

_YEAR = click.IntRange(1900, 2100)


@click.group(invoke_without_command=True)
@click.option("--list", "listed", is_flag=True, help="List the interfaces that are known by name.")
@click.pass_context
def fetch(context: click.Context, listed: bool) -> None:
    """Ask a publisher for figures: one file in the form that 'gdgr import' reads, and a record of where it comes from.

    \b
      gdgr fetch worldbank IT.NET.USER.ZS --into data/development/connectivity.xlsx
      gdgr fetch unsd IT_USE_ii99 --start 2015
      gdgr fetch itu 11624
      gdgr fetch sdmx ESTAT isoc_ci_ifp_iu --key A.I_IU3.IND_TOTAL.PC_IND. --start 2010
      gdgr fetch sdmx https://sdmx.example.org/rest AGENCY,FLOW,1.0 --generation 3.0

    An empty answer, an unknown code and pages that do not add up are errors, and nothing is written then. A run that broke
    off goes on where it was: pages are kept in build/fetched until the file is whole. No build uses this command.
    """
    if listed:
        from pipeline.fetching.services import known

        for line in known():
            click.echo(line)
    elif context.invoked_subcommand is None:
        click.echo(context.get_help())


def _common(command: Callable) -> Callable:
    """Options of every kind of interface."""
    for option in (
        click.option("--fresh", is_flag=True, help="Ask for every page again, also those that are kept."),
        click.option("--endpoint", metavar="URL", help="Another address of the same interface (a mirror, a test)."),
        click.option(
            "--whole-series", is_flag=True, help="With --into: replace the series whole; no older value or note stays."
        ),
        click.option(
            "--codebook", type=click.Path(path_type=Path), help="With --into: CSV with a metadata row a series."
        ),
        click.option("--into", type=click.Path(path_type=Path), help="Import the file into this workbook at once."),
        click.option(
            "--output", type=click.Path(path_type=Path), help="File to write; named by the code if not given."
        ),
    ):
        command = option(command)
    return command


def _years(command: Callable) -> Callable:
    command = click.option("--end", type=_YEAR, default=None, help="Last year; this year if not given.")(command)
    return click.option("--start", type=_YEAR, default=None, help="First year; the first there is if not given.")(
        command
    )


@fetch.command()
@click.argument("codes", nargs=-1, required=True)
@click.option(
    "--source", default="", metavar="NUMBER", help="Data base of the World Bank (2: World Development Indicators)."
)
@_years
@_common
def worldbank(
    codes: tuple[str, ...],
    source: str,
    start: int | None,
    end: int | None,
    **how: object,
) -> int:
    """Indicators of the World Bank, by their codes (IT.NET.USER.ZS)."""
    from pipeline.fetching import services
    from pipeline.fetching.worldbank import fetch as ask

    _check(codes, r"[A-Za-z0-9][\w.\-]{0,59}", "an indicator code, such as IT.NET.USER.ZS")
    _check([source] if source else [], r"\d{1,4}", "a number", "--source")
    years = f"{start or 1900}:{end or date.today().year}" if start or end else ""
    address = services.checked_address(str(how["endpoint"] or services.WORLD_BANK))
    return _run(
        codes,
        lambda transport, code, kept: ask(transport, address, code, kept, source, years),
        ("worldbank", address, source, years),
        how,
    )


@fetch.command()
@click.argument("codes", nargs=-1, required=True)
@_years
@_common
def unsd(codes: tuple[str, ...], start: int | None, end: int | None, **how: object) -> int:
    """Series of the Global SDG Indicators Database, by their codes (IT_USE_ii99)."""
    from pipeline.fetching import services
    from pipeline.fetching.unsd import fetch as ask

    _check(codes, r"[A-Za-z0-9_]{1,60}", "a series code, such as IT_USE_ii99")
    years = range(start or 1990, (end or date.today().year) + 1) if start or end else ()
    address = services.checked_address(str(how["endpoint"] or services.UNSD))
    return _run(
        codes,
        lambda transport, code, kept: ask(transport, address, code, kept, years),
        ("unsd", address, str(years)),
        how,
    )


@fetch.command()
@click.argument("numbers", nargs=-1, required=True)
@click.option("--collection", is_flag=True, help="The numbers are those of collections of indicators.")
@_common
def itu(numbers: tuple[str, ...], collection: bool, **how: object) -> int:
    """Indicators of the ITU DataHub, by the number that its pages have (datahub.itu.int/data/?i=11624).

    The ITU does not document this interface. Where it does not answer as it did, download the file by hand and import it.
    """
    from pipeline.fetching import services
    from pipeline.fetching.itu import fetch as ask

    _check(numbers, r"\d{1,9}", "a number, such as 11624")
    address = services.checked_address(str(how["endpoint"] or services.ITU))
    return _run(
        numbers,
        lambda transport, code, kept: ask(transport, address, code, collection),
        ("itu", address, str(collection)),
        how,
        "itu-",
    )


@fetch.command()
@click.argument("service")
@click.argument("flow")
@click.option(
    "--key", default="", help="Codes of the dimensions in their order, parted by dots (A.KEN+PAK.); all if not given."
)
@click.option(
    "--generation",
    type=click.Choice(["2.1", "3.0"]),
    default="2.1",
    show_default=True,
    help="SDMX of a service given by its address.",
)
@_years
@_common
def sdmx(service: str, flow: str, key: str, generation: str, start: int | None, end: int | None, **how: object) -> int:
    """A data flow of an SDMX service: its name in 'gdgr fetch --list', or its address.

    FLOW is its id, or AGENCY,ID,VERSION. The services' pages of data access show flow and key of a table.
    """
    from dataclasses import replace
    from urllib.parse import urlsplit

    from pipeline.fetching import services
    from pipeline.fetching.sdmx import fetch as ask
    from pipeline.fetching.sdmx import flow_of, is_key

    if service.upper() in services.SERVICES:
        chosen = services.SERVICES[service.upper()]
    elif "://" in service:
        address = services.checked_address(service)
        host = urlsplit(address).hostname or address
        chosen = services.Service(host, host, address, int(generation[0]))
    else:
        raise click.BadParameter(
            f"{service!r}: one of {', '.join(services.SERVICES)}, or an address", param_hint="SERVICE"
        )
    if how["endpoint"]:
        chosen = replace(chosen, address=services.checked_address(str(how["endpoint"])))
    try:
        asked = flow_of(flow)
    except ValueError:
        raise click.BadParameter(f"{flow!r}: write ID, or AGENCY,ID,VERSION", param_hint="FLOW") from None
    if key and not is_key(key):
        raise click.BadParameter(f"{key!r}: codes parted by dots, several of a dimension by +", param_hint="--key")
    return _run(
        [asked.name],
        lambda transport, code, kept: ask(transport, chosen, asked, kept, key, start or 0, end or 0),
        ("sdmx", chosen.address, flow, key, str(start), str(end)),
        how,
    )


def _check(words: Sequence[str], pattern: str, allowed: str, hint: str = "") -> None:
    wrong = next((word for word in words if not re.fullmatch(pattern, word, re.ASCII)), None)
    if wrong is not None:
        raise click.BadParameter(f"{wrong!r}: write {allowed}", param_hint=hint or None)


Ask = Callable[["Transport", str, "Kept"], "Fetched"]


def _run(codes: Sequence[str], ask: Ask, question: tuple[str, ...], how: dict[str, object], prefix: str = "") -> int:
    """Ask for every code, write the file and its record, and import it where that was asked for."""
    from pipeline.fetching.kept import kept_for
    from pipeline.fetching.landing import joined, land, refuse_in_the_way

    codes = list(dict.fromkeys(codes))
    if (how["codebook"] or how["whole_series"]) and not how["into"]:
        raise click.BadParameter("only with --into", param_hint="--codebook" if how["codebook"] else "--whole-series")
    name = prefix + (codes[0] if len(codes) == 1 else f"{codes[0]}-and-{len(codes) - 1}-more")
    given = how["output"]
    file = given if isinstance(given, Path) else Path(f"{name}.csv")
    refuse_in_the_way(file)
    kept = {code: kept_for(project.ROOT, *question, code) for code in codes}
    with _asking() as transport:
        fetched = _all(codes, ask, transport, kept, bool(how["fresh"]))
    whole = joined(fetched)
    if not given:
        file = file.with_name(f"{name}{whole.ending}")
    record = land(file, whole, shlex.join(["gdgr", *sys.argv[1:]]), date.today())
    for one in kept.values():
        one.forget()
    updated = f", last updated by the publisher {whole.last_update}" if whole.last_update else ""
    click.echo(f"{file}: {whole.rows:,} rows, {whole.figures:,} with a figure, in {whole.pages} page(s){updated}.")
    click.echo(f"{record}: where it comes from.")
    if not how["into"]:
        click.echo(f"'gdgr reading {file}' shows how it is read, 'gdgr import {file} --into WORKBOOK' imports it.")
        return ExitCode.OK
    return _import(file, how)


def _all(codes: Sequence[str], ask: Ask, transport: Transport, kept: dict[str, Kept], fresh: bool) -> list[Fetched]:
    """What each code gives; the problems of all codes at once, and of the first only where the publisher is out of reach."""
    fetched: list[Fetched] = []
    problems: list[Problem] = []
    for code in codes:
        if fresh:
            kept[code].forget()
        try:
            fetched.append(ask(transport, code, kept[code]))
        except Stop as stop:
            if stop.exit_code is not ExitCode.DATA:
                raise Stop(stop.exit_code, (*problems, *stop.problems)) from stop
            problems += stop.problems
    if problems:
        raise Stop(ExitCode.DATA, problems)
    return fetched


@contextmanager
def _asking() -> Iterator[Transport]:
    """A transport that tells the terminal what it waits for."""
    from pipeline.fetching.transport import Transport
    from pipeline.progress import Progress, lines, on_terminal

    with ExitStack() as stack:
        if terminal := on_terminal():
            view, shown = terminal
            stack.enter_context(shown)
        else:
            view = lines(sys.stderr)
        yield stack.enter_context(Transport(note=Progress([view]).now))


def _import(file: Path, how: dict[str, object]) -> int:
    """Import a fetched file, after a look at how many economies it has."""
    from pipeline.commands.sheets import _areas, import_command
    from pipeline.fetching.coverage import fewer_economies
    from pipeline.sheets.report import as_text

    into, whole = how["into"], bool(how["whole_series"])
    assert isinstance(into, Path)
    found = fewer_economies(file, into, _areas(into), whole)
    if any(problem.severity is Severity.ERROR for problem in found):
        raise Stop(ExitCode.DATA, found)
    if found:
        click.echo(as_text(found), err=True)
    context = click.get_current_context()
    code = context.invoke(import_command, files=(file,), into=into, codebook=how["codebook"], whole_series=whole)
    return ExitCode(code)


COMMANDS = (fetch,)
