### Supply and use tables: what digital industries weigh, how they grow, what is imported, where demand ends, whether the accounts balance.

## Digital groups, and industries and products as they stand in a sentence

name-digital-ict-goods = computers, electronic and optical products
    .number = plural
name-digital-publishing = publishing, with software
name-digital-telecommunications = telecommunications
    .number = plural
name-digital-computer-services = computer and information services
    .number = plural
accounts-group-ict-goods = { name-digital-ict-goods }
accounts-group-publishing = { name-digital-publishing }
accounts-group-telecommunications = { name-digital-telecommunications }
accounts-group-computer-services = { name-digital-computer-services }
name-industry-USA-334 = computers and electronics
name-industry-USA-511 = publishing, with software
name-industry-USA-513 = broadcasting and telecommunications
name-industry-USA-514 = Internet publishing, data processing and information services
name-industry-USA-5415 = computer systems design
name-industry-FIN-26 = the electronics industry
name-industry-FIN-58 = publishing
name-industry-FIN-61 = telecommunications
name-industry-FIN-62-63 = computer and information services
name-industry-GBR-C26 = the making of computers, electronics and optics
name-industry-GBR-J58 = publishing
name-industry-GBR-J61 = telecommunications
name-industry-GBR-J62 = computer programming and consultancy
name-industry-GBR-J63 = information services
name-product-USA-334 = computers and electronics
name-product-USA-511 = publishing, with software
name-product-USA-513 = broadcasting and telecommunications
name-product-USA-514 = Internet publishing, data processing and information services
name-product-USA-5415 = computer systems design

## Pieces

accounts-year = { $year }
accounts-share-in = { $share } in { $economy }
accounts-share-in-also = { $share } in { $economy } (as in { $years })
accounts-rate-in = { $rate } a year in { $economy }
accounts-share-in-year = { $share } in { $economy } ({ $year })
accounts-digital-industries = Digital industries
accounts-all-industries = All industries
accounts-digital-products = Digital products
accounts-use-intermediate = Intermediate use
accounts-use-consumption = Household consumption
accounts-use-final-consumption = Final consumption
accounts-use-investment = Investment and inventories
accounts-use-exports = Exports
accounts-use-government = Government consumption
accounts-leak-value-added = Value added at home
accounts-leak-imports = Imports
accounts-leak-taxes = Taxes less subsidies on products
variation-with-partly-digital = if industries that are digital in part are counted too
variation-industries-by-output = where industries count by their output
variation-over-every-year = over every year of the tables

## Small print

accounts-note-shares = Shares are of the value added at basic prices of all industries, recomputed from the tables, in current prices.
accounts-note-trade = Trade in and repair of computers stand in other industries and are not counted.
accounts-note-choice = Digital products are those of the groups that this report counts as digital; the choice stands in each workbook, with its reasons.
accounts-note-broadcasting = Broadcasting is counted for { $counted }, where the tables show it with telecommunications, and not for { $apart }, where they show it with films.
accounts-note-partly = With the industries that are digital in part the shares of { $year } would be { $values }.
accounts-note-current-prices = Each economy is measured in its own currency and current prices.
accounts-note-one-year = For { $economy } the tables of { $year } alone could be read.
accounts-note-absent = Not shown, as the tables lack a line: { $economies }.
accounts-note-nominal = Growth is nominal: it holds changes of prices as well as of volumes.
accounts-note-own-prices = Rates are in national currency and compare industries of one economy, not economies.
accounts-note-valuation = Output and imports are at basic prices; supply and uses are at purchasers’ prices.
accounts-note-residual = Supply less use of { COUNT($count) ->
    [one] this product
   *[other] these { $count } products
 } is { $residual }.
accounts-note-imports = Supply is output and imports at basic prices.
accounts-note-uses = Use is at purchasers’ prices; final consumption is that of households, of institutions that serve them, and of government.
accounts-note-model = From a Leontief model: fixed coefficients, one share of imports for all uses of a product, no limits of capacity. It follows only demand that producers at home meet: imports are what their production takes from abroad, and goods imported for final use are left out. It describes a structure and forecasts nothing.
accounts-note-no-multiplier = No multiplier can be computed for { $economies }: supply is published by product only, not by industry.
accounts-note-tolerance = An identity holds where its residual is at most half of the last digit for each published cell in it; one of which a line is absent is not assessed.

