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
        paths = sorted((self.project.path / "typst").rglob("*.typ"))
        return "\n".join(path.read_text(encoding="utf-8") for path in paths)

    @property
    def web(self) -> Path:
        """Folder of the web edition."""
        return self.rendered.web

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


TABLES = """# Tables of economies {#sec-tables .annex}

Figures are in [@sec-development]; the first is [@fig-online], the rest [@tbl-more; @sec-about].

::: {#tbl-more .exhibit}
::: {.gdgr-table widths="30,10" size="small"}
| Economy | 2024 |
|:--------|-----:|
LONGROWS2
:::

More of the same
:::
"""
MORE = "\n".join(f"| Economy {number} | {number}.5 |" for number in range(40))
LAST = "# Sources {#sec-sources .annex}\n\nSee [@tbl-more], [-@tbl-more] and [@sec-tables].\n"


@pytest.fixture(scope="session")
def volumes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Built]:
    """The sample with a statistical annex, by language."""
    made = {}
    for language in ("en", "zh"):
        folder = tmp_path_factory.mktemp(f"volumes-{language}")
        changes = {"95_sources": LAST, "annex_01_tables": TABLES.replace("LONGROWS2", MORE)}
        if language == "zh":
            changes["annex_01_tables"] = changes["annex_01_tables"].replace("; @sec-about", "")
        project = sample(folder, language, **changes)
        made[language] = Built(project, Builtin().render(project, folder / "out", lambda line: None))
    return made
