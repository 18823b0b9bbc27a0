"""Fixtures of the tests of the steps; the built project is that of all tests."""

from __future__ import annotations

from tests.crew.alone import reference

__all__ = ["reference"]
