### 治理格局：登记册所载平台、文书和会议。

platforms-title = 登记册所载平台，{ $year }年
platforms-subtitle = 首届至已知最近一届，按参与方类型分列；颜色表示产出类型
platforms-subtitle-clipped = 首届至已知最近一届，按参与方类型分列；颜色表示产出类型；始于{ $first }年以前者自{ $first }年绘起
platforms-alt = 时间轴上的横条：{ $count }个平台，按成员构成分组。
platforms-bar = 横条止于已查证的最近一届，该届未必是实际举行的最后一届。
platforms-unread = { COUNT($count) ->
    [0] 登记册所载平台的起始年份均已查证。
   *[other] 另有{ $count }个平台的首届年份未查证，图中未予绘出。
 }
platforms-young = 在起始年份已知的{ $total }个平台中，{ COUNT($young) ->
    [0] 没有一个
   *[other] 有{ $young }个
 }始于{ $since }年或以后。
platforms-young-headline = 在起始年份已知的{ $total }个平台中，{ COUNT($young) ->
    [0] 没有一个
   *[other] 有{ $young }个
 }始于{ $since }年或以后
platforms-oldest = 起始年份已知的平台以{ $names }{ COUNT($more) ->
    [0] { "" }
   *[other] 等
 }（{ $year }年）为最早。
platforms-alive = 在{ $since }年以前启动的{ $older }个平台中，{ COUNT($alive) ->
    [0] 没有一个
   *[other] 有{ $alive }个
 }在登记册中载有{ $lately }年或以后的届次{ COUNT($rest) ->
    [0] { "" }
   *[other] ；其余{ $rest }个未查到如此晚近的届次
 }。

instruments-title = 登记册所载通过年份已知的文书，{ $years }年
instruments-subtitle = 文书数目，按通过年份{ COUNT($length) ->
    [1] { "" }
   *[other] （每{ $length }年为一期）
 }
instruments-alt = 堆积柱形图：按层级分列的文书，共{ $count }个时期。
instruments-found = 登记册只列出已查证的内容，而且近期文本比早期文本更易查得：其增长不能用来衡量活跃程度。
instruments-undated = { COUNT($count) ->
    [0] 登记册所载文书均有通过年份。
   *[other] 另有{ $count }项没有通过年份，或因未查证，或因仍在谈判，图中未予绘出。
 }
instruments-force = 未查到生效年份，并不表示该文书尚未生效。
instruments-layer = { $says ->
    [alone] 全部{ $total }项均属{ $layers }层级。
    [all-equal] 各层级的文书数目相同，{ $total }项中各有{ $count }项。
   *[other] 在{ $total }项文书中，{ $layers }文书{ COUNT($layers) ->
        [1] { "" }
       *[other] 各
    }有{ $count }项，多于其他层级。
 }
instruments-layer-headline = { $says ->
    [alone] { $year }年登记册所载{ $total }项文书均属{ $layers }层级
    [all-equal] { $year }年登记册中各层级的文书数目相同：{ $total }项中各有{ $count }项
   *[other] { $year }年登记册所载{ $total }项文书中，{ $layers }文书{ COUNT($layers) ->
        [1] { "" }
       *[other] 各
    }有{ $count }项，多于其他层级
 }
instruments-recent = { $since }年以来通过的{ $recent }项文书中，{ COUNT($small) ->
    [0] 全部为多边文书
   *[other] 有{ $small }项不是多边文书
 }。
instruments-recent-headline = { $since }年以来通过的{ $recent }项文书中，{ COUNT($small) ->
    [0] 全部为多边文书
   *[other] 有{ $small }项不是多边文书，即并非由所有国家共同制定
 }
instruments-binding = { $total }项中，{ COUNT($design) ->
    [0] 没有一项在设计上具有约束力
   *[other] 有{ $design }项在设计上具有约束力，其中{ COUNT($force) ->
        [0] 未查到任何一项在{ $year }年以前（含当年）生效
       *[other] 已查证在{ $year }年以前（含当年）生效的有{ $force }项
    }
 }。
instruments-binding-headline = 登记册所载{ $total }项文书中，{ COUNT($design) ->
    [0] 没有一项在设计上具有约束力（{ $year }年）
   *[other] 有{ $design }项在设计上具有约束力，截至{ $year }年已查证生效的有{ $force }项
 }

