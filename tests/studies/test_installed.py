"""The package as others install it: built as a wheel, put into a folder of its own, used where there is no project."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

pytest.importorskip("setuptools", reason="a wheel needs setuptools (the extra setup)")
ROOT = Path(__file__).parents[2]


def pip(*words: str | Path) -> None:
    """A call of pip that asks no index."""
    done = subprocess.run(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", *map(str, words), "--no-index", "--no-deps"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The folder of an installed package, and the names in its wheel."""
    source, made, target = (tmp_path_factory.mktemp(name) for name in ("source", "wheel", "target"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    leave = shutil.ignore_patterns("__pycache__", "~$*", ".~lock*")
    for name in ("pipeline", "data", "report"):
        shutil.copytree(ROOT / name, source / name, ignore=leave)
    pip("wheel", source, "--no-build-isolation", "--wheel-dir", made)
    (wheel,) = made.iterdir()
    pip("install", wheel, "--target", target)
    with ZipFile(wheel) as parts:
        return target, parts.namelist()


def gdgr(target: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A command of the installed package, in a folder."""
    return subprocess.run(
        [sys.executable, "-m", "pipeline", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(target)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_wheel_holds_the_code_and_what_studies_read(installed: tuple[Path, list[str]]) -> None:
    names = [name for name in installed[1] if ".dist-info/" not in name]
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".data")} == {"pipeline"} and len(tops) == 2
    carried = {name.split("/share/gdgr/")[1] for name in names if "/share/gdgr/" in name}
    kept = {
        path.relative_to(ROOT).as_posix() for path in (ROOT / "data").glob("*/*.xlsx") if not path.name.startswith("~")
    }
    assert kept <= carried
    assert {name.rsplit(".", 1)[-1] for name in names if name not in carried and "/share/" not in name} == {
        "py",
        "js",
        "j2",
    }


def test_it_is_imported_and_works_where_there_is_no_project(installed: tuple[Path, list[str]], tmp_path: Path) -> None:
    target, _ = installed
    seen = subprocess.run(
        [sys.executable, "-c", "import pipeline; print(pipeline.__file__)"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(target)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert seen.stdout.startswith(str(target))
    made = gdgr(target, tmp_path, "progress", "--template", "mine.xlsx")
    assert made.returncode == 0, made.stderr
    rows = [
        "economy_iso3,year,indicator,value",
        *(f"{e},{y},NET,{v + y - 2015}" for e, v in (("KEN", 20), ("FRA", 70), ("IND", 30)) for y in (2015, 2020)),
    ]
    (tmp_path / "net.csv").write_text("\n".join(rows), encoding="utf-8")
    done = gdgr(target, tmp_path, "divide", "net.csv", "--draws", "10")
    assert done.returncode == 0 and done.stderr == "", done.stderr
    assert f"{target}/share/gdgr/data/reference/economies.xlsx" in done.stdout
