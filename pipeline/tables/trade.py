"""Tables of trade in digitally deliverable services: every economy, and the identity of digital trade with its gaps."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd

from pipeline.findings.origins import Origin, Shown, Taken
from pipeline.findings.wording import amount, escape, sentences
from pipeline.findings.workshop import POPULATION, WORLD, Workshop, source_line
from pipeline.language import Language
from pipeline.methods.accounts.trade import trade_in_services
from pipeline.tables.sourced import of_fact, worked
from pipeline.tables.statistics import economy_order
from pipeline.tables.table import MISSING, Column, Table

EXPORTS, IMPORTS, PRODUCT = "UNCTAD_DE_DIG_SERVTRADE_ANN_EXP", "UNCTAD_DE_DIG_SERVTRADE_ANN_IMP", "NY.GDP.MKTP.CD"
PARTS = {"exports_gdp": 1, "imports_gdp": 1, "exports_head": 0, "growth_exports": 1}  # columns and their decimals
INPUTS = {
    "year": (EXPORTS, IMPORTS), "exports": (EXPORTS,), "imports": (IMPORTS,), "balance": (EXPORTS, IMPORTS),
    "exports_gdp": (EXPORTS, PRODUCT), "imports_gdp": (IMPORTS, PRODUCT), "exports_head": (EXPORTS, POPULATION),
    "growth_exports": (EXPORTS,),
}  # fmt: skip


def trade_table(workshop: Workshop, id: str, language: Language) -> Table:
    """Latest year of each economy with exports and imports: values, balance, shares of product, dollars a head."""
    t = language.text
    observations = workshop.data.observations
    long = trade_in_services(
        observations.wide(EXPORTS),
        observations.wide(IMPORTS),
        observations.wide(PRODUCT),
        observations.wide(POPULATION),
    )
    long = long[long["TIME_PERIOD"] >= workshop.edition.year - workshop.edition.oldest_latest]
    latest = long.dropna(subset=["balance"]).drop_duplicates("REF_AREA", keep="last").set_index("REF_AREA")
    latest = latest[latest.index.isin(workshop.data.groups[WORLD].members)]

    if language.code == "zh":  # the same digits, counted as Chinese counts
        size, decimals = 1e8, 2
        heads = (
            t("Exports, hundred million US dollars"),
            t("Imports, hundred million US dollars"),
            t("Balance, hundred million US dollars"),
        )
    else:
        size, decimals = 1e6, 0
        heads = (t("Exports, million US dollars"), t("Imports, million US dollars"), t("Balance, million US dollars"))

    def shown(value: float, decimals: int) -> str:
        return MISSING if pd.isna(value) else language.number(value, decimals)

    rows = []
    for code in sorted(latest.index, key=lambda code: economy_order(language, code)):
        line = latest.loc[code]
        year = int(line["TIME_PERIOD"])
        texts = {
            "year": str(year),
            **{name: shown(line[name] / size, decimals) for name in ("exports", "imports", "balance")},
            **{name: shown(line[name], digits) for name, digits in PARTS.items()},
        }
        rows.append((escape(language.name("economy", code)), *_sourced(code, year, line, texts)))
    columns = (
        Column(t("Economy"), 24),
        Column(t("Year"), 6, "r"),
        *(Column(head, 11, "r") for head in heads),
        Column(t("Exports, per cent of GDP"), 9, "r"),
        Column(t("Imports, per cent of GDP"), 9, "r"),
        Column(t("Exports a head, US dollars"), 9, "r"),
        Column(t("Growth of exports, per cent"), 10, "r"),
    )
    note = t("Latest year with exports and imports. Growth is nominal, on the year before.")
    sources = source_line(workshop, [EXPORTS, IMPORTS, PRODUCT, POPULATION], language)
    return Table(
        id,
        t("Digitally deliverable services by economy"),
        columns,
        tuple(rows),
        "tiny",
        sentences([note, escape(sources)], language),
    )


def _sourced(area: str, year: int, line: pd.Series, texts: Mapping[str, str]) -> tuple[str, ...]:
    """The cells of an economy, each on the observations that it is computed from."""
    return tuple(
        worked(
            text,
            f"{area}:{name}",
            year if name == "year" else float(line[name]),
            Origin(
                f"accounts.trade_in_services: {name}",
                MappingProxyType({"economy": area, "year": year}),
                tuple(
                    Taken(code, (area,), (year - 1, year) if name.startswith("growth") else (year,))
                    for code in INPUTS[name]
                ),
            ),
            "year" if name == "year" else "",
        )
        for name, text in texts.items()
    )


def digital_trade_identity(workshop: Workshop, id: str, language: Language) -> Table:
    """Digital trade = digitally ordered + digitally delivered − both: what the data sheets hold; a missing term leaves it open."""
    t = language.text
    total = workshop.facts.get("fig-services-total.end")
    unknown = t("not in the data sheets")
    reporters = workshop.facts.get("fig-services-total.reporters")
    terms = (
        (t("Digitally ordered"), MISSING, unknown),
        (t("Digitally delivered"), of_fact(escape(amount(total, language)), total, "delivered"), of_fact(escape(t("services that could be delivered digitally, exports of {count} economies that report, {year}: an upper bound of what these delivered digitally, without those that do not report", year=total.parameters["year"], count=language.number(reporters.value, 0))), reporters, "delivered:reporters")),
        (t("Both ordered and delivered digitally"), MISSING, unknown),
        (t("Digital trade = ordered + delivered − both"), MISSING, t("cannot be computed while a term is missing")),
    )  # fmt: skip
    rows = tuple(
        (escape(name), *(one if isinstance(one, Shown) else escape(one) for one in rest)) for name, *rest in terms
    )
    columns = (Column(t("Term"), 38), Column(t("Value"), 16, "r"), Column(t("What is known"), 46))
    return Table(id, t("The identity of digital trade, and what is missing in it"), columns, rows, "small")
