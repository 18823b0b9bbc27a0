"""The page for newcomers is run: its files are written, its commands called in an empty folder, what it shows is compared.

Blocks of the page: ``console`` (a command behind ``$``, then what it says); the name of a text file (its content); the name of a
workbook (cells to write, ``Sheet!A1: value``); ``workbook: sheet`` (columns and rows that the sheet holds). ``...`` stands for
any lines, or for any text within a line.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from openpyxl import load_workbook

from pipeline.sheets.load import load_dataset
from tests.command_line import Run

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "TEN-MINUTES.md"
BLOCK = re.compile(r"^```([^\n]+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks() -> list[tuple[str, str]]:
    """Kind and text of every block, in order."""
    return BLOCK.findall(PAGE.read_text(encoding="utf-8"))


def matches(shown: Sequence[str], said: Sequence[str]) -> bool:
    """Whether lines are those that are shown; ``...`` alone is any number of lines, within a line any text."""
    pattern = "".join(
        r"(?:[^\n]*\n)*?" if line == "..." else r"[^\n]*".join(map(re.escape, line.split("..."))) + "\n"
        for line in shown
    )
    return re.fullmatch(pattern, "".join(f"{line.rstrip()}\n" for line in said)) is not None


@pytest.mark.parametrize(
    ("shown", "said", "fits"),
    [
        (["a", "...", "c"], ["a", "b", "b", "c"], True),
        (["a", "...", "c"], ["a", "c"], True),
        (["a", "c"], ["a", "b", "c"], False),
        (["a ... c"], ["a b c"], True),
        (["a ... c"], ["a", "c"], False),
        (["a", "..."], ["b"], False),
    ],
)
def test_what_is_shown_is_compared(shown: list[str], said: list[str], fits: bool) -> None:
    assert matches(shown, said) is fits


def sheet_rows(path: Path, name: str, columns: Sequence[str]) -> list[str]:
    """Columns of a sheet as the page writes them."""
    rows = list(load_workbook(path)[name].iter_rows(values_only=True))
    places = [rows[0].index(column) for column in columns]
    return [" | ".join(f"{row[at]:g}" if isinstance(row[at], float) else str(row[at]) for at in places) for row in rows]


def test_the_page_does_what_it_shows(run: Run, tmp_path: Path) -> None:
    commands = 0
    for kind, text in blocks():
        lines = text.rstrip("\n").split("\n")
        book, _, sheet = kind.partition(": ")
        if kind == "console":
            command, *shown = lines
            assert command.startswith("$ gdgr "), command
            said = run(tmp_path, *shlex.split(command.removeprefix("$ gdgr ")))
            heard = (said.out + said.err).rstrip("\n").split("\n")
            assert matches(shown, [*heard]), f"{command}\n{said.out}{said.err}"
            commands += 1
        elif sheet:
            columns = lines[0].split(" | ")
            assert matches(lines, sheet_rows(tmp_path / book, sheet, columns)), (
                f"{kind}\n{sheet_rows(tmp_path / book, sheet, columns)}"
            )
        elif book.endswith(".xlsx"):
            made = load_workbook(tmp_path / book)
            for line in lines:
                place, value = line.split(": ")
                name, cell = place.split("!")
                made[name][cell] = float(value) if value.replace(".", "").isdigit() else value
            made.save(tmp_path / book)
        else:
            (tmp_path / kind).write_text(text, encoding="utf-8")
    assert commands >= 7


def test_the_figures_of_the_page_are_those_of_the_sheets() -> None:
    table = next(text for kind, text in blocks() if kind == "digital.csv").split("\n")
    data = load_dataset(ROOT)
    iso3 = {economy.names["en"]: code for code, economy in data.economies.items()}
    for line in filter(None, table[1:]):
        name, year, *cells = line.split(",")
        for code, cell in zip(("IT.NET.USER.ZS", "IT.NET.BBND.P2", "IT.NET.SECR.P6"), cells, strict=True):
            value = data.observations.wide(code).loc[iso3[name], int(year)]
            assert (cell == "" and np.isnan(value)) or cell == f"{value:.1f}", (name, code)
