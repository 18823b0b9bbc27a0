"""An index made ready for draws: every combination of choices prepared once, by what it changes."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from pipeline.crew import shared
from pipeline.methods.index import score as scoring
from pipeline.methods.index.build import Prepared, prepare
from pipeline.methods.index.design import Design
from pipeline.methods.index.factors import MEASUREMENT_ERROR, SPECIAL, Change, changes, is_alternative
from pipeline.methods.index.inputs import Inputs
from pipeline.methods.index.ladder import ladder
from pipeline.methods.index.problems import IndexProblems, refuse
from pipeline.methods.index.trials import Factor, Trials, Variant, grouped
from pipeline.methods.index.weights import element_weights
from pipeline.model.index_design import ERRORS, UNCERTAINTY
from pipeline.problems import Place, Problem

Gather = Callable[[Design], Inputs]
AFTER = ("weight", "aggregate", "threshold", "statistics", "audit")
"""Steps after the preparation of data: a choice in any other one asks for another preparation."""
_GATHERED = (("period", "since"), ("period", "until"), ("screen", "groups"))  # choices that the data are gathered by
NORMALISE, DENOMINATE = "normalise", "denominate"
_TASKS = 16  # pieces of work for each worker, so that none waits long for the last one


def factors(design: Design) -> tuple[Factor, ...]:
    """The factors of a design in the order of its sheet. Raises IndexProblems where it has none."""
    names = list(dict.fromkeys(option.factor for option in design.options))
    if not names:
        place = design.sheets.place(UNCERTAINTY)
        raise refuse("no-factors", place, "no option to draw", "at least one row", "list the choices to vary")
    found = []
    for name in names:
        options = [option for option in design.options if option.factor == name and option.weight > 0]
        total = np.cumsum([option.weight for option in options])
        found.append(Factor(name, tuple(option.option for option in options), total / total[-1]))
    return tuple(found)


@dataclass(frozen=True)
class Experiment:
    """An index made ready for draws; ``evaluate`` gives scores. Made by ``experiment``."""

    prepared: Prepared
    trials: Trials

    @property
    def factors(self) -> tuple[Factor, ...]:
        """What is varied."""
        return self.trials.factors

    @property
    def seed(self) -> int:
        """The seed of all random numbers."""
        return self.trials.seed

    @property
    def economies(self) -> tuple[str, ...]:
        """The economies of the index, and those that it has with other choices only."""
        return self.trials.economies

    def evaluate(self, points: np.ndarray, workers: int = 2) -> np.ndarray:
        """Scores of the index (draws, n) at points (draws, factors) of the unit cube.

        Raises IndexProblems where a combination of choices cannot be computed.
        """
        scores = np.empty((len(points), len(self.economies)))
        for at, found in self.over(points, _same, workers):
            scores[at] = found
        return scores

    def over(
        self, points: np.ndarray, summary: Callable[[np.ndarray], np.ndarray], workers: int
    ) -> Iterable[tuple[np.ndarray, np.ndarray]]:
        """Positions of points and what ``summary``, which must be able to travel, makes of their scores (draws, n)."""
        order = self.trials.order(points)  # what draws share is then mostly computed by one worker
        parts = np.array_split(order, min(len(order), 1 if workers == 1 else _TASKS * workers))
        work = _Evaluation(self.trials, summary)
        return shared(work, [(part, points[part]) for part in parts], workers)


@dataclass(frozen=True)
class _Evaluation:
    """The work of one piece of an evaluation."""

    trials: Trials
    summary: Callable[[np.ndarray], np.ndarray]

    def __call__(self, piece: tuple[np.ndarray, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
        at, points = piece
        return at, self.summary(self.trials.evaluate(points))


def _same(scores: np.ndarray) -> np.ndarray:
    return scores


def experiment(design: Design, inputs: Inputs, seed: int, gather: Gather | None = None) -> Experiment:
    """Make an index ready for draws: every combination of choices prepared, weighted and tried once.

    ``gather`` gives the data of a design; it is needed only where a factor varies the period or the groups. Errors are
    drawn on the treated scale (see ``errors``). An economy that only some combinations rank has no score in the others.
    Raises IndexProblems where a status has no share, where an option or a combination of options cannot be computed
    (with the cell of the option), and where there are more combinations than the design allows (audit / combinations).
    """
    known = factors(design)
    choosing = tuple(j for j, factor in enumerate(known) if factor.name not in SPECIAL)
    count, most = math.prod(len(known[j].options) for j in choosing), int(design.number("audit", "combinations"))
    if count > most:
        sizes = " × ".join(f"{len(known[j].options)} ({known[j].name})" for j in choosing)
        raise refuse(
            "combinations",
            design.sheets.place(UNCERTAINTY),
            f"{count} combinations of options that are each prepared: {sizes}",
            f"at most {most} (Choices, audit / combinations)",
            "leave factors or options out, put choices that go together into one alternative, or allow more",
        )
    shelf = _Shelf(design, inputs, gather, any(factor.name == MEASUREMENT_ERROR for factor in known))
    base = shelf.part(design)
    options = {j: [changes(known[j].name, option) for option in known[j].options] for j in choosing}
    for j in choosing:  # each option alone first, so that what fails is named by its own cell
        for option, made in zip(known[j].options, options[j], strict=True):
            shelf.tried(made, [(known[j].name, option)])
    last = sorted(choosing, key=lambda j: is_alternative(known[j].name))  # alternatives override other factors
    parts: dict[tuple[int, ...], _Part] = {}
    for picks in product(*(range(len(known[j].options)) for j in choosing)):
        picked = dict(zip(choosing, picks, strict=True))
        made = tuple(change for j in last for change in options[j][picked[j]])
        parts[picks] = shelf.tried(made, [(known[j].name, known[j].options[picked[j]]) for j in last])
    codes, economies = _union(inputs, [base, *parts.values()])
    tree = design.tree.without(set(design.tree.indicators) - set(codes))
    elements = tuple(child for node in tree.bottom_up for child in tree.children(node))
    variants = {picks: _variant(part, base, codes, economies) for picks, part in parts.items()}
    return Experiment(base.prepared, Trials(known, choosing, variants, codes, elements, economies, seed))


@dataclass(frozen=True)
class _Part:
    """A design, its prepared data, the error of each value, and the weights that follow."""

    prepared: Prepared
    error: np.ndarray
    shares: Mapping[str, float]
    rules: Mapping[str, scoring.Rule]


class _Shelf:
    """Preparations by the choices that they rest on, and what was made of each design."""

    def __init__(self, design: Design, inputs: Inputs, gather: Gather | None, with_error: bool) -> None:
        self._design, self._inputs, self._gather, self._with_error = design, inputs, gather, with_error
        self._prepared: dict[frozenset, tuple[Prepared, np.ndarray]] = {}
        self._parts: dict[frozenset, _Part] = {}

    def tried(self, made: Sequence[Change], chosen: Sequence[tuple[str, str]]) -> _Part:
        """What changes make of the design. Raises IndexProblems at the cell of the last option that was chosen."""
        try:
            return self.part(self._design.with_changes(made))
        except IndexProblems as failure:
            factor, text = chosen[-1]
            row = next((o.row for o in self._design.options if (o.factor, o.option) == (factor, text)), 0)
            place = self._design.sheets.place(UNCERTAINTY, row, "option")
            named = " and ".join(f"{name} by {option!r}" for name, option in chosen)
            raise IndexProblems(_moved(problem, place, named) for problem in failure.problems) from failure

    def part(self, design: Design) -> _Part:
        """What a design makes of the data. Raises IndexProblems where a step cannot be done."""
        key = _choices(design, None)
        if key not in self._parts:
            prepared, error = self._prepare(design)
            tree = prepared.design.tree
            changed = replace(design, tree=tree)
            inputs = prepared.inputs
            rules = scoring.rules(changed, inputs)
            values = scoring.normalised(changed, inputs.codes, inputs.economies, inputs.values)
            leaves = {code: row[None] for code, row in zip(inputs.codes, values, strict=True)}
            shares = element_weights(changed, leaves, rules)
            scoring.roll_up(tree, rules, leaves, {code: np.array([weight]) for code, weight in shares.items()})
            self._parts[key] = _Part(replace(prepared, design=changed), error, shares, rules)
        return self._parts[key]

    def _prepare(self, design: Design) -> tuple[Prepared, np.ndarray]:
        key = _choices(design, AFTER if design.steps[-1] != NORMALISE else (*AFTER, NORMALISE))
        if key not in self._prepared:
            prepared = prepare(design, self._gathered(design), [])
            error = errors(prepared.design, prepared.inputs) if self._with_error else np.zeros(())
            self._prepared[key] = prepared, error
        return self._prepared[key]

    def _gathered(self, design: Design) -> Inputs:
        """The data of a design: those that are there, unless it asks for others."""
        asked = [choice for choice in _GATHERED if design.choice(*choice) != self._design.choice(*choice)]
        if (design.steps[0] == DENOMINATE) != (self._design.steps[0] == DENOMINATE):
            asked.append(("order", "steps"))  # whether the data are divided where they are gathered
        if not asked:
            return self._inputs
        if self._gather is None:
            found = ", ".join(".".join(choice) for choice in asked)
            allowed = "choices that need no other data than those of the index"
            raise refuse("not-varied", design.sheets.place(UNCERTAINTY), found, allowed, "leave the factor out")
        return self._gather(design)


def _choices(design: Design, without: Iterable[str] | None) -> frozenset[tuple[str, str, str, str]]:
    """The choices of a design that a result rests on: all but those of some steps."""
    left = set(without or ())
    return frozenset((c.applies_to, c.step, c.parameter, c.value) for c in design.choices if c.step not in left)


def _moved(problem: Problem, place: Place, named: str) -> Problem:
    """A problem at the cell of the option that makes it."""
    return replace(problem, place=place, found=f"{named}: {problem.found}")


def _union(inputs: Inputs, parts: Sequence[_Part]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Indicators and economies of all parts, in the order of the data; economies of other data come last."""
    codes = {code for part in parts for code in part.prepared.inputs.codes}
    economies = {economy for part in parts for economy in part.prepared.inputs.economies}
    others = sorted(economies - set(inputs.economies))
    return tuple(c for c in inputs.codes if c in codes), (*(e for e in inputs.economies if e in economies), *others)


