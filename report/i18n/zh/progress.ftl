### 目标进展：各方法的判定、方法的归属、彼此的一致程度。

aim-value = { $year }年“{ $measure }”达到{ $value }的目标
aim-direction = “{ $measure }”的期望变化（未设数值目标）
target-label = { $measure }，{ $numbered ->
    [no] 增长
   *[yes] { $year }年
 }

method-unsd = 联合国统计司
method-statistics-canada = 加拿大统计局
method-eurostat = 欧盟统计局
method-escap = 亚太经社会预期进展
method-sdsn = SDSN趋势箭头
method-probability = 推算概率
method-short-unsd = 联合国统计司
method-short-statistics-canada = 加拿大统计局
method-short-eurostat = 欧盟统计局
method-short-escap = 亚太经社会
method-short-sdsn = SDSN
method-short-probability = 推算
spoken-method-unsd = 联合国统计司
spoken-method-statistics-canada = 加拿大统计局
spoken-method-eurostat = 欧盟统计局
spoken-method-escap = 亚太经社会预期进展
spoken-method-sdsn = SDSN趋势箭头
spoken-method-probability = 本报告的推算
method-label = { $method }{ $origin ->
    [official] （官方）
    [unsourced] （官方，界限无来源）
    [research] （研究）
   *[own] （本报告）
 }

verdict-achieved = 已达目标
verdict-on-track = 进展顺利
verdict-some = 有进展但过慢
verdict-little = 进展甚微或无进展
verdict-away = 偏离目标
verdict-not-met = 到期未达
verdict-open = 数据止于到期之前，尚未达到
verdict-not-assessed = 未评估
verdict-no-data = 无数据

class-achieved = 已达目标
class-on-track = 进展顺利
class-fair = 有进展，需加速
class-stagnation = 停滞或倒退
class-accelerate = 需加快
class-limited = 进展有限
class-deterioration = 恶化
class-not-achieved = 未达目标
class-significant-progress = 显著进展
class-moderate-progress = 适度进展
class-insufficient-progress = 进展不足
class-movement-away = 偏离目标
class-moderate-movement-away = 适度偏离
class-significant-movement-away = 显著偏离
class-maintain = 保持
class-reverse = 需扭转
class-moderately-improving = 适度改善
class-stagnating = 停滞
class-decreasing = 下降
class-likely = 很可能
class-possible = 有可能
class-unlikely = 不大可能

cause-near-limit = 仅有一种方法将接近自然界限的数值视为已达目标
cause-fell-back = 基期值已经达到目标
cause-bounds = 两者的类别界限不同
cause-period = 两者计算增长的起始年份不同
cause-rates = 一种比较增长率，另一种比较变化本身
cause-growth-or-line = 一种采用复合增长，另一种采用直线
cause-points-or-regression = 一种采用两个端点，另一种采用全部数据点的回归
cause-path-or-spread = 一种外推单一路径，另一种随机推算多条路径并统计其中达到目标的比例

variation-other-official-method = 改用另一种官方方法

progress-no-data = { $total }个有人口数据的经济体中，{ $count }个在目标期内没有观测值，不计为未达标。
progress-old-data = { $count }个经济体的数据截止年份早于本版{ $years }年以上：对其不给出概率，官方判定则是对过去增长的外推。
progress-old-of = { $measure }：{ $count }个经济体的数据截止年份早于本版{ $years }年以上。
progress-unsd = 联合国统计司的方法将基年（或其前后最近的有数据年份）以来的平均增长率外推至目标年，比较预期变化与所需变化。是/否序列要么已达目标，要么停滞。
progress-direction = 标有“增长”的目标未设数值：仅按年均增长率判定，“进展顺利”表示年均增长率不低于{ $rate }，不与其他目标一并排序。
progress-unsd-limits = 判定取决于两个时点，一个异常的初始值即可左右结果；仅有一个年份数据或基期值为零的经济体不予评估。
verdicts-origins = { COUNT($count) ->
    [0] 此处没有任何官方方法的全部界限均有来源，因此不并列各方法的计数。
    [1] 此处只有一种官方方法的全部界限均有来源，即{ $official }，因此不并列各方法的计数。
   *[other] 官方方法的计数仅取界限均有来源者：{ $official }。依据相同两个时点和相近界限的方法难有差异。
 }研究方法（SDSN）和本报告自己的推算另列。
