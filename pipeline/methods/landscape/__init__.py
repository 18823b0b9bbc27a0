"""Governance landscape: who has joined what, which themes are covered, how far commitments overlap or split.

Every measure counts only rows read at a source; those that compare economies leave out instruments whose list of
parties is not complete. ``joined`` and ``theme_counts`` are counts of registers; ``coverage``, ``overlap`` and
``timeline`` hold the measures.
"""

from pipeline.methods.landscape.registers import JOINED, joined, theme_counts

__all__ = ["JOINED", "joined", "theme_counts"]
