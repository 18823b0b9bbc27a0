"""Digests of values: equal values have equal digests, whatever objects, files or processes they came from."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Set
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import _Hash


def digest_of(value: object) -> str:
    """SHA-256 (hex) over a value: numbers at full precision, texts, frames, arrays, dataclasses, mappings, sequences.

    Mappings count in their order, sets in sorted order. Raises TypeError for a value of another type, because a digest
    that did not see all of it would be a lie.
    """
    hashed = hashlib.sha256()
    _feed(hashed, value)
    return hashed.hexdigest()


def _feed(hashed: _Hash, value: object) -> None:
    """Add one value with its kind and its size, so that no two different values give the same bytes."""
    if value is None or isinstance(value, (bool, int, float, complex)):
        _text(hashed, b"n", repr(value))
    elif isinstance(value, str):  # an enumeration of strings too
        _text(hashed, b"s", str(value))
    elif isinstance(value, bytes):
        _bytes(hashed, b"b", value)
    elif isinstance(value, Mapping):
        _text(hashed, b"m", str(len(value)))
        for key, part in value.items():
            _feed(hashed, key)
            _feed(hashed, part)
    elif isinstance(value, Set):
        _text(hashed, b"e", str(len(value)))
        for part in sorted(digest_of(part) for part in value):
            _text(hashed, b"s", part)
    elif isinstance(value, (list, tuple)):
        _text(hashed, b"l", str(len(value)))
        for part in value:
            _feed(hashed, part)
    elif is_dataclass(value) and not isinstance(value, type):
        _text(hashed, b"d", type(value).__qualname__)
        for part in fields(value):
            if part.compare:
                _text(hashed, b"f", part.name)
                _feed(hashed, getattr(value, part.name))
    else:
        _feed_array(hashed, value)


def _feed_array(hashed: _Hash, value: object) -> None:
    """Frames, columns, indexes and arrays by their types and bytes; dates and paths by their text."""
    import datetime
    from pathlib import PurePath

    if isinstance(value, (datetime.date, PurePath)):
        _text(hashed, b"t", str(value))
        return
    import numpy as np

    if isinstance(value, np.generic):
        _text(hashed, b"n", f"{value.dtype} {value!r}")
        return
    if isinstance(value, np.ndarray):
        if value.dtype == object:
            parts = value.ravel().tolist()
            if all(type(part) is str for part in parts):  # many texts at once
                _text(hashed, b"u", f"{value.shape} {','.join(str(len(part)) for part in parts)}:{''.join(parts)}")
            else:
                _feed(hashed, ["array", list(value.shape), parts])
        else:
            _text(hashed, b"a", f"{value.dtype} {value.shape}")
            _bytes(hashed, b"b", np.ascontiguousarray(value).tobytes())
        return
    import pandas as pd

    if isinstance(value, pd.DataFrame):
        _text(hashed, b"F", str(value.shape))
        _feed(hashed, value.index)
        _feed(hashed, value.columns)
        kinds = set(value.dtypes)
        if len(kinds) == 1 and getattr(next(iter(kinds)), "kind", "O") in "fiub":
            _feed(hashed, value.to_numpy())  # one block of numbers: many columns at once
        else:
            for _, column in value.items():
                _feed(hashed, column.array)
    elif isinstance(value, pd.Series):
        _feed(hashed, ["series", value.name, value.index, value.array])
    elif isinstance(value, pd.MultiIndex):
        _feed(hashed, ["index", list(value.names), value.tolist()])
    elif isinstance(value, pd.Index):
        _feed(hashed, ["index", value.name, value.array])
    elif isinstance(value, pd.api.extensions.ExtensionArray):
        plain = value.to_numpy()
        if plain.dtype == object:
            _text(hashed, b"x", f"{value.dtype} {len(plain)}")
            missing = value.isna()
            words = ["" if gone else str(word) for word, gone in zip(plain, missing, strict=True)]
            _text(hashed, b"w", ",".join(str(len(word)) for word in words) + ":" + "".join(words))
            _bytes(hashed, b"b", np.asarray(missing).tobytes())
        else:
            _feed(hashed, [str(value.dtype), plain])
    elif value is pd.NA or value is pd.NaT:
        _text(hashed, b"n", repr(value))
    else:
        raise TypeError(f"no digest of a {type(value).__qualname__}")


def _text(hashed: _Hash, kind: bytes, text: str) -> None:
    _bytes(hashed, kind, text.encode("utf-8", "surrogatepass"))


def _bytes(hashed: _Hash, kind: bytes, data: bytes) -> None:
    hashed.update(kind + str(len(data)).encode() + b":")
    hashed.update(data)
