"""The built-in engine: the PDF's structure, what each feature of the dialect becomes, the same bytes, each way to fail."""

from __future__ import annotations

import errno
import hashlib
from pathlib import Path

import pikepdf
import pytest
from lxml import html

from pipeline.problems import ExitCode, Stop
from pipeline.render import builtin, pandoc
from pipeline.render.builtin import Builtin
from pipeline.render.checks import check_pdf
from pipeline.render.convert import convert
from pipeline.render.project import make_anew
from tests.render.conftest import Built
from tests.render.sampling import sample


def quiet(line: str) -> None:
    """No progress."""


@pytest.mark.parametrize("language", ["en", "zh"])
def test_pdf_passes_every_check(built: dict[str, Built], language: str) -> None:
    assert check_pdf(built[language].rendered.pdf, language) == []


def test_pdf_carries_title_language_and_standard(built: dict[str, Built]) -> None:
    with pikepdf.open(built["zh"].rendered.pdf) as pdf:
        assert str(pdf.docinfo["/Title"]) == "全球数字治理报告"
        assert str(pdf.Root["/Lang"]).lower().startswith("zh")
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"


def test_pdf_has_a4_pages_with_contents_in_the_bookmarks(built: dict[str, Built]) -> None:
    with pikepdf.open(built["en"].rendered.pdf) as pdf:
        for page in pdf.pages:
            assert [round(float(x)) for x in page.mediabox] == [0, 0, 595, 842]
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
    assert titles == ["Contents", "1 Key findings", "2 Development: who is connected", "About this sample"]


def test_pdf_structure_has_header_cells_figures_with_alternative_text_and_headings(built: dict[str, Built]) -> None:
    roles: dict[str, int] = {}
    alternatives = []
    with pikepdf.open(built["en"].rendered.pdf) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary) and "/S" in thing and "/P" in thing:
                role = str(thing["/S"])
                roles[role] = roles.get(role, 0) + 1
                if role == "/Figure" and "/Alt" in thing:
                    alternatives.append(str(thing["/Alt"]))
    assert roles["/TH"] >= 9
    assert roles["/H1"] >= 4
    assert roles["/Table"] == 2
    assert any(text.startswith("Bar chart with four") for text in alternatives)


@pytest.mark.parametrize(
    ("language", "reference"),
    [
        (
            "en",
            '#gdgr-xref(label("fig-online"), whole: true)[Figure~1], to #gdgr-xref(label("tbl-scores"), whole: true)[Table~1]',
        ),
        ("en", '#gdgr-xref(label("sec-access"), whole: true)[Section~2.1]'),
        ("en", '[Figure~1], #gdgr-xref(label("fig-progress"), whole: true)[Figure~2]'),
        ("en", 'A number alone is #gdgr-xref(label("fig-online"), whole: true)[1].'),
        ("en", '#gdgr-xref(label("sec-about"), whole: false)[About this sample]'),
        (
            "zh",
            '正文引用#gdgr-xref(label("fig-online"), whole: true)[图1]、#gdgr-xref(label("tbl-scores"), whole: true)[表1]',
        ),
        ("zh", '#gdgr-xref(label("sec-development"), whole: true)[第2章]'),
    ],
)
def test_references_in_print(built: dict[str, Built], language: str, reference: str) -> None:
    assert reference in built[language].typst


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ("How to read this sample", "Warning")), ("zh", ("如何阅读本样例", "警告"))],
)
def test_callouts_have_their_title_or_the_word_of_the_language(
    built: dict[str, Built], language: str, words: tuple[str, ...]
) -> None:
    for word in words:
        assert f"title: [{word}]" in built[language].typst
        assert word in built[language].page("sec-key.html")


def test_cell_marks_become_cells_in_print(built: dict[str, Built]) -> None:
    assert 'gdgr-cell("shade-8", "0.87")' in built["en"].typst
    assert 'gdgr-cell("bad-2", "−0.2")' in built["en"].typst
    assert "columns: (40fr, 12fr, 12fr, 20fr,), align: (start, end, end, start,)" in built["en"].typst


