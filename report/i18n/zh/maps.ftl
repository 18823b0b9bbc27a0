### 地图与分类。

maps-title = { $measure }地图
maps-subtitle = { $unit }，各经济体最新值，{ $years }年
maps-alt = 世界地图，分为{ $count }级。
maps-fifths = 五个等级包含的经济体数目大致相等：颜色表示次序而非差距。
maps-outlines = 轮廓：Natural Earth。所示边界和名称不表示正式认可或接受；面积小的经济体以圆点表示。
maps-classes-title = { $measure }：按等级划分的经济体
maps-classes-subtitle = 经济体数目，{ $years }年
maps-classes-alt = 堆叠条形图：{ $bars }个年份，{ $count }个等级。
maps-classes-note = 该指数在各版中是相对的：历年数目反映格局变动而非绝对进步。
maps-partial = { $year }年版未列：数据表中仅有{ $count }个经济体。
