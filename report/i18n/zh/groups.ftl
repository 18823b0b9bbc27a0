### 经济体组别的历年变化：世界水平的走势、组间差距、落后者、单独推动组别的经济体。

label-world = 世界
title-groups = { $measure }：按{ $kind ->
    [income] 收入组别
    [itu_region] 国际电联区域
    [un_region] 联合国区域
    [un_subregion] 次区域
    [special] 处境特殊国家组别
   *[other] 组别
 }
subtitle-groups = { $unit }，{ $how ->
    [population] 按人口加权的均值
    [unweighted] 各经济体均值
    [median] 各经济体中位数
   *[sum] 报告数据经济体的合计
 }，{ $years }年
alt-lines = 折线图：{ $count }个组别各一条线，另有世界一条线。
alt-panels = 小型折线图：{ $count }个组别各一幅，其他组别以灰色衬底。
alt-slope = 斜率图：{ $first }年至{ $last }年，{ $count }个组别及世界。

first-value-in-year = { $year }年为{ $value }
value-in-year = { $year }年为{ BARE($value) }
groups-of-kind = { $kind ->
    [income] 收入组别
    [itu_region] 国际电联区域
    [un_region] 联合国区域
    [un_subregion] 次区域
    [special] 处境特殊国家组别
   *[other] 组别
 }

group-rose = 世界水平由{ $first }年的{ $then }升至{ $last }年的{ $now }{ $steady ->
    [no] ，但并非逐年上升
   *[yes] { "" }
 }。
group-rose-headline = { $last }年世界{ $measure }升至{ $now }，{ $first }年为{ $then }
group-fell = 世界水平由{ $first }年的{ $then }降至{ $last }年的{ $now }{ $steady ->
    [no] ，但并非逐年下降
   *[yes] { "" }
 }。
group-fell-headline = { $last }年世界{ $measure }降至{ $now }，{ $first }年为{ $then }
group-peaked = 世界水平由{ $first }年的{ $then }升至{ $turn }年的{ $extreme }，此后回落，{ $last }年为{ $now }。
group-peaked-headline = 世界{ $measure }于{ $turn }年达到{ $extreme }的高点，{ $last }年为{ $now }
group-recovered = 世界水平由{ $first }年的{ $then }降至{ $turn }年的{ $extreme }，此后回升，{ $last }年为{ $now }。
group-recovered-headline = 世界{ $measure }在{ $turn }年降至{ $extreme }后回升，{ $last }年为{ $now }
group-rose-then-level = 世界水平由{ $first }年的{ $then }上升，{ $turn }年以来变化甚微，{ $last }年为{ $now }。
group-rose-then-level-headline = { $turn }年以来世界{ $measure }变化甚微，{ $last }年为{ $now }
group-fell-then-level = 世界水平由{ $first }年的{ $then }下降，{ $turn }年以来变化甚微，{ $last }年为{ $now }。
group-fell-then-level-headline = { $turn }年以来世界{ $measure }变化甚微，{ $last }年为{ $now }
group-swung = 世界水平有升有降：{ $points }。
group-level = { $last }年世界水平为{ $now }，与{ $first }年相同。
group-level-headline = { $last }年世界{ $measure }为{ $now }，与{ $first }年相同

distance-closed = { $high }与{ $low }的差距由{ $first }年的{ $before }缩小到{ $last }年的{ $after }{ $mover ->
    [catching-up] ，主要是由于落后一方追赶
    [retreat] ，主要是由于领先一方回落
   *[other] { "" }
 }。
distance-closed-headline = { $measure }：{ $mover ->
    [catching-up] { $low }有所追赶，{ $last }年比{ $high }低{ $after }，{ $first }年低{ $before }
    [retreat] { $last }年{ $high }与{ $low }相差{ $after }，较{ $first }年缩小，主要原因是领先一方回落
   *[other] { $last }年{ $high }与{ $low }相差{ $after }，{ $first }年为{ $before }
 }
distance-met = { $first }年{ $high }与{ $low }相差{ $before }，{ $last }年已无差距{ $mover ->
    [retreat] ，主要是由于领先一方回落
   *[other] { "" }
 }。
