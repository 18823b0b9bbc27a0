"""A command that draws without end, as ``gdgr`` runs commands: ``python -m tests.crew.program TASKS``; says each result."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

import click

from pipeline import cli
from pipeline.crew import Crew
from pipeline.steps import work


@cli.cli.command()
@click.argument("tasks", type=click.Path(path_type=Path))
def endless(tasks: Path) -> None:
    """Draw the figures of a file again and again."""
    figures = pickle.loads(tasks.read_bytes())
    crew = Crew(workers=2)
    try:
        stream = crew.stream(work.draw, work.get_ready)
        print("begun", flush=True)
        for _ in range(1000):
            for figure in figures:
                stream.put(figure)
        for drawn in stream.results():
            print(drawn.id, flush=True)
    finally:
        crew.close()


if __name__ == "__main__":
    sys.argv.insert(1, "endless")
    cli.main()
