### Commitments: how much of the world has joined, which instruments share their members, how large the common set is.

commitments-title = Commitments by theme, { $year }
commitments-subtitle = Per cent of the world, weights of { $year }; signed, joined or endorsed
commitments-alt = heat map of { $count } { COUNT($count) ->
    [one] theme
   *[other] themes
 } by the share of economies, of people and of output that have joined.
commitments-share-economies = Economies
commitments-share-population = Population
commitments-share-product = Gross domestic product
commitments-any = Any theme
commitments-counted = Counted { COUNT($counted) ->
    [one] is the one instrument
   *[other] are the { $counted } instruments
 } whose list of parties was read in full; { COUNT($left) ->
    [0] none is
    [one] one is
   *[other] { $left } are
 } left out, and nothing is said of who has joined { COUNT($left) ->
    [one] it
   *[other] them
 }: every count is a lower bound.
commitments-union = The European Union counts as one member and stands for none of its economies.
commitments-reach = { $says ->
    [alone] All counted instruments are on one theme, { $themes }: their members hold { $share } of the world’s people.
    [all-equal] The counted instruments of each theme have members with the same share of the world’s people, { $share }.
   *[other] { COUNT($themes) ->
        [one] Of the counted instruments those on { $themes } reach farthest, with members that hold { $share } of the world’s people; at the other end { COUNT($low) ->
            [one] stands
           *[other] stand
        } { $low } ({ $low-share }).
       *[other] Of the counted instruments those on { $themes } reach farthest, and equally far, with members that hold { $share } of the world’s people; at the other end { COUNT($low) ->
            [one] stands
           *[other] stand
        } { $low } ({ $low-share }).
    }
 }
commitments-weights = { $theme } has commitments from { $economies } of economies, which hold { $people } of the world’s people and { $output } of its output{ $says ->
    [output] : on average they are richer than the others
    [people] : on average they are poorer than the others
   *[alike] { "" }
 }.
commitments-weights-headline = { $theme }: economies that had signed, joined or endorsed a counted instrument by { $year } hold { $people } of the world’s people and { $output } of its output

## Overlap of instruments

overlap-title = Members that instruments share, { $year }
overlap-subtitle = Members of both, per cent of members of either; instruments with a complete list of parties
overlap-alt = heat map of { $count } instruments by the same instruments.
overlap-same = Same instrument
overlap-shown = Shown are { $shown } of { $counted } counted instruments: those with the most members, and those of the closest pairs.
overlap-method = Modularity measures how far members fall into blocks; it depends on which instruments are in the register and is no verdict on any of them. To share no instrument is not to disagree.
overlap-pair = { $one } with { $other }
overlap-set = { $all } with one another
overlap-closest = { COUNT($least) ->
    [0] { COUNT($count) ->
        [one] Closest of all pairs { $same ->
            [yes] is { $pairs }: they have the same { $either } members.
           *[no] is { $pairs }: { $shared } of the { $either } members of either have joined both.
        }
       *[other] { $same ->
            [yes] Identical in their members are { $pairs }{ COUNT($more) ->
                [0] { "" }
               *[other] {" "}and { $more } more
            }.
           *[no] The closest pairs, all with { $share } of members in common, are { $pairs }{ COUNT($more) ->
                [0] { "" }
               *[other] {" "}and { $more } more
            }.
        }
    }
   *[other] { COUNT($count) ->
        [one] Among pairs with { $least } members or more the closest is { $pairs }: { $shared } of the { $either } members of either have joined both.
       *[other] Among pairs with { $least } members or more the closest, all with { $share } of members in common, are { $pairs }{ COUNT($more) ->
            [0] { "" }
           *[other] {" "}and { $more } more
        }.
    }
 }
overlap-closest-headline = { COUNT($count) ->
    [one] { $same ->
        [yes] Identical lists of members by { $year }: { $pairs }
       *[no] Closest in members by { $year }: { $pairs }, with { $share } in common
    }
   *[other] Closest in members by { $year }: { $count } pairs of instruments, with { $share } in common
 }
overlap-blocks = Members fall into { COUNT($groups) ->
    [one] one block
   *[other] { $groups } blocks
 }: who had joined one instrument of a block by { $year } had mostly joined its others.
overlap-blocks-headline = Commitments form blocks: by { $year } who had joined one instrument of a block had mostly joined its others
overlap-chance = Commitments were no more split into blocks by { $year } than chance would have it.
overlap-chance-headline = Commitments were no more split into blocks by { $year } than chance would have it
overlap-depends = { $says ->
    [blocks] By { $year } commitments of any kind form blocks, binding ones alone do not.
   *[chance] By { $year } binding commitments alone form blocks, those of any kind do not.
 }
overlap-depends-headline = { $says ->
    [blocks] By { $year } commitments of any kind form blocks, binding ones alone do not
   *[chance] By { $year } binding commitments alone form blocks, those of any kind do not
 }
overlap-modularity = The modularity of all counted commitments is { $modularity }, that of { $draws } random tables with as many members and instruments { $null }.
overlap-modularity-binding = The modularity of all counted commitments is { $modularity }, that of random tables with as many members and instruments { $null }; under the { COUNT($binding) ->
    [one] one binding instrument
   *[other] { $binding } binding instruments
 } in force it is { $binding-modularity }, against { $binding-null }.

## The common set

consensus-title = Instruments in common, { $year }
consensus-subtitle = Number of economies that have signed, joined or endorsed the same instruments, by how many; complete lists of parties only
consensus-alt = bars that shorten with the number of instruments in common, from one to { $count }.
consensus-axis-x = Economies
consensus-axis-y = Number of instruments in common
consensus-bar = { $count } in common
consensus-method = The largest common set is that with the largest product of instruments and economies.
consensus-common = No set of counted instruments is larger by { $year } than that of { COUNT($members) ->
    [one] one economy
   *[other] { $members } economies
 } with { COUNT($size) ->
    [one] one instrument
   *[other] the same { $size } instruments
 }, { $share } of all.
consensus-set = { $tied ->
    [yes] One of the largest common sets
   *[no] The largest common set
 } is { $set }; { COUNT($more) ->
    [0] its members are { $economies }.
   *[other] among its { $members } members are { $economies }.
 }
consensus-common-headline = By { $year }, { COUNT($members) ->
    [one] one economy had signed, joined or endorsed
   *[other] { $members } economies had signed, joined or endorsed
 } { COUNT($size) ->
    [one] one counted instrument, the largest common set
   *[other] the same { $size } counted instruments, the largest common set
 }
consensus-widest = { COUNT($count) ->
    [one] The counted instrument with the most economies is { $instruments }: { $one } of { $total }.
   *[other] The counted instruments with the most economies, { $one } of { $total } each, are { COUNT($count) ->
        [2] { $instruments }
        [3] { $instruments }
       *[other] { $instruments } with others
    }.
 }
consensus-widest-headline = No counted instrument had more than { COUNT($one) ->
    [one] one economy
   *[other] { $one } economies
 } of { $total } by { $year }
