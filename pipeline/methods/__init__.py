"""Methods: pure functions from frames to frames, one module a concept; formulas and sources in the docstrings."""
