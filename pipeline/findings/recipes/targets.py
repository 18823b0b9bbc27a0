"""Recipes of progress by one official method, that of the UN Statistics Division: by target, and by group of economies.

Views of what findings.verdicts says by all methods, in the classes of this one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

import pandas as pd

from pipeline.findings.claims import Claim, Kind, try_variations
from pipeline.findings.claims.claim import claim
from pipeline.findings.claims.level import OPPOSITES, part
from pipeline.findings.claims.ranking import Lead, places, ranking
from pipeline.findings.exhibit import Exhibit
from pipeline.findings.facts import Fact
from pipeline.findings.messages import Listed, Message, Name, Names, Quantity, say
from pipeline.findings.notes import OLD, old_data_note
from pipeline.findings.recipes.side_by_side import aim, target_notes
from pipeline.findings.verdicts import (
    GOOD,
    LOOKS,
    NO_DATA,
    NOT_ASSESSED,
    NOT_MET,
    OPEN,
    PLAIN,
    UNJUDGED,
    Look,
    class_name,
    code_name,
    codes,
    codes_again,
    numbered,
    old_series,
    own_codes,
    passed,
    rules,
    seen,
    sourced_official,
    target_row,
)
from pipeline.findings.workshop import Workshop
from pipeline.methods.progress.rules import ProgressRule
from pipeline.methods.progress.verdicts import Method

METHOD = Method.UNSD
CODES = (*own_codes(METHOD), NOT_MET, OPEN)
LEAST = 5  # assessed economies of a group below which it is not shown


def unsd_rule(workshop: Workshop) -> ProgressRule:
    """Bounds of the UNSD classes, read from the thresholds sheet."""
    return rules(workshop).unsd


def _labels(used: Iterable[str]) -> dict[str, object]:
    plain = {"achieved", "on_track", NOT_MET, OPEN, NOT_ASSESSED, NO_DATA}
    return {code: code_name(code) if code in plain else class_name(code) for code in used}


def _good(column: pd.Series) -> tuple[int, int]:
    """Economies on track or there, and those that are judged."""
    known = column[~column.isin(UNJUDGED)]
    return int(known.isin(GOOD).sum()), len(known)


def _share(column: pd.Series) -> float:
    """Per cent on track or there of those that are judged. Raises ValueError where none is."""
    good, judged = _good(column)
    if not judged:
        raise ValueError("no economy is judged")
    return 100 * good / judged


def _variations(workshop: Workshop) -> dict[str, tuple[Method, Look]]:
    """Other looks, and the other official methods with sourced bounds."""
    others = [method for method in sourced_official(workshop) if method is not METHOD]
    found = {name: (METHOD, look) for name, look in LOOKS.items()}
    return found | {"other-official-method": (others[0], PLAIN)} if others else found


def _column(workshop: Workshop, target: str, way: tuple[Method, Look]) -> pd.Series:
    return codes_again(workshop, target, way[:1], way[1])[str(way[0])]


def _part(workshop: Workshop, target: str, way: tuple[Method, Look]) -> str:
    """The word for the share that is on track or there. Raises ValueError where no economy is judged."""
    return part(_share(_column(workshop, target, way)))


def progress_by_target(workshop: Workshop, id: str, targets: list[str]) -> Exhibit:
    """Stacked bars: number of economies in each class of UNSD's method, one bar a target.

    Targets without a number are drawn and not ranked: growth at the rate that the method asks for reaches nothing.
    """
    table = pd.DataFrame({target: codes(workshop, target, own=True)[METHOD] for target in targets})
    if table.isin(UNJUDGED).all(axis=None):
        raise ValueError(f"{id}: no economy can be assessed for any of the targets")
    used = [code for code in (*CODES, *UNJUDGED) if (table == code).any(axis=None)]
    data = pd.DataFrame(
        [(target, code, int((table[target] == code).sum())) for target in targets for code in used],
        columns=["bar", "segment", "value"],
    )
    indicators = tuple(target_row(workshop, target)["indicator"] for target in targets)
    current = [
        target
        for target in targets
        if numbered(workshop, target) and not passed(workshop, target) and _good(table[target])[1]
    ]
    said = [
        *_lead(workshop, id, current),
        *_targets(workshop, id, current),
        *(one for target in targets if passed(workshop, target) for one in _met(workshop, id, target)),
    ]
    old = {target: old_series(workshop, target) for target in targets}
    notes = [say("progress-unsd"), say("progress-unsd-limits")]
    if not all(numbered(workshop, target) for target in targets):
        rate = unsd_rule(workshop).fast_growth
        notes.append(say("progress-direction", rate=Quantity(rate, "%", 0 if rate == round(rate) else 1)))
    notes += [say("progress-old-of", measure=Name("short", target_row(workshop, target)["indicator"]), count=count, years=OLD) for target, count in old.items() if count]  # fmt: skip
    return Exhibit(
        id, "stacked_bars", data, tuple(dict.fromkeys(indicators)),
        {"segments": tuple(used), "share": False, "horizontal": True, "ramp": "diverging", "reverse": True, "decimals": 0},
        tuple(said), title=say("progress-title"), subtitle=say("progress-subtitle"),
        alt=say("progress-alt", count=len(targets)), notes=(*notes, *old_data_note(workshop, indicators)),
        labels={target: _target_label(workshop, target) for target in targets} | _labels(used),
    )  # fmt: skip


def _target_label(workshop: Workshop, target: str) -> Message:
    return say("target-label", **aim(workshop, target), numbered="yes" if numbered(workshop, target) else "no")


def _fact(workshop: Workshop, id: str, target: str, value: float, unit: str = "%", **more: object) -> Fact:
    areas = more.pop("areas", None)
    code, everybody, years = seen(workshop, target)  # type: ignore[misc]
    inputs = [(code, list(everybody) if areas is None else areas, years)]
    return workshop.fact(id, value, unit, 0, method="progress.unsd", inputs=inputs, target=target, **more)  # type: ignore[arg-type]


def _lead(workshop: Workshop, id: str, targets: Sequence[str]) -> Iterator[Claim]:
    """The share of economies that are on track to the first target, or there."""
    if not targets:
        return
    target = targets[0]
    column = _column(workshop, target, (METHOD, PLAIN))
    share = _fact(workshop, f"{id}.lead", target, _share(column))
    count = _fact(workshop, f"{id}.assessed", target, _good(column)[1], "")
    said = aim(workshop, target) | {"share": share, "count": count}

    again = partial(_part, workshop, target)
    says = again((METHOD, PLAIN))
    kind = "progress-lead" if share.value else "progress-lead-none"
    yield claim(
        f"{id}:lead", Kind.LEVEL, says, say(kind, **said), headline=say(f"{kind}-headline", **said), facts=(share, count),
        trials=try_variations(says, again, _variations(workshop), OPPOSITES), surprise=0.35, topic=f"progress share {target}",
    )  # fmt: skip


def _targets(workshop: Workshop, id: str, targets: Sequence[str]) -> Iterator[Claim]:
    """For which target most economies are on track or there, and for which fewest; all that print alike."""
    if len(targets) < 2:
        return

    def ends(way: tuple[Method, Look]) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        shares = pd.Series({target: _share(_column(workshop, target, way)) for target in targets})
        found = ranking(shares, 0)
        if found.says is Lead.ALL_EQUAL:
            return "equal", found.first, found.last
        return f"{' '.join(sorted(found.first))}>{' '.join(sorted(found.last))}", found.first, found.last

    says, first, last = ends((METHOD, PLAIN))
    facts = {
        key: _fact(workshop, f"{id}.{key}", target, _share(_column(workshop, target, (METHOD, PLAIN))))
        for key, target in (("high", first[0]), ("low", last[0]))
    }

    def named(chosen: Iterable[str]) -> Names:
        return Names("short", tuple(dict.fromkeys(target_row(workshop, target)["indicator"] for target in chosen)))

    said: dict[str, object] = {"high": facts["high"]}
    if says != "equal":
        said |= {"low": facts["low"], "best": named(first), "worst": named(last)}
    kind = "progress-targets-equal" if says == "equal" else "progress-targets"
    yield claim(
        f"{id}:targets", Kind.RANK, says, say(kind, **said), headline=say(f"{kind}-headline", **said), facts=facts.values(),
        trials=try_variations(says, lambda way: ends(way)[0], _variations(workshop)), surprise=0.4,
        topic=f"progress targets {' '.join(targets)}",
    )  # fmt: skip


def _met(workshop: Workshop, id: str, target: str) -> Iterator[Claim]:
    """How many economies had met a target whose year has passed, as far as the data reach."""
    column = _column(workshop, target, (METHOD, PLAIN))
    good, count = _good(column)
    if not count:
        return
    met = _fact(workshop, f"{id}.met.{target}", target, good, "")
    judged = _fact(workshop, f"{id}.judged.{target}", target, count, "")
    short = _fact(workshop, f"{id}.open.{target}", target, int((column == OPEN).sum()), "")
    message = say("progress-met", met=met, judged=judged, short=short, **aim(workshop, target))

    again = partial(_part, workshop, target)
    says = again((METHOD, PLAIN))
    yield claim(
        f"{id}:met-{target}", Kind.LEVEL, says, message, facts=(met, judged, short),
        trials=try_variations(says, again, {"recent-only": (METHOD, LOOKS["recent-only"])}, OPPOSITES), surprise=0.5,
        topic=f"progress met {target}",
    )  # fmt: skip


def progress_by_group(workshop: Workshop, id: str, target: str, groups: str) -> Exhibit:
    """Stacked bars to 100 per cent: classes of UNSD's method on one target, by group of at least five assessed economies."""
    column = codes(workshop, target, own=True)[METHOD]
    shown = [group for group in workshop.groups(groups) if _good(_of(column, group.members))[1] >= LEAST]
    if not shown:
        raise ValueError(f"{id}: no group has {LEAST} economies that can be assessed")
    rows = []
    for group in shown:
        mine = _of(column, group.members)
        assessed = _good(mine)[1]
        counts = {code: int((mine == code).sum()) for code in CODES}
        rows += [(group.code, code, 100 * count / assessed, count, assessed) for code, count in counts.items()]
    data = pd.DataFrame(rows, columns=["bar", "segment", "value", "economies", "assessed"])
    used = [code for code in CODES if data.loc[data["segment"] == code, "value"].any()]
    data = data[data["segment"].isin(used)].reset_index(drop=True)
    row = target_row(workshop, target)
    said = aim(workshop, target)
    names = [group.code for group in shown]
    return Exhibit(
        id, "stacked_bars", data, (row["indicator"],),
        {"segments": tuple(used), "share": True, "horizontal": True, "ramp": "diverging", "reverse": True, "decimals": 0},
        (*_groups(workshop, id, target, names), *_order(workshop, id, target, names), *_flattered(workshop, id, target, names)),
        title=say("progress-groups-title", **said), subtitle=say("progress-groups-subtitle", **said),
        alt=say("progress-groups-alt", count=len(shown)),
        notes=(say("progress-unsd"), say("progress-unsd-limits"), *target_notes(workshop, id, target)),
        labels={group.code: Name("group", group.code) for group in shown} | _labels(used),
    )  # fmt: skip


