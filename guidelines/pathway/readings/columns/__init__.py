"""Many patients at once: the same trees as Polars expressions. Nothing else of the pathway imports this package."""

from guidelines.pathway.readings.columns.answers import Answers
from guidelines.pathway.readings.columns.changes import Change, changes
from guidelines.pathway.readings.columns.reading import ColumnReading
from guidelines.pathway.readings.columns.schema import SCHEMA, FrameError, frame_of

__all__ = [
    "SCHEMA",
    "Answers",
    "Change",
    "ColumnReading",
    "FrameError",
    "changes",
    "frame_of",
]
