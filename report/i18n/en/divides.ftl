### The digital divide: inequality between economies, its parts, convergence, years behind.

divides-inequality-title = Inequality between economies
divides-inequality-subtitle = { $index ->
    [gini] Gini index
    [cv] coefficient of variation
    [p90_p10] ratio of tenths
   *[other] Theil index
 } between economies, weighted by population, fixed panel; bootstrap interval of 95 per cent, { $years }
divides-inequality-alt = dots with intervals by year, { COUNT($count) ->
    [one] in one block.
   *[other] in { $count } blocks, one an indicator.
 }
divides-inequality-note = Each economy counts by its population; differences inside economies are not in it.
divides-coverage = The panel of { $measure } holds { $count } economies with { $covered } of the world’s people.
divides-narrowed = For { $measure } inequality between economies narrowed: the { $index ->
    [gini] Gini index
    [cv] coefficient of variation
    [p90_p10] ratio of tenths
   *[other] Theil index
 } fell from { BARE($then) } in { $first } to { BARE($now) } in { $last }{ COUNT($turned) ->
    [1] , after { BARE($extreme) } in { $turn }
   *[other] { "" }
 }.
divides-narrowed-headline = { $measure }: inequality between economies narrowed, from { BARE($then) } in { $first } to { BARE($now) } in { $last }
divides-widened = For { $measure } inequality between economies widened: the { $index ->
    [gini] Gini index
    [cv] coefficient of variation
    [p90_p10] ratio of tenths
   *[other] Theil index
 } rose from { BARE($then) } in { $first } to { BARE($now) } in { $last }{ COUNT($turned) ->
    [1] , after { BARE($extreme) } in { $turn }
   *[other] { "" }
 }.
divides-widened-headline = { $measure }: inequality between economies widened, from { BARE($then) } in { $first } to { BARE($now) } in { $last }
divides-unclear = For { $measure } no direction is claimed: the { $index ->
    [gini] Gini index
    [cv] coefficient of variation
    [p90_p10] ratio of tenths
   *[other] Theil index
 } was { BARE($then) } in { $first } and { BARE($now) } in { $last }, and the interval of the change includes zero.
divides-unchanged = For { $measure } inequality between economies was the same at both ends: a { $index ->
    [gini] Gini index
    [cv] coefficient of variation
    [p90_p10] ratio of tenths
   *[other] Theil index
 } of { BARE($now) } in { $first } and in { $last }{ COUNT($turned) ->
    [1] , after { BARE($extreme) } in { $turn }
   *[other] { "" }
 }.
divides-wider = In { $year } economies differed more in { $wider } ({ BARE($most) }) than in { $narrower } ({ BARE($least) }).

## Theil's index in parts

divides-parts-title = { $measure }: inequality between and within { $kind ->
    [income] income groups
    [itu_region] ITU regions
    [un_region] United Nations regions
    [un_subregion] subregions
   *[other] groups
 }
divides-parts-subtitle = Theil T between economies, thousandths, weighted by population, fixed panel, { $years }
divides-parts-alt = stacked bars in two parts, one for each of { $count } years.
divides-parts-note = Theil’s index splits exactly into a part between groups and a part within them; what lies within, an average of the group hides.
divides-between = Between groups
divides-within = Within groups
divides-parts = Between { $first } and { $last } inequality between { $kind ->
    [income] income groups
    [itu_region] ITU regions
    [un_region] United Nations regions
    [un_subregion] subregions
   *[other] groups
 } { $way } by { $between }, inequality within them by { $within }.
divides-parts-headline = { $measure }: inequality between { $kind ->
    [income] income groups
    [itu_region] ITU regions
    [un_region] United Nations regions
    [un_subregion] subregions
   *[other] groups
 } { $way } by { $between } from { $first } to { $last }, within them by { $within }
divides-level = In { $last }, { $now } of this inequality lay between { $kind ->
    [income] income groups
    [itu_region] ITU regions
    [un_region] United Nations regions
    [un_subregion] subregions
   *[other] groups
 }, the rest inside them.
divides-level-headline = { $measure }: { $now } of the inequality between economies lay between { $kind ->
    [income] income groups
    [itu_region] ITU regions
    [un_region] United Nations regions
    [un_subregion] subregions
   *[other] groups
 } in { $last }


## The share between groups: one pattern for each shape of its path

divides-share-rose = The part of this inequality that lies between { $kind ->
    [income] income groups
    [itu_region] ITU regions
    [un_region] United Nations regions
    [un_subregion] subregions
   *[other] groups
 } rose from { $then } in { $first } to { $now } in { $last }.
divides-share-rose-headline = { $measure }: the part of inequality between { $kind ->
    [income] income groups
    [itu_region] ITU regions
    [un_region] United Nations regions
    [un_subregion] subregions
   *[other] groups
 } rose from { $then } in { $first } to { $now } in { $last }
divides-share-fell = The part of this inequality that lies between { $kind ->
    [income] income groups
    [itu_region] ITU regions
    [un_region] United Nations regions
    [un_subregion] subregions
   *[other] groups
 } fell from { $then } in { $first } to { $now } in { $last }.
divides-share-fell-headline = { $measure }: the part of inequality between { $kind ->
    [income] income groups
    [itu_region] ITU regions
    [un_region] United Nations regions
    [un_subregion] subregions
   *[other] groups
 } fell from { $then } in { $first } to { $now } in { $last }
divides-share-peaked = The part of this inequality that lies between { $kind ->
    [income] income groups
    [itu_region] ITU regions
    [un_region] United Nations regions
    [un_subregion] subregions
   *[other] groups
 } rose from { $then } in { $first } to { $extreme } in { $turn } and was { $now } in { $last }.
