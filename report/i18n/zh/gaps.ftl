### 女性与男性、两个年份的图。

gaps-sexes-title = { $measure }：女性与男性
gaps-sexes-subtitle = { $unit }；两项数据均有的最近年份，{ $years }年{ COUNT($all) ->
    [1] { "" }
   *[other] ；两个方向上差异最大的经济体
 }
gaps-sexes-alt = 成对圆点：{ $count }个经济体的女性与男性。
gaps-sexes-note = 仅比较同一年份两项数据均已公布的经济体，它们并非全世界的样本。
gaps-skills-title = 女性与男性的技能
gaps-skills-subtitle = 具备该技能的青年和成年人比例的各经济体中位数，百分比，两项数据均有的最近年份，{ $years }年
gaps-skills-alt = 成对圆点：{ $count }项技能的女性与男性。
gaps-skills-note = 每项技能有{ $least }至{ $most }个经济体分性别报告，它们并非全世界的样本；中位数按每项技能和性别分别计算。
gaps-changes-title = { $first }年和{ $last }年的{ $measure }
gaps-changes-subtitle = { $unit }，{ $first }年和{ $last }年{ COUNT($slack) ->
    [0] { "" }
   *[other] （或最近年份）
 }{ COUNT($limit) ->
    [0] { "" }
   *[other] ；人口{ $people }及以上的经济体
 }
gaps-changes-shown = 图中为增幅最大的{ $rises }个{ COUNT($falls) ->
    [0] { "" }
   *[other] 和降幅最大的{ $falls }个
 }经济体。
gaps-changes-alt = 成对圆点：{ $count }个经济体的{ $first }年与{ $last }年。
gaps-other-years = { $name }，{ $years }年
