### 行文中的名称，与表格不同时才列。编号为 name-<种类>-<代码>。

name-group-WLD = 世界
name-group-ITU-CIS = 独联体
name-short-IT-NET-USER-ZS = 互联网使用率

name-source-registers = 本报告的平台和文书登记册（各行均已从来源查证；见附件）
name-short-SPI-INDEX-PIL1 = 数据使用
name-short-SPI-INDEX-PIL2 = 数据服务
name-short-SPI-INDEX-PIL3 = 数据产品
name-short-SPI-INDEX-PIL4 = 数据来源
name-short-SPI-INDEX-PIL5 = 数据基础设施
name-source-index = 由本报告的指标计算得出，其来源载于指标卡片
