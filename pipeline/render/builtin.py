"""The built-in engine: pandoc (pypandoc_binary) and Typst (typst), both from Python wheels, with the theme Quarto uses."""

from __future__ import annotations

import importlib.metadata
from pathlib import Path

from pipeline.render.pandoc import pandoc_version
from pipeline.render.prepare import prepare
from pipeline.render.project import Keep, Progress, Project, Rendered, disk_fault, make_anew
from pipeline.render.volume import Setter
from pipeline.render.web import write_web


class Builtin:
    """The engine for a machine without Quarto. One that ``stays`` (preview) keeps Typst's memory between renders."""

    name = "builtin"

    def __init__(self, stays: bool = False) -> None:
        self._setter = Setter(stays)

    @property
    def version(self) -> str:
        """Versions of pandoc and Typst."""
        return f"pandoc {pandoc_version()}, typst {importlib.metadata.version('typst')}"

    def render(self, project: Project, into: Path, report_progress: Progress, keep: Keep = make_anew) -> Rendered:
        """Write ``into/<name of each PDF>``, ``into/web/`` and ``into/render.log``. See `pipeline.render` for what can be raised."""
        try:
            into.mkdir(parents=True, exist_ok=True)
            report_progress("chapters: contents, conversion")
            self._setter.forget()
            prepared = prepare(project, keep)
            report_progress("typst and the web edition")
            for volume in project.volumes():
                self._setter.begin(prepared, volume, keep)
            write_web(prepared, into / "web")
            report_progress("typst: setting the pages")  # the web pages are there: a preview shows them
            volumes = self._setter.finish(prepared, keep)
            pdfs = {}
            for volume, whole in volumes.items():
                pdfs[volume] = into / project.pdf_names[volume]
                part = pdfs[volume].with_suffix(".part")
                part.write_bytes(whole.data)
                part.replace(pdfs[volume])
            said = "".join(f"typst warning: {line}\n" for whole in volumes.values() for line in whole.warnings)
            log = into / "render.log"
            log.write_text(f"{self.version}\n{said}", encoding="utf-8")
        except OSError as error:
            raise disk_fault(error, into) from error
        return Rendered(pdfs, into / "web", log)
