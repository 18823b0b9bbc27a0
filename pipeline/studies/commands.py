"""The commands of the studies: ``gdgr index``, ``progress``, ``balance`` and ``divide`` on a researcher's own workbook."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from pipeline.studies.call import call
from pipeline.studies.offered import OF_STUDY, reading_options
from pipeline.studies.options import OneOf

_SUMMARIES: Mapping[str, str] = {
    "index": "Build the composite index of a file of figures, or of a workbook with the sheets Hierarchy and Choices, and audit it.",
    "progress": "Assess every series of a file of figures, or of a workbook with a Targets sheet, by every method: official, research and own.",
    "balance": "Balance a matrix by RAS or GRAS, and check the identities of supply-use tables, of a workbook or of files.",
    "divide": "Measure divides between the economies of a file of figures, or of a workbook with the sheets Population and Groups.",
}
_SERIES = ("index", "progress", "divide")  # these take series: a file of figures, with the options of its reading


def _study(name: str) -> click.Command:
    """One command: an optional file, ``--template``, ``--json``, ``--output``, and the options of its method."""

    def callback(
        workbook: Path | None,
        template: Path | None,
        as_json: bool,
        output: Path | None,
        replace: bool,
        **given: object,
    ) -> None:
        call(name, workbook, template, as_json, output, replace, given)

    path = click.Path(path_type=Path)
    common: list[click.Parameter] = [
        click.Argument(["workbook"], required=False, type=path),
        click.Option(
            ["--template"],
            type=path,
            help="Write a filled example workbook to start from, and stop; of an index with FILE: that file and the plainest design.",
        ),
        click.Option(["--json", "as_json"], is_flag=True, help="Print everything as JSON."),
        click.Option(
            ["--output"], type=path, help="Write all tables to FILE.xlsx, FILE.json or (first table) FILE.csv."
        ),
        click.Option(["--replace"], is_flag=True, help="Let --output replace a file that is no result of gdgr."),
    ]
    reading = reading_options() if name in _SERIES else []
    parameters = [*common, *reading, *OF_STUDY[name]()]
    return click.Command(name, params=parameters, callback=callback, help=_SUMMARIES[name], epilog=_chosen_from(name))


def _chosen_from(name: str) -> str:
    """The end of the help: where the methods and choices are listed; of an index the methods of each step."""
    words = f"The methods and choices of this study, each with a line: gdgr methods {name}."
    if name != "index":
        return words
    from pipeline.methods.index.vocabulary import METHODS

    steps = "\n\n".join(f"\b\n{step}: {', '.join(names)}" for step, names in METHODS.items())
    return f"{words} Those of the sheet Choices:\n\n{steps}"


@click.command()
@click.argument("study", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the lists as JSON.")
def methods(study: str | None, as_json: bool) -> None:
    """List what may be chosen in a STUDY (index, progress, balance, divide; all without one), each with a line."""
    from pipeline.studies import vocabulary

    chosen = vocabulary.STUDIES
    if study is not None:
        chosen = (OneOf(lambda: vocabulary.STUDIES).convert(study, click.Argument(["study"]), None),)
    click.echo(vocabulary.as_json(chosen) if as_json else vocabulary.as_text(chosen))


def commands() -> list[click.Command]:
    """The commands of all studies, and the list of what may be chosen in them."""
    return [methods, *(_study(name) for name in _SUMMARIES)]
