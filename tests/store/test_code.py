"""The code that can affect a result: what a module reaches by its imports, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.store.code import Code

FILES = {
    "__init__.py": "",
    "a.py": "from pipeline import b\nimport os\n",
    "b.py": "def f():\n    from pipeline.deep.c import thing\n",
    "deep/__init__.py": "",
    "deep/c.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from pipeline import d\nthing = 1\n",
    "deep/look.css": "body {}",
    "d.py": "",
    "store/__init__.py": "",
}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / "pipeline" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "pipeline"


def test_imports_are_followed_into_functions_and_not_into_types(package: Path) -> None:
    found = [name.removeprefix("pipeline.") for name in Code(package).closure("pipeline.a")]
    assert found == ["pipeline", "a", "b", "deep", "deep.c", "deep.look.css", "store"]


@pytest.mark.parametrize(
    ("file", "affected"),
    [(name, name != "d.py") for name in FILES],
)
def test_only_what_is_reached_changes_the_digest(package: Path, file: str, affected: bool) -> None:
    before = Code(package).digest("pipeline.a")
    (package / file).write_text((package / file).read_text() + ("\n# other\n" if file.endswith(".py") else "p {}"))
    assert (Code(package).digest("pipeline.a") != before) is affected


def test_several_modules_at_once(package: Path) -> None:
    code = Code(package)
    assert set(code.closure("pipeline.a pipeline.d")) == set(code.closure("pipeline.a")) | set(
        code.closure("pipeline.d")
    )


def test_imports_that_are_known_are_not_read_again(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known: dict[str, tuple[str, ...]] = {}
    first = Code(package, known).digest("pipeline.a")
    monkeypatch.setattr("pipeline.store.code._imports", lambda *_: pytest.fail("it was parsed again"))
    assert Code(package, known).digest("pipeline.a") == first


def test_the_package_itself_is_seen() -> None:
    closure = Code().closure("pipeline.findings.recipes.trends")
    assert {"pipeline.findings.workshop", "pipeline.methods.group_values", "pipeline.model.dataset"} <= set(closure)
    assert not any(name.startswith(("pipeline.render", "pipeline.figures", "pipeline.steps")) for name in closure)
