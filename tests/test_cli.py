"""The command line: exit codes, what is said, the way past heavy imports, and an interrupt."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from pipeline.publish import lock
from pipeline.steps import building, plan
from pipeline.steps.state import Build
from tests.command_line import Run

PACKAGE = Path(__file__).parents[1]


def test_a_terminal_obeys_no_mark_of_a_file(run: Run, tmp_path: Path) -> None:
    name = "a\x1b[31m\u202evsc.csv"
    (tmp_path / name).write_text("economy_iso3,year,indicator,value\nFRA,2020,NET.USE,80\n", encoding="utf-8")
    said = run(tmp_path, "reading", name)
    assert "‹U+202E›vsc.csv" in said.out
    assert not {"\x1b", "\u202e"} & {*said.out, *said.err}


@pytest.mark.parametrize(
    "arguments",
    [("check", "a" * 300), ("tidy", "a" * 300 + ".xlsx"), ("template", "a" * 300 + ".xlsx", "--indicator", "X")],
)
def test_a_name_that_no_disk_takes_is_no_fault_of_the_program(
    run: Run, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    editions = tmp_path / "report/editions"
    editions.mkdir(parents=True)
    shutil.copy(PACKAGE / "report/editions/2026.toml", editions)
    (editions / "²³.toml").touch()
    said = run(tmp_path, *arguments)
    assert said.code in (3, 6)
    assert "Traceback" not in said.err


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


# --- what works ---------------------------------------------------------------------------------------------------


def test_report_builds_and_says_what_it_made(run: Run, project: Path) -> None:
    shutil.rmtree(project / "output")
    said = run(project, "report", "--languages", "en", "--engine", "builtin")
    assert said.code == 0
    assert "Done in" in said.out and "output/2026/GDGR-2026-en.pdf" in said.out
    assert "Building edition 2026 (en): output/2026 does not exist" in said.err
    for step in ("check", "compute", "draw", "assemble", "render", "publish"):
        assert step in said.err


def test_nothing_changed(run: Run, built: Path) -> None:
    said = run(built, "report", "--languages", "en", "--engine", "builtin")
    assert (said.code, said.err) == (0, "")
    assert "Nothing has changed: output/2026 is up to date" in said.out


def test_nothing_changed_needs_no_library(built: Path) -> None:
    """The command answers at once: pandas, matplotlib, openpyxl and Babel stay unread."""
    code = """
import sys
sys.argv = ["gdgr", "report", "--languages", "en", "--engine", "builtin"]
from pipeline.cli import main
try:
    main()
except SystemExit as end:
    heavy = {"pandas", "numpy", "matplotlib", "openpyxl", "babel", "jinja2", "typst", "joblib"} & set(sys.modules)
    assert not heavy, heavy
    raise
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=built,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "Nothing has changed" in done.stdout


def environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(PACKAGE)}


def test_explain_builds_nothing(run: Run, project: Path) -> None:
    assert (
        "Nothing has changed; nothing would run."
        in run(project, "report", "--languages", "en", "--engine", "builtin", "--explain").out
    )
    change(project / "report" / "chapters" / "01-key.qmd.j2", "Five findings", "Other findings")
    pdf = project / "output" / "2026" / "GDGR-2026-en.pdf"
    before = pdf.stat().st_mtime_ns
    said = run(project, "report", "--languages", "en", "--engine", "builtin", "--explain")
    assert said.code == 0 and pdf.stat().st_mtime_ns == before
    assert "report/chapters/01-key.qmd.j2 has changed" in said.out
    steps = [line.partition(":")[0] for line in said.out.splitlines()[1:] if not line.startswith(" ")]
    assert steps == [step.name for step in plan.STEPS]


def test_facts_trace_and_verify(run: Run, built: Path) -> None:
    facts = run(built, "facts")
    assert facts.code == 0 and "fig-use.world_last" in facts.out
    chain = run(built, "trace", "fig-use.world_last", "--cells", "2")
    assert chain.code == 0 and "group_values.unweighted" in chain.out
    assert chain.out.count("data/development/connectivity.xlsx › NET.USE!") == 2
    claims = run(built, "claims", "fig-use:*", "--evidence")
    assert (
        claims.code == 0 and "fig-use:whole  [change: " in claims.out and "fact      fig-use.world_last" in claims.out
    )
    verified = run(built, "verify", str(built / "output" / "2026"))
    assert verified.code == 0 and "files are as the manifest lists them" in verified.out


