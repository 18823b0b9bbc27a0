### Groups of economies over time: the path of the world value, the distance between groups, who lags, who alone moves a group.

label-world = World
title-groups = { $measure } by { $kind ->
    [income] income group
    [itu_region] ITU region
    [un_region] United Nations region
    [un_subregion] subregion
    [special] group of countries in special situations
   *[other] group
 }
subtitle-groups = { $unit }, { $how ->
    [population] means weighted by population
    [unweighted] means of economies
    [median] medians of economies
   *[sum] sums of reporting economies
 }, { $years }
alt-lines = line chart with one line for each of { $count } groups and one for the world.
alt-panels = { COUNT($count) ->
    [one] a small line chart.
   *[other] small line charts, one for each of { $count } groups, with the other groups in grey.
 }
alt-slope = slope chart from { $first } to { $last } for { $count } groups and the world.

## Values in several years, one after the other; kinds of groups

first-value-in-year = { $value } in { $year }
value-in-year = { BARE($value) } in { $year }
groups-of-kind = { $kind ->
    [income] income groups
    [itu_region] ITU regions
    [un_region] United Nations regions
    [un_subregion] subregions
    [special] groups of countries in special situations
   *[other] groups
 }

## The path of the world value: one pattern for each shape. $then, $now, $extreme are values; $first, $last, $turn years.

group-rose = { $how ->
    [median] The value of the middle economy
   *[other] The world value
 } rose from { $then } in { $first } to { $now } in { $last }{ $steady ->
    [no] , though not in every year
   *[yes] { "" }
 }.
group-rose-headline = { $measure } { $how ->
    [median] in the middle economy
   *[other] in the world
 } rose to { $now } in { $last }, from { $then } in { $first }
group-fell = { $how ->
    [median] The value of the middle economy
   *[other] The world value
 } fell from { $then } in { $first } to { $now } in { $last }{ $steady ->
    [no] , though not in every year
   *[yes] { "" }
 }.
group-fell-headline = { $measure } { $how ->
    [median] in the middle economy
   *[other] in the world
 } fell to { $now } in { $last }, from { $then } in { $first }
group-peaked = { $how ->
    [median] The value of the middle economy
   *[other] The world value
 } rose from { $then } in { $first } to { $extreme } in { $turn } and has fallen since, to { $now } in { $last }.
group-peaked-headline = { $measure } { $how ->
    [median] in the middle economy
   *[other] in the world
 } peaked at { $extreme } in { $turn } and stood at { $now } in { $last }
group-recovered = { $how ->
    [median] The value of the middle economy
   *[other] The world value
 } fell from { $then } in { $first } to { $extreme } in { $turn } and has risen since, to { $now } in { $last }.
group-recovered-headline = { $measure } { $how ->
    [median] in the middle economy
   *[other] in the world
 } rose again to { $now } in { $last }, after { $extreme } in { $turn }
group-rose-then-level = { $how ->
    [median] The value of the middle economy
   *[other] The world value
 } rose from { $then } in { $first } and has hardly moved since { $turn }: it was { $now } in { $last }.
group-rose-then-level-headline = { $measure } { $how ->
    [median] in the middle economy
   *[other] in the world
 } has hardly moved since { $turn }: { $now } in { $last }
group-fell-then-level = { $how ->
    [median] The value of the middle economy
   *[other] The world value
 } fell from { $then } in { $first } and has hardly moved since { $turn }: it was { $now } in { $last }.
group-fell-then-level-headline = { $measure } { $how ->
    [median] in the middle economy
   *[other] in the world
 } has hardly moved since { $turn }: { $now } in { $last }
group-swung = { $how ->
    [median] The value of the middle economy
   *[other] The world value
 } has had no lasting direction: it was { $points }.
group-level = { $how ->
    [median] The value of the middle economy
   *[other] The world value
 } was { $now } in { $last }, as in { $first }.
group-level-headline = { $measure } { $how ->
    [median] in the middle economy
   *[other] in the world
 } was { $now } in { $last }, as in { $first }

## The distance of the highest and the lowest group: $before and $after are distances of $high over $low, $extreme that of the
## year $turn in which it was widest or narrowest, or from which it is level, or in which $high was farthest behind. $since is the
## first year from which $high has been ahead, $from and $until bound the time in which it was farthest behind; $lead is new where
## that began in $last, shrunk where it was widest in $turn. $mover is none where a higher value is not a better one.

