"""The page of results: one HTML file with pictures, tables and every parameter, which asks no network and no library."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from pipeline import __version__
from pipeline.figures.theme import THEME
from pipeline.methods.index.profile import STRENGTH, WEAKNESS
from pipeline.methods.omissions import counted
from pipeline.publish.landing import unwritable
from pipeline.sheets.packing import swap_in
from pipeline.studies.study import Study
from pipeline.studies.views.gallery import Drawn
from pipeline.studies.views.inline import inlined
from pipeline.studies.views.places import MARK
from pipeline.studies.views.plain import decimals_of, is_number, number, one_line, told

ROWS, COLUMNS = 300, 24  # what a page shows of a table; the workbook of results holds all of it
CODES = ("REF_AREA", "code", "element", "node", "INDICATOR", "economy", "indicator")  # columns whose codes have names

PICTURES = 2  # parts of one picture that a page shows
LONG = 24  # characters of a text that wants a wide column
SPOKEN = {"REF_AREA": "economy", "INDICATOR": "indicator", "TIME_PERIOD": "year", "OBS_STATUS": "status"}


@dataclass(frozen=True)
class Cell:
    """One printed cell; ``side`` is "n" for a number, "w" for long texts."""

    text: str
    side: str = ""


@dataclass(frozen=True)
class Shown:
    """A table as it is printed: what it is called, what it holds and what is cut off."""

    title: str
    caption: str
    columns: Sequence[Cell]
    rows: Sequence[Sequence[Cell]]
    note: str = ""
    open: bool = True


@dataclass(frozen=True)
class Section:
    """A part of the page: heading, sentences, pictures with their charts, tables, and parts of its own."""

    id: str
    title: str
    words: Sequence[str] = ()
    pictures: Sequence[Mapping[str, object]] = ()
    tables: Sequence[Shown] = ()
    parts: Sequence[Section] = field(default=())


# Where tables have their place: section, its heading, pictures by the first word of their names, tables of a study in
# their order. Whatever has no place here stands at the end.
PLACES: Sequence[tuple[str, str, Sequence[str], Sequence[str]]] = (
    ("ranking", "Ranking", ("ranks",), ("Ranking",)),
    ("parts", "Scores by part", ("parts",), ("Scores", "Ranks")),
    (
        "tree",
        "Tree and weights",
        ("tree",),
        ("Effective weights", "Weights", "Influence", "Weight sets"),
    ),
    (
        "coherence",
        "Coherence",
        ("correlations",),
        ("Nodes", "Flags", "Correlation flags", "Correlations", "Components", "Loadings", "Reliability"),
    ),
    ("sensitivity", "Uncertainty and sensitivity", (), ("Sensitivity", "Remove one", "Remove one shifts", "Pairwise")),
    (
        "designs",
        "Designs side by side",
        ("designs",),
        ("Designs", "Design movers", "Design choices", "Design economies", "Design ranks", "Design data", "What if"),
    ),
    ("values", "Data and treatment", ("values",), ("Statistics", "Treatment", "Imputation", "Imputed", "Data used")),
    ("left-out", "What was left out", (), ("Left out", "Excluded", "Messages", "Availability")),
)
_OWN = ("Profile", "Peers", "Log")  # tables that have a part of their own
_OPEN = ("Ranking", "Effective weights", "Nodes", "Sensitivity", "Designs", "Design movers", "Design choices", "Left out", "Excluded", "Treatment", "Flags")  # fmt: skip


def write_page(study: Study, target: Path, drawn: Sequence[Drawn]) -> None:
    """Write the page of a study of an index with its pictures. The same study gives the same bytes.

    Raises Stop (exit 6) where it cannot be written.
    """
    try:
        swap_in(target, page(study, drawn).encode())
    except OSError as failure:
        raise unwritable(target, failure) from failure


def page(study: Study, drawn: Sequence[Drawn]) -> str:
    """The page as text."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )  # fmt: skip
    root = str(study.parameters.get("index", ""))
    title = one_line(study.names.get(root, root)) or "Index"
    pictures = [
        {
            "title": one.picture.title,
            "subtitle": one.picture.subtitle,
            "width": round(one.picture.sheet.page[0] * 4 / 3 * 1.1),
            "tall": one.picture.sheet.page[1] > 700,
            "name": one.picture.name,
            "svg": Markup(inlined(one.chart, f"p{i}", one.picture.alt)),
        }
        for i, one in enumerate(drawn)
    ]
    text = environment.get_template("page.html.j2").render(
        title=title,
        workbook=one_line(Path(study.workbook).name),
        version=__version__,
        summary=[*_summary(study), *study.notes],
        sections=_sections(study, pictures),
        theme=THEME,
        mark=MARK,
    )
    return text.rstrip() + "\n"


