"""The steps of a build in the order in which they run: one list, which is what runs and what ``--explain`` tells."""

from __future__ import annotations

from pipeline.steps import building, foreseeing
from pipeline.steps.state import Step

STEPS = (
    Step(
        "check",
        "data/**/*.xlsx",
        "the data set, problems",
        building.check,
        foreseeing.check,
        {"sheet": "data sheets", "series": "rules of series"},
    ),
    Step(
        "compute",
        "the data set, report/exhibits.toml, report/i18n",
        "facts, exhibits and their words",
        building.compute,
        foreseeing.compute,
        {"result": "results of methods", "exhibit": "exhibits", "restated": "exhibits tried with the earlier releases"},
    ),
    Step(
        "assemble",
        "report/chapters, report/annex, report/theme, facts, words",
        "build/<year>/<lang>: a Quarto project",
        building.assemble,
        foreseeing.assemble,
        {"table": "tables", "card": "indicator cards", "chapter": "chapters"},
    ),
    Step(
        "draw",
        "exhibits, words, fonts",
        "build/<year>/<lang>/figures, data",
        building.draw,
        foreseeing.draw,
        {"figure": "figures", "poster": "figures as PNG"},
    ),
    Step(
        "render",
        "build/<year>/<lang>",
        "PDFs and web pages",
        building.render,
        foreseeing.render,
        {
            "fonts": "fonts",
            "fragment": "pieces of chapters",
            "volume": "volumes",
            "look": "pages looked at",
        },
    ),
    Step(
        "publish",
        "everything above",
        "output/<year>, manifest.json, lineage.json, figures.json, lineage.sqlite",
        building.publish,
        foreseeing.publish,
        {},
    ),
)
