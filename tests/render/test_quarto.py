"""The Quarto engine against a stand-in program that behaves as Quarto does, and against a real Quarto where there is one."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from pipeline.problems import ExitCode, Stop
from pipeline.render import quarto
from pipeline.render.builtin import Builtin
from pipeline.render.engines import choose_engine
from pipeline.render.project import Project
from pipeline.render.quarto import Quarto, find_quarto, load_quarto
from tests.render.sampling import sample

STAND_IN = """#!{python}
import json, os, pathlib, signal, subprocess, sys, time
mode, version = {mode!r}, {version!r}
if sys.argv[1:] == ["--version"]:
    print(version); sys.exit(0)
here = pathlib.Path.cwd()
(here / "called.json").write_text(json.dumps([sys.argv[1:], os.environ.get("SOURCE_DATE_EPOCH"), sys.stdin.read()]))
print("pandoc", flush=True)
if mode in ("slow", "stubborn"):
    if mode == "stubborn":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    (here / "pids").write_text(f"{{os.getpid()}} {{child.pid}}")
    time.sleep(60)
if mode == "fail-named":
    print("ERROR: Error in chapters/02-development.qmd:7: invalid div", file=sys.stderr); sys.exit(1)
if mode == "fail-quoted":
    print("error: unclosed delimiter\\n   \\u250c\\u2500 report.typ:312:4\\n    \\u2502\\n312 \\u2502 The designations employed in this sample do not #imply[", file=sys.stderr); sys.exit(1)
if mode == "fail-blank":
    sys.exit(3)
if mode == "full":
    print("ERROR: No space left on device (os error 28)", file=sys.stderr); sys.exit(1)
if mode == "unresolved":
    print("\\x1b[33mWARN: Unable to resolve crossref @fig-online\\x1b[39m", file=sys.stderr)
out = here / "_output"
out.mkdir()
(out / "report_files").mkdir()
(out / "report_files" / "a.css").write_text("a")
if mode != "no-pdf":
    (out / "report.pdf").write_bytes(b"" if mode == "empty-pdf" else b"%PDF-1.7")
(out / "report.html").write_text("<html></html>")
print("Output created: _output/report.html")
"""


def stand_in(folder: Path, mode: str = "ok", version: str = "1.10.3") -> Path:
    """An executable that acts as quarto in one way."""
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / "quarto"
    program.write_text(STAND_IN.format(python=sys.executable, mode=mode, version=version), encoding="utf-8")
    program.chmod(0o755)
    return program


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A sample project for the stand-in, with little time."""
    folder = tmp_path / "project"
    folder.mkdir()
    return replace(sample(folder, "en"), limit=20, epoch=86400)


def refused(program: Path, project: Project, into: Path) -> Stop:
    """The Stop that rendering ends with."""
    with pytest.raises(Stop) as stopped:
        load_quarto(program).render(project, into, lambda line: None)
    return stopped.value


def test_what_it_makes_is_taken_over(tmp_path: Path, project: Project) -> None:
    lines: list[str] = []
    made = load_quarto(stand_in(tmp_path / "bin")).render(project, tmp_path / "out", lines.append)
    assert made.pdf == tmp_path / "out" / "sample-en.pdf"
    assert made.pdf.read_bytes() == b"%PDF-1.7"
    assert made.web_index.read_text() == "<html></html>"
    for name in ("report_files/a.css", "data/fig-online.csv", "figures/fig-online.svg", "theme/gdgr.css"):
        assert (made.web_index.parent / name).is_file()
    assert lines[0] == "pandoc"
    assert "Output created" in made.log.read_text()
    assert (project.path / "called.json").read_text() == '[["render", "."], "86400", ""]'


@pytest.mark.parametrize(
    ("mode", "exit_code", "code", "place"),
    [
        ("fail-named", ExitCode.RENDER, "render-quarto-failed", "chapters/02-development.qmd:7"),
        ("fail-quoted", ExitCode.RENDER, "render-quarto-failed", "chapters/90-annex.qmd:105"),
        ("fail-blank", ExitCode.RENDER, "render-quarto-failed", "report.qmd"),
        ("unresolved", ExitCode.RENDER, "render-unknown-reference", "chapters/01-key-findings.qmd:41"),
        ("no-pdf", ExitCode.RENDER, "render-output-missing", "_output/report.pdf"),
        ("empty-pdf", ExitCode.RENDER, "render-output-missing", "_output/report.pdf"),
        ("full", ExitCode.ENVIRONMENT, "render-disk-full", "report.qmd"),
    ],
)
def test_each_way_to_fail(
    tmp_path: Path, project: Project, mode: str, exit_code: ExitCode, code: str, place: str
) -> None:
    stopped = refused(stand_in(tmp_path / "bin", mode), project, tmp_path / "out")
    assert stopped.exit_code == exit_code
    assert [(p.code, str(p.place)) for p in stopped.problems] == [(code, place)]


