### A published index rebuilt from its published parts.

rebuilt-title = { $name } and the mean of its parts, { $years }
rebuilt-subtitle = Published value less the mean of the published parts, { $years }
rebuilt-alt = histogram of residuals around zero.
rebuilt-axis-x = Published less recomputed value, in units of { $digit }; the outer bars hold all larger ones
rebuilt-axis-y = Number of economies and years
rebuilt-parts = By its publisher the index is the mean of { $parts }.
rebuilt-digit = Agreement is to the last digit that the publisher prints, { $digit }.
rebuilt-value = { $economy } ({ $year })
rebuilt-agree = { $says ->
    [yes] The index can be rebuilt from its parts
   *[no] The index cannot be rebuilt from its parts
 }: { $all ->
    [yes] all { $pairs } values of { $years } agree
   *[no] of { $pairs } { COUNT($pairs) ->
        [one] value
       *[other] values
    } of { $years }, { COUNT($agree) ->
        [0] none agrees
        [one] one agrees
       *[other] { $agree } agree
    }
 } to the last printed digit.
rebuilt-agree-headline = { $name } { $says ->
    [yes] can be rebuilt from { FORM($name, of: "number") ->
        [plural] their
       *[other] its
    } parts
   *[no] cannot be rebuilt from { FORM($name, of: "number") ->
        [plural] their
       *[other] its
    } parts
 }: { $all ->
    [yes] all { $pairs } values of { $years } agree
   *[no] of { $pairs } { COUNT($pairs) ->
        [one] value
       *[other] values
    } of { $years }, { COUNT($agree) ->
        [0] none agrees
        [one] one agrees
       *[other] { $agree } agree
    }
 } to the last printed digit
rebuilt-off = Index and parts contradict each other by up to { $worst } in { COUNT($off) ->
    [one] one value
   *[other] { $off } values
 } of the source, { $named }{ COUNT($more) ->
    [0] { "" }
    [one] {" "}and one more
   *[other] {" "}and { $more } more
 }; the report prints the index as published.
rebuilt-exact = The largest difference is { $worst }, which is rounding.
rebuilt-means = With each of { $count } economies counting alike the mean of { $year } is { $plain }; weighted by their people it is { $says ->
    [alike] the same
   *[other] { $weighted }
 }.
