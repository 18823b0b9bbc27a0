"""A small made-up world in memory for tests of recipes, tables and chapters: twelve real economies, invented figures.

``workshop(series...)`` makes one from a few ``series``; what a test does not give (population, names, registers, supply
and use tables, parameters) is there already. Every economy belongs to an income group and an ITU region; two are small.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd

from pipeline.edition import Edition
from pipeline.findings.claims import Claim
from pipeline.findings.exhibit import Exhibit, Words
from pipeline.findings.naming import speak
from pipeline.findings.selection import Selection
from pipeline.findings.wording.realise import claim_sentences, sentence
from pipeline.findings.wording.realise import words as realised
from pipeline.findings.workshop import Workshop
from pipeline.language import Language
from pipeline.model.dataset import Dataset
from pipeline.model.economies import Economy, Group
from pipeline.model.indicators import Direction, Framework, Indicator
from pipeline.model.observations import COLUMNS, Observations
from pipeline.model.registers import Governance, Parameters
from pipeline.model.supply_lines import Blank, LineMap, Mapped, Member, Price, TableKind
from pipeline.model.supply_use import SupplyUse, SupplyUseTable
from tests.methods.progress.samples import ROWS

ROOT = Path(__file__).parents[2]
I18N = ROOT / "report" / "i18n"
# ISO3: name, income group, ITU region, LDC, LLDC, SIDS, people (made up)
ECONOMIES = {
    "FRA": ("France", "HIC", "ITU_EUR", False, False, False, 60e6),
    "DEU": ("Germany", "HIC", "ITU_EUR", False, False, False, 80e6),
    "ISL": ("Iceland", "HIC", "ITU_EUR", False, False, False, 0.4e6),
    "JPN": ("Japan", "HIC", "ITU_ASP", False, False, False, 120e6),
    "KOR": ("Republic of Korea", "HIC", "ITU_ASP", False, False, False, 50e6),
    "USA": ("United States", "HIC", "ITU_AMS", False, False, False, 330e6),
    "BGD": ("Bangladesh", "LMC", "ITU_ASP", True, False, False, 170e6),
    "BOL": ("Bolivia", "LMC", "ITU_AMS", False, True, False, 12e6),
    "IND": ("India", "LMC", "ITU_ASP", False, False, False, 1400e6),
    "KEN": ("Kenya", "LMC", "ITU_AFR", False, False, False, 50e6),
    "VNM": ("Viet Nam", "LMC", "ITU_ASP", False, False, False, 100e6),
    "VUT": ("Vanuatu", "LMC", "ITU_ASP", False, False, True, 0.3e6),
}
HIGH = [code for code, row in ECONOMIES.items() if row[1] == "HIC"]
LOW = [code for code, row in ECONOMIES.items() if row[1] == "LMC"]
GROUPS = {
    "WLD": ("world", "World"),
    "HIC": ("income", "High income"),
    "LMC": ("income", "Lower middle income"),
    "ITU_EUR": ("itu_region", "Europe"),
    "ITU_ASP": ("itu_region", "Asia and the Pacific"),
    "ITU_AMS": ("itu_region", "Americas"),
    "ITU_AFR": ("itu_region", "Africa"),
    "LDC": ("special", "Least developed countries"),
    "LLDC": ("special", "Landlocked developing countries"),
    "SIDS": ("special", "Small island developing States"),
    "EMPTY": ("income", "Nobody"),
}
MEMBERS = {"334": "Computers", "511": "Software", "11": "Farms"}
TERMS = {
    ("unit", "per cent of population"): "per cent of population",
    ("unit", "US dollars"): "US dollars",
    ("unit", "million US dollars"): "million US dollars",
    ("unit", "index (0-1)"): "index (0–1)",
    ("unit", "score (0-100)"): "score (0–100)",
    ("unit", "1 = yes, 0 = no"): "1 = yes, 0 = no",
    ("unit", "persons"): "persons",
    ("pillar", "access"): "Access",
    ("theme", "digital_divide"): "Digital divide",
    ("theme", "digital_trade"): "Digital trade",
    ("theme", "standards"): "Standards",
    **{("class", code): code.replace("_", " ").capitalize() for code in ("low", "middle", "high", "very_high")},
    **{("status", code): name for code, name in (("A", "normal"), ("E", "estimated"), ("B", "break"))},
    **{
        ("register", code): code
        for code in (
            *("intergovernmental", "multistakeholder", "private", "declaration", "guidelines", "data", "none"),
            *("multilateral", "plurilateral", "regional", "bilateral"),
        )
    },
}
Cells = Mapping[str, Mapping[int, float]]


def series(
    code: str,
    cells: Cells,
    unit: str = "per cent of population",
    decimals: int = 1,
    maximum: float | None = 100,
    framework: str = "development",
    flags: Mapping[tuple[str, int], str] | None = None,
    **metadata: object,
) -> tuple[Indicator, pd.DataFrame]:
    """An indicator and its rows; ``flags`` gives OBS_STATUS by economy and year, A elsewhere."""
    indicator = Indicator(
        code, f"Indicator {code}", unit, 0, f"What {code} measures.", f"Producer of {code}", f"Citation of {code}",
        "https://example.org/data", "CC BY 4.0", "2026-10-01", Direction.HIGHER, decimals, 0.0, maximum,
        Framework(framework), "access", "digital_divide", code, f"data/{framework}/book.xlsx", code,
    )  # fmt: skip
    years = sorted({year for row in cells.values() for year in row})
    rows = [
        (code, area, year, float(cells[area][year]), (flags or {}).get((area, year), "A"), 2 + n, 3 + years.index(year))
        for n, area in enumerate(sorted(cells))
        for year in sorted(cells[area])
    ]
    return replace(indicator, **metadata), pd.DataFrame(rows, columns=list(COLUMNS))


def flat(value: float, areas: Iterable[str], years: Iterable[int]) -> dict[str, dict[int, float]]:
    """The same value for economies and years."""
    return {area: dict.fromkeys(years, value) for area in areas}


def spread(values: Mapping[str, float], year: int = 2024) -> dict[str, dict[int, float]]:
    """One value an economy, in one year."""
    return {area: {year: value} for area, value in values.items()}


def ladder(start: float = 10.0, step: float = 5.0, areas: Iterable[str] = tuple(ECONOMIES)) -> dict[str, float]:
    """Different values in the order of the economies: start, start + step ..."""
    return {area: start + step * n for n, area in enumerate(areas)}


def observations(*given: tuple[Indicator, pd.DataFrame]) -> Observations:
    """Series as the observations of a data set."""
    found = sorted(given, key=lambda one: one[0].code)
    frame = pd.concat([rows for _, rows in found], ignore_index=True)
    return Observations(frame, {indicator.code: indicator for indicator, _ in found})


def dataset(*given: tuple[Indicator, pd.DataFrame], **parts: object) -> Dataset:
    """The data set of some series; ``parts`` replace its fields (governance, supply_use, vintages, terms ...)."""
    if "SP.POP.TOTL" not in {indicator.code for indicator, _ in given}:
        given = (
            *given,
            series("SP.POP.TOTL", spread({a: row[6] for a, row in ECONOMIES.items()}, 2022), "persons", 0, None),
        )
    economies = {
        code: Economy(code, code[:2], "000", both(name), "", "", itu, income, ldc, lldc, sids, 1.0, 2.0)
        for code, (name, income, itu, ldc, lldc, sids, _) in ECONOMIES.items()
    }
    terms = {key: both(name) for key, name in TERMS.items()}
    for indicator, _ in given:
        terms["indicator", indicator.code] = both(f"Name of {indicator.code}")
        terms["short", indicator.code] = both(f"Short {indicator.code}")
    for indicator, _ in given:
        terms["definition", indicator.code] = both(indicator.definition)
        terms["source", indicator.source] = both(indicator.source)
    for economy, years in parts.get("supply_use", {}).items():  # type: ignore[attr-defined]
        for tables in years.values():
            terms["source", tables.source] = both(tables.source)
            for member in tables.members:
                terms[member.role, f"{economy}:{member.code}"] = both(MEMBERS[member.code])
    whole = Dataset(
        observations(*given), economies, _groups(), {}, {}, governance(), parameters(), terms, {"type": "FeatureCollection", "features": []},
        {"data/development/book.xlsx": "0" * 64},
    )  # fmt: skip
    return replace(whole, **parts)


def _groups() -> dict[str, Group]:
    """The groups with the members that the economies' rows give them."""
    column = {"income": 1, "itu_region": 2}
    special = {"LDC": 3, "LLDC": 4, "SIDS": 5}
    found = {}
    for code, (kind, name) in GROUPS.items():
        if kind == "world":
            members = list(ECONOMIES)
        elif kind == "special":
            members = [area for area, row in ECONOMIES.items() if row[special[code]]]
        else:
            members = [area for area, row in ECONOMIES.items() if row[column[kind]] == code]
        found[code] = Group(code, kind, both(name), tuple(sorted(members)), "made up")
    return found


