"""What came out is looked at before it is published: the PDF by its structure, the web edition by its links and images."""

from __future__ import annotations

import hashlib
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree, html

from pipeline.problems import Place, Problem, Severity
from pipeline.render.project import Keep, make_anew

SMALLEST = 7.0  # points of text in print
TEXT_SIZE = re.compile(rb"/\S+ (\d+(?:\.\d+)?) Tf\b")


def check_pdf(path: Path, language: str, keep: Keep = make_anew) -> list[Problem]:
    """All faults of a PDF: pages, tags, language, title, bookmarks, PDF/UA-1 mark, size of text, fonts embedded. Empty where it is sound.

    What is found is kept under the content of the file. Source: ISO 14289-1 (PDF/UA-1), clauses 5, 7.1, 7.2, 7.21.4; the parts that show in the document's catalogue.
    """
    place = Place(path.name)
    if not path.is_file() or not path.stat().st_size:
        return [_fault("pdf-missing", place, "there is no such file, or it is empty", "a PDF", "render again")]
    content = path.read_bytes()
    parts = {"pdf": hashlib.sha256(content).hexdigest(), "language": language}
    return [
        _fault(code, place, found, allowed, "render again; if it stays, the theme (report/theme) has lost it")
        for code, found, allowed in keep(f"look {path.name}", parts, lambda: read_pdf(content, language))
    ]


