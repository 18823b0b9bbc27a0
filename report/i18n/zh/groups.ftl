### 经济体组别的历年变化：世界数值的走势、组间差距、落后者、单独推动组别的经济体。

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

group-rose = 世界数值由{ $first }年的{ $then }升至{ $last }年的{ $now }{ $steady ->
    [no] ，但并非逐年上升
   *[yes] { "" }
 }。
group-rose-headline = { $last }年世界{ $measure }升至{ $now }，{ $first }年为{ $then }
group-fell = 世界数值由{ $first }年的{ $then }降至{ $last }年的{ $now }{ $steady ->
    [no] ，但并非逐年下降
   *[yes] { "" }
 }。
group-fell-headline = { $last }年世界{ $measure }降至{ $now }，{ $first }年为{ $then }
group-peaked = 世界数值由{ $first }年的{ $then }升至{ $turn }年的{ $extreme }，此后回落，{ $last }年为{ $now }。
group-peaked-headline = 世界{ $measure }于{ $turn }年达到{ $extreme }的高点，{ $last }年为{ $now }
group-recovered = 世界数值由{ $first }年的{ $then }降至{ $turn }年的{ $extreme }，此后回升，{ $last }年为{ $now }。
group-recovered-headline = 世界{ $measure }在{ $turn }年降至{ $extreme }后回升，{ $last }年为{ $now }
group-rose-then-level = 世界数值由{ $first }年的{ $then }上升，{ $turn }年以来变化甚微，{ $last }年为{ $now }。
group-rose-then-level-headline = { $turn }年以来世界{ $measure }变化甚微，{ $last }年为{ $now }
group-fell-then-level = 世界数值由{ $first }年的{ $then }下降，{ $turn }年以来变化甚微，{ $last }年为{ $now }。
group-fell-then-level-headline = { $turn }年以来世界{ $measure }变化甚微，{ $last }年为{ $now }
group-swung = { $first }年（{ $then }）至{ $last }年（{ $now }）世界数值有升有降，不作方向性判断。
group-swung-headline = { $last }年世界{ $measure }为{ $now }，{ $first }年以来没有持续方向
group-level = { $last }年世界数值为{ $now }，与{ $first }年相同。
group-level-headline = { $last }年世界{ $measure }为{ $now }，与{ $first }年相同

distance-closed = { $high }与{ $low }的差距{ $first }年为{ $before }，{ $last }年为{ $after }{ $mover ->
    [catching-up] ，由落后一方追赶所致
    [retreat] ，由领先一方回落所致
   *[other] { "" }
 }。
distance-closed-headline = { $mover ->
    [retreat] { $last }年{ $high }与{ $low }相差{ $after }，较{ $first }年缩小，原因是领先一方回落
    [none] { $last }年{ $high }与{ $low }相差{ $after }，小于{ $first }年的{ $before }
   *[other] { $low }有所追赶：{ $last }年比{ $high }低{ $after }，{ $first }年低{ $before }
 }
distance-opened = { $high }与{ $low }的差距{ $first }年为{ $before }，{ $last }年为{ $after }{ $mover ->
    [pulling-away] ，由领先一方上升更快所致
    [falling-behind] ，由落后一方下降所致
   *[other] { "" }
 }。
distance-opened-headline = { $last }年{ $high }与{ $low }相差{ $after }，{ $first }年为{ $before }
distance-turned = { $high }与{ $low }的差距{ $first }年为{ $before }，{ $widest }年为{ $peak }，{ $last }年为{ $after }。
distance-turned-headline = { $high }与{ $low }的差距于{ $widest }年达到{ $peak }的高点，{ $last }年为{ $after }
distance-crossed = { $first }年{ $high }落后于{ $low }，{ $last }年则领先{ $after }。
distance-crossed-headline = { $high }超过{ $low }，{ $last }年领先{ $after }
distance-unchanged = { $last }年{ $high }与{ $low }相差{ $after }，与{ $first }年相同。
distance-unchanged-headline = { $last }年{ $high }与{ $low }的差距与{ $first }年相同：{ $after }
extremes = { $last }年最高的是{ $high }（{ $high-last }），最低的是{ $low }（{ $low-last }）。
extremes-headline = { $last }年{ $measure }：最低为{ $low }的{ $low-last }，最高为{ $high }的{ $high-last }

half-some = { COUNT($count) ->
    [1] { $year }年，{ $total }个组别中只有{ $groups }不足一半（{ $value }）。
   *[other] { $year }年不足一半的有{ $groups }，其中{ $worst }最低（{ $value }）。
 }
half-some-headline = { $year }年，{ $total }个组别中有{ $count }个的{ $measure }不足一半
half-none = { $year }年，{ $total }个组别均超过一半。
half-none-headline = { $year }年，{ $total }个组别的{ $measure }均超过一半
half-all = { $year }年，{ $total }个组别均不足一半。
half-all-headline = { $year }年，{ $total }个组别的{ $measure }均不足一半

world-closed = { $last }年{ $group }比世界数值{ $side ->
    [below] 低
   *[above] 高
 }{ $after }，{ $first }年为{ $before }。
world-closed-headline = { $group }与世界数值的距离缩小：{ $last }年{ $side ->
    [below] 低
   *[above] 高
 }{ $after }，{ $first }年为{ $before }
world-opened = { $last }年{ $group }比世界数值{ $side ->
    [below] 低
   *[above] 高
 }{ $after }，{ $first }年为{ $before }。
world-opened-headline = { $group }与世界数值的距离扩大：{ $last }年{ $side ->
    [below] 低
   *[above] 高
 }{ $after }，{ $first }年为{ $before }
world-turned = { $last }年{ $group }比世界数值{ $side ->
    [below] 低
   *[above] 高
 }{ $after }，差距最大的是{ $widest }年（{ $peak }）。
world-turned-headline = { $last }年{ $group }比世界数值{ $side ->
    [below] 低
   *[above] 高
 }{ $after }，小于{ $widest }年的{ $peak }
world-crossed = { $group }由世界数值的一侧移到另一侧：{ $last }年{ $side ->
    [below] 低
   *[above] 高
 }{ $after }。
world-crossed-headline = { $group }越过世界数值：{ $last }年{ $side ->
    [below] 低
   *[above] 高
 }{ $after }
world-unchanged = { $last }年{ $group }比世界数值{ $side ->
    [below] 低
   *[above] 高
 }{ $after }，与{ $first }年相同。
world-unchanged-headline = { $last }年{ $group }与世界数值的距离与{ $first }年相同：{ $side ->
    [below] 低
   *[above] 高
 }{ $after }

mover = { $year }年，{ $economy }一家即使{ $group }变动{ $change }，为单个经济体一年内对所在组别的最大影响。
mover-break = { $economy }的数列在{ $year }年有中断：若沿用其{ $before }年的数值，{ $group }应为{ $without }，而非{ $now }。
gains = { $course ->
    [rose] { $first }年至{ $last }年各组别均上升：{ $most }升幅最大（{ $largest }），{ $least }最小（{ $smallest }）。
    [fell] { $first }年至{ $last }年各组别均下降：{ $most }降幅最大（{ $largest }），{ $least }最小（{ $smallest }）。
   *[both] { $first }年至{ $last }年各组别方向不一，从{ $most }（{ $largest }）到{ $least }（{ $smallest }）。
 }
