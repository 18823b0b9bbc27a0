"""The server of the preview: pages, PDFs and the stream of states, for browsers of this machine only.

Guarantees: it listens on 127.0.0.1 and answers only requests that name this address (a page of another site that has its
name lead here is refused); nothing outside the folders of the pages leaves it; it changes nothing on disk.
"""

from __future__ import annotations

import html
import json
import mimetypes
import re
import shutil
import sys
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from pipeline.preview.board import Board
from pipeline.preview.pages import START, Pages
from pipeline.problems import ExitCode, Place, stop

ADDRESS = "127.0.0.1"
EVENTS = "/_events"
SCRIPT = "/_preview.js"
ALIVE = 10.0  # seconds after which a silent stream gives a sign of life; a browser that went away shows then
PDF = re.compile(r"/([\w.-]+\.pdf)")
PAGE = re.compile(r"/([a-z]{2})/(.*)", re.DOTALL)
KINDS = {
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".woff2": "font/woff2",
}
TEXT = ("text/", "application/json")
HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# What a page shows comes from here alone, as it will when it is published, and no other site frames it.
POLICY = "default-src 'self' data: 'unsafe-inline'; frame-ancestors 'self'"
END = re.compile(rb"</body\s*>", re.IGNORECASE)
NOTHING = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Preview</title></head>
<body><main><h1>There is no page of this address</h1>
<p>{address} is not there, or not there yet. <a href="/">To the first page</a>.</p></main></body></html>
"""


class Server(ThreadingHTTPServer):
    """Serves the pages of some languages. Raises Stop (exit 6, ``port-in-use``) where it cannot listen on ``port`` (0: any)."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(
        self,
        port: int,
        pages: Pages,
        board: Board,
        languages: Callable[[], tuple[str, ...]],
        tell: Callable[[str], None],
    ) -> None:
        self.pages, self.board, self.languages, self.tell = pages, board, languages, tell
        self.script = files(__package__).joinpath("script.js").read_bytes()
        try:
            super().__init__((ADDRESS, port), Handler)
        except OSError as error:
            other = port + 1 if port < 65535 else 0
            raise stop(
                ExitCode.ENVIRONMENT,
                "port-in-use",
                Place(f"{ADDRESS}:{port}"),
                error.strerror or str(error),
                "a port of this machine on which nobody else listens",
                f"end what uses it (another preview?), or choose another port: make preview PORT={other} (gdgr preview --port {other})",
            ) from error

    @property
    def url(self) -> str:
        """Where the preview is."""
        return f"http://{ADDRESS}:{self.server_port}/"

    @property
    def hosts(self) -> tuple[str, ...]:
        """Names under which a browser may ask."""
        names = (ADDRESS, "localhost")
        return (*(f"{name}:{self.server_port}" for name in names), *(names if self.server_port == 80 else ()))

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away is no error; anything else is told."""
        error = sys.exception()
        if not isinstance(error, (ConnectionError, TimeoutError)):
            self.tell(f"a request of a browser failed: {type(error).__name__}: {error}")


class Handler(BaseHTTPRequestHandler):
    """Answers one browser."""

    server: Server
    protocol_version = "HTTP/1.1"
    server_version = "gdgr-preview"
    sys_version = ""
    timeout = 60

    def do_GET(self) -> None:
        """A page, a file of one, a PDF, or the stream of states."""
        if self.headers.get("Host", "").lower() not in self.server.hosts:
            self._say(HTTPStatus.FORBIDDEN, "This preview answers only to the name of this machine.\n")
            return
        path = unquote(urlsplit(self.path).path)
        languages = self.server.languages()
        if path == EVENTS:
            self._stream()
        elif path == SCRIPT:
            self._send(self.server.script, KINDS[".js"])
        elif path == "/":
            self._lead(f"/{languages[0]}/")
        elif found := PDF.fullmatch(path):
            self._file(self.server.pages.pdf(found.group(1), languages))
        elif path.strip("/") in languages and not path.endswith("/"):
            self._lead(f"{path}/")
        else:
            self._page(path, languages)

    do_HEAD = do_GET

    def _refuse(self) -> None:
        """Anything but reading."""
        self.close_connection = True  # a body that came with it is not read
        self._say(HTTPStatus.METHOD_NOT_ALLOWED, "Only GET and HEAD.\n", Allow="GET, HEAD", Connection="close")

    do_POST = do_PUT = do_DELETE = do_PATCH = do_OPTIONS = do_CONNECT = do_TRACE = _refuse

    def _page(self, path: str, languages: tuple[str, ...]) -> None:
        """A file of the web edition of a language; into a page goes the script."""
        found = PAGE.fullmatch(path)
        if not found or found.group(1) not in languages:
            self._missing(path, "")
            return
        language, name = found.group(1), found.group(2) or START
        file = inside(self.server.pages.folder(language), name)
        if file is None:
            self._missing(path, f"{language}/{name}")
        elif file.suffix == ".html":
            try:
                content = file.read_bytes()
            except OSError:  # removed since
                self._missing(path, f"{language}/{name}")
                return
            self._send(with_script(content, f"{language}/{name}", self._version(f"{language}/{name}")), "text/html")
        else:
            self._file(file)

    def _version(self, address: str) -> str:
        """The version of a page as the browsers are told it."""
        known = self.server.board.state.pages.get(address)
        return known.version if known else ""

    def _missing(self, path: str, address: str) -> None:
        """That there is no such page; it is loaded again once there is one."""
        content = with_script(NOTHING.format(address=html.escape(path)).encode(), address, "")
        self._send(content, "text/html", HTTPStatus.NOT_FOUND)

    def _file(self, path: Path | None) -> None:
        """A file as it is on disk."""
        try:
            stream = path.open("rb") if path else None
        except OSError:
            stream = None
        if path is None or stream is None:
            self._missing(unquote(urlsplit(self.path).path), "")
            return
        with stream:
            size = stream.seek(0, 2)
            stream.seek(0)
            self._head(HTTPStatus.OK, KINDS.get(path.suffix) or mimetypes.guess_type(path.name)[0], size)
            if self.command != "HEAD":
                shutil.copyfileobj(stream, self.wfile)

    def _stream(self) -> None:
        """Server-sent events: the state now and each time that it changes (HTML standard, section 9.2)."""
        self.close_connection = True
        self._head(HTTPStatus.OK, "text/event-stream", None, Connection="close")
        if self.command == "HEAD":
            return
        number = -1
        while (found := self.server.board.after(number, ALIVE)) is not None:
            if found[0] == number:
                self.wfile.write(b": alive\n\n")
            else:
                number, state = found
                text = json.dumps(state.plain(), ensure_ascii=False)
                self.wfile.write(f"id: {number}\nevent: state\ndata: {text}\n\n".encode())
            self.wfile.flush()

    def _lead(self, address: str) -> None:
        self._say(HTTPStatus.FOUND, "", Location=address)

    def _say(self, status: HTTPStatus, text: str, **headers: str) -> None:
        self._send(text.encode(), "text/plain", status, **headers)

    def _send(self, content: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK, **headers: str) -> None:
        self._head(status, kind, len(content), **headers)
        if self.command != "HEAD":
            self.wfile.write(content)

    def _head(self, status: HTTPStatus, kind: str | None, size: int | None, **headers: str) -> None:
        kind = kind or "application/octet-stream"
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith(TEXT) else kind)
        if size is not None:
            self.send_header("Content-Length", str(size))
        policy = {"Content-Security-Policy": POLICY} if kind == "text/html" else {}
        for name, value in {**HEADERS, **policy, **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the console is for rounds."""


def inside(folder: Path, name: str) -> Path | None:
    """The file of a name in a folder; None where there is none, or where the name leads out of the folder."""
    if "\0" in name or "\\" in name:
        return None
    place = folder.resolve()
    try:
        path = (place / name).resolve()
        return path if path.is_relative_to(place) and path.is_file() else None
    except (OSError, ValueError, RuntimeError):  # a name too long, links in a circle
        return None


def with_script(page: bytes, address: str, version: str) -> bytes:
    """A page with the script of the preview before the end of its body.

    >>> with_script(b"<body><p>x</p></body>", "en/a.html", "1f")
    b'<body><p>x</p><script src="/_preview.js" data-page="en/a.html" data-version="1f" defer></script></body>'
    """
    script = (
        f'<script src="{SCRIPT}" data-page="{html.escape(address)}" data-version="{version}" defer></script>'.encode()
    )
    ends = list(END.finditer(page))
    at = ends[-1].start() if ends else len(page)
    return page[:at] + script + page[at:]
