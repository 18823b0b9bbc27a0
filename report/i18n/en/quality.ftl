### The statistics themselves: who reports, how old values are, how they were revised, what statistical systems have.

reporting-title = Economies that report, { $years }
reporting-subtitle = Economies with a value, per cent of { $count } economies with a population series, { $years }
reporting-alt = heat map of { COUNT($series) ->
    [one] one series
   *[other] { $series } series
 } by { COUNT($years) ->
    [one] one year
   *[other] { $years } years
 }.
reporting-none = No value in the data used
reporting-cell = A hatched cell is a year without any value in the data used: the release may end earlier, or no survey was held.
reporting-panel = Which series have values changes from year to year, so that only the same series are compared.
reporting-reach = Of { $series } series, { COUNT($covering) ->
    [one] one reaches
   *[other] { $covering } reach
 } { $year }; on average { $recent } of economies report { COUNT($covering) ->
    [one] it
   *[other] these
 }.
reporting-reach-headline = Of { $series } series, { COUNT($covering) ->
    [one] one reaches
   *[other] { $covering } reach
 } { $year }; on average { $recent } of economies report { COUNT($covering) ->
    [one] it
   *[other] these
 }
reporting-lag = { $says ->
    [equal] Each series that reaches { $year } has as many economies as in its best year before.
    [none] No series that reaches { $year } had more economies in an earlier year.
    [minority] Of the { $units } series that reach { $year } and began before, { $above } had more economies in an earlier year.
    [few] Of the { $units } series that reach { $year } and began before, { $above } had more economies in an earlier year.
    [even] Of the { $units } series that reach { $year } and began before, { $above } had more economies in an earlier year.
   *[other] Of the { $units } series that reach { $year } and began before, { $above } had more economies in an earlier year, { COUNT($above) ->
        [one] by { $lag }.
       *[other] by a median of { $lag }.
    }
 }
reporting-lag-headline = { $says ->
    [equal] Series that reach { $year } have as many economies as in their best year before
    [none] No series that reaches { $year } had more economies in an earlier year
    [minority] Of { $units } series that reach { $year }, { $above } had more economies in an earlier year
    [few] Of { $units } series that reach { $year }, { $above } had more economies in an earlier year
    [even] Of { $units } series that reach { $year }, { $above } had more economies in an earlier year
   *[other] Fewer economies report { $year } than an earlier year in { $above } of { $units } series that reach it, { COUNT($above) ->
        [one] by { $lag }
       *[other] by a median of { $lag }
    }
 }
reporting-ended = { COUNT($count) ->
    [one] One of { $series } series has no value since { $year }: { $names }.
   *[other] Of the { $series } series, { $count } have no value since { $year }: { $names }{ COUNT($more) ->
        [0] { "" }
        [one] {" "}and one more
       *[other] {" "}and { $more } more
    }.
 }

## Ages

ages-title = Age of the latest value, { $year }
ages-subtitle = Number of economies by age of their latest value, { $count } economies with a population series
ages-alt = stacked bars by age of the latest value, { COUNT($count) ->
    [one] one indicator
   *[other] one for each of { $count } indicators
 }.
ages-counted = Age is counted from the year of the edition, { $year }, to the year of the latest value.
ages-part = No value means none in the data used, not that none exists.
ages-age-0-2 = 0–2 years
ages-age-3-5 = 3–5 years
ages-age-6-10 = 6–10 years
ages-age-11 = 11 years or more
ages-no-data = No value
ages-fresh = Of the latest values of { COUNT($count) ->
    [one] one indicator
   *[other] { $count } indicators
 }, { SPOKEN($existing) } were at most { $old } years old in { $year }; for { SPOKEN($none) } of all pairs of indicator and economy the data used hold none.
ages-fresh-headline = Of the latest values of { COUNT($count) ->
    [one] one indicator
   *[other] { $count } indicators
 }, { SPOKEN($existing) } were at most { $old } years old in { $year }; { SPOKEN($none) } of all pairs of indicator and economy have none
