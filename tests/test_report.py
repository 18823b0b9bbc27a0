"""The shipped report: figures and chapters fit together, everything printed has a name in every language of the edition.

These tests read the real data sheets, chapters and catalogues; they say what is missing, not what the report must say.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping

import pytest
from openpyxl import load_workbook

from pipeline.assemble.chapters import make_chapters
from pipeline.assemble.templates import template_names
from pipeline.figures.drawing import Drawing
from pipeline.figures.kinds import KINDS
from pipeline.figures.layout import layout_of
from pipeline.findings.exhibit import Exhibit, Words
from pipeline.findings.making import Exhibits
from pipeline.findings.messages import Name
from pipeline.findings.naming import speak
from pipeline.findings.wording.names import pattern_id
from pipeline.findings.wording.realise import claim_sentences, opened, sentence
from pipeline.findings.workshop import Workshop
from pipeline.language import Language, load_catalogue
from pipeline.model.dataset import Dataset
from pipeline.patterns import needed
from tests.shipped import EDITION, ROOT, figures, shipped

CHAPTERS = {name: (ROOT / "report" / name).read_text(encoding="utf-8") for name in template_names(ROOT)}
EXHIBITS = tomllib.loads((ROOT / "report" / "exhibits.toml").read_text(encoding="utf-8"))


# --- figures and chapters -------------------------------------------------------------------------------------------


def asked(function: str) -> list[str]:
    """Ids that chapters pass to a function, in their order."""
    calls = [call for text in CHAPTERS.values() for call in re.findall(rf"\b{function}\(([^)]*)\)", text)]
    return [id for call in calls for id in re.findall(r"'(fig-[\w-]+)'", call)]


def test_every_exhibit_is_used_once() -> None:
    uses = Counter(asked("exhibit"))
    assert [id for id in EXHIBITS if uses[id] != 1] == []


def test_every_figure_of_the_chapters_is_made() -> None:
    referred = {id for text in CHAPTERS.values() for id in re.findall(r"@(fig-[\w-]+)", text)}
    assert sorted({*asked("exhibit"), *asked("findings"), *referred} - EXHIBITS.keys()) == []


def test_every_reference_of_the_chapters_has_its_target() -> None:
    text = "\n".join(CHAPTERS.values())
    made = set(re.findall(r"#(sec-[\w-]+)", text)) | set(re.findall(r"'(tbl-[\w-]+)'", text))
    assert sorted(set(re.findall(r"@((?:sec|tbl)-[\w-]+)", text)) - made) == []


def test_ids_are_used_once() -> None:
    text = "\n".join(CHAPTERS.values())
    for pattern in (r"#(sec-[\w-]+)", r"'(tbl-[\w-]+)'"):
        assert [id for id, count in Counter(re.findall(pattern, text)).items() if count > 1] == []


def test_chapters_hold_no_text_without_translation() -> None:
    """Lines with words outside ``trans`` blocks and calls would stay English in every language."""
    loose = []
    for name, text in CHAPTERS.items():
        rest = re.sub(r"\{%-?\s*trans.*?endtrans\s*-?%\}", "", text, flags=re.DOTALL)
        rest = re.sub(
            r"\{\{.*?\}\}|\{%.*?%\}|\{##.*?##\}|\{[#.][^}]*\}|\[@[^\]]*\]|^:::.*$",
            "",
            rest,
            flags=re.DOTALL | re.MULTILINE,
        )
        loose += [(name, word) for word in re.findall(r"[^\W\d_]{3,}", rest)]
    assert loose == []


# --- everything that is printed has a name ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def data() -> Dataset:
    """The shipped data sheets."""
    return shipped(EDITION.data_cutoff.isoformat())


class Gathering(Language):
    """A language that goes on without a name and remembers it."""

    def __init__(self, base: Language) -> None:
        super().__init__(base.code, base.catalogue, base.names, base.patterns, base.lacking, base.english)
        self.missing: set[tuple[str, str]] = set()

    def name(self, kind: str, code: str) -> str:
        if not self.has_name(kind, code) or (kind, code) in self.lacking:
            self.missing.add((kind, code))
            return code
        return super().name(kind, code)


def test_the_whole_report_can_be_written() -> None:
    """All figures' words and all chapters in every language; facts that trace to cells. One test, as the exhibits are costly."""
    workshop, exhibits, made = figures()
    faults = [fault for code in EDITION.languages for fault in faults_of_language(workshop, exhibits, made, code)]
    assert [*faults, *faults_of_facts(workshop)] == []


def faults_of_language(workshop: Workshop, exhibits: Exhibits, made: Mapping[str, Exhibit], code: str) -> Iterator[str]:
    """Names and messages that are missing, frames that do not fit their kind of chart, text that is no text."""
    load_catalogue.cache_clear()  # it remembers what other tests asked for
    language = Gathering(speak(workshop.data, ROOT / "report" / "i18n", code))
    words = {id: exhibits.words(id, language) for id in made}
    yield from faults_of_claims(workshop, words, language)
    for id, exhibit in made.items():
        KINDS[exhibit.kind].check(Drawing.of(exhibit, words[id], code))
    layouts = {id: layout_of(one.kind, one.data, one.options) for id, one in made.items()}
    chapters = make_chapters(ROOT, workshop, words, language, layouts)
    used = {id for chapter in chapters.values() for id in chapter.figures}
    if language.english is not None:
        lacking = [id for id in needed(ROOT / "report" / "i18n", "en") if not language.patterns.whole(id)]
        yield f"{code}: no pattern {', '.join(lacking)}"
    yield from (f"{code}: no name for {kind} {term!r}" for kind, term in sorted(language.missing))
    yield from (f"{code}: no translation of {message!r}" for message in language.untranslated)
    yield from (f"{code}: {id} is in no chapter" for id in sorted(set(made) - used))
    for name, chapter in chapters.items():
        printed = {one.printed for one in chapter.numbers if one.origin.rooted}
        yield from (f"{code}: {name}: {cell!r} has no address" for cell in cells_with_numbers(chapter.text) - printed)
        for number, line in enumerate(chapter.text.splitlines(), start=1):
            if re.search(r"\{\{|\{%|\bnan\b|\bNone\b|\{count\}", line):
                yield f"{code}: {name}:{number} prints {line[:80]!r}"


