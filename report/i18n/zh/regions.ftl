### 区域概览。

region-title = { $region }与世界
region-subtitle = 百分比或百分制得分，各经济体的均值，两者均有数值的最近年份
region-alt = 成对圆点：{ $region }与世界，共{ $count }项。
region-years = 每对数值取自同一年（{ $years }年）。
region-left-out = { $indicators }近年没有两者均有数值的年份。
region-side = { $says ->
    [all] { $region }全部{ $total }项均高于世界。
    [all-below] { $region }全部{ $total }项均低于世界。
    [equal] { $region }全部{ $total }项与世界大致相当。
   *[other] { $total }项中，{ $region }{ COUNT($above) ->
        [0] 有{ $below }项低于世界，其余大致相当。
       *[other] 有{ $above }项高于世界{ COUNT($below) ->
            [0] ，其余大致相当。
           *[other] ，{ $below }项低于世界{ COUNT($level) ->
                [0] 。
               *[other] ，{ $level }项大致相当。
            }
        }
    }
 }
region-side-headline = { $says ->
    [all] { $region }全部{ $total }项均高于世界
    [all-below] { $region }全部{ $total }项均低于世界
    [equal] { $region }全部{ $total }项与世界大致相当
   *[other] { $total }项中，{ $region }{ COUNT($above) ->
        [0] 有{ $below }项低于世界，其余大致相当
       *[other] 有{ $above }项高于世界{ COUNT($below) ->
            [0] ，其余大致相当
           *[other] ，{ $below }项低于世界{ COUNT($level) ->
                [0] { "" }
               *[other] ，{ $level }项大致相当
            }
        }
    }
 }
region-best = { $region }领先最多的是{ $measure }：{ $year }年为{ $own }，世界为{ $world }。
region-worst = { $region }落后最多的是{ $measure }：{ $year }年为{ $own }，世界为{ $world }。
region-best-headline = { $region }领先世界最多的是{ $measure }：{ $year }年为{ $own }，世界为{ $world }
region-worst-headline = { $region }落后世界最多的是{ $measure }：{ $year }年为{ $own }，世界为{ $world }
region-course-rose = 该区域{ $measure }由{ $first }年的{ $then }升至{ $last }年的{ $now }。
region-course-fell = 该区域{ $measure }由{ $first }年的{ $then }降至{ $last }年的{ $now }。
region-course-peaked = 该区域{ $measure }于{ $turn }年达到{ $extreme }的高点，{ $last }年为{ $now }。
region-course-recovered = 该区域{ $measure }在{ $turn }年降至{ $extreme }后回升，{ $last }年为{ $now }。
region-course-rose-then-level = 该区域{ $measure }由{ $first }年的{ $then }上升，{ $turn }年以来变化甚微，{ $last }年为{ $now }。
region-course-fell-then-level = 该区域{ $measure }由{ $first }年的{ $then }下降，{ $turn }年以来变化甚微，{ $last }年为{ $now }。
region-course-swung = 该区域{ $measure }有升有降：{ $points }。
region-course-level = { $last }年该区域{ $measure }为{ $now }，与{ $first }年相同。
region-course-rose-headline = { $region }{ $measure }由{ $first }年的{ $then }升至{ $last }年的{ $now }
region-course-fell-headline = { $region }{ $measure }由{ $first }年的{ $then }降至{ $last }年的{ $now }
region-course-peaked-headline = { $region }{ $measure }于{ $turn }年达到{ $extreme }的高点，{ $last }年为{ $now }
region-course-recovered-headline = { $region }{ $measure }在{ $turn }年降至{ $extreme }后回升，{ $last }年为{ $now }
region-course-rose-then-level-headline = { $region }{ $measure }由{ $first }年的{ $then }上升，{ $turn }年以来变化甚微，{ $last }年为{ $now }
region-course-fell-then-level-headline = { $region }{ $measure }由{ $first }年的{ $then }下降，{ $turn }年以来变化甚微，{ $last }年为{ $now }
region-course-swung-headline = { $region }{ $measure }有升有降：{ $points }
region-course-level-headline = { $last }年{ $region }{ $measure }为{ $now }，与{ $first }年相同
region-course-title = { $region }与世界的{ $measure }
region-course-alt = 折线图：{ $region }和世界各一条线。
