"""Versions of the programs that make pages: pandoc and Typst from Python wheels, and those that a Quarto brings along."""

from __future__ import annotations

import importlib.metadata
import re
from functools import lru_cache
from pathlib import Path
from typing import Final

from pipeline.render.pandoc import pandoc_version
from pipeline.render.running import NotStarted, Overrun, run

PATIENCE = 60.0  # seconds for an answer: the first start of a fresh Quarto takes some
VERSION: Final = re.compile(r"^(?:(?:quarto|pandoc|typst)(?:\.exe)? )?v?(\d+(?:\.\d+)+)\S*(?: |$)", re.MULTILINE)
UNKNOWN: Final = "unknown"


def answer(program: Path, *words: str) -> tuple[int, str]:
    """Exit code and answer of a short question to a program. Raises NotStarted, and Overrun where no answer comes in time."""
    lines: list[str] = []
    code = run([str(program), *words], PATIENCE, lines.append)
    return code, "\n".join(lines)


def version_in(text: str) -> str:
    """The version in an answer to ``--version``: a line that is one, or a name and one; blank where there is none."""
    match = VERSION.search(text)
    return match.group(1) if match else ""


def wheel_versions() -> dict[str, str]:
    """Versions of pandoc and Typst as Python wheels: they make the web edition, and find the places of the figures."""
    return {"pandoc": pandoc_version(), "typst": importlib.metadata.version("typst")}


@lru_cache(maxsize=8)
def _tool_version(program: Path, tool: str) -> str:
    try:
        code, text = answer(program, tool, "--version")
    except (NotStarted, Overrun):
        return UNKNOWN
    return (version_in(text) if code == 0 else "") or UNKNOWN


def quarto_versions(program: Path, version: str) -> dict[str, str]:
    """Versions of a Quarto and of the pandoc and the Typst in it, each asked once; ``unknown`` where it does not say."""
    tools = {f"quarto {tool}": _tool_version(program, tool) for tool in ("pandoc", "typst")}
    return {"quarto": version, **tools}
