"""The loop: rounds, what is told of them, problems that come and go, rounds that are out of date."""

from __future__ import annotations

import errno
import io
import signal
import time
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest

from pipeline.preview.board import Board, Phase
from pipeline.preview.changes import Changes
from pipeline.preview.pages import Pages
from pipeline.preview.rounds import Made
from pipeline.preview.session import Session, preview
from pipeline.preview.watching import Watcher
from pipeline.problems import ExitCode, Stop
from pipeline.progress import Event, notes
from pipeline.publish.interrupts import ASKING
from tests.preview.fake import YEAR, Fake, fake_project, save, wait_for, web


class Told:
    """A session on the fake project with everything that it tells."""

    def __init__(self, root: Path, between: Callable[[], None] = lambda: None) -> None:
        self.root = fake_project(root)
        self.maker, self.board, self.changes = Fake(root, between), Board(), Changes()
        self.console, self.events = io.StringIO(), list[Event]()
        views = [notes(self.console), self.events.append]
        self.session = Session(self.maker, self.board, self.changes, Pages(root / "build" / str(YEAR)), views)

    def round(self, *names: str) -> str:
        """Make a round; its lines on the console."""
        self.console.seek(0)
        self.console.truncate()
        self.session.round(frozenset(names))
        return self.console.getvalue()


@pytest.fixture
def told(tmp_path: Path) -> Told:
    return Told(tmp_path)


def test_a_round_is_one_line_that_counts_what_came_out(told: Told) -> None:
    assert told.round().startswith("first round › 1 chapter, 2 pages, 1 PDF: ")
    save(told.root / "report" / "page.txt", "two")
    line = told.round("report/page.txt")
    assert line.startswith("report/page.txt › 1 chapter, 1 page, 1 PDF: ") and line.count("\n") == 1
    assert told.round("report/page.txt").startswith("report/page.txt › 1 chapter: ")


def test_the_state_after_a_round(told: Told) -> None:
    told.round("data/sheet.txt")
    state = told.board.state
    assert (state.phase, state.round, state.files, state.warnings) == (Phase.READY, 1, ("data/sheet.txt",), 2)
    assert set(state.pages) == {"en/index.html", "en/sheet.html"} and len(state.pdfs) == 1
    assert (state.step, state.problems) == ("", ())


def test_the_page_is_told_before_the_pdf(told: Told) -> None:
    seen: list[tuple[int, int]] = []
    put = told.board.put

    def noting(**changes: object) -> None:
        put(**changes)
        seen.append((len(told.board.state.pages), len(told.board.state.pdfs)))

    told.board.put = noting  # type: ignore[method-assign]
    told.round()
    assert list(dict.fromkeys(seen)) == [(0, 0), (2, 0), (2, 1)]


def test_a_problem_comes_and_goes_and_the_page_stays(told: Told) -> None:
    told.round()
    pages = told.board.state.pages
    save(told.root / "data" / "sheet.txt", "n/a")
    text = told.round("data/sheet.txt")
    state = told.board.state
    assert (state.phase, state.pages) == (Phase.STOPPED, pages)
    assert [(one.code, str(one.place)) for one in state.problems] == [("sheet-text", "data/sheet.txt › S!A1")]
    assert "stopped, the pages stay as they were (1 problem)" in text and "do: mend it" in text
    save(told.root / "data" / "sheet.txt", "2")
    told.round("data/sheet.txt")
    assert (told.board.state.phase, told.board.state.problems) == (Phase.READY, ())


def test_problems_stay_until_the_next_round_has_ended(told: Told) -> None:
    save(told.root / "data" / "sheet.txt", "n/a")
    told.round()
    save(told.root / "data" / "sheet.txt", "2")
    told.maker.between = lambda: held.append(len(told.board.state.problems))
    held: list[int] = []
    told.round()
    assert held == [1] and told.board.state.problems == ()


def test_a_bug_is_shown_with_its_traceback_and_ends_nothing(told: Told) -> None:
    save(told.root / "report" / "page.txt", "bug")
    text = told.round("report/page.txt")
    (problem,) = told.board.state.problems
    assert (problem.code, problem.found) == ("programme-fault", "ZeroDivisionError: <b>division</b>")
    assert "pipeline/preview/session.py:" in str(problem.place)
    assert "Traceback" in text and "fake.py" in text
    save(told.root / "report" / "page.txt", "two")
    told.round("report/page.txt")
    assert told.board.state.phase == Phase.READY


class Panic(BaseException):
    """As a library of compiled code raises it: no Exception."""


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (Panic("x"), "programme-fault"),
        (OSError(errno.ENOSPC, "No space left on device", "build/x"), "disk-full"),
        (OSError(errno.EIO, "Input/output error"), "programme-fault"),
        (MemoryError(), "programme-fault"),
    ],
)
def test_other_errors(told: Told, error: BaseException, code: str) -> None:
    def fail() -> None:
        raise error

    told.maker.between = fail
    told.round()
    assert [one.code for one in told.board.state.problems] == [code]


