### Maps and classes.

maps-title = { $measure } on the map
maps-subtitle = { $unit }, latest value of each economy, { $years }
maps-alt = world map in { COUNT($count) ->
    [one] one class.
   *[other] { $count } classes.
 }
maps-fifths = The five classes hold about equal numbers of economies: colours show order and not distance.
maps-outlines = Outlines: Natural Earth. Boundaries and names do not imply official endorsement or acceptance; small economies are shown as dots.
maps-classes-title = { $measure }: economies by class
maps-classes-subtitle = Number of economies, { $years }
maps-classes-alt = stacked bars for { COUNT($bars) ->
    [one] one year
   *[other] { $bars } years
 }, in { $count } classes.
maps-classes-note = The index is relative in each edition: counts over time show shifts in the field and no absolute gain.
maps-partial = The edition of { $year } is left out: the sheets hold it for { COUNT($count) ->
    [one] one economy
   *[other] { $count } economies
 } only.