distance-closed = { $high } and { $low } were { $before } apart in { $first } and { BARE($after) } in { $last }{ $mover ->
    [catching-up] : those behind caught up
    [retreat] : the distance closed mainly because those ahead fell back
   *[other] { "" }
 }.
distance-closed-headline = In { $measure }, { $mover ->
    [catching-up] { $low } caught up part of the way: { $after } behind { $high } in { $last }, after { BARE($before) } in { $first }
    [retreat] { $high } and { $low } were { $after } apart in { $last }, closer than in { $first } mainly because those ahead fell back
   *[other] { $high } and { $low } were { $after } apart in { $last }, after { BARE($before) } in { $first }
 }
distance-met = Between { $high } and { $low } lay { $before } in { $first } and nothing in { $last }{ $mover ->
    [retreat] : the distance closed mainly because those ahead fell back
   *[other] { "" }
 }.
distance-met-headline = In { $measure }, nothing lay between { $high } and { $low } in { $last }, after { $before } in { $first }
distance-opened = { $high } and { $low } were { $before } apart in { $first } and { BARE($after) } in { $last }{ $mover ->
    [pulling-away] , mainly because those ahead gained more
    [falling-behind] , mainly because those behind fell
   *[other] { "" }
 }.
distance-opened-headline = In { $measure }, { $high } and { $low } were { $after } apart in { $last }, after { BARE($before) } in { $first }
distance-opened-then-level = The distance between { $high } and { $low } grew from { $before } in { $first } to { BARE($extreme) } in { $turn }{ $mover ->
    [pulling-away] , mainly because those ahead gained more,
    [falling-behind] , mainly because those behind fell,
   *[other] { "" }
 } and has hardly moved since: { BARE($after) } in { $last }.
distance-opened-then-level-headline = In { $measure }, the distance between { $high } and { $low } grew from { $before } in { $first } to { BARE($extreme) } in { $turn } and has hardly moved since: { BARE($after) } in { $last }
distance-closed-then-level = The distance between { $high } and { $low } shrank from { $before } in { $first } to { BARE($extreme) } in { $turn }{ $mover ->
    [catching-up] , as those behind caught up,
    [retreat] , mainly because those ahead fell back,
   *[other] { "" }
 } and has hardly moved since: { BARE($after) } in { $last }.
distance-closed-then-level-headline = In { $measure }, the distance between { $high } and { $low } shrank from { $before } in { $first } to { BARE($extreme) } in { $turn } and has hardly moved since: { BARE($after) } in { $last }
distance-turned = { $high } and { $low } were { $before } apart in { $first }, { BARE($extreme) } in { $turn } and { BARE($after) } in { $last }.
distance-turned-headline = In { $measure }, the distance between { $high } and { $low } peaked at { $extreme } in { $turn } and was { $after } in { $last }
distance-reopened = { $high } and { $low } were { $before } apart in { $first }, { BARE($extreme) } in { $turn } and { BARE($after) } in { $last }.
distance-reopened-headline = In { $measure }, the distance between { $high } and { $low } has grown again since { $turn }: from { $extreme } to { $after } in { $last }
distance-swung = The distance between { $high } and { $low } has had no lasting direction: it was { $points }.
distance-swung-headline = In { $measure }, the distance between { $high } and { $low } has had no lasting direction: it was { $points }
distance-crossed = { $high } { FORM($high, of: "number") ->
    [plural] were
   *[other] was
 } below { $low } in { $first } and { $lead ->
    [new] { $after } above in { $last }
    [shrunk] above from { $since } on: by { $extreme } in { $turn }, the widest lead, and by { BARE($after) } in { $last }
   *[held] above from { $since } on, by { $after } in { $last }
 }.
distance-crossed-headline = In { $measure }, { $high } { $lead ->
    [new] passed { $low } and { FORM($high, of: "number") ->
        [plural] were
       *[other] was
    } { $after } above in { $last }
    [shrunk] { FORM($high, of: "number") ->
        [plural] were
       *[other] was
    } above { $low } from { $since } on: by { $after } in { $last }, after { BARE($extreme) } in { $turn }
   *[held] { FORM($high, of: "number") ->
        [plural] were
       *[other] was
    } above { $low } from { $since } on: by { $after } in { $last }
 }
