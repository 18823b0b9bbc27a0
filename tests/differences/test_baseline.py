"""The sheets against their baseline: slips at their cells, changed rules, and nothing where nothing was done."""

from __future__ import annotations

import hashlib
import json
import subprocess
from pathlib import Path

import pytest

from pipeline.differences.baseline import ECONOMIES, against, compared, published, state_of
from pipeline.differences.sides import Side
from pipeline.explaining.changes import SLIPS
from pipeline.problems import Severity, Stop
from tests.differences.books import Rows, book

FILE = "data/development/a.xlsx"
AREAS = ["AUT", "BEL", "CHE", "DEU", "ESP", "FRA", "GBR", "ITA"]
YEARS = [2020, 2021, 2022, 2023]


def figures() -> Rows:
    rows: Rows = [["REF_AREA", "Economy", *YEARS]]
    return rows + [
        [area, area.title(), *(10.5 * n + y + n * y / 7 for y in range(4))] for n, area in enumerate(AREAS, 1)
    ]


def books(use: Rows, unit: str = "per cent", region: str = "EUR") -> dict[str, bytes]:
    indicators: Rows = [["code", "name", "unit"], ["USE", "Use", unit]]
    economies: Rows = [["iso3", "name_en", "itu_region"], *([area, area.title(), region if area == "AUT" else "EUR"] for area in AREAS)]  # fmt: skip
    return {FILE: book({"Indicators": indicators, "USE": use}), ECONOMIES: book({"Economies": economies})}


def problems(use: Rows, **changed: str) -> list[tuple[str, str]]:
    found = against(Side("before", books(figures())), Side("after", books(use, **changed)))
    return [(one.code, f"{one.place.sheet}!{one.place.cell}") for one in found]


def test_nothing_was_done() -> None:
    assert problems(figures()) == []


def test_a_slip_at_its_cell() -> None:
    use = figures()
    use[2][2:], use[3][2:] = use[3][2:], use[2][2:]
    assert problems(use) == [("diff-economies-exchanged", "USE!C3")]
    assert problems([use[0], *([*row[:2], *(one * 1000 for one in row[2:])] for row in figures()[1:])])[0][0] == "diff-scaled-series"  # type: ignore[operator]  # fmt: skip
    gone = [figures()[0], *([*row[:2], *row[2:5], None] for row in figures()[1:])]
    assert problems(gone) == [("diff-region-emptied", "USE!F2")]


def test_notes_of_figures_in_the_wrong_place_are_no_cause_of_their_own() -> None:
    notes: Rows = [
        ["REF_AREA", "INDICATOR", "TIME_PERIOD", "OBS_STATUS", "note"],
        ["AUT", "USE", 2020, "E", "estimate"],
    ]
    indicators: Rows = [["code", "name", "unit", "sheet"], ["USE", "Use", "per cent", "People who use"]]

    def side(use: Rows) -> Side:
        return Side("", {FILE: book({"Indicators": indicators, "People who use": use, "Notes": notes})})

    moved = [figures()[0], *([*row[:2], None, *row[2:5]] for row in figures()[1:])]
    assert [one.code for one in against(side(figures()), side(moved))] == ["diff-block-shifted"]
    blank = [row if row[0] != "AUT" else [*row[:2], None, *row[3:]] for row in figures()]
    assert [one.code for one in against(side(figures()), side(blank))] == ["diff-note-left"]


def test_rules_that_changed() -> None:
    assert problems(figures(), unit="thousands") == [("diff-rule-changed", "Indicators!C2")]
    assert problems(figures(), region="AFR") == [("diff-rule-changed", "Economies!C2")]


def test_a_target_and_an_assumption_that_changed() -> None:
    targets = "data/monitoring/targets.xlsx"
    header = ["target", "indicator", "wording", "value", "base_year", "target_year", "direction"]
    before: Rows = [header, ["use", "USE", "all", 70, 2014, 2030, "higher"]]
    for column in (1, 3, 4, 5, 6):
        after = [header, [*before[1][:column], "OTHER", *before[1][column + 1 :]]]
        (found,) = against(
            Side("", {targets: book({"Targets": before})}), Side("", {targets: book({"Targets": after})})
        )
        assert found.code == "diff-rule-changed" and found.place.cell == f"{'ABCDEFG'[column]}2"
    index = "data/reference/digital-governance-index.xlsx"
    errors: list[Rows] = [[["kind", "code", "share"], ["status", "E", share]] for share in (0.1, 0.3)]
    states = [Side("", {index: book({"Measurement error": rows})}) for rows in errors]
    assert [one.code for one in against(*states)] == ["diff-rule-changed"]


