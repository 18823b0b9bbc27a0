"""What a table is by the name of its sheet, data set or file: supply or use, its prices, its year."""

from __future__ import annotations

import re

from pipeline.model.supply_lines import Price, TableKind

# Words of the six languages of the United Nations, ESA tables 1500 and 1600, and the data sets of Eurostat that hold them.
_WORDS = {
    TableKind.SUPPLY: r"suppl(?:y|ies)|\bsup\b|t15(?:00)?\b|(?:cp|pyp)15(?:00)?\b|ressources|offre|oferta|ресурс|предложени|供给|供應|供应|عرض|موارد",
    TableKind.USE: r"\buses?\b|t16(?:00|10)?\b|(?:cp|pyp)16(?:00|10)?\b|emplois|utilizaci|empleos|\busos\b|использовани|使用|استخدام|استعمال",
}
# Tables of ESA and Eurostat between and behind these: of imports, margins, taxes, and symmetric ones.
_OTHER = re.compile(r"(?:\bt|cp|pyp)(?:16(?!00|10)\d\d|1[7-9]\d\d)\b", re.IGNORECASE)
_BASIC = re.compile(r"\bbasic\b|1610\b|\bbp\b|prix de base|precios b[aá]sicos|основных цен|基本价格", re.IGNORECASE)
_RANGE = re.compile(r"(?:19|20)\d\d\s*[-–—_]\s*(?:(?:19|20)\d\d|\d\d(?!\d))")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def kind_of(name: str) -> TableKind | None:
    """The kind that a name says, by the first word that says one; None where none does.

    >>> kind_of("Use_Tables_Supply-Use_Framework 2012"), kind_of("naio_10_cp15"), kind_of("Лист1")
    (<TableKind.USE: 'use'>, <TableKind.SUPPLY: 'supply'>, None)
    """
    text = re.sub(r"[_.\-]", " ", name.casefold())
    found = {kind: match.start() for kind, words in _WORDS.items() if (match := re.search(words, text))}
    return min(found, key=lambda kind: found[kind], default=None)


def is_other(name: str) -> bool:
    """Whether a name is that of a standard table that is neither supply nor use.

    >>> is_other("naio_10_cp1620"), is_other("T1610")
    (True, False)
    """
    return _OTHER.search(re.sub(r"[_.\-]", " ", name)) is not None


def price_of(kind: TableKind, *names: str) -> Price:
    """The prices of a table by its names: a use table is at purchasers' prices unless they say basic."""
    basic = any(_BASIC.search(re.sub(r"[_.]", " ", name)) for name in names)
    return Price.BASIC if kind is TableKind.SUPPLY or basic else Price.PURCHASERS


def year_of(*names: str) -> int:
    """The last year in the first of the names that has one, ranges of years left out; 0 where there is none.

    >>> year_of("use 2012"), year_of("1997", "Supply_Tables_1997-2022"), year_of("Supply_Tables_1997-2022")
    (2012, 1997, 0)
    """
    for name in names:
        years = _YEAR.findall(_RANGE.sub(" ", name))
        if years:
            return int(years[-1])
    return 0
