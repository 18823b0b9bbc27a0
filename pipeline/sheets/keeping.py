"""Results that may be kept between runs: the seam at which a store can be put around the reading of a workbook."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar

T = TypeVar("T")


class Keep(Protocol):
    """Gives the result of ``make()``, or the equal one that it kept from an earlier call.

    ``make`` is a pure function of ``parts`` (and of the code and the libraries, which a store adds); ``parts`` hold every
    input by name, as text or as the SHA-256 of its bytes; ``name`` says what it is, for messages. The result is a picklable
    value that nobody changes. A Keep is called from several threads at once.
    """

    def __call__(self, name: str, parts: Mapping[str, str], make: Callable[[], T]) -> T:
        """The result, made or kept."""
        ...


def make_anew(name: str, parts: Mapping[str, str], make: Callable[[], T]) -> T:
    """Keeps nothing."""
    return make()
