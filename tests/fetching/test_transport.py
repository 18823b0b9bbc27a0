"""Asking: what is asked again, what is bounded, what is refused."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime

import pytest

from pipeline.fetching.transport import Limits, Transport
from pipeline.problems import ExitCode, Stop
from tests.fetching.conftest import stopped
from tests.fetching.publisher import Publisher, Reply

GZIP = (("Content-Encoding", "gzip"),)
BOMB = gzip.compress(bytes(50_000_000))
ZERO_PORT = "http://127.0.0.1:9"  # discard: nothing listens there


def code(stop: Stop) -> tuple[str, int]:
    assert len(stop.problems) == 1
    return stop.problems[0].code, int(stop.exit_code)


def test_an_answer_with_polite_headers(publisher: Publisher, transport: Transport) -> None:
    publisher.replies["/a"] = Reply(gzip.compress(b"[1]"), headers=GZIP)
    answer = transport.get(f"{publisher.address}/a", [("x", "1+2"), ("x", "3")])
    assert (answer.status, answer.body) == (200, b"[1]")
    asked = publisher.asked[0]
    assert asked.query == {"x": ["1+2", "3"]}
    assert asked.headers["User-Agent"].startswith("gdgr/") and asked.headers["Accept"] == "application/json"
    assert not {"Authorization", "Cookie"} & set(asked.headers)
    assert transport.asked == [f"{publisher.address}/a?x=1%2B2&x=3"]


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_what_may_pass_is_asked_again(
    publisher: Publisher, transport: Transport, pauses: list[float], status: int
) -> None:
    publisher.replies["/a"] = [Reply(status=status), Reply(status=status), Reply(b"[]")]
    assert transport.get(f"{publisher.address}/a").body == b"[]"
    assert len(pauses) == 2 and 1 <= pauses[0] <= 2 and 2 <= pauses[1] <= 3


@pytest.mark.parametrize("status", [400, 401, 403, 404, 406, 413, 422])
def test_an_answer_that_says_no_is_not_asked_again(publisher: Publisher, transport: Transport, status: int) -> None:
    publisher.replies["/a"] = Reply(b"no", status)
    assert transport.get(f"{publisher.address}/a").status == status
    assert len(publisher.asked) == 1


def test_retry_after_is_waited_for(
    publisher: Publisher, transport: Transport, pauses: list[float], notes: list[str]
) -> None:
    now = datetime(2026, 11, 26, 12, 0, 0, tzinfo=UTC)
    transport.today = lambda: now
    publisher.replies["/a"] = [
        Reply(status=429, headers=(("Retry-After", "17"),)),
        Reply(status=503, headers=(("Retry-After", "Thu, 26 Nov 2026 12:01:00 GMT"),)),
        Reply(b"[]"),
    ]
    assert transport.get(f"{publisher.address}/a").body == b"[]"
    assert pauses == [17.0, 60.0]
    assert notes[0] == "HTTP 429; asked again in 17 s (1 of 5 times so far)"


def test_retry_after_has_a_bound(publisher: Publisher, transport: Transport, pauses: list[float]) -> None:
    publisher.replies["/a"] = Reply(status=429, headers=(("Retry-After", "3600"),))
    stop = stopped(lambda: transport.get(f"{publisher.address}/a"))
    assert code(stop) == ("fetch-unreachable", ExitCode.ENVIRONMENT)
    assert stop.problems[0].found == "HTTP 429, and the publisher asks to wait 3600 s"
    assert pauses == [] and len(publisher.asked) == 1


def test_nothing_listens(transport: Transport, pauses: list[float]) -> None:
    stop = stopped(lambda: transport.get(f"{ZERO_PORT}/a"))
    assert code(stop) == ("fetch-unreachable", ExitCode.ENVIRONMENT)
    assert "asked 5 times" in stop.problems[0].found and len(pauses) == 4


@pytest.mark.parametrize(
    ("reply", "found"),
    [
        (Reply(b"[1, 2", length=400), "the connection failed"),
        (Reply(b"[1, 2", length=400, stalls=True), "no answer within"),
        (Reply(gzip.compress(b"[1]" * 999)[:-9], headers=GZIP), "ends too early"),
        (Reply(gzip.compress(b"[1]") + gzip.compress(b"[2]"), headers=GZIP), "goes on behind its end"),
        (Reply(b"no gzip at all", headers=GZIP), "the packed answer is damaged"),
    ],
    ids=["broken off", "stalled", "half a gzip", "two in one", "no gzip"],
)
def test_half_an_answer_is_asked_again_and_never_taken(
    publisher: Publisher, pauses: list[float], reply: Reply, found: str
) -> None:
    publisher.replies["/a"] = reply
    with Transport(Limits(read=0.05, attempts=2), sleep=pauses.append, proxies=False) as transport:
        stop = stopped(lambda: transport.get(f"{publisher.address}/a"))
    assert code(stop) == ("fetch-unreachable", ExitCode.ENVIRONMENT)
    assert found in stop.problems[0].found and len(publisher.asked) == 2


@pytest.mark.parametrize("reply", [Reply(BOMB, headers=GZIP), Reply(bytes(400_000))], ids=["gzip bomb", "large body"])
def test_an_answer_without_end_is_cut(publisher: Publisher, transport: Transport, reply: Reply) -> None:
    publisher.replies["/a"] = reply
    assert code(stopped(lambda: transport.get(f"{publisher.address}/a"))) == ("fetch-too-large", ExitCode.DATA)
    assert len(publisher.asked) == 1


@contextmanager
def slow_publisher(first: bytes, piece: bytes) -> Iterator[str]:
    """The address of a server that answers with ``first``, then with ``piece`` again and again, without an end."""
    ended = threading.Event()

    def answer(server: socket.socket) -> None:
        connection, _ = server.accept()
        with connection, suppress(OSError):
            connection.recv(10_000)
            connection.sendall(first)
            while not ended.wait(0.02):
                connection.sendall(piece)

    with socket.create_server(("127.0.0.1", 0)) as server:
        answering = threading.Thread(target=answer, args=(server,))
        answering.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}/a"
        finally:
            ended.set()
            answering.join()


@pytest.mark.parametrize(
    ("first", "piece"),
    [
        (b"HTTP/1.1 200 OK\r\n", b"X-Slow: a\r\n"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n[1, 2]", b""),
    ],
    ids=["headers", "continue", "a body of no length that stalls"],
)
def test_an_answer_without_end_has_an_end(first: bytes, piece: bytes) -> None:
    """Each byte that comes begins the time-out of reading anew; the whole answer has one of its own."""
    began = time.monotonic()
    with slow_publisher(first, piece) as address, Transport(Limits(whole=0.3), proxies=False) as transport:
        stop = stopped(lambda: transport.get(address))
    assert (code(stop)[0], stop.problems[0].found) == ("fetch-unreachable", "no whole answer within 0 s")
    assert time.monotonic() - began < 5


def test_a_page_has_a_bound_of_its_own(publisher: Publisher) -> None:
    publisher.replies["/a"] = Reply(bytes(3_000))
    with Transport(Limits(page=2_000), proxies=False) as transport:
        assert transport.get(f"{publisher.address}/a", accept="text/csv").body
        stop = stopped(lambda: transport.get(f"{publisher.address}/a"))
    assert (code(stop)[0], stop.problems[0].found) == ("fetch-too-large", "more than 2,000 bytes in one page")


def test_the_bound_is_of_all_answers(publisher: Publisher, transport: Transport) -> None:
    publisher.replies["/a"] = Reply(bytes(200_000))
    transport.get(f"{publisher.address}/a")
    assert code(stopped(lambda: transport.get(f"{publisher.address}/a")))[0] == "fetch-too-large"


def test_an_answer_that_drips_has_an_end(publisher: Publisher) -> None:
    times = iter(range(0, 10_000, 600))
    publisher.replies["/a"] = Reply(bytes(200_000))
    with Transport(Limits(whole=500), clock=lambda: float(next(times)), proxies=False) as transport:
        stop = stopped(lambda: transport.get(f"{publisher.address}/a"))
    assert (code(stop)[0], stop.problems[0].found) == ("fetch-unreachable", "no whole answer within 500 s")


def test_a_body_packed_otherwise(publisher: Publisher, transport: Transport) -> None:
    publisher.replies["/a"] = Reply(b"x", headers=(("Content-Encoding", "br"),))
    assert code(stopped(lambda: transport.get(f"{publisher.address}/a")))[0] == "fetch-answer"


def test_a_redirect_on_the_same_host(publisher: Publisher, transport: Transport) -> None:
    publisher.replies |= {"/a": Reply(status=301, headers=(("Location", "/b?x=1"),)), "/b": Reply(b"[]")}
    answer = transport.get(f"{publisher.address}/a")
    assert (answer.body, answer.address) == (b"[]", f"{publisher.address}/b?x=1")


@pytest.mark.parametrize(
    "location",
    [
        "http://example.org/b",
        "http://127.0.0.1:1/b",
        "file:///etc/passwd",
        "//example.org/b",
        "ftp://127.0.0.1/b",
        "http://user:word@127.0.0.1/b",
        "http://[::1",
    ],
)
def test_a_redirect_elsewhere(publisher: Publisher, transport: Transport, location: str) -> None:
    publisher.replies["/a"] = Reply(status=302, headers=(("Location", location),))
    assert code(stopped(lambda: transport.get(f"{publisher.address}/a"))) == ("fetch-redirect", ExitCode.DATA)
    assert publisher.paths() == ["/a"]


def test_redirects_in_a_circle(publisher: Publisher, transport: Transport) -> None:
    publisher.replies["/a"] = Reply(status=302, headers=(("Location", "/a"),))
    assert code(stopped(lambda: transport.get(f"{publisher.address}/a")))[0] == "fetch-redirect"
    assert len(publisher.asked) == 6


def test_a_large_answer_is_spoken_of(
    publisher: Publisher, transport: Transport, notes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.fetching.transport.TOLD", 100_000)
    publisher.replies["/a"] = Reply(bytes(250_000))
    transport.get(f"{publisher.address}/a")
    assert notes[-1] == "0 MB from 127.0.0.1 so far" and 1 <= len(notes) <= 2
