"""What the four studies (``index``, ``progress``, ``balance``, ``divide``) and the design of an index can say."""

from __future__ import annotations

from pipeline.problems import Severity
from pipeline.sheets.codes import Code

_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

_STUDIES = (
    Code("study-output-kind", _E, "Kind of result unknown", "The ending of the name says how results are written.",
         ".xlsx, .csv or .json", "choose one of these endings", "`--output results.pdf`", "`--output results.xlsx`"),
    Code("study-template-exists", _E, "File exists", "A template overwrites nothing.", "a name that is free", "choose another name, or move the file away",
         "`--template mine.xlsx` where mine.xlsx is there", "`--template mine-2.xlsx`"),
    Code("study-index-choice", _E, "Option of the audit wrong", "Sobol' indices need a number of samples that is a power of two; ranks need economies that are in the index.",
         "2 draws or more, samples that are a power of two, economies that the index ranks", "correct the option, or the row of the step audit in Choices",
         "`sobol_samples` 1000", "`sobol_samples` 1024"),
    Code("study-index-whatif", _E, "What-if not understood", "It changes choices of the index.", "step.parameter=value, as in the sheet Choices", "write for example aggregate.method=geometric",
         "`--whatif geometric`", "`--whatif aggregate.method=geometric`"),
    Code("study-progress-choice", _E, "Option of progress wrong", "Groups are averaged in a declared way, and probabilities need projections.",
         "a weighting that the message lists; 1 projection or more", "correct the option", "0 projections", "1000 projections"),
    Code("study-divide-choice", _E, "Option of the divide wrong", "Intervals need draws and a confidence, a change two years.",
         "1 draw or more, a confidence between 0 and 1, a first year before the last", "correct the option", "confidence `95`", "confidence `0.95`"),
    Code("study-threshold-missing", _E, "Bound of a method missing", "Classes of progress have published bounds; none is taken for granted.",
         "a row for each bound, in this workbook or in data/reference/parameters.xlsx", "add the rows (method, parameter, value, source), or run inside the project",
         "a copy of the workbook in a folder of its own, without bounds", "the same command run in the project's folder"),
    Code("study-too-few-points", _W, "One value only", "No rate follows from one value.", "two values or more since the base year", "add a value, or choose an earlier base year",
         "`KEN` has 2022 only, base year 2015", "`KEN` has 2015 and 2022"),
    Code("study-no-growth-rate", _W, "No growth rate", "A rate of growth follows from values above zero.", "values above zero for methods that rest on growth", "read the linear methods for this series",
         "`0` in 2015, `12.4` in 2022", "`0.1` in 2015, if that is what the source says"),
    Code("study-reference", _E, "Reference not of this sheet", "A group is compared with a group of the same sheet.", "a group of this sheet", "correct it", "reference `world`", "reference `high`"),
    Code("study-weight-missing", _W, "No population", "Without it an economy cannot be weighted and is left out.", "a population in the nearest year of the sheet Population", "add its population",
         "`TUV` has values, no population", "a row `TUV` in Population"),
    Code("study-population", _E, "Population not usable", "Economies are weighted by their people.", "one series of people, each number above zero", "filter the file, correct the number, or clear the cell", "`0`", "`11396`"),
    Code("study-no-population", _E, "No population", "Nothing can be weighted by people without their number.", "the population of economies", "give the population (--population FILE, or a sheet Population)", "a folder without the sheet of the population", "`--population people.csv`"),
    Code("study-divide-scheme", _E, "Unknown scheme of groups", "Groups are compared by schemes that are known.", "the schemes that the message lists", "choose one of them", "`--scheme continents`", "`--scheme income_group`"),
    Code("study-group-without-figures", _I, "Group without figures", "It is named and left out.", "groups of economies with figures", "nothing", "a group whose economies are in no sheet", "the same: it is only told"),
    Code("study-no-group", _I, "Economies in no group", "They are named and left out of comparisons of groups.", "a group of each scheme", "nothing, or give groups of your own (--groups FILE)", "`XKX` without an income group", "the same: it is only told"),
    Code("study-no-direction", _E, "Which way is better?", "Progress and gaps are judged by the direction that is wanted.", "higher or lower, for every series", "say --direction SERIES=higher (or lower), or name it in a reading or codebook", "a file of figures alone", "`--direction NET.USE=higher`"),
    Code("study-no-targets", _E, "No target", "Progress is measured towards a target, from a base year to its year.", "a target with a base year before its year", "say what the message names", "base year `2030`, target year `2020`", "base year `2015`, target year `2030`"),
    Code("study-options-unused", _E, "Options for another kind of file", "A workbook in the layout of the data sheets says itself how it is read.", "options of a reading for a file of figures", "leave them out, and say it in the sheets of the workbook", "`--where SEX=_T` with a workbook of data sheets", "the workbook alone"),
    Code("study-output-over-input", _E, "Results over their input", "The figures would be lost.", "another file", "choose another name", "`gdgr index mine.xlsx --output mine.xlsx`", "`--output mine-results.xlsx`"),
    Code("study-not-computed", _W, "Measure not computed", "A measure is left out where its conditions do not hold, never replaced.", "what the method asks for (the message says it)", "correct the sheet, or leave it so",
         "a Gini coefficient of values below zero", "values of zero or more"),
)  # fmt: skip

