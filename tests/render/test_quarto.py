"""The Quarto engine: how it is found, what it tells while it runs, and every way in which a Quarto can fail it."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline.problems import ExitCode, Stop
from pipeline.render import programs, quarto, running
from pipeline.render.builtin import Builtin
from pipeline.render.engines import choose_engine, versions_of
from pipeline.render.project import Project
from pipeline.render.quarto import Quarto, find_quarto, load_quarto
from tests.render.quarto_failing import alive, failing
from tests.render.sampling import sample


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A sample project with little time; what both engines prepare is left out, and patience is short."""
    folder = tmp_path / "project"
    folder.mkdir()
    monkeypatch.setattr(quarto, "prepare", lambda project, keep: SimpleNamespace(contents=None))
    monkeypatch.setattr(quarto, "write_web", lambda prepared, into, *rest: into.mkdir(exist_ok=True))
    monkeypatch.setattr(running, "GRACE", 0.3)
    return replace(sample(folder, "en"), limit=20, epoch=86400)


def refused(program: Path, project: Project, into: Path) -> Stop:
    """The Stop that rendering ends with; nothing of Quarto's output may be left."""
    with pytest.raises(Stop) as stopped:
        load_quarto(program).render(project, into, lambda line: None)
    assert not os.path.lexists(project.path / "_output")
    return stopped.value


def assert_ended(folder: Path) -> None:
    """Every process whose number is noted in a folder is gone."""
    for pid in map(int, (folder / "pids").read_text(encoding="utf-8").split()):
        until = time.monotonic() + 2
        while alive(pid) and time.monotonic() < until:
            time.sleep(0.02)
        assert not alive(pid), f"process {pid} is still there"


# --- what it makes and tells --------------------------------------------------------------------------------------


def test_what_it_makes_is_taken_over(tmp_path: Path, project: Project) -> None:
    lines: list[str] = []
    program = failing(tmp_path / "bin", volumes=project.volumes())
    made = load_quarto(program).render(project, tmp_path / "out", lines.append)
    assert {volume: path.name for volume, path in made.pdfs.items()} == project.pdf_names
    assert all(
        path.parent == tmp_path / "out" and path.read_bytes().startswith(b"%PDF-1.7") for path in made.pdfs.values()
    )
    assert "Output created" in made.log.read_text(encoding="utf-8")
    # The typst format alone is rendered; nothing is asked of a console that is not there.
    assert (project.path / "called.json").read_text() == '[["render", ".", "--to", "typst"], "86400", ""]'
    assert not (project.path / "_output").exists()
    told = [line.removeprefix("quarto: ") for line in lines]
    assert [line for line in told if line in ("pandoc", "[1/2] report.qmd", "Output created: _output/report.pdf")] == [
        "pandoc", "[1/2] report.qmd", "Output created: _output/report.pdf",
    ]  # fmt: skip
    assert not [line for line in lines if "toc-depth" in line or "lang:" in line], "settings are no progress"


def test_an_unfinished_line_is_told_before_it_is_finished(tmp_path: Path, project: Project) -> None:
    lines: list[tuple[float, str]] = []
    program = failing(tmp_path / "bin", "slow", volumes=project.volumes())
    load_quarto(program).render(project, tmp_path / "out", lambda line: lines.append((time.monotonic(), line)))
    begun = next(at for at, line in lines if line.endswith("to report.pdf..."))
    done = next(at for at, line in lines if line.endswith("DONE"))
    assert done - begun > 0.8


def test_silence_is_told(tmp_path: Path, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "SILENCE", 0.4)
    lines: list[str] = []
    program = failing(tmp_path / "bin", "dumb", volumes=project.volumes())
    load_quarto(program).render(project, tmp_path / "out", lines.append)
    assert len([line for line in lines if "still at work after" in line]) >= 2


