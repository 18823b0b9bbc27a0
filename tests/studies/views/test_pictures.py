"""The pictures of an index: there, whole, the same again, for any names and sizes; held to the rules of figures."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
from lxml import etree

from pipeline.studies.views import gallery
from pipeline.studies.views.gallery import draw_all, write_plots
from pipeline.studies.views.outline import chunks
from pipeline.studies.views.parts import contributions
from pipeline.studies.views.spread import _treated
from pipeline.studies.views.unit import _plainest
from tests.studies.views.workbooks import HOSTILE, UNITS, rows, study

KINDS = {"tree", "ranks", "parts", "profile", "correlations", "values"}


def drawn(made: object) -> dict[str, gallery.Drawn]:
    return {one.picture.name: one for one in draw_all(made)[0]}  # type: ignore[arg-type]


def test_every_picture_is_written_as_svg_and_png_and_the_same_again(tmp_path: Path) -> None:
    made = study(tmp_path)
    pictures, said = draw_all(made)
    assert {one.picture.name for one in pictures} == KINDS and said == ()
    written = write_plots(pictures, tmp_path / "plots")
    assert {path.name for path in written} == {f"{name}{end}" for name in KINDS for end in (".svg", ".png")}
    for path in written:
        head = path.read_bytes()[:8]
        assert head.startswith(b"<?xml" if path.suffix == ".svg" else b"\x89PNG")
    again = write_plots(draw_all(made)[0], tmp_path / "again")
    for one, other in zip(written, again, strict=True):
        assert one.read_bytes() == other.read_bytes(), one.name


def test_a_picture_names_itself_to_who_cannot_see_it(tmp_path: Path) -> None:
    for one in draw_all(study(tmp_path, rows(names=HOSTILE)))[0]:
        root = etree.fromstring(one.alone)
        space = {"s": "http://www.w3.org/2000/svg"}
        assert root.findtext("s:title", namespaces=space) == one.picture.title
        assert root.findtext("s:desc", namespaces=space) == one.picture.alt
        assert not root.xpath("//*[local-name()='script' or local-name()='img' or local-name()='foreignObject']")


def test_hostile_names_in_any_writing_and_what_no_font_has(tmp_path: Path) -> None:
    pictures, said = draw_all(study(tmp_path, rows(names=HOSTILE), profiles=("AUT", "BEN")))
    assert {one.picture.name for one in pictures} == KINDS - {"profile"} | {"profile-1", "profile-2"}
    assert any("U+0E17" in text and "U+AD6D" in text for text in said)  # Thai and Korean
    titles = {one.picture.title for one in pictures}
    assert "<img src=x onerror=alert(1)>: profile" in titles and "□□□ □□□: profile" in titles


def test_without_uncertainty_the_ranking_says_so(tmp_path: Path) -> None:
    found = drawn(study(tmp_path, rows(drawn=False)))
    assert found["ranks"].picture.title == "The ranking, without intervals"
    assert "nothing is known about how firm" in found["ranks"].picture.subtitle
    assert "there are no intervals" in found["ranks"].picture.alt


def test_three_units_one_node(tmp_path: Path) -> None:
    tree = (("IDX", None, 2), ("a", "IDX", 1), ("b", "IDX", 1))
    found = drawn(study(tmp_path, rows(UNITS[:3], tree)))
    assert {"tree", "ranks", "parts", "profile", "values"} <= set(found)


def test_many_units_and_indicators_are_drawn_in_parts(tmp_path: Path) -> None:
    units = [f"U{i:03d}" for i in range(230)]
    tree = [("IDX", None, 3), *((f"P{p}", "IDX", 2) for p in range(5))]
    tree += [(f"i{k}", f"P{k % 5}", 1) for k in range(240)]
    made = study(tmp_path, rows(units, tree, drawn=False))
    found = drawn(made)
    assert {"tree-1", "tree-2", "ranks-1", "ranks-2", "parts-1", "parts-2", "values-1", "values-3"} <= set(found)
    assert "Part 2 of 2." in found["ranks-2"].picture.subtitle
    assert "116 elements between the best and the worst are not drawn" in found["profile"].picture.subtitle
    words = sum(found[name].chart.count(b'<g id="text_') for name in ("tree-1", "tree-2"))
    assert words >= 240 * 2  # the name of every indicator and its weight


def test_a_flat_index_of_many_has_no_picture_of_its_parts(tmp_path: Path) -> None:
    tree = [("IDX", None, 2), *((f"i{k}", "IDX", 1) for k in range(40))]
    pictures, said = draw_all(study(tmp_path, rows(tree=tree, drawn=False)))
    assert not any(one.picture.name.startswith("parts") for one in pictures)
    assert "No picture of scores by part: the index has 40 parts, too many to be told apart." in said


def test_a_part_without_a_score_gives_its_weight_to_the_others(tmp_path: Path) -> None:
    sheets = rows()
    for code in "ab":
        sheets[code] = [row if row[0] != "KEN" else ["KEN", "", None] for row in sheets[code]]
    made = study(tmp_path, sheets)
    shape = gallery.outline(made, _Plain())  # type: ignore[arg-type]
    shares = contributions(shape)
    score = made.tables["Ranking"].set_index("REF_AREA")["score"]
    pd.testing.assert_series_equal(shares.sum(axis=1).sort_index(), score.sort_index(), check_names=False)
    assert pd.isna(shares.loc["KEN", "N1"])


def test_an_imputed_value_is_told_where_no_profile_was_asked_for(tmp_path: Path) -> None:
    sheets = rows()
    changed = {("impute", "method"): "constant", ("treat", "method"): "none"}
    sheets["Choices"] = [[*row[:3], changed.get((row[1], row[2]), row[3])] for row in sheets["Choices"]]
    sheets["Choices"].append(["*", "impute", "value", 1e3])  # it stays the first
    first = study(tmp_path, sheets).tables["Ranking"].sort_values("rank")["REF_AREA"].iloc[0]
    sheets["a"] = [row if row[0] != first else [first, "", None] for row in sheets["a"]]
    shape = gallery.outline(study(tmp_path, sheets), _Plain())  # type: ignore[arg-type]
    plain = _plainest(shape).set_index("element")
    assert plain["unit"].unique().tolist() == [first]
    shares = {"IDX": 1 / 5, "N1": 1 / 2, "N2": 0.0, "a": 1.0, "b": 0.0, "c": 0.0, "d": 0.0, "e": 0.0}
    assert plain["imputed_share"].to_dict() == pytest.approx(shares)


def test_a_profile_says_why_an_element_has_no_interval(tmp_path: Path) -> None:
    sheets = rows()
    sheets["Uncertainty"] = [["factor", "option", "weight"], ["weight_noise", 25, 1]]
    profile = study(tmp_path, sheets, profiles=("KEN",)).tables["Profile"].set_index("element")
    assert profile.loc["a", "reason"] == "no interval: no factor moves it alone"
    assert profile["rank_low"].isna().equals(profile["reason"].str.startswith("no interval"))


class _Plain:
    def clean(self, text: str) -> str:
        return text


def test_treated_indicators_are_those_whose_values_changed() -> None:
    assert _treated(pd.DataFrame({"value": [1.0, 9.0], "treated": [1.0, 3.0]}))
    assert not _treated(pd.DataFrame({"value": [1.0, None], "treated": [1.0, 5.0]}))


def test_names_of_two_elements_are_told_apart(tmp_path: Path) -> None:
    made = study(tmp_path, rows(names={"a": "Use", "b": "Use", "c": "Skills"}))
    shape = gallery.outline(made, _Plain())  # type: ignore[arg-type]
    assert shape.labels(["a", "b", "c", "d"]) == ["Use (a)", "Use (b)", "Skills", "d"]
    assert shape.above("a") == ("IDX", "N1") and shape.leaves == tuple("abcde")


@pytest.mark.parametrize("count", [1, 199, 200, 201, 600, 1000])
def test_chunks_hold_everything_once(count: int) -> None:
    parts = chunks(map(str, range(count)))
    assert [item for part in parts for item in part] == list(map(str, range(count)))
    assert max(map(len, parts)) <= 200 and len(parts) == -(-count // 200)


def test_marked_units_stand_out_among_the_ranks(tmp_path: Path) -> None:
    plain, marked = (drawn(study(tmp_path, profiles=units))["ranks"].chart for units in ((), ("KEN",)))
    orange = re.compile(rb"#c8702a")
    assert not orange.search(plain) and orange.search(marked)
