"""The tables of a study of progress, and its summary: verdicts, what is not assessed and why, whose the methods are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

import pandas as pd

from pipeline.methods import progress as methods
from pipeline.methods.progress import ORIGIN, Assessment, Method, Minimum, Origin, Rules, Series, Verdict
from pipeline.methods.progress.vocabulary import METHODS
from pipeline.problems import Problem
from pipeline.studies.book import Book
from pipeline.studies.progress_targets import Aim, Aims

NAMES: Mapping[Method, str] = {
    Method.UNSD: "UN Statistics Division, progress chart",
    Method.STATISTICS_CANADA: "Statistics Canada, Open SDG progress measure",
    Method.EUROSTAT: "Eurostat, monitoring report on the SDGs",
    Method.ESCAP: "UN ESCAP, anticipated progress and current status",
    Method.SDSN: "SDSN, trend arrows",
    Method.PROBABILITY: "probability, OECD-style projections",
}
_FAMILY = {Origin.OFFICIAL: "Official methods", Origin.RESEARCH: "Research method", Origin.OWN: "Own method"}
NO_ROW, NO_FIGURE = "no row in Targets", "no figure in the file"


@dataclass(frozen=True)
class Found:
    """What was assessed: one entry a target and economy with an observation in its period; ``aims`` with the rows that cannot be."""

    aims: Aims
    items: tuple[tuple[Aim, str, Assessment], ...]
    asked: tuple[Method, ...]

    def series(self) -> list[tuple[str, Assessment]]:
        """The entries as the methods name a series."""
        return [("\t".join((aim.name, aim.indicator, area)), item) for aim, area, item in self.items]


def tables(found: Found, book: Book, rules: Rules, thresholds: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The tables of results; the series of the methods become the columns target, indicator, economy."""
    return {
        "Verdicts": _split(methods.verdict_table(found.series())),
        "Not assessed": not_assessed(found, book),
        "Disagreements": _split(methods.disagreements(found.series(), rules)),
        "Numbers": _numbers(found),
        "Targets": _targets(found.aims.found),
        "Methods": _methods(found.asked, rules),
        "Mapping": methods.mapping_table(),
        "Thresholds": _used(thresholds),
    }


def _targets(aims: Iterable[Aim]) -> pd.DataFrame:
    """The targets as they are assessed: years, direction, kind and who says it, natural limit, what was assumed."""
    rows = [
        (
            *(one.name, one.indicator, one.target.value, one.target.base_year, one.target.year),
            *(str(one.target.desired), one.kind, one.kind_from, one.target.limit, "; ".join(one.assumed)),
        )
        for one in aims
    ]
    columns = ["target", "indicator", "value", "base_year", "target_year", "direction", "kind", "kind_from", "limit"]
    return pd.DataFrame(rows, columns=[*columns, "assumed"]).astype({"value": "float64", "limit": "float64"})


def _numbers(found: Found) -> pd.DataFrame:
    """Every number of every method on every series, in long form."""
    detail = [
        (
            *(aim.name, aim.indicator, area, ORIGIN[method].value, str(method), str(result.verdict)),
            "" if result.level is None else result.level.name.lower(),
            result.reason,
            key,
            value,
            "; ".join(result.warnings),
        )
        for aim, area, item in found.items
        for method, result in item.results.items()
        for key, value in (result.numbers.items() or [("", float("nan"))])
    ]
    columns = ["target", "indicator", "economy", "family", "method", "verdict", "level", "reason"]
    return pd.DataFrame(detail, columns=[*columns, "number", "value", "warnings"])