## A share over the years. $subject is one of the two that follow; $extreme is the value of $turn or of $years.

accounts-subject-digital = the share of digital industries in the value added of { $economy }
accounts-subject-imports = the share of imports in the digital products supplied in { $economy }
accounts-path = { $says ->
    [rose] { $subject } rose from { $start } in { $first } to { $end } in { $last }{ $steady ->
        [no] , though not in every year
       *[yes] { "" }
    }.
    [fell] { $subject } fell from { $start } in { $first } to { $end } in { $last }{ $steady ->
        [no] , though not in every year
       *[yes] { "" }
    }.
    [peaked] { $subject } rose from { $start } in { $first } to { $extreme } in { $turn } and has fallen since, to { $end } in { $last }.
    [recovered] { $subject } fell from { $start } in { $first } to { $extreme } in { $turn } and has risen since, to { $end } in { $last }.
    [rose-then-level] { $subject } rose from { $start } in { $first } and has hardly moved since { $turn }: { $end } in { $last }.
    [fell-then-level] { $subject } fell from { $start } in { $first } and has hardly moved since { $turn }: { $end } in { $last }.
    [swung-below] { $subject } was { $start } in { $first }, highest in { $years } ({ $extreme }) and { $end } in { $last }.
    [swung-again] { $subject } went up and down: in { $last } it was { $end }, as high as in { $years }, after { $start } in { $first }.
    [swung-record] { $subject } went up and down and was highest in { $last }, with { $end }, after { $start } in { $first }.
    [swung-never] { $subject } went up and down and has not come back to the { $start } of { $first }: { $end } in { $last }.
   *[level] { $subject } was { $end } in { $last }, as in { $first }.
 }
accounts-path-headline = { $says ->
    [rose] { $subject } rose to { $end } in { $last }, from { $start } in { $first }
    [fell] { $subject } fell to { $end } in { $last }, from { $start } in { $first }
    [peaked] { $subject } peaked at { $extreme } in { $turn } and was { $end } in { $last }
    [recovered] { $subject } fell to { $extreme } in { $turn } and was { $end } in { $last }
    [rose-then-level] { $subject } has hardly moved since { $turn }: { $end } in { $last }
    [fell-then-level] { $subject } has hardly moved since { $turn }: { $end } in { $last }
    [swung-below] { $subject } was { $end } in { $last }, below the { $extreme } of { $years }
    [swung-again] { $subject } was { $end } in { $last }, as high as in { $years }
    [swung-record] { $subject } was highest in { $last }: { $end }
    [swung-never] { $subject } was { $end } in { $last }, below the { $start } of { $first }
   *[level] { $subject } was the same in { $last } as in { $first }: { $end }
 }

## Digital industries of one economy by year: who moves the share

accounts-share-title = Digital industries in the value added of { $economy }
accounts-share-subtitle = Per cent of value added at basic prices, { $years }
accounts-share-alt = stacked columns, one a year, of { COUNT($count) ->
    [one] one digital industry.
   *[other] { $count } digital industries.
 }
accounts-mover = { $says ->
    [reverses] Without { $industry } the share would have { $direction ->
        [up] fallen
       *[down] risen
    } between { $first } and { $last }: that industry alone { $direction ->
        [up] added
       *[down] lost
    } { $part }, all together { $change }.
    [makes] The whole change between { $first } and { $last }, { $change }, is that of { $industry }.
   *[half] Half of the change between { $first } and { $last } or more is that of { $industry }: { $part } of { $change }.
 }
accounts-mover-headline = Without { $industry }, which { $direction ->
    [up] added
   *[down] lost
 } { $part }, the share of digital industries in { $economy } would have { $direction ->
    [up] fallen
   *[down] risen
 } between { $first } and { $last }
accounts-largest = The largest { $way ->
    [gain] gain
   *[loss] loss
 } is that of { $industry }: from { $then } in { $first } to { $now } in { $last }.

## Supply and use of the digital products of one economy

accounts-supply-title = Supply and use of digital products in { $economy }, { $year }
accounts-supply-subtitle = { $unit }, { $year }
accounts-supply-subtitle-dollars = Billion US dollars, { $year }
accounts-supply-alt = waterfall from output over imports, margins and taxes to supply, then down through the uses to the residual.
accounts-supply = Of digital products { $economy } made { $output } at home and imported { $imports } in { $year }{ $rest ->
    [yes] ; the rest of the supply of { $supply } is margins of trade and transport, and taxes less subsidies
   *[no] { "" }
 }.
