### Women and men in the same economies and years. $ahead is men, women, neither or level; $men and $women count economies.

pairs-counts = { $ahead ->
    [men] Men were ahead of women in { COUNT($all) ->
        [1] each of { $total } economies
       *[other] { $men } of { $total } economies
    }; half of all have a difference of { $size } or more in their favour.
    [women] Women were ahead of men in { COUNT($all) ->
        [1] each of { $total } economies
       *[other] { $women } of { $total } economies
    }; half of all have a difference of { $size } or more in their favour.
    [level] Women and men were level in each of the { $total } economies.
   *[neither] Men were ahead in { $men } and women in { COUNT($all) ->
        [1] each of { $total } economies
       *[other] { $women } of { $total } economies
    }; the middle difference, whoever is ahead, was { $size }.
 }
pairs-counts-headline = { $measure }: { $ahead ->
    [men] men were ahead of women in { COUNT($all) ->
        [1] each of { $total } economies
       *[other] { $men } of { $total } economies
    }, in the middle one by { $size } ({ $years })
    [women] women were ahead of men in { COUNT($all) ->
        [1] each of { $total } economies
       *[other] { $women } of { $total } economies
    }, in the middle one by { $size } ({ $years })
    [level] women and men level in each of { $total } economies ({ $years })
   *[neither] men were ahead in { $men } and women in { COUNT($all) ->
        [1] each of { $total } economies
       *[other] { $women } of { $total } economies
    }, with a middle difference of { $size } ({ $years })
 }
pairs-other-side = { $ahead ->
    [women] Women
   *[men] Men
 } were ahead in { COUNT($count) ->
    [one] { $names } only, by { $size }
    [2] { $names }, by up to { $size }
    [3] { $names }, by up to { $size }
   *[other] { $count } economies, most in { $economy }, by { $size }
 }{ $widest ->
    [yes] , the widest difference in either direction
   *[no] { "" }
 }.
pairs-widest = The difference was widest in { $economy }: { $size } in favour of { $ahead ->
    [women] women
   *[men] men
 } in { $year }.
pairs-level = In { COUNT($count) ->
    [one] one economy
   *[other] { $count } economies
 } of { $total } the two were within { BARE($limit) } percentage point of each other.
pairs-parity = The gender parity index (women ÷ men) of the middle economy is { BARE($ratio) }.
pairs-ladder = The most common skill is “{ $most }”: in the middle economy { $common-men } of men and { BARE($common-women) } of women have it; the rarest is “{ $least }” ({ $rare-men } and { BARE($rare-women) }).
pairs-ladder-headline = The rarest skill is “{ $least }”: { $rare-men } of men and { BARE($rare-women) } of women have it in the middle economy ({ $years })
pairs-skills = { COUNT($all) ->
    [1] In each of the { $total } skills { $ahead ->
    [women] women
   *[men] men
 } are ahead in the middle economy
   *[other] In { $count } of { $total } skills { $ahead ->
    [women] women
   *[men] men
 } are ahead in the middle economy
 }, most in “{ $skill }”, by { $size }.
pairs-skills-headline = { $ahead ->
    [women] Women
   *[men] Men
 } are ahead of { $ahead ->
    [women] men
   *[men] women
 } in { COUNT($all) ->
    [1] each of { $total } skills
   *[other] { $count } of { $total } skills
 }, most in “{ $skill }”, by { $size } in the middle economy ({ $years })
