"""What can go wrong between a build and those who work for it, as Stops with exit code 6."""

from __future__ import annotations

from pipeline.problems import ExitCode, Place, Stop, stop


def words(error: BaseException) -> str:
    """An error in a line."""
    return " ".join(str(error).split())[:300] or type(error).__name__


def no_answer(scheduler: str, found: str) -> Stop:
    """The Stop where a cluster cannot be joined."""
    return stop(
        ExitCode.ENVIRONMENT,
        "scheduler-unreachable",
        Place("--scheduler", scheduler),
        found,
        "the address of a Dask scheduler that answers, with workers that have this code and these libraries",
        "start the scheduler and its workers (dask scheduler, dask worker) in this environment, mend the address, or leave --scheduler out",
    )


def gone(scheduler: str, found: str) -> Stop:
    """The Stop where a cluster that was there is not any more."""
    return stop(
        ExitCode.ENVIRONMENT,
        "scheduler-lost",
        Place("--scheduler", scheduler),
        found,
        "a scheduler and at least one worker until the end of the build",
        "start them again and run again: what was taken in is kept",
    )


def lost(found: str) -> Stop:
    """The Stop where whoever takes a piece of work dies."""
    return stop(
        ExitCode.ENVIRONMENT,
        "workers-lost",
        Place("processes"),
        found,
        "processes that live until their work is done",
        "look for what ends them (often too little memory), and run again: what was taken in is kept",
    )
