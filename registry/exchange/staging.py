"""What a check puts aside until it is confirmed: plain values in pieces, encrypted one by one, read again in order."""

from __future__ import annotations

import json
import tempfile
import zlib
from collections import defaultdict
from collections.abc import Iterator
from typing import IO, Any, Protocol

from registry.encryption import seal, unseal

ROWS, PROBLEMS = "rows", "problems"
VALUES_A_PIECE = 1_000


class Stage(Protocol):
    """Where pieces are kept, a list of values each, by kind."""

    def write(self, kind: str, values: list[Any]) -> None: ...

    def read(self, kind: str) -> Iterator[list[Any]]: ...


def packed(values: Any) -> bytes:
    return seal(zlib.compress(json.dumps(values, separators=(",", ":")).encode(), 1))


def unpacked(piece: bytes) -> Any:
    return json.loads(zlib.decompress(unseal(piece)))


class FileStage:
    """Pieces in nameless files that vanish with the process, however it ends."""

    def __init__(self) -> None:
        self._files: dict[str, IO[bytes]] = {}
        self._lengths: dict[str, list[int]] = defaultdict(list)

    def __enter__(self) -> FileStage:
        return self

    def __exit__(self, *_error: object) -> None:
        for file in self._files.values():
            file.close()

    def write(self, kind: str, values: list[Any]) -> None:
        if kind not in self._files:
            self._files[kind] = tempfile.TemporaryFile()  # noqa: SIM115  closed with the stage
        self._lengths[kind].append(self._files[kind].write(packed(values)))

    def read(self, kind: str) -> Iterator[list[Any]]:
        start = 0
        for length in self._lengths[kind]:
            self._files[kind].seek(start)
            yield unpacked(self._files[kind].read(length))
            start += length


class Pile:
    """Values of one kind on their way to a stage, some at a time."""

    def __init__(self, stage: Stage, kind: str, size: int = VALUES_A_PIECE) -> None:
        self._stage, self._kind, self._size = stage, kind, size
        self._values: list[Any] = []

    def add(self, value: Any) -> None:
        self._values.append(value)
        if len(self._values) >= self._size:
            self.flush()

    def flush(self) -> None:
        if self._values:
            self._stage.write(self._kind, self._values)
            self._values = []
