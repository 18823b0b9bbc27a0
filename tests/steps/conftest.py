"""Fixtures of the steps's tests."""

from tests.crew.alone import reference

__all__ = ["reference"]
