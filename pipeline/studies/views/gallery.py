"""All pictures of a study, and the folder that they are written into."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.publish.landing import unwritable
from pipeline.sheets.packing import swap_in
from pipeline.studies.study import Study
from pipeline.studies.views import correlations, movers, parts, ranks, spread, tree, unit
from pipeline.studies.views.lettering import Lettering
from pipeline.studies.views.outline import Outline, outline
from pipeline.studies.views.picture import Picture, alone, chart, png
from pipeline.studies.views.plain import one_line


@dataclass(frozen=True)
class Drawn:
    """A picture with its chart (SVG without words) and as it stands alone (SVG with words); blank where not asked for."""

    picture: Picture
    chart: bytes
    alone: bytes


def draw_all(study: Study, charts: bool = True, with_words: bool = True) -> tuple[list[Drawn], tuple[str, ...]]:
    """The pictures of a study of an index, and what is to be said of them (what could not be drawn, and why).

    Raises Stop (exit 6) where a font package is missing.
    """
    with tempfile.TemporaryDirectory() as folder:
        lettering = Lettering(_texts(study), Path(folder))
        shape = outline(study, lettering)
        source = lettering.clean(f"{Path(study.workbook).name}, index {shape.root}")
        drawn = [
            Drawn(
                picture,
                chart(picture, lettering) if charts else b"",
                alone(picture, lettering) if with_words else b"",
            )
            for picture in _pictures(study, shape, lettering, source)
        ]
        said = []
        if not len(shape.ranking):
            said.append("No picture of ranks and scores by part: no economy is ranked.")
        kinds = {one.picture.name.split("-")[0] for one in drawn}
        if "correlations" not in kinds:
            said.append("No picture of correlations: the study has no table of them.")
        if "parts" not in kinds and len(shape.ranking):
            count = len(shape.children[shape.root])
            said.append(f"No picture of scores by part: the index has {count} parts, too many to be told apart.")
        if lettering.missing:
            codes = ", ".join(f"U+{ord(one):04X}" for one in lettering.missing[:10])
            more = ", ..." if len(lettering.missing) > 10 else ""
            said.append(f"Characters that the fonts lack stand as a box in pictures: {codes}{more}.")
    return drawn, tuple(said)


def write_plots(drawn: Iterable[Drawn], folder: Path) -> list[Path]:
    """Write each picture as SVG and PNG into a folder, which is made where it is not there; their paths.

    Other files there stay (``places.judge_places`` has looked at their names). Raises Stop (exit 6) where it cannot be written.
    """
    written = []
    try:
        folder.mkdir(exist_ok=True)
        for one in drawn:
            for suffix, content in ((".svg", one.alone), (".png", png(one.alone, one.picture.sheet))):
                path = folder / f"{one.picture.name}{suffix}"
                swap_in(path, content)
                written.append(path)
    except OSError as failure:
        raise unwritable(folder, failure) from failure
    return written


def _pictures(study: Study, shape: Outline, lettering: Lettering, source: str) -> list[Picture]:
    profile = study.tables.get("Profile")
    marked = [] if profile is None else list(dict.fromkeys(map(str, profile["unit"])))
    return [
        *tree.pictures(shape, lettering, source),
        *(ranks.pictures(shape, lettering, source, marked) if len(shape.ranking) else []),
        *(parts.pictures(shape, lettering, source) if len(shape.ranking) else []),
        *unit.pictures(shape, lettering, source),
        *correlations.pictures(shape, lettering, source),
        *movers.pictures(shape, lettering, source),
        *spread.pictures(shape, lettering, source),
    ]


def _texts(study: Study) -> list[str]:
    """All that pictures may write of a study."""
    codes = [
        str(code)
        for name, column in (("Weights", "code"), ("Ranking", "REF_AREA"))
        for code in study.tables[name][column]
    ]
    codes += [str(name) for name in study.tables["Designs"]["design"]] if "Designs" in study.tables else []
    return [*map(one_line, study.names.values()), *codes, study.workbook, *map(str, study.parameters.values())]
