### 某一时点：经济体的排列与组内分布，组别条形图与热图。

levels-ends-title = { $measure }：最高与最低的经济体
levels-ends-subtitle = { $unit }；各经济体最新值，{ $years }年{ COUNT($limit) ->
    [0] { "" }
   *[other] ；人口{ $people }及以上的经济体
 }
levels-ends-shown = 图中为{ $total }个经济体中{ $shown ->
    [top] 最高的{ $top }个
    [bottom] 最低的{ $bottom }个
   *[both] 最高的{ $top }个和最低的{ $bottom }个
 }。
levels-ends-alt = 点图：最高与最低的经济体，竖线为中位数。
levels-highest = 最高
levels-lowest = 最低
levels-undrawn = 数值同为{ $value }的{ $count }个经济体不逐一绘出。

levels-spread-title = { $measure }：各{ $kind ->
    [income] 收入组别
    [itu_region] 国际电联区域
    [un_region] 联合国区域
    [un_subregion] 次区域
    [special] 处境特殊国家组别
   *[other] 组别
 }的内部分布
levels-spread-subtitle = { $unit }，各经济体最新值，{ $years }年
levels-spread-alt = 每行一组的点图，共{ $count }组，标出中位数。
levels-spread-note = 每点代表一个经济体{ COUNT($fewer) ->
    [0] { "" }
   *[other] ；有数值的经济体不足5个的组别未列
 }。
levels-median = 中位数
levels-apart = { $high }中的最低值（{ $floor }）高于{ $low }中的最高值（{ $ceiling }）。
levels-apart-headline = { $measure }：{ $high }无一低于{ $floor }，{ $low }无一高于{ $ceiling }（{ $years }年）
levels-quarters = { $high }有四分之三不低于{ $floor }，{ $low }有四分之三不高于{ $ceiling }。
levels-quarters-headline = { $measure }：{ $high }有四分之三不低于{ $floor }，{ $low }有四分之三不高于{ $ceiling }（{ $years }年）
levels-overlap = { $high }与{ $low }相互重叠：中位数分别为{ $median-high }和{ $median-low }，但两组居中的一半数值有交集。
levels-overlap-headline = { $measure }：{ $high }与{ $low }相互重叠，中位数分别为{ $median-high }和{ $median-low }（{ $years }年）
levels-exceptions = 在{ $low }中，只有{ $names }超过{ $high }的中位数{ COUNT($count) ->
    [1] ，为{ $value }
   *[other] ，其中最高为{ $value }
 }。
levels-neighbours = { $low }有{ $count }个（共{ $total }个）高于{ $high }的中位数（{ $median }），其中最高为{ $value }。
levels-inside = 组别掩盖内部差异：{ $highest }（{ $high }）与{ $lowest }（{ $low }）同属{ $group }。

levels-bars-title = { $year }年{ $measure }：按{ $kind ->
    [income] 收入组别
    [itu_region] 国际电联区域
    [un_region] 联合国区域
    [un_subregion] 次区域
    [special] 处境特殊国家组别
   *[other] 组别
 }
levels-bars-alt = 条形图：{ $count }个组别。
levels-left-out = { $groups }因报告数据的经济体过少，未列。
levels-between = { $year }年最高的是{ $most }（{ $high }），最低的是{ $least }（{ $low }），相差{ $difference }。
levels-between-times = { $year }年最高的{ $most }（{ $high }）是最低的{ $least }（{ $low }）的{ $ratio }倍{ COUNT($beyond) ->
    [1] 以上
   *[other] { "" }
 }。
levels-between-headline = { $year }年{ $measure }：{ $most }为{ $high }，{ $least }为{ $low }
levels-among = { $year }年{ $most }（{ $high }）位居前列，{ $least }（{ $low }）位居末尾，相差{ $difference }。
levels-among-headline = { $year }年{ $measure }：{ $most }位居前列（{ $high }），{ $least }位居末尾（{ $low }）
levels-below = { COUNT($count) ->
    [1] 只有{ $groups }低于世界水平（{ $world }），低{ $distance }。
   *[other] 低于世界水平（{ $world }）的有{ $groups }，其中{ $lowest }最低，低{ $distance }。
 }

levels-heat-title = 按{ $kind ->
    [income] 收入组别
    [itu_region] 国际电联区域
    [un_region] 联合国区域
    [un_subregion] 次区域
    [special] 处境特殊国家组别
   *[other] 组别
 }的平均得分（{ $years }年）
levels-heat-subtitle = 各经济体均值，占最高可能得分的百分比，{ $years }年
levels-heat-alt = 热图：{ $rows }个组别，{ $columns }项指标。
levels-heat-beside = { $parts }列出以供对照，不计入{ $whole }。
levels-all = 全部经济体
