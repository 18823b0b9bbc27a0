"""Recipe of the identities of the supply and use tables: do they hold, and within which rounding."""

from __future__ import annotations

import pandas as pd

from pipeline.findings.exhibit import Exhibit, Words
from pipeline.findings.recipes.accounts import ranges, supply_use_source
from pipeline.findings.wording import amount, number, sentences, span
from pipeline.findings.workshop import Workshop
from pipeline.language import Language
from pipeline.methods import accounts
from pipeline.methods.accounts.identities import identities_by_year
from pipeline.model.supply_use import SupplyUse


def begin(workshop: Workshop) -> None:
    """Have others begin with the identities of all years."""
    workshop.begin("identities", identities_by_year, lambda: (all_tables(workshop),))


def all_tables(workshop: Workshop) -> dict[int, SupplyUse]:
    """The supply and use tables of all years."""
    return workshop.watch.once("tables of all years", lambda: dict(workshop.data.supply_use.items()))


def _judged(tables: SupplyUse, product_balance: pd.DataFrame, industry_balance: pd.DataFrame) -> pd.DataFrame:
    """Every identity of a year, given its balances: absolute residual and tolerance, million dollars.

    A cell rounded to a million is off by half a million at most; an identity by that much times its published cells.
    """
    products = accounts.codes_of(tables, "product")
    finals = accounts.codes_of(tables, "final_use")
    valuations = ["MCIF", "MADJ", "Trade", "Trans", "MDTY", "TOP", "SUB"]

    def published(frame: pd.DataFrame, rows: list[str], columns: list[str], axis: int) -> pd.Series:
        return frame.reindex(index=rows, columns=columns).notna().sum(axis=axis)

    of_products = published(tables.supply, products, [*products, *valuations], 1)
    of_products += published(tables.use, products, [*products, *finals], 1)
    industries = [code for code in products if code in tables.use.columns]
    of_industries = published(tables.supply, products, industries, 0)
    of_industries += published(tables.use, [*products, "VABAS"], industries, 0)
    parts = [
        pd.DataFrame({"residual": balance["residual"].abs(), "tolerance": 0.5 * cells.reindex(balance.index)})
        for balance, cells in (
            (product_balance, of_products),
            (industry_balance, of_industries),
        )
    ]
    return pd.concat(parts)


def residuals(workshop: Workshop, id: str) -> Exhibit:
    """Lines: largest absolute residual of the product and industry identities by year, in million dollars."""
    rows, all_judged = [], []
    for year, tables in workshop.data.supply_use.items():
        products, industries = accounts.product_balance(tables), accounts.industry_balance(tables)
        rows.append(("products", year, float(products["residual"].abs().max())))
        rows.append(("industries", year, float(industries["residual"].abs().max())))
        all_judged.append(_judged(tables, products, industries))
    data = pd.DataFrame(rows, columns=["series", "x", "y"])
    worst = data.loc[data["y"].idxmax()]
    every = list(workshop.data.supply_use.values())
    judged = pd.concat(all_judged, ignore_index=True)
    within_rounding = bool((judged["residual"] <= judged["tolerance"]).all())
    cells = ranges(every)
    facts = {
        "worst": workshop.fact(
            f"{id}.worst",
            worst["y"],
            "million US dollars",
            0,
            method="accounts.balance",
            cells=ranges([workshop.data.supply_use[int(worst["x"])]]),
            year=int(worst["x"]),
        ),
        "checked": workshop.fact(f"{id}.checked", len(judged), "", 0, method="count of identities", cells=cells),
        "tolerance": workshop.fact(
            f"{id}.tolerance",
            judged.loc[judged["residual"].idxmax(), "tolerance"],
            "million US dollars",
            1,
            method="half a million dollars × published cells of the identity",
            cells=cells,
        ),
        "broken": workshop.fact(
            f"{id}.broken",
            int((judged["residual"] > judged["tolerance"]).sum()),
            "",
            0,
            method="count of identities",
            cells=cells,
        ),
    }

    def words(language: Language) -> Words:
        t = language.text
        values = {
            "count": number(facts["checked"], language),
            "worst": amount(facts["worst"], language),
            "broken": number(facts["broken"], language),
            "years": span(data["x"]),
        }
        title = (
            t("All {count} identities of {years} hold within rounding: the largest residual is {worst}", **values)
            if within_rounding
            else t(
                "{broken} of {count} identities of {years} miss by more than rounding: the largest residual is {worst}",
                **values,
            )
        )
        text = sentences(
            [
                t(
                    "For every product, supply at purchasers’ prices was compared with intermediate and final use; for every industry, output with intermediate consumption and value added."
                ),
                t(
                    "The largest difference, {worst}, is of {year}.",
                    worst=amount(facts["worst"], language),
                    year=int(worst["x"]),
                ),
                t(
                    "Tolerated is half a million dollars for each published cell of an identity, since every cell is rounded to a million: {tolerance} in this case.",
                    tolerance=amount(facts["tolerance"], language),
                ),
            ],
            language,
        )
        labels = {"products": t("Products: supply and use"), "industries": t("Industries: output and its costs")}
        alt = t("Two lines of yearly largest residuals. {summary}", summary=text)
        return Words(
            title,
            t("Largest absolute residual, million US dollars, {years}", years=span(data["x"])),
            supply_use_source(workshop, language),
            alt,
            text,
            labels,
        )

    return Exhibit(id, "lines", data, words, (), {"decimals": 0, "y_from_zero": True})
