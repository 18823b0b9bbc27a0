"""Tables for a terminal: blank where there is no value, numbers cut to what can be read, long texts and tables cut and said."""

from __future__ import annotations

import math
import unicodedata

import pandas as pd

DIGITS = 5  # significant digits of the largest number of a column
LONGEST = 48  # columns of the terminal that a text may take
WIDEST = 168  # columns of the terminal that a table may take


def text_of(table: pd.DataFrame, rows: int) -> list[str]:
    """The lines of a table: its header, at most ``rows`` rows, and what is not shown.

    >>> text_of(pd.DataFrame({"code": ["a", "b"], "share": [0.25, None]}), 5)
    ['code  share', 'a      0.25', 'b']
    >>> text_of(pd.DataFrame({"code": []}), 5)
    ['nothing']
    """
    if table.empty:
        return ["nothing"]
    columns = [_column(str(name), table[name], rows) for name in table.columns]
    fitting, used = 0, 0
    for cells in columns:
        used += max(map(width, cells)) + (2 if fitting else 0)
        if used > WIDEST and fitting:
            break
        fitting += 1
    shown = columns[:fitting]
    lines = ["  ".join(line).rstrip() for line in zip(*map(_aligned, shown, _numeric(table, fitting)), strict=True)]
    if len(table) > rows:
        lines.append(f"... and {len(table) - rows} more rows")
    if fitting < len(columns):
        lines.append(f"... and {len(columns) - fitting} more columns")
    return lines


def decimals_of(values: pd.Series) -> int | None:
    """Decimals with which the numbers of a column are told: none for whole numbers, else by the largest of them.

    None where the numbers are of very different sizes, so that each is told with its own decimals.

    >>> decimals_of(pd.Series([12.5, 0.123456])), decimals_of(pd.Series([3.0, None])), decimals_of(pd.Series([2e6, 0.527]))
    (3, 0, None)
    """
    known = [abs(float(value)) for value in values if value is not None and math.isfinite(float(value))]
    if not known or all(value.is_integer() and value < 1e15 for value in known):
        return 0
    places = min(max(DIGITS - 1 - math.floor(math.log10(max(known) or 1.0)), 0), 6)
    if max(known) > 1e4 * min((value for value in known if value), default=1.0) and places < 3:
        return None
    while places and all(abs(round(value, places - 1) - value) < 1e-12 for value in known):
        places -= 1
    return places


def number(value: object, decimals: int | None) -> str:
    """A number with its decimals; blank where there is none, in powers of ten where it is very large or small.

    >>> number(0.5, 2), number(None, 2), number(float("nan"), 0), number(1.5e300, 0), number(-0.0, 1), number(0.5271, None)
    ('0.50', '', '', '1.5e+300', '0.0', '0.5271')
    """
    if value is None or value is pd.NA:
        return ""
    real = float(str(value))
    if math.isnan(real):
        return ""
    if decimals is None:
        decimals = decimals_of(pd.Series([real])) or 0
    if abs(real) >= 1e15 or (real and decimals and abs(real) < 0.5 * 10**-decimals):
        return f"{real:.3g}"
    return f"{real + 0.0:.{decimals}f}" if round(real, decimals) else f"{0:.{decimals}f}"


def told(value: object) -> str:
    """A cell that is no number, as text on one line; blank where there is nothing."""
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return ""
    return one_line(str(value))


def one_line(text: str) -> str:
    """A text without line breaks and without characters that steer a terminal or cannot be drawn.

    >>> one_line("a\\n b\\x1b[31m")
    'a b[31m'
    """
    kept = (
        " " if c.isspace() else c
        for c in text
        if c.isspace() or unicodedata.category(c) not in ("Cc", "Cs", "Cf", "Co")
    )
    return " ".join("".join(kept).split())


def width(text: str) -> int:
    """Columns of a terminal that a text takes: two for a wide character, none for a mark.

    >>> width("ab"), width("数字")
    (2, 4)
    """
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def is_number(values: pd.Series) -> bool:
    """Whether a column holds numbers (or nothing), and no yes and no."""
    return bool(pd.api.types.is_numeric_dtype(values)) and not pd.api.types.is_bool_dtype(values)


def _column(name: str, values: pd.Series, rows: int) -> list[str]:
    shown = values.iloc[:rows]
    if is_number(values):
        places = decimals_of(shown)
        return [name, *(number(value, places) for value in shown)]
    return [one_line(name), *(_cut(told(value)) for value in shown)]


def _cut(text: str) -> str:
    if width(text) <= LONGEST:
        return text
    while width(text) > LONGEST - 1:
        text = text[:-1]
    return f"{text}…"


def _numeric(table: pd.DataFrame, count: int) -> list[bool]:
    return [is_number(table[name]) for name in table.columns[:count]]


def _aligned(cells: list[str], right: bool) -> list[str]:
    room = max(map(width, cells))
    return [" " * (room - width(cell)) + cell if right else cell + " " * (room - width(cell)) for cell in cells]
