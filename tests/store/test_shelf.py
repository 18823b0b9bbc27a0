"""The shelf: trusted by content, safe under several builds and under a killed one, no reason to stop when it gives out."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from pipeline.store.shelf import BATCH, KEPT, Shelf, seal


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def shelf(tmp_path: Path, told: list[str]) -> Shelf:
    return Shelf(tmp_path / "store" / "results.sqlite", tell=told.append)


def again(shelf: Shelf, told: list[str], **options: int) -> Shelf:
    shelf.close()
    return Shelf(shelf.path, tell=told.append, **options)


def test_what_is_put_is_found_by_the_next_build(shelf: Shelf, told: list[str]) -> None:
    shelf.put("a", b"one")
    shelf.put("a", b"two")
    later = again(shelf, told)
    assert (later.get("a"), later.get("b"), later.size(), told) == (b"two", None, 3, [])


def test_what_waits_is_found_and_written_in_batches(shelf: Shelf, told: list[str]) -> None:
    other = Shelf(shelf.path, tell=told.append)
    shelf.put("a", b"one")
    assert (shelf.get("a"), other.get("a")) == (b"one", None)
    shelf.put("b", bytes(BATCH))
    assert other.get("a") == b"one" and len(other.get("b") or b"") == BATCH
    shelf.put("c", b"three")
    shelf.flush()
    assert other.get("c") == b"three" and told == []


def test_a_damaged_entry_is_as_good_as_not_there(shelf: Shelf, told: list[str]) -> None:
    shelf.put("a", b"content")
    shelf.close()
    with sqlite3.connect(shelf.path) as base:  # type: ignore[arg-type]
        base.execute("UPDATE entries SET content = ?", (b"cintent",))
    later = Shelf(shelf.path, tell=told.append)
    assert later.get("a") is None and "damaged entry" in told[0]
    later.put("a", b"content")
    assert later.get("a") == b"content"


@pytest.mark.parametrize("names", [["content"], ["digest", "content"]])
def test_two_exchanged_entries_do_not_pass_as_each_other(shelf: Shelf, told: list[str], names: list[str]) -> None:
    shelf.put("a", b"picture of a")
    shelf.put("b", b"picture of b")
    shelf.close()
    with sqlite3.connect(shelf.path) as base:  # type: ignore[arg-type]
        rows = {key: row for key, *row in base.execute(f"SELECT key, {', '.join(names)} FROM entries")}
        for key, other in (("a", "b"), ("b", "a")):
            base.execute(
                f"UPDATE entries SET {', '.join(f'{n} = ?' for n in names)} WHERE key = ?", (*rows[other], key)
            )
    later = Shelf(shelf.path, tell=told.append)
    assert later.get("a") is None and later.get("b") is None and len(told) == 2


@pytest.mark.parametrize("content", [b"", b"no database at all" * 500, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_file_that_is_no_store_is_made_anew(tmp_path: Path, told: list[str], content: bytes) -> None:
    path = tmp_path / "results.sqlite"
    path.write_bytes(content)
    shelf = Shelf(path, tell=told.append)
    shelf.put("a", b"one")
    assert shelf.get("a") == b"one"
    assert bool(told) == bool(content)  # an empty file is an empty store


def test_a_store_with_damaged_pages_is_made_anew(shelf: Shelf, told: list[str]) -> None:
    for number in range(50):
        shelf.put(str(number), bytes(20_000))
    shelf.close()
    assert shelf.path is not None
    content = bytearray(shelf.path.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    shelf.path.write_bytes(content)
    later = Shelf(shelf.path, tell=told.append)
    assert all(later.get(str(number)) is None for number in range(50))
    later.put("a", b"one")
    assert later.get("a") == b"one" and told


def test_a_table_of_another_form_is_made_anew(tmp_path: Path, told: list[str]) -> None:
    with sqlite3.connect(tmp_path / "x.sqlite") as base:
        base.execute("CREATE TABLE entries (key TEXT)")
    shelf = Shelf(tmp_path / "x.sqlite", tell=told.append)
    shelf.put("a", b"one")
    assert shelf.get("a") == b"one" and "made anew" in told[0]


def test_a_place_that_cannot_hold_a_store_is_told_and_passed_over(tmp_path: Path, told: list[str]) -> None:
    (tmp_path / "file").write_text("")
    shelf = Shelf(tmp_path / "file" / "results.sqlite", tell=told.append)
    shelf.put("a", b"one")
    assert (shelf.get("a"), shelf.works) == (None, False) and "without a store" in told[0]
    shelf.close()


def test_a_full_disk_is_told_once_and_the_build_goes_on(shelf: Shelf, told: list[str]) -> None:
    shelf.put("a", b"one")
    shelf.flush()
    assert shelf._base is not None
    shelf._base.execute("PRAGMA max_page_count = 8")
    for number in range(20):
        shelf.put(f"big {number}", os.urandom(10_000))
        shelf.flush()
    assert len(told) == 1 and "full" in told[0] and not shelf.works
    assert again(shelf, told).get("a") == b"one"


def test_its_size_is_bounded_and_the_least_used_go_first(shelf: Shelf, told: list[str]) -> None:
    for number in range(10):
        shelf.put(str(number), bytes(1000))
    shelf = again(shelf, told)
    for number in (0, 1, 2):
        assert shelf.get(str(number))
    shelf = again(shelf, told, limit=6000)
    shelf = again(shelf, told, limit=6000)
    assert shelf.size() <= KEPT * 6000
    assert all(shelf.get(str(number)) for number in (0, 1, 2))


def test_builds_share_it(shelf: Shelf, told: list[str]) -> None:
    shelves = [Shelf(shelf.path, tell=told.append) for _ in range(4)]

    def work(which: int) -> None:
        for number in range(40):
            shelves[which].put(f"{which} {number}", bytes([which]) * 5000)
            shelves[which].put("same", b"same")
            shelves[which].flush()

    threads = [threading.Thread(target=work, args=(which,)) for which in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == [] and shelf.get("same") == b"same"
    assert all(shelf.get(f"{which} {number}") == bytes([which]) * 5000 for which in range(4) for number in range(40))


def test_a_killed_build_leaves_whole_entries(shelf: Shelf, told: list[str]) -> None:
    code = (
        "import sys, itertools; from pathlib import Path; from pipeline.store import Shelf\n"
        "shelf = Shelf(Path(sys.argv[1])); print('go', flush=True)\n"
        "for n in itertools.count(): shelf.put(str(n % 300), bytes([n % 251]) * 30000); n % 7 or shelf.flush()\n"
    )
    for wait in (0.05, 0.1, 0.2):
        process = subprocess.Popen([sys.executable, "-c", code, str(shelf.path)], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        process.wait()
    found = [content for number in range(300) if (content := shelf.get(str(number)))]
    assert found and told == [] and all(len(set(content)) == 1 and len(content) == 30000 for content in found)


def test_the_seal_covers_key_and_content() -> None:
    assert len({seal("a", b"b"), seal("ab", b""), seal("a", b"c"), seal("b", b"b")}) == 4


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE entries SET content = CAST(x'ff00ff' AS TEXT) WHERE key = 'a'",
        "UPDATE entries SET used = 9e999",
        "UPDATE entries SET digest = 'no bytes' WHERE key = 'a'",
        "UPDATE entries SET key = CAST(x'ff' AS TEXT) WHERE key = 'a'",
        "DELETE FROM taken",
        "DROP TABLE taken",
        "ALTER TABLE taken ADD COLUMN more TEXT",
    ],
)
def test_strange_values_are_survived_and_mended(shelf: Shelf, told: list[str], change: str) -> None:
    shelf.put("a", b"one")
    shelf.put("b", b"two")
    shelf.close()
    assert shelf.path is not None
    with sqlite3.connect(shelf.path) as base:
        base.execute(change)
    later = Shelf(shelf.path, tell=told.append)
    later.get("a")
    later.put("a", b"one")
    later = again(later, told)
    assert later.works and later.get("a") == b"one"
    later = again(later, told, limit=4)
    later = again(later, told)
    assert later.works and later.size() <= 4