def not_assessed(found: Found, book: Book) -> pd.DataFrame:
    """What has no verdict, and why: columns target, indicator, economy, methods ("all", or their names), reason.

    An economy without data or with data outside the period, a series that some methods do not assess, an indicator with data
    and no target, a target without data. Economies are all that the file names; those that an indicator lacks are listed with it.
    """
    rows: list[tuple[str, str, str, str, str]] = []
    areas = sorted({area for wide in book.wides.values() for area in wide.areas} | {area for _, area in book.blank})
    known = {(aim.name, aim.indicator, area): item for aim, area, item in found.items}
    for aim in found.aims.found:
        frame = book.frame(aim.indicator)
        for area in areas:
            at = (aim.name, aim.indicator, area)
            item = known.get(at)
            if item is None:
                reason = "no data" if (aim.indicator, area) in book.blank else "no row of this economy"
                if area in frame.index:
                    reason = methods.unseen(Series.of(frame.loc[area]), aim.target)
                rows.append((*at, "all", reason))
                continue
            reasons: dict[str, list[str]] = {}
            for method, result in item.results.items():
                if result.verdict is Verdict.NOT_ASSESSED:
                    reasons.setdefault(result.reason, []).append(str(method))
            whole = len(reasons) == 1 and len(next(iter(reasons.values()))) == len(item.results)
            rows += [(*at, "all" if whole else ", ".join(names), reason) for reason, names in reasons.items()]
    rows += [(name, code, "", "all", reason) for name, code, reason in found.aims.without]
    aimed = {aim.indicator for aim in found.aims.found}
    rows += [("", code, "", "all", NO_ROW) for code in book.wides if code not in aimed]
    hollow = sorted({code for code, _ in book.blank if code not in book.wides})
    rows += [("", code, "", "all", NO_FIGURE) for code in hollow]
    return pd.DataFrame(rows, columns=["target", "indicator", "economy", "methods", "reason"])


def _methods(asked: Iterable[Method], rules: Rules) -> pd.DataFrame:
    """The methods by family: name, what they rest on, what they ask of a series, how many of their rows have no source."""
    names = [part.name for part in fields(Minimum)]
    rows = [
        (
            *(ORIGIN[method].value, str(method), NAMES[method], METHODS[method]),
            *(getattr(rules.minimums[method], name) for name in names),
            sum(row.startswith(f"{method}.") for row in rules.unsourced),
        )
        for method in asked
    ]
    return pd.DataFrame(rows, columns=["family", "method", "name", "rests_on", *names, "rows_without_source"])


def _split(table: pd.DataFrame) -> pd.DataFrame:
    if table.empty:
        return pd.DataFrame(columns=["target", "indicator", "economy", *[c for c in table.columns if c != "series"]])
    parts = table["series"].str.split("\t", expand=True).set_axis(["target", "indicator", "economy"], axis=1)
    # A verdict table names the target's value "target"; here that is the code of the target.
    rest = table.drop(columns="series").rename(columns={"target": "target_value"})
    return pd.concat([parts, rest], axis=1)


def _used(thresholds: pd.DataFrame) -> pd.DataFrame:
    """The bounds with whose they are and their sources; a blank source reads "no source"."""
    own = thresholds[thresholds["method"].isin([str(method) for method in Method])]
    family = [ORIGIN[Method(method)].value for method in own["method"]]
    own = own.assign(family=family, source=own["source"].where(own["source"] != "", "no source"))
    return own[["family", *(c for c in own.columns if c != "family")]].reset_index(drop=True)


def notes(found: Found, table: pd.DataFrame, rules: Rules, problems: Sequence[Problem]) -> tuple[str, ...]:
    """The summary: how many series have verdicts, what has none and why (``table`` is that of ``not_assessed``), what was assumed."""
    told = [_families(found.asked), _counts(found, table), *_reasons(found, table)]
    split = sum(len(set(item.levels.values())) > 1 for _, _, item in found.items)
    official = sum(
        len({level for method, level in item.levels.items() if ORIGIN[method] is Origin.OFFICIAL}) > 1
        for _, _, item in found.items
    )
    told.append(
        f"The official methods disagree on {official} series, all methods on {split}; verdicts are compared on the common "
        "scale of the table Mapping: away, little, some, on track, achieved."
    )
    told += _moved(found)
    told += _assumed(found.aims.found)
    if Method.PROBABILITY in found.asked:
        told.append("The projections model no saturation: a share near its bound may look more certain than it is.")
    if rules.unsourced:
        told.append(f"Bounds without a source: {', '.join(rules.unsourced)}.")
    if problems:
        told.append(f"{len(problems)} messages; each names its cell in the table Messages.")
    return tuple(told)


def _families(asked: Iterable[Method]) -> str:
    """Which methods were asked, official, research and own ones apart."""
    parts = []
    for origin in Origin:
        names = [NAMES[method] for method in asked if ORIGIN[method] is origin]
        parts += [f"{_FAMILY[origin]}: {'; '.join(names)}."] if names else []
    return "\n".join(parts)