@pytest.mark.parametrize("kind", ["folder", "file", "link"])
def test_output_of_an_earlier_run_is_not_taken_for_its_own(tmp_path: Path, project: Project, kind: str) -> None:
    output, old = project.path / "_output", tmp_path / "old"
    old.mkdir()
    (old / "report.pdf").write_bytes(b"%PDF-1.7 old %%EOF")
    if kind == "folder":
        old.rename(output)
    elif kind == "file":
        output.write_text("x")
    else:
        output.symlink_to(old)
    stopped = refused(failing(tmp_path / "bin", "no-pdf"), project, tmp_path / "out")
    assert stopped.problems[0].code == "render-output-missing"
    assert kind != "link" or (old / "report.pdf").is_file(), "what a link leads to is not ours"


def test_an_earlier_result_is_replaced(tmp_path: Path, project: Project) -> None:
    engine = load_quarto(failing(tmp_path / "bin", volumes=project.volumes()))
    first, second = (engine.render(project, tmp_path / "out", lambda line: None).pdf.read_bytes() for _ in range(2))
    assert first != second
    assert not list((tmp_path / "out").glob("*.part"))


# --- ways to fail -------------------------------------------------------------------------------------------------

OUTPUT = "_output/report.pdf"
FAILURES: dict[str, tuple[ExitCode, str, str, str]] = {
    "named": (ExitCode.RENDER, "render-quarto-failed", "chapters/02-development.qmd:7", "invalid div"),
    "quoted": (ExitCode.RENDER, "render-quarto-failed", "chapters/90-annex.qmd:105", "unclosed delimiter"),
    "missing-image": (ExitCode.RENDER, "render-file-missing", "chapters/02-development.qmd:40", "no file figures/fig-progress.svg"),
    "no-alt": (ExitCode.RENDER, "render-quarto-failed", "chapters/02-development.qmd:15", "missing alt text"),
    "no-label": (ExitCode.RENDER, "render-quarto-failed", "chapters/01-key-findings.qmd:42", "does not exist"),
    "blank": (ExitCode.RENDER, "render-quarto-failed", "report.qmd", "ended with 3 and said nothing"),
    "killed": (ExitCode.RENDER, "render-quarto-failed", "report.qmd", "SIGKILL"),
    "unresolved": (ExitCode.RENDER, "render-unknown-reference", "chapters/01-key-findings.qmd:41", "fig-online"),
    "no-pdf": (ExitCode.RENDER, "render-output-missing", OUTPUT, "did not make this file"),
    "other-name": (ExitCode.RENDER, "render-output-missing", OUTPUT, "it made Other.pdf"),
    "empty-pdf": (ExitCode.RENDER, "render-output-missing", OUTPUT, "is empty"),
    "cut-pdf": (ExitCode.RENDER, "render-output-missing", OUTPUT, "cut short after 3000 bytes"),
    "no-such-pdf": (ExitCode.RENDER, "render-output-missing", OUTPUT, "is no PDF"),
    "full": (ExitCode.ENVIRONMENT, "render-disk-full", "report.qmd", "No space left"),
}  # fmt: skip


@pytest.mark.parametrize("mode", FAILURES)
def test_each_way_to_fail(tmp_path: Path, project: Project, mode: str) -> None:
    exit_code, code, place, words = FAILURES[mode]
    stopped = refused(failing(tmp_path / "bin", mode, volumes=project.volumes()), project, tmp_path / "out")
    assert stopped.exit_code == exit_code
    assert [(p.code, str(p.place)) for p in stopped.problems] == [(code, place)]
    assert words in stopped.problems[0].found
    assert not list((tmp_path / "out").glob("*.pdf")), "no half result"


@pytest.mark.parametrize("mode", ["hang", "stubborn", "deaf"])
def test_overrunning_ends_the_whole_process_group(tmp_path: Path, project: Project, mode: str) -> None:
    started = time.monotonic()
    stopped = refused(failing(tmp_path / "bin", mode), replace(project, limit=1.0), tmp_path / "out")
    assert time.monotonic() - started < 10
    assert (stopped.exit_code, stopped.problems[0].code) == (ExitCode.RENDER, "render-time-limit")
    assert "1 s" in stopped.problems[0].found
    assert_ended(project.path)


