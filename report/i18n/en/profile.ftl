### Groups by indicators, each in per cent of its highest possible value.

profile-whole = Across all economies the mean is highest in { $strongest } ({ BARE($strong) } of 100) and lowest in { $weakest } ({ BARE($weak) }).
profile-whole-headline = Across all economies the mean is lowest in { $weakest }, { BARE($weak) } of 100, and highest in { $strongest }, { BARE($strong) } ({ $years })
profile-split = The groups are farthest apart in { $measure }: { $spread } lie between { $high } and { $low }.
profile-split-headline = In { $measure } { $high } and { $low } are { $spread } of 100 apart ({ $year })