verdicts-scale = 各方法自身的等级被放在同一个五级尺度上，对应关系见统计附件中的表。欧盟统计局有两个时段，此处比较的是短期。

verdicts-title = { $measure }：各方法的判定
verdicts-subtitle = 各等级占有数据经济体的百分比，对照{ $aim }
verdicts-alt = 百分比堆积条形图：{ $count }种方法各一条，按等级划分。
verdicts-range = { $over ->
    [yes] 按{ $by-high }的方法，{ $series }个经济体中有{ $high }个达到了{ $aim }；按{ $by-low }的方法为{ $low }个。
   *[no] 按{ $by-high }的方法，{ $series }个经济体中有{ $high }个在实现{ $aim }方面进展顺利或已达目标；按{ $by-low }的方法为{ $low }个。
 }
verdicts-range-headline = { $over ->
    [yes] { $measure }：{ $series }个经济体中达到{ $year }年目标者因官方方法而异，为{ $low }至{ $high }个
   *[no] { $measure }：{ $series }个经济体中，进展顺利或已达到{ $year }年目标者因官方方法而异，为{ $low }至{ $high }个
 }
verdicts-same = { $over ->
    [yes] 按{ $by-high }及其他界限有来源的官方方法，{ $series }个经济体中均有{ $high }个达到了{ $aim }。
   *[no] 按{ $by-high }及其他界限有来源的官方方法，{ $series }个经济体中均有{ $high }个在实现{ $aim }方面进展顺利或已达目标。
 }
verdicts-same-headline = { $over ->
    [yes] { $measure }：按界限有来源的各官方方法，{ $series }个经济体中均有{ $high }个达到{ $year }年目标
   *[no] { $measure }：按界限有来源的各官方方法，{ $series }个经济体中均有{ $high }个进展顺利或已达到{ $year }年目标
 }
verdicts-agree = { $says ->
    [all] 所有方法（含研究方法和本报告方法）对每一序列的等级都相同。
    [none] { $units }个序列中，没有一个得到所有方法的相同等级。
   *[other] { $units }个序列中，所有方法（含研究方法和本报告方法）等级一致的占{ SPOKEN($share) }。
 }
verdicts-apart = 其他方法的计数：{ $parts }。
verdicts-apart-part = { $method }为{ $judged }个中的{ $good }个

disagree-title = 各方法判定不一致的频度
disagree-subtitle = 在共同尺度上等级不同的序列所占百分比；{ $count }项目标
disagree-alt = 热力图，按方法两两排列。
disagree-same-method = 同一方法
disagree-note = 因此，单凭一种方法得出的判定，不作为关于某一经济体的事实加以报告。
disagree-passed = 年限已过的{ $count }项目标未计入：对其只有达到与未达之分。
disagree-official = { COUNT($pairs) ->
    [1] { $one }与{ $two }均为官方方法，在两者均能判定的序列中，等级不同的占{ SPOKEN($share) }。
   *[other] { $alike ->
        [yes] 官方方法两两比较（共{ $pairs }对），在两者均能判定的序列中，等级不同的均占{ $share }。
       *[no] 官方方法两两比较（共{ $pairs }对），在两者均能判定的序列中，等级不同者占比最低的是{ $three }与{ $four }，为{ $least }；最高的是{ $one }与{ $two }，为{ $share }。
    }
 }
disagree-official-headline = { COUNT($pairs) ->
    [1] 两种官方方法判定不一致的序列占{ $share }
   *[other] { $alike ->
        [yes] 官方方法两两比较，判定不一致的序列均占{ $share }
       *[no] 官方方法两两比较，判定不一致的序列占{ $least }至{ $share }
    }
 }
disagree-official-none = { COUNT($pairs) ->
    [1] { $one }与{ $two }均为官方方法
   *[other] 官方方法两两比较
 }，在两者均能判定的序列中，按所列位数等级完全一致。
disagree-official-none-headline = 官方方法对所有序列的判定一致
disagree-unsourced = 官方方法指统计机构已采用的方法；{ $methods }的界限并非均有来源。
disagree-farthest = 分歧最多的是{ $one }与{ $two }（占序列的{ $worst }），最少的是{ $three }与{ $four }（{ $best }）。
disagree-cause = 在{ $pairs }对不一致的判定中，最常见的原因（占{ SPOKEN($share) }）是：{ $cause }。

