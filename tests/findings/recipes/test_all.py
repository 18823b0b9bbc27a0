"""All recipes: facts and claims, no sentences."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from pipeline.findings import recipes

FILES = sorted(Path(recipes.__file__).parent.glob("*.py"))
SENTENCE = re.compile(r"[^\W\d_].* [^\W\d_].*[.。]$", re.DOTALL)


def writes_its_words(tree: ast.Module) -> bool:
    """Whether a module still writes the words of an exhibit itself."""
    return any(isinstance(node, ast.FunctionDef) and node.name == "words" for node in ast.walk(tree))


def sentences(tree: ast.Module) -> list[tuple[int, str]]:
    """Texts of a module that are sentences, with their lines; docstrings and the texts of errors apart."""
    passed = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.FunctionDef, ast.ClassDef)) and ast.get_docstring(node) is not None:
            passed.add(node.body[0].value)  # type: ignore[attr-defined]
        if isinstance(node, ast.Raise):
            passed |= set(ast.walk(node))
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and node not in passed and isinstance(node.value, str) and SENTENCE.match(node.value)
    ]  # fmt: skip


def test_a_sentence_is_found() -> None:
    tree = ast.parse(
        '"""A docstring here."""\nx = "Economies rose."\ny = "a.b"\nz = "fig-a:whole"\nraise ValueError("It is wrong.")'
    )
    assert sentences(tree) == [(2, "Economies rose.")]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_recipe_whose_words_come_from_claims_holds_a_sentence(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    if writes_its_words(tree):
        pytest.skip("its words are not yet written from claims")
    assert sentences(tree) == []
    assert not re.search(r"\bLanguage\b|language\.", ast.unparse(tree)), "a recipe knows no language"
