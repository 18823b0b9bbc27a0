### 每个经济体一个数值：两端、领先者、并列者、零值。写法见英文文件的说明。

economies-tenths = 十分之一的经济体不低于{ $high }，另有十分之一{ $reach ->
    [from-zero] 为零
    [tenfold] 不高于{ $low }，两者之比{ COUNT($beyond) ->
        [1] 超过{ $times }比1
       *[other] 为{ $times }比1
    }
   *[other] 不高于{ $low }
 }。
economies-tenths-headline = { $measure }：最高的十分之一经济体不低于{ $high }，最低的十分之一{ $reach ->
    [from-zero] 为零
   *[other] 不高于{ $low }
 }（{ $years }年）
economies-ends = 位居前列的有{ $top }（最高{ $high }），位居末尾的有{ $bottom }（最低{ $low }）。
economies-equal = 全部{ $count }个经济体均为{ $value }。
economies-equal-headline = { $measure }：各经济体均为{ $value }（{ $years }年）
economies-tied = { COUNT($named) ->
    [1] { $names }并列最高，均为{ $value }。
   *[other] { $total }个经济体中有{ $count }个并列最高，均为{ $value }。
 }
economies-tied-headline = { $measure }：{ COUNT($named) ->
    [1] { $names }并列最高，均为{ $value }（{ $years }年）
   *[other] { $total }个经济体中有{ $count }个并列最高，均为{ $value }（{ $years }年）
 }
economies-lead = 最高的是{ $economy }：{ $year }年为{ $value }，领先下一位{ $lead }，超过此类数值的修订幅度。
economies-lead-headline = { $measure }：{ $economy }居首，{ $year }年为{ $value }，领先下一位{ $lead }
economies-zeros = { $total }个经济体中有{ $count }个为零；其余经济体有一半不低于{ $median }。
economies-zeros-headline = { $measure }：{ $total }个经济体中有{ $count }个为零，其余有一半不低于{ $median }（{ $years }年）
economies-stale = 其中{ $count }个数值比最新年份早两年以上，最早为{ $year }年。
economies-no-release = 没有另一次发布可据以判断这些数值是否稳固，不应引用相邻位次的先后。
economies-revised = { COUNT($levels) ->
    [1] 自{ $release }发布以来，95%的数值修订不超过横条所示幅度，即{ $most }；横条范围之内的先后并不稳固。
   *[other] 自{ $release }发布以来，同等水平的数值中95%修订不超过横条所示幅度，即{ $least }至{ $most }；横条范围之内的先后并不稳固。
 }
