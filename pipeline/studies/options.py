"""What may be typed as an option of a study: numbers within bounds, words of a list. What may not is a problem with its remedy."""

from __future__ import annotations

import difflib
import math
from collections.abc import Callable, Iterable

import click

from pipeline.methods.index.ranges import LARGEST
from pipeline.problems import ExitCode, Place, Stop, stop

MOST_DRAWS = 100_000_000  # more cannot be waited for, and their count is a slip
YEARS = (1000, 2999)
SMALLEST = 1 / LARGEST


def is_extreme(value: float) -> bool:
    """Whether a number is neither zero nor of a size between the two bounds.

    >>> is_extreme(0.0), is_extreme(-1e308), is_extreme(1e-320), is_extreme(7.9e9)
    (False, True, True, False)
    """
    return math.isfinite(value) and value != 0 and not SMALLEST <= abs(value) <= LARGEST


class Whole(click.ParamType):
    """A whole number from ``least`` to ``most``; with ``power`` one that is a power of two."""

    name = "integer"

    def __init__(self, least: int, most: int | None = None, power: bool = False, what: str = "") -> None:
        self.least, self.most, self.power = least, most, power
        span = f"{least} or more" if most is None else f"from {least} to {most}"
        self.allowed = what or f"a whole number, {'a power of two, ' if power else ''}{span}"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number. Raises Stop (exit 2) where it is none, or out of bounds."""
        number = _as_number(value)
        if number is None or not number.is_integer():
            raise wrong(param, value, self.allowed, "write a whole number")
        whole = int(str(value)) if str(value).strip().lstrip("+-").isdigit() else int(number)
        if whole < self.least or (self.most is not None and whole > self.most):
            raise wrong(param, value, self.allowed, "correct the number")
        if self.power and whole & (whole - 1):
            below = 1 << (whole.bit_length() - 1)
            raise wrong(param, value, self.allowed, f"write {below} or {2 * below}")
        return whole


class Amount(click.ParamType):
    """A finite number; at least ``least``, or one of ``words``."""

    name = "number"

    def __init__(self, least: float | None = None, words: tuple[str, ...] = ()) -> None:
        self.least, self.words = least, words
        bounds = "" if least is None else f" of {least:g} or more"
        self.allowed = f"a number{bounds}{''.join(f', or the word {word}' for word in words)}"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> float | str:
        """The number, or the word as it stands in the list. Raises Stop (exit 2) for anything else."""
        text = str(value).strip().lower()
        if text in self.words:
            return text
        number = _as_number(value)
        if number is None or (self.least is not None and number < self.least):
            raise wrong(
                param,
                value,
                self.allowed,
                "write a number with a decimal point" if number is None else "correct the number",
            )
        return number


class Share(click.ParamType):
    """A number between 0 and 1, without both."""

    name = "share"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The share. Raises Stop (exit 2) for anything else; per cents are recognised."""
        text = str(value).strip()
        number = _as_number(text.removesuffix("%"))
        if number is None or text.endswith("%") or not 0 < number < 1:
            meant = number is not None and 1 < number < 100
            remedy = (
                f"did you mean {number / 100:g}?" if meant and number is not None else "write a share, such as 0.95"
            )
            raise wrong(param, value, "a number between 0 and 1", remedy)
        return number


class OneOf(click.ParamType):
    """One of some words, upper or lower case; ``words`` gives them when one is asked for, so that no method is imported before."""

    name = "word"

    def __init__(self, words: Callable[[], Iterable[str]], see: str = "") -> None:
        self.words, self.see = words, see

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word as the list writes it. Raises Stop (exit 2) for any other, with the nearest."""
        known = {word.casefold(): word for word in self.words()}
        text = str(value).strip().casefold()
        if text in known:
            return known[text]
        near = difflib.get_close_matches(text, known, 1)
        remedy = f"did you mean {known[near[0]]}?" if near else "choose one of them"
        raise wrong(param, value, ", ".join(known.values()), f"{remedy}{self.see}")


def wrong(param: click.Parameter | None, value: object, allowed: str, remedy: str) -> Stop:
    """The Stop (exit 2) for the value of an option."""
    flag = param.opts[0] if param is not None and param.opts else "option"
    found = f"{str(value)!r}" if str(value) else "nothing"
    return stop(ExitCode.USAGE, "study-option", Place(flag), found, allowed, remedy)


def in_order(first: object, last: object, flags: tuple[str, str]) -> None:
    """Raise Stop (exit 2) where two years are not in order."""
    if isinstance(first, int) and isinstance(last, int) and first >= last:
        found = f"{flags[0]} {first} and {flags[1]} {last}"
        raise stop(
            ExitCode.USAGE,
            "study-option",
            Place(flags[1]),
            found,
            "a first year before the last",
            "correct one of them",
        )


def _as_number(value: object) -> float | None:
    """The finite number that a text is; None where it is none."""
    try:
        number = float(str(value).strip())
    except ValueError:
        return None
    return number if math.isfinite(number) and not is_extreme(number) else None


DRAWS, SEED = Whole(2, MOST_DRAWS), Whole(0)
SAMPLES = Whole(2, MOST_DRAWS, power=True)
YEAR = Whole(*YEARS, what="a year, such as 2015")