accounts-supply-headline = Digital products worth { $supply } were supplied in { $economy } in { $year }
accounts-used-part = { $share } { $use ->
    [intermediate] went into production
    [consumption] to households
    [investment] into investment and inventories
    [exports] abroad
   *[government] to government
 }
accounts-used = Of the digital products used in { $year }, { $parts }.
accounts-used-headline = Of the digital products used in { $economy } in { $year }, { $leading }
accounts-step-output = Domestic output
accounts-step-imports = Imports
accounts-step-margins = Trade and transport margins
accounts-step-taxes = Taxes less subsidies
accounts-step-supply = Supply at purchasers’ prices
accounts-step-residual = Residual

## Growth of one economy's digital industries, year by year

accounts-growth-title = Growth of the digital industries and of all industries in { $economy }
accounts-growth-subtitle = Nominal growth of value added at basic prices, per cent a year, { $years }
accounts-growth-alt = two lines of yearly growth rates.
accounts-faster = { COUNT($years) ->
    [one] In the one year that can be compared, { $last }, the digital industries grew { $way ->
        [up] faster than the economy, by { $middle }
        [down] more slowly than the economy, by { $middle }
       *[none] as fast as the economy
    }.
   *[other] { $says ->
        [equal] The digital industries grew as fast as the economy in each of the { $years } years to { $last }.
        [none] The digital industries grew more slowly than the economy in each of the { $years } years to { $last }, by { $middle } in the middle year.
        [minority] The digital industries grew more slowly than the economy in { $slower } of the { $years } years to { $last }; in the middle year they were { $middle } behind.
        [even] Neither grew faster in more than half of the { $years } years to { $last }: the digital industries in { $faster }, the economy in { $slower }; { $way ->
            [up] in the middle year the digital industries were { $middle } ahead
            [down] in the middle year the digital industries were { $middle } behind
           *[none] in the middle year they were level
        }.
        [all] The digital industries grew faster than the economy in each of the { $years } years to { $last }, by { $middle } in the middle year.
       *[most] The digital industries grew faster than the economy in { $faster } of the { $years } years to { $last } and more slowly in { $slower }; in the middle year they were { $middle } ahead.
    }
 }
accounts-faster-headline = { COUNT($years) ->
    [one] Digital industries in { $economy } grew { $way ->
        [up] faster than the economy in { $last }, by { $middle }
        [down] more slowly than the economy in { $last }, by { $middle }
       *[none] as fast as the economy in { $last }
    }
   *[other] Digital industries in { $economy } { $says ->
        [equal] grew as fast as the economy in each of the { $years } years to { $last }
        [none] grew more slowly than the economy in each of the { $years } years to { $last }
        [minority] grew more slowly than the economy in { $slower } of the { $years } years to { $last }, by { $middle } in the middle year
        [even] were faster than the economy in { $faster } and slower in { $slower } of the { $years } years to { $last }
        [all] grew faster than the economy in each of the { $years } years to { $last }
       *[most] grew faster than the economy in { $faster } of the { $years } years to { $last }, by { $middle } in the middle year
    }
 }
accounts-fall = { $only ->
    [yes] In { $year }, the only year from { $first } to { $last } in which
   *[no] In { $year }, the year from { $first } to { $last } in which
 } the value added of all industries { $only ->
    [yes] fell
   *[no] fell most
 } ({ $all }), that of the digital industries { $says ->
    [rose] rose by { $digital }
    [stood] did not move
    [fell-less] fell less ({ $digital })
    [fell-alike] fell as much
   *[fell-more] fell more ({ $digital })
 }.
accounts-fall-headline = { $says ->
    [rose] Digital industries in { $economy } grew by { $digital } in { $year }, when the economy shrank ({ $all })
    [stood] Digital industries in { $economy } did not move in { $year }, when the economy shrank ({ $all })
    [fell-less] Digital industries in { $economy } shrank less ({ $digital }) than the economy ({ $all }) in { $year }
    [fell-alike] Digital industries in { $economy } shrank as much as the economy ({ $all }) in { $year }
   *[fell-more] Digital industries in { $economy } shrank more ({ $digital }) than the economy ({ $all }) in { $year }
 }
