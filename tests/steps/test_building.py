"""Steps: when an edition is built again and why, that it lands whole, and that the same inputs give the same bytes."""

from __future__ import annotations

import gc
import hashlib
import json
import random
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from pipeline import steps
from pipeline.checking import STORE
from pipeline.problems import ExitCode, Place, Stop, stop
from pipeline.progress import Progress
from pipeline.publish.manifest import read_manifest, verify
from pipeline.render import fonts
from pipeline.steps import building, plan, running, work
from pipeline.steps.state import Build
from tests.fonts import instances_of_all_tests
from tests.small_report import fill_store, small_project
from tests.steps.project import build, made, order_of, outputs, why

FIGURES = ("fig-identities", "fig-ranked", "fig-use")


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


def test_two_languages_land_together_and_what_is_there_is_kept(project: Path) -> None:
    told = build(project, ("en", "zh"))
    output = project / "output" / "2026"
    assert {p.name for p in (output / "web").iterdir()} == {"en", "zh"}
    assert (output / "GDGR-2026-zh.pdf").is_file() and (output / "GDGR-2026-zh-annex.pdf").is_file()
    again = made(told)
    assert sorted(name for name in again if name.startswith("figure")) == [f"figure zh {id}" for id in FIGURES]
    # The English pages lead to the Chinese ones now, and are looked at again.
    assert not [name for name in again if (" en " in name and not name.startswith("look")) or name.startswith("sheet")]


# --- only what changed --------------------------------------------------------------------------------------------


def test_nothing_is_made_again_where_nothing_changed(project: Path) -> None:
    before = outputs(project)
    shutil.rmtree(project / "output")
    assert made(build(project)) == [] and outputs(project) == before


def test_force_makes_everything_again_and_comes_to_the_same(project: Path) -> None:
    before = outputs(project)
    again = made(build(project, force=True))
    assert {name.split()[0] for name in again} >= {
        "sheet",
        "exhibit",
        "figure",
        "chapter",
        "fragment",
        "volume",
    }
    assert outputs(project) == before


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def edit_cell(root: Path, value: float = 12.25, sheet: str = "NET.USE", cell: str = "D3") -> None:
    path = root / "data" / "development" / "connectivity.xlsx"
    book = load_workbook(path)
    book[sheet][cell] = value
    book.save(path)


def test_one_cell_makes_again_what_reads_its_series(project: Path) -> None:
    edit_cell(project)
    again = made(build(project))
    assert [name for name in again if name.startswith("sheet")] == ["sheet data/development/connectivity.xlsx"]
    assert [name for name in again if name.startswith("exhibit")] == ["exhibit fig-use", "exhibit fig-ranked"]
    assert [name for name in again if name.startswith("figure")] == [
        "figure en fig-use"
    ]  # the latest values are others'


def test_a_sentence_of_a_chapter_makes_again_that_chapter(project: Path) -> None:
    edit(
        project / "report" / "chapters" / "02-more.qmd.j2",
        "{{ inputs_table() }}",
        "{% trans %}Five findings{% endtrans %}",
    )
    again = made(build(project))
    assert [name for name in again if name.startswith(("sheet", "exhibit", "figure", "words"))] == []
    assert [name for name in again if name.startswith("chapter")] == ["chapter en chapters/02-more.qmd.j2"]
    assert [name.split()[1] for name in again if name.startswith("volume")] == ["report"]


def test_a_colour_of_the_pages_sets_no_page_of_the_pdf(project: Path) -> None:
    edit(project / "report" / "theme" / "web.css", "margin: 0;", "margin: 1px;")
    assert not [
        name for name in made(build(project)) if name.startswith(("sheet", "exhibit", "figure", "chapter", "volume"))
    ]


def test_an_edited_entry_makes_its_figure_again(project: Path) -> None:
    edit(project / "report" / "exhibits.toml", "count = 2", "count = 1")
    again = made(build(project))
    assert [name for name in again if name.startswith("exhibit")] == ["exhibit fig-ranked"]
    assert [name for name in again if name.startswith("figure")] == ["figure en fig-ranked"]


