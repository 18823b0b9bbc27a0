### 参加情况：各经济体列于多少份完整的参加方名单。

membership-title = { $theme }：已加入的文书，{ $year }年
membership-subtitle = 已加入、签署或认可的文书数目，仅含参加方名单完整的文书
membership-alt = 世界地图：各经济体已加入的{ $theme }文书数目。
membership-class = { COUNT($open) ->
    [1] { $low }项及以上
   *[other] { COUNT($low) ->
        [1] { $low }项
       *[other] { $low }—{ $high }项
    }
 }
membership-none = 不在任何完整名单上
membership-in-part = 仅见于部分查证的名单
membership-elsewhere = 不在统计范围内
membership-bound = 各数目均为下限：参加方名单未完整查证的文本不予统计；由国家代为签署的领土不在名单上。
membership-union = 欧洲联盟自身签署的文书未计入其成员国名下。
membership-partial = { $instruments }{ COUNT($more) ->
    [0] { "" }
   *[other] 等另有{ $more }项
 }的名单仅查得一部分，未予统计。
membership-without = 该主题下另有{ $count }项文本未查到参加方名单。
membership-boundaries = 地图所示边界和名称不表示正式认可或接受；面积小的经济体以圆点表示。
membership-outlines = 轮廓：Natural Earth。
membership-joined = 截至{ $year }年，{ COUNT($count) ->
    [0] 没有经济体
   *[other] 有{ $count }个经济体
 }列于{ $lists }份完整的参加方名单中的至少一份。
membership-joined-headline = { $theme }：截至{ $year }年，在参加方名单完整的{ $lists }项文书中，{ COUNT($count) ->
    [0] 没有经济体加入任何一项
   *[other] { $count }个经济体至少加入1项
 }
membership-leaders = 列名最多的是{ COUNT($number) ->
    [1] { $economies }，{ $lists }份名单中列于{ $top }份，比居次者多{ $lead }份。
    [2] { $economies }，{ $lists }份名单中各列于{ $top }份。
    [3] { $economies }，{ $lists }份名单中各列于{ $top }份。
    [4] { $economies }，{ $lists }份名单中各列于{ $top }份。
    [5] { $economies }，{ $lists }份名单中各列于{ $top }份。
   *[other] { $economies }等{ $number }个经济体，{ $lists }份名单中各列于{ $top }份。
 }
membership-leaders-headline = { $theme }：截至{ $year }年，加入文书最多的{ COUNT($number) ->
    [1] 是{ $economies }，{ $lists }项中加入{ $top }项
   *[other] 有{ $number }个经济体，{ $lists }项中各加入{ $top }项
 }
membership-alone = { COUNT($one) ->
    [0] 列名的{ $count }个经济体均不止列于一份名单。
   *[other] 列名的{ $count }个经济体中，{ $one }个只列于一份名单。
 }