_BALANCE = (
    Code("balance-filter-empty", _E, "Filter matches nothing", "A filter that matches no row would leave no table.", "a filter that some rows match", "mend the filter, or leave it out", "`--where PRICES=X` where the file has `V`", "`--where PRICES=V`"),
    Code("balance-no-map", _E, "Nothing to balance or to check", "Supply and use tables are read by standard codes of their lines, or by a map in the workbook; a matrix has its margins beside it.", "tables named as such with codes of the ESA, the SNA or the BEA, the sheets Tables, Codes and Lines, or Matrix and Margins", "name sheets and codes so, or add the map (`gdgr balance --template example.xlsx` shows one)", "a sheet `Sheet1` with the columns `a` and `b`", "`supply 2020` with the columns `A`, `J`, `TOTAL`, `P7`, `TS_BP` ..."),
    Code("balance-sheet-twice", _E, "Sheet twice", "Which of the two counts would be chance.", "each sheet once in all files", "leave one of them out", "a sheet `Matrix` in both files", "a sheet `Matrix` in one"),
    Code("balance-empty-matrix", _E, "No matrix", "There is nothing to balance.", "codes in row 1 and column A", "fill in the matrix", "a blank sheet Matrix", "`A`, `B` in row 1, `P1`, `P2` in column A"),
    Code("balance-code-twice", _E, "Code twice", "Two rows or columns with one code cannot be told apart.", "each code once on an axis", "delete or rename one of them", "`P1` in A2 and A5", "`P1` in A2 only"),
    Code("balance-unknown-code", _E, "Unknown code", "Margins and pinned cells belong to rows and columns of the matrix.", "codes of the rows or columns of Matrix", "correct the code", "`P9` in Margins", "`P1`"),
    Code("balance-no-total", _E, "Total missing", "Each row and column is balanced to its total.", "a total for every row and column", "add it to Margins", "no total for the row `P2`", "`P2`, `row`, `40`"),
    Code("balance-negative-cell", _E, "Negative cell", "RAS is defined for cells of zero or more.", "zero or more for RAS; any number for GRAS", "correct the sign, or choose GRAS in Choices", "`-4` with RAS", "`-4` with GRAS"),
    Code("balance-unequal-totals", _E, "Totals disagree", "The totals of all rows and those of all columns are the same sum.", "row totals and column totals of one sum", "correct the totals", "rows 95, columns 96", "rows 95, columns 95"),
    Code("balance-empty-line", _E, "Nothing to scale", "A row or column of zeros cannot reach a total.", "a total of zero where no cell can change", "fill a cell of the line, unpin one, or set its total to zero", "a row of zeros with the total 40", "the total 0"),
    Code("balance-no-solution", _E, "No solution", "Cells keep their sign, so a line of positive cells has no negative total.", "a total with the sign of the cells", "correct the total or the signs of the cells", "a row of positive cells with the total `-40`", "the total `40`"),
    Code("balance-no-convergence", _E, "Not balanced in time", "After that many rounds the sums are still off by more than the tolerance.", "sums within the tolerance", "check zeros and pinned cells against the totals, or raise iterations or tolerance in Choices", "`iterations` 5", "`iterations` 1000"),
    Code("balance-not-finite", _E, "Not a number", "A cell or total is no finite number.", "finite numbers", "correct the cell", "`1e400`", "`1e4`"),
    Code("balance-unknown-choice", _E, "Unknown choice", "Choices has a few known names.", "the names that the message lists", "correct or delete it", "`methd`", "`method`"),
    Code("balance-bad-choice", _E, "Choice wrong", "The value of a choice is not of its kind.", "what the message says for this choice", "correct it", "`tolerance` `small`", "`tolerance` `0.001`"),
)  # fmt: skip

