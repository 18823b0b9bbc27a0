"""Builders of broken workbooks: one for each problem code, changing the small valid folder of tests/sheets/workbooks."""
