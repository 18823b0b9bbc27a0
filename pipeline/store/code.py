"""The code that can affect a result: a module and all that it imports, by the content of their files."""

from __future__ import annotations

import ast
import hashlib
import threading
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

PACKAGE = "pipeline"
ALWAYS = f"{PACKAGE}.store"  # how results are kept is a part of every result


class Code:
    """The modules of the package as they stand on disk when this is made. ``known`` are imports by content of a file."""

    def __init__(self, package: Path | None = None, known: dict[str, tuple[str, ...]] | None = None) -> None:
        self._package = package or Path(__file__).parent.parent
        self._known = known if known is not None else {}
        self._closures: dict[str, dict[str, str]] = {}
        self._digests: dict[str, str] = {}
        self._lock = threading.Lock()

    @cached_property
    def files(self) -> dict[str, tuple[str, bytes]]:
        """Digest and content of each module by its dotted name; a package stands for its ``__init__``."""
        found: dict[str, tuple[str, bytes]] = {}
        for path in sorted(self._package.rglob("*")):
            if path.is_dir() or "__pycache__" in path.parts or path.name.startswith("."):
                continue
            content = path.read_bytes()
            found[self._name(path)] = (hashlib.sha256(content).hexdigest(), content)
        return found

    def _name(self, path: Path) -> str:
        parts = [PACKAGE, *path.relative_to(self._package).parts]
        if path.suffix == ".py":
            parts[-1] = path.stem
            parts = parts[:-1] if path.stem == "__init__" else parts
        return ".".join(parts)

    def closure(self, module: str) -> dict[str, str]:
        """Digest of every module that the code of a module (or of several, by spaces) can reach, itself included, by name."""
        with self._lock:  # Python 3.11 cannot parse in two threads at once (gh-106905)
            if module not in self._closures:
                found: dict[str, str] = {}
                waiting = [*module.split(), ALWAYS]
                while waiting:
                    name = waiting.pop()
                    if name in found or name not in self.files:
                        continue
                    found[name] = self.files[name][0]
                    waiting += self._reached(name)
                self._closures[module] = dict(sorted(found.items()))
            return self._closures[module]

    def digest(self, module: str) -> str:
        """One digest over the closure of a module."""
        if module not in self._digests:
            self._digests[module] = hashlib.sha256(repr(self.closure(module)).encode()).hexdigest()
        return self._digests[module]

    def whole(self) -> str:
        """One digest over all modules."""
        return hashlib.sha256(
            repr(sorted((name, digest) for name, (digest, _) in self.files.items())).encode()
        ).hexdigest()

    def _reached(self, name: str) -> list[str]:
        """Modules that one imports, the packages that they stand in, and files that are not Python beside it."""
        digest, content = self.files[name]
        key = f"{name} {digest}"
        if key not in self._known:
            self._known[key] = tuple(dict.fromkeys(_imports(content, name))) if not name.endswith(OTHER) else ()
        packages = name.split(".")
        parents = [".".join(packages[:end]) for end in range(1, len(packages))]
        folder = name if name in self._folders else ".".join(packages[:-1])
        return [*self._known[key], *parents, *self._folders.get(folder, ())]

    @cached_property
    def _folders(self) -> dict[str, list[str]]:
        """The files that are not Python of each package, by its dotted name."""
        found: dict[str, list[str]] = {}
        for name in self.files:
            if name.endswith(OTHER):
                found.setdefault(name.rpartition(".")[0].rpartition(".")[0], []).append(name)
            else:
                found.setdefault(name.rpartition(".")[0], [])
        return found


OTHER = (".lua", ".toml", ".json", ".js", ".css", ".html")
BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")  # fields of a statement that hold statements


def _imports(content: bytes, name: str) -> Iterator[str]:
    """Every name of the package that a module may import, inside its functions too; not what only types need."""
    waiting: list[ast.AST] = [*ast.parse(content).body]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            waiting += node.orelse
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith(PACKAGE))
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(PACKAGE):
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        for field in BLOCKS:  # an import is a statement: expressions hold none
            waiting += getattr(node, field, ())
