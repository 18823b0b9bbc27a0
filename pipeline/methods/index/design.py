"""Every choice of an index, looked up by step and element, each with the row of the sheet it comes from."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.methods.index.factors import EVERYTHING, Change, Option, changes, wrong_options
from pipeline.methods.index.problems import IndexProblems, error, refuse
from pipeline.methods.index.ranges import LARGEST, PAIRS, VALUES, number_of
from pipeline.methods.index.tree import Tree, read_tree
from pipeline.methods.index.vocabulary import DEFAULTS, METHODS, PARAMETERS, STEPS, TERMS, YES, canonical
from pipeline.model.index_design import CHOICES, ERRORS, GOALPOSTS, HIERARCHY, UNCERTAINTY, WEIGHT_SETS, IndexDesign
from pipeline.problems import Place, Problem

# Numbers that every design may leave out; of the others a study fills in the defaults and echoes them.
_OPTIONAL_NUMBERS = {
    key
    for key in DEFAULTS
    if key[0] == "statistics"
    or key[1] in ("indicator_nonzero", "economy_nonzero", "factor", "combinations", "pairs", "weak", "collinear")
}


@dataclass(frozen=True)
class Choice:
    """One row of Choices; ``value`` as text."""

    applies_to: str
    step: str
    parameter: str
    value: str
    row: int = 0


@dataclass(frozen=True)
class Design:
    """A checked design; ``sheets`` is what it was read from, for the places of problems.

    ``goalposts`` maps an indicator to the values that score lowest and highest; ``error_share`` maps an OBS_STATUS to
    the standard deviation of its error and ``error_by_year`` adds to it by year of age, both as shares of the spread;
    ``weight_sets`` maps the name of a set to the weights of its elements.
    """

    tree: Tree
    choices: tuple[Choice, ...]
    sheets: IndexDesign
    goalposts: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    error_share: Mapping[str, float] = field(default_factory=dict)
    error_by_year: float = 0.0
    options: tuple[Option, ...] = ()
    weight_sets: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def choice(self, step: str, parameter: str, code: str = EVERYTHING) -> Choice | None:
        """The most particular row: of the element, of its level, of everything; None where there is none."""
        level = f"level {self.tree.nodes[code].level}" if code in self.tree.nodes else EVERYTHING
        found = {c.applies_to: c for c in self.choices if (c.step, c.parameter) == (step, parameter)}
        return found.get(code) or found.get(level) or found.get(EVERYTHING)

    def text(self, step: str, parameter: str, code: str = EVERYTHING) -> str:
        """The value of a choice. Raises IndexProblems where no row makes it."""
        choice = self.choice(step, parameter, code)
        if choice is None:
            place = self.sheets.place(CHOICES, 1, "parameter")
            where = "" if code == EVERYTHING else f" for {code}"
            found = f"no row {step} / {parameter}{where}"
            raise refuse(
                "choice-missing",
                place,
                found,
                "every choice in a row, with its reason",
                "add the row, with '*' for everything",
            )
        return choice.value

    def setting(self, step: str, parameter: str, code: str = EVERYTHING) -> str:
        """The value of a choice, or what ``DEFAULTS`` says where no row makes it. Raises IndexProblems without either."""
        choice = self.choice(step, parameter, code)
        if choice is None and (step, parameter) in DEFAULTS:
            return str(DEFAULTS[step, parameter])
        return self.text(step, parameter, code)

    def yes(self, step: str, parameter: str, code: str = EVERYTHING) -> bool:
        """Whether a setting says yes."""
        return self.setting(step, parameter, code).casefold() in YES

    def listed(self, step: str, parameter: str) -> tuple[str, ...]:
        """The parts of a choice that are separated by semicolons or commas; none where no row makes it."""
        choice = self.choice(step, parameter)
        return _parts(choice.value) if choice else ()

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps in the order in which they are done."""
        return self.listed("order", "steps") or STEPS

    def number(self, step: str, parameter: str, code: str = EVERYTHING) -> float:
        """The value as a number, or its default. Raises IndexProblems where it is missing or is none."""
        known = self.setting if (step, parameter) in _OPTIONAL_NUMBERS else self.text
        text = known(step, parameter, code)
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            raise refuse(
                "not-a-number", self.place(step, parameter, code), repr(text), "a number", f"type the {parameter}"
            )
        return value

    def method(self, step: str, code: str = EVERYTHING) -> str:
        """The method of a step for an element."""
        return self.text(step, "method", code)

    def place(self, step: str, parameter: str, code: str = EVERYTHING) -> Place:
        """The cell that makes a choice; the sheet where it was made by ``with_choice``."""
        choice = self.choice(step, parameter, code)
        return self.sheets.place(CHOICES, choice.row if choice else 0, "value")

    def with_choice(self, step: str, parameter: str, value: object, applies_to: str = EVERYTHING) -> Design:
        """The design with one choice changed. Raises IndexProblems for an unknown step, parameter, method or element."""
        changed = Choice(applies_to, step, parameter, canonical(step, parameter, str(value)))
        kept = [c for c in self.choices if (c.applies_to, c.step, c.parameter) != (applies_to, step, parameter)]
        problems = list(_wrong_choices([changed], self.tree, self.sheets, self.weight_sets))
        if problems:
            raise IndexProblems(problems)
        return replace(self, choices=(*kept, changed))

    def with_changes(self, changes: Iterable[Change]) -> Design:
        """The design with choices changed, one after the other. Raises IndexProblems as ``with_choice`` does."""
        design = self
        for change in changes:
            design = design.with_choice(change.step, change.parameter, change.value, change.applies_to)
        return design

    def with_checked(self, changes: Sequence[Change]) -> Design:
        """As ``with_changes``. Raises IndexProblems also for numbers that are none or stand the wrong way round."""
        design = self.with_changes(changes)
        problems = [problem for change in changes for problem in _no_number(_made(change), self.sheets)]
        problems += _wrong_pairs(design)
        if problems:
            raise IndexProblems(problems)
        return design

    def with_tree(self, tree: Tree) -> Design:
        """The design over another tree."""
        return replace(self, tree=tree)


