"""Views of problems: plain text by workbook, JSON, Markdown for a review, and a JUnit-like file for a CI."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from xml.etree import ElementTree

from pipeline.problems import Problem, Severity
from pipeline.sheets.marks import printable
from pipeline.sheets.order import ordered

SHOWN_PER_CODE = 12
MOST_ROWS, MOST_CHARACTERS, LONGEST = 200, 60_000, 300  # of Markdown: a comment holds 65,536 characters
MARKS = re.compile(r"[^\w\s.,;:()/%'+=‹›…·–@#-]|_")  # all that may be a mark of Markdown or HTML
NAMES = re.compile(r"(@|(?<!&)#)")
ADDRESS = re.compile(r"(https?|ftp|mailto|www)([:.])", re.IGNORECASE)


def as_text(
    problems: Sequence[Problem], per_code: int = SHOWN_PER_CODE, copies: Mapping[str, str] | None = None, rest: str = ""
) -> str:
    """Problems grouped by workbook, each with what to do; after ``per_code`` of one code in a sheet only their number.

    ``per_code`` 0 shows all. ``copies`` names the marked-up copy of a workbook, which has those that are only counted;
    ``rest`` says where else all of them are listed. Ends with the counts by severity.
    """
    lines: list[str] = []
    by_file: dict[str, list[Problem]] = {}
    for problem in problems:
        by_file.setdefault(problem.place.file, []).append(problem)
    for file, found in by_file.items():
        lines += [f"{printable(file)}  ({counts(found)})", ""]
        told: Counter[tuple[str, str]] = Counter()
        for problem in found:
            key = (problem.code, problem.place.sheet)
            told[key] += 1
            if per_code and told[key] > per_code:
                continue
            lines += [
                f"  {problem.severity.upper():8}{printable(_where(problem))}  {printable(problem.found)}",
                f"          {problem.code}: allowed is {printable(problem.allowed)}",
                f"          do: {printable(problem.remedy)}",
            ]
        listed = f": see {copies[file]}" if copies and file in copies else rest
        for (code, sheet), count in sorted(told.items()):
            if per_code and count > per_code:
                lines.append(f"  ... and {count - per_code} more {code} in {printable(sheet or file)}{listed}")
        lines.append("")
    files = len(by_file)
    lines.append(f"{counts(problems)} in {files} file{'' if files == 1 else 's'}")
    return "\n".join(lines) + "\n"


def counts(problems: Iterable[Problem]) -> str:
    """``2 errors, 1 warning, 0 infos``."""
    found = Counter(problem.severity for problem in problems)
    return ", ".join(f"{found[level]} {level}{'' if found[level] == 1 else 's'}" for level in Severity)


def as_json(problems: Sequence[Problem], baseline: str = "", copies: Mapping[str, str] | None = None) -> str:
    """Problems as JSON: the same problems give the same bytes. ``version`` changes with the form.

    ``baseline`` is the state that the sheets were compared with (blank: none was), ``copies`` the marked-up copy of each
    workbook that has one.
    """
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
    document = {
        "version": 2,
        "baseline": baseline or None,
        "counts": {str(level): by_severity[str(level)] for level in Severity},
        "problems": rows,
        "copies": dict(copies or {}),
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def as_markdown(problems: Sequence[Problem], baseline: str = "") -> str:
    """Problems as a comment on a pull request: counts, then a table of at most ``MOST_ROWS``, errors first.

    Texts of cells are escaped, so that they format, link and mention nothing; long ones are cut.
    """
    against = f" Compared with {_escaped(baseline)}." if baseline else ""
    parts = [f"**Data sheets: {counts(problems)}.**{against}"]
    rows: list[str] = []
    left, room = len(problems), MOST_CHARACTERS
    for problem in ordered(problems)[:MOST_ROWS]:
        place = problem.place
        at = place.file + (f" › {_where(problem)}" if _where(problem) else "")
        texts = (at, problem.found, problem.allowed, problem.remedy)
        cells = " | ".join(_escaped(text if len(text) <= LONGEST else text[: LONGEST - 1] + "…") for text in texts)
        row = f"| {problem.severity} | {cells} | `{problem.code}` |"
        room -= len(row) + 1
        if room < 0:
            break
        rows.append(row)
        left -= 1
    if rows:
        parts.append(
            "\n".join(
                ["| severity | place | found | allowed | what to do | code |", "|---|---|---|---|---|---|", *rows]
            )
        )
    if left:
        parts.append(f"{left:,} more are not listed here: `gdgr check` lists them.")
    if problems:
        parts.append("`gdgr explain CODE` explains a code, with an example.")
    return "\n\n".join(parts) + "\n"


def _escaped(text: str) -> str:
    """A text that is nothing but text in Markdown: its marks as character references, its lines in one.

    A comment after ``@`` and ``#`` keeps a host from making a mention or a reference of what follows.
    """
    one = MARKS.sub(lambda match: f"&#{ord(match[0])};", " ".join(printable(text).split()))
    return NAMES.sub(r"\1<!-- -->", ADDRESS.sub(lambda match: f"{match[1]}&#{ord(match[2])};", one))


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


def _where(problem: Problem) -> str:
    place = problem.place
    if place.line:
        return f"line {place.line}"
    return place.sheet + (f"!{place.cell}" if place.cell else "") if place.sheet else ""


def _clean(text: str) -> str:
    """Without the control characters that XML 1.0 does not allow."""
    return "".join(letter if letter >= " " or letter in "\n\t" else "\N{REPLACEMENT CHARACTER}" for letter in text)
