"""Known shapes: files of publishers recognised by their header, each with its reading.

Sources of the layouts: SDMX-CSV field guides 1.0 and 2.0; World Bank, WDI bulk download and Indicators API; UNSD, SDG
Global Database; Eurostat, SDMX-CSV and TSV; OECD.Stat and OECD Data Explorer; ITU DataHub; ILOSTAT bulk download;
UNCTADstat bulk download; World Bank Data360; Open SDG.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePath

from pipeline.sheets.reading.declared import Reading
from pipeline.sheets.reading.header import Header, short
from pipeline.sheets.reading.periods import is_part
from pipeline.sheets.reading.statuses import CONFIDENTIAL, EUROSTAT, NATURE, OECD, WORLD_BANK

# Columns of a tidy file; the first four are required.
TIDY = ("economy_iso3", "year", "indicator", "value", "unit", "source", "source_url_or_repo", "licence", "note")
TIDY_REQUIRED = TIDY[:4]
# Columns of SDMX-CSV that say what the file is; nothing is lost where they are not read.
FORMAT = (
    "DATAFLOW",
    "STRUCTURE",
    "STRUCTURE_ID",
    "STRUCTURE_NAME",
    "ACTION",
    "LAST UPDATE",
    "SERIES_KEY",
    "TIME_FORMAT",
)
# Attributes of SDMX data structures: columns that never tell two series apart.
_ATTRIBUTES = (
    "decimals comment_obs obs_comment comment comment_ts source_detail source_link data_source time_detail time_coverage "
    "upper_bound lower_bound base_period base_per geo_info_url geo_info_type cust_breakdown_lb nature obs_status obs_flag "
    "conf_status obs_conf unit_mult unit_measure obs_pre_break pre_break_value title title_compl unit_type database_id "
    "unit_measure_type collection time_per_collect ref_period_detail compiling_org agg_method last_update publ_ecb"
)
ATTRIBUTES = frozenset(_ATTRIBUTES.split())
# Columns that tell apart what must not be mixed, wherever they stand.
_DIMENSIONS = (
    "freq frequency sex gender age age_group urbanisation location_type education edu_level education_lev occupation disability "
    "disability_status income_wealth_quantile classif1 classif2 reporting_type comp_breakdown composite_breakdown "
    "cust_breakdown activity product sector measure subject counterpart_area adjustment transformation area_type residence scale currency magnitude multiplier price_base prices valuation "
    # the same in the other languages, as national files write them
    "sexe sexo пол 性别 الجنس geschlecht âge edad возраст 年龄 العمر alter milieu zona местность 城乡 المنطقة"
)
DIMENSIONS = frozenset(_DIMENSIONS.split())
# Names by which a column says that it holds economies; a file of Open SDG has none.
_ECONOMY = (
    "economy",
    "country",
    "country code",
    "entity",
    "location",
    "ref_area",
    "geo",
    "iso3",
    "iso2",
    "code",
    "area",
)
_CODED = re.compile(r"\[([A-Z0-9]+(?:\.[A-Z0-9]+)+)\]$")
SDMX_ALLOWED = "REF_AREA, TIME_PERIOD and OBS_VALUE"


def known_shape(header: Header, file: str) -> Reading | None:
    """The reading of a file in a known shape; None where its header is none that is known."""
    for shape in _SHAPES:
        found = shape(header, file)
        if found is not None:
            return found
    return None


def _tidy(header: Header, file: str) -> Reading | None:
    if not header.has(*TIDY_REQUIRED):
        return None
    get = header.get
    return Reading(
        shape="tidy file",
        economy=get("economy_iso3"),
        year=get("year"),
        value=get("value"),
        indicator=(get("indicator"),),
        status=header.all("obs_status"),
        unit=get("unit"),
        source=get("source"),
        url=get("source_url_or_repo"),
        licence=get("licence"),
        note=header.all("note"),
        dimensions=_named_dimensions(header, TIDY),
    )


def _wdi(header: Header, file: str) -> Reading | None:
    code = header.get("Indicator Code", "Series Code")
    if not (header.has("Country Code") and code and header.years()):
        return None
    return Reading(
        shape="World Bank, years as columns",
        economy=header.get("Country Code"),
        years=True,
        indicator=(code,),
        name=header.get("Indicator Name", "Series Name"),
        ignore=header.all("Country Name"),
    )


def _databank(header: Header, file: str) -> Reading | None:
    """DataBank with a column an indicator: ``Individuals using the Internet [IT.NET.USER.ZS]``."""
    year = header.get("Time", "Year")
    coded = {name: match[1] for name in header.names if (match := _CODED.search(name)) and name != year}
    if not (header.has("Country Code") and year and coded):
        return None
    return Reading(
        shape="World Bank, indicators as columns",
        economy=header.get("Country Code"),
        year=year,
        values=coded,
        ignore=header.all("Country Name", "Time Code", "Year Code"),
    )


def _world_bank_api(header: Header, file: str) -> Reading | None:
    economy = header.get("cty_iso", "countryiso3code")
    indicator = header.get("ind_id", "indicator.id")
    if not (economy and indicator and header.has("date", "value")):
        return None
    return Reading(
        shape="World Bank, interface",
        economy=economy,
        year=header.get("date"),
        value=header.get("value"),
        indicator=(indicator,),
        status=header.all("obs_sttus", "obs_status"),
        unit=header.get("unit"),
        name=header.get("ind_nm", "indicator.value"),
        ignore=header.all("cty_id", "cty_nm", "country.id", "country.value", "decimal"),
        statuses=WORLD_BANK,
    )


def _unsd(header: Header, file: str) -> Reading | None:
    if not header.has("SeriesCode", "GeoAreaCode", "TimePeriod", "Value"):
        return None
    nature = header.get("Nature", "[Nature]")
    unit = header.get("Units", "[Units]")
    status = header.all("Nature", "[Nature]", "Observation Status", "[Observation Status]")
    bracketed = (name for name in header.names if name.startswith("[") and name not in (*status, unit))
    return Reading(
        shape="UNSD, SDG database",
        economy=header.get("GeoAreaCode"),
        year=header.get("TimePeriod"),
        value=header.get("Value"),
        indicator=(header.get("SeriesCode"),),
        status=status,
        unit=unit,
        source=header.get("Source"),
        note=header.all("FootNote"),
        dimensions=(*header.all("Reporting Type", "[Reporting Type]"), *bracketed),
        name=header.get("SeriesDescription"),
        ignore=header.all("Goal", "Target", "Indicator", "GeoAreaName"),
        statuses={f"{nature}:{letter}": code for letter, code in NATURE.items()} if nature else {},
    )


def _eurostat_tsv(header: Header, file: str) -> Reading | None:
    geo = next((name for name in header.names if name.casefold().endswith(("\\time_period", "\\time"))), "")
    if not geo or not header.years():
        return None
    others = header.others((geo, *header.years()))
    indicator = tuple(name for name in others if name.casefold().startswith("indic"))
    unit = header.get("unit")
    return Reading(
        shape="Eurostat, TSV",
        economy=geo,
        years=True,
        indicator=indicator,
        unit=unit,
        dimensions=tuple(name for name in others if name not in (*indicator, unit) and not is_part(name)),
        fixed={} if indicator else {"indicator": _stem(file)},
        statuses=EUROSTAT,
        flagged=True,
    )


def _ilostat(header: Header, file: str) -> Reading | None:
    if not header.has("ref_area", "indicator", "time", "obs_value"):
        return None
    return Reading(
        shape="ILOSTAT",
        economy=header.get("ref_area"),
        year=header.get("time"),
        value=header.get("obs_value"),
        indicator=(header.get("indicator"),),
        status=header.all("obs_status"),
        source=header.get("source"),
        note=header.all("note_classif", "note_indicator", "note_source"),
        dimensions=header.all("sex", "classif1", "classif2"),
        ignore=tuple(name for name in header.names if name.casefold().endswith(".label")),
    )


def _sdmx(header: Header, file: str) -> Reading | None:
    economy = header.get("REF_AREA", "geo", "LOCATION", "COUNTRY", "REPORTER")
    if not (economy and header.has("TIME_PERIOD", "OBS_VALUE")):
        return None
    get = header.get
    eurostat = bool(get("OBS_FLAG")) or economy.casefold() == "geo"
    indicator = get("INDICATOR", "SERIES") or next((n for n in header.names if n.casefold().startswith("indic")), "")
    indicator = indicator or get("MEASURE") or (get("DATAFLOW") if eurostat else "")
    unit, multiplier = get("UNIT_MEASURE", "unit"), get("UNIT_MULT")
    status = header.all("OBS_STATUS", "OBS_FLAG", "NATURE", "CONF_STATUS", "OBS_CONF")
    labels = tuple(_labels(header))
    sources = get("DATA_SOURCE", "SOURCE_DETAIL", "SOURCE")
    note = header.all("COMMENT_OBS", "OBS_COMMENT", "COMMENT", "NOTE_CLASSIF", "NOTE_INDICATOR", "NOTE_SOURCE", "NOTE")
    used = (
        economy,
        get("TIME_PERIOD"),
        get("OBS_VALUE"),
        indicator,
        unit,
        multiplier,
        sources,
        *status,
        *note,
        *labels,
    )
    dimensions = tuple(
        name
        for name in header.others((*used, *header.all(*FORMAT)))
        if short(name).casefold() not in ATTRIBUTES and not name.casefold().endswith("_label")
    )
    letters = {
        f"{short(get(column))}:{letter}": code
        for column in ("CONF_STATUS", "OBS_CONF")
        for letter, code in CONFIDENTIAL.items()
    }
    letters |= {f"{short(get('NATURE'))}:{letter}": code for letter, code in NATURE.items()}
    return Reading(
        shape="Eurostat, SDMX-CSV" if eurostat else "SDMX-CSV",
        economy=economy,
        year=get("TIME_PERIOD"),
        value=get("OBS_VALUE"),
        indicator=(indicator,) if indicator else (),
        status=status,
        unit=unit,
        multiplier=multiplier,
        source=sources,
        note=note,
        dimensions=dimensions,
        ignore=labels,
        statuses={key: code for key, code in letters.items() if not key.startswith(":")}
        | dict(EUROSTAT if eurostat else {}),
    )


def _labels(header: Header) -> Iterator[str]:
    """Columns of labels: ``SEX_LABEL`` of Data360, and ``Reference area`` behind ``REF_AREA`` as the OECD writes them."""
    for before, name in zip(("", *header.names), header.names, strict=False):
        suffixed = name.casefold().endswith("_label") and header.get(name[: -len("_label")])
        cased = before.isupper() and ":" not in name and not name.isupper() and not name.islower()
        own = name.casefold() in DIMENSIONS and before.casefold() != name.casefold()
        if suffixed or (cased and not own and before not in header.all(*FORMAT)):
            yield name


def _oecd_legacy(header: Header, file: str) -> Reading | None:
    economy = header.get("LOCATION", "COU", "COUNTRY")
    if not (economy and header.has("Value", "Flag Codes") and header.get("TIME", "YEA", "YEAR")):
        return None
    get = header.get
    year, unit, multiplier = get("TIME", "YEA", "YEAR"), get("Unit Code"), get("PowerCode Code")
    indicator = next(
        (name for name in map(get, ("INDICATOR", "VAR", "IND", "SUBJECT", "VARIABLE")) if name.isupper()), ""
    )
    used = (economy, year, get("Value"), get("Flag Codes"), unit, multiplier, indicator)
    codes = tuple(name for name in header.others(used) if name.isupper())
    labels = header.others((*used, *codes, *header.all("Reference Period Code", "Reference Period")))
    return Reading(
        shape="OECD.Stat",
        economy=economy,
        year=year,
        value=get("Value"),
        indicator=(indicator,) if indicator else (),
        status=(get("Flag Codes"),),
        unit=unit or (get("UNIT") if "UNIT" in codes else ""),
        multiplier=multiplier,
        dimensions=tuple(name for name in codes if unit or name != "UNIT"),
        ignore=labels,
        statuses=OECD,
    )


def _itu(header: Header, file: str) -> Reading | None:
    if not header.has("seriesCode", "entityIso", "dataValue", "dataYear"):
        return None
    names = ("seriesID", "seriesParent", "entityID", "entityName", "seriesDescription")
    return Reading(
        shape="ITU DataHub",
        economy=header.get("entityIso"),
        year=header.get("dataYear"),
        value=header.get("dataValue"),
        indicator=(header.get("seriesCode"),),
        unit=header.get("seriesUnits"),
        source=header.get("dataSource"),
        remark_in_source=True,
        name=header.get("seriesName"),
        note=header.all("dataNote"),
        ignore=header.all(*names),
    )


def _unctad(header: Header, file: str) -> Reading | None:
    """UNCTADstat: figures in ``X_Value`` with ``X_Footnote`` and ``X_MissingValue``, or in ``X`` with ``X Footnote``."""
    label = header.get("Economy_Label", "Economy Label")
    if not (label and header.has("Year", "Economy")):
        return None
    bulk = "_" in label
    ends = ("_Footnote", "_MissingValue") if bulk else (" Footnote", " Missing value")
    values = {"*_Value": "*"} if bulk else {name: name for name in header.names if header.get(f"{name}{ends[0]}")}
    others = tuple(end.casefold() for end in (*ends, label[-len("_Label") :], *(["_value"] if bulk else [])))
    used = [name for name in header.names if name in values or name.casefold().endswith(others)]
    if not values or (bulk and not any(name.casefold().endswith("_value") for name in used)):
        return None
    indicator = header.get("Series", "Indicator")
    return Reading(
        shape="UNCTADstat",
        economy=header.get("Economy"),
        year=header.get("Year"),
        indicator=(indicator,) if indicator else (),
        values=values,
        note=tuple(f"*{end}" for end in ends),
        dimensions=header.others((*used, header.get("Economy"), header.get("Year"), indicator)),
        ignore=tuple(name for name in used if name.casefold().endswith("label")),
        aggregates=r"\d{4}",
    )


def _open_sdg(header: Header, file: str) -> Reading | None:
    """Open SDG: headline figures are the rows whose disaggregations are all blank."""
    if header.names[:1] != ("Year",) or header.names[-1:] != ("Value",) or header.get(*_ECONOMY):
        return None
    unit, status, series = (
        header.get("Units", "UNIT_MEASURE"),
        header.all("Observation status", "OBS_STATUS"),
        header.get("Series"),
    )
    note = header.all("COMMENT_OBS", "COMMENT_TS", "Note")
    used = ("Year", "Value", unit, *status, series, *note, *header.all("UNIT_MULT", "GeoCode"))
    return Reading(
        shape="Open SDG",
        year="Year",
        value="Value",
        indicator=(series,) if series else (),
        status=status,
        unit=unit,
        multiplier=header.get("UNIT_MULT"),
        note=note,
        fixed={} if series else {"indicator": _stem(file).removeprefix("indicator_")},
        where=dict.fromkeys((*header.others(used), *header.all("GeoCode")), ""),
    )


def _named_dimensions(header: Header, used: Iterable[str]) -> tuple[str, ...]:
    """Columns beside ``used`` that are dimensions by their name."""
    return tuple(name for name in header.others(used) if name.casefold().replace(" ", "_") in DIMENSIONS)


def _stem(file: str) -> str:
    return PurePath(file).name.split(".")[0]


_SHAPES: tuple[Callable[[Header, str], Reading | None], ...] = (
    _tidy,
    _wdi,
    _databank,
    _world_bank_api,
    _unsd,
    _eurostat_tsv,
    _ilostat,
    _sdmx,
    _oecd_legacy,
    _itu,
    _unctad,
    _open_sdg,
)