def _of(column: pd.Series, members: Iterable[str]) -> pd.Series:
    return column[column.index.isin(list(members))]


def _by_group(workshop: Workshop, target: str, groups: Iterable[str], way: tuple[Method, Look]) -> pd.Series:
    """Per cent on track or there by group. Raises ValueError where a group has too few that are judged."""
    column, shares = _column(workshop, target, way), {}
    for group in groups:
        mine = _of(column, workshop.data.groups[group].members)
        if _good(mine)[1] < LEAST:
            raise ValueError(f"{group} has too few economies that are judged")
        shares[group] = _share(mine)
    return pd.Series(shares)


def _groups(workshop: Workshop, id: str, target: str, groups: Sequence[str]) -> Iterator[Claim]:
    """In which group the largest share is on track or there, and in which the smallest; all that print alike."""
    if len(groups) < 2 or not numbered(workshop, target):
        return

    def ends(way: tuple[Method, Look]) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        found = ranking(_by_group(workshop, target, groups, way), 0)
        if found.says is Lead.ALL_EQUAL:
            return "equal", found.first, found.last
        return f"{' '.join(sorted(found.first))}>{' '.join(sorted(found.last))}", found.first, found.last

    shares = _by_group(workshop, target, groups, (METHOD, PLAIN))
    says, first, last = ends((METHOD, PLAIN))
    facts = {
        key: _fact(
            workshop, f"{id}.{key}", target, shares[group], group=group, areas=workshop.data.groups[group].members
        )
        for key, group in (("high", first[0]), ("low", last[0]))
    }
    said = aim(workshop, target) | {"high": facts["high"]}
    if says != "equal":
        said |= {"low": facts["low"], "best": Names("group", first), "worst": Names("group", last)}
    kind = "progress-groups-equal" if says == "equal" else "progress-groups"
    yield claim(
        f"{id}:groups", Kind.COMPARISON, says, say(kind, **said), headline=say(f"{kind}-headline", **said),
        facts=facts.values(), trials=try_variations(says, lambda way: ends(way)[0], _variations(workshop)),
        surprise=0.35, topic=f"progress groups {target}",
    )  # fmt: skip