_INDEX = (
    Code("index-choice-missing", _E, "Choice missing", "Every step of the index is a choice with its reason.", "every choice in a row, with its reason", "add the row, with '*' for everything", "no row `aggregate`, `method`", "`aggregate`, `method`, `*`, `geometric`"),
    Code("index-not-a-number", _E, "Not a number", "The choice must be a number.", "a number", "type it", "`two`", "`2`"),
    Code("index-unknown-step", _E, "Unknown step", "An index is built in named steps.", "the steps that the message lists", "choose one of them", "`normalize`", "`normalise`"),
    Code("index-unknown-parameter", _E, "Unknown parameter", "Each step has its parameters.", "the parameters that the message lists", "choose one of them", "`aggregate` / `kind`", "`aggregate` / `method`"),
    Code("index-unknown-method", _E, "Unknown method", "A method that is not known cannot be applied.", "the methods that the message lists", "choose one of them", "`geometrical`", "`geometric`"),
    Code("index-unknown-element", _E, "Unknown element", "A choice belongs to an element of the hierarchy.", "'*' or a code of the hierarchy", "correct it", "`ACCES`", "`ACCESS`"),
    Code("index-goalposts", _E, "Goalposts wrong", "Scores run from the worst value (lower) to the best (upper), in the direction of the indicator.", "a row in Goalposts whose lower is the worst and whose upper is the best value", "correct one of the two cells, or add the row", "`100` to `0` where higher is better", "`0` to `100`"),
    Code("index-error-share", _E, "Error share wrong", "The assumed error of a value is a share of it, by its status and age.", "a share of zero or more for every status in the data; 'year' where kind is age", "correct the share, or add the row with its reason", "no row for status E, which the data have", "`E`, `0.05`"),
    Code("index-option-weight", _E, "Weight of an option", "Options of the uncertainty analysis are drawn by weight.", "zero or more; for each choice one above zero", "correct the weight", "`-1`", "`1`"),
    Code("index-no-factors", _E, "Nothing to vary", "An uncertainty analysis needs choices that vary.", "at least one row", "list the choices to vary", "a blank sheet of options", "`aggregate.method`: arithmetic, geometric"),
    Code("index-normalise", _E, "Values do not fit the method", "The method of normalisation cannot take some values.", "values that the method can take in every draw", "see the message: correct the values, or choose another method", "all economies have `100`", "values that differ"),
    Code("index-reference-year", _E, "Reference year too early", "Ages of values are counted back from it.", "the year of the newest value, or later", "type a later year", "`2019` where a value is of 2022", "`2022`"),
    Code("index-unknown-group", _E, "Unknown grouping", "Blanks are filled by groups that the data have.", "the kinds of groups that the message lists", "choose one of them", "`region`", "`itu_region`"),
    Code("index-panel-missing", _E, "One year only", "The method fills a blank from other years.", "an indicator with several years", "choose another method", "`carry_last` for an indicator of 2022 only", "`group_median`"),
    Code("index-without-data", _E, "Indicator without data", "An element of the hierarchy has no sheet.", "the code of an indicator with data", "correct the code, or add its sheet", "`NET.UES` in the hierarchy", "`NET.USE`"),
    Code("index-unknown-economy", _E, "Economy not in the index", "The reference must be ranked itself.", "an economy of the index", "choose one that passes the screening", "reference `TUV`, left out for missing data", "reference `KOR`"),
    Code("index-principal-components", _E, "No principal components", "They need more complete economies than indicators.", "enough complete economies", "choose equal weights or those of the sheet", "five indicators, four complete economies", "equal weights"),
    Code("index-not-positive", _E, "Score of zero", "A geometric mean needs scores above zero.", "scores above zero", "normalise to a scale above zero (lower = 1), or add a row aggregate / floor", "lowest score `0`, geometric", "lowest score `1`, geometric"),
    Code("index-nothing-left", _E, "Nothing passes the screening", "The share of data that is asked for leaves no indicator or economy.", "a share that some reach", "lower it", "`1.0`", "`0.65`"),
    Code("index-constant", _E, "Indicator without differences", "An indicator that is the same everywhere ranks nobody.", "at least two different values among the economies of the index", "take the indicator out of the hierarchy, or correct its data", "`1` for all", "values that differ"),
    Code("index-logarithm", _E, "No logarithm", "The treatment takes a logarithm.", "positive values", "correct the value, or choose log_shift or winsorise for this indicator", "`log` for an indicator with a value of `0`", "`log_shift`"),
    Code("index-code-twice", _E, "Element twice", "A code stands for one element of the hierarchy.", "each code once", "rename one of them", "`ACCESS` in rows 3 and 9", "`ACCESS` in row 3 only"),
    Code("index-roots", _E, "No index, or two", "One element has no parent: the index itself.", "exactly one element without a parent", "fill the parents of all others", "two rows without a parent", "one row without a parent"),
    Code("index-unknown-parent", _E, "Unknown parent", "A parent is another element of the hierarchy.", "the code of another row", "correct the parent, or add its row", "parent `ACCES`", "parent `ACCESS`"),
    Code("index-cycle", _E, "Circle in the hierarchy", "An element would be part of itself.", "a tree: every path of parents ends at the index", "correct one parent", "`A` below `B`, `B` below `A`", "`A` below `B`, `B` below the index"),
    Code("index-level", _E, "Level wrong", "Levels count from the indicators (1) up to the index.", "1 for indicators, which have no children; 1 or more for others, below the level of the parent", "type the level", "level `0`", "level `1`"),
    Code("index-node-without-children", _E, "Empty element", "An element above the indicators is made of others.", "at least one element with this parent", "add one, or delete the element", "`SKILLS` on level 2, no indicator below it", "an indicator with parent `SKILLS`"),
    Code("index-direction", _E, "Direction missing", "Without it nobody knows which way is better.", "higher or lower", "say which way is better", "a blank cell under `direction`", "`higher`"),
    Code("index-weight-negative", _E, "Negative weight", "A weight says how much counts, never against.", "zero or more", "correct it", "`-1`", "`1`, and direction `lower`"),
    Code("index-weight-blank", _E, "Weight missing", "Weights of the sheet were chosen, and one is blank.", "a number", "type it, or choose equal weights", "a blank cell under `weight`", "`0.25`"),
    Code("index-weights-sum", _E, "Weights do not add up", "The sheet says what the weights below an element add up to.", "the sum that the sheet asks for", "correct a weight or the sum", "`0.5`, `0.4`, sum `1`", "`0.5`, `0.5`, sum `1`"),
)  # fmt: skip

CODES = (*_STUDIES, *_BALANCE, *_INDEX)
