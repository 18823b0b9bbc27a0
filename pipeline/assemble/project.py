"""The assembled project: chapters, theme and settings of one language in a folder in which ``quarto render`` works."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipeline.assemble.chapter import Desk
from pipeline.assemble.templates import CHAPTERS, environment, fill
from pipeline.edition import Edition
from pipeline.findings.exhibit import Exhibit, Words
from pipeline.findings.workshop import Workshop
from pipeline.language import Language

THEME = "report/theme"
SUFFIX = ".j2"


def pdf_name(edition: Edition, language: str) -> str:
    """File name of the PDF of one language."""
    return f"GDGR-{edition.year}-{language}.pdf"


def chapter_names(root: Path) -> list[str]:
    """Templates of the chapters in reading order."""
    return sorted(path.name for path in (root / CHAPTERS).glob(f"*.qmd{SUFFIX}"))


def assemble(
    root: Path,
    into: Path,
    workshop: Workshop,
    exhibits: Mapping[str, Exhibit],
    words: Mapping[str, Words],
    language: Language,
) -> Desk:
    """Write the project of one language into an empty folder; figures and fonts are put beside it by their own steps.

    Returns the desk, which knows the tables and figures that the chapters used. Raises Stop (exit 4) as ``fill`` does.
    """
    desk = Desk(workshop, exhibits, words, language)
    env = environment(root, language)
    values = desk.functions()
    (into / "chapters").mkdir(parents=True, exist_ok=True)
    chapters = []
    for name in chapter_names(root):
        target = f"chapters/{name.removesuffix(SUFFIX)}"
        (into / target).write_text(fill(env, name, values), encoding="utf-8")
        chapters.append(target)
    _settings(root, into, workshop.edition, language, chapters)
    return desk


def _settings(root: Path, into: Path, edition: Edition, language: Language, chapters: list[str]) -> None:
    """``report.qmd``, ``_quarto.yml`` and the theme's files."""
    theme = root / THEME
    labels = tomllib.loads((theme / "labels.toml").read_text(encoding="utf-8"))[language.code]
    env = Environment(loader=FileSystemLoader(theme), undefined=StrictUndefined, keep_trailing_newline=True)
    t = language.text
    values = {
        "lang": language.code,
        "labels": labels,
        "title": t("Global Digital Governance Report {year}", year=edition.year),
        "subtitle": t("Development, accounting, statistical and monitoring frameworks"),
        "description": t(
            "Where economies stand, what the accounts say, how good the statistics are, whether targets will be met."
        ),
        "keywords": [
            t("digital governance"),
            t("official statistics"),
            t("digital divide"),
            t("digital security"),
            t("artificial intelligence"),
        ],
        "edition": edition.year,
        "publisher": edition.publisher[language.code],
        "short_title": t("Global Digital Governance Report {year}", year=edition.year),
        "frameworks": [t("Development"), t("Accounting"), t("Statistical"), t("Monitoring")],
        "imprint": _imprint(edition, language),
        "pdf": pdf_name(edition, language.code),
        "pdf_href": f"../../{pdf_name(edition, language.code)}",
        "languages": [{"code": code, "name": _own_name(code), "href": f"../{code}/"} for code in edition.languages],
        "chapters": chapters,
    }
    for name in ("report.qmd", "_quarto.yml"):
        template = env.get_template(f"{name.lstrip('_')}{SUFFIX}")
        (into / name).write_text(template.render(**values), encoding="utf-8")
    shutil.copytree(theme, into / "theme", dirs_exist_ok=True, ignore=shutil.ignore_patterns(f"*{SUFFIX}"))


def _own_name(code: str) -> str:
    """Name of a language in itself, as language menus show it."""
    return {"en": "English", "zh": "中文", "fr": "Français", "es": "Español", "ru": "Русский", "ar": "العربية"}[code]


def _imprint(edition: Edition, language: Language) -> str:
    """Text of the verso of the cover (Markdown)."""
    t = language.text
    return "\n\n".join(
        [
            t(
                "{publisher}, edition of {year}. Data taken up to {cutoff}.",
                publisher=edition.publisher[language.code],
                year=edition.year,
                cutoff=language.date(edition.data_cutoff),
            ),
            t(
                "This publication is generated from data sheets by an open programme. It is an independent research product and no publication of the International Telecommunication Union or of any other organisation named in it."
            ),
            t(
                "The designations employed and the presentation of material do not imply the expression of any opinion concerning the legal status of any country, territory, city or area or of its authorities, or concerning the delimitation of its frontiers or boundaries."
            ),
            t(
                "Figures belong to the sources named with them and stand under the licences that the chapter on sources lists."
            ),
        ]
    )
