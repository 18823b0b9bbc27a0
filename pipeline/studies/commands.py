"""The commands of the studies: ``gdgr index``, ``progress``, ``balance`` and ``divide`` on a researcher's own workbook."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from pipeline.problems import ExitCode, Place, stop
from pipeline.studies.options import DRAWS, SAMPLES, SEED, YEAR, Amount, OneOf, Share, Whole, in_order
from pipeline.studies.quiet import quiet

if TYPE_CHECKING:
    from pipeline.studies.figures import Source

# How the first line of the results of a study begins in CSV, by which they are known.
_HEADS: Mapping[str, tuple[str, ...]] = {
    "index": ("REF_AREA,score,rank",),
    "progress": ("target,indicator,economy,",),
    "balance": ("identity,", "code,"),
    "divide": ("indicator,measure,first_year,last_year",),
}


def _study(name: str, summary: str, options: list[click.Option], series: bool = True) -> click.Command:
    """One command: an optional file, ``--template``, ``--json``, ``--output``, and the options of its method.

    ``series``: the method takes series, so that a file of figures may be given, with the options of its reading.
    """

    def callback(
        workbook: Path | None,
        template: Path | None,
        as_json: bool,
        output: Path | None,
        replace: bool,
        **given: object,
    ) -> None:
        from pipeline.sheets.reference import project_of
        from pipeline.studies import results
        from pipeline.studies import study as views

        module = importlib.import_module(f"pipeline.studies.{name}")
        if template is not None:
            _alone(workbook if name != "index" else None, output)
            results.judge_template(template)
            if workbook is None:
                module.template(template, project_of(Path()))
                click.echo(f"{template} is a filled example; run: gdgr {name} {template}")
            else:
                _start(workbook, template, cast("Source", _source(given)))
            return
        if workbook is None:
            raise click.UsageError("name a workbook, or make an example with --template FILE.xlsx")
        plots, page = cast("Path | None", given.pop("plots", None)), cast("Path | None", given.pop("html", None))
        if output is not None and output.suffix.lower() in (".html", ".htm") and "designs" in given:
            page, output = output, None
        inputs = [workbook, *(part for value in given.values() for part in _paths(value))]
        inputs += [path for text in cast("tuple[str, ...]", given.get("designs", ())) if _is_file(path := Path(text))]
        if output is not None:
            results.judge_output(output, [*inputs, *_project()], _HEADS[name], replace)
        for first, last in (("first", "last"), ("base_year", "target_year")):
            in_order(given.get(first), given.get(last), (_flag(first), _flag(last)))
        if plots is not None or page is not None:
            from pipeline.studies.views.places import judge_places

            judge_places(plots, page, inputs)
        given |= {"source": _source(given)} if series else {"long": _long(given)}
        chosen = {key: value for key, value in given.items() if value not in (None, ())}
        with quiet() as noticed:
            result = module.run(workbook, **chosen)
        result = views.with_notes(result, noticed)
        if output is not None:
            views.write_study(result, output)
        written: tuple[str, ...] = ()
        if plots is not None or page is not None:
            from pipeline.studies.views.show import show

            with quiet() as noticed:
                result, written = show(result, plots, page)
            result = views.with_notes(result, noticed)
        click.echo(views.as_json(result) if as_json else views.as_text(result))
        if output is not None and not as_json:
            click.echo(f"Written in full precision: {output}")
        for line in () if as_json else written:
            click.echo(line)

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
    if series:
        common += _reading_options()
    return click.Command(name, params=[*common, *options], callback=callback, help=summary, epilog=_chosen_from(name))


def _chosen_from(name: str) -> str:
    """The end of the help: where the methods and choices are listed; of an index the methods of each step."""
    words = f"The methods and choices of this study, each with a line: gdgr methods {name}."
    if name != "index":
        return words
    from pipeline.methods.index.vocabulary import METHODS

    steps = "\n\n".join(f"\b\n{step}: {', '.join(names)}" for step, names in METHODS.items())
    return f"{words} Those of the sheet Choices:\n\n{steps}"


def _start(workbook: Path, template: Path, source: Source) -> None:
    """Write a workbook of an index from a file of figures, and say what it holds."""
    from pipeline.studies.omissions import told
    from pipeline.studies.starting import start

    left = told(start(workbook, template, source)).replace("(table Left out)", "by the reading")
    click.echo(
        f"{template} holds the figures of {workbook.name} and the plainest design; change it, then run: gdgr index {template}"
    )
    if left:
        click.echo(left)


def _alone(workbook: Path | None, output: Path | None) -> None:
    """A template is made from no workbook, and has no results. Raises Stop (exit 2) where one is named beside it."""
    for given, flag in ((workbook, "FILE"), (output, "--output")):
        if given is not None:
            found = f"--template and {flag} {given}"
            raise stop(
                ExitCode.USAGE,
                "study-option",
                Place("--template"),
                found,
                "--template alone",
                "make the example first, then run the study on it",
            )


def _project() -> list[Path]:
    """The folders that a study may read from: results never go over what stands there."""
    from pipeline.sheets.reference import found_project

    found = found_project(Path())
    return [found / "data", found / "report"] if found is not None else []


def _is_file(path: Path) -> bool:
    """Whether a text that may be a name of a file or something else is one."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _flag(name: str) -> str:
    return f"--{name.replace('_', '-')}"


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
    odd = [f"{code}={way}" for code, way in directions.items() if way not in (*DIRECTIONS, "parity")]
    if odd:
        raise stop(
            ExitCode.USAGE, "study-option", Place("--direction"), repr(odd[0]), "higher or lower", "write CODE=higher"
        )
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
        raise stop(
            ExitCode.USAGE,
            "study-option",
            Place(_flag(name)),
            repr(wrong[0]),
            "NAME=VALUE",
            "write both, with = between",
        )
    return dict(text.split("=", 1) for text in texts)


