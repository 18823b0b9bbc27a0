### 供给使用表：数字产业的比重、增长、进口、最终需求的去向，以及账户是否平衡。写法见英文文件的说明。

name-digital-ict-goods = 计算机、电子和光学产品
name-digital-publishing = 出版（含软件）
name-digital-telecommunications = 电信
name-digital-computer-services = 计算机和信息服务
accounts-group-ict-goods = { name-digital-ict-goods }
accounts-group-publishing = { name-digital-publishing }
accounts-group-telecommunications = { name-digital-telecommunications }
accounts-group-computer-services = { name-digital-computer-services }
name-industry-USA-511 = 出版业（含软件）
name-industry-USA-514 = 互联网出版、数据处理和信息服务
name-product-USA-511 = 出版物（含软件）
name-product-USA-514 = 互联网出版、数据处理和信息服务

accounts-year = { $year }年
accounts-share-in = { $economy }为{ $share }
accounts-share-in-also = { $economy }为{ $share }（{ $years }相同）
accounts-rate-in = { $economy }年均为{ $rate }
accounts-share-in-year = { $economy }为{ $share }（{ $year }年）
accounts-digital-industries = 数字产业
accounts-all-industries = 全部产业
accounts-digital-products = 数字产品
accounts-use-intermediate = 中间使用
accounts-use-consumption = 居民消费
accounts-use-final-consumption = 最终消费
accounts-use-investment = 投资和存货
accounts-use-exports = 出口
accounts-use-government = 政府消费
accounts-leak-value-added = 国内增加值
accounts-leak-imports = 进口
accounts-leak-taxes = 产品税减补贴
variation-with-partly-digital = 计入仅部分属于数字活动的产业
variation-industries-by-output = 各产业改按产出加权
variation-over-every-year = 改看各表的全部年份

accounts-note-shares = 比重以按基本价格计算的全部产业增加值为分母，根据供给使用表按现价重新计算。
accounts-note-trade = 计算机的贸易和修理归入其他产业，未予计入。
accounts-note-choice = 数字产品指本报告列为数字类别的产品；选择及其理由载于各工作簿。
accounts-note-broadcasting = 广播在{ $counted }的表中与电信合并，予以计入；在{ $apart }的表中与影视制作合并，未予计入。
accounts-note-partly = 若计入仅部分属于数字活动的产业，{ $year }年的比重为：{ $values }。
accounts-note-current-prices = 各经济体均以本币和现价计量。
accounts-note-one-year = { $economy }只查得{ $year }年的表。
accounts-note-absent = 因表中缺少相应项目而未列示：{ $economies }。
accounts-note-nominal = 增长率为名义增长率，既含物量变动，也含价格变动。
accounts-note-own-prices = 增长率以本币计算，可比较同一经济体内的各产业，不可比较不同经济体。
accounts-note-valuation = 产出和进口按基本价格计算，供给和使用按购买者价格计算。
accounts-note-residual = 这{ $count }种产品的供给减使用为{ $residual }。
accounts-note-imports = 供给为按基本价格计算的产出与进口之和。
accounts-note-uses = 使用按购买者价格计算；最终消费包括住户、为住户服务的非营利机构和政府的消费。
accounts-note-model = 出自列昂惕夫模型：系数固定，一种产品的进口份额对各项使用均相同，产能不受限制。只追踪由国内生产者满足的需求：进口指其生产从境外取得的投入，直接进口供最终使用的货物和服务不在其内。模型描述结构，不作任何预测。
accounts-note-no-multiplier = { $economies }只公布按产品划分的供给而未按产业划分，无法计算乘数。
accounts-note-tolerance = 恒等式中每个公布单元格的容许误差为末位数的二分之一，残差不超过其合计者为成立；缺少相应项目者不予评估。

