"""What one statement of a source holds: where it stands, what it says in our own words, and its figures."""

from __future__ import annotations

from typing import NamedTuple


class Statement(NamedTuple):
    """`figures` are exact, with their unit and number of patients where the source gives them."""

    section: str
    says: str
    figures: str = ""
