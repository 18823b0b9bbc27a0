"""Catalogues: every message of code and chapters extracted with Babel and merged into report/i18n/<language>.po."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from pipeline.assemble.templates import FOLDERS, TEMPLATE_OPTIONS
from pipeline.language import SOURCE_LANGUAGE, read_catalogue

I18N = "report/i18n"
# What is called to translate: Language.text and Language.plural, and their short name ``t`` inside a function.
KEYWORDS = {"text": None, "t": None, "plural": (1, 2), "gettext_noop": None, "gettext": None, "ngettext": (1, 2)}
SOURCES: tuple[tuple[str, list[tuple[str, str]], dict], ...] = (
    ("pipeline", [("**.py", "python")], {}),
    *((f"report/{folder}", [("**.j2", "jinja2")], {"**.j2": TEMPLATE_OPTIONS}) for folder in FOLDERS),
)


def template(root: Path) -> Catalog:
    """All messages with the places where they stand, sorted."""
    catalog = Catalog(project="gdgr", version="1", charset="utf-8", fuzzy=False)
    for folder, methods, options in SOURCES:
        found = extract_from_dir(str(root / folder), methods, options, keywords=KEYWORDS, strip_comment_tags=True)
        for file, _line, message, comments, context in found:
            catalog.add(message, None, [(f"{folder}/{file}", 0)], auto_comments=comments, context=context)
    return catalog


def untranslated(root: Path, code: str) -> list[str]:
    """Messages of code and chapters that a language has no translation for."""
    catalog = _load(root, code)
    missing = []
    for message in template(root):
        if not message.id:
            continue
        known = catalog.get(message.id if isinstance(message.id, str) else message.id[0])
        found = known.string if known else ""
        strings = [found] if isinstance(found, str) else list(found or ("",))
        if known is None or known.fuzzy or not all(strings):
            missing.append(message.id if isinstance(message.id, str) else message.id[0])
    return missing


def update(root: Path) -> Iterator[str]:
    """Merge new messages into every catalogue, drop those that are gone, and say how many are left to translate."""
    fresh = template(root)
    for path in sorted((root / I18N).glob("*.po")):
        catalog = _load(root, path.stem)
        catalog.update(fresh, no_fuzzy_matching=True)
        with path.open("wb") as stream:
            write_po(stream, catalog, sort_by_file=True, ignore_obsolete=True, omit_header=False, width=110)
        yield f"{path.relative_to(root)}: {len(fresh)} messages, {len(untranslated(root, path.stem))} without translation"


def _load(root: Path, code: str) -> Catalog:
    """The catalogue of a language; the source language needs none."""
    if code == SOURCE_LANGUAGE:
        raise ValueError("the source language has no catalogue")
    return read_catalogue(root / I18N / f"{code}.po", code)
