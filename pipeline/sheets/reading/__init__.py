"""One declared reading for every way in: which columns of a file hold what, and how its codes map.

::

    file ── text, spreadsheets, sdmx ──> table ────────┐            texts, each with its place
                                     │                 │
              shapes (known headers) │ guess (to be    │
                                     ▼ looked at)      ▼
    FILE.reading.toml ── declared ─> Reading ──────> apply ──> Observed, Blank, problems
    options of the command ─────────────┘              │
                   areas, statuses, periods, numbers, cells    what the texts mean

``series.read_series`` goes the whole way; ``proposal`` shows what it would do before anything is written. Nothing is left
out in silence: what is not read, does not fit or has no place is an error or a listed notice (``columns``).
"""
