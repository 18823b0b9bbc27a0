"""The page of results: whole, accessible, self-contained, the same again, and safe whatever names a workbook has."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pandas as pd
from lxml import html

from pipeline.studies.study import Study
from pipeline.studies.views.gallery import draw_all
from pipeline.studies.views.page import ROWS, page, write_page
from tests.studies.views.workbooks import HOSTILE, rows, study


def parsed(made: Study) -> html.HtmlElement:
    return html.fromstring(page(made, draw_all(made)[0]))


def summary(made: Study) -> list[str]:
    return [item.text_content() for item in parsed(made).xpath("//section[@aria-labelledby='summary']//li")]


def test_the_page_holds_summary_ranking_profiles_weights_coherence_and_parameters(tmp_path: Path) -> None:
    made = study(tmp_path, profiles=("KEN",), designs=("aggregate.method=geometric",))
    root = parsed(made)
    headings = [heading.text_content() for heading in root.iter("h2")]
    assert headings == [
        "Summary", "Ranking", "Profiles", "Scores by part", "Tree and weights", "Coherence", "Uncertainty and sensitivity",
        "Designs side by side", "Data and treatment", "What was left out", "Every parameter, and what each step did",
    ]  # fmt: skip
    captions = {caption.text_content().split(",")[0] for caption in root.iter("caption")}
    empty = {p.text_content().split(":")[0] for p in root.iter("p") if p.text_content().endswith(": no row.")}
    shown = captions | empty
    missing = {name for name in made.tables if name not in shown} - {"Profile", "Peers"}
    assert not missing and {"Profile of KEN", "Peers of KEN"} <= shown
    pairs = {tuple(cell.text_content() for cell in row) for row in root.xpath("//tbody/tr") if len(row) == 2}
    assert {(key, str(value)) for key, value in made.parameters.items()} <= pairs


def test_the_page_is_one_file_and_accessible(tmp_path: Path) -> None:
    text = page(made := study(tmp_path, profiles=("KEN",)), draw_all(made)[0])
    root = html.fromstring(text)
    assert root.get("lang") == "en" and root.findtext(".//title") == "IDX: results"
    assert not root.xpath("//link|//img|//iframe|//script[@src]|//*[@style[contains(.,'url(')]]")
    assert not re.findall(r'(?:src|href)="(?!#)', text)
    levels = [int(one.tag[1]) for one in root.iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for table in root.iter("table"):
        assert table.find("caption") is not None and table.xpath("./thead//th[@scope='col']")
        assert all(row[0].tag == "th" and row[0].get("scope") == "row" for row in table.xpath("./tbody/tr"))
    for picture in root.iter("svg"):
        assert picture.get("role") == "img" and picture.get("aria-label")
    names = [one.get("id") for one in root.xpath("//*[@id]")]
    assert len(names) == len(set(names))
    called = set(re.findall(r'href="#([^"]+)"|url\(#([^)]+)\)', text))
    assert {one or other for one, other in called} <= set(names)


def test_hostile_names_are_text(tmp_path: Path) -> None:
    made = study(tmp_path, rows(names=HOSTILE), profiles=("AUT",))
    text = page(made, draw_all(made)[0])
    root = html.fromstring(text)
    assert len(root.xpath("//script")) == 1 and not root.xpath("//img")
    assert "49" not in {cell.text_content() for cell in root.iter("td", "th")} or "{{ 7*7 }}" in text
    cells = {cell.text_content() for cell in root.iter("td", "th")}
    assert {"<img src=x onerror=alert(1)>", "{{ 7*7 }} {% raw %}", "line one line two", "]]>"} <= cells
    assert root.xpath("//h1")[0].text_content() == "<script>alert(1)</script>"


def test_the_same_study_gives_the_same_bytes(tmp_path: Path) -> None:
    made = [study(tmp_path) for _ in range(2)]
    for number, one in enumerate(made):
        write_page(one, tmp_path / f"{number}.html", draw_all(one)[0])
    assert (tmp_path / "0.html").read_bytes() == (tmp_path / "1.html").read_bytes()


def test_any_table_has_a_place_and_what_is_cut_off_is_said(tmp_path: Path) -> None:
    made = study(tmp_path)
    long = pd.DataFrame({"INDICATOR": ["a"] * (ROWS + 1), "value": 1.5})
    wide = pd.DataFrame([[1.0] * 30], columns=[f"c{i}" for i in range(30)])
    made = replace(made, tables={**made.tables, "Statistics": long, "Never seen": wide, "Nothing": wide.head(0)})
    root = parsed(made)
    text = root.text_content()
    assert f"Shown: the first {ROWS} of {ROWS + 1} rows" in text and "the first 24 of 30 columns" in text
    assert root.xpath("//section[@aria-labelledby='further']//caption")[0].text_content() == "Never seen, 1 row"
    assert root.xpath("//section[@aria-labelledby='values']//caption[contains(., 'Statistics')]")
    assert "Nothing: no row." in text


def test_without_uncertainty_the_page_says_so(tmp_path: Path) -> None:
    text = parsed(study(tmp_path, rows(drawn=False))).text_content()
    assert "No intervals: the workbook has no sheet Uncertainty" in text
    assert "(rank 1), " in text and "nothing is known about how firm these ranks are" in text


def test_no_rank_stands_in_the_summary_without_its_interval(tmp_path: Path) -> None:
    made = study(tmp_path, profiles=("KEN",))
    highest = next(line for line in summary(made) if line.startswith("The highest scores"))
    ranking = made.tables["Ranking"].sort_values(["rank", "REF_AREA"]).head(3)
    low, high = (ranking[name].astype(int).tolist() for name in ("rank_low", "rank_high"))
    assert re.findall(r"(\d+)–(\d+) in the draws", highest) == [
        (str(a), str(b)) for a, b in zip(low, high, strict=True)
    ]


def test_no_cell_says_nan(tmp_path: Path) -> None:
    sheets = rows()
    sheets["a"] = [row if row[0] != "KEN" else ["KEN", "", None] for row in sheets["a"]]
    root = parsed(study(tmp_path, sheets, profiles=("KEN",)))
    assert not {"nan", "NaN", "None", "<NA>", "inf"} & {cell.text_content() for cell in root.iter("td", "th")}
