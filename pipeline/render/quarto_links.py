"""Links between the PDFs that Quarto set, as between those of the built-in engine (`pipeline.render.crosslinks`).

Typst names the places of headings in a PDF, not those of figures and tables. The built-in engine asks Typst where they are;
of a PDF that Quarto set only the headings are known, so a figure or table that the other volume cites gets the place of the
heading that it stands under.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.assemble.contents import Contents, Target
from pipeline.render.crosslinks import Spot, link_volumes


def link_together(contents: Contents, pdfs: Mapping[str, Path]) -> None:
    """Make the links from each volume into the other open its file at the place that is cited; the files are replaced."""
    for volume, path in pdfs.items():
        others = [other.name for name, other in pdfs.items() if name != volume]
        if not others:
            continue
        data = path.read_bytes()
        part = path.with_suffix(".part")
        part.write_bytes(link_volumes(data, list(_spots(contents, volume, data)), others))
        part.replace(path)


def _spots(contents: Contents, volume: str, data: bytes) -> Iterator[Spot]:
    """Places of the figures and tables of a volume that another one cites."""
    cited = dict.fromkeys(
        id for chapter in contents.chapters if chapter.volume != volume for id in contents.cited(chapter.file)
    )
    targets = [contents.targets[id] for id in cited if id in contents.targets]
    wanted = [target for target in targets if target.chapter.volume == volume and target.kind in ("fig", "tbl")]
    known = _named(data) if wanted else {}
    for target in wanted:
        for heading in _headings_above(target):
            if heading in known:
                page, x, y = known[heading]
                yield Spot(target.id, page, x, y)
                break


def _headings_above(target: Target) -> Iterator[str]:
    """Ids of the headings before a figure or table in its chapter, the nearest first."""
    line = next(item.line for item in target.chapter.items if item.id == target.id)
    for section in reversed(target.chapter.sections):
        if section.line <= line:
            yield section.id


def _named(data: bytes) -> dict[str, tuple[int, float, float]]:
    """Named places of a PDF: page from 1, points from the left and from the top."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        numbers = {page.obj.objgen: (number, float(page.mediabox[3])) for number, page in enumerate(pdf.pages, 1)}
        tree = pdf.Root.Names.get("/Dests") if "/Names" in pdf.Root else None
        found: dict[str, tuple[int, float, float]] = {}
        for name, goal in pikepdf.NameTree(tree).items() if tree is not None else ():
            number, height = numbers[goal[0].objgen]
            found[str(name)] = (number, float(goal[2]), height - float(goal[3]))
    return found
