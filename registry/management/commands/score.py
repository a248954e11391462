"""Score responses from a file or standard input. Opens no database."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from django.core.management.base import BaseCommand, CommandError

from registry.exchange.score_request import answer, error
from registry.instruments import INSTRUMENTS, Instrument


class Command(BaseCommand):
    help = (
        'Scores responses such as {"items": [1, 0, null, ...], "value_set": "dk_tto"} and prints the answer as JSON. '
        "Exit 1 when a response is refused, 2 when the instrument or the file is not there."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        parser.add_argument("instrument", help=f"one of {', '.join(INSTRUMENTS)}")
        parser.add_argument("file", help="a file of JSON, or - for standard input")
        parser.add_argument("--jsonl", action="store_true", help="one request a line, one answer a line")

    def handle(self, *, instrument, file, jsonl, **_options):
        known = INSTRUMENTS.get(instrument)
        if known is None:
            raise CommandError(
                f"There is no instrument {instrument!r}; give one of {', '.join(INSTRUMENTS)}.", returncode=2
            )
        stream = requests_in(file)
        answers = answered_lines(known, stream) if jsonl else [answered(known, stream.read())]
        if [self.print(given) for given in answers].count(False):
            sys.exit(1)

    def print(self, given) -> bool:
        """Prints one answer; whether it is one, and not an error."""
        self.stdout.write(json.dumps(given))
        return "error" not in given


def answered_lines(instrument: Instrument, stream: BinaryIO) -> Iterator[dict]:
    """An answer a line, in order; blank lines are skipped."""
    return (answered(instrument, line) for line in stream if line.strip())


def answered(instrument: Instrument, raw: bytes) -> dict:
    try:
        return answer(instrument, raw.decode("utf-8-sig"))
    except UnicodeDecodeError as refused:
        return error(None, f"This is not UTF-8 ({refused.reason}); save the file as UTF-8.")


def requests_in(name: str) -> BinaryIO:
    """The file, or standard input for "-"; CommandError in one line where it cannot be read."""
    if name == "-":
        return sys.stdin.buffer
    try:
        return BytesIO(Path(name).read_bytes())
    except OSError as refused:
        raise CommandError(f"Cannot read {name}: {refused.strerror}.", returncode=2) from None
