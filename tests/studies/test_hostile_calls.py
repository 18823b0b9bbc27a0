"""What a hostile or careless hand may type and hand over: each call ends with its code, place and exit code, and nothing else on the screen."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from pipeline.explaining import CATALOGUE
from pipeline.sheets import packing
from pipeline.studies import results
from tests.command_line import Run, Said

ECONOMIES = ("AGO", "BEN", "CHN", "DEU", "FRA", "IND", "KEN", "BRA")
YEARS, CODES = (2015, 2018, 2022), ("A", "B")
OPTIONS: dict[str, tuple[str, ...]] = {
    "index": ("--direction", "*=higher", "--draws", "10", "--samples", "2"),
    "progress": ("--direction", "*=higher", "--base-year", "2015", "--target-year", "2030", "--target", "95", "--draws", "10"),
    "divide": ("--direction", "*=higher", "--draws", "10"),
    "balance": (),
}  # fmt: skip
SERIES = ("index", "progress", "divide")
ALL = (*SERIES, "balance")
NOISE = re.compile(r"Warning|Traceback|Empty DataFrame|site-packages|\bNone\b")


def figures(path: Path, value: str = "", where: str = "AGO", code: str = "A") -> Path:
    """Made-up figures of two indicators; ``value`` stands at one economy (``*``: all) of one indicator (``*``: both)."""
    rows = [["economy_iso3", "year", "indicator", "value", "unit"]]
    for i, economy in enumerate(ECONOMIES):
        for j, year in enumerate(YEARS):
            for k, one in enumerate(CODES):
                own = value and where in ("*", economy) and code in ("*", one)
                rows.append(
                    [economy, str(year), one, value if own else f"{10 + 7 * i + 3 * j + 11 * k * (i % 3)}", "per cent"]
                )
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    return path


def matrix(path: Path, value: object = 2) -> Path:
    """A matrix with its margins, which a study balances; ``value`` is one of its cells."""
    book = Workbook()
    book.active.title = "Matrix"
    for row in (["code", "x", "y"], ["a", 1, value], ["b", 3, 4]):
        book.active.append(row)
    sheet = book.create_sheet("Margins")
    for row in (["code", "axis", "total"], ["a", "row", 4], ["b", "row", 6], ["x", "column", 5], ["y", "column", 5]):
        sheet.append(row)
    book.save(path)
    return path


def good(folder: Path, study: str) -> Path:
    """An input that the study takes."""
    return matrix(folder / "good.xlsx") if study == "balance" else figures(folder / "good.csv")


def refused(said: Said, code: str, exit_code: int, *words: str) -> None:
    """A call ended with a message and nothing else."""
    assert (said.code, said.out) == (exit_code, ""), said.out + said.err
    assert f"{code}:" in said.err and code in CATALOGUE, said.err
    for word in words:
        assert word in said.err, said.err
    assert "allowed is" in said.err and "do: " in said.err
    assert not NOISE.search(said.err), said.err


# ------------------------------------------------------------------------------------------------------- options

WRONG: Sequence[tuple[str, str, str, str]] = (
    # study, option, what is typed, what the message says
    *((study, "--draws", "-5", "from 2 to") for study in SERIES),
    *((study, "--draws", "1", "from 2 to") for study in SERIES),
    *((study, "--draws", "many", "write a whole number") for study in SERIES),
    *((study, "--draws", "1e30", "correct the number") for study in SERIES),
    *((study, "--draws", "10.5", "write a whole number") for study in SERIES),
    *((study, "--seed", "-1", "0 or more") for study in SERIES),
    *((study, "--seed", "nan", "write a whole number") for study in SERIES),
    ("index", "--samples", "3", "write 2 or 4"),
    ("index", "--samples", "0", "2"),
    ("divide", "--confidence", "95", "did you mean 0.95?"),
    ("divide", "--confidence", "95%", "did you mean 0.95?"),
    ("divide", "--confidence", "0", "between 0 and 1"),
    ("divide", "--confidence", "high", "write a share"),
    ("divide", "--first", "15", "a year, such as 2015"),
    ("progress", "--target-year", "2030.5", "a year"),
    ("progress", "--target", "1e308", "a number"),
    ("progress", "--target", "most", "a number with a decimal point"),
    *((study, "--direction", "A=up", "higher or lower") for study in SERIES),
    *((study, "--direction", "higher", "NAME=VALUE") for study in SERIES),
    *((study, "--where", "SEX", "NAME=VALUE") for study in ALL),
    ("progress", "--weighting", "linaer", "did you mean linear?"),
    ("balance", "--method", "RASS", "did you mean RAS?"),
    ("balance", "--method", "ipf", "RAS, GRAS"),
    ("balance", "--tolerance", "abc", "a number of 0 or more"),
    ("balance", "--tolerance", "-1", "a number of 0 or more"),
    ("balance", "--tolerance", "nan", "a number"),
    ("balance", "--iterations", "0", "1 or more"),
    ("balance", "--iterations", "2.5", "a whole number"),
    ("balance", "--identity-tolerance", "tiny", "or the word rounding"),
    ("balance", "--blanks", "none", "absent, zero"),
)  # fmt: skip


@pytest.mark.parametrize(("study", "flag", "typed", "words"), WRONG)
def test_an_option_is_refused_before_any_work(
    run: Run, tmp_path: Path, study: str, flag: str, typed: str, words: str
) -> None:
    said = run(tmp_path, study, str(tmp_path / "is-not-read.csv"), flag, typed)
    refused(said, "study-option", 2, flag, typed, words)


def test_years_out_of_order_are_refused(run: Run, tmp_path: Path) -> None:
    for study, first, last in (("divide", "--first", "--last"), ("progress", "--base-year", "--target-year")):
        said = run(tmp_path, study, str(figures(tmp_path / "good.csv")), first, "2020", last, "2015")
        refused(said, "study-option", 2, f"{first} 2020 and {last} 2015")


@pytest.mark.parametrize(
    ("study", "more", "code", "exit_code", "words"),
    [
        ("index", ("--whatif", "geometric"), "study-index-whatif", 2, "geometric"),
        ("index", ("--whatif", "aggregate.method=geometrical"), "index-unknown-method", 2, "geometrical"),
        ("index", ("--economy", "XXX"), "study-index-choice", 2, "XXX"),
        ("divide", ("--scheme", "continents"), "study-divide-scheme", 2, "un_region"),
        ("divide", ("--reference", "nobody"), "study-reference", 3, "nobody"),
    ],
)
def test_a_name_that_is_not_known_is_refused(
    run: Run, tmp_path: Path, study: str, more: Sequence[str], code: str, exit_code: int, words: str
) -> None:
    refused(run(tmp_path, study, str(good(tmp_path, study)), *OPTIONS[study], *more), code, exit_code, words)


# -------------------------------------------------------------------------------------------------------- places


@pytest.mark.parametrize("study", ALL)
@pytest.mark.parametrize(
    ("output", "code", "words"),
    [
        ("results.pdf", "study-output-kind", "results.xlsx"),
        ("results", "study-output-kind", "without an ending"),
        ("no/folder/results.xlsx", "study-output-place", "no folder"),
        ("folder.xlsx", "study-output-place", "a folder"),
        ("good.csv/results.xlsx", "study-output-place", "a file where the folder should be"),
    ],
)
def test_a_place_for_results_is_judged_before_the_work(
    run: Run, tmp_path: Path, study: str, output: str, code: str, words: str
) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    figures(tmp_path / "good.csv")
    said = run(tmp_path, study, "is-not-read.xlsx", *OPTIONS[study], "--output", output)
    refused(said, code, 2, words)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder.xlsx", "good.csv"]


def names_of(path: Path, folder: Path) -> dict[str, Path]:
    """Other names of a file: a link, a hard link, a longer way, another case."""
    link, hard = folder / f"link{path.suffix}", folder / f"hard{path.suffix}"
    link.symlink_to(path)
    os.link(path, hard)
    (folder / "sub").mkdir()
    return {
        "itself": path,
        "relative": Path(path.name),
        "way round": folder / "sub" / ".." / path.name,
        "link": link,
        "hard link": hard,
        "other case": folder / path.name.upper(),
    }


@pytest.mark.parametrize("study", ALL)
@pytest.mark.parametrize("name", ["itself", "relative", "way round", "link", "hard link", "other case"])
def test_results_never_go_over_the_workbook(run: Run, tmp_path: Path, study: str, name: str) -> None:
    path = good(tmp_path, study)
    before = path.read_bytes()
    other = names_of(path, tmp_path)[name]
    for replace in ((), ("--replace",)):
        said = run(tmp_path, study, path.name, *OPTIONS[study], "--output", str(other), *replace)
        refused(said, "study-output-over-input", 2)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("study", "flag", "file"),
    [
        ("index", "--design", "design.xlsx"),
        ("index", "--codebook", "codebook.csv"),
        ("progress", "--targets", "targets.csv"),
        ("divide", "--population", "people.csv"),
        ("divide", "--groups", "groups.json"),
        ("divide", "--reading", "mine.csv"),
        ("balance", "--with", "margins.csv"),
    ],
)
def test_results_never_go_over_a_file_that_is_named_beside(
    run: Run, tmp_path: Path, study: str, flag: str, file: str
) -> None:
    (tmp_path / file).write_text("made up", encoding="utf-8")
    said = run(tmp_path, study, str(good(tmp_path, study)), flag, file, "--replace", "--output", str(tmp_path / file))
    refused(said, "study-output-over-input", 2)
    assert (tmp_path / file).read_text(encoding="utf-8") == "made up"


def test_results_never_go_over_the_figures_of_the_project(run: Run, tmp_path: Path) -> None:
    from pipeline.sheets.reference import ECONOMIES, INSTALLED

    path = INSTALLED / ECONOMIES
    before = path.read_bytes()
    said = run(
        tmp_path, "divide", str(good(tmp_path, "divide")), *OPTIONS["divide"], "--replace", "--output", str(path)
    )
    refused(said, "study-output-over-input", 2)
    assert path.read_bytes() == before


@pytest.mark.parametrize("ending", ["xlsx", "json", "csv"])
@pytest.mark.parametrize("study", ALL)
def test_results_replace_results_and_no_file_of_another(run: Run, tmp_path: Path, study: str, ending: str) -> None:
    path, output = good(tmp_path, study), tmp_path / f"results.{ending}"
    ask = (study, str(path), *OPTIONS[study], "--output", str(output))
    for _ in range(2):
        said = run(tmp_path, *ask)
        assert said.code == 0 and not NOISE.search(said.err), said.err
    first = output.read_bytes()
    assert run(tmp_path, *ask).code == 0 and output.read_bytes() == first  # the same bytes
    output.write_bytes(b"a letter")
    refused(run(tmp_path, *ask), "study-output-exists", 2, "--replace")
    assert output.read_bytes() == b"a letter"
    assert run(tmp_path, *ask, "--replace").code == 0 and output.read_bytes() == first
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


def test_results_that_were_edited_are_no_results(run: Run, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path, output = good(tmp_path, "divide"), tmp_path / "results.xlsx"
    ask = ("divide", str(path), *OPTIONS["divide"], "--output", str(output))
    assert run(tmp_path, *ask).code == 0
    book = load_workbook(output)
    book.create_sheet("My thoughts")
    book.save(output)
    refused(run(tmp_path, *ask), "study-output-exists", 2, "edited")


def test_a_link_is_written_through(run: Run, tmp_path: Path) -> None:
    path, real = good(tmp_path, "divide"), tmp_path / "elsewhere.json"
    (tmp_path / "link.json").symlink_to(real)
    assert run(tmp_path, "divide", str(path), *OPTIONS["divide"], "--output", "link.json").code == 0
    assert (tmp_path / "link.json").is_symlink() and real.read_text(encoding="utf-8").startswith("{")


@pytest.mark.parametrize(("number", "code"), [(28, "disk-full"), (13, "output-not-writable")])
def test_a_full_disk_leaves_the_last_results(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    path, output = good(tmp_path, "divide"), tmp_path / "results.json"
    ask = ("divide", str(path), *OPTIONS["divide"], "--output", str(output))
    assert run(tmp_path, *ask).code == 0
    before = output.read_bytes()

    def full(self: Path, data: bytes) -> int:
        with self.open("wb") as stream:
            stream.write(data[:10])
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(packing.Path, "write_bytes", full)
    said = run(tmp_path, *ask)
    assert said.code == 6 and code in said.err and "results.json" in said.err
    assert output.read_bytes() == before and sorted(one.name for one in tmp_path.iterdir()) == [
        "good.csv",
        "results.json",
    ]


@pytest.mark.parametrize(
    "ask", [("divide", "is-not-read.csv", "--output", "results.xlsx"), ("divide", "--template", "new.xlsx")]
)
def test_a_folder_that_may_not_be_written_is_told_before_the_work(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ask: Sequence[str]
) -> None:
    def closed(self: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, os.strerror(13), str(self))

    monkeypatch.setattr(results.Path, "touch", closed)
    said = run(tmp_path, *ask)
    assert said.code == 6 and "output-not-writable" in said.err and "read" not in said.out


@pytest.mark.parametrize("study", ALL)
def test_a_template_replaces_nothing_and_stands_alone(run: Run, tmp_path: Path, study: str) -> None:
    (tmp_path / "there.xlsx").write_bytes(b"mine")
    (tmp_path / "dangling.xlsx").symlink_to(tmp_path / "nowhere.xlsx")
    for name, code in (
        ("there.xlsx", "study-template-exists"),
        ("dangling.xlsx", "study-template-exists"),
        ("new.csv", "study-output-kind"),
        ("no/folder/new.xlsx", "study-output-place"),
    ):
        refused(run(tmp_path, study, "--template", name), code, 2)
    both = run(tmp_path, study, "mine.xlsx", "--template", "new.xlsx")
    if study == "index":  # a workbook of one's own figures, which are not there
        refused(both, "sheet-file-missing", 3, "mine.xlsx")
    else:
        refused(both, "study-option", 2, "mine.xlsx")
    refused(run(tmp_path, study, "--template", "new.xlsx", "--output", "r.xlsx"), "study-option", 2, "r.xlsx")
    assert (tmp_path / "there.xlsx").read_bytes() == b"mine" and not (tmp_path / "new.xlsx").exists()


# -------------------------------------------------------------------------------------------------------- inputs


@pytest.mark.parametrize("study", ALL)
@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "sheet-file-missing"),
        ("folder", "sheet-file-not-opened"),
        (b"", "import-empty"),
        (b"economy_iso3,year,indicator,value\n", "import-empty"),
        (bytes(range(256)) * 9, "import-unreadable"),
    ],
    ids=["missing", "folder", "empty", "header", "bytes"],
)
def test_a_file_that_cannot_be_read(
    run: Run, tmp_path: Path, study: str, content: bytes | str | None, code: str
) -> None:
    path = tmp_path / "input.csv"
    if content == "folder":
        path.mkdir()
    elif isinstance(content, bytes):
        path.write_bytes(content)
    refused(run(tmp_path, study, str(path), *OPTIONS[study]), code, 3, "input.csv")


@pytest.mark.parametrize("study", SERIES)
@pytest.mark.parametrize("value", ["1e308", "-1e308", "1e-320", "9" * 200, "-" + "9" * 110])
def test_a_number_that_no_arithmetic_survives_is_told_with_its_cell(
    run: Run, tmp_path: Path, study: str, value: str
) -> None:
    said = run(tmp_path, study, str(figures(tmp_path / "figures.csv", value)), *OPTIONS[study])
    refused(said, "study-value-extreme", 3, "line 2", "and 2 more cells")


@pytest.mark.parametrize("value", [1e308, -1e308, 1e-320])
def test_a_number_that_no_balancing_survives_is_told_with_its_cell(run: Run, tmp_path: Path, value: float) -> None:
    refused(run(tmp_path, "balance", str(matrix(tmp_path / "m.xlsx", value))), "study-value-extreme", 3, "C2")


def test_a_matrix_without_margins(run: Run, tmp_path: Path) -> None:
    (tmp_path / "matrix.csv").write_text("code,x,y\na,1,2\nb,3,4\n", encoding="utf-8")
    refused(run(tmp_path, "balance", "matrix.csv"), "balance-no-margins", 3, "--with margins.csv")


@pytest.mark.parametrize("study", SERIES)
@pytest.mark.parametrize("value", ["1e400", "9" * 400, "abc", "inf", "12,3,4"])
def test_a_text_in_the_place_of_a_number(run: Run, tmp_path: Path, study: str, value: str) -> None:
    refused(
        run(tmp_path, study, str(figures(tmp_path / "figures.csv", value)), *OPTIONS[study]),
        "import-text-value",
        3,
        "line 2",
    )


def test_a_text_in_a_matrix(run: Run, tmp_path: Path) -> None:
    refused(run(tmp_path, "balance", str(matrix(tmp_path / "m.xlsx", "two"))), "sheet-text-in-number", 3, "C2")


@pytest.mark.parametrize("value", ["50", "0", "-4", "1e-70", "1e70", "9" * 40])
@pytest.mark.parametrize("code", ["A", "*"])
@pytest.mark.parametrize("study", SERIES)
def test_values_that_are_all_one_end_in_results_or_in_a_message(
    run: Run, tmp_path: Path, study: str, value: str, code: str
) -> None:
    said = run(tmp_path, study, str(figures(tmp_path / "f.csv", value, "*", code)), *OPTIONS[study])
    if study == "index":
        refused(said, "index-constant", 3, "8 values, 1 different")
    else:
        assert said.code == 0 and not NOISE.search(said.out + said.err), said.out + said.err


@pytest.mark.parametrize("value", ["0", "-3", "1e-70", "1e70", "9" * 40])
@pytest.mark.parametrize("study", SERIES)
def test_an_odd_value_of_one_economy_ends_in_results(run: Run, tmp_path: Path, study: str, value: str) -> None:
    said = run(tmp_path, study, str(figures(tmp_path / "f.csv", value)), *OPTIONS[study], "--json")
    assert said.code == 0 and said.err == "", said.err
    assert not re.search(r"\bNaN\b|\bInfinity\b", said.out)


@pytest.mark.parametrize(("study", "code"), [("index", "index-constant"), ("divide", "study-nothing-left")])
def test_one_economy_is_too_few(run: Run, tmp_path: Path, study: str, code: str) -> None:
    path = figures(tmp_path / "f.csv")
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(line for line in lines if line.startswith(("economy", "AGO"))), encoding="utf-8")
    refused(run(tmp_path, study, str(path), *OPTIONS[study]), code, 3)


@pytest.mark.parametrize("study", SERIES)
def test_two_economies_are_enough(run: Run, tmp_path: Path, study: str) -> None:
    path = figures(tmp_path / "f.csv")
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(line for line in lines if line.startswith(("economy", "AGO", "BEN"))), encoding="utf-8")
    said = run(tmp_path, study, str(path), *OPTIONS[study])
    assert said.code == 0 and not NOISE.search(said.out + said.err), said.out + said.err


def test_a_workbook_without_figures(run: Run, tmp_path: Path) -> None:
    Workbook().save(tmp_path / "blank.xlsx")
    for study, code in (
        ("index", "import-empty"),
        ("progress", "import-empty"),
        ("divide", "import-empty"),
        ("balance", "balance-no-map"),
    ):
        refused(run(tmp_path, study, "blank.xlsx", *OPTIONS[study]), code, 3)


def test_more_memory_than_there_is(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.studies import divide

    def hungry(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(divide, "read_book", hungry)
    refused(run(tmp_path, "divide", str(good(tmp_path, "divide"))), "study-memory", 6)


def test_a_warning_of_a_library_is_a_note(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import warnings

    from pipeline.studies import divide

    real = divide.read_book

    def loud(*given: object) -> object:
        warnings.warn("something moved", RuntimeWarning, stacklevel=1)
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(divide, "read_book", loud)
    said = run(tmp_path, "divide", str(good(tmp_path, "divide")), *OPTIONS["divide"])
    assert said.code == 0 and said.err == "" and "A library warns while it computes: something moved." in said.out
