"""What is told of codes: one in full, all in a list, all as the body of a web page."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from pipeline.explaining.catalogue import GROUPS
from pipeline.sheets.codes import Code

_QUOTED = re.compile(r"`([^`]+)`")


def in_full(code: Code) -> str:
    """One code: severity and title, rule, reason, examples, what to do."""
    return (
        f"{code.code}  ({code.severity})\n{code.title}\n\n"
        f"  rule:    {code.allowed}\n"
        f"  reason:  {code.meaning}\n"
        f"  bad:     {code.bad}\n"
        f"  good:    {code.good}\n"
        f"  do:      {code.remedy}\n"
    )


def listed() -> str:
    """All codes by group, a line each."""
    lines: list[str] = []
    for group in GROUPS:
        width = max(len(code.code) for code in group.codes)
        lines += [group.title, ""]
        lines += [f"  {code.code:{width}}  {code.severity:7}  {code.title}" for code in group.codes]
        lines.append("")
    lines.append("'gdgr explain CODE' tells one in full.")
    return "\n".join(lines) + "\n"


def as_html(title: str, note: str) -> str:
    """The body of a page with this title, and ``note`` below it: links to the groups, then a section a group, an entry a code with its own address.

    The texts of the catalogue are English, whatever the language of the page.
    """
    return "\n".join(_page(title, note))


def _page(title: str, note: str) -> Iterator[str]:
    yield f'<section class="codes"><h1>{html.escape(title)}</h1><p>{html.escape(note)}</p>'
    yield '<div lang="en" dir="ltr">'
    yield "<p>Every message of the programme has a code. <code>gdgr explain CODE</code> prints its entry.</p>"
    links = (f'<li><a href="#{group.key}">{html.escape(group.title)}</a></li>' for group in GROUPS)
    yield f"<ul>{''.join(links)}</ul>"
    for group in GROUPS:
        yield f'<section id="{group.key}"><h2>{html.escape(group.title)}</h2>'
        for code in group.codes:
            yield from _entry(code)
        yield "</section>"
    yield "</div></section>"


def _entry(code: Code) -> Iterator[str]:
    yield f'<section class="card" id="{code.code}"><h3>{html.escape(code.title)}</h3>'
    yield f'<p class="code"><code>{code.code}</code> <span class="{code.severity}">{code.severity}</span></p>'
    rows = (
        ("Rule", code.allowed),
        ("Reason", code.meaning),
        ("Bad", code.bad),
        ("Good", code.good),
        ("Do", code.remedy),
    )
    shown = (f"<dt>{name}</dt><dd>{_text(text)}</dd>" for name, text in rows)
    yield f"<dl>{''.join(shown)}</dl></section>"


def _text(text: str) -> str:
    """A text with what stands between backticks as code, and nothing in it a mark of the page (``@@WORD@@``)."""
    return _QUOTED.sub(r"<code>\1</code>", html.escape(text, quote=False)).replace("@@", "&#64;&#64;")
