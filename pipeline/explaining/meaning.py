"""The problems of what the sheets mean together: the design of the index, bounds of the methods, identities of the accounts."""

from __future__ import annotations

from pipeline.problems import Severity
from pipeline.sheets.codes import Code

_E, _W = Severity.ERROR, Severity.WARNING
CODES = (
    Code("index-direction-against", _E, "Direction against the indicator", "The index would count a better figure as worse.",
         "the direction of the indicator: {direction}", "correct the direction here, or in Indicators",
         "`lower` for Internet users, where Indicators says `higher`", "`higher`"),
    Code("index-choice-value", _E, "Value of a choice not possible", "The step cannot be done with this value.",
         "{allowed}", "correct the value",
         "`upper = 120` for a percentile of winsorisation", "`upper = 97.5`"),
    Code("index-choices-order", _E, "Choices that contradict", "The second bounds the first.",
         "{first} not above {last}", "correct one of the two",
         "the lower percentile is `95`, the upper `5`", "`5` and `95`"),
    Code("index-status-unknown", _E, "Unknown OBS_STATUS", "Errors are looked up by the status of each figure.",
         "one of: {choices}", "correct the code",
         "`Z`, which SDMX does not have", "`E`"),
    Code("index-share", _E, "Share above one", "An error larger than the spread of the indicator says nothing.",
         "a share from 0 to 1", "type the share, not per cent",
         "`25` for an error of 25 per cent", "`0.25`"),
    Code("index-weight-unused", _W, "Weight without effect", "No choice of weights reads this column.",
         "a blank weight, or the choice weight / method = sheet", "clear the weight, or choose weights of the sheet",
         "weight `2` where all weights are equal by choice", "no weight; or the choice weight / method = `sheet`"),
    Code("index-goalposts-unused", _W, "Goalposts of another index", "Nothing reads this row.",
         "the index {root!r}", "correct the index, or delete the row",
         "goalposts of `HDI` in the workbook of another index", "goalposts of this index only"),
    Code("index-factor", _E, "Factor without denominator", "Only a quotient is multiplied.",
         "a factor beside a denominator only", "name the denominator, or clear the factor",
         "factor `100` and no denominator", "factor `100` and the denominator `SP.POP.TOTL`"),
    Code("threshold-missing", _E, "Threshold missing", "A method of progress has no bound to compare with.",
         "a row for every bound of every method", "put the rows back",
         "no row `unsd, on_track`", "`unsd, on_track, 0.95`"),
    Code("threshold-order", _E, "Thresholds in the wrong order", "A class between the two could never be reached.",
         "{method}: {order}", "correct the value",
         "accelerate `0.95` above on track `0.6`", "accelerate `0.6`, on track `0.95`"),
    Code("threshold-share", _E, "Threshold not a share", "The value is compared with a share or a ratio.",
         "a number from 0 to 1 ({unit})", "type the share, not per cent",
         "`66` per cent", "`0.66`"),
    Code("threshold-class", _E, "Threshold and class disagree", "The sheet Classes has the same bound, with another value.",
         "{value:g} as in {where}", "correct one of the two",
         "`0.75` in Thresholds and `0.7` in Classes", "`0.75` in both"),
    Code("accounts-identity-broken", _W, "Accounting identity broken", "The two sides are equal in the System of National Accounts.",
         "sides that differ by at most {tolerance:g} (half of the last digit of each figure)",
         "compare the cell with the source; where the source has it so, acknowledge this warning",
         "supply of a product is 120, its use adds up to 210", "120 on both sides, as published"),
)  # fmt: skip
BY_CODE = {code.code: code for code in CODES}