def test_check(run: Run, built: Path) -> None:
    said = run(built, "check", "--marked", "none")
    assert said.code == 0 and "files are fine" in said.out and "Nothing was compared" in said.out
    assert run(built, "check", "--marked", "none", "--format", "json").out.startswith("{")
    assert "<testsuites" in run(built, "check", "--marked", "none", "--format", "junit").out
    assert run(built, "check", "--format", "markdown").out.startswith("**Data sheets: 0 errors")


def test_explain(run: Run, tmp_path: Path) -> None:
    said = run(tmp_path, "explain", "sheet-decimal-comma")
    assert said.code == 0 and "`12,3`" in said.out and "do:" in said.out
    assert "render-pdf-title" in run(tmp_path, "explain").out
    unknown = run(tmp_path, "explain", "sheet-decimal-coma")
    assert unknown.code == 2 and "sheet-decimal-comma" in unknown.err


def test_marked_up_copies_are_written_where_they_are_named(run: Run, project: Path) -> None:
    wrong_cell(project)
    shutil.rmtree(project / "build/2026/marked", ignore_errors=True)
    assert run(project, "check", "--format", "junit").code == run(project, "check", "--format", "markdown").code == 3
    assert not (project / "build/2026/marked").exists()
    said = run(project, "check")
    assert "  build/2026/marked/development/connectivity.xlsx\n" in said.out and "gdgr explain CODE" in said.out
    assert "All problems, with links: build/2026/marked/problems.xlsx" in said.out
    told = json.loads(run(project, "check", "--format", "json").out)
    assert told["copies"] == {"data/development/connectivity.xlsx": "build/2026/marked/development/connectivity.xlsx"}
    assert all((project / path).is_file() for path in told["copies"].values())
    shutil.rmtree(project / "build/2026/marked")
    (project / "build/2026/marked").write_bytes(b"")
    refused = run(project, "check")
    assert refused.code == 3 and "No marked-up copy: " in refused.out and "NET.USE!C3" in refused.out


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["report", "--help"], ["claims", "--help"], ["--version"]])
def test_help(run: Run, tmp_path: Path, arguments: list[str]) -> None:
    said = run(tmp_path, *arguments)
    assert said.code == 0 and ("Usage" in said.out or "gdgr" in said.out)


def test_help_documents_every_exit_code(run: Run, tmp_path: Path) -> None:
    text = " ".join(run(tmp_path, "--help").out.split())
    for code in (
        "0 fine",
        "1 a fault",
        "2 wrong usage",
        "3 data",
        "4 edition",
        "5 a renderer",
        "6 something",
        "130 interrupted",
    ):
        assert code in text


def test_catalogue(run: Run, project: Path) -> None:
    said = run(project, "catalogue")
    assert said.code == 0 and "report/i18n/zh.po:" in said.out


def test_doctor(run: Run, built: Path) -> None:
    said = run(built, "doctor")
    assert said.code == 0 and "Python" in said.out and "MISSING" not in said.out


# --- what goes wrong ----------------------------------------------------------------------------------------------


def wrong_cell(root: Path) -> None:
    from openpyxl import load_workbook

    path = root / "data" / "development" / "connectivity.xlsx"
    book = load_workbook(path)
    book["NET.USE"]["C3"] = "12,3"
    book.save(path)


def wrong_fact(root: Path) -> None:
    change(root / "report" / "chapters" / "01-key.qmd.j2", "fig-use.world_last", "fig-use.world_lst")


def damaged_claims(root: Path) -> None:
    (root / "output" / "2026" / "claims.json").write_text('{"fig-use:whole": {"kind": "rumour"}}', encoding="utf-8")


def turned_claim(root: Path) -> None:
    text = "{{ holds('fig-use:whole', 'nowhere') }}"
    change(
        root / "report" / "chapters" / "01-key.qmd.j2",
        "{{ exhibit('fig-use') }}",
        f"{{{{ exhibit('fig-use') }}}}\n\n{text}",
    )


def no_patterns(root: Path) -> None:
    for code in ("en", "zh"):  # where English has it, it would stand in its place
        (root / "report" / "i18n" / code / "groups.ftl").unlink()


def unreadable_pattern(root: Path) -> None:
    change(root / "report" / "i18n" / "en" / "groups.ftl", "group-rose =", "group rose =")


def wrong_figure(root: Path) -> None:
    change(root / "report" / "chapters" / "02-more.qmd.j2", "exhibit('fig-ranked')", "exhibit('fig-rank')")


