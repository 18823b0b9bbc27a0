"""The texts for editors are translated whole, with the values that fill them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.language import read_catalogue
from pipeline.sheets.wording import EDITING, ENGLISH, FOLDER, messages, today, words

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("code", ["zh", "fr", "es", "ru", "ar"])
def test_every_text_is_translated(code: str) -> None:
    catalogue = read_catalogue(ROOT / FOLDER / f"{code}.po", code)
    known = {message.id: str(message.string) for message in catalogue if message.id}
    assert set(known) == set(messages())
    for message, text in known.items():
        assert text
        assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", message))


def test_a_language_without_a_catalogue_is_english(tmp_path: Path) -> None:
    assert words(tmp_path, "fr") is ENGLISH


def test_earlier_texts_give_way_and_others_stay() -> None:
    assert today("A new indicator: add its row in Indicators and a sheet whose name is its code.") == EDITING[3]
    assert today("Ask Ms Diallo first.") == "Ask Ms Diallo first."
