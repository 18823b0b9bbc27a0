### A region at a glance.

region-title = { $region } and the world
region-subtitle = Per cent or points of 100, means of economies, newest year with both
region-alt = pairs of dots for { $region } and the world, one for each of { $count } measures.
region-years = Each pair is of one year, { $years }.
region-left-out = No recent year has values of both for { $indicators }.
region-side = { $region } { FORM($region, of: "number") ->
    [plural] are
   *[other] is
 } { $says ->
    [all] above the world in all { $total } measures.
    [all-below] below the world in all { $total } measures.
    [equal] about level with the world in all { $total } measures.
   *[other] { COUNT($above) ->
        [0] below the world in { $below } of { $total } measures and about level in the others.
       *[other] above the world in { $above } of { $total } measures{ COUNT($below) ->
            [0] {" "}and about level in the others.
           *[other] , below it in { $below }{ COUNT($level) ->
                [0] .
               *[other] {" "}and about level in { $level }.
            }
        }
    }
 }
region-side-headline = { $says ->
    [all] { $region }: above the world in all { $total } measures
    [all-below] { $region }: below the world in all { $total } measures
    [equal] { $region }: about level with the world in all { $total } measures
   *[other] { $region }: { COUNT($above) ->
        [0] below the world in { $below } of { $total } measures, about level in the others
       *[other] above the world in { $above } of { $total } measures{ COUNT($below) ->
            [0] , about level in the others
           *[other] , below it in { $below }{ COUNT($level) ->
                [0] { "" }
               *[other] , about level in { $level }
            }
        }
    }
 }
region-best = Farthest ahead { FORM($region, of: "number") ->
    [plural] are
   *[other] is
 } { $region } in { $measure }: { $own } against { BARE($world) } in the world ({ $year }).
region-worst = Farthest behind { FORM($region, of: "number") ->
    [plural] are
   *[other] is
 } { $region } in { $measure }: { $own } against { BARE($world) } in the world ({ $year }).
region-best-headline = { $region }: farthest ahead of the world in { $measure }, { $own } against { BARE($world) } in { $year }
region-worst-headline = { $region }: farthest behind the world in { $measure }, { $own } against { BARE($world) } in { $year }
region-course-rose = { $measure } in the region rose from { $then } in { $first } to { $now } in { $last }.
region-course-fell = { $measure } in the region fell from { $then } in { $first } to { $now } in { $last }.
region-course-peaked = { $measure } in the region peaked at { $extreme } in { $turn } and was { $now } in { $last }.
region-course-recovered = { $measure } in the region fell to { $extreme } in { $turn } and rose again to { $now } in { $last }.
region-course-rose-then-level = { $measure } in the region rose from { BARE($then) } in { $first } and has hardly moved since { $turn }: { $now } in { $last }.
region-course-fell-then-level = { $measure } in the region fell from { BARE($then) } in { $first } and has hardly moved since { $turn }: { $now } in { $last }.
region-course-swung = { $measure } in the region went up and down: it was { $points }.
region-course-level = { $measure } in the region was { $now } in { $last }, as in { $first }.
region-course-rose-headline = { $measure } in { $region } rose from { $then } in { $first } to { $now } in { $last }
region-course-fell-headline = { $measure } in { $region } fell from { $then } in { $first } to { $now } in { $last }
region-course-peaked-headline = { $measure } in { $region } peaked at { $extreme } in { $turn } and was { $now } in { $last }
region-course-recovered-headline = { $measure } in { $region } fell to { $extreme } in { $turn } and rose again to { $now } in { $last }
region-course-rose-then-level-headline = { $measure } in { $region } rose from { BARE($then) } in { $first } and has hardly moved since { $turn }: { $now } in { $last }
region-course-fell-then-level-headline = { $measure } in { $region } fell from { BARE($then) } in { $first } and has hardly moved since { $turn }: { $now } in { $last }
region-course-swung-headline = { $measure } in { $region } went up and down: { $points }
region-course-level-headline = { $measure } in { $region } was { $now } in { $last }, as in { $first }
region-course-title = { $measure } in { $region } and the world
region-course-alt = line chart with one line for { $region } and one for the world.