def wrong_recipe(root: Path) -> None:
    change(root / "report" / "exhibits.toml", "levels.top_bottom", "levels.bottom_top")


def wrong_reference(root: Path) -> None:
    change(root / "report" / "chapters" / "02-more.qmd.j2", "{{ group_table(", "See [@fig-nowhere].\n\n{{ group_table(")


def wrong_edition(root: Path) -> None:
    change(root / "report" / "editions" / "2026.toml", "population = 0.80", "population = 80")


def no_catalogue(root: Path) -> None:
    (root / "report" / "i18n" / "zh.po").unlink()


def changed_page(root: Path) -> None:
    (root / "output" / "2026" / "web" / "en" / "index.html").write_text("other")
    (root / "output" / "2026" / "extra.txt").write_text("extra")


def no_output(root: Path) -> None:
    shutil.rmtree(root / "output")


REPORT = ("report", "--languages", "en", "--engine", "builtin")
SCREENS: dict[str, tuple[Callable[[Path], object] | None, tuple[str, ...], int]] = {
    "no such edition": (None, ("report", "--year", "1999"), 4),
    "unknown language": (None, ("report", "--languages", "en,tlh"), 4),
    "wrong edition": (wrong_edition, REPORT, 4),
    "a cell that is text": (wrong_cell, REPORT, 3),
    "check of a cell that is text": (wrong_cell, ("check", "--marked", "none"), 3),
    "unknown fact in a chapter": (wrong_fact, REPORT, 4),
    "unknown figure in a chapter": (wrong_figure, REPORT, 4),
    "a claim that has turned": (turned_claim, REPORT, 4),
    "a pattern that cannot be read": (unreadable_pattern, REPORT, 4),
    "patterns that a language lacks": (no_patterns, ("report", "--languages", "zh", "--engine", "builtin"), 4),
    "unknown recipe": (wrong_recipe, REPORT, 4),
    "a reference to nothing": (wrong_reference, REPORT, 5),
    "no catalogue": (no_catalogue, ("report", "--languages", "zh", "--engine", "builtin"), 4),
    "unknown fact": (None, ("trace", "fig-use.world_lst"), 4),
    "nothing built: facts": (no_output, ("facts",), 4),
    "nothing built: trace": (no_output, ("trace", "fig-use.world_last"), 4),
    "unknown claim": (None, ("claims", "fig-use:whale"), 4),
    "a language that was not built": (None, ("claims", "--language", "fr"), 4),
    "nothing built: claims": (no_output, ("claims",), 4),
    "damaged claims": (damaged_claims, ("claims",), 3),
    "nothing built: verify": (no_output, ("verify", "output/2026"), 6),
    "a changed edition": (changed_page, ("verify", "output/2026"), 3),
    "wrong option": (None, ("report", "--colour", "red"), 2),
    "wrong year": (None, ("report", "--year", "next"), 2),
    "wrong engine": (None, ("report", "--engine", "word"), 2),
    "no such command": (None, ("repot",), 2),
}  # fmt: skip


@pytest.mark.parametrize("name", SCREENS)
def test_error_screen(run: Run, project: Path, name: str, snapshot: SnapshotAssertion) -> None:
    prepare, arguments, code = SCREENS[name]
    if prepare:
        prepare(project)
    said = run(project, *arguments)
    assert said.code == code, said.err
    assert "Traceback" not in said.err
    shown = "\n".join(
        line for line in (said.err + said.out).splitlines() if not line.startswith("[")
    )  # progress has times
    assert shown == snapshot


def instead(monkeypatch: pytest.MonkeyPatch, name: str, run: Callable[[Build], None]) -> None:
    """Let a step do something else."""
    steps = tuple(replace(step, run=run) if step.name == name else step for step in plan.STEPS)
    monkeypatch.setattr(plan, "STEPS", steps)


