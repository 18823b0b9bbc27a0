### 两项指标：按秩相关系数的大小各有一种说法，以及偏离共同次序的经济体。不涉及因果。

order-same = { $x }位次靠前的经济体，{ $y }位次大多也靠前：{ $pairs }个经济体的秩相关系数为{ BARE($rho) }。
order-same-headline = { $x }较高的经济体，{ $y }大多也较高：{ $pairs }个经济体的秩相关系数为{ BARE($rho) }（{ $years }年）
order-loose = 各经济体在{ $x }与{ $y }上的次序只是大致相近：{ $pairs }个经济体的秩相关系数为{ BARE($rho) }。
order-loose-headline = { $x }与{ $y }的次序只是大致相近：{ $pairs }个经济体的秩相关系数为{ BARE($rho) }（{ $years }年）
order-none = 各经济体在{ $x }与{ $y }上的次序关系不大：{ $pairs }个经济体的秩相关系数为{ BARE($rho) }。
order-none-headline = { $x }与{ $y }的次序关系不大：{ $pairs }个经济体的秩相关系数为{ BARE($rho) }（{ $years }年）
order-reverse-loose = { $x }位次靠前的经济体，{ $y }位次往往靠后：{ $pairs }个经济体的秩相关系数为{ BARE($rho) }。
order-reverse-loose-headline = { $x }与{ $y }的次序大致相反：{ $pairs }个经济体的秩相关系数为{ BARE($rho) }（{ $years }年）
order-reverse = { $x }位次靠前的经济体，{ $y }位次大多靠后：{ $pairs }个经济体的秩相关系数为{ BARE($rho) }。
order-reverse-headline = { $x }较高的经济体，{ $y }大多较低：{ $pairs }个经济体的秩相关系数为{ BARE($rho) }（{ $years }年）
order-above = 在人口超过{ $people }的经济体中，{ $names }的{ $y }位次明显高于{ $x }位次{ COUNT($count) ->
    [1] ，高{ $places }个百分位
   *[other] ，其中{ $economy }高{ $places }个百分位
 }。
order-below = 在人口超过{ $people }的经济体中，{ $names }的{ $y }位次明显低于{ $x }位次{ COUNT($count) ->
    [1] ，低{ $places }个百分位
   *[other] ，其中{ $economy }低{ $places }个百分位
 }。
