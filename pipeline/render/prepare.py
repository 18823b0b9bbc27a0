"""From a project to all that its PDFs and pages are made of: contents and fragments of each chapter."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.assemble.contents import Contents
from pipeline.render.convert import Fragment, Front, convert
from pipeline.render.project import Keep, Project, make_anew


@dataclass(frozen=True)
class Prepared:
    """A project that was read, checked and converted: what both engines and the web edition are made from.

    ``fragments`` are the chapters by file ("chapters/01-key-findings.qmd"), ``fronts`` what stands around them by volume
    ("report", "annex"); ``fonts`` is a digest of the project's font files.
    """

    project: Project
    contents: Contents
    fragments: Mapping[str, Fragment]
    fronts: Mapping[str, Front]
    fonts: str


def prepare(project: Project, keep: Keep = make_anew) -> Prepared:
    """Check the contents and convert the chapters that are new.

    Raises Stop (exit 5) with every fault of the text at its chapter and line, before any renderer starts.
    """
    contents = project.check()
    fragments, fronts = convert(project, contents, project.texts(), keep)
    return Prepared(project, contents, fragments, fronts, digest_of_fonts(project))


def digest_of_fonts(project: Project) -> str:
    """One digest over the names and contents of the project's fonts."""
    digest = hashlib.sha256()
    for path in sorted((project.path / "fonts").iterdir()):
        digest.update(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()
