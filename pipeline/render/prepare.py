"""From a project to all that its PDFs and pages are made of: contents, fragments of each chapter, places of the figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.render.project import Keep, Project, make_anew


@dataclass(frozen=True)
class Prepared:
    """A project that was read, checked and converted: what both engines and the web edition are made from.

    ``plan`` says for each figure ``top`` (a float on top of the next page) or ``none`` (where its text is); the same plan
    stands in the project's placement.typ, which theme/typst-show.typ imports.
    """

    project: Project
    plan: Mapping[str, str]


def prepare(project: Project, keep: Keep = make_anew) -> Prepared:
    """Check the contents, convert the chapters that are new, find the places of figures and write placement.typ.

    Raises Stop (exit 5) with every fault of the text at its chapter and line, before any renderer starts.
    """
    raise NotImplementedError
