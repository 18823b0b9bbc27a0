"""Every number of a small built edition has an address that leads to cells; some are recomputed from the workbooks."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from pipeline import cli
from pipeline.assemble.contents import make_contents
from pipeline.commands import project as commands
from pipeline.numerals import found
from pipeline.problems import Stop
from pipeline.publish import tracing
from pipeline.publish.cellsets import ranges
from pipeline.publish.ledger_layout import SCHEMA
from pipeline.publish.numbers_in_print import Where
from pipeline.publish.quotations import Candidate, quoted, scaled

ROOTS = ("parameter", "edition", "text")


@pytest.fixture(scope="module")
def base(built: Path) -> sqlite3.Connection:
    return tracing.opened(built / "output" / "2026")


def chapters(built: Path) -> dict[str, str]:
    folder = built / "build" / "2026" / "en"
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for part in ("chapters", "annex")
        for path in sorted((folder / part).glob("*.qmd"))
    }


def printed_cells(built: Path) -> Iterator[tuple[str, str]]:
    """The table and the text of every cell of the assembled chapters that has a digit, but for names of rows and heads."""
    for text in chapters(built).values():
        block, line_of_table = "", 0
        for line in text.splitlines():
            if match := re.match(r"::: \{#(tbl-[\w-]+) ", line):
                block, line_of_table = match[1], 0
            elif line.startswith("|") and block:
                line_of_table += 1
                cells = [cell.strip() for cell in line.strip("|").split(" | ")]
                if line_of_table > 2:
                    yield from ((block, cell) for cell in cells[1:] if re.search(r"\d", cell))


def test_every_number_of_a_table_has_an_address(built: Path, base: sqlite3.Connection) -> None:
    cells = list(printed_cells(built))
    assert len(cells) > 20
    for block, cell in cells:
        known = {
            row[0]
            for row in base.execute(
                "SELECT printed FROM numbers WHERE address >= ? AND address < ?", (f"{block}:", f"{block};")
            )
        }
        assert cell in known, f"{cell!r} of {block} has no address"
        for shown, _ in found(re.sub(r"[\\`^]", " ", cell), "en"):
            rows = base.execute(
                "SELECT count(*) FROM prints JOIN places USING (place) WHERE shown = ? AND block = ? AND first_page IS NOT NULL",
                (shown, block),
            )
            assert rows.fetchone()[0], f"{shown} of {block} is not found in print"


def test_every_number_of_the_data_of_a_figure_has_an_address(built: Path, base: sqlite3.Connection) -> None:
    tried = 0
    for path in sorted((built / "output" / "2026" / "data").glob("*.csv")):
        values = [
            row[0]
            for row in base.execute(
                "SELECT value FROM numbers WHERE address >= ? AND address < ?", (f"{path.stem}:", f"{path.stem};")
            )
        ]
        with path.open(encoding="utf-8-sig", newline="") as stream:
            for line in csv.DictReader(stream):
                for text in line.values():
                    if re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", text or ""):
                        assert float(text) in values, f"{text} of {path.name} has no address"
                        tried += 1
    assert tried > 60


def test_every_number_of_the_text_has_an_address(built: Path, base: sqlite3.Connection) -> None:
    texts = chapters(built)
    contents = make_contents(texts)
    assert contents.chapters
    for file, text in texts.items():
        for line in text.splitlines():
            if line.startswith(("|", ":::", "![", "#", "[Data")) or not line.strip():
                continue
            plain = re.sub(r"\{[^}]*\}|\]\([^)]*\)|@[\w-]+|\\", "", line)
            for shown, _ in found(plain, "en"):
                rows = base.execute(
                    "SELECT count(*) FROM prints JOIN places USING (place) WHERE shown = ? AND file = ?", (shown, file)
                )
                assert rows.fetchone()[0], f"{shown} of {file} leads nowhere: {line}"


def test_every_number_leads_to_cells_or_to_a_declared_parameter(base: sqlite3.Connection) -> None:
    rootless = base.execute(
        """
        WITH RECURSIVE reach(number, part) AS (
          SELECT number, number FROM numbers UNION SELECT reach.number, parts.part FROM reach JOIN parts ON parts.number = reach.part)
        SELECT address FROM numbers WHERE number NOT IN (
          SELECT reach.number FROM reach JOIN numbers n ON n.number = reach.part LEFT JOIN methods USING (method)
          WHERE n.inputs IS NOT NULL OR methods.name = 'parameter')
        """
    ).fetchall()
    assert rootless == []


def test_the_mean_of_a_group_is_recomputed_from_its_cells(built: Path, base: sqlite3.Connection) -> None:
    """Value and weight of each member are read from the workbooks at the cells that the lineage names."""
    rows = base.execute(
        "SELECT name, address, value, inputs FROM numbers JOIN methods USING (method)"
        " WHERE name IN ('group_values.population', 'group_values.unweighted')"
    ).fetchall()
    assert {re.split("[:.]", row[1])[0] for row in rows} >= {"fig-use", "tbl-groups"}
    for method, address, value, inputs in rows:
        held: dict[str, dict[int, float]] = {"value": {}, "weight": {}}
        for role, workbook, sheet, listed in base.execute(
            "SELECT role, workbook, name, listed FROM inputs JOIN sets USING (cells) JOIN sheets USING (sheet) WHERE inputs = ?",
            (inputs,),
        ):
            if role in held:
                page = load_workbook(built / workbook, read_only=False)[sheet]
                for block in ranges(listed):
                    for row in range(block.first_row, block.last_row + 1):
                        area = page.cell(row, 1).value
                        held[role][area] = float(page.cell(row, block.first_column).value)
        if method.endswith("unweighted"):
            held["weight"] = dict.fromkeys(held["value"], 1.0)
        members = held["value"].keys() & held["weight"].keys()
        mean = sum(held["value"][one] * held["weight"][one] for one in members) / sum(
            held["weight"][one] for one in members
        )
        assert mean == pytest.approx(value, rel=1e-12), address


def test_what_a_figure_is_made_with_stands_once_in_both_files(
    built: Path, base: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, figures_told = (
        json.loads((built / "output" / "2026" / name).read_text(encoding="utf-8"))
        for name in ("lineage.json", "figures.json")
    )
    rows = {
        figure: {"recipe": name, **json.loads(text)} for figure, name, text in base.execute("SELECT * FROM made_with")
    }
    assert rows == figures_told
    figures = {id.removeprefix("earlier.").partition(".")[0] for id in told if "fig-" in id}
    assert figures and figures <= rows.keys()
    first = sorted(figures)[0]
    address = next(id for id in told if id.startswith(f"{first}."))
    line = next(line for line in ask(built, monkeypatch, address).splitlines() if "figure: " in line)
    assert rows[first]["recipe"] in line and all(f"{key}=" in line for key in rows[first].keys() - {"recipe"})


def test_an_observation_is_the_value_of_its_cell(built: Path, base: sqlite3.Connection) -> None:
    rows = base.execute(
        "SELECT address, value, workbook, sheets.name, listed FROM numbers JOIN methods m USING (method) JOIN inputs USING (inputs)"
        " JOIN sets USING (cells) JOIN sheets USING (sheet) WHERE m.name = 'observation' AND unit != 'year'"
    ).fetchall()
    assert len(rows) > 5
    books: dict[str, object] = {}
    for address, value, workbook, sheet, listed in rows:
        book = books.setdefault(workbook, load_workbook(built / workbook))
        assert float(book[sheet][listed].value) == value, address  # type: ignore[index]


def test_the_same_build_writes_the_same_bytes(built: Path, base: sqlite3.Connection) -> None:
    content = (built / "output" / "2026" / tracing.NAME).read_bytes()
    assert content.startswith(b"SQLite format 3")
    assert str(built).encode() not in content  # no path of the machine
    assert (
        tracing.NAME in json.loads((built / "output" / "2026" / "manifest.json").read_text(encoding="utf-8"))["outputs"]
    )


# --- what people type -----------------------------------------------------------------------------------------------


def ask(built: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> str:
    monkeypatch.setattr(commands, "ROOT", built)
    result = CliRunner().invoke(cli.cli, ["trace", "--year", "2026", *arguments], catch_exceptions=False)
    return result.output


def test_an_address_leads_to_its_cell_with_flag_year_and_source(
    built: Path, base: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, printed = base.execute(
        "SELECT address, printed FROM numbers WHERE address LIKE 'tbl-economies:%:NET.USE' ORDER BY number LIMIT 1"
    ).fetchone()
    told = ask(built, monkeypatch, address)
    assert re.search(r"data/development/connectivity\.xlsx › [\w. ]+![A-Z]+\d+  [\d.]+ [A-Z] [A-Z]{3} \d{4}", told)
    assert f"printed:    {printed}" in told and "table S1" in told and "source:     NET.USE" in told


def test_a_group_mean_names_members_weights_and_memberships(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = ask(built, monkeypatch, "tbl-groups:WLD:NET.USE")
    assert "group_values.unweighted" in told and "membership: data/reference/economies.xlsx" in told
    assert "least share of people" in told


@pytest.mark.parametrize("form", ["{n}", "{n}, figure 1", "{n} per cent, figure 1"])
def test_a_number_as_it_is_printed(
    built: Path, base: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    shown, address = base.execute(
        "SELECT shown, address FROM prints JOIN numbers USING (number) JOIN places USING (place)"
        " WHERE address = 'fig-use.world_last' AND block = 'fig-use' LIMIT 1"
    ).fetchone()
    assert address in ask(built, monkeypatch, form.format(n=shown))
    assert address in ask(built, monkeypatch, shown, "--figure", "1")


def test_several_candidates_are_listed_with_their_contexts(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = ask(built, monkeypatch, "2024")
    assert "numbers in the whole edition" in told and "section" in told and "page" in told


def _stop(built: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(Stop) as caught:
        ask(built, monkeypatch, *arguments)
    (problem,) = caught.value.problems
    return caught.value.exit_code, problem.code, f"{problem.found} {problem.allowed}"


def test_what_is_not_there_is_said_with_the_nearest(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _stop(built, monkeypatch, "fig-use.world_lst")[:2] == (4, "fact-unknown")
    assert "fig-use.world_last" in _stop(built, monkeypatch, "fig-use.world_lst")[2]
    assert _stop(built, monkeypatch, "tbl-nothing:XXX:NET.USE")[1] == "fact-unknown"
    exit_code, code, told = _stop(built, monkeypatch, "98765.4, figure 1")
    assert (exit_code, code) == (4, "number-unknown") and "nearest" in told
    assert _stop(built, monkeypatch, "2024", "--section", "77")[1] == "number-unknown"
    assert _stop(built, monkeypatch, "2024", "--page", "x")[1] == "number-unknown"
    assert _stop(built, monkeypatch, "2024", "--language", "fr")[1] == "claim-language"


def test_a_row_and_column_of_an_unknown_table_lead_to_the_tables_that_hold_them(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = ask(built, monkeypatch, "tbl-nothing:WLD:NET.USE")
    first, *rest = told.splitlines()
    assert first.startswith("There is no tbl-nothing") and "tbl-groups:WLD:NET.USE: table" in rest[0]
    assert "group_values.unweighted" in told  # one table holds it, so it is traced


def test_a_page_is_one_of_the_report(built: Path, base: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    shown, address, page = base.execute(
        "SELECT shown, address, first_page FROM prints JOIN places l USING (place) JOIN numbers USING (number)"
        " WHERE l.volume = 'annex' AND kind = 'table' AND number NOT IN (SELECT number FROM prints JOIN places USING (place)"
        " WHERE volume = 'report') AND value IS NOT NULL LIMIT 1"
    ).fetchone()
    assert address in ask(built, monkeypatch, shown, "--page", f"annex:{page}", "--cells", "5000")
    try:
        assert address not in ask(built, monkeypatch, shown, "--page", str(page), "--cells", "5000")
    except Stop as none:
        assert none.problems[0].code == "number-unknown"


def test_words_are_those_of_a_statement(built: Path, base: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    claim, text, fact = base.execute(
        "SELECT claim, text, address FROM claims JOIN numbers USING (number) WHERE text != '' ORDER BY claim LIMIT 1"
    ).fetchone()
    words = re.sub(r"\s+", " ", " ".join(text.split()[:6])).upper()
    assert fact in ask(built, monkeypatch, words, "--cells", "500"), claim
    assert _stop(built, monkeypatch, "no such phrase anywhere")[1] == "number-unknown"
    assert _stop(built, monkeypatch, "none", "--section", "1")[1] == "number-unknown"
    assert _stop(built, monkeypatch, "fig-none")[1] == "fact-unknown"


@pytest.mark.parametrize("typed", ["63–79", "63-79", "“63 – 79”"])
def test_a_cell_with_several_numbers(typed: str) -> None:
    base = sqlite3.connect(":memory:")
    base.executescript(SCHEMA)
    base.execute("INSERT INTO terms VALUES (1, 'table'), (2, '')")
    base.execute("INSERT INTO blocks VALUES (1, 'tbl-index')")
    base.execute("INSERT INTO places VALUES (1, 'en', 'annex', 'a.qmd', 'E', 'Tables', 'tbl-index', 'S1', 3, 4)")
    for number, (area, printed) in enumerate({"ARG": "63–79", "BRA": "in 63–79 of 90", "CHL": "79"}.items(), 1):
        entry = (number, 1, f":{area}:ranks", 1, None, 2, None, printed, "", None, None, None)
        base.execute(f"INSERT INTO entries VALUES ({', '.join('?' * len(entry))})", entry)
        base.execute("INSERT INTO prints VALUES (?, 1, '79', '')", (number,))
    spaced = " – " in typed  # which no cell has
    assert [one.address for one in quoted(base, typed, Where())] == ([] if spaced else ["tbl-index:ARG:ranks"])
    assert not list(quoted(base, typed, Where(page="3")))  # of the report, and the table is in the annex


def test_a_scale_tells_numbers_apart() -> None:
    found = [
        Candidate(1, "fig-a.one", "", "it was 17.8 per cent"),
        Candidate(2, "tbl-b:x:y", "", "", "US$ 17.8\xa0trillion"),
    ]
    assert [one.number for one in scaled("17.8 trillion", found)] == [2]
    assert [one.number for one in scaled("17.8 per cent", found)] == [1, 2]
    assert [one.number for one in scaled("17.8 billion", found)] == [1, 2]


def test_what_depends_on_a_cell(built: Path, base: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    workbook, sheet, cell, area = base.execute(
        "SELECT workbook, name, 'C' || row, area FROM areas JOIN sheets USING (sheet) WHERE indicator = 'NET.USE' ORDER BY row LIMIT 1"
    ).fetchone()
    last, column = base.execute(
        "SELECT max(year), max(col) FROM observations JOIN sheets USING (sheet) WHERE indicator = 'NET.USE' AND area = ?",
        (area,),
    ).fetchone()
    from pipeline.model.addresses import column_letter

    cell = f"{column_letter(column)}{cell[1:]}"
    asked = f"{workbook} › {sheet}!{cell}"
    told = ask(built, monkeypatch, "--cell", asked, "--cells", "500")
    assert f"{area}, {last}" in told
    for part in (
        f"tbl-economies:{area}:NET.USE",
        "tbl-groups:WLD:NET.USE",
        "fig-use.world_last",
        "card" if "card-" in told else "Facts",
        "Sections",
        "Statements",
    ):
        assert part in told
    name = workbook.rpartition("/")[2]
    for other in (
        f"{name} > NET.USE!{cell}",
        f"{name.removesuffix('.xlsx')} › {sheet}!${cell[0]}${cell[1:]}",
        f"'{name}' > '{sheet}'!{cell.lower()}",
    ):
        assert ask(built, monkeypatch, "--cell", other, "--cells", "500") == told


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("connectivity.xlsx › NET.USE!ZZ999", "no figure"),
        ("connectivity.xlsx › NET.USE!A1", "no figure"),
        ("connectivty.xlsx › NET.USE!C5", "connectivity.xlsx"),
        ("connectivity.xlsx › NET.USES!C5", "NET.USE"),
        ("connectivity.xlsx", "no address"),
        ("parameters.xlsx › Thresholds!C900", "rows end"),
    ],
)
def test_a_cell_that_is_not_there(built: Path, monkeypatch: pytest.MonkeyPatch, cell: str, words: str) -> None:
    exit_code, code, told = _stop(built, monkeypatch, "--cell", cell)
    assert (exit_code, code) == (4, "cell-unknown") and words in told


def test_a_blank_cell_is_called_blank(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = project / "output" / "2026" / tracing.NAME
    base = sqlite3.connect(path)
    sheet, column, row = base.execute(
        "SELECT sheet, col, row FROM observations JOIN sheets USING (sheet) WHERE indicator = 'NET.USE' LIMIT 1"
    ).fetchone()
    base.execute(
        "UPDATE figures SET line = json_set(line, '$[' || (? - first_col) || ']', NULL) WHERE sheet = ? AND row = ?",
        (column, sheet, row),
    )
    base.commit()
    base.close()
    from pipeline.model.addresses import address

    _, code, told = _stop(project, monkeypatch, "--cell", f"connectivity.xlsx › NET.USE!{address((row, column))}")
    assert code == "cell-unknown" and "blank" in told


@pytest.mark.parametrize("content", [b"", b"no database at all", None])
def test_a_ledger_that_is_damaged(project: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None) -> None:
    path = project / "output" / "2026" / tracing.NAME
    path.write_bytes(path.read_bytes()[:9000] if content is None else content)
    assert _stop(project, monkeypatch, "fig-use.world_last")[:2] == (3, "ledger-damaged")


def test_a_ledger_of_another_layout(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    base = sqlite3.connect(project / "output" / "2026" / tracing.NAME)
    base.execute("UPDATE about SET value = '0' WHERE key = 'layout'")
    base.commit()
    base.close()
    assert _stop(project, monkeypatch, "fig-use.world_last")[:2] == (3, "ledger-damaged")


def test_an_edition_without_a_ledger(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.publish.closed import write_closed
    from pipeline.sheets.load import load_dataset

    write_closed(project, 2026, load_dataset(project).observations)
    (project / "output" / "2026" / tracing.NAME).unlink()
    assert "value:" in ask(project, monkeypatch, "fig-use.world_last")  # what was kept when the edition was closed
    (project / "report" / "editions" / "2026" / tracing.PACKED).unlink()
    assert _stop(project, monkeypatch, "fig-use.world_last")[:2] == (4, "ledger-missing")


@pytest.mark.parametrize("number", ["-98765.4", "−98765.4"])
def test_a_number_may_be_negative(built: Path, monkeypatch: pytest.MonkeyPatch, number: str) -> None:
    assert _stop(built, monkeypatch, number)[1] == "number-unknown"
    assert "No such option" in ask(built, monkeypatch, "--pag", "3")


def test_a_number_or_a_cell_and_not_both(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "one of the two" in ask(built, monkeypatch)
    assert "one of the two" in ask(built, monkeypatch, "17.1", "--cell", "a › b!C1")
