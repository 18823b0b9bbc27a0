"""Chapters to fragments of Typst and HTML: each on its own, kept under all that it rests on, the missing ones in few processes."""

from __future__ import annotations

import hashlib
import json
import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.assemble.contents import Chapter, Contents, Target
from pipeline.problems import ExitCode, Place, Stop, stop
from pipeline.render.direct import Run, put_html, put_typst, take_rows
from pipeline.render.pandoc import pandoc_version, reader, run_jobs
from pipeline.render.project import Keep, Project

NBSP = "\u00a0"
FILTERS = ("convert.lua", "crossref.lua", "gdgr.lua")
DATA_BASE = re.compile(r"^  data-base: (\".*\")\s*$", re.MULTILINE)
Job = Mapping[str, Any]


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


class _Absent(Exception):
    """Nothing is kept under these parts."""


def absent() -> Any:
    """A ``make`` that makes nothing: to ask a keeper what it has."""
    raise _Absent


def convert(
    project: Project, contents: Contents, texts: Mapping[str, str], keep: Keep
) -> tuple[dict[str, Fragment], dict[str, Front]]:
    """Fragments by chapter file and fronts by volume; what is not kept is converted by as many pandocs as there are cores.

    Raises Stop (exit 5) as `run_jobs` does, and where a chapter cannot be converted, at that chapter.
    """
    labels = labels_of(project)
    fixed = {"filters": _digest_of_files(project, FILTERS), "pandoc": pandoc_version()}
    taken = {chapter.file: take_rows(texts[chapter.file]) for chapter in contents.chapters}
    jobs: dict[str, Job] = {}
    for chapter in contents.chapters:
        jobs[chapter.file] = chapter_job(project, contents, chapter, taken[chapter.file][0], labels)
    for volume in project.volumes():
        jobs[f"{volume}.qmd"] = front_job(project, volume, labels)
    parts = {}
    for name, job in jobs.items():
        rest = json.dumps({key: value for key, value in job.items() if key != "text"}, sort_keys=True)
        parts[name] = {"text": _digest(job["text"]), "words": _digest(rest), **fixed}
        if name.endswith(".qmd") and "/" not in name:
            parts[name]["frame"] = _digest_of_files(project, ("builtin.typ", "typst-show.typ", "web.html"))
    done = _results(project, jobs, parts, keep)
    fragments = {file: _whole(file, done[file], *taken[file][1:]) for file in taken}
    fronts = {volume: Front(**done[f"{volume}.qmd"]) for volume in project.volumes()}
    return fragments, fronts


def _results(
    project: Project, jobs: Mapping[str, Job], parts: Mapping[str, Mapping[str, str]], keep: Keep
) -> dict[str, dict[str, Any]]:
    """The result of every job: kept, or made now."""
    done: dict[str, dict[str, Any]] = {}
    for name in jobs:
        try:
            done[name] = keep(f"fragment {name}", parts[name], absent)
        except _Absent:
            continue
    missing = [name for name in jobs if name not in done]
    made = _made(project, {name: jobs[name] for name in missing})
    for name in missing:
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
        raise Stop(ExitCode.RENDER, [problem for fault in faults for problem in fault.problems])
    return made


def _fault(name: str, said: str) -> Stop:
    return stop(
        ExitCode.RENDER, "render-pandoc-failed", Place(name), f"it cannot be converted: {said.splitlines()[0] if said else 'no reason given'}",
        "the restricted dialect (see pipeline/render)", "mend the chapter there",
    )  # fmt: skip


def _whole(file: str, result: Mapping[str, Any], runs: tuple[Run, ...], name: str) -> Fragment:
    """The fragment of a chapter with its long tables in place."""
    try:
        return Fragment(
            put_typst(result["typst"], runs, name), put_html(result["html"], runs, name), tuple(result["titles"])
        )
    except ValueError as error:
        raise _fault(file, str(error)) from error


def chapter_job(
    project: Project, contents: Contents, chapter: Chapter, text: str, labels: Mapping[str, str]
) -> dict[str, Any]:
    """What convert.lua must know of a chapter; nothing of others but the words of what it cites."""
    start = chapter.start
    used = ("scroll", "crossref-fig-title", "crossref-tbl-title")
    return {
        "file": chapter.file,
        "text": text,
        "lang": project.language,
        "reader": reader(project.language),
        "data-base": _data_base(project),
        "labels": {key: value for key, value in labels.items() if key in used or key.startswith("callout-")},
        "counters": f"{start.chapters}, {start.figures}, {start.tables}",
        "headings": [{"id": one.id, "level": one.level, "number": one.number} for one in chapter.sections],
        "items": {one.id: _unbroken(contents.targets[one.id].words(labels)) for one in chapter.items},
        "refs": {
            id: _reference(project, contents.targets[id], chapter, labels)
            for id in contents.cited(chapter.file)
            if id in contents.targets
        },
    }  # fmt: skip


def _reference(project: Project, target: Target, chapter: Chapter, labels: Mapping[str, str]) -> dict[str, str]:
    """How a chapter words and leads to a target, on the web and in print."""
    here = target.chapter.file == chapter.file
    entry = {"bare": target.number, "page": "" if here else target.chapter.page}
    if target.chapter.volume != chapter.volume:
        entry["file"] = project.pdf_names[target.chapter.volume]
    if target.kind == "plain":
        return {**entry, "title": target.title}
    words = _unbroken(target.words(labels))
    entry["words"] = words
    entry["print"] = words
    if "file" in entry:
        entry["print"] = labels[f"reference-in-{target.chapter.volume}"].replace("{reference}", words)
    return entry


def _unbroken(words: str) -> str:
    return words.replace(" ", NBSP)


def front_job(project: Project, volume: str, labels: Mapping[str, str]) -> dict[str, Any]:
    """The front of a volume: its metadata in the templates of the theme."""
    templates: dict[str, Any] = {
        "typst": {"format": "typst", "path": "theme/builtin.typ", "variables": {"gdgr-planned": "true"}},
        "page": {"format": "html", "path": "theme/web.html", "variables": {"top": "true"}},
        "start": {"format": "html", "path": "theme/web.html"},
    }
    text = (project.path / f"{volume}.qmd").read_text(encoding="utf-8")
    return {
        "file": f"{volume}.qmd",
        "text": text[: text.find("\n---\n", 3) + 5],
        "lang": project.language,
        "dir": "rtl" if project.language == "ar" else "",
        "reader": reader(project.language),
        "templates": templates,
    }


def labels_of(project: Project) -> dict[str, str]:
    """The words of the theme in the project's language."""
    return dict(tomllib.loads((project.path / "theme/labels.toml").read_text(encoding="utf-8"))[project.language])


def _data_base(project: Project) -> str:
    """Address of the published data folder, where report.qmd names one."""
    found = DATA_BASE.search((project.path / "report.qmd").read_text(encoding="utf-8"))
    return str(json.loads(found.group(1))) if found else ""


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _digest_of_files(project: Project, names: Sequence[str]) -> str:
    return _digest("".join(_digest((project.path / "theme" / name).read_text(encoding="utf-8")) for name in names))
