### 两项指标的图。

relations-title = { $y }与{ $x }
relations-subtitle = { COUNT($apart) ->
    [1] 最新值：{ $y_years }年的{ $y }，{ $x_years }年的{ $x }
   *[other] { $y }与{ $x }，两者均有数值的最近年份，{ $y_years }年
 }{ COUNT($limit) ->
    [0] { "" }
   *[other] ；人口{ $people }及以上的经济体
 }
relations-one-year = { $year }年各经济体的{ $y }与{ $x }
relations-alt = 散点图：{ $count }个经济体，按收入组别着色。
relations-note = 相关关系不说明因果关系；标注者为偏离共同次序较远的经济体。
relations-axis = { $measure }（{ $unit }{ COUNT($log) ->
    [1] ，对数坐标
   *[other] { "" }
 }）
