"""Claims in chapters: the messages that open one, a claim quoted, the agenda of the platforms."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.assemble.markdown import Markdown
from pipeline.findings.agenda import agenda
from pipeline.findings.claims import Claim
from pipeline.findings.messages import Listed, Name, say
from pipeline.findings.selection import best
from pipeline.findings.wording import escape, sentences
from pipeline.findings.wording.realise import claim_sentences, opened, sentence
from pipeline.findings.workshop import Workshop
from pipeline.language import Language

MESSAGES = 3


def headline(claim: Claim, language: Language) -> str:
    """The headline of a claim, escaped; its sentence where it has none."""
    if claim.headline is None:
        return escape(claim_sentences(claim, language))
    return escape(opened(sentence(claim.headline, language), language))


def stated(text: str, language: Language) -> str:
    """A heading, already escaped, as a sentence: with the full stop that the language writes."""
    return language.pattern("stated", {"finding": text})


def messages(workshop: Workshop, figures: Sequence[str], language: Language) -> Markdown:
    """The weightiest firm claims of some figures, at most three, each with its figure. Raises ValueError where there is none."""
    chosen = best([claim for figure in figures for claim in workshop.claims.of(figure)], MESSAGES)
    if not chosen:
        raise ValueError(f"no firm claim of {', '.join(figures)} can open a chapter")
    lines = [f"{number}. {quoted(claim, language)}" for number, claim in enumerate(chosen, 1)]
    return Markdown("\n".join(["::: {.messages}", *lines, ":::", ""]))


def quoted(claim: Claim, language: Language) -> str:
    """A claim's headline as a sentence with its figure, in the dialect."""
    figure = claim.id.partition(":")[0]
    return language.pattern("quoted", {"finding": headline(claim, language), "figure": f"[@{figure}]"})


def agenda_list(workshop: Workshop, language: Language) -> Markdown:
    """For each theme: the question, the findings behind it, and the platforms before which it comes, with their next meetings."""
    blocks = []
    for item in agenda(workshop):
        name = stated(escape(opened(language.name("theme", item.theme), language)), language)
        question = escape(sentence(say("agenda-question", theme=item.theme.replace("_", "-")), language))
        meetings = Listed(
            tuple(
                say("agenda-meeting", platform=Name("platform", one.platform), due=one.due, latest=one.latest)
                for one in item.meetings
            ),
            "clauses",
        )
        before = escape(opened(sentence(say("agenda-before", meetings=meetings), language), language))
        head = sentences([f"**{name}**", f"*{question}*"], language)
        lines = [head, "", *(f"- {quoted(claim, language)}" for claim in item.claims), "", before]
        blocks.append("\n".join(["::: {.agenda}", *lines, ":::", ""]))
    return Markdown("\n".join(blocks))