accounts-newest = In { $year } the value added of the digital industries changed by { $digital }, that of all industries by { $all }.
accounts-contribution = Digital industries added most to the growth of the economy in { $year }: { $points } of { $all }.

## Multipliers of one economy

accounts-multipliers-title = Where demand for digital industries ends in { $economy }, { $year }
accounts-multipliers-subtitle = Where final demand ends, per cent, { $year }; industries by output multiplier
accounts-multipliers-alt = stacked bars, one a digital industry, of where a unit of final demand ends.
accounts-at-home = Of each unit of demand for the output of { $range ->
    [alike] a digital industry, { $low } ends
   *[several] the digital industries, { BARE($low) } to { $high } ends
 } as value added at home.
accounts-at-home-headline = Of demand for the output of digital industries in { $economy }, { $range ->
    [alike] { $low }
   *[several] { BARE($low) } to { $high }
 } ended as value added at home in { $year }
accounts-set-off = { $says ->
    [all] Each of the { $total } digital industries sets
    [none] Each of the { $total } digital industries sets
    [equal] Each of the { $total } digital industries sets
   *[other] Of the { $total } digital industries { $count } { COUNT($count) ->
        [one] sets
       *[other] set
    }
 } off { $says ->
    [none] more output
    [equal] as much output
   *[other] less output
 } for a unit of demand { $says ->
    [equal] as
   *[other] than
 } the mean of all industries ({ BARE($mean) }){ $equal ->
    [yes] { $says ->
        [equal] { "" }
       *[other] : { BARE($low) }
    }
   *[no] ; all { $total } lie between { BARE($low) } ({ $least }) and { BARE($high) } ({ $most })
 }.
accounts-set-off-headline = { $says ->
    [all] Each of the { $total } digital industries in { $economy } set off less output for a unit of demand than the mean of all industries in { $year }
    [none] Each of the { $total } digital industries in { $economy } set off more output for a unit of demand than the mean of all industries in { $year }
    [equal] The digital industries in { $economy } set off as much output for a unit of demand as the mean of all industries in { $year }
   *[other] In { $economy } { $count } of { $total } digital industries set off less output for a unit of demand than the mean of all industries in { $year } ({ BARE($mean) }); all { $total } lie between { BARE($low) } and { BARE($high) }
 }
accounts-leakiest = Of the digital industries, the part of demand that ends as imports is highest for { $industry }: { $share } in { $year }.

## Imports of one economy's digital products in two years

accounts-imports-title = Imports in the supply of digital products in { $economy }, { $first } and { $last }
accounts-imports-subtitle = Imports, per cent of supply at basic prices, { $first } and { $last }
accounts-imports-alt = pairs of dots for { $first } and { $last }, one pair a product.
accounts-shift = { $says ->
    [weights] Only the shift towards products that are { $direction ->
        [up] imported more
       *[down] imported less
    } moved the total ({ $between } between { $first } and { $last }); within the products imports { $other ->
        [none] did not move on average
       *[against] { $direction ->
            [up] fell, by { $within }
           *[down] rose, by { $within }
        }
    }.
    [parts] Imports { $direction ->
        [up] rose
       *[down] fell
    } within the products, by { $within } between { $first } and { $last }; the shift between products { $other ->
        [none] changed nothing
       *[against] worked against it, by { $between }
    }.
   *[both] Of the change of { $change } between { $first } and { $last }, { $within } come from imports within the products and { $between } from a shift between them.
 }
accounts-shift-headline = { $direction ->
    [up] Imports took a larger part of the digital products supplied in { $economy } in { $last } than in { $first } only because products that are imported more weigh more
   *[down] Imports took a smaller part of the digital products supplied in { $economy } in { $last } than in { $first } only because products that are imported less weigh more
 }
accounts-most-imported = In { $year } imports were the largest part of supply for { $product }: { $share }; for { $others ->
    [other] the other product it was { $next }
   *[several] every other product it was { $next } or less
 }.

## Several economies: shares of digital industries

accounts-shares-title = Digital industries in value added
accounts-shares-subtitle = Digital industries, per cent of value added at basic prices, current prices, { $years }
accounts-shares-alt = line chart of the share of digital industries, one line or dot for each of { COUNT($count) ->
    [one] one economy.
   *[other] { $count } economies.
 }
