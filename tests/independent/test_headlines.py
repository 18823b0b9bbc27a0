"""Headline facts and tables of the shipped report against a program of its own, which reads nothing but the raw workbooks."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest

from pipeline.assemble.chapter import Desk
from pipeline.findings.naming import speak
from pipeline.publish.claims import write_claims
from pipeline.publish.lineage import write_figures, write_lineage
from tests.independent.program import Compared
from tests.independent.raw import Raw
from tests.independent.tables import EVIDENCE, calls, templates
from tests.shipped import EDITION, ROOT, figures

# Facts that may differ, by id, each with the reason. Nothing stands here without one.
EXCEPTIONS: dict[str, str] = {}
DRAWN = ("fig-index-*", "fig-overlap.*")  # figures that rest on draws or on a search


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Statements, lineage and tables of the shipped report, as an edition has them."""
    folder = tmp_path_factory.mktemp("edition")
    workshop, exhibits, _ = figures()
    english = speak(workshop.data, ROOT / "report" / "i18n", "en")
    write_lineage(folder, workshop.facts)
    write_figures(folder, exhibits.declared())
    write_claims(folder, workshop.claims, exhibits.choices, {"en": english})
    desk = Desk(workshop, {}, english, {})
    for function, arguments, named in calls(templates(Raw(ROOT, EDITION.year))):
        if function != "evidence" or arguments[1] in EVIDENCE:
            getattr(desk, function)(*arguments, **named)
    tables = {id: [[_plain(cell) for cell in row] for row in table.rows] for id, table in desk.tables.items()}
    (folder / "tables.json").write_text(json.dumps(tables), encoding="utf-8")
    return folder


def _plain(cell: str) -> str:
    """A cell as a page shows it: without the marks of Markdown."""
    return cell.replace("^", "").replace("\\", "")


@pytest.fixture(scope="module")
def results(edition: Path) -> dict[str, Any]:
    """What the program says, run as a program."""
    told = edition / "results.json"
    command = [sys.executable, "-m", "tests.independent.program", str(ROOT), str(EDITION.year), str(edition), str(told)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert run.returncode in (0, 1), run.stderr
    found: dict[str, Any] = json.loads(told.read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def facts(results: Mapping[str, Any]) -> list[Compared]:
    return [Compared(**one) for one in results["facts"]]


def excepted(id: str) -> bool:
    return any(fnmatchcase(id, pattern) for pattern in EXCEPTIONS)


def test_the_program_runs_without_the_pipeline(results: Mapping[str, Any]) -> None:
    assert "openpyxl" in results["modules"] and "tests" in results["modules"]
    assert not {"pipeline", "pandas", "scipy"} & set(results["modules"])


def test_every_fact_of_a_headline_is_recomputed(edition: Path, facts: list[Compared]) -> None:
    claims = json.loads((edition / "claims.json").read_text("utf-8"))
    heads = [claim for claim in claims.values() if claim["printed"] == "headline"]
    spare = [
        claim for claim in claims.values() if claim["headline"] and claim not in heads
    ]  # other data may choose them
    assert {one.id for one in facts} == {id for claim in (*heads, *spare) for id in claim["facts"]}
    assert len(heads) > 100 and len(spare) > 50 and len(facts) > 600
    assert [f"{one.id}: {one.trouble}" for one in facts if one.own is None and not excepted(one.id)] == []


def test_every_fact_of_a_headline_agrees(facts: list[Compared]) -> None:
    assert [
        f"{one.id}: {one.published} here, {one.own} there" for one in facts if not one.agrees and not excepted(one.id)
    ] == []


def test_facts_agree_but_for_floating_point_where_nothing_is_drawn(facts: list[Compared]) -> None:
    drawn = [one for one in facts if one.error]
    assert [one.id for one in drawn if not any(fnmatchcase(one.id, pattern) for pattern in DRAWN)] == []
    assert len(drawn) < len(facts) / 25
    # A millionth more of a certain fact would be seen; of a drawn one, a figure of another size.
    for one in facts:
        if one.agrees and one.own:
            beyond = one.published * (1 + 1e-6) + (2 * one.error if one.published > 0 else -2 * one.error)
            assert not Compared(one.id, beyond, one.own, one.error).agrees, one.id


def test_printed_tables_are_those_of_the_raw_cells(edition: Path, results: Mapping[str, Any]) -> None:
    assert results["cells"] == []
    told = json.loads((edition / "tables.json").read_text("utf-8"))
    assert set(results["tables"]) == set(told) and len(told) >= 15
    assert all(results["tables"].values())
