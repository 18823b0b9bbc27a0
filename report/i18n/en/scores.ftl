### Quality of indicators in one picture.

scores-title = Quality of headline indicators
scores-subtitle = Scores from 0 to 100 by dimension of the National Quality Assurance Framework as applied here
scores-alt = heat map of { $rows } indicators by { $columns } quality dimensions.
scores-note = A revision counts from more than one unit of the last printed digit. Stability can be judged only where two releases are at hand; elsewhere its cell is empty and the mean is that of the other dimensions. The formulas stand in the chapter on methods.
scores-not-assessed = Not assessed
scores-dimension-accuracy = stability against revision
scores-dimension-timeliness = timeliness
scores-dimension-completeness = completeness
scores-dimension-metadata = description
scores-dimension-licence = a stated licence
scores-dimension-score = mean
scores-dimensions = Over all indicators shown { $weakest } scores lowest, { BARE($low) } of 100 on average, and { $strongest } highest, { BARE($high) }.
scores-dimensions-headline = Headline indicators are weakest in { $weakest }, { BARE($low) } of 100 on average, and best in { $strongest }, { BARE($high) } (edition of { $year })
scores-worst = The mean over dimensions is lowest for { $names }: { BARE($value) } of 100.
scores-best = The mean over dimensions is highest for { $names }: { BARE($value) } of 100.
scores-licences = { COUNT($named) ->
    [1] No licence is stated for { $names }.
   *[other] No licence is stated for { $count } of the { $total } indicators.
 }
