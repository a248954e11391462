"""A file kept in encrypted pieces, read as if it lay open: only the piece that is read is ever decrypted, in memory."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import IO

from registry.encryption import seal, unseal

PIECE = 2**20


def sealed_pieces(file: IO[bytes]) -> Iterator[bytes]:
    """The pieces of a file, encrypted; all but the last hold PIECE bytes."""
    while piece := file.read(PIECE):
        yield seal(piece)


class SealedFile(io.RawIOBase):
    """`piece(number)` gives the encrypted piece; `size` is that of the whole file."""

    def __init__(self, piece: Callable[[int], bytes], size: int) -> None:
        self._piece, self._size, self._at = piece, size, 0
        self._open: tuple[int, bytes] = (-1, b"")

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def readinto(self, into: memoryview) -> int:
        if self._at >= self._size:
            return 0
        number, start = divmod(self._at, PIECE)
        if number != self._open[0]:
            self._open = number, unseal(self._piece(number))
        found = self._open[1][start : start + len(into)]
        into[: len(found)] = found
        self._at += len(found)
        return len(found)
