### Progress towards targets: verdicts of methods, whose they are, how far they agree.
### $aim is aim-value or aim-direction; $over is yes where the year of the target has passed: an economy is then only there or not.

aim-value = the target for { $measure }, { $value } by { $year }
aim-direction = the desired change in { $measure }, for which no number is set
target-label = { $measure }, { $numbered ->
    [no] growth
   *[yes] { $year }
 }

## Methods and whose they are

method-unsd = UN Statistics Division
method-statistics-canada = Statistics Canada
method-eurostat = Eurostat
method-escap = UN ESCAP, anticipated progress
method-sdsn = SDSN trend arrows
method-probability = Probability, projections
method-short-unsd = UNSD
method-short-statistics-canada = Stat. Canada
method-short-eurostat = Eurostat
method-short-escap = ESCAP
method-short-sdsn = SDSN
method-short-probability = Projected
spoken-method-unsd = the UN Statistics Division
spoken-method-statistics-canada = Statistics Canada
spoken-method-eurostat = Eurostat
spoken-method-escap = UN ESCAP’s anticipated progress
spoken-method-sdsn = SDSN’s trend arrows
spoken-method-probability = this report’s projections
method-label = { $method }{ $origin ->
    [official] { "" } (official)
    [unsourced] { "" } (official, bounds without a source)
    [research] { "" } (research)
   *[own] { "" } (this report)
 }

## Codes of verdicts: the common scale, and why there is none

verdict-achieved = Target met
verdict-on-track = On track
verdict-some = Some progress, too slow
verdict-little = Little or no progress
verdict-away = Moving away
verdict-not-met = Not met by the year
verdict-open = Not met in data that end before the year
verdict-not-assessed = Not assessed
verdict-no-data = No data

## Classes in the words of their methods

class-achieved = Target met
class-on-track = On track
class-fair = Fair, accelerate
class-stagnation = Stagnation or regression
class-accelerate = Accelerate
class-limited = Limited progress
class-deterioration = Deterioration
class-not-achieved = Not achieved
class-significant-progress = Significant progress
class-moderate-progress = Moderate progress
class-insufficient-progress = Insufficient progress
class-movement-away = Movement away
class-moderate-movement-away = Moderate movement away
class-significant-movement-away = Significant movement away
class-maintain = Maintain
class-reverse = Reverse
class-moderately-improving = Moderately improving
class-stagnating = Stagnating
class-decreasing = Decreasing
class-likely = Likely
class-possible = Possible
class-unlikely = Unlikely

## Why two methods disagree

cause-near-limit = only one counts a value close to a natural limit as achieved
cause-fell-back = the base had met the target already
cause-bounds = the bounds of their classes differ
cause-period = they count growth from different years
cause-rates = one compares growth rates, the other the change itself
cause-growth-or-line = one extends compound growth, the other a straight line
cause-points-or-regression = one rests on the two end points, the other on a regression through all points
cause-path-or-spread = one extends a single path, the other draws many paths and counts those that arrive

variation-other-official-method = by the other official method

## Small print

progress-no-data = Of { $total } economies with a population { $count } { COUNT($count) ->
    [one] has
   *[other] have
 } no observation in the period of the target; they are not counted as failing.
progress-old-data = For { $count } { COUNT($count) ->
    [one] economy the data end
   *[other] economies the data end
 } more than { $years } years before this edition: no probability is given for { COUNT($count) ->
    [one] it
   *[other] them
 }, and the official verdicts extend old growth.
progress-old-of = { $measure }: the data of { $count } { COUNT($count) ->
    [one] economy
   *[other] economies
 } end more than { $years } years before this edition.
