"""The layout of every sheet, in one place: what reading expects, checking enforces and writing makes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipeline.model import statuses
from pipeline.model.supply_lines import (
    INDUSTRY,
    NOT_DIGITAL,
    PARTLY,
    PRODUCT,
    Axis,
    Blank,
    DigitalGroup,
    Line,
    Price,
    TableKind,
)

FOLDERS = ("development", "accounting", "statistical", "monitoring", "reference", "vintages")

ABOUT = "About"
INDICATORS = "Indicators"
NOTES = "Notes"
LISTS = "Lists"  # the terms that drop-downs offer; nothing reads it
OWN_SHEETS = (ABOUT, INDICATORS, NOTES, LISTS)  # of an indicator workbook, besides its data sheets


class Kind(StrEnum):
    """What a column may hold."""

    TEXT = "text"
    NUMBER = "number"
    INTEGER = "integer"
    YEAR = "year"
    DATE = "date"
    DAY = "day, also one to come"
    CHOICE = "choice"
    CODE = "code"
    URL = "url"
    OWN = "anything"


@dataclass(frozen=True)
class Column:
    """One column of a long sheet: header, content, whether it must be filled, choices, and the comment editors see."""

    header: str
    kind: Kind
    required: bool
    comment: str
    choices: tuple[str, ...] = ()
    width: int = 16
    optional: bool = False  # whether the column itself may be left out


YES_NO = ("yes", "no")
SIGNS = ("add", "subtract")
FRAMEWORKS = ("development", "accounting", "statistical", "monitoring")
DIRECTIONS = ("higher", "lower", "none")
THEMES = (
    "ai_governance",
    "data_governance",
    "digital_divide",
    "digital_economy",
    "digital_government",
    "digital_identity",
    "digital_payments",
    "digital_regulation",
    "digital_security",
    "digital_trade",
    "internet_governance",
    "measurement",
    "standards",
)
# The codes that a Notes sheet may use.
OBS_STATUS = tuple(statuses.OBS_STATUS)

_T, _N, _I, _C, _R = Kind.TEXT, Kind.NUMBER, Kind.INTEGER, Kind.CHOICE, True

INDICATOR_COLUMNS = (
    Column("code", Kind.CODE, _R, "Code of the indicator, at most 31 characters; its key everywhere.", (), 30),
    Column("name", _T, _R, "English name as it is printed.", (), 50),
    Column("unit", _T, _R, "Unit of measure, as a term of data/reference/names.xlsx.", (), 22),
    Column("unit_multiplier", _I, _R, "SDMX UNIT_MULT, exponent of ten: 6 means that the sheet holds millions."),
    Column("definition", _T, _R, "What is measured, in one or two sentences.", (), 70),
    Column("source", _T, _R, "Producer and data set, as printed under figures.", (), 40),
    Column("citation", _T, _R, "Full citation, with the place inside the source.", (), 60),
    Column("url", Kind.URL, _R, "Where the figures were taken from.", (), 50),
    Column("licence", _T, _R, "Licence as the source states it; 'not stated' where it states none.", (), 24),
    Column("accessed", Kind.DATE, _R, "Day on which the figures were taken (YYYY-MM-DD)."),
    Column("direction", _C, _R, "Which way is better: higher, lower or none.", DIRECTIONS),
    Column("decimals", _I, _R, "Decimal places in print."),
    Column("minimum", _N, False, "Smallest plausible value; blank where there is none."),
    Column("maximum", _N, False, "Largest plausible value; blank where there is none."),
    Column("framework", _C, _R, "The framework it belongs to.", FRAMEWORKS),
    Column("pillar", Kind.CODE, _R, "Part of the framework, a term of data/reference/names.xlsx."),
    Column("theme", _C, _R, "Theme of the report.", THEMES),
    Column("source_code", _T, False, "SDMX, SDG or WDI code of the series in its source.", (), 36),
)
# What a row of Indicators is printed with by its term: kind, column of the code of the term, column of the place.
PRINTED_BY_TERM = (
    ("indicator", "code", "code"),
    ("unit", "unit", "unit"),
    ("pillar", "pillar", "pillar"),
    ("theme", "theme", "theme"),
    ("definition", "code", "definition"),
    ("source", "source", "source"),
    ("licence", "licence", "licence"),
)

# The name of the data sheet's tab, where it is not the code.
CODE, TAB = "code", "sheet"
NOT_STATED = "not stated"  # the licence of a source that states none
TAB_COLUMN = Column(
    TAB, _T, False, "Name of the tab that holds the figures, at most 31 characters; blank: the code.", (), 32, True
)
# What the values of a series are: of a study's own sheets and of a codebook; blank: told by the unit.
SERIES_KINDS = ("level", "percentage", "parity", "growth_rate", "binary")
KIND_COLUMN = Column("kind", _C, False, "What the values are; binary: 1 = yes, 0 = no.", SERIES_KINDS)

NOTE_COLUMNS = (
    Column("REF_AREA", Kind.CODE, _R, "ISO 3166-1 alpha-3 code of the economy.", (), 10),
    Column("INDICATOR", Kind.CODE, _R, "Code of the indicator.", (), 30),
    Column("TIME_PERIOD", Kind.YEAR, _R, "Year of the observation.", (), 12),
    Column(
        "OBS_STATUS", _C, _R, "SDMX CL_OBS_STATUS: A normal, B break, E estimated, P provisional ...", OBS_STATUS, 12
    ),
    Column("note", _T, False, "What a reader should know.", (), 60),
    Column("source_override", _T, False, "Source of this value where it is not the indicator's.", (), 40),
)

# A wide sheet: these two, then one column a year. A caption may stand above them: title, unit, code, a link.
AREA_HEADER = "REF_AREA"
NAME_HEADER = "Economy"
FIRST_YEAR_COLUMN = 3
MOST_CAPTION = 9  # rows above the header
CAPTION_CODE = (3, 2)  # row and column of the indicator's code in a caption
CAPTION_ROWS = 3

ECONOMY_COLUMNS = (
    Column("iso3", Kind.CODE, _R, "ISO 3166-1 alpha-3; the key.", (), 8),
    Column("iso2", Kind.CODE, _R, "ISO 3166-1 alpha-2 (NA is Namibia).", (), 8),
    Column("m49", _T, _R, "UN M49 code, three digits as text.", (), 8),
    *(
        Column(f"name_{code}", _T, code == "en", f"Short name, {label} (UNSD M49).", (), 30)
        for code, label in (
            ("en", "English"),
            ("zh", "Chinese"),
            ("fr", "French"),
            ("es", "Spanish"),
            ("ru", "Russian"),
            ("ar", "Arabic"),
        )
    ),
    Column("un_region", Kind.CODE, False, "M49 region (group code)."),
    Column("un_subregion", Kind.CODE, False, "M49 sub-region (group code)."),
    Column("itu_region", Kind.CODE, False, "ITU region (group code); blank for territories."),
    Column("income_group", Kind.CODE, False, "World Bank income group (group code)."),
    Column("ldc", _C, _R, "Least developed country (UN list).", YES_NO, 8),
    Column("lldc", _C, _R, "Landlocked developing country (UN list).", YES_NO, 8),
    Column("sids", _C, _R, "Small island developing State (UN list).", YES_NO, 8),
    Column("latitude", _N, False, "Latitude of the map point, degrees; from the outlines named in About."),
    Column("longitude", _N, False, "Longitude of the map point, degrees."),
)

_NAMES = tuple(
    Column(code, _T, code == "en", f"Printed name ({code}).", (), 40) for code in ("en", "zh", "fr", "es", "ru", "ar")
)
TERM_KINDS = (
    "indicator",
    "short",
    "unit",
    "pillar",
    "theme",
    "class",
    "code",
    "status",
    "register",
    "definition",
    "source",
    "licence",
    "platform",
    "instrument",
    "place",
    "outcome",
    "target",
    PRODUCT,
    INDUSTRY,
)
GROUP_COLUMNS = (
    Column("code", Kind.CODE, _R, "Code of the group, as used in the Economies sheet.", (), 24),
    Column(
        "kind", _C, _R, "What kind of group.", ("world", "un_region", "un_subregion", "itu_region", "income", "special")
    ),
    *_NAMES,
    Column("source", _T, _R, "Who defines the group, and when it was read.", (), 50),
)
TERM_COLUMNS = (
    Column("kind", _C, _R, "What the code is.", TERM_KINDS),
    Column("code", Kind.CODE, _R, "The code, or the English unit, source, licence, place or outcome.", (), 36),
    Column(
        "en",
        _T,
        False,
        "Printed name (en); blank where the English stands in the sheets themselves: of an "
        "indicator, its definition, source, licence and unit, of places, outcomes and targets.",
        (),
        40,
    ),
    *_NAMES[1:],
)
TABLE_COLUMNS = (
    Column(
        "table", Kind.CODE, _R, "Name of the table; its sheets are called so with the year, as 'supply 2022'.", (), 14
    ),
    Column("kind", _C, _R, "What it shows.", tuple(TableKind)),
    Column("price", _C, _R, "Prices of the products in it.", tuple(Price)),
    Column("blank", _C, _R, "What a blank cell is: zero only where the source says so, else absent.", tuple(Blank)),
    Column("rounding", _N, _R, "Last digit that the source shows, in the unit of the tables: 1, or 0.001."),
    Column("note", _T, _R, "What the source says about prices and cells left out.", (), 70),
)
CODE_COLUMNS = (
    Column("code", Kind.CODE, _R, "Code of a product or industry.", (), 18),
    Column("role", _C, _R, "Products are rows, industries columns; they may share codes.", (PRODUCT, INDUSTRY)),
    Column("name", _T, _R, "Label in the source, in English.", (), 60),
    Column(
        "digital",
        _C,
        _R,
        "Group in which it is counted as digital; partly = holds digital activities that are not shown apart, not counted.",
        (NOT_DIGITAL, *DigitalGroup, PARTLY),
    ),
    Column("source", _T, _R, "Where the name and the classification come from, and why it is counted.", (), 50),
)
LINE_COLUMNS = (
    Column("table", Kind.CODE, _R, "Table of the sheet Tables.", (), 14),
    Column("axis", _C, _R, "Whether the code stands in column A (row) or in row 1 (column).", tuple(Axis)),
    Column("code", Kind.CODE, _R, "Code in the table.", (), 30),
    Column("name", _T, _R, "Label in the source, in English.", (), 50),
    Column("line", _C, _R, "The line of the accounts that it is; memo = part of no sum.", tuple(Line), 22),
    Column("sign", _C, _R, "Whether its cells are added to the line or subtracted.", SIGNS),
    Column("part_of", Kind.CODE, False, "Code of a sum of the source that it is a part of.", (), 30),
    Column("note", _T, False, "Remark.", (), 50),
)
SUPPRESSED_COLUMNS = (
    Column("table", Kind.CODE, _R, "Table of the sheet Tables.", (), 14),
    Column("year", Kind.YEAR, _R, "Year of the table."),
    Column("row", Kind.CODE, _R, "Code of the row.", (), 18),
    Column("column", Kind.CODE, _R, "Code of the column.", (), 18),
    Column("note", _T, _R, "What the source says.", (), 50),
)

_SOURCED = (
    Column("source", _T, _R, "Source of the row; 'no source' is printed where it is blank.", (), 50),
    Column("url", Kind.URL, False, "Where it was read.", (), 50),
)
CLASS_COLUMNS = (
    Column("scheme", Kind.CODE, _R, "Classification the class belongs to.", (), 16),
    Column("class", Kind.CODE, _R, "Code of the class (a 'class' term of data/reference/names.xlsx).", (), 20),
    Column("lower", _N, False, "Lower bound; blank = none."),
    Column("upper", _N, False, "Upper bound; blank = none."),
    Column("closed", _C, _R, "Which bound belongs to the class.", ("lower", "upper")),
    *_SOURCED,
)
THRESHOLD_COLUMNS = (
    Column("method", Kind.CODE, _R, "Method that uses it.", (), 20),
    Column("parameter", Kind.CODE, _R, "Name of the parameter.", (), 30),
    Column("value", _N, _R, "Its value."),
    Column("unit", _T, False, "Unit of the value."),
    *_SOURCED,
)
GOALPOST_COLUMNS = (
    Column("index", Kind.CODE, _R, "Index that uses it.", (), 12),
    Column("dimension", Kind.CODE, _R, "Dimension or indicator.", (), 26),
    Column("lower", _N, _R, "Value that scores 0."),
    Column("upper", _N, _R, "Value that scores 1 or 100."),
    *_SOURCED,
)
TARGET_COLUMNS = (
    Column("target", Kind.CODE, _R, "Code of the target.", (), 20),
    Column("indicator", Kind.CODE, _R, "Indicator it is measured with.", (), 30),
    Column("wording", _T, _R, "The target as its source words it.", (), 70),
    Column("value", _N, False, "Numeric target; blank where only a direction is desired."),
    Column("base_year", Kind.YEAR, _R, "First year of the assessment."),
    Column("target_year", Kind.YEAR, _R, "Year by which it is to be met."),
    Column("direction", _C, _R, "Desired direction.", ("higher", "lower")),
    *_SOURCED,
)

_REASON = Column("reason", _T, _R, "Why it is so, in a sentence that can be printed.", (), 60)
# The steps of a composite index (OECD/JRC Handbook on Constructing Composite Indicators, 2008) and what its choices name.
INDEX_STEPS = (
    "period",
    "screen",
    "order",
    "impute",
    "treat",
    "normalise",
    "weight",
    "aggregate",
    "threshold",
    "statistics",
    "audit",
)
INDEX_FACTORS = (
    "impute",
    "treat",
    "normalise",
    "weight",
    "aggregate",
    "weight_noise",
    "leave_out",
    "measurement_error",
)
HIERARCHY_COLUMNS = (
    Column("code", Kind.CODE, _R, "Code of the element: an indicator (level 1) or a node above it.", (), 30),
    Column("parent", Kind.CODE, False, "Code of the node it belongs to; blank for the index itself.", (), 20),
    Column("level", _I, _R, "1 = indicator; a node stands above all its children. Levels may be skipped."),
    Column("direction", _C, False, "Which way is better (indicators).", ("higher", "lower")),
    Column("weight", _N, False, "Weight among its siblings; used where the choice of weights is 'sheet'."),
    Column("weights_sum", _N, False, "What the weights of its children must add up to; blank = no rule."),
    Column("denominator", Kind.CODE, False, "Indicator to divide by, in the same year.", (), 20),
    Column("factor", _N, False, "Multiplies the quotient: 100 gives per cent."),
    *(Column(column.header, _T, False, column.comment, (), 36) for column in _NAMES),
    _REASON,
    *_SOURCED,
)
CHOICE_COLUMNS = (
    Column("applies_to", _T, _R, "'*' = everything, 'level 2' = that level, or the code of one element.", (), 20),
    Column("step", _C, _R, "Step of the index.", INDEX_STEPS),
    Column("parameter", Kind.CODE, _R, "Name of the parameter; 'method' names the method of the step.", (), 20),
    Column("value", _T, _R, "Its value.", (), 20),
    _REASON,
    *_SOURCED,
)
ERROR_COLUMNS = (
    Column(
        "kind",
        _C,
        _R,
        "status = by OBS_STATUS; age = by year between the datum and the reference year.",
        ("status", "age"),
    ),
    Column("code", Kind.CODE, _R, "The OBS_STATUS, or 'year'."),
    Column("share", _N, _R, "Standard deviation of the error, as a share of the indicator's spread between economies."),
    _REASON,
    *_SOURCED,
)
UNCERTAINTY_COLUMNS = (
    Column("factor", _C, _R, "The choice that the draws vary.", INDEX_FACTORS, 20),
    Column("option", _T, _R, "A method of that step; a per cent of noise; none, or what is done.", (), 24),
    Column("weight", _N, _R, "How often it is drawn, relative to the other options of the factor."),
    _REASON,
    *_SOURCED,
)

_REGISTER = (
    Column("source", _T, _R, "What was read.", (), 40),
    Column("source_url", Kind.URL, False, "Where it was read.", (), 40),
    Column("verified", _C, _R, "yes = read at the source; no = printed with a mark, never counted.", YES_NO, 9),
    Column("second_source_url", Kind.URL, False, "A second source.", (), 30),
    Column("note", _T, False, "Disagreement or supplement.", (), 60),
)
PARTY_LISTS = ("complete", "partial", "none")
_THEME_LIST = Column("themes", _T, _R, "Theme codes, separated by semicolons.", THEMES, 36)
PLATFORM_COLUMNS = (
    Column("id", Kind.CODE, _R, "Key of the platform.", (), 16),
    Column("name", _T, _R, "Name.", (), 50),
    Column("organiser", _T, _R, "Who convenes it.", (), 40),
    Column("first_year", Kind.YEAR, False, "First edition."),
    Column("frequency", _T, _R, "How often it meets."),
    Column("membership_type", _C, _R, "Who takes part.", ("intergovernmental", "multistakeholder", "private")),
    _THEME_LIST,
    Column("latest_known_edition_year", Kind.YEAR, False, "Latest edition read about."),
    Column("output_type", _C, _R, "What it produces.", ("declaration", "guidelines", "data", "none")),
    *_REGISTER,
)
MEETING_COLUMNS = (
    Column("platform_id", Kind.CODE, _R, "Key of the platform.", (), 16),
    Column("year", Kind.YEAR, _R, "Year of the meeting.", (), 8),
    Column("place", _T, False, "Where it met.", (), 24),
    Column("outcome_title", _T, False, "Outcome as named by the source.", (), 60),
    _THEME_LIST,
    *_REGISTER,
)
INSTRUMENT_COLUMNS = (
    Column("id", Kind.CODE, _R, "Key of the instrument.", (), 16),
    Column("name", _T, _R, "Full name.", (), 60),
    Column("short_name", _T, _R, "Short name.", (), 24),
    Column("type", _T, _R, "Kind of instrument."),
    Column(
        "layer",
        _C,
        _R,
        "Who is bound or addressed.",
        ("multilateral", "plurilateral", "regional", "bilateral", "private"),
    ),
    Column("adopted_year", Kind.YEAR, False, "Adoption, signature or conclusion."),
    Column("in_force_year", Kind.YEAR, False, "Entry into force; adoption for non-binding texts."),
    Column("parties_count", _I, False, "Parties, signatories or endorsers, as the note says."),
    _THEME_LIST,
    Column("binding", _C, _R, "Binding by design once in force.", YES_NO),
    *_REGISTER,
    Column(
        "party_list", _C, False, "Whether Parties lists all of them; only a complete list is counted.", PARTY_LISTS, 11
    ),
    Column("party_list_source", _T, False, "What the statement about the list rests on.", (), 50),
)
PARTY_COLUMNS = (
    Column("instrument_id", Kind.CODE, _R, "Key of the instrument.", (), 16),
    Column("iso3", Kind.CODE, _R, "Economy, or EUU for the European Union.", (), 8),
    Column("status", _T, _R, "party, signatory, endorser, adherent, member ...", (), 14),
    Column("year", Kind.YEAR, False, "Year of the status."),
    Column("source_url", Kind.URL, False, "Where it was read.", (), 50),
    Column("verified", _C, _R, "yes = read at the source.", YES_NO, 9),
)

# Faults of a source that are known: what the sheet holds stays, what is computed from it is this.
CORRECTION_COLUMNS = (
    Column("REF_AREA", Kind.CODE, _R, "ISO 3166-1 alpha-3 code of the economy.", (), 10),
    Column("INDICATOR", Kind.CODE, _R, "Code of the indicator.", (), 30),
    Column("TIME_PERIOD", Kind.YEAR, _R, "Year of the observation.", (), 12),
    Column(
        "expected", _N, _R, "The wrong value, as the data sheet holds it. Where it holds another one, the check fails."
    ),
    Column(
        "value", _N, False, "The right value, from the source named; blank = the wrong one is withheld, none is used."
    ),
    Column("reason", _T, _R, "Why the value is wrong, in a sentence that can be printed.", (), 70),
    Column(
        "source", _T, _R, "Where the right value was read; for a withheld one, what shows that it is wrong.", (), 60
    ),
    Column("url", Kind.URL, False, "Where it was read.", (), 40),
    Column("declared", Kind.DAY, _R, "Day on which the correction was declared (YYYY-MM-DD)."),
    Column(
        "expires", Kind.DAY, _R, "Day (YYYY-MM-DD) from which the case must be looked at again: the check then fails."
    ),
)

# State of the law in five areas, in the words of the tracker; and a selective list of AI laws, bills and strategies.
CYBERLAW_AREAS = (
    "electronic_transactions",
    "consumer_protection",
    "privacy",
    "cybercrime",
    "indirect_taxation",
)
CYBERLAW_STATES = ("legislation", "draft", "no_legislation", "no_data")
CYBERLAW_COLUMNS = (
    Column("iso3", Kind.CODE, _R, "Economy.", (), 8),
    Column("area", _C, _R, "Area of law.", CYBERLAW_AREAS, 26),
    Column("state", _C, _R, "State of the law; no_data is no answer and never a no.", CYBERLAW_STATES, 16),
    Column("documents", _I, False, "Number of legal texts that the source lists."),
    Column("as_of", Kind.DATE, _R, "Day of the state (YYYY-MM-DD)."),
    Column("source", _T, _R, "What was read.", (), 40),
    Column("source_url", Kind.URL, _R, "Where it was read.", (), 50),
    Column("licence", _T, _R, "Licence as the source states it; 'not stated' where it states none.", (), 40),
)
AI_LAW_TYPES = (
    "law",
    "proposed_law",
    "regulation",
    "strategy",
    "framework",
    "guidance",
    "code",
    "standard",
    "institutional_framework",
)
AI_LAW_FORCE = ("binding", "proposed", "voluntary", "non_binding")
AI_LAW_COLUMNS = (
    Column("id", Kind.CODE, _R, "Key of the text.", (), 28),
    Column("iso3", Kind.CODE, _R, "Economy, or EUU for the European Union.", (), 8),
    Column("name", _T, _R, "Name.", (), 60),
    Column("type", _C, _R, "Kind of text.", AI_LAW_TYPES, 22),
    Column("force", _C, _R, "Whether it binds.", AI_LAW_FORCE, 14),
    Column("status", _T, _R, "State in the words of the source.", (), 40),
    Column("adopted", Kind.DATE, False, "Day of adoption or publication (YYYY-MM-DD)."),
    Column("in_force", Kind.DATE, False, "Day of entry into force (YYYY-MM-DD)."),
    Column("body", _T, False, "Who is in charge.", (), 40),
    *_REGISTER,
    Column("licence", _T, _R, "Licence as the source states it; 'not stated' where it states none.", (), 24),
)

# Sheets that are one table with a header row, by workbook (path below data/).
LONG_SHEETS: dict[str, dict[str, tuple[Column, ...]]] = {
    "reference/economies.xlsx": {"Economies": ECONOMY_COLUMNS, "Groups": GROUP_COLUMNS},
    "reference/names.xlsx": {"Terms": TERM_COLUMNS},
    "reference/parameters.xlsx": {
        "Classes": CLASS_COLUMNS,
        "Thresholds": THRESHOLD_COLUMNS,
        "Goalposts": GOALPOST_COLUMNS,
    },
    "monitoring/targets.xlsx": {"Targets": TARGET_COLUMNS},
    "monitoring/governance.xlsx": {
        "Platforms": PLATFORM_COLUMNS,
        "Meetings": MEETING_COLUMNS,
        "Instruments": INSTRUMENT_COLUMNS,
        "Parties": PARTY_COLUMNS,
    },
}
# A composite index: its hierarchy and every choice behind it; the same sheets in a researcher's own workbook.
INDEX_WORKBOOK = "reference/digital-governance-index.xlsx"
INDEX_SHEETS = {
    "Hierarchy": HIERARCHY_COLUMNS,
    "Choices": CHOICE_COLUMNS,
    "Goalposts": GOALPOST_COLUMNS,
    "Measurement error": ERROR_COLUMNS,
    "Uncertainty": UNCERTAINTY_COLUMNS,
}
# Sheets of a researcher's workbook besides these.
WEIGHT_SET_COLUMNS = (
    Column("set", Kind.CODE, _R, "Name of the set; weight / set in Choices takes one.", (), 20),
    Column("code", Kind.CODE, _R, "Code of the element, as in Hierarchy.", (), 30),
    Column("weight", _N, _R, "Weight among its siblings; only the proportions count."),
    _REASON,
    *_SOURCED,
)
INDEX_OWN_SHEETS = {"Weight sets": WEIGHT_SET_COLUMNS}
CORRECTIONS = "reference/corrections.xlsx"
CYBERLAW = "monitoring/cyberlaw.xlsx"
AI_LAWS = "monitoring/ai-laws.xlsx"
# Workbooks of long sheets that need not be there.
PRINTED, PRINTED_SHEET = "reference/printed.xlsx", "Printed"
PRINTED_COLUMNS = (
    Column(
        "indicator",
        Kind.CODE,
        _R,
        "Code of an indicator; the order of rows is the order in tables. Indicators without a row "
        "come after them and are printed everywhere.",
        (),
        34,
    ),
    Column("chapter", _C, _R, "Whether it stands in the table of its framework's chapter.", YES_NO),
    Column("annex", _C, _R, "Whether it stands in the table of economies of the annex.", YES_NO),
    Column(
        "figure",
        _C,
        _R,
        "Whether it gets a figure of its own at the end of its chapter, besides those of report/exhibits.toml.",
        YES_NO,
    ),
)
OPTIONAL_SHEETS: dict[str, dict[str, tuple[Column, ...]]] = {
    INDEX_WORKBOOK: INDEX_SHEETS,
    CORRECTIONS: {"Corrections": CORRECTION_COLUMNS},
    CYBERLAW: {"States": CYBERLAW_COLUMNS},
    AI_LAWS: {"Laws": AI_LAW_COLUMNS},
    PRINTED: {PRINTED_SHEET: PRINTED_COLUMNS},
}
# Supply and use tables of an economy: these sheets, then "supply 2012", "use 2012" ...: codes in row 1 and column A.
SUPPLY_USE_BOOKS = "accounting/supply-use-"  # how their paths below data/ begin
TABLES, CODES, LINES, SUPPRESSED, NAMES = "Tables", "Codes", "Lines", "Suppressed", "Names"
SUPPLY_USE_SHEETS = {
    TABLES: TABLE_COLUMNS,
    CODES: CODE_COLUMNS,
    LINES: LINE_COLUMNS,
    SUPPRESSED: SUPPRESSED_COLUMNS,
    NAMES: TERM_COLUMNS,
}
SUPPLY_USE_OPTIONAL = (SUPPRESSED, NAMES)
OUTLINES = "reference/world_110m.geojson"

# A workbook larger than this, or that unzips to more, is refused unread (see ``archive`` and ``gate``).
MAX_FILE_BYTES = 30_000_000
MAX_UNZIPPED_BYTES = 120_000_000
MAX_RATIO = 200
MAX_ENTRIES = 2_000
MAX_SHEETS = 500
MAX_ELEMENTS = 7_000_000
MAX_ELEMENTS_A_BYTE = 5  # of the file; what Excel and LibreOffice write has about one
MAX_DEPTH = 100
MAX_TEXT = 32_767  # characters in a cell, as in Excel
MAX_TEXTS = 30_000_000  # characters in all cells of a workbook
MAX_ROWS, MAX_COLUMNS = 200_000, 2_000
MAX_CELLS = 4_000_000  # in the tables of all sheets, blank ones too
MAX_WIDTHS = 16_384  # settings of columns in a sheet, one for each at most
MAX_RANGED_CELLS = 5_000  # in merged ranges and links
MAX_PROBLEMS = 5_000
