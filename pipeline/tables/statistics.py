"""Tables of figures: groups by indicator in the chapters, every economy by indicator in the annex."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from pipeline.findings.notes import weights
from pipeline.findings.origins import Origin, Taken
from pipeline.findings.wording import clauses, escape, sentences, span
from pipeline.findings.wording.realise import opened, sentence
from pipeline.findings.workshop import WORLD, Workshop, mean_decimals, source_line
from pipeline.language import Language
from pipeline.tables.sizes import Size, size_of
from pipeline.tables.sourced import mean_of, observed, worked
from pipeline.tables.table import MISSING, Column, Table


def group_table(
    workshop: Workshop, id: str, indicators: Sequence[str], kinds: Sequence[str], subject: str, language: Language
) -> Table:
    """Groups × indicators: mean in each indicator's latest year that the coverage rule lets pass, weighted as it asks.

    ``subject`` is what the indicators are about, with which the caption begins.
    """
    t = language.text
    groups = [workshop.data.groups[WORLD], *(group for kind in kinds for group in workshop.groups(kind))]
    years = {code: _best_year(workshop, code, [group.code for group in groups]) for code in indicators}
    values = {code: [_value(workshop, code, group.code, years[code]) for group in groups] for code in indicators}
    sizes = {
        code: _size(workshop, code, held, mean_decimals(workshop.indicator(code)), language)
        for code, held in values.items()
    }
    rows = []
    for place, group in enumerate(groups):
        cells = [escape(language.name("group", group.code))]
        for code in indicators:
            value = values[code][place]
            shown = MISSING if pd.isna(value) else sizes[code].shown(value, language)
            cells.append(mean_of(workshop, shown, code, group.code, workshop.weighting(code), years[code], value))
        rows.append(tuple(cells))
    heads = [t("{name}, {year}", name=escape(language.name("short", code)), year=years[code]) for code in indicators]
    columns = (Column(t("Group"), 34), *(Column(head, 66 / len(indicators), "r") for head in heads))
    units = _units(sizes, language)
    note = t(
        "{missing}: fewer than {population} of the group’s people or {count} of its economies have a value. Units: {units}.",
        missing=MISSING,
        population=t("{n} per cent", n=language.number(100 * workshop.edition.coverage_population, 0)),
        count=t("{n} per cent", n=language.number(100 * workshop.edition.coverage_count, 0)),
        units=units,
    )
    caption = t(
        "{subject}: groups of economies, each indicator in the latest year in which most groups are covered, {years}",
        subject=subject,
        years=span(years.values()),
    )
    return Table(
        id,
        caption,
        columns,
        tuple(rows),
        "small",
        sentences(
            [
                *_weights(workshop, indicators, language),
                note,
                escape(source_line(workshop, list(indicators), language)),
            ],
            language,
        ),
    )


def _value(workshop: Workshop, code: str, group: str, year: int) -> float:
    """The value of a group in a year, weighted as the indicator asks; NaN where the coverage rule lets none pass."""
    found = workshop.group_values(code, group, workshop.weighting(code))["value"].get(year)
    return float("nan") if found is None else float(found)


def _size(workshop: Workshop, code: str, values: Iterable[float], decimals: int, language: Language) -> Size:
    """How values of an indicator are printed in a column."""
    return size_of(values, workshop.indicator(code).unit, decimals, language)


def _weights(workshop: Workshop, indicators: Sequence[str], language: Language) -> list[str]:
    """How economies count in the means of a table, for its note."""
    return [escape(opened(sentence(one, language), language)) for one in weights(workshop, indicators)]


def region_table(workshop: Workshop, id: str, region: str, indicators: Sequence[str], language: Language) -> Table:
    """One region: each indicator's value in the region and the world in the newest year with both, and who is highest and lowest.

    Highest and lowest are latest values no older than the edition allows; economies that share a printed value are counted.
    """
    t = language.text
    members = set(workshop.data.groups[region].members)
    rows, shared = [], False
    sizes: dict[str, Size] = {}
    for code in indicators:
        meta = workshop.indicator(code)
        how = workshop.weighting(code)
        own, world = (workshop.group_values(code, group, how)["value"].dropna() for group in (region, WORLD))
        years = own.index.intersection(world.index)
        latest = workshop.latest(code)
        latest = latest[latest.index.isin(members)].sort_values("value")
        if latest.empty:
            continue
        size = sizes[code] = _size(workshop, code, latest["value"], mean_decimals(meta), language)
        values = [
            mean_of(workshop, size.shown(series[years[-1]], language), code, group, how, years[-1], series[years[-1]])
            if len(years)
            else MISSING
            for series, group in ((own, region), (world, WORLD))
        ]
        ends = [
            _end(latest[::step], code, meta.decimals, size, language, key)
            for step, key in ((1, "lowest"), (-1, "highest"))
        ]
        shared = shared or any(same > 1 for _, same in ends)
        every = Taken(code, tuple(latest.index), tuple(latest["year"].astype(int)), paired=True)
        rows.append(
            (
                escape(language.name("short", code)),
                *values,
                mean_of(workshop, str(int(years[-1])), code, region, how, years[-1], years[-1], "year", f"{code}:year")
                if len(years)
                else MISSING,
                *(end for end, _ in ends),
                worked(
                    language.number(len(latest), 0),
                    f"{code}:economies",
                    len(latest),
                    Origin("count of economies with a recent value", taken=(every,), groups=(region,)),
                ),
            )
        )
    columns = (
        Column(t("Indicator"), 22), Column(t("Region"), 8, "r"), Column(t("World"), 8, "r"), Column(t("Year"), 9, "c"),
        Column(t("Lowest"), 22), Column(t("Highest"), 22), Column(t("Economies"), 9, "r"),
    )  # fmt: skip
    note = t(
        "Region and world are means in the newest year with both. Lowest and highest are latest values of single economies. Units: {units}.",
        units=_units(sizes, language),
    )
    parts = [*_weights(workshop, indicators, language), note]
    if shared:
        parts.append(
            t(
                "Where several economies share the lowest or highest value to the last digit of the source, their number stands instead of a name; 0.0 is less than half of the digit shown, and not always none."
            )
        )
    caption = t("{region}: main indicators", region=escape(language.name("group", region)))
    source = escape(source_line(workshop, list(indicators), language))
    return Table(id, caption, columns, tuple(rows), "tiny", sentences([*parts, source], language))


def _end(latest: pd.DataFrame, code: str, decimals: int, size: Size, language: Language, key: str) -> tuple[str, int]:
    """The first of sorted latest values with its economy, or how many share it to ``decimals``; printed in ``size``."""
    values = latest["value"]
    first = language.number(values.iloc[0], decimals)
    ties = latest[[language.number(value, decimals) == first for value in values]]
    value = size.shown(values.iloc[0], language)
    if len(ties) == 1:
        name = escape(language.name("economy", str(values.index[0])))
        text = language.text("{name} ({value})", name=name, value=value)
    else:
        text = language.text("{count} economies ({value})", count=language.number(len(ties), 0), value=value)
    taken = Taken(code, tuple(ties.index), tuple(ties["year"].astype(int)), paired=True)
    method = f"{key} of the latest values"
    return worked(text, f"{code}:{key}", float(values.iloc[0]), Origin(method, taken=(taken,))), len(ties)


def _best_year(workshop: Workshop, code: str, groups: Sequence[str], reach: int = 3) -> int:
    """The year that most groups have a value for, among the last ``reach`` in which the world has one; the later of equals."""
    how = workshop.weighting(code)
    table = pd.DataFrame({group: workshop.group_values(code, group, how)["value"] for group in groups})
    candidates = table[table[WORLD].notna()].tail(reach)
    if candidates.empty:
        return workshop.common_year(code)
    counts = candidates.notna().sum(axis=1)
    return int(counts[counts == counts.max()].index[-1])


NORMAL = "A"  # the observation status that needs no letter
MOST = 2 / 3  # share of a column from which on its status stands in the note instead of at every value


def _silent(status: pd.Series) -> str:
    """The status of a column that its values do not show: that of most of them, else the normal one."""
    shares = status.value_counts(normalize=True)
    return str(shares.index[0]) if len(shares) and shares.iloc[0] >= MOST else NORMAL


def economy_table(workshop: Workshop, id: str, indicators: Sequence[str], caption: str, language: Language) -> Table:
    """Every economy × indicators: latest value with its year, economies in the language's order within regions."""
    t = language.text
    latest = {code: workshop.latest(code) for code in indicators}
    silent = {code: _silent(frame["status"]) for code, frame in latest.items()}
    sizes = {
        code: _size(workshop, code, frame["value"], workshop.indicator(code).decimals, language)
        for code, frame in latest.items()
    }
    members = [e for e in workshop.data.groups[WORLD].members if any(e in latest[code].index for code in indicators)]
    order = sorted(members, key=lambda code: economy_order(language, code))
    rows = []
    for area in order:
        cells = [escape(language.name("economy", area))]
        for code in indicators:
            frame = latest[code]
            if area in frame.index:
                row = frame.loc[area]
                mark = "" if row["status"] == silent[code] else f" ^{row['status']}^"
                year, value, unit = int(row["year"]), float(row["value"]), workshop.indicator(code).unit
                cells += [
                    observed(sizes[code].shown(value, language) + mark, code, area, year, value, unit),
                    observed(str(year), code, area, year, year, "year", f"{area}:{code}:year"),
                ]
            else:
                cells += [MISSING, ""]
        rows.append(tuple(cells))
    share = 74 / len(indicators)
    columns = [Column(t("Economy"), 26)]
    for code in indicators:
        columns += [
            Column(escape(language.name("short", code)), share * 0.68, "r"),
            Column(t("Year"), share * 0.32, "r"),
        ]
    units = _units(sizes, language)
    note = t(
        "Latest value not older than {year}. {missing}: no such value. A raised letter is the SDMX observation status where it is not “normal” (B break, E estimated, P provisional, U low reliability). Units: {units}.",
        year=workshop.edition.year - workshop.edition.oldest_latest,
        missing=MISSING,
        units=units,
    )
    notes = [note]
    for letter in sorted(set(silent.values()) - {NORMAL}):
        named = [escape(language.name("short", code)) for code in indicators if silent[code] == letter]
        notes.append(
            t(
                "{names}: a value without a letter has the status {letter}, and a normal one the letter {normal}.",
                names=language.listing(named),
                letter=letter,
                normal=NORMAL,
            )
        )
    return Table(
        id,
        caption,
        tuple(columns),
        tuple(rows),
        "tiny",
        sentences([*notes, escape(source_line(workshop, list(indicators), language))], language),
    )


def _units(sizes: Mapping[str, Size], language: Language) -> str:
    """Unit of each indicator of a table as its column is printed, for its note."""
    return clauses(
        (
            language.text(
                "{name}: {unit}",
                name=escape(language.name("short", code)),
                unit=escape(size.unit),
            )
            for code, size in sizes.items()
        ),
        language,
    )


def economy_order(language: Language, code: str) -> str:
    """Alphabetical in Latin script; by English name where the script has no alphabet (as UN publications in Chinese do)."""
    import unicodedata

    name = language.name("economy_en" if language.code == "zh" else "economy", code).casefold()
    if language.code in ("ru", "ar"):  # whose letters stand in order in Unicode
        return name
    return "".join(mark for mark in unicodedata.normalize("NFKD", name) if not unicodedata.combining(mark))
