"""Two volumes: numbers that run on, references from one to the other in print and web, what is converted and set again."""

from __future__ import annotations

import errno
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from lxml import html

from pipeline.problems import Stop
from pipeline.render import crosslinks, pandoc, volume
from pipeline.render.builtin import Builtin
from pipeline.render.checks import check_pdf, check_web
from pipeline.render.crosslinks import Spot, link_volumes
from tests.render.conftest import LAST, MORE, TABLES, Built
from tests.render.sampling import sample

CHANGES = {"95_sources": LAST, "annex_01_tables": TABLES.replace("LONGROWS2", MORE)}


def quiet(line: str) -> None:
    """No progress."""


class Memory:
    """A keeper that remembers in this process, and counts what was made by the first word of its name."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, tuple[tuple[str, str], ...]], Any] = {}
        self.made: Counter[str] = Counter()

    def __call__(self, name: str, parts: Mapping[str, str], make: Callable[[], Any]) -> Any:
        key = name, tuple(sorted(parts.items()))
        assert all(isinstance(part, str) for part in parts.values())
        if key not in self.known:
            self.known[key] = make()
            self.made[name.partition(" ")[0]] += 1
        return self.known[key]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_both_volumes_and_the_web_edition_are_sound(volumes: dict[str, Built], language: str) -> None:
    made = volumes[language].rendered
    assert list(made.pdfs) == ["report", "annex"]
    assert made.pdfs["annex"].name == f"sample-{language}-annex.pdf"
    for path in made.pdfs.values():
        assert check_pdf(path, language) == []
    assert check_web(made.web, language) == []


def bookmarks(path: Path) -> list[str]:
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        return [item.title for item in outline.root]


def test_letters_run_on_over_both_volumes(volumes: dict[str, Built]) -> None:
    made = volumes["en"].rendered
    assert bookmarks(made.pdfs["report"])[-1] == "A Sources"
    assert bookmarks(made.pdfs["annex"]) == ["Contents", "B Tables of economies"]


def test_titles_name_the_volume(volumes: dict[str, Built]) -> None:
    for language, title in (
        ("en", "Global Digital Governance Report: Statistical annex"),
        ("zh", "全球数字治理报告：统计附件"),
    ):
        with pikepdf.open(volumes[language].rendered.pdfs["annex"]) as pdf:
            assert str(pdf.docinfo["/Title"]) == title


def links(path: Path) -> list[tuple[str, str]]:
    """Files and places that the links of a PDF open."""
    with pikepdf.open(path) as pdf:
        actions = [link.A for page in pdf.pages for link in page.get("/Annots", []) if "/A" in link]
        return [(str(a.F), str(a.D) if isinstance(a.D, pikepdf.String) else "") for a in actions if a.S == "/GoToR"]


def places(path: Path) -> dict[str, Any]:
    with pikepdf.open(path) as pdf:
        names = list(pdf.Root.Names.Dests.Names)
        assert [bytes(name) for name in names[::2]] == sorted(bytes(name) for name in names[::2])
        return {
            str(name): [float(part) for part in list(place)[2:4]]
            for name, place in zip(names[::2], names[1::2], strict=True)
        }


def test_references_lead_from_one_pdf_to_named_places_of_the_other(volumes: dict[str, Built]) -> None:
    made = volumes["en"].rendered.pdfs
    there, back = links(made["report"]), links(made["annex"])
    assert ("sample-en-annex.pdf", "tbl-more") in there
    assert ("sample-en-annex.pdf", "sec-tables") in there
    assert {place for _, place in back} == {"", "sec-development", "fig-online", "sec-about"}
    assert {place for _, place in there if place} <= places(made["annex"]).keys()
    assert {place for _, place in back if place} <= places(made["report"]).keys()
    assert places(made["report"])["fig-online"][0] == pytest.approx(70.87, abs=1)  # the left margin


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "[Table~S1 in the Statistical annex]"),
        ("en", "[Figure~1 of the report]"),
        ("en", "[Chapter~2 of the report]"),
        ("en", "[Annex~B in the Statistical annex]"),
        ("en", "[S1]"),
        ("zh", "[统计附件表S1]"),
        ("zh", "[报告图1]"),
    ],
)
def test_words_of_references_to_the_other_volume(volumes: dict[str, Built], language: str, words: str) -> None:
    assert words in volumes[language].typst.replace("\u00a0", "~")


def test_on_the_web_the_volumes_are_one_edition(volumes: dict[str, Built]) -> None:
    page = html.fromstring(volumes["en"].page("sec-sources.html"))
    assert [(a.text_content(), a.get("href")) for a in page.xpath("//main//a[@class='xref']")] == [
        ("Table\u00a0S1", "sec-tables.html#tbl-more"), ("S1", "sec-tables.html#tbl-more"), ("Annex\u00a0B", "sec-tables.html#sec-tables"),
    ]  # fmt: skip
    assert page.xpath("//a[@rel='next']/@href") == ["sec-tables.html"]
    assert page.xpath("string(//nav[@id='contents']/p[@class='volume'])") == "Statistical annex"
    assert page.xpath("//header//a[@class='bar-pdf']/@href") == ["../../sample-en.pdf", "../../sample-en-annex.pdf"]
    start = html.fromstring(volumes["en"].page("index.html"))
    assert [a.text for a in start.xpath("//a[contains(@class, 'button')]")] == [
        "Download the report (PDF)", "Download the Statistical annex (PDF)",
    ]  # fmt: skip


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often work is done: chapters converted, pandocs started, volumes set."""
    work: Counter[str] = Counter()
    run, one = pandoc.run_jobs, volume.Setter._one

    def run_jobs(project: Any, batches: Any) -> Any:
        work["pandoc"] += len(batches)
        work["converted"] += sum(len(batch) for batch in batches)
        return run(project, batches)

    def set_one(self: volume.Setter, *given: Any) -> Any:
        work["set"] += 1
        return one(self, *given)

    monkeypatch.setattr("pipeline.render.convert.run_jobs", run_jobs)
    monkeypatch.setattr(volume.Setter, "_one", set_one)
    return work


