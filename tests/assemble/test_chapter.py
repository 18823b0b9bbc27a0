"""The desk: what chapters can ask for, each once, in Markdown that no text from a sheet can break."""

from __future__ import annotations

import json
import subprocess

import pytest

from pipeline.assemble.chapter import Desk
from pipeline.assemble.markdown import Markdown
from pipeline.assemble.templates import Later
from pipeline.findings.exhibit import Words
from pipeline.findings.facts import UnknownFact
from pipeline.findings.recipes import levels
from pipeline.render.pandoc import READER, pandoc_path
from tests.findings.world import ECONOMIES, flat, governance, ladder, series, spread, supply_use, told, tongue, workshop

EVIL = 'a "quoted" \\ <b> {.x} [y](z) ::: | *w*'


def desk(code: str = "en", **words: str) -> Desk:
    shop = workshop(
        series("USE", spread(ladder())),
        supply_use={2022: supply_use(2022), 2023: supply_use()},
        governance=governance(),
    )
    exhibit = levels.top_bottom(shop, "fig-a", "USE")
    language = tongue(shop, code)
    printed = told(shop, exhibit, code)
    if words:
        printed = Words(
            **(
                {field: getattr(printed, field) for field in ("title", "subtitle", "source", "alt", "text", "labels")}
                | words
            )
        )  # type: ignore[arg-type]
    return Desk(shop, {"fig-a": printed}, language)


def blocks(source: str) -> list[dict]:
    done = subprocess.run(
        [pandoc_path(), "--from", READER, "--to", "json"],
        input=source,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return json.loads(done.stdout)["blocks"]


def words_of(inlines: list) -> str:
    return "".join(inline.get("c", " ") if isinstance(inline.get("c", " "), str) else "" for inline in inlines)


def test_exhibit_is_one_div_with_picture_source_and_title() -> None:
    made = desk()
    paragraph, div = blocks(made.exhibit("fig-a"))
    assert paragraph["t"] == "Para"
    (identity, classes, _), inner = div["c"]
    assert (identity, classes) == ("fig-a", ["exhibit"])
    subtitle, picture, source, title = inner
    assert subtitle["c"][0][1] == ["exhibit-subtitle"] and source["c"][0][1] == ["exhibit-source"]
    image = picture["c"][0]
    assert image["t"] == "Image" and image["c"][2][0] == "figures/fig-a.svg"
    assert dict(image["c"][0][2])["fig-alt"] == made.words["fig-a"].alt
    assert words_of(title["c"]) == made.words["fig-a"].title
    assert made.used == ["fig-a"]


@pytest.mark.parametrize("field", ["title", "subtitle", "source", "text", "alt"])
def test_text_of_an_exhibit_cannot_break_it(field: str) -> None:
    paragraph, div = blocks(desk(**{field: EVIL}).exhibit("fig-a"))
    subtitle, picture, source, title = div["c"][1]
    found = {
        "title": words_of(title["c"]),
        "subtitle": words_of(subtitle["c"][1][0]["c"]),
        "source": words_of(source["c"][1][0]["c"]),
        "text": words_of(paragraph["c"]),
        "alt": dict(picture["c"][0]["c"][0][2])["fig-alt"],
    }[field]
    expected = EVIL if field != "alt" else EVIL.replace("\\ ", " ").replace('"', "”")
    assert " ".join(expected.split()) in " ".join(found.split())


def test_an_exhibit_and_a_table_are_used_once() -> None:
    made = desk()
    made.exhibit("fig-a")
    with pytest.raises(ValueError, match="fig-a is already"):
        made.exhibit("fig-a")
    made.group_table("tbl-a", ["USE"], ["income"])
    with pytest.raises(ValueError, match="tbl-a is already"):
        made.economy_table("tbl-a", ["USE"], "c")
    assert list(made.tables) == ["tbl-a"]


@pytest.mark.parametrize("ask", [lambda d: d.exhibit("fig-b"), lambda d: d.findings("fig-a", "fig-b")])
def test_unknown_figure(ask) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match="'fig-b'"):
        ask(desk())


def test_unknown_fact_passes_through() -> None:
    with pytest.raises(UnknownFact):
        desk().amount("fig-a.nothing")


@pytest.mark.parametrize("code", ["en", "zh"])
def test_findings_are_sentences_with_their_reference(code: str) -> None:
    made = desk(code)
    text = made.findings("fig-a", "fig-a")
    assert isinstance(text, Markdown)
    assert text.count("[@fig-a]") == 2


def test_values_of_the_edition() -> None:
    values = {name: value.make() if isinstance(value, Later) else value for name, value in desk().functions().items()}
    assert values["number_of_year"] == "2026" and values["oldest_latest"] == "10"
    assert values["coverage"] == {"population": "80", "count": "50"}
    count = values["count"]
    assert isinstance(count, dict)
    assert (count["indicators"], count["observations"], count["economies"], count["products"], count["tables"]) == (
        "2",
        "24",
        "12",
        "3",
        "2",
    )
    assert values["digital_industries"] == "Computers and Software"
    assert values["rule"] == {
        "on_track": "0.95",
        "fair": "0.1",
        "fast_growth": "2",
        "slow_growth": "0.5",
        "near_limit": "1",
    }
    assert "pandas" in str(values["libraries"])


@pytest.mark.parametrize("which", ["platforms", "instruments", "meetings", "targets", "parameters", "sources"])
def test_registers_are_tables(which: str) -> None:
    made = desk()
    (div,) = blocks(made.register("tbl-x", which))
    assert div["c"][0][0] == "tbl-x" and made.tables["tbl-x"].rows


def test_cards_stand_under_their_pillar() -> None:
    found = blocks(desk().cards("development"))
    assert [block["t"] for block in found] == ["Header", "Div", "Div"]
    assert desk().cards("monitoring") == ""


def test_last_year() -> None:
    shop = workshop(series("USE", flat(1.0, ECONOMIES, [2019, 2021])), supply_use={2023: supply_use()})
    assert Desk(shop, {}, tongue(shop)).last_year("USE") == "2021"
