"""Draws of an index, many at once: all that one needs is in a value that can travel to another process.

A draw is a point of the unit cube, one coordinate a factor; all that a coordinate decides follows from its value alone
(option, and the noise by a Philox stream with the coordinate as its key), so that a draw is the same in any order, in
any block and on any number of workers, and Saltelli's sample (``sensitivity``) can vary one factor and keep the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.methods.index import score as scoring
from pipeline.methods.index.factors import LEAVE_OUT, MEASUREMENT_ERROR, WEIGHT_NOISE, WITH_ERROR
from pipeline.methods.index.ladder import Ladder
from pipeline.methods.index.problems import refuse
from pipeline.methods.index.quick import quick_mean
from pipeline.methods.index.streams import Streams
from pipeline.methods.index.tree import Tree
from pipeline.problems import Place

_BLOCK = 2**20  # values of a block of draws that are computed together, no more than _DRAWS
_DRAWS = 64
_TILE = (
    2**13
)  # values normalised together: what is made of them is kept in the cache, and by the allocator of a Dask worker


@dataclass(frozen=True)
class Factor:
    """A choice that is varied: its options and the upper bounds of their shares of 0..1, ascending to 1."""

    name: str
    options: tuple[str, ...]
    bounds: np.ndarray

    def pick(self, coordinates: np.ndarray) -> np.ndarray:
        """Option (position) of each coordinate in 0..1."""
        return np.minimum(np.searchsorted(self.bounds, coordinates, side="right"), len(self.options) - 1)


@dataclass(frozen=True)
class Variant:
    """All that one combination of choices needs: treated values (k, n), the error of each, weights, rules.

    ``below`` are the children of each node, nodes from the lowest level up; ``rows`` and ``columns`` are the places of its indicators and economies among those of all variants. ``groups`` are
    normalisers and the rows of ``values`` that each takes; ``places`` says where each indicator's is chosen.
    ``comparable``: whether its scores are on the scale of the index itself.
    """

    tree: Tree
    ladder: Ladder
    below: Mapping[str, tuple[str, ...]]
    codes: tuple[str, ...]
    rows: np.ndarray
    columns: np.ndarray
    values: np.ndarray
    error: np.ndarray
    groups: tuple[tuple[scoring.Normaliser, np.ndarray], ...]
    shares: Mapping[str, float]
    rules: Mapping[str, scoring.Rule]
    places: Mapping[str, Place]
    comparable: bool


@dataclass(frozen=True)
class Trials:
    """Factors, a variant for each combination of the options of those that change choices (``choosing``), and the seed.

    ``codes``, ``elements`` and ``economies`` are those of all variants, in the order in which they get their noise.
    """

    factors: tuple[Factor, ...]
    choosing: tuple[int, ...]
    variants: Mapping[tuple[int, ...], Variant]
    codes: tuple[str, ...]
    elements: tuple[str, ...]
    economies: tuple[str, ...]
    seed: int

    def points(self, start: int, stop: int) -> np.ndarray:
        """Points of the random draws from number ``start`` to before ``stop``, the same whatever else is drawn."""
        bits = np.random.PCG64(self.seed)
        bits.advance(start * len(self.factors))
        return np.random.Generator(bits).random((stop - start, len(self.factors)))

    def picks(self, points: np.ndarray) -> np.ndarray:
        """Option (position) of each factor at points (draws, factors)."""
        return np.stack([f.pick(points[:, j]) for j, f in enumerate(self.factors)], axis=1)

    def combinations(self, picks: np.ndarray) -> np.ndarray:
        """Number (draws,) of the combination of choices of each draw, in the order of ``variants``."""
        if not self.choosing:
            return np.zeros(len(picks), dtype=int)
        sizes = [len(self.factors[j].options) for j in self.choosing]
        return np.ravel_multi_index(tuple(picks[:, list(self.choosing)].T), sizes)

    def order(self, points: np.ndarray) -> np.ndarray:
        """Positions of points such that draws with the same choices and errors stand together."""
        picks = self.picks(points)
        return np.lexsort((self._errors_of(points, picks), self.combinations(picks)))

    def comparable(self, points: np.ndarray) -> np.ndarray:
        """Whether each draw (draws,) has the scale of the index itself."""
        alike = np.array([variant.comparable for variant in self.variants.values()])
        return np.asarray(alike[self.combinations(self.picks(points))])

    def evaluate(self, points: np.ndarray) -> np.ndarray:
        """Scores of the index (draws, n) at points (draws, factors), in this process.

        Raises IndexProblems where a draw cannot be computed.
        """
        picks = self.picks(points)
        combination, errors_of = self.combinations(picks), self._errors_of(points, picks)
        order = np.lexsort((errors_of, combination))
        cuts = np.flatnonzero(np.diff(combination[order])) + 1
        size = max(1, min(_DRAWS, _BLOCK // max(1, len(self.codes) * len(self.economies))))
        scores = np.full((len(points), len(self.economies)), np.nan)
        variants = list(self.variants.values())
        streams = Streams(self.seed)
        noisy = any(factor.name == MEASUREMENT_ERROR for factor in self.factors)
        room = np.empty((size if noisy else 0, len(self.codes), len(self.economies)))  # the same for all blocks
        for part in np.split(order, cuts):
            for i in range(0, len(part), size):
                block = part[i : i + size]
                variant = variants[combination[block[0]]]
                found = self._block(variant, points[block], picks[block], errors_of[block], streams, room)
                if len(variant.columns) == len(self.economies):
                    scores[block] = found
                else:
                    scores[np.ix_(block, variant.columns)] = found
        return scores

    def _errors_of(self, points: np.ndarray, picks: np.ndarray) -> np.ndarray:
        """The coordinate (draws,) that the errors of a draw follow from; −1 for a draw without errors."""
        for j, factor in enumerate(self.factors):
            if factor.name == MEASUREMENT_ERROR:
                active = np.array(factor.options, dtype=object)[picks[:, j]] == WITH_ERROR
                return np.where(active, points[:, j], -1.0)
        return np.full(len(points), -1.0)

    def _block(
        self,
        variant: Variant,
        points: np.ndarray,
        picks: np.ndarray,
        errors_of: np.ndarray,
        streams: Streams,
        room: np.ndarray,
    ) -> np.ndarray:
        """Scores (draws, n) of draws that share their choices; those that share their errors are normalised once."""
        different, place = np.unique(errors_of, return_inverse=True)
        if different[-1] < 0:
            values = variant.values[None]
            found = self._normalised(variant, values, np.empty_like(values))
        else:
            values = self._noisy(different, streams, variant, room[: len(different)])
            found = self._normalised(variant, values, values)
        if len(found) != len(place):  # draws stand in the order of their errors
            found = np.broadcast_to(found, (len(place), *found.shape[1:])) if len(found) == 1 else found[place]
        scores = {code: found[:, k] for k, code in enumerate(variant.codes)}
        shares = self._shares(variant, points, picks, streams)
        for node, children in variant.below.items():
            rule = variant.rules[node]
            quick = quick_mean([scores[c] for c in children], [shares[c] for c in children], rule)
            if quick is None:
                quick = scoring.node_scores(variant.tree, node, rule, scores, shares)
            scores[node] = quick
        return scores[variant.tree.root]

    def _noisy(self, coordinates: np.ndarray, streams: Streams, variant: Variant, noise: np.ndarray) -> np.ndarray:
        """The values with their errors (coordinates, k, n), made in ``noise``; without any for a coordinate below zero."""
        for own, coordinate in zip(noise, coordinates.tolist(), strict=True):
            if coordinate < 0:
                own[:] = 0.0
            else:
                streams.at(coordinate, MEASUREMENT_ERROR).standard_normal(out=own)
        if noise.shape[1:] != variant.values.shape:
            noise = noise[:, variant.rows[:, None], variant.columns]
        noise *= variant.error
        noise += variant.values
        return noise

    def _normalised(self, variant: Variant, values: np.ndarray, result: np.ndarray) -> np.ndarray:
        """Values (draws, k, n) normalised into ``result``, which may be they. Raises IndexProblems that name the indicator."""
        tile = max(1, _TILE // values.shape[-1])
        for normaliser, rows in variant.groups:
            for some in (rows[i : i + tile] for i in range(0, len(rows), tile)):
                # Indicators that stand together are taken as they lie, without a copy.
                part = slice(some[0], some[-1] + 1) if some[-1] - some[0] + 1 == len(some) else some
                draws = max(1, tile // len(some))
                for d in range(0, len(values), draws):
                    try:
                        result[d : d + draws, part] = normaliser(values[d : d + draws, part])
                    except ValueError as failure:
                        raise _refused(variant, values[d : d + draws], normaliser, some) from failure
        return result

    def _shares(
        self, variant: Variant, points: np.ndarray, picks: np.ndarray, streams: Streams
    ) -> dict[str, np.ndarray]:
        """Weights (draws,) of each element, with noise, zero where left out."""
        names = [factor.name for factor in self.factors]
        own = list(variant.shares)
        table = np.tile(np.array(list(variant.shares.values())), (len(points), 1))
        if WEIGHT_NOISE in names:
            j = names.index(WEIGHT_NOISE)
            noise = np.empty((len(points), len(self.elements)))
            for row, coordinate in zip(noise, points[:, j].tolist(), strict=True):
                streams.at(coordinate, WEIGHT_NOISE).random(out=row)
            noise *= 2
            noise -= 1
            if len(own) != len(self.elements):
                noise = noise[:, [self.elements.index(code) for code in own]]
            per_cents = np.array([float(option) for option in self.factors[j].options])[picks[:, j]]
            noise *= per_cents[:, None] / 100
            noise += 1
            table *= noise
        if LEAVE_OUT in names:
            j = names.index(LEAVE_OUT)
            gone = left_out(self.factors[j], points[:, j], picks[:, j], len(self.codes))
            column = {code: k for k, code in enumerate(own)}
            at = np.array([column.get(code, -1) for code in self.codes])[gone]
            draws = np.flatnonzero((gone >= 0) & (at >= 0))
            variant.ladder.leave_out(table, draws, at[draws])
        return dict(zip(own, np.ascontiguousarray(table.T), strict=True))


def _refused(variant: Variant, values: np.ndarray, normaliser: scoring.Normaliser, rows: np.ndarray) -> Exception:
    """What to raise where a method cannot take the values of a draw: its first indicator that fails."""
    for row in rows:
        try:
            normaliser(values[:, row])
        except ValueError as failure:
            code = variant.codes[row]
            return refuse(
                "normalise",
                variant.places[code],
                f"{code}, in a draw: {failure}",
                "values that the method can take in every draw",
                "choose another method for this indicator, or a smaller measurement error",
            )
    raise AssertionError("a method that fails for several indicators fails for one of them")


def left_out(factor: Factor, coordinates: np.ndarray, picks: np.ndarray, count: int) -> np.ndarray:
    """Position of the indicator that each draw leaves out, −1 for none; all indicators equally often."""
    low = np.concatenate([[0.0], factor.bounds])[picks]
    inside = (coordinates - low) / (factor.bounds[picks] - low)
    position = np.minimum((inside * count).astype(int), count - 1)
    none = np.array(factor.options, dtype=object)[picks] == "none"
    return np.where(none, -1, position)


def grouped(normalisers: Mapping[str, scoring.Normaliser], codes: Sequence[str]) -> tuple:
    """Normalisers that are alike, each once with the positions of its indicators."""
    rows: dict[scoring.Normaliser, list[int]] = {}
    for k, code in enumerate(codes):
        rows.setdefault(normalisers[code], []).append(k)
    return tuple((normaliser, np.array(found)) for normaliser, found in rows.items())
