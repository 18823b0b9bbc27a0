"""A whole run with the Quarto engine: ``gdgr report --engine quarto`` in the small project, from its sheets to the landed edition."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.publish.manifest import verify
from pipeline.render.checks import check_pdf, check_web
from pipeline.render.quarto import load_quarto
from tests.command_line import Run
from tests.render.quarto_failing import failing
from tests.render.quarto_looking import files, places
from tests.render.quarto_programs import PROGRAMS, program_for
from tests.small_report import small_project
from tests.steps.project import build

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Edition:
    """What a build left behind: its project, exit code and console."""

    root: Path
    code: int = 0
    console: str = ""

    @property
    def output(self) -> Path:
        """The landed edition."""
        return self.root / "output" / "2026"


def report(root: Path, quarto: Path, languages: str = "en") -> Edition:
    """Build the edition of a project by the command line."""
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "report", "--languages", languages, "--engine", "quarto", "--force"], cwd=root,
        capture_output=True, text=True, check=False, encoding="utf-8", timeout=300, stdin=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT), "QUARTO_PATH": str(quarto)},
    )  # fmt: skip
    return Edition(root, done.returncode, done.stdout + done.stderr)


@pytest.fixture(scope="module", params=PROGRAMS)
def program(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The stand-in, or the real Quarto of this machine."""
    return program_for(request.param, tmp_path_factory.mktemp("bin"))


@pytest.fixture(scope="module")
def runs(program: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Edition]:
    """The same small project, built by each engine in a folder of its own."""
    roots = {engine: small_project(tmp_path_factory.mktemp(engine)) for engine in ("quarto", "builtin")}
    # Workbooks written anew have other checksums, which the report prints.
    shutil.rmtree(roots["builtin"] / "data")
    shutil.copytree(roots["quarto"] / "data", roots["builtin"] / "data")
    build(roots["builtin"])
    return {"quarto": report(roots["quarto"], program), "builtin": Edition(roots["builtin"])}


def test_the_edition_lands(runs: dict[str, Edition]) -> None:
    run = runs["quarto"]
    assert run.code == 0, run.console
    assert check_pdf(run.output / "GDGR-2026-en.pdf", "en") == []
    assert check_web(run.output / "web" / "en", "en") == []
    assert verify(run.output) == len(files(run.output)) - 1


def test_web_edition_and_places_are_those_of_the_built_in_engine(runs: dict[str, Edition]) -> None:
    ours, theirs = runs["quarto"].output, runs["builtin"].output
    assert files(ours / "web") == files(theirs / "web")
    assert places(ours / "GDGR-2026-en.pdf") == places(theirs / "GDGR-2026-en.pdf")


def manifest(run: Edition) -> dict[str, object]:
    return dict(json.loads((run.output / "manifest.json").read_text(encoding="utf-8")))


def test_the_manifest_names_the_engine(runs: dict[str, Edition], program: Path) -> None:
    assert f"quarto {load_quarto(program).version}" in json.dumps(manifest(runs["quarto"]))


def test_the_manifest_names_the_programs_of_quarto(runs: dict[str, Edition], program: Path) -> None:
    versions = manifest(runs["quarto"])["versions"]
    assert isinstance(versions, dict)
    assert load_quarto(program).versions.items() <= versions.items()


def test_the_console_tells_what_quarto_does(runs: dict[str, Edition]) -> None:
    assert "Compiling report.typ" in runs["quarto"].console


@pytest.mark.parametrize(
    ("mode", "code", "place"),
    [
        ("cut-pdf", 5, "_output/report.pdf"),
        ("killed", 5, "build/2026/en/report.qmd"),
        ("full", 6, "build/2026/en/report.qmd"),
    ],
)
def test_a_failed_quarto_leaves_the_last_edition(
    runs: dict[str, Edition],
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    mode: str,
    code: int,
    place: str,
) -> None:
    edition = runs["quarto"]
    before = files(edition.output)
    monkeypatch.setenv("QUARTO_PATH", str(failing(tmp_path / "bin", mode)))
    failed = run(edition.root, "report", "--languages", "en", "--engine", "quarto", "--force")
    assert failed.code == code, failed.err
    assert place in failed.err and "Traceback" not in failed.err
    assert files(edition.output) == before
    assert not (edition.root / "build" / "2026" / "en" / "_output").exists()


# --- two languages, which processes of their own render -------------------------------------------------------------


@pytest.fixture(scope="module")
def two(program: Path, tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """The small project in both languages."""
    return report(small_project(tmp_path_factory.mktemp("two")), program, "en,zh")


def test_the_console_tells_what_quarto_does_for_each_language(two: Edition) -> None:
    assert two.code == 0, two.console
    for code in ("en", "zh"):
        assert f"{code}: quarto: [typst]: Compiling report.typ" in two.console
        assert "Compiling" in (two.root / "build" / "2026" / code / "_rendered" / "render.log").read_text("utf-8")


def test_a_failure_names_the_language_and_leaves_what_quarto_said(two: Edition, tmp_path: Path) -> None:
    failed = report(two.root, failing(tmp_path / "bin", "full"), "en,zh")
    assert failed.code == 6, failed.console
    for code in ("en", "zh"):
        assert f"build/2026/{code}/report.qmd" in failed.console
        log = two.root / "build" / "2026" / code / "_rendered" / "render.log"
        assert "No space left on device" in log.read_text(encoding="utf-8")
