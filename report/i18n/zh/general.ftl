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

condition-headline = { $variations }，标题所述并不成立。
condition = { $variations }，数据并不支持这一说法。
variation-each-alike = 若各经济体同等计数
variation-by-people = 若按人口加权
variation-year-later = 若不计首年
variation-year-earlier = 若不计末年
variation-without-largest = 若各组剔除人口最多的经济体
variation-same-economies = 若只看首末两年均有数值的经济体
variation-large-economies = 若只看人口一百万及以上的经济体
variation-a-year-before = 若看上一年
variation-a-year-after = 若看后一年
variation-all-reporters = 若计入各年全部报告经济体
variation-without-one-economy = 若剔除数值最大的经济体
variation-ten-largest = 若看前十位
variation-twice-tolerance = 若容差加倍
variation-half-tolerance = 若容差减半
variation-other-release = 若与另一次发布相比
variation-earlier-years = 若只看较早的一半年份
variation-later-years = 若只看较晚的一半年份
variation-same-year-only = 若只看答复最多的一年
variation-same-answers = 若只看对各项均作答复的经济体
variation-wider-intervals = 若区间取第1至第99百分位数
variation-first-half-of-draws = 若只看前一半抽样
variation-second-half-of-draws = 若只看后一半抽样
variation-same-pillars = 若只看各支柱均有得分的经济体
variation-other-measure-1 = 若用下文所列的另一口径
variation-other-measure-2 = 若用下文所列的第二个另一口径
variation-without-one-measure = 若剔除差距最大的一项
variation-earlier-release = 若用较早发布的数据
variation-groups-of-first-year = 若取首年差距最大的两组
variation-whoever-is-apart = 若各年均取差距最大的两组
variation-by-output = 若按产出加权
variation-without-most-populous = 若剔除人口最多的经济体
variation-parties-only = 若不计签署和认可
variation-binding-only = 若只计已生效且具有约束力的文书
variation-without-largest-instrument = 若剔除成员最多的文书
variation-last-ten-years = 若只看最近十年
variation-with-partial-lists = 若计入仅查得一部分的名单
variation-binding-by-design = 若只看在设计上具有约束力的文书
variation-cutoff-earlier = 若年份界限前移
variation-cutoff-later = 若年份界限后移
variation-shared-out = 若每项只计一次并在其各主题间均分
variation-without-largest-kind = 若剔除数目最多的一类
variation-earlier-half = 若只看较早的一半会议
variation-later-half = 若只看较晚的一半会议

source-line = 资料来源：{ $sources }。
label-gap = 缺口：报告数据的经济体过少

weights-population = 均值按人口加权。
weights-unweighted = 均值中各经济体同等计数。
weights-median = 数值为各经济体的中位数。
weights-sum = 合计仅含报告数据的经济体。
coverage-all = { $year }年该组全部{ $economies }个经济体均有数值。
coverage-missing = { $year }年的数值涵盖{ $economies }个经济体，占世界人口的{ $covered }；缺{ $missing }{ COUNT($more) ->
    [0] { "" }
   *[other] 等，另有{ $more }个经济体未列
 }。
coverage-carried = 若缺数经济体沿用其最近数值，{ $year }年的世界数值为{ $value }。
world-not-covered = 报告数据的经济体过少，不计算世界数值。
groups-overlap = 同一经济体可属于其中多个组别，因此各组与世界数值比较，组别之间不作比较。
note-old = 最新数值为{ $year }年，反映的是当时而非当前情况。
label-with-year = { $name }，{ $year }年
