"""Personal numbers: form and checksum where the rules allow, and the one normal form that is hashed."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from stdnum import exceptions
from stdnum.dk import cpr
from stdnum.se import personnummer

from registry.models import PatientIdentity

CPR = PatientIdentity.NumberKind.CPR
PERSONNUMMER = PatientIdentity.NumberKind.PERSONNUMMER


def normalised(kind: str, number: str, birth_date: date) -> str:
    """The number in its stored form; ValidationError says what was wrong.

    CPR: form and birth date only, because numbers without a valid modulus are issued since 2007 and are legal.
    Personnummer: twelve digits with the checksum; a coordination number has 60 added to the day and passes by form.
    """
    if kind == CPR:
        return _checked_cpr(number, birth_date)
    if kind == PERSONNUMMER:
        return _checked_personnummer(number, birth_date)
    return "".join(number.split()).upper()


def _checked_cpr(number: str, birth_date: date) -> str:
    try:
        found = cpr.validate(number)
    except exceptions.ValidationError as error:
        raise ValidationError(
            _("This is not a CPR number: it has ten digits, DDMMYY-SSSS, and begins with a date."), code="cpr"
        ) from error
    _must_match(cpr.get_birth_date(found), birth_date)
    return found


def _checked_personnummer(number: str, birth_date: date) -> str:
    digits = "".join(character for character in number if character.isdigit())
    long = digits if len(digits) == 12 else f"{birth_date:%Y}"[:2] + digits
    try:
        found = personnummer.validate(long)
    except exceptions.ValidationError as error:
        raise ValidationError(
            _(
                "This is not a personnummer: it has ten or twelve digits, begins with the birth date and ends with a check digit."
            ),
            code="personnummer",
        ) from error
    _must_match(personnummer.get_birth_date(found), birth_date)
    return "".join(character for character in found if character.isdigit())


def _must_match(in_number: date, typed: date) -> None:
    # The century digit of a CPR number is read by rule, so only day, month and two-digit year are held against each other.
    if (in_number.day, in_number.month, in_number.year % 100) != (typed.day, typed.month, typed.year % 100):
        raise ValidationError(
            _("The number says born %(number)s, the birth date says %(typed)s. One of them is mistyped."),
            params={"number": f"{in_number:%d-%m-%y}", "typed": f"{typed:%d-%m-%Y}"},
            code="birth-date",
        )
