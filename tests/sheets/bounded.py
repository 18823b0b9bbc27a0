"""What it costs to check a data folder, to import into its workbook, and to import a file: ``python -m tests.sheets.bounded``.

Reads {name: root of a data folder, or a file} as JSON and writes {name: {command: cost}}. Each command runs in a process of
its own, forked when all is imported, so that its processor time and its peak of memory are its own (the modules among it);
the commands of one case run side by side. Seconds are those of a usual machine: a known piece of work is done beside each
command, and where it takes longer than there the seconds count for less.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from pipeline.edition import Edition
from pipeline.problems import Problem, Stop
from pipeline.sheets.check import check_data
from pipeline.sheets.codebook import read_codebook
from pipeline.sheets.economies import load_areas
from pipeline.sheets.importing import import_series
from pipeline.sheets.markup import mark_up
from pipeline.sheets.reading.areas import Areas
from tests.broken.archives import FILE

EDITION = Edition(2026, date(2026, 11, 23), ("en",), "", {"en": "Tests"}, 0.6, 0.5, 10, Path("2026.toml"))
HEADER = "economy_iso3,year,indicator,value,unit,source,source_url_or_repo,licence,note\n"
AREAS = Areas({"FRA": "France"}, {})
LIMIT = 20  # seconds, then the process is ended
_USUAL = 0.05  # seconds of processor time of ``_known_work`` where the bounds were set


def check_one(root: Path) -> list[Problem]:
    """``gdgr check FILE`` and its marked-up copy."""
    problems = check_data(root, EDITION, only=Path(FILE)).problems
    mark_up(root, problems, EDITION.year)
    return list(problems)


def check_all(root: Path) -> list[Problem]:
    """``gdgr check`` and its marked-up copies."""
    problems = check_data(root, EDITION).problems
    mark_up(root, problems, EDITION.year)
    return list(problems)


def bring(root: Path) -> list[Problem]:
    """``gdgr import`` of one figure into the workbook."""
    figures = root / "figures.csv"
    figures.write_text(HEADER + "FRA,2024,NET.USE,50,percent,A producer,,CC BY 4.0,\n", encoding="utf-8")
    areas = load_areas(root / "data/reference/economies.xlsx")
    return list(import_series([figures], root / FILE, areas=areas, today=date(2026, 11, 23)).problems)


def bring_file(file: Path) -> list[Problem]:
    """``gdgr import`` of a file into a workbook that is not there yet, or by a reading."""
    into = file.parent / "data/development" / f"{file.name}.xlsx"
    if file.suffix == ".toml":
        figures = file.parent / "plain.csv"
        return list(import_series([figures], into, areas=AREAS, reading=file, today=date(2026, 11, 23)).problems)
    result = import_series([file], into, areas=AREAS, today=date(2026, 11, 23))
    result.lines()
    return list(result.problems)


def read_codes(file: Path) -> list[Problem]:
    """A codebook."""
    return list(read_codebook(file)[1])


COMMANDS = {"check one": check_one, "check": check_all, "import": bring}
OF_FILES = {"import a file": bring_file, "codebook": read_codes}


def main() -> None:
    """Run every command on every folder and file."""
    import pipeline.sheets.load  # noqa: F401 (what a check imports on the way)

    cases = json.load(sys.stdin)
    costs = {name: _costs(Path(place)) for name, place in cases.items()}
    json.dump(costs, sys.stdout)


def _costs(place: Path) -> dict[str, dict[str, object]]:
    commands = COMMANDS if place.is_dir() and (place / "data").is_dir() else OF_FILES
    started = {name: _start(command, place) for name, command in commands.items()}
    return {name: _end(*child) for name, child in started.items()}


def _start(command: Callable[[Path], list[Problem]], place: Path) -> tuple[int, int]:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        signal.alarm(LIMIT)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # what a fault in Rust prints by itself
        known = _known_work()
        before = resource.getrusage(resource.RUSAGE_SELF)
        found: dict[str, object] = {}
        try:
            found["problems"] = [[one.code, str(one.place)] for one in command(place)][:20]
        except Stop as stop:
            found["problems"] = [[one.code, str(one.place)] for one in stop.problems][:20]
        except BaseException as error:
            found["raised"] = f"{type(error).__name__}: {error}"[:200]
        after = resource.getrusage(resource.RUSAGE_SELF)
        taken = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        found["seconds"] = taken / max(1.0, (known + _known_work()) / 2 / _USUAL)
        found["megabytes"] = after.ru_maxrss / 1000
        with os.fdopen(writing, "w", encoding="utf-8") as stream:
            json.dump(found, stream)
        os._exit(0)
    os.close(writing)
    return child, reading


def _known_work() -> float:
    """The processor time of one piece of work of the kind that readers do: texts cut, joined and kept."""
    began = time.process_time()
    kept: dict[str, int] = {}
    for number in range(100_000):
        kept["".join(reversed(str(number)))] = number
    return time.process_time() - began


def _end(child: int, reading: int) -> dict[str, object]:
    with os.fdopen(reading, encoding="utf-8") as stream:
        told = stream.read()
    status = os.waitpid(child, 0)[1]
    return json.loads(told) if told else {"raised": f"ended by signal {os.WTERMSIG(status)}"}


if __name__ == "__main__":
    main()