def _variant(part: _Part, base: _Part, codes: Sequence[str], economies: Sequence[str]) -> Variant:
    design, inputs = part.prepared.design, part.prepared.inputs
    at_code, at_economy = ({name: i for i, name in enumerate(names)} for names in (codes, economies))
    return Variant(
        tree=design.tree,
        ladder=ladder(design.tree, tuple(part.shares)),
        below={node: design.tree.children(node) for node in design.tree.bottom_up},
        codes=inputs.codes,
        rows=np.array([at_code[code] for code in inputs.codes]),
        columns=np.array([at_economy[economy] for economy in inputs.economies]),
        values=inputs.values,
        error=part.error,
        groups=grouped(scoring.normalisers(design, inputs.codes, inputs.economies), inputs.codes),
        shares=part.shares,
        rules=part.rules,
        places={code: design.place("normalise", "method", code) for code in inputs.codes},
        comparable=_same_scale(part, base),
    )


def _same_scale(part: _Part, base: _Part) -> bool:
    """Whether what both have is normalised and aggregated alike."""
    kinds = []
    for one in (part, base):
        inputs = one.prepared.inputs
        design = one.prepared.design
        scales: dict[str, object] = dict(scoring.normalisers(design, inputs.codes, inputs.economies))
        scales["order"] = design.steps.index(NORMALISE)
        if design.steps[-1] != NORMALISE:  # normalised before, and the normalisers do nothing
            scales["normalised"] = frozenset(
                (c.applies_to, c.parameter, c.value) for c in design.choices if c.step == NORMALISE
            )
        kinds.append(scales | {node: (r.method, str(r.power), str(r.floor)) for node, r in one.rules.items()})
    return all(kinds[0][code] == kinds[1][code] for code in kinds[0].keys() & kinds[1].keys())


