### What is new: figures and statements against the release, or the edition, before.

news-replaced-title = What became of the figures of each series
news-replaced-subtitle = { $which ->
    [edition] Per cent of all figures of a series in this edition or in that of { $year }
   *[releases] Per cent of all figures of a series in today’s release or in the earlier one
 }
news-replaced-alt = bars of 100 per cent for { $count } series, made of figures that are the same, re-flagged, revised, new and withdrawn.
news-same = The same
news-reflagged = Re-flagged
news-revised-bar = Revised
news-added = New
news-withdrawn = Withdrawn
news-replaced-tolerance = A figure counts as revised where it moved by more than { $units } units of its last printed digit, and as re-flagged where only its observation status is another.
news-replaced-years = A figure is withdrawn only where its year still has others; years that today’s sheet leaves out whole are not counted.
news-replaced-flags = { COUNT($count) ->
    [one] Of { $total } series one tells no status in its earlier release: none of its figures counts as re-flagged.
   *[other] Of { $total } series { $count } tell no status in their earlier release: none of their figures counts as re-flagged.
 }
news-replaced-left = { COUNT($count) ->
    [one] One more series with fewer changes is not drawn.
   *[other] Another { $count } series with fewer changes are not drawn.
 }
news-revised = { COUNT($revised) ->
    [0] None of the { $pairs } figures that stand in both releases has been revised.
    [one] Of { $pairs } figures that stand in both releases of { $series } series one has been revised.
   *[other] Of { $pairs } figures that stand in both releases of { $series } series, { $revised } have been revised{ $tiny ->
        [yes] { "" }
       *[no] , { $share } of them
    }.
 }
news-revised-headline = { COUNT($revised) ->
    [0] { $which ->
        [edition] No figure of the edition of { $year } has been revised
       *[releases] No figure of the earlier releases has been revised
    }
   *[other] { $which ->
        [edition] Since the edition of { $year } { $tiny ->
            [yes] { $revised } of { $pairs } figures { COUNT($revised) ->
                [one] has
               *[other] have
            }
           *[no] { $share } of the figures have
        } been revised
       *[releases] With the newest releases { $share } of the figures have been revised
    }
 }
news-most = Most were revised of { $names }: { $share } of the figures.
news-largest = The largest revision of a percentage is that of { $economy } in { $name } for { $year }, from { $before } to { $after }.
news-came = New are { $added } figures, { $filled } of them in years that the earlier releases have too; { $gone } are withdrawn.
news-vanished = { COUNT($series) ->
    [one] One series has no figure any more of { $names }{ COUNT($more) ->
        [0] { "" }
        [one] {" "}and one more economy
       *[other] {" "}and { $more } more economies
    }.
   *[other] { COUNT($number) ->
        [one] One economy, { $names }, has no figure any more in one of { $series } series.
       *[other] In { $series } series economies that had figures have none any more, { $number } in all, among them { $names }.
    }
 }

news-untried = No series of this edition has an earlier release: there is nothing to compare its statements with.
news-turned = { $which ->
    [edition] The figures of this edition make { $tried } statements. With the figures of the { $since } edition
   *[releases] The figures that show a replaced series make { $tried } statements. With the earlier releases
 } { COUNT($otherwise) ->
    [0] none of them would have read otherwise
   *[other] { $otherwise } of them would have read otherwise: { $turned } would have said something else, { $new } could not have been made, { $back } would not have held
 }. { COUNT($lost) ->
    [0] All that held then still do
    [one] One that held then holds no more
   *[other] Another { $lost } held then and hold no more
 }; less firm than before { COUNT($weaker) ->
    [one] is one
   *[other] are { $weaker }
 }, firmer { $firmer }.
news-data-only = Both times the methods, groups and parameters are those of this edition, so all of this comes from the data alone. What a change of method would do cannot be told, because no edition was closed before.
news-causes = Of the { $changed } changes { $data } come from the data alone and { $method } from methods, groups, parameters, registers, tables or the year of the edition; each of the two alone makes { $both }, and { $together } cannot be told apart.
news-line = { $what ->
    [new] { $figure }: { $after } *{ $which ->
        [edition] The edition of { $since } could not say so.
       *[releases] The earlier release could not say so.
    }*
    [gone] { $figure }: *{ $which ->
        [edition] No longer said, as in { $since }:
       *[releases] No longer said, as by the earlier release:
    }* { $before }
   *[turned] { $figure }: { $after } *{ $which ->
        [edition] In { $since }:
       *[releases] By the earlier release:
    }* { $before }
 }{ $cause ->
    [method] {" "}(Not from the series.)
    [both] {" "}(From data and from method.)
    [together] {" "}(From data and method together.)
   *[other] { "" }
 }
news-others = { COUNT($count) ->
    [one] Statements of one further figure changed too, in what they say or in how firm they are.
   *[other] Statements of { $count } further figures changed too, in what they say or in how firm they are.
 }

news-indicators = { COUNT($fresh) ->
    [0] No indicator is new since the edition of { $since }
    [one] One indicator is new since the edition of { $since }: { $names }
   *[other] Since the edition of { $since } { $fresh } indicators are new: { $names }
 }; { COUNT($gone) ->
    [0] none of its indicators is gone.
    [one] one of its indicators is gone.
   *[other] { $gone } of its indicators are gone.
 }