def test_an_interrupt_after_the_exchange_says_that_the_edition_is_there(
    run: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(at_work: Build) -> None:
        building.publish(at_work)
        raise KeyboardInterrupt

    change(project / "report" / "chapters" / "01-key.qmd.j2", "Five findings", "Accounting")
    instead(monkeypatch, "publish", late)
    said = run(project, *REPORT)
    assert said.code == 130
    assert "The new edition was published before that and is whole: output/2026." in said.err
    assert "untouched" not in said.err
    assert "Accounting" in (project / "output" / "2026" / "web" / "en" / "sec-key.html").read_text(encoding="utf-8")


def test_a_log_of_json_lines(run: Run, project: Path, tmp_path: Path) -> None:
    assert run(project, *REPORT, "--force", "--log", str(tmp_path / "log" / "run.jsonl")).code == 0
    events = [json.loads(line) for line in (tmp_path / "log" / "run.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [event["step"] for event in events if event["kind"] == "begin"] == [step.name for step in plan.STEPS]
    assert any(event["kind"] == "made" and "exhibit fig-use" in event["text"] for event in events)
    assert events[-1]["kind"] == "done" and all(event["seconds"] >= 0 for event in events)


def test_a_log_that_cannot_be_written(run: Run, project: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    said = run(project, *REPORT, "--force", "--log", str(tmp_path / "file" / "run.jsonl"))
    assert said.code == 6 and "Traceback" not in said.err and "run.jsonl" in said.err


def test_a_second_build_waits_or_is_refused(run: Run, project: Path) -> None:
    from pipeline.publish.lock import edition_lock

    with edition_lock(project / "output" / "2026", False, lambda line: None):
        said = run(project, *REPORT, "--force", "--no-wait")
    assert said.code == 6 and "build-locked" in said.err and str(os.getpid()) in said.err


def test_one_workbook_is_checked_alone(run: Run, project: Path) -> None:
    wrong_cell(project)
    said = run(project, "check", "--marked", "none", "data/development/connectivity.xlsx")
    assert said.code == 3 and "NET.USE!C3" in said.out and "in 1 file" in said.out
    other = run(project, "check", "--marked", "none", "data/reference/parameters.xlsx")
    assert other.code == 0


def test_an_unchanged_check_reads_no_sheet(run: Run, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = run(project, "check", "--marked", "none")
    monkeypatch.setattr("pipeline.sheets.check.check_data", lambda *_: pytest.fail("the sheets were read"))
    assert run(project, "check", "--marked", "none").out == first.out


@pytest.mark.parametrize(("number", "word"), [(errno.ENOSPC, "disk-full"), (errno.EACCES, "output-not-writable")])
def test_a_full_or_closed_disk_in_any_step(
    run: Run, project: Path, monkeypatch: pytest.MonkeyPatch, number: int, word: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(number, os.strerror(number), str(project / "build"))

    instead(monkeypatch, "draw", full)
    said = run(project, *REPORT, "--force")
    assert said.code == 6 and word in said.err and os.strerror(number) in said.err


def test_a_fault_of_the_program_is_not_hidden(run: Run, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(*_: object) -> None:
        raise ZeroDivisionError("a fault of the program")

    instead(monkeypatch, "draw", fault)
    with pytest.raises(ZeroDivisionError):
        run(project, *REPORT, "--force")


def command(project: Path, text: str) -> subprocess.CompletedProcess[str]:
    """A shell's line in a project, in which GDGR is the command."""
    return subprocess.run(
        ["bash", "-c", text], cwd=project, capture_output=True, text=True, check=False, timeout=120,
        env={**environment(), "GDGR": f"{sys.executable} -m pipeline"},
    )  # fmt: skip


def test_a_reader_that_has_gone_ends_nothing(project: Path) -> None:
    edit = project / "report" / "theme" / "web.css"
    edit.write_text(edit.read_text(encoding="utf-8") + "\n/* x */\n", encoding="utf-8")
    said = command(project, "$GDGR report --languages en 2>&1 | head -1; exit ${PIPESTATUS[0]}")
    assert said.returncode == 0, said
    assert "/* x */" in (project / "output" / "2026" / "web" / "en" / "theme" / "web.css").read_text(encoding="utf-8")
    assert command(project, "$GDGR facts | head -1; exit ${PIPESTATUS[0]}").returncode == 0


@pytest.mark.parametrize(("text", "code"), [("check 2>&1", 3), ("report --year 1999 2>&1", 4)])
def test_a_reader_that_has_gone_does_not_change_the_exit_code(project: Path, text: str, code: int) -> None:
    (project / "data" / "development" / "connectivity.xlsx").write_bytes(b"no workbook")
    assert command(project, f"$GDGR {text} | true; exit ${{PIPESTATUS[0]}}").returncode == code


def test_a_broken_pipe_of_a_worker_is_no_reader_that_has_gone(
    run: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE))

    instead(monkeypatch, "draw", broken)
    assert run(project, *REPORT, "--force").code == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full on this system")
def test_a_log_on_a_full_disk(run: Run, project: Path) -> None:
    said = run(project, *REPORT, "--force", "--log", "/dev/full")
    assert (said.code, "/dev/full" in said.err) == (6, True)


def test_a_wrong_time_limit_is_told_at_once(run: Run, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GDGR_RENDER_LIMIT", "²")
    said = run(project, *REPORT, "--force")
    assert said.code == 2 and "compute" not in said.err


def test_without_standard_error(project: Path) -> None:
    said = command(project, "$GDGR report --languages en --force 2>&-")
    assert (said.returncode, "Done in" in said.stdout) == (0, True), said


def test_a_signal_that_is_ignored_stays_ignored(project: Path) -> None:
    """As nohup has it."""
    code = (
        "import os, signal; signal.signal(signal.SIGHUP, signal.SIG_IGN); from pipeline import cli;"
        "cli.cli.main = lambda **_: os.kill(os.getpid(), signal.SIGHUP); cli.main()"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=project, env=environment(), check=False)
    assert done.returncode == 0


def test_a_log_in_the_edition_is_refused(run: Run, project: Path) -> None:
    said = run(project, *REPORT, "--force", "--log", "output/2026/log.jsonl")
    assert said.code == 2 and "write it elsewhere" in said.err


def test_a_log_of_nothing(run: Run, project: Path, tmp_path: Path) -> None:
    said = run(project, *REPORT, "--log", str(tmp_path / "log.jsonl"))
    assert said.code == 0 and "Nothing has changed" in said.out
    assert json.loads((tmp_path / "log.jsonl").read_text())["text"] == "nothing has changed"


def test_rules_that_change_while_a_build_waits_are_read_again(
    run: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = project / "report" / "editions" / "2026.toml"

    @contextmanager
    def waited(*_: object) -> Iterator[bool]:
        rules.write_text(re.sub("data_cutoff = .*", "data_cutoff = 2026-11-01", rules.read_text()))
        yield True

    monkeypatch.setattr(lock, "edition_lock", waited)
    assert run(project, *REPORT, "--force").code == 0
    manifest = json.loads((project / "output" / "2026" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["data_cutoff"] == "2026-11-01"


def test_an_edition_that_comes_back_is_not_built_again(run: Run, project: Path) -> None:
    (project / "output" / "2026").rename(project / "output" / ".2026.old-77")
    said = run(project, *REPORT)
    assert said.code == 0 and "back in its place" in said.err and "is up to date" in said.out
    assert "Building" not in said.err


def test_an_interrupt_in_process(run: Run, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    instead(monkeypatch, "draw", interrupted)
    said = run(project, *REPORT, "--force")
    assert said.code == 130 and "Interrupted" in said.err and "last good edition is untouched" in said.err


@pytest.mark.parametrize(("caught", "code"), [(False, 130), (True, 0)])
def test_an_interrupt_while_a_string_is_executed_leaves_the_exit_code(tmp_path: Path, caught: bool, code: int) -> None:
    """As it comes while a module that defines dataclasses is imported: the code was -2 then, one time in many. A preview
    catches its interrupt and ends well."""
    (tmp_path / "interrupted.py").write_text(
        "import contextlib\n"
        "import pipeline.publish.landing\n"
        "from pipeline import cli\n"
        "def executing(**_):\n"
        f"    with contextlib.suppress({'KeyboardInterrupt' if caught else ''}):\n"
        "        exec('raise KeyboardInterrupt')\n"
        "cli.cli.main = executing\n"
        "cli.main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "interrupted"],
        cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, "Interrupted" in done.stderr) == (code, not caught), done.stderr


@pytest.mark.parametrize("signal_number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_in_the_middle_of_a_build(project: Path, signal_number: int) -> None:
    """The signal goes to the whole group, as a terminal sends it, while figures are drawn."""
    pdf = project / "output" / "2026" / "GDGR-2026-en.pdf"
    before = pdf.read_bytes()
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline", *REPORT, "--force"],
        cwd=project, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    assert process.stderr is not None
    said = ""
    for line in process.stderr:
        said += line
        if "compute:" in line:
            os.killpg(process.pid, signal_number)
            break
    said += process.stderr.read()
    assert process.wait(timeout=60) == 130, said
    assert "Interrupted" in said and "Traceback" not in said and "leaked" not in said
    assert pdf.read_bytes() == before
    assert [p.name for p in (project / "output").iterdir()] == ["2026"]
