### Totals over economies: growth, concentration, surpluses and deficits.

trade-caveat-deliverable = Counted are services that can be delivered over networks, whether or not they are: for each economy that reports, an upper bound of what was delivered digitally.
total-title = { $name } of reporting economies
total-subtitle = { $scale ->
    [trillions] Trillion
   *[billions] Billion
 } current US dollars, sums of reporting economies, { $years }
total-alt = line chart of { COUNT($count) ->
    [one] one total
   *[other] { $count } totals
 } in { $scale ->
    [trillions] trillion
   *[billions] billion
 } dollars by year.
total-reporters = The lines sum all that report in a year; who reports changes, so that their course also shows that, and economies that do not report are missing from every sum.
total-growth = Growth is told for the economies that report every year, in current dollars, prices not taken out.
total-now = In { $year } { COUNT($count) ->
    [one] the one economy that reports
   *[other] the { $count } economies that report
 } came to { $total }{ COUNT($count) ->
    [one] { "" }
   *[other] {" "}together
 }.
total-now-headline = { $name }: { $total } in { $year }, for the { COUNT($count) ->
    [one] one economy that reports
   *[other] { $count } economies that report
 }
total-panel = The { $same } economies that report every year
total-growth-of = { COUNT($same) ->
    [one] In the one economy that reports every year
   *[other] In the { $same } economies that report every year
 } { $says ->
    [rose] the total rose from { $start } in { $first } to { $end } in { $last }{ $rated ->
        [yes] , by { $rate } a year on average
       *[no] { "" }
    }
    [fell] the total fell from { $start } in { $first } to { $end } in { $last }{ $rated ->
        [yes] , by { $rate } a year on average
       *[no] { "" }
    }
    [peaked] the total rose from { $start } in { $first } to { $extreme } in { $turn } and was { $end } in { $last }
    [recovered] the total fell from { $start } in { $first } to { $extreme } in { $turn } and was { $end } in { $last }
    [rose-then-level] the total rose from { $start } in { $first } and has hardly moved since { $turn }: { $end } in { $last }
    [fell-then-level] the total fell from { $start } in { $first } and has hardly moved since { $turn }: { $end } in { $last }
    [swung] the total went up and down between { $first } ({ $start }) and { $last } ({ $end })
   *[level] the total was { $end } in { $last }, as in { $first }
 }.
total-growth-of-headline = { $name }{ $says ->
    [rose] {" "}rose { $rated ->
        [yes] by { $rate } a year to { $end } in { $last }, from { $start } in { $first }
       *[no] from { $start } in { $first } to { $end } in { $last }
    }
    [fell] {" "}fell from { $start } in { $first } to { $end } in { $last }
    [peaked] {" "}peaked at { $extreme } in { $turn } and came to { $end } in { $last }
    [recovered] {" "}fell to { $extreme } in { $turn } and came to { $end } in { $last }
    [rose-then-level] : hardly a movement since { $turn }, { $end } in { $last }
    [fell-then-level] : hardly a movement since { $turn }, { $end } in { $last }
    [swung] {" "}went up and down, to { $end } in { $last }
   *[level] {" "}came to { $end } in { $last }, as in { $first }
 }, in the { COUNT($same) ->
    [one] one economy that reports
   *[other] { $same } economies that report
 } every year
total-mover = { $says ->
    [reverses] Without { $economy } the total would have { $direction ->
        [up] fallen
       *[down] risen
    }: { $economy } alone { $direction ->
        [up] added
       *[down] lost
    } { $part }, all together { $change }.
    [makes] The whole change, { $change }, is that of { $economy }.
   *[half] Half of the change or more is that of { $economy }: { $part } of { $change }.
 }

## Shares and concentration

shares-title = { $name }: how the total is shared out, { $year }
shares-subtitle = Cumulated shares, per cent, of { $count } economies with values in { COUNT($years) ->
    [1] { $last }
   *[other] both { $first } and { $last }
 }
shares-alt = Lorenz { COUNT($years) ->
    [1] curve of { $last }
   *[other] curves of { $first } and { $last }
 } with a line of equal shares.
