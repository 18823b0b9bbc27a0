### State of law on the Internet by area and by group.

laws-title = State of law by area
laws-title-area = State of law by region: { $area }
laws-subtitle = Number of economies by state of the law
laws-alt = { COUNT($count) ->
    [one] one bar
   *[other] { $count } bars
 } of economies with legislation, with a draft, without legislation and without data.
laws-state-legislation = Legislation
laws-state-draft = Draft
laws-state-no-legislation = No legislation
laws-state-no-data = No data
laws-note = State of { $day }. Shares are over the economies with an answer; { COUNT($silent) ->
    [0] all gave one
    [1] one entry without data is no “no”
   *[other] { $silent } entries without data are no “no”
 }.
laws-least = { $by ->
    [area] Legislation is least common on { $where }
   *[group] Legislation on { $area } is least common in { $where }
 }: { COUNT($count) ->
    [one] { $number } of { $total } economies with an answer have it, or { SPOKEN($share) }
   *[other] { $share } of economies with an answer
 }.
laws-least-headline = { $by ->
    [area] Legislation is least common on { $where }
   *[group] Legislation on { $area } is least common in { $where }
 }: { $share } of economies with an answer, { $year }
laws-most = { $by ->
    [area] Legislation is most common on { $where }
   *[group] Legislation on { $area } is most common in { $where }
 }: { COUNT($count) ->
    [one] { $number } of { $total } economies with an answer have it, or { SPOKEN($share) }
   *[other] { $share } of economies with an answer
 }.
laws-most-headline = { $by ->
    [area] Legislation is most common on { $where }
   *[group] Legislation on { $area } is most common in { $where }
 }: { $share } of economies with an answer, { $year }
