"""Whole designs of an index side by side: ranks, scores, who moves, and which choices and data are others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from pipeline.methods.index.correlation import average_rank, correlate_with
from pipeline.methods.normalise import descending_rank
from pipeline.problems import ExitCode, Place, stop
from pipeline.studies.study import Study

DESIGNS, RANKS, MOVERS = "Designs", "Design ranks", "Design movers"
CHOICES, DATA, ECONOMIES = "Design choices", "Design data", "Design economies"
SHOWN = (DESIGNS, MOVERS, CHOICES, ECONOMIES)
NONE = "(none)"  # a parameter that a design does not have
MOST = 10  # largest movers of each design that are listed
_PAIRS = 3  # of fewer economies there is no correlation: two always lie on a line
_SCALE = ("normalise.", "aggregate.")  # steps that decide on which scale scores are
_ECHO = ("audit.", "profile.", "what if")  # parameters that do not make the index


@dataclass(frozen=True)
class Named:
    """A design under the name by which tables call it: a file, or a change of choices."""

    name: str
    study: Study


def check_designs(texts: Sequence[str]) -> None:
    """Raise Stop (exit 2) for a text that is neither a file nor a change of choices."""
    for text in texts:
        if not Path(text).is_file() and "=" not in text:
            raise stop(
                ExitCode.USAGE,
                "study-compare-unknown",
                Place(text),
                "no such file, and no change of choices",
                "a workbook or file of figures, or step.parameter=value",
                "correct the name, or write for example aggregate.method=geometric",
            )


def side_by_side(study: Study, workbook: Path, texts: Sequence[str], build: Callable[[Path, str], Study]) -> Study:
    """The study with other designs beside it: each of ``texts`` is a file, or a change of choices of ``workbook``.

    ``build`` makes an index of a file with changed choices. Raises Stop as ``build`` does.
    """
    if not texts:
        return study
    others: list[Named] = []
    for text in texts:
        file = Path(text)
        other = build(file, "") if file.exists() else build(workbook, text)
        taken = {workbook.name, *(one.name for one in others)}
        name = file.name if file.exists() else text
        name = text if name in taken else name
        others.append(Named(f"{name} ({len(others) + 2})" if name in taken else name, other))
    tables = compare_designs(Named(workbook.name, study), others)
    return replace(
        study,
        parameters={**study.parameters, "compared with": "; ".join(texts)},
        tables={**study.tables, **tables},
        notes=(*study.notes, *told(tables)),
        names={**{code: name for one in others for code, name in one.study.names.items()}, **study.names},
        shown=(*study.shown, *SHOWN),
    )


def compare_designs(base: Named, others: Sequence[Named]) -> dict[str, pd.DataFrame]:
    """The tables of a comparison; each design is compared with ``base``.

    ``Designs``: a row a design with its economies, indicators, those with a rank in both, Pearson's correlation of scores
    and Spearman's of ranks, mean and largest shift of rank, and whether scores are on one scale (same normalisation and
    aggregation); only then mean_score_difference is given. All of it is over the economies ranked in both, ranked anew
    among themselves; a correlation is blank below three of them, or without spread. ``Design ranks``: every economy of
    any design; ``Design movers``: the largest shifts (positive: the economy gains). ``Design choices`` and ``Design
    data``: what differs, from → to. ``Design economies``: those that are not in both, or ranked in one only.
    """
    names = [base.name, *(other.name for other in others)]
    tables = [_ranking(one.study) for one in (base, *others)]
    codes = sorted(set().union(*(table.index for table in tables)))
    ranks = pd.DataFrame({"REF_AREA": codes})
    for name, table in zip(names, tables, strict=True):
        ranks[f"score: {name}"] = table["score"].reindex(codes).to_numpy()
        ranks[f"rank: {name}"] = table["rank"].reindex(codes).to_numpy()
    pairs = [_both(tables[0], table) for table in tables[1:]]
    for name, pair in zip(names[1:], pairs, strict=True):
        ranks[f"shift: {name}"] = pair["shift"].reindex(codes).to_numpy()
    order = [f"rank: {base.name}", *(f"rank: {name}" for name in names[1:]), "REF_AREA"]
    choices = [_choices(base, other) for other in others]
    data = [_data(base, other) for other in others]
    rows = [_summary(base, tables[0], _both(tables[0], tables[0]), [], 0)]
    for other, table, pair, changed, values in zip(others, tables[1:], pairs, choices, data, strict=True):
        rows.append(_summary(other, table, pair, changed, len(values)))
    apart = [_apart(tables[0], table, other.name) for other, table in zip(others, tables[1:], strict=True)]
    return {
        DESIGNS: pd.DataFrame(rows),
        RANKS: ranks.sort_values(order).reset_index(drop=True),
        MOVERS: pd.concat(
            [_movers(pair, other.name) for other, pair in zip(others, pairs, strict=True)],
            ignore_index=True,
        ),
        CHOICES: pd.DataFrame(
            [row for rows in choices for row in rows], columns=["design", "step", "parameter", "element", "from", "to"]
        ),
        DATA: pd.DataFrame(
            [row for rows in data for row in rows],
            columns=["design", "INDICATOR", "REF_AREA", "change", "from", "to", "from_year", "to_year"],
        ),
        ECONOMIES: pd.DataFrame([row for rows in apart for row in rows], columns=["design", "REF_AREA", "what"]),
    }


def told(tables: dict[str, pd.DataFrame]) -> tuple[str, ...]:
    """What a reader of the tables must know, a sentence a design."""
    said = []
    for row in tables[DESIGNS].iloc[1:].to_dict("records"):
        out = tables[ECONOMIES]
        mixed = int((out["design"] == row["design"]).sum())
        scale = (
            ""
            if row["same_scale"] == "yes"
            else " Its scores are on another scale: only ranks and correlations compare."
        )
        others = f" {mixed} economies are not ranked in both (table {ECONOMIES})." if mixed else ""
        said.append(f"{row['design']}: {row['both']} economies ranked in both designs.{others}{scale}")
    return tuple(said)


def _ranking(study: Study) -> pd.DataFrame:
    return study.tables["Ranking"].set_index("REF_AREA")[["score", "rank"]]


def _both(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """Economies ranked in both, ranked anew among themselves: a rank among others would shift with who is there."""
    pair = first.add_suffix("_base").join(second, how="inner").dropna(subset=["rank_base", "rank"])
    for score, rank in (("score_base", "rank_base"), ("score", "rank")):
        pair[rank] = descending_rank(pair[score].to_numpy())
    return pair.assign(shift=pair["rank_base"] - pair["rank"])


def _summary(
    named: Named, table: pd.DataFrame, pair: pd.DataFrame, changed: Sequence[tuple], values: int
) -> dict[str, object]:
    size = pair["shift"].abs()
    same = not any(f"{row[1]}." in _SCALE for row in changed)
    return {
        "design": named.name,
        "workbook": named.study.workbook,
        "indicators": int((named.study.tables["Weights"]["level"] == 1).sum()),
        "economies": len(table),
        "ranked": int(table["rank"].notna().sum()),
        "both": len(pair),
        "pearson": _correlation(pair["score_base"].to_numpy(), pair["score"].to_numpy()),
        "spearman": _correlation(*average_rank(pair[["rank_base", "rank"]].to_numpy().T)),
        "mean_shift": float(size.mean()) if len(pair) else np.nan,
        "largest_shift": float(size.max()) if len(pair) else np.nan,
        "economy": str(size.idxmax()) if len(pair) and size.max() > 0 else "",
        "same_scale": "yes" if same else "no",
        "mean_score_difference": float((pair["score"] - pair["score_base"]).mean()) if same and len(pair) else np.nan,
        "choices": len(changed),
        "values": values,
    }


def _correlation(one: np.ndarray, other: np.ndarray) -> float:
    return float(correlate_with(one[None], other, _PAIRS)[0][0])


def _movers(pair: pd.DataFrame, name: str) -> pd.DataFrame:
    moved = pair[pair["shift"] != 0]
    order = moved.assign(size=moved["shift"].abs()).sort_values(["size", "rank_base"], ascending=[False, True]).index
    table = moved.loc[order[:MOST], ["rank_base", "rank", "shift"]].rename_axis("REF_AREA").reset_index()
    table.insert(0, "design", name)
    return table


def _choices(base: Named, other: Named) -> list[tuple]:
    """Differences of parameters, of the hierarchy and its weights, and of what single elements were made with."""
    rows: list[tuple] = []
    one, two = (dict(named.study.parameters) for named in (base, other))
    for key in dict.fromkeys([*one, *two]):
        before, after = str(one.get(key, NONE)), str(two.get(key, NONE))
        if before != after and not key.startswith(_ECHO):
            step, _, rest = key.partition(".")
            parameter, _, element = rest.partition(" [")
            rows.append((other.name, step, parameter, element.rstrip("]") or "*", before, after))
    trees = [named.study.tables["Weights"].set_index("code") for named in (base, other)]
    for code in dict.fromkeys([*trees[0].index, *trees[1].index]):
        there = [code in tree.index for tree in trees]
        if not all(there):
            words = ["in the index" if one else "" for one in there]
            rows.append((other.name, "hierarchy", "element", code, *words))
            continue
        for column in ("parent", "level", "weight"):
            before, after = (tree.at[code, column] for tree in trees)
            if column == "weight" and abs(float(before) - float(after)) <= 1e-12:
                continue
            if before != after:
                told = [f"{value:.6g}" if column == "weight" else str(value) for value in (before, after)]
                rows.append((other.name, "hierarchy", column, code, *told))
    logs = [_made(named.study) for named in (base, other)]
    whole = {row[1] for row in rows if row[3] == "*"}
    already = {(row[1], row[3]) for row in rows}
    for made in dict.fromkeys([*logs[0], *logs[1]]):
        ways = [log.get(made, "") for log in logs]
        if all(ways) and ways[0] != ways[1] and made not in already and made[0] not in whole:
            rows.append((other.name, made[0], "as applied", made[1], *ways))
    return rows


def _made(study: Study) -> dict[tuple[str, str], str]:
    """Method and parameters of the steps that may be particular to an element (goalposts, fallbacks), by step and element."""
    found: dict[tuple[str, str], str] = {}
    log = study.tables["Log"]
    for step, element, method, given in log[["step", "element", "method", "parameters"]].itertuples(index=False):
        if step not in ("treat", "normalise", "aggregate"):
            continue
        text = f"{method} ({given})" if given else str(method)
        key = str(step), str(element)
        found[key] = f"{found[key]}; {text}" if key in found else text
    return found


def _data(base: Named, other: Named) -> list[tuple]:
    """Values that differ, or that one of the two lacks, of indicators and economies in both."""
    one, two = (
        named.study.tables["Data used"].set_index(["INDICATOR", "REF_AREA"])[["value", "TIME_PERIOD", "OBS_STATUS"]]
        for named in (base, other)
    )
    codes, areas = (set(one.index.unique(level)) & set(two.index.unique(level)) for level in (0, 1))
    joined = one.add_suffix("_from").join(two.add_suffix("_to"), how="outer").sort_index()
    joined = joined[joined.index.isin(codes, level=0) & joined.index.isin(areas, level=1)]
    before, after = joined["value_from"], joined["value_to"]
    older, newer = joined["TIME_PERIOD_from"], joined["TIME_PERIOD_to"]
    there = joined["OBS_STATUS_from"].notna(), joined["OBS_STATUS_to"].notna()
    same = before.eq(after) | (before.isna() & after.isna())
    year = older.eq(newer) | (older.isna() & newer.isna())
    differ = ~same | ~year | (there[0] != there[1])
    rows = []
    for (code, area), row in joined[differ].iterrows():
        if pd.isna(row["OBS_STATUS_from"]):
            change = "only here"
        elif pd.isna(row["OBS_STATUS_to"]):
            change = "only in the base"
        else:
            change = "another value" if row["value_from"] != row["value_to"] else "another year"
        rows.append(
            (other.name, code, area, change, row["value_from"], row["value_to"], row["TIME_PERIOD_from"], row["TIME_PERIOD_to"])
        )  # fmt: skip
    return rows


def _apart(first: pd.DataFrame, second: pd.DataFrame, name: str) -> list[tuple]:
    rows = []
    for code in sorted(set(first.index) | set(second.index)):
        one, two = code in first.index, code in second.index
        if not two:
            rows.append((name, code, "only in the base"))
        elif not one:
            rows.append((name, code, "only in this design"))
        else:
            ranked = bool(first.at[code, "rank"] > 0), bool(second.at[code, "rank"] > 0)
            if ranked != (True, True):
                what = {(True, False): "ranked in the base only", (False, True): "ranked in this design only"}
                rows.append((name, code, what.get(ranked, "ranked in neither")))
    return rows
