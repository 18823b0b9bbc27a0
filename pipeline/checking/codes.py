"""The problems of what the sheets mean together: the design of the index, bounds of the methods, identities of the accounts."""

from __future__ import annotations

from pipeline.problems import Severity
from pipeline.sheets.codes import Code

_E, _W = Severity.ERROR, Severity.WARNING
_ALL = (
    Code("index-direction-against", _E, "Direction against the indicator", "The index would count a better figure as worse.",
         "the direction of the indicator: {direction}", "correct the direction here, or in Indicators"),
    Code("index-choice-value", _E, "Value of a choice not possible", "The step cannot be done with this value.",
         "{allowed}", "correct the value"),
    Code("index-choices-order", _E, "Choices that contradict", "The second bounds the first.",
         "{first} not above {last}", "correct one of the two"),
    Code("index-status-unknown", _E, "Unknown OBS_STATUS", "Errors are looked up by the status of each figure.",
         "one of: {choices}", "correct the code"),
    Code("index-share", _E, "Share above one", "An error larger than the spread of the indicator says nothing.",
         "a share from 0 to 1", "type the share, not per cent"),
    Code("index-weight-unused", _W, "Weight without effect", "No choice of weights reads this column.",
         "a blank weight, or the choice weight / method = sheet", "clear the weight, or choose weights of the sheet"),
    Code("index-goalposts-unused", _W, "Goalposts of another index", "Nothing reads this row.",
         "the index {root!r}", "correct the index, or delete the row"),
    Code("index-factor", _E, "Factor without denominator", "Only a quotient is multiplied.",
         "a factor beside a denominator only", "name the denominator, or clear the factor"),
    Code("threshold-missing", _E, "Threshold missing", "A method of progress has no bound to compare with.",
         "a row for every bound of every method", "put the rows back"),
    Code("threshold-order", _E, "Thresholds in the wrong order", "A class between the two could never be reached.",
         "{method}: {order}", "correct the value"),
    Code("threshold-share", _E, "Threshold not a share", "The value is compared with a share or a ratio.",
         "a number from 0 to 1 ({unit})", "type the share, not per cent"),
    Code("threshold-class", _E, "Threshold and class disagree", "The sheet Classes has the same bound, with another value.",
         "{value:g} as in {where}", "correct one of the two"),
    Code("accounts-identity-broken", _W, "Accounting identity broken", "The two sides are equal in the System of National Accounts.",
         "sides that differ by at most {tolerance:g} (half of the last digit of each figure)",
         "compare the cell with the source; where the source has it so, acknowledge this warning"),
)  # fmt: skip
CODES = {code.code: code for code in _ALL}
