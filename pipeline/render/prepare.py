"""From a project to all that its PDFs and pages are made of: contents, fragments of each chapter, places of the figures."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pipeline.assemble.contents import Contents
from pipeline.render.convert import Fragment, Front, convert
from pipeline.render.placing import placement
from pipeline.render.project import Keep, Project, disk_fault, make_anew
from pipeline.render.trial import find_plan
from pipeline.writing import write_if_new


@dataclass(frozen=True)
class Prepared:
    """A project that was read, checked and converted: what both engines and the web edition are made from.

    ``fragments`` are the chapters by file ("chapters/01-key-findings.qmd"), ``fronts`` what stands around them by volume
    ("report", "annex"); ``plan`` says for each figure ``top`` (a float on top of the next page) or ``none`` (where its text
    is). The same plan stands in the project's placement.typ, which theme/typst-show.typ imports. ``fonts`` is a digest of
    the project's font files.
    """

    project: Project
    contents: Contents
    fragments: Mapping[str, Fragment]
    fronts: Mapping[str, Front]
    plan: Mapping[str, str]
    fonts: str


def prepare(
    project: Project, keep: Keep = make_anew, converted: Callable[[Prepared], None] = lambda prepared: None
) -> Prepared:
    """Check the contents, convert the chapters that are new, find the places of figures and write placement.typ.

    ``converted`` is called before the places are looked for, with a plan that is still blank: what has no figure is ready.
    Raises Stop (exit 5) with every fault of the text at its chapter and line, before any renderer starts.
    """
    contents = project.check()
    fragments, fronts = convert(project, contents, project.texts(), keep)
    fonts = digest_of_fonts(project)
    converted(Prepared(project, contents, fragments, fronts, {}, fonts))
    plan = find_plan(project, contents, fragments, fonts, keep)
    target = project.path / "placement.typ"
    try:
        write_if_new(target, placement(plan).encode())
    except OSError as error:
        raise disk_fault(error, target) from error
    return Prepared(project, contents, fragments, fronts, plan, fonts)


def digest_of_fonts(project: Project) -> str:
    """One digest over the names and contents of the project's fonts."""
    digest = hashlib.sha256()
    for path in sorted((project.path / "fonts").iterdir()):
        digest.update(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()
