"""The web edition: pages, navigation, what screen readers need, links."""

from __future__ import annotations

import pytest
from lxml import html

from pipeline.render.checks import check_web
from tests.render.conftest import Built


@pytest.mark.parametrize("language", ["en", "zh"])
def test_web_passes_every_check(built: dict[str, Built], language: str) -> None:
    assert check_web(built[language].web, language) == []


def test_one_page_a_chapter_with_what_the_pages_use(built: dict[str, Built]) -> None:
    names = {str(path.relative_to(built["en"].web)) for path in built["en"].web.rglob("*") if path.is_file()}
    assert {"index.html", "codes.html", "sec-key.html", "sec-development.html", "sec-about.html"} == {
        n for n in names if n.endswith(".html")
    }
    assert {"figures/fig-online.svg", "data/fig-online.csv", "theme/web.css", "theme/gdgr.css"} <= names
    assert not any(name.endswith((".json", ".otf")) for name in names)


@pytest.mark.parametrize(
    ("language", "links"),
    [
        ("en", {"Figure\u00a01": "sec-development.html#fig-online", "Table\u00a01": "sec-development.html#tbl-scores",
                "Chapter\u00a02": "sec-development.html#sec-development", "Section\u00a02.1": "sec-development.html#sec-access"}),
        ("zh", {"图1": "sec-development.html#fig-online", "表1": "sec-development.html#tbl-scores",
                "第2章": "sec-development.html#sec-development"}),
    ],
)  # fmt: skip
def test_references_lead_to_other_pages(built: dict[str, Built], language: str, links: dict[str, str]) -> None:
    tree = html.fromstring(built[language].page("sec-key.html"))
    found = {a.text_content(): a.get("href") for a in tree.xpath("//a[@class='xref']")}
    assert links.items() <= found.items()


def test_captions_are_numbered_as_in_print(built: dict[str, Built]) -> None:
    tree = html.fromstring(built["en"].page("sec-development.html"))
    captions = [" ".join(c.text_content().split()) for c in tree.xpath("//figcaption")]
    assert captions == [
        "Figure 1 The first bar is four times as long as the last",
        "Figure 2 The line rises in every year",
        "Table 1 Alphaland leads in both years",
    ]


def test_tables_have_scopes_and_a_region_that_can_be_scrolled_by_keyboard(built: dict[str, Built]) -> None:
    tree = html.fromstring(built["en"].page("sec-development.html"))
    region = tree.xpath("//div[contains(@class, 'gdgr-table')]")[0]
    assert (region.get("role"), region.get("tabindex"), region.get("aria-label")) == (
        "region",
        "0",
        "Alphaland leads in both years",
    )
    assert [th.get("scope") for th in region.xpath(".//thead//th")] == ["col"] * 4
    assert [th.get("scope") for th in region.xpath(".//tbody//th")] == ["row"] * 4
    assert region.xpath(".//td[contains(@class, 'shade-8')]")[0].text_content() == "0.87"


def test_images_have_alternative_text_and_data_can_be_downloaded(built: dict[str, Built]) -> None:
    tree = html.fromstring(built["en"].page("sec-development.html"))
    assert tree.xpath("//img/@alt")[0].startswith("Bar chart with four made-up bars")
    assert tree.xpath("//a[@download]/@href") == ["data/fig-online.csv"]


def test_navigation_marks_the_page_and_leads_on(built: dict[str, Built]) -> None:
    tree = html.fromstring(built["en"].page("sec-development.html"))
    assert tree.xpath("//nav[@id='contents']//a[@aria-current='page']/@href") == ["sec-development.html"]
    assert tree.xpath("//nav[@id='contents']/ol/li/ol//a/@href") == [
        "sec-development.html#sec-access",
        "sec-development.html#sec-scores",
    ]
    assert tree.xpath("//a[@rel='prev']/@href") == ["sec-key.html"]
    assert tree.xpath("//a[@rel='next']/@href") == ["sec-about.html"]
    assert tree.xpath("//nav[@class='bar-languages']//a/@href") == ["../zh/sec-development.html"]
    assert tree.xpath("string(//title)") == "2 Development: who is connected – Global Digital Governance Report 2026"


def test_start_page_has_title_contents_and_the_pdf(built: dict[str, Built]) -> None:
    tree = html.fromstring(built["zh"].page("index.html"))
    assert tree.get("lang") == "zh"
    assert tree.xpath("string(//h1)") == "全球数字治理报告"
    assert tree.xpath("//div[@class='contents']/ol/li/a/@href") == [
        "sec-key.html",
        "sec-development.html",
        "codes.html",
    ]
    assert tree.xpath("//a[@class='button']/@href") == ["../../sample-zh.pdf"]


def test_the_page_of_codes_stands_apart(built: dict[str, Built]) -> None:
    tree = html.fromstring(built["zh"].page("codes.html"))
    assert tree.get("lang") == "zh" and tree.xpath("string(//h1)") == "消息代码"
    assert tree.xpath("string(//title)").startswith("消息代码 – ")
    assert tree.xpath("//h1/following-sibling::div/@lang") == ["en"]  # the texts of the catalogue are English
    assert tree.xpath("string(//*[@id='sheet-decimal-comma']//dd[3])") == "12,3 (text)"
    assert tree.xpath("//nav[@class='side']//a[@aria-current]/@href") == ["codes.html"]
    assert tree.xpath("//nav[@class='pager']//a/@href") == ["index.html"]
    chapter = html.fromstring(built["zh"].page("sec-key.html"))
    assert chapter.xpath("//nav[@class='side']//ol[@class='aside']//a/@href") == ["codes.html"]
    assert "codes.html" not in chapter.xpath("//nav[@class='pager']//a/@href")


def test_no_page_keeps_a_placeholder_or_loads_anything_from_elsewhere(built: dict[str, Built]) -> None:
    for path in built["en"].web.glob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "@@" not in text
        assert "<script" not in text
        assert not html.fromstring(text).xpath(
            "//*[@src][starts-with(@src, 'http')] | //link[starts-with(@href, 'http')]"
        )


def test_chinese_lines_join_without_a_space(built: dict[str, Built]) -> None:
    assert "用来观察中文的行距" in built["zh"].page("sec-key.html")


def test_start_page_shows_the_key_findings_above_the_contents(built: dict[str, Built]) -> None:
    tree = html.fromstring(built["en"].page("index.html"))
    [summary] = tree.xpath("//section[@class='summary']")
    assert summary.xpath("string(h2)") == "Key findings"
    assert summary.xpath("h2/a/@href") == ["sec-key.html"]
    assert len(summary.xpath(".//div[contains(@class, 'key-number')]")) == 6
    assert summary.xpath("following::div[@class='contents']")
    assert tree.xpath("//main/h1 | //header/h1")


def test_pictures_and_wide_tables_scroll_sideways_with_a_hint(built: dict[str, Built]) -> None:
    tree = html.fromstring(built["zh"].page("sec-development.html"))
    [region, *_] = tree.xpath("//div[@class='picture']")
    assert (region.get("role"), region.get("tabindex")) == ("region", "0")
    assert region.get("aria-label")
    assert region.getprevious().text_content().strip() == "左右滑动可查看全部内容"
    wide = html.fromstring(built["en"].page("sec-about.html")).xpath("//div[contains(@class, 'columns-some')]")
    assert [one.getprevious().get("class") for one in wide] == ["scroll-hint"]
