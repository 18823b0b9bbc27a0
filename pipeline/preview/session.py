"""A session of the preview: the loop from saved files to shown pages, and its beginning and end."""

from __future__ import annotations

import os
import signal
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from pipeline.preview import telling
from pipeline.preview.board import Board, Phase
from pipeline.preview.changes import Changes
from pipeline.preview.pages import Pages
from pipeline.preview.rounds import Made, Maker, Outdated, Rounds
from pipeline.preview.server import Server
from pipeline.preview.watching import Watcher
from pipeline.problems import Problem, Stop
from pipeline.progress import Event, Progress, View
from pipeline.publish.interrupts import ASKING

GRACE = 3.0  # seconds that the end may take
REMINDER = 0.2  # seconds after which an interrupt that was dropped is raised again


class Session:
    """Makes a round for what changed, tells what became of it, and waits for the next change."""

    def __init__(self, maker: Maker, board: Board, changes: Changes, pages: Pages, views: Sequence[View]) -> None:
        self._maker, self._board, self._changes, self._pages = maker, board, changes, pages
        self._views = [*views, self._step]
        self._number = 0

    def run(self) -> None:
        """Rounds, until an interrupt."""
        self.round(frozenset())
        while True:
            if not self._changes.pending():
                self._maker.rest()
            self.round(self._changes.take())

    def round(self, names: frozenset[str]) -> None:
        """One round; one that is out of date is broken off once and begun again, a second time it goes to its end."""
        self._number += 1
        self._board.put(phase=Phase.BUILDING, step="", round=self._number, files=tuple(sorted(names)))
        start = time.perf_counter()
        progress = Progress(self._views)
        before = {pdf.address: pdf.version for pdf in self._board.state.pdfs}, dict(self._board.state.pages)
        broken = False
        problems: tuple[Problem, ...] = ()
        made = Made()
        while True:
            try:
                made = self._maker.make(progress, self.seen, _never if broken else self._changes.pending)
            except Outdated:
                broken = True
                names |= self._changes.take()
                self._board.put(files=tuple(sorted(names)))
                continue
            except Stop as failure:
                problems = failure.problems
            except (KeyboardInterrupt, SystemExit):
                raise
            except BaseException as error:  # a panic in a library is no Exception; the server goes on
                problems = self._unforeseen(error, progress)
            break
        self.seen()
        seconds = time.perf_counter() - start
        if problems:
            from pipeline.sheets.report import as_text

            what = f"stopped, the pages stay as they were ({len(problems)} problem{'s' if len(problems) > 1 else ''})"
            progress.note(f"{telling.line(names, what, seconds)}\n{as_text(problems)}".rstrip())
        else:
            what = telling.made([*made.results, *self._came_out(*before)])
            lacking = f"; a draft: {made.missing} texts missing (build/<year>/draft.csv)" if made.missing else ""
            progress.note(telling.line(names, f"{what}{lacking}", seconds))
        self._board.put(
            phase=Phase.STOPPED if problems else Phase.READY,
            step="",
            at=time.strftime("%H:%M:%S"),
            seconds=round(seconds, 2),
            made=what,
            warnings=made.warnings,
            missing=made.missing,
            problems=problems,
        )
        progress.now("waiting for changes")

    def seen(self) -> None:
        """Look at pages and PDFs, and tell what came out."""
        pages, pdfs = self._pages.look(self._maker.languages)
        self._board.put(pages=pages, pdfs=pdfs)

    def _came_out(self, pdfs: dict[str, str], pages: dict) -> Iterator[str]:
        """A kind for each page and PDF that is another one than before."""
        state = self._board.state
        yield from ("page" for address, page in state.pages.items() if pages.get(address) != page)
        yield from ("pdf" for pdf in state.pdfs if pdfs.get(pdf.address) != pdf.version)

    def _unforeseen(self, error: BaseException, progress: Progress) -> tuple[Problem, ...]:
        """The problems of an error that is no Stop: of the disk, or a fault of the programme with its traceback."""
        from pipeline.publish.landing import REFUSALS, unwritable

        if isinstance(error, OSError) and error.errno in REFUSALS:
            return unwritable(Path(error.filename or "build"), error).problems
        progress.note("".join(traceback.format_exception(error)).rstrip())
        return (telling.bug(error),)

    def _step(self, event: Event) -> None:
        """The view of the browsers: which step is at work."""
        if event.kind == "begin":
            self._board.put(step=event.step)
        elif event.kind == "note" and event.text.startswith("waiting"):
            self._board.put(step=event.text)


