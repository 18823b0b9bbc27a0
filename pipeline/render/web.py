"""The web edition: one static page a chapter, put into its frame here from what pandoc made of the chapter."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import html as lxml_html

from pipeline.assemble.contents import Chapter
from pipeline.assemble.dialect import plain
from pipeline.explaining import views
from pipeline.problems import ExitCode, Place, stop
from pipeline.render.jobs import labels_of
from pipeline.render.prepare import Prepared

TAGS = re.compile(r"<[^>]+>")
PLACE = re.compile(r"@@([A-Z]+)@@")
REPORT_TITLE = re.compile(r'<a class="bar-title"[^>]*>(.*?)</a>', re.DOTALL)
FIGURES = '<div class="list-of-figures">\n\n</div>'  # where a chapter asks for the list
STYLES = ("gdgr.css", "web.css")
START = "index.html"
CODES = "codes.html"  # what the codes of messages mean; no chapter, so it has no number


def write_web(prepared: Prepared, into: Path) -> None:
    """Write the web edition into a folder: a page a chapter of all volumes, index.html, figures, data, styles and fonts.

    The folder may hold an earlier edition: what has the same bytes is left as it is, what belongs to no page any more is
    removed. Raises OSError for the disk.
    """
    files = {name: text.encode() for name, text in pages(prepared)}
    sources = dict(_assets(prepared))
    into.mkdir(parents=True, exist_ok=True)
    for path in sorted(into.rglob("*")):
        name = path.relative_to(into).as_posix()
        if path.is_file() and name not in files and name not in sources:
            path.unlink()
    for name, content in files.items():
        _write(into / name, content)
    for name, source in sources.items():
        _write(into / name, source.read_bytes())


def _write(target: Path, content: bytes) -> None:
    """Write a file where its content is another."""
    if target.is_file() and target.stat().st_size == len(content) and target.read_bytes() == content:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}.part")
    part.write_bytes(content)
    part.replace(target)


def pages(prepared: Prepared) -> Iterator[tuple[str, str]]:
    """Name and text of every page."""
    chapters = prepared.contents.chapters
    front = prepared.fronts["report"]
    labels = labels_of(prepared.project)
    shown = {key: html.escape(value) for key, value in labels.items()}
    summary = _summary(prepared, chapters[0]) if chapters else ""
    yield START, _filled(front.start, START, prepared, "", shown, summary)
    for chapter in chapters:
        yield (
            chapter.page,
            _filled(front.page, chapter.page, prepared, prepared.fragments[chapter.file].html, shown, ""),
        )
    yield CODES, _filled(front.page, CODES, prepared, views.as_html(labels["codes"], labels["codes-note"]), shown, "")


def _filled(frame: str, page: str, prepared: Prepared, body: str, labels: dict[str, str], summary: str) -> str:
    """A frame with its places filled; what is put in is not looked through for places."""
    found = REPORT_TITLE.search(frame)
    report = TAGS.sub("", found.group(1)).strip() if found else ""
    chapters = prepared.contents.chapters
    mine = [chapter for chapter in chapters if chapter.page == page]
    body = body.replace(FIGURES, f'<div class="list-of-figures">{_figures(prepared)}</div>')
    title = _plain_title(prepared, mine[0]) if mine else labels["codes"] if page == CODES else ""
    values = {
        "TITLE": f"{title} – {report}" if title else report,
        "PAGE": page,
        "BODY": body,
        "SUMMARY": summary,
        "NAV": _contents(prepared, page, labels, "p"),
        "CONTENTS": f'<div class="contents">{_contents(prepared, None, labels, "h3")}</div>',
        "PAGER": _pager(prepared, page, labels),
    }
    return PLACE.sub(lambda match: values.get(match.group(1), match.group(0)), frame)


def _plain_title(prepared: Prepared, chapter: Chapter) -> str:
    title = " ".join(TAGS.sub("", prepared.fragments[chapter.file].titles[0]).split())
    return f"{chapter.number} {title}" if chapter.number else title


def _summary(prepared: Prepared, first: Chapter) -> str:
    """What the start page shows of the first chapter: its abstract and its key figures; nothing where it has neither."""
    fragment = prepared.fragments[first.file]
    tree = lxml_html.fragment_fromstring(fragment.html, create_parent="main")
    parts = tree.xpath("//div[@class='abstract']")[:1] + tree.xpath("//div[@class='key-figures']")[:1]
    if not parts:
        return ""
    for part in parts:
        part.tail = None
        for element in part.xpath(".//*[@id] | self::*[@id]"):
            del element.attrib["id"]
        for link in part.xpath(".//a[starts-with(@href, '#')]"):
            link.set("href", first.page + link.get("href"))
    shown = "\n".join(lxml_html.tostring(part, encoding="unicode") for part in parts)
    return f'<section class="summary"><h2><a href="{first.page}">{fragment.titles[0]}</a></h2>\n{shown}\n</section>'


def _contents(prepared: Prepared, page: str | None, labels: dict[str, str], heading: str) -> str:
    """Contents of all volumes: all sections (``page`` is None), or only those of the page, which is marked."""
    report = _list(prepared, prepared.contents.of("report"), page)
    annex = _list(prepared, prepared.contents.of("annex"), page)
    codes = f'<ol class="aside"><li>{_link(CODES, "", labels["codes"], page == CODES)}</li></ol>'
    if not annex:
        return report + codes
    return f'{report}<{heading} class="volume">{labels["statistical-annex"]}</{heading}>{annex}{codes}'


def _list(prepared: Prepared, chapters: Sequence[Chapter], page: str | None) -> str:
    """Chapters of a volume and their sections as nested lists."""
    items = []
    for chapter in chapters:
        titles = prepared.fragments[chapter.file].titles
        below = [
            _link(f"{chapter.page}#{section.id}", section.number, title)
            for section, title in zip(chapter.sections, titles, strict=True)
            if section.level == 2
        ]
        inner = (
            f"<ol>{''.join(f'<li>{one}</li>' for one in below)}</ol>" if below and page in (None, chapter.page) else ""
        )
        items.append(f"<li>{_link(chapter.page, chapter.number, titles[0], page == chapter.page)}{inner}</li>")
    return f"<ol>{''.join(items)}</ol>" if items else ""


def _figures(prepared: Prepared) -> str:
    """Every figure of the report with its headline, as links."""
    labels = labels_of(prepared.project)
    items = [
        (f"{chapter.page}#{item.id}", labels["reference-fig"].replace("{n}", item.number), plain(item.title))
        for chapter in prepared.contents.of("report")
        for item in chapter.items
        if item.kind == "fig"
    ]
    listed = (
        f'<li><a href="{html.escape(address)}"><span class="number">{html.escape(number)}</span>'
        f"<span>{html.escape(title)}</span></a></li>"
        for address, number, title in items
    )
    return f"<ol>{''.join(listed)}</ol>" if items else ""


def _link(address: str, number: str, title: str, current: bool = False) -> str:
    shown = f'<span class="number">{number}</span>' if number else ""
    marked = ' aria-current="page"' if current else ""
    return f'<a href="{html.escape(address)}"{marked}>{shown}{title}</a>'


def _pager(prepared: Prepared, page: str, labels: dict[str, str]) -> str:
    """Links to the chapter before and the one after."""
    chapters = prepared.contents.chapters
    steps = [(START, labels["home"])]
    if page == CODES:
        steps.append((CODES, labels["codes"]))
    else:
        steps += [(chapter.page, prepared.fragments[chapter.file].titles[0]) for chapter in chapters]
    at = [address for address, _ in steps].index(page)
    links = []
    for where, name, word in ((at - 1, "previous", "prev"), (at + 1, "next", "next")):
        if 0 <= where < len(steps):
            address, title = steps[where]
            links.append(
                f'<a class="pager-{name}" rel="{word}" href="{html.escape(address)}"><small>{labels[name]}</small>{title}</a>'
            )
    return f'<nav class="pager" aria-label="{labels["previous"]}, {labels["next"]}">{"".join(links)}</nav>'


def _assets(prepared: Prepared) -> Iterator[tuple[str, Path]]:
    """Name and source of the styles, the Latin fonts that they name, the figures of the pages and the data files."""
    folder = prepared.project.path
    styles = "".join((folder / "theme" / name).read_text(encoding="utf-8") for name in STYLES)
    names = [f"theme/{name}" for name in STYLES]
    names += [f"fonts/{name}" for name in sorted(set(re.findall(r"url\(\.\./fonts/([^)]+)\)", styles)))]
    shown = sorted({picture.source for _, reading in prepared.contents.readings for picture in reading.pictures})
    names += shown
    posters = [Path(name).with_suffix(".png").as_posix() for name in shown]
    names += [name for name in posters if name not in shown and (folder / name).is_file()]
    for name in names:
        if not (folder / name).is_file():
            raise stop(
                ExitCode.ENVIRONMENT, "render-font-missing", Place(name), "the pages name this file, and it is not there",
                "the files of the project's theme and fonts", "install the font packages of the lock file and assemble again",
            )  # fmt: skip
        yield name, folder / name
    for path in sorted((folder / "data").rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path
