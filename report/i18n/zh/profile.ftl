### 组别与指标：各占其最高可能值的百分比。

profile-whole = { $part ->
    [yes] 在所列的{ $index }各组成部分中
   *[no] 在所列各项得分中
 }，各经济体平均得分以{ $strongest }最高（满分100，得{ BARE($strong) }），{ $weakest }最低（{ BARE($weak) }）。
profile-whole-headline = { $part ->
    [yes] 在所列的{ $index }各组成部分中，平均得分
   *[no] 所列各项的平均得分
 }以{ $weakest }最低（满分100，得{ BARE($weak) }），{ $strongest }最高（{ BARE($strong) }）（{ $years }年）
profile-groups = { $kind ->
    [itu_region] 区域
    [un_region] 区域
    [income] 收入组
   *[other] 组
 }
profile-split = { profile-groups }间差距最大的是{ $measure }：{ $high }与{ $low }相差{ $spread }。
profile-split-headline = { $part ->
    [yes] 在所列的{ $index }各组成部分中，
   *[no] { "" }
 }{ $year }年{ profile-groups }间差距最大的是{ $measure }，{ $high }与{ $low }相差{ $spread }（满分100）
