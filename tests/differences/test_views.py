"""The same differences for a terminal, a program, a review and a browser."""

from __future__ import annotations

import json

from pipeline.differences import views
from pipeline.differences.cells import Change, Kind
from pipeline.differences.effect import Effect, FactChange, RankChange, Turn
from pipeline.findings.effects import Moved

CHANGE = Change(Kind.REVISED, "data/a.xlsx", "USE", "FRA", "2020", "84", "85|<b>", "C2")
EFFECT = Effect((Turn("turned", "fig-a:x", "It rose.", "It fell."),), 3, 20)


def test_text_lists_and_counts() -> None:
    text = views.as_text([CHANGE], EFFECT)
    assert (
        "data/a.xlsx › USE\n  revised    FRA 2020: 84 → 85|<b>  (data/a.xlsx › USE!C2)" in text and "1 revised." in text
    )
    assert "Statements: 1 turned; 3 with other figures, 20 as before." in text and "after:  It fell." in text
    assert views.as_text([]) == "No change."


def test_many_changes_of_a_kind_are_counted_after_the_first() -> None:
    many = [Change(Kind.ADDED, "a.xlsx", "USE", f"E{n}", "2020", "", "1", f"C{n}") for n in range(50)] + [CHANGE]
    text = views.as_text(many)
    assert "added      and 30 more" in text and text.count("· → 1") == 20 and "51" not in text
    assert views.as_text(many, whole=True).count("· → 1") == 50
    assert len(json.loads(views.as_json(many))["changes"]) == 51


def test_a_page_for_a_review_begins_with_the_effect_and_has_an_end() -> None:
    many = [Change(Kind.ADDED, "a.xlsx", "USE", f"E{n}", "2020", "", "1", f"C{n}") for n in range(6000)]
    page = views.as_markdown(many, EFFECT)
    assert page.index("It fell.") < page.index("| added |")
    assert page.count("| added |") == 100 and "and 5,900 more" in page and len(page) < 10_000


def test_other_forms() -> None:
    found = json.loads(views.as_json([CHANGE], EFFECT))
    assert found["changes"][0]["kind"] == "revised" and found["statements"]["turns"][0]["what"] == "turned"
    assert "statements" not in json.loads(views.as_json([CHANGE]))
    markdown = views.as_markdown([CHANGE], EFFECT)
    assert "| revised | FRA 2020 | 84 | 85\\|<b> | C2 |" in markdown and "- after: It fell." in markdown
    page = views.as_html([CHANGE], EFFECT)
    assert "85|&lt;b&gt;" in page and page.startswith("<!doctype html>") and "It fell." in page


FOLLOWS = Effect(
    (Turn("turned", "fig-a:x", "It rose.", "It fell.", "method"),), 0, 1,
    facts=(FactChange("fig-a.last", "per cent", 1, Moved(50.04, 61.0, 10.0, 0.5)), FactChange("fig-b.n", "", 0, Moved(3, 4))),
    new_facts=2, gone_facts=1,
    ranks=(RankChange("index", "FRA", (3, 1, 4), (9, 6, 12), "both"), RankChange("fig-r", "KEN", (3, 2, 5), (4, 3, 6), "data")),
    programme=(Turn("turned", "fig-p:x", "As printed.", "As made.", "programme"),), notes=("Something <cannot> be told.",),
)  # fmt: skip


def test_facts_ranks_and_what_cannot_be_told_in_every_form() -> None:
    text = views.as_text([], FOLLOWS)
    assert "turned     fig-a:x  (from method)" in text and "Facts: 2 print another number, 2 new, 1 gone." in text
    assert "fig-a.last: 50.0 → 61.0 per cent  (+11.0)  data +10.0, method +0.5, residual +0.5" in text
    assert "fig-b.n: 3 → 4  (+1)\n" in text  # nothing is said of its parts
    assert "Ranks: 2 changed, 1 of them beyond their intervals. From: data and method, each alone 1, data 1." in text
    assert "index FRA: 3 (1–4) → 9 (6–12)  data and method, each alone, beyond the intervals" in text
    assert "fig-r KEN: 3 (2–5) → 4 (3–6)  data\n" in text and "Note: Something" in text and "fig-p:x" in text
    markdown, page = views.as_markdown([], FOLLOWS), views.as_html([], FOLLOWS)
    assert "| index | FRA | 3 (1–4) | 9 (6–12) |" in markdown and "<details><summary>Facts: 2" in markdown
    assert "<td>3 (1–4)</td>" in page and "Something &lt;cannot&gt; be told." in page
    told = json.loads(views.as_json([], FOLLOWS))
    assert told["ranks"][0]["apart"] and not told["ranks"][1]["apart"]
    assert abs(told["facts"]["changed"][0]["residual"] - 0.46) < 1e-9