def both(name: str) -> dict[str, str]:
    """A name in English and a made-up one in Chinese."""
    return {"en": name, "zh": f"中{name}"}


def workshop(
    *given: tuple[Indicator, pd.DataFrame], population: float = 0.8, count: float = 0.5, **parts: object
) -> Workshop:
    """A workshop on made-up series under a coverage rule."""
    return Workshop(dataset(*given, **parts), edition(population, count))


def edition(population: float = 0.8, count: float = 0.5) -> Edition:
    """The edition of 2026, with a coverage rule."""
    path = ROOT / "report" / "editions" / "2026.toml"
    return Edition(2026, date(2026, 11, 23), ("en", "zh"), "", both("A publisher"), population, count, 10, path)


def tongue(shop: Workshop, code: str = "en") -> Language:
    """A language with the names of the made-up data."""
    return speak(shop.data, I18N, code)


def read(shop: Workshop, exhibit: Exhibit, code: str = "en") -> Words:
    """The words of an exhibit, after a check that its data, options and words are what its chart kind asks for."""
    from pipeline.figures.drawing import Drawing
    from pipeline.figures.kinds import KINDS
    from pipeline.figures.save import check_words

    words = told(shop, exhibit, code)
    drawing = Drawing.of(exhibit, words, code)
    check_words(drawing)
    KINDS[exhibit.kind].check(drawing)
    return words


