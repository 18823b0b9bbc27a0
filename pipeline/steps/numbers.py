"""The numbers of a build with where each is printed: what its ledger (``publish.ledger``) is made from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from pipeline.assemble.chapter import AGENDA, NEWS
from pipeline.assemble.contents import Contents, make_contents
from pipeline.assemble.printed import EARLIER, EDITION, TEXT, Occurrence, Pool, Pools, occurrences
from pipeline.findings.claims import Claim
from pipeline.findings.origins import CLOSED, Number, Origin, Role, Taken
from pipeline.findings.releases import earlier_releases, sheets_of_releases
from pipeline.findings.restating import TRIED
from pipeline.findings.wording.realise import claim_sentences
from pipeline.findings.wording.said import Said, facts_said
from pipeline.publish.ledger import Ledger, Printing
from pipeline.render.bookmarks import bookmarks

if TYPE_CHECKING:
    from pipeline.steps.state import Build

_NONE: Mapping[str, object] = MappingProxyType({})
PLAIN_TITLE = re.compile(r"[\\*`]|\{[^{}]*\}")
PLAIN = re.compile(r"\{[^{}]*\}|[\W_]+")


def ledger_of(build: Build, rendered: Callable[[str, str], object]) -> Ledger:
    """The ledger of a build; ``rendered`` gives the PDF of a language and a volume."""
    edition, languages = build.order.edition, build.order.languages
    texts: dict[str, str] = {}
    printings: list[Printing] = []
    for code in languages:
        chapters = build.chapters[code]
        contents = make_contents({name: chapter.text for name, chapter in chapters.items()})
        pages = _pages(contents, lambda volume, code=code: rendered(code, volume))  # type: ignore[misc]
        found = list(occurrences(chapters, contents, code, _pools(build, code)))
        texts |= {one.address: one.context for one in found if one.address.startswith(f"{TEXT}:")}
        printings += _printings(found, contents, pages, code)
    numbers: dict[str, Number] = {}
    for one in (*_all_numbers(build), *_written(texts)):  # as the first language prints them
        numbers.setdefault(one.address, one)
    first = build.tongues[languages[0]]
    claims = [(claim, claim_sentences(claim, first) if claim.printed else "") for claim in build.workshop.claims]
    facts = list(build.workshop.facts)
    return Ledger(
        edition.year,
        languages,
        build.dataset,
        facts,
        build.exhibits.settings,
        list(numbers.values()),
        claims,
        printings,
        build.exhibits.declared(),
    )


def _all_numbers(build: Build) -> Iterator[Number]:
    """Numbers of figures, of tables and cards with these as a whole, and the values of the edition."""
    for numbers in build.exhibits.numbers.values():
        yield from numbers
    for code in build.order.languages:
        for chapter in build.chapters[code].values():
            yield from chapter.numbers
            yield from _blocks(chapter.numbers)
    yield from _values_of_edition(build)
    yield from _earlier(build)


def _blocks(numbers: Iterable[Number]) -> Iterator[Number]:
    """Each table and card as a whole: the series, sheets and groups that its numbers rest on."""
    gathered: dict[str, list[Origin]] = {}
    for one in numbers:
        gathered.setdefault(one.address.partition(":")[0], []).append(one.origin)
    for block, origins in gathered.items():
        taken = dict.fromkeys(
            Taken(one.indicator, role=Role.READ, vintage=one.vintage) for origin in origins for one in origin.taken
        )
        cells = dict.fromkeys((Role.READ, cell.partition("!")[0]) for origin in origins for _, cell in origin.cells)
        groups = dict.fromkeys(group for origin in origins for group in origin.groups)
        of = dict.fromkeys(id for origin in origins for id in origin.of)
        yield Number(
            block, None, "", "", Origin("as a whole", _NONE, tuple(taken), tuple(cells), tuple(groups), tuple(of))
        )


def _values_of_edition(build: Build) -> Iterator[Number]:
    """The values of the edition that chapters call: rules of its file, and counts of what the sheets hold."""
    rules = f"report/editions/{build.order.edition.year}.toml"
    names = dict.fromkeys(
        (address, text)
        for code in build.order.languages
        for chapter in build.chapters[code].values()
        for text, address in chapter.called
        if address.startswith(f"{EDITION}:")
    )
    sheets = tuple((Role.READ, file) for file in sorted(build.dataset.files))
    register = build.dataset.governance.workbook
    special = {
        NEWS: Origin("statements made again with the earlier releases", _NONE, (), tuple((Role.VINTAGE, one) for one in sheets_of_releases(build.workshop)), (), (TRIED,)),
        AGENDA: Origin("meetings of platforms, by their rhythm", _NONE, (), tuple((Role.VALUE, f"{register} › {name}") for name in ("Platforms", "Meetings"))),
    }  # fmt: skip
    for address, text in names:
        if address in special:
            yield Number(address, None, "", "", special[address])
            continue
        counted = address.startswith(f"{EDITION}:count.")
        method = "count of what the data sheets hold" if counted else "value of the edition or of its methods"
        cells = sheets if counted else ((Role.PARAMETER, rules),)
        yield Number(
            address, None, "", text, Origin(method, MappingProxyType({"name": address.partition(":")[2]}), (), cells)
        )


def _earlier(build: Build) -> Iterator[Number]:
    """What a figure said with the earlier releases: its recipe with these in place of today's series."""
    releases = earlier_releases(build.dataset)
    for id in dict.fromkeys(turn.figure for turn in build.workshop.news.turns):
        if id in build.made:
            codes = [code for code in build.made[id].indicators if code in releases]
            taken = tuple(Taken(code, role=Role.VINTAGE, vintage=releases[code].month or CLOSED) for code in codes)
            origin = Origin("the statement with the earlier releases", _NONE, taken, of=(id,))
            yield Number(f"{EARLIER}:{id}", None, "", "", origin)


