"""What the options of a study say of files, as values: how figures are read, what lies beside them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from pipeline.problems import ExitCode, Place, stop

if TYPE_CHECKING:
    from pipeline.studies.balance.files import Long
    from pipeline.studies.figures import Source


def source_of(given: dict[str, object]) -> Source:
    """What the options say of a file of figures; they are taken out of ``given``."""
    from pipeline.sheets.reading.declared import DIRECTIONS, Options
    from pipeline.studies.figures import Source

    def texts(name: str) -> tuple[str, ...]:
        return cast("tuple[str, ...]", given.pop(name, ()))

    def file(name: str) -> Path | None:
        return cast("Path | None", given.pop(name, None))

    directions = _pairs(given, "direction")
    odd = [f"{code}={way}" for code, way in directions.items() if way not in (*DIRECTIONS, "parity")]
    if odd:
        raise stop(
            ExitCode.USAGE, "study-option", Place("--direction"), repr(odd[0]), "higher or lower", "write CODE=higher"
        )
    options = Options(
        indicator=texts("indicator"),
        where=_pairs(given, "where") or None,
        missing=texts("missing"),
        select=frozenset(texts("only")) or None,
        skip_areas=frozenset(texts("skip_area")),
    )
    named = (("", file("design")), ("Targets", file("targets")), ("Groups", file("groups")))
    return Source(
        reading=file("reading"),
        options=options,
        codebook=file("codebook"),
        directions=directions,
        beside=tuple((name, path) for name, path in named if path is not None),
        population=file("population"),
    )


def long_of(given: dict[str, object]) -> Long:
    """Which columns of a long table hold the cells of a matrix; the options are taken out of ``given``."""
    from pipeline.studies.balance.files import Long

    names = {name: str(given.pop(name) or name) for name in ("row", "column", "value")}
    return Long(where=_pairs(given, "where"), **names)


def paths_of(value: object) -> list[Path]:
    """The files among the value of an option."""
    return [part for part in (value if isinstance(value, tuple) else (value,)) if isinstance(part, Path)]


def is_file(path: Path) -> bool:
    """Whether a text that may be a name of a file or something else is one."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def flag_of(name: str) -> str:
    """The option as it is typed."""
    return f"--{name.replace('_', '-')}"


def _pairs(given: dict[str, object], name: str) -> dict[str, str]:
    """The NAME=VALUE texts of an option, which is taken out of ``given``."""
    texts = cast("tuple[str, ...]", given.pop(name, ()))
    wrong = [text for text in texts if "=" not in text]
    if wrong:
        raise stop(
            ExitCode.USAGE,
            "study-option",
            Place(flag_of(name)),
            repr(wrong[0]),
            "NAME=VALUE",
            "write both, with = between",
        )
    return dict(text.split("=", 1) for text in texts)
