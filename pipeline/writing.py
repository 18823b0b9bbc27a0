"""Files written only where they change, so that whoever watches them sees what changed."""

from __future__ import annotations

from pathlib import Path


def write_if_new(path: Path, content: bytes) -> bool:
    """Write a file whose content is another; whether it was. An OSError names the file, which a full disk alone does not."""
    try:
        if path.is_file() and path.read_bytes() == content:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        error.filename = error.filename or str(path)
        raise
    return True
