"""The contract of the two engines: the same web edition, the same pages, the same places; and what `quarto render` makes by hand.

Each test runs against the stand-in, and against a real Quarto where there is one (QUARTO_PATH or PATH): `pytest -m quarto`.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from lxml import html

from pipeline.problems import ExitCode, Stop
from pipeline.render import quarto
from pipeline.render.builtin import Builtin
from pipeline.render.checks import check_pdf, check_web
from pipeline.render.fonts import package_file
from pipeline.render.prepare import Prepared, prepare
from pipeline.render.project import Keep, Project, Rendered
from pipeline.render.quarto import load_quarto
from tests.render.conftest import Built
from tests.render.quarto_looking import colours, files, fonts_of, headings, named, outline, pages, places, ways_out
from tests.render.quarto_programs import PROGRAMS, program_for
from tests.render.sampling import sample

LANGUAGES = ["en", "zh"]
FOREIGN = {  # the colours of Quarto's callouts
    tuple(round(byte / 255, 2) for byte in bytes.fromhex(colour))
    for colour in ("0758E5", "00A047", "CC1914", "EB9113", "FC5300")
}


@dataclass(frozen=True)
class Both:
    """One project, rendered by both engines."""

    project: Project
    builtin: Rendered
    quarto: Rendered
    told: list[str]


@dataclass(frozen=True)
class ByHand:
    """A project in which somebody called ``quarto render``."""

    project: Project
    output: Path
    said: str


@pytest.fixture(scope="module", params=PROGRAMS)
def program(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The stand-in, or the real Quarto of this machine."""
    return program_for(request.param, tmp_path_factory.mktemp("bin"))


@pytest.fixture(scope="module", params=LANGUAGES)
def built(request: pytest.FixtureRequest, volumes: dict[str, Built]) -> Built:
    """The sample project of a language in two volumes, as the built-in engine rendered it; not to be changed."""
    return volumes[request.param]


@pytest.fixture(scope="module")
def project(built: Built) -> Project:
    """The sample project of a language."""
    return built.project


@pytest.fixture(scope="module")
def both(program: Path, built: Built, tmp_path_factory: pytest.TempPathFactory) -> Both:
    """The sample project rendered by both engines."""
    told: list[str] = []
    by_quarto = load_quarto(program).render(built.project, tmp_path_factory.mktemp("by-quarto"), told.append)
    return Both(built.project, built.rendered, by_quarto, told)


@pytest.fixture(scope="module")
def by_hand(program: Path, project: Project, both: Both, tmp_path_factory: pytest.TempPathFactory) -> ByHand:
    """``quarto render`` by hand in a copy of the project, after a build has found the places of its figures."""
    folder = tmp_path_factory.mktemp("by-hand") / "project"
    shutil.copytree(project.path, folder)
    said = render_by_hand(program, folder)
    assert said.returncode == 0, said.stderr
    return ByHand(replace(project, path=folder), folder / "_output", said.stderr)


