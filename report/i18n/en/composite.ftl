### The experimental Digital Governance Index: classes of rank intervals, pillars, what its ranks hang on. Always called experimental.

index-class-upper = Upper third
index-class-upper-middle = Upper or middle third
index-class-middle = Middle third
index-class-middle-lower = Middle or lower third
index-class-lower = Lower third
index-class-open = Across all thirds
index-classes = A class says in which thirds of the places the interval lies; inside a class no order is claimed.
index-rank-axis = Rank (1 = highest score)
index-table-note = Experimental, by class of interval and inside a class in alphabetical order. The interval of ranks runs from percentile { $low } to percentile { $high } of the draws; no rank is to be quoted without it.
index-ranks-title = Experimental index: intervals of ranks, { $year }
index-ranks-subtitle = Median rank and interval from percentile { $low } to percentile { $high } of the draws, { $count } most populous economies
index-ranks-alt = dots with intervals of ranks for { COUNT($count) ->
    [one] one economy
   *[other] { $count } economies
 }, by class of interval.
index-ranks-shown = Shown are the most populous economies; the annex has all.
index-firm = By the experimental index the interval of ranks, which holds the middle { $share } of the draws, lies within a single third of the places (upper, middle or lower) for { COUNT($firm) ->
    [0] none
    [one] one
   *[other] { $firm }
 } of { $total } economies.
index-firm-headline = Experimental index of { $year }: for { COUNT($firm) ->
    [0] none
    [one] one
   *[other] { $firm }
 } of { $total } economies the interval of ranks lies within a single third of the places (upper, middle or lower)
index-class-counts = Firmly in the upper third { COUNT($upper) ->
    [0] is none
    [one] is one
   *[other] are { $upper }
 }, in the middle { COUNT($middle) ->
    [0] none
   *[other] { $middle }
 }, in the lower { COUNT($lower) ->
    [0] none
   *[other] { $lower }
 }; across two thirds { COUNT($crossing) ->
    [0] lies none
    [one] lies one
   *[other] lie { $crossing }
 }, across all three { COUNT($open) ->
    [0] none
   *[other] { $open }
 }.
index-width = { $says ->
    [alike] The rank of each economy moves within as many places, { $middle }.
   *[differs] The rank of the middle economy moves within { $middle } { COUNT($middle) ->
        [one] place
       *[other] places
    }, that of { COUNT($number) ->
        [one] { $economies }
        [2] { $economies }
        [3] { $economies }
       *[other] { $number } economies, { $economies } among them,
    } within { $most }.
 }
index-pairs = Of all pairs of the { $total } economies, { $decided } keep their order in at least { $certain } of the draws; only of these may one say that the first ranks above the second.

## Pillars

index-pillars-title = { $kind ->
    [income] Experimental index: scores of income groups by pillar
   *[other] Experimental index: scores of groups by pillar
 }
index-pillars-subtitle = Unweighted mean scores, scale 1 to 100, experimental
index-pillars-alt = heat map of groups by { COUNT($count) ->
    [one] one pillar
   *[other] { $count } pillars
 } and the whole.
index-pillars-means = Means are of economies with a score, each counting alike; a group with too few of them is left empty.
index-few = Too few economies
index-apart = { $says ->
    [all-equal] Groups lie equally far apart in each pillar of the experimental index, by { $value } points.
   *[other] By the experimental index groups lie farthest apart in { COUNT($pillars) ->
        [one] the pillar { $pillars }, where { $ahead } { FORM($ahead, of: "number") ->
            [plural] score
           *[other] scores
        } { $value } points more than { $behind }.
       *[other] the pillars { $pillars }, by { $value } points.
    }
 }
index-apart-headline = { $says ->
    [all-equal] Experimental index of { $year }: groups lie equally far apart in each pillar, by { $value } points
   *[other] Experimental index of { $year }: { $kind ->
        [income] income groups lie
       *[other] groups lie
    } farthest apart in { COUNT($pillars) ->
        [one] the pillar { $pillars }, { $value } points between { $ahead } and { $behind }
       *[other] the pillars { $pillars }, by { $value } points
    }
 }
index-tight = Least apart they are in { COUNT($tight) ->
    [one] the pillar { $tight }, by { $tight-value } points.
   *[other] the pillars { $tight }, by { $tight-value } points.
 }

## What moves the ranks

index-factor-impute = imputation
index-factor-treat = treatment of outliers
index-factor-normalise = normalisation
index-factor-aggregate = aggregation
index-factor-weight-noise = weights
index-factor-leave-out = leaving out one indicator
index-factor-measurement-error = measurement error
index-moves-title = Experimental index: what moves its ranks
index-moves-subtitle = Sobol’ indices, per cent of the variance of the mean absolute shift of ranks
index-moves-alt = pairs of dots for { COUNT($count) ->
    [one] one choice
   *[other] { $count } choices
 }.
