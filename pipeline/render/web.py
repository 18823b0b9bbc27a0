"""The web edition: one static page a chapter, made by pandoc and put into its frame here."""

from __future__ import annotations

import html
import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import html as lxml_html

from pipeline.render.pandoc import convert
from pipeline.render.project import Project

TAGS = re.compile(r"<[^>]+>")
MAIN_HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
REPORT_TITLE = re.compile(r'<a class="bar-title"[^>]*>(.*?)</a>', re.DOTALL)


@dataclass(frozen=True)
class Entry:
    """A chapter or a section of it in the contents: printed number, title as HTML, page, link, sections below."""

    number: str
    title: str
    page: str
    link: str
    below: tuple[Entry, ...] = ()


def write_web(project: Project, combined: Path, into: Path) -> str:
    """Write the web edition into a new folder ``into``; returns what pandoc said.

    One page for each heading of the first level, index.html with title, key findings and contents, and the figures, data files, styles
    and fonts that the pages use. Raises Stop (exit 5) as `pandoc.convert` does, OSError for the disk.
    """
    if into.exists():
        shutil.rmtree(into)
    words = convert(
        project, combined,
        ["--to", "chunkedhtml", "--split-level=1", "--chunk-template=%i.html", "--template", "theme/web.html", "--toc",
         "--output", str(into.resolve())],
    )  # fmt: skip
    contents = [_entry(node) for node in json.loads((into / "sitemap.json").read_text(encoding="utf-8"))["subsections"]]
    (into / "sitemap.json").unlink()
    labels = _labels(into / "index.html")
    pages = [entry.page for entry in contents]
    summary = _summary(into, contents[0]) if contents else ""
    for path in sorted(into.glob("*.html")):
        if path.name != "index.html" and path.name not in pages:
            path.unlink()  # an empty page for what stands before the first chapter
            continue
        path.write_text(_framed(path, contents, labels, summary), encoding="utf-8")
    _copy_assets(project, into)
    return words


def _entry(node: dict[str, Any]) -> Entry:
    """An entry of pandoc's sitemap. A heading below the numbered depth has number null."""
    section = node["section"]
    link = str(section["path"])
    page, _, anchor = link.partition("#")
    first = section["level"] == "1"
    below = tuple(_entry(child) for child in node["subsections"]) if first else ()
    return Entry(section["number"] or "", str(section["title"]), page, page if first else f"{page}#{anchor}", below)


def _labels(index: Path) -> dict[str, str]:
    """Words of the pager: the template leaves them in the index page."""
    text = index.read_text(encoding="utf-8")
    found = re.search(r"<!--labels(.*?)-->", text, re.DOTALL)
    rows = [line.split("=", 1) for line in (found.group(1) if found else "").strip().splitlines()]
    return {key: html.escape(value) for key, value in rows}


def _summary(into: Path, first: Entry) -> str:
    """What the start page shows of the first chapter: its abstract and its key figures; nothing where it has neither."""
    tree = lxml_html.document_fromstring((into / first.page).read_bytes().decode("utf-8"))
    parts = tree.xpath("//main//div[@class='abstract']")[:1] + tree.xpath("//main//div[@class='key-figures']")[:1]
    if not parts:
        return ""
    for part in parts:
        part.tail = None
        for element in part.xpath(".//*[@id] | self::*[@id]"):
            del element.attrib["id"]
        for link in part.xpath(".//a[starts-with(@href, '#')]"):
            link.set("href", first.page + link.get("href"))
    shown = "\n".join(lxml_html.tostring(part, encoding="unicode") for part in parts)
    return f'<section class="summary"><h2><a href="{first.link}">{first.title}</a></h2>\n{shown}\n</section>'


def _framed(path: Path, contents: list[Entry], labels: dict[str, str], summary: str) -> str:
    """One page with its title, contents, pager and links to other languages in place."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"<!--labels.*?-->\n?", "", text, flags=re.DOTALL)
    report = TAGS.sub("", REPORT_TITLE.search(text).group(1)).strip()  # type: ignore[union-attr]
    heading = MAIN_HEADING.search(text)
    chapter = " ".join(TAGS.sub("", heading.group(1)).split()) if heading and path.name != "index.html" else ""
    places = {
        "@@TITLE@@": f"{chapter} – {report}" if chapter else report,
        "@@PAGE@@": path.name,
        "@@SUMMARY@@": summary,
        "@@NAV@@": _list(contents, path.name),
        "@@CONTENTS@@": f'<div class="contents">{_list(contents, None)}</div>',
        "@@PAGER@@": _pager(path.name, contents, labels),
    }
    for mark, value in places.items():
        text = text.replace(mark, value)
    return text


def _list(entries: list[Entry] | tuple[Entry, ...], page: str | None) -> str:
    """Contents as nested lists: all sections (``page`` is None), or only those of the page, which is marked."""
    items = []
    for entry in entries:
        current = ' aria-current="page"' if page == entry.link else ""
        number = f'<span class="number">{entry.number}</span>' if entry.number else ""
        below = _list(entry.below, page) if entry.below and page in (None, entry.page) else ""
        items.append(f'<li><a href="{entry.link}"{current}>{number}{entry.title}</a>{below}</li>')
    return f"<ol>{''.join(items)}</ol>" if items else ""


def _pager(page: str, contents: list[Entry], labels: dict[str, str]) -> str:
    """Links to the chapter before and the one after."""
    pages = [entry.page for entry in contents]
    at = pages.index(page) if page in pages else -1
    links = []
    if at >= 0:
        before = (pages[at - 1], contents[at - 1].title) if at else ("index.html", labels["home"])
        links.append(
            f'<a class="pager-previous" rel="prev" href="{before[0]}"><small>{labels["previous"]}</small>{before[1]}</a>'
        )
    if at + 1 < len(pages):
        after = contents[at + 1]
        links.append(
            f'<a class="pager-next" rel="next" href="{after.page}"><small>{labels["next"]}</small>{after.title}</a>'
        )
    return f'<nav class="pager" aria-label="{labels["previous"]}, {labels["next"]}">{"".join(links)}</nav>'


def _copy_assets(project: Project, into: Path) -> None:
    """Styles, the Latin fonts that the styles name, figures (pandoc copied those it saw) and data files."""
    wanted = [("theme", ("gdgr.css", "web.css"))]
    styles = "".join((project.path / "theme" / name).read_text(encoding="utf-8") for name in wanted[0][1])
    wanted.append(("fonts", tuple(sorted(set(re.findall(r"url\(\.\./fonts/([^)]+)\)", styles))))))
    for folder, names in wanted:
        (into / folder).mkdir(exist_ok=True)
        for name in names:
            shutil.copyfile(project.path / folder / name, into / folder / name)
    copy_files(project.path / "data", into / "data")


def copy_files(source: Path, target: Path) -> None:
    """Copy the files of a folder, where there is one, without their times and owners."""
    for path in sorted(source.rglob("*")) if source.is_dir() else ():
        if path.is_file():
            goal = target / path.relative_to(source)
            goal.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, goal)
