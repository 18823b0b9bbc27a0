"""Markdown as a type: text that is meant as markup, so that everything else is escaped when a template prints it."""

from __future__ import annotations

from pipeline.findings.wording import escape


class Markdown(str):
    """Text that is Markdown already. Filling ``%(name)s`` places escapes every value that is not Markdown itself."""

    __slots__ = ()

    def __mod__(self, values: object) -> Markdown:
        """Fill named places, escaping what is not Markdown."""
        if isinstance(values, dict):
            return Markdown(str.__mod__(self, {key: printed(value) for key, value in values.items()}))
        return Markdown(str.__mod__(self, values))


def printed(value: object) -> str:
    """What a template prints for a value: Markdown as it is, anything else as literal text."""
    return value if isinstance(value, Markdown) else Markdown(escape(str(value)))
