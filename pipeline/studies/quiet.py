"""A study computes without a library speaking on the screen: what a library warns of is a sentence in the notes."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.problems import ExitCode, Place, stop

# What Python shows to nobody unasked.
_OF_DEVELOPERS = (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning)


@contextmanager
def quiet() -> Iterator[list[str]]:
    """Warnings of libraries, gathered as sentences, each once; the list is filled when the block ends.

    A fault of memory is a Stop (exit 6).
    """
    told: list[str] = []
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("default")
            for one in _OF_DEVELOPERS:
                warnings.simplefilter("ignore", one)
            yield told
    except MemoryError as error:
        raise stop(
            ExitCode.ENVIRONMENT,
            "study-memory",
            Place("memory"),
            "this machine has not enough memory for what is asked",
            "fewer draws, samples, series or economies",
            "lower --draws or --samples, or use a machine with more memory",
        ) from error
    told += dict.fromkeys(f"A library warns while it computes: {one.message}." for one in caught)
