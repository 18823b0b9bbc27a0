### 本版新内容：数据与结论同此前的发布或上一版相比。

news-replaced-title = 各序列数据的去向
news-replaced-subtitle = { $which ->
    [edition] 占本版或{ $year }年版全部数据的百分比
   *[releases] 占最新发布或此前发布全部数据的百分比
 }
news-replaced-alt = 堆积条形图：{ $count }个序列各一条，由未变、状态变更、修订、新增和撤回的数据组成，合计100%。
news-same = 未变
news-reflagged = 状态变更
news-revised-bar = 修订
news-added = 新增
news-withdrawn = 撤回
news-replaced-tolerance = 变动超过末位数字{ $units }个单位方计为修订；仅观测状态不同者计为状态变更。
news-replaced-years = 只有当年仍有其他数据时才计为撤回；现有数据表整年略去的不计。
news-replaced-flags = { $total }个序列中，有{ $count }个此前的发布未注明观测状态，其数据不计状态变更。
news-replaced-left = 另有{ $count }个变动较少的序列未列出。
news-revised = { COUNT($revised) ->
    [0] 两次发布均有的{ $pairs }个数据中，没有一个经过修订。
   *[other] { $series }个序列两次发布均有的{ $pairs }个数据中，有{ $revised }个经过修订{ $tiny ->
        [yes] { "" }
       *[no] ，占{ $share }
    }。
 }
news-revised-headline = { COUNT($revised) ->
    [0] { $which ->
        [edition] { $year }年版的数据均未修订
       *[releases] 此前发布的数据均未修订
    }
   *[other] { $which ->
        [edition] { $year }年版以来，{ $tiny ->
            [yes] { $pairs }个数据中有{ $revised }个
           *[no] { $share }的数据
        }经过修订
       *[releases] 采用最新发布后，{ $share }的数据经过修订
    }
 }
news-most = 修订比例最高的是{ $names }，占其数据的{ $share }。
news-largest = 百分比数据中修订幅度最大的是{ $economy }{ $year }年的{ $name }，由{ $before }改为{ $after }。
news-came = 新增{ $added }个数据，其中{ $filled }个属于此前发布已有的年份；撤回{ $gone }个。
news-vanished = 有{ $series }个序列不再包含此前有数据的经济体，共{ $number }个，包括{ $names }{ COUNT($more) ->
    [0] { "" }
   *[other] 及另外{ $more }个经济体
 }。

news-untried = 本版各序列均无此前的发布，其结论无从比较。
news-turned = { $which ->
    [edition] 本版各图共有{ $tried }项结论。与{ $since }年版相比，
   *[releases] 采用被替换序列的各图共有{ $tried }项结论。按此前的发布，
 }{ COUNT($otherwise) ->
    [0] 没有一项有所不同
   *[other] 有{ $otherwise }项会有所不同：{ $turned }项内容不同，{ $new }项无从得出，{ $back }项不成立
 }；{ COUNT($lost) ->
    [0] 当时成立的结论现在仍然成立
   *[other] 另有{ $lost }项当时成立而现已不成立
 }。不如此前稳固的有{ $weaker }项，更为稳固的有{ $firmer }项。
news-data-only = 两次均采用本版的方法、分组和参数，因此上述变化全部来自数据。此前没有已定稿的版本，方法变更的影响无从得知。
news-causes = { $changed }处变化中，{ $data }处仅来自数据，{ $method }处来自方法、分组、参数、名录、表格或版次年份；{ $both }处两者各自即可引起，{ $together }处无法区分。
news-line = { $what ->
    [new] { $figure }：{ $after }*{ $which ->
        [edition] { $since }年版无从得出。
       *[releases] 此前的发布无从得出。
    }*
    [gone] { $figure }：*{ $which ->
        [edition] { $since }年版曾述，现已不成立：
       *[releases] 按此前的发布成立，现已不成立：
    }*{ $before }
   *[turned] { $figure }：{ $after }*{ $which ->
        [edition] { $since }年版：
       *[releases] 按此前的发布：
    }*{ $before }
 }{ $cause ->
    [method] （并非来自各序列的数据。）
    [both] （来自数据和方法。）
    [together] （来自数据与方法的共同作用。）
   *[other] { "" }
 }
news-others = 另有{ $count }幅图的结论在内容或稳固程度上也有变化。

news-indicators = { COUNT($fresh) ->
    [0] { $since }年版以来没有新增指标
   *[other] { $since }年版以来新增{ $fresh }项指标：{ $names }
 }；{ COUNT($gone) ->
    [0] 原有指标均予保留。
   *[other] 原有指标中有{ $gone }项不再收录。
 }
