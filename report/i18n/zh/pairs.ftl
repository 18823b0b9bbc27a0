### 同一经济体同一年份的女性与男性。

pairs-counts = { $ahead ->
    [men] { COUNT($all) ->
        [1] { $total }个经济体均为
       *[other] { $total }个经济体中有{ $men }个
    }男性高于女性；半数经济体的差距不低于{ $size }。
    [women] { COUNT($all) ->
        [1] { $total }个经济体均为
       *[other] { $total }个经济体中有{ $women }个
    }女性高于男性；半数经济体的差距不低于{ $size }。
    [level] { $total }个经济体中女性与男性均无差异。
   *[neither] { $total }个经济体中，{ $men }个男性较高，{ $women }个女性较高；差异（不论方向）的中位数为{ $size }。
 }
pairs-counts-headline = { $measure }：{ $ahead ->
    [men] { COUNT($all) ->
        [1] { $total }个经济体均为
       *[other] { $total }个经济体中有{ $men }个
    }男性高于女性，差距中位数为{ $size }（{ $years }年）
    [women] { COUNT($all) ->
        [1] { $total }个经济体均为
       *[other] { $total }个经济体中有{ $women }个
    }女性高于男性，差距中位数为{ $size }（{ $years }年）
    [level] { $total }个经济体中女性与男性均无差异（{ $years }年）
   *[neither] { $total }个经济体中，{ $men }个男性较高，{ $women }个女性较高，差异的中位数为{ $size }（{ $years }年）
 }
pairs-other-side = { COUNT($count) ->
    [1] 只有{ $names }{ $ahead ->
    [women] 女性
   *[men] 男性
 }较高，高{ $size }
    [2] { $names }{ $ahead ->
    [women] 女性
   *[men] 男性
 }较高，最多高{ $size }
    [3] { $names }{ $ahead ->
    [women] 女性
   *[men] 男性
 }较高，最多高{ $size }
   *[other] 有{ $count }个经济体{ $ahead ->
    [women] 女性
   *[men] 男性
 }较高，以{ $economy }为最，高{ $size }
 }{ $widest ->
    [yes] ，为两个方向上的最大差异
   *[no] { "" }
 }。
pairs-widest = 差异最大的是{ $economy }：{ $year }年{ $ahead ->
    [women] 女性
   *[men] 男性
 }高{ $size }。
pairs-level = { $total }个经济体中有{ $count }个，男女相差不超过{ $limit }。
pairs-parity = 性别均等指数（女性÷男性）的中位数为{ BARE($ratio) }。
pairs-ladder = 最普遍的技能是“{ $most }”：居中的经济体中{ $common-men }的男性和{ $common-women }的女性具备；最少见的是“{ $least }”（{ $rare-men }和{ $rare-women }）。
pairs-ladder-headline = 最少见的技能是“{ $least }”：居中的经济体中{ $rare-men }的男性和{ $rare-women }的女性具备（{ $years }年）
pairs-skills = { COUNT($all) ->
    [1] 在全部{ $total }项技能中，居中的经济体均为{ $ahead ->
    [women] 女性
   *[men] 男性
 }较高
   *[other] 在{ $total }项技能中，居中的经济体有{ $count }项{ $ahead ->
    [women] 女性
   *[men] 男性
 }较高
 }，差异最大的是“{ $skill }”，为{ $size }。
pairs-skills-headline = { COUNT($all) ->
    [1] 全部{ $total }项技能
   *[other] { $total }项技能中有{ $count }项
 }{ $ahead ->
    [women] 女性高于男性
   *[men] 男性高于女性
 }，差异最大的是“{ $skill }”，居中的经济体相差{ $size }（{ $years }年）
