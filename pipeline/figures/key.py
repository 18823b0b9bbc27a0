"""The key of a picture: the digest of all it rests on, computed without a plotting library and without reading a glyph.

Equal keys mean equal pictures, so a picture may be kept under its key and taken instead of drawing it again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

from pipeline.figures.drawing import Drawing

LIBRARIES = ("matplotlib", "babel")  # draw outlines, write numbers
POSTERS = ("typst",)  # makes pixels


def picture_key(drawing: Drawing, fonts: str) -> str:
    """SHA-256 over data, labels, options and language of a drawing, its fonts, the code that draws, library versions.

    ``fonts`` is what ``fonts_digest`` gives for the font files of the language. Words that stand beside the picture take
    no part.
    """
    parts = {
        "kind": drawing.kind,
        "data": drawing.data,
        "labels": drawing.words.labels,
        "options": drawing.options,
        "language": drawing.language,
        "fonts": fonts,
        "code": code_digest(),
        "versions": versions(),
    }
    try:
        text = json.dumps(parts, sort_keys=True, default=plain)
    except TypeError:  # a mapping whose keys are not all of one kind: give its pairs in their order
        text = json.dumps(_pairs(parts), default=plain)
    return hashlib.sha256(text.encode()).hexdigest()


def poster_key(drawing: Drawing, picture: str, edition: str) -> str:
    """SHA-256 over all that a poster rests on beside its picture, whose key is ``picture``."""
    words = drawing.words
    parts = (picture, words.title, words.subtitle, words.source, edition, *versions(POSTERS))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def plain(value: object) -> object:
    """A value that JSON does not know as one that it knows; a frame as its columns, with every bit of its numbers."""
    if isinstance(value, pd.DataFrame):
        return [[str(name), str(value[name].dtype), _column(value[name])] for name in value.columns]
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Sequence):
        return list(value)
    return repr(value)


def _column(values: pd.Series) -> object:
    """The values of a column; numbers as a digest of their bits, because to write them out takes longer."""
    if getattr(values.dtype, "kind", "O") in "fiub" and isinstance(values.dtype, np.dtype):
        return [len(values), hashlib.sha256(np.ascontiguousarray(values.to_numpy()).tobytes()).hexdigest()]
    return values.tolist()


def _pairs(value: object) -> object:
    if isinstance(value, Mapping):
        return [[_pairs(key), _pairs(part)] for key, part in value.items()]
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_pairs(part) for part in value]
    return value


def fonts_digest(files: Sequence[Path]) -> str:
    """SHA-256 over the contents of font files in their order; a file is read again only when its size or time changes."""
    hashed = hashlib.sha256()
    for file in files:
        state = file.stat()
        hashed.update(_contents(str(file), state.st_size, state.st_mtime_ns))
    return hashed.hexdigest()


@lru_cache(maxsize=64)
def _contents(file: str, size: int, time: int) -> bytes:
    """Digest of a file; size and time only tell one state of it from another."""
    with Path(file).open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").digest()


@lru_cache(maxsize=1)
def code_digest() -> str:
    """SHA-256 over the modules of this package and of the language, in the order of their names."""
    here = Path(__file__).parent
    sources = [*sorted(here.rglob("*.py")), here.parent / "language.py"]
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in sources)).hexdigest()


@lru_cache(maxsize=4)
def versions(libraries: tuple[str, ...] = LIBRARIES) -> tuple[str, ...]:
    """Installed versions of the libraries that shape a picture."""
    # Imported here as it brings a mail parser, 50 ms that a process which only draws can do without.
    from importlib.metadata import version

    return tuple(version(name) for name in libraries)
