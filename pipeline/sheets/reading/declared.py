"""A reading: which columns of a table hold what, and how its codes map. Written as TOML beside the file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from pipeline.declarations import declared
from pipeline.model.statuses import OBS_STATUS
from pipeline.problems import ExitCode, Place, Problem, Stop, stop
from pipeline.sheets.archive import read_file
from pipeline.sheets.marks import told
from pipeline.sheets.reading.text import ENCODINGS

SUFFIX = ".reading.toml"
MAX_BYTES = 1_000_000  # of a reading
MOST_REPEATS = 3  # in a pattern of codes
MOST_OPTIONAL = 3  # brackets or letters of it that may be lacking
DIRECTIONS = ("higher", "lower")
PERCENTS = ("shown", "stored")
FIXED = ("economy", "year", "indicator", "unit")


@dataclass(frozen=True)
class Reading:
    """How a table is read; column names are those of its header.

    Long tables have one figure a row (``year`` and ``value`` are columns); wide ones have a column a year (``years`` is true:
    every column whose header is a year), or a column an indicator (``values`` maps a column to the indicator's code; in
    ``*_Value`` the star stands for what the code takes over, and in ``note`` for the same, else for the column's name). ``indicator`` are columns whose
    codes, joined by ``_``, name the indicator, ``name`` the column with its words. ``fixed`` gives economy, year, indicator or unit where no column does.
    ``where`` keeps rows whose column holds that text. ``dimensions`` are columns that must not vary inside an indicator,
    ``ignore`` columns that are left out on purpose. ``economies`` maps codes of the file to ISO3 (blank: left out),
    ``aggregates`` is a pattern of codes that are groups of economies, ``statuses`` maps the publisher's flags to SDMX
    CL_OBS_STATUS (a key ``Nature:M`` is for that column only); ``flagged`` says that letters may stand behind a figure,
    ``remark_in_source`` that the source of a row says how its figure was made ("ITU estimate.").
    ``directions`` says of an indicator whether ``higher`` or ``lower`` is better (``*``: of every other one), for studies.
    ``percents`` says how cells that a workbook shows as per cent are read: as ``shown`` (84) or as ``stored`` (0.84).
    ``missing`` are texts that mean "no figure", ``decimal`` is the decimal sign (blank: found out), ``sheet`` and ``header``
    say where in a file the table is (blank and 0: found out), ``encoding`` in which encoding a text is.
    """

    shape: str = ""
    encoding: str = ""
    sheet: str = ""
    header: int = 0
    economy: str = ""
    year: str = ""
    years: bool = False
    value: str = ""
    indicator: tuple[str, ...] = ()
    name: str = ""
    status: tuple[str, ...] = ()
    unit: str = ""
    multiplier: str = ""
    source: str = ""
    remark_in_source: bool = False
    url: str = ""
    licence: str = ""
    note: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    aggregates: str = ""
    missing: tuple[str, ...] = ()
    decimal: str = ""
    percents: str = ""
    flagged: bool = False
    fixed: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    where: Mapping[str, str] = field(default_factory=dict)
    economies: Mapping[str, str] = field(default_factory=dict)
    directions: Mapping[str, str] = field(default_factory=dict)
    statuses: Mapping[str, str] = field(default_factory=dict)

    def columns(self) -> Iterator[str]:
        """Every column that the reading names, patterns of ``values`` and ``note`` apart."""
        yield from filter(
            None, (self.economy, self.year, self.value, self.unit, self.multiplier, self.source, self.url, self.name)
        )
        yield from filter(
            None, (self.licence, *self.indicator, *self.status, *self.dimensions, *self.ignore, *self.where)
        )
        yield from (name for name in (*self.values, *self.note) if "*" not in name)


@dataclass(frozen=True)
class Options:
    """What a command says over the reading of a file.

    ``indicator`` are column names whose values, joined by "_", are the indicator (blank: as the reading has it);
    ``where`` keeps rows whose column holds exactly that text; ``missing`` are cell texts that mean "no figure";
    ``select`` keeps these indicators only; ``skip_areas`` are area codes left out on purpose (aggregates);
    ``ignore_notes`` are notes that say nothing about the observation.
    """

    indicator: tuple[str, ...] = ()
    where: Mapping[str, str] | None = None
    missing: tuple[str, ...] = ()
    select: frozenset[str] | None = None
    skip_areas: frozenset[str] = frozenset()
    ignore_notes: frozenset[str] = frozenset()


def beside(file: Path) -> Path:
    """Where the reading of a file lies: ``figures.csv.reading.toml``."""
    return file.with_name(file.name + SUFFIX)


def read_reading(path: Path) -> Reading:
    """The reading that a TOML file declares. Raises Stop (exit 3) where it is no TOML, or a key or its value is not one of a reading."""
    try:
        data = read_file(path, path.name, MAX_BYTES)
        if isinstance(data, Problem):
            raise _wrong(path, data.found, f"a file of at most {MAX_BYTES:,} bytes", "check its name")
        raw = declared(data.decode("utf-8-sig"))
    except ValueError as error:  # no UTF-8, or no TOML
        raise _wrong(
            path, f"{type(error).__name__}: {error}"[:300], "a TOML file in UTF-8", "mend it, or write it anew"
        ) from error
    if mark := told(data.decode("utf-8-sig")) or next(filter(None, map(told, _texts(raw))), ""):
        raise _wrong(path, mark, "text without direction marks, control characters and page marks", "type it again")
    kinds = {one.name: one for one in fields(Reading)}
    given: dict[str, object] = {}
    for key, value in raw.items():
        if key not in kinds:
            raise _wrong(path, f"the key {key!r}", f"the keys {', '.join(kinds)}", "mend the key")
        given[key] = _typed(path, key, value, str(kinds[key].type))
    reading = Reading(**given)  # type: ignore[arg-type]
    unknown = sorted(set(reading.fixed) - set(FIXED))
    if unknown:
        raise _wrong(path, f"fixed.{unknown[0]}", f"under [fixed]: {', '.join(FIXED)}", "mend the key")
    wrong = sorted(set(reading.statuses.values()) - set(OBS_STATUS))
    if wrong:
        allowed = f"SDMX CL_OBS_STATUS: {', '.join(OBS_STATUS)}"
        raise _wrong(path, f"the status {wrong[0]!r} under [statuses]", allowed, "map the flag to one of them")
    if why := no_pattern(reading.aggregates):
        allowed = f"a regular expression with at most {MOST_REPEATS} of + * {{,}} and {MOST_OPTIONAL} of ?, that repeats no bracket"
        raise _wrong(path, f"aggregates = {reading.aggregates!r}: {why}", allowed, "mend it")
    if reading.decimal not in ("", ".", ","):
        raise _wrong(path, f"decimal = {reading.decimal!r}", "'.' or ','", "mend the value")
    odd = [f"{code} = {way!r}" for code, way in reading.directions.items() if way not in DIRECTIONS]
    if odd:
        raise _wrong(path, f"{odd[0]} under [directions]", " or ".join(DIRECTIONS), "say which way is better")
    if reading.encoding not in ("", *ENCODINGS):
        raise _wrong(path, f"encoding = {reading.encoding!r}", ", ".join(ENCODINGS), "mend the value")
    if reading.percents not in ("", *PERCENTS):
        raise _wrong(path, f"percents = {reading.percents!r}", " or ".join(PERCENTS), "mend the value")
    return reading


def no_pattern(text: str) -> str:
    """Why a text is no pattern of codes that is tried in a moment on any code; blank where it is one.

    A bracket that repeats, and repeats side by side, can take a time that doubles with each letter.

    >>> no_pattern("EU[0-9]{2}(_[A-Z]+)?"), no_pattern("(A+)+B"), no_pattern("(")
    ('', 'a bracket that repeats', 'missing ), unterminated subpattern at position 0')
    >>> no_pattern("(?:A|AA)?" * 18)
    'many parts that may be lacking'
    """
    plain = re.sub(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", "x", text)
    if re.search(r"\)(?:[*+]|\{\d*,?\d*\})", plain):
        return "a bracket that repeats"
    if re.search(r"\\[1-9]|\(\?[^:]", re.sub(r"\\[^1-9]", "", text)):
        return "a reference or a condition"
    if len(re.findall(r"[*+]|\{\d*,\d*\}", plain.replace("(?:", "("))) > MOST_REPEATS:
        return "many repeats"
    if len(re.findall(r"\?", plain.replace("(?:", "("))) > MOST_OPTIONAL:
        return "many parts that may be lacking"
    try:
        re.compile(text)
    except (re.error, OverflowError, RecursionError) as error:
        return str(error)
    return ""


def _texts(value: object) -> Iterator[str]:
    """Every text in a value of TOML, keys among them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _typed(path: Path, key: str, value: object, kind: str) -> object:
    """A value of TOML as the field of a reading holds it."""
    match kind, value:
        case "str", str():
            return value
        case "int", int() if not isinstance(value, bool):
            return value
        case "bool", bool():
            return value
        case "tuple[str, ...]", list() if all(isinstance(item, str) for item in value):
            return tuple(value)
        case "Mapping[str, str]", dict() if all(isinstance(item, str | int) for item in value.values()):
            return {name: str(item) for name, item in value.items()}
    named = {"str": "a text", "int": "a whole number", "bool": "true or false", "tuple[str, ...]": "a list of texts"}
    allowed = named.get(kind, "a table of texts")
    raise _wrong(path, f"{key} = {value!r}", f"{allowed} for {key}", "mend the value")


def _wrong(path: Path, found: str, allowed: str, remedy: str) -> Stop:
    return stop(ExitCode.DATA, "import-reading-wrong", Place(path.name), found, allowed, remedy)


def as_toml(reading: Reading, file: str, questions: Iterable[str] = ()) -> str:
    """A reading as TOML, without what is blank; questions stand in it as remarks. ``read_reading`` gives it back."""
    lines = [f"# How {file} is read; the keys are described in README, section 'Readings'."]
    lines += [f"# Unsure: {question}" for question in questions]
    tables: list[str] = []
    for one in fields(Reading):
        value = getattr(reading, one.name)
        if value in ("", 0, (), False, {}):
            continue
        if isinstance(value, Mapping):
            tables += ["", f"[{one.name}]", *(f"{_text(key)} = {_text(text)}" for key, text in value.items())]
        else:
            shown = _text(value) if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            lines.append(f"{one.name} = {shown}")
    return "\n".join([*lines, *tables]) + "\n"


def _text(text: str) -> str:
    """A text as a basic string of TOML, which JSON writes alike."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
