"""What the theme does under Quarto: citations that Quarto cannot resolve, colours of callouts, and where both are seen to fail.

pandoc and Typst run here as Quarto runs them; ``quarto_before.lua`` imitates what a project's filter gets from Quarto.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typst

from pipeline.render.pandoc import pandoc_path

HERE = Path(__file__).parent
THEME = HERE.parents[1] / "report" / "theme"
CALLOUTS = {"note": "0758E5", "tip": "00A047", "important": "CC1914", "warning": "EB9113", "caution": "FC5300"}

TEXT = """---
lang: en
gdgr:
  references:
    tbl-far: {text: "Table S3 of the annex", number: "S3", href: "x-annex.pdf#tbl-far"}
---

# About *this* {#sec-about .unnumbered}

See [@sec-about], [-@sec-about], [@fig-x; @sec-about; @tbl-far] and [@sec-two], [@sec-deep].

# Two {#sec-two}

## Part

### Deep {#sec-deep}

::: {.callout-note title="Read [@sec-about] first"}
In a callout [@tbl-far], [-@tbl-far].
:::

::: {#fig-x .exhibit}
![](x.svg){fig-alt="x"}

A caption with [@sec-about]
:::

| Cell           |
|:---------------|
| [@sec-about]   |

::: {.gdgr-table}
| Economy   | 2024                     | Note                            |
|:----------|:-------------------------|:--------------------------------|
| Alphaland | [On track]{.mark-track}  | It is [away]{.mark-regress} now |
:::
"""


def handed_on(folder: Path, format: str) -> dict[str, Any]:
    """The document that Quarto's cross-referencing gets: after its reading and the filter of the project."""
    keep = folder / "keep.lua"
    keep.write_text("function Pandoc(doc) io.open('ast.json', 'w'):write(pandoc.write(doc, 'json')):close() end\n")
    filters = [HERE / "quarto_before.lua", THEME / "gdgr.lua", keep]
    command = [pandoc_path(), "--from=markdown", f"--to={format}", *(f"--lua-filter={path}" for path in filters)]
    subprocess.run(command, cwd=folder, input=TEXT, text=True, check=True, encoding="utf-8", stdout=subprocess.DEVNULL)
    return dict(json.loads((folder / "ast.json").read_text(encoding="utf-8")))


def elements(node: object, kind: str) -> Iterator[Any]:
    """Content of every element of a kind, in order."""
    if isinstance(node, dict):
        if node.get("t") == kind:
            yield node["c"]
        for child in node.values():
            yield from elements(child, kind)
    elif isinstance(node, list):
        for child in node:
            yield from elements(child, kind)


def words(inlines: list[dict[str, Any]]) -> str:
    """Plain text of inlines."""
    parts = [one["c"] if one["t"] in ("Str", "RawInline") else " " if one["t"] == "Space" else "" for one in inlines]
    text = "".join(part if isinstance(part, str) else part[1] for part in parts)
    return text or "".join(words(one["c"]) for one in inlines if one["t"] == "Emph")


# --- citations ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format", ["typst", "html"])
def test_quarto_gets_only_citations_that_it_can_resolve(tmp_path: Path, format: str) -> None:
    document = handed_on(tmp_path, format)
    left = [citation["citationId"] for citations, _ in elements(document, "Cite") for citation in citations]
    assert left == ["fig-x", "sec-two"]


def test_a_heading_without_a_number_is_cited_by_its_title_on_a_page(tmp_path: Path) -> None:
    links = [(target, json.dumps(content)) for _, content, (target, _) in elements(handed_on(tmp_path, "html"), "Link")]
    titles = [content for target, content in links if target == "#sec-about"]
    assert len(titles) == 6  # twice in the first paragraph, and in a group, a title, a caption and a cell
    assert all('"About"' in title and '{"t": "Emph", "c": [{"t": "Str", "c": "this"}]}' in title for title in titles)


def test_a_heading_without_a_number_is_cited_by_its_title_in_print(tmp_path: Path) -> None:
    text = typst_of(tmp_path)
    assert text.count('#gdgr-xref(label("sec-about"), whole: false)[About #emph[this]]') == 6
    assert "?@" not in text


def test_the_other_volume_is_cited_by_its_pdf_in_print_and_its_page_by_hand(tmp_path: Path) -> None:
    for format, address in (("typst", "x-annex.pdf#tbl-far"), ("html", "annex.html#tbl-far")):
        links = [(words(content), target) for _, content, (target, _) in elements(handed_on(tmp_path, format), "Link")]
        assert [link for link in links if link[1].endswith("#tbl-far")] == [
            ("Table S3 of the annex", address),
            ("Table S3 of the annex", address),
            ("S3", address),
        ]


def test_a_heading_below_the_sections_has_no_number_and_is_cited_by_its_title(tmp_path: Path) -> None:
    document = handed_on(tmp_path, "html")
    classes = {id: classes for _, (id, classes, _), _ in elements(document, "Header")}
    assert classes == {"sec-about": ["unnumbered"], "sec-two": [], "part": [], "sec-deep": ["unnumbered"]}
    links = [(target, words(content)) for _, content, (target, _) in elements(document, "Link")]
    assert ("#sec-deep", "Deep") in links


def test_without_the_filter_quarto_would_warn(tmp_path: Path) -> None:
    """The stand-in is not more lenient than Quarto: these citations are what it cannot resolve."""
    filters = [HERE / "quarto_before.lua", HERE / "quarto_after.lua"]
    command = [pandoc_path(), "--from=markdown", "--to=typst", *(f"--lua-filter={path}" for path in filters)]
    done = subprocess.run(command, input=TEXT, capture_output=True, text=True, check=True, encoding="utf-8")
    assert set(re.findall(r"Unable to resolve crossref @([\w-]+)", done.stderr)) == {"sec-about", "tbl-far"}


def typst_of(folder: Path) -> str:
    """The Typst text that comes out behind all filters."""
    filters = [HERE / "quarto_before.lua", THEME / "gdgr.lua", HERE / "quarto_after.lua"]
    command = [
        pandoc_path(),
        "--from=markdown",
        "--to=typst",
        "--wrap=none",
        *(f"--lua-filter={path}" for path in filters),
    ]
    done = subprocess.run(command, cwd=folder, input=TEXT, capture_output=True, text=True, check=True, encoding="utf-8")
    assert "Unable to resolve" not in done.stderr
    return done.stdout


# --- tables ---


def test_a_mark_that_is_all_of_a_cell_colours_the_cell(tmp_path: Path) -> None:
    text = typst_of(tmp_path)
    assert 'gdgr-cell("mark-track")[On track]' in text
    assert '[It is #gdgr-mark("mark-regress")[away] now]' in text
    assert 'gdgr-mark("mark-track")' not in text


# --- callouts -----------------------------------------------------------------------------------------------------


def drawn(folder: Path, call: str) -> str:
    """The picture of a callout, made by the theme's functions."""
    (folder / "theme.typ").write_text((THEME / "typst-template.typ").read_text(encoding="utf-8"), encoding="utf-8")
    source = folder / "callout.typ"
    source.write_text(f'#import "theme.typ": *\n#set page(width: 80mm, height: auto)\n{call}\n', encoding="utf-8")
    made = typst.Compiler(str(source), root=str(folder)).compile(format="svg")
    return made.decode("utf-8") if isinstance(made, bytes) else "".join(one.decode("utf-8") for one in made)


def paints(picture: str) -> set[str]:
    """Colours of fills and strokes."""
    return {colour.lower() for colour in re.findall(r'(?:fill|stroke)="(#[0-9a-fA-F]{6})"', picture)}


@pytest.mark.parametrize("kind", CALLOUTS)
def test_a_callout_of_quarto_has_the_colours_of_the_report(tmp_path: Path, kind: str) -> None:
    by_quarto = drawn(
        tmp_path,
        f'#callout(body: [b], title: [t], background_color: rgb("#dae6fb"), icon_color: rgb("#{CALLOUTS[kind]}"), '
        "icon: none, body_background_color: white)",
    )
    ours = drawn(tmp_path, f'#callout(icon_color: gdgr-callout-colour("{kind}"), title: [t], body: [b])')
    assert by_quarto == ours
    assert f"#{CALLOUTS[kind].lower()}" not in paints(by_quarto)
    assert "#dae6fb" not in paints(by_quarto)


def test_each_callout_has_a_colour_of_its_own(tmp_path: Path) -> None:
    colours = {
        kind: paints(drawn(tmp_path, f'#callout(icon_color: rgb("#{colour}"))')) for kind, colour in CALLOUTS.items()
    }
    shared = set.intersection(*colours.values())
    assert all(colours[kind] - shared for kind in CALLOUTS)
    assert len({frozenset(found) for found in colours.values()}) == len(CALLOUTS)


def test_a_colour_that_is_not_of_quarto_stays(tmp_path: Path) -> None:
    assert "#0758e6" in paints(drawn(tmp_path, '#callout(icon_color: rgb("#0758E6"), title: [t], body: [b])'))