def _sections(study: Study, pictures: Sequence[Mapping[str, object]]) -> list[Section]:
    placed = {name for _, _, _, tables in PLACES for name in tables} | set(_OWN)
    found = []
    for id_, title, starts, names in PLACES:
        drawn = [one for one in pictures if str(one["name"]).split("-")[0] in starts]
        tables = [shown(study, name) for name in names if name in study.tables]
        words = _words(study, id_)
        if len(drawn) > PICTURES:
            words.append(f"Shown: the first {PICTURES} of {len(drawn)} pictures; --plots FOLDER writes all.")
        if drawn or tables:
            found.append(Section(id_, title, words, drawn[:PICTURES], tables))
        if id_ == "ranking":
            found += _profiles(study, [one for one in pictures if str(one["name"]).split("-")[0] == "profile"])
    others = [shown(study, name) for name in study.tables if name not in placed]
    if others:
        found.append(Section("further", "Further tables", (), (), others))
    parameters = pd.DataFrame(
        [(key, str(value)) for key, value in study.parameters.items()], columns=["parameter", "value"]
    )
    tables = [_table("Parameters", parameters, {}, True)]
    if "Log" in study.tables:
        tables.append(shown(study, "Log"))
    found.append(Section("parameters", "Every parameter, and what each step did", (), (), tables))
    return found


def _profiles(study: Study, pictures: Sequence[Mapping[str, object]]) -> list[Section]:
    """A part for each unit that has a profile; the picture of the first unit where none was asked for."""
    profile = study.tables.get("Profile")
    if profile is None:
        return [Section("profiles", "Profile of the first unit", (), pictures)] if pictures else []
    parts = []
    units = list(dict.fromkeys(map(str, profile["unit"])))
    for i, unit in enumerate(units):
        rows = profile[profile["unit"] == unit]
        name = one_line(study.names.get(unit, unit))
        words = []
        for mark, heading in ((STRENGTH, "Strengths"), (WEAKNESS, "Weaknesses")):
            marked = rows[rows["mark"] == mark]
            named = "; ".join(
                f"{one_line(str(row['name'] or row['element']))} (rank {row['rank']:.0f} of {row['of']:.0f}{_interval(row)})"
                for row in marked.sort_values("rank", ascending=mark == STRENGTH).to_dict("records")
            )
            words.append(f"{heading}: {named or 'none that ranks, intervals and peers bear out'}.")
        indicators = rows[rows["level"] == rows["level"].min()]
        imputed = (indicators["imputed_share"] > 0).mean()
        words.append(f"Imputed: {imputed:.0%} of its values. An imputed value is neither a strength nor a weakness.")
        tables = [_table(f"Profile of {name}", rows.drop(columns=["unit", "level"]), study.names, True)]
        peers = study.tables.get("Peers")
        if peers is not None and (peers["unit"] == unit).any():
            beside = peers[peers["unit"] == unit].drop(columns=["unit"])
            tables.append(_table(f"Peers of {name}", beside, study.names, False))
        parts.append(Section(f"profile-{i + 1}", name, words, pictures[i : i + 1], tables))
    return [Section("profiles", "Profiles", parts=parts)]


