"""Builds the sample project of this folder as the assembler builds the real one: theme templates, chapters, fonts."""

from __future__ import annotations

import shutil
from pathlib import Path

from pipeline.assemble.contents import make_contents
from pipeline.assemble.project import settings
from pipeline.render.fonts import font_files
from pipeline.render.project import Project
from tests.fonts import FONTS, keep

ROOT = Path(__file__).parents[2]
SAMPLE = Path(__file__).parent / "sample"
THEME = ROOT / "report" / "theme"
TITLES = {
    "en": (
        "Global Digital Governance Report",
        "A sample with made-up text",
        ["Development", "Accounting", "Statistical", "Monitoring"],
    ),
    "zh": ("全球数字治理报告", "文字均为虚构的样例", ["发展", "核算", "统计", "监测"]),
}
IMPRINT = {
    "en": "© 2026 Sample publisher.\n\nThis sample is made up. Licence: [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/).",
    "zh": "© 2026 样例出版者。\n\n本样例纯属虚构。许可：[CC BY 4.0](https://creativecommons.org/licenses/by/4.0/)。",
}


def sample(folder: Path, language: str = "en", **changes: str) -> Project:
    """The sample project in a folder; ``changes`` maps stems of chapters (01_key_findings) to text that replaces them.

    A stem that begins with annex_ (annex_01_tables) is a chapter of a second volume; other new stems are further chapters.
    """
    shutil.copytree(THEME, folder / "theme", ignore=shutil.ignore_patterns("*.j2"))
    for name in ("figures", "data"):
        shutil.copytree(SAMPLE / name, folder / name)
    (folder / "fonts").mkdir()
    for path in font_files(language, FONTS, keep):
        (folder / "fonts" / path.name).symlink_to(path)
    rows = "\n".join(
        f"| Economy {n} | {n % 7}.1 | {n % 5}.2 | {n % 3}.3 | [{n % 10 / 10}]{{.shade-{n % 10}}} |" for n in range(90)
    )
    texts = {
        f"chapters/{path.name}": path.read_text(encoding="utf-8")
        for path in sorted((SAMPLE / language / "chapters").glob("*.qmd"))
    }
    for stem, text in changes.items():
        place = "annex/" + stem.removeprefix("annex_") if stem.startswith("annex_") else f"chapters/{stem}"
        texts[place.replace("_", "-") + ".qmd"] = text
    texts = {name: texts[name] for name in sorted(texts, key=lambda name: (name.startswith("annex/"), name))}
    for name, text in texts.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text.replace("LONGROWS", rows), encoding="utf-8")
    title, subtitle, frameworks = TITLES[language]
    values = {
        "lang": language, "title": title, "subtitle": subtitle, "description": subtitle, "keywords": ["digital", "sample"],
        "edition": 2026, "publisher": "Sample publisher", "short_title": f"{title} 2026", "frameworks": frameworks,
        "imprint": IMPRINT[language],
        "languages": [{"code": "en", "name": "English", "href": "../en/"}, {"code": "zh", "name": "中文", "href": "../zh/"}],
    }  # fmt: skip
    names = {"report": f"sample-{language}.pdf", "annex": f"sample-{language}-annex.pdf"}
    for name, text in settings(THEME, make_contents(texts), names, values).items():
        (folder / name).write_text(text, encoding="utf-8")
    return Project(folder, language, f"sample-{language}.pdf")