def test_every_code_says_what_to_do() -> None:
    assert all(
        code.severity in (Severity.ERROR, Severity.WARNING) and code.remedy and code.meaning for code in SLIPS.values()
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for file, data in books(figures()).items():
        path = tmp_path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tmp_path


def commit(root: Path) -> None:
    names = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "state"]):
        subprocess.run(["git", "-C", str(root), *names, *words], check=True, capture_output=True)


def test_the_last_commit_is_the_baseline(project: Path) -> None:
    commit(project)
    assert compared(project, "HEAD") == []
    use = figures()
    use[2][2:], use[3][2:] = use[3][2:], use[2][2:]
    (project / FILE).write_bytes(books(use)[FILE])
    assert [one.code for one in compared(project, "HEAD")] == ["diff-economies-exchanged"]
    commit(project)
    assert compared(project, "HEAD") == []  # accepted
    assert [one.code for one in compared(project, "HEAD~1")] == ["diff-economies-exchanged"]


def test_what_is_gone() -> None:
    before = Side("before", books(figures()))
    (workbook,) = against(before, Side("after", {ECONOMIES: before.books[ECONOMIES]}))
    assert (workbook.code, str(workbook.place)) == ("diff-workbook-gone", FILE)
    without = {**before.books, FILE: book({"Indicators": [["code", "name", "unit"]]})}
    assert [one.code for one in against(before, Side("after", without))] == ["diff-series-gone"]
    renamed = {**before.books, FILE: book({"Indicators": [["code", "name", "unit"], ["U", "Use", "per cent"]], "U": figures()})}  # fmt: skip
    assert against(before, Side("after", renamed)) == []  # told by the rules of codes


def test_a_closed_edition_is_a_baseline_by_its_name(project: Path) -> None:
    commit(project)
    first = subprocess.run(["git", "-C", str(project), "rev-parse", "HEAD"], check=True, capture_output=True, text=True).stdout.strip()  # fmt: skip
    editions = project / "report" / "editions"
    editions.mkdir(parents=True)
    (editions / "2026.toml").write_text(f'year = 2026\nclosed = "2026-12-01"\ncommit = "{first}"\n')
    (editions / "2027.toml").write_text("year = 2027\n")
    use = figures()
    use[2][2:], use[3][2:] = use[3][2:], use[2][2:]
    (project / FILE).write_bytes(books(use)[FILE])
    commit(project)
    assert compared(project, "HEAD") == []
    for name in ("2026", "edition:2026"):
        assert state_of(project, name) == first
        assert [one.code for one in compared(project, name)] == ["diff-economies-exchanged"]
    for name, says in (("2027", "is not closed"), ("edition:2025", "FileNotFoundError")):
        with pytest.raises(Stop, match=says):
            compared(project, name)


def test_without_git_the_manifest_tells_what_is_gone(project: Path) -> None:
    assert published(project, 2026) == ([], None)
    output = project / "output" / "2026"
    output.mkdir(parents=True)
    known = {file: hashlib.sha256((project / file).read_bytes()).hexdigest() for file in (FILE, ECONOMIES)}
    manifest = {"version": 1, "edition": 2026, "command": "", "inputs": known, "outputs": {}, "versions": {}}
    (output / "manifest.json").write_text(json.dumps(manifest))
    assert published(project, 2026) == ([], [])
    (project / ECONOMIES).write_bytes(b"another")
    (project / FILE).unlink()
    lost, changed = published(project, 2026)
    assert [(one.code, one.place.file) for one in lost] == [("diff-workbook-gone", FILE)] and changed == [ECONOMIES]


def test_a_header_that_only_looks_like_a_year_is_none() -> None:
    """Superscripts and digits of other scripts are digits to Python, and no years."""
    rows = figures()
    odd = [[*rows[0], "²", "٢٠٢٣"], *([*row, 1.0, 2.0] for row in rows[1:])]
    indicators: Rows = [["code", "name", "unit"], ["USE", "Use", "per cent"]]
    before, after = (Side("", {FILE: book({"Indicators": indicators, "USE": one})}) for one in (odd, [*odd[:2], [*odd[2][:-1], 3.0], *odd[3:]]))  # fmt: skip
    assert against(before, after) == []