accounts-subject-digital = { $economy }数字产业占增加值的比重
accounts-subject-imports = { $economy }进口占数字产品供给的比重
accounts-path = { $says ->
    [rose] { $subject }由{ $first }年的{ $start }升至{ $last }年的{ $end }{ $steady ->
        [no] ，但并非逐年上升
       *[yes] { "" }
    }。
    [fell] { $subject }由{ $first }年的{ $start }降至{ $last }年的{ $end }{ $steady ->
        [no] ，但并非逐年下降
       *[yes] { "" }
    }。
    [peaked] { $subject }由{ $first }年的{ $start }升至{ $turn }年的{ $extreme }，此后回落，{ $last }年为{ $end }。
    [recovered] { $subject }由{ $first }年的{ $start }降至{ $turn }年的{ $extreme }，此后回升，{ $last }年为{ $end }。
    [rose-then-level] { $subject }由{ $first }年的{ $start }上升，{ $turn }年以来变化甚微，{ $last }年为{ $end }。
    [fell-then-level] { $subject }由{ $first }年的{ $start }下降，{ $turn }年以来变化甚微，{ $last }年为{ $end }。
    [swung-below] { $subject }{ $first }年为{ $start }，{ $years }最高，为{ $extreme }，{ $last }年为{ $end }。
    [swung-again] { $subject }有升有降：{ $first }年为{ $start }，{ $last }年为{ $end }，与{ $years }的最高值相同。
    [swung-record] { $subject }有升有降，{ $last }年最高，为{ $end }，{ $first }年为{ $start }。
    [swung-never] { $subject }有升有降，未再回到{ $first }年的{ $start }，{ $last }年为{ $end }。
   *[level] { $subject }{ $last }年为{ $end }，与{ $first }年相同。
 }
accounts-path-headline = { $says ->
    [rose] { $subject }{ $last }年升至{ $end }，{ $first }年为{ $start }
    [fell] { $subject }{ $last }年降至{ $end }，{ $first }年为{ $start }
    [peaked] { $subject }于{ $turn }年达到{ $extreme }的高点，{ $last }年为{ $end }
    [recovered] { $subject }于{ $turn }年降至{ $extreme }，{ $last }年为{ $end }
    [rose-then-level] { $subject }自{ $turn }年以来变化甚微，{ $last }年为{ $end }
    [fell-then-level] { $subject }自{ $turn }年以来变化甚微，{ $last }年为{ $end }
    [swung-below] { $subject }{ $last }年为{ $end }，低于{ $years }的{ $extreme }
    [swung-again] { $subject }{ $last }年为{ $end }，与{ $years }的最高值相同
    [swung-record] { $subject }{ $last }年最高，为{ $end }
    [swung-never] { $subject }{ $last }年为{ $end }，低于{ $first }年的{ $start }
   *[level] { $subject }{ $last }年与{ $first }年相同，为{ $end }
 }

accounts-share-title = { $economy }增加值中的数字产业
accounts-share-subtitle = 占按基本价格计算的增加值的百分比，{ $years }年
accounts-share-alt = 堆积柱形图：每年一柱，按{ $count }个数字产业划分。
accounts-mover = { $says ->
    [reverses] 若无{ $industry }，{ $first }年至{ $last }年间该比重将{ $direction ->
        [up] 下降
       *[down] 上升
    }：该产业一项即{ $direction ->
        [up] 增加
       *[down] 减少
    }{ $part }，全部合计为{ $change }。
    [makes] { $first }年至{ $last }年间{ $change }的变动全部来自{ $industry }。
   *[half] { $first }年至{ $last }年间变动的一半或以上来自{ $industry }：{ $change }中占{ $part }。
 }
accounts-mover-headline = 若无{ $industry }（{ $direction ->
    [up] 增加
   *[down] 减少
 }{ $part }），{ $first }年至{ $last }年间{ $economy }数字产业的比重将{ $direction ->
    [up] 下降
   *[down] 上升
 }
