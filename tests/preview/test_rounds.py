"""Rounds on a small report: what is made again, what stays warm, and what is refused."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from joblib import cpu_count
from openpyxl import load_workbook

from pipeline import steps
from pipeline.preview.rounds import Made, Outdated, Rounds
from pipeline.problems import Stop
from pipeline.progress import Event, Progress
from pipeline.publish.lock import edition_lock
from pipeline.store.keeper import HELD
from tests.small_report import small_project
from tests.steps.processes import kept_processes

SHEET = "data/development/connectivity.xlsx"
ROUNDS = 30 if "GDGR_SLOW_TESTS" in os.environ else 14
WARM = 5  # rounds after which the process does not grow


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project of which one round was made; not to be changed."""
    root = small_project(tmp_path_factory.mktemp("made"))
    rounds = begin(root)
    make(rounds)
    rounds.close()
    return root


@pytest.fixture
def project(made: Path, tmp_path: Path) -> Path:
    root = tmp_path / "project"
    shutil.copytree(made, root, symlinks=True)
    (root / "pipeline").mkdir()
    (root / "pipeline" / "code.py").write_text("x = 1\n")
    return root


@pytest.fixture
def rounds(project: Path) -> Iterator[Rounds]:
    rounds = begin(project)
    yield rounds
    rounds.close()


def begin(project: Path, language: str = "en") -> Rounds:
    """Rounds of a project by the workers of all tests."""
    with kept_processes():
        return Rounds(project, 2026, (language,), "builtin", print)


def make(
    rounds: Rounds,
    seen: Callable[[], None] = lambda: None,
    outdated: Callable[[], bool] = lambda: False,
    views: list[Callable[[Event], None]] | None = None,
) -> Made:
    return rounds.make(Progress(views or []), seen, outdated)


def edit(root: Path, value: object, sheet: str = "NET.USE", cell: str = "C3") -> None:
    book = load_workbook(root / SHEET)
    book[sheet][cell] = value
    book.save(root / SHEET)


def anew(rounds: Rounds) -> set[str]:
    """Names of what the last round made."""
    return {one.name for one in rounds._means.keeper.made if not one.kept}


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_round_after_another_process_makes_nothing(rounds: Rounds) -> None:
    assert make(rounds).results == ()
    assert anew(rounds) == set()


def test_an_edited_cell_makes_what_depends_on_it(project: Path, rounds: Rounds) -> None:
    make(rounds)
    edit(project, 41.25)
    pages: list[bytes] = []
    web = project / "build" / "2026" / "en" / "_rendered" / "web"
    made = make(rounds, lambda: pages.append((web / "sec-key.html").read_bytes()))
    exhibits = {name for name in anew(rounds) if name.startswith("exhibit ")}
    assert exhibits == {"exhibit fig-use", "exhibit fig-ranked"}
    assert f"sheet {SHEET}" in anew(rounds) and made.results.count("sheet") == 1
    assert "volume report en" in anew(rounds)
    assert len(pages) > 1  # looked at before the PDF was made, and after


def test_an_edited_chapter_makes_no_figure(project: Path, rounds: Rounds) -> None:
    make(rounds)
    replace(project / "report" / "chapters" / "01-key.qmd.j2", "Five findings", "Main findings")
    assert make(rounds).results == ("chapter",)
    assert not {name for name in anew(rounds) if name.startswith(("exhibit", "figure", "sheet"))}


def test_nothing_changed_runs_no_step(project: Path, rounds: Rounds) -> None:
    make(rounds)
    events: list[Event] = []
    (project / "report" / "exhibits.toml").touch()
    make(rounds, views=[events.append])
    assert [event.kind for event in events] == []


def test_nothing_is_published(project: Path, rounds: Rounds) -> None:
    make(rounds)
    assert not (project / "output" / "2026").exists()
    assert list((project / "output").iterdir()) == []  # the lock is gone with the round


