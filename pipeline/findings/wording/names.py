"""Names as speech has them: "high-income economies", "the Russian Federation", with the forms that a grammar needs.

A language gives a name another form than the tables' by a pattern ``name-<kind>-<code>`` (every character of the code that is no
letter or digit is a hyphen), with attributes for its forms: ``.number = plural`` and what else its patterns ask for; ``.label`` is
the form that stands in charts, where the tables' is too long.
"""

from __future__ import annotations

import re

from pipeline.findings.messages import Label, Name
from pipeline.language import Language
from pipeline.patterns import Written

NO_ID = re.compile(r"[^A-Za-z0-9]")


def pattern_id(name: Name | Label) -> str:
    """Id of the pattern that holds the spoken form of a name."""
    return f"name-{name.kind}-{NO_ID.sub('-', name.code)}"


def spoken(name: Name, language: Language) -> Written:
    """A name as it stands in a sentence; that of the tables where the language has no other."""
    id = pattern_id(name)
    if language.patterns.has(id):
        text, forms = language.patterns.forms(id)
        return Written.name(text, forms)
    return Written.name(language.name(name.kind, name.code), {})


def labelled(name: Name | Label, language: Language) -> str:
    """A name as it stands in a chart: the short form that the language gives it there, else that of the tables."""
    id = pattern_id(name)
    forms = language.patterns.forms(id)[1] if language.patterns.has(id) else {}
    return forms.get("label") or language.name(name.kind, name.code)
