"""The same differences for a terminal, a program, a review and a browser."""

from __future__ import annotations

import json

from pipeline.differences import views
from pipeline.differences.cells import Change, Kind
from pipeline.differences.effect import Effect, Turn

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


def test_other_forms() -> None:
    found = json.loads(views.as_json([CHANGE], EFFECT))
    assert found["changes"][0]["kind"] == "revised" and found["statements"]["turns"][0]["what"] == "turned"
    assert "statements" not in json.loads(views.as_json([CHANGE]))
    markdown = views.as_markdown([CHANGE], EFFECT)
    assert "| revised | FRA 2020 | 84 | 85\\|<b> | C2 |" in markdown and "- after: It fell." in markdown
    page = views.as_html([CHANGE], EFFECT)
    assert "85|&lt;b&gt;" in page and page.startswith("<!doctype html>") and "It fell." in page
