"""What is measured has decimals, written as the mapping says; an answer never has."""

from __future__ import annotations

import pytest

from registry.exchange.cells import Cells, RefusedCell
from registry.exchange.mapping import read_mapping
from registry.instruments import INSTRUMENTS
from tests.registry.exchange.made_files import mapping_text
from tests.tables import every_row

HEIGHT = INSTRUMENTS["genant"].items[0]


@every_row(
    ("decimal", "cell", "found"),
    [(".", "25.4", 25.4), (",", "25,4", 25.4), (".", "0", 0.0), (".", "100", 100.0), (".", "", None)],
)
def test_a_measurement_is_read_with_its_decimals(decimal, cell, found):
    cells = Cells(read_mapping(f'{mapping_text()}decimal: "{decimal}"\n'))
    assert cells.response("height", HEIGHT, cell) == found


@every_row(
    ("cell", "reason"),
    [("100.1", "no_measure"), ("-0.1", "no_measure"), ("much", "number"), ("25,4", "other_decimal")],
)
def test_what_cannot_have_been_measured_is_refused(cell, reason):
    with pytest.raises(RefusedCell) as refused:
        Cells(read_mapping(mapping_text())).response("height", HEIGHT, cell)
    assert refused.value.code == reason
