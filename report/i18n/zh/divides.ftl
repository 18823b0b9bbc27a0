### 数字鸿沟：经济体之间的不平等及其构成、趋同、落后年数。

divides-inequality-title = 经济体之间的不平等
divides-inequality-subtitle = 经济体之间的{ $index ->
    [gini] 基尼系数
    [cv] 变异系数
    [p90_p10] 十分位比
   *[other] 泰尔指数
 }，按人口加权，固定样本；95%自助法置信区间，{ $years }年
divides-inequality-alt = 各年带区间的圆点，共{ $count }项指标。
divides-inequality-note = 各经济体按人口计数；不含经济体内部的差异。
divides-coverage = { $measure }的固定样本包括{ $count }个经济体，占世界人口的{ $covered }。
divides-narrowed = 就{ $measure }而言，经济体之间的不平等缩小：{ $index ->
    [gini] 基尼系数
    [cv] 变异系数
    [p90_p10] 十分位比
   *[other] 泰尔指数
 }由{ $first }年的{ BARE($then) }降至{ $last }年的{ BARE($now) }{ COUNT($turned) ->
    [1] （{ $turn }年为{ BARE($extreme) }）
   *[other] { "" }
 }。
divides-narrowed-headline = { $measure }：经济体之间的不平等缩小，由{ $first }年的{ BARE($then) }降至{ $last }年的{ BARE($now) }
divides-widened = 就{ $measure }而言，经济体之间的不平等扩大：{ $index ->
    [gini] 基尼系数
    [cv] 变异系数
    [p90_p10] 十分位比
   *[other] 泰尔指数
 }由{ $first }年的{ BARE($then) }升至{ $last }年的{ BARE($now) }{ COUNT($turned) ->
    [1] （{ $turn }年为{ BARE($extreme) }）
   *[other] { "" }
 }。
divides-widened-headline = { $measure }：经济体之间的不平等扩大，由{ $first }年的{ BARE($then) }升至{ $last }年的{ BARE($now) }
divides-unclear = 就{ $measure }而言不作方向性判断：{ $index ->
    [gini] 基尼系数
    [cv] 变异系数
    [p90_p10] 十分位比
   *[other] 泰尔指数
 }{ $first }年为{ BARE($then) }，{ $last }年为{ BARE($now) }，变化的区间包含零。
divides-unchanged = 就{ $measure }而言，首末两年经济体之间的不平等相同：{ $first }年和{ $last }年{ $index ->
    [gini] 基尼系数
    [cv] 变异系数
    [p90_p10] 十分位比
   *[other] 泰尔指数
 }均为{ BARE($now) }{ COUNT($turned) ->
    [1] （{ $turn }年为{ BARE($extreme) }）
   *[other] { "" }
 }。
divides-wider = { $year }年经济体之间的不平等，{ $wider }（{ BARE($most) }）大于{ $narrower }（{ BARE($least) }）。

divides-parts-title = { $measure }：{ $kind ->
    [income] 收入组
    [itu_region] 国际电联区域
    [un_region] 联合国区域
    [un_subregion] 次区域
   *[other] 组别
 }之间与组内的不平等
divides-parts-subtitle = 经济体之间的泰尔T指数（×1000），按人口加权，固定样本，{ $years }年
divides-parts-alt = 两部分堆叠条形图，共{ $count }个年份。
divides-parts-note = 泰尔指数可精确分解为组间与组内两部分；组内部分为组均值所掩盖。
divides-between = 组间
divides-within = 组内
divides-parts = { $first }年至{ $last }年，{ $kind ->
    [income] 收入组
    [itu_region] 国际电联区域
    [un_region] 联合国区域
    [un_subregion] 次区域
   *[other] 组别
 }之间的不平等{ $way ->
    [fell] 下降
   *[rose] 上升
 }{ $between }，组内{ $way ->
    [fell] 下降
   *[rose] 上升
 }{ $within }。
