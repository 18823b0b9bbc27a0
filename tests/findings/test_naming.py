"""Names: English definitions and sources come from the data sheets, other languages from their terms."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.findings.naming import speak
from pipeline.problems import Stop
from pipeline.sheets.load import load_dataset
from tests.sheets.workbooks import small_folder, write_folder

CATALOGUE = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'


def test_definitions_and_sources_are_read_from_the_sheets_in_english_and_from_the_terms_otherwise(
    tmp_path: Path,
) -> None:
    folder = small_folder()
    terms = folder["reference/names.xlsx"]["Terms"]
    chinese = terms[0].index("zh")
    for row in terms:
        if row[:2] in (["definition", "NET.USE"], ["source", "Made up"]):
            row[chinese] = f"汉语{row[1]}"
    terms[:] = [row for row in terms if row[:2] != ["source", "A producer"]]
    data = load_dataset(write_folder(folder, tmp_path))
    (tmp_path / "zh.po").write_text(CATALOGUE, encoding="utf-8")
    english, other = speak(data, tmp_path, "en"), speak(data, tmp_path, "zh")
    assert english.name("definition", "NET.USE") == "What it measures."
    assert [english.name("source", source) for source in ("A producer", "Made up")] == ["A producer", "Made up"]
    assert other.name("definition", "NET.USE") == "汉语NET.USE"
    assert other.name("source", "Made up") == "汉语Made up"
    with pytest.raises(Stop, match="A producer"):
        other.name("source", "A producer")