def errors(design: Design, inputs: Inputs) -> np.ndarray:
    """Standard deviation (k, n) of the error of each value, in the unit of the values; 0 where there is none.

    It is spread × (share of the OBS_STATUS + share of a year × age in years), spread being the sample standard deviation
    of the treated indicator over the economies. Raises IndexProblems for an OBS_STATUS without a share, or a value after
    the reference year.
    """
    status = sorted({str(s) for s in inputs.status.ravel() if s} - set(design.error_share))
    if status:
        place = design.sheets.place(ERRORS, 1, "code")
        raise refuse(
            "error-share",
            place,
            f"no share for the OBS_STATUS {', '.join(status)}",
            "a row for every status in the data",
            "add the row, with its reason",
        )
    reference = design.number("period", "reference_year")
    age = reference - np.where(np.isnan(inputs.years), reference, inputs.years)
    if (age < 0).any():
        place = design.place("period", "reference_year")
        raise refuse(
            "reference-year",
            place,
            f"{reference:g}, before the newest value",
            f"{np.nanmax(inputs.years):g} or later",
            "type a later year",
        )
    by_status = np.vectorize(lambda s: design.error_share.get(s, 0.0), otypes=[float])(inputs.status)
    spread = np.nanstd(inputs.values, axis=1, ddof=1, keepdims=True)
    return np.where(np.isnan(inputs.values), 0.0, spread * (by_status + design.error_by_year * age))