@pytest.fixture
def fonts_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fonts that are cut again come from the store of all tests, without a process that cuts them."""
    monkeypatch.setattr(fonts, "make_instances", instances_of_all_tests)
    monkeypatch.setattr(fonts, "ProcessPoolExecutor", lambda **_: ThreadPoolExecutor(1))


@pytest.mark.usefixtures("fonts_at_once")
def test_a_damaged_or_lost_store_is_made_again(project: Path) -> None:
    before = outputs(project)
    (project / STORE).write_bytes(b"damaged" * 1000)
    assert made(build(project)) and outputs(project) == before
    shutil.rmtree((project / STORE).parent)
    fill_store(project)
    assert made(build(project)) and outputs(project) == before


@pytest.mark.usefixtures("fonts_at_once")
def test_exchanged_and_damaged_entries_are_never_published(project: Path) -> None:
    before = outputs(project)
    with sqlite3.connect(project / STORE) as base:
        rows = base.execute("SELECT key, digest, content FROM entries ORDER BY LENGTH(content) DESC").fetchall()
        for (key, _, _), (_, digest, content) in zip(rows, [*rows[1:], rows[0]], strict=True):
            base.execute("UPDATE entries SET digest = ?, content = ? WHERE key = ?", (digest, content, key))
    for name in ("figures/fig-use.svg", "fonts/NotoSans-Regular.ttf"):
        (project / "build" / "2026" / "en" / name).write_bytes(b"")
    told = build(project)
    assert outputs(project) == before
    assert any("damaged entry" in event.text for event in told if event.kind == "note")


EDITS: dict[str, Callable[[Path, random.Random], object]] = {
    "a cell": lambda root, chance: edit_cell(root, round(chance.uniform(1, 99), 3), cell=f"{chance.choice('CDEF')}{chance.randint(2, 6)}"),
    "a blank": lambda root, chance: edit_cell(root, None, cell=f"{chance.choice('CDEF')}{chance.randint(2, 6)}"),  # type: ignore[arg-type]
    "another series": lambda root, chance: edit_cell(root, chance.randint(10**6, 10**8), "SP.POP.TOTL", f"C{chance.randint(2, 6)}"),
    "a chapter": lambda root, chance: (root / "report/chapters/02-more.qmd.j2").open("a").write(f"\n{chance.choice(WORDS)}\n"),
    "an entry": lambda root, chance: edit_first(root / "report/exhibits.toml", f"first = {chance.randint(2003, 2012)}"),
    "a style": lambda root, chance: (root / "report/theme/gdgr.css").open("a").write(f"\n.x {{ margin: {chance.randint(1, 9)}px; }}\n"),
    "a setting of Typst": lambda root, chance: edit_size(root, chance.randint(70, 82) / 10),
}  # fmt: skip
WORDS = ["{% trans %}Accounting{% endtrans %}", "{{ amount('fig-use.world_last') }}", "[@fig-use]", "[@tbl-economies]"]


def edit_first(path: Path, new: str) -> None:
    path.write_text(re.sub(r"first = \d+", new, path.read_text(encoding="utf-8")), encoding="utf-8")


def edit_size(root: Path, size: float) -> None:
    path = root / "report" / "theme" / "typst-template.typ"
    path.write_text(
        re.sub(r"size: 8\.\d*pt, fill: gdgr-grey", f"size: {size}pt, fill: gdgr-grey", path.read_text()),
        encoding="utf-8",
    )


@settings(max_examples=3, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(sorted(EDITS)), min_size=2, max_size=3), st.integers(0, 10**6))
def test_a_build_from_the_store_equals_one_from_nothing(built: Path, edits: list[str], seed: int) -> None:
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        root, other = Path(folder, "kept"), Path(folder, "anew")
        shutil.copytree(built, root)
        for name in edits:
            EDITS[name](root, chance)
            build(root)
        other.mkdir()
        for name in ("data", "report"):
            shutil.copytree(root / name, other / name)
        fill_store(other)
        build(other)
        assert outputs(root) == outputs(other)
        manifests = [(place / "output" / "2026" / "manifest.json").read_bytes() for place in (root, other)]
        assert manifests[0] == manifests[1]


def test_sheets_are_read_once_and_what_was_read_is_listed(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workbook that is edited while the build runs: the edition is that of the bytes that were read, and says so."""
    edit_cell(project, 33.0)
    read = (project / "data" / "development" / "connectivity.xlsx").read_bytes()
    plain = building.compute

    def edited(build: Build) -> None:
        edit_cell(project, 44.0)
        (project / "report" / "chapters" / "01-key.qmd.j2").write_text("# Other {#sec-key}\n")
        plain(build)

    monkeypatch.setattr(
        plan, "STEPS", tuple(replace(step, run=edited) if step.name == "compute" else step for step in plan.STEPS)
    )
    build(project)
    listed = read_manifest(project / "output" / "2026").inputs
    assert listed["data/development/connectivity.xlsx"] == hashlib.sha256(read).hexdigest()
    assert "Other" not in (project / "output" / "2026" / "web" / "en" / "sec-key.html").read_text(encoding="utf-8")
    assert len(why(order_of(project))) == 2  # the next run sees both edits