def cells_with_numbers(text: str) -> set[str]:
    """The cells of the tables of a chapter that have a digit, but for the first column, which names the row."""
    lines = text.splitlines()
    heads = {at for at, line in enumerate(lines) if re.match(r"\|( :?-+:? \|)+$", line)}
    rows = [line for at, line in enumerate(lines) if line.startswith("| ") and not {at, at + 1} & heads]
    return {cell for row in rows for cell in row[2:-2].split(" | ")[1:] if re.search(r"\d", cell)}


def faults_of_claims(workshop: Workshop, words: Mapping[str, Words], language: Language) -> Iterator[str]:
    """Statements, printed or not, that do not read as sentences; two figures with one headline."""
    for claim in workshop.claims:
        heads = [opened(sentence(claim.headline, language), language)] if claim.headline else []
        for text in (claim_sentences(claim, language), *heads):
            if re.search(r"\{|\}|  | [,.;:]|\bNone\b(?! of)|\bnan\b|−0(\.0+)?\b(?!\.)", text):
                yield f"{language.code}: {claim.id} reads {text!r}"
            if language.code == "en" and text[:1].isdigit():
                yield f"{language.code}: {claim.id} opens with a digit: {text!r}"
        yield from (
            f"{language.code}: {claim.id} has a full stop in its headline" for text in heads if text[-1] in ".。"
        )
    titles = Counter(one.title for one in words.values())
    yield from (f"{language.code}: two figures are called {title!r}" for title, count in titles.items() if count > 1)
    yield from (f"{language.code}: {id} repeats its headline" for id, one in words.items() if one.title in one.text)


@pytest.mark.parametrize("code", EDITION.languages)
def test_every_spoken_name_is_that_of_a_code(data: Dataset, code: str) -> None:
    language = speak(data, ROOT / "report" / "i18n", code)
    known = {pattern_id(Name(kind, term)) for kind, term in language.names}
    known |= {"name-source-registers", "name-source-index"}  # sources that are no publication
    groups = {
        group
        for years in data.supply_use.values()
        for tables in years.values()
        for group in tables.digital("product").values()
    }
    known |= {pattern_id(Name("digital", group)) for group in groups}
    assert [id for id in language.patterns.ids() if id.startswith("name-") and id not in known] == []


def faults_of_facts(workshop: Workshop) -> Iterator[str]:
    """Group values and latest values without their cells, and cells that do not hold what the fact says."""
    for fact in workshop.facts:
        if fact.method in ("group_values.population", "group_values.unweighted", "latest"):
            if not fact.cells or not fact.status:
                yield f"fact {fact.id} names no cells"
            if len(set(fact.cells)) != len(fact.cells):
                yield f"fact {fact.id} names a cell twice"
    single = [fact for fact in workshop.facts if fact.method == "latest" and len(fact.cells) == 1][:3]
    for fact in single:
        file, _, address = fact.cells[0].partition(" › ")
        sheet, _, cell = address.rpartition("!")
        book = load_workbook(ROOT / file, read_only=True)
        if book[sheet][cell].value != pytest.approx(fact.value):
            yield f"fact {fact.id} is {fact.value}, {fact.cells[0]} holds {book[sheet][cell].value}"
        book.close()
    if not single:
        yield "no fact is one latest value"


@pytest.mark.parametrize("code", EDITION.languages)
@pytest.mark.parametrize("kind", ["indicator", "definition"])
def test_every_indicator_has_a_name_and_a_definition(data: Dataset, code: str, kind: str) -> None:
    language = speak(data, ROOT / "report" / "i18n", code)
    assert [i for i in data.observations.indicators if not language.has_name(kind, i)] == []


@pytest.mark.parametrize("code", EDITION.languages)
def test_terms_of_the_metadata_have_names(data: Dataset, code: str) -> None:
    language = speak(data, ROOT / "report" / "i18n", code)
    wanted = {
        (kind, getattr(i, kind))
        for i in data.observations.indicators.values()
        for kind in ("unit", "pillar", "theme", "source")
    }
    wanted |= {("status", status) for status in data.observations.frame["OBS_STATUS"].unique()}
    wanted |= {
        ("theme", theme)
        for frame in (data.governance.platforms, data.governance.instruments)
        for row in frame["themes"]
        for theme in row
    }
    wanted |= {("economy", area) for area in data.observations.frame["REF_AREA"].unique()}
    wanted |= {("group", group) for group in data.groups}
    wanted |= {
        (role, f"{economy}:{code}")
        for economy, years in data.supply_use.items()
        for tables in years.values()
        for role in ("product", "industry")
        for code in tables.digital(role)
    }
    wanted |= {("unit", tables.unit) for years in data.supply_use.values() for tables in years.values()}
    assert sorted(key for key in wanted if not language.has_name(*key)) == []