shares-axis-x = Cumulated share of economies, from the smallest (per cent)
shares-axis-y = Cumulated share of the total (per cent)
shares-equality = Equal shares
shares-panel = Curves are of the { $count } economies with values in both { $first } and { $last }; counts of economies are of all that report in { $last }.
shares-half = { $says ->
    [one] { $economies } alone { COUNT($economies) ->
        [one] makes
       *[other] make
    } up { $share } of the total of { $total } economies in { $year }.
    [equal] Each of { $total } economies has the same share in { $year }.
   *[other] { $listed ->
        [yes] Half of the total of { $total } economies in { $year } is that of { $economies }.
       *[no] Half of the total in { $year } is that of { $count } of { $total } economies.
    }
 }
shares-half-headline = { $name }: { $says ->
    [one] { $economies } alone made up { $share } of the total of { $total } economies in { $year }
    [equal] each of { $total } economies had the same share in { $year }
   *[other] { $count } of { $total } economies made up half of the total in { $year }
 }
shares-ninety = Nine tenths { COUNT($ninety) ->
    [one] come from one of { $total } economies.
   *[other] come from { $ninety } of { $total } economies.
 }
shares-leaders = The largest in { $year } { COUNT($economies) ->
    [one] is { $economies }.
   *[other] are { $economies }.
 }
shares-five = The five largest of the { $count } economies that report every year { $says ->
    [rose] held { $then } in { $first } and { $now } in { $last }: the total became more concentrated
    [fell] held { $then } in { $first } and { $now } in { $last }: the total became less concentrated
    [peaked] held { $then } in { $first }, { $extreme } in { $turn } and { $now } in { $last }: concentration has come down from its peak
    [recovered] held { $then } in { $first }, { $extreme } in { $turn } and { $now } in { $last }: concentration is rising again
    [rose-then-level] held { $then } in { $first } and { $now } in { $last }, hardly changed since { $turn }
    [fell-then-level] held { $then } in { $first } and { $now } in { $last }, hardly changed since { $turn }
    [swung] held { $then } in { $first } and { $now } in { $last }, up and down in between: no direction is claimed
   *[level] held { $now } in { $last }, as in { $first }
 }.
shares-five-headline = { $name }: the five largest { $says ->
    [rose] held { $now } in { $last }, up from { $then } in { $first }
    [fell] held { $now } in { $last }, down from { $then } in { $first }
    [peaked] held { $now } in { $last }, after { $extreme } in { $turn }
    [recovered] held { $now } in { $last }, after { $extreme } in { $turn }
    [level] held { $now } in { $last }, as in { $first }
   *[other] held { $now } in { $last }, without a lasting direction since { $first }
 }

## Surpluses and deficits

balance-title = { $exports } less { $imports }, { $year }
balance-subtitle = Exports less imports, billion US dollars, { $year }; the largest surpluses and deficits
balance-alt = bars to the right for surpluses and to the left for deficits.
balance-mirror = Exports and imports are as each economy reports them; mirror figures can differ.
balance-deficits = { $says ->
    [equal] Exports and imports were the same in each of { $economies } economies in { $year }.
    [all] Each of { $economies } economies imported more than it exported in { $year }; the middle one by { $middle }.
    [none] None of { $economies } economies imported more than it exported in { $year }.
   *[other] Imports were larger than exports in { $minus } of { $economies } economies in { $year }{ $side ->
        [deficit] , in the middle one by { $middle }
        [surplus] ; the middle one had a surplus of { $middle }
       *[none] { "" }
    }.
 }
balance-deficits-headline = { $says ->
    [equal] { $exports } and { $imports } were the same in each of { $economies } economies in { $year }
    [all] { $imports } exceeded { $exports } in each of { $economies } economies in { $year }
    [none] { $imports } exceeded { $exports } in none of { $economies } economies in { $year }
   *[other] { $imports } exceeded { $exports } in { $minus } of { $economies } economies in { $year }
 }
balance-largest = The largest { $side ->
    [surplus] surplus
   *[deficit] deficit
 } of { $year }, { $value }, was that of { $economies }.
