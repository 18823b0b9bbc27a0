"""The blocks and boxes of the dialect, in print and on the web, by both engines: one piece each, no text below 7 points."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from pipeline.render.builtin import Builtin
from pipeline.render.checks import check_pdf, check_web
from pipeline.render.quarto import load_quarto
from tests.render.conftest import Built
from tests.render.printed import blocks, pages
from tests.render.quarto_looking import places
from tests.render.quarto_stand_in import install
from tests.render.sampling import sample

BOXES = Path(__file__).parent / "boxes"


@pytest.fixture(scope="module", params=["en", "zh"])
def boxes(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The sample with a chapter of boxes."""
    language = request.param
    folder = tmp_path_factory.mktemp(f"boxes-{language}")
    project = sample(folder, language, **{"03_boxes": (BOXES / f"{language}.qmd").read_text(encoding="utf-8")})
    return Built(project, Builtin().render(project, folder / "out", lambda line: None))


def test_print_and_web_are_sound(boxes: Built) -> None:
    assert check_pdf(boxes.rendered.pdf, boxes.project.language) == []
    assert check_web(boxes.web, boxes.project.language) == []


def test_nothing_is_printed_below_seven_points(boxes: Built) -> None:
    assert min(page.smallest for page in pages(boxes.rendered.pdf) if page.smallest) >= 7.0


def test_each_figure_stands_on_one_page_with_its_words(boxes: Built) -> None:
    found = blocks(boxes.rendered.pdf)
    assert len(found) == 2
    assert all(len(block.pages) == 1 for block in found)
    assert max(block.paragraphs for block in found) >= 4  # subtitle, story, note and source are in the figure


def test_both_engines_print_the_same_places(boxes: Built, tmp_path: Path) -> None:
    quarto = load_quarto(install(tmp_path / "bin"))
    theirs = quarto.render(boxes.project, tmp_path / "out", lambda line: None)
    assert places(theirs.pdf) == places(boxes.rendered.pdf)
    assert blocks(theirs.pdf) == blocks(boxes.rendered.pdf)


def test_the_web_page_has_every_box(boxes: Built) -> None:
    page = html.fromstring(boxes.page("sec-boxes.html"))
    numbers = [one.text_content().strip() for one in page.xpath("//div[@class='finding-number']")]
    assert numbers == ["26%", "2 in 3"]
    assert len(page.xpath("//div[@class='finding-headline']")) == 2
    assert len(page.xpath("//div[@class='messages']//li")) == 3
    words = {"en": "What we do not know", "zh": "尚不清楚的问题"}[boxes.project.language]
    titles = [one.text_content().strip() for one in page.xpath("//div[@class='box-title']")]
    assert words in titles and "What nobody knows" in titles
    assert len(page.xpath("//div[@class='glossary']//dt")) == 2
    (dot, none) = page.xpath("//p/span[contains(@class, 'dot')]")
    assert dot.get("title") == dot.text_content() and none.get("class").split() == ["dot-none", "dot"]


def test_the_list_of_figures_leads_to_each(boxes: Built) -> None:
    page = html.fromstring(boxes.page("sec-boxes.html"))
    found = page.xpath("//div[@class='list-of-figures']//a/@href")
    assert found == ["sec-development.html#fig-online", "sec-development.html#fig-progress"]


def test_a_figure_on_the_web_has_its_words_and_pictures(boxes: Built) -> None:
    (block,) = html.fromstring(boxes.page("sec-development.html")).xpath(
        "//figure//div[contains(@class, 'exhibit-block')]"
    )
    layout = {"en": "layout-side", "zh": "layout-wide"}[boxes.project.language]
    assert layout in block.get("class").split() and block.get("layout") is None
    kinds = [one.get("class") for one in block.xpath("./div")]
    assert kinds == [
        "exhibit-subtitle", "scroll-hint", "picture", "exhibit-story", "exhibit-note", "exhibit-source", "exhibit-data",
    ]  # fmt: skip
    assert block.xpath(".//a/@href") == ["figures/fig-progress.svg"]


def test_what_is_for_the_web_alone_is_not_printed(boxes: Built) -> None:
    assert "(SVG)" not in boxes.typst and "（SVG）" not in boxes.typst


REGION = """# A chapter that ends with a page of a region {#sec-boxes}

Text.

::: {.region-page}
## Alphaland {.unnumbered}

Text.
:::
"""


def test_no_page_is_empty_after_a_page_of_a_region(tmp_path: Path) -> None:
    rendered = Builtin().render(sample(tmp_path, **{"01_boxes": REGION}), tmp_path / "out", lambda line: None)
    assert max(page.empty for page in pages(rendered.pdf)) < 1
