"""The benchmark: the figures of speed and size of DESIGN, section 8, as ratios to a budget and to the usual way.

The usual way is one notebook-like script: it reads the same sheets with pandas, draws the same figures one after the
other and converts the same text through the same renderer. Everything runs in fresh processes in a scratch folder.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

COPIED = ("data", "report", "pipeline", "requirements.lock")
USUAL = """
import sys, pathlib
import pandas as pd
import matplotlib; matplotlib.use("svg")
import matplotlib.pyplot as plt
root, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
frames = {}
for path in sorted((root / "data").rglob("*.xlsx")):
    for name, sheet in pd.read_excel(path, sheet_name=None, keep_default_na=False, na_values=[""]).items():
        frames[path.name, name] = sheet
wide = {k: v for k, v in frames.items() if list(v.columns[:2]) == ["REF_AREA", "Economy"]}
out.mkdir(parents=True, exist_ok=True)
for number, (key, frame) in zip(range(int(sys.argv[3])), wide.items()):
    figure, axes = plt.subplots(figsize=(6.3, 4))
    years = [c for c in frame.columns[2:]]
    axes.plot([int(y) for y in years], frame[years].apply(pd.to_numeric, errors="coerce").mean())
    axes.set_title(key[1])
    figure.savefig(out / f"{number}.svg")
    plt.close(figure)
"""


@dataclass(frozen=True)
class Measure:
    """One measured figure against its budget, in the same unit."""

    name: str
    value: float
    budget: float | None
    unit: str

    def __str__(self) -> str:
        text = f"{self.name:52} {self.value:9.2f} {self.unit}"
        return text + (
            f"   budget {self.budget:g} {self.unit}, ratio {self.value / self.budget:.2f}" if self.budget else ""
        )


def run(root: Path, year: int) -> Iterator[str]:
    """Measure, one line as each figure is known; the project's own build and output are not touched."""
    with tempfile.TemporaryDirectory(prefix="gdgr-bench-") as scratch:
        place = Path(scratch)
        for name in COPIED:
            source = root / name
            (shutil.copytree if source.is_dir() else shutil.copyfile)(source, place / name)
        report = ["report", "--year", str(year), "--engine", "builtin", "--languages"]
        _timed(place, [*report, "en"])  # makes the fonts once, as the first run on a machine does
        shutil.rmtree(place / "build" / ".cache" / "figures")
        shutil.rmtree(place / "output")
        cold, memory = _timed(place, [*report, "en"])
        yield str(Measure("full report, one language, cold", cold, 12, "s"))
        yield str(Measure("peak memory of the main process and its children", memory, 800, "MB"))
        yield str(Measure("nothing changed", _timed(place, [*report, "en"])[0], 0.8, "s"))
        yield str(Measure("one cell edited, new PDF and web edition", _edited(place, report), 2.5, "s"))
        yield str(Measure("check of all sheets", _timed(place, ["check", "--marked", "none"])[0], 1.5, "s"))
        shutil.rmtree(place / "build" / ".cache" / "figures")
        both, _ = _timed(place, [*report, "en,zh", "--force"])
        yield str(Measure("two languages, cold, against one", both / cold, None, "times"))
        usual = _usual(place, year)
        yield str(Measure("the usual way: sheets, as many figures, renderer", usual, None, "s"))
        yield str(Measure("the usual way against this, one language", usual / cold, None, "times"))
        pdf = next((place / "output" / str(year)).glob("*-en.pdf"))
        yield str(Measure("size of the English PDF", pdf.stat().st_size / 1e6, None, "MB"))
        yield "not measured here yet: 195 profiles, six languages, ten times the indicators"


def _timed(place: Path, arguments: Sequence[str]) -> tuple[float, float]:
    """Seconds and peak megabytes of a command in a fresh process. Raises RuntimeError with its output where it fails."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", *arguments], cwd=place, capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - start
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments)} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def _edited(place: Path, report: Sequence[str]) -> float:
    """Seconds from one changed number in a workbook to the new edition."""
    from openpyxl import load_workbook

    path = place / "data" / "development" / "connectivity.xlsx"
    book = load_workbook(path)
    cell = next(cell for row in book["IT.NET.USER.ZS"].iter_rows(min_row=2, min_col=10) for cell in row if cell.value)
    cell.value = round(cell.value * 0.99, 4)
    book.save(path)
    return _timed(place, [*report, "en"])[0]


def _usual(place: Path, year: int) -> float:
    """Seconds of the usual way on the same sheets, figures and text."""
    from pipeline.render.pandoc import pandoc_path

    project = place / "build" / str(year) / "en"
    figures = len(list((project / "figures").glob("*.svg")))
    out = place / "usual"
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", USUAL, str(place), str(out), str(figures)], check=True, capture_output=True)
    chapters = sorted(str(path) for path in (project / "chapters").glob("*.qmd"))
    for target in ("typst", "html"):
        subprocess.run(
            [pandoc_path(), "--from", "markdown", "--to", target, "--output", str(out / f"report.{target}"), *chapters],
            check=True,
            capture_output=True,
            cwd=project,
        )
    import typst

    typst.compile(
        str(project / "report.typ"),
        output=str(out / "report.pdf"),
        root=str(project),
        font_paths=[str(project / "fonts")],
    )
    return time.perf_counter() - start if (out / "report.pdf").exists() else float("nan")
