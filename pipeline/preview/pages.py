"""The pages and PDFs in the build folder: where they are, and which of them came out different."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree, html

from pipeline.preview.board import PageState, PdfState

RENDERED = "_rendered"
WEB = "web"
START = "index.html"
MARKED = ("section", "figure", "div", "table")  # what is marked where it changed, if it has an id


def page_version(page: bytes, parts: Iterable[bytes]) -> str:
    """Digest of a page and of the files that it shows."""
    return hashlib.sha256(b"".join([page, *parts])).hexdigest()[:16]


@dataclass(frozen=True)
class _Block:
    """A marked piece of a page: digest of its own text, without the pieces inside, and the files that it shows."""

    id: str
    digest: bytes
    files: tuple[str, ...]


@dataclass(frozen=True)
class _Page:
    """A page as it was read last."""

    digest: bytes
    blocks: tuple[_Block, ...]
    files: tuple[str, ...]


class Pages:
    """Looks at the pages of an edition below ``build``; what it has read is read again only where a file has changed."""

    def __init__(self, build: Path) -> None:
        self._build = build
        self._states: dict[Path, tuple[int, int]] = {}
        self._digests: dict[Path, bytes] = {}
        self._pages: dict[Path, _Page] = {}
        self._shown: dict[str, tuple[PageState, Mapping[str, bytes]]] = {}
        self._pdfs: dict[str, PdfState] = {}

    def folder(self, language: str) -> Path:
        """Where the pages of a language are."""
        return self._build / language / RENDERED / WEB

    def pdf(self, name: str, languages: Iterable[str]) -> Path | None:
        """Where a PDF of one of the languages is."""
        found = [self._build / language / RENDERED / name for language in languages]
        return next((path for path in found if path.is_file()), None)

    def look(self, languages: Iterable[str]) -> tuple[dict[str, PageState], tuple[PdfState, ...]]:
        """The pages by address (``en/index.html``), and the PDFs, as they are now."""
        languages = tuple(languages)
        self._shown = {
            f"{language}/{path.name}": self._look_at(f"{language}/{path.name}", path)
            for language in languages
            for path in sorted(self.folder(language).glob("*.html"))
        }
        self._pdfs = {
            path.name: self._look_at_pdf(language, path)
            for language in languages
            for path in sorted((self._build / language / RENDERED).glob("*.pdf"), key=lambda path: len(path.name))
        }
        return {address: state for address, (state, _) in self._shown.items()}, tuple(self._pdfs.values())

    def _look_at(self, address: str, path: Path) -> tuple[PageState, Mapping[str, bytes]]:
        """One page: its version, what of it changed when it changed last, and the digests of its pieces."""
        page = self._read(path)
        pieces = {
            block.id: b"".join([block.digest, *(self._digest(path.parent / name) for name in block.files)])
            for block in page.blocks
        }
        version = page_version(page.digest, (self._digest(path.parent / name) for name in page.files))
        if address not in self._shown:
            return PageState(version), pieces
        before, known = self._shown[address]
        if before.version == version:
            return before, known
        changed = tuple(id for id, digest in pieces.items() if known.get(id) != digest)
        return PageState(version, changed), pieces

    def _look_at_pdf(self, language: str, path: Path) -> PdfState:
        """One PDF; the time is that of its last change."""
        version = self._digest(path).hex()[:16]
        known = self._pdfs.get(path.name)
        if known and known.version == version:
            return known
        made = time.strftime("%H:%M:%S", time.localtime(path.stat().st_mtime))
        return PdfState(language, "annex" if "annex" in path.stem else "report", f"/{path.name}", version, made)

    def _read(self, path: Path) -> _Page:
        """The pieces of a page."""
        digest = self._digest(path)
        if path not in self._pages or self._pages[path].digest != digest:
            self._pages[path] = _page(digest, path.read_bytes())
        return self._pages[path]

    def _digest(self, path: Path) -> bytes:
        """Digest of a file; of nothing where it is not there."""
        try:
            found = path.stat()
            state = found.st_mtime_ns, found.st_size
            if self._states.get(path) != state:
                self._digests[path] = hashlib.sha256(path.read_bytes()).digest()
                self._states[path] = state
            return self._digests[path]
        except OSError:
            return b""


def _page(digest: bytes, content: bytes) -> _Page:
    """The marked pieces of a page, innermost first taken out of those around them, and all files that it shows."""
    try:
        tree = html.document_fromstring(content) if content.strip() else None
    except (etree.ParserError, etree.XMLSyntaxError):
        tree = None
    if tree is None:
        return _Page(digest, (), ())
    files = tuple(dict.fromkeys(_files(tree)))
    blocks = []
    marked = [element for element in tree.xpath("//main//*[@id]") if element.tag in MARKED]
    for element in reversed(marked):
        own = hashlib.sha256(etree.tostring(element, with_tail=False)).digest()
        blocks.append(_Block(str(element.get("id")), own, tuple(dict.fromkeys(_files(element)))))
        element.clear(keep_tail=True)
    return _Page(digest, tuple(reversed(blocks)), files)


def _files(tree: html.HtmlElement) -> Iterator[str]:
    """Files beside a page that it shows: pictures, styles, scripts."""
    for address in tree.xpath(".//img/@src | .//link[@rel='stylesheet']/@href | .//script/@src"):
        parts = urlsplit(str(address))
        if parts.path and not parts.scheme and not parts.netloc:
            yield unquote(parts.path)
