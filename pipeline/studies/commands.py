"""The commands of the studies: ``gdgr index``, ``progress``, ``balance`` and ``divide`` on a researcher's own workbook."""

from __future__ import annotations

import importlib
from pathlib import Path

import click

from pipeline.problems import ExitCode, Place, stop


def _study(name: str, summary: str, options: list[click.Option]) -> click.Command:
    """One command: an optional workbook, ``--template``, ``--json``, ``--output``, and the options of its method."""

    def callback(
        workbook: Path | None, template: Path | None, as_json: bool, output: Path | None, **given: object
    ) -> None:
        from pipeline.studies import study as views

        module = importlib.import_module(f"pipeline.studies.{name}")
        if template is not None:
            _refuse_overwriting(template)
            module.template(template)
            click.echo(f"{template} is a filled example; run: gdgr {name} {template}")
            return
        if workbook is None:
            raise click.UsageError("name a workbook, or make an example with --template FILE.xlsx")
        chosen = {key: value for key, value in given.items() if value not in (None, ())}
        result = module.run(workbook, **chosen)
        if output is not None:
            views.write_study(result, output)
        click.echo(views.as_json(result) if as_json else views.as_text(result))
        if output is not None and not as_json:
            click.echo(f"Written in full precision: {output}")

    path = click.Path(path_type=Path)
    common: list[click.Parameter] = [
        click.Argument(["workbook"], required=False, type=path),
        click.Option(["--template"], type=path, help="Write a filled example workbook to start from, and stop."),
        click.Option(["--json", "as_json"], is_flag=True, help="Print everything as JSON."),
        click.Option(
            ["--output"], type=path, help="Write all tables to FILE.xlsx, FILE.json or (first table) FILE.csv."
        ),
    ]
    return click.Command(name, params=[*common, *options], callback=callback, help=summary)


def _refuse_overwriting(target: Path) -> None:
    """A template never replaces a file."""
    if target.exists():
        raise stop(
            ExitCode.USAGE,
            "study-template-exists",
            Place(str(target)),
            "there is a file of this name",
            "a name that is free",
            "choose another name, or move the file away",
        )


def _integer(flag: str, text: str) -> click.Option:
    return click.Option([flag], type=int, help=text)


def _text(flag: str, text: str) -> click.Option:
    return click.Option([flag], help=text)


def commands() -> list[click.Command]:
    """The commands of all studies."""
    draws, seed = _integer("--draws", "Number of draws."), _integer("--seed", "Seed of the draws.")
    return [
        _study(
            "index",
            "Build the composite index of a workbook with the sheets Hierarchy and Choices, and audit it.",
            [
                draws,
                seed,
                _integer("--samples", "Samples of the Sobol' indices, a power of two."),
                _text("--whatif", "Choices to change and compare, such as 'aggregate.method=geometric'."),
                click.Option(
                    ["--economy", "economies"], multiple=True, help="An economy whose own rank is studied too."
                ),
            ],
        ),
        _study(
            "progress",
            "Assess every series of a workbook with a Targets sheet by every method: official, research and own.",
            [
                draws,
                seed,
                _text("--weighting", "Weights of ESCAP's regression: linear, exponential or equal."),
                _integer("--regression-since", "First year of ESCAP's regression."),
            ],
        ),
        _study(
            "balance",
            "Balance the matrix of a workbook by RAS or GRAS, and check the identities of its supply-use tables.",
            [
                _text("--method", "RAS or GRAS."),
                _text("--tolerance", "Largest difference of a margin from its total."),
                _text("--iterations", "Most rounds."),
                _text("--identity-tolerance", "Residual up to which an identity of tables holds, or 'rounding'."),
            ],
        ),
        _study(
            "divide",
            "Measure divides between the economies of a workbook with the sheets Population and Groups.",
            [
                _integer("--first", "First year compared."),
                _integer("--last", "Last year compared."),
                _text("--reference", "Group that others are compared with."),
                draws,
                seed,
                click.Option(["--confidence"], type=float, help="Confidence of the intervals."),
            ],
        ),
    ]
