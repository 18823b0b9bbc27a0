### 试验性数字治理指数：位次区间的类别、支柱、位次取决于什么。文中一律称为试验性。

index-class-upper = 前三分之一
index-class-upper-middle = 前或中三分之一
index-class-middle = 中三分之一
index-class-middle-lower = 中或后三分之一
index-class-lower = 后三分之一
index-class-open = 跨越全部三段
index-classes = 类别表示区间落在位次的哪些三分之一段内；同一类别内不作先后判断。
index-rank-axis = 位次（1=得分最高）
index-table-note = 试验性。先按区间类别排列，同一类别内按字母顺序排列。位次区间为抽样的第{ $low }至第{ $high }百分位数；引用位次必须同时引用区间。
index-ranks-title = 试验性指数：位次区间，{ $year }年
index-ranks-subtitle = 抽样所得位次的中位数和第{ $low }至第{ $high }百分位数区间，人口最多的{ $count }个经济体
index-ranks-alt = 带位次区间的圆点：{ $count }个经济体，按区间类别排列。
index-ranks-shown = 图中列出人口最多的经济体；全部经济体载于统计附件。
index-firm = 按试验性指数，{ $total }个经济体中{ COUNT($firm) ->
    [0] 没有一个
   *[other] 有{ $firm }个
 }的位次区间（涵盖居中{ $share }的抽样）完全处于前、中、后三分之一中的某一段内。
index-firm-headline = { $year }年试验性指数：{ $total }个经济体中{ COUNT($firm) ->
    [0] 没有一个
   *[other] 有{ $firm }个
 }的位次区间完全处于前、中、后三分之一中的某一段内
index-class-counts = 始终处于前三分之一的有{ $upper }个，中三分之一的有{ $middle }个，后三分之一的有{ $lower }个；跨越两段的有{ $crossing }个，{ COUNT($open) ->
    [0] 没有跨越全部三段的
   *[other] 跨越全部三段的有{ $open }个
 }。
index-width = { $says ->
    [alike] 各经济体位次的变动范围均为{ $middle }位。
   *[differs] 各经济体位次变动范围的中位数为{ $middle }位；变动范围最大的是{ COUNT($number) ->
        [1] { $economies }
        [2] { $economies }
        [3] { $economies }
       *[other] { $economies }等{ $number }个经济体
    }，为{ $most }位。
 }
index-pairs = 在{ $total }个经济体两两组成的全部配对中，有{ $decided }在至少{ $certain }的抽样中先后次序不变；只有对于这些配对，才可以说前者的位次高于后者。

index-pillars-title = { $kind ->
    [income] 试验性指数：各收入组的支柱得分
   *[other] 试验性指数：各组别的支柱得分
 }
index-pillars-subtitle = 未加权平均分，取值1至100，试验性
index-pillars-alt = 热力图：各组别按{ $count }个支柱及总指数。
index-pillars-means = 平均分仅涵盖有得分的经济体，各经济体同等计数；有得分的经济体过少的组别留空。
index-few = 经济体过少
index-apart = { $says ->
    [all-equal] 在试验性指数的各支柱上，各组别差距相同，均为{ $value }分。
   *[other] 按试验性指数，各组别在“{ $pillars }”支柱上相差最大{ COUNT($pillars) ->
        [1] ，{ $ahead }比{ $behind }高{ $value }分
       *[other] ，均为{ $value }分
    }。
 }
index-apart-headline = { $says ->
    [all-equal] { $year }年试验性指数：各组别在各支柱上的差距相同，均为{ $value }分
   *[other] { $year }年试验性指数：{ $kind ->
        [income] 各收入组
       *[other] 各组别
    }在“{ $pillars }”支柱上相差最大{ COUNT($pillars) ->
        [1] ，{ $ahead }与{ $behind }相差{ $value }分
       *[other] ，均为{ $value }分
    }
 }
index-tight = 相差最小的是“{ $tight }”支柱，为{ $tight-value }分。

index-factor-impute = 插补
index-factor-treat = 异常值处理
index-factor-normalise = 标准化
index-factor-aggregate = 汇总方法
index-factor-weight-noise = 权重
index-factor-leave-out = 剔除一个指标
index-factor-measurement-error = 测量误差
index-moves-title = 试验性指数：影响位次的因素
index-moves-subtitle = 索博尔指数，占位次平均绝对变动方差的百分比
index-moves-alt = 成对圆点：{ $count }项选择。
index-moves-first = 单独（一阶）
index-moves-total = 连同交互作用（总效应）
index-moves-low = 数值越小的选择，对排序的影响越小。差异处于95%区间之内的选择视为并列第一。
index-moves-top = { COUNT($count) ->
    [1] 连同交互作用，{ $factor }占位次平均变动方差的{ $share }。
   *[other] 位次平均变动的方差主要来自{ $factors }{ COUNT($count) ->
        [2] { "" }
        [3] { "" }
       *[other] 等
    }，各项大致相当，首项占{ $share }。
 }
