"""Catalogues: what is extracted and merged, and that the shipped ones are whole and keep their placeholders."""

from __future__ import annotations

import re
import shutil
import string
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from pipeline import catalogue
from pipeline.edition import editions_available, load_edition
from pipeline.language import LOCALES, SOURCE_LANGUAGE

ROOT = Path(__file__).parents[1]
EDITION = load_edition(ROOT, editions_available(ROOT)[-1])
TRANSLATED = [code for code in EDITION.languages if code != SOURCE_LANGUAGE]


@pytest.fixture(scope="module")
def messages() -> Catalog:
    """Every message of code and chapters."""
    return catalogue.template(ROOT)


def shipped(code: str) -> Catalog:
    with (ROOT / "report" / "i18n" / f"{code}.po").open("rb") as stream:
        return read_po(stream, locale=LOCALES[code].split("_")[0])


def strings(message) -> list[str]:  # type: ignore[no-untyped-def]
    """The source text or translations of a message as a list."""
    return [message] if isinstance(message, str) else list(message or ())


def placeholders(text: str) -> set[str]:
    """``{name}`` of code and ``%(name)s`` of chapters."""
    named = {f"{{{field}}}" for _, field, _, _ in string.Formatter().parse(re.sub(r"%\(\w+\)s", "", text)) if field}
    return named | set(re.findall(r"%\(\w+\)s", text))


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_message_is_translated(code: str) -> None:
    assert catalogue.untranslated(ROOT, code) == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_translations_keep_the_placeholders(code: str, messages: Catalog) -> None:
    known = shipped(code)
    wrong = []
    for message in messages:
        wanted = {name for text in strings(message.id) for name in placeholders(text)}
        entry = known.get(strings(message.id)[0]) if message.id else None
        for text in strings(entry.string) if entry else []:
            # A language without a singular may leave {count} out of none of its forms; extra names are never filled.
            if text and placeholders(text) != wanted:
                wrong.append((strings(message.id)[0], sorted(placeholders(text) ^ wanted)))
    assert wrong == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_no_translation_without_a_message(code: str, messages: Catalog) -> None:
    known = {strings(message.id)[0] for message in messages if message.id}
    assert [strings(entry.id)[0] for entry in shipped(code) if entry.id and strings(entry.id)[0] not in known] == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_translations_open_and_close_the_same_markup(code: str) -> None:
    """Markdown of chapters: emphasis and code come in pairs, links and references stay."""
    wrong = []
    for entry in shipped(code):
        for text in strings(entry.string):
            for mark in ("**", "`", "[", "]"):
                if (
                    text
                    and text.count(mark) != strings(entry.id)[0].count(mark)
                    and text.count(mark) % 2 + (mark in "[]")
                ):
                    wrong.append((strings(entry.id)[0], mark))
    assert wrong == []


# --- extraction and merging ----------------------------------------------------------------------------------------

CODE = """
def words(language, t, gettext_noop, other):
    t("One message")
    language.text("Another {name}", name=1)
    language.plural("{count} value", "{count} values", 3)
    NAME = gettext_noop("A marked message")
    other("Not a message")
    t(variable)
"""
CHAPTER = """# {% trans %}A heading{% endtrans %} {#sec-x}

{% trans n=1 %}
Two lines
with {{ n }}.
{% endtrans %}
"""
FOUND = {"One message", "Another {name}", "{count} value", "A marked message", "A heading", "Two lines with %(n)s."}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for folder, name, text in (
        ("pipeline", "words.py", CODE),
        ("report/chapters", "01.qmd.j2", CHAPTER),
        ("report/i18n", "zh.po", ""),
    ):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_template_finds_messages_of_code_and_chapters(project: Path) -> None:
    found = {strings(message.id)[0] for message in catalogue.template(project) if message.id}
    assert found == FOUND


def test_update_merges_counts_and_drops(project: Path) -> None:
    assert set(catalogue.untranslated(project, "zh")) == FOUND
    (line,) = catalogue.update(project)
    assert line == "report/i18n/zh.po: 6 messages, 6 without translation"
    path = project / "report" / "i18n" / "zh.po"
    text = path.read_text(encoding="utf-8").replace(
        'msgid "One message"\nmsgstr ""', 'msgid "One message"\nmsgstr "一"'
    )
    path.write_text(text + '\nmsgid "Gone"\nmsgstr "去"\n', encoding="utf-8")
    assert catalogue.untranslated(project, "zh") == [
        m for m in catalogue.untranslated(project, "zh") if m != "One message"
    ]
    (line,) = catalogue.update(project)
    assert line.endswith("6 messages, 5 without translation")
    merged = path.read_text(encoding="utf-8")
    assert 'msgstr "一"' in merged and "Gone" not in merged


def test_a_plural_without_its_form_is_untranslated(project: Path) -> None:
    list(catalogue.update(project))
    path = project / "report" / "i18n" / "zh.po"
    text = path.read_text(encoding="utf-8")
    assert text.count("msgstr[0]") == 1 and "msgstr[1]" not in text  # Chinese has one form
    path.write_text(text.replace('msgstr[0] ""', 'msgstr[0] "{count}个"'), encoding="utf-8")
    assert "{count} value" not in catalogue.untranslated(project, "zh")


def test_a_fuzzy_translation_counts_as_none(project: Path) -> None:
    list(catalogue.update(project))
    path = project / "report" / "i18n" / "zh.po"
    text = path.read_text(encoding="utf-8").replace(
        'msgid "One message"\nmsgstr ""', '#, fuzzy\nmsgid "One message"\nmsgstr "一"'
    )
    path.write_text(text, encoding="utf-8")
    assert "One message" in catalogue.untranslated(project, "zh")


def test_the_source_language_has_no_catalogue(project: Path) -> None:
    with pytest.raises(ValueError, match="no catalogue"):
        catalogue.untranslated(project, "en")


def test_updating_twice_changes_nothing(project: Path) -> None:
    path = project / "report" / "i18n" / "zh.po"
    shutil.copyfile(ROOT / "report" / "i18n" / "zh.po", path)
    list(catalogue.update(project))
    once = path.read_bytes()
    assert b"One message" in once
    list(catalogue.update(project))
    assert path.read_bytes() == once
