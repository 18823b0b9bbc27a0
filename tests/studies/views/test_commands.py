"""The options of the command: profiles, pictures, page, designs; each message; nothing over what is not theirs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline import cli
from pipeline.problems import ExitCode, Stop
from tests.studies.test_index import write
from tests.studies.views.workbooks import HOSTILE, UNITS, rows, study


def typed(*words: object) -> Result:
    few = ("--draws", 20, "--samples", 4)
    return CliRunner().invoke(cli.cli, ["index", *map(str, (*words, *few))], standalone_mode=False)


def refused(result: Result) -> tuple[ExitCode, set[str]]:
    assert isinstance(result.exception, Stop), result.output
    return result.exception.exit_code, {problem.code for problem in result.exception.problems}


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write(rows(names=HOSTILE), tmp_path / "mine.xlsx")


def test_all_at_once(mine: Path) -> None:
    words = (
        "--profile",
        "KEN",
        "--profile",
        "FIN",
        "--peers",
        "halves",
        "--strongest",
        2,
        "--compare",
        "weight.method=pca",
    )
    result = typed(mine, *words, "--plots", "plots", "--html", "r.html", "--output", "r.xlsx")
    assert result.exception is None, result.exception
    assert "Pictures: 8, each as SVG and PNG, in plots" in result.output and "Page of results: r.html" in result.output
    for text in ("Profile (16 rows)", "Designs (2 rows)", "Design choices", "profile.peers = halves"):
        assert text in result.output
    assert "NaN" not in result.output and "nan" not in result.output.replace("Canan", "")
    assert Path("r.html").is_file() and Path("r.xlsx").is_file() and len(list(Path("plots").iterdir())) == 16
    fewer = typed(mine, "--plots", "plots", "--output", "r.html")
    assert (
        "Of an earlier run there are still: designs.png, designs.svg, profile-1.png, profile-1.svg, profile-2.png, profile-2.svg"
        in fewer.output
    )
    assert "No sheet" not in Path("r.html").read_text(encoding="utf-8")


def test_json_stays_json(mine: Path) -> None:
    result = typed(mine, "--json", "--profile", "KEN", "--plots", "plots")
    content = json.loads(result.output)
    assert content["tables"]["Profile"]["rows"][0][:2] == ["KEN", "IDX"] and Path("plots/tree.svg").is_file()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--profile", "KNE"), "study-profile-unknown"),
        (("--profile", "KEN", "--peers", "continent"), "study-profile-peers"),
        (("--compare", "other.xls"), "study-compare-unknown"),
        (("--plots", "mine.xlsx"), "study-view-place"),
        (("--plots", "no/where"), "study-view-place"),
        (("--html", "no/where.html"), "study-output-place"),
        (("--html", "results.pdf"), "study-output-kind"),
        (("--html", "folder.html"), "study-output-place"),
        (("--html", "own.html"), "study-view-exists"),
        (("--output", "own.html"), "study-view-exists"),
        (("--html", "own.html", "--design", "own.html"), "study-output-over-input"),
        (("--html", "link.html", "--design", "own.html"), "study-output-over-input"),
        (("--plots", "owned"), "study-view-exists"),
    ],
)
def test_each_message(mine: Path, words: tuple[str, ...], code: str) -> None:
    Path("folder.html").mkdir()
    Path("owned").mkdir()
    before = {Path("own.html"): b"<p>mine</p>", Path("owned/tree.png"): b"mine", Path("owned/letter.txt"): b"mine"}
    for path, content in before.items():
        path.write_bytes(content)
    Path("link.html").symlink_to("own.html")
    assert refused(typed(mine, *words)) == (ExitCode.USAGE, {code})
    assert {path: path.read_bytes() for path in before} == before


def test_a_place_that_cannot_be_written(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pipeline.studies.views.gallery.swap_in", full)
    monkeypatch.setattr("pipeline.studies.views.page.swap_in", full)
    for words in (("--plots", "plots"), ("--html", "r.html")):
        assert refused(typed(mine, *words)) == (ExitCode.ENVIRONMENT, {"disk-full"})


def test_a_folder_without_rights_is_found_before_the_work(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_rights(path: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "touch", no_rights)
    Path("plots").mkdir()
    for words in (("--plots", "plots"), ("--plots", "new"), ("--html", "r.html")):
        exit_code, _ = refused(typed("is-not-read.xlsx", *words))
        assert exit_code == ExitCode.ENVIRONMENT


def test_other_files_in_a_folder_of_pictures_stay(mine: Path) -> None:
    Path("plots").mkdir()
    Path("plots/letter.svg").write_text("mine", encoding="utf-8")
    assert typed(mine, "--plots", "plots").exception is None
    assert Path("plots/letter.svg").read_text(encoding="utf-8") == "mine"
    assert typed(mine, "--plots", "plots").exception is None  # its own are replaced


def test_a_unit_that_was_screened_out_is_told_so(tmp_path: Path) -> None:
    sheets = rows()
    for code in "abcd":
        sheets[code] = [row if row[0] != "KEN" else ["KEN", "", None] for row in sheets[code]]
    sheets["Choices"] += [["*", "screen", "economy_share", 0.5], ["*", "screen", "indicator_share", 0]]
    with pytest.raises(Stop) as stopped:
        study(tmp_path, sheets, profiles=("KEN", "ZZZ"))
    assert stopped.value.problems[0].found == "no unit of the index: KEN (left out: too few data, table Excluded), ZZZ"


def test_peers_are_the_members_of_the_group(tmp_path: Path) -> None:
    made = study(tmp_path, profiles=("KEN",), peers="halves")
    peers = made.tables["Peers"]
    assert set(peers["REF_AREA"]) == {unit for i, unit in enumerate(UNITS) if i % 2 == UNITS.index("KEN") % 2}
    assert peers["rank"].tolist() == sorted(peers["rank"]) and {"rank_low", "rank_high"} <= set(peers)
    profile = made.tables["Profile"]
    assert profile["peers"].unique().tolist() == [5] and profile["rank_low"].notna().all()
    assert "Peers" not in study(tmp_path, {k: v for k, v in rows().items() if k != "Groups"}, profiles=("KEN",)).tables
