"""Builds the sample project of this folder as the assembler builds the real one: theme templates, chapters, fonts."""

from __future__ import annotations

import os
import shutil
import tempfile
import tomllib
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipeline.render.fonts import font_files
from pipeline.render.project import Project

ROOT = Path(__file__).parents[2]
SAMPLE = Path(__file__).parent / "sample"
THEME = ROOT / "report" / "theme"
CACHE = Path(os.environ.get("GDGR_TEST_FONTS", Path(tempfile.gettempdir()) / "gdgr-test-fonts"))
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
    """The sample project in a folder; ``changes`` maps chapter stems (01_key_findings) to text that replaces them."""
    labels = tomllib.loads((THEME / "labels.toml").read_text(encoding="utf-8"))[language]
    shutil.copytree(THEME, folder / "theme")
    shutil.copytree(SAMPLE / language / "chapters", folder / "chapters")
    for name in ("figures", "data"):
        shutil.copytree(SAMPLE / name, folder / name)
    (folder / "fonts").mkdir()
    for path in font_files(language, CACHE):
        (folder / "fonts" / path.name).symlink_to(path)
    for path in (folder / "chapters").glob("*.qmd"):
        rows = "\n".join(
            f"| Economy {n} | {n % 7}.1 | {n % 5}.2 | {n % 3}.3 | [{n % 10 / 10}]{{.shade-{n % 10}}} |"
            for n in range(90)
        )
        text = changes.pop(path.stem.replace("-", "_"), path.read_text(encoding="utf-8"))
        path.write_text(text.replace("LONGROWS", rows), encoding="utf-8")
    assert not changes, f"no such chapter: {changes}"
    title, subtitle, frameworks = TITLES[language]
    environment = Environment(loader=FileSystemLoader(THEME), undefined=StrictUndefined, autoescape=False)
    values = {
        "lang": language, "labels": labels, "title": title, "subtitle": subtitle, "description": subtitle, "keywords": ["digital", "sample"],
        "edition": 2026, "publisher": "Sample publisher", "short_title": f"{title} 2026", "frameworks": frameworks,
        "imprint": IMPRINT[language], "pdf": f"sample-{language}.pdf", "pdf_href": f"../../sample-{language}.pdf",
        "languages": [{"code": "en", "name": "English", "href": "../en/"}, {"code": "zh", "name": "中文", "href": "../zh/"}],
        "chapters": [f"chapters/{path.name}" for path in sorted((folder / "chapters").glob("*.qmd"))],
    }  # fmt: skip
    for template, name in (("quarto.yml.j2", "_quarto.yml"), ("report.qmd.j2", "report.qmd")):
        text = environment.get_template(template).render(values)
        (folder / name).write_text(text.lstrip() + "\n", encoding="utf-8")
    return Project(folder, language, f"sample-{language}.pdf")
