"""Progress towards targets: official, research and own methods side by side, and where they disagree.

``assess`` runs all methods on one series, ``assess_wide`` on many economies; ``verdict_table`` and ``disagreements``
set the results side by side; ``MAPPING`` says how verdicts stand on the common scale.
"""

from pipeline.methods.progress.compare import Assessment, Choices, assess, assess_wide, unseen, verdict_table
from pipeline.methods.progress.disagreement import Cause, disagreements, explain
from pipeline.methods.progress.eurostat import eurostat
from pipeline.methods.progress.growth_ratio import growth_ratio, scaling_factor
from pipeline.methods.progress.progress_chart import unsd
from pipeline.methods.progress.projections import Draws, probability
from pipeline.methods.progress.rules import NOT_STATED, Minimum, ProgressRule, Rules, missing_rows, read_rules
from pipeline.methods.progress.series import (
    Kind,
    Series,
    Span,
    Target,
    is_percentage,
    kind_of_unit,
    natural_limit,
    nearest_span,
    span,
)
from pipeline.methods.progress.status_index import Weighting, anticipate, current_status, escap
from pipeline.methods.progress.trend_arrows import trend_arrow
from pipeline.methods.progress.verdicts import (
    MAPPING,
    ORIGIN,
    Desired,
    Level,
    Method,
    Origin,
    Progress,
    Verdict,
    level_of,
    mapping_table,
    verdicts_of,
)

__all__ = [
    "MAPPING",
    "NOT_STATED",
    "ORIGIN",
    "Assessment",
    "Cause",
    "Choices",
    "Desired",
    "Draws",
    "Kind",
    "Level",
    "Method",
    "Minimum",
    "Origin",
    "Progress",
    "ProgressRule",
    "Rules",
    "Series",
    "Span",
    "Target",
    "Verdict",
    "Weighting",
    "anticipate",
    "assess",
    "assess_wide",
    "current_status",
    "disagreements",
    "escap",
    "eurostat",
    "explain",
    "growth_ratio",
    "is_percentage",
    "kind_of_unit",
    "level_of",
    "mapping_table",
    "missing_rows",
    "natural_limit",
    "nearest_span",
    "probability",
    "read_rules",
    "scaling_factor",
    "span",
    "trend_arrow",
    "unsd",
    "unseen",
    "verdict_table",
    "verdicts_of",
]