def test_only_what_changed_is_made_again(tmp_path: Path, counted: Counter[str]) -> None:
    project, keep, engine = sample(tmp_path, "en", **CHANGES), Memory(), Builtin(stays=True)
    out = tmp_path / "out"
    engine.render(project, out, quiet, keep)
    assert counted["set"] == 2
    everything = counted["converted"]
    first = {path: path.stat().st_mtime_ns for path in sorted(out.rglob("*.html"))}

    engine.render(project, out, quiet, keep)
    assert (counted["converted"], counted["set"]) == (everything, 2)
    assert {path: path.stat().st_mtime_ns for path in sorted(out.rglob("*.html"))} == first

    edit(project.path / "chapters/95-sources.qmd", "See ", "Now see ")
    engine.render(project, out, quiet, keep)
    assert (counted["converted"], counted["set"]) == (everything + 1, 3)
    changed = [path.name for path, time in first.items() if path.stat().st_mtime_ns != time]
    assert changed == ["sec-sources.html"]

    edit(project.path / "annex/01-tables.qmd", "| Economy 3 | 3.5 |", "| Economy 3 | 4.5 |")
    engine.render(project, out, quiet, keep)
    assert (counted["converted"], counted["set"]) == (everything + 1, 4), "no pandoc for a cell"
    assert ">4.5<" in (out / "web/sec-tables.html").read_text(encoding="utf-8")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_build_from_the_store_has_the_bytes_of_one_from_nothing(tmp_path: Path, volumes: dict[str, Built]) -> None:
    (tmp_path / "a").mkdir()
    project, keep, engine = sample(tmp_path / "a", "en", **CHANGES), Memory(), Builtin(stays=True)
    page = project.path / "chapters/01-key-findings.qmd"
    text = page.read_text(encoding="utf-8")
    edit(page, "All figures", "For now all figures")
    engine.render(project, tmp_path / "out", quiet, keep)
    page.write_text(text, encoding="utf-8")
    again = engine.render(project, tmp_path / "out", quiet, keep)
    first = volumes["en"].rendered
    assert {name: path.read_bytes() for name, path in again.pdfs.items()} == {
        name: path.read_bytes() for name, path in first.pdfs.items()
    }
    assert files(again.web) == files(first.web)


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_page_that_is_no_more_is_removed(tmp_path: Path) -> None:
    project = sample(tmp_path, "en")
    (tmp_path / "out/web/data").mkdir(parents=True)
    (tmp_path / "out/web/sec-old.html").write_text("old")
    (tmp_path / "out/web/data/old.csv").write_text("old")
    made = Builtin().render(project, tmp_path / "out", quiet)
    assert not (made.web / "sec-old.html").exists()
    assert not (made.web / "data/old.csv").exists()


def test_a_pdf_without_links_to_another_is_left_as_it_is(volumes: dict[str, Built]) -> None:
    data = volumes["en"].rendered.pdfs["annex"].read_bytes()
    assert link_volumes(data, [], {"other.pdf"}) == data
    again = link_volumes(data, [Spot("fig-new", 2, 70.87, 100.0)], set())
    assert again == link_volumes(data, [Spot("fig-new", 2, 70.87, 100.0)], set())


def test_no_space_for_a_pdf_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> object:
        raise OSError(errno.ENOSPC, "No space left on device", "/somewhere")

    project = sample(tmp_path, "en", **CHANGES)
    monkeypatch.setattr(crosslinks.tempfile, "NamedTemporaryFile", full)
    with pytest.raises(Stop) as caught:
        Builtin().render(project, tmp_path / "out", quiet)
    assert [problem.code for problem in caught.value.problems] == ["render-disk-full"]
    assert not list((tmp_path / "out").glob("*.pdf"))