accounts-largest = 比重{ $way ->
    [gain] 升幅
   *[loss] 降幅
 }最大的是{ $industry }：{ $first }年为{ $then }，{ $last }年为{ $now }。

accounts-supply-title = { $economy }数字产品的供给和使用，{ $year }年
accounts-supply-subtitle = { $unit }，{ $year }年
accounts-supply-subtitle-dollars = 亿美元，{ $year }年
accounts-supply-alt = 瀑布图：由产出经进口、毛利和税到供给，再经各项使用到残差。
accounts-supply = { $year }年{ $economy }数字产品国内产出为{ $output }，进口为{ $imports }{ $rest ->
    [yes] ；供给总值{ $supply }的其余部分为商业和运输毛利以及税减补贴
   *[no] { "" }
 }。
accounts-supply-headline = { $year }年{ $economy }数字产品供给总值为{ $supply }
accounts-used-part = { $use ->
    [intermediate] 用于生产的占
    [consumption] 用于居民消费的占
    [investment] 用于投资和存货的占
    [exports] 用于出口的占
   *[government] 用于政府消费的占
 }{ $share }
accounts-used = 在{ $year }年使用的数字产品中，{ $parts }。
accounts-used-headline = 在{ $year }年{ $economy }使用的数字产品中，{ $leading }
accounts-step-output = 国内产出
accounts-step-imports = 进口
accounts-step-margins = 商业和运输毛利
accounts-step-taxes = 税减补贴
accounts-step-supply = 按购买者价格计算的供给
accounts-step-residual = 残差

accounts-growth-title = { $economy }数字产业与全部产业的增长
accounts-growth-subtitle = 按基本价格计算的增加值的名义年增长率，百分比，{ $years }年
accounts-growth-alt = 两条年增长率折线。
accounts-faster = { COUNT($years) ->
    [1] 在可比较的唯一年份{ $last }年，数字产业的增长{ $way ->
        [up] 快于整个经济，高出{ $middle }
        [down] 慢于整个经济，低{ $middle }
       *[none] 与整个经济相同
    }。
   *[other] 截至{ $last }年的{ $years }个年份中，{ $says ->
        [equal] 数字产业的增长每年均与整个经济相同。
        [none] 数字产业的增长每年均慢于整个经济，居中年份低{ $middle }。
        [minority] 有{ $slower }个年份数字产业的增长慢于整个经济，居中年份低{ $middle }。
        [even] 数字产业增长较快的有{ $faster }个，整个经济增长较快的有{ $slower }个，均未过半；居中年份{ $way ->
            [up] 数字产业高出{ $middle }
            [down] 数字产业低{ $middle }
           *[none] 二者相同
        }。
        [all] 数字产业的增长每年均快于整个经济，居中年份高出{ $middle }。
       *[most] 数字产业的增长快于整个经济的有{ $faster }个，慢于整个经济的有{ $slower }个，居中年份高出{ $middle }。
    }
 }
accounts-faster-headline = { COUNT($years) ->
    [1] { $last }年{ $economy }数字产业的增长{ $way ->
        [up] 快于整个经济，高出{ $middle }
        [down] 慢于整个经济，低{ $middle }
       *[none] 与整个经济相同
    }
   *[other] 截至{ $last }年的{ $years }个年份中，{ $economy }数字产业的增长{ $says ->
        [equal] 每年均与整个经济相同
        [none] 每年均慢于整个经济
        [minority] 有{ $slower }个年份慢于整个经济，居中年份低{ $middle }
        [even] 有{ $faster }个年份快于、{ $slower }个年份慢于整个经济
        [all] 每年均快于整个经济
       *[most] 有{ $faster }个年份快于整个经济，居中年份高出{ $middle }
    }
 }
