"""Someone who has never seen the project follows the guide: its commands are typed as they stand there, in their order.

The file is a World Bank download of 200 economies (made-up figures); between the commands the editor fills in the row of the
indicator, makes five mistakes, finds and mends them, and sends what a reviewer can read.
"""

from __future__ import annotations

import csv
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.guide import writing
from pipeline.sheets import layout
from tests.sheets.workbooks import headers, write_workbook
from tests.small_report import ROOT, small_project
from tests.test_cli import environment

CODE, FILE, BOOK = writing.EXAMPLE["code"], writing.EXAMPLE["file"], writing.EXAMPLE["workbook"]
YEARS = range(2015, 2025)
FILLED = {
    "unit": "percent", "unit_multiplier": 0, "definition": "Share of people with electricity.", "source": "World Bank",
    "citation": "World Bank, made up for a test", "url": "https://example.org", "licence": "CC BY 4.0", "direction": "higher",
    "decimals": 1, "minimum": 0, "maximum": 100, "framework": "development", "pillar": "access", "theme": "digital_divide",
}  # fmt: skip


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str


def blocks() -> list[list[str]]:
    """The commands of the guide, block by block."""
    text = (ROOT / writing.PAGE).read_text(encoding="utf-8")
    return [
        [line for line in block.splitlines() if not line.startswith("#")]
        for block in re.findall(r"```sh\n(.*?)```", text, flags=re.DOTALL)
    ]


