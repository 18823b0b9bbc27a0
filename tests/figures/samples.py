"""Made-up exhibits of every kind, small and large, in English and Chinese. No number here is a fact."""

from __future__ import annotations

import json
from collections.abc import Callable

import numpy as np
import pandas as pd

from pipeline.figures.drawing import Drawing
from pipeline.findings.exhibit import Words

ECONOMIES = {
    "GBR": ("United Kingdom of Great Britain and Northern Ireland", "大不列颠及北爱尔兰联合王国"),
    "HKG": ("China, Hong Kong Special Administrative Region", "中国香港特别行政区"),
    "FRA": ("France", "法国"),
    "KOR": ("Republic of Korea", "大韩民国"),
    "KEN": ("Kenya", "肯尼亚"),
    "BRA": ("Brazil", "巴西"),
    "VEN": ("Venezuela (Bolivarian Republic of)", "委内瑞拉(玻利瓦尔共和国)"),
    "TZA": ("United Republic of Tanzania", "坦桑尼亚联合共和国"),
    "IND": ("India", "印度"),
    "DEU": ("Germany", "德国"),
    "COD": ("Democratic Republic of the Congo", "刚果民主共和国"),
    "PRK": ("Democratic People's Republic of Korea", "朝鲜民主主义人民共和国"),
    "NAM": ("Namibia", "纳米比亚"),
    "USA": ("United States of America", "美利坚合众国"),
    "FSM": ("Micronesia (Federated States of)", "密克罗尼西亚联邦"),
    "VCT": ("Saint Vincent and the Grenadines", "圣文森特和格林纳丁斯"),
}
GROUPS = {
    "world": ("World", "世界"),
    "high": ("High income", "高收入"),
    "upper": ("Upper middle income", "中等偏上收入"),
    "lower": ("Lower middle income", "中等偏下收入"),
    "low": ("Low income", "低收入"),
    "ldc": ("Least developed countries", "最不发达国家"),
    "lldc": ("Landlocked developing countries", "内陆发展中国家"),
    "sids": ("Small island developing States", "小岛屿发展中国家"),
    "africa": ("Africa", "非洲"),
    "arab": ("Arab States", "阿拉伯国家"),
    "asia": ("Asia and the Pacific", "亚洲和太平洋"),
    "cis": ("Commonwealth of Independent States", "独立国家联合体"),
    "europe": ("Europe", "欧洲"),
    "americas": ("The Americas", "美洲"),
}
TERMS = {
    "no_data": ("No data", "无数据"),
    "median": ("Median of the group", "组内中位数"),
    "equality": ("Line of equality", "绝对平等线"),
    "status_B": ("Break in the series", "序列中断"),
    "status_gap": ("Gap: too few economies report", "缺口：报告的经济体过少"),
    "axis_x": ("Share of individuals using the Internet, %", "使用互联网的个人比例（%）"),
    "axis_y": ("Fixed-broadband subscriptions per 100 inhabitants", "每百居民固定宽带用户数"),
    "y2015": ("2015", "2015年"),
    "y2024": ("2024", "2024年"),
    "target": ("Target 2030", "2030年目标"),
    "mean": ("World, unweighted mean", "世界（未加权平均）"),
    "top": ("Highest ten economies", "最高的经济体"),
    "bottom": ("Lowest ten economies", "最低的经济体"),
    "limited": ("Limited 0–50", "有限 0–50"),
    "satisfactory": ("Satisfactory 50–75", "良好 50–75"),
    "advanced": ("Advanced 75–95", "先进 75–95"),
    "met": ("Target met 95–100", "达标 95–100"),
    "on_track": ("On track", "进展顺利"),
    "fair": ("Fair progress, accelerate", "有进展，需加速"),
    "stagnant": ("Stagnation or regression", "停滞或倒退"),
    "achieved": ("Achieved", "已实现"),
    "verified": ("Read at the source", "已核对来源"),
    "unverified": ("Not verified", "未核实"),
    "scale": ("Score, 0 to 100", "得分，0至100"),
    "summit": ("Summit", "峰会"),
    "treaty": ("Agreement in force", "生效协定"),
    "men": ("Men", "男性"),
    "women": ("Women", "女性"),
}
TABLE = {**ECONOMIES, **GROUPS, **TERMS}
THEMES = {
    "ai": ("AI governance", "人工智能治理"),
    "data": ("Data governance", "数据治理"),
    "divide": ("Digital divide", "数字鸿沟"),
    "economy": ("Digital economy", "数字经济"),
    "government": ("Digital government", "数字政府"),
    "identity": ("Digital identity", "数字身份"),
    "payments": ("Digital payments", "数字支付"),
    "security": ("Digital security", "数字安全"),
    "trade": ("Digital trade", "数字贸易"),
    "internet": ("Internet governance", "互联网治理"),
    "measurement": ("Measurement", "统计测量"),
    "standards": ("Standards", "标准"),
}
LANGUAGES = {"en": 0, "zh": 1}


