"""The server: what it gives, to whom, and what it never gives."""

from __future__ import annotations

import http.client
import json
import socket
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from pipeline.preview.board import Board, Phase
from pipeline.preview.pages import Pages
from pipeline.preview.server import Server
from pipeline.problems import ExitCode, Place, Problem, Severity, Stop
from pipeline.progress import Progress
from tests.preview.fake import YEAR, Fake, fake_project, wait_for, web


class Served:
    """A server at work on the fake project, and what it told of failed requests."""

    def __init__(self, root: Path) -> None:
        self.root, self.board, self.told = root, Board(), list[str]()
        self.pages = Pages(root / "build" / str(YEAR))
        Fake(root).make(Progress(), lambda: None, lambda: False)
        shown, pdfs = self.pages.look(("en",))
        self.board.put(pages=shown, pdfs=pdfs)
        self.server = Server(0, self.pages, self.board, lambda: ("en", "zh"), self.told.append)
        Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.server_port, timeout=20)
        connection.request(method, path, headers=headers)
        response = connection.getresponse()
        content = response.read()
        connection.close()
        return response, content


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    served = Served(fake_project(tmp_path / "project"))
    yield served
    served.board.close()
    served.server.shutdown()
    served.server.server_close()


GIVEN = {
    "/en/": (200, "text/html; charset=utf-8"),
    "/en/index.html": (200, "text/html; charset=utf-8"),
    "/en/sheet.html?x=1#sec-a": (200, "text/html; charset=utf-8"),
    "/en/figures/fig-x.svg": (200, "image/svg+xml"),
    "/en/theme/web.css": (200, "text/css; charset=utf-8"),
    f"/GDGR-{YEAR}-en.pdf": (200, "application/pdf"),
    "/_preview.js": (200, "text/javascript; charset=utf-8"),
    "/en/nothing.html": (404, "text/html; charset=utf-8"),
    "/zh/": (404, "text/html; charset=utf-8"),
    "/xx/index.html": (404, "text/html; charset=utf-8"),
    f"/GDGR-{YEAR}-zh.pdf": (404, "text/html; charset=utf-8"),
    "/en/figures": (404, "text/html; charset=utf-8"),
}


@pytest.mark.parametrize("path", GIVEN)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_paths(served: Served, path: str, method: str) -> None:
    response, content = served.ask(path, method)
    assert (response.status, response.headers["Content-Type"]) == GIVEN[path]
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert not {"ETag", "Last-Modified", "Expires", "Access-Control-Allow-Origin"} & set(response.headers.keys())
    assert int(response.headers["Content-Length"]) > 0
    assert bool(content) == (method == "GET")


@pytest.mark.parametrize(("path", "goal"), [("/", "/en/"), ("/en", "/en/"), ("/zh", "/zh/")])
def test_where_addresses_lead(served: Served, path: str, goal: str) -> None:
    response, _ = served.ask(path)
    assert (response.status, response.headers["Location"]) == (302, goal)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_nothing_but_reading(served: Served, method: str) -> None:
    response, _ = served.ask("/en/", method)
    assert (response.status, response.headers["Allow"]) == (405, "GET, HEAD")


def test_a_page_gets_the_script_and_stays_as_it_is_on_disk(served: Served) -> None:
    page = (web(served.root) / "index.html").read_bytes()
    _, content = served.ask("/en/")
    version = served.board.state.pages["en/index.html"].version
    script = f'<script src="/_preview.js" data-page="en/index.html" data-version="{version}" defer></script>'.encode()
    assert content == page.replace(b"</body>", script + b"</body>")
    assert (web(served.root) / "index.html").read_bytes() == page


def test_no_other_file_gets_the_script(served: Served) -> None:
    assert b"_preview" not in served.ask("/en/figures/fig-x.svg")[1]
    assert served.ask(f"/GDGR-{YEAR}-en.pdf")[1] == b"%PDF one 1"


def test_a_page_that_is_missing_says_so_and_waits_for_it(served: Served) -> None:
    _, content = served.ask("/en/%3Cscript%3E.html")
    assert b"<script>.html" not in content and b"&lt;script&gt;.html" in content
    assert b'data-page="en/&lt;script&gt;.html" data-version=""' in content


# --- to whom --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "127.0.0.1.evil.example:{port}", ""]
)
@pytest.mark.parametrize("path", ["/en/", "/_events", "/_preview.js"])
def test_requests_under_another_name_are_refused(served: Served, host: str, path: str) -> None:
    response, content = served.ask(path, Host=host.format(port=served.server.server_port))
    assert response.status == 403 and b"<" not in content


