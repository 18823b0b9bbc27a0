"""Steps: when an edition is built again and why, that it lands whole, and that the same inputs give the same bytes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import steps
from pipeline.problems import ExitCode, Stop
from pipeline.publish.manifest import digests, files_below, verify
from tests.small_report import small_project

Told = list[str]


def order_of(
    root: Path, languages: tuple[str, ...] = ("en",), force: bool = False, engine: str = "builtin"
) -> steps.Order:
    return steps.make_order(root, 2026, languages, engine, force)


def build(root: Path, languages: tuple[str, ...] = ("en",)) -> Told:
    """Build the edition; what was told."""
    order, told = order_of(root, languages), []
    steps.build(order, steps.inputs_of(order), told.append)
    return told


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project with its edition; not to be changed."""
    root = small_project(tmp_path_factory.mktemp("built"))
    build(root)
    return root


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """A copy of the built project, to be changed."""
    root = tmp_path / "project"
    shutil.copytree(built, root, symlinks=True)
    return root


def outputs(root: Path) -> dict[str, str]:
    folder = root / "output" / "2026"
    return digests(folder, files_below(folder))


def test_an_edition_has_pdf_pages_data_lineage_and_manifest(built: Path) -> None:
    output = built / "output" / "2026"
    assert (output / "GDGR-2026-en.pdf").read_bytes().startswith(b"%PDF")
    assert (output / "web" / "en" / "index.html").is_file()
    assert {p.name for p in (output / "data").iterdir()} == {"fig-use.csv", "fig-ranked.csv", "fig-identities.csv"}
    assert "fig-use.world_last" in json.loads((output / "lineage.json").read_text(encoding="utf-8"))
    assert verify(output) == len(outputs(built))
    assert [p.name for p in (built / "output").iterdir()] == ["2026"]


def test_same_inputs_same_bytes_in_another_place(built: Path, tmp_path: Path) -> None:
    other = small_project(tmp_path / "elsewhere")
    # The workbooks are written anew, and their zip members carry the time: the inputs are those of the first project.
    shutil.rmtree(other / "data")
    shutil.copytree(built / "data", other / "data")
    build(other)
    manifests = [root / "output" / "2026" / "manifest.json" for root in (built, other)]
    assert outputs(built) == outputs(other)
    assert manifests[0].read_bytes() == manifests[1].read_bytes()


def test_two_languages_land_together_and_pictures_are_kept(project: Path) -> None:
    told = build(project, ("en", "zh"))
    output = project / "output" / "2026"
    assert {p.name for p in (output / "web").iterdir()} == {"en", "zh"}
    assert (output / "GDGR-2026-zh.pdf").is_file()
    assert any("of 6 (3 unchanged)" in line for line in told)  # the English ones


# --- why an edition is built again --------------------------------------------------------------------------------


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
    "a missing output": (lambda root: (root / "output" / "2026" / "GDGR-2026-en.pdf").unlink(), ["GDGR-2026-en.pdf is missing from the output"]),
    "no edition": (lambda root: shutil.rmtree(root / "output"), ["output/2026 does not exist"]),
    "a broken manifest": (lambda root: (root / "output" / "2026" / "manifest.json").write_text("{"), ["manifest.json cannot be read"]),
}  # fmt: skip


@pytest.mark.parametrize("name", REASONS)
def test_reasons(project: Path, name: str) -> None:
    change, words = REASONS[name]
    change(project)
    order = order_of(project)
    reasons = steps.explain(order, steps.inputs_of(order))
    assert len(reasons) == (1 if words else 0)
    assert all(word in reasons[0] for word in words)


@pytest.mark.parametrize(
    ("order", "words"),
    [({"force": True}, "--force"), ({"languages": ("en", "zh")}, "LANGS=en,zh"), ({"engine": "auto"}, "ENGINE=auto")],
)
def test_reasons_in_the_order(built: Path, order: dict, words: str) -> None:
    made = order_of(built, **order)
    (reason,) = steps.explain(made, steps.inputs_of(made))
    assert words in reason


def test_order() -> None:
    root = Path(__file__).parents[1]
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


def test_epoch_is_midnight_of_the_cut_off() -> None:
    edition = order_of(Path(__file__).parents[1]).edition
    assert steps.epoch_of(edition) % 86400 == 0
    from datetime import UTC, datetime

    assert datetime.fromtimestamp(steps.epoch_of(edition), UTC).date() == edition.data_cutoff


# --- a build that fails -------------------------------------------------------------------------------------------


def break_chapter(root: Path) -> None:
    (root / "report" / "chapters" / "02-more.qmd.j2").write_text("# X {#sec-x}\n\n{{ amount('fig-use.world_lst') }}\n")


def break_data(root: Path) -> None:
    from openpyxl import load_workbook

    path = root / "data" / "development" / "connectivity.xlsx"
    book = load_workbook(path)
    book["NET.USE"]["C3"] = "n/a"
    book.save(path)


def break_exhibits(root: Path) -> None:
    (root / "report" / "exhibits.toml").write_text('[fig-use]\nrecipe = "levels.nothing"\n')


def break_reference(root: Path) -> None:
    path = root / "report" / "chapters" / "02-more.qmd.j2"
    path.write_text(path.read_text() + "\n\nSee [@fig-nowhere].\n")


FAULTS = {
    "data": (break_data, ExitCode.DATA),
    "exhibits": (break_exhibits, ExitCode.REPORT),
    "chapter": (break_chapter, ExitCode.REPORT),
    "reference": (break_reference, ExitCode.RENDER),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_stops_with_its_code_and_leaves_the_last_edition(project: Path, name: str) -> None:
    change, code = FAULTS[name]
    before = outputs(project)
    change(project)
    with pytest.raises(Stop) as caught:
        build(project)
    assert caught.value.exit_code == code and caught.value.problems
    assert outputs(project) == before
    assert [p.name for p in (project / "output").iterdir()] == ["2026"]


@pytest.mark.parametrize("step", ["render_all", "write_manifest"])
def test_an_interrupt_leaves_the_last_edition(project: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    before = outputs(project)

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(steps, step, interrupted)
    with pytest.raises(KeyboardInterrupt):
        build(project)
    assert outputs(project) == before
    assert [p.name for p in (project / "output").iterdir()] == ["2026"]
