"""Which engine renders."""

from __future__ import annotations

from pipeline.problems import ExitCode, Place, Stop, stop
from pipeline.render.builtin import Builtin
from pipeline.render.programs import wheel_versions
from pipeline.render.project import Engine
from pipeline.render.quarto import Quarto, find_quarto, load_quarto

NAMES = ("auto", "builtin", "quarto")


def choose_engine(name: str) -> Engine:
    """The engine of a name; ``auto`` is Quarto where one that is new enough is found, else the built-in engine.

    Raises Stop: exit 2 for an unknown name, exit 6 where ``quarto`` is asked for and is missing or too old, or where
    QUARTO_PATH is set to something that cannot be run (whatever the name: a wrong setting is not passed over).
    """
    if name not in NAMES:
        raise stop(
            ExitCode.USAGE, "render-engine-unknown", Place("ENGINE"), repr(name), ", ".join(NAMES), "choose one of them",
        )  # fmt: skip
    if name == "builtin":
        return Builtin()
    program = find_quarto()
    if program is None:
        if name == "auto":
            return Builtin()
        raise stop(
            ExitCode.ENVIRONMENT, "render-quarto-missing", Place("PATH"), "there is no quarto on PATH, in QUARTO_PATH or beside Python",
            "an installed Quarto", "install it (pip install 'gdgr[quarto]', or from its site), or use ENGINE=builtin",
        )  # fmt: skip
    try:
        return load_quarto(program)
    except Stop as stopped:
        if name == "auto" and stopped.problems[0].code == "render-quarto-too-old":
            return Builtin()
        raise


def versions_of(engine: Engine) -> dict[str, str]:
    """Versions of every program that an engine sets pages with, for the manifest.

    ``pandoc`` and ``typst`` (the wheels), and with Quarto also ``quarto``, ``quarto pandoc`` and ``quarto typst``. Each is
    asked once; one that does not say its version is ``unknown``.
    """
    return engine.versions if isinstance(engine, Quarto) else wheel_versions()
