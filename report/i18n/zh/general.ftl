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

condition-headline = { $variations }时，标题所述有所变化。
condition-headline-reversed = { $variations }时，情况与标题所述相反。
condition = { $variations }时，这一结论有所变化。
condition-reversed = { $variations }时，情况与此相反。
condition-shared = { $variations }时，{ $which ->
    [single] 这一结论
    [all] 上述各项结论
   *[last] 上述后{ COUNT($count) ->
        [2] 两
       *[other] { $count }
    }项结论
 }{ $headline ->
    [yes] 及标题所述
   *[no] { "" }
 }均有所变化。
condition-shared-reversed = { $variations }时，情况与{ $which ->
    [single] 这一结论
    [all] 上述各项结论
   *[last] 上述后{ COUNT($count) ->
        [2] 两
       *[other] { $count }
    }项结论
 }{ $headline ->
    [yes] 及标题所述
   *[no] { "" }
 }相反。
condition-again = 在同样情形下，这一结论也有所变化。
variation-each-alike = 各经济体同等计数
variation-by-people = 改按人口加权
variation-year-later = 不计首年
variation-year-earlier = 不计末年
variation-without-largest = 各组剔除人口最多的经济体
variation-same-economies = 只看首末两年均有数值的经济体
variation-large-economies = 只看人口100万及以上的经济体
variation-a-year-before = 改看上一年
variation-a-year-after = 改看后一年
variation-all-reporters = 计入各年全部报告经济体
variation-without-one-economy = 剔除数值最大的经济体
variation-ten-largest = 改看前十位
variation-twice-tolerance = 容差加倍
variation-half-tolerance = 容差减半
variation-each-series-alike = 各序列同等计数
variation-other-release = 改与另一次发布相比
variation-earlier-years = 只看较早的一半年份
variation-later-years = 只看较晚的一半年份
variation-same-year-only = 只看答复最多的一年
variation-same-answers = 只看对各项均作答复的经济体
variation-wider-intervals = 区间改取第1至第99百分位数
variation-first-half-of-draws = 只看前一半抽样
variation-second-half-of-draws = 只看后一半抽样
variation-same-pillars = 只看各支柱均有得分的经济体
variation-other-measure-1 = 改用下文所列的另一口径
variation-other-measure-2 = 改用下文所列的第二种口径
variation-without-one-measure = 剔除差距最大的一项
variation-recent-years = 只看最近三年
variation-without-highest = 剔除数值最高的经济体
variation-earlier-release = 改用较早发布的数据
variation-groups-of-first-year = 改取首年差距最大的两组
variation-whoever-is-apart = 各年分别取差距最大的两组
variation-by-output = 改按产出加权
variation-without-most-populous = 剔除人口最多的经济体
variation-parties-only = 不计签署和认可
variation-binding-only = 只计已生效且具有约束力的文书
variation-without-largest-instrument = 剔除成员最多的文书
variation-last-ten-years = 只看最近十年
variation-with-partial-lists = 计入仅查得一部分的名单
variation-binding-by-design = 只看在设计上具有约束力的文书
variation-cutoff-earlier = 年份界限前移
variation-cutoff-later = 年份界限后移
variation-shared-out = 每项只计一次并在其各主题间均分
variation-without-largest-kind = 剔除数目最多的一类
variation-earlier-half = 只看较早的一半会议
variation-later-half = 只看较晚的一半会议
variation-all-sizes = 计入各种规模的经济体
variation-one-year = 只计同一年份的数值
variation-recent-only = 只看有最近五年数据的经济体
variation-exact-years = 只看恰在这两年均有数值的经济体
variation-all-present = 只看各项数值齐全的经济体
variation-beyond-a-point = 只计超过一个百分点的差异
variation-without-breaks = 剔除来源注明序列中断的经济体
variation-by-fifths = 改按五等分而非三等分
variation-below-ceiling = 剔除起点已接近上限的经济体
variation-by-theil = 改用泰尔指数
variation-by-gini = 改用基尼系数
variation-latest-of-each = 各指标均取最新值（不论年份）
variation-within-groups = 只在收入相近的组内比较
variation-by-region = 改按区域分组
variation-without-lowest = 剔除得分最低的指标
variation-same-dimensions = 只计全部指标均有评估的维度
variation-wider-tolerance = 只计十倍于此的修订

source-line = 资料来源：{ $sources }。
label-gap = 缺口：报告数据的经济体过少

weights-population = 均值按人口加权。
weights-unweighted = 均值未加权：各经济体同等计算。
weights-mixed = 人口类指标的均值按人口加权，其余均值未加权。
weights-median = 数值为各经济体的中位数。
weights-sum = 合计仅含报告数据的经济体。
coverage-all = { $year }年该组全部{ $economies }个经济体均有数值。
coverage-missing = { $year }年的数值涵盖{ $economies }个经济体，占世界人口的{ COUNT($over) ->
    [1] 99.9%以上
   *[other] { $covered }
 }；{ COUNT($more) ->
    [0] 缺{ $missing }
   *[other] 缺{ $count }个经济体，其中人口最多的是{ $missing }
 }。
coverage-carried = 若缺数经济体沿用其最近数值，{ $year }年的世界数值为{ $value }。
world-not-covered = 报告数据的经济体过少，不计算世界数值。
note-old = 最新数值为{ $year }年，反映的是当时而非当前情况。
note-unclassified = { $few ->
    [yes] { $economies }
   *[no] 另有{ $count }个经济体
 }{ $kind ->
    [income] 未列入收入分组
   *[other] 未列入此类分组
 }，图中未显示。
groups-overlap = 同一经济体可属于其中多个组别，因此各组与世界数值比较，组别之间不作比较。
label-with-year = { $name }，{ $year }年
label-no-data = 无数据
label-unclassified = 未分组
label-median = 中位数{ BARE($median) }
label-women = 女性
label-men = 男性
