"""What came out is looked at before it is published: the PDF by its structure, the web edition by its links and images."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html

from pipeline.problems import Place, Problem, Severity


def check_pdf(path: Path, language: str) -> list[Problem]:
    """All faults of a PDF: pages, tags, language, title, bookmarks, PDF/UA-1 mark, fonts embedded. Empty where it is sound.

    Source: ISO 14289-1 (PDF/UA-1), clauses 5, 7.1, 7.2, 7.21.4; the parts that show in the document's catalogue.
    """
    import pikepdf

    place = Place(path.name)
    if not path.is_file() or not path.stat().st_size:
        return [_fault("pdf-missing", place, "there is no such file, or it is empty", "a PDF", "render again")]
    try:
        with pikepdf.open(path) as pdf:
            return [
                _fault(code, place, found, allowed, "render again; if it stays, the theme (report/theme) has lost it")
                for code, found, allowed in _pdf_faults(pdf, language)
            ]
    except pikepdf.PdfError as error:
        return [_fault("pdf-broken", place, str(error), "a PDF that can be read", "render again")]


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
    with pdf.open_metadata() as metadata:  # type: ignore[attr-defined]
        if str(metadata.get("pdfuaid:part", "")) != "1":
            yield "pdf-standard", "not marked as PDF/UA-1", "PDF/UA-1"
    bare = sorted(set(_fonts_not_embedded(pdf)))
    if bare:
        yield "pdf-font", f"fonts not embedded: {', '.join(bare)}", "every font embedded"


def _fonts_not_embedded(pdf: object) -> Iterator[str]:
    """Names of the fonts of a PDF that have no font file in it."""
    for thing in pdf.objects:  # type: ignore[attr-defined]
        kind = getattr(thing, "get", lambda _: None)("/Type") if _is_dictionary(thing) else None
        if kind == "/FontDescriptor" and not any(key in thing for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield str(thing.get("/FontName", "?"))
        if kind == "/Font" and thing.get("/Subtype") in ("/Type1", "/TrueType") and "/FontDescriptor" not in thing:
            yield str(thing.get("/BaseFont", "?"))


def _is_dictionary(thing: object) -> bool:
    import pikepdf

    return isinstance(thing, pikepdf.Dictionary)


def check_web(folder: Path, language: str) -> list[Problem]:
    """All faults of a web edition: pages without language, title or main heading, links and images that lead nowhere,
    images without alternative text, ids used twice, anything loaded from another host. Empty where it is sound.

    Links that leave the folder (to the PDF, to other languages) are not followed.
    """
    pages = sorted(folder.glob("*.html"))
    if not pages:
        return [_fault("web-missing", Place(str(folder.name)), "no page", "at least index.html", "render again")]
    trees = {page.name: html.document_fromstring(page.read_bytes()) for page in pages}
    ids = {name: [str(i) for i in tree.xpath("//@id")] for name, tree in trees.items()}
    known = {name: set(found) for name, found in ids.items()}
    problems = []
    for name, tree in trees.items():
        for code, found, allowed in _page_faults(folder, name, tree, known):
            problems.append(
                _fault(code, Place(f"web/{name}"), found, allowed, "mend the chapter or the theme, then render again")
            )
        twice = sorted({i for i in ids[name] if ids[name].count(i) > 1}) if len(known[name]) != len(ids[name]) else []
        if twice:
            problems.append(
                _fault(
                    "web-id-twice", Place(f"web/{name}"), ", ".join(twice), "each id once a page", "rename one of them"
                )
            )
        if str(tree.get("lang", "")).split("-")[0] != language:
            problems.append(
                _fault("web-language", Place(f"web/{name}"), f"lang={tree.get('lang')!r}", language, "mend the theme")
            )
    return problems


def _page_faults(
    folder: Path, name: str, tree: html.HtmlElement, known: dict[str, set[str]]
) -> Iterator[tuple[str, str, str]]:
    """Code, what was found and what is allowed, for each fault of one page."""
    if not tree.xpath("string(//title)").strip():
        yield "web-title", "no title", "a title that names the page"
    if len(tree.xpath("//h1")) != 1:
        yield "web-heading", f"{len(tree.xpath('//h1'))} main headings", "one"
    for image in tree.xpath("//img"):
        source = str(image.get("src", ""))
        if not str(image.get("alt", "")).strip():
            yield "web-alt-missing", f"image {source} has no alternative text", "an alternative text"
        if not _loads(folder, source):
            yield "web-image-missing", f"image {source} is not there", "a file of the web edition"
    for resource in tree.xpath("//link[@rel='stylesheet']/@href | //script/@src"):
        if not _loads(folder, str(resource)):
            yield "web-resource", f"{resource} is not a file of the web edition", "no network at read time"
    for link in tree.xpath("//a/@href"):
        target = urlsplit(str(link))
        if target.scheme or target.netloc or target.path.startswith("../"):
            continue
        path = unquote(target.path) or name
        if not (folder / path).is_file():
            yield "web-link-broken", f"link {link}", "a link to a page or file that exists"
        elif target.fragment and path in known and unquote(target.fragment) not in known[path]:
            yield "web-link-broken", f"link {link}", "a link to an id that exists"


def _loads(folder: Path, source: str) -> bool:
    """Whether a resource is a file inside the web edition."""
    parts = urlsplit(source)
    return not parts.scheme and not parts.netloc and (folder / unquote(parts.path)).is_file()


def _fault(code: str, place: Place, found: str, allowed: str, remedy: str) -> Problem:
    return Problem(f"render-{code}", Severity.ERROR, place, found, allowed, remedy)
