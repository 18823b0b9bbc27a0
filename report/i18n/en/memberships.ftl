### Memberships: who stands on how many complete lists of parties.

membership-title = { $theme }: instruments joined, { $year }
membership-subtitle = Number of instruments joined, signed or endorsed, of those with a complete list of parties
membership-alt = world map of the number of instruments on { $theme } that each economy has joined.
membership-class = { COUNT($open) ->
    [1] { $low } or more
   *[other] { COUNT($low) ->
        [1] { $low }
       *[other] { $low }–{ $high }
    }
 }
membership-none = On none of the complete lists
membership-in-part = Only on lists read in part
membership-elsewhere = Outside the count
membership-bound = Numbers are lower bounds: a text whose list of parties was not read in full is not counted, and territories for which a State signs stand on no list.
membership-union = Members of the European Union are not counted through the Union’s own signature.
membership-partial = Read in part, and so not counted, are the lists of { $instruments }{ COUNT($more) ->
    [0] { "" }
    [one] {" "}and one more
   *[other] {" "}and { $more } more
 }.
membership-without = For { COUNT($count) ->
    [one] one more text
   *[other] { $count } more texts
 } of this theme no list of parties was read.
membership-boundaries = Boundaries and names do not imply official endorsement or acceptance; small economies are shown as dots.
membership-outlines = Outlines: Natural Earth.
membership-joined = By { $year } { COUNT($count) ->
    [0] no economy stands
    [one] one economy stands
   *[other] { $count } economies stand
 } on { COUNT($lists) ->
    [one] the one complete list of parties
   *[other] at least one of { $lists } complete lists of parties
 }.
membership-joined-headline = { $theme }: { COUNT($count) ->
    [0] no economy
    [one] one economy
   *[other] { $count } economies
 } had joined { COUNT($lists) ->
    [one] the one instrument
   *[other] at least one of { $lists } instruments
 } with a complete list of parties by { $year }
membership-leaders = { COUNT($number) ->
    [one] On most lists stands { $economies }: { $top } of { $lists }, { $lead } more than the next.
    [2] On most lists stand { $economies }: { $top } of { $lists } each.
    [3] On most lists stand { $economies }: { $top } of { $lists } each.
    [4] On most lists stand { $economies }: { $top } of { $lists } each.
    [5] On most lists stand { $economies }: { $top } of { $lists } each.
   *[other] On most lists, { $top } of { $lists } each, stand { $number } economies, { $economies } among them.
 }
membership-leaders-headline = { $theme }: { COUNT($number) ->
    [one] { $economies } had joined most instruments by { $year }, { $top } of { $lists }
   *[other] { $number } economies had joined most instruments by { $year }, { $top } of { $lists } each
 }
membership-alone = { COUNT($one) ->
    [0] None of them stands on one list alone.
    [one] { COUNT($count) ->
        [one] It stands on that list alone.
       *[other] One of the { $count } stands on one list alone.
    }
   *[other] Of the { $count } economies on a list, { $one } stand on one alone.
 }
