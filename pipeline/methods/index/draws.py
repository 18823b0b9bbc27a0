"""Draws: an index rebuilt with other choices, other weights, an indicator left out, values within their error.

A draw is a point of the unit cube, one coordinate a factor; all that a coordinate decides follows from its value alone
(option, and the noise by a Philox stream with the coordinate as its key), so that a draw is the same in any order, in
any block and on any number of workers, and Saltelli's sample (``sensitivity``) can vary one factor and keep the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from joblib import Parallel, delayed

from pipeline.methods.index import score as scoring
from pipeline.methods.index.build import Prepared, made_ready, prepare
from pipeline.methods.index.design import MEASUREMENT, Design
from pipeline.methods.index.inputs import Inputs
from pipeline.methods.index.problems import refuse
from pipeline.methods.index.tree import Tree
from pipeline.methods.index.weights import element_weights
from pipeline.model.index_design import ERRORS, UNCERTAINTY

STEPS = ("impute", "treat", "normalise", "weight", "aggregate")
"""Factors that change the method of a step for everything that has no row of its own."""
_BLOCK = 32  # draws computed together: 60 indicators × 200 economies of them fit into the cache of a core
_SALT = {"weight_noise": 1, "measurement_error": 2}


@dataclass(frozen=True)
class Factor:
    """A choice that is varied: its options and the upper bounds of their shares of 0..1, ascending to 1."""

    name: str
    options: tuple[str, ...]
    bounds: np.ndarray

    def pick(self, coordinates: np.ndarray) -> np.ndarray:
        """Option (position) of each coordinate in 0..1."""
        return np.minimum(np.searchsorted(self.bounds, coordinates, side="right"), len(self.options) - 1)


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
class _Variant:
    """All that one combination of methods needs: treated values (k, n), the error of each, weights, rules."""

    design: Design
    values: np.ndarray
    error: np.ndarray
    normalisers: Mapping[str, scoring.Normaliser]
    shares: Mapping[str, float]
    rules: Mapping[str, scoring.Rule]


@dataclass(frozen=True)
class Experiment:
    """An index made ready for draws; ``evaluate`` gives scores. Made by ``experiment``."""

    factors: tuple[Factor, ...]
    prepared: Prepared
    variants: Mapping[tuple[str, ...], _Variant]
    steps: tuple[int, ...]
    seed: int

    @property
    def economies(self) -> tuple[str, ...]:
        """The economies of the index."""
        return self.prepared.inputs.economies

    def decoded(self, points: np.ndarray) -> np.ndarray:
        """Options (draws, factors) of points (draws, factors), as text."""
        columns = [np.array(f.options, dtype=object)[f.pick(points[:, j])] for j, f in enumerate(self.factors)]
        return np.stack(columns, axis=1)

    def evaluate(self, points: np.ndarray, workers: int = 2) -> np.ndarray:
        """Scores of the index (draws, n) at points (draws, factors) of the unit cube.

        Raises IndexProblems where a combination of choices cannot be computed.
        """
        picks = np.stack([f.pick(points[:, j]) for j, f in enumerate(self.factors)], axis=1)
        combination = (
            np.ravel_multi_index(
                tuple(picks[:, list(self.steps)].T), [len(self.factors[j].options) for j in self.steps]
            )
            if self.steps
            else np.zeros(len(points), dtype=int)
        )
        errors_of = self._errors_of(points, picks)
        order = np.lexsort((errors_of, combination))  # draws with the same methods and errors stand together
        cuts = np.flatnonzero(np.diff(combination[order])) + 1
        blocks = [part[i : i + _BLOCK] for part in np.split(order, cuts) for i in range(0, len(part), _BLOCK)]
        blocks = [block for block in blocks if len(block)]

        def compute(block: np.ndarray) -> np.ndarray:
            return self._block(points[block], picks[block], errors_of[block])

        if workers == 1:
            done = [compute(block) for block in blocks]
        else:
            done = Parallel(n_jobs=workers, prefer="threads")(delayed(compute)(block) for block in blocks)
        scores = np.empty((len(points), len(self.economies)))
        for block, part in zip(blocks, done, strict=True):
            scores[block] = part
        return scores

    def _errors_of(self, points: np.ndarray, picks: np.ndarray) -> np.ndarray:
        """The coordinate (draws,) that the errors of a draw follow from; −1 for a draw without errors."""
        for j, factor in enumerate(self.factors):
            if factor.name == "measurement_error":
                active = np.array(factor.options, dtype=object)[picks[:, j]] == MEASUREMENT[1]
                return np.where(active, points[:, j], -1.0)
        return np.full(len(points), -1.0)

    def _block(self, points: np.ndarray, picks: np.ndarray, errors_of: np.ndarray) -> np.ndarray:
        """Scores (draws, n) of draws that share their methods; those that share their errors are normalised once."""
        variant = self.variants[tuple(self.factors[j].options[picks[0, j]] for j in self.steps)]
        tree, codes = variant.design.tree, self.prepared.inputs.codes
        names = [factor.name for factor in self.factors]
        streams = _Streams(self.seed)
        different, place = np.unique(errors_of, return_inverse=True)
        noise = None
        if different[-1] >= 0:
            noise = np.zeros((len(different), *variant.values.shape))
            for d in np.flatnonzero(different >= 0):
                streams.at(different[d], "measurement_error").standard_normal(out=noise[d])
        leaves = {}
        for k, code in enumerate(codes):
            values = variant.values[k][None]
            if noise is not None:
                values = values + noise[:, k] * variant.error[k]
            try:
                found = variant.normalisers[code](values)
            except ValueError as failure:
                at = variant.design.place("normalise", "method", code)
                text = f"{code}, in a draw: {failure}"
                remedy = "choose another method for this indicator, or a smaller measurement error"
                raise refuse(
                    "normalise", at, text, "values that the method can take in every draw", remedy
                ) from failure
            leaves[code] = (
                found if len(found) == len(place) else found[place]
            )  # draws stand in the order of their errors
        shares = self._shares(variant, points, picks, names, streams)
        return scoring.roll_up(tree, variant.rules, leaves, shares)[tree.root]

    def _shares(
        self, variant: _Variant, points: np.ndarray, picks: np.ndarray, names: Sequence[str], streams: _Streams
    ) -> dict[str, np.ndarray]:
        """Weights (draws,) of each element, with noise, zero where left out."""
        elements = list(variant.shares)
        table = np.tile(np.array([variant.shares[code] for code in elements]), (len(points), 1))
        if "weight_noise" in names:
            j = names.index("weight_noise")
            for d in range(len(points)):
                per_cent = float(self.factors[j].options[picks[d, j]])
                noise = streams.at(points[d, j], "weight_noise").uniform(-1, 1, len(elements))
                table[d] *= 1 + per_cent / 100 * noise
        shares = {code: table[:, e].copy() for e, code in enumerate(elements)}
        if "leave_out" in names:
            j = names.index("leave_out")
            gone = left_out(self.factors[j], points[:, j], picks[:, j], len(self.prepared.inputs.codes))
            for d, k in enumerate(gone):
                if k >= 0:
                    _silence(variant.design.tree, self.prepared.inputs.codes[k], shares, d)
        return shares


class _Streams:
    """The random numbers that belong to one coordinate of one factor, whatever else is drawn.

    One generator is set to the state of each in turn, which takes a tenth of the time of making one.
    """

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._bits = np.random.Philox(key=np.zeros(2, dtype=np.uint64))
        self._rng = np.random.Generator(self._bits)
        self._start = self._bits.state

    def at(self, coordinate: float, factor: str) -> np.random.Generator:
        """A Philox stream with the coordinate, seed and factor as its key; good until the next is asked for."""
        key = np.array([int(coordinate * 2.0**53), self._seed * 4 + _SALT[factor]], dtype=np.uint64)
        self._start["state"]["key"] = key
        self._bits.state = self._start
        return self._rng


def left_out(factor: Factor, coordinates: np.ndarray, picks: np.ndarray, count: int) -> np.ndarray:
    """Position of the indicator that each draw leaves out, −1 for none; all indicators equally often."""
    low = np.concatenate([[0.0], factor.bounds])[picks]
    inside = (coordinates - low) / (factor.bounds[picks] - low)
    position = np.minimum((inside * count).astype(int), count - 1)
    none = np.array(factor.options, dtype=object)[picks] == "none"
    return np.where(none, -1, position)


def _silence(tree: Tree, code: str, shares: dict[str, np.ndarray], draw: int) -> None:
    """Set the weight of an element to zero, and of each node above it that is left without any."""
    while code != tree.root:
        shares[code][draw] = 0.0
        code = tree.nodes[code].parent
        if any(shares[child][draw] > 0 for child in tree.children(code)):
            return


def experiment(design: Design, inputs: Inputs, seed: int) -> Experiment:
    """Make an index ready for draws: every combination of methods imputed, treated and weighted once.

    Screening is that of the design; errors are drawn on the treated scale, with the standard deviation
    spread × (share of the OBS_STATUS + share of a year × age in years), spread being the sample standard deviation of
    the treated indicator over the economies. Raises IndexProblems where a status has no share.
    """
    known = factors(design)
    names = [factor.name for factor in known]
    base = prepare(design, inputs, [])
    kept = inputs.only(base.inputs.codes, base.inputs.economies)
    steps = tuple(j for j, name in enumerate(names) if name in STEPS)
    treated: dict[tuple, Inputs] = {}
    variants: dict[tuple[str, ...], _Variant] = {}
    for options in _product([known[j].options for j in steps]):
        changed = base.design
        for j, option in zip(steps, options, strict=True):
            changed = changed.with_choice(names[j], "method", option)
        before = tuple(option for j, option in zip(steps, options, strict=True) if names[j] in ("impute", "treat"))
        if before not in treated:
            treated[before] = made_ready(changed, kept, [])
        variants[options] = _variant(changed, treated[before], "measurement_error" in names)
    return Experiment(known, base, variants, steps, seed)


def _product(options: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    combinations: list[tuple[str, ...]] = [()]
    for some in options:
        combinations = [(*head, option) for head in combinations for option in some]
    return combinations


def _variant(design: Design, inputs: Inputs, with_error: bool) -> _Variant:
    rules = scoring.rules(design, inputs)
    values = scoring.normalised(design, inputs.codes, inputs.economies, inputs.values)
    leaves = {code: row[None] for code, row in zip(inputs.codes, values, strict=True)}
    error = errors(design, inputs) if with_error else np.zeros_like(inputs.values)
    functions = scoring.normalisers(design, inputs.codes, inputs.economies)
    return _Variant(design, inputs.values, error, functions, element_weights(design, leaves, rules), rules)


def errors(design: Design, inputs: Inputs) -> np.ndarray:
    """Standard deviation (k, n) of the error of each value, in the unit of the values; 0 where there is none.

    Raises IndexProblems for an OBS_STATUS without a share, or a value after the reference year.
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