ages-lack = { COUNT($count) ->
    [one] Values of “{ $names }” are missing for { $lack } of { $total } economies, more than of any other indicator
   *[other] Values of each of { $names } are missing for { $lack } of { $total } economies, more than of any other indicator
 }{ COUNT($mostly) ->
    [0] { "" }
    [one] ; no other indicator is missing for most economies
   *[other] ; { $mostly } of the { $indicators } indicators are missing for most economies
 }.
ages-old = { COUNT($count) ->
    [one] One of the { $total } indicators has no value that is at most { $old } years old: { $names }.
   *[other] Of the { $total } indicators, { $count } have no value that is at most { $old } years old: { $names }{ COUNT($more) ->
        [0] { "" }
        [one] {" "}and one more
       *[other] {" "}and { $more } more
    }.
 }

## Revisions

revised-title = { $name }: revisions since { $vintage }
revised-subtitle = Figures of today less those released in { $vintage }, same economy and year
revised-alt = histogram of revisions around zero.
revised-axis-x = Revision ({ $unit }); the outer bars hold all larger ones
revised-axis-y = Number of figures
revised-points = percentage points
revised-tolerance = A figure counts as revised where it moved by more than { $tolerance }, { $units } units of the last printed digit: the same rule for every series of this report.
revised-better = A revision is usually a better figure and not a mistake; its size says how firm a first figure is.
revised-share = { $some ->
    [no] None of { $pairs } figures released in { $vintage } has been revised by more than { $tolerance }.
   *[yes] Of { $pairs } figures released in { $vintage }, { $share } have been revised by more than { $tolerance }; on average they moved by { $size }.
 }
revised-share-headline = { $some ->
    [no] { $name }: none of { $pairs } figures released in { $vintage } has been revised by more than { $tolerance }
   *[yes] { $name }: { $share } of the figures released in { $vintage } have since been revised by more than { $tolerance }
 }
revised-direction = { $says ->
    [up] More were revised up than down, { $up } against { $down }; the mean revision of all is { $mean }.
    [down] More were revised down than up, { $down } against { $up }; the mean revision of all is { $mean }.
   *[even] As many were revised up as down, { $up } each; the mean revision of all is { $mean }.
 }
revised-largest = The largest revision is that of { $economy } for { $year }, from { $before } to { $after }.
revised-largest-tied = The largest revision, { $largest }, is that of { $count } figures alike.

## What statistical systems have

answers-title = What statistical systems have, { $years }
answers-subtitle = Number of economies, latest value, { $years }
answers-alt = stacked bars with yes, no and not reported, { COUNT($count) ->
    [one] one feature
   *[other] one for each of { $count } features
 }.
answers-yes = Yes
answers-no = No
answers-not-reported = Not reported
answers-latest = The latest answer of each economy counts, whatever its year; no answer is not a no.
answers-low = { $says ->
    [alone] { $low }: { $value } of { $answered } economies that answer say yes.
    [all-equal] Of the economies that answer, the same share, { $value }, say yes to each feature.
   *[other] { COUNT($low) ->
        [one] Yes is least common for { $low }: { $value } of the { $answered } economies that answer.
       *[other] Yes is least common, { $value } of the economies that answer, for { $low }.
    }
 }
answers-low-headline = { $says ->
    [alone] { $low }: { $value } of { $answered } economies that answer say yes, { $years }
    [all-equal] Of the economies that answer, { $value } say yes to each feature, { $years }
   *[other] { COUNT($low) ->
        [one] { $low }: { $value } of { $answered } economies that answer say yes, { $years }
       *[other] Least common, with { $value } of answers yes: { $low }, { $years }
    }
 }
answers-high = Most common { COUNT($high) ->
    [one] is
   *[other] are
 } { $high } ({ $high-value }).
answers-silent = { COUNT($count) ->
    [one] One of { $total } economies gives
   *[other] Up to { $count } of { $total } economies give
 } no answer, which is not a no.
