"""A composite index on a researcher's own workbook: scores, ranks, their uncertainty and sensitivity, and what if."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np

from pipeline.crew import Crew
from pipeline.methods.index.audit import Audit, Inspection, audit, inspect
from pipeline.methods.index.build import IndexResult, build_index
from pipeline.methods.index.design import Choice, Design, read_design
from pipeline.methods.index.inputs import Inputs
from pipeline.methods.index.lacking import lacking
from pipeline.methods.index.left_out import why_unused
from pipeline.methods.index.problems import IndexProblems
from pipeline.methods.index.vocabulary import DEFAULTS
from pipeline.methods.index.whatif import changed, compare
from pipeline.methods.omissions import Omission, omission_frame
from pipeline.model.observations import Observations
from pipeline.problems import ExitCode, Place, Problem, Stop, stop
from pipeline.studies import index_left, index_tables
from pipeline.studies.figures import is_figures
from pipeline.studies.index_asked import Asked
from pipeline.studies.index_book import GROUPS, SHEETS, OwnIndex, read_own
from pipeline.studies.index_plain import plain_words
from pipeline.studies.index_template import template
from pipeline.studies.indicator_workbook import messages
from pipeline.studies.study import Study
from pipeline.studies.views.designs import check_designs, side_by_side
from pipeline.studies.views.named import names_of
from pipeline.studies.views.profile import PROFILE, check_units, chosen_scheme, profile_tables
from pipeline.studies.views.profile import notes as profile_notes

__all__ = ["Asked", "run", "template"]


def run(workbook: Path, asked: Asked = Asked()) -> Study:
    """Build the index that the sheets Hierarchy and Choices of a workbook describe, and audit it.

    Without the sheet Uncertainty there are no draws. ``workbook`` may be a file of figures; without a sheet Hierarchy or
    Choices beside it, the plainest design is taken and told. Raises Stop: exit 3 for what cannot be read or computed,
    naming sheet and cell; exit 2 for a choice that is not allowed.
    """
    check_designs(asked.designs)
    problems: list[Problem] = []
    own = read_own(workbook, asked.source, problems)
    try:
        study = _study(workbook, own, asked, problems)
    except IndexProblems as failure:
        raise Stop(ExitCode.DATA, [*problems, *failure.problems]) from failure

    def other(file: Path, text: str) -> Study:
        source = asked.source
        figures = source if source and is_figures(file, (*SHEETS, GROUPS), source) else None
        return run(file, Asked(source=figures, change=text, audited=False))

    return side_by_side(study, workbook, asked.designs, other)


def _study(workbook: Path, own: OwnIndex, asked: Asked, problems: Sequence[Problem]) -> Study:
    """The results of one design. Raises IndexProblems for what cannot be computed, Stop for what is not allowed."""
    design = _complete(read_design(own.sheets), own.data)
    if asked.change:
        design = _other(design, asked.change, workbook)
    if problems_of_choices := lacking(design):
        raise IndexProblems(problems_of_choices)
    inputs = own.gather(design)
    result = build_index(design, inputs)
    design = asked.audit_of(design)
    _usable(design, result, asked.economies, workbook)
    check_units(asked.profiles, result, inputs, workbook)
    checked = _audited(design, inputs, result, own, asked)
    left = [
        *index_left.unread(own.book, design, inputs, {} if asked.profiles else own.groups),
        *(Omission(*row) for row in result.left_out.itertuples(index=False)),
    ]
    parameters = _parameters(design, asked.whatif)
    tables = index_tables.tables(result, checked, inputs, omission_frame(left))
    notes = [*own.book.told, *plain_words(own.plain, own.book)]
    notes += index_tables.notes(result, checked, tables["Left out"], bool(design.options))
    names = names_of(own.book, design.tree)
    if asked.profiles:
        scheme = chosen_scheme(own.groups, asked.peers, workbook)
        parameters |= {"profile.peers": scheme or "no groups", "profile.strongest": asked.strongest}
        drawn = checked.uncertainty if isinstance(checked, Audit) else None
        times = int(design.number("audit", "draws"))
        tables |= profile_tables(
            result, inputs, drawn, times, own.groups, asked.profiles, scheme, asked.strongest, names
        )
        notes += profile_notes(asked.strongest, isinstance(checked, Audit))
    if asked.whatif is not None:
        other = _other(design, asked.whatif, workbook)
        tables["What if"] = compare(result, build_index(other, own.gather(other)))
    tables["Messages"] = messages(problems)
    return Study("index", str(workbook), parameters, tables, tuple(notes), names, (PROFILE,))


def _audited(
    design: Design, inputs: Inputs, result: IndexResult, own: OwnIndex, asked: Asked
) -> Audit | Inspection | None:
    """The audit of an index: with draws where options are declared and units can be compared; None where none is asked for."""
    if not asked.audited:
        return None
    if not design.options or int(result.rank.notna().sum()) < 2:
        return inspect(result)
    with _sharing(asked.scheduler):
        return audit(design, inputs, result, economies=asked.economies, workers=asked.workers, gather=own.gather)


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


def _other(design: Design, change: str, workbook: Path) -> Design:
    """The design with changed choices. Raises Stop (exit 2) for a change that is none, or not allowed."""
    try:
        return changed(design, change)
    except IndexProblems as failure:
        raise Stop(ExitCode.USAGE, failure.problems) from failure
    except ValueError as failure:
        found, _, allowed = str(failure).partition("; allowed: ")
        remedy = "write for example aggregate.method=geometric"
        raise stop(ExitCode.USAGE, "study-index-whatif", Place(workbook.name), found, allowed, remedy) from failure


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