def test_a_child_left_behind_is_ended_and_the_result_taken(tmp_path: Path, project: Project) -> None:
    program = failing(tmp_path / "bin", "child-left", volumes=project.volumes())
    started = time.monotonic()
    assert load_quarto(program).render(project, tmp_path / "out", lambda line: None).pdf.is_file()
    assert time.monotonic() - started < 10
    assert_ended(project.path)


def test_an_interrupt_ends_the_whole_process_group(tmp_path: Path, project: Project) -> None:
    pids = project.path / "pids"

    def interrupt() -> None:
        while not (pids.is_file() and " " in pids.read_text()):
            time.sleep(0.02)
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=interrupt, daemon=True).start()
    with pytest.raises(KeyboardInterrupt):
        load_quarto(failing(tmp_path / "bin", "hang")).render(project, tmp_path / "out", lambda line: None)
    assert_ended(project.path)
    assert not (project.path / "_output").exists()


def test_a_full_disk_under_the_log_ends_the_run(
    tmp_path: Path, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full on this system")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "render.log").symlink_to("/dev/full")
    stopped = refused(failing(tmp_path / "bin", "hang"), project, tmp_path / "out")
    assert (stopped.exit_code, stopped.problems[0].code) == (ExitCode.ENVIRONMENT, "render-disk-full")


def not_executable(folder: Path) -> Path:
    program = failing(folder)
    program.chmod(0o644)
    return program


def a_folder(folder: Path) -> Path:
    (folder / "quarto").mkdir(parents=True)
    return folder / "quarto"


def no_program(folder: Path) -> Path:
    folder.mkdir()
    (folder / "quarto").write_bytes(b"\x7fELF nonsense")
    (folder / "quarto").chmod(0o755)
    return folder / "quarto"


@pytest.mark.parametrize("make", [not_executable, a_folder, no_program, lambda folder: folder / "nothing"])
def test_what_cannot_be_started(tmp_path: Path, project: Project, make: Callable[[Path], Path]) -> None:
    program = make(tmp_path / "bin")
    with pytest.raises(Stop) as stopped:
        load_quarto(program)
    assert (stopped.value.exit_code, stopped.value.problems[0].code) == (ExitCode.ENVIRONMENT, "render-quarto-missing")
    with pytest.raises(Stop) as stopped:  # it was there when it was found, and is not when it is needed
        Quarto(program, "1.10.18").render(project, tmp_path / "out", lambda line: None)
    assert (stopped.value.exit_code, stopped.value.problems[0].code) == (ExitCode.ENVIRONMENT, "render-quarto-missing")


# --- versions -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("version", ["1.8.27", "1.4.550", "1.0", "0.9.9"])
def test_too_old(tmp_path: Path, version: str, monkeypatch: pytest.MonkeyPatch) -> None:
    program = failing(tmp_path / "bin", version=version)
    with pytest.raises(Stop) as stopped:
        load_quarto(program)
    assert stopped.value.exit_code == ExitCode.ENVIRONMENT
    assert stopped.value.problems[0].code == "render-quarto-too-old"
    monkeypatch.setenv("QUARTO_PATH", str(program))
    assert choose_engine("auto").name == "builtin"
    with pytest.raises(Stop):
        choose_engine("quarto")


@pytest.mark.parametrize("version", ["1.9", "1.9.38", "1.10.3", "99.9.9"])
def test_new_enough(tmp_path: Path, version: str) -> None:
    assert load_quarto(failing(tmp_path / "bin", version=version)).version == version


@pytest.mark.parametrize("version", ["", "unknown", "see 1.2 of the manual"])
def test_no_version(tmp_path: Path, version: str) -> None:
    with pytest.raises(Stop) as stopped:
        load_quarto(failing(tmp_path / "bin", version=version))
    assert stopped.value.problems[0].code == "render-quarto-missing"


def test_a_version_that_does_not_come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "PATIENCE", 1.0)
    monkeypatch.setattr(running, "GRACE", 0.3)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Stop) as stopped:
        load_quarto(failing(tmp_path / "bin", "slow-version"))
    assert (stopped.value.exit_code, stopped.value.problems[0].code) == (ExitCode.ENVIRONMENT, "render-quarto-missing")
    assert "in time" in stopped.value.problems[0].found
    assert_ended(tmp_path)


