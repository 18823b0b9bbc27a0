"""The usual way, timed: the script ``usual`` in a fresh process on the same sheets, chapters and volumes."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from pipeline.bench.processes import fresh
from pipeline.render.pandoc import pandoc_path

SCRIPT = Path(__file__).with_name("usual.py")


def usual_way(root: Path, project: Path, out: Path, reader: str = "default") -> float:
    """Seconds of the usual way, start of the process included. ``reader`` is the engine that reads the workbooks."""
    shutil.rmtree(out, ignore_errors=True)
    command = [sys.executable, "-P", str(SCRIPT), str(root), str(project), str(out), pandoc_path(), reader]
    return fresh(command, root).seconds