accounts-levels = In { $year }{ $years ->
    [newest] { "" }
    [only] , the one year that all have,
   *[several] , the last year that all have,
 } the share of digital industries in value added was { $values }{ $lead ->
    [narrow] ; the lead of { $leader } is smaller than what industries that are digital in part would add
   *[other] { "" }
 }.
accounts-levels-headline = Digital industries’ share of value added in { $year } was { $values }
accounts-distance = { $says ->
    [closed] { $high } was { $before } above { $low } in { $first } and { BARE($after) } in { $last }{ $mover ->
        [catching-up] , as the lower share rose
        [retreat] , as the higher share fell
       *[other] { "" }
    }.
    [met] { $high } was { $before } above { $low } in { $first }, and level with it in { $last }.
    [opened] { $high } was { $before } above { $low } in { $first } and { BARE($after) } in { $last }{ $mover ->
        [pulling-away] , mainly as the higher share rose
        [falling-behind] , mainly as the lower share fell
       *[other] { "" }
    }.
    [opened-then-level] { $high } was { $before } above { $low } in { $first }, { BARE($extreme) } in { $turn }{ $mover ->
        [pulling-away] , mainly as the higher share rose,
        [falling-behind] , mainly as the lower share fell,
       *[other] { "" }
    } and at about that distance since: { BARE($after) } in { $last }.
    [closed-then-level] { $high } was { $before } above { $low } in { $first }, { BARE($extreme) } in { $turn }{ $mover ->
        [catching-up] , as the lower share rose,
        [retreat] , as the higher share fell,
       *[other] { "" }
    } and at about that distance since: { BARE($after) } in { $last }.
    [swapped] { $high } was { $after } above { $low } in { $last }, but { $extreme } below it in { $turn }.
    [turned] { $high } was { $before } above { $low } in { $first }, { BARE($extreme) } in { $turn } and { BARE($after) } in { $last }.
    [reopened] { $high } was { $before } above { $low } in { $first }, { BARE($extreme) } in { $turn } and { BARE($after) } in { $last }.
    [crossed] { $high } was { $before } below { $low } in { $first } and { $after } above in { $last }.
    [swung] { $high } was { $side ->
        [below] { $before } below
        [level] level with
       *[above] { $before } above
    } { $low } in { $first } and { COUNT($after) ->
        [0] level with it
       *[other] { $after } above
    } in { $last }, with ups and downs between.
   *[unchanged] { $high } was { COUNT($after) ->
        [0] level with
       *[other] { $after } above
    } { $low } in { $last }, as in { $first }.
 }
accounts-distance-headline = { $says ->
    [crossed] Digital industries in { $high } passed those in { $low } as a share of value added: { $after } above in { $last }
    [met] Digital industries weighed as much in { $high } as in { $low } in { $last }, after { $before } more in { $first }
    [turned] Digital industries weighed { $after } more in { $high } than in { $low } in { $last }, after { BARE($extreme) } in { $turn }
    [reopened] Digital industries weighed { $after } more in { $high } than in { $low } in { $last }, after { BARE($extreme) } in { $turn }
    [swapped] Digital industries weighed { $after } more in { $high } than in { $low } in { $last }, after { $extreme } less in { $turn }
    [unchanged] Digital industries weighed { COUNT($after) ->
        [0] as much in { $high } as
       *[other] { $after } more in { $high } than
    } in { $low } in { $last }, as in { $first }
   *[other] Digital industries weighed { $after } more in { $high } than in { $low } in { $last }, after { BARE($before) } in { $first }
 }
accounts-shared-peak = In { $year } the share was highest of all years from { $first } to { $last }: { $high }. By { $last } it was { $now }.
accounts-shared-peak-headline = Digital industries’ share of value added was highest in { $year }: { $high }

## Several economies: groups and growth

accounts-groups-title = Groups of digital industries in value added, { $years }
accounts-groups-subtitle = Per cent of value added at basic prices
accounts-groups-alt = stacked bars of digital groups, one an economy and year.
accounts-largest-group = The largest digital group by value added{ COUNT($economies) ->
    [one] { "" }
   *[other] {" "}in each economy
 } is { $group }: { $values }.
accounts-largest-group-headline = { $group } { FORM($group, of: "number") ->
    [plural] are
   *[other] is
 } the largest digital group{ COUNT($economies) ->
    [one] { "" }
    [2] {" "}in both economies
   *[other] {" "}in each of { $economies } economies
 }: { $values }
