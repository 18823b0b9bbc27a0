"""One question to a publisher and its whole answer: bounded in time and size, asked again where a fault may pass.

Asked again (with growing, jittered pauses, or after the pause that Retry-After asks for): no connection, a connection that
breaks, 408, 429 and 5xx (RFC 9110, RFC 6585). Everything else is an answer, for the connector to judge. Redirects are
followed on the same host only. Nothing that identifies a user is sent or kept.
"""

from __future__ import annotations

import ssl
import time
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt, wait_exponential_jitter

from pipeline import __version__
from pipeline.fetching.codes import stopped
from pipeline.fetching.deadline import Deadline
from pipeline.problems import ExitCode

USER_AGENT = f"gdgr/{__version__} (Global Digital Governance Report; one question at a time)"
PASSING = (408, 429, 500, 502, 503, 504)
TOLD = 5_000_000  # bytes after which a large answer is spoken of again
_REDIRECTS = (301, 302, 303, 307, 308)
_PACKED = ("gzip", "x-gzip", "deflate")
_PORTS = {"http": 80, "https": 443}
JSON = "application/json"
Params = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Limits:
    """Bounds of asking: seconds to connect, between two pieces of an answer, and for a whole one; bytes of all answers of a
    run, unpacked, and of one page of JSON, which needs many times its size in memory; how often one question is asked; the
    longest pause in seconds that a publisher may ask for; redirects."""

    connect: float = 15.0
    read: float = 60.0
    whole: float = 900.0
    size: int = 100_000_000
    page: int = 12_000_000
    attempts: int = 5
    pause: float = 120.0
    redirects: int = 5


