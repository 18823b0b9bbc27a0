"""The commands of the studies: ``gdgr index``, ``progress``, ``balance`` and ``divide`` on a researcher's own workbook."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import cast

import click

from pipeline.problems import ExitCode, Place, stop


def _study(name: str, summary: str, options: list[click.Option], series: bool = True) -> click.Command:
    """One command: an optional file, ``--template``, ``--json``, ``--output``, and the options of its method.

    ``series``: the method takes series, so that a file of figures may be given, with the options of its reading.
    """

    def callback(
        workbook: Path | None, template: Path | None, as_json: bool, output: Path | None, **given: object
    ) -> None:
        from pipeline.sheets.reference import project_of
        from pipeline.studies import study as views

        module = importlib.import_module(f"pipeline.studies.{name}")
        if template is not None:
            _refuse_overwriting(template)
            module.template(template, project_of(Path()))
            click.echo(f"{template} is a filled example; run: gdgr {name} {template}")
            return
        if workbook is None:
            raise click.UsageError("name a workbook, or make an example with --template FILE.xlsx")
        plots, page = cast("Path | None", given.pop("plots", None)), cast("Path | None", given.pop("html", None))
        if output is not None and output.suffix.lower() in (".html", ".htm") and "designs" in given:
            page, output = output, None
        inputs = [workbook, *(part for value in given.values() for part in _paths(value))]
        if output is not None:
            _refuse_input(output, inputs)
        if plots is not None or page is not None:
            from pipeline.studies.views.places import judge_places

            judge_places(plots, page, inputs)
        given |= {"source": _source(given)} if series else {"long": _long(given)}
        chosen = {key: value for key, value in given.items() if value not in (None, ())}
        result = module.run(workbook, **chosen)
        if output is not None:
            views.write_study(result, output)
        written: tuple[str, ...] = ()
        if plots is not None or page is not None:
            from pipeline.studies.views.show import show

            result, written = show(result, plots, page)
        click.echo(views.as_json(result) if as_json else views.as_text(result))
        if output is not None and not as_json:
            click.echo(f"Written in full precision: {output}")
        for line in () if as_json else written:
            click.echo(line)

    path = click.Path(path_type=Path)
    common: list[click.Parameter] = [
        click.Argument(["workbook"], required=False, type=path),
        click.Option(["--template"], type=path, help="Write a filled example workbook to start from, and stop."),
        click.Option(["--json", "as_json"], is_flag=True, help="Print everything as JSON."),
        click.Option(
            ["--output"], type=path, help="Write all tables to FILE.xlsx, FILE.json or (first table) FILE.csv."
        ),
    ]
    if series:
        common += _reading_options()
    return click.Command(name, params=[*common, *options], callback=callback, help=summary)


def _reading_options() -> list[click.Parameter]:
    """How a file of figures is read; as in ``gdgr import``."""
    path = click.Path(path_type=Path)
    return [
        click.Option(
            ["--reading"], type=path, help="How a file of figures is read; otherwise FILE.reading.toml beside it."
        ),
        click.Option(
            ["--codebook"], type=path, help="Table with a metadata row an indicator (code, unit, direction ...)."
        ),
        click.Option(["--only"], multiple=True, metavar="CODE", help="Take these indicators and no others."),
        click.Option(
            ["--indicator"], multiple=True, metavar="COLUMN", help="Columns that together name the indicator."
        ),
        click.Option(["--where"], multiple=True, metavar="COLUMN=VALUE", help="Take rows with this value only."),
        click.Option(
            ["--missing"], multiple=True, metavar="TEXT", help="A cell text that means 'no figure', such as -99."
        ),
        click.Option(
            ["--skip-area"], multiple=True, metavar="CODE", help="An area left out on purpose (an aggregate)."
        ),
        click.Option(
            ["--direction"],
            multiple=True,
            metavar="CODE=WAY",
            help="Which way is better: higher or lower; '*=' for all others.",
        ),
    ]


def _view_options() -> list[click.Option]:
    """What is shown of an index besides its tables, and what is set beside it."""
    return [
        click.Option(
            ["--profile", "profiles"],
            multiple=True,
            metavar="CODE",
            help="A unit to describe: every element, its peers, strengths and weaknesses.",
        ),
        _text("--peers", "Scheme of the sheet Groups whose groups are peers; otherwise the first."),
        click.Option(
            ["--strongest"],
            type=click.IntRange(min=0),
            help="Most strengths, and most weaknesses, of a profile; otherwise 5.",
        ),
        click.Option(
            ["--compare", "designs"],
            multiple=True,
            metavar="FILE|CHANGE",
            help="Another design to set beside it: a file, or changes such as 'aggregate.method=geometric'.",
        ),
        _file("--plots", "Write pictures (SVG and PNG) into this folder."),
        _file("--html", "Write a page of results, one file that needs nothing else."),
    ]


def _source(given: dict[str, object]) -> object:
    """What the options say of a file of figures; they are taken out of ``given``."""
    from pipeline.sheets.reading.declared import DIRECTIONS, Options
    from pipeline.studies.figures import Source

    def texts(name: str) -> tuple[str, ...]:
        return cast("tuple[str, ...]", given.pop(name, ()))

    def file(name: str) -> Path | None:
        return cast("Path | None", given.pop(name, None))

    directions = _pairs(given, "direction")
    odd = [way for way in directions.values() if way not in (*DIRECTIONS, "parity")]
    if odd:
        raise click.BadParameter(f"{odd[0]!r}: write CODE=higher or CODE=lower", param_hint="--direction")
    options = Options(
        indicator=texts("indicator"),
        where=_pairs(given, "where") or None,
        missing=texts("missing"),
        select=frozenset(texts("only")) or None,
        skip_areas=frozenset(texts("skip_area")),
    )
    named = (("", file("design")), ("Targets", file("targets")), ("Groups", file("groups")))
    return Source(
        reading=file("reading"),
        options=options,
        codebook=file("codebook"),
        directions=directions,
        beside=tuple((name, path) for name, path in named if path is not None),
        population=file("population"),
    )


def _long(given: dict[str, object]) -> object:
    """Which columns of a long table hold the cells of a matrix; the options are taken out of ``given``."""
    from pipeline.studies.balance.files import Long

    names = {name: str(given.pop(name) or name) for name in ("row", "column", "value")}
    return Long(where=_pairs(given, "where"), **names)


def _pairs(given: dict[str, object], name: str) -> dict[str, str]:
    """The NAME=VALUE texts of an option, which is taken out of ``given``."""
    texts = cast("tuple[str, ...]", given.pop(name, ()))
    wrong = [text for text in texts if "=" not in text]
    if wrong:
        raise click.BadParameter(f"{wrong[0]!r}: write NAME=VALUE", param_hint=f"--{name}")
    return dict(text.split("=", 1) for text in texts)


def _paths(value: object) -> list[Path]:
    """The files among the value of an option."""
    return [part for part in (value if isinstance(value, tuple) else (value,)) if isinstance(part, Path)]


def _refuse_input(output: Path, inputs: list[Path]) -> None:
    """Results never go over a file that they are made from, nor over its reading."""
    for path in (*inputs, *(path.with_name(f"{path.name}.reading.toml") for path in inputs)):
        if path.exists() and output.exists() and output.samefile(path):
            raise stop(
                ExitCode.USAGE,
                "study-output-over-input",
                Place(str(output)),
                "the results would be written over what they are made from",
                "another file",
                "choose another name",
            )


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


def _file(flag: str, text: str) -> click.Option:
    return click.Option([flag], type=click.Path(path_type=Path), help=text)


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
            "Build the composite index of a file of figures, or of a workbook with the sheets Hierarchy and Choices, and audit it.",
            [
                *_view_options(),
                _file(
                    "--design",
                    "Workbook with Hierarchy and Choices for a file of figures; otherwise the plainest design.",
                ),
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
            "Assess every series of a file of figures, or of a workbook with a Targets sheet, by every method: official, research and own.",
            [
                _file("--targets", "Table or workbook of targets for a file of figures."),
                click.Option(["--target"], type=float, help="One target for all series of a file of figures."),
                _integer("--target-year", "Year by which it is to be met."),
                _integer("--base-year", "First year of the assessment."),
                draws,
                seed,
                _text("--weighting", "Weights of ESCAP's regression: linear, exponential or equal."),
                _integer("--regression-since", "First year of ESCAP's regression."),
            ],
        ),
        _study(
            "balance",
            "Balance a matrix by RAS or GRAS, and check the identities of supply-use tables, of a workbook or of files.",
            [
                click.Option(
                    ["--with", "beside"],
                    multiple=True,
                    type=click.Path(path_type=Path),
                    help="A further file: a workbook, or a table that is the sheet of its name (margins.csv, 'use 2022.csv').",
                ),
                _text("--row", "Column of a long table with the codes of rows; otherwise 'row'."),
                _text("--column", "Column with the codes of columns; otherwise 'column'."),
                _text("--value", "Column with the values; otherwise 'value'."),
                click.Option(
                    ["--where"],
                    multiple=True,
                    metavar="COLUMN=VALUE",
                    help="Take rows of a long table with this value only.",
                ),
                _text("--method", "RAS or GRAS."),
                _text("--tolerance", "Largest difference of a margin from its total."),
                _text("--iterations", "Most rounds."),
                _text(
                    "--blanks",
                    "What a blank cell of tables without a map is: absent (no verdict on what needs it) or zero.",
                ),
                _text("--identity-tolerance", "Residual up to which an identity of tables holds, or 'rounding'."),
            ],
            series=False,
        ),
        _study(
            "divide",
            "Measure divides between the economies of a file of figures, or of a workbook with the sheets Population and Groups.",
            [
                _file("--population", "File of figures with the population; otherwise the project's."),
                _file("--groups", "Table or workbook of groups (economy, group, scheme); otherwise the project's."),
                click.Option(
                    ["--scheme", "schemes"],
                    multiple=True,
                    help="Groups of the project: income, un_region, un_subregion, itu_region, LDC, LLDC, SIDS.",
                ),
                _integer("--first", "First year compared."),
                _integer("--last", "Last year compared."),
                _text("--reference", "Group that others are compared with."),
                draws,
                seed,
                click.Option(["--confidence"], type=float, help="Confidence of the intervals."),
            ],
        ),
    ]
