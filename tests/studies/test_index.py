"""The study of an index: the template builds the report's own index; every wrong cell is named by sheet and cell."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from openpyxl import Workbook, load_workbook

from pipeline.methods.index.build import build_index
from pipeline.methods.index.design import read_design
from pipeline.methods.index.inputs import gather
from pipeline.problems import ExitCode, Stop
from pipeline.studies import index
from pipeline.studies.study import as_json, as_text, write_study
from tests.shipped import once, shipped

ROOT = Path(__file__).parents[2]
Rows = dict[str, list[list[object]]]

ECONOMIES = ["AUT", "BEN", "CHL", "DNK", "EGY", "FIN", "GHA", "HUN"]
VALUES = {
    "use": [80, 20, 60, 95, 50, 97, 30, 70],
    "price": [2, 12, 5, 1, 8, 1.5, 9, 4],
    "skills": [60, 15, 50, 88, None, 85, 28, 55],
}


def rows() -> Rows:
    """A small workbook with made-up figures, as plain rows."""
    sheets: Rows = {
        "About": [["Made-up index"]],
        "Indicators": [["code", "unit"], *([code, "made up"] for code in VALUES)],
        **{
            code: [
                ["REF_AREA", "Economy", 2019, 2020],
                *([e, e, None, v] for e, v in zip(ECONOMIES, column, strict=True)),
            ]
            for code, column in VALUES.items()
        },
        "Notes": [["REF_AREA", "INDICATOR", "TIME_PERIOD", "OBS_STATUS", "note"], ["BEN", "use", 2020, "E", "made up"]],
        "Hierarchy": [
            ["code", "parent", "level", "direction", "weight", "weights_sum", "denominator", "factor"],
            ["INDEX", None, 3, None, None, 1, None, None],
            ["ACCESS", "INDEX", 2, None, 0.6, None, None, None],
            ["use", "ACCESS", 1, "higher", 0.5, None, None, None],
            ["price", "ACCESS", 1, "lower", 0.5, None, None, None],
            ["skills", "INDEX", 1, "higher", 0.4, None, None, None],
        ],
        "Choices": [
            ["applies_to", "step", "parameter", "value"],
            ["*", "impute", "method", "none"],
            ["*", "treat", "method", "none"],
            ["*", "normalise", "method", "min_max"],
            ["*", "normalise", "lower", 1],
            ["*", "normalise", "upper", 100],
            ["*", "weight", "method", "sheet"],
            ["*", "aggregate", "method", "arithmetic"],
        ],
        "Goalposts": [
            ["index", "dimension", "lower", "upper"],
            ["INDEX", "use", 0, 100],
            ["INDEX", "price", 12, 1],
            ["INDEX", "skills", 0, 100],
        ],
        "Measurement error": [
            ["kind", "code", "share"],
            ["status", "A", 0.02],
            ["status", "E", 0.1],
            ["age", "year", 0.03],
        ],
        "Uncertainty": [
            ["factor", "option", "weight"],
            ["normalise", "min_max", 1],
            ["normalise", "goalposts", 1],
            ["weight_noise", 25, 1],
            ["measurement_error", "by status and age", 1],
        ],
    }
    return sheets


def write(sheets: Rows, path: Path) -> Path:
    workbook = Workbook()
    workbook.remove(workbook.active)  # type: ignore[arg-type]
    for name, lines in sheets.items():
        sheet = workbook.create_sheet(name)
        for line in lines:
            sheet.append(line)
    workbook.save(path)
    return path


def run(sheets: Rows, tmp_path: Path, **arguments: object):  # type: ignore[no-untyped-def]
    arguments = {"draws": 40, "samples": 8, **arguments}
    return index.run(write(sheets, tmp_path / "mine.xlsx"), **arguments)  # type: ignore[arg-type]


def test_a_small_index_by_hand(tmp_path: Path) -> None:
    study = run(rows(), tmp_path)
    scores = study.tables["Scores"].set_index("REF_AREA")
    use = 1 + 99 * (80 - 20) / (97 - 20)
    price = 1 + 99 * (12 - 2) / (12 - 1)
    skills = 1 + 99 * (60 - 15) / (88 - 15)
    assert scores.loc["AUT", "ACCESS"] == pytest.approx((use + price) / 2)
    assert scores.loc["AUT", "INDEX"] == pytest.approx(0.6 * (use + price) / 2 + 0.4 * skills)
    assert scores.loc["EGY", "INDEX"] == scores.loc["EGY", "ACCESS"]  # half of its children is enough
    ranking = study.tables["Ranking"]
    assert ranking["rank"].tolist() == sorted(ranking["rank"])
    assert study.parameters["threshold.share"] == "0.5" and study.parameters["audit.seed"] == "2030"
    assert study.parameters["audit.draws"] == "40"
    used = study.tables["Data used"].set_index(["INDICATOR", "REF_AREA"])
    assert used.loc[("use", "BEN"), "OBS_STATUS"] == "E"
    assert used.loc[("price", "CHL"), "cell"] == "mine.xlsx › price!D4"


def test_views_and_seed(tmp_path: Path) -> None:
    study = run(rows(), tmp_path)
    assert "Ranking (8 rows)" in as_text(study)
    assert json.loads(as_json(study))["tables"]["Ranking"]["columns"][:3] == ["REF_AREA", "score", "rank"]
    assert as_json(study) == as_json(run(rows(), tmp_path)) != as_json(run(rows(), tmp_path, seed=1))
    write_study(study, tmp_path / "out.xlsx")
    assert load_workbook(tmp_path / "out.xlsx").sheetnames[0] == "Parameters"


def test_what_if(tmp_path: Path) -> None:
    study = run(rows(), tmp_path, whatif="skills:normalise.method=percentile_rank; aggregate.method=geometric")
    table = study.tables["What if"]
    assert (table["shift"] == table["base_rank"] - table["other_rank"]).all()
    assert study.parameters["what if"].startswith("skills")


def test_without_the_optional_sheets(tmp_path: Path) -> None:
    sheets = rows()
    for name in ("Goalposts", "Measurement error", "Uncertainty", "Notes"):
        del sheets[name]
    study = run(sheets, tmp_path)
    assert "Pairwise" not in study.tables and "No sheet Uncertainty" in study.notes[-1]


def test_imputation_by_groups_of_the_workbook(tmp_path: Path) -> None:
    sheets = rows()
    sheets["Groups"] = [
        ["economy", "group", "scheme"],
        *([e, "rich" if e in ("AUT", "CHL", "DNK", "EGY", "FIN", "HUN") else "poor", "income"] for e in ECONOMIES),
    ]
    sheets["Choices"] += [["*", "impute", "group_kind", "income"], ["*", "screen", "groups", "rich; poor"]]
    sheets["Choices"][1][3] = "group_median"
    sheets["Measurement error"].append(["status", "I", 0.5])
    study = run(sheets, tmp_path)
    used = study.tables["Data used"].set_index(["INDICATOR", "REF_AREA"])
    assert used.loc[("skills", "EGY"), "OBS_STATUS"] == "I" and used.loc[("skills", "EGY"), "treated"] == 60


def cell(sheet: str, row: int, column: int, value: object) -> Callable[[Rows], None]:
    def change(sheets: Rows) -> None:
        sheets[sheet][row - 1][column - 1] = value

    return change


def add(sheet: str, *line: object) -> Callable[[Rows], None]:
    return lambda sheets: sheets[sheet].append(list(line))


def all_of(*changes: Callable[[Rows], None]) -> Callable[[Rows], None]:
    def change(sheets: Rows) -> None:
        for one in changes:
            one(sheets)

    return change


def constant(sheets: Rows) -> None:
    for line in sheets["skills"][1:]:
        line[3] = 50


def one_point(sheets: Rows) -> None:
    for line in sheets["skills"][2:]:
        line[3] = None


# what is wrong, how, code, place, words
BROKEN: list[tuple[str, Callable[[Rows], None], str, str, str]] = [
    ("weights that do not sum", cell("Hierarchy", 3, 5, 0.7), "index-weights-sum", "Hierarchy!F2", "add up to 1.1"),
    ("a negative weight", cell("Hierarchy", 4, 5, -0.5), "index-weight-negative", "Hierarchy!E4", "-0.5"),
    (
        "a weight that is not there",
        cell("Hierarchy", 4, 5, None),
        "index-weight-blank",
        "Hierarchy!E4",
        "no weight for use",
    ),
    (
        "a node without children",
        add("Hierarchy", "EMPTY", "INDEX", 2, None, 0, None, None, None),
        "index-node-without-children",
        "Hierarchy!A7",
        "EMPTY",
    ),
    ("a cycle", cell("Hierarchy", 3, 2, "ACCESS"), "index-cycle", "Hierarchy!B3", "ACCESS → ACCESS"),
    ("an unknown parent", cell("Hierarchy", 4, 2, "ACESS"), "index-unknown-parent", "Hierarchy!B4", "'ACESS'"),
    ("two roots", cell("Hierarchy", 3, 2, None), "index-roots", "Hierarchy!B3", "INDEX, ACCESS"),
    (
        "an indicator without data",
        add("Hierarchy", "speed", "ACCESS", 1, "higher", 0, None, None, None),
        "index-without-data",
        "Hierarchy!A7",
        "'speed'",
    ),
    (
        "a code twice",
        add("Hierarchy", "use", "ACCESS", 1, "higher", 0, None, None, None),
        "sheet-duplicate-key",
        "Hierarchy!A7",
        "use",
    ),
    ("an unknown method", cell("Choices", 4, 4, "minmax"), "index-unknown-method", "Choices!D4", "'minmax'"),
    ("an unknown aggregation", cell("Choices", 8, 4, "mean"), "index-unknown-method", "Choices!D8", "'mean'"),
    ("a method of a draw", cell("Uncertainty", 3, 2, "z-score"), "index-unknown-method", "Uncertainty!B3", "'z-score'"),
    ("a number that is none", cell("Choices", 5, 4, "one"), "index-not-a-number", "Choices!D5", "'one'"),
    (
        "a zero in a geometric mean",
        all_of(cell("Choices", 5, 4, 0), cell("Choices", 8, 4, "geometric")),
        "index-not-positive",
        "Choices!D8",
        "geometric mean of a score of 0",
    ),
    ("a constant indicator", constant, "index-constant", "skills!D2", "8 values, 1 different"),
    ("fewer than two points", one_point, "index-constant", "skills!D2", "1 values, 1 different"),
    (
        "a negative in a logarithm",
        all_of(cell("Choices", 3, 4, "log"), cell("price", 6, 4, -8)),
        "index-logarithm",
        "price!D6",
        "price: -8 for EGY",
    ),
    ("text among the numbers", cell("use", 3, 4, "20 e"), "sheet-flag-in-cell", "use!D3", "20 e"),
    ("goalposts against the direction", cell("Goalposts", 3, 3, 0), "index-goalposts", "Goalposts!C3", "price: 0 to 1"),
    (
        "a status without an error",
        cell("Measurement error", 3, 2, "P"),
        "index-error-share",
        "Measurement error!B1",
        "OBS_STATUS E",
    ),
    (
        "an unknown group",
        add("Choices", "*", "screen", "groups", "EU"),
        "index-unknown-group",
        "Choices!D9",
        "no group EU",
    ),
    (
        "a missing choice",
        lambda sheets: sheets["Choices"].pop(1),
        "index-choice-missing",
        "Choices!C1",
        "impute / method",
    ),  # type: ignore[arg-type,return-value]
    ("a missing sheet", lambda sheets: sheets.pop("Hierarchy"), "sheet-missing", "mine.xlsx", "no sheet 'Hierarchy'"),  # type: ignore[arg-type,return-value]
]


@pytest.mark.parametrize(
    ("change", "code", "place", "words"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN]
)
def test_what_is_wrong_is_named_with_sheet_and_cell(
    change: Callable[[Rows], None], code: str, place: str, words: str, tmp_path: Path
) -> None:
    sheets = rows()
    change(sheets)
    with pytest.raises(Stop) as stopped:
        run(sheets, tmp_path)
    assert stopped.value.exit_code is ExitCode.DATA
    found = {problem.code: problem for problem in stopped.value.problems}
    assert code in found, list(found)
    assert str(found[code].place).endswith(place)
    assert words in found[code].found and found[code].allowed and found[code].remedy


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"draws": 1}, "study-index-choice"),
        ({"samples": 100}, "study-index-choice"),
        ({"economies": ["ZZZ"]}, "study-index-choice"),
        ({"whatif": "geometric"}, "study-index-whatif"),
        ({"whatif": "aggregate.method=mean"}, "index-unknown-method"),
    ],
)
def test_options_that_cannot_be_used(arguments: dict, code: str, tmp_path: Path) -> None:
    with pytest.raises(Stop) as stopped:
        run(rows(), tmp_path, **arguments)
    assert (stopped.value.exit_code, stopped.value.problems[0].code) == (ExitCode.USAGE, code)


def test_the_template_is_the_index_of_the_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "load_dataset", once)
    target = tmp_path / "example.xlsx"
    index.template(target, ROOT)
    study = index.run(target, draws=20, samples=8)
    data = shipped()
    assert data.index is not None
    design = read_design(data.index)
    result = build_index(design, gather(data.observations, design, data.groups))
    scores = study.tables["Scores"].set_index("REF_AREA")
    assert scores.index.tolist() == result.scores.index.tolist()
    # A saved workbook keeps 16 digits of a number.
    np.testing.assert_allclose(scores.to_numpy(), result.scores.to_numpy(), rtol=1e-9)
