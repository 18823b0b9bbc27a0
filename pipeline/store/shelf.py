"""The shelf: bytes under a key in one SQLite file, trusted by their content and never by their name.

SQLite makes it safe under several builds at once and under a process that is killed. Each entry carries the SHA-256 of
key and content; what does not match is thrown away and made again. A shelf that is damaged, full or read-only is no
reason to stop: the build goes on without it, and says so.
"""

from __future__ import annotations

import hashlib
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

LIMIT = 600_000_000  # bytes of content; the least recently used entries go first
KEPT = 0.8  # share of the limit that is left after a clean-up
BATCH, BATCH_ENTRIES = 4_000_000, 200  # bytes and entries that may wait to be written
PATIENCE = 20.0  # seconds that a build waits for another one that is writing
COLUMNS = {"entries": ("key", "digest", "used", "content"), "taken": ("key", "used")}
SCHEMA = "CREATE TABLE IF NOT EXISTS entries (key TEXT PRIMARY KEY, digest BLOB NOT NULL, used REAL NOT NULL, content BLOB NOT NULL)"
# When an entry was last taken, if later than it was written: noted beside it, because SQLite writes a changed row anew, whole.
TAKEN = "CREATE TABLE IF NOT EXISTS taken (key TEXT PRIMARY KEY, used REAL NOT NULL) WITHOUT ROWID"
# The least recently used first; a time that has not come yet (a clock was wrong) is as good as none.
OLDEST = """SELECT entries.rowid, key, LENGTH(content), COALESCE(taken.used, entries.used) AS last
FROM entries LEFT JOIN taken USING (key) ORDER BY CASE WHEN last > ? THEN 0 ELSE last END, key"""


