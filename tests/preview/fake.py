"""A maker of rounds that needs no report: the text of report/page.txt becomes a page, data/sheet.txt a second one.

``python -m tests.preview.fake ROOT`` previews such a folder on a free port.
"""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

from pipeline.preview.rounds import Made, Outdated
from pipeline.problems import ExitCode, Place, stop
from pipeline.progress import Progress, notes

YEAR = 2026
PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{name}</title><link rel="stylesheet" href="theme/web.css"></head>
<body><main id="main"><h1>{name}</h1><section id="sec-a"><p>{text}</p>{figure}</section>
<section id="sec-b"><p>always the same</p></section></main></body></html>
"""
FIGURE = '<div id="fig-x" class="exhibit"><img src="figures/fig-x.svg" alt="x"></div>'


def fake_project(root: Path) -> Path:
    """A project folder that the maker below reads."""
    for name, text in {"report/page.txt": "one", "data/sheet.txt": "1", "pipeline/code.py": ""}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    (root / "report" / "editions").mkdir()
    shutil.copyfile(
        Path(__file__).parents[2] / "report" / "editions" / f"{YEAR}.toml",
        root / "report" / "editions" / f"{YEAR}.toml",
    )
    return root


def web(root: Path) -> Path:
    return root / "build" / str(YEAR) / "en" / "_rendered" / "web"


class Fake:
    """Makes index.html from the page's text, sheet.html with a figure from the sheet, and a PDF of both.

    A sheet that is no number is a Stop, the page ``bug`` a fault of the programme. ``between`` is called between its two steps.
    """

    def __init__(self, root: Path, between: Callable[[], None] = lambda: None) -> None:
        self.root, self.between = root, between
        self.languages: tuple[str, ...] = ("en",)
        self.rounds: list[str] = []
        self.rests = 0

    def make(self, progress: Progress, seen: Callable[[], None], outdated: Callable[[], bool]) -> Made:
        text = (self.root / "report" / "page.txt").read_text(encoding="utf-8")
        sheet = (self.root / "data" / "sheet.txt").read_text(encoding="utf-8")
        self.rounds.append(f"{text} {sheet}")
        with progress.step("check", "reading"):
            if text == "bug":
                raise ZeroDivisionError("<b>division</b>")
            if not sheet.isdigit():
                place = Place("data/sheet.txt", "S", "A1")
                raise stop(ExitCode.DATA, "sheet-text", place, f"<b>{sheet}</b>", "a number", "mend it")
        self.between()
        if outdated():
            raise Outdated
        with progress.step("render", "writing"):
            folder = web(self.root)
            write(folder / "theme" / "web.css", "body { color: black }")
            write(folder / "index.html", PAGE.format(name="index", text=text, figure=""))
            write(folder / "sheet.html", PAGE.format(name="sheet", text="a figure", figure=FIGURE))
            write(
                folder / "figures" / "fig-x.svg", f'<svg xmlns="http://www.w3.org/2000/svg"><text>{sheet}</text></svg>'
            )
            seen()
            write(folder.parent / f"GDGR-{YEAR}-en.pdf", f"%PDF {text} {sheet}")
        return Made(("chapter",), 2)

    def rest(self) -> None:
        self.rests += 1

    def close(self) -> None:
        pass


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)


def wait_for(what: Callable[[], object], seconds: float = 20.0) -> None:
    """Wait until something holds; fail where it never does."""
    until = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < until, "it never held"
        time.sleep(0.01)


def save(path: Path, text: str) -> None:
    """Save a file as an editor does that writes beside it and renames."""
    beside = path.with_name(f"{path.name}.tmp")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


if __name__ == "__main__":
    from pipeline.preview import preview

    preview(Path(sys.argv[1]), YEAR, ("en",), "builtin", 0, False, [notes(sys.stderr)], lambda root, *_: Fake(root))
