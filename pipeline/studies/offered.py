"""The options that each study offers, with their help."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import click

from pipeline.studies.options import DRAWS, SAMPLES, SEED, YEAR, Amount, OneOf, Share, Whole


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


_DRAWN = (
    _typed("--draws", DRAWS, "Number of draws, 2 or more."),
    _typed("--seed", SEED, "Seed of the draws, 0 or more."),
)


def reading_options() -> list[click.Parameter]:
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


def _view_options() -> list[click.Parameter]:
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


def index_options() -> list[click.Parameter]:
    """The options of ``gdgr index``."""
    return [
        *_view_options(),
        _file(
            "--design",
            "Workbook with Hierarchy and Choices for a file of figures; otherwise the plainest design.",
        ),
        *_DRAWN,
        _typed("--samples", SAMPLES, "Samples of the Sobol' indices, a power of two."),
        _text("--whatif", "Choices to change and compare, such as 'aggregate.method=geometric'."),
        click.Option(["--economy", "economies"], multiple=True, help="An economy whose own rank is studied too."),
        click.Option(
            ["--workers"],
            type=click.IntRange(1),
            help="Processes that draw; otherwise 2. The results are the same.",
        ),
        _text("--scheduler", "Dask scheduler whose workers draw (tcp://host:8786). The results are the same."),
    ]


def progress_options() -> list[click.Parameter]:
    """The options of ``gdgr progress``."""
    return [
        _file("--targets", "Table or workbook of targets for a file of figures."),
        _typed("--target", Amount(), "One target for all series of a file of figures."),
        _typed("--target-year", YEAR, "Year by which it is to be met; otherwise 2030."),
        _typed("--base-year", YEAR, "First year of the assessment; otherwise 2015."),
        *_DRAWN,
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
        _typed("--as-of", YEAR, "Year from which the age of the data is counted; otherwise the latest of the file."),
    ]


def balance_options() -> list[click.Parameter]:
    """The options of ``gdgr balance``."""
    return [
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
    ]


def divide_options() -> list[click.Parameter]:
    """The options of ``gdgr divide``."""
    return [
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
        *_DRAWN,
        _typed("--confidence", Share(), "Confidence of the intervals, between 0 and 1."),
    ]


OF_STUDY = {
    "index": index_options,
    "progress": progress_options,
    "balance": balance_options,
    "divide": divide_options,
}
