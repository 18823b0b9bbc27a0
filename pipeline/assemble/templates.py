"""The chapters' templates: a sandboxed Jinja2 environment in which an unknown name or fact stops the build with its place."""

from __future__ import annotations

import hashlib
import re
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment, SecurityError

from pipeline.assemble.markdown import Markdown, printed
from pipeline.findings.claims import Claim
from pipeline.findings.claims.book import UnknownClaim
from pipeline.findings.facts import UnknownFact
from pipeline.language import Language
from pipeline.problems import ExitCode, Place, Problem, Severity, Stop, stop
from pipeline.sheets.marks import MARK, told
from pipeline.store import Watch

REPORT = "report"
FOLDERS = ("chapters", "annex")
SUFFIX = ".j2"
# What a template may raise whose author has made a mistake.
FAULTS = (TemplateError, SecurityError, LookupError, ValueError, TypeError, ArithmeticError, RecursionError)
NAME = re.compile(rf"(?:{'|'.join(FOLDERS)})/[A-Za-z0-9_.-]+")
# How chapters are written, for the environment below and for the extraction of their messages. Headings carry {#ids},
# which Jinja2 would take for comments.
TEMPLATE_OPTIONS = {
    "trimmed": "true",
    "newstyle_gettext": "true",
    "lstrip_blocks": "true",
    "keep_trailing_newline": "true",
    "comment_start_string": "{##",
    "comment_end_string": "##}",
}


class ClaimTurned(ValueError):
    """A paragraph rests on a claim that no longer says what it needs."""

    def __init__(self, claim: Claim, says: tuple[str, ...]) -> None:
        self.claim, self.says = claim, says
        super().__init__(f"{claim.id} says {claim.says!r}, {claim.standing}")


class Later:
    """A value of a template that is worked out when the template asks for it."""

    def __init__(self, make: Callable[[], object]) -> None:
        self.make = make


class _Context(Context):
    """Names of a template; values that stand for later are worked out where they are used."""

    def resolve_or_missing(self, key: str) -> object:
        """The value of a name."""
        found = super().resolve_or_missing(key)
        return found.make() if isinstance(found, Later) else found