def _summary(study: Study) -> list[str]:
    """What the study found, in a few sentences."""
    tables = study.tables
    weights, ranking = tables["Weights"], tables["Ranking"]
    ranked = ranking[ranking["rank"].notna()].sort_values(["rank", "REF_AREA"])
    indicators = int((weights["level"] == weights["level"].min()).sum())
    said = [
        f"{counted(indicators, 'indicator')} in {counted(len(weights) - indicators, 'node')}; "
        f"{len(ranked)} of {len(ranking)} economies are ranked."
    ]
    drawn = {"rank_low", "rank_high"} <= set(ranked)
    if len(ranked):
        said.append(f"The highest scores: {_highest(ranked.head(3), study.names, drawn)}.")
    if drawn and len(ranked):
        wide = (ranked["rank_high"] - ranked["rank_low"]).dropna()
        if len(wide):
            said.append(
                f"Half of the intervals of ranks span {wide.median():.0f} places or fewer, the widest {wide.max():.0f}."
            )
    effective = tables.get("Effective weights")
    if effective is not None and effective["importance"].notna().any():
        gap = (effective["importance"] - effective["weight"]).abs()
        row = effective.loc[gap.idxmax()]
        name = one_line(study.names.get(row["code"], row["code"]))
        said.append(
            f"Weight and influence part most for {name}: {row['weight']:.0%} of its node as designed, "
            f"{row['importance']:.0%} in effect."
        )
    out = sum(len(tables[name]) for name in ("Left out", "Excluded") if name in tables)
    if out:
        said.append(f"{out} entries stand under What was left out.")
    return said


def _highest(ranked: pd.DataFrame, names: Mapping[str, str], drawn: bool) -> str:
    """Economies with their ranks; no rank stands without its interval, or the word that there is none."""
    shown = [
        f"{one_line(names.get(str(row['REF_AREA']), str(row['REF_AREA'])))} (rank {row['rank']:.0f}{_interval(row)})"
        for row in ranked.to_dict("records")
    ]
    return ", ".join(shown) + ("" if drawn else "; nothing is known about how firm these ranks are")


def _interval(row: Mapping[Hashable, Any]) -> str:
    """The interval of a rank in words; blank where there is none."""
    low, high = row.get("rank_low"), row.get("rank_high")
    return (
        "" if low is None or high is None or pd.isna(low) or pd.isna(high) else f", {low:.0f}–{high:.0f} in the draws"
    )


def _words(study: Study, section: str) -> list[str]:
    """What a part says before its tables."""
    if section == "ranking" and "rank_low" not in study.tables["Ranking"]:
        return ["No intervals: the workbook has no sheet Uncertainty, so nothing was drawn."]
    if section == "sensitivity" and "Sensitivity" not in study.tables:
        return ["Nothing was drawn, so there is no analysis of sensitivity."]
    return []


def shown(study: Study, name: str) -> Shown:
    """A table of the study as it is printed."""
    return _table(name, study.tables[name], study.names, name in _OPEN)


def _header(name: str) -> str:
    """The words of a column; the names of SDMX as they are spoken."""
    return SPOKEN.get(name) or one_line(name).replace("_", " ")


def _table(title: str, table: pd.DataFrame, names: Mapping[str, str], is_open: bool) -> Shown:
    """The table cut to what a page shows, with names beside codes; nothing of it is markup."""
    cut = table.iloc[:ROWS, :COLUMNS]
    coded = next((i for i, name in enumerate(cut.columns) if name in CODES), None)
    if coded is not None and "name" not in cut and any(str(code) in names for code in cut.iloc[:, coded]):
        cut = cut.copy()
        cut.insert(coded + 1, "name", [names.get(str(code), "") for code in cut.iloc[:, coded]])
    columns, cells = [], []
    for position in range(len(cut.columns)):
        values, header = cut.iloc[:, position], _header(str(cut.columns[position]))
        if is_number(values):
            places = decimals_of(values)
            columns.append(Cell(header, "n"))
            cells.append([Cell(number(value, places), "n") for value in values])
        else:
            texts = [told(value) for value in values]
            columns.append(Cell(header, "w" if max(map(len, texts), default=0) > LONG else ""))
            cells.append([Cell(text) for text in texts])
    notes = []
    if len(table) > ROWS:
        notes.append(f"the first {ROWS} of {len(table)} rows")
    if len(table.columns) > COLUMNS:
        notes.append(f"the first {COLUMNS} of {len(table.columns)} columns")
    note = f"Shown: {' and '.join(notes)}; --output FILE.xlsx writes all." if notes else ""
    caption = f"{title}, {len(table)} row{'' if len(table) == 1 else 's'}"
    return Shown(title, caption, columns, list(zip(*cells, strict=True)) if cells else [], note, is_open)
