"""A whole small project in a folder: made-up data sheets, two chapters, three figures, the theme and catalogues of the report.

``small_project(root)`` writes it; ``gdgr`` and ``pipeline.steps`` run in it as in the real one, in about three seconds.
"""

from __future__ import annotations

import io
import shutil
from functools import lru_cache
from pathlib import Path

from babel.messages.pofile import read_po, write_po

from pipeline.catalogue import template
from pipeline.checking import STORE
from tests.fonts import font_store
from tests.sheets.workbooks import ECONOMIES, YEARS, headers, small_folder, write_folder

ROOT = Path(__file__).parents[1]

EXHIBITS = """
[fig-use]
recipe = "trends.group_trend"
indicator = "NET.USE"
groups = "income"
first = 2015

[fig-ranked]
recipe = "levels.top_bottom"
indicator = "NET.USE"
count = 2

[fig-identities]
recipe = "identities.held"
economies = ["UGA"]
"""
CHAPTERS = {
    "chapters/01-key.qmd.j2": """# {% trans %}Five findings{% endtrans %} {#sec-key .unnumbered}

{{ findings('fig-use') }} {{ amount('fig-use.world_last') }}

{{ exhibit('fig-use') }}
""",
    "chapters/02-more.qmd.j2": """# {% trans %}Accounting{% endtrans %} {#sec-accounting framework="accounting"}

{{ group_table('tbl-groups', ['NET.USE'], ['income'], 'Use') }}

{{ exhibit('fig-ranked') }}

{{ exhibit('fig-identities') }}

{{ inputs_table() }}
""",
    "annex/01-tables.qmd.j2": """# {% trans %}Tables of economies{% endtrans %} {#sec-tables .annex}

{{ economy_table('tbl-economies', ['NET.USE'], 'Economies') }}
""",
}


def small_project(root: Path) -> Path:
    """Write the project below ``root`` and give it back."""
    folder = small_folder()
    _fill(folder)
    write_folder(folder, root)
    report = root / "report"
    shutil.copytree(ROOT / "report" / "theme", report / "theme")
    shutil.copytree(ROOT / "report" / "i18n", report / "i18n", ignore=shutil.ignore_patterns("*.po"))
    (report / "i18n" / "zh.po").write_bytes(_catalogue("zh"))
    (report / "editions").mkdir()
    shutil.copyfile(ROOT / "report" / "editions" / "2026.toml", report / "editions" / "2026.toml")
    (report / "exhibits.toml").write_text(EXHIBITS, encoding="utf-8")
    for name, text in CHAPTERS.items():
        (report / name).parent.mkdir(exist_ok=True)
        (report / name).write_text(text, encoding="utf-8")
    fill_store(root)
    return root


def fill_store(root: Path) -> None:
    """A store that holds the fonts and nothing else."""
    store = root / STORE
    store.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(font_store(), store)


@lru_cache(maxsize=1)
def _catalogue(code: str) -> bytes:
    """The shipped catalogue with a stand-in for what waits for its translator: these tests are not about translations."""
    with (ROOT / "report" / "i18n" / f"{code}.po").open("rb") as stream:
        known = read_po(stream, locale=code)
    for message in template(ROOT):
        entry = known.get(message.id if isinstance(message.id, str) else message.id[0]) if message.id else None
        if message.id and not (entry and all([entry.string] if isinstance(entry.string, str) else entry.string)):
            known.delete(message.id if isinstance(message.id, str) else message.id[0])
            known.add(message.id, message.id if isinstance(message.id, str) else message.id[1:])
    stream = io.BytesIO()
    write_po(stream, known)
    return stream.getvalue()


def _fill(folder: dict[str, dict[str, list[list[object]]]]) -> None:
    """What a report needs beside the small data folder: population, thresholds, and names of all that is printed."""
    book = folder["development/connectivity.xlsx"]
    row = list(next(row for row in book["Indicators"] if row[0] == "NET.SUBS"))
    column = {name: n for n, name in enumerate(book["Indicators"][0])}
    for name, value in {"code": "SP.POP.TOTL", "name": "Population", "unit": "persons", "decimals": 0}.items():
        row[column[name]] = value
    book["Indicators"].append(row)
    book["SP.POP.TOTL"] = [["REF_AREA", "Economy", *YEARS]] + [
        [area, ECONOMIES[area][2], *(2_000_000 + 1000 * (year - 2000) for year in YEARS)] for area in sorted(ECONOMIES)
    ]
    thresholds = folder["reference/parameters.xlsx"]["Thresholds"]
    known = {line[1] for line in thresholds}
    for name, value in (("fair", 0.1), ("fast_growth", 2.0), ("slow_growth", 0.5), ("near_limit", 1.0)):
        if name not in known:
            thresholds.append(["unsd", name, value, None, "a source", None])
    terms = folder["reference/names.xlsx"]["Terms"]
    given = {(line[0], line[1]) for line in terms}
    wanted = [("short", code) for code in ("NET.USE", "NET.SUBS", "ICT.VA", "STAT.SCORE", "EGOV", "SP.POP.TOTL")]
    wanted += [
        ("indicator", "SP.POP.TOTL"),
        ("definition", "SP.POP.TOTL"),
        ("unit", "persons"),
        ("code", "334"),
        ("code", "11"),
    ]
    here = ("indicator", "definition", "unit")  # whose English is not in the terms
    terms += [
        [kind, code, None if kind in here else f"{kind} {code}", *[f"{kind} {code}"] * 5]
        for kind, code in wanted
        if (kind, code) not in given
    ]


assert headers  # the layout of the sheets is that of the workbooks
