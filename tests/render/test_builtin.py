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
from pipeline.render.builtin import Builtin, chapter_of
from pipeline.render.checks import check_pdf
from pipeline.render.project import Project
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
        ("en", "#ref(<fig-online>, supplement: [Figure]), to #ref(<tbl-scores>, supplement: [Table])"),
        ("en", "#ref(<sec-access>, supplement: [Section])"),
        ("en", "#ref(<fig-online>, supplement: [Figure]), #ref(<fig-progress>, supplement: [Figure])"),
        ("en", "A number alone is #ref(<fig-online>, supplement: none)"),
        ("en", "#link(<sec-about>)[About this sample]"),
        ("zh", "正文引用#ref(<fig-online>, supplement: [图])、#ref(<tbl-scores>, supplement: [表])"),
        ("zh", "#ref(<sec-development>, supplement: [章节])"),
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
    assert 'gdgr-cell("shade-8")[0.87]' in built["en"].typst
    assert 'gdgr-cell("bad-2")[−0.2]' in built["en"].typst
    assert "columns: (40fr, 12fr, 12fr, 20fr,), align: (start, end, end, start,)" in built["en"].typst


def test_a_dash_alone_in_a_cell_is_no_list(built: dict[str, Built]) -> None:
    assert "[#[]-]" in built["en"].typst


ANNEXES = "# Tables {#sec-t .annex}\n\nSee [@sec-m], [@sec-n], [@sec-key] and [@sec-access].\n\n# Methods {#sec-m .annex}\n\n## Means {#sec-n}\n\ntext\n"


def test_annexes_are_lettered_in_bookmarks_pages_and_references(tmp_path: Path) -> None:
    text = ANNEXES + "\n[About](#sec-about)\n\n# About this sample {.unnumbered #sec-about}\n"
    made = Builtin().render(sample(tmp_path, "en", **{"90_annex": text}), tmp_path / "out", quiet)
    with pikepdf.open(made.pdf) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root][3:] == ["A Tables", "B Methods", "About this sample"]
    page = html.fromstring((made.web_index.parent / "sec-t.html").read_text(encoding="utf-8"))
    assert [a.text_content() for a in page.xpath("//main//a[@class='xref']")] == [
        "Annex\u00a0B", "Section\u00a0B.1", "Chapter\u00a01", "Section\u00a02.1",
    ]  # fmt: skip
    assert page.xpath("string(//h1)") == "A Tables"
    assert [n.text_content() for n in page.xpath("//nav[@id='contents']/ol/li/a/span[@class='number']")] == [
        "1",
        "2",
        "A",
        "B",
    ]


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
    pandoc.convert(project, report_of(project), ["--to", "typst", "--output", "out.typ"])
    assert printed in (project.path / "out.typ").read_text(encoding="utf-8")


def report_of(project: Project) -> Path:
    """The combined text of a project as a file."""
    path = project.path / "combined.md"
    path.write_text(project.combined(), encoding="utf-8")
    return path


@pytest.mark.parametrize("language", ["en", "zh"])
def test_same_input_gives_the_same_bytes(built: dict[str, Built], tmp_path: Path, language: str) -> None:
    project = sample(tmp_path, language)
    again = Builtin().render(project, tmp_path / "elsewhere", quiet)
    first = built[language].rendered
    assert digest(again.pdf) == digest(first.pdf)
    assert tree(again.web_index.parent) == tree(first.web_index.parent)


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
    ("id twice", "# A {#sec-key}\n", "render-duplicate-id", "chapters/01-key-findings.qmd:1"),
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
        "render-typst-failed",
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
    pages = "".join(path.read_text(encoding="utf-8") for path in made.web_index.parent.glob("*.html"))
    assert "<script" not in pages
    assert "javascript:" not in pages
    assert "file:" not in pages + (tmp_path / "report.typ").read_text(encoding="utf-8")


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
    assert "source serif 4" in stopped.value.problems[0].found.lower()


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
    monkeypatch.setattr(builtin, "compile_pdf", full)
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
        pandoc.convert(sample(folder, "en"), folder / "report.qmd", ["--to", "typst"])
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
        pandoc.convert(replace(sample(folder, "en"), limit=0.2), folder / "report.qmd", ["--to", "typst"])
    assert stopped.value.problems[0].code == "render-time-limit"


def test_a_line_of_typst_is_mapped_to_the_chapter_before_it(tmp_path: Path) -> None:
    source = tmp_path / "report.typ"
    source.write_text("a\n// gdgr-source: chapters/x.qmd\nb\n// gdgr-source: chapters/y.qmd\nc\n", encoding="utf-8")
    assert [str(chapter_of(source, line)) for line in (1, 3, 5)] == ["report.qmd", "chapters/x.qmd", "chapters/y.qmd"]
