### 各经济体两年之间的变化。

changes-counts = { $way ->
    [up] { COUNT($all) ->
        [1] { $total }个经济体全部
       *[other] { $total }个经济体中有{ $rose }个
    }{ $last }年高于{ $first }年，升幅中位数为{ $size }。
    [down] { COUNT($all) ->
        [1] { $total }个经济体全部
       *[other] { $total }个经济体中有{ $fell }个
    }{ $last }年低于{ $first }年，降幅中位数为{ $size }。
    [none] { $total }个经济体{ $first }年至{ $last }年均无变化。
   *[both] { $first }年至{ $last }年，{ $total }个经济体中{ $rose }个上升，{ $fell }个下降，变化的中位数为{ $median }。
 }
changes-counts-headline = { $measure }：{ $way ->
    [up] { COUNT($all) ->
        [1] { $total }个经济体全部
       *[other] { $total }个经济体中有{ $rose }个
    }{ $last }年高于{ $first }年，升幅中位数为{ $size }
    [down] { COUNT($all) ->
        [1] { $total }个经济体全部
       *[other] { $total }个经济体中有{ $fell }个
    }{ $last }年低于{ $first }年，降幅中位数为{ $size }
    [none] { $total }个经济体{ $first }年至{ $last }年均无变化
   *[both] { $first }年至{ $last }年，{ $total }个经济体中{ $rose }个上升，{ $fell }个下降，变化的中位数为{ $median }
 }
changes-largest = 升幅最大的是{ $economy }：{ $start }年至{ $end }年上升{ $change }。
changes-against = { COUNT($count) ->
    [1] 只有{ $names }与多数相反，下降{ $size }。
    [2] { $names }与多数相反，有所下降，其中{ $economy }降幅最大，为{ $size }。
    [3] { $names }与多数相反，有所下降，其中{ $economy }降幅最大，为{ $size }。
   *[other] 有{ $count }个经济体与多数相反，有所下降，其中{ $economy }降幅最大，为{ $size }。
 }
changes-peaks = { $total }个经济体中有{ $count }个已从期内高点回落，其中{ $economy }回落最多，{ $turn }年以来下降{ $loss }。
changes-breaks = 据来源注明，{ $names }的序列有中断。
changes-revised = { $release }发布之后，{ $names }这一期间数据的修订幅度超过所示变化的一半。
changes-jump = 数值突变也可能源于新的调查或定义。

changes-middle = 起点在{ BARE($below) }至{ $above }之间的经济体{ COUNT($yearly) ->
    [1] 每年
   *[other] { "" }
 }平均上升{ $middle }，起点更低者上升{ $bottom }，起点更高者上升{ $top }。
changes-middle-headline = { $measure }：{ $behind ->
    [middle] 中间升幅最大，底部与其差距拉大
   *[both] 中间追上，底部未追上
 }——{ $first }–{ $last }年居中三分之一{ COUNT($yearly) ->
    [1] 每年
   *[other] { "" }
 }平均上升{ $middle }，最低三分之一上升{ $bottom }
changes-bottom-up = 起点最低的三分之一经济体（不高于{ $below }）{ COUNT($yearly) ->
    [1] 每年
   *[other] { "" }
 }平均上升{ $bottom }，起点最高的三分之一上升{ $top }。
changes-bottom-up-headline = { $measure }：起点最低者升幅较大——{ $first }–{ $last }年{ COUNT($yearly) ->
    [1] 每年
   *[other] { "" }
 }平均上升{ $bottom }，最高三分之一上升{ $top }
changes-top-away = 起点最高的三分之一经济体（高于{ $above }）{ COUNT($yearly) ->
    [1] 每年
   *[other] { "" }
 }平均上升{ $top }，起点最低的三分之一上升{ $bottom }。
changes-top-away-headline = { $measure }：领先者进一步领先——{ $first }–{ $last }年{ COUNT($yearly) ->
    [1] 每年
   *[other] { "" }
 }平均上升{ $top }，最低三分之一上升{ $bottom }
changes-edges = 起点居中的经济体（{ BARE($below) }至{ $above }）升幅最小：{ COUNT($yearly) ->
    [1] 每年
   *[other] { "" }
 }平均{ $middle }，底部为{ $bottom }，顶部为{ $top }。
changes-edges-headline = { $measure }：中间升幅最小——{ $first }–{ $last }年{ COUNT($yearly) ->
    [1] 每年
   *[other] { "" }
 }平均上升{ $middle }，底部{ $bottom }，顶部{ $top }
changes-even = 起点最低、居中和最高的三分之一经济体升幅相同：{ COUNT($yearly) ->
    [1] 每年
   *[other] { "" }
 }平均{ $middle }。
changes-even-headline = { $measure }：起点高低升幅相同，{ $first }–{ $last }年{ COUNT($yearly) ->
    [1] 每年
   *[other] { "" }
 }平均上升{ $middle }
changes-mixed = 按起点三等分，{ COUNT($yearly) ->
    [1] 每年
   *[other] { "" }
 }平均变化在底部为{ $bottom }，中间为{ $middle }，顶部为{ $top }。
changes-mixed-headline = { $measure }：按起点三等分，{ $first }–{ $last }年{ COUNT($yearly) ->
    [1] 每年
   *[other] { "" }
 }平均变化在底部为{ $bottom }，中间为{ $middle }，顶部为{ $top }
