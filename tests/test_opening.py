"""An edition is opened after the newest one and closed once it is published and committed; a closed one is built no more."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline import cli
from pipeline.commands import project
from pipeline.edition import load_edition
from pipeline.opening import close_edition, open_edition
from pipeline.problems import ExitCode, Stop
from pipeline.publish import manifest
from pipeline.steps import read_order
from tests.small_report import small_project


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small_project(tmp_path)


def publish(root: Path) -> None:
    """An edition that was built: one file and its manifest."""
    output = root / "output" / "2026"
    output.mkdir(parents=True, exist_ok=True)
    (output / "report.pdf").write_bytes(b"pdf")
    for name in ("claims.json", "lineage.json"):
        (output / name).write_text("{}", encoding="utf-8")
    manifest.write_manifest(output, {}, {}, "gdgr report", {"year": 2026})


def commit(root: Path) -> str:
    names = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    (root / ".gitignore").write_text("build/\noutput/\n", encoding="utf-8")
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "state"], ["rev-parse", "HEAD"]):
        done = subprocess.run(["git", "-C", str(root), *names, *words], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def test_the_next_edition_has_the_rules_of_the_last(root: Path) -> None:
    lines = open_edition(root, 2027, date(2027, 11, 30))
    last, edition = load_edition(root, 2026), load_edition(root, 2027)
    assert (edition.year, edition.data_cutoff, edition.closed) == (2027, date(2027, 11, 30), None)
    assert (edition.languages, edition.coverage_population) == (last.languages, last.coverage_population)
    text = "\n".join(lines)
    assert "No edition before it was closed" in text and "Corrections that expire" not in text
    assert "Sources to read again" in text and "indicator(s), newest figures 20" in text
    assert "Years that report/exhibits.toml fixes" not in text  # no figure names one
    exhibits = root / "report" / "exhibits.toml"
    exhibits.write_text(
        exhibits.read_text(encoding="utf-8").replace("count = 2", "count = 2\nlast = 2024"), encoding="utf-8"
    )
    (root / "report" / "editions" / "2027.toml").unlink()
    assert "  fig-ranked: last = 2024" in open_edition(root, 2027, date(2027, 11, 30))
    with pytest.raises(Stop, match="edition-exists"):
        open_edition(root, 2027, date(2027, 11, 30))
    with pytest.raises(Stop, match="edition-missing"):
        open_edition(root / "none", 2027, date(2027, 1, 1))


def test_the_newest_edition_is_the_one_that_is_meant(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(project, "ROOT", root)
    assert project.newest_edition() == 2026
    open_edition(root, 2027, date(2027, 11, 30))
    assert project.newest_edition() == 2027
    shown = CliRunner().invoke(cli.cli, ["report", "--help"]).output
    assert "the newest" in shown


def test_an_edition_is_closed_once_it_is_published_and_committed(root: Path) -> None:
    with pytest.raises(Stop) as caught:
        close_edition(root, 2026, date(2026, 12, 1))
    assert caught.value.problems[0].code == "manifest-missing"  # nothing is published
    publish(root)
    with pytest.raises(Stop, match="edition-not-committed"):
        close_edition(root, 2026, date(2026, 12, 1))
    state = commit(root)
    lines = close_edition(root, 2026, date(2026, 12, 1))
    kept = {path.name for path in (root / "report" / "editions" / "2026").iterdir()}
    assert kept == {"claims.json", "lineage.json", "figures.csv.gz", "indicators.json"}
    assert state[:12] in lines[0] and load_edition(root, 2026).closed == date(2026, 12, 1)
    with pytest.raises(Stop, match="edition-closed"):
        close_edition(root, 2026, date(2026, 12, 1))
    with pytest.raises(Stop, match="edition-closed") as refused:
        read_order(root, 2026, (), "auto", False, "")
    assert refused.value.exit_code is ExitCode.REPORT and "new-edition 2027" in refused.value.problems[0].remedy
    lines = open_edition(root, 2027, date(2027, 11, 30))
    assert load_edition(root, 2027).closed is None and "compares with the edition of 2026" in lines[1]


def test_a_draft_is_not_closed(root: Path) -> None:
    publish(root)
    manifest.write_manifest(root / "output" / "2026", {}, {}, "gdgr report", {"year": 2026, manifest.DRAFT: {"zh": 3}})
    commit(root)
    with pytest.raises(Stop) as caught:
        close_edition(root, 2026, date(2026, 12, 1))
    (problem,) = caught.value.problems
    assert (caught.value.exit_code, problem.code) == (ExitCode.REPORT, "edition-draft") and "'zh': 3" in problem.found


def test_sheets_that_are_not_committed_close_no_edition(root: Path) -> None:
    publish(root)
    commit(root)
    (root / "data" / "new.xlsx").write_bytes(b"")
    with pytest.raises(Stop) as caught:
        close_edition(root, 2026, date(2026, 12, 1))
    assert "data/new.xlsx" in caught.value.problems[0].found
