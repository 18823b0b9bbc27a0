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
            source.imported[module] = {
                alias.asname or alias.name: (node.module, alias.name)
                for node in ast.walk(tree)
                if isinstance(node, ast.ImportFrom) and node.module
                for alias in node.names
            }
        source.givers = {key: Giver(position, "code") for key, position in MAKERS.items()}
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
        calls = (node for tree in self.trees.values() for node in ast.walk(tree) if isinstance(node, ast.Call))
        firsts = (
            call.args[0] for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Code" and call.args
        )
        return {node.value for node in firsts if isinstance(node, ast.Constant) and isinstance(node.value, str)}

    def texts(self, without: tuple[str, ...]) -> set[str]:
        """Every text of the modules, but of those that begin with one of these names."""
        trees = (tree for module, tree in self.trees.items() if not module.startswith(without))
        nodes = (node for tree in trees for node in ast.walk(tree))
        return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}

    def _of(self, module: str) -> Iterator[str]:
        for call, functions in _calls(self.trees[module], ()):
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
        self.givers.setdefault((module, function.name), Giver(names.index(parameter), parameter, form))

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
            methods = [giver for (_, name), giver in self.givers.items() if name == function.attr]
            return methods[0] if methods and function.attr not in ("error", "problem", "stop") else None
        return None


def _calls(
    node: ast.AST, functions: tuple[ast.FunctionDef, ...]
) -> Iterator[tuple[ast.Call, tuple[ast.FunctionDef, ...]]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            yield child, functions
        yield from _calls(child, (*functions, child) if isinstance(child, ast.FunctionDef) else functions)


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
