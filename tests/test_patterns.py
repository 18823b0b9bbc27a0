"""Patterns: what cannot be read is named with file and line; values are written by the four functions; catalogues agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel import Locale
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from pipeline.edition import editions_available, load_edition
from pipeline.language import LOCALES, Language, load_catalogue
from pipeline.patterns import Patterns, Unfilled, Written, needed, read_patterns
from pipeline.problems import ExitCode, Stop

ROOT = Path(__file__).parents[1]
I18N = ROOT / "report" / "i18n"
OTHERS = [code for code in load_edition(ROOT, editions_available(ROOT)[-1]).languages if code != "en"]


def patterns(text: str, code: str = "en") -> Patterns:
    return Patterns(code, LOCALES[code], {"one.ftl": text})


def stopped(**texts: str) -> list[tuple[str, str, str]]:
    """Code, place and what was found of each problem of some files."""
    with pytest.raises(Stop) as caught:
        Patterns("en", "en_GB", {f"{name}.ftl": text for name, text in texts.items()})
    assert caught.value.exit_code is ExitCode.REPORT
    return [(problem.code, str(problem.place), problem.found) for problem in caught.value.problems]


# --- reading ---------------------------------------------------------------------------------------------------------

JUNK = {
    "no equals sign": ("a = A\nthis is no pattern\nb = B\n", 2),
    "a brace left open": ("a = A\n\nb = { $x\n", 3),
    "a selector without default": ("a = { $n ->\n  [one] x\n }\n", 1),
    "an indented start": ("  a = A\n b\n", 1),
    "a number as id": ("1a = A\n", 1),
}


@pytest.mark.parametrize("name", JUNK)
def test_what_cannot_be_read_is_named_with_file_and_line(name: str) -> None:
    text, line = JUNK[name]
    (problem,) = stopped(one=text)
    assert problem[:2] == ("pattern-unreadable", f"report/i18n/en/one.ftl:{line}") and problem[2]


def test_all_that_cannot_be_read_is_told_at_once() -> None:
    found = stopped(one="nonsense\na = A\n\nmore nonsense\n", two="a = again\n")
    assert [problem[:2] for problem in found] == [
        ("pattern-unreadable", "report/i18n/en/one.ftl:1"),
        ("pattern-unreadable", "report/i18n/en/one.ftl:4"),
        ("pattern-twice", "report/i18n/en/two.ftl:1"),
    ]


@pytest.mark.parametrize("first", ["a = A", "# comment\na = A", "-a = A"])
def test_an_id_stands_once(first: str) -> None:
    id = "-a" if first.startswith("-") else "a"
    (problem,) = stopped(one=f"{first}\n", two=f"\n# another\n{id} = again\n")
    assert problem[0] == "pattern-twice" and problem[1].startswith("report/i18n/en/two.ftl:")
    assert repr(id) in problem[2] and "one.ftl" in problem[2]


def test_a_term_and_a_pattern_may_share_a_name() -> None:
    found = patterns("-itu = ITU\nitu = of { -itu }\n")
    assert found.text("itu", {}) == "of ITU" and found.ids() == ("itu",)


@pytest.mark.parametrize("content", [b"a = A\n", b"\xef\xbb\xbfa = A\r\nb = B\r\n"])
def test_files_as_editors_save_them(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "zh").mkdir()
    (tmp_path / "zh" / "one.ftl").write_bytes(content)
    assert read_patterns(tmp_path, "zh", "zh_Hans_CN").text("a", {}) == "A"


def test_a_file_that_is_not_utf_8(tmp_path: Path) -> None:
    (tmp_path / "zh").mkdir()
    (tmp_path / "zh" / "one.ftl").write_bytes("a = 中".encode("gb18030"))
    with pytest.raises(Stop) as caught:
        read_patterns(tmp_path, "zh", "zh_Hans_CN")
    (problem,) = caught.value.problems
    assert (problem.code, str(problem.place)) == ("pattern-unreadable", "report/i18n/zh/one.ftl")
    assert "UTF-8" in problem.allowed and str(tmp_path) not in problem.found


@pytest.mark.parametrize("made", [False, True])
def test_a_language_without_patterns(tmp_path: Path, made: bool) -> None:
    if made:
        (tmp_path / "fr").mkdir()
    with pytest.raises(Stop) as caught:
        read_patterns(tmp_path, "fr", "fr_FR")
    (problem,) = caught.value.problems
    assert (caught.value.exit_code, problem.code) == (ExitCode.REPORT, "patterns-missing")
    assert str(problem.place) == "report/i18n/fr" and "report/i18n/en" in problem.remedy


def test_the_digest_changes_with_any_text_and_with_its_file() -> None:
    one, two, three = (
        Patterns("en", "en_GB", texts) for texts in ({"a.ftl": "a = A"}, {"a.ftl": "a = B"}, {"b.ftl": "a = A"})
    )
    assert len({one.digest, two.digest, three.digest}) == 3
    assert one.digest == Patterns("en", "en_GB", {"a.ftl": "a = A"}).digest


# --- filling ---------------------------------------------------------------------------------------------------------

NAME = Written.name("the Americas", {"number": "plural"})
VALUE = Written("12.5 per cent", count=12.5, bare="12.5", spoken="one in eight")
FALL = Written("−12.5 per cent", count=-12.5, size="12.5 per cent")
WAY = "{ SIGN($%s) ->\n [up] up\n [down] down\n*[none] flat\n }"
FILLED = {
    "a value": ("{ $v }", "12.5 per cent"),
    "without its unit": ("{ BARE($v) }", "12.5"),
    "as people say it": ("{ SPOKEN($v) }", "one in eight"),
    "without its sign": ("{ SIZE($fall) } { SIZE($v) }", "12.5 per cent 12.5 per cent"),
    "the sign of a fall": (WAY % "fall", "down"),
    "the sign of a rise": (WAY % "v", "up"),
    "no sign": (WAY % "zero", "flat"),
    "a text has no other form": ("{ BARE($t) } { SPOKEN($t) }", "x x"),
    "a plural form": ("{ COUNT($v) ->\n [one] one\n*[other] many\n }", "many"),
    "the plural form of one": ("{ COUNT($one) ->\n [one] one\n*[other] many\n }", "one"),
    "an exact number": ("{ COUNT($zero) ->\n [0] none\n [one] one\n*[other] many\n }", "none"),
    "of a plain number": ("{ COUNT($n) ->\n [one] one\n*[other] many\n }", "one"),
    "a form of a name": ('{ FORM($name, of: "number") ->\n [plural] were\n*[other] was\n }', "were"),
    "a form that a name lacks": ('{ FORM($name, of: "case") ->\n [plural] were\n*[other] was\n }', "was"),
    "a form of what is no name": ('{ FORM($t, of: "number") ->\n [plural] were\n*[other] was\n }', "was"),
    "a code chooses": ("{ $t ->\n [x] yes\n*[other] no\n }", "yes"),
    "no marks of direction around values": ("a{ $t }b", "axb"),
}  # fmt: skip


@pytest.mark.parametrize("name", FILLED)
def test_patterns_are_filled(name: str) -> None:
    pattern, expected = FILLED[name]
    values = {
        "v": VALUE, "fall": FALL, "name": NAME, "t": "x", "n": 1, "one": Written("1", count=1), "zero": Written("0", count=0)
    }  # fmt: skip
    indented = pattern.replace("\n", "\n  ")
    assert patterns(f"a = {indented}\n").text("a", values) == expected


def test_a_number_alone_never_chooses_and_so_must_be_counted() -> None:
    """Why the shipped patterns write COUNT: a written number is a text to a selector."""
    text = "a = { $n ->\n  [0] none\n *[other] some\n  }\n"
    assert patterns(text).text("a", {"n": Written("0", count=0)}) == "some"


def test_chinese_has_no_plural_and_arabic_has_six() -> None:
    text = "a = { COUNT($n) ->\n  [one] one\n  [two] two\n *[other] other\n  }\n"
    assert [patterns(text, code).text("a", {"n": 1}) for code in ("en", "zh")] == ["one", "other"]
    assert [patterns(text, "ar").text("a", {"n": n}) for n in (1, 2, 3)] == ["one", "two", "other"]


UNFILLED = {
    "a value that is missing": ("a = { $x }", {}, "x"),
    "a pattern that is missing": ("a = { b }", {}, "b"),
    "a term that is missing": ("a = { -b }", {}, "b"),
    "a function that is missing": ("a = { NOTHING($x) }", {"x": "x"}, "NOTHING"),
    "a circle": ("a = { b }\nb = { a }", {}, "yclic"),
    "a text where a number is counted": ("a = { COUNT($x) ->\n  [one] x\n *[other] y\n  }", {"x": Written("x")}, "COUNT"),
    "attributes only": ("a =\n  .number = plural", {}, "no text"),
}  # fmt: skip


@pytest.mark.parametrize("name", UNFILLED)
def test_what_cannot_be_filled_says_why(name: str) -> None:
    text, values, words = UNFILLED[name]
    with pytest.raises(Unfilled, match=words) as caught:
        patterns(text + "\n").text("a", values)
    assert caught.value.id == "a"


def test_a_name_with_its_forms() -> None:
    found = patterns("name-x = the Americas\n    .number = plural\n    .short = { $nobody }\nname-y = Chad\n")
    assert found.forms("name-y") == ("Chad", {})
    with pytest.raises(Unfilled, match="nobody") as caught:
        found.forms("name-x")
    assert caught.value.id == "name-x.short"
    with pytest.raises(Unfilled, match="no such pattern"):
        found.forms("name-z")


def test_a_language_names_pattern_place_and_values_where_one_cannot_be_written() -> None:
    language = Language("en", load_catalogue(I18N, "en"), {}, patterns("a = A\n\nb = { $wrong } { $right }\n"))
    with pytest.raises(Stop) as caught:
        language.pattern("b", {"right": "x"})
    (problem,) = caught.value.problems
    assert (problem.code, str(problem.place)) == ("pattern-unfilled", "report/i18n/en/one.ftl:3")
    assert "wrong" in problem.found and "$right" in problem.allowed
    with pytest.raises(Stop) as caught:
        language.pattern("c", {})
    (problem,) = caught.value.problems
    assert (problem.code, str(problem.place)) == ("pattern-missing", "report/i18n/en") and "'c'" in problem.found


# --- the shipped catalogues ------------------------------------------------------------------------------------------


class Reading(Visitor):
    """Values that a pattern shows, those that it only counts or asks for a form, and selectors that choose by a number
    without COUNT; ``chosen`` are codes by which it chooses words."""

    def __init__(self) -> None:
        self.shown: set[str] = set()
        self.asked: set[str] = set()
        self.chosen: set[str] = set()
        self.uncounted: list[str] = []

    def visit_VariableReference(self, node: ast.VariableReference) -> None:
        self.shown.add(node.id.name)

    def visit_FunctionReference(self, node: ast.FunctionReference) -> None:
        if node.id.name in ("COUNT", "FORM"):
            self.asked |= {one.id.name for one in node.arguments.positional if isinstance(one, ast.VariableReference)}
        else:
            self.generic_visit(node)

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:
        if isinstance(node.selector, ast.VariableReference):
            self.chosen.add(node.selector.id.name)
        plurals = {"zero", "one", "two", "few", "many"}
        numbers = any(
            isinstance(variant.key, ast.NumberLiteral) or variant.key.name in plurals for variant in node.variants
        )
        counted = isinstance(node.selector, ast.FunctionReference) and node.selector.id.name == "COUNT"
        code = isinstance(node.selector, ast.VariableReference) and node.selector.id.name == "says"
        if numbers and not counted and not code:  # what a test says can be "few"
            self.uncounted.append(str(node.selector))
        self.generic_visit(node)


def read(code: str) -> dict[str, Reading]:
    """Every pattern of a shipped language."""
    found = {}
    for file in sorted((I18N / code).glob("*.ftl")):
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            if isinstance(entry, ast.Message):
                found[entry.id.name] = Reading()
                found[entry.id.name].visit(entry)
    return found


ENGLISH = read("en")
CHINESE_TEXT = {
    entry.id.name: "".join(one.value for one in entry.value.elements if isinstance(one, ast.TextElement))
    for file in sorted((I18N / "zh").glob("*.ftl"))
    for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body
    if isinstance(entry, ast.Message) and entry.value
}


@pytest.mark.parametrize("code", ["en", *OTHERS])
def test_the_shipped_patterns_can_be_read(code: str) -> None:
    assert set(read_patterns(I18N, code, LOCALES[code]).ids()) == set(read(code))
    assert [id for id, reading in read(code).items() if reading.uncounted] == []


@pytest.mark.parametrize("code", OTHERS)
def test_every_pattern_stands_in_every_language_with_the_same_values(code: str) -> None:
    """No value that English shows is lost, codes by which it chooses words apart; spoken names are each language's own."""
    other = {id: reading for id, reading in read(code).items() if not id.startswith("name-")}
    english = {id: reading for id, reading in ENGLISH.items() if not id.startswith("name-")}
    assert (sorted(english.keys() - other.keys()), sorted(other.keys() - english.keys())) == ([], [])
    lost = {id: sorted(less) for id in english if (less := english[id].shown - english[id].chosen - other[id].shown)}
    assert lost == {}
    unknown = {id: sorted(more) for id in english if (more := other[id].asked - english[id].asked - english[id].shown)}
    assert unknown == {}


