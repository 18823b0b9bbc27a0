"""Rows written directly come out as pandoc would write them, and nothing in a cell is markup."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typst
from lxml import html

from pipeline.findings.wording import escape
from pipeline.render import convert
from pipeline.render.direct import LEAST, plain_row, put_typst, take_rows
from pipeline.render.project import make_anew
from tests.render.sampling import sample

HOSTILE = [
    "#panic(1)", "] + [", '"); #panic("', "\\", "a\\b", "$x$", "<script>alert(1)</script>", "&amp; &lt;", "@fig-x", "[a](b)",
    "*a* _b_ `c`", "~x~ ^y^", "- x", "= y", "1. z", "/ t: u", "--- .. --", "it's \"so\"", "a | b", "{{< x >}}", "// c", "/* d */",
    "Côte d'Ivoire", "中文 单元", "https://example.org/a_b", "a\u00a0b", "12 %", "…", "−0.2", "x~y", "gdgr0123z", "(c) ©", "'",
]  # fmt: skip


def table(cells: list[str], name: str = "tbl-x") -> str:
    rows = "\n".join(
        f"| {cell} | {number}.5 | [{number}]{{.shade-{number % 10}}} |" for number, cell in enumerate(cells)
    )
    return (
        f'# T {{#sec-t}}\n\n::: {{#{name} .exhibit}}\n::: {{.gdgr-table widths="30,10,10" size="small"}}\n'
        f"| Economy | *Head* | Mark |\n|:---|---:|:---:|\n{rows}\n:::\n\nCaption\n:::\n"
    )


TEXTS = {
    "hostile": table([escape(cell) for cell in HOSTILE]),
    "mixed": table(["Alpha", "Beta", "Gamma", "Delta", "[link](https://example.org)", "**bold**", "`code`", *"abcdef"]),
    "narrow": "# T {#sec-t}\n\n::: {#tbl-x .exhibit}\n::: {.gdgr-table row-heads=\"0\"}\n| a |\n|---|\n"
    + "".join(f"| [x{n}]{{.mark-track}} |\n" for n in range(6)) + ":::\n\nCaption\n:::\n",
    "two tables": table(list("abcde")) + table(list("fghij"), "tbl-y").removeprefix("# T {#sec-t}\n"),
}  # fmt: skip


def both(tmp_path: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> tuple[convert.Fragment, convert.Fragment, Path]:
    """The chapter with rows written directly, and by pandoc alone."""
    project = sample(tmp_path, "en", **{"90_annex": text, "01_key_findings": "# K {#sec-key}\n"})
    file = "chapters/90-annex.qmd"
    contents = project.check()
    direct = convert.convert(project, contents, project.texts(), make_anew)[0][file]
    monkeypatch.setattr(convert, "take_rows", lambda text: (text, (), "none"))
    return direct, convert.convert(project, contents, project.texts(), make_anew)[0][file], project.path


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_both_ways_give_the_same_page_and_the_same_print(
    tmp_path: Path, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert take_rows(text)[1], "some rows are written directly"
    direct, slow, folder = both(tmp_path, text, monkeypatch)
    assert shape(direct.html) == shape(slow.html)
    assert direct.typst != slow.typst
    assert picture(folder, direct.typst) == picture(folder, slow.typst)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_tables_of_the_sample_are_the_same_both_ways(
    tmp_path: Path, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = sample(tmp_path, language)
    contents = project.check()
    direct = convert.convert(project, contents, project.texts(), make_anew)[0]
    monkeypatch.setattr(convert, "take_rows", lambda text: (text, (), "none"))
    slow = convert.convert(project, contents, project.texts(), make_anew)[0]
    assert {file: shape(one.html) for file, one in direct.items()} == {
        file: shape(one.html) for file, one in slow.items()
    }


def shape(fragment: str) -> list[tuple[str, str, dict[str, str]]]:
    """Elements of a page: tag, text, attributes."""
    tree = html.fragment_fromstring(fragment, create_parent="main")
    return [(one.tag, (one.text or "").strip(), dict(one.attrib)) for one in tree.iter()]


def picture(folder: Path, fragment: str) -> list[bytes]:
    """Pages as Typst sets them."""
    main = folder / "look.typ"
    head = '#import "/theme/chapter.typ": *\n#show: gdgr.with(cover: false, contents: false)\n'
    main.write_text(head + fragment, encoding="utf-8")
    made = typst.compile(str(main), root=str(folder), font_paths=[str(folder / "fonts")], format="png", ppi=72)
    return made if isinstance(made, list) else [bytes(made or b"")]


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("| a | 1.5 |", (("", "a"), ("", "1.5"))),
        ("| a \\| b | [0.8]{.shade-4} |", (("", "a | b"), ("shade-4", "0.8"))),
        ("|  a   b  |  |", (("", "a b"), ("", ""))),
        ("| \\#x | … |", (("", "#x"), ("", "…"))),
        ("| a |", None),
        ("| a | b | c |", None),
        ("| *a* | b |", None),
        ("| a--b | c |", None),
        ("| a... | c |", None),
        ("| it's | c |", None),
        ("| a&b | c |", None),
        ("| \\a | c |", None),
        ("| [a]{.unknown} | c |", None),
        ("| [a]{.shade-1} b | c |", None),
        ("| a\u2003b | c |", None),
        ("| a\u0007 | c |", None),
        ("| a | b", None),
    ],
)
def test_what_is_plain(row: str, cells: tuple[tuple[str, str], ...] | None) -> None:
    assert plain_row(row, 2) == cells


def test_a_mark_written_by_an_editor_is_text(tmp_path: Path) -> None:
    """The mark depends on the text around it, so that no text can hold its own."""
    text = table(list("abcdef"))
    mark = take_rows(text)[2]
    spoiled = text.replace("Caption", f"{mark}0z")
    assert take_rows(spoiled)[2] != mark


def test_few_rows_are_left_and_rows_are_never_lost() -> None:
    text = table(list("abc"))
    assert take_rows(text)[:2] == (text, ())
    assert LEAST > 3
    stripped, runs, name = take_rows(table(list("abcdef")))
    assert re.search(rf"^\| {name}0z \| \| \|$", stripped, re.MULTILINE)
    with pytest.raises(ValueError, match="put back"):
        put_typst("nothing", runs, name)
