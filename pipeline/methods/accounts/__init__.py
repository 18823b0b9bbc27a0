"""Accounts: supply-use tables checked and analysed, digital dimensions, digital trade.

Source: System of National Accounts 2008, chapter 14; Eurostat Manual of Supply, Use and Input-Output Tables (2008);
United Nations Handbook on Supply and Use Tables and Input-Output Tables (2018); OECD Handbook on Compiling Digital
Supply and Use Tables (2023). Each module names what it takes from where. Which code of a publisher is which line of the
accounts stands in the workbook of the tables, and in no module.
"""

from pipeline.methods.accounts.balances import (
    digital_industries,
    digital_products,
    final_uses,
    group_shares,
    industry_balance,
    product_balance,
    value_added_shares,
)

__all__ = [
    "digital_industries",
    "digital_products",
    "final_uses",
    "group_shares",
    "industry_balance",
    "product_balance",
    "value_added_shares",
]
