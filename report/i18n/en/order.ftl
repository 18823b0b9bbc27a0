### Two indicators together: one pattern for each word of a rank correlation, and who stands apart. Nothing about causes.

order-same = Economies that stand higher in { $x } mostly stand higher in { $y } too: the rank correlation is { BARE($rho) } over { $pairs } economies.
order-same-headline = Economies higher in { $x } are mostly higher in { $y }: a rank correlation of { BARE($rho) } over { $pairs } economies ({ $years })
order-loose = The order of economies in { $x } is only loosely that in { $y }: the rank correlation is { BARE($rho) } over { $pairs } economies.
order-loose-headline = The order in { $x } is only loosely that in { $y }: a rank correlation of { BARE($rho) } over { $pairs } economies ({ $years })
order-none = The order of economies in { $x } tells little of that in { $y }: the rank correlation is { BARE($rho) } over { $pairs } economies.
order-none-headline = The order in { $x } tells little of that in { $y }: a rank correlation of { BARE($rho) } over { $pairs } economies ({ $years })
order-reverse-loose = Economies that stand higher in { $x } stand lower in { $y } more often than not: the rank correlation is { BARE($rho) } over { $pairs } economies.
order-reverse-loose-headline = The order in { $x } is loosely the reverse of that in { $y }: a rank correlation of { BARE($rho) } over { $pairs } economies ({ $years })
order-reverse = Economies that stand higher in { $x } mostly stand lower in { $y }: the rank correlation is { BARE($rho) } over { $pairs } economies.
order-reverse-headline = Economies higher in { $x } are mostly lower in { $y }: a rank correlation of { BARE($rho) } over { $pairs } economies ({ $years })
order-above = Among economies with more than { $people } people { $names } { COUNT($count) ->
    [one] stands
   *[other] stand
 } much higher in { $y } than in { $x }{ COUNT($count) ->
    [one] , by { $places } of 100 places
   *[other] , { $economy } by { $places } of 100 places
 }.
order-below = Among economies with more than { $people } people, much lower in { $y } than in { $x } { COUNT($count) ->
    [one] stands { $names }, by { $places } of 100 places
   *[other] stand { $names }, { $economy } by { $places } of 100 places
 }.
