"""Which codes the source gives: a walk by ast over every call that makes a problem, and over the functions that pass a code on."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

MAKERS = {
    ("pipeline.problems", "Problem"): 0,
    ("pipeline.problems", "stop"): 1,
    ("pipeline.sheets.codes", "problem"): 0,
    ("pipeline.sheets.shape", "Fault"): 0,
}


@dataclass(frozen=True)
class Giver:
    """A function that gives the code of its parameter, put into a form ("render-{}")."""

    position: int
    name: str
    form: str = "{}"


@dataclass
class Source:
    """The modules of a package: their trees and what each has imported."""

    trees: dict[str, ast.Module]
    imported: dict[str, dict[str, tuple[str, str]]] = field(default_factory=dict)
    givers: dict[tuple[str, str], Giver] = field(default_factory=dict)
    named: dict[str, Giver] = field(default_factory=dict)  # the first of each name
    calls: dict[str, list[tuple[ast.Call, tuple[ast.FunctionDef, ...]]]] = field(default_factory=dict)
    constants: dict[str, set[str]] = field(default_factory=dict)

    @classmethod
    def below(cls, folder: Path) -> Source:
        """The modules of the package in a folder."""
        trees = {}
        for path in sorted(folder.rglob("*.py")):
            name = ".".join(path.relative_to(folder.parent).with_suffix("").parts)
            trees[name.removesuffix(".__init__")] = ast.parse(path.read_text(encoding="utf-8"))
        return cls.of(trees)

    @classmethod
    def of(cls, trees: dict[str, ast.Module]) -> Source:
        """Modules by their names."""
        source = cls(trees)
        for module, tree in trees.items():
            source._walk(module, tree)
        for key, position in MAKERS.items():
            source._enter(key, Giver(position, "code"))
        return source

    def codes(self) -> set[tuple[str, str]]:
        """Module and code for each code that is given, or form of codes that is known only when it runs ("balance-{...}")."""
        known = -1
        while known != len(self.givers):
            known = len(self.givers)
            found = {(module, code) for module in self.trees for code in self._of(module)}
        return found

    def rows(self) -> set[str]:
        """The codes that stand in a register: the first text of each Code."""
        calls = (call for found in self.calls.values() for call, _ in found)
        firsts = (
            call.args[0] for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Code" and call.args
        )
        return {node.value for node in firsts if isinstance(node, ast.Constant) and isinstance(node.value, str)}

    def texts(self, without: tuple[str, ...]) -> set[str]:
        """Every text of the modules, but of those that begin with one of these names."""
        return set().union(*(texts for module, texts in self.constants.items() if not module.startswith(without)))

    def _walk(self, module: str, tree: ast.Module) -> None:
        """What is imported, the texts, and each call with the functions that it stands in: one walk, as there are a million nodes."""
        imported, texts, calls = {}, set(), []
        left: list[tuple[ast.AST, tuple[ast.FunctionDef, ...]]] = [(tree, ())]
        while left:
            node, functions = left.pop()
            if isinstance(node, ast.Call):
                calls.append((node, functions))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(node.value)
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported |= {alias.asname or alias.name: (node.module, alias.name) for alias in node.names}
            within = (*functions, node) if isinstance(node, ast.FunctionDef) else functions
            left += [(child, within) for child in [*ast.iter_child_nodes(node)][::-1]]
        self.imported[module], self.constants[module], self.calls[module] = imported, texts, calls

    def _of(self, module: str) -> Iterator[str]:
        for call, functions in self.calls[module]:
            giver = self._giver(module, call.func)
            argument = _argument(call, giver) if giver else None
            if giver is None or argument is None:
                continue
            for node in _alternatives(argument):
                text, parameter = _text(node, functions)
                if parameter and functions:
                    self._pass_on(module, functions[-1], parameter, giver.form.replace("{}", text))
                else:
                    yield giver.form.replace("{}", text)

    def _pass_on(self, module: str, function: ast.FunctionDef, parameter: str, form: str) -> None:
        names = [one.arg for one in function.args.args if one.arg not in ("self", "cls")]
        self._enter((module, function.name), Giver(names.index(parameter), parameter, form))

    def _enter(self, key: tuple[str, str], giver: Giver) -> None:
        if key not in self.givers:
            self.givers[key] = giver
            self.named.setdefault(key[1], giver)

    def _giver(self, module: str, function: ast.expr) -> Giver | None:
        if isinstance(function, ast.Name):
            target: tuple[str, str] | None = (module, function.id)
            while target is not None and target not in self.givers:
                following = self.imported.get(target[0], {}).get(target[1])
                target = following if following != target else None
            return self.givers.get(target) if target else None
        if isinstance(function, ast.Attribute):
            if isinstance(function.value, ast.Name) and function.value.id in self.imported[module]:
                owner = self.imported[module][function.value.id]
                return self.givers.get((".".join(owner), function.attr))
            if function.attr.startswith("_"):
                return self.givers.get((module, function.attr))
            return self.named.get(function.attr) if function.attr not in ("error", "problem", "stop") else None
        return None


def _argument(call: ast.Call, giver: Giver) -> ast.expr | None:
    if len(call.args) > giver.position:
        return call.args[giver.position]  # a keyword of the same name then fills a template
    return next((keyword.value for keyword in call.keywords if keyword.arg == giver.name), None)


def _alternatives(node: ast.expr) -> list[ast.expr]:
    return [*_alternatives(node.body), *_alternatives(node.orelse)] if isinstance(node, ast.IfExp) else [node]


def _text(node: ast.expr, functions: tuple[ast.FunctionDef, ...]) -> tuple[str, str]:
    """The text of a code, and the parameter of the enclosing function that it holds as ``{}``; what else is not known is ``{...}``."""
    parameters = {one.arg for one in functions[-1].args.args} if functions else set()
    if isinstance(node, ast.Constant):
        return str(node.value), ""
    if isinstance(node, ast.Name) and node.id in parameters:
        return "{}", node.id
    if isinstance(node, ast.JoinedStr):
        parts, parameter = [], ""
        for part in node.values:
            if isinstance(part, ast.Constant):
                parts.append(str(part.value))
            elif (
                isinstance(part, ast.FormattedValue)
                and isinstance(part.value, ast.Name)
                and part.value.id in parameters
            ):
                parts.append("{}")
                parameter = part.value.id
            else:
                parts.append("{...}")
        return "".join(parts), parameter
    return "{...}", ""
