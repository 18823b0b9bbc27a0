"""The measures on a stand-in for the project: what each asks of it, and that it does not count what did not happen."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline.bench import measures
from pipeline.bench.figure import Figure
from pipeline.bench.measures import Bench
from pipeline.bench.processes import Run, failed
from pipeline.bench.scratch import FONTS, Scratch
from pipeline.problems import Stop

SECONDS = {"report": 6.0, "check": 1.0, "--help": 0.2, "facts": 0.25}


@dataclass(frozen=True)
class StandIn(Scratch):
    """A project whose commands take no time, say how long they took, and leave what a build leaves."""

    asked: list[str] = field(default_factory=list)
    changes: bool = True

    def gdgr(self, *arguments: str, watching: Callable[[int], AbstractContextManager[object]] | None = None) -> Run:
        self.asked.append(" ".join(arguments))
        with watching(os.getpid()) if watching else nullcontext():
            pass
        if arguments[0] == "report":
            return self._report(arguments[-1])
        return Run(SECONDS.get(arguments[0], SECONDS.get(arguments[-1], 0.0)), "")

    def _report(self, languages: str) -> Run:
        mark = b"".join(path.read_bytes() for path in sorted((self.place / "data").rglob("*.xlsx")))
        pdf = self.output / "GDGR-2026-en.pdf"
        if pdf.is_file() and pdf.read_bytes() == mark:
            return Run(0.3, "Nothing has changed: output/2026 is up to date")
        pdf.parent.mkdir(parents=True, exist_ok=True)
        pdf.write_bytes(mark if self.changes else b"the same as ever")
        self.project.mkdir(parents=True, exist_ok=True)
        return Run(SECONDS["report"] * (1.2 if "," in languages else 1.0), "Done")

    def copy(self, place: Path) -> Scratch:
        sheets_of(self.place, place)
        (place / FONTS).touch()
        return StandIn(place, self.year, self.asked)


def sheets_of(root: Path, place: Path) -> Path:
    for name in ("data", "report/editions"):
        shutil.copytree(root / name, place / name)
    return place


@pytest.fixture
def bench(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    monkeypatch.setattr(measures, "alone", lambda project, names: 2.0 * len(list(names)))
    monkeypatch.setattr(measures, "volumes", lambda project: ("annex", "report"))
    monkeypatch.setattr(measures, "usual_way", lambda root, project, out, reader="default": 12.0)
    monkeypatch.setattr(measures, "sizes", lambda output: iter(()))
    place = sheets_of(whole, tmp_path / "project")
    (place / FONTS).touch()
    return Bench(StandIn(place, 2026), tmp_path, lambda line: None, ("facts", "check"))


def values(name: str, bench: Bench) -> dict[str, float]:
    return {figure.name: figure.value for figure in measures.MEASURES[name](bench)}


def test_cold_against_the_usual_way_and_typst(bench: Bench) -> None:
    found = values("cold", bench)
    assert found["cold, one language, against the usual way"] == 0.5
    assert found["cold, one language, against Typst alone on the volumes"] == 1.5


def test_one_cell_edited_is_seen_in_the_pdf(bench: Bench) -> None:
    assert values("edited", bench)["one cell edited, report, against Typst alone on it"] == 3.0


def test_an_edit_that_changes_nothing_is_no_measurement(bench: Bench) -> None:
    still = Bench(StandIn(bench.scratch.place, 2026, changes=False), bench.aside, bench.tell, ())
    with pytest.raises(Stop, match="changed no PDF"):
        values("edited", still)


def test_nothing_changed(bench: Bench) -> None:
    assert values("unchanged", bench) == {"nothing changed": 0.3}


def test_a_report_that_is_built_again_is_no_measurement(bench: Bench) -> None:
    still = Bench(StandIn(bench.scratch.place, 2026, changes=False), bench.aside, bench.tell, ())
    with pytest.raises(Stop, match="built again though nothing had changed"):
        values("unchanged", still)


def test_check(bench: Bench) -> None:
    assert set(values("check", bench).values()) == {1.0}


def test_second_language(bench: Bench) -> None:
    assert values("languages", bench) == {"second language, against one": pytest.approx(1.2)}


def test_growth_has_a_target_a_tenth_above_its_factor(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measures, "monte_carlo", lambda scratch, draws: draws / 1000)
    monkeypatch.setattr(measures, "more_draws", lambda root, times: 2000 * times)
    found = {figure.name: figure for figure in measures.scaling(bench)}
    assert [(figure.value, figure.target) for figure in found.values()] == [
        (1.0, pytest.approx(3.3)),
        (1.0, pytest.approx(11)),
        (1.0, pytest.approx(11)),
        (10.0, pytest.approx(11)),
    ]
    assert found["indicators x 10, cold, against x 1"].note.startswith("60 indicators")


def test_the_slowest_command_is_named(bench: Bench) -> None:
    first, second = measures.startup(bench)
    assert (first.value, first.note) == (1.0, "check, of 2 commands")
    assert second.note == "connectivity.xlsx"


def test_memory_is_that_of_a_build_from_nothing(bench: Bench) -> None:
    rss, pss = measures.memory(bench)
    assert (rss.target, pss.target) == (900, None)


@pytest.mark.parametrize("name", ["one cell edited, preview, to the page", "one cell edited, preview, to the PDF"])
def test_without_a_preview_it_is_not_measured(bench: Bench, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(measures, "PREVIEW", "pipeline.no_such.measure")
    found = {figure.name: figure for figure in measures.preview(bench)}
    assert found[name] == Figure(name, (), "s", 2.5, "not measured: this version has no preview")


def test_preview(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    module = SimpleNamespace(seconds_to_page=lambda *_, edits: [(1.5, 2.0), (1.0, 3.0), (2.5, 1.0)][:edits])
    monkeypatch.setattr(measures, "PREVIEW", "json")
    monkeypatch.setattr(measures.importlib, "import_module", lambda name: module)
    assert list(values("preview", bench).values()) == [1.5, 2.0]


def test_a_preview_that_ends_is_a_stop(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def ended(root: Path, year: int, language: str, edits: int) -> list[tuple[float, float]]:
        raise RuntimeError("the preview ended")

    monkeypatch.setattr(measures, "PREVIEW", "json")
    monkeypatch.setattr(measures.importlib, "import_module", lambda name: SimpleNamespace(seconds_to_page=ended))
    with pytest.raises(Stop, match="the preview ended"):
        values("preview", bench)


def test_a_command_is_named_as_people_type_it() -> None:
    assert failed(["python", "-m", "pipeline", "report", "--year", "2026"], "x").problems[0].place.file == (
        "gdgr report --year 2026"
    )