accounts-fall = { $first }年至{ $last }年间，{ $only ->
    [yes] 全部产业增加值仅在{ $year }年下降
   *[no] 全部产业增加值在{ $year }年降幅最大
 }（{ SIZE($all) }），该年数字产业增加值{ $says ->
    [rose] 增长{ $digital }
    [stood] 未变
    [fell-less] 降幅较小（{ SIZE($digital) }）
    [fell-alike] 降幅相同
   *[fell-more] 降幅更大（{ SIZE($digital) }）
 }。
accounts-fall-headline = { $says ->
    [rose] { $year }年{ $economy }全部产业增加值名义下降{ SIZE($all) }，数字产业则增长{ $digital }
    [stood] { $year }年{ $economy }全部产业增加值名义下降{ SIZE($all) }，数字产业未变
    [fell-less] { $year }年{ $economy }数字产业增加值的降幅（{ SIZE($digital) }）小于全部产业（{ SIZE($all) }）
    [fell-alike] { $year }年{ $economy }数字产业增加值的降幅与全部产业相同（{ SIZE($all) }）
   *[fell-more] { $year }年{ $economy }数字产业增加值的降幅（{ SIZE($digital) }）大于全部产业（{ SIZE($all) }）
 }
accounts-newest = { $year }年数字产业增加值{ SIGN($digital) ->
    [up] 名义增长{ SIZE($digital) }
    [down] 名义下降{ SIZE($digital) }
   *[none] 名义值未变
 }，全部产业{ SIGN($all) ->
    [up] 增长{ SIZE($all) }
    [down] 下降{ SIZE($all) }
   *[none] 未变
 }。
accounts-contribution = 数字产业对经济增长的贡献以{ $year }年最大：{ $all }的增长中占{ $points }。

accounts-multipliers-title = { $economy }对数字产业的需求去向，{ $year }年
accounts-multipliers-subtitle = 最终需求的去向，百分比，{ $year }年；各产业按产出乘数排列
accounts-multipliers-alt = 堆积条形图：每个数字产业一条，表示每单位最终需求的去向。
accounts-at-home = 对{ $range ->
    [alike] 数字产业产出的每单位需求中，{ $low }
   *[several] 各数字产业产出的每单位需求中，{ $low }至{ $high }
 }成为国内增加值。
accounts-at-home-headline = { $year }年{ $economy }对数字产业产出的需求中，{ $range ->
    [alike] { $low }
   *[several] { $low }至{ $high }
 }成为国内增加值
accounts-set-off = { $says ->
    [all] { $total }个数字产业每单位需求所带动的产出均少于
    [none] { $total }个数字产业每单位需求所带动的产出均多于
    [equal] { $total }个数字产业每单位需求所带动的产出均等于
   *[other] { $total }个数字产业中有{ $count }个每单位需求所带动的产出少于
 }全部产业的平均值（{ BARE($mean) }）{ $equal ->
    [yes] { $says ->
        [equal] { "" }
       *[other] ：{ BARE($low) }
    }
   *[no] ：各数字产业最低{ BARE($low) }（{ $least }），最高{ BARE($high) }（{ $most }）
 }。
accounts-set-off-headline = { $says ->
    [all] { $year }年{ $economy }{ $total }个数字产业每单位需求所带动的产出均少于全部产业的平均值
    [none] { $year }年{ $economy }{ $total }个数字产业每单位需求所带动的产出均多于全部产业的平均值
    [equal] { $year }年{ $economy }各数字产业每单位需求所带动的产出等于全部产业的平均值
   *[other] { $year }年{ $economy }{ $total }个数字产业的产出乘数介于{ BARE($low) }至{ BARE($high) }之间，其中{ $count }个低于全部产业平均值（{ BARE($mean) }）
 }
accounts-leakiest = { $year }年，在各数字产业的需求中，最终成为进口的部分以{ $industry }占比最高，为{ $share }。