distance-met-headline = { $measure }：{ $last }年{ $high }与{ $low }已无差距，{ $first }年相差{ $before }
distance-opened = { $high }与{ $low }的差距由{ $first }年的{ $before }扩大到{ $last }年的{ $after }{ $mover ->
    [pulling-away] ，主要是由于领先一方上升
    [falling-behind] ，主要是由于落后一方下降
   *[other] { "" }
 }。
distance-opened-headline = { $measure }：{ $last }年{ $high }与{ $low }相差{ $after }，{ $first }年为{ $before }
distance-opened-then-level = { $high }与{ $low }的差距由{ $first }年的{ $before }扩大到{ $turn }年的{ $extreme }{ $mover ->
    [pulling-away] ，主要是由于领先一方上升
    [falling-behind] ，主要是由于落后一方下降
   *[other] { "" }
 }；此后变化甚微，{ $last }年为{ $after }。
distance-opened-then-level-headline = { $measure }：{ $high }与{ $low }的差距由{ $first }年的{ $before }扩大到{ $turn }年的{ $extreme }，此后变化甚微，{ $last }年为{ $after }
distance-closed-then-level = { $high }与{ $low }的差距由{ $first }年的{ $before }缩小到{ $turn }年的{ $extreme }{ $mover ->
    [catching-up] ，主要是由于落后一方追赶
    [retreat] ，主要是由于领先一方回落
   *[other] { "" }
 }；此后变化甚微，{ $last }年为{ $after }。
distance-closed-then-level-headline = { $measure }：{ $high }与{ $low }的差距由{ $first }年的{ $before }缩小到{ $turn }年的{ $extreme }，此后变化甚微，{ $last }年为{ $after }
distance-turned = { $high }与{ $low }的差距由{ $first }年的{ $before }扩大到{ $turn }年的{ $extreme }，此后缩小，{ $last }年为{ $after }。
distance-turned-headline = { $measure }：{ $high }与{ $low }的差距于{ $turn }年达到{ $extreme }的高点，{ $last }年为{ $after }
distance-reopened = { $high }与{ $low }的差距由{ $first }年的{ $before }缩小到{ $turn }年的{ $extreme }，此后扩大，{ $last }年为{ $after }。
distance-reopened-headline = { $measure }：{ $turn }年以来{ $high }与{ $low }的差距再度扩大，由{ $extreme }增至{ $last }年的{ $after }
distance-swung = { $high }与{ $low }的差距时大时小：{ $points }。
distance-swung-headline = { $measure }：{ $high }与{ $low }的差距时大时小，{ $points }
distance-crossed = { $first }年{ $high }低于{ $low }，{ $lead ->
    [new] { $last }年则高出{ $after }
    [shrunk] { $since }年起则高于后者：{ $turn }年高出最多，为{ $extreme }，{ $last }年高出{ $after }
   *[held] { $since }年起则高于后者，{ $last }年高出{ $after }
 }。
distance-crossed-headline = { $measure }：{ $lead ->
    [new] { $high }超过{ $low }，{ $last }年高出{ $after }
    [shrunk] { $since }年起{ $high }高于{ $low }，{ $last }年高出{ $after }，{ $turn }年为{ $extreme }
   *[held] { $since }年起{ $high }高于{ $low }，{ $last }年高出{ $after }
 }
distance-swapped = { $last }年{ $high }比{ $low }高{ $after }；{ COUNT($once) ->
    [1] { $from }年
   *[other] { $from }年至{ $until }年间
 }曾低于后者，{ $turn }年相差最大，为{ $extreme }。
distance-swapped-headline = { $measure }：{ $last }年{ $high }比{ $low }高{ $after }，此前曾低于后者，{ $turn }年相差最大，为{ $extreme }
distance-unchanged = { $last }年{ $high }与{ $low }相差{ $after }，与{ $first }年相同。
distance-unchanged-headline = { $measure }：{ $last }年{ $high }与{ $low }的差距与{ $first }年相同，{ $after }
extremes = { $year }年最高的是{ $highest }（{ $high }），最低的是{ $lowest }（{ $low }）。
extremes-headline = { $year }年{ $measure }：{ $highest }最高（{ $high }），{ $lowest }最低（{ $low }）
extremes-equal = { $year }年各组别数值相同，均为{ $high }。
extremes-equal-headline = { $year }年各组别的{ $measure }相同：{ $high }

