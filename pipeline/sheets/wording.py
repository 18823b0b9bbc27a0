"""What a workbook says to its editor (captions, headings, drop-downs, the first page), in the editor's language.

The English texts stand here and in ``layout``; ``report/i18n/sheets/<language>.po`` translates them. Headers, codes and the
labels of the first page are keys that programs read, and stay English. A text without a translation is shown in English.
"""

from __future__ import annotations

import gettext
from dataclasses import dataclass
from pathlib import Path

from pipeline.language import SOURCE_LANGUAGE, load_catalogue
from pipeline.sheets import layout
from pipeline.sheets.units import ALONE, IN_NAMED, IN_POWER, UNIT, pattern

FOLDER = "report/i18n/sheets"
LANGUAGE_FACT = "Language"  # the label of the first page that says in which language a workbook speaks

BACK = "← Indicators"
ONE_ROW = (
    "One economy a row, one year a column; blank = there is no figure. Numbers only: flags and remarks go into Notes."
)
NEW_ECONOMY = "ISO3 code of the economy. A new economy: choose its code in the first free row."
NEW_YEAR = "A new year: type it as a number in the first free cell to the right of the last year."
BOUNDS = "Numbers only, plausible between {low} and {high}; blank = no figure. A flag or remark goes into Notes."
NO_BOUND = "any"
ASKED_BOUNDS = "A number, plausible between {low} and {high}."
CHOOSE = "Choose one of the list."
CHOOSE_TERM = "Not in the list. A new term needs its row in data/reference/names.xlsx."
CHOOSE_ECONOMY = "No economy of the list: take its ISO3 code from the sheet Lists."
WHOLE, NUMBER, YEAR = "A whole number.", "A number.", "A year, as a number of four digits."
LISTED = "What the drop-downs of this workbook offer; nothing is read from here."

EDITING = (
    "One sheet per indicator: economies down, years across. Type numbers only; leave a cell blank where there is no "
    "figure (no 'n/a', '..', '-', no flags behind a number).",
    "A new year: write it as a number in the first free column of the row of years. A new economy: choose its ISO 3166-1 "
    "alpha-3 code in the first free row of column A.",
    "A flag or a remark about one figure goes into Notes, with its SDMX OBS_STATUS code.",
    "A new indicator: gdgr template PATH --indicator CODE adds its row in Indicators and its sheet. The column sheet of "
    "Indicators names the tab.",
    "Colours while you type: red = no number, or 100 times the year before; orange = outside the plausible range; yellow = "
    "ten times the year before, or a zero after a figure; violet = shown as per cent. Headers and codes are locked so that "
    "nothing moves by accident; there is no password. Run the check afterwards (make check); it names every cell that is "
    "wrong and changes nothing.",
)
# What earlier editions of the layout said in their place.
_BEFORE = {
    "A new year: write it as a number in the first free column of row 1. A new economy: write its ISO 3166-1 alpha-3 "
    "code in the first free row of column A.": EDITING[1],
    "A new indicator: add its row in Indicators and a sheet whose name is its code.": EDITING[3],
    "Run the check afterwards (make check); it names every cell that is wrong and changes nothing.": EDITING[4],
}

QUESTIONNAIRE = "Questionnaire"
ASKED = "Data for {economy}, {year}"
HOW_TO_ANSWER = (
    "Fill the white cells: the value, its source, and where needed a status and a remark. Leave the row blank where nothing is "
    "new.",
    "A value that is wrong: give the right one in the row of its year. A value that must go: leave the value blank and choose "
    "the status O (or another one of a missing value), with a remark.",
    "Save as xlsx and send it back. Nothing else needs to be changed; the grey cells are locked.",
)
ANSWERS = {
    "REF_AREA": "Economy",
    "INDICATOR": "Code of the indicator",
    "name": "Indicator",
    "unit": "Unit",
    "definition": "What is measured",
    "known_source": "Source so far",
    "known_value": "Value so far",
    "known_status": "Status so far",
    "TIME_PERIOD": "Year",
    "OBS_VALUE": "New value",
    "OBS_STATUS": "Status",
    "source_override": "Source of the value",
    "note": "Remark",
}
SOURCE_NEEDED = "Who publishes the value, and where: it is printed beside it."


@dataclass(frozen=True)
class Words:
    """The texts of one language; ``code`` is its code."""

    code: str
    catalogue: gettext.NullTranslations

    def __call__(self, message: str, **values: object) -> str:
        """The text in this language with ``{placeholders}`` filled."""
        translated = self.catalogue.gettext(message)
        return translated.format(**values) if values else translated

    @property
    def right_to_left(self) -> bool:
        """Whether sheets run from right to left."""
        return self.code == "ar"

    def unit(self, english: str, multiplier: object, shown: str = "") -> str:
        """A unit with its multiplier (an exponent of ten) in words, where its name does not say it; ``shown`` is the name in
        this language.

        >>> ENGLISH.unit("US dollars", 6), ENGLISH.unit("million US dollars", 6), ENGLISH.unit("US dollars", 2)
        ('million US dollars', 'million US dollars', 'US dollars, in 10^2')
        """
        text, power = pattern(english, multiplier)
        unit = shown or english
        return unit if text == ALONE else self(text, unit=unit, power=power)


def today(text: str) -> str:
    """What the layout says today in the place of one of its earlier texts about editing; any other text as it is."""
    return _BEFORE.get(text, text)


ENGLISH = Words(SOURCE_LANGUAGE, gettext.NullTranslations())


def words(root: Path, code: str) -> Words:
    """The texts of a language below ``root``; English where the project has no catalogue of it."""
    folder = root / FOLDER
    if code == SOURCE_LANGUAGE or not (folder / f"{code}.po").is_file():
        return ENGLISH
    return Words(code, load_catalogue(folder, code))


def messages() -> tuple[str, ...]:
    """Every text that a catalogue translates, once."""
    columns = (*layout.INDICATOR_COLUMNS, layout.TAB_COLUMN, *layout.NOTE_COLUMNS)
    return tuple(
        dict.fromkeys(
            (
                *(column.comment for column in columns),
                *(
                    UNIT,
                    IN_POWER,
                    *IN_NAMED.values(),
                    BACK,
                    ONE_ROW,
                    NEW_ECONOMY,
                    NEW_YEAR,
                    BOUNDS,
                    NO_BOUND,
                    ASKED_BOUNDS,
                    CHOOSE,
                ),
                *(CHOOSE_TERM, CHOOSE_ECONOMY, WHOLE, NUMBER, YEAR, LISTED, *EDITING),
                *(QUESTIONNAIRE, ASKED, *HOW_TO_ANSWER, *ANSWERS.values(), SOURCE_NEEDED),
            )
        )
    )
