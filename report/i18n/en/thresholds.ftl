### A limit: how many economies are within it, and how far the others are from it.

threshold-title = { $measure } against a limit, { $year }
threshold-subtitle = Economies within and beyond the limit of { $limit }, { $year }
threshold-alt = { COUNT($count) ->
    [one] one bar
   *[other] { $count } bars
 } of economies within and beyond the limit.
threshold-met = Within the limit
threshold-unmet = Beyond the limit
threshold-met-some = Of { $total } { $scope } { $number } were within { $limit } in { $year }; in the { COUNT($missing) ->
    [1] other it was { $middle }
   *[other] others the middle value was { $middle }
 }.
threshold-met-some-headline = { $measure }: { $says ->
    [few] fewer than one in four
    [minority] fewer than half
    [half] about half
    [majority] more than half
   *[most] more than three in four
 } of the { $scope } ({ $number } of { $total }) were within { $limit } in { $year }
threshold-met-none = None of { $total } { $scope } was within { $limit } in { $year }; the middle value was { $median }.
threshold-met-none-headline = { $measure }: none of { $total } { $scope } was within { $limit } in { $year }
threshold-met-all = All { $total } { $scope } were within { $limit } in { $year }; the middle value was { $median }.
threshold-met-all-headline = { $measure }: all { $total } { $scope } were within { $limit } in { $year }
scope-all = economies
scope-lmic = low- and middle-income economies
threshold-least = { COUNT($count) ->
    [one] The share within the limit was smallest among { $groups }: { $met } of { $of }, with a middle value of { $middle }.
   *[other] The share within the limit was smallest, and the same, among { $groups }.
 }
threshold-field = Counted are the { $economies } economies with a value in { $year }, out of { $members }.
threshold-also = Tried as well with { $measures }.
threshold-depends = Of { $total } { $scope } { $number } were within { $limit } in { $year } by { $measure }, of { $field } with { $other } { $others } ({ $when }).
threshold-depends-headline = Whether most { $scope } were within { $limit } in { $year } depends on the measure: { $number } of { $total } by { $measure }, { $others } of { $field } by { $other }
