### 限值：多少经济体在限值之内，其余相距多远。

threshold-title = { $year }年{ $measure }与限值
threshold-subtitle = { $year }年在{ $limit }限值之内和之外的经济体数
threshold-alt = 条形图：{ $count }个组别中限值之内和之外的经济体数。
threshold-met = 限值之内
threshold-unmet = 限值之外
threshold-met-some = { $year }年，{ $total }个{ $scope }中有{ $number }个不超过{ $limit }；其余的中位数为{ $middle }。
threshold-met-some-headline = { $measure }：{ $year }年不超过{ $limit }的{ $scope }{ $says ->
    [few] 不到四分之一
    [minority] 不到一半
    [half] 约占一半
    [majority] 占半数以上
   *[most] 超过四分之三
 }（{ $total }个中有{ $number }个）
threshold-met-none = { $year }年，{ $total }个{ $scope }均超过{ $limit }；中位数为{ $median }。
threshold-met-none-headline = { $measure }：{ $year }年{ $total }个{ $scope }全部超过{ $limit }
threshold-met-all = { $year }年，{ $total }个{ $scope }均不超过{ $limit }；中位数为{ $median }。
threshold-met-all-headline = { $measure }：{ $year }年{ $total }个{ $scope }均不超过{ $limit }
scope-all = 经济体
scope-lmic = 低收入和中等收入经济体
threshold-least = { COUNT($count) ->
    [1] { $groups }在限值之内的比例最低：{ $of }个中有{ $met }个，中位数为{ $middle }。
   *[other] { $groups }在限值之内的比例同为最低。
 }
threshold-field = 所计为{ $year }年有数值的{ $economies }个经济体，全部为{ $members }个。
threshold-also = 另以{ $measures }验证。
threshold-depends = { $year }年，按{ $measure }计，{ $total }个{ $scope }中有{ $number }个不超过{ $limit }；按{ $other }计，{ $when }年{ $field }个中有{ $others }个。
threshold-depends-headline = { $scope }是否过半达标（不超过{ $limit }），因口径而异：{ $year }年按{ $measure }计，{ $total }个中有{ $number }个达标，按{ $other }计，{ $field }个中有{ $others }个达标