def test_an_interrupt_ends_a_round(told: Told) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    told.maker.between = interrupt
    with pytest.raises(KeyboardInterrupt):
        told.round()


def test_a_round_that_is_out_of_date_begins_again_with_all_changes(told: Told) -> None:
    def more() -> None:
        if len(told.maker.rounds) == 1:
            save(told.root / "report" / "page.txt", "two")
            told.changes.add(["report/page.txt"])

    told.maker.between = more
    line = told.round("data/sheet.txt")
    assert told.maker.rounds == ["one 1", "two 1"]
    assert line.startswith("data/sheet.txt, report/page.txt › ") and line.count("\n") == 1
    assert told.board.state.files == ("data/sheet.txt", "report/page.txt") and told.board.state.round == 1
    assert not told.changes.pending()


def test_changes_without_end_do_not_keep_a_round_from_its_end(told: Told) -> None:
    told.maker.between = lambda: told.changes.add(["data/sheet.txt"])
    told.round("data/sheet.txt")
    assert len(told.maker.rounds) == 2 and told.board.state.phase == Phase.READY
    assert told.changes.pending()  # the next round begins at once


def test_a_burst_of_saves_is_one_round(tmp_path: Path) -> None:
    told = Told(tmp_path)
    watcher = Watcher(tmp_path, told.changes, print)
    watcher.start()
    Thread(target=told.session.run, daemon=True).start()
    wait_for(lambda: told.maker.rests == 1)
    for number in range(10):
        save(tmp_path / "report" / "page.txt", f"burst {number}")
        save(tmp_path / "data" / "sheet.txt", str(number))
    wait_for(lambda: told.maker.rests == 2)
    watcher.end()
    assert told.maker.rounds == ["one 1", "burst 9 9"]
    assert "burst 9" in (web(tmp_path) / "index.html").read_text()


def test_steps_are_told_to_the_browsers(told: Told) -> None:
    steps: list[str] = []
    told.maker.between = lambda: steps.append(told.board.state.step)
    told.round()
    assert steps == ["check"]
    assert [event.step for event in told.events if event.kind == "begin"] == ["check", "render"]


def test_a_preview_that_cannot_begin(tmp_path: Path) -> None:
    fake_project(tmp_path)
    with pytest.raises(Stop) as caught:
        preview(tmp_path, 1999, (), "builtin", 0, False, [])
    assert (caught.value.exit_code, caught.value.problems[0].code) == (ExitCode.REPORT, "edition-missing")
    with pytest.raises(Stop) as caught:
        preview(tmp_path, YEAR, ("tlh",), "builtin", 0, False, [])
    assert caught.value.problems[0].code == "language-unknown"


class Ending(Fake):
    """A maker in whose first round somebody presses Ctrl-C."""

    def make(self, *_: object) -> Made:
        raise KeyboardInterrupt


def test_the_first_page_is_opened_where_that_was_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    console, root = io.StringIO(), fake_project(tmp_path)
    for asked in (False, True):
        preview(root, YEAR, ("en",), "builtin", 0, asked, [notes(console)], lambda *_: Ending(root))
    wait_for(lambda: opened)
    assert opened == [console.getvalue().splitlines()[1].split()[-4]]


def test_the_end_gives_signals_back(tmp_path: Path) -> None:
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    preview(fake_project(tmp_path), YEAR, ("en",), "builtin", 0, False, [], lambda *_: Ending(tmp_path))
    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)] == before


class Dying(Ending):
    """A maker whose first work is to let an object die, in the end of which the interrupt comes."""

    def __init__(self, root: Path, how: str) -> None:
        super().__init__(root)
        self.how = how

    def make(self, *_: object) -> Made:
        if self.how == "destructor":
            Asking()
        else:
            weakref.WeakSet().add(mortal := Mortal())
            weakref.finalize(mortal, signal.raise_signal, signal.SIGINT)
            del mortal
        while True:
            time.sleep(0.01)


class Mortal:
    """Something that can be referred to weakly."""


class Asking:
    """Asks the process to end when it dies itself."""

    def __del__(self) -> None:
        signal.raise_signal(signal.SIGINT)


@pytest.fixture
def handlers() -> Iterator[None]:
    """An interrupted preview keeps its handlers until the process ends, which this one does not."""
    before = {number: signal.getsignal(number) for number in ASKING}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.usefixtures("handlers")
@pytest.mark.parametrize("how", ["destructor", "weak reference"])
def test_an_interrupt_that_python_would_drop_ends_it_too(
    tmp_path: Path, how: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[int] = []
    monkeypatch.setattr("os._exit", ended.append)  # what would end this process too late
    root = fake_project(tmp_path)
    preview(root, YEAR, ("en",), "builtin", 0, False, [], lambda *_: Dying(root, how))
    assert ended == [] and "Traceback" not in capfd.readouterr().err
