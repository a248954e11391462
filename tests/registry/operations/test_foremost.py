"""Under which procedure an operation is counted does not hang on the alphabet."""

from datetime import date
from typing import NamedTuple

from registry.annual_report.populations import CAGE, CEMENT, DECOMPRESSION, FUSION
from registry.models import Procedure
from registry.operations.foremost import FOREMOST_FIRST, foremost, latest
from tests.tables import every_row


class Performed(NamedTuple):
    kind: str
    performed_on: date


DAY, LATER = date(2024, 2, 1), date(2024, 6, 1)


@every_row(
    ("kinds", "first"),
    [
        (("fusion_instrumented", "other"), "fusion_instrumented"),
        (("disc_prosthesis", "discectomy"), "disc_prosthesis"),
        (("fusion_with_cage", "stabilisation"), "fusion_with_cage"),
        (("fusion_with_cage", "fusion_instrumented", "decompression"), "fusion_with_cage"),
        (("kyphoplasty", "other"), "kyphoplasty"),
        (("decompression", "fusion_uninstrumented"), "fusion_uninstrumented"),
        (("fusion_instrumented", "fusion_uninstrumented"), "fusion_instrumented"),
        (("fusion_uninstrumented", "stabilisation"), "stabilisation"),
        (("stabilisation", "vertebroplasty"), "stabilisation"),
        (("decompression", "discectomy"), "discectomy"),
        (("sacroplasty", "vertebroplasty"), "vertebroplasty"),
        (("other",), "other"),
    ],
)
def test_the_foremost_of_the_procedures_of_one_day(kinds, first):
    assert foremost(kinds) == foremost(reversed(kinds)) == first
    assert latest([Performed(kind, DAY) for kind in kinds]).kind == first
    assert latest([Performed(kind, DAY) for kind in kinds] + [Performed("other", LATER)]).kind == "other"


def test_every_kind_has_its_place_and_the_report_s_groups_are_not_mixed():
    assert sorted(FOREMOST_FIRST) == sorted(Procedure.Kind.values)
    last_fused = max(FOREMOST_FIRST.index(kind) for kind in (*FUSION, *CAGE))
    assert all(FOREMOST_FIRST.index(kind) > last_fused for kind in (*DECOMPRESSION, *CEMENT))
    assert latest([]) is None
