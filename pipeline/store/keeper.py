"""The keeper: a result is made only where the content of an input, the code that can affect it or a library changed.

Two ways to say what a result rests on. ``keep`` is given its parts before it is made. ``traced`` finds them out: what
is read while it is made is recorded, and the result holds while all of that is unchanged (verifying traces; Mokhov,
Mitchell and Peyton Jones, Build systems a la carte, 2018, section 4.2).
"""

from __future__ import annotations

import copyreg
import hashlib
import json
import pickle
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

from pipeline.problems import first_of
from pipeline.store.code import Code
from pipeline.store.shelf import Shelf
from pipeline.store.watch import Reads, Watch

T = TypeVar("T")
TRACES = 6  # how many states of its inputs a traced result is kept for
IMPORTS = "imports of modules"
HELD = 2  # builds after which a value that none of them used goes from memory

# Read-only mappings are everywhere in values; pickle knows them no more than it knows other views.
copyreg.pickle(MappingProxyType, lambda view: (read_only, (dict(view),)))


def read_only(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    """The read-only view of a mapping, for pickle: the class itself has no name that could be looked up."""
    return MappingProxyType(mapping)


class Keep(Protocol):
    """A result by its name and the digests of its parts: kept from before, or made.

    ``make`` is a pure function of ``parts``, which hold every input by name, as a short text or as the SHA-256 of its
    bytes (code and libraries are added by the keeper); ``name`` says what it is, its first word the kind. The result can be
    pickled and is changed by nobody. What ``make`` raises passes through, and nothing is kept. Called from several threads.
    """

    def __call__(self, name: str, parts: Mapping[str, str], make: Callable[[], T]) -> T:
        """The result, made or kept."""


def make_anew(name: str, parts: Mapping[str, str], make: Callable[[], T]) -> T:
    """A ``Keep`` that keeps nothing."""
    return make()


@dataclass(frozen=True)
class Made:
    """What happened to one result: its name, whether it was kept, why it was not, and the seconds it took."""

    name: str
    kept: bool
    why: str
    seconds: float

    @property
    def kind(self) -> str:
        """First word of the name: sheet, exhibit, figure, chapter ..."""
        return self.name.partition(" ")[0]


class Keeper:
    """Keeps results on a shelf. ``force`` makes everything again; ``remember`` holds what was used in memory besides.

    ``made`` lists what happened, in order. Values must be picklable; they are not to be changed by who gets them.
    """

    def __init__(
        self,
        shelf: Shelf,
        versions: Mapping[str, str],
        code: Code | None = None,
        force: bool = False,
        remember: bool = False,
    ) -> None:
        self.shelf = shelf
        self.force = force
        self.made: list[Made] = []
        self._versions = dict(versions)
        self._versions_text = json.dumps(sorted(self._versions.items()))
        known = self._load(IMPORTS)
        self._known: dict[str, tuple[str, ...]] = known if isinstance(known, dict) else {}
        self._knew = len(self._known)
        self._code = code or Code(known=self._known)
        self._remember = remember
        self._memory: dict[str, Any] = {}
        self._used: dict[str, int] = {}
        self._build = 0
        self._coded: set[str] = set()

    def next_build(self) -> None:
        """Begin another build with what is remembered: ``made`` is empty, and what the last builds did not use is forgotten."""
        self.made = []
        self._build += 1
        for key in [key for key, build in self._used.items() if build < self._build - HELD]:
            del self._memory[key], self._used[key]

    @property
    def remembered(self) -> int:
        """How many values are held in memory."""
        return len(self._memory)

    def _hold(self, key: str, value: Any) -> None:
        """Hold a value that is used now, where values are held at all."""
        if self._remember:
            self._memory[key] = value
            self._used[key] = self._build

    def keep(self, name: str, parts: Mapping[str, str], make: Callable[[], T], code: str = "") -> T:
        """The result of ``make``, from before where ``parts``, code and versions are the same.

        ``code`` names the module whose imports can affect the result; the one that defines ``make`` if blank.
        """
        return self._keep(name, parts, make, code, self.force)

    def stands(self, name: str, parts: Mapping[str, str], code: str) -> bool:
        """Whether ``keep`` would find this result; nothing is noted."""
        key = self.key(name, parts, code)
        return not self.force and (key in self._memory or self.shelf.get(key) is not None)

    def keep_still(self, name: str, parts: Mapping[str, str], make: Callable[[], T]) -> T:
        """The same for what ``force`` does not make again: what rests on installed packages alone (fonts)."""
        return self._keep(name, parts, make, "", False)

    def _keep(self, name: str, parts: Mapping[str, str], make: Callable[[], T], code: str, force: bool) -> T:
        module = code or module_of(make)
        key = self.key(name, parts, module)
        found, value = self.find(name, key, force)
        if not found:
            value = self.take(name, key, make, lambda: self._why(name, parts, module))
            self._note(name, parts, module)
        return value

    def key(self, name: str, parts: Mapping[str, str], module: str) -> str:
        """The key of a result: a digest over all that it rests on."""
        whole = f"{json.dumps([name, sorted(parts.items()), self._code.digest(module)])}{self._versions_text}"
        return hashlib.sha256(whole.encode()).hexdigest()

    def find(self, name: str, key: str, force: bool | None = None) -> tuple[bool, Any]:
        """Whether a result is kept, and it."""
        start = time.perf_counter()
        if self.force if force is None else force:
            return False, None
        if key in self._memory:
            value = self._memory[key]
        else:
            value = self._load(key, missing := object())
            if value is missing:
                return False, None
        self._hold(key, value)
        self.made.append(Made(name, True, "", time.perf_counter() - start))
        return True, value

    def take(self, name: str, key: str, make: Callable[[], T], why: Callable[[], str]) -> T:
        """Make a result and put it on the shelf."""
        reason = why()
        start = time.perf_counter()
        value = make()
        self.made.append(Made(name, False, reason, time.perf_counter() - start))
        self.shelf.put(key, pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL))
        self._hold(key, value)
        return value

    def traced(self, name: str, watch: Watch, make: Callable[[], T], code: str = "") -> T:
        """The result of ``make``, from before where all that it read then is the same now."""
        module = code or module_of(make)
        traces = self._traces(name, module)
        found, value = self._recall(name, watch, module, traces)
        return value if found else self._record(name, watch, make, module, traces)

    def recall(self, name: str, watch: Watch, module: str) -> tuple[bool, Any]:
        """Whether a traced result still holds, and it; what it has read is then read again."""
        return self._recall(name, watch, module, self._traces(name, module))

    def _recall(self, name: str, watch: Watch, module: str, traces: list[Reads]) -> tuple[bool, Any]:
        for reads in traces:
            if watch.unchanged(reads):
                found, value = self.find(name, self._traced_key(name, module, reads))
                if found:
                    watch.replay(reads)
                    return True, value
        return False, None

    def holds(self, name: str, watch: Watch, module: str) -> bool:
        """Whether a traced result will be found, as far as its inputs tell; nothing is loaded or noted."""
        return not self.force and any(watch.unchanged(reads) for reads in self._traces(name, module))

    def _record(self, name: str, watch: Watch, make: Callable[[], T], module: str, known: list[Reads]) -> T:
        """Make a traced result and keep it with what it read; ``known`` are the states of before."""
        reason = self._why_traced(name, watch, module, known)
        start = time.perf_counter()
        with watch.recording() as reads:
            value = make()
        self.made.append(Made(name, False, reason, time.perf_counter() - start))
        key = self._traced_key(name, module, reads)
        self.shelf.put(key, pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL))
        self._hold(key, value)
        traces = [reads, *(state for state in known if state != reads)][:TRACES]
        self.shelf.put(self._trace_key(name, module), pickle.dumps(traces, protocol=pickle.HIGHEST_PROTOCOL))
        self._note(name, {}, module)
        return value

    def why_traced(self, name: str, watch: Watch, module: str) -> str:
        """Why a traced result does not hold, in words."""
        return self._why_traced(name, watch, module, self._traces(name, module))

    def _why_traced(self, name: str, watch: Watch, module: str, known: list[Reads]) -> str:
        if self.force:
            return "--force was given"
        for reads in known:
            changed = watch.changed(reads)
            return _listed(changed, "changed") if changed else "its result was no longer in the store"
        return self._why(name, {}, module)

    def _traces(self, name: str, module: str) -> list[Reads]:
        found = self._load(self._trace_key(name, module))
        return found if isinstance(found, list) else []

    def _trace_key(self, name: str, module: str) -> str:
        return self.key(f"trace of {name}", {}, module)

    def _traced_key(self, name: str, module: str, reads: Reads) -> str:
        return self.key(name, {f"{kind} {one}": digest for (kind, one), digest in reads.items()}, module)

    def _why(self, name: str, parts: Mapping[str, str], module: str) -> str:
        """What differs from the last time that a result of this name was made, in words."""
        if self.force:
            return "--force was given"
        last = self._load(f"last {name}")
        if not isinstance(last, dict):
            return "it was not made before"
        code = self._code.closure(module)
        coded = self._load(f"code {last['code']}")
        for now, before, what in (
            (dict(parts), last["parts"], "{}"),
            (code, coded if isinstance(coded, dict) else code, "the code of {}"),
            (self._versions, last["versions"], "the version of {}"),
        ):
            differs = [
                what.format(key) for key in sorted(now.keys() | before.keys()) if now.get(key) != before.get(key)
            ]
            if differs:
                return _listed(differs, "changed")
        return "its result was no longer in the store"

    def _note(self, name: str, parts: Mapping[str, str], module: str) -> None:
        """Remember what a result of this name rested on, for the next time that somebody asks why."""
        digest = self._code.digest(module)
        record = {"parts": dict(parts), "code": digest, "versions": self._versions}
        self.shelf.put(f"last {name}", pickle.dumps(record))
        if digest not in self._coded:
            self._coded.add(digest)
            self.shelf.put(f"code {digest}", pickle.dumps(self._code.closure(module)))

    def _load(self, key: str, missing: object = None) -> Any:
        content = self.shelf.get(key)
        if content is None:
            return missing
        try:
            return pickle.loads(content)
        except Exception:  # written by another version of a class: as good as not there
            return missing

    def close(self) -> None:
        """Keep what was learnt of the code, and close the shelf."""
        if len(self._known) != self._knew:
            self.shelf.put(IMPORTS, pickle.dumps(self._known))
        self.shelf.close()


def module_of(make: Callable) -> str:
    """The module that defines a function, a method or what a partial calls."""
    while isinstance(make, partial):
        make = make.func
    return str(getattr(make, "__module__", type(make).__module__))


def _listed(names: list[str], verb: str) -> str:
    """At most three names and how many more."""
    return f"{first_of(names, 3)} {verb}"