progress-title = 按联合国统计司方法对各目标的判定
progress-subtitle = 各判定的经济体数目，以最新值对照目标年
progress-alt = 堆积条形图：{ $count }项目标各一条，按判定划分。
progress-lead = 按联合国统计司的方法，{ $count }个受评经济体中有{ SPOKEN($share) }在实现{ $aim }方面进展顺利或已达目标。
progress-lead-headline = { $measure }：按联合国统计司的方法，{ $count }个受评经济体中有{ $share }进展顺利或已达到{ $year }年目标
progress-lead-none = 按联合国统计司的方法，{ $count }个受评经济体中没有一个在实现{ $aim }方面进展顺利或已达目标。
progress-lead-none-headline = { $measure }：按联合国统计司的方法，{ $count }个受评经济体中没有一个进展顺利或已达到{ $year }年目标
progress-targets = 进展顺利或已达目标的受评经济体所占比例，以{ $best }为最高（{ $high }），{ $worst }为最低（{ $low }）。
progress-targets-headline = 按联合国统计司的方法，进展顺利或已达目标的受评经济体：{ $best }为{ $high }，{ $worst }为{ $low }
progress-targets-equal = 各目标进展顺利或已达目标的受评经济体比例相同：{ $high }。
progress-targets-equal-headline = 按联合国统计司的方法，各目标进展顺利或已达目标的受评经济体均为{ $high }
progress-met = { $aim }年限已过：{ $judged }个有数据的经济体中有{ $met }个已达到{ COUNT($short) ->
    [0] { "" }
   *[other] ；未达者中有{ $short }个的数据止于{ $year }年以前
 }。

progress-groups-title = { $measure }：各组判定
progress-groups-subtitle = 各判定占受评经济体的百分比，对照{ $aim }
progress-groups-alt = 百分比堆积条形图：{ $count }个组别各一条，按判定划分。
progress-groups = { $over ->
    [yes] 受评的{ $best }中有{ $high }达到了{ $aim }，{ $worst }中为{ $low }。
   *[no] 受评的{ $best }中有{ $high }在实现{ $aim }方面进展顺利或已达目标，{ $worst }中为{ $low }。
 }
progress-groups-headline = { $over ->
    [yes] { $measure }，{ $year }年目标：{ $best }中有{ $high }达到，{ $worst }中为{ $low }
   *[no] { $measure }，{ $year }年目标：{ $best }中有{ $high }进展顺利或已达目标，{ $worst }中为{ $low }
 }
progress-groups-equal = { $over ->
    [yes] 各组受评经济体中均有{ $high }达到了{ $aim }。
   *[no] 各组受评经济体中均有{ $high }在实现{ $aim }方面进展顺利或已达目标。
 }
progress-groups-equal-headline = { $over ->
    [yes] { $measure }，{ $year }年目标：各组受评经济体中均有{ $high }达到
   *[no] { $measure }，{ $year }年目标：各组受评经济体中均有{ $high }进展顺利或已达目标
 }
progress-order-part = { $group }为{ $share }
progress-order = { $over ->
    [yes] 达到目标者
   *[no] 进展顺利或已达目标者
 }所占比例由高到低依次为：{ $parts }。
progress-flattered = 复合增长的外推对起点低者有利：最接近目标的{ $near }中有{ $share }被判定为进展顺利或已达目标，{ COUNT($others) ->
    [1] { $best }中则为{ $other }
   *[other] 其他各组均高于这一比例，其中{ $best }最高，为{ $other }
 }。

table-verdicts = { $measure }：各方法的判定，对照{ $aim }
table-verdicts-note = 界限的来源：{ $sources }。{ COUNT($absent) ->
    [0] 凡有人口数据的经济体均有数据。
   *[other] 未列：{ $absent }个在目标期内没有观测值的经济体。
 }概率留空：没有可供推算的离散，或数据截止年份早于本版{ $years }年以上。
table-world = 世界与各项目标：各方法的判定
table-disagreements = { $measure }：至少相差{ $least }级的判定，对照{ $aim }
table-scale = 各方法的类别与共同尺度的对应关系
table-scale-note = 界限的来源：{ $sources }。
source-of-method = { $method }——{ $source }
source-of-method-none = { $method }——无来源
source-of-method-own = { $method }——由本报告选定