def test_code_that_changes_during_a_build_stops_it(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = outputs(project)
    (project / "pipeline").mkdir()
    (project / "pipeline" / "module.py").write_text("x = 1\n")
    plain = building.render

    def edited(build: Build) -> None:
        plain(build)
        (project / "pipeline" / "module.py").write_text("x = 2\n")

    monkeypatch.setattr(
        plan, "STEPS", tuple(replace(step, run=edited) if step.name == "render" else step for step in plan.STEPS)
    )
    with pytest.raises(Stop) as caught:
        build(project)
    assert caught.value.problems[0].code == "code-changed" and outputs(project) == before


# --- explain ------------------------------------------------------------------------------------------------------


def explained(root: Path, **order: Any) -> list[str]:
    made = order_of(root, **order)
    return list(steps.explain(made, steps.read_inputs(made.root), Progress()))


def test_explain_touches_nothing_that_a_build_reads(project: Path) -> None:
    """A build that is at work beside it would publish what it reads of an edit that came later."""
    chapter = project / "report" / "chapters" / "01-key.qmd.j2"
    chapter.write_text(chapter.read_text(encoding="utf-8") + "\nOf no input.\n", encoding="utf-8")
    folder = project / "build" / "2026"
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    assert explained(project)
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_explain_names_each_step_of_the_list_and_builds_nothing(project: Path) -> None:
    edit_cell(project)
    before = outputs(project)
    lines = explained(project)
    assert [line.partition(":")[0] for line in lines if not line.startswith(" ")] == [step.name for step in plan.STEPS]
    assert outputs(project) == before
    told = "\n".join(lines)
    assert "runs     sheet data/development/connectivity.xlsx: content changed" in told
    assert "runs     exhibit fig-use: series NET.USE changed" in told
    assert "kept     exhibit fig-identities: all that it reads is unchanged" in told
    assert "may run  figure en fig-use" in told and "kept     figure en fig-identities" in told
    assert "may run  PDFs en" in told


@pytest.mark.parametrize("change", [("count = 2", "count = 1"), ("first = 2015", "first = 2016")])
def test_what_explain_says_is_what_runs(project: Path, change: tuple[str, str]) -> None:
    edit(project / "report" / "exhibits.toml", *change)
    foreseen = {line.split(maxsplit=1)[1].partition(":")[0] for line in explained(project) if line.startswith("  runs")}
    may = {line.split(maxsplit=2)[2].partition(":")[0] for line in explained(project) if line.startswith("  may run")}
    again = {
        name for name in made(build(project)) if name.startswith(("sheet", "exhibit", "words", "figure", "chapter"))
    }
    assert again <= foreseen | may
    assert {name for name in foreseen if name.startswith(("sheet", "exhibit", "words", "chapter"))} <= again


@pytest.mark.usefixtures("fonts_at_once")
def test_explain_after_force_and_from_nothing(project: Path) -> None:
    assert "runs     exhibit fig-use: --force was given" in "\n".join(explained(project, force=True))
    shutil.rmtree(project / "build")
    assert "runs     exhibit fig-use: it was not made before" in "\n".join(explained(project))


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


@pytest.mark.parametrize("step", [step.name for step in plan.STEPS])
def test_an_interrupt_leaves_the_last_edition(project: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    before = outputs(project)
    edit_cell(project)

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(
        plan, "STEPS", tuple(replace(one, run=interrupted) if one.name == step else one for one in plan.STEPS)
    )
    with pytest.raises(KeyboardInterrupt):
        build(project)
    assert outputs(project) == before
    assert [p.name for p in (project / "output").iterdir()] == ["2026"]


def test_pages_lead_to_the_languages_that_are_built(project: Path) -> None:
    def pages() -> str:
        return "".join(
            path.read_text(encoding="utf-8") for path in (project / "output" / "2026" / "web" / "en").glob("*.html")
        )

    assert "../zh/" not in pages()
    build(project, languages=("en", "zh"))
    assert 'href="../zh/index.html"' in pages()


def test_a_fault_is_at_the_line_that_an_author_wrote(project: Path) -> None:
    chapter = project / "report" / "chapters" / "02-more.qmd.j2"
    text = chapter.read_text(encoding="utf-8") + "\n## Of one's own {#sec-own}\n\nSee [@fig-nowhere].\n"
    chapter.write_text(text, encoding="utf-8")
    with pytest.raises(Stop) as caught:
        build(project)
    (problem,) = caught.value.problems
    assert problem.place == Place("report/chapters/02-more.qmd.j2", line=len(text.splitlines()))


@pytest.mark.parametrize("place", ["/tmp", "", "nowhere.qmd", "chapters/01-key.qmd"])
def test_places_that_are_no_files_of_the_project_stay(
    project: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault = stop(ExitCode.ENVIRONMENT, "render-disk-full", Place(place, line=10**6 if place else 0), "x", "y", "z")

    def full(*_: object) -> None:
        raise fault

    monkeypatch.setattr(work, "render_project", full)
    with pytest.raises(Stop) as caught:
        build(project, force=True)
    (problem,) = caught.value.problems
    assert caught.value.exit_code == ExitCode.ENVIRONMENT
    assert problem.place.file == (f"build/2026/en/{place}" if place.startswith("chapters") else place)


def test_steps_look_for_no_garbage_and_leave_none_behind(project: Path) -> None:
    enabled: list[bool] = []
    step = replace(plan.STEPS[0], run=lambda build: enabled.append(gc.isenabled()))
    order = order_of(project)
    at_work = running.begin(order, steps.read_inputs(order.root), Progress())
    running.run_steps(at_work, [step])
    running.end(at_work)
    assert enabled == [False] and gc.isenabled()
