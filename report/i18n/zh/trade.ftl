### 各经济体合计：增长、集中程度、顺差与逆差。

trade-caveat-deliverable = 凡可经网络交付的服务均计入，无论实际是否经网络交付：就每个报告经济体而言，是实际数字化交付金额的上限。
total-title = 报告经济体的{ $name }
total-subtitle = { $scale ->
    [trillions] 万亿美元
   *[billions] 亿美元
 }，现价，报告经济体合计，{ $years }年
total-alt = 折线图：按年份列示的{ $count }项合计，单位为{ $scale ->
    [trillions] 万亿美元
   *[billions] 亿美元
 }。
total-reporters = 折线为当年全部报告经济体之和；报告经济体逐年变化，其走势也反映这一变化，未报告的经济体不在任何合计之内。
total-growth = 增长仅就每年均有报告的经济体而言，按现价美元计，未扣除价格变动。
total-now = { $year }年，{ $count }个报告经济体合计为{ $total }。
total-now-headline = { $name }：{ $year }年{ $count }个报告经济体合计{ $total }
total-panel = 每年均有报告的{ $same }个经济体
total-growth-of = 每年均有报告的{ $same }个经济体的合计{ $says ->
    [rose] 由{ $first }年的{ $start }增至{ $last }年的{ $end }{ $rated ->
        [yes] ，年均增长{ $rate }
       *[no] { "" }
    }
    [fell] 由{ $first }年的{ $start }降至{ $last }年的{ $end }{ $rated ->
        [yes] ，年均下降{ SIZE($rate) }
       *[no] { "" }
    }
    [peaked] 由{ $first }年的{ $start }增至{ $turn }年的{ $extreme }，{ $last }年为{ $end }
    [recovered] 由{ $first }年的{ $start }降至{ $turn }年的{ $extreme }，{ $last }年为{ $end }
    [rose-then-level] 由{ $first }年的{ $start }上升，{ $turn }年以来变化甚微，{ $last }年为{ $end }
    [fell-then-level] 由{ $first }年的{ $start }下降，{ $turn }年以来变化甚微，{ $last }年为{ $end }
    [swung] 在{ $first }年（{ $start }）至{ $last }年（{ $end }）间有升有降
   *[level] { $last }年为{ $end }，与{ $first }年相同
 }。
total-growth-of-headline = 每年均有报告的{ $same }个经济体：{ $name }{ $says ->
    [rose] 由{ $first }年的{ $start }增至{ $last }年的{ $end }{ $rated ->
        [yes] ，年均增长{ $rate }
       *[no] { "" }
    }
    [fell] 由{ $first }年的{ $start }降至{ $last }年的{ $end }
    [peaked] 于{ $turn }年达到{ $extreme }的高点，{ $last }年为{ $end }
    [recovered] 于{ $turn }年降至{ $extreme }，{ $last }年为{ $end }
    [rose-then-level] 自{ $turn }年以来变化甚微，{ $last }年为{ $end }
    [fell-then-level] 自{ $turn }年以来变化甚微，{ $last }年为{ $end }
    [swung] 有升有降，{ $last }年为{ $end }
   *[level] { $last }年为{ $end }，与{ $first }年相同
 }
total-mover = { $says ->
    [reverses] 若无{ $economy }，合计将{ $direction ->
        [up] 下降
       *[down] 上升
    }：仅{ $economy }就{ $direction ->
        [up] 增加
       *[down] 减少
    }{ $part }，全部合计为{ $change }。
    [makes] { $change }的变动全部来自{ $economy }。
   *[half] 变动的一半或以上来自{ $economy }：{ $change }中占{ $part }。
 }

shares-title = { $name }：总量的分布，{ $year }年
shares-subtitle = 累计份额，百分比，{ COUNT($years) ->
    [1] { $last }年
   *[other] { $first }年和{ $last }年均
 }有数值的{ $count }个经济体
shares-alt = { COUNT($years) ->
    [1] { $last }年
   *[other] { $first }年和{ $last }年
 }的洛伦兹曲线及均等分布线。
