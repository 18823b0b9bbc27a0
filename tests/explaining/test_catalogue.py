"""Every code that is given is explained, and nothing else is; texts are whole."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

import pipeline
from pipeline.explaining import CATALOGUE, GROUPS, nearest
from pipeline.explaining.sheets import EXAMPLES, FILLED
from pipeline.explaining.views import as_html, in_full, listed
from pipeline.figures.save import REMEDIES
from pipeline.methods.balancing import Cause
from pipeline.publish import claims, closed, lineage, manifest
from pipeline.sheets.codes import CODES
from tests.explaining.given import Source

SOURCE = Path(pipeline.__file__).parent
RECORDS = (lineage.RECORD, claims.RECORD, manifest.RECORD, closed.RECORD)


def _texts(module: str, form: str) -> set[str]:
    """The texts of a module that fit a form: the codes that it puts together while it runs."""
    tree = ast.parse((SOURCE / module).read_text(encoding="utf-8"))
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return {text for text in texts if re.fullmatch(form, text)}


# What is known only when it runs, by the module that gives it.
FORMS: dict[tuple[str, str], Iterable[str]] = {
    ("pipeline.studies.balance.start", "balance-{...}"): {f"balance-{cause.value}" for cause in Cause},
    ("pipeline.publish.record", "{...}-missing"): {f"{record.kind}-missing" for record in RECORDS},
    ("pipeline.publish.record", "{...}-damaged"): {f"{record.kind}-damaged" for record in RECORDS},
    ("pipeline.render.checks", "render-{...}"): {
        f"render-{text}" for text in _texts("render/checks.py", "(pdf|web)-[a-z-]+")
    },
    ("pipeline.figures.save", "{...}"): {*REMEDIES},
    ("pipeline.sheets.codes", "{...}"): (),  # what ``at`` and ``problem`` pass on
    ("pipeline.sheets.reading.sdmx", "{...}"): _texts("sheets/reading/sdmx.py", "import-[a-z-]+"),
    ("pipeline.sheets.gate", "{...}"): (),  # the code of a Fault
    ("pipeline.sheets.reading.bounds", "{...}"): (),  # the code of a Fault
    ("pipeline.sheets.rules.keys", "{...}"): _texts("sheets/rules/keys.py", "sheet-[a-z-]+"),
}


def given(source: Source) -> set[str]:
    """Every code that is given; fails for one that is put together where ``FORMS`` does not say how."""
    found: set[str] = set()
    for module, code in source.codes():
        if "{" in code:
            assert (module, code) in FORMS, f"{module} puts a code together ({code}): enter it in FORMS"
        found |= set(FORMS[module, code]) if "{" in code else {code}
    return found


def test_every_code_that_is_given_is_explained_and_no_other() -> None:
    source = Source.below(SOURCE)
    codes = given(source)
    assert (codes | source.rows()) - set(CATALOGUE) == set(), "codes without an entry in pipeline/explaining"
    codes |= source.texts(without=("pipeline.explaining", "pipeline.sheets.codes"))  # given through a register
    assert set(CATALOGUE) - codes == set(), "entries in pipeline/explaining that nothing gives"


def test_the_walk_follows_codes_through_functions() -> None:
    trees = {
        "pipeline.problems": ast.parse("def stop(exit, code): ..."),
        "pipeline.a": ast.parse(
            "from pipeline.problems import stop\n"
            "def wrong(code, found): return stop(1, f'a-{code}')\n"
            "def other(x): return stop(1, 'b' if x else 'c')\n"
        ),
        "pipeline.b": ast.parse(
            "from pipeline import a\nfrom pipeline.a import wrong\na.wrong('one', '')\nwrong(code='two', found='')\n"
        ),
        "pipeline.c": ast.parse("from pipeline.problems import Problem\nProblem(f'd-{len(self.x)}')\n"),
    }
    assert {code for _, code in Source.of(trees).codes()} == {"a-one", "a-two", "b", "c", "d-{...}"}


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.key)
def test_entries_are_whole(group: object) -> None:
    for code in group.codes:  # type: ignore[attr-defined]
        for text in (code.title, code.meaning, code.allowed, code.remedy, code.bad, code.good):
            assert text.strip() == text and text, f"{code.code} lacks a text"
            assert text.count("`") % 2 == 0, f"{code.code}: {text}"
            assert not re.search(r"\{\w*\}", text.replace("{{", "").replace("}}", "")) or "`" in text, (
                f"{code.code}: {text}"
            )
        assert code.bad != code.good, code.code
        assert code.meaning.endswith("."), code.code


def test_each_code_stands_in_one_group() -> None:
    assert sum(len(group.codes) for group in GROUPS) == len(CATALOGUE)
    assert set(EXAMPLES) <= set(CODES) and set(FILLED) <= set(CODES)


def test_limits_are_those_that_hold() -> None:
    assert CATALOGUE["sheet-text-too-long"].allowed.startswith("at most 32,767 characters in a cell")


def test_one_code_in_full() -> None:
    assert in_full(CATALOGUE["sheet-decimal-comma"]) == (
        "sheet-decimal-comma  (error)\nDecimal comma\n\n"
        "  rule:    a number with the decimal sign of your program, stored as a number\n"
        "  reason:  A comma makes the number a text, and its size ambiguous.\n"
        "  bad:     `12,3` (text)\n"
        "  good:    `12.3` (a number; a program in another language may show it as 12,3)\n"
        "  do:      type ‹value› as a number\n"
    )


def test_the_list_names_all() -> None:
    lines = listed().splitlines()
    assert [line.split()[0] for line in lines if line.startswith("  ")] == [
        code for group in GROUPS for code in (one.code for one in group.codes)
    ]
    assert [line for line in lines if line in {group.title for group in GROUPS}] == [group.title for group in GROUPS]


@pytest.mark.parametrize(
    ("asked", "first"),
    [("sheet-decimal-coma", "sheet-decimal-comma"), ("decimal", "sheet-decimal-comma"), ("SHEET-JUMP", "sheet-jump"), ("pdf-title", "render-pdf-title")],
)  # fmt: skip
def test_nearest(asked: str, first: str) -> None:
    assert nearest(asked)[0] == first


def test_nothing_is_near_to_nothing() -> None:
    assert nearest("") == () and nearest("zzzzzzzzzz") == ()


def test_the_page_has_an_address_for_each_code_and_runs_nothing() -> None:
    page = as_html("Codes & what <they> mean", "In <English>")
    assert page.startswith('<section class="codes"><h1>Codes &amp; what &lt;they&gt; mean</h1>')
    for code in CATALOGUE:
        assert f'class="card" id="{code}"' in page
    assert "<code>12,3</code>" in page and "&lt;!DOCTYPE" in page and "<!DOCTYPE" not in page
    assert "@@" not in page and "<code>&#64;&#64;BODY&#64;&#64;</code>" in page
