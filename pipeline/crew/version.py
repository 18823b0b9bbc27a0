"""What must be the same on all machines."""

from __future__ import annotations

from functools import lru_cache

from pipeline import __version__
from pipeline.store.code import Code
from pipeline.versions import library_versions


@lru_cache(maxsize=1)
def version() -> str:
    """What must be the same on all machines: the package, the digest of its code, and the libraries that shape results."""
    libraries = ", ".join(f"{name} {version}" for name, version in library_versions().items())
    return f"gdgr {__version__}, code {Code().whole()[:12]}, {libraries}"
