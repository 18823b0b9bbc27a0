### 由公布的构成部分重新得出公布的指数。

rebuilt-title = { $name }与其构成部分的均值，{ $years }年
rebuilt-subtitle = 公布值减去公布的构成部分的均值，{ $years }年
rebuilt-alt = 直方图：残差围绕零分布。
rebuilt-axis-x = 公布值减去重新计算的数值，以{ $digit }为单位；最外侧条形包含所有更大的差额
rebuilt-axis-y = 经济体和年份的数目
rebuilt-parts = 按发布机构的定义，该指数为{ $parts }的平均值。
rebuilt-digit = 一致是指与发布机构公布的末位数字（{ $digit }）一致。
rebuilt-value = { $economy }（{ $year }年）
rebuilt-agree = { $says ->
    [yes] 该指数可由其构成部分重新得出
   *[no] 该指数无法由其构成部分重新得出
 }：{ $all ->
    [yes] { $years }年的{ $pairs }个数值全部与公布值一致（至末位）
   *[no] { $years }年的{ $pairs }个数值中，与公布值一致（至末位）的有{ $agree }个
 }。
rebuilt-agree-headline = { $name }{ $says ->
    [yes] 可由其构成部分重新得出
   *[no] 无法由其构成部分重新得出
 }：{ $all ->
    [yes] { $years }年的{ $pairs }个数值全部与公布值一致（至末位）
   *[no] { $years }年的{ $pairs }个数值中，与公布值一致（至末位）的有{ $agree }个
 }
rebuilt-off = 来源中有{ $off }个数值的指数与构成部分相互矛盾，最大相差{ $worst }：{ $named }{ COUNT($more) ->
    [0] { "" }
   *[other] 等另有{ $more }个
 }；本报告按公布值列出该指数。
rebuilt-exact = 最大差额为{ $worst }，由四舍五入产生。
rebuilt-means = { $count }个经济体同等计数时，{ $year }年的均值为{ $plain }；按人口加权{ $says ->
    [alike] 结果相同
   *[other] 则为{ $weighted }
 }。
