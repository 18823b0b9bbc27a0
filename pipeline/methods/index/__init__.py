"""Composite indices: a ragged tree of indicators, steps that are logged, coherence, uncertainty and sensitivity.

The order of work: ``design`` (choices, from sheets), ``inputs`` (data), ``build`` (scores and ranks), ``audit``.
"""
