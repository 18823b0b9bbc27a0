"""The shipped data and figures, read and made once in a process for all tests that only look at them."""

from __future__ import annotations

import pickle
from functools import cache
from pathlib import Path

from pipeline.edition import editions_available, load_edition
from pipeline.findings.exhibit import Exhibit
from pipeline.findings.facts import FactBook
from pipeline.findings.making import Exhibits, make_exhibits
from pipeline.findings.watching import watched
from pipeline.findings.workshop import Workshop
from pipeline.model.dataset import Dataset
from pipeline.sheets.load import NO_CUTOFF, load_dataset
from pipeline.store import Watch

ROOT = Path(__file__).parents[1]
EDITION = load_edition(ROOT, editions_available(ROOT)[-1])


def shipped(cutoff: str = NO_CUTOFF) -> Dataset:
    """The data set of the data that ship, as `load_dataset` gives it; a copy that no other test has."""
    dataset: Dataset = pickle.loads(_loaded(cutoff))
    return dataset


def once(root: Path) -> Dataset:
    """`load_dataset` for a command that reads the shipped data by itself."""
    assert root.resolve() == ROOT
    return shipped()


@cache
def _loaded(cutoff: str) -> bytes:
    return pickle.dumps(load_dataset(ROOT, cutoff))


@cache
def figures() -> tuple[Workshop, Exhibits, dict[str, Exhibit]]:
    """The figures of the shipped report (half a minute, so one worker runs all tests of them); not to be changed."""
    watch = Watch()  # as a build has it: what a figure reads stands behind its numbers
    workshop = Workshop(watched(shipped(EDITION.data_cutoff.isoformat()), watch), EDITION, FactBook(watch), watch)
    exhibits = Exhibits(workshop, ROOT)
    return workshop, exhibits, make_exhibits(exhibits)
