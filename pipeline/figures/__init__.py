"""Figures: exhibits drawn as charts. ``draw_figure`` makes the files, ``KINDS`` lists the chart kinds."""

from pipeline.figures.drawing import Drawing
from pipeline.figures.kinds import KINDS
from pipeline.figures.make import Drawn, draw_figure, draw_files
from pipeline.figures.theme import THEME, Theme

__all__ = ["KINDS", "THEME", "Drawing", "Drawn", "Theme", "draw_figure", "draw_files"]
