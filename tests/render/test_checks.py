"""The checks find each fault that they are for: every case breaks one thing of a sound output."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from pipeline.render.checks import check_pdf, check_web
from tests.render.conftest import Built


def drop(key: str) -> Callable[[pikepdf.Pdf], None]:
    """Take a key out of the catalogue."""

    def work(pdf: pikepdf.Pdf) -> None:
        del pdf.Root[key]

    return work


def untitled(pdf: pikepdf.Pdf) -> None:
    del pdf.docinfo["/Title"]


def plain(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Metadata"]


def without_font_files(pdf: pikepdf.Pdf) -> None:
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor":
            for key in ("/FontFile2", "/FontFile3"):
                if key in thing:
                    del thing[key]


def with_small_text(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[2]
    contents = page.obj.Contents.read_bytes()
    page.obj.Contents = pdf.make_stream(contents.replace(b" Tf", b" Tf /f0 6.9 Tf", 1))


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (drop("/StructTreeRoot"), "render-pdf-untagged"),
        (drop("/MarkInfo"), "render-pdf-untagged"),
        (drop("/Lang"), "render-pdf-language"),
        (drop("/Outlines"), "render-pdf-bookmarks"),
        (untitled, "render-pdf-title"),
        (plain, "render-pdf-standard"),
        (without_font_files, "render-pdf-font"),
        (with_small_text, "render-pdf-text-small"),
    ],
)
def test_pdf_fault(built: dict[str, Built], tmp_path: Path, spoil: Callable[[pikepdf.Pdf], None], code: str) -> None:
    target = tmp_path / "spoiled.pdf"
    with pikepdf.open(built["en"].rendered.pdf) as pdf:
        spoil(pdf)
        pdf.save(target)
    assert [problem.code for problem in check_pdf(target, "en")] == [code]


def test_pdf_in_another_language(built: dict[str, Built]) -> None:
    assert [p.code for p in check_pdf(built["en"].rendered.pdf, "zh")] == ["render-pdf-language"]


@pytest.mark.parametrize(("content", "code"), [(b"", "render-pdf-missing"), (b"no pdf", "render-pdf-broken")])
def test_what_is_no_pdf(tmp_path: Path, content: bytes, code: str) -> None:
    target = tmp_path / "x.pdf"
    target.write_bytes(content)
    assert [problem.code for problem in check_pdf(target, "en")] == [code]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('href="sec-about.html"', 'href="sec-gone.html"', "render-web-link-broken"),
        ('#fig-progress"', '#fig-gone"', "render-web-link-broken"),
        ('href="data/fig-online.csv"', 'href="data/gone.csv"', "render-web-link-broken"),
        ('src="figures/fig-online.svg"', 'src="figures/gone.svg"', "render-web-image-missing"),
        ('src="figures/fig-online.svg"', 'src="http://example.org/a.svg"', "render-web-image-missing"),
        ('alt="Line chart', 'title="Line chart', "render-web-alt-missing"),
        ('href="theme/web.css"', 'href="https://example.org/web.css"', "render-web-resource"),
        ('id="sec-scores"', 'id="sec-access"', "render-web-id-twice"),
        ('lang="en"', 'lang="fr"', "render-web-language"),
        ("<title>", "<title></title><desc>", "render-web-title"),
        ("<main", "<h1>more</h1><main", "render-web-heading"),
    ],
)
def test_web_fault(built: dict[str, Built], tmp_path: Path, old: str, new: str, code: str) -> None:
    web = tmp_path / "web"
    shutil.copytree(built["en"].web, web)
    page = web / "sec-development.html"
    text = page.read_text(encoding="utf-8")
    assert old in text
    page.write_text(text.replace(old, new), encoding="utf-8")
    problems = check_web(web, "en")
    assert code in {problem.code for problem in problems}
    assert all(str(problem.place).startswith("web/") for problem in problems)


def test_no_page_at_all(tmp_path: Path) -> None:
    assert [p.code for p in check_web(tmp_path, "en")] == ["render-web-missing"]
