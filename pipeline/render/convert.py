"""Chapters to fragments of Typst and HTML: each on its own, kept under all that it rests on, the missing ones in few processes."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.assemble.contents import Contents
from pipeline.problems import ExitCode, Place, Stop, stop
from pipeline.render.direct import Run, put_html, put_typst, take_rows
from pipeline.render.jobs import Job, chapter_job, front_job, labels_of, pieces_of
from pipeline.render.pandoc import pandoc_version, run_jobs
from pipeline.render.project import Keep, Missing, Project, missing
from pipeline.render.themes import place_in_theme

FILTERS = ("convert.lua", "crossref.lua", "gdgr.lua")


@dataclass(frozen=True)
class Fragment:
    """A chapter without a frame: Typst (the body of its file), HTML, and the titles of its headings as HTML, in order."""

    typst: str
    html: str
    titles: tuple[str, ...]


@dataclass(frozen=True)
class Front:
    """What stands around the chapters of a volume: the top of its Typst file, an HTML page and the HTML start page."""

    typst: str
    page: str
    start: str


def convert(
    project: Project, contents: Contents, texts: Mapping[str, str], keep: Keep
) -> tuple[dict[str, Fragment], dict[str, Front]]:
    """Fragments by chapter file and fronts by volume; what is not kept is converted by as many pandocs as there are cores.

    Raises Stop (exit 5) as `run_jobs` does, and where a chapter cannot be converted, at that chapter.
    """
    labels = labels_of(project)
    fixed = {"filters": _digest_of_files(project, FILTERS), "pandoc": pandoc_version()}
    taken: dict[str, tuple[str, tuple[Run, ...], str]] = {}
    jobs: dict[str, Job] = {}
    pieces: dict[str, list[str]] = {}
    for chapter in contents.chapters:
        for number, piece in enumerate(pieces_of(contents, chapter, texts[chapter.file])):
            name = f"{chapter.file} {number}".removesuffix(" 0")
            taken[name] = take_rows(piece.text)
            jobs[name] = chapter_job(project, contents, chapter, piece, taken[name][0], labels)
            pieces.setdefault(chapter.file, []).append(name)
    for volume in project.volumes():
        jobs[f"{volume}.qmd"] = front_job(project, volume)
    parts = {}
    for name, job in jobs.items():
        rest = json.dumps({key: value for key, value in job.items() if key != "text"}, sort_keys=True)
        parts[name] = {"text": _digest(job["text"]), "words": _digest(rest), **fixed}
        if "templates" in job:
            parts[name]["frame"] = _digest_of_files(project, ("builtin.typ", "typst-show.typ", "web.html"))
    done = _results(project, jobs, parts, keep)
    fragments = {
        file: _joined([_whole(name, done[name], *taken[name][1:]) for name in names]) for file, names in pieces.items()
    }
    fronts = {volume: Front(**done[f"{volume}.qmd"]) for volume in project.volumes()}
    return fragments, fronts


def _joined(fragments: Sequence[Fragment]) -> Fragment:
    """A chapter from its pieces."""
    return Fragment(
        "\n".join(one.typst for one in fragments),
        "\n".join(one.html for one in fragments),
        tuple(title for one in fragments for title in one.titles),
    )


def _results(
    project: Project, jobs: Mapping[str, Job], parts: Mapping[str, Mapping[str, str]], keep: Keep
) -> dict[str, dict[str, Any]]:
    """The result of every job: kept, or made now."""
    done: dict[str, dict[str, Any]] = {}
    for name in jobs:
        try:
            done[name] = keep(f"fragment {name}", parts[name], lambda: missing())  # noqa: PLW0108 - its module counts
        except Missing:
            continue
    new = [name for name in jobs if name not in done]
    made = _made(project, {name: jobs[name] for name in new})
    for name in new:
        done[name] = keep(f"fragment {name}", parts[name], lambda name=name: made[name])  # type: ignore[misc]
    return done


def _made(project: Project, jobs: Mapping[str, Job]) -> dict[str, dict[str, Any]]:
    """Convert jobs in batches of about the same length of text."""
    if not jobs:
        return {}
    batches: list[list[str]] = [[] for _ in range(min(os.cpu_count() or 1, len(jobs)))]
    lengths = [0] * len(batches)
    for name in sorted(jobs, key=lambda name: (-len(jobs[name]["text"]), name)):
        shortest = lengths.index(min(lengths))
        batches[shortest].append(name)
        lengths[shortest] += len(jobs[name]["text"]) + 5000
    results = run_jobs(project, [[jobs[name] for name in batch] for batch in batches])
    made = {
        name: result
        for batch, group in zip(batches, results, strict=True)
        for name, result in zip(batch, group, strict=True)
    }
    faults = [_fault(name, str(made[name]["fault"])) for name in jobs if "fault" in made[name]]
    if faults:
        raise Stop(ExitCode.RENDER, dict.fromkeys(problem for fault in faults for problem in fault.problems))
    return made


def _fault(name: str, said: str) -> Stop:
    words = said.splitlines()[0] if said else "no reason given"
    place = place_in_theme(words) or Place(name.partition(" ")[0])
    return stop(
        ExitCode.RENDER, "render-pandoc-failed", place, f"it cannot be converted: {words}",
        "the restricted dialect (see pipeline/render)", "mend the file there",
    )  # fmt: skip


def _whole(file: str, result: Mapping[str, Any], runs: tuple[Run, ...], name: str) -> Fragment:
    """The fragment of a chapter with its long tables in place."""
    try:
        return Fragment(
            put_typst(result["typst"], runs, name), put_html(result["html"], runs, name), tuple(result["titles"])
        )
    except ValueError as error:
        raise _fault(file, str(error)) from error


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _digest_of_files(project: Project, names: Sequence[str]) -> str:
    return _digest("".join(_digest((project.path / "theme" / name).read_text(encoding="utf-8")) for name in names))
