"""Views of problems: plain text by workbook, JSON, and a JUnit-like file for a CI."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from xml.etree import ElementTree

from pipeline.problems import Problem, Severity
from pipeline.sheets.codes import CODES, Code

SHOWN_PER_CODE = 12


def as_text(problems: Sequence[Problem], per_code: int = SHOWN_PER_CODE) -> str:
    """Problems grouped by workbook, each with what to do; after ``per_code`` of one code in a sheet only their number.

    ``per_code`` 0 shows all. Ends with the counts by severity.
    """
    lines: list[str] = []
    for file, of_file in groupby(problems, key=lambda problem: problem.place.file):
        found = list(of_file)
        lines += [f"{file}  ({counts(found)})", ""]
        told: Counter[tuple[str, str]] = Counter()
        for problem in found:
            key = (problem.code, problem.place.sheet)
            told[key] += 1
            if per_code and told[key] > per_code:
                continue
            lines += [
                f"  {problem.severity.upper():8}{_where(problem)}  {problem.found}",
                f"          {problem.code}: allowed is {problem.allowed}",
                f"          do: {problem.remedy}",
            ]
        for (code, sheet), count in sorted(told.items()):
            if per_code and count > per_code:
                lines.append(f"  ... and {count - per_code} more {code} in {sheet or file}: see the marked-up copy")
        lines.append("")
    files = len({problem.place.file for problem in problems})
    lines.append(f"{counts(problems)} in {files} file{'' if files == 1 else 's'}")
    return "\n".join(lines) + "\n"


def counts(problems: Iterable[Problem]) -> str:
    """``2 errors, 1 warning, 0 infos``."""
    found = Counter(problem.severity for problem in problems)
    return ", ".join(f"{found[level]} {level}{'' if found[level] == 1 else 's'}" for level in Severity)


def as_json(problems: Sequence[Problem]) -> str:
    """Problems as JSON: the same problems give the same bytes. ``version`` changes with the form."""
    rows = [
        {
            "code": problem.code,
            "severity": str(problem.severity),
            "file": problem.place.file,
            "sheet": problem.place.sheet,
            "cell": problem.place.cell,
            "line": problem.place.line,
            "place": str(problem.place),
            "found": problem.found,
            "allowed": problem.allowed,
            "remedy": problem.remedy,
        }
        for problem in problems
    ]
    by_severity = Counter(row["severity"] for row in rows)
    document = {"version": 1, "counts": {str(level): by_severity[str(level)] for level in Severity}, "problems": rows}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def as_junit(problems: Sequence[Problem], files: Iterable[str] = ()) -> str:
    """A JUnit-like report: one suite a file (those without a problem pass), an error a failure, others in the output."""
    by_file: dict[str, list[Problem]] = {file: [] for file in sorted(files)}
    for problem in problems:
        by_file.setdefault(problem.place.file, []).append(problem)
    failures = sum(problem.severity is Severity.ERROR for problem in problems)
    total = sum(max(len(found), 1) for found in by_file.values())
    root = ElementTree.Element("testsuites", name="data sheets", tests=str(total), failures=str(failures))
    for file, found in sorted(by_file.items()):
        errors = sum(problem.severity is Severity.ERROR for problem in found)
        suite = ElementTree.SubElement(
            root, "testsuite", name=file, tests=str(max(len(found), 1)), failures=str(errors)
        )
        if not found:
            ElementTree.SubElement(suite, "testcase", classname=file, name="no problem")
        for problem in found:
            case = ElementTree.SubElement(
                suite, "testcase", classname=file, name=_clean(f"{problem.code} {_where(problem)}".strip())
            )
            text = _clean(f"found: {problem.found}\nallowed: {problem.allowed}\ndo: {problem.remedy}")
            if problem.severity is Severity.ERROR:
                failure = ElementTree.SubElement(case, "failure", type=problem.code, message=_clean(problem.found))
                failure.text = text
            else:
                ElementTree.SubElement(case, "system-out").text = f"{problem.severity}: {text}"
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def list_codes(more: Mapping[str, Code] | None = None) -> str:
    """Every code (and ``more``, which others find) with its severity, title and meaning, one block each, in their order."""
    lines: list[str] = []
    for code, kind in sorted({**CODES, **(more or {})}.items()):
        lines += [f"{code}  ({kind.severity})", f"    {kind.title}. {kind.meaning}", ""]
    return "\n".join(lines)


def _where(problem: Problem) -> str:
    place = problem.place
    if place.line:
        return f"line {place.line}"
    return place.sheet + (f"!{place.cell}" if place.cell else "") if place.sheet else ""


def _clean(text: str) -> str:
    """Without the control characters that XML 1.0 does not allow."""
    return "".join(letter if letter >= " " or letter in "\n\t" else "\N{REPLACEMENT CHARACTER}" for letter in text)
