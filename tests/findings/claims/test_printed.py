"""Printed values as whole numbers: what a reader can tell apart, and nothing else."""

from __future__ import annotations

import pytest

from pipeline.findings.claims.printed import ratio, unit_of, units

ROWS = {
    "rounds half up, as print does": ([0.25, 0.35, 2.675], 1, [3, 4, 27]),
    "negative values away from zero": ([-0.25, -0.05], 1, [-3, -1]),
    "binary fractions do not show": ([10.3, 10.2], 1, [103, 102]),
    "tens": ([1234.0, 1236.0], -1, [123, 124]),
    "thousand millions": ([4.31e12, 4.34e12], -11, [43, 43]),
    "no value": ([], 1, []),
}


@pytest.mark.parametrize("name", ROWS)
def test_values_in_units_of_the_last_digit(name: str) -> None:
    values, decimals, expected = ROWS[name]
    assert units(values, decimals).tolist() == expected


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_what_is_no_number_is_refused(bad: float) -> None:
    with pytest.raises(ValueError, match="missing or infinite"):
        unit_of(bad, 1)


@pytest.mark.parametrize(
    ("high", "low", "decimals", "digits", "expected"),
    [
        (42.5, 0.2320, 1, 0, (160, True)), (24.0, 2.0, 1, 0, (12, False)), (9.0, 2.0, 0, 1, (4.5, False)),
        (38.04, 1.04, 1, 0, (36, True)), (50.0, 4.96, 1, 1, (9.8, True)),
    ],
)  # fmt: skip
def test_a_ratio_is_one_that_a_reader_finds_too(
    high: float, low: float, decimals: int, digits: int, expected: tuple[float, bool]
) -> None:
    found, beyond = ratio(high, low, decimals, digits)
    assert (found, beyond) == (pytest.approx(expected[0]), expected[1])
    if beyond:
        assert found < high / low and found < round(high, decimals) / round(low, decimals)