class _Loader(FileSystemLoader):
    """Templates of a folder; which of them are read is noted."""

    def __init__(self, folder: Path, watch: Watch) -> None:
        super().__init__(folder)
        self._watch = watch
        watch.source("template", self._digest)

    def _digest(self, name: str) -> str:
        """The digest of a template. Raises KeyError where there is none."""
        path = Path(self.searchpath[0], name)
        if not path.is_file():
            raise KeyError(name)
        return hashlib.sha256(path.read_bytes()).hexdigest()

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The text of a template. Raises TemplateSyntaxError for a mark that turns or replaces what is printed around it."""
        found = super().get_source(environment, template)
        self._watch.read("template", template)
        mark = MARK.search(found[0])
        if mark:
            around = found[0][max(0, mark.start() - 20) : mark.end() + 20]
            line = found[0].count("\n", 0, mark.start()) + 1
            raise TemplateSyntaxError(f"a mark that is not text, {told(around)}", line, template, found[1])
        return found


def template_names(root: Path) -> list[str]:
    """Templates of the chapters below ``report/`` in reading order: those of the report, then those of the annex.

    Raises Stop (exit 4) where the report has none, and for names that would be lost on the way (``01-more copy.qmd.j2``).
    """
    names = [
        f"{folder}/{path.name}"
        for folder in FOLDERS
        for path in sorted((root / REPORT / folder).glob(f"*.qmd{SUFFIX}"))
        if not path.name.startswith(".")  # what an editor's programme keeps
    ]
    if not any(name.startswith(f"{FOLDERS[0]}/") for name in names):
        raise stop(
            ExitCode.REPORT,
            "chapter-missing",
            Place(f"{REPORT}/{FOLDERS[0]}"),
            f"no file *.qmd{SUFFIX}",
            "one file for each chapter",
            "put the chapters back",
        )
    wrong = [
        Problem(
            "chapter-name",
            Severity.ERROR,
            Place(f"{REPORT}/{name}"),
            "the file's name holds a space or another character that an address cannot have",
            "letters from a to z, digits, '-', '_' and '.'",
            "rename the file, or take it out of the folder",
        )
        for name in names
        if not NAME.fullmatch(name)
    ]
    if wrong:
        raise Stop(ExitCode.REPORT, wrong)
    return names


def environment(root: Path, language: Language, watch: Watch) -> ImmutableSandboxedEnvironment:
    """Jinja2 for chapters: sandboxed, strict, everything printed is escaped unless it is Markdown, gettext in ``trans``."""
    env = ImmutableSandboxedEnvironment(
        loader=_Loader(root / REPORT, watch),
        cache_size=0,  # a chapter that is made again reads its template again
        undefined=StrictUndefined,
        finalize=printed,
        extensions=["jinja2.ext.i18n"],
        lstrip_blocks=True,
        keep_trailing_newline=True,
        comment_start_string=TEMPLATE_OPTIONS["comment_start_string"],
        comment_end_string=TEMPLATE_OPTIONS["comment_end_string"],
    )
    env.context_class = _Context
    env.filters["in_order"] = lambda text: in_order(text, language)
    env.policies["ext.i18n.trimmed"] = True
    catalogue = language.catalogue
    env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda message: Markdown(catalogue.gettext(message)),
        lambda one, many, count: Markdown(catalogue.ngettext(one, many, count)),
        newstyle=True,
    )
    return env


def in_order(text: str, language: Language) -> Markdown:
    """Entries of a definition list in the alphabetical order of a language, by their terms."""
    entries = sorted(text.strip().split("\n\n"), key=lambda entry: language.order(entry.partition("\n")[0]))
    return Markdown("\n\n".join(entries) + "\n")


def fill(env: ImmutableSandboxedEnvironment, name: str, values: Mapping[str, object | Callable[..., object]]) -> str:
    """The text of one chapter.

    Raises Stop (exit 4): ``template-unknown-fact`` with the nearest ids, ``claim-turned`` where a paragraph rests on a claim
    that does not hold, ``template-failed`` for anything else that is wrong in a template; all with file and line.
    """
    try:
        return env.get_template(name).render(**values)
    except UnknownFact as error:
        raise stop(
            ExitCode.REPORT,
            "template-unknown-fact",
            place_of(name, error),
            f"the chapter asks for the fact {error.id!r}, which nothing makes",
            f"an id of a fact; the nearest are {', '.join(error.nearest) or 'none'}",
            "correct the id, or see 'gdgr facts' for all of them",
        ) from error
    except (UnknownClaim, ClaimTurned) as error:
        raise _turned(name, error) from error
    except FAULTS as error:
        encoding = isinstance(error, UnicodeError)
        raise stop(
            ExitCode.REPORT,
            "template-failed",
            place_of(name, error),
            f"{type(error).__name__}: {error}",
            "text in UTF-8"
            if encoding
            else "Jinja2 with the functions that CONTRIBUTING lists under 'How to add a chapter'",
            "save the file as UTF-8" if encoding else "mend the line named above",
        ) from error


def _turned(name: str, error: UnknownClaim | ClaimTurned) -> Stop:
    """The problem of a paragraph that rests on a claim which is not there, is not printed, or has turned."""
    if isinstance(error, UnknownClaim):
        found = f"the paragraph rests on the claim {error.id!r}, which nothing makes"
        allowed = f"an id of a claim; the nearest are {', '.join(error.nearest) or 'none'}"
    else:
        claim = error.claim
        fails = f" (not under: {', '.join(claim.conditions)})" if claim.conditions else ""
        found = f"the claim {claim.id!r} that the paragraph rests on says {claim.says!r} and is {claim.standing}{fails}"
        allowed = f"a claim that is printed{' and says ' + ' or '.join(error.says) if error.says else ''}"
    remedy = "write the paragraph anew, or take it out; 'gdgr claims' lists what holds"
    return stop(ExitCode.REPORT, "claim-turned", place_of(name, error), found, allowed, remedy)


def place_of(name: str, error: BaseException) -> Place:
    """File and line of the innermost template frame; ``name`` is the template's below ``report/``."""
    line = getattr(error, "lineno", None) or 0
    for frame in traceback.extract_tb(error.__traceback__):
        if frame.filename.endswith(".j2"):
            name, line = "/".join(Path(frame.filename).parts[-2:]), frame.lineno or 0
    return Place(f"{REPORT}/{name}", line=line)