progress-unsd = The method of the UN Statistics Division extends the average growth since the base year – or the year nearest to it, before or after, with a value – to the target year and compares the change expected with the change required. A yes/no series is there or stagnates.
progress-direction = Where a bar says “growth”, its target has no number: its verdicts rate the yearly growth alone, “on track” means growth of { $rate } a year or more, and it is not ranked with the others.
progress-unsd-limits = A verdict rests on two points, so that one odd first value can decide it; economies with a single year or a base of zero are not assessed.
verdicts-origins = { COUNT($count) ->
    [0] No official method has a source for all its bounds here, so that no counts are set side by side.
    [one] Only one official method has a source for all its bounds here, { $official }, so that no counts are set side by side.
   *[other] Counts by the official methods are those of the methods whose bounds have a source: { $official }. Methods that read the same two points and nearly the same bounds can hardly differ.
 } The research method (SDSN) and this report’s own projections stand apart.
verdicts-scale = The methods’ own classes are placed on one scale of five levels; a table of the Statistical annex says how. Of Eurostat’s two terms the short one is compared.

## One target by every method

verdicts-title = { $measure } by every method
verdicts-subtitle = Per cent of economies with data by level, against { $aim }
verdicts-alt = stacked bars to 100 per cent, one for each of { $count } methods, by level.
verdicts-range = { $over ->
    [yes] By { $by-high } { $high } of { $series } economies met { $aim }, by { $by-low } { $low }.
   *[no] By { $by-high } { $high } of { $series } economies are on track to { $aim }, or there; by { $by-low } { $low } are.
 }
verdicts-range-headline = { $over ->
    [yes] { $measure }: { $low } to { $high } of { $series } economies met the target of { $year }, depending on the official method
   *[no] { $measure }: { $low } to { $high } of { $series } economies on track for { $year } or there, depending on the official method
 }
verdicts-same = { $over ->
    [yes] By { $by-high } and by each other official method with sourced bounds { $high } of { $series } economies met { $aim }.
   *[no] By { $by-high } and by each other official method with sourced bounds { $high } of { $series } economies are on track to { $aim }, or there.
 }
verdicts-same-headline = { $over ->
    [yes] { $measure }: { $high } of { $series } economies met the target of { $year }, by each official method with sourced bounds
   *[no] { $measure }: { $high } of { $series } economies on track for { $year } or there, by each official method with sourced bounds
 }
verdicts-agree = { $says ->
    [all] All methods, research and own ones among them, give every series the same level.
    [none] On none of { $units } series do all methods give the same level.
   *[other] All methods, research and own ones among them, agree on the level in { SPOKEN($share) } of { $units } series.
 }
verdicts-apart = By the other methods the count is { $parts }.
verdicts-apart-part = { $good } of { $judged } by { $method }

## Where methods disagree

disagree-title = How often the methods disagree
disagree-subtitle = Share of series on different levels of the common scale, per cent; { COUNT($count) ->
    [one] one target
   *[other] { $count } targets
 }
disagree-alt = heat map of methods by methods.
disagree-same-method = Same method
disagree-note = A verdict of one method alone is therefore not reported as a fact about an economy.
disagree-passed = { COUNT($count) ->
    [one] One target whose year has passed is left out: an economy has met it or not.
   *[other] Targets whose year has passed are left out ({ $count }): an economy has met them or not.
 }
disagree-official = { COUNT($pairs) ->
    [one] { $one } and { $two }, both official, give different levels to { SPOKEN($share) } of the series that both judge.
   *[other] { $alike ->
        [yes] Each of the { $pairs } pairs of official methods gives different levels to { $share } of the series that both judge.
       *[no] Of the { $pairs } pairs of official methods, { $three } and { $four } disagree least, on { $least } of the series that both judge, and { $one } and { $two } most, on { $share }.
    }
 }
disagree-official-headline = { COUNT($pairs) ->
    [one] Two official methods disagree on { $share } of series
   *[other] { $alike ->
        [yes] Each pair of official methods disagrees on { $share } of series
       *[no] Pairs of official methods disagree on { BARE($least) } to { $share } of series
    }
 }
disagree-official-none = { COUNT($pairs) ->
    [one] { $one } and { $two }, both official, give
   *[other] The official methods, two by two, give
 } the same level to every series that both judge, to the printed digit.