index-moves-top-headline = { COUNT($count) ->
    [1] { $year }年试验性指数：{ $factor }对位次影响最大，占方差的{ $share }
   *[other] { $year }年试验性指数：{ $factors }对位次影响最大，且大致相当
 }
index-moves-together = { $says ->
    [alone] 各项选择的单独效应合计为{ $first }：各项选择几乎不共同作用。
   *[together] 各项选择的单独效应合计为{ $first }；其余来自各项选择的共同作用。
 }
index-moves-least = 对位次影响最小的是{ $other }，占方差的{ $low }。

index-without-title = 试验性指数：剔除一个指标时位次的变动
index-without-subtitle = 剔除该指标时位次的平均绝对变动
index-without-alt = 条形图：{ $count }个指标。
index-without-few = 报告经济体较少的指标之所以影响位次，还因为剔除后其余得分所依据的数据更少。
index-without-top = { $says ->
    [all-equal] 无论剔除哪个指标，位次平均变动均为{ $shift }位。
   *[other] 剔除{ $names }{ COUNT($count) ->
        [1] { "" }
       *[other] 中任何一个
    }时位次变动最大，平均{ $shift }位。
 }
index-without-top-headline = { $says ->
    [all-equal] { $year }年试验性指数：剔除任何一个指标，位次平均变动均为{ $shift }位
   *[other] { $year }年试验性指数：剔除{ $names }{ COUNT($count) ->
        [1] { "" }
       *[other] 中任何一个
    }时位次变动最大，平均{ $shift }位
 }
index-without-largest = 单个经济体的最大变动为{ $largest }位，发生在剔除{ $element }时。

index-option-arithmetic = 算术平均
index-option-geometric = 几何平均
index-option-min-max = 极差标准化
index-option-z-score = 标准差标准化
index-option-percentile-rank = 百分位位次
index-option-none = 不作处理
index-option-group-median = 收入组中位数
index-option-equal = 等权重
index-option-winsorise = 异常值缩尾
index-step-aggregate = 几何平均使某一支柱薄弱的经济体失分；算术平均则允许以强项支柱弥补弱项。
index-step-normalise = 标准化方法决定单个指标的较大差距计入多少。
index-step-impute = 插补方法决定以何种数值代替缺失值。
index-step-treat = 异常值处理决定极大值计入多少。
index-step-weight = 权重决定各部分计入多少。
index-choice-title = 试验性指数：以{ $new }代替{ $old }
index-choice-subtitle = 采用{ $new }时的位次（圆点）与该指数的位次区间（线段）；变动最大的经济体
index-choice-alt = 圆点与位次区间：{ $count }个经济体。
index-choice-shown = 图中列出人口不少于100万、受此项改变影响最大的经济体。
index-choice-draws = 位次区间所依据的抽样已包含此项选择。
index-choice-inside = 以{ $new }代替{ $old }后，{ $total }个经济体中{ COUNT($inside) ->
    [0] 没有一个
   *[other] 有{ $inside }个
 }仍处于其位次区间之内。
index-choice-inside-headline = { $year }年试验性指数：以{ $new }代替{ $old }后，{ $total }个经济体中{ COUNT($inside) ->
    [0] 没有一个
   *[other] 有{ $inside }个
 }仍处于其位次区间之内
index-choice-shift = { $says ->
    [still] 位次均无变动。
   *[moves] 位次平均变动{ $mean }位，最多变动{ $largest }位。
 }

index-worth-title = 试验性指数：哪些数据能使位次区间收窄
index-worth-subtitle = 若该指标的全部数值均为已知，位次区间的预期收窄位数
index-worth-alt = 条形图：{ $count }个指标。
index-worth-list = 本图列出应优先索取的数据，兼顾未知程度和对指数的重要性。差异处于抽样误差之内的指标视为并列第一。
index-worth-top = 若{ $names }对每个经济体均为已知，位次区间收窄最多{ COUNT($count) ->
    [1] { "" }
    [2] ，两者大致相当
    [3] ，三者大致相当
   *[other] ，共有{ $count }个指标大致相当
 }。
index-worth-top-headline = { COUNT($count) ->
    [1] { $year }年试验性指数：若每个经济体的{ $names }数据均为已知，位次区间收窄最多
   *[other] { $year }年试验性指数：有{ $count }个指标能使位次区间收窄最多，以{ $names }为首
 }
index-worth-narrower = 仅数据缺口和误差就使位次区间平均宽达{ $width }位；若{ $name }的{ $cells }个缺失或不确定的数值成为已知，区间将收窄{ $gain }位。