def words(language: str, extra: dict[str, tuple[str, str]] | None = None) -> Words:
    """Words with the labels of all samples; other languages than Chinese take the English labels."""
    index = LANGUAGES.get(language, 0)
    labels = {code: names[index] for code, names in {**TABLE, **THEMES, **(extra or {})}.items()}
    return Words("A title", "A subtitle, 2024", "A source", "What is seen", "A paragraph", labels)


def codes(count: int) -> list[str]:
    """Codes of economies, numbered from the second round on."""
    names = list(ECONOMIES)
    return [names[i % len(names)] + ("" if i < len(names) else f"_{i // len(names)}") for i in range(count)]


def more(count: int) -> dict[str, tuple[str, str]]:
    """Labels for the numbered codes."""
    return {code: ECONOMIES[code.split("_")[0]] for code in codes(count)}


def lines(count: int, rng: np.random.Generator) -> tuple[pd.DataFrame, dict[str, object]]:
    rows = []
    names = list(GROUPS) if count <= 14 else codes(count)
    for index in range(count):
        values = np.cumsum(rng.uniform(0, 4.5, 21)) + 3 + index % 9 * 2
        for year, value in zip(range(2004, 2025), values, strict=True):
            gap = (index == 1 and 2009 <= year <= 2011) or (index == 2 and year > 2021)
            status = "B" if index == 3 and year == 2015 else "A"
            rows.append((names[index], year, np.nan if gap else min(value, 99), status))
    frame = pd.DataFrame(rows, columns=["series", "x", "y", "status"])
    if count > 7:
        frame["emphasis"] = frame["series"].isin(names[:3])
    return frame, {"decimals": 1, "suffix": "%"}


def small_multiples(count: int, rng: np.random.Generator) -> tuple[pd.DataFrame, dict[str, object]]:
    names = list(GROUPS) if count <= 14 else codes(count)
    frames = []
    for index in range(count):
        years = np.arange(2010, 2025)
        values = np.clip(np.cumsum(rng.uniform(-0.5, 5, 15)) + index, 0, 100)
        frames.append(pd.DataFrame({"panel": names[index], "series": "all", "x": years, "y": values}))
    frame = pd.concat(frames, ignore_index=True)
    if count > 3:
        frame.loc[frame["panel"] == names[3], "y"] = np.nan
    return frame, {"decimals": 1, "framework": "development"}


def ranked_dots(count: int, rng: np.random.Generator) -> tuple[pd.DataFrame, dict[str, object]]:
    value = np.sort(rng.uniform(8, 99, count))[::-1]
    frame = pd.DataFrame({"label": codes(count), "value": value, "low": value - 6, "high": np.minimum(value + 5, 100)})
    frame["group"] = [("europe", "asia", "africa", "americas")[i % 4] for i in range(count)]
    frame["block"] = ["top" if i < count / 2 else "bottom" for i in range(count)]
    if count > 2:
        frame.loc[2, ["value", "low", "high"]] = np.nan
    return frame, {"references": [("mean", 61.2), ("target", 65.0)], "decimals": 1}


def dumbbell(count: int, rng: np.random.Generator) -> tuple[pd.DataFrame, dict[str, object]]:
    end = np.sort(rng.uniform(20, 99, count))[::-1]
    frame = pd.DataFrame({"label": codes(count), "start": end - rng.uniform(-8, 40, count), "end": end})
    if count > 4:
        frame.loc[1, "start"] = np.nan
        frame.loc[2, ["start", "end"]] = np.nan
    return frame, {"start_key": "y2015", "end_key": "y2024", "decimals": 1, "framework": "statistical"}


def slope(count: int, rng: np.random.Generator) -> tuple[pd.DataFrame, dict[str, object]]:
    names = list(GROUPS) if count <= 14 else codes(count)
    rows = [
        (names[i], year, rng.uniform(20, 60) + (20 if year > 2020 else 0))
        for i in range(count)
        for year in (2015, 2024)
    ]
    frame = pd.DataFrame(rows, columns=["series", "x", "y"])
    frame["emphasis"] = frame["series"].isin(names[:2])
    if count > 4:
        frame.loc[7, "y"] = np.nan
    return frame, {"decimals": 1}


