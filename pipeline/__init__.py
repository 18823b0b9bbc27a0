"""The generator of the Global Digital Governance Report: data sheets in, a publication out."""

__version__ = "2026.1.0"
