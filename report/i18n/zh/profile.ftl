### 组别与指标：各占其最高可能值的百分比。

profile-whole = 就全部经济体均值而言，{ $strongest }最高（满分100，得{ BARE($strong) }），{ $weakest }最低（{ BARE($weak) }）。
profile-whole-headline = 就全部经济体而言，{ $weakest }得分最低（满分100，得{ BARE($weak) }），{ $strongest }最高（{ BARE($strong) }）（{ $years }年）
profile-split = 组间差距最大的是{ $measure }：{ $high }与{ $low }相差{ $spread }。
profile-split-headline = { $year }年{ $measure }的组间差距最大：{ $high }与{ $low }相差{ $spread }（满分100）
