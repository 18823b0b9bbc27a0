"""The preview: a process that stays, watches what editors and authors save, makes again what changed, and shows it.

``session`` is the loop: changes come from ``watching`` through ``changes``; ``rounds`` makes the pages and PDFs of one
round with everything warm; ``pages`` sees which of them came out different; ``board`` holds what the browsers are told,
and ``server`` shows it, on this machine only. ``telling`` words a round for the console, ``measure`` times one.
"""

from pipeline.preview.session import preview

__all__ = ["preview"]
