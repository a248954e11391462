"""On which lines each key of a file stands, and what they tell of one patient; kept on disk, so that memory does not grow."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType

KEYS_AT_ONCE = 1_000


@dataclass(frozen=True)
class SharedKey:
    """A key that stands on several lines, with the ids and the columns it was told with."""

    source_id: str
    lines: tuple[int, ...]


@dataclass(frozen=True)
class ToldOtherwise:
    """Lines of one patient that differ in something there is one of."""

    what: str
    lines: dict[int, str]  # line to the id in the file


class SeenKeys:
    """A table in a nameless file that vanishes with the process, however it ends."""

    def __init__(self) -> None:
        self._kept = sqlite3.connect("")  # on disk where it grows, nameless, gone with the connection
        self._kept.execute(
            "CREATE TABLE seen (line INTEGER PRIMARY KEY, digest BLOB NOT NULL, source_id TEXT)"
        )
        self._kept.execute(
            "CREATE TABLE told (what TEXT, who BLOB, value BLOB, line INTEGER, source_id TEXT)"
        )
        self._waiting: list[tuple[int, bytes, str]] = []

    def __enter__(self) -> SeenKeys:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._kept.close()

    def add(self, line: int, source_id: str, *rest: str) -> None:
        """The key is the id and the rest."""
        self._waiting.append((line, _digest(source_id, *rest), source_id))
        if len(self._waiting) >= KEYS_AT_ONCE:
            self._keep()

    def _keep(self) -> None:
        self._kept.executemany("INSERT INTO seen VALUES (?, ?, ?)", self._waiting)
        self._waiting.clear()

    def tell(self, line: int, source_id: str, told: Iterator[tuple[str, tuple[str, ...], str]]) -> None:
        """`told` holds what is told, of whom, and the value; a number is told by its keyed hash alone."""
        rows = ((what, _digest(*who), _digest(value), line, source_id) for what, who, value in told)
        self._kept.executemany("INSERT INTO told VALUES (?, ?, ?, ?, ?)", rows)

    def shared(self) -> Iterator[SharedKey]:
        """Those that stand on more than one line, in the order in which they first stand."""
        self._keep()
        self._kept.execute("CREATE INDEX seen_digest ON seen (digest)")
        found = self._kept.execute(
            "SELECT source_id, group_concat(line), min(line) AS first FROM seen GROUP BY digest HAVING count(*) > 1 ORDER BY first"
        )
        for source_id, lines, _first in found:
            yield SharedKey(source_id, tuple(sorted(map(int, lines.split(",")))))

    def told_otherwise(self) -> Iterator[ToldOtherwise]:
        """What several lines tell of one patient and differ in."""
        self._kept.execute("CREATE INDEX told_who ON told (who, what, value)")
        found = self._kept.execute(
            "SELECT what, who FROM told GROUP BY who, what HAVING count(DISTINCT value) > 1"
        ).fetchall()
        for what, who in found:
            lines = self._kept.execute(
                "SELECT line, source_id FROM told WHERE who = ? AND what = ? ORDER BY line", (who, what)
            )
            yield ToldOtherwise(what, dict(lines.fetchall()))


def _digest(*words: str) -> bytes:
    return hashlib.blake2b("\0".join(words).encode(), digest_size=16).digest()