def _written(texts: Mapping[str, str]) -> Iterator[Number]:
    """Numbers that authors have typed: the template and the words around each."""
    for address, context in texts.items():
        _, file, shown = address.split(":", 2)
        origin = Origin(
            "written by the author", MappingProxyType({"text": context}), (), ((Role.READ, f"report/{file}.j2"),)
        )
        yield Number(address, None, "", shown, origin)


def _pools(build: Build, code: str) -> Pools:
    """What the statements of each figure print in a language."""
    said = Said(build.plain[code])
    claims: dict[str, list[Claim]] = {}
    for claim in build.workshop.claims:
        claims.setdefault(claim.id.partition(":")[0], []).append(claim)
    earlier: dict[str, list[Claim]] = {}
    for turn in build.workshop.news.turns:
        earlier.setdefault(turn.figure, []).extend(one for one in (turn.before,) if isinstance(one, Claim))

    @cache
    def now(id: str) -> Pool:
        return said.of(facts_said(build.made[id], claims.get(id, ()))) if id in build.made else {}

    @cache
    def before(id: str) -> Pool:
        facts = [fact for claim in earlier.get(id, ()) for fact in claim.facts]
        return dict.fromkeys(Said(build.plain[code]).of(facts), (f"{EARLIER}:{id}",))

    return Pools(now, before)


Pages = Mapping[tuple[str, str], tuple[int, int]]
"""First and last page by file and id of section."""


def _pages(contents: Contents, rendered: Callable[[str], object]) -> Pages:
    """The pages of the sections, by the bookmarks of the volumes; a section below the last level of bookmarks has those
    of the section around it."""
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for volume in dict.fromkeys(chapter.volume for chapter in contents.chapters):
        marks = list(bookmarks(rendered(volume)))  # type: ignore[arg-type]
        at = 0
        for chapter in contents.of(volume):
            around: tuple[int, int] | None = None
            for section in chapter.sections:
                wanted = {_bare(section.title), _bare(f"{section.number}{section.title}")}
                ahead = next((place for place in range(at, len(marks)) if _bare(marks[place].title) in wanted), None)
                if ahead is not None:
                    around, at = (marks[ahead].first, marks[ahead].last), ahead + 1
                if around is not None:
                    found[chapter.file, section.id] = around
    return found


def _bare(text: str) -> str:
    return PLAIN.sub("", text).casefold()


def _printings(found: Iterable[Occurrence], contents: Contents, pages: Pages, language: str) -> Iterator[Printing]:
    """Occurrences with the printed numbers of their sections and blocks, and their pages."""
    chapters = {chapter.file: chapter for chapter in contents.chapters}
    titles: dict[tuple[str, str], tuple[str, str]] = {}
    for chapter in contents.chapters:
        number = chapter.number
        for section in chapter.sections:
            number = section.number or number
            titles[chapter.file, section.id] = number, PLAIN_TITLE.sub("", section.title)
    blocks = {target.id: target.number for target in contents.targets.values() if target.kind in ("fig", "tbl")}
    for one in found:
        number, title = titles.get((one.file, one.section), (chapters[one.file].number, chapters[one.file].title))
        first, last = pages.get((one.file, one.section), (None, None))
        place = (
            language,
            chapters[one.file].volume,
            one.file,
            number,
            title,
            one.block,
            blocks.get(one.block, ""),
            first,
            last,
        )
        yield Printing(place, one.number, one.address, one.context)