def _counts(found: Found, table: pd.DataFrame) -> str:
    """How many series the methods assess: all of them, some, none."""
    judged = Counter(_extent(item) for _, _, item in found.items)
    count = len(table[table["economy"] != ""].groupby(_KEY)) + judged["all"]
    return (
        f"{count} series (target and economy): {judged['all']} with a verdict by every method asked, {judged['some']} by some of "
        f"them, {count - judged['all'] - judged['some']} by none."
    )


_KEY = ["target", "indicator", "economy"]


def _extent(item: Assessment) -> str:
    """Whether all methods that were asked assess a series, some or none."""
    return "all" if len(item.levels) == len(item.results) else "some" if item.levels else "none"


def _reasons(found: Found, table: pd.DataFrame) -> list[str]:
    """What has no verdict, counted by reason; names of indicators in full."""
    told = []
    some = {(aim.name, aim.indicator, area) for aim, area, item in found.items if _extent(item) == "some"}
    # Of a series that methods leave out for several reasons the first one, that of the first method, is counted.
    first = table[table["economy"] != ""].drop_duplicates(_KEY)
    keys = zip(*(first[name] for name in _KEY), strict=True)
    counts = Counter(
        "assessed by some methods and not by others" if key in some else _general(reason)
        for key, reason in zip(keys, first["reason"], strict=True)
    )
    if counts:
        parts = [f"{count} {reason}" for reason, count in counts.most_common()]
        told.append(f"Not assessed (table of this name): {'; '.join(parts)}.")
    for reason, head in (
        (NO_ROW, "Indicators with data and no row in Targets"),
        (NO_FIGURE, "Indicators without a figure"),
    ):
        bare = table[(table["economy"] == "") & (table["reason"] == reason)]["indicator"]
        told += [f"{head} ({len(bare)}): {', '.join(bare)}."] if len(bare) else []
    if found.aims.without:
        names = ", ".join(f"{name} ({code})" for name, code, _ in found.aims.without)
        told.append(f"Targets without data ({len(found.aims.without)}): {names}.")
    return told


def _moved(found: Found) -> list[str]:
    """On how many series a method replaced a zero, or counts from another year than the base year of the target."""
    zeros = bases = 0
    for aim, _, item in found.items:
        zeros += any("of zero is replaced" in text for result in item.results.values() for text in result.warnings)
        unsd = item.results.get(Method.UNSD)
        bases += unsd is not None and unsd.level is not None and unsd.numbers["base_year"] != aim.target.base_year
    told = []
    if zeros:
        told.append(
            f"A zero was replaced on {zeros} series (Statistics Canada); that choice moves the result, see the column warnings."
        )
    if bases:
        told.append(f"UNSD counts from another year than the base year on {bases} series (column unsd_base_year).")
    return told


def _general(reason: str) -> str:
    """A reason without the years of one series, to be counted."""
    for start, general in (
        ("the data end in", "with data that end before the base year"),
        ("the data begin in", "with data that begin after the target year"),
        ("no observation from", "without an observation in the period"),
        ("no row of this economy", "without a row"),
        ("no data", "without data"),
        ("only one year", "with one value alone"),
        ("the latest value is of", "with a latest value that is too old"),
    ):
        if reason.startswith(start):
            return general
    return f"because of {reason!r}"


def _assumed(aims: Sequence[Aim]) -> list[str]:
    """What the targets do not say and was taken, once for all that share it."""
    told = []
    by_text: dict[str, list[str]] = {}
    for aim in aims:
        for text in aim.assumed:
            by_text.setdefault(text, []).append(aim.name)
    told += [f"Assumed for {', '.join(dict.fromkeys(names))}: {text}." for text, names in by_text.items()]
    inferred: dict[str, str] = {}
    for aim in aims:
        if not aim.kind_from.startswith("given"):
            limit = "" if aim.target.limit is None else f", natural limit {aim.target.limit:g}"
            inferred.setdefault(aim.indicator, f"{aim.indicator} {aim.kind}{limit} ({aim.kind_from})")
    if inferred:
        told.append(
            f"Kinds of series that nobody gave: {'; '.join(inferred.values())}. A column kind of Targets, Indicators or the codebook says otherwise."
        )
    directional = [aim.name for aim in aims if aim.target.value is None and aim.kind != "binary"]
    if directional:
        names = ", ".join(dict.fromkeys(directional))
        told.append(f"Targets without a number, of which only the direction is followed ({len(directional)}): {names}.")
    return told