divides-parts-headline = { $measure }：{ $first }年至{ $last }年{ $kind ->
    [income] 收入组
    [itu_region] 国际电联区域
    [un_region] 联合国区域
    [un_subregion] 次区域
   *[other] 组别
 }之间的不平等{ $way ->
    [fell] 下降
   *[rose] 上升
 }{ $between }，组内{ $way ->
    [fell] 下降
   *[rose] 上升
 }{ $within }
divides-level = { $last }年的不平等有{ $now }来自{ $kind ->
    [income] 收入组
    [itu_region] 国际电联区域
    [un_region] 联合国区域
    [un_subregion] 次区域
   *[other] 组别
 }之间，其余在组内。
divides-level-headline = { $measure }：{ $last }年经济体之间的不平等有{ $now }来自{ $kind ->
    [income] 收入组
    [itu_region] 国际电联区域
    [un_region] 联合国区域
    [un_subregion] 次区域
   *[other] 组别
 }之间

divides-share-rose = 不平等中来自{ $kind ->
    [income] 收入组
    [itu_region] 国际电联区域
    [un_region] 联合国区域
    [un_subregion] 次区域
   *[other] 组别
 }之间的部分由{ $first }年的{ $then }升至{ $last }年的{ $now }。
divides-share-rose-headline = { $measure }：不平等中来自{ $kind ->
    [income] 收入组
    [itu_region] 国际电联区域
    [un_region] 联合国区域
    [un_subregion] 次区域
   *[other] 组别
 }之间的部分由{ $first }年的{ $then }升至{ $last }年的{ $now }
divides-share-fell = 不平等中来自{ $kind ->
    [income] 收入组
    [itu_region] 国际电联区域
    [un_region] 联合国区域
    [un_subregion] 次区域
   *[other] 组别
 }之间的部分由{ $first }年的{ $then }降至{ $last }年的{ $now }。
divides-share-fell-headline = { $measure }：不平等中来自{ $kind ->
    [income] 收入组
    [itu_region] 国际电联区域
    [un_region] 联合国区域
    [un_subregion] 次区域
   *[other] 组别
 }之间的部分由{ $first }年的{ $then }降至{ $last }年的{ $now }
divides-share-peaked = 不平等中来自{ $kind ->
    [income] 收入组
    [itu_region] 国际电联区域
    [un_region] 联合国区域
    [un_subregion] 次区域
   *[other] 组别
 }之间的部分由{ $first }年的{ $then }升至{ $turn }年的{ $extreme }，{ $last }年为{ $now }。
divides-share-peaked-headline = { $measure }：不平等中来自{ $kind ->
    [income] 收入组
    [itu_region] 国际电联区域
    [un_region] 联合国区域
    [un_subregion] 次区域
   *[other] 组别
 }之间的部分由{ $first }年的{ $then }升至{ $turn }年的{ $extreme }，{ $last }年为{ $now }
divides-share-recovered = 不平等中来自{ $kind ->
    [income] 收入组
    [itu_region] 国际电联区域
    [un_region] 联合国区域
    [un_subregion] 次区域
   *[other] 组别
 }之间的部分由{ $first }年的{ $then }降至{ $turn }年的{ $extreme }，{ $last }年为{ $now }。
divides-share-recovered-headline = { $measure }：不平等中来自{ $kind ->
    [income] 收入组
    [itu_region] 国际电联区域
    [un_region] 联合国区域
    [un_subregion] 次区域
   *[other] 组别
 }之间的部分由{ $first }年的{ $then }降至{ $turn }年的{ $extreme }，{ $last }年为{ $now }
divides-share-rose-then-level = 不平等中来自{ $kind ->
    [income] 收入组
    [itu_region] 国际电联区域
    [un_region] 联合国区域
    [un_subregion] 次区域
   *[other] 组别
 }之间的部分由{ $first }年的{ $then }上升，{ $turn }年以来变化甚微，{ $last }年为{ $now }。
divides-share-rose-then-level-headline = { $measure }：不平等中来自{ $kind ->
    [income] 收入组
    [itu_region] 国际电联区域
    [un_region] 联合国区域
    [un_subregion] 次区域
   *[other] 组别
 }之间的部分由{ $first }年的{ $then }上升，{ $turn }年以来变化甚微，{ $last }年为{ $now }
