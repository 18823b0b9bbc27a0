"""Metadata completeness and a quality score by dimension, each with its formula in words.

The dimensions follow the United Nations National Quality Assurance Frameworks Manual (2019), level D, as far as they can
be computed from the data sheets alone. The formulas and the horizon are the choice of this report, not of the manual.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from pipeline.model.indicators import Indicator

# Fields of an indicator's metadata that a reader needs (SDMX ESMS concepts: definition, unit, source, licence, ...).
REQUIRED = ("name", "unit", "definition", "source", "citation", "url", "licence", "accessed", "theme", "source_code")
# A licence that is stated for some years only, or a pointer to a file ("see LICENSE.txt"), tells a reader of the series
# nothing about what may be done with it: neither is a licence.
_NO_LICENCE = re.compile(r"\bnot stated\b|\bunknown\b|^see\b", re.IGNORECASE)
DIMENSIONS = ("accuracy", "timeliness", "completeness", "metadata", "licence")
FORMULAS = {
    "accuracy": "1 - share of observations that differ from the release before by more than the tolerance; not assessed where no earlier release is held",
    "timeliness": "mean over reporting economies of max(0, 1 - age of the latest datum in years / horizon)",
    "completeness": "observations / (economies x years of the window)",
    "metadata": "filled fields / required fields",
    "licence": "1 where the source states a licence for the whole series, 0 where it does not",
    "score": "unweighted mean of the dimensions that are assessed",
}


def metadata_completeness(indicators: Iterable[Indicator], required: Sequence[str] = REQUIRED) -> pd.DataFrame:
    """Share (0-1) of the required metadata fields that are filled: index code; filled, required, share, missing.

    ``missing`` names the fields, separated by spaces; a licence that is "not stated", be it for a part of the series, is not filled. Raises ValueError
    for a field that an indicator does not have.
    """
    unknown = [name for name in required if name not in Indicator.__dataclass_fields__]
    if unknown:
        raise ValueError(f"unknown fields {', '.join(unknown)}; allowed: {', '.join(Indicator.__dataclass_fields__)}")
    rows = []
    for indicator in indicators:
        missing = _missing(indicator, required)
        share = 1 - len(missing) / len(required)
        rows.append((indicator.code, len(required) - len(missing), len(required), share, " ".join(missing)))
    columns = ["INDICATOR", "filled", "required", "share", "missing"]
    return pd.DataFrame(rows, columns=columns).set_index("INDICATOR")


def quality_card(indicator: Indicator, profile: pd.DataFrame, horizon: float = 5.0) -> pd.DataFrame:
    """The quality of one indicator: rows accuracy, timeliness, completeness, metadata, licence, score.

    ``profile`` is that of ``quality.profile`` over the economies that ought to report; ``horizon`` the age in years at
    which a datum is worth nothing. Columns: value (0-1, NaN where not assessed), basis (what it rests on), formula.
    Raises ValueError for an empty profile or a horizon that is not positive.
    """
    if profile.empty or not horizon > 0:
        raise ValueError(f"a profile of {len(profile)} economies and horizon {horizon}; allowed: at least 1, above 0")
    compared = profile["pairs"].to_numpy()
    pairs = int(compared.sum())
    revised = float(np.nansum(profile["revised"].to_numpy() * compared) / pairs) if pairs else np.nan
    ages = profile["age"].to_numpy(dtype=float)
    ages = ages[~np.isnan(ages)]
    missing = len(_missing(indicator, REQUIRED))
    values = {
        "accuracy": (1 - revised, f"{pairs} pairs"),
        "timeliness": (
            float(np.maximum(1 - ages / horizon, 0).mean()) if len(ages) else 0.0,
            f"{len(ages)} economies",
        ),
        "completeness": (float(np.nanmean(profile["availability"].to_numpy())), f"{len(profile)} economies"),
        "metadata": (1 - missing / len(REQUIRED), f"{len(REQUIRED) - missing} of {len(REQUIRED)} fields"),
        "licence": (float(_filled(indicator, "licence")), indicator.licence or "blank"),
    }
    assessed = [value for value, _ in values.values() if not np.isnan(value)]
    values["score"] = (float(np.mean(assessed)), f"{len(assessed)} of {len(DIMENSIONS)} dimensions")
    rows = [(name, value, basis, FORMULAS[name]) for name, (value, basis) in values.items()]
    return pd.DataFrame(rows, columns=["dimension", "value", "basis", "formula"]).set_index("dimension")


def _missing(indicator: Indicator, required: Sequence[str]) -> list[str]:
    """Required fields that are not filled."""
    return [name for name in required if not _filled(indicator, name)]


def _filled(indicator: Indicator, name: str) -> bool:
    text = str(getattr(indicator, name) if getattr(indicator, name) is not None else "").strip()
    return bool(text) and not (name == "licence" and _NO_LICENCE.search(text))