def test_a_dash_alone_in_a_cell_is_no_list(built: dict[str, Built]) -> None:
    assert '"Deltaria", "-",' in built["en"].typst


def test_annexes_are_lettered_in_bookmarks_pages_and_references(tmp_path: Path) -> None:
    annexes = {
        "91_t": "# Tables {#sec-t .annex}\n\nSee [@sec-m], [@sec-n], [@sec-key] and [@sec-access].\n",
        "92_m": "# Methods {#sec-m .annex}\n\n## Means {#sec-n}\n\ntext [About](#sec-about)\n",
    }
    made = Builtin().render(sample(tmp_path, "en", **annexes), tmp_path / "out", quiet)
    with pikepdf.open(made.pdf) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root][3:] == ["About this sample", "A Tables", "B Methods"]
    page = html.fromstring((made.web / "sec-t.html").read_text(encoding="utf-8"))
    assert [a.text_content() for a in page.xpath("//main//a[@class='xref']")] == [
        "Annex\u00a0B", "Section\u00a0B.1", "Chapter\u00a01", "Section\u00a02.1",
    ]  # fmt: skip
    assert page.xpath("string(//h1)") == "A Tables"
    numbers = [n.text_content() for n in page.xpath("//nav[@id='contents']/ol/li/a/span[@class='number']")]
    assert numbers == ["1", "2", "A", "B"]
    page = html.fromstring((made.web / "sec-m.html").read_text(encoding="utf-8"))
    assert page.xpath("//main/p/a/@href") == ["sec-about.html#sec-about"]


@pytest.mark.parametrize(
    ("base", "printed"),
    [
        ("", "Data (CSV): fig-online.csv"),
        ("https://example.org/data", '#link("https://example.org/data/fig-online.csv")[Data (CSV)]'),
    ],
)
def test_a_data_file_is_named_in_print_or_linked_where_it_is_published(tmp_path: Path, base: str, printed: str) -> None:
    project = sample(tmp_path, "en")
    report = project.path / "report.qmd"
    text = report.read_text(encoding="utf-8")
    report.write_text(
        text.replace("gdgr:\n", f'gdgr:\n  data-base: "{base}"\n' if base else "gdgr:\n"), encoding="utf-8"
    )
    fragments, _ = convert(project, project.check(), project.texts(), make_anew)
    assert printed in fragments["chapters/02-development.qmd"].typst


@pytest.mark.parametrize("language", ["en", "zh"])
def test_same_input_gives_the_same_bytes(built: dict[str, Built], tmp_path: Path, language: str) -> None:
    project = sample(tmp_path, language)
    again = Builtin().render(project, tmp_path / "elsewhere", quiet)
    first = built[language].rendered
    assert digest(again.pdf) == digest(first.pdf)
    assert tree(again.web) == tree(first.web)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def tree(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): digest(path) for path in sorted(folder.rglob("*")) if path.is_file()}


FAULTS = [
    (
        "unknown reference",
        "# A\n\nfirst\n\nsee [@fig-none] and\n",
        "render-unknown-reference",
        "chapters/90-annex.qmd:5",
    ),
    ("reference that is a citation", "# A\n\n[@smith2020]\n", "render-unknown-reference", "chapters/90-annex.qmd:3"),
    ("id twice", "# A {#sec-key}\n", "render-duplicate-id", "chapters/90-annex.qmd:1"),
    (
        "no alternative text",
        "# A\n\n::: {#fig-q}\n![](figures/fig-online.svg)\n\nCaption\n:::\n",
        "render-alt-missing",
        "chapters/90-annex.qmd:3",
    ),
    (
        "no caption",
        "# A\n\n::: {#tbl-q}\n| a |\n|---|\n| 1 |\n:::\n",
        "render-caption-missing",
        "chapters/90-annex.qmd:3",
    ),
    ("character without glyph", "# A\n\nbefore\n\nsmile 😀\n", "render-glyph-missing", "chapters/90-annex.qmd:5"),
    ("heading level skipped", "# A\n\n### B\n", "render-typst-failed", "chapters/90-annex.qmd"),
    (
        "no such image",
        '# A\n\n::: {#fig-q}\n![](figures/none.svg){fig-alt="x"}\n\nCaption\n:::\n',
        "render-image-missing",
        "chapters/90-annex.qmd:4",
    ),
]