class Choices(Visitor):
    """The keys by which a pattern chooses, without defaults: of each count, and of each code by its variable."""

    def __init__(self) -> None:
        self.counts: list[set[str]] = []
        self.codes: dict[str, set[str]] = {}

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:
        named = {v.key.name for v in node.variants if isinstance(v.key, ast.Identifier)}
        if isinstance(node.selector, ast.VariableReference):
            self.codes.setdefault(node.selector.id.name, set()).update(named)
        elif isinstance(node.selector, ast.FunctionReference) and node.selector.id.name == "COUNT":
            self.counts.append(named)
        self.generic_visit(node)


def choices(code: str) -> dict[str, Choices]:
    """How every pattern of a shipped language chooses."""
    found = {}
    for file in sorted((I18N / code).glob("*.ftl")):
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            if isinstance(entry, ast.Message):
                found[entry.id.name] = Choices()
                found[entry.id.name].visit(entry)
    return found


@pytest.mark.parametrize("code", ["en", *OTHERS])
def test_a_count_chooses_only_among_the_plurals_of_the_language(code: str) -> None:
    """Chinese has none: ``[one]`` would never be taken there, where one economy must be ``[1]``."""
    plurals = set(Locale.parse(LOCALES[code]).plural_form.tags) | {"other"}
    wrong = {id: keys - plurals for id, one in choices(code).items() for keys in one.counts if keys - plurals}
    assert wrong == {}


