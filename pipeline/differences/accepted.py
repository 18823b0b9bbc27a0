"""The last accepted state of the sheets in git: where the branch that is worked on left the main branch."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.repository import git, git_says

DEFAULT = "accepted"  # the baseline where none is named
LAST_COMMIT = "HEAD"
# What may be the main branch, the first that is there: upstream's by its own word, then by the usual names, then this clone's.
_MAINS = (
    "refs/remotes/origin/HEAD", "refs/remotes/origin/main", "refs/remotes/origin/master", "refs/heads/main", "refs/heads/master",
)  # fmt: skip
_NO_MAIN = (
    "Compared with the last commit alone: git knows no main branch that this one left (a checkout of one commit), so that a slip "
    "that is committed already may pass. Fetch the whole history (git fetch --unshallow origin), or name the state: --against REVISION."
)


@dataclass(frozen=True)
class Accepted:
    """An accepted state: its revision, how a reader knows it, and what there is to say of it (blank: nothing)."""

    revision: str
    name: str
    said: str = ""

    def shown(self, root: Path) -> str:
        """Its name and its short commit."""
        commit = git_says(root, "rev-parse", "--short", "--verify", "--quiet", f"{self.revision}^{{commit}}")
        return f"{self.name} ({commit})" if commit and commit != self.name else self.name


def accepted(root: Path, baseline: str) -> Accepted | None:
    """The state that a baseline means; None where it means the last accepted one, or the last commit, and git has no commit.

    The last accepted one is the commit in which HEAD left the main branch, and HEAD itself where nothing is beside it, or where
    git cannot tell; the last is said.
    """
    if baseline not in (DEFAULT, LAST_COMMIT):
        return Accepted(baseline, baseline)
    head = git_says(root, "rev-parse", "--verify", "--quiet", f"{LAST_COMMIT}^{{commit}}")
    if not head:
        return None
    if baseline == LAST_COMMIT:
        return Accepted(head, LAST_COMMIT)
    main = _main(root)
    left = git_says(root, "merge-base", LAST_COMMIT, main) if main else ""
    if not left:
        return Accepted(head, LAST_COMMIT, _NO_MAIN)
    return Accepted(head, LAST_COMMIT) if left == head else Accepted(left, f"{_short(main)}, where this branch left it")


def _main(root: Path) -> str:
    """The ref of the main branch; blank where there is none."""
    lines = git_says(root, "for-each-ref", "--format=%(refname) %(symref)", *_MAINS).splitlines()
    there = {words[0]: words[-1] for line in lines if (words := line.split())}  # origin/HEAD names another
    return next((there[one] for one in _MAINS if one in there), "")


def _short(ref: str) -> str:
    """``origin/main`` of ``refs/remotes/origin/main``."""
    return ref.split("/", 2)[2]


def changed_since(root: Path, revision: str) -> bool:
    """Whether a file of ``data`` differs from a revision, or is new."""
    status = git(root, "status", "--porcelain", "--untracked-files=all", "--", "data")
    if status.returncode or status.stdout.strip():
        return True
    return git(root, "diff", "--quiet", revision, LAST_COMMIT, "--", "data").returncode != 0
