"""A workbook in an old format (.xls) read in a process of its own: ``python -m pipeline.sheets.reading.apart``.

Nothing can look through such a file before it is read, and one of a kilobyte may ask for a hundred gigabytes. What takes
more memory or time than any file of figures is ended, and with it no one else. Reads the file from standard input.
"""

from __future__ import annotations

import io
import pickle
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

MOST_BYTES = 700_000_000  # of address space: the interpreter and its libraries among it
MOST_SECONDS = 2
_PACKAGE = Path(__file__).parents[3]
Values = dict[str, list[list[Any]]]


class TooMuch(Exception):
    """The file takes more than any file of figures, or ends the process that reads it."""


def read_apart(data: bytes) -> tuple[Values, list[str], str]:
    """The cells of the visible sheets, the names of the hidden ones, and why nothing could be read. Raises TooMuch."""
    command = [sys.executable, "-m", "pipeline.sheets.reading.apart"]
    done = subprocess.run(command, input=data, capture_output=True, cwd=_PACKAGE, check=False)
    if done.returncode:
        raise TooMuch
    values, hidden, fault = pickle.loads(done.stdout)
    return values, hidden, fault


def visible_cells(data: bytes) -> tuple[Values, list[str]]:
    """The cells of the visible sheets of a workbook as calamine reads them, and the names of the hidden ones."""
    values: Values = {}
    hidden: list[str] = []
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for metadata in workbook.sheets_metadata:
        if metadata.typ != SheetTypeEnum.WorkSheet:
            continue
        if metadata.visible != SheetVisibleEnum.Visible:
            hidden.append(metadata.name)
        else:
            values[metadata.name] = workbook.get_sheet_by_name(metadata.name).to_python(skip_empty_area=False)
    return values, hidden


def main() -> None:
    """Read within the bounds, and write what was read."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    values: Values = {}
    hidden: list[str] = []
    fault = ""
    try:
        values, hidden = visible_cells(sys.stdin.buffer.read())
    except MemoryError:
        raise SystemExit(1) from None
    except (
        BaseException
    ) as error:  # a fault inside calamine's Rust code arrives as PanicException, which is no Exception
        fault = f"{type(error).__name__}: {error}"[:300]
    sys.stdout.buffer.write(pickle.dumps((values, hidden, fault)))


if __name__ == "__main__":
    main()
