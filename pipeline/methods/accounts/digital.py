"""The digital dimensions of supply-use tables: how (nature of transaction), what (products), who (industries).

Source: OECD Handbook on Compiling Digital Supply and Use Tables (2023), chapters 2 to 4. Tables may be partly filled:
what nobody has filled stays absent, is listed, and leaves the identities that need it unjudged.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from pipeline.methods.accounts.balances import industry_balance, product_balance
from pipeline.methods.accounts.identities import COLUMNS
from pipeline.model.supply_use import DigitalSupplyUse, Nature

ORDERED = (Nature.ORDERED_DIRECT, Nature.ORDERED_RESIDENT_PLATFORM, Nature.ORDERED_NON_RESIDENT_PLATFORM)


def digital_identities(table: DigitalSupplyUse, tolerance: float | None = None) -> pd.DataFrame:
    """The natures of every product add up to its total in every column; what is both is part of each.

    ``tolerance`` is a number; without it, half of the last digit of the tables for each cell. Columns as those of ``identities.identities``; ``code`` is "product / column". An identity with an absent nature is
    not judged (holds NA) and the nature stands in ``missing``; products without any nature row are not listed.
    """
    parts = []
    for name, natures, whole in (
        ("supply by nature", table.supply_by_nature, table.tables.supply),
        ("use by nature", table.use_by_nature, table.tables.use),
    ):
        allowed = (whole.rounding, tolerance)
        for product in dict.fromkeys(product for product, _ in natures.index):
            block = natures.loc[product].reindex([nature.value for nature in Nature])
            total = whole.block([product], list(block.columns)).iloc[0]
            parts.append(_rows(name, str(product), total, block, *allowed))
    both, delivered = table.ordered_and_delivered, table.delivered
    for product in both.index:
        whole_part = delivered.reindex(index=[product], columns=both.columns).iloc[0]
        excess = (both.loc[product] - whole_part).clip(lower=0)
        frame = pd.DataFrame([excess], index=["ordered and delivered beyond delivered"])
        parts.append(
            _rows("both within delivered", str(product), excess * 0, frame, table.tables.use.rounding, tolerance)
        )
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(COLUMNS))


def empty_cells(table: DigitalSupplyUse) -> pd.DataFrame:
    """Every cell of the digital dimensions that is there in name and not filled: part, product, nature, column."""
    rows: list[tuple[str, str, str, str]] = []
    for part, frame in (("supply_by_nature", table.supply_by_nature), ("use_by_nature", table.use_by_nature)):
        for product in dict.fromkeys(product for product, _ in frame.index):
            block = frame.loc[product].reindex([nature.value for nature in Nature])
            holes = block.isna().to_numpy()
            rows += [(part, str(product), str(block.index[i]), str(block.columns[j])) for i, j in np.argwhere(holes)]
    for part, frame in (("delivered", table.delivered), ("ordered_and_delivered", table.ordered_and_delivered)):
        rows += [
            (part, str(frame.index[i]), "", str(frame.columns[j])) for i, j in np.argwhere(frame.isna().to_numpy())
        ]
    return pd.DataFrame(rows, columns=["part", "product", "nature", "column"])


def digital_trade(ordered: float, delivered: float, both: float) -> float:
    """Digital trade = digitally ordered + digitally delivered − both, in the unit of the arguments.

    Source: IMF, OECD, UNCTAD and WTO, Handbook on Measuring Digital Trade, second edition (2023), chapter 2. Raises
    ValueError for a negative or missing value, or where both exceeds one of its wholes.

    >>> digital_trade(ordered=60.0, delivered=50.0, both=20.0)
    90.0
    """
    values = {"ordered": ordered, "delivered": delivered, "both": both}
    for name, value in values.items():
        if not value >= 0:
            raise ValueError(f"{name} is {value}; allowed: zero or more")
    if both > min(ordered, delivered):
        raise ValueError(f"both is {both}; allowed: at most ordered ({ordered}) and delivered ({delivered})")
    return ordered + delivered - both


def digital_trade_of(table: DigitalSupplyUse, column: str, products: list[str] | None = None) -> pd.DataFrame:
    """Digital trade of each product in one column of the use table (exports), or of the supply table (imports).

    Index product; ordered (sum of the ordered natures), delivered, both, digital_trade; NaN where a part is absent, and in
    the row ``total`` where it is for any product: what nobody has filled is no zero. ``products`` limits the list.
    """
    natures = table.use_by_nature if column in table.use_by_nature.columns else table.supply_by_nature
    if column not in natures.columns:
        raise ValueError(
            f"no column {column}; allowed: {', '.join(map(str, [*table.use_by_nature, *table.supply_by_nature]))}"
        )
    known = list(dict.fromkeys(product for product, _ in natures.index))
    chosen = known if products is None else products
    ordered = [natures[column].reindex([(p, n.value) for n in ORDERED]).sum(min_count=len(ORDERED)) for p in chosen]
    frame = pd.DataFrame({"ordered": ordered}, index=pd.Index(chosen, name="product"))
    for name, part in (("delivered", table.delivered), ("both", table.ordered_and_delivered)):
        frame[name] = part.reindex(index=chosen, columns=[column])[column].to_numpy()
    complete = frame.notna().all(axis=1)
    frame["digital_trade"] = np.nan
    for product in frame.index[complete]:
        frame.loc[product, "digital_trade"] = digital_trade(*frame.loc[product, ["ordered", "delivered", "both"]])
    frame.loc["total"] = frame.sum(skipna=False)
    return frame


def priority_indicators(table: DigitalSupplyUse) -> dict[str, pd.DataFrame]:
    """The high-priority indicators of the OECD handbook; NaN where a cell that one needs is not filled.

    ``expenditure_by_nature``: total use of each nature over products, by column, with ``products`` it rests on;
    ``products``: output, imports and intermediate use of each digital product class; ``industries``: output, value
    added and share of value added (per cent) of each digital industry, with its name.
    """
    nature_of = table.use_by_nature.index.get_level_values(1)
    expenditure = table.use_by_nature.groupby(nature_of).sum(skipna=False).reindex([nature.value for nature in Nature])
    expenditure["products"] = (
        table.use_by_nature.groupby(nature_of).size().reindex(expenditure.index).fillna(0).astype(int)
    )
    balance = product_balance(table.tables)
    classes = pd.Series({code: str(kind) for code, kind in table.products.items()}, dtype=object)
    products = balance.reindex(classes.index)[["output", "imports", "intermediate"]]
    industries = industry_balance(table.tables)
    economy = industries["value_added"].sum(skipna=False)
    groups: Mapping[str, str] = table.industries
    who = (
        industries.reindex(list(groups))[["output", "value_added"]]
        .groupby(pd.Series(groups, dtype=object))
        .sum(skipna=False)
    )
    who["share_value_added"] = 100 * who["value_added"] / economy
    who.insert(0, "name", [table.industry_names[code] for code in who.index])
    return {
        "expenditure_by_nature": expenditure,
        "products": products.groupby(classes).sum(skipna=False),
        "industries": who,
    }


def partition(table: DigitalSupplyUse) -> pd.DataFrame:
    """Digital and other industries beside the economy: index output, value_added; digital, other, economy, residual."""
    balance = industry_balance(table.tables)[["output", "value_added"]]
    digital = balance.index.isin(list(table.industries))
    unknown = sorted(set(table.industries) - set(table.tables.industries))
    if unknown:
        raise ValueError(f"digital industries that the tables do not have: {', '.join(unknown)}")
    frame = pd.DataFrame(
        {
            name: part.sum(skipna=False)
            for name, part in (("digital", balance[digital]), ("other", balance[~digital]), ("economy", balance))
        }
    )
    frame["residual"] = frame["economy"] - frame["digital"] - frame["other"]
    return frame


def _rows(
    name: str, product: str, total: pd.Series, block: pd.DataFrame, rounding: float, tolerance: float | None
) -> pd.DataFrame:
    """One identity row for each column: total = Σ rows of the block, unjudged where a cell is absent."""
    cells = block.notna().sum().to_numpy() + 1
    right = block.sum(skipna=False).to_numpy(dtype=float)
    left = total.to_numpy(dtype=float)
    missing = [
        " ".join([*(["total"] if np.isnan(whole) else []), *map(str, block.index[block[column].isna()])])
        for column, whole in zip(block.columns, left, strict=True)
    ]
    known = np.array([not text for text in missing])
    allowed = rounding / 2 * cells if tolerance is None else np.full(len(cells), tolerance)
    residual = left - right
    holds = pd.array(np.abs(np.where(known, residual, 0.0)) <= allowed + 1e-9, dtype="boolean")
    holds[~known] = pd.NA
    codes = [f"{product} / {column}" for column in block.columns]
    return pd.DataFrame(dict(zip(COLUMNS, (name, codes, left, right, residual, allowed, holds, missing), strict=True)))
