"""Tables of the registers, the parameters and the sources."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import pandas as pd

from pipeline.findings.messages import Name
from pipeline.findings.origins import Origin, Role
from pipeline.findings.settings import LAWS, PARAMETERS, REGISTERS
from pipeline.findings.verdicts import method_name
from pipeline.findings.wording import escape, gettext_noop, sentences
from pipeline.findings.wording.names import spoken
from pipeline.findings.wording.realise import sentence
from pipeline.findings.workshop import Workshop
from pipeline.language import IN_ENGLISH, SOURCE_LANGUAGE, Language
from pipeline.methods.progress.verdicts import Method
from pipeline.tables.sourced import from_row, worked
from pipeline.tables.statistics import economy_order
from pipeline.tables.table import MISSING, Column, Table, cell

UNVERIFIED = "†"
NO_INDICATORS = "–"  # of a source of supply and use tables
LINK = re.compile(r"https://[^\s<>|\\`]+")  # what can stand between angle brackets in a cell and be nothing but a link


def _year(value: object) -> str:
    """A year of a register, or the symbol for none."""
    return MISSING if value is None or pd.isna(value) else str(int(float(str(value))))


def _mark(row: pd.Series) -> str:
    """Mark of a row that was not read at a source."""
    return "" if row["verified"] else f" {UNVERIFIED}"


def _note(language: Language) -> str:
    """What the mark means."""
    return language.text(
        "{mark}: not read at a source; printed for completeness, not counted in any finding. {missing}: not read.",
        mark=UNVERIFIED,
        missing=MISSING,
    )


def _registered(kind: str, row: pd.Series, language: Language) -> str:
    """Name of a row of a register: in English its full one, in another language the name there with the English in brackets."""
    if language.code == SOURCE_LANGUAGE:
        return cell(row["name"])
    name = spoken(Name(kind, row["id"]), language).text
    if (kind, row["id"]) in language.lacking:
        return escape(IN_ENGLISH + row["name"])
    return escape(
        name if name == row["name"] else language.text("{name} ({original})", name=name, original=row["name"])
    )


def _printed(kind: str, text: str | None, language: Language) -> str:
    """A text or code of the sheets by its name in the language, itself where the terms have none; the symbol for no text."""
    known = isinstance(text, str) and language.has_name(kind, text)
    return escape(language.name(kind, str(text))) if known else cell(text)


def _themes(codes: Sequence[str], language: Language) -> str:
    """Printed themes of a row."""
    return escape(language.listing([language.name("theme", code) for code in codes]))


def platforms(workshop: Workshop, id: str, language: Language) -> Table:
    """All platforms of the register."""
    t = language.text
    names = ("name", "organiser", "first_year", "latest_known_edition_year", "membership_type", "themes")
    place = f"{workshop.data.governance.workbook} › {REGISTERS['platforms']}"
    rows = [
        from_row(
            (
                _registered("platform", row, language) + _mark(row),
                cell(row["organiser"]),
                _year(row["first_year"]),
                _year(row["latest_known_edition_year"]),
                escape(language.name("register", row["membership_type"])),
                _themes(row["themes"], language),
            ),
            str(row["id"]), names, place, row,
        )
        for _, row in workshop.data.governance.platforms.iterrows()
    ]  # fmt: skip
    columns = (
        Column(t("Platform"), 27),
        Column(t("Convened by"), 20),
        Column(t("First"), 6, "r"),
        Column(t("Latest read"), 7, "r"),
        Column(t("Takes part"), 14),
        Column(t("Themes"), 26),
    )
    return Table(id, t("Register of platforms"), columns, tuple(rows), "tiny", _note(language))


def instruments(workshop: Workshop, id: str, language: Language) -> Table:
    """All instruments of the register."""
    t = language.text
    frame = workshop.data.governance.instruments.sort_values(["adopted_year", "id"], na_position="last")
    names = ("name", "layer", "adopted_year", "in_force_year", "parties_count", "binding", "themes")
    place = f"{workshop.data.governance.workbook} › {REGISTERS['instruments']}"
    rows = [
        from_row(
            (
                _registered("instrument", row, language) + _mark(row),
                escape(language.name("register", row["layer"])),
                _year(row["adopted_year"]),
                _year(row["in_force_year"]),
                MISSING if pd.isna(row["parties_count"]) else language.number(row["parties_count"], 0),
                _binding(row, workshop.edition.year, language),
                _themes(row["themes"], language),
            ),
            str(row["id"]), names, place, row,
        )
        for _, row in frame.iterrows()
    ]  # fmt: skip
    columns = (
        Column(t("Instrument"), 34),
        Column(t("Layer"), 12),
        Column(t("Adopted"), 7, "r"),
        Column(t("In force"), 7, "r"),
        Column(t("Parties"), 7, "r"),
        Column(t("Binding"), 7),
        Column(t("Themes"), 26),
    )
    note = sentences(
        [
            _note(language),
            t("“By design” is an instrument that is meant to bind and for which no year of entry into force was read."),
        ],
        language,
    )
    return Table(id, t("Register of instruments, by year of adoption"), columns, tuple(rows), "tiny", note)


def _binding(row: pd.Series, year: int, language: Language) -> str:
    """Whether an instrument binds: yes only once it is in force; what is meant to bind and is not, says so."""
    t = language.text
    if row["binding"] != "yes":
        return t("no")
    in_force = row["in_force_year"]
    return t("yes") if not pd.isna(in_force) and int(in_force) <= year else t("by design")


def meetings(workshop: Workshop, id: str, language: Language) -> Table:
    """All meetings of the register, newest first."""
    t = language.text
    register = workshop.data.governance
    names = {row["id"]: row["name"] for _, row in register.platforms.iterrows()}
    frame = register.meetings.sort_values(["year", "platform_id"], ascending=[False, True])

    def platform(id: str) -> str:
        english = language.code == SOURCE_LANGUAGE or not language.has_name("platform", id)
        return cell(names.get(id, id)) if english else escape(language.name("platform", id))

    place = f"{register.workbook} › {REGISTERS['meetings']}"
    rows = [
        from_row(
            (
                _year(row["year"]),
                platform(row["platform_id"]) + _mark(row),
                _printed("place", row["place"], language),
                _printed("outcome", row["outcome_title"], language),
            ),
            f"{row['platform_id']}:{_year(row['year'])}", ("year", "platform", "place", "outcome"), place, row,
        )
        for _, row in frame.iterrows()
    ]  # fmt: skip
    columns = (Column(t("Year"), 7, "r"), Column(t("Platform"), 33), Column(t("Place"), 15), Column(t("Outcome"), 45))
    return Table(id, t("Register of meetings"), columns, tuple(rows), "tiny", _note(language))


def cyberlaw(workshop: Workshop, id: str, language: Language) -> Table:
    """The state of law in five areas, one economy a row; what the source has no data for is not read as no law."""
    t = language.text
    frame = workshop.data.laws.cyberlaw
    areas = list(dict.fromkeys(frame["area"]))
    states = frame.pivot(index="iso3", columns="area", values="state")

    def shown(state: object) -> str:
        return MISSING if pd.isna(state) or state == "no_data" else escape(language.name("register", str(state)))

    rows = [
        (escape(language.name("economy", economy)), *(shown(states.at[economy, area]) for area in areas))
        for economy in sorted(states.index, key=lambda code: economy_order(language, code))
    ]
    width = 74 // max(len(areas), 1)
    columns = (Column(t("Economy"), 26), *(Column(escape(language.name("register", area)), width) for area in areas))
    counts = [
        t(
            "{area}: {count} of {economies}",
            area=language.name("register", area),
            count=language.number((states[area] == "legislation").sum(), 0),
            economies=language.number(len(states), 0),
        )
        for area in areas
    ]
    note = sentences(
        [
            t(
                "State of {day}; economies with a law: {counts}.",
                day=language.date(date.fromisoformat(max(frame["as_of"]))),
                counts=language.listing(counts),
            ),
            t("A law that is there says nothing about what it holds. {missing}: no data in the source.", missing=MISSING),
            t("Source: {source}.", source=language.listing([language.name("source", one) for one in sorted(set(frame["source"]))])),
        ],
        language,
    )  # fmt: skip
    book, sheet = LAWS["cyberlaw"]
    behind = Origin("count of economies with legislation", cells=((Role.READ, f"data/{book} › {sheet}"),))
    return Table(id, t("State of cyberlaw by economy and area"), columns, tuple(rows), "tiny", note, behind)


def ai_laws(workshop: Workshop, id: str, language: Language) -> Table:
    """The selection of AI laws, bills and strategies, by economy and day of adoption."""
    t = language.text
    frame = workshop.data.laws.ai_laws

    def economy(code: str) -> str:
        known = code in workshop.data.economies
        return language.name("economy", code) if known else language.name("register", code)

    def place(row: pd.Series) -> tuple[object, ...]:
        code = row["iso3"]  # what is no economy (the European Union) stands last
        known = code in workshop.data.economies
        return (not known, economy_order(language, code) if known else "", row["adopted"], row["id"])

    book, sheet = LAWS["ai_laws"]
    rows = [
        from_row(
            (
                escape(economy(row["iso3"])),
                cell(row["name"]) + _mark(row),
                escape(language.name("register", row["type"])),
                escape(language.name("register", row["force"])),
                row["adopted"] or MISSING,
                row["in_force"] or MISSING,
            ),
            str(row["id"]), ("economy", "name", "type", "force", "adopted", "in_force"), f"data/{book} › {sheet}", row,
        )
        for row in sorted((row for _, row in frame.iterrows()), key=place)
    ]  # fmt: skip
    columns = (
        Column(t("Economy"), 18),
        Column(t("Text"), 40),
        Column(t("Kind"), 12),
        Column(t("Force"), 11),
        Column(t("Adopted"), 10),
        Column(t("In force"), 9),
    )
    note = sentences(
        [
            t("A selection and no census: that an economy or a text is not listed says nothing, and no share is made from it."),
            _note(language),
        ],
        language,
    )  # fmt: skip
    return Table(id, t("AI laws, bills and strategies: a selection"), columns, tuple(rows), "tiny", note)


def corrections(workshop: Workshop, id: str, language: Language) -> Table:
    """Every declared correction: what the sheet holds, what is used instead, why, and until when."""
    t = language.text
    rows = []
    for one in workshop.data.corrections:
        decimals = workshop.indicator(one.indicator).decimals
        about = {"indicator": one.indicator, "economy": one.area, "year": one.year}
        origin = Origin("declared correction", about, (), ((Role.VALUE, one.cell),))
        texts: dict[str, tuple[str, float | None]] = {
            "indicator": (escape(language.name("short", one.indicator)), None),
            "economy": (escape(language.name("economy", one.area)), None),
            "year": (str(one.year), one.year),
            "expected": (language.number(one.expected, decimals), one.expected),
            "value": (t("withheld") if one.value is None else language.number(one.value, decimals), one.value),
            "reason": (cell(one.reason), None),
            "source": (cell(one.source), None),
            "expires": (one.expires, None),
        }
        key = f"{one.area}:{one.indicator}:{one.year}"
        rows.append(tuple(worked(text, f"{key}:{name}", value, origin) for name, (text, value) in texts.items()))
    columns = (
        Column(t("Indicator"), 11),
        Column(t("Economy"), 13),
        Column(t("Year"), 5, "r"),
        Column(t("In the sheet"), 8, "r"),
        Column(t("Used"), 8, "r"),
        Column(t("Reason"), 26),
        Column(t("Source"), 20),
        Column(t("Expires"), 9),
    )
    note = t(
        "The data sheets stay as their source has them; a correction is applied when they are read, and the build stops once the source no longer holds the wrong value, or the correction has expired."
    )
    return Table(id, t("Declared corrections"), columns, tuple(rows), "tiny", note)


def targets(workshop: Workshop, id: str, language: Language) -> Table:
    """Targets with wording, value and source; a target without a source says so.

    A wording stands in the language's official translation where the terms have it, else in English.
    """
    t = language.text
    rows = []
    for _, row in workshop.data.parameters.targets.iterrows():
        value = (
            t("direction only")
            if pd.isna(row["value"])
            else language.number(row["value"], 0 if float(row["value"]).is_integer() else 2)
        )
        cells = (
            escape(language.name("short", row["indicator"])),
            escape(language.name("target", row["target"])),
            value,
            _year(row["target_year"]),
            _cited(row["source"], language),
        )
        names = ("indicator", "wording", "value", "target_year", "source")
        rows.append(from_row(cells, str(row["target"]), names, PARAMETERS["targets"][0], row))
    columns = (
        Column(t("Measured with"), 16),
        Column(t("Wording of the source"), 40),
        Column(t("Value"), 9, "r"),
        Column(t("Year"), 7, "r"),
        Column(t("Source"), 28),
    )
    return Table(id, t("Targets"), columns, _once(rows, (1, 4), language), "small", _wordings(language))


ONCE_FROM = 40  # characters: a shorter text is printed again


def _once(rows: Sequence[tuple[str, ...]], columns: Sequence[int], language: Language) -> tuple[tuple[str, ...], ...]:
    """Rows in which a long text of some columns that the row above has too says so instead."""
    above = language.text("as above")
    return tuple(
        tuple(
            above if at and number in columns and len(text) >= ONCE_FROM and text == rows[at - 1][number] else text
            for number, text in enumerate(row)
        )
        for at, row in enumerate(rows)
    )


def _wordings(language: Language) -> str:
    """Where the wordings of targets come from in a language that is not theirs."""
    if language.code == SOURCE_LANGUAGE:
        return ""
    return language.text(
        "Wordings of the Sustainable Development Goals in their official translation; those of which none was read stand in English."
    )


def _cited(source: str | None, language: Language) -> str:
    """A source that a sheet of targets or parameters names, in the language where the terms have it."""
    return _printed("source", source, language) if str(source or "").strip() else language.text("no source")


# Printed names of the thresholds that the methods of this edition read, by method and parameter.
_THRESHOLDS = {
    ("unsd", "on_track"): gettext_noop("On track from this ratio of expected to required change"),
    ("unsd", "fair"): gettext_noop("Fair from this ratio of expected to required change"),
    ("unsd", "fast_growth"): gettext_noop("On track without a numeric target, growth in per cent a year"),
    ("unsd", "slow_growth"): gettext_noop("Fair without a numeric target, growth in per cent a year"),
    ("unsd", "near_limit"): gettext_noop("Achieved within this distance of 0 or 100, percentage points"),
    ("statistics_canada", "on_track"): gettext_noop("On track from this ratio of observed to required growth"),
    ("statistics_canada", "accelerate"): gettext_noop("Needs acceleration from this ratio of observed to required growth"),
    ("statistics_canada", "limited"): gettext_noop("Limited progress from this ratio of observed to required growth"),
    ("statistics_canada", "growth_on_track"): gettext_noop("On track without a numeric target, growth in per cent a year"),
    ("statistics_canada", "growth_accelerate"): gettext_noop("Needs acceleration without a numeric target, growth in per cent a year"),
    ("statistics_canada", "growth_limited"): gettext_noop("Limited progress without a numeric target, growth in per cent a year"),
    ("statistics_canada", "zero_replacement"): gettext_noop("Stands in for a base or target of zero, unit of the series"),
    ("statistics_canada", "limit_exponent"): gettext_noop("Exponent of the factor that shrinks the bounds near a natural limit"),
    ("statistics_canada", "parity_low"): gettext_noop("Parity is achieved from this multiple of the target"),
    ("statistics_canada", "parity_high"): gettext_noop("Parity is achieved up to this multiple of the target"),
    ("eurostat", "significant"): gettext_noop("Significant progress from this ratio of observed to required growth"),
    ("eurostat", "moderate"): gettext_noop("Moderate progress from this ratio of observed to required growth"),
    ("eurostat", "insufficient"): gettext_noop("Insufficient progress from this ratio of observed to required growth"),
    ("eurostat", "growth_significant"): gettext_noop("Significant progress without a numeric target, growth in per cent a year"),
    ("eurostat", "growth_moderate"): gettext_noop("Moderate progress without a numeric target, growth in per cent a year"),
    ("eurostat", "growth_moderate_away"): gettext_noop("Moderate movement away without a numeric target, growth in per cent a year"),
    ("eurostat", "short_term"): gettext_noop("Short term, years up to the latest value"),
    ("eurostat", "long_term"): gettext_noop("Long term, years up to the latest value"),
    ("eurostat", "long_minimum_span"): gettext_noop("Years of the long term that the values must cover"),
    ("escap", "maintain"): gettext_noop("Maintain progress up to this missing share of the required change"),
    ("escap", "accelerate"): gettext_noop("Accelerate progress up to this missing share of the required change"),
    ("sdsn", "on_track"): gettext_noop("On track from this ratio of observed to needed change a year"),
    ("sdsn", "moderately_improving"): gettext_noop("Moderately improving from this ratio of observed to needed change a year"),
    ("sdsn", "stagnating"): gettext_noop("Stagnating from this ratio of observed to needed change a year"),
    ("probability", "likely"): gettext_noop("Likely from this share of projections that meet the target"),
    ("probability", "possible"): gettext_noop("Possible from this share of projections that meet the target"),
    ("probability", "parity_tolerance"): gettext_noop("Parity counts as met within this share of the target"),
    ("affordability", "entry_level"): gettext_noop("Affordable up to this price of entry-level broadband, per cent of monthly income per capita"),
}  # fmt: skip
# What every method may ask of a series; 0 asks for nothing and is not printed.
_MINIMUMS = {
    "minimum_points": gettext_noop("Values that a verdict on a trend needs, at least"),
    "minimum_span": gettext_noop("Years that the values must cover, at least"),
    "maximum_age": gettext_noop("Years from the latest value to the year of the assessment, at most"),
}
# Thresholds that no method of progress reads, by what they are about.
_NO_METHODS = {"affordability": gettext_noop("Affordability")}
# Schemes of classes that figures of this edition use. UNSD's classes stand among the thresholds.
_SCHEMES = ("EGDI",)


def parameters(workshop: Workshop, id: str, language: Language) -> Table:
    """Thresholds and classes that this edition reads, by name and grouped by method, each with its source.

    What the sheets hold for other uses (goalposts of studies, schemes that no figure shows) is left out; a value
    without a source says "no source".
    """
    t = language.text
    sheets = workshop.data.parameters
    names = ("method", "parameter", "value", "source")
    rows = []

    def shown(value: object) -> str:
        if value is None or pd.isna(value):
            return ""
        digits = f"{float(str(value)):.6f}".rstrip("0").partition(".")[2]
        return language.number(float(str(value)), len(digits))

    by_method = {str(method): number for number, method in enumerate(Method)}
    grouped = sheets.thresholds.sort_values(
        "method", key=lambda names: names.map(lambda name: by_method.get(name, len(by_method))), kind="stable"
    )
    for _, row in grouped.iterrows():
        key = (str(row["method"]), str(row["parameter"]))
        asked = key[0] in tuple(Method) and row["value"] and _MINIMUMS.get(key[1])
        if name := _THRESHOLDS.get(key) or asked:
            method = t(_NO_METHODS[key[0]]) if key[0] in _NO_METHODS else sentence(method_name(key[0]), language)
            cells = (escape(method), t(name), shown(row["value"]), _cited(row["source"], language))
            rows.append(from_row(cells, ":".join(key), names, PARAMETERS["thresholds"][0], row))
    for _, row in sheets.classes.iterrows():
        if row["scheme"] in _SCHEMES:
            low, high = shown(row["lower"]), shown(row["upper"])
            if low and high:
                bounds = t("above {lower} to {upper}", lower=low, upper=high)
            else:
                bounds = t("{bound} or less", bound=high) if high else t("above {bound}", bound=low)
            cells = (
                _printed("indicator", row["scheme"], language),
                _printed("class", row["class"], language),
                bounds,
                _cited(row["source"], language),
            )
            rows.append(from_row(cells, f"{row['scheme']}:{row['class']}", names, PARAMETERS["classes"][0], row))
    columns = (
        Column(t("Method or scheme"), 18),
        Column(t("Parameter or class"), 32),
        Column(t("Value or bounds"), 16, "r"),
        Column(t("Source"), 34),
    )
    caption = t("Parameters that the computations read from the data sheets")
    return Table(id, caption, columns, _once(rows, (3,), language), "small")


def _link(url: str) -> str:
    """An address as a link that is printed without its scheme, so that it breaks at its slashes and not before them."""
    return f"[{escape(url.removeprefix('https://'))}](<{url}>)"


def sources(workshop: Workshop, id: str, language: Language) -> Table:
    """Producers and data sets, with licence, day of access and the number of indicators taken from each.

    Supply and use tables, which are no indicators, have a dash for it.
    """
    t = language.text
    grouped: dict[tuple[str, str, str], list[str]] = {}
    places: dict[tuple[str, str, str], dict[str, None]] = {}
    for indicator in workshop.data.observations.indicators.values():
        key = indicator.source, indicator.licence, indicator.accessed
        grouped.setdefault(key, []).append(indicator.url)
        places.setdefault(key, {})[f"{indicator.workbook} › Indicators"] = None
    tables = {}
    for years in workshop.data.supply_use.values():
        one = next(iter(years.values()))
        tables[one.source, one.licence, one.accessed] = [one.url]
        places.setdefault((one.source, one.licence, one.accessed), {})[f"{one.workbook} › About"] = None

    def sourced(key: tuple[str, str, str], cells: Sequence[str]) -> tuple[str, ...]:
        origin = Origin(
            "metadata of the sheets", {"source": key[0]}, (), tuple((Role.READ, one) for one in places[key])
        )
        names = ("source", "indicators", "licence", "accessed", "url")
        return tuple(worked(text, f"{key[0]}:{name}", None, origin) for text, name in zip(cells, names, strict=True))

    rows = [
        sourced(
            (source, licence, accessed),
            (
                escape(language.name("source", source)),
                language.number(len(urls), 0) if (source, licence, accessed) in grouped else NO_INDICATORS,
                escape(language.name("licence", licence)) if licence else MISSING,
                escape(accessed),
                "; ".join(_link(url) for url in dict.fromkeys(urls) if LINK.fullmatch(url)),
            ),
        )
        for (source, licence, accessed), urls in sorted(
            {**tables, **grouped}.items(),
            key=lambda item: (language.order(language.name("source", item[0][0])), item[0]),
        )
    ]
    columns = (
        Column(t("Source"), 27),
        Column(t("Indicators"), 9, "r"),
        Column(t("Licence"), 21),
        Column(t("Accessed"), 11),
        Column(t("Taken from"), 32),
    )
    return Table(id, t("Sources of the indicators"), columns, tuple(rows), "small")


def inputs(workshop: Workshop, id: str, language: Language) -> Table:
    """Input files of the edition with the first half of their SHA-256."""
    t = language.text
    rows = [
        tuple(
            worked(text, f"{path}:{name}", None, Origin("input file", {"sha256": digest}, (), ((Role.READ, path),)))
            for name, text in (("file", f"`{path}`"), ("sha256", f"`{digest[:32]}`"))
        )
        for path, digest in sorted(workshop.data.files.items())
    ]
    columns = (Column(t("File"), 50), Column(t("SHA-256, first 32 digits"), 50))
    return Table(id, t("Input files"), columns, tuple(rows), "tiny")
