### 统计本身：谁报告数据、数据有多旧、如何修订、统计系统具备哪些条件。

reporting-title = 报告数据的经济体，{ $years }年
reporting-subtitle = 有数值的经济体，占{ $count }个有人口数据的经济体的百分比，{ $years }年
reporting-alt = 热力图：{ $series }个序列，{ $years }个年份。
reporting-none = 所用数据中没有数值
reporting-cell = 斜线单元格表示所用数据在该年没有任何数值：可能发布截止较早，也可能未开展调查。
reporting-panel = 各年份有数值的序列不尽相同，因此只对相同的序列进行比较。
reporting-reach = { $series }个序列中有{ $covering }个延伸至{ $year }年，平均有{ $recent }的经济体报告数据。
reporting-reach-headline = { $series }个序列中有{ $covering }个延伸至{ $year }年，平均有{ $recent }的经济体报告数据
reporting-lag = { $says ->
    [equal] 延伸至{ $year }年的各序列，其经济体数目与此前最多的一年相同。
    [none] 延伸至{ $year }年的各序列，此前没有一年的经济体更多。
    [minority] 在延伸至{ $year }年且更早开始的{ $units }个序列中，有{ $above }个此前某年的经济体更多。
    [few] 在延伸至{ $year }年且更早开始的{ $units }个序列中，有{ $above }个此前某年的经济体更多。
    [even] 在延伸至{ $year }年且更早开始的{ $units }个序列中，有{ $above }个此前某年的经济体更多。
   *[other] 在延伸至{ $year }年且更早开始的{ $units }个序列中，{ $above }个在此前某一年有更多经济体报告，{ COUNT($above) ->
        [1] 报告比例高出{ $lag }。
       *[other] 报告比例高出的中位数为{ $lag }。
    }
 }
reporting-lag-headline = { $says ->
    [equal] 延伸至{ $year }年的各序列，其经济体数目与此前最多的一年相同
    [none] 延伸至{ $year }年的各序列，此前没有一年的经济体更多
    [minority] 延伸至{ $year }年的{ $units }个序列中，有{ $above }个此前某年的经济体更多
    [few] 延伸至{ $year }年的{ $units }个序列中，有{ $above }个此前某年的经济体更多
    [even] 延伸至{ $year }年的{ $units }个序列中，有{ $above }个此前某年的经济体更多
   *[other] 延伸至{ $year }年的{ $units }个序列中，{ $above }个在此前某一年有更多经济体报告，{ COUNT($above) ->
        [1] 报告比例高出{ $lag }
       *[other] 报告比例高出的中位数为{ $lag }
    }
 }
reporting-ended = { $series }个序列中有{ $count }个自{ $year }年以来没有数值：{ $names }{ COUNT($more) ->
    [0] { "" }
   *[other] 等另有{ $more }个
 }。

ages-title = 最新值的年龄，{ $year }年
ages-subtitle = 按最新值年龄划分的经济体数目，{ $count }个有人口数据的经济体
ages-alt = 堆积条形图：按最新值年龄，{ $count }个指标各一条。
ages-counted = 数据年龄按本版年份（{ $year }年）减去最新值所属年份计算。
ages-part = “没有数值”指所用数据中没有，并非不存在。
ages-age-0-2 = 0–2年
ages-age-3-5 = 3–5年
ages-age-6-10 = 6–10年
ages-age-11 = 11年及以上
ages-no-data = 没有数值
ages-fresh = 截至{ $year }年，{ $count }个指标的最新值中有{ SPOKEN($existing) }距今不超过{ $old }年；在指标与经济体的全部组合中，{ SPOKEN($none) }在所用数据中没有数值。
ages-fresh-headline = 截至{ $year }年，{ $count }个指标的最新值中有{ SPOKEN($existing) }距今不超过{ $old }年；在指标与经济体的全部组合中，{ SPOKEN($none) }没有数值
ages-lack = 缺少数值的经济体最多的指标是{ $names }：{ $total }个经济体中{ COUNT($count) ->
    [1] { "" }
   *[other] 各
 }有{ $lack }个没有数值{ COUNT($mostly) ->
    [0] { "" }
    [1] ；其他指标缺少数值的经济体均未过半
   *[other] ；{ $indicators }个指标中有{ $mostly }个为半数以上经济体所缺
 }。
ages-old = { $total }个指标中有{ $count }个没有距今不超过{ $old }年的数值：{ $names }{ COUNT($more) ->
    [0] { "" }
   *[other] 等另有{ $more }个
 }。

revised-title = { $name }：{ $vintage }以来的修订
revised-subtitle = 当前数据减去{ $vintage }发布的数据，相同经济体和年份
revised-alt = 直方图：修订幅度围绕零分布。
revised-axis-x = 修订幅度（{ $unit }）；最外侧条形包含所有更大的修订
revised-axis-y = 数据个数
revised-points = 百分点
revised-tolerance = 变动超过{ $tolerance }（即末位数字的{ $units }个单位）方计为修订；本报告对所有序列采用同一规则。
revised-better = 修订通常意味着数据更为准确，而非出现差错；修订幅度表明首次公布的数据有多可靠。
revised-share = { $some ->
    [no] { $vintage }发布的{ $pairs }个数据中，没有一个修订超过{ $tolerance }。
   *[yes] { $vintage }发布的{ $pairs }个数据中，有{ $share }修订超过{ $tolerance }；平均变动{ $size }。
 }
revised-share-headline = { $some ->
    [no] { $name }：{ $vintage }发布的{ $pairs }个数据中，没有一个修订超过{ $tolerance }
   *[yes] { $name }：{ $vintage }发布的数据中，有{ $share }此后修订超过{ $tolerance }
 }
revised-direction = { $says ->
    [up] 上调多于下调，分别为{ $up }个和{ $down }个；全部数据的平均修订幅度为{ $mean }。
    [down] 下调多于上调，分别为{ $down }个和{ $up }个；全部数据的平均修订幅度为{ $mean }。
   *[even] 上调与下调数目相同，各{ $up }个；全部数据的平均修订幅度为{ $mean }。
 }
revised-largest = 修订幅度最大的是{ $economy }{ $year }年的数据，由{ $before }改为{ $after }。
revised-largest-tied = 最大修订幅度为{ $largest }，共有{ $count }个数据。

answers-title = 统计系统具备的条件，{ $years }年
answers-subtitle = 经济体数目，最新值，{ $years }年
answers-alt = 堆积条形图：是、否、未报告，{ $count }项条件各一条。
answers-yes = 是
answers-no = 否
answers-not-reported = 未报告
answers-latest = 以各经济体的最新答复为准，不论年份；未答复不等于“否”。
answers-low = { $says ->
    [alone] { $low }：作出答复的{ $answered }个经济体中，{ $value }答“是”。
    [all-equal] 在作出答复的经济体中，对每项条件答“是”的比例相同，均为{ $value }。
   *[other] 答“是”比例最低的是{ $low }，占作出答复的{ COUNT($low) ->
        [1] { $answered }个经济体的{ $value }
       *[other] 经济体的{ $value }
    }。
 }
answers-low-headline = { $says ->
    [all-equal] { $years }年，在作出答复的经济体中，对每项条件答“是”的均占{ $value }
   *[other] { $low }：{ $years }年，作出答复的{ COUNT($low) ->
        [1] { $answered }个经济体
       *[other] 经济体
    }中{ $value }答“是”
 }
answers-high = 比例最高的是{ $high }（{ $high-value }）。
answers-silent = { $total }个经济体中最多有{ $count }个未作答复，未答复不等于“否”。
