"""Every code that the programme can give, by group: what is allowed and why, a bad and a good example, what to do.

One catalogue for all that explains codes: ``gdgr explain``, the page of codes in the web edition. A test walks the source
and fails for a code that is given anywhere and has no entry here, and for an entry that nothing gives. Codes of the sheets
are rows of ``pipeline.sheets.codes`` with their example in ``sheets``; all others are rows of the other modules here.
"""

from pipeline.explaining.catalogue import CATALOGUE, GROUPS, Group, nearest

__all__ = ["CATALOGUE", "GROUPS", "Group", "nearest"]