def told(shop: Workshop, exhibit: Exhibit, code: str = "en") -> Words:
    """The words of an exhibit, from the claims that selection chooses in a report of this figure alone."""
    sources = dict.fromkeys([*(shop.indicator(one).source for one in exhibit.indicators), *exhibit.sources])
    return realised(exhibit, Selection().choose(exhibit), list(sources), tongue(shop, code))


def claim_of(exhibit: Exhibit, key: str) -> Claim:
    """The claim of an exhibit by the key after the colon."""
    return next(claim for claim in exhibit.claims if claim.id == f"{exhibit.id}:{key}")


def sentence_of(shop: Workshop, claim: Claim, code: str = "en") -> str:
    """A claim's sentence, with its condition."""
    return claim_sentences(claim, tongue(shop, code))


def keys(exhibit: Exhibit) -> set[str]:
    """Keys of the claims of an exhibit that may be printed."""
    return {claim.id.partition(":")[2] for claim in exhibit.claims if claim.printed}


def in_both(shop: Workshop, exhibit: Exhibit) -> None:
    """A check that every claim is a sentence, and where it can be a headline, in both languages.

    No headline ends with a full stop or is repeated by its text; in English none opens with a digit.
    """
    for code in ("en", "zh"):
        words, language = read(shop, exhibit, code), tongue(shop, code)
        heads = [sentence(one.headline, language) for one in exhibit.claims if one.headline is not None]
        for head in [words.title, *heads]:
            assert head and not head.endswith((".", "。")) and not (code == "en" and head[0].isdigit())
        for said in [sentence_of(shop, one, code) for one in exhibit.claims]:
            assert said.endswith((".", "。")) and not (code == "en" and said[0].isdigit())
        assert words.title not in words.text


def value(shop: Workshop, id: str) -> float:
    """The value of a fact."""
    return shop.facts.get(id).value


def parameters(**parts: pd.DataFrame) -> Parameters:
    """Classes of a scheme, the thresholds of the methods of progress, and one target; each replaceable."""
    bounds = [("low", None, 0.25), ("middle", 0.25, 0.5), ("high", 0.5, 0.75), ("very_high", 0.75, 1.0)]
    frames = {
        "classes": pd.DataFrame(
            [("EGDI", code, low, high, "upper", "A survey", "") for code, low, high in bounds],
            columns=["scheme", "class", "lower", "upper", "closed", "source", "url"],
        ),
        "thresholds": thresholds(),
        "goalposts": pd.DataFrame(
            [("HDI", "life", 20.0, 85.0, "", "")], columns=["index", "dimension", "lower", "upper", "source", "url"]
        ),
        "targets": targets(("everyone", "USE", 100.0, "higher")),
    }
    return Parameters(**(frames | parts))


