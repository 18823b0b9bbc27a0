"""Numbers, ids and faults of the contents, from the Markdown of chapters."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.assemble.contents import Contents, make_contents
from pipeline.assemble.dialect import automatic_id, plain, read_chapter

LABELS = {
    "reference-fig": "Figure {n}", "reference-tbl": "Table {n}", "reference-chapter": "Chapter {n}", "reference-section": "Section {n}",
    "reference-annex": "Annex {n}", "reference-in-annex": "{reference} in the Statistical annex",
    "reference-in-report": "{reference} of the report",
}  # fmt: skip


def figure(name: str) -> str:
    return f'::: {{#fig-{name} .exhibit}}\n![](figures/{name}.svg){{fig-alt="Bars"}}\n\nTitle of *{name}*\n:::\n\n'


def table(name: str) -> str:
    return f"::: {{#tbl-{name} .exhibit}}\n::: {{.gdgr-table}}\n| a |\n|---|\n| 1 |\n:::\n\nTitle of {name}\n:::\n\n"


TEXTS = {
    "chapters/01-key.qmd": "# Key {#sec-key .unnumbered}\n\n## Inside\n\nSee [@fig-b; @tbl-d].\n",
    "chapters/02-a.qmd": f'# A {{#sec-a framework="development"}}\n\n## One {{#sec-one}}\n\n{figure("a")}### Deep\n\n{table("a")}## Two\n\n',
    "chapters/03-b.qmd": f"# B {{#sec-b}}\n\n{figure('b')}[here](#sec-one)\n",
    "chapters/04-m.qmd": "# M {#sec-m .annex}\n\n## Means {#sec-n}\n",
    "annex/01-t.qmd": f"# T {{#sec-t .annex}}\n\n{table('c')}{table('d')}{figure('e')}\n",
    "annex/02-r.qmd": "# R {#sec-r .annex}\n",
}


@pytest.fixture(scope="module")
def contents() -> Contents:
    return make_contents(TEXTS)


def test_numbers(contents: Contents) -> None:
    assert [(one.id, one.kind, one.number) for one in contents.chapters] == [
        ("sec-key", "plain", ""), ("sec-a", "chapter", "1"), ("sec-b", "chapter", "2"), ("sec-m", "annex", "A"),
        ("sec-t", "annex", "B"), ("sec-r", "annex", "C"),
    ]  # fmt: skip
    assert [(one.id, one.number) for chapter in contents.chapters for one in chapter.items] == [
        ("fig-a", "1"), ("tbl-a", "1"), ("fig-b", "2"), ("tbl-c", "S1"), ("tbl-d", "S2"), ("fig-e", "S1"),
    ]  # fmt: skip
    assert [(one.id, one.number) for one in contents.chapters[1].sections] == [
        ("sec-a", "1"), ("sec-one", "1.1"), ("deep", ""), ("two", "1.2"),
    ]  # fmt: skip
    assert contents.chapters[0].sections[1].number == ""
    assert [one.file for one in contents.of("annex")] == ["annex/01-t.qmd", "annex/02-r.qmd"]


@pytest.mark.parametrize(
    ("id", "volume", "words"),
    [
        ("fig-b", "report", "Figure 2"),
        ("fig-b", "annex", "Figure 2 of the report"),
        ("tbl-d", "annex", "Table S2"),
        ("tbl-d", "report", "Table S2 in the Statistical annex"),
        ("tbl-d", None, "Table S2"),
        ("sec-r", "report", "Annex C in the Statistical annex"),
        ("sec-n", "report", "Section A.1"),
        ("sec-key", "annex", "Key of the report"),
    ],
)
def test_words(contents: Contents, id: str, volume: str | None, words: str) -> None:
    assert contents.targets[id].words(LABELS, volume) == words


def test_captions_are_titles(contents: Contents) -> None:
    assert contents.targets["fig-a"].title == "Title of *a*"
    assert contents.cited("chapters/01-key.qmd") == ("fig-b", "tbl-d")
    assert contents.cited("chapters/03-b.qmd") == ("sec-one",)


def test_sound_chapters_have_no_fault(contents: Contents) -> None:
    assert contents.problems(lambda name: True) == []


FAULTS = [
    ("# A\n\nsee [@fig-none]\nand @tbl-x\n", ["unknown-reference:3", "unknown-reference:4"]),
    ("# A\n\n[x](#sec-none)\n", ["unknown-reference:3"]),
    ("# A\n\n`[@fig-none]` a\\@b.c me@example.org\n\n```\n[@fig-q]\n```\n", []),
    ("# A\n\n![](figures/a.svg)\n", ["alt-missing:3"]),
    ('# A\n\n![](figures/gone.svg){fig-alt="[@fig-z]"}\n', ["image-missing:3"]),
    (figure("a").replace("Title of *a*\n", "") + "\n# A\n", ["caption-missing:1"]),
    ("# A\n\n# B\n", ["chapter-heading:3"]),
    ("text\n", ["chapter-heading:1"]),
    ("# A {#sec-q}\n\n## B {#sec-q}\n", ["duplicate-id:3"]),
    ("# A\n\n::: {.callout-note}\n## Its title\n\ntext\n:::\n\n## B {#sec-q}\n\n[@sec-q]\n", []),
]


@pytest.mark.parametrize(("text", "found"), FAULTS)
def test_faults(text: str, found: list[str]) -> None:
    problems = make_contents({"chapters/01.qmd": text}).problems(lambda name: "gone" not in name)
    assert [f"{one.code.removeprefix('render-')}:{one.place.line}" for one in problems] == found


def test_the_title_of_a_callout_is_no_section() -> None:
    text = "# A\n\n::: {.callout-note}\n## Title\n\ntext\n:::\n\n## B\n"
    assert [one.title for one in read_chapter(text).headings] == ["A", "B"]


@pytest.mark.parametrize(
    ("title", "id"),
    [
        ("Group values and coverage", "group-values-and-coverage"),
        ("Use of the Internet", "use-of-the-internet"),
        ("发展", "发展"),
        ("1. *Means*, `x` and [more](a)", "means-x-and-more"),
        ("2024", "section"),
        ("What’s “new”?", "whats-new"),
    ],
)
def test_automatic_ids_are_those_of_pandoc(title: str, id: str) -> None:
    assert automatic_id(title) == id


def test_plain_words() -> None:
    assert plain(r"a \* *b* [c]{.small} `d`") == "a * b c d"


def test_an_edition_of_today_reads_in_a_moment(tmp_path: Path) -> None:
    rows = "".join(f"| Economy {number} | {number}.5 |\n" for number in range(20000))
    reading = read_chapter(
        f"# A\n\n::: {{#tbl-x .exhibit}}\n::: {{.gdgr-table}}\n| a | b |\n|---|---|\n{rows}:::\n\nTitle\n:::\n"
    )
    assert [one.caption for one in reading.exhibits] == ["Title"]
