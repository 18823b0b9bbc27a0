"""Stub."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.assemble.contents import Contents
from pipeline.render.convert import Fragment
from pipeline.render.project import Keep, Project


def find_plan(project: Project, contents: Contents, fragments: Mapping[str, Fragment], keep: Keep) -> dict[str, str]:
    """None."""
    return {item.id: "none" for chapter in contents.chapters for item in chapter.items if item.kind == "fig"}


def placement(plan: Mapping[str, str]) -> str:
    """Text of placement.typ."""
    lines = "".join(f"  show <{name}>: set figure(placement: {where})\n" for name, where in plan.items())
    return f"#let gdgr-placed(body) = {{\n{lines}  body\n}}\n"
