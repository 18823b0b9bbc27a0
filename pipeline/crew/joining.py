"""Joining a Dask cluster: whoever answers must be a scheduler whose workers give the same bytes as this machine."""

from __future__ import annotations

import logging
import threading
import time
import warnings
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from typing import Any, TypeVar

from pipeline.crew.faults import no_answer, words
from pipeline.crew.version import version
from pipeline.problems import ExitCode, Place, stop

R = TypeVar("R")
PATIENCE = 10.0  # seconds in which a scheduler has to answer, and in which lost workers may be replaced
PAUSE = 1.0  # seconds between two looks at the cluster


def connect(scheduler: str) -> tuple[Any, dict[str, int]]:
    """A client of a Dask scheduler whose workers have this code and these libraries, and threads by worker.

    Raises Stop (exit 6) where there is no such scheduler or no such worker, within some seconds.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise stop(
            ExitCode.ENVIRONMENT,
            "cluster-missing",
            Place("--scheduler"),
            f"Dask is not installed ({error})",
            "the extra 'cluster', here and on every worker",
            "install it: pip install 'gdgr[cluster]', or leave --scheduler out",
        ) from error
    _silence()
    end = time.monotonic() + PATIENCE
    client = Client.__new__(Client)
    try:
        within(PATIENCE + PAUSE, lambda: Client.__init__(client, scheduler, timeout=PATIENCE, set_as_default=False))
    except Exception as error:  # whatever answers there: nothing, a web server, a scheduler of another kind
        client.status = "closed"  # or its end would wait for a connection that never was, and complain
        raise no_answer(scheduler, f"no Dask scheduler answers: {words(error)}") from error
    try:
        try:
            client.wait_for_workers(1, timeout=max(PAUSE, end - time.monotonic()))
        except TimeoutError as error:
            raise no_answer(scheduler, "the scheduler has no worker") from error
        try:
            versions = within(PATIENCE / 2, lambda: client.run(version, on_error="return"))
        except Exception as error:
            raise no_answer(scheduler, f"its workers cannot be asked: {words(error)}") from error
        for where, found in versions.items():
            if isinstance(found, BaseException):
                raise no_answer(scheduler, f"the worker {where} cannot load the package: {words(found)}")
            if found != version():
                raise no_answer(scheduler, f"the worker {where} has {found}, this machine {version()}")
        return client, within(PATIENCE, client.nthreads)
    except BaseException:
        with suppress(Exception):
            within(PAUSE, client.close)
        raise


def within(seconds: float, call: Callable[[], R]) -> R:
    """What a call gives. Raises TimeoutError where it takes longer; it is then left to itself."""
    found: Future[R] = Future()

    def run() -> None:
        try:
            found.set_result(call())
        except BaseException as error:
            found.set_exception(error)

    threading.Thread(target=run, name="asking", daemon=True).start()
    try:
        return found.result(seconds)
    except TimeoutError as error:
        raise TimeoutError(str(error) or f"no answer in {seconds:.0f} seconds") from error


def _silence() -> None:
    """Dask logs much, and warns of what is looked at here: the screen is for what a reader can act on."""
    import distributed

    for name in ("distributed", "distributed.client", "distributed.gc", "tornado", "tornado.application", "asyncio"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [logging.NullHandler()], False
    warnings.filterwarnings("ignore", "Sending large graph", UserWarning)
    warnings.filterwarnings("ignore", category=distributed.versions.VersionMismatchWarning)
