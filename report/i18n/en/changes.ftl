### Changes of economies between two years. $way is up, down, both or none.

changes-counts = { $way ->
    [up] The value was higher in { $last } than in { $first } in { COUNT($all) ->
        [1] each of { $total } economies
       *[other] { $rose } of { $total } economies
    }, in the middle one by { $size }.
    [down] The value was lower in { $last } than in { $first } in { COUNT($all) ->
        [1] each of { $total } economies
       *[other] { $fell } of { $total } economies
    }, in the middle one by { $size }.
    [none] None of the { $total } economies shows a change between { $first } and { $last }.
   *[both] Of { $total } economies { $rose } rose and { $fell } fell between { $first } and { $last }; the middle change is { $median }.
 }
changes-counts-headline = { $measure }: { $way ->
    [up] higher in { $last } than in { $first } in { COUNT($all) ->
        [1] each of { $total } economies
       *[other] { $rose } of { $total } economies
    }, in the middle one by { $size }
    [down] lower in { $last } than in { $first } in { COUNT($all) ->
        [1] each of { $total } economies
       *[other] { $fell } of { $total } economies
    }, in the middle one by { $size }
    [none] no change in any of { $total } economies between { $first } and { $last }
   *[both] higher in { $rose } and lower in { COUNT($all) ->
        [1] each of { $total } economies
       *[other] { $fell } of { $total } economies
    }, { $first } to { $last }, with a middle change of { $median }
 }
changes-largest = The largest rise is that of { $economy }: { $change } between { $start } and { $end }.
changes-against = Against the others { COUNT($count) ->
    [one] only { $names } fell, by { $size }
    [2] { $names } fell, { $economy } most, by { $size }
    [3] { $names } fell, { $economy } most, by { $size }
   *[other] { $count } economies fell, { $economy } most, by { $size }
 }.
changes-peaks = In { COUNT($count) ->
    [one] one economy, { $economy }, the value has fallen from a peak in { $turn }, by { $loss }.
   *[other] { $count } of { $total } economies the value was below an earlier peak, most in { $economy }: { $loss } since { $turn }.
 }
changes-breaks = Sources declare a break in the series of { $names }.
changes-revised = Figures of { $names } in this period were revised after the release of { $release } by more than half of the change shown.
changes-jump = A jump can also come from a new survey or definition.

## Changes by third of the starting level. $below is the highest start of the lowest third, $above that of the middle one.

changes-middle = Economies that started between { BARE($below) } and { $above } gained { $middle }{ COUNT($yearly) ->
    [1] { " " }a year
   *[other] { "" }
 }, those that started lower { $bottom } and those that started higher { $top }.
changes-middle-headline = { $measure }: { $behind ->
    [middle] the middle gained most, and the bottom fell behind it
   *[both] the middle caught up, the bottom did not
 } – { $middle }{ COUNT($yearly) ->
    [1] { " " }a year
   *[other] { "" }
 } against { BARE($bottom) } in the lowest third ({ $first }–{ $last })
changes-bottom-up = The third of economies that started lowest, up to { $below }, gained { $bottom }{ COUNT($yearly) ->
    [1] { " " }a year
   *[other] { "" }
 }, the third that started highest { $top }.
changes-bottom-up-headline = { $measure }: those that started lowest gained more, { $bottom }{ COUNT($yearly) ->
    [1] { " " }a year
   *[other] { "" }
 } against { BARE($top) } in the highest third ({ $first }–{ $last })
changes-top-away = The third of economies that started highest, above { $above }, gained { $top }{ COUNT($yearly) ->
    [1] { " " }a year
   *[other] { "" }
 }, the third that started lowest { $bottom }.
changes-top-away-headline = { $measure }: those ahead moved further ahead, by { $top }{ COUNT($yearly) ->
    [1] { " " }a year
   *[other] { "" }
 } against { BARE($bottom) } in the lowest third ({ $first }–{ $last })
changes-edges = Economies that started in the middle, between { BARE($below) } and { $above }, gained least: { $middle }{ COUNT($yearly) ->
    [1] { " " }a year
   *[other] { "" }
 }, against { $bottom } at the bottom and { $top } at the top.
changes-edges-headline = { $measure }: the middle gained least, { $middle }{ COUNT($yearly) ->
    [1] { " " }a year
   *[other] { "" }
 } against { BARE($bottom) } at the bottom and { BARE($top) } at the top ({ $first }–{ $last })
changes-even = The thirds of economies that started lowest, in the middle and highest gained alike: { $middle }{ COUNT($yearly) ->
    [1] { " " }a year
   *[other] { "" }
 }.
changes-even-headline = { $measure }: low and high starts gained alike, { $middle }{ COUNT($yearly) ->
    [1] { " " }a year
   *[other] { "" }
 } ({ $first }–{ $last })
changes-mixed = By third of the starting level the mean change was { $bottom } at the bottom, { $middle } in the middle and { $top } at the top{ COUNT($yearly) ->
    [1] { " " }a year
   *[other] { "" }
 }.
changes-mixed-headline = { $measure }: { $bottom } in the third that started lowest, { BARE($middle) } in the middle, { BARE($top) } in the highest{ COUNT($yearly) ->
    [1] { " " }a year
   *[other] { "" }
 } ({ $first }–{ $last })