def typed(root: Path, line: str) -> Said:
    """A command of the guide in a folder; ``gdgr`` is the one of these tests, and ``make report`` what it stands for."""
    words, _, target = line.partition(" > ")
    known = {"gdgr": [sys.executable, "-m", "pipeline"], ".venv/bin/gdgr": [sys.executable, "-m", "pipeline"]}
    first, *rest = shlex.split(words)
    if words == "make report LANGS=en":
        first, rest = "gdgr", ["report", "--languages", "en", "--engine", "builtin"]
    done = subprocess.run([*known.get(first, [first]), *rest], cwd=root, env=environment(), capture_output=True, text=True, check=False)  # fmt: skip
    if target:
        (root / target).write_text(done.stdout, encoding="utf-8")
    return Said(done.returncode, done.stdout + done.stderr)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A clone of a project with all economies of the world, and the file that was downloaded."""
    root = small_project(tmp_path / "project")
    shutil.copy(ROOT / "data" / "reference" / "economies.xlsx", root / "data" / "reference")
    shutil.copy(ROOT / "data" / "reference" / "world_110m.geojson", root / "data" / "reference")
    # Its figures are of six economies; here every economy of the world is asked, and the annex takes what the data hold.
    (root / "report" / "exhibits.toml").write_text(
        '[fig-ranked]\nrecipe = "levels.top_bottom"\nindicator = "NET.USE"\ncount = 2\n', "utf-8"
    )
    (root / "report" / "chapters" / "02-more.qmd.j2").unlink()
    (root / "report" / "chapters" / "01-key.qmd.j2").write_text(
        "# {% trans %}Development{% endtrans %} {#sec-key}\n\n{{ exhibit('fig-ranked') }}\n", "utf-8"
    )
    (root / "report" / "annex" / "01-tables.qmd.j2").write_text(
        "# {% trans %}Tables of economies{% endtrans %} {#sec-tables .annex}\n\n{{ economy_tables('tbl-economies', 'development', 'Economies') }}\n",
        "utf-8",
    )
    printed = layout.OPTIONAL_SHEETS[layout.PRINTED][layout.PRINTED_SHEET]
    write_workbook(root / "data" / layout.PRINTED, {"About": [["Places"]], layout.PRINTED_SHEET: [headers(printed)]})
    (root / ".gitignore").write_text("build/\noutput/\n*.csv\n", encoding="utf-8")
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(tmp_path / "origin.git")], check=True)
    for words in (
        "init -q -b main", "config user.name Editor", "config user.email editor@example.org",
        f"remote add origin {tmp_path / 'origin.git'}", "add .", "commit -q -m Sheets", "push -q origin main",
    ):  # fmt: skip
        subprocess.run(["git", *words.split()], cwd=root, check=True)
    sheet = load_workbook(root / "data" / "reference" / "economies.xlsx", read_only=True)["Economies"]
    header, *rows = sheet.iter_rows(values_only=True)
    named = [(str(row[header.index("iso3")]), str(row[header.index("name_en")])) for row in rows]
    download(root / FILE, named[:200])
    return root


def download(path: Path, economies: list[tuple[str, str]]) -> None:
    """A file as the page of an indicator gives it, with the groups that the World Bank adds."""
    rows: list[list[object]] = [
        ["Data Source", "World Development Indicators"],
        [],
        ["Last Updated Date", "2026-10-28"],
        [],
    ]
    rows.append(["Country Name", "Country Code", "Indicator Name", "Indicator Code", *YEARS])
    for number, (code, name) in enumerate([*economies, ("WLD", "World"), ("ARB", "Arab World")]):
        figures = [round(30 + number % 50 + 1.25 * (year - 2015) + number / 1000, 3) for year in YEARS]
        rows.append([name, code, "Access to electricity (% of population)", CODE, *figures])
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows(rows)


def test_the_guide_is_what_the_project_says() -> None:
    from pipeline.edition import editions_available

    assert (ROOT / writing.PAGE).read_text(encoding="utf-8") == writing.page(ROOT, max(editions_available(ROOT)))


def test_a_newcomer_adds_an_indicator_makes_five_mistakes_and_sends_it(root: Path) -> None:
    begin, bring, check, see, send = blocks()
    assert begin[0] == "make setup"  # done: these tests run in what it made
    for line in begin[1:]:
        assert typed(root, line).code == 0

    shown, imported = (typed(root, line) for line in bring)
    assert shown.code == 0 and "World Bank, years as columns" in shown.out
    assert imported.code == 0 and "2000 values from the files" in imported.out
    assert "groups of economies left out, with their rows: WLD (1), ARB (1)" in imported.out
    assert "still to fill in Indicators: unit, unit_multiplier, definition" in imported.out

    # The guide: the row of Indicators is filled in, and the cut-off moves to the day of the work. Five mistakes happen.
    rules = root / "report" / "editions" / "2026.toml"
    moved = re.sub(r"(data_cutoff = \D*)[0-9-]+", r"\g<1>2099-12-31", rules.read_text("utf-8"))
    rules.write_text(moved, "utf-8")
    workbook = load_workbook(root / BOOK)
    indicators = workbook["Indicators"]
    header = [cell.value for cell in indicators[1]]
    for name, value in FILLED.items():
        if name not in ("citation", "licence", "theme", "url"):
            indicators.cell(2, header.index(name) + 1).value = value
    name = str(indicators.cell(2, header.index("sheet") + 1).value) if "sheet" in header else CODE
    figures = workbook[name if name in workbook.sheetnames else CODE]
    rows = {figures.cell(row, 1).value: row for row in range(5, figures.max_row + 1)}
    kenya, france, china = rows["KEN"], rows["FRA"], rows["CHN"]
    was = {at: figures[at].value for at in (f"E{kenya}", f"F{france}", f"A{china}")}
    figures[f"E{kenya}"] = "48,5"
    figures[f"F{france}"] = figures[f"F{france}"].value * 100
    figures[f"A{china}"] = "CNH"
    workbook["Notes"].append(["KEN", CODE, 2019, "Z", "an estimate"])
    workbook.save(root / BOOK)
    wrong = typed(root, check[0])
    assert wrong.code == 3
    for place, code in (
        (f"{figures.title}!E{kenya}", "sheet-decimal-comma"),
        (f"{figures.title}!F{france}", "sheet-out-of-range"),
        (f"{figures.title}!A{china}", "sheet-unknown-economy"),
        ("Indicators!G2", "sheet-row-incomplete"),
        ("Notes!D2", "sheet-unknown-status"),
    ):
        assert re.search(rf"{re.escape(place)} .*\n +{code}:", wrong.out), (place, code, wrong.out)
    marked = load_workbook(root / "build" / "2026" / "marked" / Path(BOOK).relative_to("data"))
    assert "48,5" in marked[figures.title][f"E{kenya}"].comment.text
    assert {row[0].value for row in marked["Problems"].iter_rows(min_row=2)} == {"error", "warning"}

    # Each is mended in the workbook itself.
    for at, value in was.items():
        figures[at] = value
    workbook["Notes"].delete_rows(2)
    for name, value in FILLED.items():
        indicators.cell(2, header.index(name) + 1).value = value
    workbook.save(root / BOOK)
    mended = typed(root, check[0])
    assert mended.code == 0, mended.out
    assert "no zh name of the indicator" in mended.out  # a translator's work, and no obstacle

    for line in see:
        said = typed(root, line)
        assert said.code == 0, said.out
    change = (root / "build" / "change.md").read_text(encoding="utf-8")
    assert BOOK in change and "Access to electricity" in change
    pages = " ".join(path.read_text("utf-8") for path in (root / "output" / "2026" / "web" / "en").glob("*.html"))
    assert "Access to electricity (% of population)" in pages

    for line in send:
        said = typed(root, line)
        assert said.code == 0, said.out
    sent = subprocess.run(["git", "diff", "main", writing.EXAMPLE["branch"]], cwd=root, env=environment(), capture_output=True, text=True, check=True)  # fmt: skip
    assert f"+{CODE}" in sent.stdout.replace(" ", "") or CODE in sent.stdout
    assert "Binary files" not in sent.stdout