accounts-moved-part = from { BARE($then) } to { $now } in { $economy }
accounts-moved = Between { $first } and { $last } { $group } { $way ->
    [gain] gained most
   *[loss] lost most
 } of the digital groups: { $parts }.
accounts-moved-headline = { $group } { $way ->
    [gain] gained most
   *[loss] lost most
 } of the digital groups between { $first } and { $last }: { $parts }
accounts-growths-title = Growth of digital industries, { $first } to { $last }
accounts-growths-subtitle = Value added at basic prices, nominal growth, per cent a year, { $first } to { $last }
accounts-growths-alt = bars of yearly growth, a block an economy.
accounts-growths = In { $economy } digital industries grew { $says ->
    [faster] faster than the economy: { $digital } a year against { $all }
    [slower] more slowly than the economy: { $digital } a year against { $all }
   *[alike] as fast as the economy: { $all } a year
 }.
accounts-growths-headline = Digital industries in { $economy } grew { $says ->
    [faster] faster than the economy from { $first } to { $last }: { $digital } a year against { $all }
    [slower] more slowly than the economy from { $first } to { $last }: { $digital } a year against { $all }
   *[alike] as fast as the economy from { $first } to { $last }: { $all } a year
 }
accounts-growths-depends = In { $economy } digital industries grew by { $digital } a year and the economy by { $all }; which grew faster depends on the years compared.
accounts-growths-depends-headline = Whether digital industries in { $economy } grew faster than the economy depends on the years: { $digital } a year against { $all } from { $first } to { $last }
accounts-fastest = The group that grew fastest{ COUNT($economies) ->
    [one] { "" }
   *[other] {" "}in each economy
 } is { $group }: { $values }.
accounts-fastest-headline = { $group } grew fastest among digital industries from { $first } to { $last }: { $values }

## Several economies in one year: uses, imports, where demand ends

accounts-uses-title = How digital products were used, { $year }
accounts-uses-subtitle = Per cent of use at purchasers’ prices, { $year }
accounts-uses-alt = stacked bars of uses, one an economy.
accounts-largest-use = The largest part of digital products { $use ->
    [intermediate] went into production
    [consumption] was consumed
    [investment] was invested
   *[exports] was exported
 }{ COUNT($economies) ->
    [one] { "" }
   *[other] {" "}in each economy
 }: { $values }.
accounts-largest-use-headline = { $use ->
    [intermediate] Production used the largest part of digital products in { $year }
    [consumption] Consumption took the largest part of digital products in { $year }
    [investment] Investment took the largest part of digital products in { $year }
   *[exports] Exports took the largest part of digital products in { $year }
 }: { $values }
accounts-ordered = { $of ->
    [consumption] Of the digital products used in { $year }, final consumption took { $values }
    [investment] Of the digital products used in { $year }, investment and inventories took { $values }
    [exports] Of the digital products used in { $year }, exports took { $values }
   *[total] Of the digital products supplied in { $year }, imports were { $values }
 }.
accounts-ordered-headline = { $equal ->
    [yes] { $of ->
        [consumption] Consumption took the same part of digital products in { $high } in { $year }: { $most }
        [investment] Investment took the same part of digital products in { $high } in { $year }: { $most }
        [exports] Exports took the same part of digital products in { $high } in { $year }: { $most }
       *[total] Imports made up the same part of digital products in { $high } in { $year }: { $most }
    }
   *[no] { $of ->
        [consumption] Consumption took { $most } of the digital products used in { $high } and { $least } in { $low } in { $year }
        [investment] Investment took { $most } of the digital products used in { $high } and { $least } in { $low } in { $year }
        [exports] Exports took { $most } of the digital products used in { $high } and { $least } in { $low } in { $year }
       *[total] Imports made up { $most } of the digital products supplied in { $high } and { $least } in { $low } in { $year }
    }
 }
accounts-import-groups-title = Imports in the supply of digital products, { $year }
accounts-import-groups-subtitle = Imports, per cent of supply at basic prices, { $year }
accounts-import-groups-alt = heat map of import shares, groups down and economies across.
accounts-most-imported-group = { $mostly ->
    [yes] Most of the supply of { $group } came from abroad
   *[no] The group with the largest part from abroad was { $group }
 }{ COUNT($economies) ->
    [one] { "" }
   *[other] {" "}in each economy
 }: { $values }. For every other group it was { $next } or less.