def thresholds(sourced: Iterable[str] = ("unsd", "statistics_canada")) -> pd.DataFrame:
    """The sheet of thresholds with all rows that the methods of progress need; ``sourced`` methods have a source."""
    named = set(sourced)
    return pd.DataFrame(
        [
            (method, name, float(bound), "ratio", "A note" if method in named else "", "")
            for method, part in ROWS.items()
            for name, bound in part.items()
        ],
        columns=["method", "parameter", "value", "unit", "source", "url"],
    )


def targets(*rows: tuple[str, str, float | None, str], base: int = 2015, year: int = 2030) -> pd.DataFrame:
    """The sheet of targets from code, indicator, value and direction."""
    return pd.DataFrame(
        [
            (code, indicator, f"Wording of {code}", goal, base, year, way, "A resolution", "")
            for code, indicator, goal, way in rows
        ],
        columns=["target", "indicator", "wording", "value", "base_year", "target_year", "direction", "source", "url"],
    ).astype({"value": float})


def governance() -> Governance:
    """A register of four platforms, five instruments, their parties and some meetings; one of each not verified."""
    platforms = [
        (
            "union",
            "Old Union (OU)",
            "OU",
            1865,
            "yearly",
            "intergovernmental",
            ("standards",),
            2024,
            "guidelines",
            True,
        ),
        (
            "forum",
            "Open Forum",
            "Forum",
            2018,
            "yearly",
            "multistakeholder",
            ("digital_divide", "standards"),
            2025,
            "none",
            True,
        ),
        ("club", "Club of firms", "Firms", 2020, "yearly", "private", ("digital_trade",), None, "data", True),
        ("rumour", "Rumoured stage", "?", 2025, "?", "private", ("standards",), None, "none", False),
    ]
    meetings = [
        ("union", 2023, "Geneva", "An outcome", ("standards",), True),
        ("forum", 2024, "Kyoto", "", ("digital_divide",), True),
        ("forum", 2025, "Oslo", "A message", ("digital_divide",), True),
        ("club", 2024, "Davos", "Papers", ("digital_trade",), True),
        ("rumour", 2024, "Nowhere", "Nothing", ("standards",), False),
    ]
    instruments = [
        ("pact", "A pact", "Pact", "treaty", "regional", 2018, 2020, 2, ("digital_trade",), "yes", True),
        ("code", "A code", "Code", "code", "multilateral", 2005, 2005, 60, ("standards",), "no", True),
        ("deal", "A deal", "Deal", "treaty", "bilateral", 2021, None, 2, ("digital_trade",), "yes", True),
        ("hope", "A hope", "Hope", "text", "private", None, None, None, ("standards",), "no", True),
        ("tale", "A tale", "Tale", "text", "regional", 2022, 2022, 5, ("digital_trade",), "yes", False),
    ]
    parties = [
        ("pact", "FRA", "party", 2018, True),
        ("pact", "KEN", "party", 2019, True),
        ("deal", "FRA", "signed", 2021, True),
        ("deal", "USA", "signed", 2021, True),
        ("code", "IND", "endorsed", 2005, False),
        ("tale", "IND", "party", 2022, False),
        ("pact", "EUU", "party", 2018, True),
    ]
    read_at = {"source": "A page", "source_url": "https://example.org", "note": ""}
    return Governance(
        pd.DataFrame(platforms, columns=["id", "name", "organiser", "first_year", "frequency", "membership_type", "themes", "latest_known_edition_year", "output_type", "verified"]).assign(**read_at),
        pd.DataFrame(meetings, columns=["platform_id", "year", "place", "outcome_title", "themes", "verified"]).assign(**read_at),
        pd.DataFrame(instruments, columns=["id", "name", "short_name", "type", "layer", "adopted_year", "in_force_year", "parties_count", "themes", "binding", "verified"]).assign(**read_at, party_list="complete"),
        pd.DataFrame(parties, columns=["instrument_id", "iso3", "status", "year", "verified"]).assign(source_url=""),
        "data/monitoring/governance.xlsx",
    )  # fmt: skip


