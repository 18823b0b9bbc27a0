### The landscape of governance: platforms, instruments and meetings of the registers.

platforms-title = Platforms of the register, { $year }
platforms-subtitle = First to latest known edition, by who takes part; colours show the kind of output
platforms-subtitle-clipped = First to latest known edition, by who takes part; colours show the kind of output; start before { $first } drawn at { $first }
platforms-alt = { COUNT($count) ->
    [one] a horizontal bar of one platform
   *[other] horizontal bars of { $count } platforms
 } on a time axis, in lanes by membership.
platforms-bar = A bar ends with the latest edition read about, which need not be the last one held.
platforms-unread = { COUNT($count) ->
    [0] The start of every platform in the register was read.
    [one] For one more platform no year of a first edition was read; it is not drawn.
   *[other] For { $count } more platforms no year of a first edition was read; they are not drawn.
 }
platforms-young = Of the { $total } platforms with a known start, { COUNT($young) ->
    [0] none
   *[other] { $young }
 } began in { $since } or later.
platforms-young-headline = Of { $total } platforms with a known start, { COUNT($young) ->
    [0] none
   *[other] { $young }
 } began in { $since } or later
platforms-oldest = { COUNT($names) ->
    [one] The oldest with a known start is { $names } ({ $year }).
   *[other] The oldest with a known start are { $names }{ COUNT($more) ->
        [0] { "" }
       *[other] {" "}and others
    } ({ $year }).
 }
platforms-alive = { COUNT($older) ->
    [one] Of the one platform that began before { $since } { COUNT($alive) ->
        [0] no edition of { $lately } or later was read
       *[other] an edition of { $lately } or later is in the register
    }.
   *[other] Of the { $older } that began before { $since }, { COUNT($alive) ->
        [0] none has
        [one] one has
       *[other] { $alive } have
    } an edition of { $lately } or later in the register{ COUNT($rest) ->
        [0] { "" }
        [one] ; of the other one none so late was read
       *[other] ; of the other { $rest } none so late was read
    }.
 }

## Instruments

instruments-title = Instruments of the register with a year of adoption, { $years }
instruments-subtitle = Number of instruments by year of adoption{ COUNT($length) ->
    [one] { "" }
   *[other] , periods of { $length } years
 }
instruments-alt = stacked columns of instruments by layer, { COUNT($count) ->
    [one] one period
   *[other] { $count } periods
 } of adoption.
instruments-found = The register lists what was read, and recent texts are easier to find than old ones: its growth is no measure of activity.
instruments-undated = { COUNT($count) ->
    [0] Every instrument in the register has a year of adoption.
    [one] One more has no year of adoption, because it was not read or the text is still negotiated; it is not drawn.
   *[other] For { $count } more there is no year of adoption, because it was not read or the texts are still negotiated; they are not drawn.
 }
instruments-force = A year of entry into force that was not read does not mean that an instrument is not in force.
instruments-layer = { $says ->
    [alone] All { $total } are { $layers }.
    [all-equal] Each layer has the same number of instruments, { $count } of { $total }.
   *[other] { COUNT($layers) ->
        [one] Of the { $total } instruments, { $count } are { $layers }, more than of any other layer.
       *[other] Of the { $total } instruments, { $count } each are { $layers }, more than of any other layer.
    }
 }
instruments-layer-headline = { $says ->
    [alone] All { $total } instruments in the register of { $year } are { $layers }
    [all-equal] The register of { $year } has as many instruments of each layer: { $count } of { $total }
   *[other] Of { $total } instruments in the register of { $year }, { COUNT($layers) ->
        [one] { $count } are { $layers }, more than of any other layer
       *[other] { $count } each are { $layers }, more than of any other layer
    }
 }
instruments-recent = Of the { COUNT($recent) ->
    [one] one adopted
   *[other] { $recent } adopted
 } since { $since }, { COUNT($small) ->
    [0] none is of fewer than all States: every one is multilateral
    [one] one is not multilateral
   *[other] { $small } are not multilateral
 }.
instruments-recent-headline = Rules of fewer than all: of { COUNT($recent) ->
    [one] one instrument
   *[other] { $recent } instruments
 } adopted since { $since }, { COUNT($small) ->
    [0] none is not multilateral
    [one] one is not multilateral
   *[other] { $small } are not multilateral
 }
instruments-binding = By design { COUNT($design) ->
    [0] none of the { $total } binds
    [one] one of the { $total } binds
   *[other] { $design } of the { $total } bind
 }{ COUNT($design) ->
    [0] { "" }
   *[other] ; an entry into force by { $year } was read for { COUNT($force) ->
        [0] none of them
        [one] one of them
       *[other] { $force } of them
    }
 }.
