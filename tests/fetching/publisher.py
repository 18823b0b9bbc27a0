"""A publisher on this machine that gives the answers of a script and notes what it was asked."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Reply:
    """An answer; ``length`` is a Content-Length that lies (the connection ends after the body), ``stalls`` keeps the
    connection open and says nothing more."""

    body: bytes = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    length: int | None = None
    stalls: bool = False


def as_json(content: object, status: int = 200) -> Reply:
    return Reply(json.dumps(content).encode(), status, (("Content-Type", "application/json"),))


@dataclass
class Asked:
    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]


Answering = Callable[[Asked], Reply]


@dataclass
class Publisher:
    """``replies`` maps a path to a reply, to several that are given in turn (the last again and again), or to a function."""

    replies: dict[str, Reply | list[Reply] | Answering] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    address: str = ""
    released: threading.Event = field(default_factory=threading.Event)

    def reply(self, asked: Asked) -> Reply:
        self.asked.append(asked)
        found = self.replies.get(asked.path, Reply(b"no such path", 404))
        if isinstance(found, list):
            return found.pop(0) if len(found) > 1 else found[0]
        return found if isinstance(found, Reply) else found(asked)

    def paths(self) -> list[str]:
        return [one.path for one in self.asked]


def serve(publisher: Publisher) -> ThreadingHTTPServer:
    """A server at a free port of this machine, in a thread."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # head and body in one piece: else the system waits 40 ms between them

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            reply = publisher.reply(Asked(parts.path, parse_qs(parts.query), dict(self.headers)))
            self.send_response(reply.status)
            for name, value in reply.headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body) if reply.length is None else reply.length))
            self.end_headers()
            self.wfile.write(reply.body)
            self.wfile.flush()
            if reply.stalls:
                publisher.released.wait(5)
            if reply.length is not None:
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """Who asks has hung up, as some tests want it."""

    server = Server(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    publisher.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    return server
