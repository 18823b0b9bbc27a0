from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest

from pipeline.figures.theme import THEME, contrast, ink_on, interpolate, legible, luminance, rgb

# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
DEFICIENCIES = {
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritan": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
WHITE = np.array([0.95047, 1.0, 1.08883])
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.072175], [0.0193339, 0.119192, 0.9503041]]
)


def lab(colour: str, deficiency: str | None) -> np.ndarray:
    part = np.array(rgb(colour))
    linear = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
    if deficiency:
        linear = np.clip(np.array(DEFICIENCIES[deficiency]) @ linear, 0, 1)
    ratio = TO_XYZ @ linear / WHITE
    f = np.where(ratio > 0.008856, np.cbrt(ratio), 7.787 * ratio + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("deficiency", [None, *DEFICIENCIES])
def test_categories_keep_apart_for_each_eye(deficiency: str | None) -> None:
    """Every pair of the seven at least 12 apart (CIE 1976); 2.3 is a just noticeable difference."""
    distances = {
        (one, other): float(np.linalg.norm(lab(one, deficiency) - lab(other, deficiency)))
        for one, other in combinations(THEME.categorical, 2)
    }
    assert min(distances.values()) >= 12, min(distances, key=lambda pair: distances[pair])


def test_neighbouring_categories_differ_in_grey() -> None:
    lightness = [lab(colour, None)[0] for colour in THEME.categorical]
    assert min(abs(np.diff(lightness))) >= 8


def test_sequential_ramp_darkens_all_the_way() -> None:
    shades = [luminance(colour) for colour in THEME.steps("sequential", 9)]
    assert all(a > b for a, b in pairwise(shades))


def test_diverging_ramp_is_light_in_the_middle() -> None:
    ends_and_middle = [luminance(colour) for colour in THEME.steps("diverging", 3)]
    assert ends_and_middle[1] > 3 * max(ends_and_middle[0], ends_and_middle[2])


@pytest.mark.parametrize("colour", [THEME.ink, THEME.muted, *(legible(one, THEME) for one in THEME.categorical)])
def test_text_reads_on_paper(colour: str) -> None:
    assert contrast(colour, THEME.paper) >= 4.5


@pytest.mark.parametrize("colour", [*THEME.categorical, *THEME.steps("sequential", 24), *THEME.framework.values()])
def test_text_reads_on_fills(colour: str) -> None:
    assert contrast(ink_on(colour, THEME), colour) >= 4.0


def test_contrast_of_black_and_white_is_21() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize(("position", "expected"), [(-1, "#000000"), (0.5, "#808080"), (2, "#FFFFFF")])
def test_interpolate_clips(position: float, expected: str) -> None:
    assert interpolate(("#000000", "#FFFFFF"), position) == expected


def test_unknown_ramp_is_an_error() -> None:
    with pytest.raises(KeyError):
        THEME.steps("rainbow", 3)


def test_who_is_in_no_group_is_grey_whatever_the_groups() -> None:
    for codes in (["HIC", "LIC", "unclassified"], ["A", "B", "unclassified"]):
        found = THEME.groups(codes)
        assert found["unclassified"] == THEME.axis and len(set(found.values())) == 3
        assert {code: found[code] for code in codes[:2]} == THEME.groups(codes[:2])