divides-share-fell-then-level = 不平等中来自{ $kind ->
    [income] 收入组
    [itu_region] 国际电联区域
    [un_region] 联合国区域
    [un_subregion] 次区域
   *[other] 组别
 }之间的部分由{ $first }年的{ $then }下降，{ $turn }年以来变化甚微，{ $last }年为{ $now }。
divides-share-fell-then-level-headline = { $measure }：不平等中来自{ $kind ->
    [income] 收入组
    [itu_region] 国际电联区域
    [un_region] 联合国区域
    [un_subregion] 次区域
   *[other] 组别
 }之间的部分由{ $first }年的{ $then }下降，{ $turn }年以来变化甚微，{ $last }年为{ $now }
divides-share-swung = 不平等中来自{ $kind ->
    [income] 收入组
    [itu_region] 国际电联区域
    [un_region] 联合国区域
    [un_subregion] 次区域
   *[other] 组别
 }之间的部分{ $first }年（{ $then }）至{ $last }年（{ $now }）有升有降。
divides-share-swung-headline = { $measure }：不平等中来自{ $kind ->
    [income] 收入组
    [itu_region] 国际电联区域
    [un_region] 联合国区域
    [un_subregion] 次区域
   *[other] 组别
 }之间的部分{ $first }年（{ $then }）至{ $last }年（{ $now }）有升有降
divides-share-level = 不平等中来自{ $kind ->
    [income] 收入组
    [itu_region] 国际电联区域
    [un_region] 联合国区域
    [un_subregion] 次区域
   *[other] 组别
 }之间的部分{ $last }年为{ $now }，与{ $first }年相同。
divides-share-level-headline = { $measure }：不平等中来自{ $kind ->
    [income] 收入组
    [itu_region] 国际电联区域
    [un_region] 联合国区域
    [un_subregion] 次区域
   *[other] 组别
 }之间的部分{ $last }年为{ $now }，与{ $first }年相同

divides-convergence-title = { $measure }：变化与{ $first }年水平
divides-convergence-subtitle = { $unit }，{ $first }年和{ $last }年；折线连接起点最低、居中和最高三分之一的均值
divides-convergence-alt = 散点图：{ $count }个经济体，折线连接三等分的均值。
divides-convergence-note = 各经济体同等计数。比例不会超过100%，接近上限者增速必然放缓；标注者为离所在三分之一均值最远的经济体。
divides-slope = 对{ $economies }个经济体拟合的直线斜率为{ BARE($slope) }（95%区间：{ BARE($low) }至{ BARE($high) }；R²为{ BARE($fit) }），直线无法显示转折。
divides-axis-level = { $first }年水平
divides-axis-change = 至{ $last }年的年均变化

divides-behind-title = { $measure }：落后{ $reference }的年数
divides-behind-subtitle = { $reference }早于各组达到其{ $year }年{ COUNT($others) ->
    [0] { "" }
   *[other] （或名称后所标年份）
 }数值的年数；均值按人口加权
divides-behind-alt = 条形图：{ $count }个组别。
divides-behind-note = 时间距离表示领先者多久以前处于同一水平，而非其他组别还需多久。
divides-bounded = { COUNT($drawn) ->
    [1] 条形仅为下限，并非距离：{ $reference }的序列始于{ $year }年，当时已高于{ $groups }的数值。
   *[other] 未列{ $groups }：{ $reference }的序列始于{ $year }年，当时已高于其数值，无法确定距离。
 }
divides-undefined = 因领先或报告数据的经济体过少而同样未列的有：{ $groups }。
divides-behind = { COUNT($bounded) ->
    [1] 在可确定距离的组别中，{ $group }落后最久：其{ $year }年的数值（{ $value }）相当于{ $reference }{ $years }前的水平。
   *[other] 落后最久的是{ $group }：其{ $year }年的数值（{ $value }）相当于{ $reference }{ $years }前的水平。
 }
divides-behind-headline = { $measure }：{ $year }年{ $group }为{ $value }，相当于{ $reference }{ $years }前的水平
divides-nearest = 最接近的是{ $group }，落后{ $years }。
