"""Whole designs side by side: shifts over the economies in both, what differs, and nobody dropped in silence."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.stats import pearsonr, spearmanr

from pipeline.problems import ExitCode, Stop
from pipeline.studies import index
from pipeline.studies.study import as_text
from pipeline.studies.views.gallery import draw_all
from tests.studies.test_index import write
from tests.studies.views.workbooks import UNITS, rows, study


def other(tmp_path: Path, name: str = "other.xlsx") -> Path:
    """Another workbook: one economy less, one indicator less, one value and one choice others."""
    sheets = rows()
    for code in "abcd":
        sheets[code] = [row for row in sheets[code] if row[0] != "KEN"]
    del sheets["e"]
    for name_ in ("Indicators", "Hierarchy"):
        sheets[name_] = [row for row in sheets[name_] if row[0] != "e"]
    sheets["a"][1] = ["AUT", "", 99.0]
    sheets["Choices"] += [["N1", "aggregate", "method", "geometric"]]
    return write(sheets, tmp_path / name)


def test_a_design_against_itself_is_the_same(tmp_path: Path) -> None:
    made = study(tmp_path, designs=(str(tmp_path / "mine.xlsx"),))
    same = made.tables["Designs"].iloc[1]
    assert (same["pearson"], same["spearman"], same["largest_shift"], same["choices"], same["values"]) == (
        1,
        1,
        0,
        0,
        0,
    )
    for name in ("Design movers", "Design choices", "Design data", "Design economies"):
        assert made.tables[name].empty
    assert "\nnothing" in as_text(made) and "Empty DataFrame" not in as_text(made)


def test_a_change_of_choices(tmp_path: Path) -> None:
    made = study(tmp_path, designs=("aggregate.method=geometric",))
    base, changed = study(tmp_path), study(tmp_path, change="aggregate.method=geometric")
    row = made.tables["Designs"].iloc[1]
    one, two = (s.tables["Ranking"].set_index("REF_AREA").loc[list(UNITS)] for s in (base, changed))
    assert row["pearson"] == pytest.approx(pearsonr(one["score"], two["score"]).statistic)
    assert row["spearman"] == pytest.approx(spearmanr(one["score"], two["score"]).statistic)
    assert row["mean_shift"] == pytest.approx((one["rank"] - two["rank"]).abs().mean())
    assert row["same_scale"] == "no" and np.isnan(row["mean_score_difference"])
    choices = made.tables["Design choices"]
    assert choices.to_numpy().tolist() == [
        ["aggregate.method=geometric", "aggregate", "method", "*", "arithmetic", "geometric"]
    ]


def test_two_workbooks(tmp_path: Path) -> None:
    path = other(tmp_path)
    made = study(tmp_path, designs=(str(path),))
    row = made.tables["Designs"].iloc[1]
    assert (row["design"], row["indicators"], row["economies"], row["both"]) == ("other.xlsx", 4, 11, 11)
    economies = made.tables["Design economies"].to_numpy().tolist()
    assert economies == [["other.xlsx", "KEN", "only in the base"]]
    choices = {tuple(line[1:]) for line in made.tables["Design choices"].to_numpy().tolist()}
    assert ("aggregate", "method", "N1", "(none)", "geometric") in choices
    assert ("hierarchy", "element", "e", "in the index", "") in choices
    assert ("hierarchy", "weight", "c", "0.333333", "0.5") in choices
    data = made.tables["Design data"]
    assert data[["INDICATOR", "REF_AREA", "change", "to"]].to_numpy().tolist() == [["a", "AUT", "another value", 99.0]]
    assert any("1 economies are not ranked in both" in note for note in made.notes)
    ranks = made.tables["Design ranks"].set_index("REF_AREA")
    assert (
        len(ranks) == 12
        and np.isnan(ranks.loc["KEN", "rank: other.xlsx"])
        and np.isnan(ranks.loc["KEN", "shift: other.xlsx"])
    )


def test_shifts_do_not_come_from_who_is_missing(tmp_path: Path) -> None:
    sheets = rows()
    first = str(study(tmp_path).tables["Ranking"]["REF_AREA"].iloc[0])
    for code in "abcde":  # the scale of scores must stay: a copy of the first takes its place
        sheets[code] = [["XKX" if row[0] == first else row[0], *row[1:]] for row in sheets[code]]
    made = study(tmp_path, designs=(str(write(sheets, tmp_path / "swapped.xlsx")),))
    assert made.tables["Designs"].iloc[1]["largest_shift"] == 0
    assert set(made.tables["Design economies"]["what"]) == {"only in the base", "only in this design"}


def test_designs_of_one_name_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    paths = (other(tmp_path), other(tmp_path / "there"), tmp_path / "mine.xlsx")
    made = study(tmp_path, designs=tuple(map(str, paths)))
    names = made.tables["Designs"]["design"].tolist()
    assert len(set(names)) == 4 and names[0] == "mine.xlsx" and names[1] == "other.xlsx"


def test_the_largest_shifts_are_a_picture(tmp_path: Path) -> None:
    made = study(tmp_path, designs=("aggregate.method=geometric", "weight.method=pca"))
    picture = next(one.picture for one in draw_all(made)[0] if one.picture.name == "designs")
    texts = [mark.text for mark in picture.sheet.texts()]
    for design, before, after in made.tables["Design movers"][["design", "rank_base", "rank"]].to_numpy().tolist():
        assert design in texts and f"{before:.0f} → {after:.0f}" in texts
    still = study(tmp_path, designs=(str(tmp_path / "mine.xlsx"),))
    assert "designs" not in {one.picture.name for one in draw_all(still)[0]}


def test_what_is_neither_a_file_nor_a_change(tmp_path: Path) -> None:
    for text, code in (("nowhere.xlsx", "study-compare-unknown"), ("aggregate=geometric", "study-index-whatif")):
        with pytest.raises(Stop) as stopped:
            study(tmp_path, designs=(text,))
        assert (stopped.value.exit_code, stopped.value.problems[0].code) == (ExitCode.USAGE, code)


def test_a_change_builds_another_index(tmp_path: Path) -> None:
    made = index.run(write(rows(), tmp_path / "mine.xlsx"), index.Asked(change="weight.method=pca", audited=False))
    assert made.parameters["weight.method"] == "pca" and "Pairwise" not in made.tables
