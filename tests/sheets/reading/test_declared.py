"""A reading is written, read back and enforced; what a command says goes over it. All figures are made up."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.problems import ExitCode, Stop
from pipeline.sheets.marks import MARK
from pipeline.sheets.reading.areas import Areas
from pipeline.sheets.reading.declared import Options, Reading, as_toml, beside, read_reading
from pipeline.sheets.reading.observed import Read
from pipeline.sheets.reading.proposal import propose_reading
from pipeline.sheets.reading.series import read_series
from tests.sheets.reading.conftest import CASES
from tests.sheets.reading.test_cases import figures

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8).filter(
    lambda text: not MARK.search(text)
)


@given(
    st.builds(
        Reading,
        economy=TEXT,
        year=TEXT,
        years=st.booleans(),
        header=st.integers(0, 9),
        indicator=st.lists(TEXT, max_size=3).map(tuple),
        decimal=st.sampled_from(["", ",", "."]),
        statuses=st.dictionaries(TEXT, st.sampled_from(["A", "V"]), max_size=3),
        fixed=st.dictionaries(st.sampled_from(["economy", "year", "indicator"]), TEXT, max_size=2),
    )
)
def test_a_reading_that_is_written_is_read_back(tmp_path_factory: pytest.TempPathFactory, reading: Reading) -> None:
    path = tmp_path_factory.mktemp("reading") / "made-up.reading.toml"
    path.write_text(as_toml(reading, "made-up.csv", ["sure?"]), encoding="utf-8")
    assert read_reading(path) == reading


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("economy = ", "TOMLDecodeError"),
        ('country = "a"', "the key 'country'"),
        ("economy = 3", "economy = 3"),
        ('indicator = "a"', "indicator = 'a'"),
        ("years = 1", "years = 1"),
        ("[fixed]\nregion = 'a'", "fixed.region"),
        ("decimal = ';'", "decimal = ';'"),
        ("aggregates = '('", "aggregates = '('"),
        ("[statuses]\ng = 'Z'", "the status 'Z' under [statuses]"),
    ],
)
def test_a_wrong_reading_stops(tmp_path: Path, text: str, found: str) -> None:
    path = tmp_path / "made-up.reading.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Stop) as stopped:
        read_reading(path)
    (problem,) = stopped.value.problems
    assert (stopped.value.exit_code, problem.code) == (ExitCode.DATA, "import-reading-wrong")
    assert found in problem.found


def test_a_reading_that_is_not_there_stops(tmp_path: Path) -> None:
    with pytest.raises(Stop) as stopped:
        read_reading(tmp_path / "nowhere.toml")
    assert stopped.value.problems[0].found == "there is no such file"


def given_file(root: Path, text: str, reading: str = "", name: str = "made-up.csv") -> Path:
    path = root / name
    path.write_text(text, encoding="utf-8")
    if reading:
        beside(path).write_text(reading, encoding="utf-8")
    return path


def told(read: Read) -> list[tuple[str, str]]:
    return [(problem.code, problem.found) for problem in read.problems]


LONG = 'economy = "land"\nyear = "jahr"\nvalue = "wert"\n'
OWN = "land,jahr,wert,art,zeichen\nKE,2021,5,x,g\nEU,2021,6,x,\nDE,2020,-99,x,\n"


def test_codes_flags_and_missing_texts_are_mapped(tmp_path: Path, areas: Areas) -> None:
    reading = (
        LONG
        + 'status = ["zeichen"]\nmissing = ["-99"]\nignore = ["art"]\n[fixed]\nindicator = "USE"\n[statuses]\ng = "E"\n'
    )
    reading += '[economies]\n"EU" = ""\n'
    read = read_series(given_file(tmp_path, OWN, reading), areas)
    assert figures(read) == ("KEN 2021 USE 5.0 E",)
    assert read.left_out == {"area (blank)": 1, "no figure (-99)": 1}


def test_a_given_reading_goes_before_the_one_beside_the_file(tmp_path: Path, areas: Areas) -> None:
    file = given_file(tmp_path, "land,jahr,wert\nKE,2021,5\n", LONG + '[fixed]\nindicator = "ONE"\n')
    other = tmp_path / "other.toml"
    other.write_text(LONG + '[fixed]\nindicator = "OTHER"\n', encoding="utf-8")
    assert [row.indicator for row in read_series(file, areas).rows] == ["ONE"]
    assert [row.indicator for row in read_series(file, areas, None, other).rows] == ["OTHER"]


@pytest.mark.parametrize(
    ("reading", "code", "found"),
    [
        ('economy = "nowhere"\n', "import-missing-column", "no column nowhere"),
        (
            'economy = "land"\nvalue = "wert"\n[fixed]\nindicator = "USE"\n',
            "import-reading-incomplete",
            "no column of the year",
        ),
        (
            'year = "jahr"\n[fixed]\nindicator = "USE"\n',
            "import-reading-incomplete",
            "no column of the economy and the value",
        ),
        (
            'economy = "land"\nyears = true\n[fixed]\nindicator = "USE"\n',
            "import-missing-column",
            "no column whose header is a year",
        ),
        (
            'economy = "land"\nyear = "jahr"\n[values]\n"*_Value" = "*"\n',
            "import-missing-column",
            "no column whose header is *_Value",
        ),
        (LONG, "import-no-indicator-column", "no column that names the indicator"),
    ],
)
def test_a_reading_that_lacks_something_is_an_error(
    tmp_path: Path, areas: Areas, reading: str, code: str, found: str
) -> None:
    read = read_series(given_file(tmp_path, "land,jahr,wert\nKE,2021,5\n", reading), areas)
    assert [problem.code for problem in read.problems] == [code]
    assert found in read.problems[0].found


def test_what_the_command_says_goes_over_the_reading(areas: Areas) -> None:
    named = read_series(
        CASES / "mixed-dimensions.sdmx.csv", areas, Options(indicator=("INDICATOR", "sex", "AGE", "UNIT_MEASURE"))
    )
    assert {row.indicator for row in named.rows} == {
        "ICT_USE__T__T_PT", "ICT_USE_F__T_PT", "ICT_USE__T_Y15T24_PT", "ICT_USE__T__T_THS",
    }  # fmt: skip
    assert named.problems == ()
    filtered = read_series(
        CASES / "mixed-dimensions.sdmx.csv", areas, Options(where={"SEX": "_T", "AGE": "_T", "UNIT_MEASURE": "PT"})
    )
    assert [row.area for row in filtered.rows] == ["FRA", "FRA", "PAK"]
    assert filtered.left_out == {"SEX other than _T": 1, "AGE other than _T": 1, "UNIT_MEASURE other than PT": 1}


def test_a_column_that_the_command_names_must_be_there(areas: Areas) -> None:
    read = read_series(CASES / "plain.csv", areas, Options(where={"SEX": "_T"}))
    assert told(read) == [("import-missing-column", "no column SEX; there are economy_iso3, year, indicator, value")]


def test_a_known_shape_is_proposed_and_its_toml_reads_the_same(tmp_path: Path, areas: Areas) -> None:
    for name in ("eurostat-sdmx.csv", "unctad.csv", "wdi-download.csv", "unsd-sdg.csv"):
        file = given_file(tmp_path, (CASES / name).read_text(encoding="utf-8"), name=name)
        before = propose_reading(file, areas)
        assert before.origin.startswith("a known shape: ") and before.read.rows
        beside(file).write_text(before.toml(), encoding="utf-8")
        after = propose_reading(file, areas)
        assert after.origin == f"read as {name}.reading.toml declares"
        assert (after.read.rows, after.read.left_out) == (before.read.rows, before.read.left_out)


def test_an_unknown_shape_is_proposed_with_questions(tmp_path: Path, areas: Areas) -> None:
    file = given_file(tmp_path, "Country;Year;Share;Unit\nKenya;2020;1,5;%\nNepal;2021;2,5;%\n")
    proposal = propose_reading(file, areas)
    assert proposal.origin == "no known shape; a proposal by what the columns hold"
    assert figures(proposal.read) == ("KEN 2020 made-up 1.5 A", "NPL 2021 made-up 2.5 A")
    assert any("is made-up the code of the indicator?" in line for line in proposal.toml().splitlines())
    assert read_series(file, areas).rows == ()  # a guess is not an answer


@pytest.mark.parametrize(
    ("header", "questions"),
    [
        ("Pays;Année;Indicateur;Valeur;Unité", 0),
        ("País;Año;Indicador;Valor;Unidad", 0),
        ("国家;年份;指标;数值;单位", 0),
        ("Staat;Jahr;Reihe;Wert;Einheit", 1),  # by what tells the rows apart: a question, not an answer
    ],
)
def test_the_indicator_of_a_national_file_is_found(tmp_path: Path, areas: Areas, header: str, questions: int) -> None:
    rows = ("KEN;2020;A;1,5;%;x", "KEN;2020;B;7,5;%;x", "NPL;2021;A;2,5;%;x")
    file = given_file(tmp_path, f"{header};Stand\n" + "".join(f"{row}\n" for row in rows))
    proposal = propose_reading(file, areas)
    assert figures(proposal.read) == ("KEN 2020 A 1.5 A", "KEN 2020 B 7.5 A", "NPL 2021 A 2.5 A")
    assert len(proposal.questions) == questions


def test_a_file_without_years_asks_for_one(tmp_path: Path, areas: Areas) -> None:
    file = given_file(tmp_path, (CASES / "egdi-wide.csv").read_text(encoding="utf-8"))
    proposal = propose_reading(file, areas)
    assert proposal.reading is not None and proposal.reading.economy == "country-code"
    assert [problem.code for problem in proposal.problems] == ["import-reading-incomplete"]
    assert proposal.lines()[-1] == "No figure would be read."
    assert any("of which year are the figures?" in question for question in proposal.questions)


def test_a_file_of_open_sdg_asks_for_its_economy(tmp_path: Path, areas: Areas) -> None:
    file = given_file(
        tmp_path, (CASES / "indicator_17-8-1.csv").read_text(encoding="utf-8"), name="indicator_17-8-1.csv"
    )
    proposal = propose_reading(file, areas)
    assert proposal.reading is not None
    assert (proposal.reading.shape, proposal.reading.fixed) == ("Open SDG", {"indicator": "17-8-1"})
    assert "no column of the economy" in proposal.problems[0].found


def test_a_terminal_is_asked_what_is_unsure(tmp_path: Path, areas: Areas) -> None:
    file = given_file(tmp_path, (CASES / "egdi-wide.csv").read_text(encoding="utf-8"))
    answers = {"e-gov-index": "EGDI", "e-gov-rank": "-", "years": "2024"}
    asked: list[str] = []

    def ask(question: str, proposed: str) -> str:
        asked.append(question)
        return next((answer for word, answer in answers.items() if word in question), proposed)

    proposal = propose_reading(file, areas, ask)
    assert figures(proposal.read)[:2] == ("KEN 2024 EGDI 0.4541 A", "KEN 2024 osi 0.625 A")
    assert proposal.reading is not None and proposal.reading.ignore == ("e-gov-rank",)
    assert (len(asked), proposal.questions) == (6, ())


@pytest.mark.parametrize(("name", "answer"), [("indicator_17-8-1.csv", "KEN"), ("plain.csv", "")])
def test_a_terminal_is_asked_no_more_than_a_known_shape_lacks(
    tmp_path: Path, areas: Areas, name: str, answer: str
) -> None:
    file = given_file(tmp_path, (CASES / name).read_text(encoding="utf-8"), name=name)
    proposal = propose_reading(file, areas, lambda question, proposed: proposed or answer)
    assert proposal.read.rows and not proposal.problems
