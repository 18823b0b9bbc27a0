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
from tests.findings.world import (
    ECONOMIES,
    accounts_of,
    flat,
    governance,
    ladder,
    series,
    spread,
    supply_use,
    told,
    tongue,
    workshop,
)

EVIL = 'a "quoted" \\ <b> {.x} [y](z) ::: | *w*'


def desk(code: str = "en", **words: str) -> Desk:
    shop = workshop(
        series("USE", spread(ladder())),
        supply_use=accounts_of(supply_use(2022), supply_use()),
        governance=governance(),
    )
    exhibit = levels.top_bottom(shop, "fig-a", "USE")
    language = tongue(shop, code)
    printed = told(shop, exhibit, code)
    if words:
        printed = Words(
            **(
                {
                    field: getattr(printed, field)
                    for field in ("title", "subtitle", "source", "alt", "text", "note", "labels")
                }
                | words
            )
        )  # type: ignore[arg-type]
    return Desk(shop, {"fig-a": printed}, language, {"fig-a": "side"})


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


def parts_of(made: Desk) -> tuple[list, dict[str, list], dict, list]:
    """Attributes of the figure's block, its parts by class, its picture, the inlines of its title."""
    (div,) = blocks(made.exhibit("fig-a"))
    (identity, classes, _), (block, title) = div["c"]
    assert (identity, classes) == ("fig-a", ["exhibit"])
    attributes, inner = block["c"]
    parts = {one["c"][0][1][0].removeprefix("exhibit-"): one["c"][1] for one in inner if one["t"] == "Div"}
    (picture,) = [one for one in inner if one["t"] == "Para"]
    return attributes, parts, picture["c"][0], title["c"]


def test_a_figure_is_one_div_with_chart_and_words() -> None:
    made = desk(note="Small print.", text="A story.")
    attributes, parts, image, title = parts_of(made)
    assert attributes[1] == ["exhibit-block"] and dict(attributes[2]) == {"layout": "side"}
    assert list(parts) == ["subtitle", "story", "note", "source", "data"]
    assert image["t"] == "Image" and image["c"][2][0] == "figures/fig-a.svg"
    assert dict(image["c"][0][2])["fig-alt"] == made.words["fig-a"].alt
    assert words_of(title) == made.words["fig-a"].title
    assert made.used == ["fig-a"]


def test_a_figure_without_small_print_has_no_note() -> None:
    assert "note" not in parts_of(desk(note=""))[1]


def test_a_figure_leads_to_its_data_and_pictures() -> None:
    text = desk().exhibit("fig-a")
    assert [text.count(f"]({name})") for name in ("data/fig-a.csv", "figures/fig-a.svg", "figures/fig-a.png")] == [
        1,
        2,
        1,
    ]


@pytest.mark.parametrize("field", ["title", "subtitle", "source", "text", "note", "alt"])
def test_text_of_an_exhibit_cannot_break_it(field: str) -> None:
    _, parts, image, title = parts_of(desk(**{field: EVIL}))
    found = {
        "title": words_of(title),
        "alt": dict(image["c"][0][2])["fig-alt"],
        **{name: words_of(inner[0]["c"]) for name, inner in parts.items()},
    }["story" if field == "text" else field]
    expected = EVIL if field != "alt" else EVIL.replace("\\ ", " ").replace('"', "”")
    assert " ".join(expected.split()) in " ".join(found.split())


def test_an_exhibit_and_a_table_are_used_once() -> None:
    made = desk()
    made.exhibit("fig-a")
    with pytest.raises(ValueError, match="fig-a is already"):
        made.exhibit("fig-a")
    made.group_table("tbl-a", ["USE"], ["income"], "Use")
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
    assert (count["indicators"], count["observations"], count["economies"], count["accounts"]) == (
        "2",
        "24",
        "12",
        "1",
    )
    assert str(values["digital_groups"]).startswith("Computers, electronic and optical products; Publishing")
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
    shop = workshop(series("USE", flat(1.0, ECONOMIES, [2019, 2021])), supply_use=accounts_of(supply_use()))
    assert Desk(shop, {}, tongue(shop), {}).last_year("USE") == "2021"