accounts-imports-title = { $economy }数字产品供给中的进口，{ $first }年和{ $last }年
accounts-imports-subtitle = 进口，占按基本价格计算的供给的百分比，{ $first }年和{ $last }年
accounts-imports-alt = 成对圆点：每种产品{ $first }年和{ $last }年各一点。
accounts-shift = { $says ->
    [weights] { $first }年至{ $last }年间，合计的变动全因供给转向进口比重{ $direction ->
        [up] 较高
       *[down] 较低
    }的产品（{ $between }）；各产品自身的进口比重平均而言{ $other ->
        [none] 未变
       *[against] { $direction ->
            [up] 下降{ $within }
           *[down] 上升{ $within }
        }
    }。
    [parts] { $first }年至{ $last }年间，各产品自身的进口比重平均{ $direction ->
        [up] 上升
       *[down] 下降
    }{ $within }；产品构成的变化{ $other ->
        [none] 没有影响
       *[against] 作用相反，为{ $between }
    }。
   *[both] { $first }年至{ $last }年间{ $change }的变动中，{ $within }来自各产品自身的进口比重，{ $between }来自产品构成的变化。
 }
accounts-shift-headline = { $direction ->
    [up] { $last }年{ $economy }数字产品供给中的进口比重高于{ $first }年，全因进口比重较高的产品份额上升
   *[down] { $last }年{ $economy }数字产品供给中的进口比重低于{ $first }年，全因进口比重较低的产品份额上升
 }
accounts-most-imported = { $year }年进口占供给的比重以{ $product }最高，为{ $share }；{ $others ->
    [other] 另一种产品为{ $next }
   *[several] 其他产品均不超过{ $next }
 }。

accounts-shares-title = 增加值中的数字产业
accounts-shares-subtitle = 数字产业占按基本价格计算的增加值的百分比，现价，{ $years }年
accounts-shares-alt = 折线图：{ $count }个经济体数字产业的比重，每个经济体一条线或一个点。
accounts-levels = 数字产业占增加值的比重，{ $year }年{ $years ->
    [newest] { "" }
    [only] （各经济体均有数据的唯一年份）
   *[several] （各经济体均有数据的最近年份）
 }{ $values }{ $lead ->
    [narrow] ；{ $leader }的领先幅度小于计入仅部分属于数字活动的产业所带来的变化
   *[other] { "" }
 }。
accounts-levels-headline = { $year }年数字产业占增加值的比重：{ $values }
accounts-distance = { $says ->
    [closed] { $high }比{ $low }高出的幅度，{ $first }年为{ $before }，{ $last }年为{ $after }{ $mover ->
        [catching-up] ，主要因较低者上升
        [retreat] ，主要因较高者下降
       *[other] { "" }
    }。
    [met] { $first }年{ $high }比{ $low }高{ $before }，{ $last }年二者持平。
    [opened] { $high }比{ $low }高出的幅度，{ $first }年为{ $before }，{ $last }年为{ $after }{ $mover ->
        [pulling-away] ，主要因较高者上升
        [falling-behind] ，主要因较低者下降
       *[other] { "" }
    }。
    [opened-then-level] { $high }比{ $low }高出的幅度，{ $first }年为{ $before }，{ $turn }年为{ $extreme }{ $mover ->
        [pulling-away] ，主要因较高者上升
        [falling-behind] ，主要因较低者下降
       *[other] { "" }
    }；此后变化甚微，{ $last }年为{ $after }。
    [closed-then-level] { $high }比{ $low }高出的幅度，{ $first }年为{ $before }，{ $turn }年为{ $extreme }{ $mover ->
        [catching-up] ，主要因较低者上升
        [retreat] ，主要因较高者下降
       *[other] { "" }
    }；此后变化甚微，{ $last }年为{ $after }。
    [swapped] { $last }年{ $high }比{ $low }高{ $after }，{ $turn }年则低{ $extreme }。
    [turned] { $high }比{ $low }高出的幅度，{ $first }年为{ $before }，{ $turn }年为{ $extreme }，{ $last }年为{ $after }。
    [reopened] { $high }比{ $low }高出的幅度，{ $first }年为{ $before }，{ $turn }年为{ $extreme }，{ $last }年为{ $after }。
    [crossed] { $first }年{ $high }比{ $low }低{ $before }，{ $last }年高{ $after }。
    [swung] { $first }年{ $high }{ $side ->
        [below] 比{ $low }低{ $before }
        [level] 与{ $low }持平
       *[above] 比{ $low }高{ $before }
    }，{ $last }年{ COUNT($after) ->
        [0] 二者持平
       *[other] 高{ $after }
    }，其间有升有降。
   *[unchanged] { $last }年{ $high }{ COUNT($after) ->
        [0] 与{ $low }持平
       *[other] 比{ $low }高{ $after }
    }，与{ $first }年相同。
 }
