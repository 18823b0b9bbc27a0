### 互联网相关法律的状况：按领域和按区域。

laws-title = 各领域的立法状况
laws-title-area = 各区域的立法状况：{ $area }
laws-subtitle = 各立法状态的经济体数
laws-alt = 条形图：{ $count }组经济体中已立法、有草案、未立法和无数据者。
laws-state-legislation = 已立法
laws-state-draft = 草案
laws-state-no-legislation = 未立法
laws-state-no-data = 无数据
laws-note = 截至{ $day }年的状况。比例以有数据的经济体为分母；{ COUNT($silent) ->
    [0] 各经济体均有数据
   *[other] { $silent }处无数据，不等于“未立法”
 }。
laws-least = 有{ $by ->
    [area] { $where }立法的经济体占比最低
   *[group] { $area }立法的经济体占比以{ $where }最低
 }：{ COUNT($count) ->
    [1] 有数据的{ $total }个经济体中有{ $number }个，占{ SPOKEN($share) }
   *[other] 均为{ $share }（以有数据的经济体为分母）
 }。
laws-least-headline = { $year }年，有{ $by ->
    [area] { $where }立法的经济体占比最低
   *[group] { $area }立法的经济体占比以{ $where }最低
 }，为{ $share }（以有数据的经济体为分母）
laws-most = 有{ $by ->
    [area] { $where }立法的经济体占比最高
   *[group] { $area }立法的经济体占比以{ $where }最高
 }：{ COUNT($count) ->
    [1] 有数据的{ $total }个经济体中有{ $number }个，占{ SPOKEN($share) }
   *[other] 均为{ $share }（以有数据的经济体为分母）
 }。
laws-most-headline = { $year }年，有{ $by ->
    [area] { $where }立法的经济体占比最高
   *[group] { $area }立法的经济体占比以{ $where }最高
 }，为{ $share }（以有数据的经济体为分母）