def _order(workshop: Workshop, id: str, target: str, groups: Sequence[str]) -> Iterator[Claim]:
    """All groups from the largest share on track or there to the smallest, where there are several and none print alike."""

    def order(way: tuple[Method, Look]) -> str:
        return places(_by_group(workshop, target, groups, way), 0)

    if len(groups) < 3 or not numbered(workshop, target) or "=" in (says := order((METHOD, PLAIN))):
        return
    shares = _by_group(workshop, target, groups, (METHOD, PLAIN)).sort_values(ascending=False, kind="stable")
    facts = {
        group: _fact(
            workshop, f"{id}.share.{group}", target, share, group=group, areas=workshop.data.groups[str(group)].members
        )
        for group, share in shares.items()
    }
    parts = tuple(
        say("progress-order-part", share=fact, group=Name("group", str(group))) for group, fact in facts.items()
    )
    yield claim(
        f"{id}:order", Kind.RANK, says, say("progress-order", parts=Listed(parts, "clauses"), **aim(workshop, target)),
        trials=try_variations(says, order, _variations(workshop)), surprise=0.3, topic=f"progress order {target}",
    )  # fmt: skip


def _flattered(workshop: Workshop, id: str, target: str, groups: Sequence[str]) -> Iterator[Claim]:
    """Whether the group closest to the target has a smaller share on track than every other: a low start is flattered."""
    row = target_row(workshop, target)
    if len(groups) < 2 or not numbered(workshop, target):
        return
    latest = workshop.latest(row["indicator"])["value"]
    away = (latest - float(row["value"])).abs()
    middle = pd.Series({g: away.reindex(list(workshop.data.groups[g].members)).median() for g in groups}).dropna()
    if len(middle) < len(groups) or (middle == middle.min()).sum() > 1:
        return
    near = str(middle.idxmin())

    def again(way: tuple[Method, Look]) -> str:
        shares = _by_group(workshop, target, groups, way).round()
        return "flattered" if shares[near] < shares.drop(near).min() else "plain"

    if again((METHOD, PLAIN)) != "flattered":
        return
    shares = _by_group(workshop, target, groups, (METHOD, PLAIN))
    best = str(shares.idxmax())
    facts = {
        key: _fact(
            workshop, f"{id}.{key}", target, shares[group], group=group, areas=workshop.data.groups[group].members
        )
        for key, group in (("near", near), ("ahead", best))
    }
    message = say(
        "progress-flattered", near=Name("group", near), best=Name("group", best), share=facts["near"], other=facts["ahead"], others=len(groups) - 1,
    )  # fmt: skip
    yield claim(
        f"{id}:flattered", Kind.COMPARISON, "flattered", message, facts=facts.values(),
        trials=try_variations("flattered", again, _variations(workshop)), surprise=0.6, topic=f"progress flattered {target}",
    )  # fmt: skip
