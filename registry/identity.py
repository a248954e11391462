"""Personal numbers: form and checksum where the rules allow, and the one normal form that is hashed."""

from __future__ import annotations

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from stdnum import exceptions, luhn
from stdnum.dk import cpr

from registry.encryption import keyed_hash, keyed_hashes
from registry.models import PatientIdentity

CPR = PatientIdentity.NumberKind.CPR
PERSONNUMMER = PatientIdentity.NumberKind.PERSONNUMMER
COORDINATION_DAYS = 60  # a samordningsnummer has this added to the day of birth
PERSONNUMMER_FORM = re.compile(r"(\d{2})?(\d{2})(\d{2})(\d{2})[-+]?(\d{4})")


def normalised(kind: str, number: str, birth_date: date) -> str:
    """The number in its stored form; ValidationError says what was wrong.

    CPR: form and birth date only, because numbers without a valid modulus are issued since 2007 and are legal; see
    has_unusual_check_digit. Personnummer: twelve digits with the check digit, which every legal one has; a
    coordination number (samordningsnummer) has 60 added to the day.
    """
    if kind == CPR:
        return _checked_cpr(number, birth_date)
    if kind == PERSONNUMMER:
        return _checked_personnummer(number, birth_date)
    return "".join(number.split()).upper()


def birth_date_in(kind: str, number: str) -> date | None:
    """The whole birth date, where the number tells its century: a CPR number by its seventh digit, a personnummer of
    twelve digits. None of any other; ValidationError for a number that is none."""
    if kind == CPR:
        try:
            return cpr.get_birth_date(cpr.validate(number))
        except exceptions.ValidationError as error:
            raise _not_a_cpr() from error
    found = PERSONNUMMER_FORM.fullmatch("".join(number.split())) if kind == PERSONNUMMER else None
    if found is None or not found[1]:
        return None
    return _born(int(found[1] + found[2]), int(found[3]), int(found[4]))


def number_hash(kind: str, number: str) -> str:
    """What a number in its stored form is found by."""
    return number_hashes(kind, number)[0]


def has_unusual_check_digit(kind: str, number: str) -> bool:
    """A CPR number whose modulus is not valid: legal since 2007, and what a mistyped one looks like. Ask, never refuse."""
    return kind == CPR and cpr.checksum(cpr.compact(number)) != 0


def plain_number(number: str) -> str:
    """The letters and digits alone, without the century of a twelve-digit number: the same for every way to write it."""
    plain = "".join(character for character in number.upper() if character.isalnum())
    return plain[2:] if plain.isdigit() and len(plain) == 12 else plain


def plain_number_hash(number: str) -> str:
    return keyed_hash(plain_number(number))


def number_hashes(kind: str, number: str) -> list[str]:
    """What a number in its stored form is found by, under every key."""
    return keyed_hashes(f"{kind}:{number}")


def write_hashes(identity: PatientIdentity) -> None:
    """What somebody is found by, under the current key, from what the identity says; it is not stored."""
    identity.number_hash = number_hash(identity.number_kind, identity.number)
    identity.plain_number_hash = plain_number_hash(identity.number)
    identity.family_name_hash = keyed_hash(identity.family_name)
    identity.full_name_hash = keyed_hash(identity.full_name)
    identity.birth_date_hash = keyed_hash(identity.birth_date.isoformat())


def _checked_cpr(number: str, birth_date: date) -> str:
    try:
        found = cpr.validate(number)
    except exceptions.ValidationError as error:
        raise _not_a_cpr() from error
    _must_match(cpr.get_birth_date(found), birth_date)
    return found


def _not_a_cpr() -> ValidationError:
    said = _("This is not a CPR number: it has ten digits, DDMMYY-SSSS, and begins with a date.")
    return ValidationError(said, code="cpr")


def _checked_personnummer(number: str, birth_date: date) -> str:
    found = PERSONNUMMER_FORM.fullmatch("".join(number.split()))
    if found is None or not luhn.is_valid("".join(found.groups()[1:])):
        raise ValidationError(_not_a_personnummer(), code="personnummer")
    century, year, month, day, serial = found.groups()
    born = f"{century or f'{birth_date:%Y}'[:2]}{year}"
    _must_match(_born(int(born), int(month), int(day)), birth_date)
    return f"{born}{month}{day}{serial}"


def _born(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day - COORDINATION_DAYS if day > COORDINATION_DAYS else day)
    except ValueError as error:
        raise ValidationError(_not_a_personnummer(), code="personnummer") from error


def _not_a_personnummer() -> str:
    return _(
        "This is not a personnummer: it has ten or twelve digits, begins with the birth date and ends with a check digit."
    )


def _must_match(in_number: date, typed: date) -> None:
    # The century digit of a CPR number is read by rule, so only day, month and two-digit year are held against each other.
    if (in_number.day, in_number.month, in_number.year % 100) != (typed.day, typed.month, typed.year % 100):
        raise ValidationError(
            _("The number says born %(number)s, the birth date says %(typed)s. One of them is mistyped."),
            params={"number": f"{in_number:%d-%m-%y}", "typed": f"{typed:%d-%m-%Y}"},
            code="birth-date",
        )
