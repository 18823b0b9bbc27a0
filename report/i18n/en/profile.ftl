### Groups by indicators, each in per cent of its highest possible value.

profile-whole = { $part ->
    [yes] Of the parts of { $index } shown, economies score highest on average in { $strongest } ({ BARE($strong) } of 100) and lowest in { $weakest } ({ BARE($weak) }).
   *[no] Of the scores shown, economies have the highest on average in { $strongest } ({ BARE($strong) } of 100) and the lowest in { $weakest } ({ BARE($weak) }).
 }
profile-whole-headline = { $part ->
    [yes] Of the parts of { $index } shown, scores are
   *[no] The scores shown are
 } lowest in { $weakest }, { BARE($weak) } of 100 on average, and highest in { $strongest }, { BARE($strong) } ({ $years })
profile-groups = { $kind ->
    [itu_region] regions
    [un_region] regions
    [income] income groups
   *[other] groups
 }
profile-split = The { profile-groups } are farthest apart in { $measure }: { $spread } lie between { $high } and { $low }.
profile-split-headline = { $part ->
    [yes] By { $index }, { profile-groups } are
   *[no] { profile-groups } are
 } farthest apart in { $measure }: { $spread } of 100 between { $high } and { $low } ({ $year })
