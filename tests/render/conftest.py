"""The sample project, rendered once in each language for all tests that only look at it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.render.builtin import Builtin
from pipeline.render.project import Project, Rendered
from tests.render.sampling import sample


@dataclass(frozen=True)
class Built:
    """A rendered sample."""

    project: Project
    rendered: Rendered

    @property
    def typst(self) -> str:
        """The Typst source that was compiled."""
        return (self.project.path / "report.typ").read_text(encoding="utf-8")

    @property
    def web(self) -> Path:
        """Folder of the web edition."""
        return self.rendered.web_index.parent

    def page(self, name: str) -> str:
        """Text of one page of the web edition."""
        return (self.web / name).read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Built]:
    """Samples by language."""
    made = {}
    for language in ("en", "zh"):
        folder = tmp_path_factory.mktemp(f"sample-{language}")
        project = sample(folder, language)
        made[language] = Built(project, Builtin().render(project, folder / "out", lambda line: None))
    return made
