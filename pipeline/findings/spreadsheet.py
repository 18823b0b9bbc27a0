"""Text that goes into a reader's spreadsheet: nothing in it is run as a formula, nothing breaks a row."""

from __future__ import annotations

import pandas as pd

# The wide forms are taken for the narrow ones where the locale is Chinese or Japanese.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def harmless(cell: object) -> object:
    """A cell that no spreadsheet program evaluates (OWASP, CSV injection), with line feeds as its only line breaks."""
    if not isinstance(cell, str):
        return cell
    text = cell.replace("\r\n", "\n").replace("\r", "\n")  # a bare carriage return would end the row unquoted
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def harmless_frame(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with every text and every column name harmless; columns of numbers and of booleans as they are."""
    safe = frame.copy()
    for name in safe.columns:
        if not pd.api.types.is_numeric_dtype(safe[name]) and not pd.api.types.is_bool_dtype(safe[name]):
            safe[name] = [harmless(cell) for cell in safe[name]]
    safe.columns = pd.Index([harmless(name) for name in safe.columns])
    return safe


def csv_bytes(data: pd.DataFrame) -> bytes:
    """A frame as CSV: UTF-8, comma, one header line, shortest exact numbers, no text that a spreadsheet would run."""
    return str(harmless_frame(data).to_csv(index=False, lineterminator="\n")).encode()
