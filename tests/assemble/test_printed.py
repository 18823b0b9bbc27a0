"""Where numbers are printed: lists of figures print titles again."""

from __future__ import annotations

from pipeline.assemble.chapters import Chapter
from pipeline.assemble.contents import make_contents
from pipeline.assemble.printed import Pools, occurrences

FIGURES = """# Use {#sec-use}

::: {#fig-use}
![](figures/fig-use.svg){fig-alt="Bars."}

In the world 72.7 per cent use it
:::
"""
LIST = """# Glossary {#sec-glossary .annex}

## List of figures {#sec-figures}

::: {.list-of-figures}
:::
"""


def test_the_list_of_figures_prints_the_numbers_of_their_titles() -> None:
    texts = {"chapters/01-use.qmd": FIGURES, "chapters/02-glossary.qmd": LIST}
    chapters = {file: Chapter(text, (), ()) for file, text in texts.items()}
    pools = Pools(lambda id: {"72.7": (f"{id}.world",)}, lambda id: {})
    found = [
        (one.file, one.section, one.address)
        for one in occurrences(chapters, make_contents(texts), "en", pools)
        if one.number == "72.7"
    ]
    assert found == [
        ("chapters/01-use.qmd", "sec-use", "fig-use.world"),
        ("chapters/02-glossary.qmd", "sec-figures", "fig-use.world"),
    ]
