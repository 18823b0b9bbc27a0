"""Figures asked from the public interfaces of publishers; ``gdgr fetch``. No build uses it.

``services`` are the interfaces that are known; ``worldbank``, ``unsd``, ``itu`` and ``sdmx`` know one kind of interface
each and give a ``Fetched``; ``transport`` asks (time-outs, retries, bounds), ``answers`` judges what came, ``paging`` joins
pages and ``kept`` holds them for a run that is repeated, ``landing`` writes the file with its record, ``coverage`` compares with a workbook.
"""