def read_design(sheets: IndexDesign) -> Design:
    """The design of an index from its sheets.

    Raises IndexProblems with all that is wrong: in the tree (see ``tree.read_tree``), choices of unknown elements,
    steps, parameters or methods, numbers out of their range or order, goalposts that are equal or stand against the direction, shares and weights below
    zero, options without weight.
    """
    choices = tuple(
        Choice(
            row["applies_to"],
            row["step"],
            row["parameter"],
            canonical(row["step"], row["parameter"], row["value"]),
            int(row["ROW"]),
        )
        for row in sheets.choices.to_dict("records")
    )
    said = {(c.step, c.parameter, c.value) for c in choices} | {(c.step, c.parameter) for c in choices}
    by_sheet = ("weight", "set") not in said and bool(
        said & {("weight", "method", "sheet"), ("weight", "target", "sheet")}
    )
    problems: list[Problem] = []
    tree = read_tree(sheets, by_sheet)
    sets = sheets.weight_sets.to_dict("records")
    problems += _wrong_sets(sets, tree, sheets)
    weight_sets: dict[str, dict[str, float]] = {}
    for row in sets:
        weight_sets.setdefault(row["set"], {})[row["code"]] = float(row["weight"])
    problems += _wrong_choices(choices, tree, sheets, weight_sets)
    posts = sheets.goalposts[sheets.goalposts["index"] == tree.root].to_dict("records")
    problems += _wrong_posts(posts, tree, sheets)
    errors = sheets.errors.to_dict("records")
    problems += _wrong_errors(errors, sheets)
    options = tuple(
        Option(row["factor"], row["option"], float(row["weight"]), int(row["ROW"]))
        for row in sheets.uncertainty.to_dict("records")
    )
    problems += wrong_options(options, sheets, lambda c: _wrong_choices([_made(c)], tree, sheets, weight_sets))
    if problems:
        raise IndexProblems(problems)
    design = Design(
        tree=tree,
        choices=choices,
        sheets=sheets,
        goalposts={row["dimension"]: (float(row["lower"]), float(row["upper"])) for row in posts},
        error_share={row["code"]: float(row["share"]) for row in errors if row["kind"] == "status"},
        error_by_year=sum(float(row["share"]) for row in errors if row["kind"] == "age"),
        options=options,
        weight_sets=weight_sets,
    )
    problems += _wrong_pairs(design)
    if not problems:
        problems += _upside_down(design)
    if problems:
        raise IndexProblems(problems)
    return design