def test_a_request_without_a_name_is_refused(served: Served) -> None:
    with socket.create_connection(("127.0.0.1", served.server.server_port), 20) as line:
        line.sendall(b"GET /en/ HTTP/1.0\r\n\r\n")
        assert b" 403 " in line.recv(200)


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}", "LOCALHOST:{port}"])
def test_names_of_this_machine(served: Served, host: str) -> None:
    assert served.ask("/en/", Host=host.format(port=served.server.server_port))[0].status == 200


def test_it_listens_on_this_machine_only(served: Served) -> None:
    assert served.server.server_address[0] == "127.0.0.1"


# --- what never leaves ----------------------------------------------------------------------------------------------


OUTSIDE = (
    "/en/../../../../../secret.txt",
    "/en/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/secret.txt",
    "/en/..%2f..%2f..%2f..%2f..%2fsecret.txt",
    "/en/..%5c..%5csecret.txt",
    "/en//etc/passwd",
    "/en/%2fetc%2fpasswd",
    "/en/index.html%00.svg",
    "/en/link.txt",
    "/en/links/secret.txt",
    "/../secret.txt",
    "//secret.txt",
    "/%2e%2e/GDGR.pdf",
    "/en/" + "a" * 5000,
)  # fmt: skip


@pytest.mark.parametrize("path", OUTSIDE)
def test_nothing_outside_the_folders_leaves(served: Served, path: str) -> None:
    secret = served.root / "secret.txt"
    secret.write_text("SECRET")
    (web(served.root) / "link.txt").symlink_to(secret)
    (web(served.root) / "links").symlink_to(served.root)
    response, content = served.ask(path)
    assert response.status == 404 and b"SECRET" not in content and b"root:" not in content


# --- the stream -----------------------------------------------------------------------------------------------------


def states(response: http.client.HTTPResponse) -> Iterator[dict]:
    for line in iter(response.readline, b""):
        if line.startswith(b"data: "):
            yield json.loads(line[6:])


def test_the_stream_tells_the_state_and_each_change(served: Served) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", served.server.server_port, timeout=20)
    connection.request("GET", "/_events")
    response = connection.getresponse()
    assert response.headers["Content-Type"] == "text/event-stream; charset=utf-8"
    told = states(response)
    assert next(told)["phase"] == "building"
    served.board.put(step="check")
    assert next(told)["step"] == "check"
    served.board.put(step="check")  # nothing new: nothing is told
    problem = Problem("a-code", Severity.ERROR, Place("data/a.xlsx", "S", "B2"), "<i>", "b", "c")
    served.board.put(phase=Phase.STOPPED, problems=(problem,))
    state = next(told)
    assert state["phase"] == "stopped"
    assert state["problems"] == [
        {
            "code": "a-code",
            "severity": "error",
            "place": "data/a.xlsx › S!B2",
            "found": "<i>",
            "allowed": "b",
            "remedy": "c",
        }
    ]
    served.board.close()
    assert next(told, None) is None
    connection.close()


def test_a_silent_stream_gives_a_sign_of_life(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.preview.server.ALIVE", 0.02)
    connection = http.client.HTTPConnection("127.0.0.1", served.server.server_port, timeout=20)
    connection.request("GET", "/_events")
    response = connection.getresponse()
    lines = [response.readline() for _ in range(5)]
    assert lines[0].startswith(b"id: ") and lines[4] == b": alive\n"
    connection.close()


def test_a_browser_that_goes_away_is_no_error(served: Served) -> None:
    (web(served.root) / "large.svg").write_bytes(b"x" * 20_000_000)
    for path in (b"/en/large.svg", b"/_events"):
        line = socket.create_connection(("127.0.0.1", served.server.server_port), 20)
        line.sendall(b"GET " + path + b" HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n" % served.server.server_port)
        line.recv(1000)
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")  # gone at once
        line.close()
    for number in range(20):
        served.board.put(step=str(number))
    assert served.ask("/en/")[0].status == 200
    assert served.told == []


def test_another_fault_of_a_request_is_told(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(served.pages, "folder", lambda language: 1 / 0)
    with pytest.raises(http.client.HTTPException):
        served.ask("/en/")
    wait_for(lambda: served.told)
    assert served.told == ["a request of a browser failed: ZeroDivisionError: division by zero"]


def test_a_port_in_use(served: Served) -> None:
    port = served.server.server_port
    with pytest.raises(Stop) as caught:
        Server(port, served.pages, served.board, lambda: ("en",), print)
    (problem,) = caught.value.problems
    assert (caught.value.exit_code, problem.code, str(problem.place)) == (
        ExitCode.ENVIRONMENT, "port-in-use", f"127.0.0.1:{port}",
    )  # fmt: skip
    assert f"--port {port + 1}" in problem.remedy and "in use" in problem.found
