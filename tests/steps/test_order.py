"""Orders: what was asked for, when an edition is built again and why."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import steps
from pipeline.problems import ExitCode, Stop
from pipeline.steps import order as order_module
from pipeline.steps.building import epoch_of
from tests.steps.project import ROOT, order_of, why


def forget_a_version(root: Path) -> None:
    path = root / "output" / "2026" / "manifest.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["versions"]["pandas"] = "0.1"
    path.write_text(json.dumps(content), encoding="utf-8")


REASONS: dict[str, tuple[Callable[[Path], object], list[str]]] = {
    "nothing": (lambda root: None, []),
    "an editor's lock file": (lambda root: (root / "data" / "development" / "~$connectivity.xlsx").write_text("x"), []),
    "a changed chapter": (lambda root: (root / "report" / "chapters" / "01-key.qmd.j2").write_text("x"), ["01-key.qmd.j2 has changed"]),
    "a new workbook": (lambda root: (root / "data" / "development" / "new.xlsx").write_text("x"), ["new.xlsx is new"]),
    "a workbook that is gone": (lambda root: (root / "data" / "reference" / "names.xlsx").unlink(), ["names.xlsx is gone"]),
    "another library": (forget_a_version, ["pandas is", "was 0.1"]),
    "a missing output": (lambda root: (root / "output" / "2026" / "GDGR-2026-en.pdf").unlink(), ["output/2026/GDGR-2026-en.pdf is missing"]),
    "a damaged output": (lambda root: (root / "output" / "2026" / "web" / "en" / "index.html").write_text("x"), ["output/2026/web/en/index.html has changed"]),
    "a file that is not listed": (lambda root: (root / "output" / "2026" / "extra.txt").write_text("x"), ["extra.txt is not in the manifest"]),
    "what a system keeps": (lambda root: [(root / "output" / "2026" / name).write_text("x") for name in (".DS_Store", "Thumbs.db")], []),
    "no edition": (lambda root: shutil.rmtree(root / "output"), ["output/2026 does not exist"]),
    "a broken manifest": (lambda root: (root / "output" / "2026" / "manifest.json").write_text("{"), ["manifest.json cannot be read"]),
    "no manifest": (lambda root: (root / "output" / "2026" / "manifest.json").unlink(), ["output/2026 has no manifest.json"]),
    "a manifest without anything": (lambda root: (root / "output" / "2026" / "manifest.json").write_text("{}"), ["manifest.json cannot be read"]),
}  # fmt: skip


@pytest.mark.parametrize("name", REASONS)
def test_reasons(project: Path, name: str) -> None:
    change, words = REASONS[name]
    change(project)
    order = order_of(project)
    reasons = why(order)
    assert len(reasons) == (1 if words else 0)
    assert all(word in reasons[0] for word in words)


@pytest.mark.parametrize(
    ("order", "words"),
    [({"force": True}, "--force"), ({"languages": ("en", "zh")}, "LANGS=en,zh"), ({"engine": "auto"}, "ENGINE=auto")],
)
def test_reasons_in_the_order(built: Path, order: dict, words: str) -> None:
    made = order_of(built, **order)
    (reason,) = why(made)
    assert words in reason


def test_order() -> None:
    root = ROOT
    assert (
        steps.make_order(root, 2026, (), "auto", False).languages
        == steps.make_order(root, 2026, (), "auto", False).edition.languages
    )
    assert steps.make_order(root, 2026, ("zh", "en", "zh"), "auto", False).languages == ("zh", "en")
    assert order_of(root).command == "make report YEAR=2026 LANGS=en ENGINE=builtin"
    with pytest.raises(Stop) as caught:
        steps.make_order(root, 2026, ("en", "tlh"), "auto", False)
    (problem,) = caught.value.problems
    assert (caught.value.exit_code, problem.code) == (ExitCode.REPORT, "language-unknown")
    assert "tlh" in problem.found and "en, zh" in problem.allowed


def test_the_rules_are_those_of_the_bytes_whose_checksum_is_listed(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = order_module.read_inputs
    path = project / "report" / "editions" / "2026.toml"

    def edited_meanwhile(root: Path) -> order_module.Inputs:
        inputs = plain(root)
        path.write_text(re.sub("oldest_latest = .*", "oldest_latest = 2", path.read_text()))
        return inputs

    before = order_of(project).edition.oldest_latest
    monkeypatch.setattr(order_module, "read_inputs", edited_meanwhile)
    order, inputs = steps.read_order(project, 2026, ("en",), "builtin")
    assert order.edition.oldest_latest == before != 2
    assert inputs.checksums["report/editions/2026.toml"] != hashlib.sha256(path.read_bytes()).hexdigest()


def test_epoch_is_midnight_of_the_cut_off() -> None:
    edition = order_of(ROOT).edition
    assert epoch_of(edition) % 86400 == 0
    from datetime import UTC, datetime

    assert datetime.fromtimestamp(epoch_of(edition), UTC).date() == edition.data_cutoff
