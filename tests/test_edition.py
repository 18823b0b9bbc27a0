"""Editions: read from their file, refused with the key that is wrong."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from pipeline.edition import editions_available, load_edition
from pipeline.problems import ExitCode, Stop

ROOT = Path(__file__).parents[1]
GOOD = (ROOT / "report" / "editions" / "2026.toml").read_text(encoding="utf-8")


def write(root: Path, text: str, year: int = 2026) -> Path:
    folder = root / "report" / "editions"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{year}.toml").write_text(text, encoding="utf-8")
    return root


def refused(root: Path, year: int = 2026):  # type: ignore[no-untyped-def]
    with pytest.raises(Stop) as caught:
        load_edition(root, year)
    assert caught.value.exit_code == ExitCode.REPORT
    return caught.value.problems[0]


def test_the_shipped_edition() -> None:
    edition = load_edition(ROOT, 2026)
    assert edition.year == 2026 and edition.languages[0] == "en" and isinstance(edition.data_cutoff, date)
    assert set(edition.publisher) == set(edition.languages)
    assert 0 < edition.coverage_population <= 1 and 0 < edition.coverage_count <= 1


def test_no_such_edition_names_those_that_exist(tmp_path: Path) -> None:
    write(write(tmp_path, GOOD), GOOD, 2025)
    (tmp_path / "report" / "editions" / "notes.toml").write_text("")
    assert editions_available(tmp_path) == (2025, 2026)
    problem = refused(tmp_path, 1999)
    assert problem.code == "edition-missing" and "2025, 2026" in problem.allowed and "1999" in problem.found


def test_no_edition_at_all(tmp_path: Path) -> None:
    assert "none" in refused(tmp_path).allowed


WRONG = {
    "no TOML": (r"^year = 2026", "year ="),
    "no year": (r"^year = .*$", ""),
    "no languages": (r"^languages = .*$", ""),
    "empty languages": (r"^languages = .*$", "languages = []"),
    "unknown language": (r"^languages = .*$", 'languages = ["en", "xx"]'),
    "languages as text": (r"^languages = .*$", 'languages = "en"'),
    "no publisher": (r"^\[publisher\]\nen = .*$", "[other]"),
    "publisher lacks a language": (r"^zh = .*$", ""),
    "wrong date": (r"^data_cutoff = .*$", 'data_cutoff = "23.11.2026"'),
    "no share": (r"^population = .*$", ""),
    "share above one": (r"^population = .*$", "population = 80"),
    "share is text": (r"^count = .*$", 'count = "half"'),
    "no age": (r"^oldest_latest = .*$", ""),
    "year of another edition": (r"^year = 2026", "year = 2025"),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_editions(tmp_path: Path, name: str) -> None:
    pattern, replacement = WRONG[name]
    text = re.sub(pattern, replacement, GOOD, flags=re.MULTILINE)
    assert text != GOOD
    problem = refused(write(tmp_path, text))
    assert problem.code == "edition-invalid" and problem.place.file == "report/editions/2026.toml"
