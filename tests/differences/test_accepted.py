"""The last accepted state: where a branch left the main branch, whatever git knows of it; and changes that are confirmed."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from pipeline import cli
from pipeline.commands import project
from pipeline.differences.accepted import DEFAULT, accepted, changed_since
from tests.differences.books import book, changed
from tests.small_report import small_project

FILE = "data/development/a.xlsx"
STATES = [book(), changed("USE", 2, 3, 85.0), changed("USE", 2, 3, 87.0)]
Git = Callable[..., str]


def git_in(root: Path) -> Git:
    def git(*words: str) -> str:
        names = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        done = subprocess.run(["git", "-C", str(root), *names, *words], check=True, capture_output=True, text=True)
        return done.stdout.strip()

    return git


def commit(root: Path, number: int) -> str:
    git = git_in(root)
    (root / FILE).write_bytes(STATES[number])
    git("add", "-A")
    git("commit", "-qm", "state")
    return git("rev-parse", "HEAD")


def on_a_branch(folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Git]:
    """A project whose main branch has its state, on a branch beside it."""
    root = small_project(folder)
    monkeypatch.setattr(project, "ROOT", root)
    git = git_in(root)
    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-qm", "state")
    git("checkout", "-qb", "figures")
    return root, git


@pytest.fixture
def upstream(tmp_path: Path) -> Path:
    """A repository whose main branch has one state."""
    root = tmp_path / "upstream"
    (root / FILE).parent.mkdir(parents=True)
    git_in(root)("init", "-q", "-b", "main")
    commit(root, 0)
    return root


def clone(upstream: Path, *words: str) -> Path:
    root = upstream.parent / "clone"
    git_in(upstream.parent)("clone", "-q", *words, upstream.as_uri(), str(root))
    return root


def test_on_the_main_branch_it_is_the_last_commit(upstream: Path) -> None:
    state = accepted(upstream, DEFAULT)
    assert state and (state.name, state.said, state.revision) == ("HEAD", "", git_in(upstream)("rev-parse", "HEAD"))
    assert not changed_since(upstream, state.revision)
    (upstream / FILE).write_bytes(STATES[1])
    assert changed_since(upstream, state.revision)


def test_where_there_is_no_commit_there_is_none(tmp_path: Path) -> None:
    assert accepted(tmp_path, DEFAULT) is None
    git_in(tmp_path)("init", "-q")
    assert accepted(tmp_path, DEFAULT) is None and accepted(tmp_path, "HEAD") is None
    named = accepted(tmp_path, "2026")
    assert named and named.revision == "2026"


def test_what_a_branch_has_committed_is_seen(upstream: Path) -> None:
    git = git_in(upstream)
    left = git("rev-parse", "HEAD")
    git("checkout", "-qb", "figures")
    commit(upstream, 1)
    git("checkout", "-q", "--detach")  # as systems of continuous integration do
    state = accepted(upstream, DEFAULT)
    assert state and (state.revision, state.name) == (left, "main, where this branch left it")
    assert changed_since(upstream, left) and not changed_since(upstream, "HEAD")
    last = accepted(upstream, "HEAD")
    assert last and last.name == "HEAD"
    git("checkout", "-q", "main")
    git("merge", "-q", "--no-ff", "-m", "accepted", "figures")
    state = accepted(upstream, DEFAULT)
    assert state and state.name == "HEAD" and not changed_since(upstream, state.revision)


@pytest.mark.parametrize("default", ["main", "trunk"])
def test_upstream_says_which_branch_is_the_main_one(upstream: Path, default: str) -> None:
    git_in(upstream)("branch", "-m", default)
    root = clone(upstream)
    left = commit(root, 1)  # on this clone's main branch, which nobody has accepted
    state = accepted(root, DEFAULT)
    assert state and (state.revision, state.name) == (f"{git_in(root)('rev-parse', 'HEAD~1')}", f"origin/{default}, where this branch left it")  # fmt: skip
    assert state.revision != left
    commit(upstream, 2)
    git_in(root)("fetch", "-q")
    assert accepted(root, DEFAULT) == state  # what others did since then is no change of this branch


def test_one_commit_without_a_main_branch_is_said(upstream: Path) -> None:
    git_in(upstream)("checkout", "-qb", "figures")
    commit(upstream, 1)
    git_in(upstream)("checkout", "-q", "main")
    root = clone(upstream, "--depth", "1", "--branch", "figures")
    state = accepted(root, DEFAULT)
    assert state and state.name == "HEAD" and "git fetch --unshallow" in state.said
    git_in(root)(
        "fetch", "-q", "--depth", "1", "origin", "main:refs/remotes/origin/main"
    )  # known, and no common commit
    state = accepted(root, DEFAULT)
    assert state and state.name == "HEAD" and "git fetch --unshallow" in state.said
    git_in(root)("fetch", "-q", "--unshallow", "origin")
    state = accepted(root, DEFAULT)
    assert state and state.name == "origin/main, where this branch left it" and not state.said


def test_a_change_that_is_meant_is_confirmed_until_it_is_accepted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, git = on_a_branch(tmp_path, monkeypatch)
    gone = "data/development/context.xlsx"
    gone = gone if (root / gone).is_file() else next((root / "data" / "accounting").glob("supply-use*")).relative_to(root).as_posix()  # fmt: skip
    git("rm", "-q", gone)
    git("commit", "-qm", "gone")

    def run(*words: str) -> Result:
        return CliRunner().invoke(cli.cli, words, standalone_mode=False)

    def check() -> str:
        return run("check", "--marked", "none").output

    told = check()
    assert "diff-workbook-gone" in told and "Compared with main, where this branch left it (" in told
    assert f"gdgr acknowledge diff-workbook-gone '{gone}'" in told
    entered = run("acknowledge", "diff-workbook-gone", gone, "--reason", "not published any more", "--source", "letter")
    assert entered.return_value == 0 and "1 entered" in entered.output
    told = check()
    assert "diff-workbook-gone" not in told and "Confirmed changes since the baseline: 1" in told
    git("add", "-A")
    git("commit", "-qm", "confirmed")
    git("checkout", "-q", "main")
    git("merge", "-q", "figures")
    told = check()
    assert "diff-workbook-gone" not in told and "Confirmed" not in told and "not found any more" not in told
    git("checkout", "-qb", "more")
    git("checkout", "-q", "HEAD~2", "--", gone)
    git("commit", "-qm", "back")
    git("branch", "-qf", "main", "HEAD")
    git("rm", "-q", gone)
    assert "diff-workbook-gone" in check()  # what was confirmed once confirms nothing more


def test_one_workbook_is_compared_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check of one workbook names its slips by the accepted state, and those of no other one."""
    root, git = on_a_branch(tmp_path, monkeypatch)
    monkeypatch.chdir(root / "data")
    file = "development/connectivity.xlsx"
    workbook = load_workbook(file)
    sheet = workbook["NET.USE"]
    for row in sheet.iter_rows(min_row=2, min_col=3):
        for cell in row:
            cell.value = cell.value * 1000 if isinstance(cell.value, int | float) else cell.value
    workbook.save(file)
    targets = load_workbook("monitoring/targets.xlsx")  # another change, of another workbook
    column = [cell.value for cell in targets["Targets"][1]].index("value") + 1
    targets["Targets"].cell(2, column).value = 1
    targets.save("monitoring/targets.xlsx")
    git("commit", "-qam", "figures")

    def check(*words: str) -> str:
        command = ["check", "--marked", "none", "--format", "json", *words]
        return CliRunner().invoke(cli.cli, command, standalone_mode=False).output

    told = json.loads(check(str(root / "data" / file)))
    assert "diff-scaled-series" in {one["code"] for one in told["problems"]}
    assert {one["file"] for one in told["problems"]} == {f"data/{file}"}
    assert told["baseline"].startswith("main, where this branch left it (")
    assert "diff-" not in check(str(root / "data" / file), "--against", "none")
    assert "diff-rule-changed" in check()
    monkeypatch.chdir(root)
    told = CliRunner().invoke(cli.cli, ["diff"], standalone_mode=False)  # beside the same state
    assert "Before: main, where this branch left it (" in told.output and "NET.USE" in told.output