distance-swapped = { $high } { FORM($high, of: "number") ->
    [plural] were
   *[other] was
 } { $after } above { $low } in { $last }; { COUNT($once) ->
    [1] in { $from }
   *[other] between { $from } and { $until }
 } { FORM($high, of: "number") ->
    [plural] they were
   *[other] it was
 } below, by { $extreme } in { $turn } at most.
distance-swapped-headline = In { $measure }, { $high } { FORM($high, of: "number") ->
    [plural] were
   *[other] was
 } { $after } above { $low } in { $last }, after being below by up to { BARE($extreme) } in { $turn }
distance-unchanged = { $high } and { $low } were { $after } apart in { $last }, as in { $first }.
distance-unchanged-headline = In { $measure }, { $high } and { $low } were as far apart in { $last } as in { $first }: { $after }
extremes = In { $year } the highest value was that of { $highest } ({ $high }), the lowest that of { $lowest } ({ $low }).
extremes-headline = { $measure } ranged from { $low } ({ $lowest }) to { $high } ({ $highest }) in { $year }
extremes-equal = In { $year } all groups had the same value: { $high }.
extremes-equal-headline = { $measure } was the same in all groups in { $year }: { $high }

## Shares of people below one half

half-some = { COUNT($count) ->
    [one] Of the { $total } { $kind } only { $worst } { FORM($worst, of: "number") ->
        [plural] were
       *[other] was
    } below one half in { $year } ({ $value }).
   *[other] Of the { $total } { $kind } with a value, { $groups } were below one half in { $year }; lowest { FORM($worst, of: "number") ->
        [plural] were
       *[other] was
    } { $worst } ({ $value }).
 }
half-some-headline = { $measure } was below one half in { $year } in { COUNT($count) ->
    [one] one of the { $total } { $kind } with a value: { $groups }
   *[other] { $count } of the { $total } { $kind } with a value
 }
half-none = None of the { $total } { $kind } was below one half in { $year }.
half-none-headline = { $measure } was below one half in none of the { $total } { $kind } in { $year }
half-all = Each of the { $total } { $kind } was below one half in { $year }.
half-all-headline = { $measure } was below one half in { $year } in each of the { $total } { $kind }

## Distance of each group from the world value: $side is below or above.

world-closed = { $group } { FORM($group, of: "number") ->
    [plural] were
   *[other] was
 } { $after } { $side } the world value in { $last }, after { BARE($before) } in { $first }.
world-closed-headline = In { $measure }, { $group } came closer to the world value: { $after } { $side } in { $last }, after { BARE($before) } in { $first }
world-met = { $group } { FORM($group, of: "number") ->
    [plural] were
   *[other] was
 } at the world value in { $last }, after { $before } { $side } it in { $first }.
world-met-headline = In { $measure }, { $group } met the world value in { $last }, after { $before } { $side } it in { $first }
world-opened = { $group } { FORM($group, of: "number") ->
    [plural] were
   *[other] was
 } { $after } { $side } the world value in { $last }, after { BARE($before) } in { $first }.
world-opened-headline = In { $measure }, { $group } moved further from the world value: { $after } { $side } in { $last }, after { BARE($before) } in { $first }
world-opened-then-level = The distance of { $group } from the world value grew from { $before } in { $first } to { BARE($extreme) } in { $turn } and has hardly moved since: { BARE($after) } { $side } it in { $last }.
world-opened-then-level-headline = In { $measure }, the distance of { $group } from the world value grew until { $turn } and has hardly moved since: { $after } { $side } it in { $last }
world-closed-then-level = The distance of { $group } from the world value shrank from { $before } in { $first } to { BARE($extreme) } in { $turn } and has hardly moved since: { BARE($after) } { $side } it in { $last }.
world-closed-then-level-headline = In { $measure }, the distance of { $group } from the world value shrank until { $turn } and has hardly moved since: { $after } { $side } it in { $last }
world-turned = { $group } { FORM($group, of: "number") ->
    [plural] were
   *[other] was
 } { $after } { $side } the world value in { $last }; the distance was widest in { $turn } ({ $extreme }).
world-turned-headline = In { $measure }, { $group } { FORM($group, of: "number") ->
    [plural] were
   *[other] was
 } { $after } { $side } the world value in { $last }, closer than in { $turn } ({ $extreme })
