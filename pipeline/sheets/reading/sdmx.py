"""Data in SDMX-ML 2.1, 3.0 and 3.1 (generic and structure-specific) as a plain table, every attribute at every level a column.

One pass with expat at a bounded cost: no document type and no entities, not deep, not more cells than a file of figures
has. Attributes of a data set, a series and an observation stand in the row of the observation, the nearer one first; those
of a group in the rows of its key. (pysdmx needs pyarrow for data, and leaves out groups of flat data, observations beside
series, and attributes that stand at two levels.)

Sources: SDMX Technical Standards, section 3A (SDMX-ML 2.1, 2011), and SDMX 3.0, SDMX-ML (2021).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.problems import Place, Problem, Severity
from pipeline.sheets import layout
from pipeline.sheets.reading.faults import fault, notice
from pipeline.sheets.shape import Fault, Watch, longest

MAX_BYTES = 60_000_000
MAX_VALUES = 1_500_000  # of dimensions and attributes in all observations
MAX_KEYS = 50  # sets of dimensions that groups are attached to
_MARK = b"sdmx.org/resources/sdmxml/schemas/"  # the name spaces of every message, in small letters
_HEAD = 4_000  # bytes in which they stand
_VERSION = re.compile(rb"sdmx\.org/resources/sdmxml/schemas/v(\d)_(\d)", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ENCODING = re.compile(rb"<\?xml[^>]{0,200}encoding\s*=\s*[\"']([\w.-]+)[\"']")
_ENCODINGS = ("utf-8", "utf-16", "us-ascii", "iso-8859-1", "windows-1252")
_GENERIC = ("GenericData", "GenericTimeSeriesData")
_SPECIFIC = ("StructureSpecificData", "StructureSpecificTimeSeriesData")
# What a data set says of itself and not of its observations.
_OF_THE_SET = frozenset(
    "action validFromDate validToDate setID publicationYear publicationPeriod reportingBeginDate reportingEndDate dataScope".split()  # noqa: SIM905
)
_SHOWN = 8
ALLOWED = "data in SDMX-ML 2.1 or 3.0, generic or structure-specific, of the size of a file of figures"
REMEDY = "download the data as SDMX-CSV, or fewer at a time"

Rows = list[tuple[int, list[str]]]


class _Refused(Exception):
    """Why a message is not read, with the line (0: all of it)."""

    def __init__(self, found: str, line: int = 0, code: str = "import-sdmx") -> None:
        super().__init__(found)
        self.found, self.line, self.code = found, line, code


@dataclass
class _Group:
    """A group: its values, those that are said to be its key (generic data), and its line."""

    line: int
    values: dict[str, str] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)


def is_sdmx(data: bytes) -> bool:
    """Whether bytes begin like a message of SDMX-ML, in any encoding of XML."""
    head = data[:_HEAD].replace(b"\x00", b"").lower()
    return _MARK in head and b"<" in head[:40]


def read_message(data: bytes, file: str) -> tuple[Rows, list[Problem]]:
    """The observations of a message as rows of texts, the header first, each with its line; and what must be told.

    What cannot be read gives no rows and an error.
    """
    message = _Message()
    try:
        plain = _decoded(data).encode()
        if len(plain) > MAX_BYTES:
            raise _Refused(f"a message of {len(plain):,} bytes; at most {MAX_BYTES:,} are read")
        if longest(plain)[0]:
            raise _Refused("a text longer than any cell")
        version = _VERSION.search(data[:_HEAD].replace(b"\x00", b""))
        message.version = f"{version[1].decode()}.{version[2].decode()}" if version else ""
        message.read(plain)
        return message.table(file)
    except Fault as why:
        refused = _Refused(why.args[0], message.parser.CurrentLineNumber)
    except _Refused as why:
        refused = why
    return [], [fault(refused.code, Place(file, line=refused.line), refused.found, ALLOWED, REMEDY)]


def _decoded(data: bytes) -> str:
    """The text of a message without its declaration, in whatever encoding it declares."""
    declared = _ENCODING.search(data[:400].replace(b"\x00", b""))
    name = declared[1].decode().lower() if declared else "utf-8"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        name = "utf-16"
    if name not in _ENCODINGS:
        raise _Refused(f"the encoding {name}")
    try:
        text = data.decode("utf-8-sig" if name == "utf-8" else name)
    except UnicodeDecodeError as error:
        raise _Refused(f"not {name}: byte {error.start + 1} of the file") from error
    return _DECLARATION.sub(lambda match: "\n" * match[0].count("\n"), text, count=1)


class _Message(Watch):
    """One pass over a message."""

    def __init__(self) -> None:
        super().__init__()
        self.version = self.root = ""
        self.rows: list[tuple[int, dict[str, str]]] = []
        self.groups: list[_Group] = []
        self.ids: dict[str, None] = {}
        self.empty: list[int] = []  # series without an observation
        self.footer = ""
        self._structures: dict[str, tuple[str, str]] = {}  # what is described, and the dimension at the observation
        self._structure, self._at, self._values = "", "TIME_PERIOD", 0
        self._set: dict[str, str] = {}
        self._series: dict[str, str] | None = None
        self._before = 0  # observations when the series began
        self._obs: dict[str, str] | None = None
        self._group: _Group | None = None
        self._component, self._text = "", ""
        self._line = 0
        self._path: list[str] = []
        self.parser.StartDoctypeDeclHandler = self._doctype

    def _doctype(self, *_: object) -> None:
        line = self.parser.CurrentLineNumber
        raise _Refused("a document type or entities, which no message has", line, "sheet-xml-entity")

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        if not self._path:
            self.root = name
            if name not in (*_GENERIC, *_SPECIFIC) or self.version == "2.0":
                raise _Refused(f"SDMX-ML {self.version}: a message {name}, which holds no data of SDMX-ML 2.1 or 3.0")
        parent = self._path[-1] if self._path else ""
        self._path.append(name)
        if "Header" in self._path:
            self._header(name, attributes)
        elif name == "DataSet":
            own = _own(attributes) if self.root in _SPECIFIC else {}
            ref = next((text for key, text in attributes.items() if key.endswith("structureRef")), "")
            about, self._at = self._structures.get(ref, (ref, "TIME_PERIOD"))
            self._set = {"DATAFLOW": about, **{key: text for key, text in own.items() if key not in _OF_THE_SET}}
            action = next((text for key, text in attributes.items() if key.rpartition(":")[2] == "action"), "")
            self._set |= {"ACTION": "D"} if action in ("Delete", "D") else {}
        elif name in ("Group", "Atts") and self._group is None:
            self._group = _Group(self.parser.CurrentLineNumber, _own(attributes) if self.root in _SPECIFIC else {})
        elif name == "Series":
            self._series, self._before = _own(attributes) if self.root in _SPECIFIC else {}, len(self.rows)
        elif name == "Obs":
            self._line = self.parser.CurrentLineNumber
            self._obs = _own(attributes) if self.root in _SPECIFIC else {}
        elif name == "Comp" and "id" in attributes:
            self._component, self._text = attributes["id"], ""
        elif name == "ObsDimension" and self._obs is not None:
            self._obs[attributes.get("id") or self._at] = attributes.get("value", "")
        elif name == "ObsValue" and self._obs is not None:
            self._obs["OBS_VALUE"] = attributes.get("value", "")
        elif name == "Value" and "id" in attributes:
            self._put(attributes["id"], attributes.get("value", ""), parent == "GroupKey")

    def _header(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "Structure" and "structureID" in attributes:
            self._structure = attributes["structureID"]
            self._structures[self._structure] = ("", attributes.get("dimensionAtObservation", "TIME_PERIOD"))
        elif name == "Ref" and self._structure:
            about = f"{attributes.get('agencyID', '')}:{attributes.get('id', '')}({attributes.get('version', '')})"
            self._described(about)
        self._text = ""

    def _described(self, about: str) -> None:
        self._structures[self._structure] = (about, self._structures[self._structure][1])

    def _put(self, id_: str, text: str, key: bool = False) -> None:
        """A value of the innermost of group, observation, series and data set."""
        if self._group is not None:
            self._group.values[id_] = text
            self._group.keys |= {id_} if key else set()
        elif self._obs is not None:
            self._obs[id_] = text
        elif self._series is not None:
            self._series[id_] = text
        else:
            self._set[id_] = text

    def said(self, text: str) -> None:
        if self._component or "Header" in self._path or "Footer" in self._path:
            self._text = (self._text + text)[: layout.MAX_TEXT]

    def closed(self, name: str) -> None:
        self._path.pop()
        if "Header" in self._path:
            if (
                self._structure
                and "=" in self._text
                and name in ("URN", "Structure", "StructureUsage", "ProvisionAgreement")
            ):
                self._described(self._text.strip().rpartition("=")[2])
            self._text = ""
        elif self._component and name == "Value":
            self._text += "; "
        elif name == "Comp" and self._component:
            self._put(self._component, self._text.strip().rstrip(";"))
            self._component = ""
        elif name in ("Group", "Atts") and self._group is not None:
            self.groups.append(self._group)
            self._count(self._group.values)
            self._group = None
        elif name == "Obs" and self._obs is not None:
            row = {**self._set, **(self._series or {}), **self._obs}
            self.rows.append((self._line, row))
            self._obs = None
            self._count(row)
        elif name == "Series":
            if len(self.rows) == self._before:
                self.empty.append(self.parser.CurrentLineNumber)
            self._series = None
        elif name == "DataSet":
            self._join()
        elif "Footer" in self._path:
            self.footer = f"{self.footer} {' '.join(self._text.split())}".strip()[:300]
            self._text = ""

    def _count(self, row: Mapping[str, str]) -> None:
        self._values += len(row)
        self.ids |= dict.fromkeys(row)
        if self._values > MAX_VALUES or len(self.ids) * len(self.rows) > layout.MAX_CELLS:
            raise _Refused(
                f"more than {MAX_VALUES:,} values of dimensions and attributes", self.parser.CurrentLineNumber
            )

    def _join(self) -> None:
        """Give each observation of the data set the attributes of the groups that it is in; one of its own stays."""
        rows = [row for _, row in self.rows if row.get("DATAFLOW") == self._set.get("DATAFLOW")]
        of_rows = set.intersection(*map(set, rows)) if rows else set()  # a dimension stands in every row
        by_keys: dict[tuple[str, ...], list[_Group]] = {}
        for group in self.groups:
            own = group.keys or {name for name in group.values if name in of_rows}
            by_keys.setdefault(tuple(sorted(own)), []).append(group)
        if len(by_keys) > MAX_KEYS:
            raise _Refused(f"groups by {len(by_keys)} sets of dimensions; at most {MAX_KEYS} are read")
        self.groups = []
        for keys, some in by_keys.items():
            at: dict[tuple[str, ...], list[dict[str, str]]] = {}
            for row in rows:
                at.setdefault(tuple(row.get(name, "") for name in keys), []).append(row)
            for group in some:
                members = at.get(tuple(group.values.get(name, "") for name in keys), [])
                extra = {name: text for name, text in group.values.items() if name not in keys}
                self._values += len(members) * len(extra)
                self._count(extra)
                for row in members:
                    row.update((name, text) for name, text in extra.items() if name not in row)
                self.groups += [] if members or not extra else [group]

    def table(self, file: str) -> tuple[Rows, list[Problem]]:
        """Header and rows; series without observations and groups without series are told."""
        if not self.rows:
            said = f": {self.footer}" if self.footer else ""
            raise _Refused(f"a message without an observation{said}", code="import-empty")
        header = list(dict.fromkeys(("DATAFLOW", *self.ids)))
        rows: Rows = [(1, header)]
        rows += [(line, [row.get(name, "").strip() for name in header]) for line, row in self.rows]
        return rows, list(self._told(file))

    def _told(self, file: str) -> Iterator[Problem]:
        if self.empty:
            found = f"{len(self.empty)} series without an observation, the first ends in line {self.empty[0]}"
            yield notice("import-sdmx-empty-series", Place(file, line=self.empty[0]), found, "observations", "nothing")
        if self.groups:
            found = f"{len(self.groups)} groups that no observation is in, the first: {_shown(self.groups[0].values)}"
            allowed, remedy = "groups of observations", "nothing, if their attributes are not needed"
            place = Place(file, line=self.groups[0].line)
            yield fault("import-sdmx-group", place, found, allowed, remedy, Severity.WARNING)
        if self.footer:
            yield fault(
                "import-sdmx-footer", Place(file), f"the message says: {self.footer}", "a message without remarks",
                "look whether the data are whole", Severity.WARNING,
            )  # fmt: skip


def _own(attributes: Mapping[str, str]) -> dict[str, str]:
    """The attributes of an element that belong to the data: those without a prefix."""
    return {key: text for key, text in attributes.items() if ":" not in key and key != "xmlns"}


def _shown(values: Mapping[str, str]) -> str:
    return ", ".join(f"{name}={text}" for name, text in list(values.items())[:_SHOWN])