def test_versions_of_all_programs(tmp_path: Path) -> None:
    wheels = programs.wheel_versions()
    assert set(wheels) == {"pandoc", "typst"}
    found = versions_of(load_quarto(failing(tmp_path / "a")))
    assert found == {"quarto": "1.10.3", "quarto pandoc": "3.10", "quarto typst": "0.15.1", **wheels}
    assert load_quarto(failing(tmp_path / "b", "no-tools")).versions["quarto pandoc"] == "unknown"
    assert versions_of(Builtin()) == wheels


def test_each_version_is_asked_once(tmp_path: Path) -> None:
    engine = load_quarto(failing(tmp_path / "bin"))
    first = engine.versions
    engine.program.unlink()
    assert engine.versions == first


# --- where it is looked for ---------------------------------------------------------------------------------------


def test_where_it_is_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    on_path, given = failing(tmp_path / "a"), failing(tmp_path / "b" / "bin")
    monkeypatch.delenv("QUARTO_PATH", raising=False)
    monkeypatch.setenv("PATH", f"{on_path.parent}{os.pathsep}{os.environ['PATH']}")
    assert find_quarto() == on_path
    for value in (given, given.parent, given.parent.parent):
        monkeypatch.setenv("QUARTO_PATH", str(value))
        assert find_quarto() == given
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUARTO_PATH", "b/bin")
    assert find_quarto() == given, "a project is rendered in its own folder: the path must not be relative"


@pytest.mark.parametrize("value", ["nothing", "x" * 5000, "a\nb", "~", "/dev/null", "http://quarto.org/"])
@pytest.mark.parametrize("name", ["auto", "quarto"])
def test_a_wrong_setting_is_not_passed_over(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUARTO_PATH", value)
    with pytest.raises(Stop) as stopped:
        choose_engine(name)
    assert stopped.value.exit_code == ExitCode.ENVIRONMENT
    assert stopped.value.problems[0].place.file == "QUARTO_PATH"


def test_choice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUARTO_PATH", str(failing(tmp_path / "bin")))
    assert choose_engine("auto") == Quarto(tmp_path / "bin" / "quarto", "1.10.3")
    assert choose_engine("quarto").name == "quarto"
    assert isinstance(choose_engine("builtin"), Builtin)
    with pytest.raises(Stop) as stopped:
        choose_engine("latex")
    assert stopped.value.exit_code == ExitCode.USAGE


def test_without_quarto(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QUARTO_PATH", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    assert choose_engine("auto").name == "builtin"
    with pytest.raises(Stop) as stopped:
        choose_engine("quarto")
    assert stopped.value.problems[0].code == "render-quarto-missing"


def test_nothing_of_quarto_stays_beside_the_sources(tmp_path: Path, project: Project) -> None:
    """Where Typst refuses it, Quarto leaves what it gave to Typst; the next engine is not to find it."""
    for name in ("report.typ", "report.pdf"):
        (project.path / name).write_text("left behind", encoding="utf-8")
    with pytest.raises(Stop):
        load_quarto(failing(tmp_path / "bin", "named")).render(project, tmp_path / "out", lambda line: None)
    assert not (project.path / "report.typ").exists() and not (project.path / "report.pdf").exists()
