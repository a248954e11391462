"""Personal numbers: form and date refused, a check digit that legal numbers may fail only asked about."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from registry.identity import has_unusual_check_digit, normalised, plain_number_hash

BORN = date(1970, 10, 3)
# Skatteverket's own example of a samordningsnummer: born on the 3rd, so day 63 (SKV 707).
COORDINATION = "701063-2391"


@pytest.mark.parametrize("written", [COORDINATION, "197010632391", "19701063-2391", "19701063 2391"])
def test_a_coordination_number_has_sixty_added_to_the_day(written):
    assert normalised("personnummer", written, BORN) == "197010632391"


@pytest.mark.parametrize(
    ("written", "born", "said"),
    [
        ("701063-2390", BORN, "check digit"),
        ("701063-239", BORN, "check digit"),
        ("701063-23911", BORN, "check digit"),
        ("701063-2391x", BORN, "check digit"),
        (COORDINATION, date(1970, 10, 4), "mistyped"),
        (
            "19701063-2391",
            date(1870, 10, 3),
            None,
        ),  # the century is held against nothing, as with a CPR number
        ("880320-0016", date(1988, 3, 20), None),
        ("880332-0012", date(1988, 3, 20), "check digit"),  # day 32: the last that is no day
        ("880360-0018", date(1988, 3, 20), "check digit"),  # day 60: the first above is a coordination number
    ],
)
def test_a_personnummer_is_held_against_form_check_digit_and_birth_date(written, born, said):
    if said is None:
        assert len(normalised("personnummer", written, born)) == 12
    else:
        with pytest.raises(ValidationError, match=said):
            normalised("personnummer", written, born)


@pytest.mark.parametrize(
    ("kind", "number", "unusual"),
    [
        ("cpr", "211062-5629", False),
        ("cpr", "2110625628", True),
        ("cpr", "211062-5630", True),
        ("personnummer", COORDINATION, False),
        ("other", "2110625628", False),
    ],
)
def test_only_a_cpr_number_without_a_valid_modulus_is_asked_about(kind, number, unusual):
    assert has_unusual_check_digit(kind, number) is unusual


def test_one_number_in_two_forms_has_one_plain_hash_and_a_blank_has_none():
    assert len({plain_number_hash(one) for one in ("880320-0016", "198803200016", "8803200016")}) == 1
    assert len({plain_number_hash(one) for one in ("ab-12", "AB 12", "AB12")}) == 1
    assert plain_number_hash("ab-13") != plain_number_hash("ab-12")
    assert plain_number_hash(" - ") == ""