half-some = { COUNT($count) ->
    [1] { $year }年，{ $total }个{ $kind }中只有{ $worst }不足一半（{ $value }）。
   *[other] { $year }年，有数值的{ $total }个{ $kind }中，不足一半的有{ $groups }，其中{ $worst }最低（{ $value }）。
 }
half-some-headline = { COUNT($count) ->
    [1] { $year }年，{ $total }个{ $kind }中只有{ $groups }的{ $measure }不足一半
   *[other] { $year }年，{ $total }个{ $kind }中有{ $count }个的{ $measure }不足一半
 }
half-none = { $year }年，{ $total }个{ $kind }均不低于一半。
half-none-headline = { $year }年，{ $total }个{ $kind }的{ $measure }均不低于一半
half-all = { $year }年，{ $total }个{ $kind }均不足一半。
half-all-headline = { $year }年，{ $total }个{ $kind }的{ $measure }均不足一半

world-closed = { $last }年{ $group }比世界水平{ $side ->
    [below] 低
   *[above] 高
 }{ $after }，{ $first }年为{ $before }。
world-closed-headline = { $measure }：{ $group }与世界水平的差距缩小，{ $last }年{ $side ->
    [below] 低
   *[above] 高
 }{ $after }，{ $first }年为{ $before }
world-met = { $last }年{ $group }与世界水平持平，{ $first }年{ $side ->
    [below] 低
   *[above] 高
 }{ $before }。
world-met-headline = { $measure }：{ $last }年{ $group }与世界水平持平，{ $first }年{ $side ->
    [below] 低
   *[above] 高
 }{ $before }
world-opened = { $last }年{ $group }比世界水平{ $side ->
    [below] 低
   *[above] 高
 }{ $after }，{ $first }年为{ $before }。
world-opened-headline = { $measure }：{ $group }与世界水平的差距扩大，{ $last }年{ $side ->
    [below] 低
   *[above] 高
 }{ $after }，{ $first }年为{ $before }
world-opened-then-level = { $group }与世界水平的差距由{ $first }年的{ $before }扩大到{ $turn }年的{ $extreme }，此后变化甚微，{ $last }年{ $side ->
    [below] 低
   *[above] 高
 }{ $after }。
world-opened-then-level-headline = { $measure }：{ $group }与世界水平的差距在{ $turn }年之前扩大，此后变化甚微，{ $last }年{ $side ->
    [below] 低
   *[above] 高
 }{ $after }
world-closed-then-level = { $group }与世界水平的差距由{ $first }年的{ $before }缩小到{ $turn }年的{ $extreme }，此后变化甚微，{ $last }年{ $side ->
    [below] 低
   *[above] 高
 }{ $after }。
world-closed-then-level-headline = { $measure }：{ $group }与世界水平的差距在{ $turn }年之前缩小，此后变化甚微，{ $last }年{ $side ->
    [below] 低
   *[above] 高
 }{ $after }
world-turned = { $last }年{ $group }比世界水平{ $side ->
    [below] 低
   *[above] 高
 }{ $after }，差距最大的是{ $turn }年（{ $extreme }）。
world-turned-headline = { $measure }：{ $last }年{ $group }比世界水平{ $side ->
    [below] 低
   *[above] 高
 }{ $after }，小于{ $turn }年的{ $extreme }
world-reopened = { $last }年{ $group }比世界水平{ $side ->
    [below] 低
   *[above] 高
 }{ $after }，差距最小的是{ $turn }年（{ $extreme }）。
world-reopened-headline = { $measure }：{ $last }年{ $group }比世界水平{ $side ->
    [below] 低
   *[above] 高
 }{ $after }，大于{ $turn }年的{ $extreme }
world-swung = { $last }年{ $group }比世界水平{ $side ->
    [below] 低
   *[above] 高
 }{ $after }；差距时大时小：{ $points }。
