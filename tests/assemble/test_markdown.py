"""Markdown as a type: markup stays, everything else is escaped, also in placeholders of translated text."""

from __future__ import annotations

import pytest

from pipeline.assemble.markdown import Markdown, printed


@pytest.mark.parametrize(
    ("value", "expected"),
    [(Markdown("**a**"), "**a**"), ("**a**", r"\*\*a\*\*"), (3, "3"), (None, "None"), (1.5, "1.5"), ("<b>", r"\<b\>")],
)
def test_printed(value: object, expected: str) -> None:
    assert printed(value) == expected
    assert isinstance(printed(value), Markdown)


def test_placeholders_are_escaped_unless_they_are_markdown() -> None:
    text = Markdown("*%(a)s* and %(b)s, 100%%") % {"a": "x*y", "b": Markdown("[z](z)")}
    assert text == r"*x\*y* and [z](z), 100%"
    assert isinstance(text, Markdown)


def test_plain_formatting() -> None:
    assert Markdown("%s and %s") % ("a", "b") == "a and b"