@pytest.mark.parametrize("mode", ["slow", "stubborn"])
def test_overrunning_ends_the_whole_process_group(
    tmp_path: Path, project: Project, mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quarto, "GRACE", 0.3)
    started = time.monotonic()
    stopped = refused(stand_in(tmp_path / "bin", mode), replace(project, limit=1.0), tmp_path / "out")
    assert time.monotonic() - started < 10
    assert stopped.problems[0].code == "render-time-limit"
    assert "1 s" in stopped.problems[0].found
    assert_ended(project)


def test_an_interrupt_ends_the_whole_process_group(
    tmp_path: Path, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quarto, "GRACE", 0.3)
    pids = project.path / "pids"

    def interrupt() -> None:
        while not (pids.is_file() and " " in pids.read_text()):
            time.sleep(0.02)
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=interrupt, daemon=True).start()
    with pytest.raises(KeyboardInterrupt):
        load_quarto(stand_in(tmp_path / "bin", "slow")).render(project, tmp_path / "out", lambda line: None)
    assert_ended(project)


def assert_ended(project: Project) -> None:
    """The stand-in and its child are gone (or dead and not yet reaped by their new parent)."""
    for pid in map(int, (project.path / "pids").read_text().split()):
        for _ in range(100):
            if not alive(pid):
                break
            time.sleep(0.02)
        assert not alive(pid), f"process {pid} is still there"


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


@pytest.mark.parametrize("version", ["1.3.450", "1.0", "0.9.9"])
def test_too_old(tmp_path: Path, version: str, monkeypatch: pytest.MonkeyPatch) -> None:
    program = stand_in(tmp_path / "bin", version=version)
    with pytest.raises(Stop) as stopped:
        load_quarto(program)
    assert stopped.value.exit_code == ExitCode.ENVIRONMENT
    assert stopped.value.problems[0].code == "render-quarto-too-old"
    monkeypatch.setenv("QUARTO_PATH", str(program))
    assert choose_engine("auto").name == "builtin"
    with pytest.raises(Stop):
        choose_engine("quarto")


@pytest.mark.parametrize("version", ["1.4", "1.4.550", "1.10.3", "99.9.9"])
def test_new_enough(tmp_path: Path, version: str) -> None:
    assert load_quarto(stand_in(tmp_path / "bin", version=version)).version == version


@pytest.mark.parametrize("version", ["", "unknown"])
def test_no_version(tmp_path: Path, version: str) -> None:
    with pytest.raises(Stop) as stopped:
        load_quarto(stand_in(tmp_path / "bin", version=version))
    assert stopped.value.problems[0].code == "render-quarto-missing"


def test_where_it_is_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    on_path, given = stand_in(tmp_path / "a"), stand_in(tmp_path / "b" / "bin")
    monkeypatch.delenv("QUARTO_PATH", raising=False)
    monkeypatch.setenv("PATH", f"{on_path.parent}{os.pathsep}{os.environ['PATH']}")
    assert find_quarto() == on_path
    for value in (given, given.parent, given.parent.parent):
        monkeypatch.setenv("QUARTO_PATH", str(value))
        assert find_quarto() == given


@pytest.mark.parametrize("name", ["auto", "quarto"])
def test_a_wrong_setting_is_not_passed_over(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUARTO_PATH", str(tmp_path / "nothing"))
    with pytest.raises(Stop) as stopped:
        choose_engine(name)
    assert stopped.value.exit_code == ExitCode.ENVIRONMENT
    assert stopped.value.problems[0].place.file == "QUARTO_PATH"


def test_choice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUARTO_PATH", str(stand_in(tmp_path / "bin")))
    assert choose_engine("auto") == Quarto(tmp_path / "bin" / "quarto", "1.10.3")
    assert choose_engine("quarto").name == "quarto"
    assert isinstance(choose_engine("builtin"), Builtin)
    with pytest.raises(Stop) as stopped:
        choose_engine("latex")
    assert stopped.value.exit_code == ExitCode.USAGE


def test_without_quarto(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QUARTO_PATH", raising=False)
    monkeypatch.setattr(quarto, "find_quarto", lambda: None)
    monkeypatch.setattr("pipeline.render.engines.find_quarto", lambda: None)
    assert choose_engine("auto").name == "builtin"
    with pytest.raises(Stop) as stopped:
        choose_engine("quarto")
    assert stopped.value.problems[0].code == "render-quarto-missing"


@pytest.mark.quarto
@pytest.mark.skipif(
    not (os.environ.get("QUARTO_PATH") or shutil.which("quarto")), reason="there is no quarto on this machine"
)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_real_quarto_makes_the_same_report(tmp_path: Path, language: str) -> None:
    from pipeline.render.checks import check_pdf

    (tmp_path / "project").mkdir()
    made = choose_engine("quarto").render(sample(tmp_path / "project", language), tmp_path / "out", lambda line: None)
    assert check_pdf(made.pdf, language) == []
    with pikepdf.open(made.pdf) as pdf, pdf.open_outline() as outline:
        assert len(outline.root) == (4 if language == "en" else 3)
    page = made.web_index.read_text(encoding="utf-8")
    assert "Alphaland leads in both years" in page or "甲国在两年中均领先" in page
