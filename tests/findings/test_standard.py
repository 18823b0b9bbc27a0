"""Figures of indicators that no entry draws: made by the register, kept out where there is too little to rank."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.assemble.chapter import Desk
from pipeline.findings.making import Exhibits, make_exhibits
from pipeline.findings.standard import FEWEST, figure_id, standard_entries
from pipeline.model.printing import Printed
from tests.findings.world import ECONOMIES, ladder, series, spread, tongue, workshop


def shop(economies: int = 99, printed: dict[str, Printed] | None = None):  # type: ignore[no-untyped-def]
    known = dict(list(ladder().items())[:economies])
    made = workshop(series("NEW.USE", spread(known)), series("OLD", spread(known)))
    framework = made.data.observations.indicators["NEW.USE"].framework.value
    return replace(made, data=replace(made.data, printed=printed)), framework


def test_an_indicator_without_a_row_gets_a_figure_and_one_with_a_no_has_none() -> None:
    made, _ = shop(printed={"OLD": Printed(figure=False), "SP.POP.TOTL": Printed(figure=False)})
    assert standard_entries(made) == {figure_id("NEW.USE"): {"recipe": "levels.top_bottom", "indicator": "NEW.USE"}}
    assert standard_entries(shop(printed=None)[0]) == {}  # nothing says what is printed
    few, _ = shop(FEWEST - 1, {"SP.POP.TOTL": Printed(figure=False)})
    assert standard_entries(few) == {} and len(ECONOMIES) >= FEWEST


def test_ids_differ_for_codes_that_differ_in_their_marks() -> None:
    assert len({figure_id(code) for code in ("A.B", "A_B", "a.b", "A-B", "AB", "A.b")}) == 6


@pytest.mark.parametrize("code", ["en", "zh"])
def test_a_new_indicator_is_in_tables_and_figures_without_a_template(code: str, tmp_path: Path) -> None:
    made, framework = shop(printed={"OLD": Printed(figure=False), "SP.POP.TOTL": Printed(False, False, False)})
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "exhibits.toml").write_text("", encoding="utf-8")
    exhibits, language = Exhibits(made, tmp_path), tongue(made, code)
    words = {id: exhibits.words(id, language) for id in make_exhibits(exhibits)}
    desk = Desk(made, words, language, {})
    name = language.name("short", "NEW.USE")
    assert name in str(desk.group_tables("tbl-g", framework, ["income"], "Use"))
    assert name in str(desk.economy_tables("tbl-e", framework, "Use"))
    assert f"#{figure_id('NEW.USE')}" in str(desk.own_figures(framework)) and desk.used == [figure_id("NEW.USE")]
    others = {"development", "accounting", "statistical", "monitoring"} - {framework}
    assert all(str(desk.own_figures(one)) == "" for one in others)


def test_tables_take_what_they_have_room_for() -> None:
    made = workshop(*(series(f"I{n}", spread(ladder())) for n in range(9)))
    made = replace(made, data=replace(made.data, printed={"SP.POP.TOTL": Printed(False, False, False)}))
    framework = made.data.observations.indicators["I0"].framework.value
    desk = Desk(made, {}, tongue(made), {})
    desk.economy_tables("tbl-e", framework, "Use")
    desk.group_tables("tbl-g", framework, ["income"], "Use")
    assert list(desk.tables) == ["tbl-e", "tbl-e-2", "tbl-e-3", "tbl-g", "tbl-g-2"]
    assert "continued" in desk.tables["tbl-e-2"].caption
    with pytest.raises(ValueError, match="nothing says which indicators"):
        Desk(workshop(), {}, tongue(workshop()), {}).economy_tables("tbl-x", framework, "Use")