themes-title = { $register ->
    [platforms] 登记册所载平台的主题，{ $year }年
   *[instruments] 登记册所载文书的主题，{ $year }年
 }
themes-subtitle = { $register ->
    [platforms] 平台数目，按主题和成员构成
   *[instruments] 文书数目，按主题和层级
 }
themes-alt = 矩阵图：圆圈大小表示数目，{ $themes }个主题，{ $columns }类。
themes-judged = { $register ->
    [platforms] 一个平台
   *[instruments] 一项文书
 }在其所涉的每个主题下各计一次；所涉主题由本报告判定。
themes-read = 统计包括已从来源查证的{ $rows }{ $register ->
    [platforms] 个平台
   *[instruments] 项文书，无论是否有通过年份
 }；某一主题数目较少，也可能是查得较少。
themes-most = { $says ->
    [alone] { $register ->
        [platforms] 全部{ $rows }个平台只有一个主题，即{ $themes }。
       *[instruments] 全部{ $rows }项文书只有一个主题，即{ $themes }。
    }
    [all-equal] { $register ->
        [platforms] 列入各主题的平台数目相同，{ $rows }个中各有{ $most }个。
       *[instruments] 各主题的文书数目相同，{ $rows }项中各有{ $most }项。
    }
   *[other] { $register ->
        [platforms] { $rows }个平台中，议程涉及{ $themes }的{ COUNT($count) ->
            [1] 有{ $most }个，比居次的主题多{ $lead }个。
           *[other] 最多，各有{ $most }个。
        }
       *[instruments] { $rows }项文书中，以{ $themes }为主题的{ COUNT($count) ->
            [1] 有{ $most }项，比居次的主题多{ $lead }项。
           *[other] 最多，各有{ $most }项。
        }
    }
 }
themes-most-headline = { $says ->
    [alone] { $year }年登记册只有一个主题：{ $themes }
    [all-equal] { $year }年登记册中各主题的数目相同：{ $rows }中各有{ $most }
   *[other] { $register ->
        [platforms] { $year }年登记册所载{ $rows }个平台中，议程涉及{ $themes }的{ COUNT($count) ->
            [1] { "" }
           *[other] 各
        }有{ $most }个
       *[instruments] { $year }年登记册所载{ $rows }项文书中，以{ $themes }为主题的{ COUNT($count) ->
            [1] { "" }
           *[other] 各
        }有{ $most }项
    }
 }
themes-least = 查得最少的是{ COUNT($count) ->
    [1] { $themes }
    [2] { $themes }
    [3] { $themes }
   *[other] { $themes }等{ $count }个主题
 }，{ $rows }{ $register ->
    [platforms] 个
   *[instruments] 项
 }中{ COUNT($count) ->
    [1] { "" }
   *[other] 各
 }有{ $least }{ $register ->
    [platforms] 个
   *[instruments] 项
 }。

meetings-title = 登记册所载会议，{ $years }年
meetings-subtitle = 登记册所载会议次数，{ $years }年
meetings-alt = 堆积柱形图：按参与方类型分列的会议，共{ $count }年。
meetings-found = 计数以可查证者为限，并非会议普查；没有会议的年份只是未查到会议。
meetings-kind = { $says ->
    [alone] 登记册所载{ $first }年以来的{ $total }次会议均属同一类平台，即{ $kinds }。
    [all-equal] 登记册所载{ $first }年以来的{ $total }次会议中，各类平台均有{ $most }次。
   *[other] 登记册所载{ $first }年以来的{ $total }次会议中，{ $kinds }平台{ COUNT($kinds) ->
        [1] { "" }
       *[other] 各
    }有{ $most }次。
 }
meetings-kind-headline = { $says ->
    [alone] 登记册所载{ $first }年以来的{ $total }次会议均属同一类平台：{ $kinds }
    [all-equal] 登记册所载{ $first }年以来的{ $total }次会议中，各类平台均有{ $most }次
   *[other] 登记册所载{ $first }年以来的{ $total }次会议中，{ $kinds }平台{ COUNT($kinds) ->
        [1] { "" }
       *[other] 各
    }有{ $most }次
 }
meetings-peak = { COUNT($count) ->
    [1] 查得会议最多的是{ $year }年，为{ $peak }次。
   *[other] 查得会议最多的年份有{ $count }个，各为{ $peak }次，最近一个为{ $year }年。
 }