def _paths(value: object) -> list[Path]:
    """The files among the value of an option."""
    return [part for part in (value if isinstance(value, tuple) else (value,)) if isinstance(part, Path)]


def _file(flag: str, text: str) -> click.Option:
    return click.Option([flag], type=click.Path(path_type=Path), help=text)


def _typed(flag: str, kind: click.ParamType, text: str) -> click.Option:
    return click.Option([flag], type=kind, help=text)


def _text(flag: str, text: str) -> click.Option:
    return click.Option([flag], help=text)


def _words(name: str) -> Callable[[], Iterable[str]]:
    """The words of a list of a study, asked for when one is typed."""

    def words() -> Iterable[str]:
        from pipeline.studies import vocabulary

        return vocabulary.words(name)

    return words


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
    draws = _typed("--draws", DRAWS, "Number of draws, 2 or more.")
    seed = _typed("--seed", SEED, "Seed of the draws, 0 or more.")
    return [
        methods,
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
                _typed("--samples", SAMPLES, "Samples of the Sobol' indices, a power of two."),
                _text("--whatif", "Choices to change and compare, such as 'aggregate.method=geometric'."),
                click.Option(
                    ["--economy", "economies"], multiple=True, help="An economy whose own rank is studied too."
                ),
                click.Option(
                    ["--workers"],
                    type=click.IntRange(1),
                    help="Processes that draw; otherwise 2. The results are the same.",
                ),
                _text("--scheduler", "Dask scheduler whose workers draw (tcp://host:8786). The results are the same."),
            ],
        ),
        _study(
            "progress",
            "Assess every series of a file of figures, or of a workbook with a Targets sheet, by every method: official, research and own.",
            [
                _file("--targets", "Table or workbook of targets for a file of figures."),
                _typed("--target", Amount(), "One target for all series of a file of figures."),
                _typed("--target-year", YEAR, "Year by which it is to be met; otherwise 2030."),
                _typed("--base-year", YEAR, "First year of the assessment; otherwise 2015."),
                draws,
                seed,
                _typed(
                    "--weighting",
                    OneOf(_words("weighting")),
                    "Weights of ESCAP's regression: linear, exponential or equal.",
                ),
                _typed("--regression-since", YEAR, "First year of ESCAP's regression."),
                click.Option(
                    ["--method", "only_methods"],
                    multiple=True,
                    type=OneOf(_words("progress")),
                    help="Ask this method alone (may be repeated).",
                ),
                _typed(
                    "--as-of", YEAR, "Year from which the age of the data is counted; otherwise the latest of the file."
                ),
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
                _typed("--method", OneOf(_words("balancing")), "RAS or GRAS."),
                _typed("--tolerance", Amount(0), "Largest difference of a margin from its total."),
                _typed("--iterations", Whole(1), "Most rounds."),
                _typed(
                    "--blanks",
                    OneOf(_words("blanks")),
                    "What a blank cell of tables without a map is: absent (no verdict on what needs it) or zero.",
                ),
                _typed(
                    "--identity-tolerance",
                    Amount(0, ("rounding",)),
                    "Residual up to which an identity of tables holds, or 'rounding'.",
                ),
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
                    help="Groups of the sheet Groups by their scheme, or of the project (gdgr methods divide lists them).",
                ),
                _typed("--first", YEAR, "First year compared."),
                _typed("--last", YEAR, "Last year compared."),
                _text("--reference", "Group that others are compared with."),
                draws,
                seed,
                _typed("--confidence", Share(), "Confidence of the intervals, between 0 and 1."),
            ],
        ),
    ]
