"""The state of a build, and what a step is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.steps.order import Inputs, Order

if TYPE_CHECKING:
    from pipeline.assemble.chapters import Chapter
    from pipeline.crew import Crew, Stream
    from pipeline.findings.drafts import Missing
    from pipeline.findings.exhibit import Exhibit, Words
    from pipeline.findings.making import Exhibits
    from pipeline.findings.news import Told
    from pipeline.findings.workshop import Workshop
    from pipeline.language import Language
    from pipeline.model.dataset import Dataset
    from pipeline.progress import Progress
    from pipeline.render.fonts import FontsInMaking
    from pipeline.render.project import Engine
    from pipeline.steps.work import Drawn, Task
    from pipeline.store import Keeper


@dataclass
class Build:
    """A build at work: what was ordered, who helps, and what the steps so far have made."""

    order: Order
    inputs: Inputs
    keeper: Keeper
    crew: Crew
    progress: Progress
    engine: Engine
    warnings: int = 0
    checksums: dict[str, str] = field(default_factory=dict)
    dataset: Dataset = None  # type: ignore[assignment]
    published: Mapping[str, Told] | None = None
    workshop: Workshop = None  # type: ignore[assignment]
    tongues: dict[str, Language] = field(default_factory=dict)
    plain: dict[str, Language] = field(default_factory=dict)
    exhibits: Exhibits = None  # type: ignore[assignment]
    made: dict[str, Exhibit] = field(default_factory=dict)
    words: dict[str, dict[str, Words]] = field(default_factory=dict)
    missing: dict[str, list[Missing]] = field(default_factory=dict)
    drawing: Stream[Task, Drawn] | None = None
    figures: dict[tuple[str, str], str] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)
    posters: dict[tuple[str, str], str] = field(default_factory=dict)
    images: dict[str, bytes] = field(default_factory=dict)
    making: dict[str, FontsInMaking] = field(default_factory=dict)
    fonts: dict[str, tuple[tuple[Path, ...], str]] = field(default_factory=dict)
    chapters: dict[str, dict[str, Chapter]] = field(default_factory=dict)

    @property
    def root(self) -> Path:
        """Where the steps read ``report/``: the copy that no editor changes while they are at work."""
        return self.order.frozen

    def folder(self, code: str) -> Path:
        """The assembled project of a language."""
        return self.order.build / code


@dataclass(frozen=True)
class Foreseen:
    """What would happen to one result: it runs, it is kept, or (None) that depends on what comes out before it; and why."""

    name: str
    runs: bool | None
    why: str

    def __str__(self) -> str:
        word = {True: "runs", False: "kept", None: "may run"}[self.runs]
        return f"{word:8} {self.name}{': ' if self.why else ''}{self.why}"


@dataclass(frozen=True)
class Step:
    """One step: its name, what it reads and writes, what it does, and what it would do.

    ``foresee`` makes nothing but what must be read to know; ``results`` are the kinds of what is kept, in words.
    """

    name: str
    reads: str
    writes: str
    run: Callable[[Build], None]
    foresee: Callable[[Build], Iterable[Foreseen]]
    results: Mapping[str, str]
