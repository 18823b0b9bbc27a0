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
laws-note = State of { $day }. Shares are over the economies with an answer; { $silent ->
    [0] all gave one
    [1] one entry without data is no “no”
   *[other] { $silent } entries without data are no “no”
 }.
laws-least = Fewest economies with an answer have legislation { $by ->
    [area] on { $where }
   *[group] in { $where }
 }: { $number } of { $total }, or { $share }.
laws-least-headline = { $by ->
    [area] Legislation on { $where }: { $number } of { $total } economies have it in { $year }, fewer than in any other area
   *[group] Legislation: { $number } of { $total } economies of { $where } have it in { $year }, a smaller share than in any other region
 }
laws-most = { COUNT($count) ->
    [one] { $by ->
        [area] Legislation is most common on { $where }
       *[group] Legislation is most common in { $where }
    }: { $number } of { $total }, or { $share }.
   *[other] Legislation is most common, and equally so, { $by ->
        [area] on { $where }
       *[group] in { $where }
    }: { $share }.
 }
laws-most-headline = { $by ->
    [area] Legislation is most common on { $where }
   *[group] Legislation is most common in { $where }
 }: { $share } of economies in { $year }