def _upside_down(design: Design) -> Iterable[Problem]:
    """Options that turn a scale upside down; where both ends are varied, the draws meet them in any combination."""
    made = [(option, changes(option.factor, option.option)) for option in design.options]
    varied = {(change.step, change.parameter) for _, some in made for change in some}
    if {("normalise", "lower"), ("normalise", "upper")} <= varied:
        return
    for option, some in made:
        if any(change.step == "normalise" for change in some):
            for problem in _wrong_pairs(design.with_changes(some)):
                yield replace(problem, place=design.sheets.place(UNCERTAINTY, option.row, "option"))


def _made(change: Change) -> Choice:
    value = canonical(change.step, change.parameter, change.value)
    return Choice(change.applies_to, change.step, change.parameter, value)


def _wrong_choices(
    choices: Iterable[Choice], tree: Tree, sheets: IndexDesign, weight_sets: Mapping[str, Mapping[str, float]]
) -> Iterable[Problem]:
    levels = {f"level {node.level}" for node in tree.nodes.values()}
    for choice in choices:

        def place(header: str, row: int = choice.row) -> Place:
            return sheets.place(CHOICES, row, header)

        if choice.applies_to not in (EVERYTHING, *tree.nodes) and choice.applies_to not in levels:
            allowed = f"'*', a level ({', '.join(sorted(levels))}) or a code of {HIERARCHY}"
            yield error("unknown-element", place("applies_to"), repr(choice.applies_to), allowed, "correct it")
        if choice.step not in PARAMETERS:
            allowed = ", ".join(PARAMETERS)
            yield error("unknown-step", place("step"), repr(choice.step), allowed, "choose one of them")
        elif choice.parameter not in PARAMETERS[choice.step]:
            allowed = ", ".join(PARAMETERS[choice.step])
            yield error(
                "unknown-parameter",
                place("parameter"),
                f"{choice.step} / {choice.parameter}",
                allowed,
                "choose one of them",
            )
        elif choice.parameter == "method" and choice.value not in METHODS[choice.step]:
            allowed = ", ".join(METHODS[choice.step])
            yield error(
                "unknown-method", place("value"), f"{choice.step} by {choice.value!r}", allowed, "choose one of them"
            )
        elif _of_nodes(choice, tree) and choice.value not in ("none", "region_mean"):
            found = f"{choice.value} for {choice.applies_to}, which stands above the indicators"
            yield error("unknown-method", place("value"), found, "none, region_mean", "choose one of them")
        elif choice.value not in TERMS.get((choice.step, choice.parameter), (choice.value,)):
            allowed = ", ".join(TERMS[choice.step, choice.parameter])
            found = f"{choice.parameter} {choice.value!r}"
            yield error("unknown-method", place("value"), found, allowed, "choose one of them")
        elif not _fits(choice):
            found, allowed = f"{choice.step} / {choice.parameter} = {choice.value!r}", _allowed(choice)
            yield error("choice-value", place("value"), found, allowed, f"type {allowed}")
        elif choice.parameter == "set" and choice.value not in weight_sets:
            allowed = ", ".join(weight_sets) or f"a set of the sheet {WEIGHT_SETS}, which is blank or not there"
            yield error("weight-set", place("value"), f"no weight set {choice.value!r}", allowed, "choose one of them")
        elif choice.step == "order" and sorted(_parts(choice.value)) != sorted(STEPS):
            allowed = f"each of {'; '.join(STEPS)} once"
            yield error("order", place("value"), repr(choice.value), allowed, "name every step once, separated by ';'")


def _fits(choice: Choice) -> bool:
    """Whether a number lies where it may; what is none, and a number of draws that an option gives, are told elsewhere."""
    if choice.step == "audit" and not choice.row:
        return True
    fits, _ = VALUES.get((choice.step, choice.parameter), (lambda text: True, ""))
    return math.isnan(number_of(choice.value)) or fits(choice.value)


