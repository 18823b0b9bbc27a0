"""What goes into a reader's spreadsheet runs nothing: neither a cell nor the name of a column."""

from __future__ import annotations

import pandas as pd
import pytest

from pipeline.findings.spreadsheet import csv_bytes, harmless_frame

FORMULAS = ["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\n=1", "\r=1", "\uff1d1+1", "\uff20SUM(A1)"]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_text_in_a_cell_and_in_the_name_of_a_column(text: str) -> None:
    safe = harmless_frame(pd.DataFrame({text: [text, "plain"], "value": [1.5, 2.0], 2020: [1, 2]}))
    name, cell = str(safe.columns[0]), str(safe.iloc[0, 0])
    assert name == cell == "'" + text.replace("\r", "\n")
    assert list(safe.columns[1:]) == ["value", 2020]
    assert safe["value"].tolist() == [1.5, 2.0]


def test_a_frame_without_formulas_is_as_it_was() -> None:
    frame = pd.DataFrame({"a-b": ["x=1", "-"], "n": [-1.0, 2.0]}).iloc[:1]
    assert harmless_frame(frame).equals(frame)
    assert csv_bytes(frame) == b"a-b,n\nx=1,-1.0\n"
