"""What was asked for, and whether there is anything to do: answered from checksums, before any library is loaded."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.checking import STORE
from pipeline.edition import Edition, load_edition
from pipeline.problems import ExitCode, Place, Problem, Severity, Stop, stop
from pipeline.publish.manifest import NAME as MANIFEST
from pipeline.publish.manifest import Manifest, contents, differences, digests, files_below, read_manifest
from pipeline.versions import library_versions
from pipeline.writing import write_if_new

FOLDERS = ("data", "report", "pipeline")
LOCK = "requirements.lock"


@dataclass(frozen=True)
class Order:
    """What was asked for: edition, languages, engine, places, and who does the work."""

    root: Path
    edition: Edition
    languages: tuple[str, ...]
    engine: str = "auto"
    force: bool = False
    scheduler: str = ""
    scratch: Path | None = None

    @property
    def build(self) -> Path:
        """Folder of the assembled projects; ``scratch`` where nothing is to be built, beside a build that may be at work."""
        return self.scratch or self.root / "build" / str(self.edition.year)

    @property
    def frozen(self) -> Path:
        """Copy of what the build reads of ``report/``, as it stood when the build began."""
        return self.build / "inputs"

    @property
    def store(self) -> Path:
        """The file of kept results, for all editions and languages."""
        return self.root / STORE

    @property
    def output(self) -> Path:
        """Folder of the published edition."""
        return self.root / "output" / str(self.edition.year)

    @property
    def command(self) -> str:
        """The command that rebuilds the edition."""
        return f"make report YEAR={self.edition.year} LANGS={','.join(self.languages)} ENGINE={self.engine}"


@dataclass(frozen=True)
class Inputs:
    """Checksum of every file that the edition rests on, and the content of those below ``report/``, read once."""

    checksums: Mapping[str, str]
    report: Mapping[str, bytes]

    def freeze(self, folder: Path) -> None:
        """Write the content of ``report/`` below a folder: the build reads that, whatever is edited meanwhile."""
        for path in files_below(folder):
            if str(path.relative_to(folder)) not in self.report:
                path.unlink()
        for name, content in self.report.items():
            write_if_new(folder / name, content)


def make_order(
    root: Path,
    year: int,
    languages: Sequence[str],
    engine: str,
    force: bool = False,
    scheduler: str = "",
    report: Mapping[str, bytes] | None = None,
) -> Order:
    """An order for an edition, as it stands on the disk or in what was read of ``report/``.

    Raises Stop (exit 4) for an edition or a language that does not exist.
    """
    edition = load_edition(root, year, report)
    if edition.closed:
        raise stop(
            ExitCode.REPORT, "edition-closed", Place(f"report/editions/{year}.toml"),
            f"the edition was closed on {edition.closed}, and what was published stays as it is", "an open edition",
            f"open the next one ('gdgr new-edition {year + 1}'), or take 'closed' out of the file to build this one again",
        )  # fmt: skip
    unknown = [code for code in languages if code not in edition.languages]
    if unknown:
        raise Stop(
            ExitCode.REPORT,
            [
                Problem(
                    "language-unknown",
                    Severity.ERROR,
                    Place(f"report/editions/{year}.toml"),
                    f"language {', '.join(unknown)} is not part of the edition",
                    f"languages of the edition: {', '.join(edition.languages)}",
                    "choose one of them (make report LANGS=en,zh), or add the language as CONTRIBUTING describes",
                )
            ],
        )
    return Order(root, edition, tuple(dict.fromkeys(languages)) or edition.languages, engine, force, scheduler)


def read_order(
    root: Path, year: int, languages: Sequence[str], engine: str, force: bool = False, scheduler: str = ""
) -> tuple[Order, Inputs]:
    """An order and the inputs that it rests on: the edition's rules are those of the bytes whose checksum is listed.

    Raises Stop as `make_order` and `read_inputs` do.
    """
    inputs = read_inputs(root)
    return make_order(root, year, languages, engine, force, scheduler, inputs.report), inputs


def read_inputs(root: Path) -> Inputs:
    """The files that the editions rest on, as they are now. Raises Stop (exit 3) for those that cannot be read."""
    report = contents(root, _plain(root / "report"), Path.read_bytes)
    files = [path for folder in ("data", "pipeline") for path in _plain(root / folder)]
    lock = root / LOCK
    checksums = digests(root, [*files, *([lock] if lock.is_file() else [])])
    checksums |= {name: hashlib.sha256(content).hexdigest() for name, content in report.items()}
    return Inputs(dict(sorted(checksums.items())), report)


def _plain(folder: Path) -> list[Path]:
    """The files below a folder but those that are not the report's."""
    return [path for path in files_below(folder) if not _kept_by_others(path.name)]


def _kept_by_others(name: str) -> bool:
    """Whether a file is hidden, or one that an office programme or a system keeps for itself."""
    return name.startswith((".", "~")) or name in ("Thumbs.db", "desktop.ini")


def reasons(order: Order, inputs: Mapping[str, str]) -> list[str]:
    """Why the edition must be built again, in words; empty where it stands as it would be built."""
    if order.force:
        return ["--force was given"]
    place = order.output.relative_to(order.root)
    if not (order.output / MANIFEST).is_file():
        return [f"{place} does not exist" if not order.output.exists() else f"{place} has no {MANIFEST}"]
    try:
        known = read_manifest(order.output)
    except Stop:
        return [f"{place / MANIFEST} cannot be read"]
    found = []
    for path in sorted(known.inputs.keys() | inputs.keys()):
        if known.inputs.get(path) != inputs.get(path):
            what = "is gone" if path not in inputs else "is new" if path not in known.inputs else "has changed"
            found.append(f"{path} {what}")
    for name, version in library_versions().items():
        if known.versions.get(name) != version:
            found.append(f"{name} is {version}, was {known.versions.get(name)}")
    found += _other_engine(order, known)
    if known.command != order.command:
        found.append(f"the command is '{order.command}', was '{known.command}'")
    return found or [
        f"{place / path} {what}"
        for path, what in differences(order.output, known.outputs)
        if path in known.outputs or not _kept_by_others(Path(path).name)
    ]


def _other_engine(order: Order, known: Manifest) -> list[str]:
    """Whether another engine, or another version of Quarto, would set the pages than did the last time.

    Quarto is asked only where one may be used, because starting it takes as long as all the rest of this module.
    """
    before = str(known.facts.get("engine", ""))
    may = os.environ.get("QUARTO_PATH") or shutil.which("quarto") or before.startswith("quarto")
    if order.engine == "builtin" or not may:
        return []
    from pipeline.render.engines import choose_engine

    engine = choose_engine(order.engine)
    now = f"{engine.name} {engine.version}"
    return [f"the engine is {now}, was {before}"] if now != before else []
