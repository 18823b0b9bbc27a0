"""The study of an index: the template builds the report's own index; every wrong cell is named by sheet and cell."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from openpyxl import Workbook, load_workbook

from pipeline.methods.index.build import build_index
from pipeline.methods.index.design import read_design
from pipeline.methods.index.inputs import gather
from pipeline.problems import ExitCode, Stop
from pipeline.studies import index, index_template
from pipeline.studies.study import Study, as_json, as_text, write_study
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
    return index.run(write(sheets, tmp_path / "mine.xlsx"), index.Asked(**arguments))  # type: ignore[arg-type]


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
    for name in ("Nodes", "Correlations", "Components", "Effective weights", "Remove one"):
        pd.testing.assert_frame_equal(study.tables[name], run(rows(), tmp_path).tables[name])  # with draws or without


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


def left_out(study: Study) -> dict[str, dict[str, str]]:
    """What was left out by kind and code."""
    found: dict[str, dict[str, str]] = {}
    for kind, code, what, why in study.tables["Left out"].itertuples(index=False):
        assert what and why
        found.setdefault(kind, {})[code] = what
    return found


def test_nothing_of_a_workbook_vanishes(tmp_path: Path) -> None:
    sheets = rows()
    sheets["Indicators"].append(["speed", "made up"])
    sheets["speed"] = [["REF_AREA", "Economy", 2020], ["AUT", "AUT", 7], ["BEN", "BEN", 8]]
    sheets["use"] += [["KEN", "KEN", None, None], ["MLI", "MLI", 12, None]]
    sheets["Groups"] = [["economy", "group", "scheme"], ["AUT", "rich", "income"]]
    sheets["Weight sets"] = [["set", "code", "weight"], ["experts", "use", 2]]
    sheets["Choices"] += [
        ["*", "period", "since", 2020],
        ["*", "treat", "lambda", 0.5],
        ["use", "aggregate", "method", "median"],
    ]
    sheets["Choices"][6][3] = "equal"
    study = run(sheets, tmp_path)
    found = left_out(study)
    assert found["indicator"] == {"speed": "2 values in the sheet speed"}
    assert found["economy"] == {"KEN": "a row without a value in every sheet", "MLI": "no value of any indicator"}
    assert found["values"] == {"use": "1 value of 2019"}
    assert set(found["weight"]) == {"ACCESS", "use", "price", "skills"}
    assert found["weight set"] == {"experts": "1 weight in Weight sets: use"}
    assert found["groups"] == {"Groups": "1 group"}
    assert set(found["choice"]) == {"lambda", "method"} and "Choices row 10" in found["choice"]["lambda"]
    assert found["missing"] == {"use": "1 of 9 economies", "price": "1 of 9 economies", "skills": "2 of 9 economies"}
    note = next(note for note in study.notes if note.startswith("Left out"))
    for kind, codes in found.items():
        assert f"{kind} {len(codes)}" in note
    assert study.tables["Statistics"]["INDICATOR"].tolist() == ["use", "price", "skills"]


def test_a_workbook_that_is_used_whole_leaves_nothing_out(tmp_path: Path) -> None:
    sheets = rows()
    sheets["skills"][5][3] = 40
    study = run(sheets, tmp_path)
    assert study.tables["Left out"].empty and not any("Left out" in note for note in study.notes)


def test_defaults_that_the_design_reads_are_echoed(tmp_path: Path) -> None:
    plain = run(rows(), tmp_path).parameters
    assert (
        plain["order.steps"] == "denominate; screen; impute; treat; normalise" and plain["statistics.skewness"] == "2"
    )
    assert "treat.factor" not in plain and "weight.target" not in plain and "normalise.ties" not in plain
    sheets = rows()
    sheets["Choices"][2][3], sheets["Choices"][6][3] = "log_gii", "optimised"
    study = run(sheets, tmp_path)
    assert study.parameters["treat.factor"] == "1" and study.parameters["weight.target"] == "equal"
    assert study.parameters["treat.method"] == "log_GII"
    assert study.tables["Treatment"]["method"].tolist() == ["log_GII"] * 3
    assert study.tables["Influence"]["found"].all() and len(study.tables["Influence"]) == 4


def test_a_set_of_weights(tmp_path: Path) -> None:
    sheets = rows()
    sheets["Weight sets"] = [
        ["set", "code", "weight"],
        *(["experts", c, w] for c, w in (("ACCESS", 3), ("skills", 1), ("use", 1), ("price", 4))),
    ]
    sheets["Choices"].append(["*", "weight", "set", "experts"])
    study = run(sheets, tmp_path)
    assert study.tables["Weights"].set_index("code")["weight"].to_dict() == pytest.approx(
        {"INDEX": 1, "ACCESS": 0.75, "skills": 0.25, "use": 0.2, "price": 0.8}
    )
    assert study.parameters["weight.set"] == "experts"


def test_imputed_values_are_counted_by_method(tmp_path: Path) -> None:
    sheets = rows()
    sheets["Choices"][1][3] = "em"
    sheets["Hierarchy"][5][1] = "ACCESS"
    sheets["Hierarchy"][2][4], sheets["Hierarchy"][1][5] = 1, None
    sheets["Measurement error"].append(["status", "I", 0.5])
    study = run(sheets, tmp_path)
    assert "Imputed, each flagged I: 1 by em." in study.notes
    used = study.tables["Data used"].set_index(["INDICATOR", "REF_AREA"])
    assert used.loc[("skills", "EGY"), "OBS_STATUS"] == "I" and 28 < used.loc[("skills", "EGY"), "treated"] < 55


def test_another_order_by_what_if(tmp_path: Path) -> None:
    study = run(rows(), tmp_path, whatif="order.steps=denominate,impute,screen,treat,normalise; impute.method=mean")
    assert (study.tables["What if"]["other_score"] != study.tables["What if"]["base_score"]).any()


@pytest.mark.parametrize("by", ["goalposts", "min_max"])
def test_one_economy_only(by: str, tmp_path: Path) -> None:
    sheets = rows()
    for code in VALUES:
        sheets[code] = sheets[code][:2]
    del sheets["Notes"]
    sheets["Choices"][3][3] = by
    if by == "min_max":
        with pytest.raises(Stop) as stopped:
            run(sheets, tmp_path)
        assert stopped.value.problems[0].code == "index-constant" and "goalposts" in stopped.value.problems[0].allowed
        return
    study = run(sheets, tmp_path)
    assert study.tables["Ranking"]["rank"].tolist() == [1] and "Pairwise" not in study.tables
    assert any("Fewer than two economies" in note for note in study.notes)
    assert len(left_out(study)["constant"]) == 3


def test_no_warning_of_a_library_reaches_the_screen(tmp_path: Path) -> None:
    sheets = rows()
    for line in sheets["skills"][1:]:
        line[3] = None
    sheets["skills"][1][2], sheets["skills"][2][2] = 5, 6
    sheets["Choices"] += [["*", "period", "since", 2020], ["*", "period", "until", 2020]]
    for method in ("none", "mean", "median", "em", "row_mean", "hold"):
        sheets["Choices"][1][3] = method
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            study = run({**sheets, "Uncertainty": sheets["Uncertainty"][:1]}, tmp_path)
        gone = left_out(study).get("indicator", {})
        assert gone == ({} if method == "hold" else {"skills": "no value"})


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
    ("a value too large", cell("use", 4, 4, 1e308), "study-value-extreme", "use!D4", "1e+308"),
    ("a set that is not there", add("Choices", "*", "weight", "set", "q"), "index-weight-set", "Choices!D9", "'q'"),
    ("half an order", add("Choices", "*", "order", "steps", "impute"), "index-order", "Choices!D9", "'impute'"),
    (
        "an excluded economy that is not there",
        add("Choices", "*", "screen", "exclude", "KEN"),
        "index-unknown-economy",
        "Choices!D9",
        "no economy KEN",
    ),
    (
        "a fallback that is none",
        add("Choices", "*", "treat", "fallback", "ln"),
        "index-unknown-method",
        "Choices!D9",
        "'ln'",
    ),
    (
        "nobody left",
        all_of(*(cell("use", row, 4, 0) for row in range(2, 10)), add("Choices", "*", "screen", "economy_nonzero", 1)),
        "index-nothing-left",
        "Choices!D9",
        "none of 8 economies",
    ),
    (
        "influence of what is the same",
        all_of(
            constant,
            cell("Choices", 7, 4, "optimised"),
            add("Choices", "skills", "normalise", "method", "goalposts"),
        ),
        "index-influence",
        "Choices!D7",
        "INDEX: influence needs three values",
    ),
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
    monkeypatch.setattr(index_template, "load_dataset", once)
    target = tmp_path / "example.xlsx"
    index.template(target, ROOT)
    study = index.run(target, index.Asked(draws=20, samples=8))
    data = shipped()
    assert data.index is not None
    design = read_design(data.index)
    result = build_index(design, gather(data.observations, design, data.groups))
    scores = study.tables["Scores"].set_index("REF_AREA")
    assert scores.index.tolist() == result.scores.index.tolist()
    # A saved workbook keeps 16 digits of a number.
    np.testing.assert_allclose(scores.to_numpy(), result.scores.to_numpy(), rtol=1e-9)


def test_any_choice_is_varied_from_the_sheet(tmp_path: Path) -> None:
    sheets = rows()
    sheets["Uncertainty"] = [
        ["factor", "option", "weight"],
        ["threshold.share", 0.5, 1],
        ["threshold.share", 1, 1],
        ["skills:treat", "none", 1],
        ["skills:treat", "log", 1],
        ["period.until", 2020, 1],
        ["plain or geometric", "none", 2],
        ["plain or geometric", "aggregate.method=geometric; normalise.lower=2", 1],
    ]
    study = run(sheets, tmp_path, draws=200, samples=16, workers=1)
    ranking = study.tables["Ranking"].set_index("REF_AREA")
    assert (
        ranking.loc["AUT", "draws"] == 200 and 50 < ranking.loc["EGY", "draws"] < 150
    )  # half of the shares ask for all
    assert set(study.tables["Sensitivity"]["factor"]) == {
        "threshold.share", "skills:treat", "period.until", "plain or geometric",
    }  # fmt: skip
    again = run(sheets, tmp_path, draws=200, samples=16, workers=2)
    for name in ("Ranking", "Pairwise", "Sensitivity"):
        pd.testing.assert_frame_equal(study.tables[name], again.tables[name], check_exact=True)


@pytest.mark.parametrize(
    ("factor", "option", "code", "cell"),
    [
        ("normalize", "z_score", "index-unknown-factor", "A2"),
        ("treat.most", "many", "index-not-a-number", "B2"),
        ("mine", "aggregate.method=mean", "index-unknown-method", "B2"),
        ("SKILS:treat", "none", "index-unknown-element", "A2"),
    ],
)
def test_a_wrong_factor_is_named_by_its_cell(tmp_path: Path, factor: str, option: str, code: str, cell: str) -> None:
    sheets = rows()
    sheets["Choices"] += [
        ["*", "treat", name, value]
        for name, value in (("skewness", 2), ("kurtosis", 3.5), ("most", 2), ("fallback", "none"))
    ]
    sheets["Choices"][2][3] = "winsorise"
    sheets["Uncertainty"] = [["factor", "option", "weight"], [factor, option, 1]]
    with pytest.raises(Stop) as caught:
        run(sheets, tmp_path)
    problem = caught.value.problems[-1]
    assert (caught.value.exit_code, problem.code) == (ExitCode.DATA, code)
    assert str(problem.place) == f"mine.xlsx › Uncertainty!{cell}"


def test_a_period_that_is_varied_gathers_the_data_anew(tmp_path: Path) -> None:
    sheets = rows()
    sheets["use"] = [
        ["REF_AREA", "Economy", 2019, 2020],
        *([e, e, 100 - v, v] for e, v in zip(ECONOMIES, VALUES["use"], strict=True)),
    ]
    sheets["Uncertainty"] = [["factor", "option", "weight"], ["period.until", 2019, 1]]
    drawn = run(sheets, tmp_path).tables["Ranking"].set_index("REF_AREA")
    sheets["Choices"].append(["*", "period", "until", 2019])
    older = run(sheets, tmp_path).tables["Ranking"].set_index("REF_AREA")
    assert drawn["rank_low"].sort_index().tolist() == older["rank"].sort_index().tolist()
    assert drawn["rank"].sort_index().tolist() != older["rank"].sort_index().tolist()


def test_what_is_flagged_blank_or_noise_is_counted_in_the_notes(tmp_path: Path) -> None:
    sheets = rows()
    study = run(sheets, tmp_path)
    notes = " ".join(study.notes)
    noisy = int((study.tables["Sensitivity"]["note"] != "").sum())
    assert (f"Sensitivity: {noisy} of" in notes) == (noisy > 0)
    assert "10 of 10 in Correlations" in notes  # eight economies, ten are needed
    assert (study.tables["Correlations"]["why"] != "").all()
    del sheets["Uncertainty"]
    sheets["Choices"].append(["*", "audit", "pairs", 5])
    study = run(sheets, tmp_path)
    assert study.tables["Correlations"]["r"].notna().all() and "Correlations of siblings" in " ".join(study.notes)
    assert {"element", "component", "loading"} < set(study.tables["Loadings"])
