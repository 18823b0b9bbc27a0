"""Fixtures of the crew's tests."""

from tests.crew.alone import reference

__all__ = ["reference"]
