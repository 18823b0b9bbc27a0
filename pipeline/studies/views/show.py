"""Pictures and page of one study, drawn once and written where the command says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.studies.study import Study
from pipeline.studies.views.gallery import draw_all, write_plots
from pipeline.studies.views.page import write_page
from pipeline.studies.views.places import earlier


def show(study: Study, plots: Path | None, page: Path | None) -> tuple[Study, tuple[str, ...]]:
    """The study with what is to be said of its pictures, and a line for each thing that was written.

    Raises Stop as ``draw_all``, ``write_plots`` and ``write_page`` do.
    """
    drawn, said = draw_all(study, charts=page is not None, with_words=plots is not None)
    study = replace(study, notes=(*study.notes, *said))
    lines = []
    if plots is not None:
        written = write_plots(drawn, plots)
        lines.append(f"Pictures: {len(drawn)}, each as SVG and PNG, in {plots}")
        old = earlier(plots, written)
        if old:
            lines.append(f"Of an earlier run there are still: {', '.join(old)}")
    if page is not None:
        write_page(study, page, drawn)
        lines.append(f"Page of results: {page}")
    return study, tuple(lines)
