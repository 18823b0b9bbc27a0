"""The assembled project: chapters of both volumes, theme and settings of one language, in which ``quarto render`` works."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipeline.assemble.contents import PREFIX, VOLUMES, Contents, make_contents
from pipeline.assemble.templates import FAULTS, SUFFIX, place_of
from pipeline.declarations import declared
from pipeline.edition import Edition
from pipeline.findings.wording import sentences
from pipeline.language import IN_ENGLISH, NO_NAME, Language
from pipeline.problems import ExitCode, Place, Problem, Severity, Stop, stop
from pipeline.writing import write_if_new

REPORT = "report"
THEME = "report/theme"
LABELS = "labels.toml"
THEME_FILES = (  # without which nothing can be set
    *("builtin.typ", "chapter.typ", "typst-show.typ", "typst-template.typ", "convert.lua", "crossref.lua", "gdgr.lua"),
    *("gdgr.css", "single.css", "web.css", "web.html", LABELS, f"quarto.yml{SUFFIX}", f"report.qmd{SUFFIX}"),
)


def pdf_name(edition: Edition, language: str, volume: str = "report") -> str:
    """File name of the PDF of one language: the report's, or that of the annex."""
    return f"GDGR-{edition.year}-{language}{'' if volume == 'report' else f'-{volume}'}.pdf"


def write_project(
    root: Path,
    into: Path,
    edition: Edition,
    language: Language,
    texts: Mapping[str, str],
    languages: Sequence[str],
    missing: int = 0,
) -> None:
    """Write chapters, report.qmd, annex.qmd (where a chapter is of the annex), _quarto.yml and the theme.

    ``texts`` are the chapters by file, in reading order; ``languages`` those that are built together and lead to each other;
    with ``missing`` texts it is a draft, which cover, first page and running heads say.
    Only files whose bytes differ are written; chapters, volumes and theme files of an earlier build that are no more are
    removed. Figures, data and fonts are put beside it by their own steps. Raises Stop (exit 4) for a theme that lacks a
    file or holds one that is no text.
    """
    theme = root / THEME
    _check_theme(theme, language.code)
    files = {name: text.encode() for name, text in texts.items()}
    names = {volume: pdf_name(edition, language.code, volume) for volume in VOLUMES.values()}
    made = settings(theme, make_contents(texts), names, common_values(edition, language, languages, missing))
    files |= {name: text.encode() for name, text in made.items()}
    for path in sorted(theme.iterdir()):
        if path.is_file() and path.suffix != SUFFIX and not path.name.startswith("."):
            files[f"theme/{path.name}"] = path.read_bytes()
    for name in _strays(into, files):
        (into / name).unlink()
    for name, content in files.items():
        write_if_new(into / name, content)


def _check_theme(theme: Path, code: str) -> None:
    """Raise Stop (exit 4) with every file that the theme lacks, and every one that cannot be read as it must; of the labels
    those that a language lacks and another has.
    """
    problems = []
    for name in THEME_FILES:
        try:
            text = (theme / name).read_text(encoding="utf-8")
            if name == LABELS:
                labels = declared(text)
                lacking = sorted({key for table in labels.values() for key in table} - labels.get(code, {}).keys())
                if lacking:
                    raise ValueError(f"[{code}] has no {', '.join(lacking)}")
        except OSError as error:
            problems.append((name, error.strerror or str(error), "the files of the theme", "put the file back"))
        except ValueError as error:
            form = "TOML in UTF-8 with the same labels for each language" if name == LABELS else "text in UTF-8"
            problems.append((name, str(error), form, "mend the file, or take it from the last commit"))
    if problems:
        raise Stop(
            ExitCode.REPORT,
            [
                Problem("theme-unreadable", Severity.ERROR, Place(f"{THEME}/{name}"), *words)
                for name, *words in problems
            ],
        )


def _strays(into: Path, files: Mapping[str, bytes]) -> Iterator[str]:
    """Files that an earlier build wrote and this one does not."""
    kept = [f"{folder}/{path.name}" for folder in (*VOLUMES, "theme") for path in sorted((into / folder).glob("*"))]
    for name in [*kept, *(f"{volume}.qmd" for volume in VOLUMES.values())]:
        if name not in files and (into / name).is_file():
            yield name


def settings(theme: Path, contents: Contents, names: Mapping[str, str], common: Mapping[str, object]) -> dict[str, str]:
    """Text of ``report.qmd``, ``annex.qmd`` and ``_quarto.yml``, by file name; ``names`` are the PDFs' by volume."""
    labels = declared((theme / LABELS).read_text(encoding="utf-8"))[str(common["lang"])]
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
    made = {"_quarto.yml": _filled(env, f"quarto.yml{SUFFIX}", common)}
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
        made[f"{volume}.qmd"] = _filled(env, f"report.qmd{SUFFIX}", values)
    return made


def _filled(env: Environment, name: str, values: Mapping[str, object]) -> str:
    """The text of a template of the theme. Raises Stop (exit 4) for what is wrong in it."""
    try:
        return env.get_template(name).render(**values)
    except FAULTS as error:
        raise stop(
            ExitCode.REPORT,
            "theme-unreadable",
            place_of(f"theme/{name}", error),
            f"{type(error).__name__}: {error}",
            "a template that can be filled",
            "mend the line named above",
        ) from error


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
            "number": target.number,
            "href": f"{names[target.chapter.volume]}#{target.id}",
        }
        for target in targets
        if target.chapter.volume != volume
    ]


def common_values(
    edition: Edition, language: Language, languages: Sequence[str], missing: int = 0
) -> dict[str, object]:
    """What both volumes say of themselves; with ``missing`` texts, that they are a draft."""
    t = language.text
    title = t("Global Digital Governance Report {year}", year=edition.year)
    subtitle = t("Development, accounting, statistical and monitoring frameworks")
    return {
        "lang": language.code,
        "title": title,
        "subtitle": f"{_draft(missing, language)} {subtitle}" if missing else subtitle,
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
        "short_title": t("Draft: {title}", title=title) if missing else title,
        "frameworks": [t("Development"), t("Accounting"), t("Statistical"), t("Monitoring")],
        "imprint": _imprint(edition, language),
        "languages": [{"code": code, "name": _own_name(code), "href": f"../{code}/"} for code in languages],
    }


def _draft(missing: int, language: Language) -> str:
    """What the cover of a draft says."""
    told = language.plural(
        "DRAFT, in which {count} text is missing.", "DRAFT, in which {count} texts are missing.", missing
    )
    marks = language.text(
        "After {english} stands English that waits for its translation, after {code} what has no name yet.",
        english=IN_ENGLISH.strip(),
        code=NO_NAME.strip(),
    )
    return sentences([told, marks], language)


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
