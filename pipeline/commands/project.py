"""The folder that the commands work in, and its editions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import click

ROOT = Path.cwd()


def newest_edition() -> int:
    """The newest edition that there is; this year where there is none."""
    from pipeline.edition import editions_available

    return max(editions_available(ROOT), default=datetime.now().year)


def year_option(command: Callable) -> Callable:
    """The edition."""
    return click.option("--year", type=int, default=newest_edition, show_default="the newest", help="Edition.")(command)