FAULTS: dict[str, tuple[Callable[[Path], None], str]] = {
    "cell": (lambda root: edit(root, "n/a"), "sheet-missing-symbol"),
    "half a file": (lambda root: (root / SHEET).write_bytes((root / SHEET).read_bytes()[:500]), "sheet-file-damaged"),
    "fact": (lambda root: replace(root / "report" / "chapters" / "01-key.qmd.j2", "world_last", "world_lst"), "template-unknown-fact"),
    "exhibits": (lambda root: (root / "report" / "exhibits.toml").write_text("[fig-use]\nrecipe = 'no.such'\n"), "exhibit-not-made"),
    "reference": (lambda root: replace(root / "report" / "chapters" / "02-more.qmd.j2", "{{ inputs_table() }}", "See [@fig-nowhere]."), "render-unknown-reference"),
    "edition": (lambda root: replace(root / "report" / "editions" / "2026.toml", "data_cutoff", "cutoff"), "edition-invalid"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_a_stop_and_the_next_round_is_as_before(project: Path, rounds: Rounds, name: str) -> None:
    make(rounds)
    pages = web_files(project)
    kept = {
        path: path.read_bytes() for part in ("data", "report") for path in (project / part).rglob("*") if path.is_file()
    }
    threads = threading.active_count()
    break_it, code = FAULTS[name]
    break_it(project)
    with pytest.raises(Stop) as caught:
        make(rounds)
    assert code in {problem.code for problem in caught.value.problems}
    assert web_files(project) == pages
    assert threading.active_count() <= threads + 1  # what was given out is given up
    for path, content in kept.items():
        path.write_bytes(content)
    make(rounds)
    assert web_files(project) == pages


def web_files(root: Path) -> dict[str, bytes]:
    folder = root / "build" / "2026" / "en" / "_rendered" / "web"
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_round_that_is_out_of_date_is_broken_off_between_steps(project: Path, rounds: Rounds) -> None:
    make(rounds)
    edit(project, 17.5)
    asked = iter([False, False, True])
    with pytest.raises(Outdated):
        make(rounds, outdated=lambda: next(asked))
    assert {"exhibit fig-use"} <= anew(rounds) and "volume report en" not in anew(rounds)
    make(rounds)
    assert "volume report en" in anew(rounds) and "exhibit fig-use" not in anew(rounds)


def test_a_changed_programme_is_refused_until_it_is_as_before(project: Path, rounds: Rounds) -> None:
    make(rounds)
    (project / "pipeline" / "code.py").write_text("x = 2\n")
    (project / "pipeline" / "more.py").write_text("")
    with pytest.raises(Stop) as caught:
        make(rounds)
    (problem,) = caught.value.problems
    assert (problem.code, str(problem.place)) == ("programme-changed", "pipeline/code.py")
    assert "1 more file" in problem.found and "restart the preview" in problem.remedy
    (project / "pipeline" / "code.py").write_text("x = 1\n")
    (project / "pipeline" / "more.py").unlink()
    assert make(rounds) == Made()


def test_a_catalogue_is_read_again_and_a_missing_message_comes_and_goes(project: Path) -> None:
    rounds = begin(project, "zh")
    try:
        make(rounds)
        catalogue = project / "report" / "i18n" / "zh.po"
        whole = catalogue.read_text(encoding="utf-8")
        entry = whole[whole.index('msgid "Accounting"\n') :].split("\n\n")[0]
        catalogue.write_text(whole.replace(entry, 'msgid "Accounting"\nmsgstr ""'), encoding="utf-8")
        pages, listed = (
            project / "build" / "2026" / "zh" / "_rendered" / "web",
            project / "build" / "2026" / "draft.csv",
        )
        page, first = pages / "sec-accounting.html", pages / "index.html"
        assert make(rounds).missing == 1
        assert "‹en› Accounting" in page.read_text(encoding="utf-8") and "草稿" in first.read_text(encoding="utf-8")
        assert "zh,message,Accounting" in listed.read_text(encoding="utf-8")
        catalogue.write_text(whole.replace(entry, 'msgid "Accounting"\nmsgstr "另一个"'), encoding="utf-8")
        assert make(rounds).missing == 0
        assert "另一个" in page.read_text(encoding="utf-8") and "草稿" not in first.read_text(encoding="utf-8")
        assert not listed.exists()
    finally:
        rounds.close()


def test_a_build_of_the_edition_is_waited_for_and_waits(project: Path, rounds: Rounds) -> None:
    output = project / "output" / "2026"
    held, free = threading.Event(), threading.Event()

    def other() -> None:
        with edition_lock(output, True, lambda line: None):
            held.set()
            free.wait(20)

    thread = threading.Thread(target=other)
    thread.start()
    held.wait(20)

    def waiting(event: Event) -> None:
        if event.kind == "note" and event.text.startswith("waiting for the build of process"):
            free.set()

    make(rounds, views=[waiting])
    thread.join()
    assert free.is_set()
    inside: list[bool] = []

    def at_work() -> None:
        try:
            with edition_lock(output, False, lambda line: None):
                inside.append(True)
        except Stop as refused:
            inside.append(refused.problems[0].code != "build-locked")

    edit(project, 12.5)
    make(rounds, seen=at_work)
    assert inside and not any(inside)
    with edition_lock(output, False, lambda line: None) as waited:  # free between rounds
        assert not waited


def test_what_a_round_makes_is_what_a_build_makes(project: Path, rounds: Rounds) -> None:
    """The same bytes from a warm process as from a fresh one."""
    make(rounds)
    edit(project, 33.3)
    make(rounds)
    pages = web_files(project)
    shutil.rmtree(project / "build" / "2026")
    order = steps.make_order(project, 2026, ("en",), "builtin", force=True)
    fresh = begin(project)
    fresh._means.keeper.force = order.force
    make(fresh)
    fresh.close()
    assert web_files(project) == pages


def test_memory_over_many_rounds(project: Path, rounds: Rounds) -> None:
    """What is held is bounded by what the last rounds used, and the process does not grow with their number."""
    make(rounds)
    rounds.rest()
    process, held, sizes = psutil.Process(), [], []
    for number in range(ROUNDS):
        edit(project, 20 + number / 4)
        make(rounds)
        rounds.rest()
        held.append(rounds._means.keeper.remembered)
        sizes.append(process.memory_info().rss / 1e6)
    assert max(held[HELD + 1 :]) <= held[HELD + 1] + 2
    assert len(rounds._means.keeper.made) < 300
    assert sizes[-1] - sizes[WARM] < 3 * (ROUNDS - 1 - WARM), sizes  # megabytes a round
    assert threading.active_count() < 20  # none is left from each of the rounds


def workers() -> set[int]:
    """Worker processes of this one."""
    return {child.pid for child in psutil.Process().children(recursive=True) if "loky" in " ".join(child.cmdline())}


def test_resting_warms_the_workers_once(project: Path) -> None:
    others = workers()
    rounds = Rounds(project, 2026, ("en",), "builtin", print)
    try:
        make(rounds)
        rounds.rest()
        until = time.monotonic() + 20
        while not (first := workers() - others) and time.monotonic() < until:
            time.sleep(0.05)  # one that is no more than forked has the command line of the tests still
        assert first
        rounds.rest()
        assert first <= workers()
        assert len(workers() - others) <= cpu_count()
    finally:
        rounds.close()


def test_warnings_stay_where_nothing_is_made_again(rounds: Rounds, project: Path) -> None:
    edit(project, 99.9)  # a jump
    first = make(rounds)
    again = make(rounds)
    assert first.warnings > 0 and first.results
    assert (again.results, again.warnings) == ((), first.warnings)