@dataclass(frozen=True)
class Answer:
    """A whole answer: the address it came from, its status, its headers (names in small letters) and its unpacked body."""

    address: str
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text, for a message."""
        return self.body.decode("utf-8", "replace")


class _Passing(Exception):
    """A fault that may pass; ``after`` are the seconds that the publisher asks to wait."""

    def __init__(self, found: str, after: float | None = None) -> None:
        self.found, self.after = found, after
        super().__init__(found)


@dataclass
class Transport:
    """Asks one publisher, one question at a time. ``note`` is told of every pause; ``clock`` and ``sleep`` are those of the
    machine, and ``today`` the moment by which a Retry-After date is read."""

    limits: Limits = field(default_factory=Limits)
    note: Callable[[str], None] = lambda text: None
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    today: Callable[[], datetime] = lambda: datetime.now(UTC)
    proxies: bool = True
    asked: list[str] = field(default_factory=list)
    received: int = 0
    _client: httpx.Client | None = None
    _deadline: Deadline = field(default_factory=Deadline)

    def __enter__(self) -> Transport:
        times = httpx.Timeout(self.limits.read, connect=self.limits.connect)
        headers = {"User-Agent": USER_AGENT, "Accept-Encoding": "gzip"}
        self._client = httpx.Client(
            timeout=times, headers=headers, verify=_tls(), follow_redirects=False, trust_env=self.proxies
        )
        return self

    def __exit__(self, *_: object) -> None:
        if self._client is not None:
            self._client.close()

    def get(self, address: str, params: Params = (), accept: str = JSON) -> Answer:
        """The answer to a question. Raises Stop: exit 6 where none comes, exit 3 where it is too large or leads elsewhere."""
        url = httpx.URL(address)
        if params:
            url = url.copy_merge_params(list(params))
        self.asked.append(str(url))
        retrying = Retrying(
            retry=retry_if_exception_type(_Passing),
            stop=stop_after_attempt(self.limits.attempts),
            wait=self._pause,
            sleep=self.sleep,
            before_sleep=self._tell,
            reraise=True,
        )
        try:
            return retrying(self._followed, url, accept)
        except _Passing as fault:
            found = f"{fault.found}; asked {self.limits.attempts} times"
            raise stopped("fetch-unreachable", str(url), found, ExitCode.ENVIRONMENT) from fault

    def _pause(self, state: RetryCallState) -> float:
        fault = state.outcome.exception() if state.outcome else None
        asked = fault.after if isinstance(fault, _Passing) and fault.after else 0.0
        return max(asked, wait_exponential_jitter(initial=1, max=30, jitter=1)(state))

    def _tell(self, state: RetryCallState) -> None:
        fault = state.outcome.exception() if state.outcome else None
        pause = state.next_action.sleep if state.next_action else 0.0
        self.note(
            f"{fault}; asked again in {pause:.0f} s ({state.attempt_number} of {self.limits.attempts} times so far)"
        )

    def _followed(self, url: httpx.URL, accept: str) -> Answer:
        """The answer at the end of the redirects."""
        host = url
        for _ in range(self.limits.redirects + 1):
            answer = self._once(url, accept)
            if answer.status not in _REDIRECTS or "location" not in answer.headers:
                return answer
            try:
                url = url.join(answer.headers["location"])
            except httpx.InvalidURL as error:
                found = f"to {answer.headers['location'][:200]!r}, which is no address: {error}"
                raise stopped("fetch-redirect", str(host), found, host=host.host) from error
            if not _is_same_host(host, url):
                raise stopped("fetch-redirect", str(host), f"to {str(url)[:200]}", host=host.host)
        found = f"more than {self.limits.redirects} redirects, the last to {str(url)[:200]}"
        raise stopped("fetch-redirect", str(host), found, host=host.host)

    def _once(self, url: httpx.URL, accept: str) -> Answer:
        assert self._client is not None, "a transport is opened by 'with'"
        until = self.clock() + self.limits.whole
        try:
            told = {"trace": self._deadline.trace}
            with (
                self._deadline.within(self.limits.whole),
                self._client.stream("GET", url, headers={"Accept": accept}, extensions=told) as response,
            ):
                headers = {name.lower(): value for name, value in response.headers.items()}
                if response.status_code in PASSING:
                    raise self._passing(url, response.status_code, headers)
                most = self.limits.page if accept == JSON else self.limits.size
                body = self._body(response, url, headers, until, most)
                return Answer(str(url), response.status_code, headers, body)
        except httpx.TimeoutException as error:
            raise _Passing(
                f"no answer within {self.limits.connect:.0f} s (connection) or {self.limits.read:.0f} s"
            ) from error
        except (httpx.NetworkError, httpx.RemoteProtocolError, httpx.ProxyError) as error:
            if self._deadline.passed:
                raise self._unfinished(url) from error
            if "location header" in str(error):  # httpx reads it, also where it follows no redirect
                raise stopped("fetch-redirect", str(url), str(error), host=url.host) from error
            if "CERTIFICATE" in str(error).upper():
                raise stopped("fetch-unreachable", str(url), str(error), ExitCode.ENVIRONMENT) from error
            raise _Passing(f"the connection failed: {str(error)[:200] or type(error).__name__}") from error
        except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
            raise stopped("fetch-address", str(url), str(error), ExitCode.USAGE) from error

    def _passing(self, url: httpx.URL, status: int, headers: Mapping[str, str]) -> Exception:
        """The fault of a status that may pass; a Stop where the publisher asks for a longer pause than is waited."""
        after = _seconds(headers.get("retry-after", ""), self.today())
        if after is not None and after > self.limits.pause:
            found = f"HTTP {status}, and the publisher asks to wait {after:.0f} s"
            return stopped("fetch-unreachable", str(url), found, ExitCode.ENVIRONMENT)
        return _Passing(f"HTTP {status}", after)

    def _unfinished(self, url: httpx.URL) -> Exception:
        found = f"no whole answer within {self.limits.whole:.0f} s"
        return stopped("fetch-unreachable", str(url), found, ExitCode.ENVIRONMENT)

    def count(self, address: str, size: int) -> None:
        """Count bytes of the run, also those that were kept from before. Raises Stop past the bound."""
        self.received += size
        if self.received > self.limits.size:
            raise self._too_large(address, self.limits.size)

    def _too_large(self, address: str, most: int) -> Exception:
        whose = "in the answers of this run" if most == self.limits.size else "in one page"
        return stopped("fetch-too-large", address, f"more than {most:,} bytes {whose}", limit=f"{most:,}")

    def _body(
        self, response: httpx.Response, url: httpx.URL, headers: Mapping[str, str], until: float, most: int
    ) -> bytes:
        """The body, unpacked piece by piece, so that neither an endless nor a packed one outgrows the bound."""
        packing = headers.get("content-encoding", "identity").strip().lower()
        if packing not in ("", "identity", *_PACKED):
            found = f"a body packed as {packing[:40]!r}"
            raise stopped("fetch-answer", str(url), found, allowed="a body that is plain or packed by gzip")
        unpack = zlib.decompressobj(wbits=47) if packing in _PACKED else None
        left = most = min(most, self.limits.size - self.received)
        told = 0
        pieces: list[bytes] = []
        for piece in response.iter_raw():
            if self.clock() > until:
                raise self._unfinished(url)
            try:
                plain = unpack.decompress(piece, left + 1) if unpack else piece
            except zlib.error as error:
                raise _Passing(f"the packed answer is damaged: {error}") from error
            left -= len(plain)
            if (shown := (most - left) // TOLD) > told:
                told = shown
                self.note(f"{shown * TOLD / 1e6:.0f} MB from {url.host} so far")
            if left < 0:
                raise self._too_large(str(url), most if most == self.limits.page else self.limits.size)
            pieces.append(plain)
        if self._deadline.passed:  # a body without a length ends where the connection was shut
            raise self._unfinished(url)
        if unpack and pieces and (not unpack.eof or unpack.unused_data):
            raise _Passing("the packed answer ends too early, or goes on behind its end")
        body = b"".join(pieces)
        self.count(str(url), len(body))
        return body


@lru_cache(maxsize=1)
def _tls() -> ssl.SSLContext:
    """The certificates that are trusted; reading them takes longer than a question."""
    return httpx.create_ssl_context()


def _is_same_host(first: httpx.URL, then: httpx.URL) -> bool:
    """Whether a redirect stays with the publisher: same host, same port or https instead of http, and no password."""
    if then.scheme not in _PORTS or then.host != first.host or then.userinfo:
        return False
    if (first.scheme, then.scheme) == ("http", "https"):
        return then.port is None
    return (then.scheme, then.port) == (first.scheme, first.port)


def _seconds(text: str, now: datetime) -> float | None:
    """The seconds of a Retry-After, which is a number or a date (RFC 9110, 10.2.3); None where it is neither.

    >>> _seconds("120", datetime(2026, 1, 1, tzinfo=UTC)), _seconds("soon", datetime(2026, 1, 1, tzinfo=UTC))
    (120.0, None)
    >>> _seconds("Thu, 01 Jan 2026 00:00:30 GMT", datetime(2026, 1, 1, tzinfo=UTC))
    30.0
    """
    if text.strip().isascii() and text.strip().isdigit():
        return float(text.strip()[:9])
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