SUPPLY_USE_LINES = LineMap(
    (
        *(
            Mapped("supply", "column", code, line)
            for code, line in (("m", "imports"), ("t", "margins"), ("tax", "product_taxes"), ("sub", "product_taxes"))
        ),
        *(
            Mapped("use", "column", code, line)
            for code, line in (("c", "households"), ("k", "fixed_capital"), ("s", "inventories"), ("e", "exports"), ("g", "government"))
        ),
        Mapped("use", "row", "inputs", "products_total"),
        Mapped("use", "row", "gva", "value_added"),
        Mapped("use", "row", "made", "output"),
    )
)  # fmt: skip


def supply_use(
    year: int = 2023, digital: float = 100.0, fault: float = 0.0, economy: str = "USA", by_industry: bool = True
) -> SupplyUse:
    """A supply and use table of three products that balances; ``digital`` scales computers, ``fault`` breaks a cell.

    In million dollars: computers (334) and software (511) are digital, farms (11) are not. Every product's supply at
    purchasers' prices equals its use, every industry's output its inputs and value added. Without ``by_industry`` supply is
    by product only, as one line.
    """
    kinds = {"11": "no", "334": "ict_goods", "511": "publishing"}
    members = tuple(Member(code, role, kind) for role in ("product", "industry") for code, kind in kinds.items())
    # Supply: output on the diagonal, then imports, trade margins, taxes and subsidies.
    supply = pd.DataFrame(
        [[500.0, 0, 0, 10, -15, 5, 0], [0, 2 * digital, 0, 40, 10, 5, -5], [0, 0, 150.0, 20, 5, 3, -3]],
        index=["11", "334", "511"],
        columns=["11", "334", "511", "m", "t", "tax", "sub"],
    ).replace(0.0, float("nan"))
    final = pd.DataFrame(
        [[300.0, 20, -5, 60, 25], [90, 60, 4, 46, 10], [40, 50, 0, 30, 15]],
        index=["11", "334", "511"],
        columns=["c", "k", "s", "e", "g"],
    )
    total = supply.sum(axis=1) - final.sum(axis=1)  # what is left for intermediate use
    shares = pd.DataFrame({"11": [0.5, 0.1, 0.2], "334": [0.2, 0.6, 0.3], "511": [0.3, 0.3, 0.5]}, index=final.index)
    intermediate = shares.mul(total, axis=0)
    output = pd.Series({"11": 500.0, "334": 2 * digital, "511": 150.0})
    below = pd.DataFrame({"inputs": intermediate.sum(), "gva": output - intermediate.sum(), "made": output}).T
    use = pd.concat([pd.concat([intermediate, below]), final], axis=1)
    use.loc["334", "334"] += fault
    lines = SUPPLY_USE_LINES
    if not by_industry:
        supply = supply.drop(columns=list(kinds)).assign(q=output)
        lines = LineMap((*lines.rows, Mapped("supply", "column", "q", "output")))
    tables = {
        kind.value: SupplyUseTable(kind.value, f"{kind.value} {year}", kind, price, Blank.ZERO, 1.0, cells)
        for kind, price, cells in (
            (TableKind.SUPPLY, Price.BASIC, supply),
            (TableKind.USE, Price.PURCHASERS, use),
        )
    }
    workbook = f"data/accounting/supply-use-{economy.lower()}.xlsx"
    return SupplyUse(economy, year, "million US dollars", "Made-up tables", tables, members, lines, workbook)


def accounts_of(*tables: SupplyUse) -> dict[str, dict[int, SupplyUse]]:
    """Tables as a data set holds them: by economy and year."""
    found: dict[str, dict[int, SupplyUse]] = {}
    for one in tables:
        found.setdefault(one.economy, {})[one.year] = one
    return found


def accounts_shop(*tables: SupplyUse) -> Workshop:
    """A workshop that holds these tables."""
    return workshop(series("USE", spread({"FRA": 1.0})), supply_use=accounts_of(*tables))


def without_a_class(shop: Workshop, *economies: str) -> Workshop:
    """The workshop with these economies in no income group."""
    groups = {
        code: replace(group, members=tuple(one for one in group.members if one not in economies))
        if group.kind == "income"
        else group
        for code, group in shop.data.groups.items()
    }
    return replace(shop, data=replace(shop.data, groups=groups))