def _no_number(choice: Choice, sheets: IndexDesign) -> Iterable[Problem]:
    """A text where a number belongs."""
    if (choice.step, choice.parameter) in VALUES and math.isnan(number_of(choice.value)):
        found, allowed = f"{choice.step} / {choice.parameter} = {choice.value!r}", _allowed(choice)
        yield error("choice-value", sheets.place(CHOICES, 0, "value"), found, allowed, f"type {allowed}")


def _allowed(choice: Choice) -> str:
    return VALUES[choice.step, choice.parameter][1]


def _wrong_pairs(design: Design) -> Iterable[Problem]:
    """Choices that stand the wrong way round: a period that ends before it begins, a scale upside down."""
    told: set[tuple[int, int]] = set()
    for step, first, last in PAIRS:
        for code in design.tree.indicators if step == "normalise" else (EVERYTHING,):
            low, high = design.choice(step, first, code), design.choice(step, last, code)
            if low is None or high is None or (low.row, high.row) in told:
                continue
            a, b = number_of(low.value), number_of(high.value)
            if a > b or (a == b and step != "period"):
                told.add((low.row, high.row))
                found, allowed = f"{step}: {first} {low.value}, {last} {high.value}", f"{first} below {last}"
                place = design.sheets.place(CHOICES, low.row, "value")
                yield error("choices-order", place, found, allowed, "correct one of the two")


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.replace(",", ";").split(";") if part.strip())


def _of_nodes(choice: Choice, tree: Tree) -> bool:
    """Whether a choice is a method of imputation for what stands above the indicators."""
    if (choice.step, choice.parameter) != ("impute", "method"):
        return False
    if choice.applies_to in tree.nodes:
        return tree.nodes[choice.applies_to].level > 1
    return choice.applies_to not in (EVERYTHING, "level 1")


def _wrong_sets(rows: Iterable[Mapping], tree: Tree, sheets: IndexDesign) -> Iterable[Problem]:
    for row in rows:
        if row["code"] not in tree.nodes:
            place = sheets.place(WEIGHT_SETS, row["ROW"], "code")
            yield error("unknown-element", place, repr(row["code"]), f"a code of {HIERARCHY}", "correct the code")
        elif not float(row["weight"]) >= 0:
            place = sheets.place(WEIGHT_SETS, row["ROW"], "weight")
            found = f"{row['set']}, {row['code']}: weight {row['weight']:g}"
            yield error("weight-negative", place, found, "zero or more", "correct it")


def _wrong_posts(rows: Iterable[Mapping], tree: Tree, sheets: IndexDesign) -> Iterable[Problem]:
    for row in rows:
        code, lower, upper = row["dimension"], float(row["lower"]), float(row["upper"])
        node = tree.nodes.get(code)
        if node is None or node.level != 1:
            place = sheets.place(GOALPOSTS, row["ROW"], "dimension")
            yield error("unknown-element", place, repr(code), f"an indicator of {HIERARCHY}", "correct the code")
        elif not max(abs(lower), abs(upper)) <= LARGEST:
            place = sheets.place(GOALPOSTS, row["ROW"], "lower" if not abs(lower) <= LARGEST else "upper")
            found, allowed = f"{code}: {lower:g} to {upper:g}", f"two numbers between -{LARGEST:g} and {LARGEST:g}"
            yield error("size", place, found, allowed, "type both goalposts, in the unit of the indicator")
        elif lower == upper or (upper > lower) != (node.direction == "higher"):
            place = sheets.place(GOALPOSTS, row["ROW"], "lower")
            allowed = f"lower (worst) and upper (best) in the direction of the indicator: {node.direction} is better"
            yield error("goalposts", place, f"{code}: {lower:g} to {upper:g}", allowed, "correct one of the two cells")


def _wrong_errors(rows: Iterable[Mapping], sheets: IndexDesign) -> Iterable[Problem]:
    for row in rows:
        if not float(row["share"]) >= 0:
            place = sheets.place(ERRORS, row["ROW"], "share")
            yield error("error-share", place, f"{row['share']:g}", "zero or more", "correct the share")
        if row["kind"] == "age" and row["code"] != "year":
            place = sheets.place(ERRORS, row["ROW"], "code")
            yield error("error-share", place, repr(row["code"]), "'year' where kind is age", "correct the code")
