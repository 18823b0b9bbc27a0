### 各领域的数字技能水平。

skills-title = 各领域的数字技能
skills-subtitle = 具备高于基本水平和至少基本水平技能的个人百分比，各经济体中位数，{ $years }年
skills-alt = 成对圆点：高于基本水平和至少基本水平，共{ $count }个领域。
skills-above = 高于基本水平
skills-any = 至少基本水平
skills-area-idl = 信息与数据
skills-area-cc = 沟通与协作
skills-area-dcc = 内容创作
skills-area-sf = 安全
skills-area-ps = 解决问题
skills-note-economies = 图中为测量全部领域的{ $economies }个经济体，各取其最近年份（{ $years }年）。
skills-note-sample = 这些经济体多在欧洲或属中等收入，并非世界的样本。
skills-areas = 在测量全部领域的{ $economies }个经济体中，中位经济体有{ $most }的人在“{ $best }”方面至少具备基本技能，在“{ $worst }”方面为{ $least }；高于基本水平者分别为{ $most-above }和{ $least-above }。
skills-areas-headline = “{ $worst }”技能最为少见：{ $least }的人至少具备基本技能，“{ $best }”为{ $most }（{ $economies }个经济体，截至{ $year }年）