def _never() -> bool:
    return False


def preview(
    root: Path,
    year: int,
    languages: tuple[str, ...],
    engine: str,
    port: int,
    open_page: bool,
    views: Sequence[View],
    make: Callable[..., Maker] = Rounds,
) -> None:
    """Watch, make and show an edition until Ctrl-C or SIGTERM.

    Raises Stop where it cannot begin: no such edition or language, no engine, a port that is in use.
    """
    from pipeline.steps.order import make_order

    progress = Progress(views)
    known = make_order(root, year, languages, engine)
    board, changes, pages = Board(), Changes(), Pages(known.build)
    makers: list[Maker] = []

    def spoken() -> tuple[str, ...]:
        return makers[0].languages if makers else known.languages

    with _ended_by_signals() as leaving, Server(port, pages, board, spoken, progress.note) as server:
        watcher = Watcher(root, changes, progress.note)
        try:
            shown, pdfs = pages.look(known.languages)  # those of an earlier run, until there are new ones
            board.put(pages=shown, pdfs=pdfs)
            threading.Thread(
                target=server.serve_forever, kwargs={"poll_interval": 3600}, daemon=True, name="server"
            ).start()
            watcher.start()
            progress.note(f"Preview of edition {year} ({', '.join(known.languages)}): {server.url}  (Ctrl-C ends it)")
            if open_page:
                _open(server.url)
            makers.append(make(root, year, languages, engine, progress.note))
            Session(makers[0], board, changes, pages, views).run()
        finally:
            leaving.set()
            watcher.end()
            board.close()
            for maker in makers:
                maker.close()


def _open(url: str) -> None:
    """Open the first page in the browser of this machine, beside everything else."""
    import webbrowser

    threading.Thread(target=webbrowser.open, args=(url,), daemon=True, name="browser").start()


@contextmanager
def _ended_by_signals() -> Iterator[threading.Event]:
    """Ctrl-C, SIGTERM and a closed terminal end the block quietly, and the process at the latest after `GRACE` seconds.

    What is given is set by the block as soon as it ends. Until then the interrupt is raised again: Python drops one that
    comes in the middle of a destructor or of a weak reference's end.
    """
    leaving = threading.Event()
    ending = threading.Timer(GRACE, os._exit, args=(0,))
    ending.daemon = True
    main = threading.main_thread().ident or 0

    def remind() -> None:
        while not leaving.wait(REMINDER):
            signal.pthread_kill(main, signal.SIGINT)

    def end(number: int, frame: FrameType | None) -> None:
        if leaving.is_set():
            return
        if not ending.is_alive():
            ending.start()
            threading.Thread(target=remind, daemon=True, name="reminder").start()
        if not dropped(frame):
            raise KeyboardInterrupt

    before = {number: signal.signal(number, end) for number in ASKING}
    try:
        yield leaving
    except KeyboardInterrupt:
        pass
    finally:
        leaving.set()
        if not ending.is_alive():
            for number, handler in before.items():
                signal.signal(number, handler)


def dropped(frame: FrameType | None) -> bool:
    """Whether Python would drop what is raised here, with a traceback on the screen."""
    while frame is not None:
        code = frame.f_code
        if code.co_name == "__del__" or code.co_filename.endswith(("weakref.py", "_weakrefset.py")):
            return True
        frame = frame.f_back
    return False
