"""The assembled project: chapters of both volumes, theme and settings of one language, in which ``quarto render`` works."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipeline.assemble.chapter import Desk
from pipeline.assemble.contents import PREFIX, VOLUMES, Contents, make_contents
from pipeline.assemble.templates import environment, fill
from pipeline.edition import Edition
from pipeline.findings.exhibit import Exhibit, Words
from pipeline.findings.workshop import Workshop
from pipeline.language import Language

REPORT = "report"
THEME = "report/theme"
SUFFIX = ".j2"
PLACEMENT = "placement.typ"
UNPLANNED = "#let gdgr-placed(body) = body\n"  # until a render finds which figures float


def pdf_name(edition: Edition, language: str, volume: str = "report") -> str:
    """File name of the PDF of one language: the report's, or that of the annex."""
    return f"GDGR-{edition.year}-{language}{'' if volume == 'report' else f'-{volume}'}.pdf"


def chapter_names(root: Path) -> list[str]:
    """Files of the assembled chapters in reading order: ``chapters/01-key-findings.qmd`` ..., then ``annex/01-tables.qmd`` ...

    Each is made from the template of the same name and ``.j2`` in ``report/``.
    """
    return [
        f"{folder}/{path.name.removesuffix(SUFFIX)}"
        for folder in VOLUMES
        for path in sorted((root / REPORT / folder).glob(f"*.qmd{SUFFIX}"))
    ]


def assemble(
    root: Path,
    into: Path,
    workshop: Workshop,
    exhibits: Mapping[str, Exhibit],
    words: Mapping[str, Words],
    language: Language,
) -> Desk:
    """Fill the templates of all chapters and write the project of one language (`write_project`).

    Returns the desk, which knows the tables and figures that the chapters used. Raises Stop (exit 4) as ``fill`` does.
    """
    desk = Desk(workshop, exhibits, words, language)
    env = environment(root, language)
    env.loader = FileSystemLoader(root / REPORT)
    values = desk.functions()
    texts = {name: fill(env, f"{name}{SUFFIX}", values) for name in chapter_names(root)}
    write_project(root, into, workshop.edition, language, texts)
    return desk


def write_project(root: Path, into: Path, edition: Edition, language: Language, texts: Mapping[str, str]) -> None:
    """Write chapters, report.qmd, annex.qmd (where a chapter is of the annex), _quarto.yml and the theme.

    ``texts`` are the chapters by file, in reading order. Only files whose bytes differ are written; chapters, volumes and theme
    files of an earlier build that are no more are removed. Figures, data and fonts are put beside it by their own steps.
    """
    theme = root / THEME
    files = {name: text.encode() for name, text in texts.items()}
    names = {volume: pdf_name(edition, language.code, volume) for volume in VOLUMES.values()}
    made = settings(theme, make_contents(texts), names, common_values(edition, language))
    files |= {name: text.encode() for name, text in made.items()}
    for path in sorted(theme.iterdir()):
        if path.is_file() and path.suffix != SUFFIX and not path.name.startswith("."):
            files[f"theme/{path.name}"] = path.read_bytes()
    for name in _strays(into, files):
        (into / name).unlink()
    if not (into / PLACEMENT).exists():
        files[PLACEMENT] = UNPLANNED.encode()
    for name, content in files.items():
        target = into / name
        if not target.is_file() or target.read_bytes() != content:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)


def _strays(into: Path, files: Mapping[str, bytes]) -> Iterator[str]:
    """Files that an earlier build wrote and this one does not."""
    kept = [f"{folder}/{path.name}" for folder in (*VOLUMES, "theme") for path in sorted((into / folder).glob("*"))]
    for name in [*kept, *(f"{volume}.qmd" for volume in VOLUMES.values())]:
        if name not in files and (into / name).is_file():
            yield name


def settings(theme: Path, contents: Contents, names: Mapping[str, str], common: Mapping[str, object]) -> dict[str, str]:
    """Text of ``report.qmd``, ``annex.qmd`` and ``_quarto.yml``, by file name; ``names`` are the PDFs' by volume."""
    labels = tomllib.loads((theme / "labels.toml").read_text(encoding="utf-8"))[str(common["lang"])]
    env = Environment(loader=FileSystemLoader(theme), undefined=StrictUndefined, keep_trailing_newline=True)
    volumes = [volume for volume in VOLUMES.values() if contents.of(volume)]
    names = {volume: names[volume] for volume in volumes}
    common = {
        **common,
        "labels": labels,
        "volumes": [f"{volume}.qmd" for volume in volumes],
        "pdf_href": f"../../{names['report']}",
        "annex_href": f"../../{names['annex']}" if "annex" in names else "",
    }
    made = {"_quarto.yml": env.get_template(f"quarto.yml{SUFFIX}").render(**common)}
    for volume in volumes:
        other = "report" if volume == "annex" else "annex"
        title = labels["statistical-annex"] if volume == "annex" else ""
        chapters = contents.of(volume)
        values = {
            **common,
            "pdf": names[volume],
            "volume": title,
            "short_title": f"{common['short_title']} · {title}" if title else common["short_title"],
            "other_volume": labels[f"{other}-file"].replace("{file}", f"[{names[other]}]({names[other]})")
            if other in names
            else "",
            "first_annex": next((one.start.chapters for one in chapters if one.kind == "annex"), 0),
            "float_prefix": PREFIX[volume],
            "chapters": [chapter.file for chapter in chapters],
            "references": _foreign(contents, volume, labels, names),
        }
        made[f"{volume}.qmd"] = env.get_template(f"report.qmd{SUFFIX}").render(**values)
    return made


def _foreign(
    contents: Contents, volume: str, labels: Mapping[str, str], names: Mapping[str, str]
) -> list[dict[str, str]]:
    """What the chapters of a volume cite from the other one: id, words and address. Quarto's own references know one document."""
    cited = dict.fromkeys(id for chapter in contents.of(volume) for id in contents.cited(chapter.file))
    targets = [contents.targets[id] for id in cited if id in contents.targets]
    return [
        {
            "id": target.id,
            "text": target.words(labels, volume),
            "href": f"{names[target.chapter.volume]}#{target.id}",
        }
        for target in targets
        if target.chapter.volume != volume
    ]


def common_values(edition: Edition, language: Language) -> dict[str, object]:
    """What both volumes say of themselves."""
    t = language.text
    title = t("Global Digital Governance Report {year}", year=edition.year)
    return {
        "lang": language.code,
        "title": title,
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
        "short_title": title,
        "frameworks": [t("Development"), t("Accounting"), t("Statistical"), t("Monitoring")],
        "imprint": _imprint(edition, language),
        "languages": [{"code": code, "name": _own_name(code), "href": f"../{code}/"} for code in edition.languages],
    }


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
