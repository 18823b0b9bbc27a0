"""The command ``gdgr``: what people type, what they see, and the exit code. Imports stay inside the commands, so that
``--help`` and an unchanged edition answer at once.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
from pathlib import Path
from typing import TextIO, cast

import click

from pipeline import __version__
from pipeline.commands import answers, building, changes, fetch, project, sheets, upkeep, workbench
from pipeline.problems import ExitCode, Problem, Stop
from pipeline.sheets.marks import printable
from pipeline.studies import commands as studies

MISPLACED = (
    errno.ENOTDIR,
    errno.EEXIST,
    errno.EISDIR,
    errno.EIO,
    errno.ENAMETOOLONG,
    errno.ELOOP,
    errno.ENXIO,
)  # a file stands where a folder should be, a disk is broken, no place can have that name


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
        refusal = unwritable(Path(error.filename or project.ROOT), error)
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
    """A stream whose reader may go (``gdgr facts | head``): the command goes on, and what nobody reads is dropped.

    What is written to it is text of others as often as not: it passes ``printable``. A display that moves the cursor
    writes to the terminal itself (``sys.__stderr__``).
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    @classmethod
    def of(cls, stream: TextIO) -> TextIO:
        """A stream as one whose reader may go."""
        return stream if isinstance(stream, cls) else cast("TextIO", cls(stream))

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Write a text; its length. Marks that a terminal would obey, of a file's name or its cells, stand as their numbers."""
        try:
            return self._stream.write(printable(text))
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
    click.echo(f"\nInterrupted. {building.outcome()}".rstrip(), err=True)
    return ExitCode.INTERRUPTED


def _print_problems(problems: tuple[Problem, ...]) -> None:
    """Problems on standard error, then what became of the edition."""
    from pipeline.sheets.report import as_text

    click.echo(as_text(problems), err=True)
    click.echo(f"Stopped. {building.outcome()}".rstrip(), err=True)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="gdgr")
def cli() -> None:
    """Generate the Global Digital Governance Report from its data sheets.

    Exit codes: 0 fine; 1 a fault of the program; 2 wrong usage; 3 data sheets or files have errors; 4 edition, chapter,
    catalogue or theme is wrong; 5 a renderer failed or refuses them; 6 something is missing on this machine; 130
    interrupted.
    """


for _command in (
    *building.COMMANDS,
    *sheets.COMMANDS,
    *fetch.COMMANDS,
    *workbench.COMMANDS,
    *changes.COMMANDS,
    *answers.COMMANDS,
    *upkeep.COMMANDS,
    *studies.commands(),
):
    cli.add_command(_command)
