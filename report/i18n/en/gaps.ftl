### Figures of women and men, and of two years.

gaps-sexes-title = { $measure }: women and men
gaps-sexes-subtitle = { $unit }; latest year with both figures, { $years }{ COUNT($all) ->
    [1] { "" }
   *[other] ; the widest differences in both directions
 }
gaps-sexes-alt = pairs of dots for women and men, one pair for each of { $count } economies.
gaps-sexes-note = Only economies that publish both figures for one year are compared; they are no sample of the world.
gaps-skills-title = Skills of women and men
gaps-skills-subtitle = Medians over economies of the share of youth and adults with the skill, per cent, latest year with both figures, { $years }
gaps-skills-alt = pairs of dots for women and men, one pair for each of { $count } skills.
gaps-skills-note = Each skill is reported for women and men by { $least } to { $most } economies, which are no sample of the world; the middle economy is that of each skill and sex.
gaps-changes-title = { $measure } in { $first } and { $last }
gaps-changes-subtitle = { $unit }, { $first } and { $last }{ COUNT($slack) ->
    [0] { "" }
   *[other] { " " }(or the nearest year)
 }{ COUNT($limit) ->
    [0] { "" }
   *[other] ; economies with { $people } people or more
 }
gaps-changes-shown = Shown are the { $rises } largest increases{ COUNT($falls) ->
    [0] { "" }
    [one] {" "}and the largest fall
   *[other] {" "}and the { $falls } largest falls
 }.
gaps-changes-alt = pairs of dots for { $first } and { $last }, one pair for each of { $count } economies.
gaps-other-years = { $name }, { $years }