def read_pdf(content: bytes, language: str) -> tuple[tuple[str, str, str], ...]:
    """Code, what was found and what is allowed, for each fault of a PDF."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return tuple(_pdf_faults(pdf, language))
    except pikepdf.PdfError as error:
        return (("pdf-broken", str(error), "a PDF that can be read"),)


def _pdf_faults(pdf: object, language: str) -> Iterator[tuple[str, str, str]]:
    """Code, what was found and what is allowed, for each fault of an open PDF."""
    root = pdf.Root  # type: ignore[attr-defined]
    if len(pdf.pages) < 1:  # type: ignore[attr-defined]
        yield "pdf-empty", "no page", "at least one page"
    if not bool(root.get("/MarkInfo", {}).get("/Marked", False)) or "/StructTreeRoot" not in root:
        yield "pdf-untagged", "no structure tree", "a tagged PDF"
    found = str(root.get("/Lang", ""))
    if found.split("-", maxsplit=1)[0].lower() != language:
        yield "pdf-language", f"document language {found or 'not set'}", language
    if not str(pdf.docinfo.get("/Title", "")):  # type: ignore[attr-defined]
        yield "pdf-title", "no title in the metadata", "the title of the report"
    if "/Outlines" not in root:
        yield "pdf-bookmarks", "no bookmarks", "a bookmark for each chapter"
    if _standard(root) != "1":
        yield "pdf-standard", "not marked as PDF/UA-1", "PDF/UA-1"
    small = {number: size for number, page in enumerate(pdf.pages, 1) if (size := _smallest(page)) < SMALLEST}  # type: ignore[attr-defined]
    if small:
        pages = ", ".join(str(number) for number in small)
        yield (
            "pdf-text-small",
            f"text of {min(small.values()):g} points on page {pages}",
            f"{SMALLEST:g} points or more",
        )
    bare = sorted(set(_fonts_not_embedded(pdf)))
    if bare:
        yield "pdf-font", f"fonts not embedded: {', '.join(bare)}", "every font embedded"


def _smallest(page: Any) -> float:
    """The smallest size of text that a page sets (points); text of charts is outlines and checked where they are saved."""
    contents = page.obj.get("/Contents", [])
    streams = [contents] if hasattr(contents, "read_bytes") else list(contents)
    sizes = [float(size) for stream in streams for size in TEXT_SIZE.findall(stream.read_bytes())]
    return min(sizes, default=SMALLEST)


def _standard(root: Any) -> str:
    """The part of PDF/UA that the metadata name: as an element of its description or as an attribute of it."""
    if "/Metadata" not in root:
        return ""
    try:
        tree = etree.fromstring(root.Metadata.read_bytes(), etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return ""
    name = "{http://www.aiim.org/pdfua/ns/id/}part"
    found = [element.text for element in tree.iter(name)] + [one.get(name) for one in tree.iter() if one.get(name)]
    return str(found[0]).strip() if found else ""


def _fonts_not_embedded(pdf: Any) -> Iterator[str]:
    """Names of the fonts that pages or what lies on them use and that have no font file in the PDF."""
    for thing in _reached(pdf):
        kind = thing.get("/Type")
        if kind == "/FontDescriptor" and not any(key in thing for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield str(thing.get("/FontName", "?"))
        if kind == "/Font" and thing.get("/Subtype") in ("/Type1", "/TrueType") and "/FontDescriptor" not in thing:
            yield str(thing.get("/BaseFont", "?"))


def _reached(pdf: Any) -> Iterator[Any]:
    """Every dictionary that the resources of pages, annotations and forms lead to: a few of the many objects of a tagged PDF."""
    import pikepdf

    seen: set[tuple[int, int]] = set()
    waiting = [pdf.Root.get("/AcroForm", {}).get("/DR")]
    for page in pdf.pages:
        waiting += [page.get("/Resources"), *(annotation.get("/AP") for annotation in page.get("/Annots", []))]
    while waiting:
        thing = waiting.pop()
        if not isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream, pikepdf.Array)):
            continue
        if thing.is_indirect and thing.objgen in seen:
            continue
        seen.add(thing.objgen)
        if isinstance(thing, pikepdf.Dictionary):
            yield thing
        waiting.extend(thing if isinstance(thing, pikepdf.Array) else (part for _, part in thing.items()))


@dataclass(frozen=True)
class Page:
    """What one page says of itself: its ids, its links inside the edition, its images and resources, and its own faults.

    ``faults`` are triples of code, what was found, what is allowed.
    """

    ids: frozenset[str]
    links: tuple[str, ...]
    images: tuple[str, ...]
    resources: tuple[str, ...]
    faults: tuple[tuple[str, str, str], ...]


def check_web(folder: Path, language: str, keep: Keep = make_anew) -> list[Problem]:
    """All faults of a web edition: pages without language, title or main heading, links and images that lead nowhere,
    images without alternative text, ids used twice, anything loaded from another host. Empty where it is sound.

    Each page is read once and what it says is kept under its content, so that only pages that changed are read again. Links
    that leave the folder (to the PDF, to other languages) are not followed.
    """
    paths = sorted(folder.glob("*.html"))
    if not paths:
        return [_fault("web-missing", Place(str(folder.name)), "no page", "at least index.html", "render again")]
    pages = {path.name: _kept_page(path, language, keep) for path in paths}
    return [
        _fault(code, Place(f"web/{name}"), found, allowed, "mend the chapter or the theme, then render again")
        for name, page in pages.items()
        for code, found, allowed in (*page.faults, *_dead_ends(folder, name, page, pages))
    ]


def _kept_page(path: Path, language: str, keep: Keep) -> Page:
    content = path.read_bytes()
    parts = {"page": hashlib.sha256(content).hexdigest(), "language": language}
    return keep(f"look {language} {path.name}", parts, lambda: read_page(content, language))


def read_page(content: bytes, language: str) -> Page:
    """Look at one page."""
    tree = html.document_fromstring(content)
    ids = [str(one) for one in tree.xpath("//@id")]
    targets = [str(one) for one in tree.xpath("//a/@href")]
    parts = {one: urlsplit(one) for one in targets}
    links = [
        one for one in targets if not (parts[one].scheme or parts[one].netloc or parts[one].path.startswith("../"))
    ]
    return Page(
        frozenset(ids),
        tuple(dict.fromkeys(links)),
        tuple(dict.fromkeys(str(one) for one in tree.xpath("//img/@src"))),
        tuple(dict.fromkeys(str(one) for one in tree.xpath("//link[@rel='stylesheet']/@href | //script/@src"))),
        tuple(_own_faults(tree, ids, language)),
    )


def _own_faults(tree: html.HtmlElement, ids: list[str], language: str) -> Iterator[tuple[str, str, str]]:
    """Code, what was found and what is allowed, for each fault that a page has by itself."""
    if not tree.xpath("string(//title)").strip():
        yield "web-title", "no title", "a title that names the page"
    if len(tree.xpath("//h1")) != 1:
        yield "web-heading", f"{len(tree.xpath('//h1'))} main headings", "one"
    for image in tree.xpath("//img"):
        if not str(image.get("alt", "")).strip():
            yield "web-alt-missing", f"image {image.get('src', '')} has no alternative text", "an alternative text"
    twice = sorted(id for id, count in Counter(ids).items() if count > 1)
    if twice:
        yield "web-id-twice", ", ".join(twice), "each id once a page"
    if str(tree.get("lang", "")).split("-")[0] != language:
        yield "web-language", f"lang={tree.get('lang')!r}", language


def _dead_ends(folder: Path, name: str, page: Page, pages: Mapping[str, Page]) -> Iterator[tuple[str, str, str]]:
    """Code, what was found and what is allowed, for each image, resource and link that leads nowhere."""
    for source in page.images:
        if not _loads(folder, source):
            yield "web-image-missing", f"image {source} is not there", "a file of the web edition"
    for resource in page.resources:
        if not _loads(folder, resource):
            yield "web-resource", f"{resource} is not a file of the web edition", "no network at read time"
    for link in page.links:
        target = urlsplit(link)
        path = unquote(target.path) or name
        if path not in pages and not (folder / path).is_file():
            yield "web-link-broken", f"link {link}", "a link to a page or file that exists"
        elif target.fragment and path in pages and unquote(target.fragment) not in pages[path].ids:
            yield "web-link-broken", f"link {link}", "a link to an id that exists"


def _loads(folder: Path, source: str) -> bool:
    """Whether a resource is a file inside the web edition."""
    parts = urlsplit(source)
    return not parts.scheme and not parts.netloc and (folder / unquote(parts.path)).is_file()


def _fault(code: str, place: Place, found: str, allowed: str, remedy: str) -> Problem:
    return Problem(f"render-{code}", Severity.ERROR, place, found, allowed, remedy)