divides-share-peaked-headline = { $measure }: the part of inequality between { $kind ->
    [income] income groups
    [itu_region] ITU regions
    [un_region] United Nations regions
    [un_subregion] subregions
   *[other] groups
 } rose from { $then } in { $first } to { $extreme } in { $turn } and was { $now } in { $last }
divides-share-recovered = The part of this inequality that lies between { $kind ->
    [income] income groups
    [itu_region] ITU regions
    [un_region] United Nations regions
    [un_subregion] subregions
   *[other] groups
 } fell from { $then } in { $first } to { $extreme } in { $turn } and was { $now } in { $last }.
divides-share-recovered-headline = { $measure }: the part of inequality between { $kind ->
    [income] income groups
    [itu_region] ITU regions
    [un_region] United Nations regions
    [un_subregion] subregions
   *[other] groups
 } fell from { $then } in { $first } to { $extreme } in { $turn } and was { $now } in { $last }
divides-share-rose-then-level = The part of this inequality that lies between { $kind ->
    [income] income groups
    [itu_region] ITU regions
    [un_region] United Nations regions
    [un_subregion] subregions
   *[other] groups
 } rose from { $then } in { $first } and has hardly moved since { $turn }: { $now } in { $last }.
divides-share-rose-then-level-headline = { $measure }: the part of inequality between { $kind ->
    [income] income groups
    [itu_region] ITU regions
    [un_region] United Nations regions
    [un_subregion] subregions
   *[other] groups
 } rose from { $then } in { $first } and has hardly moved since { $turn }: { $now } in { $last }
divides-share-fell-then-level = The part of this inequality that lies between { $kind ->
    [income] income groups
    [itu_region] ITU regions
    [un_region] United Nations regions
    [un_subregion] subregions
   *[other] groups
 } fell from { $then } in { $first } and has hardly moved since { $turn }: { $now } in { $last }.
divides-share-fell-then-level-headline = { $measure }: the part of inequality between { $kind ->
    [income] income groups
    [itu_region] ITU regions
    [un_region] United Nations regions
    [un_subregion] subregions
   *[other] groups
 } fell from { $then } in { $first } and has hardly moved since { $turn }: { $now } in { $last }
divides-share-swung = The part of this inequality that lies between { $kind ->
    [income] income groups
    [itu_region] ITU regions
    [un_region] United Nations regions
    [un_subregion] subregions
   *[other] groups
 } went up and down between { $first } ({ $then }) and { $last } ({ $now }).
divides-share-swung-headline = { $measure }: the part of inequality between { $kind ->
    [income] income groups
    [itu_region] ITU regions
    [un_region] United Nations regions
    [un_subregion] subregions
   *[other] groups
 } went up and down between { $first } ({ $then }) and { $last } ({ $now })
divides-share-level = The part of this inequality that lies between { $kind ->
    [income] income groups
    [itu_region] ITU regions
    [un_region] United Nations regions
    [un_subregion] subregions
   *[other] groups
 } was { $now } in { $last }, as in { $first }.
divides-share-level-headline = { $measure }: the part of inequality between { $kind ->
    [income] income groups
    [itu_region] ITU regions
    [un_region] United Nations regions
    [un_subregion] subregions
   *[other] groups
 } was { $now } in { $last }, as in { $first }

## Change against level

divides-convergence-title = { $measure }: change by level in { $first }
divides-convergence-subtitle = { $unit }, { $first } and { $last }; the line joins the means of the thirds that started lowest, in the middle and highest
divides-convergence-alt = scatter of { $count } economies, with a line that joins the means of three thirds.
divides-convergence-note = Economies count alike. A share cannot pass 100 per cent, so that economies near the top must slow down; named are those farthest from the mean of their third.
divides-slope = A straight line through { $economies } economies has a slope of { BARE($slope) } (interval of 95 per cent: { BARE($low) } to { BARE($high) }; R² { BARE($fit) }); it cannot show a turn.
divides-axis-level = Level in { $first }
divides-axis-change = Change a year to { $last }

## Years behind

divides-behind-title = { $measure }: years behind { $reference }
divides-behind-subtitle = By how many years { $reference } had the group’s value of { $year }{ COUNT($others) ->
    [0] { "" }
   *[other] {" "}(or of the year beside its name)
 } earlier; means weighted by population
divides-behind-alt = bar chart of { COUNT($count) ->
    [one] one group.
   *[other] { $count } groups.
 }
divides-behind-note = Time distance says how long ago the leader was at the same place, not how long it will take others.
divides-bounded = { COUNT($drawn) ->
    [1] The bars are lower bounds and no measure of the distance: { $reference } were beyond the value of { $groups } when their series begins, in { $year }.
   *[other] Left out { COUNT($count) ->
        [one] is
       *[other] are
    } { $groups }: { $reference } were beyond that value when their series begins, in { $year }, so that no distance can be dated.
 }
divides-undefined = Left out too, because ahead or because too few economies report: { $groups }.
divides-behind = { COUNT($bounded) ->
    [1] Of the groups whose distance can be dated, { $group } { FORM($group, of: "number") ->
        [plural] are
       *[other] is
    } farthest behind: the value of { $year }, { $value }, is that of { $reference } { $years } earlier.
   *[other] Farthest behind { FORM($group, of: "number") ->
        [plural] are
       *[other] is
    } { $group }: the value of { $year }, { $value }, is that of { $reference } { $years } earlier.
 }
divides-behind-headline = { $measure }: { $group } { FORM($group, of: "number") ->
    [plural] were
   *[other] was
 } in { $year } where { $reference } had been { $years } earlier: { $value }
divides-nearest = Nearest { FORM($group, of: "number") ->
    [plural] are
   *[other] is
 } { $group }, { $years } behind.
