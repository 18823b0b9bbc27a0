### One moment: economies ranked and spread within groups; groups as bars and as a heat map.

## Ranked dots

levels-ends-title = { $measure }: the highest and the lowest economies
levels-ends-subtitle = { $unit }; latest value of each economy, { $years }{ COUNT($limit) ->
    [0] { "" }
   *[other] ; economies with { $people } people or more
 }
levels-ends-shown = Shown are { $shown ->
    [top] the { $top } highest
    [bottom] the { $bottom } lowest
   *[both] the { $top } highest and the { $bottom } lowest
 } of { $total } economies.
levels-ends-alt = dot chart of the highest and the lowest economies with a line at the median.
levels-highest = Highest
levels-lowest = Lowest
levels-undrawn = The { $count } economies with { $value } are not drawn one by one.

## Economies within groups

levels-spread-title = { $measure } within each { $kind ->
    [income] income group
    [itu_region] ITU region
    [un_region] United Nations region
    [un_subregion] subregion
    [special] group of countries in special situations
   *[other] group
 }
levels-spread-subtitle = { $unit }, latest value of each economy, { $years }
levels-spread-alt = dots of economies in { COUNT($count) ->
    [one] one row
   *[other] { $count } rows, one a group
 }, with medians marked.
levels-spread-note = Each dot is an economy{ COUNT($fewer) ->
    [0] { "" }
   *[other] ; groups with fewer than five values are left out
 }.
levels-median = Median
levels-apart = The lowest value among { $kind ->
    [income] { $high }
   *[other] economies of { $high }
 } ({ $floor }) is above the highest among { $kind ->
    [income] { $low }
   *[other] economies of { $low }
 } ({ $ceiling }).
levels-apart-headline = { $measure }: all { $kind ->
    [income] { $high }
   *[other] economies of { $high }
 } are above all { $kind ->
    [income] { $low }
   *[other] economies of { $low }
 }, from { $floor } against up to { BARE($ceiling) } ({ $years })
levels-quarters = Three in four { $kind ->
    [income] { $high }
   *[other] economies of { $high }
 } have { $floor } or more, three in four { $kind ->
    [income] { $low }
   *[other] economies of { $low }
 } { $ceiling } or less.
levels-quarters-headline = { $measure }: { $floor } or more in three of four { $kind ->
    [income] { $high }
   *[other] economies of { $high }
 }, { BARE($ceiling) } or less in three of four { $kind ->
    [income] { $low }
   *[other] economies of { $low }
 } ({ $years })
levels-overlap = { $kind ->
    [income] { $high }
   *[other] economies of { $high }
 } and { $kind ->
    [income] { $low }
   *[other] economies of { $low }
 } overlap: the middle values are { $median-high } and { BARE($median-low) }, but the middle halves of the groups have values in common.
levels-overlap-headline = { $measure }: { $kind ->
    [income] { $high }
   *[other] economies of { $high }
 } and { $kind ->
    [income] { $low }
   *[other] economies of { $low }
 } overlap, with middle values of { $median-high } and { BARE($median-low) } ({ $years })
levels-exceptions = Among { $kind ->
    [income] { $low }
   *[other] economies of { $low }
 } { COUNT($count) ->
    [one] only { $names } exceeds
   *[other] only { $names } exceed
 } the middle value of { $kind ->
    [income] { $high }
   *[other] economies of { $high }
 }{ COUNT($count) ->
    [one] { "" }, with { $value }
   *[other] , the highest with { $value }
 }.
levels-neighbours = Of { $total } { $kind ->
    [income] { $low }
   *[other] economies of { $low }
 } { $count } { COUNT($count) ->
    [one] is
   *[other] are
 } above the middle value of { $kind ->
    [income] { $high }
   *[other] economies of { $high }
 } ({ $median }), the highest with { $value }.
levels-inside = Groups hide differences: { $highest } ({ $high }) and { $lowest } ({ $low }) are in one group, { $group }.

## Groups as bars

levels-bars-title = { $measure } by { $kind ->
    [income] income group
    [itu_region] ITU region
    [un_region] United Nations region
    [un_subregion] subregion
    [special] group of countries in special situations
   *[other] group
 }, { $year }
levels-bars-alt = bar chart of { COUNT($count) ->
    [one] one group
   *[other] { $count } groups
 }.
levels-left-out = Too few economies report for { $groups }, left out here.
levels-between = Between the highest value, that of { $most } ({ $high }), and the lowest, that of { $least } ({ $low }), lay { $difference } in { $year }.
levels-between-times = In { $year } the highest value, that of { $most } ({ $high }), was { COUNT($beyond) ->
    [1] more than { $ratio }
   *[other] { $ratio }
 } times the lowest, that of { $least } ({ $low }).
levels-between-headline = { $measure }, { $year }: { $high } in { $most }, { BARE($low) } in { $least }
levels-among = In { $year } { $most } ({ $high }) { COUNT($most) ->
    [one] was
   *[other] were
 } among the highest, { $least } ({ $low }) among the lowest, { $difference } below.
levels-among-headline = { $measure }, { $year }: { $most } among the highest with { $high }, { $least } among the lowest with { BARE($low) }
levels-below = { COUNT($count) ->
    [one] Only { $groups } stayed below the world value of { $world }, by { $distance }.
   *[other] Below the world value of { $world } stayed { $groups }; lowest { FORM($lowest, of: "number") ->
        [plural] were
       *[other] was
    } { $lowest }, { $distance } below it.
 }

## Groups by indicators

levels-heat-title = Mean scores by { $kind ->
    [income] income group
    [itu_region] ITU region
    [un_region] United Nations region
    [un_subregion] subregion
    [special] group of countries in special situations
   *[other] group
 } ({ $years })
levels-heat-subtitle = Means of economies, per cent of the highest possible score, { $years }
levels-heat-alt = heat map of { $rows } groups by { $columns } indicators.
levels-heat-beside = { $parts } { COUNT($count) ->
    [one] stands beside the parts for comparison and is
   *[other] stand beside the parts for comparison and are
 } not counted in { $whole }.
levels-all = All economies
