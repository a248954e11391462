"""On which lines each key of a file stands; kept on disk, so that memory does not grow with the file."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType


@dataclass(frozen=True)
class SharedKey:
    """A key that stands on several lines, with the ids and the columns it was told with."""

    source_id: str
    lines: tuple[int, ...]


class SeenKeys:
    """A table in a nameless file that vanishes with the process, however it ends."""

    def __init__(self) -> None:
        self._kept = sqlite3.connect("")  # on disk where it grows, nameless, gone with the connection
        self._kept.execute(
            "CREATE TABLE seen (line INTEGER PRIMARY KEY, digest BLOB NOT NULL, source_id TEXT)"
        )

    def __enter__(self) -> SeenKeys:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._kept.close()

    def add(self, line: int, source_id: str, *rest: str) -> None:
        """The key is the id and the rest."""
        digest = hashlib.blake2b("\0".join((source_id, *rest)).encode(), digest_size=16).digest()
        self._kept.execute("INSERT INTO seen VALUES (?, ?, ?)", (line, digest, source_id))

    def shared(self) -> Iterator[SharedKey]:
        """Those that stand on more than one line, in the order in which they first stand."""
        self._kept.execute("CREATE INDEX seen_digest ON seen (digest)")
        found = self._kept.execute(
            "SELECT source_id, group_concat(line), min(line) AS first FROM seen GROUP BY digest HAVING count(*) > 1 ORDER BY first"
        )
        for source_id, lines, _first in found:
            yield SharedKey(source_id, tuple(sorted(map(int, lines.split(",")))))
