### 各指标的质量一览。

scores-title = 主要指标的质量
scores-subtitle = 按本报告所用国家质量保证框架各维度评分（0–100）
scores-alt = 热图：{ $rows }项指标，{ $columns }个质量维度。
scores-note = 修订超过所印末位一个单位即计为修订。有两次发布方能判断稳定性，否则留空，均值取其余维度。公式见“方法”一章。
scores-not-assessed = 未评估
scores-dimension-accuracy = 修订稳定性
scores-dimension-timeliness = 及时性
scores-dimension-completeness = 完整性
scores-dimension-metadata = 元数据完备
scores-dimension-licence = 注明许可
scores-dimension-score = 均值
scores-dimensions = 就所列全部指标而言，“{ $weakest }”平均得分最低（满分100，得{ BARE($low) }），“{ $strongest }”最高（{ BARE($high) }）。
scores-dimensions-headline = 主要指标最薄弱的是“{ $weakest }”，平均得分{ BARE($low) }（满分100），最好的是“{ $strongest }”，为{ BARE($high) }（{ $year }年版）
scores-worst = 各维度均值最低的是{ $names }：满分100，得{ BARE($value) }。
scores-best = 各维度均值最高的是{ $names }：满分100，得{ BARE($value) }。
scores-licences = { COUNT($named) ->
    [1] { $names }未注明许可。
   *[other] { $total }项指标中有{ $count }项未注明许可。
 }
