"""Links from one volume's PDF into the other's: Typst writes them as addresses of a file, here they become what PDF has for that."""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

ADDRESS = re.compile(r"([^/#]+\.pdf)(?:#(.+))?")


@dataclass(frozen=True)
class Spot:
    """Where a figure or table begins: its id, its page from 1, points from the left and from the top."""

    id: str
    page: int
    x: float
    y: float


def link_volumes(data: bytes, spots: Sequence[Spot], others: Collection[str]) -> bytes:
    """A PDF whose links to ``others`` (file names) open that file at a named place, and in which ``spots`` are such places.

    Same bytes for the same input; the objects stand in compressed streams (a fifth of the size). Raises OSError where there
    is no room for a copy. Source: ISO 32000-1 (PDF 1.7), clauses 12.3.2.3 (named destinations) and 12.6.4.3 (remote go-to
    actions).
    """
    if not spots and not any(name.encode() in data for name in others):
        return data
    import pikepdf

    with tempfile.NamedTemporaryFile(suffix=".pdf") as file, _opened(file, data) as pdf:
        for page in pdf.pages:
            for link in page.get("/Annots", []):
                action = link.get("/A")
                found = ADDRESS.fullmatch(str(action.get("/URI", ""))) if action is not None else None
                if found and found.group(1) in others:
                    link["/A"] = _go_to(pikepdf, found.group(1), found.group(2))
        if spots:
            _name_places(pikepdf, pdf, spots)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _opened(file: Any, data: bytes) -> Any:
    """A PDF opened from a file: read through Python, object by object, it takes half as long again."""
    import pikepdf

    file.write(data)
    file.flush()
    return pikepdf.open(file.name)


def _go_to(pikepdf: Any, file: str, place: str | None) -> Any:
    """The action that opens another file, at a named place or at its first page."""
    where = pikepdf.String(place) if place else pikepdf.Array([0, pikepdf.Name.Fit])
    return pikepdf.Dictionary(Type=pikepdf.Name.Action, S=pikepdf.Name.GoToR, F=pikepdf.String(file), D=where)


def _name_places(pikepdf: Any, pdf: Any, spots: Sequence[Spot]) -> None:
    """Add places to the name tree, which Typst writes as one node."""
    if "/Names" not in pdf.Root:
        pdf.Root.Names = pikepdf.Dictionary()
    names = pdf.Root.Names
    known = list(names.Dests.Names) if "/Dests" in names else []
    places = {bytes(known[at]): known[at + 1] for at in range(0, len(known), 2)}
    for spot in spots:
        page = pdf.pages[spot.page - 1]
        top = float(page.mediabox[3]) - spot.y
        places[spot.id.encode()] = pikepdf.Array([page.obj, pikepdf.Name.XYZ, round(spot.x, 2), round(top, 2), 0])
    flat = [part for name in sorted(places) for part in (pikepdf.String(name), places[name])]
    names.Dests = pikepdf.Dictionary(Names=pikepdf.Array(flat))
