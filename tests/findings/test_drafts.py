"""What makes an edition a draft: names, messages and patterns that are missing, of those that were asked for."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.findings.drafts import Missing, as_csv, missing
from pipeline.findings.messages import Name, say
from pipeline.findings.naming import speak
from pipeline.findings.watching import watched_language
from pipeline.findings.wording.realise import sentence
from pipeline.language import load_catalogue
from pipeline.store import Watch
from tests.findings.world import I18N, dataset, series, spread

WITHOUT = "levels-ends-title"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Catalogues of which the Chinese lacks a message and a pattern, and has another without text."""
    shutil.copytree(I18N, tmp_path / "i18n")
    levels = tmp_path / "i18n" / "zh" / "levels.ftl"
    lines = levels.read_text(encoding="utf-8").splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith(f"{WITHOUT} ="))
    end = next(n for n in range(at + 1, len(lines)) if lines[n][:1].strip())
    levels.write_text("\n".join([*lines[:at], f"{WITHOUT} =", *lines[end:]]) + "\n", encoding="utf-8")
    catalogue = tmp_path / "i18n" / "zh.po"
    text = catalogue.read_text(encoding="utf-8")
    entry = text[text.index('msgid "Accounting"\n') :].split("\n\n")[0]
    catalogue.write_text(text.replace(entry, 'msgid "Accounting"\nmsgstr ""'), encoding="utf-8")
    load_catalogue.cache_clear()
    return tmp_path / "i18n"


def test_what_was_asked_for_and_is_missing_stands_in_english_and_is_listed(folder: Path) -> None:
    data = dataset(series("USE", spread({"FRA": 1.0})))
    data = replace(data, terms={key: names for key, names in data.terms.items() if key != ("short", "USE")})
    data = replace(data, terms=data.terms | {("indicator", "USE"): {}})
    watch, plain = Watch(), speak(data, folder, "zh")
    language = watched_language(plain, watch)
    assert missing(plain, watch.seen) == []  # nothing was asked for
    assert language.text("Accounting") == "‹en› Accounting"
    told = sentence(say(WITHOUT, measure=Name("short", "USE")), language)
    english = speak(data, folder, "en")
    assert told == f"‹en› {sentence(say(WITHOUT, measure=Name('short', 'USE')), english)}"
    assert language.name("short", "USE").startswith("‹en› ")
    found = missing(plain, watch.seen)
    assert [(one.kind, one.code, one.written_in) for one in found] == [
        ("indicator", "USE", "data/reference/names.xlsx › Terms"),
        ("message", "Accounting", "report/i18n/zh.po"),
        ("pattern", WITHOUT, "report/i18n/zh/levels.ftl"),
    ]
    assert missing(english, watch.seen) == []


def test_a_kept_result_is_made_again_once_its_pattern_is_there(folder: Path) -> None:
    data = dataset(series("USE", spread({"FRA": 1.0})))
    before, after = Watch(), Watch()
    language = watched_language(speak(data, folder, "zh"), before)
    with before.recording() as reads:
        sentence(say(WITHOUT, measure=Name("short", "USE")), language)
    assert before.unchanged(reads)
    watched_language(speak(data, I18N, "zh"), after)
    assert not after.unchanged(reads)


def test_the_list_is_a_table_that_runs_no_formula() -> None:
    rows = as_csv([Missing("zh", "unit", "=1+1", "‹en› =1+1", "names.xlsx")]).decode().splitlines()
    assert rows == ["language,kind,code,shown,written_in", "zh,unit,'=1+1,‹en› =1+1,names.xlsx"]
