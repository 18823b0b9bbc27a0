"""Exhibits: words label codes, and fall back to the code where none is needed."""

from __future__ import annotations

import pytest

from pipeline.findings.exhibit import Words


@pytest.mark.parametrize(("code", "expected"), [("FRA", "France"), (2024, "2024"), ("x", "x")])
def test_label(code: object, expected: str) -> None:
    assert Words("t", "s", "o", "a", "x", {"FRA": "France"}).label(code) == expected


def test_words_without_labels() -> None:
    assert Words("t", "s", "o", "a", "x").label("FRA") == "FRA"
