"""Personal numbers: form and date refused, a check digit that legal numbers may fail only asked about."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from registry.identity import has_unusual_check_digit, normalised, number_hash, plain_number_hash
from tests.tables import every_row

BORN = date(1970, 10, 3)
# Skatteverket's own example of a samordningsnummer: born on the 3rd, so day 63 (SKV 707).
COORDINATION = "701063-2391"


@every_row("written", [COORDINATION, "197010632391", "19701063-2391", "19701063 2391"])
def test_a_coordination_number_has_sixty_added_to_the_day(written):
    assert normalised("personnummer", written, BORN) == "197010632391"


@every_row(
    ("written", "born", "said"),
    [
        ("701063-2390", BORN, "check digit"),
        ("701063-239", BORN, "check digit"),
        ("701063-23911", BORN, "check digit"),
        ("701063-2391x", BORN, "check digit"),
        (COORDINATION, date(1970, 10, 4), "mistyped"),
        ("19701063-2391", date(1870, 10, 3), "mistyped"),  # twelve digits tell the century
        ("18701063-2391", BORN, r"born 03-10-1870, the birth date says 03-10-1970.*mistyped\.'"),
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


# The seventh digit and the two digits of the year tell the century: CPR-kontoret, "Personnummeret i CPR", table 1.
@every_row(
    ("number", "born"),
    [
        *(("010104-0004", 1904), ("010104-3004", 1904), ("010104-4004", 2004), ("010137-4004", 1937)),
        *(("010104-9004", 2004), ("010137-9004", 1937), ("010104-5004", 2004), ("010104-8004", 2004)),
        *(("010158-5004", 1858), ("010199-8004", 1899)),
    ],
)
def test_a_cpr_number_tells_the_century_by_its_seventh_digit(number, born):
    assert normalised("cpr", number, date(born, 1, 1)) == number.replace("-", "")
    for other in (born - 100, born + 100):
        with pytest.raises(ValidationError, match="mistyped"):
            normalised("cpr", number, date(other, 1, 1))


@every_row(
    ("written", "born", "stored"),
    [
        ("811218-9876", 1981, "198112189876"),
        ("8112189876", 1981, "198112189876"),
        ("8112189876", 1881, "188112189876"),  # without a mark the birth date tells the century
        ("811218+9876", 1881, "188112189876"),
        ("811218+9876", 1981, None),  # nobody of 45 is written with +
        ("811218-9876", 1881, None),
        ("\uff18\uff11\uff11\uff12\uff11\uff18-9876", 1981, "198112189876"),  # full-width digits
        ("\u0668\u0661\u0661\u0662\u0661\u0668-9876", 1981, None),  # Arabic-Indic ones
    ],
)
def test_the_mark_of_ten_digits_tells_the_century_and_digits_are_digits(written, born, stored):
    birth_date = date(born, 12, 18)
    if stored is None:
        with pytest.raises(ValidationError):
            normalised("personnummer", written, birth_date, on=date(2026, 11, 22))
    else:
        assert normalised("personnummer", written, birth_date, on=date(2026, 11, 22)) == stored
        assert number_hash("personnummer", stored) == number_hash(
            "personnummer", stored.replace("8", "\uff18")
        )


def test_the_mark_changes_with_the_year_in_which_somebody_turns_100():
    born = date(1926, 12, 31)
    assert normalised("personnummer", "261231-0009", born, on=date(2025, 12, 31)) == "192612310009"
    assert normalised("personnummer", "261231+0009", born, on=date(2026, 1, 1)) == "192612310009"
    with pytest.raises(ValidationError, match="written with \\+ instead of -"):
        normalised("personnummer", "261231-0009", born, on=date(2026, 1, 1))


@every_row(
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
