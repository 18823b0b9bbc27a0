"""How large the PDFs came out: bytes and pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.bench.figure import Figure


def sizes(output: Path) -> Iterator[Figure]:
    """Size and pages of each PDF of an edition of one language, the report first."""
    import pikepdf

    for path in sorted(output.glob("*.pdf"), key=lambda path: len(path.name)):
        volume = "annex" if path.stem.endswith("-annex") else "report"
        with pikepdf.open(path) as pdf:
            pages = len(pdf.pages)
        yield Figure(f"size of the PDF, {volume}", (path.stat().st_size / 1e6,), "MB", note=path.name)
        yield Figure(f"pages of the PDF, {volume}", (float(pages),), "pages", note=path.name)
