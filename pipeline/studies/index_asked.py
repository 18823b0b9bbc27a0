"""What is asked of an index besides its workbook: draws, changes, and what is shown or set beside it."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.methods.index.design import Design
from pipeline.studies.figures import Source
from pipeline.studies.views.profile import MOST


@dataclass(frozen=True)
class Asked:
    """One question to an index.

    ``draws``, ``seed`` and ``samples`` (Sobol', a power of two) are those of Choices (step audit) where None.
    ``whatif`` changes choices and compares ("aggregate.method=geometric; GCI:treat.method=none"); ``economies`` are those
    whose own rank is an output of the sensitivity. ``workers`` are the processes that draw, ``scheduler`` the address of a
    Dask scheduler whose workers draw instead; the results are the same. ``source`` says how a file of figures is read.
    ``profiles`` are units to be described, against the groups of the scheme ``peers``, with at most ``strongest`` strengths
    and weaknesses each. ``designs`` are set beside the index: files, or changes as in ``whatif``. ``change`` builds the
    index with other choices; without ``audited`` it is only built.
    """

    draws: int | None = None
    seed: int | None = None
    samples: int | None = None
    whatif: str | None = None
    economies: tuple[str, ...] = ()
    workers: int = 2
    scheduler: str = ""
    source: Source | None = None
    profiles: tuple[str, ...] = ()
    peers: str | None = None
    strongest: int = MOST
    designs: tuple[str, ...] = ()
    change: str = ""
    audited: bool = True

    def audit_of(self, design: Design) -> Design:
        """The design with the draws, seed and samples that are asked for."""
        for name, value in (("draws", self.draws), ("seed", self.seed), ("sobol_samples", self.samples)):
            if value is not None:
                design = design.with_choice("audit", name, value)
        return design
