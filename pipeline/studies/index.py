"""A composite index on a researcher's own workbook: scores, ranks, their uncertainty and sensitivity, and what if."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from pipeline.crew import Crew
from pipeline.methods.index.audit import Audit, audit, inspect
from pipeline.methods.index.build import IndexResult, build_index
from pipeline.methods.index.design import Choice, Design, read_design
from pipeline.methods.index.inputs import Inputs, gather
from pipeline.methods.index.left_out import why_unused
from pipeline.methods.index.log import Left, left_frame
from pipeline.methods.index.problems import IndexProblems
from pipeline.methods.index.vocabulary import DEFAULTS
from pipeline.methods.index.whatif import changed, compare
from pipeline.model.economies import Group
from pipeline.model.index_design import WEIGHT_SETS, IndexDesign
from pipeline.model.observations import Observations
from pipeline.problems import ExitCode, Place, Problem, Stop, stop
from pipeline.sheets import content, layout
from pipeline.sheets.layout import Column, Kind
from pipeline.sheets.load import index_design, load_dataset, observations
from pipeline.sheets.tables import Table
from pipeline.sheets.write import EDIT_INDICATORS, About, IndicatorBook, Note
from pipeline.studies import index_left, index_tables
from pipeline.studies.book import Book
from pipeline.studies.figures import Source, is_figures
from pipeline.studies.index_plain import plain_words, plainest
from pipeline.studies.indicator_workbook import (
    messages,
    read_book,
    read_table,
    stop_on_errors,
    write_template,
)
from pipeline.studies.study import Study
from pipeline.studies.views.designs import check_designs, side_by_side
from pipeline.studies.views.named import names_of
from pipeline.studies.views.profile import MOST, PROFILE, check_units, chosen_scheme, profile_tables
from pipeline.studies.views.profile import notes as profile_notes

GROUPS = "Groups"
GROUP_COLUMNS = (
    Column("economy", Kind.CODE, True, "Code of the economy, as in the data sheets."),
    Column("group", Kind.CODE, True, "Group it belongs to."),
    Column("scheme", Kind.CODE, True, "Classification that the group is part of, for example income."),
)
_NEEDED: Mapping[str, tuple[str, ...]] = {
    "Hierarchy": ("code", "level"),
    "Choices": ("applies_to", "step", "parameter", "value"),
    "Goalposts": ("index", "dimension", "lower", "upper"),
    "Measurement error": ("kind", "code", "share"),
    "Uncertainty": ("factor", "option", "weight"),
    WEIGHT_SETS: ("set", "code", "weight"),
}
_SHEETS = {**layout.INDEX_SHEETS, **layout.INDEX_OWN_SHEETS}
_OPTIONAL = ("Goalposts", "Measurement error", "Uncertainty", WEIGHT_SETS)
_KEYS = {**content.KEYS, WEIGHT_SETS: ("set", "code")}


def run(
    workbook: Path,
    draws: int | None = None,
    seed: int | None = None,
    whatif: str | None = None,
    economies: Sequence[str] = (),
    samples: int | None = None,
    workers: int = 2,
    scheduler: str = "",
    source: Source | None = None,
    profiles: Sequence[str] = (),
    peers: str | None = None,
    strongest: int = MOST,
    change: str = "",
    audited: bool = True,
    designs: Sequence[str] = (),
) -> Study:
    """Build the index that the sheets Hierarchy and Choices of a workbook describe, and audit it.

    ``draws``, ``seed`` and ``samples`` (Sobol', a power of two) are those of Choices (step audit) where not given;
    ``whatif`` changes choices and compares ("aggregate.method=geometric; GCI:treat.method=none"); ``economies`` are
    those whose own rank is an output of the sensitivity. Without the sheet Uncertainty there are no draws. ``workers`` are the processes that draw, ``scheduler`` the address of a Dask
    scheduler whose workers draw instead; the results are the same. ``workbook`` may be a file of figures,
    read as ``source`` says; without a sheet Hierarchy or Choices beside it, the plainest design is taken and told. Raises Stop:
    exit 3 for what cannot be read or computed, naming sheet and cell; exit 2 for a choice that is not allowed.

    ``profiles`` are units to be described, against the groups of the scheme ``peers``, with at most ``strongest`` strengths
    and weaknesses each. ``designs`` are set beside the index: files, or changes as in ``whatif``. ``change`` builds the
    index with other choices; without ``audited`` it is only built.
    """
    check_designs(designs)
    problems: list[Problem] = []
    book = read_book(workbook, (*_SHEETS, GROUPS), problems, source)
    plain = plainest(book, problems) if book.figures else {}
    sheets = _design_sheets(book, plain, problems)
    groups = _groups(book, problems)
    notes = (
        read_table(
            book.workbook,
            layout.NOTES,
            layout.NOTE_COLUMNS,
            ("REF_AREA", "INDICATOR", "TIME_PERIOD", "OBS_STATUS"),
            (),
            problems,
        )
        if layout.NOTES in book.workbook.sheets
        else book.noted
    )
    stop_on_errors(problems)
    try:
        data = _observations(book, notes)
        design = _complete(read_design(sheets), data)
        if change:
            design = _other(design, change, data, groups, workbook)[0]
        inputs = _gathered(book, data, groups, design)
        result = build_index(design, inputs)
        given = {"draws": draws, "seed": seed, "sobol_samples": samples}
        for name, value in given.items():
            if value is not None:
                design = design.with_choice("audit", name, value)
        _usable(design, result, economies, workbook)
        check_units(profiles, result, inputs, workbook)
        compared = audited and bool(design.options) and int(result.rank.notna().sum()) > 1
        again = partial(_gathered, book, data, groups)
        with _sharing(scheduler):
            checked = (
                audit(design, inputs, result, economies=economies, workers=workers, gather=again)
                if compared
                else inspect(result)
                if audited
                else None
            )
        left = [
            *index_left.unread(book, design, inputs, groups),
            *(Left(*row) for row in result.left_out.itertuples(index=False)),
        ]
        tables = index_tables.tables(result, checked, inputs, left_frame(left))
        parameters = _parameters(design, whatif)
        names = names_of(book, design.tree)
        if profiles:
            scheme = chosen_scheme(groups, peers, workbook)
            parameters |= {"profile.peers": scheme or "no groups", "profile.strongest": strongest}
            drawn = checked.uncertainty if isinstance(checked, Audit) else None
            times = int(design.number("audit", "draws"))
            tables |= profile_tables(result, inputs, drawn, times, groups, profiles, scheme, strongest, names)
        if whatif:
            tables["What if"] = compare(result, build_index(*_other(design, whatif, data, groups, workbook)))
    except IndexProblems as failure:
        raise Stop(ExitCode.DATA, [*problems, *failure.problems]) from failure
    tables["Messages"] = messages(problems)
    told = (*book.told, *plain_words(plain, book))
    notes_told = (*told, *index_tables.notes(result, checked, tables["Left out"], bool(design.options)))
    if profiles:
        notes_told = (*notes_told, *profile_notes(strongest, isinstance(checked, Audit)))
    study = Study("index", str(workbook), parameters, tables, notes_told, names, (PROFILE,))

    def other(file: Path, text: str) -> Study:
        figures = source if source and is_figures(file, (*_SHEETS, GROUPS), source) else None
        return run(file, source=figures, change=text, audited=False)

    return side_by_side(study, workbook, designs, other)


@contextmanager
def _sharing(scheduler: str) -> Iterator[None]:
    """Draws shared by the workers of a Dask cluster, where there is one."""
    if not scheduler:
        yield
        return
    crew = Crew(scheduler)
    try:
        with crew.config():
            yield
    finally:
        crew.close()


def _gathered(book: Book, data: Observations, groups: Mapping[str, Group], design: Design) -> Inputs:
    """The data of a design, with their places."""
    return _placed(gather(data, design, groups), book)


def _placed(inputs: Inputs, book: Book) -> Inputs:
    """The inputs with the places of a file of figures, which has no sheets."""
    if not book.figures:
        return inputs
    years = {
        (code, economy): int(inputs.years[k, i])
        for k, code in enumerate(inputs.codes)
        for i, economy in enumerate(inputs.economies)
        if (code, economy) in inputs.cells
    }
    return replace(
        inputs, cells={(code, economy): book.place(code, economy, year) for (code, economy), year in years.items()}
    )


def _design_sheets(book: Book, plain: Mapping[str, Table], problems: list[Problem]) -> IndexDesign:
    """The sheets of the design; those that are optional may be missing, and those in ``plain`` are taken from there."""
    tables: dict[str, Table] = {}
    for name, columns in _SHEETS.items():
        if name in _OPTIONAL and name not in book.workbook.sheets:
            table = None
        elif name in plain:
            table = plain[name]
        else:
            table = read_table(book.workbook, name, columns, _NEEDED[name], _KEYS[name], problems)
        table = table or Table(book.workbook.file, name, pd.DataFrame(), {})
        tables[name] = replace(table, frame=_filled(table.frame, columns))
    return index_design(tables, book.workbook.file)


def _filled(frame: pd.DataFrame, columns: Iterable[Column]) -> pd.DataFrame:
    """The frame with every column of the layout; one that the sheet lacks is blank."""
    blank: dict[Kind, object] = {Kind.NUMBER: np.nan, Kind.INTEGER: pd.NA, Kind.YEAR: pd.NA}
    found = {c.header: frame[c.header] if c.header in frame else blank.get(c.kind, "") for c in columns}
    return pd.DataFrame(found | {"ROW": frame.get("ROW", 0)}, index=frame.index)


def _groups(book: Book, problems: list[Problem]) -> dict[str, Group]:
    if GROUPS not in book.workbook.sheets:
        return {}
    table = read_table(
        book.workbook, GROUPS, GROUP_COLUMNS, ("economy", "group", "scheme"), ("economy", "scheme"), problems
    )
    if table is None:
        return {}
    return {
        str(code): Group(str(code), str(rows["scheme"].iloc[0]), {"en": str(code)}, tuple(sorted(rows["economy"])))
        for code, rows in table.frame.groupby("group")
    }


def _observations(book: Book, notes: Table | None) -> Observations:
    """The observations of the workbook; metadata that the study does not use may be blank."""
    frame = _filled(book.indicators.frame, layout.INDICATOR_COLUMNS)
    frame["unit_multiplier"] = frame["unit_multiplier"].fillna(0)
    frame["decimals"] = frame["decimals"].fillna(2)
    for header, usual in (("direction", "none"), ("framework", "development")):
        frame[header] = frame[header].where(frame[header] != "", usual)
    table = replace(book.indicators, frame=frame)
    return observations([content.IndicatorBook(book.workbook.file, table, notes, book.wides, {})])


def _complete(design: Design, data: Observations) -> Design:
    """The design with the defaults of a study for choices that its sheet does not make."""
    codes = [code for code in design.tree.indicators if code in data.indicators]
    years = data.frame.loc[data.frame["INDICATOR"].isin(codes), "TIME_PERIOD"]
    until = design.choice("period", "until")
    newest = int(design.number("period", "until")) if until else int(years.max()) if len(years) else 0
    oldest = int(years.min()) if len(years) else 0
    period = {("period", "since"): oldest, ("period", "until"): newest, ("period", "reference_year"): newest}
    lacking = {key: value for key, value in (period | dict(DEFAULTS)).items() if design.choice(*key) is None}
    return replace(
        design, choices=(*design.choices, *(Choice("*", *key, str(value)) for key, value in lacking.items()))
    )


def _usable(design: Design, result: IndexResult, economies: Sequence[str], workbook: Path) -> None:
    """Refuse numbers of draws and economies that cannot be used."""
    draws, samples = design.number("audit", "draws"), design.number("audit", "sobol_samples")
    unranked = [code for code in economies if not result.rank.get(code, np.nan) > 0]
    whole = samples >= 2 and samples.is_integer() and int(samples) & (int(samples) - 1) == 0
    if draws < 2 or not draws.is_integer() or not whole or unranked:
        raise stop(
            ExitCode.USAGE,
            "study-index-choice",
            Place(workbook.name),
            f"{draws:g} draws, {samples:g} samples, economies without a rank: {', '.join(unranked) or 'none'}",
            "2 draws or more, samples that are a power of two, economies that the index ranks",
            "correct the option, or the row of the step audit in Choices",
        )


def _other(
    design: Design, whatif: str, data: Observations, groups: Mapping[str, Group], workbook: Path
) -> tuple[Design, Inputs]:
    try:
        other = changed(design, whatif)
    except IndexProblems as failure:
        raise Stop(ExitCode.USAGE, failure.problems) from failure
    except ValueError as failure:
        found, _, allowed = str(failure).partition("; allowed: ")
        remedy = "write for example aggregate.method=geometric"
        raise stop(ExitCode.USAGE, "study-index-whatif", Place(workbook.name), found, allowed, remedy) from failure
    return other, gather(data, other, groups)


def _parameters(design: Design, whatif: str | None) -> dict[str, object]:
    """Every choice that was made, by step and parameter; what is particular to an element in brackets."""
    echo: dict[str, object] = {"index": design.tree.root}
    for choice in sorted(design.choices, key=lambda c: (c.step, c.parameter, c.applies_to)):
        if choice.row == 0 and why_unused(design, choice):
            continue  # a default that this design has no use for
        where = "" if choice.applies_to == "*" else f" [{choice.applies_to}]"
        echo[f"{choice.step}.{choice.parameter}{where}"] = choice.value
    if whatif:
        echo["what if"] = whatif
    return echo


def template(target: Path, root: Path = Path()) -> None:
    """Write an example workbook: the report's own index with the figures that it uses, from the data below ``root``.

    Raises Stop (exit 3) where the data cannot be read or hold no index.
    """
    data = load_dataset(root)
    if data.index is None:
        place = Place(f"data/{layout.INDEX_WORKBOOK}")
        raise stop(
            ExitCode.DATA,
            "sheet-file-missing",
            place,
            "there is no index",
            "the workbook of the index",
            "restore the file",
        )
    design = read_design(data.index)
    inputs = gather(data.observations, design, data.groups)
    denominators = {node.denominator for node in design.tree.nodes.values() if node.denominator}
    codes = list(dict.fromkeys([*design.tree.indicators, *sorted(denominators)]))
    observed = data.observations
    series: dict[str, dict[tuple[str, int], float]] = {code: {} for code in codes}
    notes = []
    for code, used in _cells_used(design, inputs).items():
        rows = observed.of(code)
        for area, year, value, status in zip(
            *(rows[c] for c in ("REF_AREA", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS")), strict=True
        ):
            if (area, year) in used:
                series[code][area, int(year)] = float(value)
                if status != "A":
                    notes.append(Note(area, code, int(year), status))
    meta = [observed.indicators[code] for code in codes]
    headers = [column.header for column in layout.INDICATOR_COLUMNS]
    book = IndicatorBook(
        About(
            "Composite index: an example",
            "Hierarchy, choices and figures for 'index': the report's experimental index. Replace them with your own.",
            EDIT_INDICATORS,
            max(pd.to_datetime([item.accessed for item in meta])).date(),
        ),
        tuple({h: _cell(getattr(item, h)) for h in headers} for item in meta),
        series,
        tuple(notes),
    )
    extra: dict[str, Sequence[Sequence[object]]] = {}
    sources = (
        data.index.hierarchy,
        data.index.choices,
        data.index.goalposts,
        data.index.errors,
        data.index.uncertainty,
        data.index.weight_sets,
    )
    for (name, columns), frame in zip(_SHEETS.items(), sources, strict=True):
        named = [column.header for column in columns]
        extra[name] = [
            list(named),
            *([_cell(value) for value in line] for line in _filled(frame, columns)[named].itertuples(index=False)),
        ]
    kinds = {"income", *(data.groups[code.strip()].kind for code in design.text("screen", "groups").split(";"))}
    members = [
        [area, group.code, group.kind]
        for group in data.groups.values()
        if group.kind in kinds
        for area in group.members
    ]
    extra[GROUPS] = [[column.header for column in GROUP_COLUMNS], *members]
    names = {code: economy.names["en"] for code, economy in data.economies.items()}
    write_template(target, book, names, extra, "index")


def _cells_used(design: Design, inputs: Inputs) -> dict[str, set[tuple[str, int]]]:
    """Economies and years of every indicator and denominator that the index takes a value from."""
    used: dict[str, set[tuple[str, int]]] = {}
    for code, years in zip(inputs.codes, inputs.years, strict=True):
        cells = {(e, int(y)) for e, y in zip(inputs.economies, years, strict=True) if not np.isnan(y)}
        for name in filter(None, (code, design.tree.nodes[code].denominator)):
            used.setdefault(name, set()).update(cells)
    return used


def _cell(value: object) -> object:
    """A value that a cell can hold; None where it is missing."""
    value = value.item() if isinstance(value, np.generic) else value
    if value is None or value is pd.NA or (isinstance(value, float) and np.isnan(value)):
        return None
    return value if isinstance(value, (int, float)) else str(value)
