"""Economies by any of their codes and names, and the codes of aggregates that publishers put beside them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.sheets.nearest import plain

# Eurostat writes Greece and the United Kingdom otherwise than ISO 3166-1.
_EUROSTAT = {"EL": "GRC", "UK": "GBR"}
# Codes that are no economy, by who uses them. A code that is one in data/reference/economies.xlsx is never an aggregate.
_CODES = (
    # World Bank, Country and Lending Groups; iso2 codes of its interface
    "WLD AFE AFW ARB CEB CSS EAP EAR EAS ECA ECS EMU EUU FCS HIC HPC IBD IBT IDA IDB IDX INX LAC LCN LDC LIC LMC LMY LTE "
    "MEA MIC MNA NAC OED OSS PRE PSS PST SAS SSA SSF SST TEA TEC TLA TMN TSA TSS UMC "
    "1A 1W 4E 7E 8S B8 EU F1 OE S1 S2 S3 S4 T2 T3 T4 T5 T6 T7 V1 V2 V3 V4 XC XD XE XF XG XH XI XJ XL XM XN XO XP XQ XT XU "
    "XY Z4 Z7 ZF ZG ZH ZI ZJ ZQ ZT "
    # OECD and SDMX CL_AREA
    "OECD OECDE OECD_REP OAVG OTO G7 G20 G-7 G-20 EA EA17 EA18 EA19 EA20 EA21 EU15 EU25 EU27 EU28 W W0 W1 W2 _T _W "
    # this report
    "LLDC SIDS WORLD"
)
_AGGREGATES = frozenset(_CODES.split())
# Areas that publishers have figures for and that UN M49 does not list, by the codes that each uses, and their plain names.
_UNLISTED_CODES = frozenset(["XKX", "XKO", "XK", "KSV", "KOS", "UVK", "CHI", "CHA", "JG", "TWN", "TW"])
_UNLISTED_NAMES = frozenset(
    ["kosovo", "channel islands", "taiwan", "taiwan china", "taiwan province of china", "chinese taipei"]
)
_PATTERNS = re.compile(
    r"EU\d\d_\d{4}|EU_V|EA_?\d*|EEA\d*(?:_\d{4})?|EFTA\d*|EU\d\d|EU\d\d_NOT_.*|NMS\d+|X\d\d|OWID_(?!KOS)\w+"  # Eurostat; ILOSTAT X01 ...
)
# Names of groups as publishers write them, in plain letters; what is in data/reference/economies.xlsx is known from there.
_NAMES = re.compile(
    r"(?:the )?(?:world|global|european union|euro area|european economic area|eurozone|oecd|g ?7|g ?20|asean|apec|brics|bric|mercosur"
    r"|arab world|arab states|caribbean small states|pacific island small states|other small states|small states|cis"
    r"|commonwealth of independent states|landlocked developing countries|small island developing states|least developed countries"
    r"|least developed|low income|lower middle income|upper middle income|middle income|low middle income|high income|not classified"
    r"|developed|developing|emerging|transition|africa|americas|asia|europe|oceania|asia and the pacific|asia pacific"
    r"|fragile and conflict affected situations|heavily indebted poor countries hipc|ibrd only|ida only|ida total|ida blend|ida ibrd total"
    r"|(?:(?:early|late|post|pre) demographic dividend)|(?:(?:east|central|south|north|west|western|eastern|northern|southern"
    r"|sub saharan|latin|middle)(?: (?:and|or|east|west|central|south|southern|eastern|western|north|northern|asia|africa|europe|america"
    r"|american|pacific|the|caribbean|saharan|baltics|oceania))+))"
    r"(?: (?:countries|economies|members|total|average|states|region|regions|area|un classification|all income levels|all income groups"
    r"|excluding .*|ida ibrd(?: countries)?|\d+ (?:countries|members)(?: .*)?|from \d{4}.*|\d{2,4}))*"
)
# UN M49, codes of regions and groupings (the world, continents, sub-regions, development and income groups).
_REGIONS = (
    "001 002 003 005 009 011 013 014 015 017 018 019 021 029 030 034 035 039 053 054 057 061 062 142 143 145 150 151 154 155 "
    "199 202 419 420 432 513 514 515 722 747 753"
)
_SMALL = frozenset(["of", "the", "and", "la", "le", "les", "de", "del", "du", "des", "republic", "rep", "dem", "st"])
_LONGEST = 80  # characters of a name that are compared
_M49 = frozenset(_REGIONS.split())


@dataclass(frozen=True)
class Areas:
    """Economies as the importer knows them.

    ``names`` maps ISO3 to the English name, ``aliases`` ISO2 and M49 to ISO3, ``spoken`` plain names in any language to
    ISO3, ``groups`` are codes and plain names of groups of economies.
    """

    names: Mapping[str, str]
    aliases: Mapping[str, str]
    spoken: Mapping[str, str] = field(default_factory=dict)
    groups: frozenset[str] = frozenset()

    def find(self, code: str) -> str | None:
        """The ISO3 code of an ISO3, ISO2 or M49 code (zeros in front or not) or an exact name, or None."""
        # As programs write a column of numbers, and numbers that must stay texts: 156.0, '004.
        text = re.sub(r"(?<=\d)\.0+$", "", code.strip().removeprefix("'"))
        upper = text.upper()
        for key in (upper, upper.zfill(3) if upper.isdigit() else upper):
            if key in self.names:
                return key
            if key in self.aliases:
                return self.aliases[key]
        if _EUROSTAT.get(upper) in self.names:
            return _EUROSTAT[upper]
        return self.spoken.get(plain(text))

    def is_aggregate(self, code: str, also: str = "") -> bool:
        """Whether a code or name that is no economy is a known group of economies; ``also`` is a pattern of further ones."""
        upper = code.strip().upper()
        return (
            upper in _AGGREGATES
            or bool(_PATTERNS.fullmatch(upper))
            or (upper.isdigit() and upper.zfill(3) in _M49)
            or bool(also and len(upper) <= _LONGEST and re.fullmatch(also, upper))
            or upper in self.groups
            or plain(code) in self.groups
            or bool(_NAMES.fullmatch(plain(code)))
        )

    def is_unlisted(self, code: str) -> bool:
        """Whether a code or name that is no economy here is an area that publishers know beyond the list of UN M49."""
        return code.strip().upper() in _UNLISTED_CODES or plain(code) in _UNLISTED_NAMES

    def nearest(self, code: str) -> str:
        """Up to three economies whose code or name in any language looks like ``code``, for a question; blank where none does."""
        wanted = plain(code)[:_LONGEST]
        pool = {**self.spoken, **{plain(name): iso3 for iso3, name in self.names.items()}}
        pool |= {iso3.lower(): iso3 for iso3 in self.names}
        words = set(wanted.split()) - _SMALL
        found = dict.fromkeys(pool[key] for key in difflib.get_close_matches(wanted, pool, n=3, cutoff=0.75))
        shared = [
            (len(words & set(key.split())) / len(words | set(key.split()) - _SMALL), key)
            for key in pool
            if words & set(key.split())
        ]
        found |= dict.fromkeys(pool[key] for _, key in sorted(shared, key=lambda item: (-item[0], item[1]))[:5])
        found |= dict.fromkeys(pool[key] for key in difflib.get_close_matches(wanted, pool, n=3, cutoff=0.6))
        return ", ".join(f"{iso3} ({self.names[iso3]})" for iso3 in list(found)[:3])