shares-axis-x = 经济体累计份额，由小到大（百分比）
shares-axis-y = 总量累计份额（百分比）
shares-equality = 均等分布
shares-panel = 曲线仅含{ $first }年和{ $last }年均有数值的{ $count }个经济体；经济体数目按{ $last }年全部报告经济体计算。
shares-half = { $says ->
    [one] { $year }年，仅{ $economies }一个经济体就占{ $total }个经济体总量的{ $share }。
    [equal] { $year }年，{ $total }个经济体所占份额相同。
   *[other] { $listed ->
        [yes] { $year }年，{ $economies }合计占{ $total }个经济体总量的一半以上。
       *[no] { $year }年，{ $total }个经济体中最大的{ $count }个合计占总量的一半以上。
    }
 }
shares-half-headline = { $name }：{ $says ->
    [one] { $year }年仅{ $economies }一个经济体就占{ $total }个经济体总量的{ $share }
    [equal] { $year }年{ $total }个经济体所占份额相同
   *[other] { $year }年{ $total }个经济体中最大的{ $count }个合计占总量的一半以上
 }
shares-ninety = 最大的{ $ninety }个合计占总量的九成以上（共{ $total }个经济体）。
shares-leaders = { $year }年规模最大的依次为{ $economies }。
shares-five = 在每年均有报告的{ $count }个经济体中，前五位所占份额{ $says ->
    [rose] 由{ $first }年的{ $then }升至{ $last }年的{ $now }，集中程度提高
    [fell] 由{ $first }年的{ $then }降至{ $last }年的{ $now }，集中程度降低
    [peaked] { $first }年为{ $then }，{ $turn }年为{ $extreme }，{ $last }年为{ $now }，集中程度已从高点回落
    [recovered] { $first }年为{ $then }，{ $turn }年为{ $extreme }，{ $last }年为{ $now }，集中程度再度上升
    [rose-then-level] { $first }年为{ $then }，{ $last }年为{ $now }，{ $turn }年以来变化甚微
    [fell-then-level] { $first }年为{ $then }，{ $last }年为{ $now }，{ $turn }年以来变化甚微
    [swung] { $first }年为{ $then }，{ $last }年为{ $now }，其间有升有降，不作方向性判断
   *[level] { $last }年为{ $now }，与{ $first }年相同
 }。
shares-five-headline = { $name }：前五位所占份额{ $says ->
    [rose] 由{ $first }年的{ $then }升至{ $last }年的{ $now }
    [fell] 由{ $first }年的{ $then }降至{ $last }年的{ $now }
    [peaked] { $last }年为{ $now }，{ $turn }年为{ $extreme }
    [recovered] { $last }年为{ $now }，{ $turn }年为{ $extreme }
    [level] { $last }年为{ $now }，与{ $first }年相同
   *[other] { $last }年为{ $now }，{ $first }年以来没有持续方向
 }

balance-title = { $exports }减{ $imports }，{ $year }年
balance-subtitle = 出口减进口，亿美元，{ $year }年；顺差和逆差最大的经济体
balance-alt = 条形图：顺差向右，逆差向左。
balance-mirror = 出口和进口均以各经济体自行报告的数据为准；与贸易伙伴的镜像数据可能不一致。
balance-deficits = { $says ->
    [equal] { $year }年，{ $economies }个经济体的出口与进口均相同。
    [all] { $year }年，{ $economies }个经济体的进口均大于出口，居中者相差{ $middle }。
    [none] { $year }年，{ $economies }个经济体中没有一个进口大于出口。
   *[other] { $year }年，{ $economies }个经济体中有{ $minus }个进口大于出口{ $side ->
        [deficit] ，居中者相差{ $middle }
        [surplus] ；居中者为顺差{ $middle }
       *[none] { "" }
    }。
 }
balance-deficits-headline = { $says ->
    [equal] { $year }年，{ $economies }个经济体的{ $exports }与{ $imports }均相同
    [all] { $year }年，{ $economies }个经济体的{ $imports }均大于{ $exports }
    [none] { $year }年，{ $economies }个经济体中没有一个{ $imports }大于{ $exports }
   *[other] { $year }年，{ $economies }个经济体中有{ $minus }个{ $imports }大于{ $exports }
 }
balance-largest = { $year }年{ $side ->
    [surplus] 顺差
   *[deficit] 逆差
 }最大的是{ $economies }，为{ $value }。
