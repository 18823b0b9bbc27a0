"""The year of an edition: opened as a copy of the newest one, with what is due; closed once it is published."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from pipeline.declarations import declared
from pipeline.edition import editions_available, load_edition
from pipeline.model.dataset import Dataset
from pipeline.problems import ExitCode, Place, stop
from pipeline.publish.closed import read_closed, write_closed
from pipeline.publish.manifest import DRAFT, read_manifest, verify
from pipeline.repository import git_says
from pipeline.sheets.load import load_dataset

STALE = 1  # years since a source was read, or behind its newest figure, from which it is due
EXHIBITS = "report/exhibits.toml"


def open_edition(root: Path, year: int, cutoff: date) -> list[str]:
    """Write ``report/editions/<year>.toml`` after the newest edition; what was done and what is due, in lines.

    Raises Stop (exit 4) where the edition is there already or there is none to start from.
    """
    known = editions_available(root)
    path = root / "report" / "editions" / f"{year}.toml"
    place = Place(f"report/editions/{year}.toml")
    if year in known:
        raise stop(ExitCode.REPORT, "edition-exists", place, f"there is an edition {year}", "a year without an edition",
                   "edit its file, or name another year")  # fmt: skip
    if not known:
        raise stop(ExitCode.REPORT, "edition-missing", place, "there is no edition to start from", "a file in report/editions",
                   "put the file of the last edition back")  # fmt: skip
    text = (root / "report" / "editions" / f"{known[-1]}.toml").read_text(encoding="utf-8")
    text = re.sub(r"(?m)^(closed|commit) *=.*\n", "", text)
    text = re.sub(r"(?m)^year *=.*$", f"year = {year}", text)
    text = re.sub(r"(?m)^data_cutoff *=.*$", f'data_cutoff = "{cutoff.isoformat()}"', text)
    text = re.sub(rf"(?m)^# The {known[-1]} edition\.", f"# The {year} edition.", text)
    path.write_text(text, encoding="utf-8")
    lines = [f"report/editions/{year}.toml is there: data up to {cutoff.isoformat()}, the rest as in {known[-1]}."]
    data = load_dataset(root, cutoff.isoformat())
    return [*lines, *_compared(root, year), *_due(data, year), *_expired(data, cutoff), *_fixed(root)]


def _compared(root: Path, year: int) -> Iterator[str]:
    """With what the chapter on what is new will compare."""
    closed = read_closed(root, year)
    if closed is None:
        yield "No edition before it was closed: its chapter on what is new compares with the earlier releases of data/vintages."
    else:
        yield f"Its chapter on what is new compares with the edition of {closed.edition.year}, as it was closed."


def _expired(data: Dataset, cutoff: date) -> Iterator[str]:
    """Declared corrections that end by the cut-off: the check refuses them until somebody has looked at their source again."""
    ended = [one for one in data.corrections if one.expires <= cutoff.isoformat()]
    if ended:
        yield f"Corrections that expire by {cutoff.isoformat()}, to be looked at again: {len(ended)}, the first at {ended[0].cell}."


def _due(data: Dataset, year: int) -> Iterator[str]:
    """Sources that were read long ago or lag behind, targets whose year comes, corrections that expire: the oldest first."""
    newest = data.observations.frame.groupby("INDICATOR")["TIME_PERIOD"].max()
    sources: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for code, indicator in data.observations.indicators.items():
        if code in newest.index:
            sources[indicator.source].append((indicator.accessed, int(newest[code])))
    yield "Sources to read again, by the day on which they were read:"
    for source, read in sorted(sources.items(), key=lambda one: (min(one[1]), one[0])):
        first, last = min(day for day, _ in read), max(reached for _, reached in read)
        if int(first[:4]) < year:
            yield f"  {first}  {len(read)} indicator(s), newest figures {last}: {source}"
    targets = data.parameters.targets
    due = targets[targets["target_year"] <= year]
    if len(due):
        yield f"Targets whose year has come: {', '.join(map(str, due['target']))}."


def _fixed(root: Path) -> Iterator[str]:
    """Years that the figures name: each may have to move on with the data."""
    entries = declared((root / EXHIBITS).read_text(encoding="utf-8"))
    named = []
    for id, entry in entries.items():
        years = [
            f"{key} = {value}" for key, value in entry.items() if key in ("last", "year", "years") or _is_map(value)
        ]
        if years:
            named.append(f"  {id}: {', '.join(years)}")
    if named:
        yield f"Years that {EXHIBITS} fixes, to be looked at:"
        yield from named


def _is_map(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(one, int) and 1900 < one < 2200 for one in value.values())


def close_edition(root: Path, year: int, today: date) -> list[str]:
    """Freeze a published edition: its files are as its manifest lists them, its sheets are committed; it is built no more.

    The commit is noted, so that the sheets of the edition are at hand as a baseline; its statements, facts and figures are
    kept in ``report/editions/<year>``, with which the next edition is compared. Raises Stop: exit 3 where a file of the
    edition is not as published or the sheets are not committed, exit 4 where it is closed already, or is a draft.
    """
    place = Place(f"report/editions/{year}.toml")
    edition = load_edition(root, year)
    if edition.closed:
        raise stop(ExitCode.REPORT, "edition-closed", place, f"the edition was closed on {edition.closed}", "an open edition",
                   "open the next one with 'gdgr new-edition'")  # fmt: skip
    output = root / "output" / str(year)
    files = verify(output)
    if lacking := read_manifest(output).facts.get(DRAFT):
        raise stop(ExitCode.REPORT, "edition-draft", Place(f"output/{year}/draft.csv"), f"it is a draft: texts are missing ({lacking})",
                   "an edition with every name and translation", "fill what the file lists, and build the edition again")  # fmt: skip
    dirty = git_says(root, "status", "--porcelain", "--untracked-files=all", "--", "data", "report")
    commit = git_says(root, "rev-parse", "HEAD")
    if not commit or dirty:
        found = dirty.splitlines()[0].strip() if dirty else "no git repository with a commit"
        raise stop(ExitCode.DATA, "edition-not-committed", Place("data"), found, "sheets and chapters as they were committed",
                   "commit them, build the edition, and close it then")  # fmt: skip
    text = edition.path.read_text(encoding="utf-8")
    said = f'closed = "{today.isoformat()}"\ncommit = "{commit}"\n'
    write_closed(root, year, load_dataset(root, edition.data_cutoff.isoformat()).observations)
    edition.path.write_text(re.sub(r"(?m)^(year *=.*\n)", rf"\g<1>{said}", text, count=1), encoding="utf-8")
    return [
        f"Edition {year} is closed: {files} files as its manifest lists them, sheets of commit {commit[:12]}.",
        f"What it published is kept in report/editions/{year}, so that the next edition can say what is new.",
        f"Commit {place.file} and that folder. 'gdgr check --against {commit[:12]}' compares with it; 'gdgr new-edition {year + 1}' opens the next.",
    ]
