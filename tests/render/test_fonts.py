"""Static fonts: names and weights by which they are found, the same bytes each time, a missing package."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from pipeline.problems import ExitCode, Stop
from pipeline.render import fonts as fonts_module
from pipeline.render.fonts import INSTANCES, font_files, make_instances, package_file
from pipeline.store import make_anew
from tests.fonts import FONTS, keep


def test_files_of_a_language() -> None:
    latin = ["NotoSans-Bold.ttf", "NotoSans-Italic.ttf", "NotoSans-Regular.ttf"]
    serif = ["SourceSerif4-Bold.ttf", "SourceSerif4-Italic.ttf", "SourceSerif4-Regular.ttf"]
    assert [path.name for path in font_files("en", FONTS, keep)] == latin + serif
    assert [path.name for path in font_files("zh", FONTS, keep)] == [
        *latin,
        "NotoSansSC-Regular.otf",
        "NotoSerifSC-Regular.otf",
        *serif,
    ]


@pytest.mark.parametrize(
    ("file", "family", "style", "weight"),
    [
        ("NotoSans-Regular.ttf", "Noto Sans", "Regular", 400),
        ("NotoSans-Bold.ttf", "Noto Sans", "Bold", 700),
        ("SourceSerif4-Italic.ttf", "Source Serif 4", "Italic", 400),
        ("SourceSerif4-Bold.ttf", "Source Serif 4", "Bold", 700),
    ],
)
def test_a_static_file_has_one_weight_and_its_own_name(file: str, family: str, style: str, weight: int) -> None:
    path = next(path for path in font_files("en", FONTS, keep) if path.name == file)
    font = TTFont(path)
    assert "fvar" not in font
    assert (font["name"].getDebugName(1), font["name"].getDebugName(2)) == (family, style)
    assert font["OS/2"].usWeightClass == weight
    assert bool(font["OS/2"].fsSelection & 1) == (style == "Italic")
    assert {ord(c) for c in "Aéğłœ€–“−µα…"} <= set(font.getBestCmap())


def test_the_same_bytes_each_time(tmp_path: Path) -> None:
    instance = next(i for i in INSTANCES if i.file == "NotoSans-Regular.ttf")
    made = make_instances(package_file(instance.package, instance.source), [instance], "latin")
    kept = next(path for path in font_files("en", FONTS, keep) if path.name == instance.file)
    assert list(made.items()) == [(instance.file, kept.read_bytes())]


def test_a_damaged_font_is_written_again(tmp_path: Path) -> None:
    before = {path.name: path.read_bytes() for path in font_files("en", tmp_path, keep)}
    (tmp_path / "NotoSans-Bold.ttf").write_bytes(b"")
    (tmp_path / "NotoSans-Regular.ttf").write_bytes(before["SourceSerif4-Regular.ttf"])
    assert {path.name: path.read_bytes() for path in font_files("en", tmp_path, keep)} == before


@pytest.mark.parametrize(
    ("package", "name", "found"),
    [("fontpkg-no-such-font", "x.ttf", "not installed"), ("fontpkg-noto-sans", "Gone.ttf", "no file Gone.ttf")],
)
def test_a_missing_font_names_the_package_to_install(package: str, name: str, found: str) -> None:
    with pytest.raises(Stop) as stopped:
        package_file(package, name)
    assert stopped.value.exit_code == ExitCode.ENVIRONMENT
    assert stopped.value.problems[0].code == "render-font-missing"
    assert found in stopped.value.problems[0].found
    assert package in stopped.value.problems[0].remedy


@pytest.mark.parametrize("deaths", [1, 2])
def test_a_process_that_dies_is_begun_once_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, deaths: int) -> None:
    monkeypatch.setenv("GDGR_TEST_DEATHS", str(tmp_path))
    for number in range(deaths):
        (tmp_path / str(number)).touch()
    monkeypatch.setattr(fonts_module, "make_instances", dies_while_there_are_marks)
    source = package_file("fontpkg-noto-sans", "NotoSans[wdth,wght].ttf")
    if deaths < fonts_module.TRIES:
        assert fonts_module._kept(source, [], "latin", make_anew) == {}
        return
    with pytest.raises(Stop) as stopped:
        fonts_module._kept(source, [], "latin", make_anew)
    assert (stopped.value.exit_code, stopped.value.problems[0].code) == (ExitCode.ENVIRONMENT, "workers-lost")


def dies_while_there_are_marks(*_: object) -> dict[str, bytes]:
    """Work that kills its process, and takes a mark away each time."""
    for mark in Path(os.environ["GDGR_TEST_DEATHS"]).iterdir():
        mark.unlink()
        os.kill(os.getpid(), signal.SIGKILL)
    return {}
