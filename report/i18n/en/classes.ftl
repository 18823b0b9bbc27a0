### Economies in classes: bounds, the ends, where they are, and the number in a class over the years.

classes-below = below { $bound }
classes-or-less = { $bound } or less
classes-or-more = { $bound } or more
classes-above = above { $bound }
classes-above-to = above { $lower } to { $upper }
classes-above-to-below = above { $lower } to below { $upper }
classes-to = { $lower } to { $upper }
classes-to-below = { $lower } to below { $upper }
classes-named = { $name } ({ $interval })
classes-missing = The map shows { $count } economies{ COUNT($missing) ->
    [0] { "" }
    [one] ; one inhabited economy has no value that is recent enough
   *[other] ; { $missing } inhabited ones have no value that is recent enough
 }{ COUNT($missing) ->
    [0] { "" }
   *[other] { COUNT($tiny) ->
        [1] { "" }
       *[other] , with { $people } of the world’s people
    }
 }.
classes-half = In { COUNT($count) ->
    [one] one economy
   *[other] { $count } economies
 } of { $total }, with { $people } of the world’s people, fewer than half are reached.
classes-half-headline = { $measure }: below one half in { $count } of { $total } economies, with { $people } of the world’s people ({ $years })
classes-ends = In the lowest class, “{ $lowest }”, { COUNT($low) ->
    [one] stands one economy
   *[other] stand { $low } economies
 } with { $people } of the world’s people; in the highest, “{ $highest }”, { $top }.
classes-ends-headline = { $measure }: { COUNT($low) ->
    [one] one economy
   *[other] { $low } economies
 } with { $people } of the world’s people in the class “{ $lowest }”, { $top } in “{ $highest }” ({ $years })
classes-place = Of the { $of } economies in the { COUNT($scheme) ->
    [1] { $end } class
   *[other] { $end } fifth
 } { $own } are in { $region }, which has { $everywhere } of the { $total } on the map.
classes-place-headline = { $measure }: { $own } of the { $of } economies in the { COUNT($scheme) ->
    [1] { $end } class
   *[other] { $end } fifth
 } are in { $region }, which has { $everywhere } of all { $total } ({ $years })

## The number of economies in a class: one pattern for each shape of its path

classes-rose = The class “{ $class }” grew from { $then } economies in { $first } to { $now } of { $total } in { $last }.
classes-rose-headline = { $measure }: the class “{ $class }” grew from { $then } economies in { $first } to { $now } of { $total } in { $last }
classes-fell = The class “{ $class }” shrank from { $then } economies in { $first } to { $now } of { $total } in { $last }.
classes-fell-headline = { $measure }: the class “{ $class }” shrank from { $then } economies in { $first } to { $now } of { $total } in { $last }
classes-peaked = The class “{ $class }” grew from { $then } economies in { $first } to { $extreme } in { $turn } and has shrunk since, to { $now } in { $last }.
classes-peaked-headline = { $measure }: the class “{ $class }” grew from { $then } economies in { $first } to { $extreme } in { $turn } and has shrunk since, to { $now } in { $last }
classes-recovered = The class “{ $class }” shrank from { $then } economies in { $first } to { $extreme } in { $turn } and has grown since, to { $now } in { $last }.
classes-recovered-headline = { $measure }: the class “{ $class }” shrank from { $then } economies in { $first } to { $extreme } in { $turn } and has grown since, to { $now } in { $last }
classes-rose-then-level = The class “{ $class }” grew from { $then } economies in { $first } and has hardly changed since { $turn }: { $now } of { $total } in { $last }.
classes-rose-then-level-headline = { $measure }: the class “{ $class }” grew from { $then } economies in { $first } and has hardly changed since { $turn }: { $now } of { $total } in { $last }
classes-fell-then-level = The class “{ $class }” shrank from { $then } economies in { $first } and has hardly changed since { $turn }: { $now } of { $total } in { $last }.
classes-fell-then-level-headline = { $measure }: the class “{ $class }” shrank from { $then } economies in { $first } and has hardly changed since { $turn }: { $now } of { $total } in { $last }
classes-swung = The class “{ $class }” went up and down: { $then } economies in { $first }, { $extreme } at its { COUNT($fewest) ->
    [1] lowest
   *[other] highest
 } in { $turn }, { $now } in { $last }.
classes-swung-headline = { $measure }: the class “{ $class }” went up and down: { $then } economies in { $first }, { $extreme } at its { COUNT($fewest) ->
    [1] lowest
   *[other] highest
 } in { $turn }, { $now } in { $last }
classes-level = The class “{ $class }” held { $now } economies in { $last }, as in { $first }.
classes-level-headline = { $measure }: the class “{ $class }” held { $now } economies in { $last }, as in { $first }
