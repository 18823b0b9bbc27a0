### 经济体的分类：界限、两端、所在区域，以及各类数目的历年变化。

classes-below = 低于{ $bound }
classes-or-less = { $bound }及以下
classes-or-more = { $bound }及以上
classes-above = 高于{ $bound }
classes-above-to = 高于{ $lower }至{ $upper }
classes-above-to-below = 高于{ $lower }而低于{ $upper }
classes-to = { $lower }至{ $upper }
classes-to-below = { $lower }至低于{ $upper }
classes-named = { $name }（{ $interval }）
classes-missing = 地图显示{ $count }个经济体{ COUNT($missing) ->
    [0] { "" }
   *[other] ；另有{ $missing }个有常住人口的经济体近年没有数值
 }{ COUNT($missing) ->
    [0] { "" }
   *[other] { COUNT($tiny) ->
        [1] { "" }
       *[other] ，占世界人口的{ $people }
    }
 }。
classes-half = { $total }个经济体中有{ $count }个不足一半，其人口占世界的{ $people }。
classes-half-headline = { $measure }：{ $total }个经济体中有{ $count }个不足一半，其人口占世界的{ $people }（{ $years }年）
classes-ends = 处于最低等级“{ $lowest }”的有{ $low }个经济体，占世界人口的{ $people }；处于最高等级“{ $highest }”的有{ $top }个。
classes-ends-headline = { $measure }：{ $low }个经济体属“{ $lowest }”，占世界人口的{ $people }；{ $top }个属“{ $highest }”（{ $years }年）
classes-place = { COUNT($scheme) ->
    [1] { $end ->
        [lowest] 最低
       *[highest] 最高
    }等级
   *[other] { $end ->
        [lowest] 最低
       *[highest] 最高
    }五分之一
 }的{ $of }个经济体中有{ $own }个在{ $region }，而地图上的{ $total }个经济体中，{ $region }只有{ $everywhere }个。
classes-place-headline = { $measure }：{ COUNT($scheme) ->
    [1] { $end ->
        [lowest] 最低
       *[highest] 最高
    }等级
   *[other] { $end ->
        [lowest] 最低
       *[highest] 最高
    }五分之一
 }的{ $of }个经济体中有{ $own }个在{ $region }，而全部{ $total }个中{ $region }只有{ $everywhere }个（{ $years }年）

classes-rose = “{ $class }”等级的经济体由{ $first }年的{ $then }个增至{ $last }年的{ $now }个（共{ $total }个经济体）。
classes-rose-headline = { $measure }：“{ $class }”等级的经济体由{ $first }年的{ $then }个增至{ $last }年的{ $now }个（共{ $total }个经济体）
classes-fell = “{ $class }”等级的经济体由{ $first }年的{ $then }个减至{ $last }年的{ $now }个（共{ $total }个经济体）。
classes-fell-headline = { $measure }：“{ $class }”等级的经济体由{ $first }年的{ $then }个减至{ $last }年的{ $now }个（共{ $total }个经济体）
classes-peaked = “{ $class }”等级的经济体由{ $first }年的{ $then }个增至{ $turn }年的{ $extreme }个，此后减少，{ $last }年为{ $now }个。
classes-peaked-headline = { $measure }：“{ $class }”等级的经济体由{ $first }年的{ $then }个增至{ $turn }年的{ $extreme }个，此后减少，{ $last }年为{ $now }个
classes-recovered = “{ $class }”等级的经济体由{ $first }年的{ $then }个减至{ $turn }年的{ $extreme }个，此后又增加，{ $last }年为{ $now }个。
classes-recovered-headline = { $measure }：“{ $class }”等级的经济体由{ $first }年的{ $then }个减至{ $turn }年的{ $extreme }个，此后又增加，{ $last }年为{ $now }个
classes-rose-then-level = “{ $class }”等级的经济体由{ $first }年的{ $then }个增加，{ $turn }年以来变化甚微，{ $last }年为{ $now }个（共{ $total }个经济体）。
classes-rose-then-level-headline = { $measure }：“{ $class }”等级的经济体由{ $first }年的{ $then }个增加，{ $turn }年以来变化甚微，{ $last }年为{ $now }个（共{ $total }个经济体）
classes-fell-then-level = “{ $class }”等级的经济体由{ $first }年的{ $then }个减少，{ $turn }年以来变化甚微，{ $last }年为{ $now }个（共{ $total }个经济体）。
classes-fell-then-level-headline = { $measure }：“{ $class }”等级的经济体由{ $first }年的{ $then }个减少，{ $turn }年以来变化甚微，{ $last }年为{ $now }个（共{ $total }个经济体）
classes-swung = “{ $class }”等级的经济体有增有减：{ $first }年为{ $then }个，{ $turn }年{ COUNT($fewest) ->
    [1] 最少
   *[other] 最多
 }，为{ $extreme }个，{ $last }年为{ $now }个。
classes-swung-headline = { $measure }：“{ $class }”等级的经济体有增有减：{ $first }年为{ $then }个，{ $turn }年{ COUNT($fewest) ->
    [1] 最少
   *[other] 最多
 }，为{ $extreme }个，{ $last }年为{ $now }个
classes-level = “{ $class }”等级的经济体{ $last }年为{ $now }个，与{ $first }年相同。
classes-level-headline = { $measure }：“{ $class }”等级的经济体{ $last }年为{ $now }个，与{ $first }年相同
