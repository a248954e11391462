"""Questionnaires, pure: what is asked, how it is scored, which way is worse. One module an instrument, one shape."""

from registry.instruments.catalogue import INSTRUMENTS
from registry.instruments.change import Change, ChangeKind, NotComparable, change
from registry.instruments.instrument import Instrument, InvalidOption, NotScorable, Score
from registry.instruments.responses import InvalidResponse, Item

__all__ = [
    "INSTRUMENTS",
    "Change",
    "ChangeKind",
    "Instrument",
    "InvalidOption",
    "InvalidResponse",
    "Item",
    "NotComparable",
    "NotScorable",
    "Score",
    "change",
]
