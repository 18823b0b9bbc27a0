"""The usual way of making such a report: one script, as a researcher would put together from a notebook.

It reads all sheets with pandas, draws as many figures with matplotlib, converts the same chapters with pandoc to Typst and
to HTML and sets the same PDFs with Typst. It checks nothing, keeps nothing, and each of its figures is one plain line.

Run as ``python usual.py ROOT PROJECT OUT PANDOC READER``: the data below ROOT, the assembled chapters and the finished
volumes in PROJECT, the engine of ``pandas.read_excel`` (``default`` for its own choice). Prints seconds by stage as JSON.
"""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("svg")

import matplotlib.pyplot as plt
import pandas as pd
import typst

VOLUMES = {"report": "chapters", "annex": "annex"}


def read(root: Path, reader: str) -> dict[tuple[str, str], pd.DataFrame]:
    """Every sheet of every workbook."""
    frames = {}
    engine: Any = None if reader == "default" else reader
    for path in sorted((root / "data").rglob("*.xlsx")):
        sheets = pd.read_excel(path, sheet_name=None, keep_default_na=False, na_values=[""], engine=engine)
        for name, sheet in sheets.items():
            frames[path.name, name] = _below_caption(sheet)
    return frames


def _below_caption(sheet: pd.DataFrame) -> pd.DataFrame:
    """A data sheet from its header on, which stands below title, unit and code."""
    first = list(sheet.iloc[:9, 0]) if sheet.shape[1] else []
    if "REF_AREA" not in first:
        return sheet
    head = first.index("REF_AREA")
    below = sheet.iloc[head + 1 :]
    return below.set_axis(sheet.iloc[head], axis="columns")


def draw(frames: dict[tuple[str, str], pd.DataFrame], count: int, out: Path) -> None:
    """As many figures: the mean over the economies by year, a series after the other."""
    wide = {key: frame for key, frame in frames.items() if list(frame.columns[:2]) == ["REF_AREA", "Economy"]}
    for number, ((_, name), frame) in zip(range(count), itertools.cycle(wide.items()), strict=False):
        figure, axes = plt.subplots(figsize=(6.3, 4))
        years = list(frame.columns[2:])
        axes.plot([int(year) for year in years], frame[years].apply(pd.to_numeric, errors="coerce").mean())
        axes.set_title(name)
        figure.savefig(out / f"{number}.svg")
        plt.close(figure)


def convert(project: Path, pandoc: str, out: Path) -> None:
    """The chapters of each volume, to Typst and to HTML."""
    for volume, folder in VOLUMES.items():
        chapters = sorted(str(path) for path in (project / folder).glob("*.qmd"))
        for form in ("typst", "html") if chapters else ():
            command = [pandoc, "--from", "markdown", "--to", form, "--output", str(out / f"{volume}.{form}"), *chapters]
            subprocess.run(command, check=True, cwd=project)


def set_pages(project: Path, out: Path) -> None:
    """The PDF of each volume."""
    for volume in VOLUMES:
        main = project / "typst" / f"{volume}.typ"
        if main.is_file():
            typst.compile(
                str(main),
                output=str(out / f"{volume}.pdf"),
                root=str(project),
                font_paths=[str(project / "fonts")],
                ignore_system_fonts=True,
                pdf_standards=["ua-1"],
            )


def main(root: Path, project: Path, out: Path, pandoc: str, reader: str) -> None:
    """All of it, one after the other."""
    out.mkdir(parents=True, exist_ok=True)
    moments = [time.perf_counter()]
    frames = read(root, reader)
    moments.append(time.perf_counter())
    draw(frames, len(list((project / "figures").glob("*.svg"))), out)
    moments.append(time.perf_counter())
    convert(project, pandoc, out)
    moments.append(time.perf_counter())
    set_pages(project, out)
    moments.append(time.perf_counter())
    spans = [after - before for before, after in itertools.pairwise(moments)]
    print(json.dumps(dict(zip(("read", "draw", "convert", "set"), spans, strict=True))))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4], sys.argv[5])
