"""Pages: which came out different, and what of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.preview.board import PageState
from pipeline.preview.pages import Pages
from pipeline.progress import Progress
from tests.preview.fake import YEAR, Fake, fake_project, save, web


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = fake_project(tmp_path)
    make(root)
    return root


def make(root: Path) -> None:
    Fake(root).make(Progress(), lambda: None, lambda: False)


def look(pages: Pages) -> dict[str, PageState]:
    return pages.look(("en",))[0]


@pytest.fixture
def pages(root: Path) -> Pages:
    pages = Pages(root / "build" / str(YEAR))
    look(pages)
    return pages


def test_the_first_look_marks_nothing(pages: Pages) -> None:
    found = look(pages)
    assert list(found) == ["en/index.html", "en/sheet.html"]
    assert all(len(page.version) == 16 and page.changed == () for page in found.values())


def test_the_same_pages_written_again_are_the_same(root: Path, pages: Pages) -> None:
    before = pages.look(("en",))
    make(root)
    assert pages.look(("en",)) == before


def test_a_changed_text_marks_its_section(root: Path, pages: Pages) -> None:
    before = look(pages)
    save(root / "report" / "page.txt", "two")
    make(root)
    now = look(pages)
    assert now["en/index.html"].version != before["en/index.html"].version
    assert now["en/index.html"].changed == ("sec-a",)
    assert now["en/sheet.html"] == before["en/sheet.html"]


def test_a_changed_picture_changes_its_page_and_marks_the_figure_only(root: Path, pages: Pages) -> None:
    before, page = look(pages), (web(root) / "sheet.html").read_bytes()
    save(root / "data" / "sheet.txt", "2")
    make(root)
    now = look(pages)
    assert (web(root) / "sheet.html").read_bytes() == page
    assert now["en/sheet.html"].version != before["en/sheet.html"].version
    assert now["en/sheet.html"].changed == ("fig-x",)
    assert now["en/index.html"] == before["en/index.html"]


def test_a_changed_style_changes_every_page_and_marks_nothing(root: Path, pages: Pages) -> None:
    before = look(pages)
    save(web(root) / "theme" / "web.css", "body { color: red }")
    now = look(pages)
    assert all(now[name].version != before[name].version and now[name].changed == () for name in before)


def test_a_page_that_is_gone(root: Path, pages: Pages) -> None:
    (web(root) / "sheet.html").unlink()
    assert list(look(pages)) == ["en/index.html"]


@pytest.mark.parametrize("content", [b"", b" ", b"\x00\xff", b"<main><div id='a'"])
def test_a_page_that_is_no_page_has_a_version(root: Path, pages: Pages, content: bytes) -> None:
    (web(root) / "index.html").write_bytes(content)
    assert len(look(pages)["en/index.html"].version) == 16


def test_pdfs_with_the_time_of_their_last_change(root: Path, pages: Pages) -> None:
    (first,) = pages.look(("en",))[1]
    assert (first.address, first.language, first.volume) == (f"/GDGR-{YEAR}-en.pdf", "en", "report")
    make(root)
    assert pages.look(("en",))[1] == (first,)
    (web(root).parent / f"GDGR-{YEAR}-en-annex.pdf").write_bytes(b"%PDF annex")
    assert [pdf.volume for pdf in pages.look(("en",))[1]] == ["report", "annex"]
    save(root / "data" / "sheet.txt", "2")
    make(root)
    assert pages.look(("en",))[1][0].version != first.version


def test_nothing_made_yet(tmp_path: Path) -> None:
    assert Pages(tmp_path / "build").look(("en", "zh")) == ({}, ())
