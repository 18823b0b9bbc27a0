### What every figure uses: spoken shares, conditions, source lines, notes.
###
### How to write a pattern: `{ $value }` prints a value with its unit; `{ BARE($value) }` the number alone; `{ SPOKEN($share) }` a share
### as people say it; `{ COUNT($n) -> [one] ... *[other] ... }` chooses a plural form; `{ FORM($group, of: "number") -> [plural] are
### *[other] is }` a form of a name (see names.ftl); `{ SIZE($change) }` a number with its unit and without its sign, and
### `{ SIGN($change) -> [up] ... [down] ... *[none] ... }` that sign. A sentence begins with a capital by itself and must not begin with a digit.
### A headline has no full stop.

spoken-1-10 = one in ten
spoken-1-5 = one in five
spoken-1-4 = a quarter
spoken-1-3 = one in three
spoken-2-5 = two in five
spoken-1-2 = half
spoken-3-5 = three in five
spoken-2-3 = two in three
spoken-3-4 = three quarters
spoken-4-5 = four in five
spoken-9-10 = nine in ten

## The variations under which a statement is tried, and how a failure is told

condition-headline = What the headline says changes { $variations }.
condition-headline-reversed = The opposite of the headline is the case { $variations }.
condition = This changes { $variations }.
condition-reversed = The opposite is the case { $variations }.
condition-shared = { $which ->
    [single] This
    [all] These statements
   *[last] The last { COUNT($count) ->
        [2] two
       *[other] { $count }
    } statements
 }{ $headline ->
    [yes] {" "}and the headline
   *[no] { "" }
 } change { $variations }.
condition-shared-reversed = The opposite of { $which ->
    [single] this
    [all] these statements
   *[last] the last { COUNT($count) ->
        [2] two
       *[other] { $count }
    } statements
 }{ $headline ->
    [yes] {" "}and of the headline
   *[no] { "" }
 } is the case { $variations }.
condition-again = This too changes in { COUNT($count) ->
    [one] that case
   *[other] those cases
 }.
variation-each-alike = where each economy counts alike
variation-by-people = where economies count by their people
variation-year-later = if the first year is left out
variation-year-earlier = if the last year is left out
variation-without-largest = without the most populous economy of each group
variation-same-economies = over the economies that have a value in both years
variation-large-economies = over economies of a million people or more
variation-a-year-before = for the year before
variation-a-year-after = for the year after
variation-all-reporters = over all that report in each year
variation-without-one-economy = without the economy that has the most
variation-ten-largest = for the ten largest
variation-twice-tolerance = with twice the tolerance
variation-half-tolerance = with half the tolerance
variation-each-series-alike = where each series counts alike
variation-other-release = against another release
variation-earlier-years = over the earlier half of the years
variation-later-years = over the later half of the years
variation-same-year-only = over answers of the most common year alone
variation-same-answers = over the economies that answer to all
variation-wider-intervals = with intervals from the 1st to the 99th percentile
variation-first-half-of-draws = over the first half of the draws
variation-second-half-of-draws = over the second half of the draws
variation-same-pillars = over the economies that have every pillar
variation-other-measure-1 = by the other measure named below
variation-other-measure-2 = by the second other measure named below
variation-without-one-measure = without the measure in which the distance is largest
variation-recent-years = in the last three years alone
variation-without-highest = without the economy with the highest value
variation-earlier-release = in the earlier release of the data
variation-groups-of-first-year = for the groups that were farthest apart in the first year
variation-whoever-is-apart = for whichever groups are farthest apart in each year
variation-by-output = where economies count by their output
variation-without-most-populous = without the most populous economy
variation-parties-only = if signatures and endorsements are not counted
variation-binding-only = if only binding instruments in force are counted
variation-without-largest-instrument = without the instrument that has the most members
variation-last-ten-years = over the last ten years alone
variation-with-partial-lists = if lists that were read in part are counted too
variation-binding-by-design = among instruments that bind by design
variation-cutoff-earlier = with an earlier limit of years
variation-cutoff-later = with a later limit of years
variation-shared-out = if each counts once, shared out over its themes
variation-without-largest-kind = without the most frequent kind of them
variation-earlier-half = over the earlier half of the meetings
variation-later-half = over the later half of the meetings
variation-all-sizes = with economies of all sizes
variation-one-year = where only values of one and the same year count
variation-recent-only = over the economies with data of the last five years
variation-exact-years = over economies with values in exactly these years
variation-all-present = over the economies that have every value compared
variation-beyond-a-point = where only differences of more than one point count
variation-without-breaks = without economies whose source declares a break
variation-by-fifths = by fifths instead of thirds
variation-below-ceiling = without economies that started near the upper limit
variation-by-theil = by Theil’s index
variation-by-gini = by the Gini index
variation-latest-of-each = where the latest value of each indicator counts, whatever its year
variation-within-groups = within groups of similar income
variation-by-region = by region instead of income group
variation-without-lowest = without the indicator that scores lowest
variation-same-dimensions = over the dimensions that are assessed for all
variation-wider-tolerance = where only revisions of ten times that size count

## Source, unit, gap in a line

source-line = { COUNT($count) ->
    [one] Source: { $sources }.
   *[other] Sources: { $sources }.
 }
label-gap = Gap: too few economies report

## Small print

weights-population = Means are weighted by population.
weights-unweighted = Means are unweighted: each economy counts alike.
weights-mixed = Means of figures of people are weighted by population, all others are unweighted.
weights-median = Values are those of the middle economy.
weights-sum = Sums are those of the economies that report.
coverage-all = All { $economies } economies of the group have a value in { $year }.
coverage-missing = The value of { $year } rests on { $economies } economies with { COUNT($over) ->
    [1] more than 99.9 per cent
   *[other] { $covered }
 } of the world’s people; { COUNT($more) ->
    [0] { $missing } { COUNT($missing) ->
        [one] is
       *[other] are
    } missing
   *[other] { $count } economies are missing, the most populous of them { $missing }
 }.
coverage-carried = With the last value of each missing economy carried forward the world value of { $year } would be { $value }.
world-not-covered = Too few economies report for a world value.
note-old = The newest values are of { $year }: they describe that time and not today.
note-unclassified = { COUNT($count) ->
    [one] { $economies } has no { $kind ->
        [income] income group
       *[other] group of this kind
    } and is not drawn.
   *[other] { $few ->
        [yes] { $economies } have
       *[no] Another { $count } economies have
    } no { $kind ->
        [income] income group
       *[other] group of this kind
    } and are not drawn.
 }
groups-overlap = An economy can belong to several of these groups, which are compared with the world and not with each other.
label-with-year = { $name }, { $year }
label-no-data = No data
label-unclassified = Not classified
label-median = Median { BARE($median) }
label-women = Women
label-men = Men