index-moves-first = Alone (first order)
index-moves-total = With interactions (total)
index-moves-low = A ranking is firmest against choices with low values. Choices share the first place where their difference is within its 95 per cent interval.
index-moves-top = { COUNT($count) ->
    [one] With its interactions { $factor } accounts for { $share } of the variance of the mean shift of ranks.
   *[other] Most of the variance of the mean shift of ranks is due, about equally, to { $factors }{ COUNT($count) ->
        [2] { "" }
        [3] { "" }
       *[other] {" "}and others
    }, with { $share } for the first.
 }
index-moves-top-headline = { COUNT($count) ->
    [one] Experimental index of { $year }: { $factor } moves its ranks most, with { $share } of the variance
   *[other] Experimental index of { $year }: { $factors } move its ranks most, and about equally
 }
index-moves-together = { $says ->
    [alone] The effects of single choices add up to { $first }: choices hardly act together.
   *[together] The effects of single choices add up to { $first }; the rest comes from choices acting together.
 }
index-moves-least = Ranks are moved least by { $other }, with { $low } of the variance.

## Without one indicator

index-without-title = Experimental index: shift of ranks without one indicator
index-without-subtitle = Mean absolute shift of ranks when the indicator is left out
index-without-alt = bar chart of { COUNT($count) ->
    [one] one indicator
   *[other] { $count } indicators
 }.
index-without-few = An indicator that few economies report moves ranks also because others then rest on fewer data.
index-without-top = { $says ->
    [all-equal] Whichever indicator is taken out, ranks shift by { $shift } places on average.
   *[other] { COUNT($count) ->
        [one] Without { $names } ranks shift most, by { $shift } places on average.
       *[other] Ranks shift most, by { $shift } places on average, without any one of { $names }.
    }
 }
index-without-top-headline = { $says ->
    [all-equal] Experimental index of { $year }: without any one indicator ranks shift by { $shift } places on average
   *[other] Experimental index of { $year }: { COUNT($count) ->
        [one] without { $names } its ranks shift most, by { $shift } places on average
       *[other] without any one of { $names } its ranks shift most, by { $shift } places on average
    }
 }
index-without-largest = The largest shift of one economy is { $largest } { COUNT($largest) ->
    [one] place
   *[other] places
 }, without { $element }.

## One choice changed

index-option-arithmetic = the arithmetic mean
index-option-geometric = the geometric mean
index-option-min-max = scaling between lowest and highest value
index-option-z-score = scaling by standard deviations
index-option-percentile-rank = percentile ranks
index-option-none = none
index-option-group-median = median of the income group
index-option-equal = equal weights
index-option-winsorise = outliers pulled in
index-step-aggregate = A geometric mean punishes an economy that is weak in one pillar; an arithmetic mean lets a strong pillar make up for it.
index-step-normalise = Scaling decides how much a large difference in one indicator counts.
index-step-impute = Imputation decides what stands for a value that is missing.
index-step-treat = Treatment of outliers decides how much very large values count.
index-step-weight = Weights decide how much each part counts.
index-choice-title = Experimental index: { $new } for { $old }
index-choice-subtitle = Rank with { $new } (dot) and interval of ranks of the index (line); economies with the largest shifts
index-choice-alt = dots and intervals of ranks for { COUNT($count) ->
    [one] one economy
   *[other] { $count } economies
 }.
index-choice-shown = Shown are, of economies of a million people or more, those that the change moves most.
index-choice-draws = The draws behind the intervals hold this choice among others.
index-choice-inside = With { $new } in place of { $old }, { COUNT($inside) ->
    [0] none of { $total } economies stays
    [one] one of { $total } economies stays
   *[other] { $inside } of { $total } economies stay
 } within the interval of ranks.
index-choice-inside-headline = Experimental index of { $year }: with { $new } in place of { $old }, { COUNT($inside) ->
    [0] none of { $total } economies stays
    [one] one of { $total } economies stays
   *[other] { $inside } of { $total } economies stay
 } within the interval of ranks
index-choice-shift = { $says ->
    [still] No rank moves.
   *[moves] Ranks move by { $mean } places on average, at most by { $largest }.
 }

## What is worth knowing

index-worth-title = Experimental index: which data would narrow rank intervals
index-worth-subtitle = Expected narrowing of rank intervals, places, if all values of the indicator were known
index-worth-alt = bar chart of { COUNT($count) ->
    [one] one indicator
   *[other] { $count } indicators
 }.
index-worth-list = This is a list of what to ask for first: it weighs how much is unknown against how much it matters to the index. Indicators share the first place where their difference is within the error of the draws.
index-worth-top = { COUNT($count) ->
    [one] Knowing { $names } for every economy would narrow rank intervals most.
   *[other] Knowing { $names } for every economy would narrow rank intervals most{ COUNT($count) ->
        [2] , each about equally
        [3] , each about equally
       *[other] , as would { $count } indicators about equally
    }.
 }
index-worth-top-headline = { COUNT($count) ->
    [one] Experimental index of { $year }: knowing { $names } for every economy would narrow its rank intervals most
   *[other] Experimental index of { $year }: { $count } indicators would narrow its rank intervals most, { $names } first
 }
index-worth-narrower = Gaps and errors of the data alone make intervals { $width } places wide on average; with the { $cells } missing or uncertain values of { $name } known, they would be { $gain } places narrower.
