"""One call of a study: what was typed is judged before the work, the study is run, its results are written and shown."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from pipeline.problems import ExitCode, Place, stop
from pipeline.studies.option_values import flag_of, is_file, long_of, paths_of, source_of
from pipeline.studies.options import in_order
from pipeline.studies.quiet import quiet

if TYPE_CHECKING:
    from pipeline.studies.figures import Source
    from pipeline.studies.study import Study

# How the first line of the results of a study begins in CSV, by which they are known.
_HEADS: Mapping[str, tuple[str, ...]] = {
    "index": ("REF_AREA,score,rank",),
    "progress": ("target,indicator,economy,",),
    "balance": ("identity,", "code,"),
    "divide": ("indicator,measure,first_year,last_year",),
}
_SPANS = (("first", "last"), ("base_year", "target_year"))


@dataclass(frozen=True)
class Landing:
    """Where the results of a call go: a file, a folder of pictures, a page."""

    output: Path | None = None
    plots: Path | None = None
    page: Path | None = None


def call(
    name: str,
    workbook: Path | None,
    template: Path | None,
    as_json: bool,
    output: Path | None,
    replace: bool,
    given: dict[str, object],
) -> None:
    """Make the template of a study, or run it on a workbook; ``given`` are the options of its method.

    Raises Stop (exit 2) for what may not be typed or written over, and as the study does.
    """
    if template is not None:
        _alone(workbook if name != "index" else None, output)
        _make_template(name, workbook, template, given)
        return
    if workbook is None:
        raise click.UsageError("name a workbook, or make an example with --template FILE.xlsx")
    landing = _landing(output, given)
    _judge(name, workbook, landing, replace, given)
    result = _run(name, workbook, given)
    _show(result, landing, as_json)


def _make_template(name: str, workbook: Path | None, template: Path, given: dict[str, object]) -> None:
    """Write the example of a study; of an index with a workbook: its figures and the plainest design."""
    from pipeline.sheets.reference import project_of
    from pipeline.studies import results

    results.judge_template(template)
    if workbook is not None:
        _start(workbook, template, source_of(given))
        return
    importlib.import_module(f"pipeline.studies.{name}").template(template, project_of(Path()))
    click.echo(f"{template} is a filled example; run: gdgr {name} {template}")


def _landing(output: Path | None, given: dict[str, object]) -> Landing:
    """Where results go; an output of an index that is named as a page is one. The options are taken out of ``given``."""
    plots, page = cast("Path | None", given.pop("plots", None)), cast("Path | None", given.pop("html", None))
    if output is not None and output.suffix.lower() in (".html", ".htm") and "designs" in given:
        return Landing(None, plots, output)
    return Landing(output, plots, page)


def _judge(name: str, workbook: Path, landing: Landing, replace: bool, given: Mapping[str, object]) -> None:
    """Raise Stop (exit 2) before the work where results would go over an input, or years are not in order."""
    from pipeline.studies import results

    inputs = [workbook, *(part for value in given.values() for part in paths_of(value))]
    inputs += [path for text in cast("tuple[str, ...]", given.get("designs", ())) if is_file(path := Path(text))]
    if landing.output is not None:
        results.judge_output(landing.output, [*inputs, *_project()], _HEADS[name], replace)
    for first, last in _SPANS:
        in_order(given.get(first), given.get(last), (flag_of(first), flag_of(last)))
    if landing.plots is not None or landing.page is not None:
        from pipeline.studies.views.places import judge_places

        judge_places(landing.plots, landing.page, inputs)


def _run(name: str, workbook: Path, given: dict[str, object]) -> Study:
    """The results of a study, with what libraries noticed."""
    from pipeline.studies.study import with_notes

    module = importlib.import_module(f"pipeline.studies.{name}")
    given |= {"long": long_of(given)} if name == "balance" else {"source": source_of(given)}
    chosen = {key: value for key, value in given.items() if value not in (None, ())}
    with quiet() as noticed:
        result = module.run(workbook, module.Asked(**chosen)) if name == "index" else module.run(workbook, **chosen)
    return with_notes(result, noticed)


def _show(result: Study, landing: Landing, as_json: bool) -> None:
    """Write the results where they go, and print them."""
    from pipeline.studies import study

    if landing.output is not None:
        study.write_study(result, landing.output)
    written = [f"Written in full precision: {landing.output}"] if landing.output is not None else []
    if landing.plots is not None or landing.page is not None:
        from pipeline.studies.views.show import show

        with quiet() as noticed:
            result, lines = show(result, landing.plots, landing.page)
        result, written = study.with_notes(result, noticed), [*written, *lines]
    click.echo(study.as_json(result) if as_json else study.as_text(result))
    for line in () if as_json else written:
        click.echo(line)


def _start(workbook: Path, template: Path, source: Source) -> None:
    """Write a workbook of an index from a file of figures, and say what it holds."""
    from pipeline.studies.omissions import told
    from pipeline.studies.starting import start

    left = told(start(workbook, template, source), "by the reading")
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