def render_by_hand(program: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Call ``quarto render`` in a folder."""
    return subprocess.run(
        [program, "render"], cwd=folder, capture_output=True, text=True, check=False, encoding="utf-8", errors="replace",
        env={**os.environ, "NO_COLOR": "1"}, stdin=subprocess.DEVNULL, timeout=600,
    )  # fmt: skip


# --- the same whoever renders -------------------------------------------------------------------------------------


def test_every_volume_is_a_sound_pdf(both: Both) -> None:
    assert both.quarto.pdfs.keys() == both.builtin.pdfs.keys() == both.project.pdf_names.keys()
    for volume, path in both.quarto.pdfs.items():
        assert check_pdf(path, both.project.language) == []
        assert path.name == both.project.pdf_names[volume]


def test_the_web_edition_is_the_same_byte_for_byte(both: Both) -> None:
    assert check_web(both.quarto.web, both.project.language) == []
    assert files(both.quarto.web) == files(both.builtin.web)
    assert len(files(both.quarto.web)) > 10


def test_pages_and_places_are_the_same(both: Both) -> None:
    for volume, path in both.quarto.pdfs.items():
        assert pages(path) == pages(both.builtin.pdfs[volume])
        assert outline(path) == outline(both.builtin.pdfs[volume])
        assert places(path) == places(both.builtin.pdfs[volume])
        assert len(places(path)) > (5 if volume == "report" else 1)


def test_links_between_the_volumes_are_the_same(both: Both) -> None:
    for volume, path in both.quarto.pdfs.items():
        other = both.quarto.pdfs["annex" if volume == "report" else "report"]
        assert ways_out(path) == ways_out(both.builtin.pdfs[volume])
        across = [place for _, file, place in ways_out(path) if file == other.name and "Fit" not in place]
        assert across and set(across) <= named(other).keys()
        for place in across:
            assert named(other)[place] == named(both.builtin.pdfs["annex" if volume == "report" else "report"])[place]


def test_colours_are_the_same(both: Both) -> None:
    for volume, path in both.quarto.pdfs.items():
        assert colours(path) == colours(both.builtin.pdfs[volume])
        assert not colours(path) & FOREIGN


def test_fonts_of_the_machine_do_not_show(
    program: Path, tmp_path: Path, both: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A font of the same name in other weights, as many machines have it."""
    (tmp_path / ".fonts").mkdir()
    shutil.copyfile(package_file("fontpkg-noto-sans", "NotoSans[wdth,wght].ttf"), tmp_path / ".fonts" / "NotoSans.ttf")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("TYPST_FONT_PATHS", str(tmp_path / ".fonts"))
    again = load_quarto(program).render(both.project, tmp_path / "out", lambda line: None)
    for volume, path in again.pdfs.items():
        assert fonts_of(path) == fonts_of(both.builtin.pdfs[volume])


def annex_of(sections: int) -> str:
    """A chapter of the annex: sections of two tables each, all short enough to share a page."""
    text = "# Tables {#sec-tables .annex}\n\nOpening words.\n\n"
    for one in range(sections):
        text += f"## Part {one} {{#sec-part-{one}}}\n\nSee [@tbl-a{one}] and [@tbl-b{one}].\n\n"
        for letter in "ab":
            text += f"::: {{#tbl-{letter}{one} .exhibit}}\n::: {{.gdgr-table}}\n| A | B |\n|:--|--:|\n| c | 1 |\n:::\n\nTitle\n:::\n\n"
    return text


def test_tables_of_the_annex_start_the_same_pages(program: Path, tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    chapters = {
        "annex_01_tables": annex_of(2),
        "annex_02_more": annex_of(1).replace("0", "9").replace("sec-tables", "sec-more"),
    }
    project = sample(tmp_path / "project", "en", **chapters)
    by_quarto = load_quarto(program).render(project, tmp_path / "quarto", lambda line: None)
    by_builtin = Builtin().render(project, tmp_path / "builtin", lambda line: None)
    assert places(by_quarto.pdfs["annex"]) == places(by_builtin.pdfs["annex"])
    assert pages(by_quarto.pdfs["annex"]) == pages(by_builtin.pdfs["annex"])


CALLOUTS = "# Key findings {#sec-key}\n\n" + "\n".join(
    f'::: {{.callout-{kind} title="{kind}"}}\nText.\n:::\n'
    for kind in ("note", "tip", "important", "warning", "caution")
)


def test_every_callout_has_a_colour_of_the_report(program: Path, tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    project = sample(tmp_path / "project", "en", **{"01_key_findings": CALLOUTS})
    by_quarto = load_quarto(program).render(project, tmp_path / "quarto", lambda line: None)
    by_builtin = Builtin().render(project, tmp_path / "builtin", lambda line: None)
    assert colours(by_quarto.pdf) == colours(by_builtin.pdf)
    assert not colours(by_quarto.pdf) & FOREIGN


def test_progress_is_told(both: Both) -> None:
    text = "\n".join(both.told)
    if len(both.project.volumes()) > 1:
        assert "report.qmd" in text and "annex.qmd" in text
    assert "Compiling report.typ" in text
    assert re.search(r"done in \d", both.told[-1])


def test_nothing_is_left_in_the_project(both: Both) -> None:
    names = {path.name for path in both.project.path.iterdir()}
    assert not names & {"_output", "report.pdf", "annex.pdf", "report.html", "annex.html"}


def test_versions_are_told(program: Path) -> None:
    versions = load_quarto(program).versions
    assert list(versions) == ["quarto", "quarto pandoc", "quarto typst", "pandoc", "typst"]
    assert all(re.fullmatch(r"\d+(\.\d+)+", version) for version in versions.values())


# --- by hand ------------------------------------------------------------------------------------------------------


def test_by_hand_every_volume_is_a_pdf_and_a_page(by_hand: ByHand) -> None:
    assert "Unable to resolve" not in by_hand.said
    for volume in by_hand.project.volumes():
        assert check_pdf(by_hand.output / f"{volume}.pdf", by_hand.project.language) == []
        assert (by_hand.output / f"{volume}.html").is_file()
    assert check_web(by_hand.output, by_hand.project.language) == []


def test_by_hand_the_places_are_those_of_the_build(by_hand: ByHand, both: Both) -> None:
    for volume, path in both.builtin.pdfs.items():
        assert places(by_hand.output / f"{volume}.pdf") == places(path)


def test_by_hand_the_title_is_the_one_main_heading(by_hand: ByHand) -> None:
    found = headings(by_hand.output / "report.html")
    chapters = [name for name in by_hand.project.chapters() if name.startswith("chapters/")]
    contents = 1  # "Contents", a heading of the second level
    assert [level for level, _ in found].count(1) == 1
    assert [level for level, _ in found].count(2) == len(chapters) + contents
    numbered = [text for level, text in found if level == 3 and re.match(r"\d+\.\d+\s", text)]
    assert numbered, "sections are numbered in their chapter"
    assert not [text for level, text in found if level == 4 and re.match(r"\d", text)]


def test_by_hand_a_heading_without_a_number_is_cited_by_its_title(by_hand: ByHand) -> None:
    page = html.document_fromstring((by_hand.output / "report.html").read_bytes())
    assert "?@" not in page.text_content()
    titles = {node.get("id"): node.text_content() for node in page.xpath("//*[contains(@class, 'unnumbered')][@id]")}
    titles = {id: text for id, text in titles.items() if id.startswith("sec-")}
    links = [(node.get("href")[1:], node.text_content()) for node in page.xpath("//main//a | //p//a | //li//a")]
    cited = [(id, text) for id, text in links if id in titles and text == titles[id]]
    assert cited or not titles


# --- faults that only the renderer sees ---------------------------------------------------------------------------


def spoiled(spoil: Callable[[Project], None]) -> Callable[[Project, Keep], Prepared]:
    """What both engines prepare, and then something goes wrong in the project."""

    def prepare_and_spoil(project: Project, keep: Keep) -> Prepared:
        prepared = prepare(project, keep)
        spoil(project)
        return prepared

    return prepare_and_spoil


def lose_an_image(project: Project) -> None:
    (project.path / "figures" / "fig-progress.svg").unlink()


def cite_nothing(project: Project) -> None:
    path = project.path / "chapters" / "02-development.qmd"
    path.write_text(path.read_text(encoding="utf-8").replace("[@fig-progress]", "[@fig-nowhere]"), encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "code", "mark"),
    [
        (lose_an_image, "render-file-missing", "fig-progress.svg"),
        (cite_nothing, "render-unknown-reference", "@fig-nowhere"),
    ],
)
def test_a_fault_is_reported_where_it_is(
    program: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    spoil: Callable[[Project], None],
    code: str,
    mark: str,
) -> None:
    (tmp_path / "project").mkdir()
    project = sample(tmp_path / "project", "en")
    monkeypatch.setattr(quarto, "write_web", lambda prepared, into: None)
    monkeypatch.setattr(quarto, "prepare", spoiled(spoil))
    with pytest.raises(Stop) as stopped:
        load_quarto(program).render(project, tmp_path / "out", lambda line: None)
    (problem,) = stopped.value.problems
    assert (stopped.value.exit_code, problem.code) == (ExitCode.RENDER, code)
    lines = (project.path / problem.place.file).read_text(encoding="utf-8").splitlines()
    assert mark in lines[problem.place.line - 1]


# --- the tests can fail -------------------------------------------------------------------------------------------


def changed(project: Project, folder: Path, name: str, old: str, new: str) -> Path:
    """A copy of a project with one setting changed."""
    shutil.copytree(project.path, folder)
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return folder


def test_a_wrong_shift_of_headings_shows(program: Path, project: Project, both: Both, tmp_path: Path) -> None:
    old, new = "shift-heading-level-by: 1", "shift-heading-level-by: 0"
    folder = changed(project, tmp_path / "project", "_quarto.yml", old, new)
    assert render_by_hand(program, folder).returncode == 0
    assert "render-web-heading" in {problem.code for problem in check_web(folder / "_output", project.language)}
