"""Templates: strict and sandboxed; what is wrong stops with file, line and what is near."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.assemble.chapter import Desk
from pipeline.assemble.templates import environment, fill, template_names
from pipeline.findings.claims import Kind, try_variations
from pipeline.findings.claims.claim import claim
from pipeline.findings.messages import say
from pipeline.findings.workshop import Workshop
from pipeline.problems import ExitCode, Stop
from pipeline.store import Watch
from tests.findings.world import ECONOMIES, accounts_of, flat, series, supply_use, tongue, workshop

EVIL = "{{ 7*7 }} {% raw %} <script>alert(1)</script> [x](javascript:y) ```{=html} ::: #set page() $x$ @fig-a"


@pytest.fixture
def shop() -> Workshop:
    shop = workshop(series("USE", flat(67.44, ECONOMIES, [2024]), source=EVIL), supply_use=accounts_of(supply_use()))
    shop.group_fact("fig-use.world_last", "USE", "WLD", 2024)
    return shop


def chapter(shop: Workshop, root: Path, text: str, code: str = "en", **values: object) -> str:
    """A chapter of one template."""
    folder = root / "report" / "chapters"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "01-x.qmd.j2").write_text(text, encoding="utf-8")
    language = tongue(shop, code)
    return fill(
        environment(root, language, Watch()), "chapters/01-x.qmd.j2", Desk(shop, {}, language, {}).functions() | values
    )


def stopped(shop: Workshop, root: Path, text: str, **values: object):  # type: ignore[no-untyped-def]
    with pytest.raises(Stop) as caught:
        chapter(shop, root, text, **values)
    assert caught.value.exit_code == ExitCode.REPORT
    (problem,) = caught.value.problems
    return problem


def test_facts_in_a_chapter(shop: Workshop, tmp_path: Path) -> None:
    text = "# Head {#sec-x}\n{{ amount('fig-use.world_last') }}, {{ number('fig-use.world_last') }}, {{ headline('fig-use.world_last') }}, {{ facts_year('fig-use.world_last') }}\n"
    assert chapter(shop, tmp_path, text) == "# Head {#sec-x}\n67.4 per cent, 67.4, 67.4%, 2024\n"


def test_a_definition_list_in_the_order_of_the_language(shop: Workshop, tmp_path: Path) -> None:
    text = "{% filter in_order %}\n层级\n:   {{ x }}\n\n篮子\n:   b\n\n中断\n:   c\n\n{% endfilter %}\n"
    assert chapter(shop, tmp_path, text, "zh", x="<a>") == "层级\n:   \\<a\\>\n\n篮子\n:   b\n\n中断\n:   c\n\n"
    turned = text.replace("层级", "在")
    assert chapter(shop, tmp_path, turned, "zh", x="a").startswith("篮子\n:   b\n\n在\n")


@pytest.mark.parametrize(("code", "expected"), [("en", "x [@fig-a; @fig-b]"), ("zh", "x（[@fig-a]、[@fig-b]）")])
def test_figures_cited_after_a_finding(shop: Workshop, tmp_path: Path, code: str, expected: str) -> None:
    assert chapter(shop, tmp_path, "x{{ cited('fig-a', 'fig-b') }}", code) == expected


def test_unknown_fact_stops_with_line_and_nearest_ids(shop: Workshop, tmp_path: Path) -> None:
    problem = stopped(shop, tmp_path, "one\n\nthree {{ amount('fig-use.world_lst') }}\n")
    assert problem.code == "template-unknown-fact"
    assert str(problem.place) == "report/chapters/01-x.qmd.j2:3"
    assert "fig-use.world_lst" in problem.found and "fig-use.world_last" in problem.allowed


WRONG = {
    "unknown name": ("a\n{{ nothing }}", 2, "nothing"),
    "unknown function": ("a\n\n{{ nothing('x') }}", 3, "nothing"),
    "unknown attribute": ("{{ count.nothing }}", 1, "nothing"),
    "unknown figure": ("\n{{ exhibit('fig-no') }}", 2, "fig-no"),
    "unknown register": ("{{ register('tbl-x', 'nothing') }}", 1, "nothing"),
    "unknown indicator": ("\n\n\n{{ last_year('NOPE') }}", 4, "NOPE"),
    "fact without a year": ("{{ facts_year('fig-use.plain') }}", 1, "year"),
    "syntax": ("a\n{% if %}", 2, "Expected"),
    "arithmetic": ("a\n{{ 1 / 0 }}", 2, "division by zero"),
    "a list that ends": ("{{ [1].index(2) }}", 1, "not in list"),
    "no end": ("{% macro m() %}{{ m() }}{% endmacro %}\n{{ m() }}", 1, "recursion"),
    "block left open": ("a\n{% trans %}b", 2, ""),
    "wrong arguments": ("{{ amount() }}", 1, "argument"),
    "an attribute that the sandbox keeps": ("\n{{ amount.__globals__ }}", 2, "__globals__"),
    "a way out of the sandbox": ("{{ ().__class__.__mro__[1].__subclasses__() }}", 1, "__class__"),
    "a change to what it was given": ("{{ count.update(x=1) }}", 1, "update"),
    "a direction mark": ("a\nb \u202ec", 2, "U+202E"),
    "a page mark": ("a\n\n@@BODY@@", 3, "@@BODY@@"),
    "a file outside": ("{% include '../../secret.txt' %}", 0, "secret"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_stops_with_its_place(shop: Workshop, tmp_path: Path, name: str) -> None:
    text, line, words = WRONG[name]
    shop.fact("fig-use.plain", 1, "", 0, method="count")
    (tmp_path / "secret.txt").write_text("secret")
    problem = stopped(shop, tmp_path, text)
    assert problem.code == "template-failed"
    assert problem.place.file == "report/chapters/01-x.qmd.j2"
    assert line in (problem.place.line, 0)
    assert words in problem.found


def test_a_missing_name_keeps_its_own_stop(shop: Workshop, tmp_path: Path) -> None:
    assert stopped(shop, tmp_path, "{{ name('economy', 'XXX') }}").code == "name-missing"


def test_values_cannot_inject_templates_or_markup(shop: Workshop, tmp_path: Path) -> None:
    literal = chapter(shop, tmp_path, "{{ evil }}|{% trans x=evil %}a {{ x }} b{% endtrans %}", evil=EVIL)
    one, two = literal.split("|")
    assert two == f"a {one} b"
    assert "49" not in one and "{{" not in one and "\\<script\\>" in one and "\\[x\\](" in one and "\\`\\`\\`" in one
    assert "\\$x\\$" in one and "\\@fig-a" in one and "\\#set" in one


def test_text_of_chapters_is_translated(shop: Workshop, tmp_path: Path) -> None:
    text = "{% trans %}Five findings{% endtrans %} {% trans n='1' %}\n  no such message {{ n }}\n{% endtrans %}"
    assert chapter(shop, tmp_path, text) == "Five findings no such message 1"
    chinese = chapter(shop, tmp_path, text, "zh")
    assert not chinese.startswith("Five findings") and chinese.endswith("no such message 1")


def test_a_chapter_that_is_no_text(shop: Workshop, tmp_path: Path) -> None:
    folder = tmp_path / "report" / "chapters"
    folder.mkdir(parents=True)
    (folder / "01-x.qmd.j2").write_bytes(b"Lef\xe8vre")
    with pytest.raises(Stop) as caught:
        fill(environment(tmp_path, tongue(shop, "en"), Watch()), "chapters/01-x.qmd.j2", {})
    assert caught.value.problems[0].remedy == "save the file as UTF-8"


@pytest.mark.parametrize("name", ["01-more copy.qmd.j2", "02-数据.qmd.j2", "03-a#b.qmd.j2"])
def test_a_file_that_would_be_lost_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "report" / "chapters").mkdir(parents=True)
    (tmp_path / "report" / "chapters" / name).write_text("# Head")
    with pytest.raises(Stop) as caught:
        template_names(tmp_path)
    (problem,) = caught.value.problems
    assert (caught.value.exit_code, problem.code, problem.place.file) == (
        ExitCode.REPORT,
        "chapter-name",
        f"report/chapters/{name}",
    )


def test_a_report_without_chapters(tmp_path: Path) -> None:
    with pytest.raises(Stop) as caught:
        template_names(tmp_path)
    assert (caught.value.exit_code, caught.value.problems[0].code) == (ExitCode.REPORT, "chapter-missing")


# --- paragraphs that rest on claims ----------------------------------------------------------------------------------


def claimed(shop: Workshop, key: str = "distance", says: str = "closed", *outcomes: str) -> None:
    """Enter a claim of fig-use with the outcomes of its variations."""
    trials = try_variations(
        says, lambda outcome: outcome, dict(zip(("each-alike", "year-later", "a"), outcomes, strict=False))
    )
    shop.claims.add(claim(f"fig-use:{key}", Kind.GAP, says, say("x"), trials=trials))


@pytest.mark.parametrize("asked", ["holds('fig-use:distance')", "holds('fig-use:distance', 'opened', 'closed')"])
@pytest.mark.parametrize("outcomes", [(), ("closed",), ("closed", "level", "closed")])
def test_a_paragraph_stands_while_its_claim_holds(
    shop: Workshop, tmp_path: Path, asked: str, outcomes: tuple[str, ...]
) -> None:
    claimed(shop, "distance", "closed", *outcomes)
    assert chapter(shop, tmp_path, "{{ " + asked + " }}A paragraph.\n") == "A paragraph.\n"


def test_an_unknown_claim_stops_with_line_and_nearest_ids(shop: Workshop, tmp_path: Path) -> None:
    claimed(shop)
    problem = stopped(shop, tmp_path, "one\n\n{{ holds('fig-use:distanse') }}\n")
    assert problem.code == "claim-turned" and str(problem.place) == "report/chapters/01-x.qmd.j2:3"
    assert "fig-use:distanse" in problem.found and "fig-use:distance" in problem.allowed
    assert "gdgr claims" in problem.remedy
    assert "nearest are none" in stopped(shop, tmp_path, "{{ holds('zzz') }}").allowed


def test_a_claim_that_its_trials_withdrew_stops_with_line_and_variations(shop: Workshop, tmp_path: Path) -> None:
    claimed(shop, "distance", "closed", "level", "level", "closed")
    problem = stopped(shop, tmp_path, "one\n{{ holds('fig-use:distance') }}\n")
    assert problem.code == "claim-turned" and str(problem.place) == "report/chapters/01-x.qmd.j2:2"
    assert "'closed' and is withdrawn (not under: each-alike, year-later)" in problem.found


def test_a_claim_that_has_turned_stops_with_line_and_what_it_says_now(shop: Workshop, tmp_path: Path) -> None:
    claimed(shop, "distance", "opened")
    problem = stopped(shop, tmp_path, "one\ntwo\nthree\n{{ holds('fig-use:distance', 'closed', 'met') }}\n")
    assert problem.code == "claim-turned" and str(problem.place) == "report/chapters/01-x.qmd.j2:4"
    assert "says 'opened' and is firm" in problem.found and "says closed or met" in problem.allowed
