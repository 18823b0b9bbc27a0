"""A store that holds the static fonts and nothing else: what a cold build finds on a machine that has cut them before."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from pipeline.bench.processes import fresh

CUT = """
import sys
from pathlib import Path
from pipeline.render.fonts import fonts
from pipeline.store import Keeper, Shelf
from pipeline.versions import library_versions
keeper = Keeper(Shelf(Path(sys.argv[1])), library_versions())
try:
    for language in sys.argv[2:]:
        fonts(language, keeper.keep_still)
finally:
    keeper.close()
"""


def cut_fonts(place: Path, store: Path, languages: Sequence[str]) -> None:
    """Put the fonts of these languages into a store, by the code of the project at ``place``; what is there is not made again."""
    fresh([sys.executable, "-c", CUT, str(store), *languages], place)
