"""The guide as a page: its words are in ``report/guide/guide.md.j2``; columns, statuses and problems come from where they are kept."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.edition import Edition
from pipeline.explaining import CATALOGUE
from pipeline.guide.pictures import picture
from pipeline.model import statuses
from pipeline.sheets import layout
from pipeline.sheets.check import check_data
from pipeline.sheets.markup import write_copy
from pipeline.writing import write_if_new

FOLDER, TEMPLATE, PAGE = "report/guide", "guide.md.j2", "GUIDE.md"
SHOWN = "data/development/connectivity.xlsx"  # the workbook of the pictures
MISTAKE = "28,8"  # typed over the first figure that is shown, in the marked-up copy
EXAMPLE = {
    "code": "EG.ELC.ACCS.ZS",
    "file": "API_EG.ELC.ACCS.ZS.csv",
    "workbook": "data/development/electricity.xlsx",
    "branch": "access-to-electricity",
    "message": "Access to electricity, World Bank, release of October 2026",
}
# The problems that editors meet most, in the order of the guide.
MET = (
    "sheet-decimal-comma",
    "sheet-row-incomplete",
    "sheet-term-missing",
    "sheet-unknown-economy",
    "sheet-out-of-range",
    "sheet-scale-slip",
    "sheet-jump",
    "sheet-note-without-value",
)


def page(root: Path, year: int) -> str:
    """The guide as Markdown. Raises KeyError for a problem that the catalogue does not have."""
    templates = Environment(
        loader=FileSystemLoader(root / FOLDER), undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False
    )
    return templates.get_template(TEMPLATE).render(
        EXAMPLE,
        year=year,
        columns=[column for column in layout.INDICATOR_COLUMNS if column.required],
        problems=[CATALOGUE[code] for code in MET],
        statuses=", ".join(f"{code} ({statuses.OBS_STATUS[code].lower()})" for code in "BEPM"),
    )


def drawn(root: Path, edition: Edition) -> dict[str, str]:
    """The pictures by file name, as SVG, drawn from ``SHOWN`` as it is and from its marked-up copy with one mistake."""
    workbook = load_workbook(root / SHOWN)
    figures = _figures(workbook)
    pictures = {
        "indicators.svg": picture(workbook[layout.INDICATORS], "A1:F4", "The sheet Indicators", "C1"),
        "figures.svg": picture(figures, "A1:I9", "A sheet of figures"),
        "notes.svg": picture(workbook[layout.NOTES], "A1:E6", "The sheet Notes", "D1"),
    }
    wrong = next(cell for row in figures["C1:I9"] for cell in row if isinstance(cell.value, float))
    wrong.value = MISTAKE
    with TemporaryDirectory() as folder:
        path, marked = Path(folder, Path(SHOWN).name), Path(folder, "marked.xlsx")
        workbook.save(path)
        found = [one for one in check_data(root, edition, only=path).problems if one.place.cell == wrong.coordinate]
        write_copy(path, found[0].place.file, found, marked, edition.data_cutoff)
        copy = load_workbook(BytesIO(marked.read_bytes()))
    pictures["marked.svg"] = picture(copy[figures.title], "A1:I9", "A marked-up copy", wrong.coordinate)
    return pictures


def _figures(workbook: Workbook) -> Worksheet:
    """The first sheet of figures: the one after Indicators."""
    return workbook.worksheets[workbook.sheetnames.index(layout.INDICATORS) + 1]


def write(root: Path, edition: Edition) -> tuple[str, ...]:
    """Write the guide and its pictures where they differ; the files that changed."""
    files = {PAGE: page(root, edition.year)} | {f"{FOLDER}/{name}": text for name, text in drawn(root, edition).items()}
    return tuple(file for file, text in files.items() if write_if_new(root / file, text.encode()))
