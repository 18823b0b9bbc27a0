### Figures of two indicators together.

relations-title = { $y } and { $x }
relations-subtitle = { COUNT($apart) ->
    [1] Latest values: { $y } of { $y_years }, { $x } of { $x_years }
   *[other] { $y } and { $x }, latest year with both, { $y_years }
 }{ COUNT($limit) ->
    [0] { "" }
   *[other] ; economies with { $people } people or more
 }
relations-one-year = { $y } and { $x } of economies, { $year }
relations-alt = scatter of { $count } economies by income group.
relations-note = A correlation is no statement about causes; named are economies far from the common order.
relations-axis = { $measure } ({ $unit }{ COUNT($log) ->
    [1] , log scale
   *[other] { "" }
 })