accounts-distance-headline = { $says ->
    [crossed] 数字产业占增加值的比重，{ $high }超过{ $low }：{ $last }年高{ $after }
    [met] 数字产业占增加值的比重，{ $last }年{ $high }与{ $low }持平，{ $first }年高{ $before }
    [turned] 数字产业占增加值的比重，{ $last }年{ $high }比{ $low }高{ $after }，{ $turn }年为{ $extreme }
    [reopened] 数字产业占增加值的比重，{ $last }年{ $high }比{ $low }高{ $after }，{ $turn }年为{ $extreme }
    [swapped] 数字产业占增加值的比重，{ $last }年{ $high }比{ $low }高{ $after }，{ $turn }年则低{ $extreme }
    [unchanged] 数字产业占增加值的比重，{ $last }年{ $high }{ COUNT($after) ->
        [0] 与{ $low }持平
       *[other] 比{ $low }高{ $after }
    }，与{ $first }年相同
   *[other] 数字产业占增加值的比重，{ $last }年{ $high }比{ $low }高{ $after }，{ $first }年为{ $before }
 }
accounts-shared-peak = { $first }年至{ $last }年间，该比重以{ $year }年最高：{ $high }；{ $last }年：{ $now }。
accounts-shared-peak-headline = 数字产业占增加值的比重以{ $year }年最高：{ $high }

accounts-groups-title = 增加值中的各类数字产业，{ $years }年
accounts-groups-subtitle = 占按基本价格计算的增加值的百分比
accounts-groups-alt = 堆积条形图：各类数字产业，每个经济体和年份一条。
accounts-largest-group = { COUNT($economies) ->
    [1] 按增加值计
   *[other] 按增加值计，各经济体
 }最大的数字产业类别是{ $group }：{ $values }。
accounts-largest-group-headline = { COUNT($economies) ->
    [1] { $group }是最大的数字产业类别
   *[other] { $group }在{ $economies }个经济体均为最大的数字产业类别
 }：{ $values }
accounts-moved-part = { $economy }由{ $then }变为{ $now }
accounts-moved = { $first }年至{ $last }年间，各类数字产业中比重{ $way ->
    [gain] 升幅
   *[loss] 降幅
 }最大的是{ $group }：{ $parts }。
accounts-moved-headline = { $first }年至{ $last }年间，各类数字产业中{ $group }的比重{ $way ->
    [gain] 升幅
   *[loss] 降幅
 }最大：{ $parts }
accounts-growths-title = 数字产业的增长，{ $first }年至{ $last }年
accounts-growths-subtitle = 按基本价格计算的增加值，名义年均增长率，百分比，{ $first }年至{ $last }年
accounts-growths-alt = 条形图：年均增长率，每个经济体一组。
accounts-growths = { $economy }数字产业的增长{ $says ->
    [faster] 快于整个经济：年均{ $digital }，整个经济为{ $all }
    [slower] 慢于整个经济：年均{ $digital }，整个经济为{ $all }
   *[alike] 与整个经济相同：年均{ $all }
 }。