@pytest.mark.parametrize(("text", "code", "place"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS])
def test_a_fault_of_the_text_is_said_with_its_place(tmp_path: Path, text: str, code: str, place: str) -> None:
    project = sample(tmp_path, "en", **{"90_annex": text})
    with pytest.raises(Stop) as stopped:
        Builtin().render(project, tmp_path / "out", quiet)
    assert stopped.value.exit_code == ExitCode.RENDER
    assert [(p.code, str(p.place)) for p in stopped.value.problems] == [(code, place)]
    assert str(tmp_path) not in stopped.value.problems[0].found


def test_all_faults_of_the_text_are_said_at_once(tmp_path: Path) -> None:
    project = sample(tmp_path, "en", **{"90_annex": "# A\n\n[@fig-a]\n\n[@tbl-b]\n\n[@fig-a]\n"})
    with pytest.raises(Stop) as stopped:
        Builtin().render(project, tmp_path / "out", quiet)
    assert [str(p.place) for p in stopped.value.problems] == ["chapters/90-annex.qmd:3", "chapters/90-annex.qmd:5"]


def test_text_cannot_carry_code_of_an_output_format(tmp_path: Path) -> None:
    text = (
        '# A #panic("x")\n\n```{=typst}\n#panic("raw")\n```\n\n`#panic("raw")`{=typst} <script>alert(1)</script> \\input{x} US$5 and 6$\n\n'
        "[go](javascript:alert(1)) [file](file:///etc/passwd)\n\n- - = x\n\n| a | b |\n|---|---|\n| - x | = y |\n| #panic() | ] + [ |\n"
    )
    project = sample(tmp_path, "en", **{"90_annex": text})
    made = Builtin().render(project, tmp_path / "out", quiet)
    pages = "".join(path.read_text(encoding="utf-8") for path in made.web.glob("*.html"))
    assert "<script" not in pages
    assert "javascript:" not in pages
    assert "file:" not in pages + (tmp_path / "typst/chapters/90-annex.typ").read_text(encoding="utf-8")


@pytest.mark.parametrize("part", ["_quarto.yml", "report.qmd", "chapters", "theme", "fonts"])
def test_an_incomplete_project_is_refused(tmp_path: Path, part: str) -> None:
    project = sample(tmp_path, "en")
    (tmp_path / part).rename(tmp_path / "away")
    with pytest.raises(Stop) as stopped:
        Builtin().render(project, tmp_path / "out", quiet)
    assert stopped.value.problems[0].code == "render-project-incomplete"
    assert part in stopped.value.problems[0].found


def test_a_chapter_outside_the_project_is_not_read(tmp_path: Path) -> None:
    project = sample(tmp_path, "en")
    report = tmp_path / "report.qmd"
    report.write_text(report.read_text(encoding="utf-8") + "\n{{< include ../secret.qmd >}}\n", encoding="utf-8")
    with pytest.raises(Stop) as stopped:
        Builtin().render(project, tmp_path / "out", quiet)
    assert stopped.value.problems[0].code == "render-chapter-missing"


def test_a_missing_font_is_a_fault_of_the_machine(tmp_path: Path) -> None:
    project = sample(tmp_path, "en")
    for path in (tmp_path / "fonts").glob("SourceSerif4*"):
        path.unlink()
    with pytest.raises(Stop) as stopped:
        Builtin().render(project, tmp_path / "out", quiet)
    assert stopped.value.exit_code == ExitCode.ENVIRONMENT
    assert stopped.value.problems[0].code == "render-font-missing"
    assert "SourceSerif4" in str(stopped.value.problems[0].place)


