"""The study ``divide``: tables, parameters, and a message with its cell for whatever is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from pipeline.methods.divide import gini
from pipeline.problems import ExitCode, Stop
from pipeline.studies import divide
from pipeline.studies.study import as_json, as_text
from tests.shipped import ROOT, once
from tests.studies.series_workbooks import VALUES, Sheets, divide_sheets, write
from tests.studies.test_progress import drop, put


def test_measures_gaps_convergence_and_years_behind(tmp_path: Path) -> None:
    study = divide.run(write(divide_sheets(), tmp_path), draws=200, seed=3)
    change = study.tables["Change"].set_index(["indicator", "measure"]).loc[("NET", "gini")]
    people = np.array([36.0, 13, 1412, 84, 68, 1420])
    assert change["last"] == pytest.approx(float(gini(np.array([v[-1] for v in VALUES.values()]), people)))
    assert (change["first_year"], change["last_year"], change["economies"]) == (2015, 2022, 6)
    gaps = study.tables["Group gaps"].set_index(["indicator", "group"])
    low = gaps.loc[("NET", "low")]
    assert low["reference"] == "high"
    assert low["difference"] == pytest.approx((84 * 92 + 68 * 87) / 152 - (36 * 25 + 13 * 33) / 49)
    parts = study.tables["Decomposition"]
    for index in ("theil_t", "theil_l"):
        rows = parts[(parts["index"] == index) & (parts["year"] == 2022)].set_index("part")["value"]
        assert rows["within"] + rows["between"] == pytest.approx(rows["total"], abs=1e-12)
    parity = study.tables["Parity"].set_index("economy")
    assert parity.loc["AGO", "gpi"] == pytest.approx(0.75) and parity.loc["FRA", "gpi_adjusted"] == pytest.approx(
        2 - 80 / 84
    )
    behind = study.tables["Time distance"].set_index(["indicator", "name"])
    assert behind.loc[("NET", "low"), "reason"] == "the reference was beyond it before 2015"
    assert behind.loc[("NET", "low"), "at_least"] == 7
    assert set(study.tables["Beta"]["scale"]) == {"log", "points"}
    assert study.tables["Sigma"]["economies"].eq(6).all()
    assert study.parameters["draws"] == 200 and study.parameters["seed"] == 3
    assert json.loads(as_json(study))["tables"]["Panels"]["rows"]
    assert "gini" in as_text(study)


def test_the_same_seed_gives_the_same_tables(tmp_path: Path) -> None:
    path = write(divide_sheets(), tmp_path)
    assert as_json(divide.run(path, draws=100, seed=1)) == as_json(divide.run(path, draws=100, seed=1))
    assert as_json(divide.run(path, draws=100, seed=1)) != as_json(divide.run(path, draws=100, seed=2))


def test_years_and_reference_can_be_chosen(tmp_path: Path) -> None:
    study = divide.run(write(divide_sheets(), tmp_path), first=2018, last=2019, reference="middle", draws=50)
    assert set(study.tables["Change"]["first_year"]) == {2018}
    assert set(study.tables["Group gaps"]["reference"]) == {"middle"}


@pytest.mark.parametrize(
    ("change", "code", "place"),
    [
        (put("Groups", 2, 1, "AG0"), "sheet-unknown-economy", "series.xlsx › Groups!A2"),
        (put("Groups", 2, 2, None), "sheet-required-blank", "series.xlsx › Groups!B2"),
        (put("Groups", 3, 1, "AGO"), "sheet-duplicate-key", "series.xlsx › Groups!A3"),
        (put("Population", 2, 3, 0), "study-population", "series.xlsx › Population!C2"),
        (put("Population", 2, 3, "28 e"), "sheet-flag-in-cell", "series.xlsx › Population!C2"),
        (drop("Population"), "sheet-missing", "series.xlsx"),
        (drop("Groups"), "sheet-missing", "series.xlsx"),
    ],
)
def test_what_cannot_be_used_stops_with_its_cell(
    tmp_path: Path, change: Callable[[Sheets], None], code: str, place: str
) -> None:
    sheets = divide_sheets()
    change(sheets)
    with pytest.raises(Stop) as stopped:
        divide.run(write(sheets, tmp_path), draws=10)
    assert stopped.value.exit_code is ExitCode.DATA
    assert (code, place) in [(found.code, str(found.place)) for found in stopped.value.problems]


def test_an_unknown_reference_stops_with_the_nearest_group(tmp_path: Path) -> None:
    with pytest.raises(Stop) as stopped:
        divide.run(write(divide_sheets(), tmp_path), reference="hihg", draws=10)
    (found,) = stopped.value.problems
    assert found.code == "study-reference" and "high" in found.found


def test_an_economy_without_population_is_left_out_with_a_message(tmp_path: Path) -> None:
    sheets = divide_sheets()
    sheets["Population"].pop(1)
    study = divide.run(write(sheets, tmp_path), draws=10)
    messages = study.tables["Messages"].set_index("code")
    assert messages.loc["study-weight-missing", "place"] == "series.xlsx › NET!A2"
    panels = study.tables["Panels"].set_index(["indicator", "year"])
    assert panels.loc[("NET", 2022), "economies"] == 5 and panels.loc[("NET", 2022), "left_out_codes"] == "AGO"


def test_a_measure_that_is_not_defined_says_so_and_leaves_the_others(tmp_path: Path) -> None:
    sheets = divide_sheets()
    sheets["NET"][1][2] = 0
    study = divide.run(write(sheets, tmp_path), draws=10)
    messages = study.tables["Messages"]
    assert messages["found"].str.contains("theil_l: Theil L of 0").any()
    assert "gini" in set(study.tables["Change"]["measure"]) and "theil_l" not in set(study.tables["Change"]["measure"])
    assert (study.tables["Beta"]["scale"] == "points").all()


def test_a_series_of_one_year_is_not_compared(tmp_path: Path) -> None:
    study = divide.run(write(divide_sheets(), tmp_path), draws=10)
    messages = study.tables["Messages"]
    assert set(messages["place"]) == {"series.xlsx › OWN_FEMALE", "series.xlsx › OWN_MALE"}
    assert messages["found"].str.contains("fewer than two years").all()


def test_a_choice_that_is_not_allowed_is_an_error_of_use(tmp_path: Path) -> None:
    path = write(divide_sheets(), tmp_path)
    for options in ({"draws": 0}, {"confidence": 1.0}, {"first": 2022, "last": 2015}):
        with pytest.raises(Stop) as stopped:
            divide.run(path, **options)
        assert stopped.value.exit_code is ExitCode.USAGE


def test_the_template_is_accepted_and_holds_real_figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = ROOT
    monkeypatch.setattr(divide, "load_dataset", once)
    divide.template(tmp_path / "one.xlsx", root)
    divide.template(tmp_path / "two.xlsx", root)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    study = divide.run(tmp_path / "one.xlsx", draws=50)
    gini_change = study.tables["Change"].set_index(["indicator", "measure"]).loc[("IT.NET.USER.ZS", "gini")]
    assert gini_change["direction"] == "narrowed" and gini_change["supported"] == "yes"
    assert set(study.tables["Group gaps"]["scheme"]) == {"income", "LDC"}
