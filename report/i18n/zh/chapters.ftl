### 各章由论断构成的语句：引用、各平台议程。

stated = { $finding }。
quoted = { $finding }（{ $figure }）。
agenda-meeting = { $platform }（{ $due }年；已查证最近一届：{ $latest }年）
agenda-before = 按以往周期，下一次会议为：{ $meetings }。
agenda-question = { $theme ->
    [ai-governance] 在各方实施能力如此不均的情况下，哪些人工智能规则可以先行商定？
    [digital-divide] 怎样才能使最落后的经济体赶上中间水平，而不仅仅是超过自己的过去？
    [digital-security] 领先者已作出的哪些承诺，可以成为承诺尚少者的共同底线？
    [data-governance] 数据如何能在多数伙伴而非少数伙伴共有的规则下跨境流动？
    [digital-trade] 谁被排除在数字贸易规则之外，其收益又是依据谁的数字计算的？
    [standards] 谁的标准成为规则，谁能参与标准的制定？
    [digital-identity] 身份认证须达到何种可信程度，境外的服务才会接受？
    [digital-government] 哪些在线服务真正惠及最需要的人？
    [digital-payments] 怎样才能使跨境支付与境内支付同样便宜？
    [internet-governance] 哪些互联网问题需要协定，哪些只需要交流？
    [digital-regulation] 在收入最低的地方，监管机构能为接入价格做些什么？
    [measurement] 缺失的统计中应先要求哪些，由谁承担费用？
   *[digital-economy] 在尚无账户可循之处，如何统计数字经济？
 }
