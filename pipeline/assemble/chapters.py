"""All chapters of one language as text, each made again only where something that it read has changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2.sandbox import ImmutableSandboxedEnvironment

from pipeline.assemble.chapter import Desk
from pipeline.assemble.templates import SUFFIX, environment, fill, template_names
from pipeline.findings.exhibit import Words
from pipeline.findings.origins import Number
from pipeline.findings.watching import WatchedMapping
from pipeline.findings.workshop import Workshop
from pipeline.language import Language
from pipeline.problems import ExitCode, Place, Problem, Severity, Stop


@dataclass(frozen=True)
class Chapter:
    """The text of a chapter, and the figures and tables that stand in it.

    ``numbers`` are those of its tables and cards with what stands behind them, ``called`` the numbers of its running text
    as printed with the fact (or ``edition:name``) of each, ``quoted`` the figures whose statements its running text has.
    """

    text: str
    figures: tuple[str, ...]
    tables: tuple[str, ...]
    numbers: tuple[Number, ...] = ()
    called: tuple[tuple[str, str], ...] = ()
    quoted: tuple[str, ...] = ()


def make_chapters(
    root: Path, workshop: Workshop, words: Mapping[str, Words], language: Language, layouts: Mapping[str, str]
) -> dict[str, Chapter]:
    """The chapters of the report and of the annex by file (``chapters/01-key-findings.qmd``), in reading order.

    ``words`` and ``layouts`` are those of every figure. Raises Stop (exit 4) as ``fill`` does, and where a figure or table stands twice.
    """
    env, spoken, laid = watch_templates(root, workshop, words, language, layouts)
    made: dict[str, Chapter] = {}
    for name in template_names(root):

        def make(name: str = name) -> Chapter:
            desk = Desk(workshop, spoken, language, laid)
            text = fill(env, name, desk.functions())
            return Chapter(
                text, tuple(desk.used), tuple(desk.tables), tuple(desk.numbers), tuple(dict.fromkeys(desk.called)),
                tuple(dict.fromkeys(desk.quoted)),
            )  # fmt: skip

        made[name.removesuffix(SUFFIX)], _ = workshop.kept(f"chapter {language.code} {name}", make)
    _refuse_doubles(made)
    return made


def watch_templates(
    root: Path, workshop: Workshop, words: Mapping[str, Words], language: Language, layouts: Mapping[str, str]
) -> tuple[ImmutableSandboxedEnvironment, Mapping[str, Words], Mapping[str, str]]:
    """The environment of the templates, the words and the layouts of figures; what chapters read of them is noted."""
    spoken = WatchedMapping(words, workshop.watch, f"words {language.code}")
    laid = WatchedMapping(layouts, workshop.watch, "layout")
    return environment(root, language, workshop.watch), spoken, laid


def _refuse_doubles(chapters: Mapping[str, Chapter]) -> None:
    """Raise Stop (exit 4) that names every figure and table that stands in two chapters."""
    first: dict[str, str] = {}
    problems = []
    for name, chapter in chapters.items():
        for id in (*chapter.figures, *chapter.tables):
            if first.setdefault(id, name) != name:
                problems.append(
                    Problem(
                        "template-failed",
                        Severity.ERROR,
                        Place(f"report/{name}{SUFFIX}"),
                        f"{id} is already in the report, in {first[id]}",
                        "each figure and table once in the report",
                        "refer to it there ([@id]), or take one of the two out",
                    )
                )
    if problems:
        raise Stop(ExitCode.REPORT, problems)
