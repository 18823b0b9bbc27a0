### 承诺：世界有多大部分已经加入，哪些文书的成员相互重合，共同组合有多大。

commitments-title = 各主题的承诺，{ $year }年
commitments-subtitle = 占世界的百分比，采用{ $year }年权数；含签署、加入或认可
commitments-alt = 热力图：{ $count }个主题，按已加入的经济体、人口和产出所占比例。
commitments-share-economies = 经济体
commitments-share-population = 人口
commitments-share-product = 国内生产总值
commitments-any = 任一主题
commitments-counted = 纳入统计的是参加方名单已完整查证的{ $counted }项文书；{ COUNT($left) ->
    [0] 没有文书未予纳入
   *[other] 另有{ $left }项未予纳入，其参加情况不作任何判断
 }。各项数目均为下限。
commitments-union = 欧洲联盟按一个成员计算，不代表其任何成员经济体。
commitments-reach = { $says ->
    [alone] 纳入统计的文书均属同一主题，即{ $themes }，其成员人口占世界人口的{ $share }。
    [all-equal] 各主题纳入统计的文书，其成员人口占世界人口的比例相同，均为{ $share }。
   *[other] 在纳入统计的文书中，{ $themes }类覆盖面最广{ COUNT($themes) ->
        [1] { "" }
       *[other] 且彼此相同
    }，成员人口占世界人口的{ $share }；最窄的是{ $low }（{ $low-share }）。
 }
commitments-weights = 就{ $theme }作出承诺的经济体占经济体总数的{ $economies }，占世界人口的{ $people }、世界产出的{ $output }{ $says ->
    [output] ，平均而言比其他经济体富裕
    [people] ，平均而言比其他经济体贫困
   *[alike] { "" }
 }。
commitments-weights-headline = { $theme }：截至{ $year }年已签署、加入或认可纳入统计文书的经济体占世界人口的{ $people }、世界产出的{ $output }

overlap-title = 各文书共有的成员，{ $year }年
overlap-subtitle = 两项均加入的成员占至少加入其中一项的成员的百分比；参加方名单完整的文书
overlap-alt = 热力图：{ $count }项文书两两对照。
overlap-same = 同一文书
overlap-shown = 图中列出纳入统计的{ $counted }项文书中的{ $shown }项，即成员最多者和最接近的各对。
overlap-method = 模块度衡量成员分成板块的程度，取决于登记册收录了哪些文书，并非对其中任何一项文书的判定。没有共同加入的文书并不等于立场不同。
overlap-pair = { $one }与{ $other }
overlap-set = { $all }这{ $count }项
overlap-closest = { COUNT($least) ->
    [0] { COUNT($count) ->
        [1] 在所有各对文书中，成员最接近的是{ $pairs }：{ $same ->
            [yes] 两者的{ $either }个成员完全相同。
           *[no] 至少加入其中一项的{ $either }个成员中，{ $shared }个两项均已加入。
        }
       *[other] { $same ->
            [yes] 成员名单完全相同的有{ $pairs }{ COUNT($more) ->
                [0] { "" }
               *[other] 等，另有{ $more }组未列
            }。
           *[no] 成员最接近的有{ $pairs }{ COUNT($more) ->
                [0] { "" }
               *[other] 等，另有{ $more }对未列
            }，共有成员均占{ $share }。
        }
    }
   *[other] 在成员合计不少于{ $least }个的各对文书中，最接近的是{ $pairs }{ COUNT($more) ->
        [0] { "" }
       *[other] 等，另有{ $more }对未列
    }{ COUNT($count) ->
        [1] ：至少加入其中一项的{ $either }个成员中，{ $shared }个两项均已加入
       *[other] ，共有成员均占{ $share }
    }。
 }
overlap-closest-headline = { COUNT($count) ->
    [1] { $same ->
        [yes] 截至{ $year }年成员名单完全相同：{ $pairs }
       *[no] 截至{ $year }年，成员最接近的文书是{ $pairs }，共有成员占{ $share }
    }
   *[other] 截至{ $year }年，成员最接近的文书有{ $count }对，共有成员占{ $share }
 }
overlap-blocks = 成员分为{ $groups }个板块：截至{ $year }年，加入板块中一项文书的成员大多也加入了同一板块的其他文书。
overlap-blocks-headline = 各类承诺形成板块：截至{ $year }年，加入板块中一项文书的成员大多也加入了同一板块的其他文书
overlap-chance = 截至{ $year }年，各类承诺的分化程度未超出随机水平。
overlap-chance-headline = 截至{ $year }年，各类承诺的分化程度未超出随机水平
overlap-depends = 截至{ $year }年，承诺是否形成板块取决于统计范围：{ $says ->
    [blocks] 全部承诺合计形成板块，有约束力的承诺则未形成
   *[chance] 有约束力的承诺形成板块，全部承诺合计则未形成
 }。
overlap-depends-headline = 截至{ $year }年，承诺是否形成板块取决于统计范围：{ $says ->
    [blocks] 全部承诺合计形成板块，有约束力的承诺则未形成
   *[chance] 有约束力的承诺形成板块，全部承诺合计则未形成
 }
overlap-modularity = 全部纳入统计的承诺的模块度为{ $modularity }，成员和文书数目相同的{ $draws }个随机表平均为{ $null }。
overlap-modularity-binding = 全部纳入统计的承诺的模块度为{ $modularity }，成员和文书数目相同的随机表平均为{ $null }；已生效且具有约束力的{ $binding }项文书则为{ $binding-modularity }，随机表平均为{ $binding-null }。

consensus-title = 共同加入的文书，{ $year }年
consensus-subtitle = 共同签署、加入或认可相同文书的经济体数目，按文书数目列示；仅含参加方名单完整的文书
consensus-alt = 条形图：共同加入的文书由1项增至{ $count }项，条形随之缩短。
consensus-axis-x = 经济体
consensus-axis-y = 共同加入的文书数目
consensus-bar = 共同加入{ $count }项
consensus-method = 最大的共同组合指文书数与经济体数之积最大的组合。
consensus-common = 截至{ $year }年，纳入统计的文书中最大的共同组合为{ $members }个经济体共同加入的{ $size }项文书，占全部经济体的{ $share }。
consensus-set = { $tied ->
    [yes] 最大的共同组合之一
   *[no] 最大的共同组合
 }是{ $set }，全部加入的经济体{ COUNT($more) ->
    [0] 为{ $economies }
   *[other] 包括{ $economies }等{ $members }个
 }。
consensus-common-headline = 截至{ $year }年，{ $members }个经济体共同签署、加入或认可了{ $size }项纳入统计的文书，为最大的共同组合
consensus-widest = 在纳入统计的文书中，加入经济体最多的是{ $instruments }{ COUNT($count) ->
    [1] { "" }
    [2] { "" }
    [3] { "" }
   *[other] 等
 }：{ $total }个经济体中有{ $one }个{ COUNT($count) ->
    [1] { "" }
   *[other] ，各项相同
 }。
consensus-widest-headline = 截至{ $year }年，没有一项纳入统计的文书有超过{ $one }个经济体加入（共{ $total }个）
