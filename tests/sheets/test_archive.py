"""The gate: what it lets through, what it refuses, and that a refused file is never unzipped past its limits."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.problems import Problem
from pipeline.sheets import archive, layout
from pipeline.sheets.gate import admit_file
from tests.broken import archives


@pytest.fixture
def root(small_data: Path, tmp_path: Path) -> Path:
    (tmp_path / "data/development").mkdir(parents=True)
    shutil.copy(small_data / archives.FILE, tmp_path / archives.FILE)
    return tmp_path


def test_a_workbook_passes_whole(root: Path) -> None:
    opened, problems = admit_file(root / archives.FILE, archives.FILE)
    assert problems == ()
    assert opened is not None
    assert opened.archive.parts["xl/workbook.xml"].startswith(b"<")


def test_hyperlinks_are_no_external_links(root: Path) -> None:
    link = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" '
        b'Target="https://example.org/" TargetMode="External"/></Relationships>'
    )
    archives.rewritten(root, extra={"xl/worksheets/_rels/sheet9.xml.rels": link})
    assert admit_file(root / archives.FILE, archives.FILE)[1] == ()
    lying = link.replace(b"relationships/hyperlink", b"relationships/image").replace(b".org/", b".org/hyperlink")
    archives.rewritten(root, extra={"xl/worksheets/_rels/sheet8.xml.rels": lying})
    (problem,) = admit_file(root / archives.FILE, archives.FILE)[1]
    assert problem.code == "sheet-external-link"


REFUSED = [
    (archives.encrypted, "sheet-encrypted"),
    (archives.too_large, "sheet-file-too-large"),
    (archives.not_a_zip, "sheet-not-a-workbook"),
    (archives.truncated, "sheet-file-damaged"),
    (archives.lying_bomb, "sheet-file-damaged"),
    (archives.path_traversal, "sheet-part-name"),
    (archives.bomb, "sheet-zip-bomb"),
    (archives.entities, "sheet-xml-entity"),
    (archives.utf16, "sheet-xml-encoding"),
]


@pytest.mark.parametrize(("damage", "code"), REFUSED, ids=[code for _, code in REFUSED])
def test_what_is_refused_is_not_opened(root: Path, damage: object, code: str) -> None:
    damage(root)  # type: ignore[operator]
    opened, problems = admit_file(root / archives.FILE, archives.FILE)
    assert opened is None
    assert [problem.code for problem in problems] == [code]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"PK\x05\x06" + b"\0" * 18, b"PK\x03\x04" + b"\0" * 90])
def test_fragments_are_refused(data: bytes) -> None:
    found = archive.inspect(data, "x.xlsx")
    assert isinstance(found, Problem)
    assert found.code in {"sheet-not-a-workbook", "sheet-file-damaged"}


def test_the_declared_size_decides_before_anything_is_unzipped(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "MAX_UNZIPPED_BYTES", 1_000)
    monkeypatch.setattr(archive, "_unzip", lambda *_: pytest.fail("unzipped"))
    _, (problem,) = admit_file(root / archives.FILE, archives.FILE)
    assert problem.code == "sheet-zip-bomb"
    assert "1,000 bytes" in problem.allowed