def heatmap(count: int, rng: np.random.Generator) -> tuple[pd.DataFrame, dict[str, object]]:
    columns = list(THEMES)[: min(12, max(count, 2))]
    rows = [(row, column, rng.uniform(0, 100)) for row in codes(count) for column in columns]
    frame = pd.DataFrame(rows, columns=["row", "column", "value"])
    frame.loc[rng.random(len(frame)) < 0.08, "value"] = np.nan
    return frame, {"vmin": 0, "vmax": 100, "decimals": 0, "show_values": count <= 30}


def _square(west: float, south: float, size: float) -> list[list[list[float]]]:
    return [[[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]]]


def choropleth(count: int, rng: np.random.Generator) -> tuple[pd.DataFrame, dict[str, object]]:
    classes = ["limited", "satisfactory", "advanced", "met"]
    names = codes(count)
    places = [(-170 + 21 * (i % 16), -50 + 25 * (i // 16 % 5)) for i in range(count)]
    features = [
        {
            "properties": {"economy_iso3": name},
            "geometry": {"type": "Polygon", "coordinates": _square(place[0], place[1], 14)},
        }
        for name, place in zip(names, places, strict=True)
    ]
    features.append(
        {
            "properties": {"economy_iso3": "FJI"},
            "geometry": {
                "type": "MultiPolygon",
                "coordinates": [[[[170, 40], [-170, 40], [-170, 60], [170, 60], [170, 40]]]],
            },
        }
    )
    frame = pd.DataFrame({"REF_AREA": names, "value": rng.uniform(0, 100, count)})
    frame["class"] = pd.cut(frame["value"], [0, 50, 75, 95, 100], labels=classes).astype(object)
    if count > 1:
        frame.loc[count - 1, "class"] = None
    frame = pd.concat(
        [frame, pd.DataFrame({"REF_AREA": ["TUV"], "value": [40.0], "class": ["limited"]})], ignore_index=True
    )
    outlines = {"type": "FeatureCollection", "features": features}
    return frame, {"outlines": json.dumps(outlines), "points": {"TUV": (-8.5, 179.2)}, "classes": classes}


def stacked_bars(count: int, rng: np.random.Generator) -> tuple[pd.DataFrame, dict[str, object]]:
    segments = ["achieved", "on_track", "fair", "stagnant"]
    rows = [(bar, part, float(rng.integers(0, 40))) for bar in codes(count) for part in segments]
    frame = pd.DataFrame(rows, columns=["bar", "segment", "value"])
    if count > 3:
        frame.loc[frame["bar"] == codes(count)[3], "value"] = np.nan
    return frame, {"segments": segments, "share": True, "decimals": 0, "ramp": "diverging"}


def bars(count: int, rng: np.random.Generator) -> tuple[pd.DataFrame, dict[str, object]]:
    frame = pd.DataFrame({"label": codes(count), "value": np.sort(rng.normal(10, 18, count))[::-1]})
    frame["highlight"] = frame.index == 1
    if count > 5:
        frame.loc[4, "value"] = np.nan
    return frame, {"decimals": 1, "suffix": "%", "framework": "accounting"}


def matrix(count: int, rng: np.random.Generator) -> tuple[pd.DataFrame, dict[str, object]]:
    columns = list(THEMES)[:10]
    rows = [(row, column, float(rng.integers(0, 14)), rng.random() > 0.2) for row in codes(count) for column in columns]
    frame = pd.DataFrame(rows, columns=["row", "column", "value", "verified"])
    frame.loc[rng.random(len(frame)) < 0.05, "value"] = np.nan
    return frame, {"kind": "bubble", "decimals": 0, "framework": "monitoring"}


def timeline(count: int, rng: np.random.Generator) -> tuple[pd.DataFrame, dict[str, object]]:
    lanes = ["world", "europe", "asia", "americas"]
    names = codes(count)
    rows = []
    for index in range(count):
        start = 2003 + int(rng.integers(0, 22))
        treaty = index % 3 == 0
        end = (np.nan if index % 6 == 0 else start + 3) if treaty else start
        rows.append((lanes[index % 4], start, end, names[index], "treaty" if treaty else "summit"))
    return pd.DataFrame(rows, columns=["lane", "start", "end", "label", "kind"]), {}


def waterfall(count: int, rng: np.random.Generator) -> tuple[pd.DataFrame, dict[str, object]]:
    steps = rng.normal(0, 12, max(count - 2, 0)).round(1)
    values = [100.0, *steps, 100 + float(steps.sum())][: max(count, 1)]
    roles = ["total"] + ["delta"] * (len(values) - 2) + ["total"] * (len(values) > 1)
    return pd.DataFrame({"label": codes(len(values)), "value": values, "role": roles}), {"decimals": 1}


def scatter(count: int, rng: np.random.Generator) -> tuple[pd.DataFrame, dict[str, object]]:
    x = np.exp(rng.uniform(6, 11.5, count))
    y = np.clip((np.log(x) - 6) * 17 + rng.normal(0, 9, count), 0.5, 99)
    frame = pd.DataFrame({"label": codes(count), "x": x, "y": y, "size": rng.uniform(1, 1400, count) ** 1.2})
    frame["group"] = [("europe", "asia", "africa", "americas")[i % 4] for i in range(count)]
    frame["annotate"] = frame.index % max(1, count // 14) == 0
    if count > 3:
        frame.loc[3, "y"] = np.nan
    line = pd.DataFrame({"x": [500, 90000], "y": [5, 92]})
    return frame, {"x_log": True, "line": line}


def strip(count: int, rng: np.random.Generator) -> tuple[pd.DataFrame, dict[str, object]]:
    groups = ["africa", "arab", "asia", "cis", "europe", "americas"][: max(1, min(6, count))]
    members = [groups[i % len(groups)] for i in range(count * 3)]
    value = [min(100.0, 30 + 10 * groups.index(group) + rng.normal(0, 14)) for group in members]
    frame = pd.DataFrame({"group": members, "label": [codes(16)[i % 16] for i in range(count * 3)], "value": value})
    frame["annotate"] = frame.index % max(count // 3, 1) == 0
    medians = frame.groupby("group")["value"].median().to_dict()
    return frame, {"medians": medians, "decimals": 1}


def lorenz(count: int, rng: np.random.Generator) -> tuple[pd.DataFrame, dict[str, object]]:
    names = list(GROUPS) if count <= 14 else codes(count)
    x = np.linspace(0, 1, 31)
    frames = [pd.DataFrame({"series": names[i], "x": x, "y": x ** (1.4 + 0.35 * i)}) for i in range(count)]
    return pd.concat(frames, ignore_index=True), {"decimals": 1}


def histogram(count: int, rng: np.random.Generator) -> tuple[pd.DataFrame, dict[str, object]]:
    edges = np.arange(0, 101, 5)
    groups = list(GROUPS)[: min(count, 4)]
    frames = [
        pd.DataFrame({"left": edges[:-1], "right": edges[1:], "count": rng.integers(0, 30, 20), "group": group})
        for group in groups
    ]
    frame = pd.concat(frames, ignore_index=True)
    return frame if count > 1 else frame.drop(columns="group"), {"references": [("mean", 61.2)]}


def range_bars(count: int, rng: np.random.Generator) -> tuple[pd.DataFrame, dict[str, object]]:
    middle = np.arange(1, count + 1, dtype=float)
    frame = pd.DataFrame({"label": codes(count), "low": np.maximum(1, middle - 4), "mid": middle, "high": middle + 6})
    if count > 3:
        frame.loc[3, ["low", "high"]] = np.nan
        frame.loc[2, ["low", "mid", "high"]] = np.nan
    return frame, {"decimals": 0}


MAKERS: dict[str, Callable[[int, np.random.Generator], tuple[pd.DataFrame, dict[str, object]]]] = {
    maker.__name__: maker
    for maker in (
        bars, choropleth, dumbbell, heatmap, histogram, lines, lorenz, matrix, range_bars, ranked_dots, scatter, slope,
        small_multiples, stacked_bars, strip, timeline, waterfall,
    )
}  # fmt: skip
TITLED = {"scatter", "lines", "bars"}


def sample(kind: str, count: int = 12, language: str = "en", seed: int = 7) -> Drawing:
    """A drawing of a kind with ``count`` rows (series, panels, groups)."""
    data, options = MAKERS[kind](count, np.random.default_rng(seed))
    said = words(language, more(60))
    labels = dict(said.labels)
    if kind not in TITLED:
        labels = {code: text for code, text in labels.items() if code not in ("axis_x", "axis_y")}
    if kind == "lines":
        labels.pop("axis_x")
    said = Words(said.title, said.subtitle, said.source, said.alt, said.text, labels)
    return Drawing(f"{kind}-{count}", kind, data, said, language, options)
