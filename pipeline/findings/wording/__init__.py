"""Wording: how facts, names and messages are put into words in each language (the field's realisation).

`numbers` writes numbers, units and names; `names` the forms that speech and grammar ask of a name; `realise` fills the
patterns of ``report/i18n/<language>/*.ftl`` and makes all words of a figure from the claims that were chosen.
"""

from pipeline.findings.wording.numbers import (
    UNIT_FORMS,
    amount,
    clauses,
    difference_unit,
    digits,
    economies,
    economy,
    escape,
    gettext_noop,
    is_amount,
    is_percent,
    movement,
    number,
    quantity,
    sentences,
    span,
    unit_name,
)

__all__ = [
    "UNIT_FORMS",
    "amount",
    "clauses",
    "difference_unit",
    "digits",
    "economies",
    "economy",
    "escape",
    "gettext_noop",
    "is_amount",
    "is_percent",
    "movement",
    "number",
    "quantity",
    "sentences",
    "span",
    "unit_name",
]