accounts-most-imported-group-headline = { $mostly ->
    [yes] Most of the supply of { $group } came from abroad in { $year }: { $values }
   *[no] Imports took the largest part of the supply of { $group } in { $year }: { $values }
 }
accounts-industry-of = { $economy }: { $industry }
accounts-leaks-title = Where demand for digital industries ends, { $year }
accounts-leaks-subtitle = Where final demand ends, per cent, { $year }
accounts-leaks-alt = stacked bars of where final demand ends, one a digital industry.
accounts-leaks-apart = Every digital industry of { $high } lets more demand flow abroad ({ BARE($from) } to { $to }) than any of { $low } ({ BARE($least) } to { $most }).
accounts-leaks-apart-headline = Of demand for digital industries { BARE($from) } to { $to } flowed abroad from { $high } and { BARE($least) } to { $most } from { $low } in { $year }
accounts-leakiest-part = { $share } for { $industry } in { $economy }
accounts-leakiest-group = Of the digital industries, the part of demand that ends as imports is highest for { $group }{ COUNT($economies) ->
    [one] { "" }
   *[other] {" "}in each economy
 }: { $parts }.
accounts-leakiest-group-headline = Of the digital industries, the part of demand that ended as imports in { $year } was highest for { $group }: { $parts }

## Identities

accounts-identities-title = Identities of the supply and use tables
accounts-identities-subtitle = Number of identities of the supply and use tables, { $years }
accounts-identities-alt = stacked bars, one an economy, of identities that hold or not.
accounts-identities-bar = { $economy }, { $years }
accounts-identities-hold = Hold
accounts-identities-broken = Broken
accounts-identities-not-assessed = Not assessed
accounts-residual-of = { $value } in { $economy }
accounts-balanced = { $says ->
    [all] { COUNT($checked) ->
        [one] The one identity that can be assessed holds within rounding.
       *[other] All { $checked } identities that can be assessed hold within rounding.
    }
   *[some] Of { $checked } identities that can be assessed { $hold } hold within rounding and { $broken } { COUNT($broken) ->
        [one] does
       *[other] do
    } not, by up to { $furthest }.
 }
accounts-balanced-headline = { $says ->
    [all] { COUNT($checked) ->
        [one] The one identity of the accounts of { $years } that can be assessed holds within rounding
       *[other] All { $checked } identities of the accounts of { $years } that can be assessed hold within rounding
    }
   *[some] Of { $checked } identities of the accounts of { $years }, { $broken } { COUNT($broken) ->
        [one] does
       *[other] do
    } not hold within rounding, by up to { $furthest }
 }
accounts-unassessed = Not assessed { COUNT($count) ->
    [one] is one identity
   *[other] are { $count } identities
 } of { $economy }, whose tables lack a line for { $identities }.
accounts-residuals = The largest residuals are { $values }.
accounts-identity-product-output = Products: output adds up over industries
accounts-identity-supply-at-basic-prices = Products: output and imports give supply at basic prices
accounts-identity-supply-at-purchasers-prices = Products: supply at purchasers’ prices
accounts-identity-supply-equals-use = Products: supply equals use
accounts-identity-margins-sum-to-zero = Margins sum to zero over products
accounts-identity-supply-columns = Supply table: columns add up
accounts-identity-use-columns = Use table: columns add up
accounts-identity-columns-with-adjustments = Columns with taxes and adjustments add up
accounts-identity-output-by-kind = Output is market, own-use and non-market output
accounts-identity-intermediate-use = Products: intermediate uses add up
accounts-identity-final-uses = Products: final uses add up
accounts-identity-total-use = Products: intermediate and final uses give total use
accounts-identity-industry-output = Industries: output equals inputs and value added
accounts-identity-output-in-both-tables = Industries: output is the same in both tables
accounts-identity-output-of-the-economy = Output of all products is that of all industries
accounts-identity-value-added = Industries: value added from its components
accounts-identity-taxes-on-products-in-both-tables = Taxes on products are the same in both tables
accounts-identity-sums-shown-by-the-source = Other sums that the source shows
accounts-identity-industries-and-the-economy = Industries add up to the economy
accounts-identity-gdp = GDP: three approaches agree
accounts-identity-quoted = “{ $identity }”
accounts-identity-at-basic-prices = { $identity } (basic prices)