accounts-growths-headline = { $first }年至{ $last }年{ $economy }数字产业的增长{ $says ->
    [faster] 快于整个经济：年均{ $digital }，整个经济为{ $all }
    [slower] 慢于整个经济：年均{ $digital }，整个经济为{ $all }
   *[alike] 与整个经济相同：年均{ $all }
 }
accounts-growths-depends = { $economy }数字产业年均增长{ $digital }，整个经济为{ $all }；孰快孰慢取决于所比较的年份。
accounts-growths-depends-headline = { $economy }数字产业的增长是否快于整个经济，取决于所比较的年份：{ $first }年至{ $last }年年均{ $digital }，整个经济为{ $all }
accounts-fastest = { COUNT($economies) ->
    [1] 增长最快的类别是
   *[other] 各经济体增长最快的类别均为
 }{ $group }：{ $values }。
accounts-fastest-headline = { $first }年至{ $last }年，各类数字产业中{ $group }增长最快：{ $values }

accounts-uses-title = 数字产品的使用，{ $year }年
accounts-uses-subtitle = 占按购买者价格计算的使用的百分比，{ $year }年
accounts-uses-alt = 堆积条形图：各项使用，每个经济体一条。
accounts-largest-use = { COUNT($economies) ->
    [1] 数字产品的最大部分
   *[other] 各经济体数字产品的最大部分均
 }{ $use ->
    [intermediate] 用于生产
    [consumption] 用于消费
    [investment] 用于投资
   *[exports] 用于出口
 }：{ $values }。
accounts-largest-use-headline = { $year }年数字产品的最大部分{ $use ->
    [intermediate] 用于生产
    [consumption] 用于消费
    [investment] 用于投资
   *[exports] 用于出口
 }：{ $values }
accounts-ordered = { $of ->
    [consumption] 在{ $year }年使用的数字产品中，最终消费所占比重：{ $values }
    [investment] 在{ $year }年使用的数字产品中，投资和存货所占比重：{ $values }
    [exports] 在{ $year }年使用的数字产品中，出口所占比重：{ $values }
   *[total] 在{ $year }年供给的数字产品中，进口所占比重：{ $values }
 }。
accounts-ordered-headline = { $equal ->
    [yes] { $year }年{ $of ->
        [consumption] 最终消费在数字产品使用中
        [investment] 投资和存货在数字产品使用中
        [exports] 出口在数字产品使用中
       *[total] 进口在数字产品供给中
    }所占比重，{ $high }相同：{ $most }
   *[no] { $year }年{ $of ->
        [consumption] 最终消费在数字产品使用中
        [investment] 投资和存货在数字产品使用中
        [exports] 出口在数字产品使用中
       *[total] 进口在数字产品供给中
    }所占比重，{ $high }为{ $most }，{ $low }为{ $least }
 }
accounts-import-groups-title = 数字产品供给中的进口，{ $year }年
accounts-import-groups-subtitle = 进口占按基本价格计算的供给的百分比，{ $year }年
accounts-import-groups-alt = 热图：进口比重，纵向为类别，横向为经济体。
accounts-most-imported-group = { $mostly ->
    [yes] { $group }的供给大部分来自境外
   *[no] 来自境外的比重以{ $group }最高
 }{ COUNT($economies) ->
    [1] { "" }
   *[other] ，各经济体均如此
 }：{ $values }。其他各类均不超过{ $next }。
accounts-most-imported-group-headline = { $mostly ->
    [yes] { $year }年{ $group }的供给大部分来自境外：{ $values }
   *[no] { $year }年进口占供给的比重以{ $group }最高：{ $values }
 }