instruments-binding-headline = By design { COUNT($design) ->
    [0] none
    [one] one
   *[other] { $design }
 } of { $total } instruments in the register { COUNT($design) ->
    [0] binds
    [one] binds
   *[other] bind
 }, with entry into force read for { COUNT($force) ->
    [0] none
   *[other] { $force }
 } by { $year }

## Themes of platforms and instruments

themes-title = { $register ->
    [platforms] Themes of the platforms in the register, { $year }
   *[instruments] Themes of the instruments in the register, { $year }
 }
themes-subtitle = { $register ->
    [platforms] Number of platforms, by theme and membership
   *[instruments] Number of instruments, by theme and layer
 }
themes-alt = matrix of circles sized by number, { COUNT($themes) ->
    [one] one theme
   *[other] { $themes } themes
 } by { COUNT($columns) ->
    [one] one kind
   *[other] { $columns } kinds
 }.
themes-judged = { $register ->
    [platforms] A platform counts
   *[instruments] An instrument counts
 } under each of its themes; which themes it has is the judgement of this report.
themes-read = Counted are the { $rows } { $register ->
    [platforms] platforms
   *[instruments] instruments
 } that were read at a source{ $register ->
    [platforms] { "" }
   *[instruments] , with or without a year of adoption
 }; a theme with few of them may be one for which few were found.
themes-most = { $says ->
    [alone] { $register ->
        [platforms] { $themes } is the one theme of all { $rows } platforms.
       *[instruments] { $themes } is the one theme of all { $rows } instruments.
    }
    [all-equal] { $register ->
        [platforms] Each theme is on the agenda of the same number of platforms, { $most } of { $rows }.
       *[instruments] Each theme is the subject of the same number of instruments, { $most } of { $rows }.
    }
   *[other] { $register ->
        [platforms] { COUNT($count) ->
            [one] { $themes } is on the agenda of { $most } of { $rows } platforms, { $lead } more than the next theme.
           *[other] Most often on the agenda { COUNT($count) ->
                [2] are
                [3] are
               *[other] are, with others,
            } { $themes }, each of { $most } of { $rows } platforms.
        }
       *[instruments] { COUNT($count) ->
            [one] { $themes } is the subject of { $most } of { $rows } instruments, { $lead } more than the next theme.
           *[other] Most often the subject { COUNT($count) ->
                [2] are
                [3] are
               *[other] are, with others,
            } { $themes }, each of { $most } of { $rows } instruments.
        }
    }
 }
themes-most-headline = { $says ->
    [alone] { $themes } is the one theme of the register of { $year }
    [all-equal] Each theme has as many rows in the register of { $year }: { $most } of { $rows }
   *[other] { $register ->
        [platforms] { $themes } { COUNT($count) ->
            [one] is
           *[other] are each
        } on the agenda of { $most } of { $rows } platforms in the register of { $year }
       *[instruments] { $themes } { COUNT($count) ->
            [one] is
           *[other] are each
        } the subject of { $most } of { $rows } instruments in the register of { $year }
    }
 }
themes-least = { COUNT($count) ->
    [one] Fewest were found on { $themes }: { $least } of { $rows }.
    [2] Fewest were found on { $themes }, { $least } of { $rows } each.
    [3] Fewest were found on { $themes }, { $least } of { $rows } each.
   *[other] Fewest were found on { $count } themes, { $themes } among them, { $least } of { $rows } each.
 }

## Meetings

meetings-title = Meetings in the register, { $years }
meetings-subtitle = Number of meetings in the register, { $years }
meetings-alt = stacked columns of meetings by who takes part, { COUNT($count) ->
    [one] one year
   *[other] { $count } years
 }.
meetings-found = The count follows what could be read and is no census of meetings; a year without one is a year for which none was read.
meetings-kind = { $says ->
    [alone] Meetings since { $first } in the register, { $total } in all, are of one kind of platform: { $kinds }.
    [all-equal] Of { $total } meetings since { $first } in the register each kind of platform has { $most }.
   *[other] Of { $total } meetings since { $first } in the register, { $most }{ COUNT($kinds) ->
        [one] { "" }
       *[other] {" "}each
    } belong to platforms that are { $kinds }.
 }
meetings-kind-headline = { $says ->
    [alone] Meetings in the register since { $first }, { $total } in all, are of one kind of platform: { $kinds }
    [all-equal] Each kind of platform has as many meetings in the register since { $first }: { $most } of { $total }
   *[other] Of { $total } meetings in the register since { $first }, { $most }{ COUNT($kinds) ->
        [one] { "" }
       *[other] {" "}each
    } belong to platforms that are { $kinds }
 }
meetings-peak = { COUNT($count) ->
    [one] Most were read for { $year }: { $peak }.
   *[other] Most were read for { $count } years alike, { $peak } each, last for { $year }.
 }
