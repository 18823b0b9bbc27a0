"""What Typst refuses or warns of, as problems of the report with their place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from pipeline.problems import ExitCode, Place, Problem, Severity, Stop, stop
from pipeline.render.project import Project
from pipeline.render.themes import place_of_code

STANDARD: Final = "ua-1"
AT = re.compile(r"typst/((?:chapters|annex)/[\w.-]+)\.typ:(\d+)")
QUOTED = re.compile(r"(?:label `<|text `?\"|searched at )([^>\"`)]+)")


def refuse_missing_fonts(warnings: Sequence[str]) -> None:
    """Raise Stop (exit 6) where Typst did not find a font of the theme."""
    unknown = [warning for warning in warnings if "unknown font family" in warning]
    if unknown:
        raise stop(
            ExitCode.ENVIRONMENT, "render-font-missing", Place("fonts"), "; ".join(dict.fromkeys(unknown)),
            "every family that the theme names as a static file in the project's fonts folder",
            "install the font packages of the lock file and assemble again",
        )  # fmt: skip


def typst_fault(project: Project, error: BaseException, chapter: str = "report.qmd") -> Stop:
    """The Stop for Typst's refusal, at the line of the theme whose code it cannot run, or at the chapter whose text it stumbled
    over; ``chapter`` where its words name neither."""
    message = str(getattr(error, "message", "") or error)
    diagnostic = str(getattr(error, "diagnostic", "") or "")
    hints = "; ".join(getattr(error, "hints", None) or ())
    named = AT.findall(diagnostic)
    of_theme = place_of_code(message, diagnostic)
    place = of_theme or (Place(f"{named[0][0]}.qmd") if named else Place(chapter))
    message = message.replace(f"{project.path}/", "")
    for quoted in QUOTED.findall(message):
        if project.place(quoted).line:
            place = project.place(quoted)
            break
    if "could not be displayed with" in message:
        return stop(
            ExitCode.RENDER, "render-glyph-missing", place, message,
            "characters that the report's fonts can print",
            "replace the character, or add a font that has it to the project's fonts folder and to the theme",
        )  # fmt: skip
    problem = Problem(
        "render-typst-failed", Severity.ERROR, place, message + (f" ({hints})" if hints else ""),
        f"text that Typst sets as PDF/{STANDARD.upper()}", "mend the file there; typst/ in the build folder is what Typst read",
    )  # fmt: skip
    return Stop(ExitCode.RENDER, [problem])
