"""What is new: the statements that would have been others before, for the chapter that says so."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.assemble.markdown import Markdown
from pipeline.findings.claims import Claim
from pipeline.findings.effects import Cause, What
from pipeline.findings.messages import Names, say
from pipeline.findings.news import News, Told, Turn
from pipeline.findings.restating import TRIED
from pipeline.findings.selection import weight
from pipeline.findings.wording import escape, sentences
from pipeline.findings.wording.realise import claim_sentences, opened, sentence
from pipeline.findings.workshop import Workshop
from pipeline.language import Language

LISTED = 8  # statements that are printed with what they said before
OTHERWISE = (What.TURNED, What.WITHDRAWN, What.BACK, What.NEW, What.GONE)
ORDER = (What.TURNED, What.BACK, What.NEW, What.WITHDRAWN, What.GONE)  # where two weigh the same


def turned(workshop: Workshop, language: Language) -> Markdown:
    """How many statements changed and why, and the weightiest of them, one a figure, before and now."""
    news = workshop.news
    turns = news.read()
    chosen = _chosen(turns)
    parts = [summary(workshop, language)]
    if chosen:
        parts.append("\n".join(_line(turn, news, language) for turn in chosen))
    rest = [turn for turn in turns if turn.figure not in {one.figure for one in chosen}]
    others = len({turn.figure for turn in rest})
    if others:
        parts.append(language.pattern("news-others", {"count": others}))
    return Markdown("\n\n".join(parts) + "\n")


def indicators(workshop: Workshop, language: Language) -> Markdown:
    """The indicators that the closed edition did not have, and how many of its own are gone."""
    closed = workshop.data.closed
    if closed is None:
        return Markdown("")
    now, before = workshop.data.observations.indicators, closed.observations.indicators
    fresh = tuple(sorted(now.keys() - before.keys()))
    said: dict[str, object] = {"fresh": len(fresh), "gone": len(before.keys() - now.keys()), "since": closed.year}
    return Markdown(escape(sentence(say("news-indicators", names=Names("short", fresh), **said), language)))


def summary(workshop: Workshop, language: Language) -> str:
    """How many statements changed and why, in words."""
    return sentences(_summary(workshop, language), language)


def _summary(workshop: Workshop, language: Language) -> list[str]:
    """How many statements were tried and what became of them; then from what."""
    news = workshop.news
    if not news.tried:
        return [sentence(say("news-untried"), language)]
    counts = {str(what): sum(turn.what is what for turn in news.turns) for what in What}
    said = {"tried": workshop.facts.get(TRIED), "since": news.since, "which": "edition" if news.since else "releases"}
    otherwise = counts["turned"] + counts["new"] + counts["back"]
    lost = counts["gone"] + counts["withdrawn"]
    told = [sentence(say("news-turned", otherwise=otherwise, lost=lost, **said, **counts), language)]
    if not news.since:
        return [*told, sentence(say("news-data-only"), language)]
    causes = {
        str(cause): sum(turn.cause is cause for turn in news.turns) for cause in Cause if cause is not Cause.UNKNOWN
    }
    return [*told, sentence(say("news-causes", changed=len(news.turns), **causes), language)]


def _chosen(turns: Iterable[Turn]) -> list[Turn]:
    """The weightiest statements that say something else, one a figure, in the order of the report.

    A statement whose figure could not be made before is new only because its years are.
    """
    found: dict[str, Turn] = {}
    able = [turn for turn in turns if turn.what in OTHERWISE and not turn.unmade]
    for turn in sorted(able, key=lambda one: (ORDER.index(one.what), -_weight(one))):
        found.setdefault(turn.figure, turn)
    best = sorted(found.values(), key=lambda one: (ORDER.index(one.what) > 0, -_weight(one)))[:LISTED]
    return [turn for turn in able if turn in best]


def _weight(turn: Turn) -> float:
    claims = [one for one in (turn.after, turn.before) if isinstance(one, Claim)]
    return max(map(weight, claims), default=0.0)


def _line(turn: Turn, news: News, language: Language) -> str:
    """One statement now and before."""
    before, after = (_text(one, bool(news.since), language) for one in (turn.before, turn.after))
    what = {What.NEW: "new", What.GONE: "gone", What.WITHDRAWN: "gone", What.BACK: "new"}.get(turn.what, "turned")
    line = language.pattern(
        "news-line",
        {"what": what, "figure": f"[@{turn.figure}]", "before": before, "after": after, "which": "edition" if news.since else "releases",
         "cause": str(turn.cause) or "unknown", "since": str(news.since)},
    )  # fmt: skip
    return f"- {line}"


def _text(said: Claim | Told | None, whole: bool, language: Language) -> str:
    """A statement, escaped; with its conditions where ``whole``."""
    if said is None:
        return ""
    if isinstance(said, Told):
        return escape(said.text.get(language.code, ""))
    return escape(claim_sentences(said, language) if whole else opened(sentence(said.message, language), language))
