"""A picture inside a page: its SVG without what a page does not need, and with names that are its own there."""

from __future__ import annotations

import re
from html import escape

_HEAD = re.compile(r"^.*?(?=<svg )", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_STYLE = re.compile(r"<defs>\s*<style[^>]*>.*?</style>\s*</defs>", re.DOTALL)
_NUMBER = re.compile(r"(scale\([^)]*\))|-?\d+\.\d{3,}")  # a scale keeps its decimals: it is small
_NAME = re.compile(r'\sid="([^"]*)"')
_CALLED = re.compile(r'(href="#|url\(#)([^")]+)')
_MOVED = re.compile(r'(<use href="#[^"]*") transform="translate\((\S+) (\S+)\)"')
_SPACE = re.compile(r"\s+")


def inlined(svg: bytes, name: str, alt: str) -> str:
    """An SVG of a figure as an element of a page; ``name`` is unique in the page, ``alt`` what is read out.

    Coordinates keep two decimals, a fiftieth of a dot of a print. The result is safe markup: text is outlines already.
    """
    text = _STYLE.sub("", _COMMENT.sub("", _HEAD.sub("", svg.decode())))
    called = {match[2] for match in _CALLED.finditer(text)}
    short = {old: f"{name}-{number:x}" for number, old in enumerate(sorted(called))}
    text = _NAME.sub(lambda match: f' id="{short[match[1]]}"' if match[1] in short else "", text)
    text = _CALLED.sub(lambda match: f"{match[1]}{short[match[2]]}", text)
    text = _NUMBER.sub(lambda match: match[1] or f"{float(match[0]):.2f}".rstrip("0").rstrip("."), text)
    text = (
        _SPACE.sub(" ", text).replace("> <", "><").replace("xlink:href", "href").replace(": ", ":").replace("; ", ";")
    )
    text = text.replace(' xmlns:xlink="http://www.w3.org/1999/xlink"', "").replace(' "', '"')
    text = _MOVED.sub(
        lambda match: f'{match[1]} x="{match[2]}"' + ("" if match[3] == "0" else f' y="{match[3]}"'), text
    )
    head = f'<svg role="img" aria-label="{escape(alt, quote=True)}" style="stroke-linejoin:round;stroke-linecap:butt"'
    return re.sub(r"<svg", lambda _: head, text.strip(), count=1)
