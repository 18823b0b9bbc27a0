### 各图共用：口语化比例、条件、来源、附注。写法见英文文件的说明。

spoken-1-10 = 一成
spoken-1-5 = 五分之一
spoken-1-4 = 四分之一
spoken-1-3 = 三分之一
spoken-2-5 = 五分之二
spoken-1-2 = 一半
spoken-3-5 = 五分之三
spoken-2-3 = 三分之二
spoken-3-4 = 四分之三
spoken-4-5 = 五分之四
spoken-9-10 = 九成

condition = { $variations }，数据并不支持这一说法。
condition-headline = { $variations }，标题所述并不成立。
variation-each-alike = 若各经济体同等计数
variation-by-people = 若按人口加权
variation-year-later = 若不计首年
variation-year-earlier = 若不计末年
variation-without-largest = 若各组剔除人口最多的经济体
variation-same-economies = 若只看首末两年均有数值的经济体
variation-earlier-release = 若用较早发布的数据
variation-groups-of-first-year = 若取首年差距最大的两组
variation-whoever-is-apart = 若各年均取差距最大的两组

source-line = 资料来源：{ $sources }。
label-gap = 缺口：报告数据的经济体过少

weights-population = 均值按人口加权。
weights-unweighted = 均值中各经济体同等计数。
weights-median = 数值为各经济体的中位数。
weights-sum = 合计仅含报告数据的经济体。
coverage-all = { $year }年该组全部{ $economies }个经济体均有数值。
coverage-missing = { $year }年的数值涵盖{ $economies }个经济体，占世界人口的{ $covered }；{ COUNT($more) ->
    [0] 缺{ $missing }
   *[other] 缺{ $count }个经济体，其中人口最多的是{ $missing }
 }。
coverage-carried = 若缺数经济体沿用其最近数值，{ $year }年的世界数值为{ $value }。
world-not-covered = 报告数据的经济体过少，不计算世界数值。
note-old = 最新数值为{ $year }年，反映的是当时而非当前情况。
groups-overlap = 同一经济体可属于其中多个组别，因此各组与世界数值比较，组别之间不作比较。