disagree-official-none-headline = Official methods agree on every series
disagree-unsourced = Official methods are those that a statistical organisation has adopted; not all bounds of { $methods } have a source.
disagree-farthest = Farthest apart of all are { $one } and { $two } ({ $worst } of series), closest { $three } and { $four } ({ $best }).
disagree-cause = The most frequent reason, in { SPOKEN($share) } of { $pairs } disagreeing pairs: { $cause }.

## Several targets by the method of the UN Statistics Division

progress-title = Verdicts on targets by the method of the UN Statistics Division
progress-subtitle = Number of economies by verdict, latest value against the target year
progress-alt = stacked bars, one for each of { $count } targets, by verdict.
progress-lead = By the method of the UN Statistics Division { SPOKEN($share) } of { $count } assessed economies are on track to { $aim }, or there.
progress-lead-headline = { $measure }: { $share } of { $count } assessed economies on track for { $year } or there, by the method of the UN Statistics Division
progress-lead-none = By the method of the UN Statistics Division none of { $count } assessed economies is on track to { $aim }, or there.
progress-lead-none-headline = { $measure }: none of { $count } assessed economies is on track for { $year } or there, by the method of the UN Statistics Division
progress-targets = On track or there is the largest share of assessed economies for { $best } ({ $high }), the smallest for { $worst } ({ $low }).
progress-targets-headline = On track or there by the method of the UN Statistics Division: { $high } of assessed economies for { $best }, { $low } for { $worst }
progress-targets-equal = The share of assessed economies on track or there is the same for all targets: { $high }.
progress-targets-equal-headline = On track or there by the method of the UN Statistics Division: { $high } of assessed economies for every target
progress-met = The year of { $aim }, has passed: { $met } of { $judged } economies with data had met it{ COUNT($short) ->
    [0] { "" }
   *[other] ; the data of { $short } that had not end before { $year }
 }.

## One target by group

progress-groups-title = { $measure }: verdicts by group
progress-groups-subtitle = Per cent of assessed economies by verdict, against { $aim }
progress-groups-alt = stacked bars to 100 per cent, one for each of { $count } groups, by verdict.
progress-groups = { $over ->
    [yes] { $aim } was met by { $high } of the assessed { $best }, and by { $low } of { $worst }.
   *[no] Of the assessed { $best } { $high } are on track to { $aim }, or there; of { $worst } { $low }.
 }
progress-groups-headline = { $over ->
    [yes] { $measure }, target of { $year }: met by { $high } in { $best }, by { $low } in { $worst }
   *[no] { $measure }, target of { $year }: on track or there are { $high } in { $best }, { $low } in { $worst }
 }
progress-groups-equal = { $over ->
    [yes] In every group { $high } of the assessed economies met { $aim }.
   *[no] In every group { $high } of the assessed economies are on track to { $aim }, or there.
 }
progress-groups-equal-headline = { $over ->
    [yes] { $measure }, target of { $year }: met by { $high } of assessed economies in every group
   *[no] { $measure }, target of { $year }: { $high } of assessed economies on track or there in every group
 }
progress-order-part = { $share } of { $group }
progress-order = Group by group, from the highest share to the lowest, { $over ->
    [yes] the target was met by
   *[no] on track or there are
 } { $parts }.
progress-flattered = Extending compound growth flatters a low start: of { $near }, closest to the target, { $share } count as on track or there, of { COUNT($others) ->
    [one] { $best } { $other }
   *[other] every other group more, of { $best } most ({ $other })
 }.

## Tables

table-verdicts = { $measure }: verdict of every method, against { $aim }
table-verdicts-note = Sources of the bounds: { $sources }. { COUNT($absent) ->
    [0] Every economy with a population has data.
   *[other] Not listed: { $absent } economies without an observation in the period.
 } A blank probability: no spread to draw from, or data that end more than { $years } years before this edition.
table-world = The world and its targets: the verdict of every method
table-disagreements = { $measure }: verdicts that lie at least { $least } levels apart, against { $aim }
table-scale = How the classes of the methods are placed on one scale
table-scale-note = Sources of the bounds: { $sources }.
source-of-method = { $method } – { $source }
source-of-method-none = { $method } – no source at hand
source-of-method-own = { $method } – chosen for this report