accounts-industry-of = { $economy }：{ $industry }
accounts-leaks-title = 对数字产业的需求去向，{ $year }年
accounts-leaks-subtitle = 最终需求的去向，百分比，{ $year }年
accounts-leaks-alt = 堆积条形图：最终需求的去向，每个数字产业一条。
accounts-leaks-apart = { $high }每个数字产业流向境外的需求（{ $from }至{ $to }）均多于{ $low }任何一个数字产业（{ $least }至{ $most }）。
accounts-leaks-apart-headline = { $year }年对数字产业的需求中流向境外的部分，{ $high }为{ $from }至{ $to }，{ $low }为{ $least }至{ $most }
accounts-leakiest-part = { $economy }的{ $industry }为{ $share }
accounts-leakiest-group = 在各数字产业的需求中，最终成为进口的部分{ COUNT($economies) ->
    [1] { "" }
   *[other] ，各经济体均
 }以{ $group }占比最高：{ $parts }。
accounts-leakiest-group-headline = { $year }年，在各数字产业的需求中，最终成为进口的部分以{ $group }占比最高：{ $parts }

accounts-identities-title = 供给使用表的恒等式
accounts-identities-subtitle = 供给使用表恒等式的数目，{ $years }年
accounts-identities-alt = 堆积条形图：成立与不成立的恒等式，每个经济体一条。
accounts-identities-bar = { $economy }，{ $years }年
accounts-identities-hold = 成立
accounts-identities-broken = 不成立
accounts-identities-not-assessed = 未评估
accounts-residual-of = { $economy }为{ $value }
accounts-balanced = { $says ->
    [all] { COUNT($checked) ->
        [1] 可评估的唯一一个恒等式在四舍五入误差范围内成立。
       *[other] 可评估的全部{ $checked }个恒等式在四舍五入误差范围内均成立。
    }
   *[some] 可评估的{ $checked }个恒等式中，{ $hold }个在四舍五入误差范围内成立，{ $broken }个不成立，最大残差：{ $furthest }。
 }
accounts-balanced-headline = { $says ->
    [all] { COUNT($checked) ->
        [1] { $years }年账户中可评估的唯一一个恒等式在四舍五入误差范围内成立
       *[other] { $years }年账户中可评估的全部{ $checked }个恒等式在四舍五入误差范围内均成立
    }
   *[some] { $years }年账户的{ $checked }个恒等式中，{ $broken }个超出四舍五入误差范围，最大残差：{ $furthest }
 }
accounts-unassessed = { $economy }有{ $count }个恒等式因表中缺少相应项目而未评估：{ $identities }。
accounts-residuals = 最大残差：{ $values }。
accounts-identity-product-output = 产品：各产业产出之和
accounts-identity-supply-at-basic-prices = 产品：产出加进口等于按基本价格计算的供给
accounts-identity-supply-at-purchasers-prices = 产品：按购买者价格计算的供给
accounts-identity-supply-equals-use = 产品：供给等于使用
accounts-identity-margins-sum-to-zero = 各产品毛利之和为零
accounts-identity-supply-columns = 供给表：各列之和
accounts-identity-use-columns = 使用表：各列之和
accounts-identity-columns-with-adjustments = 各列计入税收和调整项后之和
accounts-identity-output-by-kind = 产出等于市场产出、自给性产出与其他非市场产出之和
accounts-identity-intermediate-use = 产品：中间使用之和
accounts-identity-final-uses = 产品：最终使用之和
accounts-identity-total-use = 产品：中间使用加最终使用等于总使用
accounts-identity-industry-output = 产业：产出等于中间投入加增加值
accounts-identity-output-in-both-tables = 产业：两表中的产出相同
accounts-identity-output-of-the-economy = 全部产品的产出等于全部产业的产出
accounts-identity-value-added = 产业：由各构成项得出增加值
accounts-identity-taxes-on-products-in-both-tables = 两表中的产品税相同
accounts-identity-sums-shown-by-the-source = 来源所列的其他合计
accounts-identity-industries-and-the-economy = 各产业之和等于整个经济
accounts-identity-gdp = 国内生产总值：三种方法一致
accounts-identity-quoted = “{ $identity }”
accounts-identity-at-basic-prices = { $identity }（基本价格）