def test_a_missing_pandoc_is_a_fault_of_the_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pypandoc

    def absent() -> str:
        raise OSError("No pandoc was found: either install pandoc")

    monkeypatch.setattr(pypandoc, "get_pandoc_path", absent)
    pandoc.pandoc_path.cache_clear()
    try:
        with pytest.raises(Stop) as stopped:
            Builtin().render(sample(tmp_path, "en"), tmp_path / "out", quiet)
    finally:
        pandoc.pandoc_path.cache_clear()
    assert stopped.value.exit_code == ExitCode.ENVIRONMENT
    assert stopped.value.problems[0].code == "render-pandoc-missing"


def test_a_full_disk_is_said_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "report.pdf")

    project = sample(tmp_path, "en")
    monkeypatch.setattr(builtin, "write_web", full)
    with pytest.raises(Stop) as stopped:
        Builtin().render(project, tmp_path / "out", quiet)
    assert stopped.value.exit_code == ExitCode.ENVIRONMENT
    assert stopped.value.problems[0].code == "render-disk-full"


def test_pandoc_that_fails_midway_is_reported_with_its_last_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "broken-pandoc"
    program.write_text("#!/bin/sh\necho 'pandoc: heap exhausted' >&2\nexit 251\n")
    program.chmod(0o755)
    monkeypatch.setattr(pandoc, "pandoc_path", lambda: str(program))
    folder = tmp_path / "project"
    folder.mkdir()
    with pytest.raises(Stop) as stopped:
        pandoc.run_jobs(sample(folder, "en"), [[{}]])
    assert stopped.value.problems[0].code == "render-pandoc-failed"
    assert "heap exhausted" in stopped.value.problems[0].found


def test_time_limit_of_pandoc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    program = tmp_path / "slow-pandoc"
    program.write_text("#!/bin/sh\nexec sleep 30\n")
    program.chmod(0o755)
    monkeypatch.setattr(pandoc, "pandoc_path", lambda: str(program))
    folder = tmp_path / "project"
    folder.mkdir()
    with pytest.raises(Stop) as stopped:
        pandoc.run_jobs(replace(sample(folder, "en"), limit=0.2), [[{}], [{}]])
    assert stopped.value.problems[0].code == "render-time-limit"


THEME_FAULTS = {
    "a bracket left open": ("typst-template.typ", "#let x = (", "unclosed delimiter"),
    "a name that is not there": ("builtin.typ", "#foo()", "unknown variable"),
    "a function that calls nothing": ("chapter.typ", '#let gdgr-image(path, alt: "", width: 100%) = foo()', "unknown variable"),
    "a filter that cannot be read": ("convert.lua", 'error("x"', "')' expected"),
    "a filter that fails": ("convert.lua", 'error("boom")', "boom"),
    "a page that is no template": ("web.html", "$if(x)$", "web.html"),
    "a part that cannot be read": ("crossref.lua", 'error("x"', "<eof> expected"),
    "a number and a text": ("chapter.typ", "#let x = 1 + [a]", "cannot add"),
    "a file that is not there": ("chapter.typ", '#import "gone.typ"', "file not found"),
}  # fmt: skip


@pytest.mark.parametrize("name", THEME_FAULTS)
def test_a_fault_of_the_theme_is_at_its_file(tmp_path: Path, name: str) -> None:
    """And not at a chapter, of which nothing is wrong."""
    file, text, words = THEME_FAULTS[name]
    folder = tmp_path / "a project"
    folder.mkdir()
    project = sample(folder, "en")
    path = project.path / "theme" / file
    before = path.read_text(encoding="utf-8")
    path.write_text(f"{before}\n{text}\n", encoding="utf-8")
    with pytest.raises(Stop) as stopped:
        Builtin().render(project, tmp_path / "out", lambda line: None)
    (problem,) = stopped.value.problems
    assert (stopped.value.exit_code, problem.place.file) == (ExitCode.RENDER, f"theme/{file}")
    assert words in problem.found
    # builtin.typ is a template of pandoc, whose lines Typst does not see; a bracket is missed where the file ends
    assert file == "builtin.typ" or problem.place.line in (before.count("\n") + 2, before.count("\n") + 3)