world-swung-headline = { $measure }：{ $group }与世界水平的差距时大时小，{ $points }
world-crossed = { $first }年{ $group }{ $side ->
    [below] 高
   *[above] 低
 }于世界水平，{ $lead ->
    [new] { $last }年则{ $side ->
        [below] 低
       *[above] 高
    }{ $after }
    [shrunk] { $since }年起则{ $side ->
        [below] 低
       *[above] 高
    }于世界水平：{ $turn }年相差最大，为{ $extreme }，{ $last }年为{ $after }
   *[held] { $since }年起则{ $side ->
        [below] 低
       *[above] 高
    }于世界水平，{ $last }年相差{ $after }
 }。
world-crossed-headline = { $measure }：{ $lead ->
    [new] { $group }{ $side ->
        [below] 转为低于
       *[above] 超过
    }世界水平，{ $last }年{ $side ->
        [below] 低
       *[above] 高
    }{ $after }
    [shrunk] { $since }年起{ $group }{ $side ->
        [below] 低
       *[above] 高
    }于世界水平，{ $last }年相差{ $after }，{ $turn }年为{ $extreme }
   *[held] { $since }年起{ $group }{ $side ->
        [below] 低
       *[above] 高
    }于世界水平，{ $last }年相差{ $after }
 }
world-swapped = { $last }年{ $group }比世界水平{ $side ->
    [below] 低
   *[above] 高
 }{ $after }；{ COUNT($once) ->
    [1] { $from }年
   *[other] { $from }年至{ $until }年间
 }曾{ $side ->
    [below] 高
   *[above] 低
 }于世界水平，{ $turn }年相差最大，为{ $extreme }。
world-swapped-headline = { $measure }：{ $last }年{ $group }比世界水平{ $side ->
    [below] 低
   *[above] 高
 }{ $after }，此前曾{ $side ->
    [below] 高
   *[above] 低
 }于世界水平，{ $turn }年相差最大，为{ $extreme }
world-unchanged = { $last }年{ $group }比世界水平{ $side ->
    [below] 低
   *[above] 高
 }{ $after }，与{ $first }年相同。
world-unchanged-headline = { $measure }：{ $last }年{ $group }与世界水平的差距与{ $first }年相同，{ $side ->
    [below] 低
   *[above] 高
 }{ $after }

mover = { $year }年，仅{ $economy }一个经济体就使{ $group }的数值变动{ $change }{ $among ->
    [none] { "" }
    [single-region] ；图中各年，除序列中断者外，该区域没有其他经济体有如此大的影响
    [single] ；图中各年，除序列中断者外，该组没有其他经济体有如此大的影响
    [income] ；图中各年，除序列中断者外，没有其他经济体对所在收入组别有如此大的影响
    [itu_region] ；图中各年，除序列中断者外，没有其他经济体对所在国际电联区域有如此大的影响
    [un_region] ；图中各年，除序列中断者外，没有其他经济体对所在联合国区域有如此大的影响
    [un_subregion] ；图中各年，除序列中断者外，没有其他经济体对所在次区域有如此大的影响
   *[other] ；图中各年，除序列中断者外，没有其他经济体对这些组别有如此大的影响
 }。
mover-break = { $economy }的序列在{ $year }年标有中断（见数据表附注）：若沿用其{ $before }年的数值，当年{ $parts }。
mover-part = { $group }应为{ $without }，而非{ $now }
mover-part-also = { $group }应为{ $without }，而非{ $now }
gains = { $course ->
    [rose] { $first }年至{ $last }年各组别均上升：{ $most }升幅最大（{ $largest }），{ $least }最小（{ $smallest }）。
    [fell] { $first }年至{ $last }年各组别均下降：{ $most }降幅最大（{ SIZE($largest) }），{ $least }最小（{ SIZE($smallest) }）。
   *[both] { $first }年至{ $last }年各组别有升有降：{ $most }{ SIGN($largest) ->
        [up] 上升{ SIZE($largest) }
        [down] 下降{ SIZE($largest) }
       *[none] 未变
    }，{ $least }{ SIGN($smallest) ->
        [up] 上升{ SIZE($smallest) }
        [down] 下降{ SIZE($smallest) }
       *[none] 未变
    }。
 }
