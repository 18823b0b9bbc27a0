### One value an economy: the ends of the field, who leads, who shares a value, who stands at zero. Without a verb where the
### measure would be its subject, so that its number does not matter.

economies-tenths = One economy in ten has { $high } or more, another one in ten { $reach ->
    [from-zero] stands at zero
    [tenfold] { $low } or less, a ratio of { COUNT($beyond) ->
        [1] more than { $times }
       *[other] { $times }
    } to one
   *[other] { $low } or less
 }.
economies-tenths-headline = { $measure }: { $high } or more in the highest tenth of economies, { $reach ->
    [from-zero] zero
   *[other] { BARE($low) } or less
 } in the lowest ({ $years })
economies-ends = Among the highest are { $top } (up to { $high }), among the lowest { $bottom } (down to { $low }).
economies-equal = All { $count } economies have { $value }.
economies-equal-headline = { $measure }: { $value } in every economy ({ $years })
economies-tied = { COUNT($named) ->
    [1] { $names } share the highest value, { $value }.
   *[other] Of { $total } economies { $count } share the highest value, { $value }.
 }
economies-tied-headline = { $measure }: { COUNT($named) ->
    [1] { $names } share the highest value, { $value } ({ $years })
   *[other] { $count } of { $total } economies share the highest value, { $value } ({ $years })
 }
economies-lead = The highest value is that of { $economy }: { $value } in { $year }, { $lead } above the next and more than such values are revised by.
economies-lead-headline = { $measure }: { $economy } leads with { $value } in { $year }, { $lead } ahead of the next
economies-zeros = In { COUNT($count) ->
    [one] one economy
   *[other] { $count } economies
 } of { $total } the value is zero; half of the others have { $median } or more.
economies-zeros-headline = { $measure }: zero in { $count } of { $total } economies, { $median } or more in half of the others ({ $years })
economies-stale = { COUNT($count) ->
    [one] One value is
   *[other] In this figure { $count } values are
 } more than two years older than the newest; the oldest is of { $year }.
economies-no-release = No second release shows how firm these values are: the order of neighbours must not be quoted.
economies-revised = { COUNT($levels) ->
    [1] The bars show by how much 95 in 100 values were revised at most since the release of { $release }, { $most }; an order inside them is not firm.
   *[other] The bars show by how much 95 in 100 values of a similar level were revised at most since the release of { $release }, from { $least } to { $most }; an order inside them is not firm.
 }