class Shelf:
    """A store of bytes by key. ``tell`` gets a line where it had to be given up or made anew.

    Never raises for what is wrong with the file: a read then finds nothing, a write keeps nothing.
    """

    def __init__(self, path: Path | None, limit: int = LIMIT, tell: Callable[[str], None] = lambda line: None) -> None:
        self.path = path
        self.limit = limit
        self._tell = tell
        self._lock = threading.RLock()
        self._used: set[str] = set()
        self._waiting: dict[str, bytes] = {}
        self._base: sqlite3.Connection | None = None
        if path is not None:
            self._open()

    @property
    def works(self) -> bool:
        """Whether entries are found and kept."""
        return self._base is not None

    def get(self, key: str) -> bytes | None:
        """The content of a key; None where there is none or where it is damaged."""
        with self._lock:
            if key in self._waiting:
                return self._waiting[key]
            row = self._ask("SELECT digest, content FROM entries WHERE key = ?", (key,))
            if not row:
                return None
            digest, content = row[0]
            if not isinstance(content, bytes) or digest != seal(key, content):
                self._tell(f"the store held a damaged entry; it is made again ({key[:12]})")
                self._ask("DELETE FROM entries WHERE key = ?", (key,))
                return None
            self._used.add(key)
            return content

    def put(self, key: str, content: bytes) -> None:
        """Keep content under a key; an entry of that key is replaced. Written in batches: see ``flush``."""
        with self._lock:
            if self._base is None:
                return
            self._waiting[key] = content
            if sum(map(len, self._waiting.values())) > BATCH or len(self._waiting) > BATCH_ENTRIES:
                self.flush()

    def flush(self) -> None:
        """Write what waits, all in one go; what a killed build had not written is made again by the next one."""
        with self._lock:
            waiting, self._waiting = self._waiting, {}
            if not waiting or self._base is None:
                return
            now = time.time()
            rows = [
                (key, seal(key, content), now + 1e-6 * place, content)
                for place, (key, content) in enumerate(waiting.items())
            ]
            self._write("INSERT OR REPLACE INTO entries (key, digest, used, content) VALUES (?, ?, ?, ?)", rows)

    def size(self) -> int:
        """Bytes of content that are kept."""
        with self._lock:
            self.flush()
            row = self._ask("SELECT COALESCE(SUM(LENGTH(content)), 0) FROM entries")
            return int(row[0][0]) if row else 0

    def tidy(self) -> None:
        """Note what was used, and keep the size within its limit."""
        with self._lock:
            self.flush()
            if self._base is None:
                return
            now = time.time()
            self._write("INSERT OR REPLACE INTO taken VALUES (?, ?)", [(key, now) for key in sorted(self._used)])
            self._used.clear()
            if self.size() > self.limit:
                self._clean()

    def close(self) -> None:
        """Tidy up, and close the file."""
        with self._lock:
            self.tidy()
            if self._base is not None:
                self._base.close()
                self._base = None

    def _write(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        """Write rows, all in one go."""
        self._ask("BEGIN IMMEDIATE")
        for row in rows:
            self._ask(statement, row)
        self._ask("COMMIT")

    def _clean(self) -> None:
        """Throw the least recently used entries away."""
        left = self.size()
        for row, key, size, _ in self._ask(OLDEST, (time.time(),)) or []:
            if left <= KEPT * self.limit:
                break
            self._ask("DELETE FROM entries WHERE rowid = ?", (row,))
            self._ask("DELETE FROM taken WHERE key = ?", (key,))
            left -= size
        self._ask("PRAGMA incremental_vacuum")

    def _open(self) -> None:
        """Open the file; one that is no store is thrown away and made anew, once."""
        assert self.path is not None
        for attempt in (1, 2):
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                base = sqlite3.connect(self.path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
                base.execute("PRAGMA auto_vacuum = INCREMENTAL")
                base.execute("PRAGMA journal_mode = WAL")
                base.execute("PRAGMA synchronous = OFF")  # a power cut may cost the store, which is made anew
                base.execute(SCHEMA)
                base.execute(TAKEN)
                base.text_factory = _text
                for table, columns in COLUMNS.items():
                    if [row[1] for row in base.execute(f"PRAGMA table_info({table})")] != [*columns]:
                        raise sqlite3.DatabaseError("it is that of another version")
                base.execute("SELECT key, digest, used, content FROM entries LIMIT 1").fetchall()
                self._base = base
                return
            except (OSError, sqlite3.Error) as error:
                if attempt == 1 and isinstance(error, sqlite3.DatabaseError) and self._discard(error):
                    continue
                self._tell(f"without a store, because {self.path.name} cannot be used: {error}")
                return

    def _discard(self, error: sqlite3.Error) -> bool:
        """Remove a file that is no store; False where the fault is another one (no space, no permission, in use)."""
        if isinstance(error, sqlite3.OperationalError):
            return False
        assert self.path is not None
        self._tell(f"the store cannot be used and is made anew ({error})")
        try:
            for name in (
                self.path,
                *(self.path.with_name(self.path.name + end) for end in ("-wal", "-shm", "-journal")),
            ):
                name.unlink(missing_ok=True)
        except OSError:
            return False
        return True

    def _ask(self, statement: str, values: tuple[object, ...] = ()) -> list[tuple] | None:
        """The rows of a statement; None, and no store from then on, where the file gives out."""
        if self._base is None:
            return None
        try:
            return self._base.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            base, self._base = self._base, None
            with suppress(sqlite3.Error):
                base.close()
            damaged = isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError)
            if damaged and self._discard(error):
                self._open()
            else:
                self._tell(f"the build goes on without its store: {error}")
            return None


def _text(data: bytes) -> str:
    """A text of the file, which damage may have made none; it is then no key, or an entry whose content is no bytes."""
    return data.decode("utf-8", errors="replace")


def seal(key: str, content: bytes) -> bytes:
    """SHA-256 over key and content: two exchanged entries do not pass as each other."""
    return hashlib.sha256(key.encode() + b"\0" + content).digest()
