"""The command ``gdgr``: what people type, what they see, and the exit code. Imports stay inside the commands, so that
``--help`` and an unchanged edition answer at once.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, cast

import click

from pipeline import __version__
from pipeline.problems import ExitCode, Problem, Severity, Stop
from pipeline.studies.commands import commands

if TYPE_CHECKING:
    from pipeline.progress import Progress
    from pipeline.sheets.reading.areas import Areas

ROOT = Path.cwd()
MISPLACED = (
    errno.ENOTDIR,
    errno.EEXIST,
    errno.EISDIR,
    errno.EIO,
)  # a file stands where a folder should be, a disk is broken


def main() -> None:
    """Run a command; turn a Stop, an interrupt and a full disk into output and an exit code."""
    _open_closed()
    sys.stdout, sys.stderr = Unread.of(sys.stdout), Unread.of(sys.stderr)
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:  # as nohup has it
            signal.signal(number, _terminate)
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
    except OSError as error:
        from pipeline.publish.landing import REFUSALS, unwritable

        if error.errno not in (*REFUSALS, *MISPLACED):
            raise
        refusal = unwritable(Path(error.filename or ROOT), error)
        _print_problems(refusal.problems)
        code = refusal.exit_code
    _forget_interrupts()
    raise SystemExit(int(code))


def _forget_interrupts() -> None:
    """Let the exit code be ours after an interrupt.

    CPython notes for good an interrupt that came while a string was executed, as dataclasses and named tuples do when
    they are defined: at its end the process would kill itself by SIGINT. Executing a string clears that note.
    """
    exec("")


class Unread:
    """A stream whose reader may go (``gdgr facts | head``): the command goes on, and what nobody reads is dropped."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    @classmethod
    def of(cls, stream: TextIO) -> TextIO:
        """A stream as one whose reader may go."""
        return stream if isinstance(stream, cls) else cast("TextIO", cls(stream))

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Write a text; its length."""
        try:
            return self._stream.write(text)
        except BrokenPipeError:
            self._drop()
            return len(text)

    def flush(self) -> None:
        """Write what waits."""
        try:
            self._stream.flush()
        except BrokenPipeError:
            self._drop()

    def _drop(self) -> None:
        """Let what waits, and what comes, go nowhere."""
        os.dup2(os.open(os.devnull, os.O_WRONLY), self._stream.fileno())


def _open_closed() -> None:
    """Open what who calls has closed (``2>&-``), for this process and those that it starts: another file would get its number."""
    for number, name in ((1, "stdout"), (2, "stderr")):
        if getattr(sys, name) is None:
            os.dup2(os.open(os.devnull, os.O_WRONLY), number)
            os.set_inheritable(number, True)
            setattr(sys, name, os.fdopen(number, "w", encoding="utf-8", closefd=False))


def _terminate(*_: object) -> None:
    """SIGTERM, or a terminal that is closed, ends a build as Ctrl-C does: cleaned up, last edition untouched."""
    raise KeyboardInterrupt


def _interrupted() -> ExitCode:
    """What an interrupted run says."""
    click.echo(f"\nInterrupted. {_outcome()}".rstrip(), err=True)
    return ExitCode.INTERRUPTED


def _print_problems(problems: tuple[Problem, ...]) -> None:
    """Problems on standard error, then what became of the edition."""
    from pipeline.sheets.report import as_text

    click.echo(as_text(problems), err=True)
    click.echo(f"Stopped. {_outcome()}".rstrip(), err=True)


_building: list[Path] = []  # editions that this run set out to build


def _outcome() -> str:
    """What a run that ended early has done to the edition that it was to build; nothing to say where it was to build none."""
    from pipeline.publish.landing import published

    if not _building:
        return ""
    place = _building[-1]
    if place.resolve() in published():
        return f"The new edition was published before that and is whole: {place.relative_to(ROOT)}."
    return "Nothing was published; the last good edition is untouched." if place.exists() else "Nothing was published."


@contextmanager
def _progress(log: Path | None, terse: bool = False) -> Iterator[Progress]:
    """Who is told of a run: a live line on a terminal or plain lines elsewhere (``terse``: notes only), and a log of JSON
    lines where asked for."""
    from pipeline.progress import Progress, View, json_lines, lines, live, notes

    with ExitStack() as stack:
        views: list[View] = []
        if sys.stderr.isatty():
            view, shown = live(sys.stderr)
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


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="gdgr")
def cli() -> None:
    """Generate the Global Digital Governance Report from its data sheets.

    Exit codes: 0 fine; 1 a fault of the program; 2 wrong usage; 3 data sheets or files have errors; 4 edition, chapter,
    catalogue or theme is wrong; 5 a renderer failed or refuses them; 6 something is missing on this machine; 130
    interrupted.
    """


def newest_edition() -> int:
    """The newest edition that there is; this year where there is none."""
    from pipeline.edition import editions_available

    return max(editions_available(ROOT), default=datetime.now().year)


def year_option(command: Callable) -> Callable:
    """The edition."""
    return click.option("--year", type=int, default=newest_edition, show_default="the newest", help="Edition.")(command)


@cli.command()
@year_option
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

    asked = ROOT, year, tuple(languages.replace(",", " ").split()), engine, force, scheduler
    order, inputs = steps.read_order(*asked)
    place = order.output.relative_to(ROOT)
    if log and log.resolve().is_relative_to(order.output.resolve()):
        raise click.BadParameter(f"{place} is exchanged as a whole; write it elsewhere", param_hint="--log")
    why = steps.reasons(order, inputs.checksums)
    if not why:
        what = "nothing would run" if explain else f"{place} is up to date (--force builds it again)"
        click.echo(f"Nothing has changed{';' if explain else ':'} {what}.")
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
    if recap.warnings:
        click.echo(f"The data sheets have {recap.warnings} warnings: 'make check' lists them.")
    for path in recap.files:
        click.echo(f"  {path.relative_to(ROOT)}")


def _shown(why: Sequence[str]) -> str:
    """The first reasons, and how many more there are."""
    return "; ".join(why[:3]) + (f"; and {len(why) - 3} more" if len(why) > 3 else "")


@cli.command()
@year_option
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
        watch_and_show(ROOT, year, chosen, engine, port, open_page, progress.views)


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
@click.option(
    "--against",
    default="HEAD",
    show_default=True,
    metavar="BASELINE",
    help="Compare with this accepted state too: a git revision or a folder; none: with nothing.",
)
@click.argument("file", required=False, type=click.Path(path_type=Path))
def check(year: int, form: str, marked: str, list_codes: bool, against: str, file: Path | None) -> int:
    """Check all data sheets, or only FILE; nothing in data/ is changed."""
    from pipeline.edition import load_edition
    from pipeline.sheets import report as views

    if list_codes:
        from pipeline.differences.baseline import CODES

        click.echo(views.list_codes(CODES))
        return ExitCode.OK
    from pipeline.checking import checked

    result = checked(ROOT, load_edition(ROOT, year), file)
    if file is None and _is_to_compare(against):
        from pipeline.differences.baseline import compared

        result = replace(result, problems=(*compared(ROOT, against), *result.problems))
    if form == "json":
        click.echo(views.as_json(result.problems))
    elif form == "junit":
        click.echo(views.as_junit(result.problems, result.files))
    else:
        click.echo(views.as_text(result.problems) or f"All {len(result.files)} files are fine.")
    if marked != "none" and result.problems:
        from pipeline.sheets.markup import mark_up

        copies = mark_up(ROOT, result.problems, year, Severity.ERROR if marked == "errors" else Severity.WARNING)
        if copies and form == "text":
            click.echo("Marked-up copies (the originals are untouched):")
            for path in copies:
                click.echo(f"  {path.relative_to(ROOT)}")
    return ExitCode.DATA if result.count(Severity.ERROR) else ExitCode.OK


def _is_to_compare(baseline: str) -> bool:
    """Whether a check has something to compare: a baseline that was named, or sheets that differ from the last commit."""
    from pipeline.differences.sides import changed_since_commit

    return baseline != "none" and (baseline != "HEAD" or changed_since_commit(ROOT))


@cli.command()
@year_option
@click.argument("code")
@click.argument("place", default="*")
@click.option("--reason", required=True, help="Why the warning is right to stay.")
@click.option("--source", required=True, help="Where you looked it up.")
def acknowledge(year: int, code: str, place: str, reason: str, source: str) -> int:
    """Enter warnings that were looked at: those of CODE whose place fits PLACE (with * and ?) do not come back.

    Reason and source stand beside each in data/acknowledged.csv. Errors cannot be acknowledged.
    """
    from fnmatch import fnmatchcase

    from pipeline.checking import checked
    from pipeline.edition import load_edition
    from pipeline.sheets.acknowledged import FILE, add

    found = [
        one
        for one in checked(ROOT, load_edition(ROOT, year)).problems
        if one.code == code and fnmatchcase(str(one.place), place)
    ]
    errors = [one for one in found if one.severity is Severity.ERROR]
    if errors:
        raise Stop(ExitCode.DATA, errors)
    number = add(ROOT, found, reason, source, datetime.now().date().isoformat())
    click.echo(f"{number} warning(s) entered in {FILE}." if found else f"There is no warning {code} at {place}.")
    return ExitCode.OK if found else ExitCode.USAGE


@cli.command("import")
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
) -> int:
    """Turn files of figures (CSV, TSV, xlsx, xls, ods) into a workbook, or bring one up to date."""
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
        command=" ".join(["gdgr", *sys.argv[1:]]),
    )
    if result.problems:
        click.echo(as_text(result.problems), err=True)
    for line in result.lines():
        click.echo(line)
    return ExitCode.DATA if any(problem.severity is Severity.ERROR for problem in result.problems) else ExitCode.OK


def _areas(into: Path | None = None) -> Areas:
    """The economies of the data folder that a workbook lies in, else of the project."""
    from pipeline.sheets.economies import load_areas

    places = [into.resolve().parent.parent / "reference"] if into else []
    files = [place / "economies.xlsx" for place in (*places, ROOT / "data" / "reference")]
    return load_areas(next((file for file in files if file.is_file()), files[0]))


@cli.command()
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
    if write and proposal.reading:
        beside(file).write_text(proposal.toml(), encoding="utf-8")
        click.echo(f"Written: {beside(file)}. Look at it, change what is wrong, then run gdgr import.")
    failed = any(problem.severity is Severity.ERROR for problem in proposal.problems)
    return ExitCode.DATA if failed else ExitCode.OK


@cli.command()
@year_option
def facts(year: int) -> None:
    """List the facts of the edition that was built last."""
    from pipeline.publish.lineage import read_lineage

    for id, fact in read_lineage(ROOT / "output" / str(year)).items():
        click.echo(f"{id:60} {fact.value:>20.6g} {fact.unit}")


@cli.command()
@year_option
@click.argument("pattern", default="*")
@click.option("--language", default="en", show_default=True, help="Language of the statements.")
@click.option("--evidence", is_flag=True, help="Facts and variations of each.")
def claims(pattern: str, year: int, language: str, evidence: bool) -> None:
    """List the statements of the edition that was built last, and what became of them; PATTERN is an id, with * and ?."""
    from pipeline.publish.claims import listed

    for line in listed(ROOT / "output" / str(year), pattern, language, evidence):
        click.echo(line)


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
@year_option
@click.argument("before")
@click.argument("after", default=".")
@click.option(
    "--effect", is_flag=True, help="Make the statements of the report from both, and compare those (a minute)."
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "markdown", "html"]), default="text", show_default=True
)
@click.option("--all", "whole", is_flag=True, help="Every change, also where many of one kind are in one sheet.")
def diff(before: str, after: str, year: int, effect: bool, form: str, whole: bool) -> None:
    """Say what changed between two states of the data sheets, by cell.

    BEFORE and AFTER are a workbook, a folder, a git revision (HEAD~1, a tag) or REVISION:PATH; AFTER is this folder if
    it is not given.
    """
    from pipeline.differences import views
    from pipeline.differences.cells import compare
    from pipeline.differences.effect import effect_of
    from pipeline.differences.sides import open_side
    from pipeline.edition import load_edition

    old, new = (open_side(ROOT, name) for name in (before, after))
    books = old.books
    if old.one and new.one:  # two copies of one workbook, whatever their names
        books = dict(zip(new.books, old.books.values(), strict=True))
    changes = compare(books, new.books)
    followed = (
        effect_of(ROOT, load_edition(ROOT, year), old, new, lambda text: click.echo(text, err=True)) if effect else None
    )
    if form == "text":
        click.echo(views.as_text(changes, followed, whole))
    else:
        click.echo(
            {"json": views.as_json, "markdown": views.as_markdown, "html": views.as_html}[form](changes, followed)
        )


@cli.command()
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


@cli.command()
@click.argument("file", type=click.Path(path_type=Path))
def textconv(file: Path) -> None:
    """Print a workbook as rows, for git (see setup-git)."""
    from pipeline.differences.git import rows

    for row in rows(file):
        click.echo(row)


@cli.command("setup-git")
def setup_git() -> None:
    """Have git show workbooks as rows in 'git diff' and join them by cell in 'git merge'."""
    from pipeline.differences.git import set_up

    for line in set_up(ROOT):
        click.echo(line)


@cli.command("new-edition")
@click.argument("year", type=int)
@click.option(
    "--cutoff", type=click.DateTime(["%Y-%m-%d"]), help="Day after which no figure is taken; today if not given."
)
def new_edition(year: int, cutoff: datetime | None) -> None:
    """Open the edition of a year after the newest one, and say what is due: sources, targets, years that figures fix."""
    from pipeline.opening import open_edition

    for line in open_edition(ROOT, year, (cutoff or datetime.now()).date()):
        click.echo(line)


@cli.command("close-edition")
@year_option
def close_edition(year: int) -> None:
    """Freeze a published edition: it is built no more, and its sheets are a baseline."""
    from pipeline.opening import close_edition as close

    for line in close(ROOT, year, datetime.now().date()):
        click.echo(line)


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
@click.option(
    "--only",
    default="",
    metavar="NAME,...",
    help="Measure only these: cold, edited, preview, unchanged, check, memory, languages, scaling, startup; or none.",
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
    path = ROOT / (history or kept.PLACE)
    if names != ["none"]:
        from pipeline.bench.running import run

        run(ROOT, year, names, tuple(cli.commands), path, lambda line: click.echo(line, err=True), click.echo)
    if plot:
        from pipeline.bench.plot import draw_history

        draw_history(kept.read(path), plot)
        click.echo(f"The history is drawn in {plot}.")


for _command in commands():
    cli.add_command(_command)
