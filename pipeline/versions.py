"""The versions of what shapes the output: the generator, the interpreter and the libraries."""

from __future__ import annotations

import importlib.metadata
import platform

LIBRARIES = (
    "pandas",
    "numpy",
    "matplotlib",
    "jinja2",
    "openpyxl",
    "python-calamine",
    "babel",
    "pypandoc_binary",
    "typst",
    "fonttools",
    "fontpkg-noto-sans",
    "fontpkg-source-serif-4",
    "pylopdf-fonts-zh-cn",
)


def library_versions() -> dict[str, str]:
    """Installed version of each library that shapes the output, and of Python."""
    return {"python": platform.python_version(), **{name: importlib.metadata.version(name) for name in LIBRARIES}}