world-reopened = { $group } { FORM($group, of: "number") ->
    [plural] were
   *[other] was
 } { $after } { $side } the world value in { $last }; the distance was narrowest in { $turn } ({ $extreme }).
world-reopened-headline = In { $measure }, { $group } { FORM($group, of: "number") ->
    [plural] were
   *[other] was
 } { $after } { $side } the world value in { $last }, further than in { $turn } ({ $extreme })
world-swung = { $group } { FORM($group, of: "number") ->
    [plural] were
   *[other] was
 } { $after } { $side } the world value in { $last }; the distance has had no lasting direction: it was { $points }.
world-swung-headline = In { $measure }, the distance of { $group } from the world value has had no lasting direction: it was { $points }
world-crossed = { $group } { FORM($group, of: "number") ->
    [plural] were
   *[other] was
 } { $side ->
    [below] above
   *[above] below
 } the world value in { $first } and { $lead ->
    [new] { $after } { $side } it in { $last }
    [shrunk] { $side } it from { $since } on: by { $extreme } in { $turn }, the widest distance, and by { BARE($after) } in { $last }
   *[held] { $side } it from { $since } on, by { $after } in { $last }
 }.
world-crossed-headline = In { $measure }, { $group } { $lead ->
    [new] crossed the world value and { FORM($group, of: "number") ->
        [plural] were
       *[other] was
    } { $after } { $side } in { $last }
    [shrunk] { FORM($group, of: "number") ->
        [plural] were
       *[other] was
    } { $side } the world value from { $since } on: by { $after } in { $last }, after { BARE($extreme) } in { $turn }
   *[held] { FORM($group, of: "number") ->
        [plural] were
       *[other] was
    } { $side } the world value from { $since } on: by { $after } in { $last }
 }
world-swapped = { $group } { FORM($group, of: "number") ->
    [plural] were
   *[other] was
 } { $after } { $side } the world value in { $last }; { COUNT($once) ->
    [1] in { $from }
   *[other] between { $from } and { $until }
 } { FORM($group, of: "number") ->
    [plural] they were
   *[other] it was
 } { $side ->
    [below] above
   *[above] below
 } it, by { $extreme } in { $turn } at most.
world-swapped-headline = In { $measure }, { $group } { FORM($group, of: "number") ->
    [plural] were
   *[other] was
 } { $after } { $side } the world value in { $last }, after being { $side ->
    [below] above it
   *[above] below it
 } by up to { BARE($extreme) } in { $turn }
world-unchanged = { $group } { FORM($group, of: "number") ->
    [plural] were
   *[other] was
 } { $after } { $side } the world value in { $last }, as in { $first }.
world-unchanged-headline = In { $measure }, { $group } { FORM($group, of: "number") ->
    [plural] were
   *[other] was
 } as far from the world value in { $last } as in { $first }: { $after } { $side }

## Single economies that move a group, and gains of groups

mover = { $economy } alone moved { $group } by { $change } in { $year }{ $among ->
    [none] { "" }
    [single-region] : in the years shown no other economy of the region moved it as much without a break in its series
    [single] : in the years shown no other economy of the group moved it as much without a break in its series
    [income] : in the years shown no other economy moved its income group as much without a break in its series
    [itu_region] : in the years shown no other economy moved its ITU region as much without a break in its series
    [un_region] : in the years shown no other economy moved its United Nations region as much without a break in its series
    [un_subregion] : in the years shown no other economy moved its subregion as much without a break in its series
   *[other] : in the years shown no other economy moved one of these groups as much without a break in its series
 }.
mover-break = A break is marked in the series of { $economy } in { $year }, as the notes of its sheet say: with its value of { $before } { $parts }.
mover-part = { $group } would have been at { $without } in that year and not at { $now }
mover-part-also = { $group } at { $without } and not at { $now }
gains = { $course ->
    [rose] Every group rose between { $first } and { $last }: most { $most } ({ $largest }), least { $least } ({ $smallest }).
    [fell] Every group fell between { $first } and { $last }: most { $most } ({ $largest }), least { $least } ({ $smallest }).
   *[both] Between { $first } and { $last } the groups went different ways, from { $most } ({ $largest }) to { $least } ({ $smallest }).
 }