@pytest.mark.parametrize("code", OTHERS)
def test_a_code_that_english_does_not_know_is_never_chosen_by(code: str) -> None:
    english = choices("en")
    wrong = {
        (id, value): keys - known - {"other"}
        for id, one in choices(code).items()
        for value, keys in one.codes.items()
        if (known := english[id].codes.get(value) if id in english else None) and keys - known - {"other"}
    }
    assert wrong == {}


def test_variations_in_chinese_are_clauses_of_one_condition() -> None:
    """The condition closes all of them with one 时, which must not be said again, and none opens with 若."""
    told = {id: CHINESE_TEXT[id] for id in ENGLISH if id.startswith("variation-")}
    assert [id for id, text in told.items() if text.startswith("若") or text.endswith(("时", "。"))] == []
    opens = ("condition", "condition-headline", "condition-shared")
    assert all(CHINESE_TEXT[f"{id}{more}"].count("时，") == 1 for id in opens for more in ("", "-reversed"))


def test_every_condition_of_a_claim_can_be_told() -> None:
    """Names of variations in the code have their pattern ``variation-<name>``."""
    asked = set(variations_of_the_code())
    assert len(asked) > 5 and sorted(name for name in asked if f"variation-{name}" not in ENGLISH) == []


def variations_of_the_code() -> Iterator[str]:
    """Hyphenated keys of dictionaries in modules of claims that are no values of a pattern."""
    values = {name for reading in ENGLISH.values() for name in reading.shown | reading.asked}
    for file in sorted((ROOT / "pipeline" / "findings").rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        if "variation" in text:
            yield from (name for name in re.findall(r'"([a-z]+(?:-[a-z]+)+)":', text) if name not in values)
            yield from re.findall(r'found\["([a-z]+-[a-z-]+)"\] = replace', text)


def test_a_blank_entry_is_as_good_as_none() -> None:
    found = patterns("a =\nb = B { c }\nc = C\nd = { e }\nf = { -g.h ->\n  [x] { c }\n *[y] y\n }\n-g = G\n  .h = x\n")
    assert {id for id in "abcdef" if found.whole(id)} == {"b", "c", "f"} and not found.has("a")


def test_patterns_that_every_language_needs() -> None:
    shipped = needed(I18N, "en")
    assert len(shipped) == len(set(shipped)) > 1000 and not any(id.startswith("name-") for id in shipped)
    assert set(shipped) <= set(read_patterns(I18N, "en", "en_GB").ids())
